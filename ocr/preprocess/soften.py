"""Faxes of one bit a pixel, dithered or specked, given back the soft edges that networks know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.specks import DITHERED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

_SIGMA = 1.0
"""Pixels, on specked faxes. Over four of them together 0.6 to 1.3 are all better than none."""
_DITHER_SIGMA = 1.4
"""Pixels, on faxes whose greys are patterns of dots."""
_LEAST_SIDE = 1000
"""Pixels. A fax is 1,700 wide; smaller pages have thin strokes: a receipt 440 wide went from 10.2 to 11.7 %
wrong characters."""
_WHITE = 250
_LEAST_WHITE = 0.7
"""Of a page of one bit a pixel, and of a drawn one, that is pure white; scans in grey have hardly any."""
_SPECK = 3
"""Pixels; a full stop at 200 dpi has 9."""
_ROOM = 15
_PAPER = 200
_BAND = 64
_MANY_SPECKS = 300
"""In a million pixels. Faxes from a noisy line have 440 to 700; clean ones, read well as they are, under 50."""


def soften(image: PageImage) -> tuple[PageImage, Repair | None]:
    """A specked or dithered fax with its pixels blurred into their neighbours; amount: by how many pixels.

    Clean faxes, small ones, scans and drawn pages are returned as they came, with None.
    """
    grey = image.grey
    if min(grey.shape) < _LEAST_SIDE:
        return image, None
    if image.specked_share >= DITHERED:
        return _softened(image, _DITHER_SIGMA, "greys made of black and white dots")
    if float((grey[::4, ::4] >= _WHITE).mean()) < _LEAST_WHITE:
        return image, None
    if _specks(_sample(grey)) < _MANY_SPECKS / 2:
        return image, None
    specks = _specks(grey)
    if specks < _MANY_SPECKS:
        return image, None
    return _softened(image, _SIGMA, f"black and white with {specks:.0f} specks in a million pixels")


def _softened(image: PageImage, sigma: float, reason: str) -> tuple[PageImage, Repair]:
    soft = replace(image, pixels=np.asarray(cv2.GaussianBlur(image.pixels, (0, 0), sigma), np.uint8))
    return soft, Repair(step="soften", amount=sigma, reason=reason)


def _sample(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A quarter of the page in bands: looking at all of every drawn page would cost as much as reading a line of it."""
    return np.concatenate([grey[top : top + _BAND] for top in range(0, len(grey), 4 * _BAND)])


def _specks(grey: NDArray[np.uint8]) -> float:
    """Dark dots alone on white paper, in a million pixels."""
    dark = np.asarray(grey < 128, np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    is_small = areas <= _SPECK
    is_small[0] = False  # the paper
    places = np.rint(centres[is_small]).astype(np.intp)
    ink = cv2.boxFilter(dark, cv2.CV_32F, (_ROOM, _ROOM), normalize=False)[places[:, 1], places[:, 0]]
    light = cv2.blur(grey, (_ROOM, _ROOM))[places[:, 1], places[:, 0]]
    alone = (ink <= areas[is_small] + _SPECK) & (light > _PAPER)
    return float(alone.sum()) * 1e6 / grey.size
