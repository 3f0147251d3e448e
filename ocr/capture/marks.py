"""Marks: what is dark on a page, in a form that every measure of its picture shares, made in one pass."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from ocr.preprocess.components import components

if TYPE_CHECKING:
    from numpy.typing import NDArray

TILE = 32
"""Pixels of a square that is judged as one; 5 mm on A4 at 150 dpi, more than a line of print is high."""
_STEP = TILE // 2
_PAPER_SCALE = 8
_PAPER_REACH = 9
"""Reduced pixels, 12 mm on A4: the lightest so near is taken for the paper, whatever shadow lies on it."""
_LEAST_CONTRAST = 24
"""Grey levels, the paper made 255: noise of worn scans stays under it, the palest print that is read has 40."""
_TYPICAL = 75
"""Percentile of the contrast of all that shows, taken for the print's: the grain of a desk is fainter."""
_FEWEST_TILES = 24
"""With print: a stamp and a page number are too little to judge a page by."""
_MOST_HEIGHT = 90
"""Pixels of a character, 15 mm: what is higher is no text."""
_LEAST_PLAIN = 30.0
"""Grey levels from print to paper, as stored: 65 and more on 115 scans and photos. It is set above what the engine
needs, which read one page as well at 16 and lost nearly all of it at 9: people must read it, too."""
MANY_TILES = 250
"""With print: grain, holes and folds of blank pages have up to 181, the sparsest of those 123 papers 348."""
_SHARP = 2.0
"""Pixels over which a sharp edge changes, as they are measured here."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """A page in grey with its paper made 255, and the marks on it."""

    level: NDArray[np.uint8]
    """(height, width); 255 is the paper around, 0 black."""
    paper: NDArray[np.uint8]
    """(height / 8, width / 8): how light the paper is there."""
    contrast: NDArray[np.uint8]
    """(n, m): of each tile, half overlapping the next, the darkest against the lightest of level."""
    steepest: NDArray[np.uint8]
    """(n, m): of each tile, the most that level changes over two pixels."""
    has_print: NDArray[np.bool_]
    """(n, m): whether a tile holds marks that are part of it only."""
    is_dark: NDArray[np.uint8]
    """(height, width): 1 where a pixel is nearer to the ink than to the paper."""
    boxes: NDArray[np.int32]
    """(n, 4) left, top, right, bottom of every connected mark; half-open."""
    areas: NDArray[np.int32]
    """(n,) dark pixels of each mark."""
    height: float
    """Of the median character, in pixels; 0 where there is none."""

    @property
    def enough(self) -> bool:
        """Whether there is enough print to judge the page by."""
        return self.height > 0 and int(self.has_print.sum()) >= _FEWEST_TILES

    @property
    def print_contrast(self) -> float:
        """Grey levels from the median print to its paper in the picture as stored; 0.0 where nothing shows."""
        if not self.has_print.any():
            return 0.0
        return float(np.median(self.contrast[self.has_print] * (self.print_paper / np.float32(255))))

    @property
    def print_paper(self) -> NDArray[np.uint8]:
        """(tiles with print,): how light the paper is beneath."""
        return np.asarray(
            cv2.resize(self.paper, self.has_print.shape[::-1], interpolation=cv2.INTER_AREA)[self.has_print], np.uint8
        )

    @property
    def is_plain(self) -> bool:
        """Whether what shows is dark enough to be print and nothing else."""
        return self.print_contrast >= _LEAST_PLAIN

    @property
    def may_be_blank(self) -> bool:
        """Whether so little shows, or so faintly, that its ink must be measured."""
        return not self.is_plain or int(self.has_print.sum()) < MANY_TILES

    @property
    def blur(self) -> float:
        """Width of the median edge of print beyond a sharp one's, as a share of the characters' height."""
        contrast = self.contrast[self.has_print].astype(np.float32)
        steepest = np.maximum(self.steepest[self.has_print], 1).astype(np.float32)
        return max(0.0, float(np.median(2 * contrast / steepest)) - _SHARP) / self.height


def find_marks(grey: NDArray[np.uint8]) -> Marks:
    """The marks on a page, (height, width) grey, its long side about 1,750 pixels or fewer."""
    paper = _paper(grey)
    full = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    level = np.asarray(cv2.divide(grey, full, scale=255), np.uint8)
    calm = cv2.GaussianBlur(level, (3, 3), 0)
    square = np.ones((TILE, TILE), np.uint8)
    lightest, darkest = (_sampled(change(calm, square)) for change in (cv2.dilate, cv2.erode))
    contrast = lightest - darkest
    slope = cv2.morphologyEx(calm, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    steepest = _sampled(cv2.dilate(slope, square))
    inked = contrast >= _LEAST_CONTRAST
    typical = float(np.percentile(contrast[inked], _TYPICAL)) if inked.any() else 255.0
    darkest_paper = math.ceil(255 - typical / 2) - 1
    is_dark, dark = (
        np.asarray(cv2.threshold(calm, darkest_paper, value, cv2.THRESH_BINARY_INV)[1], np.uint8) for value in (1, 200)
    )
    share = _sampled(cv2.blur(dark, (TILE, TILE)))
    has_print = (contrast >= max(_LEAST_CONTRAST, typical / 2)) & (share >= 4) & (share <= 120)
    stats = components(is_dark)[1][1:]
    corner, size = stats[:, :2], stats[:, 2:4]
    boxes = np.asarray(np.hstack([corner, corner + size]), np.int32)
    areas = np.asarray(stats[:, cv2.CC_STAT_AREA], np.int32)
    return Marks(level, paper, contrast, steepest, has_print, is_dark, boxes, areas, _height(size))


def _paper(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Of the page reduced: the lightest around, smoothed; never so dark that noise would count as print."""
    height, width = grey.shape
    small = (max(1, width // _PAPER_SCALE), max(1, height // _PAPER_SCALE))
    reach = np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8)
    light = cv2.morphologyEx(cv2.resize(grey, small, interpolation=cv2.INTER_AREA), cv2.MORPH_CLOSE, reach)
    return np.asarray(np.maximum(cv2.blur(light, (5, 5)), 16), np.uint8)


def _sampled(values: NDArray[Any]) -> NDArray[np.uint8]:
    """One value a tile of what was gathered around every pixel."""
    return np.asarray(values[_STEP::_STEP, _STEP::_STEP], np.uint8)


def _height(size: NDArray[Any]) -> float:
    """The median height of marks in the shape of characters; larger ones count more, for dots and accents are many."""
    across, down = size[:, 0], size[:, 1]
    fits = (down >= 5) & (down <= _MOST_HEIGHT) & (across >= 2) & (across <= 4 * down) & (down <= 5 * across)
    heights = np.sort(down[fits])
    if not len(heights):
        return 0.0
    weights = np.cumsum(heights)
    return float(heights[int(np.searchsorted(weights, weights[-1] / 2))])
