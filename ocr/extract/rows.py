"""Line items: cells of tables parsed by their column's kind, and till rolls that have no heading."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import MONTH_DAY, amount_of, dates_in, find, repaired
from ocr.extract.sheet import joined_evidence
from ocr.extract.tables import opens_totals
from ocr.extract.values import find_phones, fold, split_quantity
from ocr.record import Date, Field, Number, Row, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.columns import Column
    from ocr.extract.sheet import Segment, Sheet
    from ocr.extract.tables import Table, TableRow
    from ocr.record import Value
    from ocr.template import Template

REDUCED_RATE = Decimal("0.08")
_REDUCED = re.compile(r"[※＊*☆★]|軽(?:減)?\)?$|\(軽\)")
_TILL_COUNT = re.compile(
    r"^[(（]?\s*@?(?P<a>[\d,，]+)\s*(?:コ|個|点|本|枚|袋)?\s*[×xX✕*＊]\s*(?:単価?|@|￥|¥)?\s*(?P<b>[\d,，.]+)\s*(?:コ|個|点)?"
)
_ITEM_COUNT = re.compile(r"[×xX✕]\s*(\d{1,3})\s*(?:コ|個|点)?$|\s(\d{1,3})\s*(?:コ|個|点)$")


def rows_of(table: Table, template: Template, reference: dt.date | None) -> tuple[Row, ...]:
    """The table's line items; reference gives month/day cells their year (the last such day before it)."""
    rows = (_row(row, table, template, reference) for row in table.rows)
    return tuple(r for r in rows if r is not None)


def _row(row: TableRow, table: Table, template: Template, reference: dt.date | None) -> Row | None:
    cells: list[Field] = []
    for segments, column in zip(row.cells, table.columns, strict=True):
        if not segments or not column.name or any(c.name == column.name for c in cells):
            continue
        cell = _cell(column, segments, reference)
        if cell is not None:
            cells.append(cell)
            cells.extend(_beside(cell, column, segments, table))
    names = {c.name for c in cells if c.value is not None}
    if not names & {"amount", "quantity"} or not names & {"description", "category", "payee", "date"}:
        return None
    if "tax_rate" in template.columns and "tax_rate" not in names:
        cells.extend(_marked(cells))
    return Row(cells=tuple(c for c in cells if c.name in template.columns))


def _cell(column: Column, segments: Sequence[Segment], reference: dt.date | None) -> Field | None:
    raw = "".join(s.text for s in segments)
    value: Value | None
    if column.kind == "date":
        value = _date(raw, reference, segments[0].day_first)
    else:
        found = find(column.kind, " ".join(s.text.strip() for s in segments) if column.kind == "text" else raw)
        value = found[0][0] if found else None
        if value is None and column.kind == "text":
            return None
    return _of_segments(column.name, value, segments)


def _date(raw: str, reference: dt.date | None, day_first: bool | None) -> Value | None:
    whole = dates_in(raw, day_first=day_first)
    if whole:
        return Date(date=whole[0].value)
    month_day = MONTH_DAY.search(fold(raw).text)
    if reference is None or month_day is None:
        return None
    for year in (reference.year, reference.year - 1):
        try:
            day = dt.date(year, int(month_day[1]), int(month_day[2]))
        except ValueError:
            continue
        if day <= reference:
            return Date(date=day)
    return None


def _beside(cell: Field, column: Column, segments: Sequence[Segment], table: Table) -> Iterator[Field]:
    """What a cell says besides its own value: the unit after a count, the rate of a column that holds one rate."""
    if column.kind == "number" and not any(c.name == "unit" for c in table.columns):
        parsed = split_quantity("".join(s.text for s in segments))
        if parsed and parsed[1]:
            yield Field(
                name="unit",
                value=Text(text=parsed[1]),
                raw=parsed[1],
                confidence=cell.confidence,
                evidence=cell.evidence,
            )
    if column.rate is not None:
        yield _of_segments("tax_rate", Number(number=column.rate), [column.heading])


