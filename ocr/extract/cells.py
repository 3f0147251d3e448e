"""Which cell of a ruled table a piece of text stands in, and what stands beside it: evidence where a form has lines.

A page without ruled tables, or one read before tables were made out, has no cells, and nothing follows from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocr.document import Cell, Page
    from ocr.extract.sheet import Segment


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, and the number of its table on the page."""

    table: int
    cell: Cell

    def is_beside(self, other: Place) -> bool:
        """Whether the two share a row of one table."""
        return self.table == other.table and _overlap(
            (self.cell.row, self.cell.row_span), (other.cell.row, other.cell.row_span)
        )

    def is_above(self, other: Place) -> bool:
        """Whether the other is below and shares a column."""
        return (
            self.table == other.table
            and other.cell.row >= self.cell.row + self.cell.row_span
            and _overlap((self.cell.column, self.cell.column_span), (other.cell.column, other.cell.column_span))
        )


class Cells:
    """The cells of a page's ruled tables."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._places = [
            Place(n, cell)
            for n, table in enumerate(page.tables)
            if table.ruling == "ruled"
            for cell in table.cells
            if cell.words
        ]
        self._at: dict[int, list[tuple[int, int, Place]]] = {}
        for place in self._places:
            for word, start, end in place.cell.spans(page):
                self._at.setdefault(word, []).append((start, end, place))

    def of(self, segment: Segment) -> Place | None:
        """Where the middle of a segment's text stands; None outside ruled tables."""
        word, offset = segment.origin[len(segment.origin) // 2]
        return next((place for start, end, place in self._at.get(word, ()) if start <= offset < end), None)

    def holds(self, table: int, segment: Segment) -> bool:
        """Whether the segment stands in a cell of that table."""
        place = self.of(segment)
        return place is not None and place.table == table

    def cuts(self, word: int) -> list[tuple[int, int]]:
        """Start and end of the parts of a word that an engine read across a line; [] for one that lies in one cell."""
        parts = sorted((start, end) for start, end, _ in self._at.get(word, ()))
        return parts if len(parts) > 1 else []

    def neighbours(self, place: Place) -> list[Place]:
        """The nearest cell with text to the right and the nearest below."""
        right = (p for p in self._places if place.is_beside(p) and p.cell.column > place.cell.column)
        below = (p for p in self._places if place.is_above(p))
        return _first(right, lambda p: p.cell.column) + _first(below, lambda p: p.cell.row)

    def below(self, place: Place) -> list[str]:
        """The texts of the cells below it in its own column, top to bottom."""
        wanted = (place.cell.column, place.cell.column_span)
        cells = [p.cell for p in self._places if place.is_above(p) and (p.cell.column, p.cell.column_span) == wanted]
        return ["".join(self._page.words[n].text[a:b] for n, a, b in cell.spans(self._page)) for cell in cells]

    def row_of(self, segments: Iterable[Segment]) -> set[tuple[int, int]]:
        """(table, row) of the cells of one row that the segments stand in."""
        places = (self.of(segment) for segment in segments)
        return {(p.table, p.cell.row) for p in places if p is not None and p.cell.row_span == 1}


def _first(places: Iterable[Place], key: Callable[[Place], int]) -> list[Place]:
    nearest = min(places, key=key, default=None)
    return [] if nearest is None else [nearest]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[0] + other[1] and other[0] < one[0] + one[1]
