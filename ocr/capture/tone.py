"""Tone: print that is hardly darker than its paper, on a picture too dark or too pale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.capture.marks import MANY_TILES, find_marks

if TYPE_CHECKING:
    from typing import Literal

    from numpy.typing import NDArray

    from ocr.capture.marks import Marks

_DARK_PAPER = 128
_GAIN = 4.0
"""By which contrast is raised for a second look; print of a tenth of its contrast then shows as plain as any."""
_MOST_BLUR = 0.06
"""Of print: faint pages have 0.05 at most, print of the back that shines through 0.07 and more."""


def tone_of(marks: Marks) -> Literal["dark", "faint"] | None:
    """What is wrong with the picture of print that is not plain; None where that is no print.

    It is looked at twice, for it may be grain, or the print of the back.
    """
    closer = find_marks(_raised(marks.level))
    if not closer.enough or int(closer.has_print.sum()) < MANY_TILES or closer.blur > _MOST_BLUR:
        return None
    return "dark" if marks.has_print.any() and float(np.median(marks.print_paper)) < _DARK_PAPER else "faint"


def _raised(level: NDArray[np.uint8]) -> NDArray[np.uint8]:
    calm = cv2.GaussianBlur(level, (5, 5), 0).astype(np.float32)
    return np.asarray(np.clip(255 - _GAIN * (255 - calm), 0, 255), np.uint8)
