"""Tables of line items, ruled or not: a heading row names the columns, the rows below it fill them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.columns import Column, assign, is_numeric
from ocr.extract.headings import columns_of, names_items, next_heading
from ocr.extract.locate import find_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template

_CARRIED = re.compile(
    r"[次前](?:頁|ページ|葉)(?:へ|より|から|に)|(?:頁|ページ)計$|brought forward|carried forward"
    r"|^(?:前[回月期]|先月)?(?:ご?請求)?(?:繰越|残)(?:残高|金額?|高|額|分)?$|^(?:opening|previous) balance$"
)
"""A running total between pages is no line item, nor is what an earlier account left."""
_AT_A_RATE = re.compile(
    r"^\W*(?:内|うち|外)?\(?(?:8|10)%\)?\W{0,3}(?:対象|課税|税|消費税)|^[^\d]{0,6}(?:対象|課税|消費税|税額).{0,8}(?:8|10)%\W*$"
)
"""10%対象額 and 税額合計(10%): what a tax summary's line opens with."""
_OUTSIDE = frozenset({"date", "party", "phone", "registration_number", "bank_account"})
"""A row that opens with the label of such a field is no line item."""
_BEFORE_ITEMS = 4
"""Rows between two sections of a table, at most: 小計, its tax, both, the heading of the next and its first item."""
_LEGEND = re.compile(r"軽減税率.{0,8}(?:対象|適用)|税率ごと")
"""The note on marks below a table."""
_GUTTER = 1.5
"""Line heights of white between a table and what stands beside it; cells of one table leave that much only where
another line fills it."""


