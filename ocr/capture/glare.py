"""Glare: a lamp's reflection that has burnt the print away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.capture.marks import Marks

_SCALE = 8
_BURNT = 252
"""Grey from which nothing is left to see; JPEG leaves a little under white."""
_LIGHTEST_PAPER = 238
"""A page whose paper is as white throughout shows no glare, and a scanner makes none."""
_LEAST_SHARE, _MOST_SHARE = 0.006, 0.35
"""Of the page: smaller ones take no word away, larger ones are a window's light or a white table."""
_SOFTEST_STEP = 0.35
"""Of the way from paper to white that half a millimetre at the rim may take; printed white fields have a hard edge."""
_LEAST_FILL = 0.45
"""Of its bounding box; reflections are round or oblong."""
_LEAST_PRINT = 0.12
"""Share of the tiles around that hold print: what is burnt away was print, too."""
_MOST_PRINT = 0.5
"""Of that share, what may be left inside."""


def glare_share(grey: NDArray[np.uint8], marks: Marks) -> float:
    """Share of the page, (height, width) grey, that burnt-out blotches in the midst of print cover; 0.0 where none."""
    paper = float(np.median(marks.paper))
    if paper > _LIGHTEST_PAPER:
        return 0.0
    small = reduced(grey, 1 / _SCALE)
    burnt = cv2.morphologyEx(np.asarray(small >= _BURNT, np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(burnt, connectivity=8)
    tiles = marks.has_print.astype(np.float32)
    print_share = np.asarray(cv2.resize(tiles, small.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    total = 0.0
    for n in range(1, count):
        area = int(stats[n, cv2.CC_STAT_AREA])
        box = stats[n, cv2.CC_STAT_WIDTH] * stats[n, cv2.CC_STAT_HEIGHT]
        if not _LEAST_SHARE <= area / small.size <= _MOST_SHARE or area < _LEAST_FILL * box:
            continue
        blotch = np.asarray(labels == n, np.uint8)
        if _is_soft(small, blotch, paper) and _is_in_print(print_share, blotch):
            total += area / small.size
    return total


def _is_soft(small: NDArray[np.uint8], blotch: NDArray[np.uint8], paper: float) -> bool:
    """Whether the light falls off gently around the blotch."""
    near = cv2.dilate(blotch, np.ones((3, 3), np.uint8)) > blotch
    step = _BURNT - np.median(small[near])
    return bool(step <= _SOFTEST_STEP * (_BURNT - paper))


def _is_in_print(print_share: NDArray[np.float32], blotch: NDArray[np.uint8]) -> bool:
    """Whether there is print around and none inside."""
    around = cv2.dilate(blotch, np.ones((15, 15), np.uint8)) > cv2.dilate(blotch, np.ones((7, 7), np.uint8))
    inside = cv2.erode(blotch, np.ones((5, 5), np.uint8)) > 0
    if not around.any() or not inside.any():
        return False
    outside = float(print_share[around].mean())
    return outside >= _LEAST_PRINT and float(print_share[inside].mean()) < _MOST_PRINT * outside
