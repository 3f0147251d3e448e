"""Lines, sums and tax by rate of further trade papers; each draws at a place and returns the y under itself."""

from __future__ import annotations

from collections.abc import Sequence

from training.content import STANDARD, Line
from training.families.more_trade_deal import is_english, money
from training.families.office_blocks import Cells, Col, Entry, grid
from training.families.office_ink import Piece, label, tax_field
from training.families.trade_deal import Desk
from training.formats import DATES
from training.page import Align

SHARES = {
    "no": 0.5, "day": 0.8, "code": 1.1, "description": 4.2, "quantity": 0.9, "unit": 0.8, "counted": 1.2,
    "unit_price": 1.4, "tax_rate": 0.7, "amount": 1.6, "note": 1.1,
}  # fmt: skip
ORDERS = (
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("no", "description", "quantity", "unit_price", "amount"),
    ("no", "description", "counted", "unit_price", "amount"),
    ("description", "counted", "unit_price", "amount"),
    ("code", "description", "counted", "unit_price", "amount", "note"),
    ("description", "unit_price", "quantity", "unit", "amount"),
    ("description", "unit_price", "quantity", "tax_rate", "amount"),
    ("quantity", "description", "unit_price", "amount"),
    ("no", "description", "amount"),
    ("description", "amount"),
    ("description", "tax_rate", "amount"),
    ("description", "quantity", "unit", "amount"),
    ("code", "quantity", "unit", "description", "unit_price", "amount"),
    ("no", "code", "description", "unit_price", "unit", "quantity", "amount"),
    ("unit", "quantity", "description", "unit_price", "amount"),
    ("description", "note", "quantity", "unit", "unit_price", "amount"),
    ("amount", "description", "quantity", "unit_price"),
)
"""Orders of columns that offices use; counted is quantity and unit in one column."""


def order(desk: Desk, *, taxed: bool = True) -> tuple[str, ...]:
    """Columns in one of the orders; rates by line only where there are any."""
    usable = [keys for keys in ORDERS if "tax_rate" not in keys or (taxed and not desk.trade.untaxed)]
    return desk.ink.rng.choice(usable)


def columns(desk: Desk, width: float, keys: Sequence[str]) -> list[Col]:
    """The columns of keys with their headings, together that wide."""
    ink, english = desk.ink, is_english(desk)
    others = {
        "no": ink.pick("#", "No.", "Item", "Line") if english else ink.pick("No.", "№", "項番", "行", "", "番号"),
        "day": ink.pick("月日", "日付", "納品日", "利用日", "伝票日付"),
        "code": ink.pick("Code", "SKU", "Item #") if english else ink.pick("品番", "コード", "商品コード", "型番"),
        "note": ink.pick("Note", "Ref.") if english else ink.pick("備考", "摘要", "備　考", "注記"),
    }  # fmt: skip
    aligns: dict[str, Align] = dict.fromkeys(("quantity", "counted", "unit_price", "amount"), "right")
    aligns |= dict.fromkeys(("no", "day", "code", "unit", "tax_rate"), "center")
    if ink.maybe(0.25):
        aligns |= {"quantity": "center", "counted": "center"}
    if ink.maybe(0.2):
        aligns["code"] = "left"
    whole = sum(SHARES[key] for key in keys)
    out = []
    for key in keys:
        field = {"no": "", "code": "", "note": "", "day": "date", "counted": "quantity"}.get(key, key)
        word = others.get(key) or desk.heading("quantity" if key == "counted" else key) if key != "no" else others["no"]
        out.append(Col(field, word, width * SHARES[key] / whole, aligns.get(key, "left")))
    return out


def lines(
    desk: Desk, x: float, y: float, width: float, keys: Sequence[str] = (), *, ruling: str = "", least: int = 0,
    row: float = 0.0, first: int = 0, last: int | None = None, head: bool = True,
) -> float:  # fmt: skip
    """The lines from first to last as a table with these columns."""
    keys = keys or order(desk)
    last = len(desk.trade.lines) if last is None else last
    bare, code = desk.ink.maybe(0.6), desk.ink.rng.randint(100, 9000)
    prefix = desk.ink.pick("", "A-", "P", "M0", "T-", "KX")
    rows = [
        tuple(cell_of(desk, desk.trade.lines[n], n, key, bare=bare, code=f"{prefix}{code + 7 * n}") for key in keys)
        for n in range(first, last)
    ]
    return grid(desk.ink, x, y, columns(desk, width, keys), rows, ruling=ruling, least=least, row=row, head=head)


