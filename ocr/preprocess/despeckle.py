"""Salt and pepper taken out of a scan: single black and white pixels that belong to nothing printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.specks import DITHERED

if TYPE_CHECKING:
    from ocr.preprocess.image import PageImage

_SPECKED = 0.006
"""Share of bare paper that is specks. Scans and photos have 0, noisy faxes up to 0.002, rough till rolls 0.0045."""
_LEAST_SIDE = 1000
"""Pixels; strokes of smaller pages are as thin as specks: a receipt 439 wide went from 3.7 to 6.5 % of characters
wrong in rows."""
_WINDOW = 3


def despeckle(image: PageImage) -> tuple[PageImage, Repair | None]:
    """A specked scan with each pixel the median of the 3 x 3 around it; amount: the share of the paper that was specks.

    Clean scans, small pages, and faxes whose greys are patterns of dots, are returned as they came, with None.
    """
    if min(image.pixels.shape[:2]) < _LEAST_SIDE:
        return image, None
    share = image.specked_share
    if not _SPECKED <= share < DITHERED:
        return image, None
    clean = replace(image, pixels=np.asarray(cv2.medianBlur(image.pixels, _WINDOW), np.uint8))
    return clean, Repair(step="despeckle", amount=round(share, 4), reason="black and white specks all over the paper")
