"""The marks on a page the size of characters: how dark they are, and how sharp, on a sample of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.components import components
from ocr.preprocess.paper import sampled_paper

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BANDS, _BAND_SHARE = 6, 0.25
"""Strips across the page, and the share of it that they are; A4 at 200 dpi has strips of 12 mm."""
_LEAST_BAND, _MOST_BAND = 16, 120
"""Pixels; less deep strips hold no whole characters, and deeper ones of fine scans tell nothing more."""
_SMOOTH = 0.8
_LEAST_MM, _MOST_MM = 0.6, 14.0
"""Of a mark that is a character, where the long side of the page is 297 mm."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Of each mark its pixels, its contrast to the paper, 0..255, and its sharpness.

    Sharpness is the steepest change at its edge, a pixel, as a share of its contrast: 0.3 and more of print in focus.
    """

    areas: NDArray[np.int32]
    contrasts: NDArray[np.float64]
    sharpness: NDArray[np.float64]


def sampled_marks(grey: NDArray[np.uint8], ink: int) -> Marks:
    """Marks darker than `ink` of 255, which bare paper is, in strips of a grey page (height, width).

    None on a page that is too small for strips.
    """
    height, width = grey.shape
    deep = min(round(height * _BAND_SHARE / _BANDS), _MOST_BAND)
    if min(deep, width) < _LEAST_BAND:
        return Marks(np.zeros(0, np.int32), np.zeros(0), np.zeros(0))
    paper = sampled_paper(grey)
    down = paper.shape[0] / height
    strips = []
    for n in range(_BANDS):
        start = round((n + 0.5) * height / _BANDS - deep / 2)
        rows = paper[int(start * down) : int((start + deep) * down) + 1]
        strips.append(lightness(grey[start : start + deep], np.asarray(cv2.resize(rows, (width, deep)), np.uint8)))
    return _marks(np.vstack(strips), ink, max(height, width) / 297)


def lightness(grey: NDArray[np.uint8], paper: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How light the page is, a little smoothed, where the paper is 255."""
    share = cv2.divide(grey, np.maximum(paper, 1), scale=255.0)
    return np.asarray(cv2.GaussianBlur(share, (5, 5), _SMOOTH), np.uint8)


def slope(light: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Levels a pixel by which the lightness changes, across or down."""
    across, down = (cv2.convertScaleAbs(cv2.Scharr(light, cv2.CV_16S, *way), alpha=1 / 32) for way in ((1, 0), (0, 1)))
    return np.asarray(cv2.max(across, down), np.uint8)


def _marks(light: NDArray[np.uint8], ink: int, pixels_per_mm: float) -> Marks:
    steep = cv2.dilate(slope(light), np.ones((3, 3), np.uint8))
    is_ink = light < ink
    labels, stats = components(is_ink.astype(np.uint8))
    inked = np.flatnonzero(is_ink)
    of = labels.ravel()[inked]
    order = np.argsort(of, kind="stable")
    first = np.flatnonzero(np.diff(of[order], prepend=0))
    contrasts = 255.0 - np.minimum.reduceat(light.ravel()[inked][order], first)
    steepest = np.maximum.reduceat(steep.ravel()[inked][order], first)
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) / pixels_per_mm
    fits = (sides >= _LEAST_MM) & (sides <= _MOST_MM)
    return Marks(stats[1:, cv2.CC_STAT_AREA][fits], contrasts[fits], (steepest / contrasts)[fits])