def cell_of(desk: Desk, line: Line, n: int, key: str, *, bare: bool = False, code: str = "") -> tuple[Piece, ...]:
    """What one column prints of line n."""
    tag = f"line_items.{n}."
    if key == "no":
        return (str(n + 1),)
    if key == "day":
        return ((DATES["month-day"](line.day), f"{tag}date") if line.day else "",)
    if key == "code":
        return (code,)
    if key == "note":
        return (desk.ink.pick("", "", "済", "直送") if not is_english(desk) else "",)
    if key == "description":
        marked = line.rate < STANDARD and not is_english(desk)
        return ((line.description, f"{tag}description"), " ※" if marked else "")
    if key == "quantity":
        return ((f"{line.quantity:,}", f"{tag}quantity"),)
    if key == "unit":
        return ((line.unit, f"{tag}unit"),)
    if key == "counted":
        gap = " " if line.unit.isascii() else ""
        return ((f"{line.quantity:,}", f"{tag}quantity"), gap, (line.unit, f"{tag}unit"))
    if key == "tax_rate":
        return ((f"{int(line.rate * 100)}%", f"{tag}tax_rate"),)
    return ((money(desk, line.unit_price if key == "unit_price" else line.amount, bare=bare), f"{tag}{key}"),)


def entries(desk: Desk, *, rates: str = "") -> list[Entry]:
    """Subtotal, tax and total as pairs; rates is rows (base and tax of each), taxes (tax of each) or plain.

    Prices with the tax inside have no subtotal: the total comes first and both of each rate under it.
    """
    trade, ink, english = desk.trade, desk.ink, is_english(desk)
    rates = "plain" if english else rates or ink.pick("rows", "taxes", "plain")
    named = desk.word("total") if trade.withholding_tax or ink.maybe(0.4) else desk.chosen["total"]
    value = trade.with_tax if trade.carry else trade.total_amount
    total: Entry = ("" if trade.carry else "total_amount", named, money(desk, value))
    if trade.tax_included:
        return [total, *_by_rate(desk, bases=True, inside="内")]
    out: list[Entry] = []
    if trade.taxes or ink.maybe(0.6):
        out.append(("subtotal", desk.word("subtotal"), money(desk, trade.subtotal)))
    if rates != "plain":
        out += _by_rate(desk, bases=rates == "rows")
    elif trade.taxes:
        percent = f" {trade.taxes[0].percent}%" if english and ink.maybe(0.7) else ""
        out.append(("tax_amount", f"{desk.word('tax')}{percent}", money(desk, trade.tax_amount)))
    if trade.withholding_tax:
        word = ink.pick("源泉徴収税額", "源泉所得税", "源泉税", "源泉徴収税")
        out.append(("", desk.chosen["total"], money(desk, trade.with_tax)))
        out.append(("withholding_tax", word, money(desk, -trade.withholding_tax)))
    return [*out, total]


def _by_rate(desk: Desk, *, bases: bool, inside: str = "") -> list[Entry]:
    """The tax of each rate, its base before it when bases is true, their sum at times; inside begins the words."""
    ink, taxes, word, out = desk.ink, desk.trade.taxes, desk.word("tax"), list[Entry]()
    base = ink.pick("{}%対象", "{}%対象額", "対象金額({}%)", "（{}%対象）", "税率{}%対象", "{}％ 課税対象")
    tax = ink.pick("{1}({0}%)", "{1}（{0}％）", "{0}% {1}")
    for part in taxes:
        if bases:
            field = f"tax_breakdown.{part.percent}.taxable_amount"
            out.append((field, inside + base.format(part.percent), money(desk, part.taxable)))
        out.append(
            (tax_field(part.percent, len(taxes)), inside + tax.format(part.percent, word), money(desk, part.tax))
        )
    if len(taxes) > 1 and ink.maybe(0.3):
        out.append(("tax_amount", ink.pick("消費税額合計", "消費税計"), money(desk, desk.trade.tax_amount)))
    return out


