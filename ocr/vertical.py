"""Vertical writing (縦書き): the parts of a page that are read down their columns, from right to left.

Forms have a few narrow words as well: a 1, a bar, the heading of a narrow column. So a page is read across unless most
of its text stands in columns, or several long ones stand side by side.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.columns import Sides

TALL = 2.5
"""Height over width from which a word may be a column: three characters, or two that are spaced apart."""
_WIDE = 1.5
"""Width over height from which a word is a line that is read across; a lone character is neither."""
_THIN = 0.5
"""Share of the page's median line thickness under which a tall word is a bar or a 1."""
_LONG = 8.0
"""Height over width of a column that no heading of a table's column has."""
_LEAST_LONG = 3
"""Long columns side by side that are a block of vertical writing on a page that is read across elsewhere."""
_APART = 4.0
"""Widths between the middles of two columns of one block at most."""


class Part(NamedTuple):
    """Words that are read together, and how."""

    words: NDArray[np.intp]
    is_vertical: bool


def parts_by_writing(level: Sides) -> tuple[Part, ...]:
    """The page cut where the direction of writing changes, in reading order; one part where it does not."""
    everything = np.arange(len(level))
    if len(level) == 0:
        return ()
    down, across = _lengths(level)
    if not _has_vertical_writing(level, down, across):
        return (Part(everything, False),)
    return tuple(_cut(level, down, across, everything, rightmost_first=bool(down.sum() > across.sum())))


def stood_up(level: Sides) -> Sides:
    """Columns laid level by a quarter turn: the first becomes the top row, and what was above is on the left."""
    left, top, right, bottom = level.T
    return np.column_stack([top, -right, bottom, -left])


def _lengths(level: Sides) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each word, the pixels it is written down and the pixels it is written across; one of them is 0, or both."""
    width, height = level[:, 2] - level[:, 0], level[:, 3] - level[:, 1]
    line = float(np.median(np.minimum(width, height)))
    is_column = (height >= TALL * width) & (width >= _THIN * line)
    return np.where(is_column, height, 0.0), np.where(width >= _WIDE * height, width, 0.0)


def _has_vertical_writing(level: Sides, down: NDArray[np.float64], across: NDArray[np.float64]) -> bool:
    if np.count_nonzero(down) < 2:
        return False
    return bool(down.sum() > across.sum()) or _long_columns_side_by_side(level[down > 0]) >= _LEAST_LONG


def _long_columns_side_by_side(columns: Sides) -> int:
    """The most long columns that stand in one block."""
    width = columns[:, 2] - columns[:, 0]
    long = columns[columns[:, 3] - columns[:, 1] >= _LONG * width]
    long = long[np.argsort(-(long[:, 0] + long[:, 2]), kind="stable")]
    most = run = min(len(long), 1)
    for before, after in itertools.pairwise(long):
        apart = (before[0] + before[2] - after[0] - after[2]) / 2
        shared = min(before[3], after[3]) - max(before[1], after[1])
        shorter = min(before[3] - before[1], after[3] - after[1])
        beside = apart <= _APART * (after[2] - after[0]) and shared >= shorter / 2
        run = run + 1 if beside else 1
        most = max(most, run)
    return most


def _cut(
    level: Sides,
    down: NDArray[np.float64],
    across: NDArray[np.float64],
    these: NDArray[np.intp],
    *,
    rightmost_first: bool,
) -> Iterator[Part]:
    """Cut through white as long as that sets columns and lines apart; what stays mixed is read as most of it is.

    A cut across the page comes before one down it: what stands over the columns is read before any of them.
    """
    waiting = [these]
    while waiting:
        part = waiting.pop()
        mixed = _mixed(part, down, across)
        for axis in (1, 0) if mixed > 0 else ():
            ways = [(sum(_mixed(half, down, across) for half in way), way) for way in _halves(level, part, axis)]
            left, halves = min(ways, key=lambda way: way[0], default=(mixed, []))
            if left < mixed:
                waiting += halves if axis == 0 and rightmost_first else halves[::-1]
                break
        else:
            yield Part(part, bool(down[part].sum() > across[part].sum()))


def _mixed(part: NDArray[np.intp], down: NDArray[np.float64], across: NDArray[np.float64]) -> float:
    """The pixels of text that are not written as the part is."""
    return float(min(down[part].sum(), across[part].sum()))


def _halves(level: Sides, part: NDArray[np.intp], axis: int) -> Iterator[list[NDArray[np.intp]]]:
    """The ways to cut a part in two along one straight line that crosses no word; axis 0 is x, 1 is y."""
    start, end = level[part, axis], level[part, axis + 2]
    order = np.argsort(start, kind="stable")
    reached = np.maximum.accumulate(end[order])
    for n in np.flatnonzero(start[order][1:] >= reached[:-1]) + 1:
        yield [np.sort(part[order[:n]]), np.sort(part[order[n:]])]
