"""Reduce a page for measuring, however odd its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


_LEAST = 64
"""Pixels of a side that may be halved: an odd one left out of fewer would be seen."""


def reduced(pixels: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The pixels, grey or RGB, averaged down by `scale` < 1 or as they are; never to nothing: a strip stays a strip."""
    if scale >= 1:
        return pixels
    height, width = pixels.shape[:2]
    return reduced_to(pixels, max(1, round(width * scale)), max(1, round(height * scale)))


def reduced_to(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The pixels averaged down to a size; RGB by halves as far as they go, which takes a tenth of the time.

    An odd last row or column is left out of a half, which moves nothing by more than a pixel of the original.
    """
    while (
        pixels.ndim == 3
        and pixels.shape[1] >= 2 * width
        and pixels.shape[0] >= 2 * height
        and min(pixels.shape[:2]) >= _LEAST
    ):
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        even = pixels[: 2 * half[1], : 2 * half[0]]
        pixels = np.asarray(cv2.resize(even, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
