"""Seals on pages without colour: found by their shape, and taken out only where that cannot cost any text.

That is where nothing is printed around a seal, or where the text is so much darker that tone tells them apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.frame import Outline, apart, framed, is_filled
from ocr.preprocess.reduce import halved_to, reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

_FAINT, _INK, _DARK = 0.85, 0.8, 0.38
"""Light that comes back: from paper more than _FAINT; from seals, in grey, _DARK to _INK; from black text less."""
_MID_SHARE = 0.2
_JOIN_MM, _JOINS_MID_MM = 0.3, (0.5, 1.0)
"""By shape, and by tone: from its tone black text is taken out, and with it what it covers of a frame."""
_SPOT_MM, _LEAST_SPOT = 9.0, 0.2
"""Side of a square, and the share of it that is ink of a seal's tone: 0.32 and more in 16 seals, 0.15 on half of the
64 pages without one."""
_CLEAR_MM, _CLEAR_FROM_MM, _SPECK_MM = 2.5, 0.5, 0.6
"""How far around a seal nothing is printed where it stands alone, from where on, and the specks allowed there."""
_MARGIN_MM = 0.3
_NEAR_MM, _BLACK_TEXT = 15.0, 0.3
"""Around a seal, where the text is whose tone counts; at most so light it is where tone sets it apart from seals."""
_DARKEST_PAPER = 32


@dataclass(frozen=True, slots=True)
class GreyInk:
    """The reduced page in shares of its paper's light, 0..255, and the paper; both (height, width)."""

    scale: float
    paper: NDArray[np.uint8]
    light: NDArray[np.uint8]

    @property
    def pixels_per_mm(self) -> float:
        height, width = self.light.shape
        return float(max(height, width) / 297)


def grey_ink(image: PageImage, work_side: int) -> GreyInk:
    """Of the page reduced to a long side of work_side."""
    scale = min(1.0, work_side / max(image.grey.shape))
    page = image.grey_reduced(scale)
    height, width = page.shape
    tiny = halved_to(page, max(1, round(width / 4)), max(1, round(height / 4)))
    smooth = cv2.blur(cv2.dilate(tiny, np.ones((9, 9), np.uint8)), (9, 9))
    paper = np.maximum(np.asarray(cv2.resize(smooth, (width, height)), np.uint8), np.uint8(_DARKEST_PAPER))
    return GreyInk(scale, paper, np.asarray(cv2.divide(page, paper, scale=255), np.uint8))


