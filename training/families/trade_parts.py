"""The blocks trade families are put together from; each draws at a place and returns the y under itself."""

from __future__ import annotations

from collections.abc import Sequence

from training.content import STANDARD, Line
from training.families.office_blocks import Col, Entry, grid, party
from training.families.office_ink import Piece, label
from training.families.trade_deal import Desk
from training.formats import DATES
from training.pools import table

SHARES = {
    "no": 0.5, "day": 0.8, "code": 0.9, "description": 4.2, "quantity": 0.9, "unit": 0.7, "unit_price": 1.3,
    "tax_rate": 0.7, "amount": 1.5, "note": 1.0,
}  # fmt: skip
"""Widths of columns, in parts of the table's."""
ORDERS = (
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("no", "description", "quantity", "unit_price", "amount"),
    ("no", "description", "quantity", "unit", "unit_price", "amount", "note"),
    ("code", "description", "quantity", "unit", "unit_price", "amount"),
    ("description", "unit_price", "quantity", "amount"),
    ("description", "quantity", "unit_price", "tax_rate", "amount"),
    ("no", "code", "description", "unit", "quantity", "unit_price", "amount"),
    ("description", "amount"),
    ("quantity", "unit", "description", "unit_price", "amount"),
)
"""Orders of columns that offices use."""


def addressee(desk: Desk, x: float, y: float, width: float, *, form: str = "") -> float:
    """To whom it goes, with an honorific: underlined, plain, boxed, or with its address above."""
    ink, trade = desk.ink, desk.trade
    firm, tag = (trade.vendor, "vendor_name") if desk.orders else (trade.buyer, "buyer_name")
    form = form or ink.pick("under", "plain", "box", "address")
    if form == "address":
        mail, place = ("vendor_postal_code", "vendor_address") if desk.orders else ("", "")
        ink.say(x, y, "〒", (firm.postal_code, mail), size=ink.size * 0.9)
        ink.say(x, y + 4.6, (firm.address, place), size=ink.size * 0.9, fit=width)
        y += 11
    if form == "box":
        ink.sheet.panel(x - 2, y - 5, width + 2, 10, weight=ink.rule_weight)
    gap = ink.pick("　", " ", "　　")
    ink.say(x, y, (firm.name, tag), f"{gap}{ink.pick('御中', '御中', '様')}", size=ink.size + 3, fit=width - 2)
    if form == "under":
        ink.sheet.rule(x, y + 3.6, x + width, y + 3.6, ink.rule_weight)
    y += 8
    if ink.maybe(0.25):
        ink.say(x, y, ink.pick(*table("trade")["words"]["departments"]), "　ご担当者様", size=ink.size * 0.9)
        y += 5
    return y


def issuer(desk: Desk, x: float, y: float, width: float, *, align: str = "") -> float:
    """Who sends it: name, place, telephone, registration number, perhaps a person, in some order."""
    ink, trade = desk.ink, desk.trade
    orders = desk.orders
    firm = trade.buyer if orders else trade.vendor
    code, street, call = ("", "", "") if orders else ("vendor_postal_code", "vendor_address", "vendor_phone")
    name: list[Piece] = [(firm.name, "buyer_name" if orders else "vendor_name")]
    place: list[list[Piece]] = [["〒", (firm.postal_code, code)], [(firm.address, street)]]
    if ink.maybe(0.25):
        place = [["〒", (firm.postal_code, code), " ", (firm.address, street)]]
    if firm.building:
        place.append([(firm.building, street)])
    phone = label("vendor_phone", ink.pick("TEL ", "TEL：", "電話 ", "Tel: ", "℡")) if not orders else "TEL "
    lines: list[list[Piece]] = [name, *place, [phone, (firm.phone, call)]]
    if ink.maybe(0.5):
        far = ink.pick("  FAX ", " / FAX：")
        lines[-1].append(f"{far}{firm.fax}")
    if not orders and ink.maybe(0.85):
        number: list[Piece] = [
            desk.named("vendor_registration_number", "registration"),
            ink.pick("：", " ", ": "),
            (firm.registration_number, "vendor_registration_number"),
        ]
        lines.insert(ink.rng.choice((1, len(lines))), number)
    if trade.contact and ink.maybe(0.7):
        lines.append([f"担当：{trade.contact.name}"])
    if ink.maybe(0.2):
        lines.append([ink.pick("https://www.example.co.jp", "info@example.co.jp", "E-mail: uriage@example.jp")])
    return party(ink, x, y, width, lines, align="right" if align == "right" else "left")


def meta(desk: Desk) -> list[Entry]:
    """Number, day, due day and other facts nobody asks for, in some order."""
    trade, ink = desk.trade, desk.ink
    out: list[Entry] = [("issue_date", desk.word("date"), ink.day(trade.issue_date))]
    if trade.number:
        out.insert(ink.rng.randint(0, 1), ("document_number", desk.word("number"), trade.number))
    if trade.due_date:
        out.append(("due_date", desk.word("due_date"), ink.day(trade.due_date)))
    if ink.maybe(0.35):
        serial = str(ink.rng.randint(1000, 99999))
        out.append(("", ink.pick("お客様コード", "得意先コード", "顧客No.", "貴社注文番号"), serial))
    if ink.maybe(0.25):
        later = trade.issue_date.replace(day=1)
        out.append(("", ink.pick("締日", "納期", "受注日", "対象期間開始"), ink.day(later)))
    return out


