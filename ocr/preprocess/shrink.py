"""Fewer pixels, the same page: scans finer than the engines can use are read smaller."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair

if TYPE_CHECKING:
    from ocr.preprocess.image import PageImage

_MOST_PIXELS = 16_000_000
"""A4 at 400 dpi is 15.5 million; engines reduce what they are given further."""


def shrink(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The page in at most 16 million pixels, or as it came; amount: the scale of its sides."""
    height, width = image.pixels.shape[:2]
    scale = math.sqrt(_MOST_PIXELS / (width * height))
    if scale >= 1:
        return image, None
    across, down = max(1, math.floor(width * scale)), max(1, math.floor(height * scale))
    small = np.asarray(cv2.resize(image.pixels, (across, down), interpolation=cv2.INTER_AREA), np.uint8)
    smaller = image.transformed(small, np.array([[width / across, 0.0, 0.0], [0.0, height / down, 0.0]]))
    reason = f"{width * height / 1e6:.0f} million pixels"
    return smaller, Repair(step="shrink", amount=round(scale, 3), reason=reason)
