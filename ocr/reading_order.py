"""Reading order: words that stand side by side are one visual row, whatever the page's skew and curl.

Where the writing is vertical, words that stand one above the other are one column, and columns take the place of rows.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.columns import column_parts
from ocr.level import Level
from ocr.vertical import TALL, parts_by_writing, stood_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

_PAGES = 64
"""Pages of which the lines are kept: four or five readers ask for those of each page of a document."""
_BLOCK = 256
"""Boxes that are held against all others at a time."""


class Line(NamedTuple):
    """Words that are read one after the other: a visual row, or a column of vertical writing."""

    words: tuple[int, ...]
    is_vertical: bool


def page_lines(page: Page) -> tuple[Line, ...]:
    """The page's lines in reading order; every word is in exactly one."""
    return _lines(tuple(word.box for word in page.words), page.skew_deg, page.flattening)


@lru_cache(_PAGES)
def _lines(boxes: tuple[Box, ...], skew_deg: float, flattening: Flattening | None) -> tuple[Line, ...]:
    return lines_of(boxes, skew_deg, flattening)


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
    held, barred = [1 << n for n in row_of], _clashes(level)
    for i, j in _pairs(level):
        one, other = row_of[i], row_of[j]
        if one != other and not held[one] & barred[other]:
            for n in rows[other]:
                row_of[n] = one
            rows[one] += rows.pop(other)
            held[one] |= held[other]
            barred[one] |= barred[other]
    place = np.where(_is_strip(level), level[:, 1], (level[:, 1] + level[:, 3]) / 2).tolist()
    left = level[:, 0].tolist()
    ordered = sorted(rows.values(), key=lambda row: (median(place[n] for n in row), min(row)))
    return [sorted(row, key=lambda n: (left[n], n)) for row in ordered]


def _pairs(level: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pairs of neighbours that may share a row, best first: level with each other, near, and alike in height."""
    left, top, right, bottom = level.T
    height = bottom - top
    upright = np.flatnonzero(~_is_strip(level))
    found: list[tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]] = []
    for some in _in_blocks(upright):
        overlap = np.minimum(bottom[some, None], bottom[upright]) - np.maximum(top[some, None], top[upright])
        lower = np.minimum(height[some, None], height[upright])
        near, others = np.nonzero((overlap >= _SAME_ROW * lower) & (some[:, None] < upright))
        i, j = some[near], upright[others]
        lower, taller = lower[near, others], np.maximum(height[i], height[j])
        gap = np.maximum(left[i], left[j]) - np.minimum(right[i], right[j])
        apart = np.abs(top[j] + bottom[j] - top[i] - bottom[i]) / 2
        found.append((apart / lower + _FAR * np.maximum(gap, 0) / taller + _UNLIKE * (taller / lower - 1), i, j))
    if not found:
        return []
    cost, first, second = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((second, first, cost))
    return list(zip(first[order].tolist(), second[order].tolist(), strict=True))


def _is_strip(level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which boxes are a heading written down the side of several rows: a line of its own, read before the rows."""
    width, height = level[:, 2] - level[:, 0], level[:, 3] - level[:, 1]
    return np.asarray((height >= _STRIP * width) & (height >= _STRIP_ROWS * np.median(height)), np.bool_)


def _clashes(level: NDArray[np.float64]) -> list[int]:
    """For each box those that stand above or below it, so that no row has both: bit k for box k."""
    left, right = level[:, 0], level[:, 2]
    width = right - left
    barred: list[int] = []
    for some in _in_blocks(np.arange(len(level))):
        shared = np.minimum(right[some, None], right) - np.maximum(left[some, None], left)
        clash = shared > _CLASH * np.minimum(width[some, None], width)
        barred += [int.from_bytes(bits, "little") for bits in np.packbits(clash, axis=1, bitorder="little")]
    return barred


def _in_blocks(numbers: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """So many at a time that what is reckoned of each with every other takes little memory."""
    for start in range(0, len(numbers), _BLOCK):
        yield numbers[start : start + _BLOCK]