def grey_outlines(grey: NDArray[np.uint8], ink: GreyInk) -> list[tuple[Outline, bool]]:
    """Seals on the reduced page, and whether each is known by its tone, else by touching nothing; top to bottom."""
    height, width = ink.light.shape
    light = _light(grey, ink, (0, 0, width, height))
    dark, mid = (_darker_than(255 * share, light) for share in (_DARK, _FAINT))
    beside = cv2.dilate(dark, np.ones((5, 5), np.uint8))
    apart_from_dark = np.asarray(cv2.subtract(mid, beside), np.uint8)
    tone = np.asarray(reduced(apart_from_dark, ink.scale) > 255 * _MID_SHARE, np.uint8)
    alone = np.asarray(ink.light < 255 * _INK, np.uint8)
    hidden = np.asarray(cv2.resize(beside, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)
    by_tone = [
        outline
        for join_mm in (_JOINS_MID_MM if _has_spot(tone, ink.pixels_per_mm) else ())
        for outline in framed(tone, ink.pixels_per_mm, join_mm=join_mm, coloured=False, hidden=hidden)
    ]
    by_shape = framed(alone, ink.pixels_per_mm, join_mm=_JOIN_MM, coloured=False)
    inked = np.asarray(ink.light < 255 * _FAINT, np.uint8)
    found = apart([o for o in (*by_tone, *by_shape) if is_filled(inked, o, ink.pixels_per_mm)])
    return [(outline, outline in by_tone) for outline in sorted(found, key=lambda o: (o.top, o.left))]


def _has_spot(tone: NDArray[np.uint8], pixels_per_mm: float) -> bool:
    """Whether there is as much of a tone, 1 on 0, anywhere as in a small seal; cheaper than to look for its frame."""
    size = round(_SPOT_MM * pixels_per_mm)
    return float(cv2.blur(tone * np.uint8(255), (size, size)).max()) >= 255 * _LEAST_SPOT


def _darker_than(level: float, light: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where it is; twelve times as fast as a comparison and a cast."""
    return np.asarray(cv2.threshold(light, math.ceil(level) - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def lift_grey(grey: NDArray[np.uint8], ink: GreyInk, outline: Outline, *, by_tone: bool) -> bool:
    """Take the seal out of the page, (height, width), in place, where that cannot cost text; whether it was done."""
    is_alone = _stands_alone(ink, outline)
    if not is_alone and not (by_tone and _text_is_black(grey, ink, outline)):
        return False
    box = _grown(outline, _MARGIN_MM * ink.pixels_per_mm, ink.light.shape)
    rows, columns = _at_full_size(ink, box)
    light = _light(grey, ink, box)
    seal = cv2.dilate(np.asarray(light < 255 * _FAINT, np.uint8), np.ones((3, 3), np.uint8)) > 0
    if not is_alone:
        seal &= cv2.dilate(np.asarray(light < 255 * _DARK, np.uint8), np.ones((3, 3), np.uint8)) == 0
    part = grey[rows, columns]
    part[seal] = _paper(ink, box, part.shape)[seal]
    return True


def _at_full_size(ink: GreyInk, box: tuple[int, int, int, int]) -> tuple[slice, slice]:
    """Rows and columns of the page under left, top, right, bottom of the reduced page."""
    left, top, right, bottom = (round(side / ink.scale) for side in box)
    return slice(top, bottom), slice(left, right)


def _paper(ink: GreyInk, box: tuple[int, int, int, int], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    left, top, right, bottom = box
    return np.asarray(cv2.resize(ink.paper[top:bottom, left:right], (shape[1], shape[0])), np.uint8)


def _light(grey: NDArray[np.uint8], ink: GreyInk, box: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """The page inside the box in shares of its paper's light."""
    rows, columns = _at_full_size(ink, box)
    part = grey[rows, columns]
    return np.asarray(cv2.divide(part, _paper(ink, box, part.shape), scale=255), np.uint8)


def _stands_alone(ink: GreyInk, outline: Outline) -> bool:
    """Whether there is nothing but specks around it, so that no line of text runs into it."""
    inner = _grown(outline, _CLEAR_FROM_MM * ink.pixels_per_mm, ink.light.shape)
    left, top, right, bottom = _grown(outline, _CLEAR_MM * ink.pixels_per_mm, ink.light.shape)
    around = np.asarray(ink.light[top:bottom, left:right] < 255 * _FAINT, np.uint8)
    around[inner[1] - top : inner[3] - top, inner[0] - left : inner[2] - left] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(around)
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return not bool((sides > _SPECK_MM * ink.pixels_per_mm).any())


def _text_is_black(grey: NDArray[np.uint8], ink: GreyInk, outline: Outline) -> bool:
    """Whether nearly all strokes near the seal that are not its own are darker than it can be, and most much darker."""
    near = _grown(outline, _NEAR_MM * ink.pixels_per_mm, ink.light.shape)
    light = _light(grey, ink, near)
    cores = (light == cv2.erode(light, np.ones((3, 3), np.uint8))) & (light < 255 * _INK)
    rows, columns = _at_full_size(ink, near)
    own_rows, own_columns = _at_full_size(ink, _grown(outline, _CLEAR_FROM_MM * ink.pixels_per_mm, ink.light.shape))
    cores[
        own_rows.start - rows.start : own_rows.stop - rows.start,
        own_columns.start - columns.start : own_columns.stop - columns.start,
    ] = False
    if not cores.any():
        return False
    most, nearly_all = np.percentile(light[cores], (80, 90))
    return bool(most <= 255 * _BLACK_TEXT and nearly_all <= 255 * _DARK)


def _grown(outline: Outline, by: float, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the outline and so many pixels around, on the page."""
    return (
        max(0, int(outline.left - by)),
        max(0, int(outline.top - by)),
        min(shape[1], int(outline.right + by + 0.999)),
        min(shape[0], int(outline.bottom + by + 0.999)),
    )
