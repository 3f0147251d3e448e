"""Reduce a page for measuring, however odd its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def reduced(pixels: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The pixels, grey or RGB, averaged down by `scale` < 1 or as they are; never to nothing: a strip stays a strip."""
    if scale >= 1:
        return pixels
    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
