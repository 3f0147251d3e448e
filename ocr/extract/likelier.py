"""Line items by two witnesses, the rules and what was pointed at: cells joined by row, and which rows to believe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.extract.believed import Believed
from ocr.extract.checks import row_multiplies, rows_add_up
from ocr.extract.pointing import share_ink
from ocr.record import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.record import Field


def likelier(found: tuple[Row, ...], pointed: tuple[Row, ...], fields: Sequence[Field]) -> tuple[Row, ...]:
    """The rows that the rules found, completed, or those pointed at where arithmetic speaks for these alone.

    Where the rules found none, those pointed at, unless the paper's sums speak against them.
    """
    adds_up = rows_add_up(Believed(fields, pointed, ""))
    if not found:
        return () if adds_up is False else pointed
    words = [_words(row) for row in pointed]
    found = tuple(_completed(row, [pointed[n] for n, of in enumerate(words) if of & _words(row)]) for row in found)
    return pointed if _proven(pointed, fields) > _proven(found, fields) else found


def _proven(rows: tuple[Row, ...], fields: Sequence[Field]) -> tuple[bool, int]:
    """Whether they come to the paper's sum, and how many are quantity times price."""
    return bool(rows_add_up(Believed(fields, rows, ""))), sum(row_multiplies(row) is True for row in rows)


def _words(row: Row) -> frozenset[tuple[int, int]]:
    """(page, word) of all that its cells are read from."""
    return frozenset((e.page, e.word) for cell in row.cells for e in cell.evidence)


def _completed(row: Row, pointed: Sequence[Row]) -> Row:
    """The row with cells that it lacks from the row pointed at in the same ink; cells that hold another's ink give
    way."""
    shared = {
        n: sum(share_ink(a.evidence, b.evidence) for a in row.cells for b in r.cells) for n, r in enumerate(pointed)
    }
    if not any(shared.values()):
        return row
    other = pointed[max(shared, key=lambda n: shared[n])]
    cells = tuple(_parted(cell, row, other) for cell in row.cells)
    return Row(cells=(*cells, *_lacking(cells, other)))


def _parted(cell: Field, row: Row, other: Row) -> Field:
    """The cell as pointed at, where it swallowed the ink of a column that the row lacks."""
    swallowed = any(
        c.name != cell.name and row.cell(c.name) is None and share_ink(c.evidence, cell.evidence) for c in other.cells
    )
    return (other.cell(cell.name) or cell) if swallowed else cell


def _lacking(cells: Sequence[Field], other: Row) -> Iterator[Field]:
    """Cells of the other row that are not there, in ink that none of these holds."""
    names = {cell.name for cell in cells if cell.value is not None}
    for cell in other.cells:
        if cell.name not in names and not any(share_ink(cell.evidence, c.evidence) for c in cells):
            yield cell
