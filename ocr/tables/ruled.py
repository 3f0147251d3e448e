"""Grids from ruling lines: crossing rules are followed, and where a line is missing between two places they are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.tables.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.tables.grid import Floats, LevelPage, Span

    Bools = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

_WALL = 0.5
"""Share of a place's side along which a rule must run; what is broken in the scan has been joined before."""
_MOST_LINES = 150
"""Rules one way in one grid; forms drawn on graph paper have 60, hatching has more and is no table."""


def crossing(page: LevelPage) -> Iterator[tuple[Numbers, Numbers]]:
    """Rules that hang together: indices into the page's rules across and down."""
    across, down = page.across[:, None], page.down[None]
    meets = (
        (down[..., 0] >= across[..., 1] - page.reach)
        & (down[..., 0] <= across[..., 2] + page.reach)
        & (across[..., 0] >= down[..., 1] - page.reach)
        & (across[..., 0] <= down[..., 2] + page.reach)
    )
    first_down = len(page.across)
    group = np.arange(first_down + len(page.down))
    for i, j in np.argwhere(meets) + np.array([0, first_down]):
        if group[i] != group[j]:
            group[group == group[j]] = group[i]
    for one in dict.fromkeys(group.tolist()):
        of_one = np.flatnonzero(group == one)
        yield of_one[of_one < first_down], of_one[of_one >= first_down] - first_down


def ruled_grid(page: LevelPage, of_across: Numbers, of_down: Numbers) -> Grid | None:
    """The grid that these rules of the page make; None where they close off fewer than two places."""
    if not len(of_across) or not len(of_down):
        return None
    across, down, reach = page.across[of_across], page.down[of_down], page.reach
    ys = _with_ends(_lines(across, reach), down, reach)
    xs = _with_ends(_lines(down, reach), across, reach)
    if not 2 <= len(ys) <= _MOST_LINES or not 2 <= len(xs) <= _MOST_LINES:
        return None
    above = _walls(ys, xs, across)
    beside = _walls(xs, ys, down).T
    above[0] |= _closed(beside[0])
    above[-1] |= _closed(beside[-1])
    beside[:, 0] |= _closed(above[:, 0])
    beside[:, -1] |= _closed(above[:, -1])
    spans = _spans(_places(above, beside))
    if len(spans) < 2:
        return None
    return _without_unused(ys, xs, spans)


def _lines(rules: Floats, reach: float) -> Floats:
    """Positions of rules, those of one line put together at the mean that their lengths weigh."""
    order = np.argsort(rules[:, 0])
    position, length = rules[order, 0], (rules[:, 2] - rules[:, 1])[order]
    starts = np.flatnonzero(np.diff(position, prepend=-np.inf) > reach)
    return np.asarray(np.add.reduceat(position * length, starts) / np.add.reduceat(length, starts), np.float64)


def _with_ends(lines: Floats, crossed: Floats, reach: float) -> Floats:
    """The lines, and where two or more of the rules that cross them go on beyond the first and the last."""
    if len(crossed) < 2:
        return lines
    first, last = np.sort(crossed[:, 1])[1], np.sort(crossed[:, 2])[-2]
    before = [first] if first < lines[0] - 2 * reach else []
    after = [last] if last > lines[-1] + 2 * reach else []
    return np.concatenate([before, lines, after])


def _walls(lines: Floats, stops: Floats, rules: Floats) -> Bools:
    """(lines, places): whether a rule runs along a line past a place, which lies between two stops."""
    along = np.zeros((len(lines), len(stops) - 1))
    nearest = np.abs(rules[:, :1] - lines[None]).argmin(axis=1)
    for n, (_, start, end) in zip(nearest, rules, strict=True):
        along[n] += (np.minimum(end, stops[1:]) - np.maximum(start, stops[:-1])).clip(0)
    return np.asarray(along >= _WALL * np.diff(stops), np.bool_)


def _closed(crossing_walls: Bools) -> Bools:
    """Which places at an open side have walls on both sides of them, for tables are often drawn without their ends."""
    walls = np.flatnonzero(crossing_walls)
    places = np.arange(len(crossing_walls) - 1)
    if not len(walls):
        return np.zeros(len(places), np.bool_)
    return np.asarray((places >= walls[0]) & (places < walls[-1]), np.bool_)


def _places(above: Bools, beside: Bools) -> NDArray[np.int32]:
    """(rows, columns): the number of each place's cell, 0 outside the outer walls."""
    rows, columns = beside.shape[0], above.shape[1]
    plan = np.zeros((2 * rows + 3, 2 * columns + 3), np.uint8)  # places and the gaps between them, and a ring around
    plan[[0, -1]] = plan[:, [0, -1]] = 1
    plan[2:-1:2, 2:-1:2] = 1
    plan[1:-1:2, 2:-1:2] = ~above
    plan[2:-1:2, 1:-1:2] = ~beside
    _, labels = cv2.connectedComponents(plan, connectivity=4)
    places = np.asarray(labels[2:-1:2, 2:-1:2], np.int32)
    return np.where(places == labels[0, 0], 0, places)


def _spans(places: NDArray[np.int32]) -> tuple[Span, ...]:
    """The cells; one that is not a rectangle, for lines were lost, is cut into as few as its rows allow."""
    open_runs: dict[tuple[int, int, int], int] = {}
    spans: list[Span] = []
    for row in range(len(places) + 1):
        runs = set(_runs(places[row])) if row < len(places) else set()
        for run in [run for run in open_runs if run not in runs]:
            top = open_runs.pop(run)
            spans.append((top, run[0], row - top, run[1] - run[0]))
        for run in runs:
            open_runs.setdefault(run, row)
    return tuple(sorted(spans))


def _runs(row: NDArray[np.int32]) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of neighbouring places that are one cell."""
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
        if row[start]:
            yield int(start), int(end), int(row[start])


def _without_unused(ys: Floats, xs: Floats, spans: tuple[Span, ...]) -> Grid:
    """Lines at which no cell begins or ends are no lines of this table."""
    rows = sorted({n for row, _, more, _ in spans for n in (row, row + more)})
    columns = sorted({n for _, column, _, more in spans for n in (column, column + more)})
    row_of, column_of = ({old: new for new, old in enumerate(kept)} for kept in (rows, columns))
    kept = [
        (row_of[i], column_of[j], row_of[i + down] - row_of[i], column_of[j + along] - column_of[j])
        for i, j, down, along in spans
    ]
    return Grid(ys[rows], xs[columns], tuple(kept), "ruled")
