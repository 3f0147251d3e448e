"""Grids from white space: columns are what gutters part line after line, rows are lines that fill several columns."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from ocr.tables.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ocr.tables.grid import Floats, LevelPage

    Numbers = NDArray[np.intp]

_GUTTER, _LOOSE = 0.15, 0.3
"""Line heights of white between two columns at least, and those by which engines draw a word's box too long at each
end: beside the numbers of a narrow column the next heading's box begins where theirs end."""
_CROSSED = 0.12
"""Share of the lines that may run through a gutter: sums, notes, and what an engine reads as one word."""
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
"""Of a table held together by white space alone: sender and receiver side by side are two columns."""
_FALSE_STARTS = 4
"""Lines above a table that stand in columns of their own and may be taken for its first; each is tried as such."""
_STAYING = 0.7
"""Share of the columns that a table keeps to its end; a heading beside its column, not over it, makes one too many."""
_FARTHEST = 3.0
"""Line heights of white between two rows of one table at most."""
_FILLED = 0.5
"""Share of the places in a table that have words, heading included."""
_SAME_RULE = 0.03
"""Share of their length by which the ends of rules between the rows of one table may differ."""


def lines_of(words: Floats) -> list[Numbers]:
    """Indices of level words (n, 4), line by line, top to bottom."""
    if len(words) < 2:
        return [np.arange(len(words))] if len(words) else []
    middle = (words[:, 1] + words[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    height = median((words[:, 3] - words[:, 1]).tolist())
    ends = np.flatnonzero(np.diff(middle[order]) > 0.5 * height) + 1
    return [order[start:end] for start, end in pairwise((0, *ends.tolist(), len(order)))]


def gutters(words: Floats, lines: Sequence[Numbers], line_height: float) -> list[float]:
    """The middles of the white strips that part the words of nearly all lines, left to right."""
    tight = _tight(words, line_height)
    covered = [part for line in lines for part in _joined(tight[line])]
    stops = np.array(covered).T.ravel()
    order = np.argsort(stops, kind="stable")
    stops, crossed = stops[order], np.cumsum(np.repeat([1, -1], len(covered))[order])
    is_white = crossed <= int(_CROSSED * len(lines))
    starts = np.flatnonzero(is_white & ~np.concatenate([[True], is_white[:-1]]))
    ends = [n for start in starts for n in np.flatnonzero(~is_white[start:])[:1] + start]
    strips = [(stops[start], stops[end]) for start, end in zip(starts, ends, strict=False)]
    found = [float(a + b) / 2 for a, b in strips if b - a >= _GUTTER * line_height]
    return _of_columns(found, words, lines)


def _of_columns(found: Sequence[float], words: Floats, lines: Sequence[Numbers]) -> list[float]:
    """Without the gutters between two columns that no line fills both: a heading and what stands beside, not below."""
    kept = list(found)
    column = column_of(words, [-np.inf, *kept, np.inf])
    filled = [set(column[line].tolist()) for line in lines]
    for n in range(len(found) - 1, -1, -1):
        if not any({n, n + 1} <= of_line for of_line in filled):
            del kept[n]
            filled = [{c - (c > n) for c in of_line} for of_line in filled]
    return kept


def column_of(words: Floats, xs: Sequence[float] | Floats) -> Numbers:
    """For each of words (n, 4) the number of the column that has its middle; the first and the last have no end."""
    return np.asarray(np.searchsorted(xs[1:-1], (words[:, 0] + words[:, 2]) / 2), np.intp)


def text_rows(words: Floats, column: Numbers, least: int = 2) -> list[Numbers]:
    """Indices of level words, row by row: a line that fills `least` columns is a row, others go with the nearest."""
    lines = lines_of(words)
    anchors = [line for line in lines if len(set(column[line].tolist())) >= least]
    if not anchors:
        return [np.concatenate(lines)] if lines else []
    middle = np.array([_middle(words[line]) for line in anchors])
    rows = [[line] for line in anchors]
    for line in lines:
        if not any(line is anchor for anchor in anchors):
            rows[int(np.argmin(np.abs(middle - _middle(words[line]))))].append(line)
    return [np.concatenate(row) for row in rows]


def row_bounds(words: Floats, rows: Sequence[Numbers]) -> list[float]:
    """Between each two rows, the middle of the white between them."""
    tops = [float(words[row, 1].min()) for row in rows]
    bottoms = [float(words[row, 3].max()) for row in rows]
    return [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]


def half_ruled_grids(page: LevelPage, free: NDArray[np.bool_], across: Floats) -> Iterator[Grid]:
    """Tables with rules across (n, 3) and none down; free are the words that may be theirs."""
    waiting = list(_chains(across, page.line))
    while waiting:
        rules = waiting.pop()
        inside = free & _between(page, rules)
        bands = [np.flatnonzero(inside & _between(page, pair)) for pair in pairwise(rules)]
        words = [page.words[band] for band in bands]
        left, right = float(np.median(rules[:, 1])), float(np.median(rules[:, 2]))
        lines = lines_of(page.words[inside])
        xs = [left, *(gutters(page.words[inside], lines, page.line) if lines else []), right]
        fits = [_is_row(of_band, xs, page.line) for of_band in words]
        if not all(fits):
            waiting += _runs_of(rules, fits)
        elif len(xs) > 2:
            ys = [float(rules[0, 0])]
            for of_band, rule in zip(words, rules[1:], strict=True):
                rows = text_rows(of_band, column_of(of_band, xs))
                ys += [*row_bounds(of_band, rows), float(rule[0])]
            grid = Grid.plain(ys, xs, "half-ruled")
            if len(ys) > _LEAST_ROWS and _share_filled(grid, page.words[inside]) >= _FILLED:
                yield grid


def unruled_grids(page: LevelPage, free: NDArray[np.bool_]) -> Iterator[Grid]:
    """Tables held together by white space alone, the largest first; free are the words that may be theirs."""
    of_free = np.flatnonzero(free)
    lines = [of_free[line] for line in lines_of(page.words[of_free])]
    while True:
        best = max(_runs(page, lines), key=lambda run: run[0], default=None)
        if best is None:
            return
        _, first, last = best
        words = page.words[np.concatenate(lines[first:last])]
        edges = float(words[:, 0].min()) - page.line / 2, float(words[:, 2].max()) + page.line / 2
        xs = [edges[0], *gutters(words, lines_of(words), page.line), edges[1]]
        rows = text_rows(words, column_of(words, xs))
        ends = float(words[:, 1].min()) - page.line / 2, float(words[:, 3].max()) + page.line / 2
        grid = Grid.plain([ends[0], *row_bounds(words, rows), ends[1]], xs, "unruled")
        has_numbers = _has_numbers(grid, page, np.concatenate(lines[first:last]))
        is_wide = len(xs) > _LEAST_COLUMNS
        if len(rows) >= _LEAST_ROWS and is_wide and has_numbers and _share_filled(grid, words) >= _FILLED:
            yield grid
        lines = [*lines[:first], np.zeros(0, np.intp), *lines[last:]]


def _runs(page: LevelPage, lines: Sequence[Numbers]) -> Iterator[tuple[int, int, int]]:
    """(inner places, first line, line after the last) of lines that follow one another with the same gutters."""
    covered = [_covered(page, line) for line in lines]
    start = end = 0
    for first, line in enumerate(lines):
        if len(line) < _LEAST_COLUMNS or start + _FALSE_STARTS < first < end:
            continue
        best = (0, first, first)
        over = covered[first].astype(np.int32)
        full, most = 1, 0
        for last in range(first + 1, len(lines)):
            if not len(lines[last]) or _white(page, lines[last - 1], lines[last]) > _FARTHEST * page.line:
                break
            over += covered[last]
            full += len(lines[last]) >= _LEAST_COLUMNS
            ink = np.flatnonzero(over > int(_CROSSED * (last - first + 1)))
            columns = 1 + int(np.count_nonzero(np.diff(ink) - 1 >= _GUTTER * page.line))
            most = max(most, columns)
            if columns < max(_LEAST_COLUMNS, _STAYING * most):
                break
            if len(lines[last]) >= _LEAST_COLUMNS - 1 and full >= _LEAST_ROWS:
                best = (columns - 1) * full, first, last + 1
        if best[0]:
            _, start, end = best
            yield best


def _covered(page: LevelPage, line: Numbers) -> NDArray[np.bool_]:
    """For each level pixel across the page, whether a word of the line is there."""
    left = float(page.words[:, 0].min())
    covered = np.zeros(int(page.words[:, 2].max() - left) + 2, np.bool_)
    for a, b in np.rint(_tight(page.words[line], page.line) - left).astype(np.intp):
        covered[a:b] = True
    return covered


def _tight(words: Floats, line_height: float) -> Floats:
    """(n, 2) from where to where words have ink, at least."""
    loose = np.minimum(_LOOSE * line_height, 0.4 * (words[:, 2] - words[:, 0]))
    return np.column_stack([words[:, 0] + loose, words[:, 2] - loose])


def _chains(across: Floats, line_height: float) -> Iterator[Floats]:
    """Rules of one width above one another, three or more, top to bottom."""
    waiting = across[np.argsort(across[:, 0])]
    while len(waiting):
        _, start, end = waiting[0]
        slack = max(_SAME_RULE * (end - start), line_height / 2)
        alike = (np.abs(waiting[:, 1] - start) <= slack) & (np.abs(waiting[:, 2] - end) <= slack)
        rules = waiting[alike]
        single = rules[np.diff(rules[:, 0], prepend=-np.inf) > line_height / 2]  # of double lines, the first
        if len(single) >= _LEAST_ROWS:
            yield single
        waiting = waiting[~alike]


def _between(page: LevelPage, rules: Sequence[Floats] | Floats) -> NDArray[np.bool_]:
    """Which words have their middle between the first of the rules and the last."""
    x, y = page.centres.T
    first, last = rules[0], rules[-1]
    return np.asarray((y > first[0]) & (y < last[0]) & (x > first[1]) & (x < first[2]), np.bool_)


def _is_row(words: Floats, xs: Sequence[float], line_height: float) -> bool:
    """Whether words between two rules stand in two columns or more, and none in several."""
    column = column_of(words, xs)
    loose = _LOOSE * line_height
    edges = np.array([-np.inf, *xs[1:-1], np.inf])
    crosses = (words[:, 0] < edges[column] - loose) | (words[:, 2] > edges[column + 1] + loose)
    return len(set(column.tolist())) > 1 and not crosses.any()


def _runs_of(rules: Floats, fits: Sequence[bool]) -> Iterator[Floats]:
    """The rules cut where the band between two of them does not fit, if enough of them stay together."""
    start = 0
    for n, fit in enumerate([*fits, False]):
        if not fit:
            if n - start >= _LEAST_ROWS - 1:
                yield rules[start : n + 1]
            start = n + 1


def _has_numbers(grid: Grid, page: LevelPage, of_grid: Numbers) -> bool:
    """Whether one column is mostly numbers, as in all tables of a business; letterheads and addresses have none."""
    column = column_of(page.words[of_grid], grid.xs)
    every = np.bincount(column, minlength=len(grid.xs))
    numbers = np.bincount(column[page.is_number[of_grid]], minlength=len(grid.xs))
    return bool(np.any((numbers >= _LEAST_ROWS - 1) & (numbers >= every / 2)))


def _joined(stretches: Floats) -> Iterator[tuple[float, float]]:
    """Start and end of what the stretches (n, 2) cover."""
    order = np.argsort(stretches[:, 0])
    start, end = stretches[order[0]]
    for n in order[1:]:
        if stretches[n, 0] > end:
            yield float(start), float(end)
            start = stretches[n, 0]
        end = max(end, stretches[n, 1])
    yield float(start), float(end)


def _share_filled(grid: Grid, words: Floats) -> float:
    spans = grid.span_of(np.asarray((words[:, :2] + words[:, 2:]) / 2, np.float64))
    return len(set(spans[spans >= 0].tolist())) / len(grid.spans)


def _middle(words: Floats) -> float:
    return float(np.mean(words[:, 1] + words[:, 3]) / 2)


def _white(page: LevelPage, upper: Numbers, lower: Numbers) -> float:
    return float(page.words[lower, 1].min() - page.words[upper, 3].max()) if len(upper) and len(lower) else np.inf