def _marked(cells: Sequence[Field]) -> Iterator[Field]:
    """8 % where the description carries the reduced-rate mark; no mark proves nothing, engines drop it."""
    for cell in cells:
        if cell.name == "description" and _REDUCED.search(cell.raw):
            yield Field(
                name="tax_rate",
                value=Number(number=REDUCED_RATE),
                raw="※",
                confidence=0.8 * cell.confidence,
                evidence=cell.evidence,
                derived=True,
            )


def till_rows(sheets: Sequence[Sheet], template: Template) -> tuple[tuple[Row, ...], frozenset[int]]:
    """Line items of a till roll, and the ids of their segments.

    An item is a name, perhaps with a count on the line below it, and an amount at the right edge.
    """
    rows: list[Row] = []
    used: list[Segment] = []
    for sheet in sheets:
        if not sheet.segments:
            continue
        edge = max((s.right for s in sheet.segments if find("amount", s.text)), default=0.0)
        waiting: tuple[Segment, ...] = ()
        for row in sheet.rows:
            if opens_totals(row, template):
                if rows:
                    break
                waiting = ()
                continue
            amount = _amount_at_edge(row, edge, sheet)
            if amount is None:
                waiting = () if _is_header(row) else row
                continue
            item = _till_row(row[:-1], row[-1], amount, waiting)
            if item is not None:
                rows.append(item)
                used.extend((*waiting, *row))
            waiting = ()
    return tuple(rows), frozenset(id(s) for s in used)


def _is_header(row: Sequence[Segment]) -> bool:
    text = " ".join(s.text for s in row)
    return bool(dates_in(text, day_first=row[0].day_first) or find_phones(text) or find("registration_number", text))


def _amount_at_edge(row: Sequence[Segment], edge: float, sheet: Sheet) -> tuple[Value, int, int] | None:
    last = row[-1]
    if len(row) < 2 or last.right < edge - 2.5 * sheet.line_height or _is_header(row):
        return None
    found = find("amount", last.text)
    return found[-1] if found and amount_of(found[-1][0]) is not None else None


def _till_row(
    left: Sequence[Segment], last: Segment, amount: tuple[Value, int, int], waiting: Sequence[Segment]
) -> Row | None:
    words = [s for s in left if s.text.strip()]
    counted = [s for s in words if _TILL_COUNT.match(s.key.text)]
    count = _TILL_COUNT.match(counted[0].key.text) if counted else None
    names = [s for s in words if s not in counted] or list(waiting if counted else words)
    text = " ".join(s.text.strip() for s in names)
    if len(re.findall(r"[^\W\d_円]", text)) < 2:
        return None
    cells = [_of_segments("description", Text(text=repaired(text)), names)]
    quantity = _quantity(count, text)
    if quantity is not None:
        cells.append(_of_segments("quantity", quantity, counted[:1] or names))
    value, start, end = amount
    cells.append(
        Field(
            name="amount",
            value=value,
            raw=last.text[start:end],
            confidence=last.confidence,
            evidence=last.evidence(start, end),
        )
    )
    cells.extend(_marked(cells))
    return Row(cells=tuple(cells))


def _of_segments(name: str, value: Value | None, segments: Sequence[Segment]) -> Field:
    """A cell that says all of its segments."""
    return Field(
        name=name,
        value=value,
        raw="".join(s.text for s in segments),
        confidence=min(s.confidence for s in segments),
        evidence=joined_evidence(s.evidence(0, len(s.text)) for s in segments),
    )


def _quantity(count: re.Match[str] | None, text: str) -> Number | None:
    if count:
        a, b = (int(re.sub(r"\D", "", count[g]) or 0) for g in ("a", "b"))
        return Number(number=Decimal(min(a, b)))
    ends = _ITEM_COUNT.search(text)
    return Number(number=Decimal(ends[1] or ends[2])) if ends else None