@dataclass(frozen=True, slots=True, eq=False)
class TableRow:
    """Segments of one line item by column number; a cell of several lines holds them all, top first."""

    cells: tuple[tuple[Segment, ...], ...]

    def has(self, table: Table, *names: str) -> bool:
        return any(cell and column.name in names for cell, column in zip(self.cells, table.columns, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    segments: tuple[Segment, ...]
    """Everything it is made of, headings included."""


def find_tables(sheets: Sequence[Sheet], template: Template) -> tuple[Table, ...]:
    """Every table of line items, in order; a table that goes on under a repeated heading is one per page."""
    found: list[Table] = []
    for sheet in sheets:
        start = 0
        while start < len(sheet.rows):
            heading = next_heading(sheet, template, start)
            if heading is None:
                break
            table, after = _table(sheet, template, *heading)
            if table.rows:
                found.append(table)
            start = max(after, heading[1] + 1)
    return tuple(found)


def _table(sheet: Sheet, template: Template, columns: tuple[Column, ...], body: int, first: int) -> tuple[Table, int]:
    """The table under a heading, and the number of the row that closed it."""
    left, right = _extent(sheet, template, columns, body)
    columns = tuple(c for c in columns if c.right >= left and c.left <= right)
    page = [[s for s in row if s.right >= left and s.left <= right] for row in sheet.rows]
    end, sums = body, set[int]()
    previous_bottom = max(s.bottom for s in sheet.rows[body - 1])
    while end < len(sheet.rows):
        row = page[end]
        if not row:
            end += 1
            continue
        closes = _ends(row, template)
        if (closes and not _goes_on(page[end + 1 :], columns, template)) or names_items(columns_of(row, template)):
            break
        if closes:
            sums.add(end)
        if min(s.top for s in row) - previous_bottom > 5 * sheet.line_height and not _inside_rules(sheet, row[0]):
            break
        previous_bottom = max(s.bottom for s in row)
        end += 1
    bounds = _bounds(sheet, columns, sheet.rows[body - 1])
    items = [
        row
        for n, row in enumerate(page[body:end], body)
        if row and n not in sums and not any(_CARRIED.search(s.key.text) for s in row)
    ]
    lines = [[part for s in row for part in _cut(s, bounds)] for row in items]
    column_of = assign(lines, columns, bounds, sheet.line_height)
    rows = [_row(line, columns, column_of) for line in lines]
    draft = Table(columns, _unnumbered(rows), ())
    draft = Table(columns, _of_one_cell(sheet, draft), ())
    kept = tuple(r for r in _merge(sheet, draft) if r.has(draft, "amount", "quantity", "unit_price"))
    used = tuple(s for row in page[first:end] for s in row)
    return Table(columns, kept, used), end


def _extent(sheet: Sheet, template: Template, columns: Sequence[Column], body: int) -> tuple[float, float]:
    """Left and right of a table; words beyond a white strip as high as the table is stand beside it.

    Numbers do not: a column of them without a heading may be what each line costs.
    """
    known = [c for c in columns if c.name or c.kind]
    left, right = min(c.left for c in known), max(c.right for c in known)
    inside: list[Segment] = []
    for row in sheet.rows[body:]:
        own = [s for s in row if s.right > left and s.left < right]
        if own and (_ends(own, template) or names_items(columns_of(own, template))):
            break
        inside += row
    gap = _GUTTER * sheet.line_height
    for segment in sorted(inside, key=lambda s: -s.right):
        if segment.right > left - gap:
            left = min(left, segment.left)
    for segment in sorted(inside, key=lambda s: s.left):
        if segment.left < right + gap:
            right = max(right, segment.right)
    beside = [s for s in inside if s.right < left or s.left > right]
    described = {s.row for s in inside if left <= s.x_center <= right and _is_described(s, known)}
    priced = {s.row for s in inside if left <= s.x_center <= right and is_numeric(s.text)}
    if 2 * sum(is_numeric(s.text) for s in beside) > len(beside) or 2 * len(described & priced) < len(priced):
        return 0.0, sheet.width
    return left, right


def _is_described(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether it is words nearest to a heading of words."""
    nearest = min(columns, key=lambda c: abs(c.x_center - segment.x_center))
    return nearest.kind == "text" and not is_numeric(segment.text)


def _row(line: Sequence[Segment], columns: Sequence[Column], column_of: dict[int, int]) -> TableRow:
    cells: list[list[Segment]] = [[] for _ in columns]
    for segment in line:
        cells[column_of[id(segment)]].append(segment)
    return TableRow(tuple(tuple(sorted(c, key=lambda s: s.left)) for c in cells))


def _ends(row: Sequence[Segment], template: Template) -> bool:
    """Whether a row closes the table: it opens with such a word, as 小計 or 合計 do."""
    if any(_LEGEND.search(s.key.text) for s in row) or (len(row) <= 3 and _AT_A_RATE.search(row[0].key.text)):
        return True
    if opens_totals(row, template):
        return True
    words = tuple(w for f in template.fields.values() if f.kind in _OUTSIDE for w in f.labels)
    return any(label.fit >= 0.97 and label.start == 0 for label in find_labels(row[:1], words))


def _goes_on(rows: Sequence[Sequence[Segment]], columns: Sequence[Column], template: Template) -> bool:
    """Whether line items follow the sum above rows: 小計 of a section, and perhaps its tax, stand between them."""
    counted = [c for c in columns if c.name in ("quantity", "unit_price", "amount")]
    known = [c for c in columns if c.name or c.kind]
    if len(counted) < 2:
        return False
    for row in [row for row in rows if row][:_BEFORE_ITEMS]:
        if _ends(row, template):
            continue
        numbers = [s for s in row if is_numeric(s.text) and any(s.right > c.left and s.left < c.right for c in counted)]
        if len(numbers) > 1 and any(_is_described(s, known) for s in row):
            return True
    return False


def _unnumbered(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """The rows without the numbers 1, 2, 3 … that stand before what they are of, in a column without a heading."""
    for n in range(len(rows[0].cells) if rows else 0):
        cells = [
            (k, row.cells[n]) for k, row in enumerate(rows) if len(row.cells[n]) > 1 and row.cells[n][0].text.isdigit()
        ]
        if len(cells) > 1 and [int(cell[0].text) for _, cell in cells] == list(range(1, len(cells) + 1)):
            numbered = {k for k, _ in cells}
            return tuple(
                TableRow((*row.cells[:n], row.cells[n][1:], *row.cells[n + 1 :])) if k in numbered else row
                for k, row in enumerate(rows)
            )
    return tuple(rows)


def opens_totals(row: Sequence[Segment], template: Template) -> bool:
    """Whether a row opens with one of the words that close line items; of a table or of a till roll."""
    if any(label.fit >= 0.8 and label.start <= 2 for label in find_labels(row, template.rows_end)):
        return True
    totals = tuple(w for f in template.fields.values() if f.kind == "amount" for w in f.labels)
    opens = (label for label in find_labels(row[:1], totals) if label.fit >= 0.97 and label.start == 0)
    return len(row) <= 3 and any(label.end - label.start >= 3 for label in opens)


def _inside_rules(sheet: Sheet, segment: Segment) -> bool:
    return sum(r.start <= segment.y_center <= r.end for r in sheet.vertical_rules) >= 3


def _bounds(sheet: Sheet, columns: Sequence[Column], heading: Sequence[Segment]) -> list[float | None]:
    """Between each two neighbouring columns: where a vertical rule parts them, None where none does."""
    middle = sum(s.y_center for s in heading) / len(heading)
    near = [
        r
        for r in sheet.vertical_rules
        if r.start - 2 * sheet.line_height <= middle <= r.end + 0.5 * sheet.line_height
        or r.start <= middle + 2.5 * sheet.line_height <= r.end
    ]
    bounds: list[float | None] = []
    for a, b in pairwise(columns):
        between = [r for r in near if a.x_center < r.position < b.x_center]
        gap = (a.right + b.left) / 2
        bounds.append(min(between, key=lambda r: abs(r.position - gap)).position if between else None)
    return bounds


def _cut(segment: Segment, bounds: Sequence[float | None]) -> list[Segment]:
    """The segment, cut at white space where a rule runs through it (an engine read across the line)."""
    for bound in bounds:
        if bound is None or not segment.left + segment.height < bound < segment.right - segment.height:
            continue
        at = round((bound - segment.left) / segment.width * len(segment.text))
        spaces = [m.start() for m in re.finditer(r"\s", segment.text) if abs(m.start() - at) <= 2]
        if spaces:
            at = min(spaces, key=lambda s: abs(s - at))
            return [segment.cut(0, at), *_cut(segment.cut(at + 1, len(segment.text)), bounds)]
    return [segment]


def _of_one_cell(sheet: Sheet, table: Table) -> tuple[TableRow, ...]:
    """Lines in one row of a ruled table brought together, unless each has its own numbers."""
    joined: list[TableRow] = []
    for row in table.rows:
        numbers = _filled(row, table, "amount", "quantity", "unit_price")
        same = joined and sheet.cells.row_of(_segments(joined[-1])) & sheet.cells.row_of(_segments(row))
        if not same or _is_note(row) or numbers & _filled(joined[-1], table, *numbers):
            joined.append(row)
        else:
            joined[-1] = _joined(joined[-1], row)
    return tuple(joined)


def _segments(row: TableRow) -> Iterator[Segment]:
    return (segment for cell in row.cells for segment in cell)


def _filled(row: TableRow, table: Table, *names: str) -> set[str]:
    return {column.name for cell, column in zip(row.cells, table.columns, strict=True) if cell and column.name in names}


def _merge(sheet: Sheet, table: Table) -> list[TableRow]:
    """Lines of one cell brought together: a line of words alone belongs to the item above it, or below."""
    merged: list[TableRow] = []
    waiting: TableRow | None = None
    for row in table.rows:
        if row.has(table, "amount", "quantity", "unit_price"):
            if waiting is not None and not row.has(table, "description"):
                row = _joined(waiting, row)
            elif waiting is not None and merged:
                merged[-1] = _joined(merged[-1], waiting)
            waiting = None
            merged.append(row)
        elif row.has(table, "description", "category", "payee") and not _is_note(row):
            if merged and waiting is None and _close(sheet, merged[-1], row):
                waiting = row
            elif waiting is not None and merged and _close(sheet, waiting, row):
                merged[-1] = _joined(merged[-1], waiting)
                waiting = row
            else:
                waiting = row if not merged else None
    if waiting is not None and merged:
        merged[-1] = _joined(merged[-1], waiting)
    return merged


def _is_note(row: TableRow) -> bool:
    """型番: P-001 below an item says something about it; it is no part of its name."""
    return any(re.match(r"^[^:]{1,8}:.", s.key.text) for cell in row.cells for s in cell)


def _joined(upper: TableRow, lower: TableRow) -> TableRow:
    return TableRow(tuple(a + b for a, b in zip(upper.cells, lower.cells, strict=True)))


def _close(sheet: Sheet, upper: TableRow, lower: TableRow) -> bool:
    """Whether two rows are lines of one cell: near, and with no horizontal rule between."""
    bottom = max(s.bottom for cell in upper.cells for s in cell)
    top = min(s.top for cell in lower.cells for s in cell)
    left = min(s.left for cell in lower.cells for s in cell)
    if top - bottom > 0.9 * sheet.line_height:
        return False
    middle = (bottom + top) / 2
    slack = 0.5 * sheet.line_height
    return not any(
        abs(r.position - middle) < slack and r.start <= left + slack <= r.end for r in sheet.horizontal_rules
    )
