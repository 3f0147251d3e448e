"""Columns of running text: where a page must be read down one side before the other.

Tables and address blocks have gutters as well, and they are read across. What tells columns of prose from them is that
the lines on both sides fill their side, line after line; so a page without such lines is never cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Sides = NDArray[np.float64]
    """(n, 4) left, top, right, bottom of words, level."""

_MOST_WORDS = 5000
"""Three times those of a page set as close as a newspaper; beyond it the search would take seconds."""
_LEAST_LINES = 5
"""Lines of text on each side of a gutter; 甲 and 乙 sign with three or four side by side."""
_FULL = 0.85
"""Share of the column's width that a full line fills."""
_FULL_LINES = 4
_FILLED = 0.6
"""Share of the column that its words fill from line to line. Running text in columns, headings and short ends included,
fills 0.65 to 0.8, with 11 full lines and more; the tables and addresses of 204 pages nowhere come to 0.5 with 3."""
_NARROWEST = 11
"""Line heights that a column is wide at least; cells with that much running text in line after line are rare."""
_GUTTER = 0.6
"""Line heights of white between two columns at least; wider than a space between two words."""


def column_parts(level: Sides) -> Iterator[NDArray[np.intp]]:
    """Indices of words that are read together, part after part: above the columns, left, right, below."""
    waiting = [np.arange(len(level))]
    while waiting:
        these = waiting.pop()
        cut = _cut(level[these]) if len(level) <= _MOST_WORDS else None
        if cut is not None:
            waiting += reversed(_parts(level[these], these, *cut))
        elif len(these):
            yield these


def _parts(words: Sides, these: NDArray[np.intp], x: float, top: float, bottom: float) -> list[NDArray[np.intp]]:
    left, upper, right, lower = words.T
    middle = (upper + lower) / 2
    above, below = middle < top, middle > bottom
    beside = ~above & ~below
    on_left = (left + right) / 2 < x
    return [these[part] for part in (above, beside & on_left, beside & ~on_left, below)]


def _cut(words: Sides) -> tuple[float, float, float] | None:
    """A gutter between two columns of running text: its x, and the middles of the first and last line beside it."""
    if len(words) < 2 * _LEAST_LINES:
        return None
    left, top, right, bottom = words.T
    line = float(np.median(bottom - top))
    best: tuple[int, float, float, float] | None = None
    tried: set[tuple[int, ...]] = set()
    for x in _between_prose(words, line):
        crosses = (left < x + _GUTTER * line / 2) & (right > x - _GUTTER * line / 2)
        for band in _bands(words, crosses):
            key = tuple(band)
            if key in tried:
                continue
            tried.add(key)
            inside = words[band]
            sides = inside[inside[:, 2] <= x], inside[inside[:, 0] >= x]
            lines = min(_lines_of_prose(side, line) for side in sides)
            if lines and (best is None or lines > best[0]):
                middles = (inside[:, 1] + inside[:, 3]) / 2
                best = lines, float(x), float(middles.min()), float(middles.max())
    return best and best[1:]


def _between_prose(words: Sides, line: float) -> NDArray[np.float64]:
    """Where a gutter may be: words on its left and on its right fill as much as the full lines of a narrow column do.

    A line of some words lies in one line of all, so what this leaves out has no lines of prose on one side. Of places
    that the same words cross, the leftmost.
    """
    xs = np.arange(words[:, 0].min() + _NARROWEST * line, words[:, 2].max() - _NARROWEST * line, line / 5)
    order, starts = _by_line(words, line)
    left, _, right, _ = words[order].T
    full = 0.999 * _FULL * _NARROWEST * line  # sums of sizes are rounded
    may = np.ones(len(xs), np.bool_)
    for on_side in (right <= xs[:, None], left >= xs[:, None]):
        filled = np.add.reduceat(np.where(on_side, right - left, 0.0), starts, axis=1)
        may &= (filled // full).sum(axis=1) >= _FULL_LINES
    xs = xs[may]
    crosses = (words[:, 0] < xs[:, None] + _GUTTER * line / 2) & (words[:, 2] > xs[:, None] - _GUTTER * line / 2)
    same = (crosses[1:] == crosses[:-1]).all(axis=1)
    return np.asarray(xs[np.concatenate([[True], ~same])[: len(xs)]], np.float64)


def _bands(words: Sides, crosses: NDArray[np.bool_]) -> Iterator[NDArray[np.intp]]:
    """Words between one word that crosses the gutter and the next below it."""
    middle = (words[:, 1] + words[:, 3]) / 2
    band_of = np.where(crosses, -1, np.searchsorted(np.sort(middle[crosses]), middle))
    sizes = np.bincount(band_of[~crosses])
    for band in np.flatnonzero(sizes >= 2 * _LEAST_LINES):
        yield np.flatnonzero(band_of == band)


def _lines_of_prose(side: Sides, line: float) -> int:
    """How many lines this column of running text has; 0 for what is not one."""
    if len(side) < _LEAST_LINES:
        return 0
    left, right = float(side[:, 0].min()), float(side[:, 2].max())
    if right - left < _NARROWEST * line:
        return 0
    fills = _fills(side, line) / (right - left)
    is_prose = np.count_nonzero(fills >= _FULL) >= _FULL_LINES and float(np.mean(fills)) >= _FILLED
    return len(fills) if is_prose and len(fills) >= _LEAST_LINES else 0


def _fills(side: Sides, line: float) -> NDArray[np.float64]:
    """The width of each line's words."""
    order, starts = _by_line(side, line)
    return np.add.reduceat((side[:, 2] - side[:, 0])[order], starts)


def _by_line(words: Sides, line: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Indices of the words by height, and where in them each line begins."""
    middles = (words[:, 1] + words[:, 3]) / 2
    order = np.argsort(middles)
    return order, np.flatnonzero(np.diff(middles[order], prepend=-np.inf) > line / 2)
