"""Tables as grids of cells, made out by ruling lines where there are any and by the alignment of words elsewhere.

Pure geometry over a page's words and rules: no pixels are looked at, and no model is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box, Cell, Table
from ocr.level import Level
from ocr.tables.aligned import column_of, half_ruled_grids, lines_of, row_bounds, text_rows, unruled_grids
from ocr.tables.grid import Grid, LevelPage
from ocr.tables.ruled import crossing, ruled_grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.document import Page
    from ocr.tables.grid import Floats

_LEAST_WORDS = 4
_LEAST_COLUMNS = 3
"""Of rows that words tell apart, and of headings above a table: two cells side by side often have as many lines."""
_HEADING, _HEADED = 1.2, 0.6
"""Line heights from headings on a dark band down to the first rule, and the share of the columns that have one."""
_MOST_WORDS = 3000
"""Twice those of a page set as close as a newspaper; beyond it the search would take seconds."""


def find_tables(page: Page) -> tuple[Table, ...]:
    """The page's tables, top to bottom; every word is in at most one cell."""
    if not _LEAST_WORDS <= len(page.words) <= _MOST_WORDS:
        return ()
    level_page = LevelPage.of(page)
    level = Level(page.skew_deg, page.flattening)
    tables = [_table(grid, of_grid, page, level, level_page) for grid, of_grid in _grids(level_page)]
    return tuple(sorted(tables, key=lambda table: (table.box.top, table.box.left)))


def _grids(page: LevelPage) -> Iterator[tuple[Grid, NDArray[np.intp]]]:
    """Grids, and for every part of a word the number of the grid's span that holds it, -1 for none."""
    free = np.ones(len(page.words), np.bool_)
    unused = np.ones(len(page.across), np.bool_)
    for across, down in crossing(page):
        grid = ruled_grid(page.across[across], page.down[down], page.reach) if len(across) and len(down) else None
        if grid is not None:
            grid = _cut_by_text(_with_heading(grid, page, free), page, free)
            of_grid = _spans_of(grid, page, free)
            if _is_table(grid, of_grid):
                unused[across] = False
                free &= of_grid < 0
                yield grid, of_grid
    for finder in (lambda: half_ruled_grids(page, page.across[unused], free), lambda: unruled_grids(page, free)):
        for grid in finder():
            of_grid = _spans_of(grid, page, free)
            if _is_table(grid, of_grid):
                free &= of_grid < 0
                yield grid, of_grid


def _spans_of(grid: Grid, page: LevelPage, free: NDArray[np.bool_]) -> NDArray[np.intp]:
    return np.where(free, grid.span_of(page.centres), -1)


def _is_table(grid: Grid, of_grid: NDArray[np.intp]) -> bool:
    held = of_grid[of_grid >= 0]
    return len(held) >= _LEAST_WORDS and len(set(held.tolist())) >= 3


def _cut_by_text(grid: Grid, page: LevelPage, free: NDArray[np.bool_]) -> Grid:
    """Rows between whose items no rule runs, cut where their lines say so."""
    merged = {n for top, _, rows, _ in grid.spans if rows > 1 for n in range(top, top + rows)}
    inside = free & grid.holds(page.centres)
    for row in sorted(set(range(len(grid.ys) - 1)) - merged, reverse=True):
        middle = page.centres[:, 1]
        words = page.words[inside & (middle >= grid.ys[row]) & (middle < grid.ys[row + 1])]
        column = column_of(words, grid.xs)
        filled = len(set(column.tolist()))
        if filled < _LEAST_COLUMNS:
            continue
        rows = text_rows(words, column, (filled + 1) // 2)
        fills = [len(set(column[of_row].tolist())) for of_row in rows]
        if len(rows) > 2 or (len(rows) == 2 and (len(grid.ys) <= 3 or min(fills) == filled)):
            grid = grid.with_row_cut(row, row_bounds(words, rows))
    return grid


def _with_heading(grid: Grid, page: LevelPage, free: NDArray[np.bool_]) -> Grid:
    """The grid and the headings on a dark band above it, where no rule can be seen."""
    middle = page.centres[:, 1]
    near = np.flatnonzero(free & (middle < grid.ys[0]) & (page.words[:, 3] > grid.ys[0] - _HEADING * page.line))
    if not len(near) or len(grid.xs) <= _LEAST_COLUMNS:
        return grid
    words = page.words[near[lines_of(page.words[near])[-1]]]
    column = column_of(words, grid.xs)
    left, right = grid.xs[column], grid.xs[column + 1]
    fits = (words[:, 0] >= left - page.line / 2) & (words[:, 2] <= right + page.line / 2)
    filled = len(set(column.tolist()))
    if not fits.all() or filled < max(_LEAST_COLUMNS, _HEADED * (len(grid.xs) - 1)):
        return grid
    return grid.with_row_above(float(words[:, 1].min()) - page.line / 4)


def _table(grid: Grid, of_grid: NDArray[np.intp], page: Page, level: Level, level_page: LevelPage) -> Table:
    words: dict[int, list[tuple[int, int, int]]] = {}
    for n in np.flatnonzero(of_grid >= 0):
        of_cell = words.setdefault(int(of_grid[n]), [])
        word, start, end = level_page.parts[n]
        if of_cell and of_cell[-1][0] == word:
            start = of_cell.pop()[1]
        of_cell.append((word, start, end))
    cells = tuple(
        Cell(
            row=span[0],
            column=span[1],
            row_span=span[2],
            column_span=span[3],
            box=_on_source(grid.box(span), page, level),
            words=tuple(words.get(n, ())),
        )
        for n, span in enumerate(grid.spans)
        if n in words or span[2:] != (1, 1)
    )
    return Table(
        box=_on_source((grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]), page, level),
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        ruling=grid.ruling,
        cells=cells,
    )


def _on_source(sides: tuple[float, float, float, float], page: Page, level: Level) -> Box:
    left, top, right, bottom = sides
    corners = level.home(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]))
    return Box.around(corners, page.width, page.height)
