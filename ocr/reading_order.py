"""Reading order: words that stand side by side are one visual row, whatever the page's skew and curl.

Where the writing is vertical, words that stand one above the other are one column, and columns take the place of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.columns import column_parts
from ocr.level import Level
from ocr.vertical import TALL, parts_by_writing, stood_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.document import Box, Flattening, Page

_SAME_ROW = 0.5
"""Share of the lower word's height by which two words of a row must overlap."""
_CLASH = 0.3
"""Share of the narrower word's width by which two words may overlap and still stand side by side."""

_STRIP, _STRIP_ROWS = 4.0, 3.0
"""Height over width, and over that of the other words, from which a word is written down the side of several rows."""

_FAR, _UNLIKE = 0.05, 0.5
"""What a gap of one line height, and a height that is twice the other, cost against one line height of being apart.
Between 0.03 and 0.2, and 0.25 and 1, the rows of 50 worn pages are equally good: 2.1 % of characters wrong."""


class Line(NamedTuple):
    """Words that are read one after the other: a visual row, or a column of vertical writing."""

    words: tuple[int, ...]
    is_vertical: bool


def page_lines(page: Page) -> tuple[Line, ...]:
    """The page's lines in reading order; every word is in exactly one."""
    return lines_of([word.box for word in page.words], page.skew_deg, page.flattening)


def visual_rows(page: Page) -> tuple[tuple[int, ...], ...]:
    """Word indices, rows top to bottom, words left to right; every word is in exactly one row."""
    return tuple(line.words for line in page_lines(page))


def page_text(page: Page) -> str:
    """One line per visual row or column, words joined by a space."""
    return "\n".join(" ".join(page.words[n].text for n in row) for row in visual_rows(page))


def rows_of(boxes: Sequence[Box], skew_deg: float, flattening: Flattening | None = None) -> tuple[tuple[int, ...], ...]:
    """Indices of boxes, rows top to bottom, left to right, column after column; skew_deg and flattening as in Page."""
    return tuple(line.words for line in lines_of(boxes, skew_deg, flattening))


def lines_of(boxes: Sequence[Box], skew_deg: float, flattening: Flattening | None = None) -> tuple[Line, ...]:
    """Indices of boxes, line by line, in reading order; skew_deg and flattening as in Page.

    Pairs of boxes are joined best first, so a row is a chain of neighbours and may bend with the paper; boxes one above
    the other never join, so a tall word (a seal, a large total) takes one row and does not pull in the next.
    """
    if not boxes:
        return ()
    by_place = sorted(range(len(boxes)), key=lambda n: (boxes[n].top, boxes[n].left, boxes[n].bottom, boxes[n].right))
    level = levelled([boxes[n] for n in by_place], Level(skew_deg, flattening))
    lines = []
    for words, is_vertical in parts_by_writing(level):
        sides = stood_up(level[words]) if is_vertical else level[words]
        rows = [words[part[row]] for part in column_parts(sides) for row in _rows(sides[part])]
        lines += [Line(tuple(by_place[n] for n in row), is_vertical) for row in rows]
    return tuple(lines)


def levelled(boxes: Sequence[Box], level: Level) -> NDArray[np.float64]:
    """(n, 4) left, top, right, bottom with the text lines level and what they slope by taken out of their thickness."""
    sides = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes], np.float64)
    size = sides[:, 2:] - sides[:, :2]
    centre = (sides[:, :2] + sides[:, 2:]) / 2
    level_centre, slope, scale = level.at(centre)
    line = np.maximum(size[:, 1] - size[:, 0] * np.abs(slope), np.minimum(size[:, 1], 4))
    column = np.maximum(size[:, 0] - size[:, 1] * np.abs(slope), np.minimum(size[:, 0], 4))
    width = np.where(size[:, 1] >= TALL * size[:, 0], column, size[:, 0])
    half = np.column_stack([width, line]) * scale / 2
    return np.column_stack([level_centre - half, level_centre + half])


def _rows(level: NDArray[np.float64]) -> list[list[int]]:
    """Indices of level boxes that are read across, row by row."""
    rows: dict[int, list[int]] = {n: [n] for n in range(len(level))}
    row_of = list(range(len(level)))
    for i, j in _pairs(level):
        one, other = row_of[i], row_of[j]
        if one != other and not _clash(level, rows[one], rows[other]):
            for n in rows[other]:
                row_of[n] = one
            rows[one] += rows.pop(other)
    place = np.where(_is_strip(level), level[:, 1], (level[:, 1] + level[:, 3]) / 2)
    ordered = sorted(rows.values(), key=lambda row: (float(np.median(place[row])), min(row)))
    return [sorted(row, key=lambda n: (level[n, 0], n)) for row in ordered]


def _pairs(level: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pairs of neighbours that may share a row, best first: level with each other, near, and alike in height."""
    left, top, right, bottom = level.T
    height = bottom - top
    pairs: list[tuple[float, int, int]] = []
    is_strip = _is_strip(level)
    for i in map(int, np.flatnonzero(~is_strip)):
        overlap = np.minimum(bottom, bottom[i]) - np.maximum(top, top[i])
        lower = np.minimum(height, height[i])
        taller = np.maximum(height, height[i])
        gap = np.maximum(left, left[i]) - np.minimum(right, right[i])
        apart = np.abs(top + bottom - top[i] - bottom[i]) / 2
        cost = apart / lower + _FAR * np.maximum(gap, 0) / taller + _UNLIKE * (taller / lower - 1)
        pairs += [
            (float(cost[j]), i, int(j)) for j in np.flatnonzero((overlap >= _SAME_ROW * lower) & ~is_strip) if i < j
        ]
    return [(i, j) for _, i, j in sorted(pairs)]


def _is_strip(level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which boxes are a heading written down the side of several rows: a line of its own, read before the rows."""
    width, height = level[:, 2] - level[:, 0], level[:, 3] - level[:, 1]
    return np.asarray((height >= _STRIP * width) & (height >= _STRIP_ROWS * np.median(height)), np.bool_)


def _clash(level: NDArray[np.float64], row: list[int], other: list[int]) -> bool:
    """Whether a box of one row stands above or below a box of the other."""
    a, b = level[row][:, None], level[other][None, :]
    shared = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    narrower = np.minimum(a[..., 2] - a[..., 0], b[..., 2] - b[..., 0])
    return bool((shared > _CLASH * narrower).any())
