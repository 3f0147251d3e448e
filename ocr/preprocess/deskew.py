"""Skew of a few degrees, as sheets come out of a feeder: measured on the page's own lines and turned back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

MAX_DEG = 6.0
"""Slope up to which a page is turned back; more is a sheet laid askew or a form scanned sideways."""
_WORK_SIDE = 1024
"""Long side of the reduced page that is measured; 0.06 degrees are one pixel from edge to edge."""
_LEAST_DEG = 0.1
_EDGE_CONTRAST = 30
_LEAST_EDGES = 500
_MOST_EDGES = 40_000
_COARSE_DEG, _FINE_DEG = 0.2, 0.03
_LEAST_SHARPNESS = 2.0
"""Of the best angle's profile over the median angle's: 4 and more on most pages, under 1.5 on crumpled photos."""

_LEAST_GAIN = 1.15
"""Over the profile as it came: lines of a curled page are level at one side or the other, turning helps neither."""


def deskew(image: PageImage, *, max_deg: float = MAX_DEG) -> tuple[PageImage, Repair | None]:
    """The page with its text lines level; amount: their clockwise slope on the page as it came, in degrees.

    Beyond max_deg, under 0.1 degrees, blank, or without lines to go by, the page is returned as it came: a form scanned
    sideways is not a skew, and turning costs sharpness. The turned page is larger, so that no corner is lost, and
    filled with the paper's own colour.
    """
    skew_deg = _skew(image, max_deg)
    if abs(skew_deg) < _LEAST_DEG:
        return image, None
    height, width = image.pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew_deg, 1.0)  # positive turns counter-clockwise
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    new_width, new_height = math.ceil(width * cos + height * sin), math.ceil(width * sin + height * cos)
    turn[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    level = cv2.warpAffine(
        image.pixels,
        turn,
        (new_width, new_height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_paper_colour(image.pixels),
    )
    turned = image.transformed(np.asarray(level, np.uint8), np.asarray(cv2.invertAffineTransform(turn), np.float64))
    return turned, Repair(step="deskew", amount=skew_deg, reason="text lines sloped")


def profile_sharpness(across: NDArray[np.float64], down: NDArray[np.float64], angle_deg: float) -> float:
    """How sharply edges, (n,) columns and rows, gather in lines that slope by the angle (Postl, ICPR 1986)."""
    rows = (down - across * math.tan(math.radians(angle_deg))).astype(np.int32)
    profile = np.bincount(rows - int(rows.min()))
    return float(np.square(np.diff(profile, prepend=0, append=0)).sum())


def _skew(image: PageImage, max_deg: float) -> float:
    """The slope at which the projection of horizontal edges is sharpest (Postl, ICPR 1986); 0.0 where none is sharp."""
    across, down = _horizontal_edges(image)
    if len(down) < _LEAST_EDGES:
        return 0.0
    angles = np.arange(-max_deg - 1, max_deg + 1 + _COARSE_DEG / 2, _COARSE_DEG)
    sharpness = [profile_sharpness(across / 2, down / 2, angle) for angle in angles]
    best = int(np.argmax(sharpness))
    if sharpness[best] < _LEAST_SHARPNESS * float(np.median(sharpness)):
        return 0.0
    near = angles[best] + np.arange(-_COARSE_DEG, _COARSE_DEG + _FINE_DEG / 2, _FINE_DEG)
    sharpest = [profile_sharpness(across, down, angle) for angle in near]
    fine = float(near[int(np.argmax(sharpest))])
    gain = max(sharpest) / profile_sharpness(across, down, 0.0)
    return round(fine, 2) if abs(fine) <= max_deg and gain >= _LEAST_GAIN else 0.0


def _horizontal_edges(image: PageImage) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the reduced page changes from one row to the next; a sample, the same every time, where that is often."""
    grey = reduced(image.grey, min(1.0, _WORK_SIDE / max(image.grey.shape)))
    steps = cv2.absdiff(grey[1:], grey[:-1]) if len(grey) > 1 else grey[1:]
    down, across = np.nonzero(steps > _EDGE_CONTRAST)
    if len(down) > _MOST_EDGES:
        chosen = np.random.default_rng(0).choice(len(down), _MOST_EDGES, replace=False)
        down, across = down[chosen], across[chosen]
    return across.astype(np.float64), down.astype(np.float64)


def _paper_colour(pixels: NDArray[np.uint8]) -> tuple[float, float, float]:
    red, green, blue = np.median(pixels[::16, ::16].reshape(-1, 3), axis=0)
    return float(red), float(green), float(blue)
