"""Tables as grids of cells, made out by ruling lines where there are any and by the alignment of words elsewhere.

Pure geometry over a page's words and rules: no pixels are looked at, and no model is asked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box, Cell, Table
from ocr.level import Level
from ocr.tables.aligned import column_of, half_ruled_grids, lines_of, row_bounds, text_rows, unruled_grids
from ocr.tables.grid import Grid, LevelPage
from ocr.tables.ruled import crossing, ruled_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ocr.document import Page

    Held = dict[int, list[tuple[int, int, int]]]
    """For the number of a grid's span, (word, start, end) of the text in it."""

_LEAST_WORDS, _LEAST_CELLS = 4, 3
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
    level = Level(page.skew_deg, page.flattening)
    tables = [_table(grid, held, page, level) for grid, held in _grids(page)]
    return tuple(sorted(tables, key=lambda table: (table.box.top, table.box.left)))


def _grids(page: Page) -> Iterator[tuple[Grid, Held]]:
    """Grids and what their cells hold; those with rules first, and no word in two of them."""
    free = np.ones(len(page.words), np.bool_)
    level_page = LevelPage.of(page, at_numbers=False)
    unused = np.ones(len(level_page.across), np.bool_)
    for across, down in crossing(level_page):
        grid = ruled_grid(level_page, across, down)
        if grid is None:
            continue
        grid = _with_heading(grid, level_page, free[level_page.word])
        grid = _cut_by_text(grid, level_page, free[level_page.word])
        held = _held(grid, level_page, free)
        if _is_table(held):
            unused[across] = False
            yield grid, held
    rest = level_page.across[unused]
    level_page = LevelPage.of(page, at_numbers=True)
    for finder in (partial(half_ruled_grids, across=rest), unruled_grids):
        for grid in finder(level_page, free=free[level_page.word]):
            held = _held(grid, level_page, free)
            if _is_table(held):
                yield grid, held


def _held(grid: Grid, page: LevelPage, free: NDArray[np.bool_]) -> Held:
    """The free words of a grid by the number of its span; a table takes them, so they are free no more."""
    held: Held = {}
    numbers = np.where(free[page.word], grid.span_of(page.centres), -1)
    for number in np.unique(numbers[numbers >= 0]):
        of_cell = np.flatnonzero(numbers == number)
        words = page.words[of_cell]
        in_order = [n for line in lines_of(words) for n in of_cell[line[np.argsort(words[line, 0])]]]
        held[int(number)] = _whole([page.parts[n] for n in in_order])
    if _is_table(held):
        free[page.word[numbers >= 0]] = False
    return held


def _whole(parts: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The parts of each word in one."""
    words: dict[int, tuple[int, int, int]] = {}
    for word, start, end in parts:
        _, first, last = words.get(word, (word, start, end))
        words[word] = (word, min(first, start), max(last, end))
    return list(words.values())


def _is_table(held: Held) -> bool:
    return len(held) >= _LEAST_CELLS and sum(map(len, held.values())) >= _LEAST_WORDS


def _cut_by_text(grid: Grid, page: LevelPage, free: NDArray[np.bool_]) -> Grid:
    """Rows between whose items no rule runs, cut where their lines say so."""
    merged = {n for top, _, rows, _ in grid.spans if rows > 1 for n in range(top, top + rows)}
    inside = free & grid.holds(page.centres)
    row_of = np.searchsorted(grid.ys[1:-1], page.centres[:, 1], "right")
    for row in sorted(set(range(len(grid.ys) - 1)) - merged, reverse=True):
        of_row = np.flatnonzero(inside & (row_of == row))
        words = page.words[of_row]
        column = column_of(words, grid.xs)
        filled = len(set(column.tolist()))
        if filled < _LEAST_COLUMNS:
            continue
        rows = text_rows(words, column, (filled + 1) // 2)
        is_body = row == 1 and len(grid.ys) == 3  # headings, and a row in which all items are
        below = np.flatnonzero(inside & (row_of == 1))
        has_headings = row == 0 and len(rows) == 2 and _has_headings(grid, page, [of_row[one] for one in rows], below)
        if len(rows) > (1 if is_body or has_headings else 2):
            grid = grid.with_row_cut(row, row_bounds(words, rows))
    return grid


def _has_headings(grid: Grid, page: LevelPage, lines: list[NDArray[np.intp]], below: NDArray[np.intp]) -> bool:
    """Whether the first of two lines in one row is headings: both fill all columns, and numbers go on in the next row.

    Words and values under one another in the cells of a form do not go on.
    """
    upper, lower = (set(column_of(page.words[line], grid.xs).tolist()) for line in lines)
    return upper == lower and bool(_number_columns(grid, page, lines[1]) & _number_columns(grid, page, below))


def _number_columns(grid: Grid, page: LevelPage, words: NDArray[np.intp]) -> set[int]:
    numbers = words[page.is_number[words]]
    return set(column_of(page.words[numbers], grid.xs).tolist())


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


def _table(grid: Grid, held: Held, page: Page, level: Level) -> Table:
    shown = [(n, span) for n, span in enumerate(grid.spans) if n in held or span[2:] != (1, 1)]
    whole = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
    box, *boxes = _on_source([whole, *(grid.box(span) for _, span in shown)], page, level)
    cells = tuple(
        Cell(
            row=span[0],
            column=span[1],
            row_span=span[2],
            column_span=span[3],
            box=of_cell,
            words=tuple(word for word, _, _ in held.get(n, ())),
            parts=tuple(part for part in held.get(n, ()) if part[2] - part[1] < len(page.words[part[0]].text)),
        )
        for (n, span), of_cell in zip(shown, boxes, strict=True)
    )
    return Table(
        box=box,
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        ruling=grid.ruling,
        cells=cells,
    )


def _on_source(sides: Sequence[tuple[float, float, float, float]], page: Page, level: Level) -> list[Box]:
    corners = np.array(sides)[:, [0, 1, 2, 1, 2, 3, 0, 3]]
    quads = level.home(corners.reshape(-1, 2)).reshape(-1, 4, 2)
    return [Box.around(quad, page.width, page.height) for quad in quads]
