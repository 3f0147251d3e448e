"""Ruling lines: the long thin strokes that people draw tables, boxes and underlines with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Box
    from ocr.preprocess.image import PageImage

_WORK_SIDE = 2339
"""Long side of the page that is searched: A4 at 200 dpi. A millimetre is a 297th of it, whatever the paper."""
_CONTRAST = 20
"""Grey levels by which a rule is darker than both its sides; hairlines printed in light grey keep 26."""
_THICKEST_MM = 2.0
_SEED_MM = 3.2
"""Unbroken ink that starts a rule; strokes of 10 pt kanji are shorter."""
_GAP_MM = 1.5
_SHORT_MM = 5.0
_LONG_MM = 14.0
"""From here a stroke is a rule by itself; strokes of headings are shorter. Shorter ones must meet a long one."""
_LEAST_ASPECT = 8.0
_MEET_MM = 0.9
_MOST_RULES = 400


@dataclass(frozen=True, slots=True)
class _Scale:
    pixels_per_mm: float

    def pixels(self, mm: float) -> int:
        return max(1, round(mm * self.pixels_per_mm))


def ruling_lines(image: PageImage) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Horizontal rules, top to bottom, and vertical ones, left to right, as boxes on the source page; 400 of ea.

    Level within a degree or two on this image; what is broken in print or scan is joined. Filled bands are not rules.
    """
    shrink = min(1.0, _WORK_SIDE / max(image.pixels.shape[:2]))
    grey = cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY)
    if shrink < 1.0:
        grey = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    scale = _Scale(max(grey.shape) / 297)
    level = _strokes(np.asarray(grey, np.uint8), scale)
    upright = _strokes(np.ascontiguousarray(grey.T), scale)[:, [1, 0, 3, 2]]
    level, upright = _meeting(level, upright, scale)
    return _boxes(level, image, shrink, by=1), _boxes(upright, image, shrink, by=0)


def _strokes(grey: NDArray[np.uint8], scale: _Scale) -> NDArray[np.int32]:
    """(n, 4) boxes left, top, right, bottom of horizontal strokes."""
    tall = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 2 * (scale.pixels(_THICKEST_MM) // 2) + 1))
    thin_ink = cv2.threshold(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, tall), _CONTRAST, 255, cv2.THRESH_BINARY)[1]
    seed = cv2.getStructuringElement(cv2.MORPH_RECT, (scale.pixels(_SEED_MM), 1))
    runs = cv2.morphologyEx(thin_ink, cv2.MORPH_OPEN, seed)
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (scale.pixels(_GAP_MM), 1))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, bridge)
    stats = cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]
    width = stats[:, cv2.CC_STAT_WIDTH]
    is_stroke = (width >= scale.pixels(_SHORT_MM)) & (width >= _LEAST_ASPECT * stats[:, cv2.CC_STAT_AREA] / width)
    found = stats[is_stroke]
    return np.column_stack([found[:, 0], found[:, 1], found[:, 0] + found[:, 2], found[:, 1] + found[:, 3]])


def _meeting(
    level: NDArray[np.int32], upright: NDArray[np.int32], scale: _Scale
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The long strokes, and of the short ones those that end at a long one of the other direction."""
    long_px, near = scale.pixels(_LONG_MM), scale.pixels(_MEET_MM)
    is_long_level = level[:, 2] - level[:, 0] >= long_px
    is_long_upright = upright[:, 3] - upright[:, 1] >= long_px
    keep_level = is_long_level | _touches(level, upright[is_long_upright], near)
    keep_upright = is_long_upright | _touches(upright, level[is_long_level], near)
    return level[keep_level], upright[keep_upright]


def _touches(boxes: NDArray[np.int32], others: NDArray[np.int32], near: int) -> NDArray[np.bool_]:
    overlap_across = (boxes[:, None, 0] - near < others[None, :, 2]) & (boxes[:, None, 2] + near > others[None, :, 0])
    overlap_down = (boxes[:, None, 1] - near < others[None, :, 3]) & (boxes[:, None, 3] + near > others[None, :, 1])
    meets: NDArray[np.bool_] = np.any(overlap_across & overlap_down, axis=1)
    return meets


def _boxes(strokes: NDArray[np.int32], image: PageImage, shrink: float, *, by: int) -> tuple[Box, ...]:
    lengths = np.maximum(strokes[:, 2] - strokes[:, 0], strokes[:, 3] - strokes[:, 1])
    longest = strokes[np.argsort(-lengths, kind="stable")[:_MOST_RULES]]
    in_order = longest[np.argsort(longest[:, by], kind="stable")] / shrink
    return tuple(image.box_on_source(box[[[0, 1], [2, 1], [2, 3], [0, 3]]]) for box in in_order)