def subject(desk: Desk, x: float, y: float, width: float) -> float:
    """What it is about, where it says."""
    if not desk.trade.subject:
        return y
    word = desk.ink.pick("件名：", "件名　", "案件名：", "工事名：", "Re: ")
    desk.ink.say(x, y, word, desk.trade.subject, fit=width)
    return y + 6.5


def amount(desk: Desk, x: float, y: float, width: float, *, form: str = "") -> float:
    """What it comes to, in large type: under, box, split, band, stacked, bare (no word) or sentence."""
    ink = desk.ink
    form = form or ink.pick("under", "box", "split", "band", "stacked")
    value = amount_text(desk)
    word, size, ink_colour = desk.named("total_amount", "total"), ink.size + ink.rng.uniform(4, 8), "#111111"
    high = 12.0
    if form == "stacked":
        ink.say(x, y + 3, word, colour="#555555")
        ink.say(x, y + 10, (value, "total_amount"), size=size + 2, bold=True, fit=width)
        return y + 17
    if form == "bare":
        ink.say(x + width, y + 5, (value, "total_amount"), size=size + 4, bold=True, align="right", fit=width)
        return y + 14
    if form == "sentence":
        ink.say(x, y + 4, word, "は", (value, "total_amount"), "（消費税込）です。", size=ink.size + 1.5, fit=width)
        return y + 11
    if form == "band":
        ink.sheet.panel(x, y, width, high, fill=ink.accent, weight=0)
        ink_colour = "#ffffff"
    elif form == "under":
        ink.sheet.rule(x, y + high - 1, x + width, y + high - 1, 1.2)
    else:
        ink.sheet.panel(x, y, width, high, weight=0.9)
        if form == "split":
            ink.sheet.panel(x, y, width * 0.38, high, fill=ink.tint, weight=0.9)
    ink.say(x + 2, y + 6, word, size=ink.size + 1, fit=width * 0.34, colour=ink_colour)
    ink.say(
        x + width - 3, y + 6, (value, "total_amount"), size=size, bold=True, align="right", fit=width * 0.56,
        colour=ink_colour,
    )  # fmt: skip
    return y + high + 4


def amount_text(desk: Desk) -> str:
    """The total as large type prints it."""
    value = desk.trade.total_amount
    forms = (f"¥{value:,}", f"¥{value:,}-", f"￥{value:,}", f"{value:,}円", f"金{value:,}円也", f"{value:,}円（税込）")
    return desk.ink.rng.choice(forms)


def order(desk: Desk) -> tuple[str, ...]:
    """Columns in one of the orders offices use."""
    return desk.ink.rng.choice(ORDERS)


def lines_table(
    desk: Desk, x: float, y: float, width: float, keys: Sequence[str], *, first: int = 0, last: int | None = None,
    least: int = 0, ruling: str = "", row: float = 0.0,
) -> float:  # fmt: skip
    """The lines from first to last as a table with these columns."""
    last = len(desk.trade.lines) if last is None else last
    whole = sum(SHARES[key] for key in keys)
    titles = {
        "no": "No.",
        "day": desk.ink.pick("月日", "日付", "納品日"),
        "code": desk.ink.pick("品番", "コード"),
        "note": "備考",
    }
    cols = [
        Col(
            "" if key in ("no", "code", "note") else "date" if key == "day" else key,
            titles.get(key) or desk.heading(key),
            width * SHARES[key] / whole,
            "left" if key in ("description", "note") else "center" if key in ("no", "day", "code", "unit") else "right",
        )
        for key in keys
    ]
    code = desk.ink.rng.randint(100, 900)
    rows = [
        tuple(_cell(desk, desk.trade.lines[n], n, key, f"{desk.ink.accent[1]}{code + n}") for key in keys)
        for n in range(first, last)
    ]
    return grid(desk.ink, x, y, cols, rows, least=least, ruling=ruling, row=row)


def _cell(desk: Desk, line: Line, n: int, key: str, code: str) -> tuple[Piece, ...]:
    tag = f"line_items.{n}.{key}"
    if key == "no":
        return (str(n + 1),)
    if key == "day":
        return ((DATES["month-day"](line.day), f"line_items.{n}.date") if line.day else "",)
    if key == "code":
        return (code,)
    if key == "note":
        return ("",)
    if key == "description":
        mark = " ※" if line.rate < STANDARD else ""
        return ((line.description, tag), mark)
    if key == "quantity":
        return ((f"{line.quantity:,}", tag),)
    if key == "unit":
        return ((line.unit, tag),)
    if key == "tax_rate":
        return ((f"{int(line.rate * 100)}%", tag),)
    return ((desk.ink.money(line.unit_price if key == "unit_price" else line.amount), tag),)


def strip(desk: Desk, x: float, y: float, width: float, entries: Sequence[Entry], *, high: float = 7.0) -> float:
    """Pairs side by side in one ruled band, the label above the value."""
    step = width / len(entries)
    ink = desk.ink
    for n, (field, word, value) in enumerate(entries):
        left = x + n * step
        ink.sheet.panel(left, y, step, high * 0.8, fill=ink.tint, weight=ink.rule_weight)
        ink.sheet.panel(left, y + high * 0.8, step, high, weight=ink.rule_weight)
        ink.say(left + step / 2, y + high * 0.4, label(field, word) if field else word, align="center", fit=step - 2)
        ink.say(left + step / 2, y + high * 1.3, (value, field), align="center", fit=step - 2)
    return y + high * 1.8 + 4
