"""Reduce a page for measuring, however odd its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_HALVED = 64
"""Pixels of a side that may be halved: an odd one left out of fewer would be seen."""


def reduced(pixels: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The pixels, grey or RGB, averaged down by `scale` < 1 or as they are; never to nothing: a strip stays a strip."""
    if scale >= 1:
        return pixels
    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def half_of(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(height // 2, width // 2) of them, grey or RGB, two by two averaged; an odd last row or column is left out."""
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    even = pixels[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def halved_to(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The pixels, grey or RGB, averaged down to a size by halves as far as they go: it takes a tenth of the time.

    An odd last row or column is left out of a half, which moves nothing by more than a pixel of the original; where
    edges are measured that is too much. What is left is less than a half, and interpolated: a sixth of the time again.
    """
    while pixels.shape[1] >= 2 * width and pixels.shape[0] >= 2 * height and min(pixels.shape[:2]) >= LEAST_HALVED:
        pixels = half_of(pixels)
    if pixels.shape[1::-1] == (width, height):
        return pixels
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
