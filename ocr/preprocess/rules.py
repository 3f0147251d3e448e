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

_WORK_SIDE = 1169
"""Long side of the reduced page that is searched: A4 at 100 dpi. A millimetre is a 297th of it, whatever the paper."""
_CONTRAST, _FAINT_CONTRAST = 16, 7
"""Grey levels by which a rule is darker than both its sides, and those by which it goes on once it has begun.

Of reduced pixels: a hairline of half their width shows half its contrast.
"""
_SMOOTH_MM = 1.8
_THICKEST_MM = 2.0
_BROKEN_THICKEST_MM = 1.1
"""Of a rule that is broken; a line of fine print that has run together is thicker."""
_SEED_MM = 3.2
"""Unbroken ink that starts a rule; strokes of 10 pt kanji are shorter."""
_GAP_MM = 1.5
_SHORT_MM = 5.0
_LONG_MM = 14.0
"""From here a stroke is a rule by itself; strokes of headings are shorter. Shorter ones must meet a long one."""
_LEAST_ASPECT = 8.0
_MEET_MM = 0.9
_MOST_STROKES = 2000
"""That are looked at; halftones and hatching have more, and memory grows with them."""
_MOST_RULES = 400
_OFF_PAGE = 0.003
"""Of a side: what comes this near to the edge is a scanner's border or the streak of a speck on its glass."""


@dataclass(frozen=True, slots=True)
class _Scale:
    pixels_per_mm: float

    def pixels(self, mm: float) -> int:
        return max(1, round(mm * self.pixels_per_mm))

    def kernel(self, mm: float) -> int:
        """An odd number of pixels, so that what a kernel of that size does to one end it does to the other."""
        return 2 * round(mm * self.pixels_per_mm / 2) + 1


