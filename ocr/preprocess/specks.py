"""How specked the bare paper of a page is: pixels that stick out from all around them, where there is no print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DITHERED = 0.04
"""From this share on, specks are greys made of dots: of light paper 0.06, of darker 0.2. Six hundredths of salt and
pepper are 0.029 of the paper, for the lighter half of it does not show."""
_OUTLIER = 60
"""Grey levels from the median of 3 x 3 pixels; a sensor's noise has 20."""
_BLOCK = 40
"""Pixels a side of the blocks that are compared; every third row of them is looked at."""
_SAMPLED = 3
_LEAST_BLOCKS = 60
_QUIET = 25
"""Percentile: the paper between lines and in the margins is a quarter of any page that is not a narrow slip."""


def specked_share(grey: NDArray[np.uint8]) -> float:
    """Share of the pixels of a grey page (height, width) that are specks, in the quarter that has fewest; 0..1.

    Of a page smaller than 400 x 400 pixels or so nothing can be said: 0.0.
    """
    down, across = (side // _BLOCK for side in grey.shape)
    if down * across < _LEAST_BLOCKS * _SAMPLED:
        return 0.0
    shares = [_block_shares(grey[row * _BLOCK :][:_BLOCK, : across * _BLOCK]) for row in range(0, down, _SAMPLED)]
    return float(np.percentile(np.concatenate(shares), _QUIET))


def _block_shares(strip: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Of each block of a strip (_BLOCK, n * _BLOCK)."""
    stray = cv2.absdiff(strip, cv2.medianBlur(np.ascontiguousarray(strip), 3)) > _OUTLIER
    return np.asarray(stray.reshape(_BLOCK, -1, _BLOCK).mean(axis=(0, 2)), np.float64)
