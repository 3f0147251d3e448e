"""Line items: cells of tables parsed by their column's kind."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import dates_in, find, month_and_day
from ocr.extract.sheet import joined_evidence
from ocr.extract.values import split_quantity
from ocr.record import Date, Field, Number, Row, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.columns import Column
    from ocr.extract.sheet import Segment
    from ocr.extract.tables import Table, TableRow
    from ocr.record import Value
    from ocr.template import Template

REDUCED_RATE = Decimal("0.08")
_REDUCED = re.compile(r"[※＊*☆★]|軽(?:減)?\)?$|\(軽\)")


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
    if not is_item(cells):
        return None
    if "tax_rate" in template.columns and not any(c.name == "tax_rate" for c in cells if c.value is not None):
        cells.extend(reduced(cell) for cell in cells if cell.name == "description" and _REDUCED.search(cell.raw))
    return Row(cells=tuple(c for c in cells if c.name in template.columns))


def _cell(column: Column, segments: Sequence[Segment], reference: dt.date | None) -> Field | None:
    value = column_value(column.kind, [s.text for s in segments], reference, segments[0].day_first)
    if value is None and column.kind == "text":
        return None
    return of_segments(column.name, value, segments)


def is_item(cells: Sequence[Field]) -> bool:
    """Whether the cells of a row make a line item: how much of what."""
    names = {c.name for c in cells if c.value is not None}
    return bool(names & {"amount", "quantity"} and names & {"description", "category", "payee", "date"})


def column_value(kind: str, texts: Sequence[str], reference: dt.date | None, day_first: bool | None) -> Value | None:
    """What the texts of one cell say, by its column's kind; reference as in `rows_of`."""
    if kind == "date":
        return _date("".join(texts), reference, day_first)
    found = find(kind, " ".join(t.strip() for t in texts) if kind == "text" else "".join(texts))
    return found[0][0] if found else None


def _date(raw: str, reference: dt.date | None, day_first: bool | None) -> Value | None:
    whole = dates_in(raw, day_first=day_first)
    if whole:
        return Date(date=whole[0].value)
    month_day = month_and_day(raw, day_first=day_first)
    if reference is None or month_day is None:
        return None
    for year in (reference.year, reference.year - 1):
        try:
            day = dt.date(year, *month_day)
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
        yield of_segments("tax_rate", Number(number=column.rate), [column.heading])


def reduced(marked: Field) -> Field:
    """8 % for the item whose cell carries the reduced-rate mark; no mark proves nothing, engines drop it."""
    return Field(
        name="tax_rate",
        value=Number(number=REDUCED_RATE),
        raw="※",
        confidence=0.8 * marked.confidence,
        evidence=marked.evidence,
        derived=True,
    )


def of_segments(name: str, value: Value | None, segments: Sequence[Segment]) -> Field:
    """A cell that says all of its segments."""
    return Field(
        name=name,
        value=value,
        raw="".join(s.text for s in segments),
        confidence=min(s.confidence for s in segments),
        evidence=joined_evidence(s.evidence(0, len(s.text)) for s in segments),
    )
