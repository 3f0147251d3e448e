"""A column of vertical text as a row: its characters cut apart and set side by side, so that they are read upright.

Turned to its side as a whole, a column is read well, but without its commas, full stops and brackets, which have shapes
of their own in vertical writing; the small kana っ gets lost too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.engines.ctc import Line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    """(height, width, 3) BGR"""

_SHORTEST, _LONGEST = 0.6, 1.5
"""Shares of the column's width that a character takes of its height at least and at most."""
_PITCH = 0.9
"""Share of the column's width that it usually takes; the text detector leaves a margin."""
_EVEN = (0.3, 2.0)
"""What a pitch that is off by the column's width costs, in widths of ink cut through: before and after it is known."""
_DOT, _LOW, _FLAT = 0.36, 0.4, 0.15
"""Shares of a cell's side: in about twenty faces commas and full stops are up to 0.29 wide and high and っ 0.44 wide,
brackets are 0.23 to 0.35 high, and the stroke 一 is up to 0.11 high."""
_AT_EDGE = 0.38
"""Share of a cell from which the middle of a bracket stands in its upper or lower part."""
_BARS = ((0.175, 0.6), (0.12, 0.45))
"""Shares of a cell's side, less wide and higher than which a stroke is ー, ― or －: ー and ― are up to 0.15 wide and
from 0.62 high, － up to 0.09 wide and from 0.56 high; the digit 1 is 0.16 wide and more."""


def as_row(column: Pixels) -> Pixels:
    """The column as a row as high as it was wide; punctuation gets the shape that it has in rows.

    column is (height, width, 3) and at least twice as high as wide.
    """
    side = column.shape[1]
    paper = np.median(column.reshape(-1, 3), axis=0).astype(np.uint8)
    beyond = side // 2  # half of its cell is white where a column begins or ends with a bracket
    column = np.concatenate(
        [np.broadcast_to(paper, (beyond, side, 3)), column, np.broadcast_to(paper, (beyond, side, 3))]
    )
    grey = cv2.cvtColor(column, cv2.COLOR_BGR2GRAY)
    threshold, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    ink = grey <= threshold
    return np.hstack([_cell(column[a:b], ink[a:b], side, paper) for a, b in pairwise(_cuts(ink, beyond))])


def closed_up(line: Line) -> Line:
    """The same line without the spaces between digits and letters: in squares of one each they say nothing."""
    said = [n for n, letter in enumerate(line.letters) if letter.text]
    gaps = {
        n
        for before, n, after in zip(said, said[1:], said[2:], strict=False)
        if line.letters[n].text.isspace() and line.letters[before].text.isascii() and line.letters[after].text.isascii()
    }
    letters = tuple(letter for n, letter in enumerate(line.letters) if n not in gaps)
    return Line("".join(letter.text for letter in letters).strip(), line.confidence, letters)


def _cuts(ink: NDArray[np.bool_], beyond: int) -> list[int]:
    """Where the column is cut, through little ink and evenly; it begins and ends somewhere in the white beyond it."""
    height, width = ink.shape
    margin = width // 10
    crossed = np.append(ink[:, margin : width - margin].mean(axis=1), 0.0)
    gaps = np.arange(round(_SHORTEST * width), round(_LONGEST * width) + 1)
    pitch, cuts = _PITCH * width, [0, height]
    for weight in _EVEN:
        uneven = weight * ((gaps - pitch) / width) ** 2
        cost, before = np.full(height + 1, np.inf), np.zeros(height + 1, np.intp)
        cost[: beyond + 1] = 0.0
        for y in range(max(beyond + 1, int(gaps[0])), height + 1):
            reach = gaps[gaps <= y]
            ways = cost[y - reach] + uneven[: len(reach)]
            best = int(ways.argmin())
            cost[y], before[y] = ways[best] + crossed[y], y - reach[best]
        end = height - beyond - margin
        cuts = [end + int(cost[end:].argmin())]
        while cuts[-1] > beyond:
            cuts.append(int(before[cuts[-1]]))
        cuts = cuts[::-1]
        pitch = float(np.median(np.diff(cuts)))
    return cuts


def _cell(pixels: Pixels, ink: NDArray[np.bool_], side: int, paper: Pixels) -> Pixels:
    """One character in a square of that side."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    cell = np.empty((max(side, len(pixels)), side, 3), np.uint8)
    cell[:] = paper
    above = (len(cell) - len(pixels)) // 2
    cell[above : above + len(pixels)] = pixels
    if len(rows):
        high, wide = (rows[-1] - rows[0] + 1) / side, (columns[-1] - columns[0] + 1) / side
        x, y = (columns[0] + columns[-1]) / 2 / side, (rows[0] + rows[-1]) / 2 / len(pixels)
        is_bracket = _FLAT <= high < _LOW and not _AT_EDGE <= y <= 1 - _AT_EDGE
        if max(high, wide) < _DOT and x > 0.5 > y:  # a comma or a full stop: from the upper right to the lower left
            cell = np.roll(cell, (len(cell) // 2, -(side // 2)), axis=(0, 1))
        elif is_bracket or any(wide < most and high > least for most, least in _BARS):
            cell = np.rot90(cell)
    return np.asarray(cv2.resize(cell, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