def ruling_lines(image: PageImage) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Horizontal rules, top to bottom, and vertical ones, left to right, as boxes on the source page; 400 of ea.

    Level within a degree or two on this image; what is broken in print or scan is joined. Filled bands are not rules.
    """
    reduced_by = min(1.0, _WORK_SIDE / max(image.grey.shape))
    grey = image.grey_reduced(reduced_by)
    scale = _Scale(max(grey.shape) / 297)
    level = _strokes(grey, scale)
    upright = _strokes(np.asarray(cv2.transpose(grey), np.uint8), scale)[:, [1, 0, 3, 2]]
    level, upright = _meeting(level, upright, scale)
    return _boxes(level, image, reduced_by, by=1), _boxes(upright, image, reduced_by, by=0)


def _strokes(grey: NDArray[np.uint8], scale: _Scale) -> NDArray[np.int32]:
    """(n, 4) boxes left, top, right, bottom of horizontal strokes."""
    tall = cv2.getStructuringElement(cv2.MORPH_RECT, (1, scale.kernel(_THICKEST_MM)))
    seed = cv2.getStructuringElement(cv2.MORPH_RECT, (scale.kernel(_SEED_MM), 1))
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (scale.kernel(_GAP_MM), 1))
    sharp = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, tall)
    begun = cv2.morphologyEx(cv2.threshold(sharp, _CONTRAST, 255, cv2.THRESH_BINARY)[1], cv2.MORPH_OPEN, seed)
    smooth = cv2.morphologyEx(cv2.blur(grey, (scale.kernel(_SMOOTH_MM), 1)), cv2.MORPH_BLACKHAT, tall)
    faint = cv2.morphologyEx(cv2.threshold(smooth, _FAINT_CONTRAST, 255, cv2.THRESH_BINARY)[1], cv2.MORPH_OPEN, seed)
    joined = cv2.morphologyEx(cv2.bitwise_or(begun, faint), cv2.MORPH_CLOSE, bridge)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_16U)  # a seed is long
    width, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_AREA]
    is_thin = (width >= scale.pixels(_SHORT_MM)) & (width * width >= _LEAST_ASPECT * area)
    is_thin[0] = False  # the paper
    thin = np.flatnonzero(is_thin)
    thin = thin[np.argsort(-width[thin], kind="stable")[:_MOST_STROKES]]
    is_rule = _stand_alone(np.asarray(labels, np.uint16), thin, begun > 0, sharp > _CONTRAST, scale)
    found = stats[thin[is_rule]]
    return np.column_stack([found[:, 0], found[:, 1], found[:, 0] + found[:, 2], found[:, 1] + found[:, 3]])


def _stand_alone(
    labels: NDArray[np.uint16],
    thin: NDArray[np.intp],
    begun: NDArray[np.bool_],
    ink: NDArray[np.bool_],
    scale: _Scale,
) -> NDArray[np.bool_]:
    """Which of the thin components are rules and not the strokes of a line of text that happen to be level.

    A rule is ink without a break, or at least has clean paper along both sides.
    """
    height, columns = labels.shape
    order = np.full(int(labels.max()) + 1, -1, np.int32)
    order[thin] = np.arange(len(thin))
    places = np.flatnonzero(labels > 0)
    numbers = order[labels.ravel()[places]]
    rows, across = np.divmod(places[numbers >= 0], columns)
    numbers = numbers[numbers >= 0]
    keys = numbers * columns + across
    shape = (len(thin), columns)
    count = np.bincount(keys, minlength=shape[0] * shape[1]).reshape(shape)
    middle = np.bincount(keys, weights=rows, minlength=shape[0] * shape[1]).reshape(shape) / np.maximum(count, 1)
    solid = np.bincount(keys[begun[rows, across]], minlength=shape[0] * shape[1]).reshape(shape) > 0
    of, at = np.nonzero(count > 0)
    length = np.bincount(of, minlength=len(thin))
    half = count[of, at] / 2
    beside = []
    for direction in (-1, 1):
        dirty = np.zeros(len(of), bool)
        for mm in (0.5, 0.75, 1.0):
            y = np.rint(middle[of, at] + direction * (half + mm * scale.pixels_per_mm)).astype(np.intp)
            dirty |= ink[np.clip(y, 0, height - 1), at]
        beside.append(np.bincount(of, weights=dirty, minlength=len(thin)) / length)
    unbroken = np.bincount(of, weights=solid[of, at], minlength=len(thin)) / length
    cleaner, fuller = np.minimum(*beside), np.maximum(*beside)
    thick = np.bincount(of, weights=count[of, at], minlength=len(thin)) / length
    may_be_broken = thick <= _BROKEN_THICKEST_MM * scale.pixels_per_mm
    return ((unbroken >= 0.8) & (cleaner < 0.3)) | (may_be_broken & (unbroken >= 0.2) & (fuller < 0.2))


def _meeting(
    level: NDArray[np.int32], upright: NDArray[np.int32], scale: _Scale
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The long strokes, and of the short ones those that end at long ones of the other direction on both sides."""
    long_px, near = scale.pixels(_LONG_MM), scale.pixels(_MEET_MM)
    is_long_level = level[:, 2] - level[:, 0] >= long_px
    is_long_upright = upright[:, 3] - upright[:, 1] >= long_px
    long_level, long_upright = level[is_long_level], upright[is_long_upright]
    left_end, right_end = level[:, [0, 1, 0, 3]], level[:, [2, 1, 2, 3]]
    upper_end, lower_end = upright[:, [0, 1, 2, 1]], upright[:, [0, 3, 2, 3]]
    keep_level = is_long_level | (_touches(left_end, long_upright, near) & _touches(right_end, long_upright, near))
    keep_upright = is_long_upright | (_touches(upper_end, long_level, near) & _touches(lower_end, long_level, near))
    return level[keep_level], upright[keep_upright]


def _touches(boxes: NDArray[np.int32], others: NDArray[np.int32], near: int) -> NDArray[np.bool_]:
    """Which boxes lie within `near` pixels of one of the others."""
    across = (boxes[:, None, 0] - near < others[None, :, 2]) & (boxes[:, None, 2] + near > others[None, :, 0])
    down = (boxes[:, None, 1] - near < others[None, :, 3]) & (boxes[:, None, 3] + near > others[None, :, 1])
    meets: NDArray[np.bool_] = np.any(across & down, axis=1)
    return meets


def _boxes(strokes: NDArray[np.int32], image: PageImage, reduced_by: float, *, by: int) -> tuple[Box, ...]:
    """The longest strokes as boxes on the source page, in order; what runs off it is the scanner's."""
    lengths = np.maximum(strokes[:, 2] - strokes[:, 0], strokes[:, 3] - strokes[:, 1])
    longest = strokes[np.argsort(-lengths, kind="stable")[:_MOST_RULES]]
    in_order = longest[np.argsort(longest[:, by], kind="stable")] / reduced_by
    boxes = [image.box_on_source(box[[[0, 1], [2, 1], [2, 3], [0, 3]]]) for box in in_order]
    edge_x, edge_y = _OFF_PAGE * image.source_width, _OFF_PAGE * image.source_height
    return tuple(
        box
        for box in boxes
        if box.left > edge_x
        and box.top > edge_y
        and box.right < image.source_width - edge_x
        and box.bottom < image.source_height - edge_y
    )
