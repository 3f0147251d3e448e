"""The blocks below the table of a trade paper: sums, tax by rate, the account, remarks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from training.content import TaxPart, Trade
from training.families.office_blocks import Cells, Col, Entry, facts, grid
from training.families.office_ink import Piece, label, tax_field
from training.families.trade_deal import Desk
from training.families.trade_parts import strip
from training.pools import table


def sum_entries(desk: Desk, *, rates: str = "") -> list[Entry]:
    """Subtotal, tax and total; rates is rows, plain or none (only the total)."""
    trade, money = desk.trade, desk.ink.money
    rates = rates or desk.ink.pick("rows", "plain")
    tax, out = desk.word("tax"), list[Entry]()
    if not trade.tax_included:
        out.append(("subtotal", desk.word("subtotal"), money(trade.subtotal)))
        if rates == "rows":
            for part in trade.taxes:
                out += _part(trade, part, f"{part.percent}%対象", tax, money)
        else:
            out.append(("tax_amount", tax, money(trade.tax_amount)))
    if trade.withholding_tax:
        out.append(("", desk.chosen["total"], money(trade.with_tax)))
        out.append(
            ("withholding_tax", desk.ink.pick("源泉徴収税額", "源泉所得税", "源泉税"), money(-trade.withholding_tax))
        )
    whole = trade.with_tax if trade.carry else trade.total_amount
    last = desk.word("total") if trade.withholding_tax or desk.ink.maybe(0.3) else desk.chosen["total"]
    out.append(("" if trade.carry else "total_amount", last, money(whole)))
    if trade.tax_included:
        for part in trade.taxes:
            out += _part(trade, part, f"内{part.percent}%対象(税込)", f"内{tax}", money)
    return out


def _part(trade: Trade, part: TaxPart, base: str, tax: str, money: Callable[[Decimal], str]) -> list[Entry]:
    return [
        (f"tax_breakdown.{part.percent}.taxable_amount", base, money(part.taxable)),
        (tax_field(part.percent, len(trade.taxes)), f"{tax}({part.percent}%)", money(part.tax)),
    ]


def sums(desk: Desk, x: float, y: float, width: float, *, form: str = "", rates: str = "") -> float:
    """The sums as pairs below each other, values at the right: right, boxed or lined."""
    ink, entries = desk.ink, sum_entries(desk, rates=rates)
    form, high = form or ink.pick("right", "boxed", "lined"), ink.size * 0.7
    for field, word, value in entries:
        if form == "boxed":
            ink.sheet.panel(x, y, width * 0.5, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x + width * 0.5, y, width * 0.5, high, weight=ink.rule_weight)
        elif form == "lined":
            ink.sheet.rule(x, y + high, x + width, y + high, ink.rule_weight)
        ink.say(x + 1.5, y + high / 2, label(field, word) if field else word, fit=width * 0.47)
        ink.say(x + width - 1.5, y + high / 2, (value, field), align="right", fit=width * 0.47)
        y += high
    return y + 2


def tax_table(desk: Desk, x: float, y: float, width: float) -> float:
    """Rate, base and tax as a small table."""
    cols = [
        Col("", "税率", width * 0.24, "center"),
        Col("", "税込金額" if desk.trade.tax_included else "対象金額", width * 0.4, "right"),
        Col("", desk.word("tax"), width * 0.36, "right"),
    ]
    rows: list[Cells] = [
        (
            (f"{part.percent}%",),
            ((desk.ink.money(part.taxable), f"tax_breakdown.{part.percent}.taxable_amount"),),
            ((desk.ink.money(part.tax), tax_field(part.percent, len(desk.trade.taxes))),),
        )
        for part in desk.trade.taxes
    ]
    return grid(desk.ink, x, y, cols, rows, row=desk.ink.size * 0.62)


def bank(desk: Desk, x: float, y: float, width: float, *, form: str = "") -> float:
    """Where to pay: one line, two lines, a list of pairs or a ruled band."""
    account, ink = desk.trade.bank, desk.ink
    if account is None:
        return y
    form = form or ink.pick("line", "list", "lines")
    values = {
        "bank_name": account.bank_name, "branch_name": account.branch_name, "account_type": account.account_type,
        "account_number": account.account_number, "account_holder": account.account_holder,
    }  # fmt: skip
    pairs = [(f"bank_account.{key}", desk.word(key), value) for key, value in values.items()]
    if form == "strip":
        return strip(desk, x, y, width, pairs, high=5.5)
    ink.say(x, y + 2, desk.named("bank_account", "bank"), bold=True)
    y += 7
    if form == "list":
        return facts(ink, x, y, width, pairs, leading=5.2)
    run: list[Piece] = [piece for field, _, value in pairs[:4] for piece in ((value, field), " ")]
    holder: list[Piece] = [
        desk.named("bank_account.account_holder", "account_holder"),
        "：",
        (account.account_holder, pairs[4][0]),
    ]
    if form == "line":
        ink.say(x, y, *run, " ", *holder, fit=width)
        return y + 6
    ink.say(x, y, *run, fit=width)
    ink.say(x, y + 5, *holder, fit=width)
    return y + 11


def remarks(desk: Desk, x: float, y: float, width: float, *, high: float = 0.0) -> float:
    """Sentences, in a box of that height when it is given."""
    notes = desk.ink.rng.sample(table("trade")["words"]["notes"], desk.ink.rng.randint(1, 3))
    if high:
        desk.ink.sheet.panel(x, y, width, high, weight=desk.ink.rule_weight)
    desk.ink.say(x + 2, y + 3, desk.ink.pick("備考", "【備考】", "摘要", "特記事項"), size=desk.ink.size * 0.9)
    for n, note in enumerate(notes):
        desk.ink.say(x + 2, y + 8 + 4.6 * n, note, size=desk.ink.size * 0.9, fit=width - 4)
    return max(y + high, y + 8 + 4.6 * len(notes)) + 3
