"""Skew of a few degrees, as sheets come out of a feeder: measured on the page's own lines and turned back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.reduce import LEAST_HALVED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

MAX_DEG = 6.0
"""Slope up to which a page is turned back; more is a sheet laid askew or a form scanned sideways."""
_WORK_SIDE = 1024
"""Long side of the reduced page that is measured, at least: of one with twice as many pixels it is the half, for what
is left of a pixel blurs some rows and others not. 0.06 degrees are one pixel from edge to edge."""
_LEAST_DEG = 0.1
_EDGE_CONTRAST = 30
_LEAST_EDGES = 500
_MOST_EDGES = 40_000
_COARSE_DEG, _FINE_DEG = 0.2, 0.03
_PEAK = 0.3
"""Of the way from the sharpest fine angle down to the least: the angles above it are averaged. On six pages turned by
eight known angles each the root of the mean square error is 0.031 degrees so, and 0.042 with the sharpest alone."""
_RUN = 8
"""Reduced pixels along a line that count as one place while the slope is looked for roughly: they lie within half a
pixel of it up to 7 degrees."""
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
        cv2.cvtColor(image.pixels, cv2.COLOR_RGB2RGBA),  # four channels take half the time of three
        turn,
        (new_width, new_height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_paper_colour(image.pixels),
    )
    pixels = np.asarray(cv2.cvtColor(level, cv2.COLOR_RGBA2RGB), np.uint8)
    turned = image.transformed(pixels, np.asarray(cv2.invertAffineTransform(turn), np.float64))
    return turned, Repair(step="deskew", amount=skew_deg, reason="text lines sloped")


def profile_sharpness(
    across: NDArray[np.float64], down: NDArray[np.float64], angle_deg: float, counts: NDArray[np.float64] | None = None
) -> float:
    """How sharply edges, (n,) columns and rows, gather in lines that slope by the angle (Postl, ICPR 1986).

    counts says how many edges there are at each place, where it is not one.
    """
    rows = (down - across * math.tan(math.radians(angle_deg))).astype(np.intp)
    profile = np.bincount(rows - int(rows.min()), counts)
    steps = profile[1:] - profile[:-1]
    return float(profile[0] ** 2 + steps @ steps + profile[-1] ** 2)


def _skew(image: PageImage, max_deg: float) -> float:
    """The slope at which the projection of horizontal edges is sharpest (Postl, ICPR 1986); 0.0 where none is sharp."""
    across, down = _horizontal_edges(image)
    if len(down) < _LEAST_EDGES:
        return 0.0
    angles = np.arange(-max_deg - 1, max_deg + 1 + _COARSE_DEG / 2, _COARSE_DEG)
    places = _gathered(across, down)
    sharpness = [profile_sharpness(places[0] / 2, places[1] / 2, angle, places[2]) for angle in angles]
    best = int(np.argmax(sharpness))
    if sharpness[best] < _LEAST_SHARPNESS * float(np.median(sharpness)):
        return 0.0
    near = angles[best] + np.arange(-_COARSE_DEG, _COARSE_DEG + _FINE_DEG / 2, _FINE_DEG)
    sharpest = np.array([profile_sharpness(across, down, angle) for angle in near])
    weights = np.maximum(0.0, sharpest - np.interp(_PEAK, (0, 1), (sharpest.max(), sharpest.min())))
    if abs(near[sharpest.argmax()]) < _LEAST_DEG or not weights.any():
        return 0.0
    fine = float(near @ weights / weights.sum())
    gain = float(sharpest.max()) / profile_sharpness(across, down, 0.0)
    return round(fine, 2) if abs(fine) <= max_deg and gain >= _LEAST_GAIN else 0.0


def _gathered(
    across: NDArray[np.float64], down: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The edges of every _RUN columns of a row as one place in their middle: columns, rows, and how many edges."""
    columns = int(across.max()) // _RUN + 1
    counts = np.bincount((down * columns + across // _RUN).astype(np.intp))
    places = np.flatnonzero(counts)
    rows, runs = np.divmod(places, columns)
    return (runs + 0.5) * _RUN, rows.astype(np.float64), counts[places].astype(np.float64)


def _horizontal_edges(image: PageImage) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the reduced page changes from one row to the next; a sample, the same every time, where that is often."""
    is_fine = max(image.grey.shape) >= 2 * _WORK_SIDE and min(image.grey.shape) >= LEAST_HALVED
    grey = image.half_grey if is_fine else image.grey_reduced(_WORK_SIDE / max(image.grey.shape))
    steps = cv2.absdiff(grey[1:], grey[:-1]) if len(grey) > 1 else grey[1:]
    down, across = np.nonzero(steps > _EDGE_CONTRAST)
    if len(down) > _MOST_EDGES:
        chosen = np.random.default_rng(0).choice(len(down), _MOST_EDGES, replace=False)
        down, across = down[chosen], across[chosen]
    return across.astype(np.float64), down.astype(np.float64)


def _paper_colour(pixels: NDArray[np.uint8]) -> tuple[float, float, float]:
    red, green, blue = np.median(pixels[::16, ::16].reshape(-1, 3), axis=0)
    return float(red), float(green), float(blue)