def _labelled(field: str, word: str) -> Piece:
    """The label of the first of the fields."""
    return label(field.split("|")[0], word) if field else word


def sums(desk: Desk, x: float, y: float, width: float, *, form: str = "", rates: str = "") -> float:
    """The sums: right (pairs), boxed, lined, panel (tinted), across (a table of one row) or last (total large)."""
    ink, pairs = desk.ink, entries(desk, rates=rates)
    form = form or ink.pick("right", "boxed", "lined", "panel", "last", "across")
    high = ink.size * ink.rng.uniform(0.62, 0.8)
    if form == "across":
        cols = [Col("", word, width / len(pairs), "right") for _, word, _ in pairs]
        step = width / len(pairs)
        for n, (field, word, value) in enumerate(pairs):
            for top, piece in ((y, _labelled(field, word)), (y + high, (value, field))):
                ink.sheet.panel(
                    x + n * step, top, step, high, fill=ink.tint if top == y else None, weight=ink.rule_weight
                )
                ink.say(x + (n + 0.5) * step, top + high / 2, piece, align="center", fit=cols[n].width - 2)
        return y + 2 * high + 2
    if form == "panel":
        ink.sheet.panel(x, y - 1, width, high * len(pairs) + 2, fill=ink.tint, weight=0)
    split = ink.rng.uniform(0.42, 0.6)
    for field, word, value in pairs:
        total = "total_amount" in field.split("|")
        if form == "boxed":
            ink.sheet.panel(x, y, width * split, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x + width * split, y, width * (1 - split), high, weight=ink.rule_weight)
        elif form == "lined":
            ink.sheet.rule(x, y + high, x + width, y + high, ink.rule_weight)
        elif form == "last" and total:
            ink.sheet.panel(x, y, width, high * 1.25, fill=ink.accent, weight=0)
        tall = high * (1.25 if form == "last" and total else 1.0)
        colour = "#ffffff" if form == "last" and total else "#111111"
        ink.say(x + 1.5, y + tall / 2, _labelled(field, word), fit=width * split - 3, bold=total, colour=colour)
        ink.say(
            x + width - 1.5,
            y + tall / 2,
            (value, field),
            align="right",
            fit=width * (1 - split) - 3,
            bold=total,
            colour=colour,
        )
        y += tall
    return y + 2


def rate_table(desk: Desk, x: float, y: float, width: float) -> float:
    """Tax by rate: a row a rate, or a column a rate."""
    ink, taxes = desk.ink, desk.trade.taxes
    base = ink.pick("対象金額", "対象額", "税抜金額", "課税対象額") if not desk.trade.tax_included else "税込対象額"
    tax = ink.pick("消費税", "消費税額", "税額")
    values = [
        (
            f"{part.percent}%",
            (money(desk, part.taxable), f"tax_breakdown.{part.percent}.taxable_amount"),
            (money(desk, part.tax), tax_field(part.percent, len(taxes))),
        )
        for part in taxes
    ]
    if ink.maybe(0.35):
        side = [Col("", "", width * 0.3), *(Col("", rate, width * 0.7 / len(taxes), "right") for rate, _, _ in values)]
        rows: list[Cells] = [
            ((base,), *((part,) for _, part, _ in values)),
            ((tax,), *((part,) for _, _, part in values)),
        ]
        return grid(ink, x, y, side, rows, row=ink.size * 0.64) + 2
    wide = [
        Col("", ink.pick("税率", "区分", "税率区分"), width * 0.25, "center"),
        Col("", base, width * 0.4, "right"),
        Col("", tax, width * 0.35, "right"),
    ]
    return grid(ink, x, y, wide, [((a,), (b,), (c,)) for a, b, c in values], row=ink.size * 0.64) + 2
