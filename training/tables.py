"""Tables: columns of cells, ruled, half ruled, striped or held together by alignment alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.page import MM_PER_PT, Align, Sheet
from training.style import Style

PAD = 1.4
_FIELDS = {
    "description", "quantity", "unit", "unit_price", "amount", "tax_rate", "date", "category", "payee",
}  # fmt: skip
"""Columns that are the contract's."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, width in mm and how its cells align."""

    key: str
    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed value; suffix is a mark set right behind it, such as ※."""

    text: str
    tags: tuple[str, ...] = ()
    suffix: str = ""
    suffix_tags: tuple[str, ...] = ()


Row = dict[str, Cell]


def table(
    sheet: Sheet,
    style: Style,
    x: float,
    y: float,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    row_height: float = 7.0,
    least: int = 0,
    head: bool = True,
) -> float:
    """Draw heading and rows in style.ruling, blank rows up to least; returns the y under the table."""
    right = x + sum(column.width for column in columns)
    count = max(len(rows), least)
    top, bottom = y, y + row_height * (count + head)
    _shade(sheet, style, x, right, top, row_height, count, head)
    if head:
        ink = "#ffffff" if style.ruling in ("dark", "zebra") else "#111111"
        _cells(
            sheet,
            columns,
            {c.key: Cell(c.title, _heading_tags(c.key)) for c in columns},
            x,
            top + row_height / 2,
            style.bold,
            ink,
            style.size,
        )
    for n, row in enumerate(rows):
        middle = top + row_height * (n + head + 0.5)
        _cells(sheet, columns, row, x, middle, style.body, "#111111", style.size)
    _rules(sheet, style, x, right, top, bottom, columns, row_height, count + head)
    return bottom


def _heading_tags(key: str) -> tuple[str, ...]:
    field = key.removesuffix("_unit") if key == "quantity_unit" else key
    return (f"label.line_items.{field}",) if field in _FIELDS else ()


def _cells(
    sheet: Sheet, columns: Sequence[Column], row: Row, x: float, y: float, face: str, colour: str, size: float
) -> None:
    heading = all(cell.text == column.title for column in columns if (cell := row.get(column.key)))
    for column in columns:
        cell = row.get(column.key)
        if cell is not None:
            align: Align = "center" if heading and column.align != "left" else column.align
            room = column.width - 2 * PAD - (len(cell.suffix) * size * MM_PER_PT * 1.3 if cell.suffix else 0)
            anchor = {"left": x + PAD, "right": x + column.width - PAD, "center": x + column.width / 2}[align]
            token = sheet.text(
                anchor, y, cell.text, *cell.tags, face=face, size=size, align=align, colour=colour, fit=room
            )
            if cell.suffix:
                sheet.text(token.left + token.width + 0.8, y, cell.suffix, *cell.suffix_tags, face=face, size=size)
        x += column.width


def _shade(
    sheet: Sheet, style: Style, x: float, right: float, top: float, row_height: float, count: int, head: bool
) -> None:
    width = right - x
    if head and style.ruling in ("dark", "zebra"):
        sheet.panel(x, top, width, row_height, fill=style.accent, weight=0)
    elif head and style.ruling in ("ruled", "grid"):
        sheet.panel(x, top, width, row_height, fill=style.tint, weight=0)
    if style.ruling == "zebra":
        for n in range(1, count, 2):
            sheet.panel(x, top + row_height * (n + head), width, row_height, fill=style.tint, weight=0)


def _rules(
    sheet: Sheet,
    style: Style,
    x: float,
    right: float,
    top: float,
    bottom: float,
    columns: Sequence[Column],
    row_height: float,
    count: int,
) -> None:
    if style.ruling in ("none", "zebra"):
        return
    full = style.ruling in ("ruled", "grid", "dark")
    colour = style.extras.get("rule", "#222222")
    for n in range(count + 1):
        edge = n in (0, count)
        weight = 0.9 if edge and full else (0.8 if n <= 1 or edge else 0.3)
        sheet.rule(x, top + row_height * n, right, top + row_height * n, weight, colour)
    if full:
        for n, column in enumerate(columns):
            sheet.rule(x, top, x, bottom, 0.9 if n == 0 else 0.4, colour)
            x += column.width
        sheet.rule(right, top, right, bottom, 0.9, colour)
