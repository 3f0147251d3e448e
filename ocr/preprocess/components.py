"""Connected parts of a mask and their boxes, in half the time that OpenCV takes if it must be ready for millions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Labels = NDArray[np.uint16] | NDArray[np.int32]


def components(mask: NDArray[np.uint8]) -> tuple[Labels, NDArray[np.int32]]:
    """The part that each pixel of the mask (height, width) belongs to, 0 for none, and each part's `cv2.CC_STAT_*`.

    Pixels that touch by a corner belong together. Labels have 16 bits, on a page of dots 32.
    """
    try:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_16U)
        return np.asarray(labels, np.uint16), np.asarray(stats, np.int32)
    except cv2.error:  # more parts than 16 bits can count
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        return np.asarray(labels, np.int32), np.asarray(stats, np.int32)
