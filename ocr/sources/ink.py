"""What a drawn page shows: is there ink under a text layer's words, and ink in the shape of text outside them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ocr.document import Word

_WORK_DPI = 150.0
_POINTS_PER_INCH = 72.0
_CONTRAST = 40
"""Grey levels between neighbours that make an edge; the palest grey print of real forms has 60."""
_LEAST_MM, _MOST_MM = 1.0, 16.0
_MOST_ASPECT = 7.0
_LEAST_STROKE_SHARE = 0.12
"""Of a character's box that its edges fill; a speck and a slanted hairline fill less."""
_LEAST_FRAME_MM = 6.0
"""An outline from this size is a cell, not 口 or 0."""
_EDGE_PX = 3
"""How wide the edges of a hairline come out."""
_MOST_OTHER = 3
_MOST_OTHER_SHARE = 0.02
_PAGE_SIZED_PICTURE = 0.15


class Ink:
    """The edges on one drawn page, at 150 dpi."""

    def __init__(self, pixels: NDArray[np.uint8], scale: float, pictures: Sequence[tuple[float, ...]]) -> None:
        """scale: pixels per point; pictures: (left, top, right, bottom) in points."""
        self._shrink = min(1.0, _WORK_DPI / _POINTS_PER_INCH / scale)
        self._pixels_per_mm = scale * self._shrink * _POINTS_PER_INCH / 25.4
        grey = reduced(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8), self._shrink)
        kernel = np.ones((3, 3), np.uint8)
        self._edges = np.asarray(cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, kernel) > _CONTRAST, np.uint8)
        self._pictures = [tuple(edge * scale * self._shrink for edge in picture) for picture in pictures]

    def is_under(self, word: Word) -> bool:
        """True where something is drawn in the word's box."""
        left, top, right, bottom = self._scaled(word)
        return bool(self._edges[top:bottom, left:right].any())

    def shows_other_text_than(self, words: Iterable[Word]) -> bool:
        """True where marks shaped like characters lie outside the words: text drawn as curves, in fields, in scans."""
        boxes = self._character_shapes()
        covered = np.zeros(self._edges.shape, np.uint8)
        slack = max(1, round(0.4 * self._pixels_per_mm))
        for word in words:
            left, top, right, bottom = self._scaled(word)
            covered[max(0, top - slack) : bottom + slack, max(0, left - slack) : right + slack] = 1
        sums = cv2.integral(covered)
        left, top, right, bottom = boxes.T
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        other = int(np.count_nonzero(inside < 0.5 * (right - left) * (bottom - top)))
        return other > _MOST_OTHER and other > _MOST_OTHER_SHARE * len(boxes)

    def _character_shapes(self) -> NDArray[np.int32]:
        """(n, 4) boxes of connected edges that could be a character, not a rule, frame, dot or small picture."""
        edges = self._edges.copy()
        height, width = edges.shape
        for picture in self._pictures:
            left, top, right, bottom = (max(0, round(edge)) for edge in picture)
            if (right - left) * (bottom - top) < _PAGE_SIZED_PICTURE * height * width:
                edges[top:bottom, left:right] = 0  # a logo, a seal, a code
        stats = cv2.connectedComponentsWithStats(edges, connectivity=8)[2][1:]
        across, down = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
        least, most = _LEAST_MM * self._pixels_per_mm, _MOST_MM * self._pixels_per_mm
        area = stats[:, cv2.CC_STAT_AREA]
        outline = 2 * _EDGE_PX * (across + down)
        is_frame = (np.maximum(across, down) > _LEAST_FRAME_MM * self._pixels_per_mm) & (area < 1.3 * outline)
        is_character = (
            (down >= least)
            & (down <= most)
            & (across <= 4 * most)
            & (np.maximum(across, down) <= _MOST_ASPECT * np.minimum(across, down))
            & (area >= _LEAST_STROKE_SHARE * across * down)
            & ~is_frame
        )
        found = stats[is_character]
        corner = found[:, :2]
        return np.hstack([corner, corner + found[:, 2:4]])

    def _scaled(self, word: Word) -> tuple[int, int, int, int]:
        box = word.box
        left, top = int(box.left * self._shrink), int(box.top * self._shrink)
        return left, top, max(left + 1, round(box.right * self._shrink)), max(top + 1, round(box.bottom * self._shrink))
