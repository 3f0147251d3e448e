"""Print that has nearly faded away made dark again, as on old thermal paper and in scans set too light."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.marks import sampled_marks
from ocr.preprocess.paper import full_paper, sampled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

_SAMPLE_SIDE = 700
"""Rows or columns of the sample that is looked at first."""
_INK = 0.92
"""Of the paper's grey: darker is ink, or noise where there is none."""
_LEAST_INK = 0.002
"""Of the page; a blank one has less."""
_TONE = 20
"""Percentile of the ink's grey that is its tone."""
_FAINT = 0.77
"""Of the paper's grey: a tone from which on skew, ruling lines and seals are not found any more. Engines read on."""
_SHARP = 0.28
"""Of the marks: print has 0.33 to 0.37, print of the back seen through the paper up to 0.26."""
_FEW_MARKS = 20
_DARK, _WHITE = 0.3, 250
"""The ink's tone that is aimed at, of the paper's grey, and the grey that the paper gets."""


def raise_contrast(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The page with its faint ink dark and its paper white; amount: by how many times contrast was raised.

    A page whose ink is plain to see, a blank one, and one on which only the print of its back shows is returned as it
    came, with None.
    """
    tone = _tone(image.grey)
    if tone < _FAINT:
        return image, None
    marks = sampled_marks(image.grey, round(255 * _INK))
    if len(marks.areas) < _FEW_MARKS or float(np.median(marks.sharpness)) < _SHARP:
        return image, None
    gain = (1 - _DARK) / (1 - tone)
    dark = replace(image, pixels=_stretched(image, gain))
    reason = f"ink at {100 * tone:.0f} % of the paper's grey"
    return dark, Repair(step="contrast", amount=round(gain, 1), reason=reason)


def _stretched(image: PageImage, gain: float) -> NDArray[np.uint8]:
    """The pixels with their paper white, whatever its colour and light, and all that is darker `gain` times as dark."""
    pixels, grey = image.pixels, image.grey
    paper = full_paper(grey)
    bare = (grey > _INK * paper)[::4, ::4]
    colour = np.median(pixels[::4, ::4][bare], axis=0) / float(np.median(grey[::4, ::4][bare]))
    paper = np.maximum(paper, 1)
    channels = []
    for channel, share in zip(cv2.split(pixels), colour, strict=True):
        light = cv2.divide(channel, paper, scale=_WHITE * gain / float(share), dtype=cv2.CV_32F)
        channels.append(cv2.addWeighted(light, 1, light, 0, _WHITE * (1 - gain), dtype=cv2.CV_8U))
    return np.asarray(cv2.merge(channels), np.uint8)


def _tone(page: NDArray[np.uint8]) -> float:
    """The ink's grey as a share of the paper's; 0.0 where there is no ink."""
    grey = sampled(page, _SAMPLE_SIDE)
    paper = full_paper(grey)
    light = cv2.divide(grey, np.maximum(paper, 1), scale=255.0)
    ink = light[light < 255 * _INK]
    return float(np.percentile(ink, _TONE)) / 255 if ink.size > _LEAST_INK * light.size else 0.0
