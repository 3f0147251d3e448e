"""How much dark ink a page bears: what tells a blank page from a picture, a drawing or a line nobody could read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.components import components
from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.components import Labels
    from ocr.preprocess.image import PageImage

_WORK_SIDE = 1754
"""Long side of the reduced page: A4 at 150 dpi, 6 pixels to the millimetre; coarser, thin grey strokes fade."""
_DARK = 0.65
"""Grey of ink as a share of the paper's around it; print seen through the paper is 0.7 and lighter."""
_MARGIN = 0.076
"""Share of the short side that is not looked at on each edge: 16 mm of A4, for punched holes and black borders."""
_PAPER_SHARE = 0.06
"""Share of the long side over which the paper's own grey is measured; wider than any stroke."""
_SPECK = 4
"""Pixels of a stroke; what is smaller is a speck."""
_STREAK, _SLENDER = 60, 15
"""Pixels from which a stroke is a streak or a fold, 10 mm, if it is so many times longer than wide."""
_JOIN = 5
"""Pixels by which strokes are thickened, so that those of one character meet."""
_MARK = (15, 9)
"""Pixels that a mark must then be long and wide, 2.5 and 1.5 mm; characters of 8 points are larger."""


def ink_share(image: PageImage) -> float:
    """Share of the page inside its margins that dark marks cover, 0..1; specks, streaks, show-through do not count."""
    grey = reduced(image.grey, _WORK_SIDE / max(image.grey.shape))
    height, width = grey.shape
    margin = round(_MARGIN * min(height, width))
    inside = grey[margin : height - margin, margin : width - margin]
    if not inside.size:
        return 0.0
    strokes, sides, areas = _parts(_dark(inside))
    is_streak = (sides.max(axis=1) >= _STREAK) & (sides.max(axis=1) >= _SLENDER * sides.min(axis=1))
    kept = (areas >= _SPECK) & ~is_streak
    kept[0] = False  # the paper
    joined = cv2.dilate(kept[strokes].astype(np.uint8), np.ones((_JOIN, _JOIN), np.uint8))
    _, sides, areas = _parts(np.asarray(joined, np.uint8))
    is_print = (sides.max(axis=1) >= _MARK[0]) & (sides.min(axis=1) >= _MARK[1])
    return float(areas[1:][is_print[1:]].sum() / inside.size)


def _dark(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where the page is much darker than the paper around."""
    size = max(3, round(_PAPER_SHARE * max(grey.shape)) | 1)
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    paper = cv2.blur(closed, (size, size)).astype(np.float32)
    return (grey < _DARK * paper).astype(np.uint8)


def _parts(mask: NDArray[np.uint8]) -> tuple[Labels, NDArray[np.int32], NDArray[np.int32]]:
    """The part of each pixel, 0 for none; and of each part, 0 included, (width, height) and pixels."""
    labels, stats = components(mask)
    return labels, stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]], stats[:, cv2.CC_STAT_AREA]
