"""How light the paper is at every place of a page, print taken away: what ink is dark in comparison with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORK_SIDE = 300
"""Long side of the reduced page: A4 comes to a pixel a millimetre."""
_SAMPLE_SIDE = 600
"""Rows or columns that are looked at where the paper need not be exact."""
_PRINT_SHARE = 0.08
"""Of the long side: a darker place is print up to this width, 24 mm of A4, and beyond it is darker paper."""


def full_paper(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Of a grey page (height, width) the paper's own grey at every pixel."""
    return np.asarray(cv2.resize(_paper(grey), grey.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def sampled_paper(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same of a sample of the page, its long side 300 pixels or less."""
    return _paper(sampled(grey, _SAMPLE_SIDE))


def sampled(grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Every n-th pixel of a grey page; n so that the long side keeps `side` pixels and at most twice as many."""
    every = max(1, max(grey.shape) // side)
    return np.ascontiguousarray(grey[::every, ::every])


def _paper(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    small = reduced(grey, _WORK_SIDE / max(grey.shape))
    size = max(3, round(_PRINT_SHARE * max(small.shape)) | 1)
    padded = cv2.copyMakeBorder(small, *(size,) * 4, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    smooth = cv2.GaussianBlur(closed, (0, 0), size / 6)
    return np.asarray(smooth[size:-size, size:-size], np.uint8)
