"""Which column each segment of a table's body belongs to, decided for whole columns at once.

Segments that stand above one another form tracks; tracks are matched to headings in their order, for two numbers of
one row never share a column, a ruling line parts what it parts, and words do not stand where numbers are due.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ocr.extract.sheet import Segment

_NUMERIC = re.compile(
    r"^[¥￥\\$△▲(（\-−]*\s*(?:JPY|USD)?\s*[\d０-９][\d０-９,.，、．\s]*(?:円|%|％)?[)）\-−]*\s*[^\d\s]{0,4}$"
)
_NUMERIC_KINDS = frozenset({"amount", "number", "rate"})
_WRONG_KIND = {"number for words": 3.0, "words for number": 7.0}
_SHARED_NUMBERS, _SHARED_WORDS = 15.0, 1.0
_EMPTY_NAMED, _EMPTY_OTHER = 3.0, 0.4
_ACROSS_RULE = 25.0
"""Costs, in line heights."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One heading: what it names in the template ("" for one that is no part of a line item), and where it stands."""

    name: str
    kind: str
    heading: Segment
    left: float
    right: float
    rate: Decimal | None = None
    """For amount columns that hold one tax rate only (10%対象 | 8%対象)."""

    @property
    def x_center(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """Segments of different rows that stand above one another, all numbers or all words."""

    members: tuple[tuple[int, Segment], ...]
    """(row, segment)"""
    numeric: bool

    @property
    def left(self) -> float:
        return min(s.left for _, s in self.members)

    @property
    def right(self) -> float:
        return max(s.right for _, s in self.members)

    @property
    def x_center(self) -> float:
        centers = sorted(s.x_center for _, s in self.members)
        return centers[len(centers) // 2]

    @property
    def rows(self) -> Counter[int]:
        return Counter(row for row, _ in self.members)


def is_numeric(text: str) -> bool:
    """Whether text is a number with at most a currency and a unit."""
    return _NUMERIC.match(text.strip()) is not None


def assign(
    lines: Sequence[Sequence[Segment]], columns: Sequence[Column], bounds: Sequence[float | None], line_height: float
) -> dict[int, int]:
    """id(segment) -> column number for every segment of the lines; bounds are rules between neighbouring columns."""
    tracks = _tracks(lines)
    best = _match(tracks, columns, bounds, line_height)
    return {id(s): column for track, column in zip(tracks, best, strict=True) for _, s in track.members}


def _tracks(lines: Sequence[Sequence[Segment]]) -> list[_Track]:
    """Tracks, left to right."""
    cells = [(row, s, is_numeric(s.text)) for row, line in enumerate(lines) for s in line]
    root = list(range(len(cells)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for a, (row_a, one, numeric_a) in enumerate(cells):
        for b in range(a + 1, len(cells)):
            row_b, other, numeric_b = cells[b]
            if row_a != row_b and numeric_a == numeric_b and one.x_overlap(other) > 0.5:
                root[find(a)] = find(b)
    groups: dict[int, list[int]] = {}
    for n in range(len(cells)):
        groups.setdefault(find(n), []).append(n)
    made = [_Track(tuple(cells[n][:2] for n in group), cells[group[0]][2]) for group in groups.values()]
    return sorted(made, key=lambda t: t.x_center)


def _match(
    tracks: Sequence[_Track], columns: Sequence[Column], bounds: Sequence[float | None], line_height: float
) -> list[int]:
    """The cheapest column for each track that keeps their order (dynamic programming over tracks and columns)."""
    if not tracks:
        return []
    last = len(columns) - 1
    skip = [_EMPTY_NAMED if c.name else _EMPTY_OTHER for c in columns]
    costs = [[_cost(t, n, columns, bounds, line_height) for n in range(len(columns))] for t in tracks]
    table: list[list[tuple[float, int]]] = [[(costs[0][n] + sum(skip[:n]), -1) for n in range(last + 1)]]
    for k in range(1, len(tracks)):
        shared = _shared(tracks[k - 1], tracks[k])
        row: list[tuple[float, int]] = []
        for n in range(last + 1):
            options = [(table[k - 1][n][0] + shared, n)]
            options += [(table[k - 1][m][0] + sum(skip[m + 1 : n]), m) for m in range(n)]
            cost, came_from = min(options)
            row.append((cost + costs[k][n], came_from))
        table.append(row)
    n = min(range(last + 1), key=lambda n: table[-1][n][0] + sum(skip[n + 1 :]))
    chosen = [n]
    for k in range(len(tracks) - 1, 0, -1):
        n = table[k][n][1]
        chosen.append(n)
    return chosen[::-1]


def _shared(left: _Track, right: _Track) -> float:
    """What it costs that two neighbouring tracks are one column."""
    together = sum((left.rows & right.rows).values())
    if left.numeric and right.numeric and together:
        return _SHARED_NUMBERS
    return _SHARED_WORDS if together else 0.2


def _cost(
    track: _Track, n: int, columns: Sequence[Column], bounds: Sequence[float | None], line_height: float
) -> float:
    column = columns[n]
    gap = max(0.0, track.left - column.right, column.left - track.right)
    align = min(abs(track.left - column.left), abs(track.right - column.right), abs(track.x_center - column.x_center))
    cost = (gap + 0.25 * align) / line_height
    if column.kind in _NUMERIC_KINDS and not track.numeric:
        cost += _WRONG_KIND["words for number"]
    elif column.kind in ("text", "unit") and track.numeric:
        cost += _WRONG_KIND["number for words"]
    for m, bound in enumerate(bounds):
        if bound is not None and (track.x_center > bound) != (n > m):
            cost += _ACROSS_RULE
    return cost
