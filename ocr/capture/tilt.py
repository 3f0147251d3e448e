"""Tilt: lines of text that slope more than the repair of skew turns back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.deskew import MAX_DEG, profile_sharpness
from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.capture.marks import Marks

_SCALE = 0.4
_EDGE = 30
_FEWEST_EDGES, _MOST_EDGES = 500, 4000
"""A sample is enough: all lines tell of the slope together."""
_ANGLES = np.arange(-20.0, 20.5, 1.0)
_LEAST_SHARPNESS = 4.0
"""Of the best angle's profile over the median angle's: 6 to 33 on seven samples laid askew by 7.5 to 14.5 degrees,
under 2 on 115 pages as they came and on their side, where the best angle is as far off."""
_GROUND = 0.6
"""Of the paper's grey: a tenth of the picture that is darker is a desk, on which the sheet is found by its edges."""


def tilt_deg(marks: Marks) -> float:
    """Clockwise slope of the text lines on the page as received, in degrees, where it is beyond repair; else 0.0."""
    if float(np.percentile(marks.paper, 10)) < _GROUND * float(np.median(marks.paper)):
        return 0.0
    across, down = _edges(marks.level)
    if len(down) < _FEWEST_EDGES:
        return 0.0
    found = [profile_sharpness(across, down, angle) for angle in _ANGLES]
    best = int(np.argmax(found))
    slope = float(_ANGLES[best])
    is_sharp = found[best] >= _LEAST_SHARPNESS * float(np.median(found))
    return slope if is_sharp and abs(slope) > MAX_DEG and abs(slope) < _ANGLES[-1] else 0.0


def _edges(level: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the page, reduced to a fifth, changes from one row to the next; a sample, the same every time."""
    small = reduced(level, _SCALE)
    _, steps = cv2.threshold(cv2.absdiff(small[1:], small[:-1]), _EDGE, 1, cv2.THRESH_BINARY)
    found = cv2.findNonZero(steps)  # None where there are none
    across, down = np.asarray(found if found is not None else np.zeros((0, 2)), np.intp).reshape(-1, 2).T
    if len(down) > _MOST_EDGES:
        chosen = np.random.default_rng(0).integers(len(down), size=_MOST_EDGES)
        down, across = down[chosen], across[chosen]
    return across / 2, down / 2
