"""Print of the back seen through the paper, taken out: it is lighter than the front's, and blurred by the paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.marks import lightness, sampled_marks, slope
from ocr.preprocess.paper import full_paper

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage
    from ocr.preprocess.marks import Marks

_INK = 218
"""Of 255 that bare paper is: darker is a mark. The back at a seventh of the front's contrast misleads no engine."""
_FEW_MARKS = 40
_DARK, _FAINT = 0.75, 0.65
"""Of the contrast that a tenth of the marks exceed: from there a mark is the front's, and up to there it may not be."""
_QUARTILE = 25
"""Percentile of the sharpness of the front's marks that stands for them: fine print is less sharp than headings."""
_BLURRED, _MOST_SHARP = 0.75, 0.24
"""Of that sharpness, and by itself: what is less sharp is counted as the back's. Of grey print in focus it is 0.3 and
more, of the back 0.11 to 0.26, of thin print that has been softened 0.24 to 0.33."""
_LEAST_SHARE = 0.065
"""Of all marks and of their area. Pages printed on one side have up to 0.05, photos in shadow 0.03; backs three tenths
as dark as the front, those with few marks of their own apart, 0.08 to 0.2."""
_FADED = 0.8
"""Of the front's sharpness: what is less sharp is taken out, once enough is."""
_MOST_DARK = 115
"""Of 255: the back is never darker."""
_NEAR = 3
"""Pixels around sharp strokes that are left as they are."""


def fade_show_through(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The page with faint and blurred marks in the paper's colour; amount: their share of all marks.

    What is blurred is told by comparison with the page's own dark print: light grey print is sharp, and in a photo out
    of focus all is blurred. A page without such marks is returned as it came, with None.
    """
    share, sharpness = _behind(sampled_marks(image.grey, _INK))
    if share < _LEAST_SHARE:
        return image, None
    faded = replace(image, pixels=_faded(image.pixels, lightness(image.grey, full_paper(image.grey)), sharpness))
    reason = "print of the back seen through the paper"
    return faded, Repair(step="show-through", amount=round(share, 3), reason=reason)


def _behind(marks: Marks) -> tuple[float, float]:
    """Share of the marks, and of their area, that is faint and blurred; and the sharpness of the front's."""
    if len(marks.areas) < _FEW_MARKS:
        return 0.0, 0.0
    most = float(np.percentile(marks.contrasts, 90))
    sharpness = float(np.percentile(marks.sharpness[marks.contrasts >= _DARK * most], _QUARTILE))
    is_blurred = marks.sharpness < min(_BLURRED * sharpness, _MOST_SHARP)
    is_back = is_blurred & (marks.contrasts < _FAINT * most)
    return min(float(marks.areas[is_back].sum() / marks.areas.sum()), float(is_back.mean())), sharpness


def _faded(pixels: NDArray[np.uint8], light: NDArray[np.uint8], sharpness: float) -> NDArray[np.uint8]:
    """The pixels, where no sharp stroke is near, as light as the paper."""
    around = np.ones((2 * _NEAR + 1, 2 * _NEAR + 1), np.uint8)
    contrast = cv2.dilate(255 - light, around).astype(np.float32)
    is_sharp = (cv2.dilate(slope(light), around) > _FADED * sharpness * contrast) & (light < _INK)
    kept = cv2.dilate(is_sharp.astype(np.uint8), around) > 0
    gone = (~kept & (light > _MOST_DARK)).astype(np.float32)
    share = cv2.GaussianBlur(gone, (0, 0), 1.0)
    faded = []
    for channel in cv2.split(pixels):
        bare = np.minimum(cv2.divide(channel, np.maximum(light, 1), scale=255, dtype=cv2.CV_32F), 255)
        lighter = cv2.multiply(cv2.subtract(bare, channel, dtype=cv2.CV_32F), share)
        faded.append(cv2.add(channel, lighter, dtype=cv2.CV_8U))
    return np.asarray(cv2.merge(faded), np.uint8)
