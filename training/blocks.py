"""The parts trade documents are put together from; each draws at a place and returns the y under itself."""

from __future__ import annotations

from collections.abc import Sequence

from training.content import STANDARD, Line, Trade
from training.formats import DATES
from training.names import Company
from training.page import Align, Sheet
from training.style import Style
from training.tables import Cell, Column, Row

SHORT_FORMS = {"株式会社": "㈱", "有限会社": "㈲"}
Entry = tuple[str, str, tuple[str, ...]]
"""A label, a printed value and the value's tags."""


def label_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """The tag of the printed label of a value with these tags; none for a value without."""
    return (f"label.{min(tags, key=lambda tag: '.' in tag)}",) if tags else ()


def abbreviated(name: str) -> str:
    """The name with its legal form in one character."""
    for form, short in SHORT_FORMS.items():
        name = name.replace(form, short)
    return name


def vendor(
    sheet: Sheet, style: Style, firm: Company, x: float, y: float, *, number: bool = True, leading: float = 4.6
) -> float:
    """The seller's letterhead, left aligned."""
    sheet.text(x, y, firm.name, "vendor_name", face=style.bold, size=style.size + 2.5)
    y += leading + 1.2
    sheet.text(x, y, f"〒{firm.postal_code}", "vendor_postal_code", size=style.size - 0.5)
    for part in filter(None, (firm.address, firm.building)):
        y += leading
        sheet.text(x, y, part, "vendor_address", size=style.size - 0.5)
    y += leading
    token = sheet.text(x, y, f"TEL {firm.phone}", "vendor_phone", size=style.size - 0.5)
    if style.extras.get("fax", "yes") == "yes":
        room = sheet.width - 18 - token.left - token.width - 2.5
        sheet.text(token.left + token.width + 2.5, y, f"FAX {firm.fax}", size=style.size - 0.5, fit=room)
    if number:
        y += leading
        label = style.word("registration")
        text = f"{label}：{firm.registration_number}"
        sheet.text(x, y, text, "vendor_registration_number", size=style.size - 0.5, fit=sheet.width - x - 18)
    return y + leading


def buyer(sheet: Sheet, style: Style, name: str, x: float, y: float, width: float, *, size: float = 13) -> float:
    """宛名 with 御中, underlined."""
    honorific = style.word("honorific")
    token = sheet.text(x, y, name, "buyer_name", face=style.bold, size=size, fit=width - 18)
    sheet.text(max(token.left + token.width + 4, x + width * 0.6), y, honorific, size=size - 1)
    sheet.rule(x, y + 4, x + width, y + 4, 0.7)
    return y + 9


def entries(
    sheet: Sheet, style: Style, pairs: Sequence[Entry], x: float, y: float, width: float, *, leading: float = 5.2
) -> float:
    """Label left, value right, one pair a line."""
    for label, value, tags in pairs:
        sheet.text(x, y, label, *label_tags(tags), size=style.size - 0.5)
        sheet.text(x + width, y, value, *tags, size=style.size - 0.5, align="right")
        y += leading
    return y


def boxed_entries(
    sheet: Sheet,
    style: Style,
    pairs: Sequence[Entry],
    x: float,
    y: float,
    widths: tuple[float, float],
    *,
    row_height: float = 6.5,
    align: Align = "left",
) -> float:
    """Label cell and value cell, one pair a ruled row."""
    for label, value, tags in pairs:
        sheet.panel(x, y, widths[0], row_height, fill=style.tint)
        sheet.panel(x + widths[0], y, widths[1], row_height)
        middle = y + row_height / 2
        sheet.text(
            x + widths[0] / 2, middle, label, *label_tags(tags), align="center", fit=widths[0] - 2, size=style.size
        )
        anchor = {"left": x + widths[0] + 1.5, "right": x + sum(widths) - 1.5, "center": x + widths[0] + widths[1] / 2}
        sheet.text(anchor[align], middle, value, *tags, align=align, fit=widths[1] - 3, size=style.size)
        y += row_height
    return y


def meta(trade: Trade, style: Style) -> list[Entry]:
    """Number, date and due date with their labels."""
    kind = trade.document_type
    pairs: list[Entry] = []
    if trade.number:
        pairs.append((style.word("number", of=kind), trade.number, ("document_number",)))
    pairs.append((style.word("date", of=kind), style.day(trade.issue_date), ("issue_date",)))
    if trade.due_date:
        pairs.append((style.word("due_date"), style.day(trade.due_date), ("due_date",)))
    return pairs


def headline(sheet: Sheet, style: Style, trade: Trade, x: float, y: float, width: float, shape: str) -> float:
    """The amount asked for, in large type: shape is underline, box, band or split."""
    label, amount = style.word("total", of=trade.document_type), style.big(trade.total_amount)
    ink, size = "#111111", 16.0
    if shape == "band":
        sheet.panel(x, y, width, 11, fill=style.accent, weight=0)
        ink = "#ffffff"
    elif shape == "box":
        sheet.panel(x, y, width, 11, weight=1.0)
    elif shape == "split":
        sheet.panel(x, y, width * 0.38, 11, fill=style.tint, weight=0.8)
        sheet.panel(x + width * 0.38, y, width * 0.62, 11, weight=0.8)
    else:
        sheet.rule(x, y + 10, x + width, y + 10, 1.2)
    sheet.text(x + 3, y + 5.5, label, "label.total_amount", size=11, colour=ink, fit=width * 0.38 - 5)
    sheet.text(x + width - 4, y + 5.5, amount, "total_amount", face=style.bold, size=size, colour=ink, align="right")
    return y + 15


def line_row(line: Line, n: int, style: Style, *, rates: str) -> Row:
    """One line as cells; rates is none, mark (behind the description) or column."""
    name = f"line_items.{n}."
    marked = rates == "mark"
    reduced = marked and line.rate < STANDARD
    rate_tags = (f"{name}tax_rate",) if rates != "none" else ()
    quantity = f"{line.quantity:,}"
    return {
        "no": Cell(str(n + 1)),
        "day": Cell(DATES["month-day"](line.day) if line.day else ""),
        "slip": Cell(line.slip),
        "description": Cell(
            line.description,
            (f"{name}description", *(rate_tags if marked and not reduced else ())),
            style.reduced_mark if reduced else "",
            rate_tags,
        ),
        "quantity": Cell(quantity, (f"{name}quantity",)),
        "quantity_unit": Cell(f"{quantity}{line.unit}", (f"{name}quantity", f"{name}unit")),
        "unit": Cell(line.unit, (f"{name}unit",)),
        "unit_price": Cell(style.money(line.unit_price), (f"{name}unit_price",)),
        "amount": Cell(style.money(line.amount), (f"{name}amount",)),
        "tax_rate": Cell(f"{int(line.rate * 100)}%", rate_tags),
    }


def columns(style: Style, widths: dict[str, float]) -> tuple[Column, ...]:
    """Columns in the order given, with this document's headings."""
    titles = {"no": "No.", "day": "月日", "slip": "伝票No.", "quantity_unit": style.words["quantity"]}
    left = {"description"}
    centred = {"no", "day", "slip", "unit", "tax_rate"}
    return tuple(
        Column(
            key,
            titles.get(key) or style.words[key],
            width,
            "left" if key in left else "center" if key in centred else "right",
        )
        for key, width in widths.items()
    )
