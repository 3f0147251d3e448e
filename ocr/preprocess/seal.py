"""Seals and stamps: where they lie, and a page without them, so that the text beneath can be read.

A seal is compact, has a frame and a size; red amounts, titles, tables, logos and pen strokes lack one of the three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.frame import Outline, framed
from ocr.preprocess.grey_seal import GreyInk, grey_ink, grey_outlines, lift_grey
from ocr.preprocess.reduce import reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Box
    from ocr.preprocess.image import PageImage

_REASON = "seals lifted from the copy that is read, so that what they cover is read and their own characters are not"
_WORK_SIDE = 1169
"""Long side of the reduced page that is searched: A4 at 100 dpi. A millimetre is a 297th of it, whatever the paper."""
_LEAST_SIDE = 400
"""Of the page's long side in pixels; on fewer nothing can be made out."""
_REDDISH, _LEAST_REDDISH = 16, 60
"""Levels by which red exceeds green and blue in a pixel, and such pixels on a page that may have a seal."""
_RED = 0.08
"""By which the share of red light that comes back from the ink exceeds that of green and of blue.

Vermilion has 0.2 to 0.6; what black ink takes of the neighbouring red in a JPEG has less, as have wood and coffee.
"""
_STRONG_RED = 0.12
"""Of the reddest fifth of a seal's pixels; 0.18 is the least seen, on a photo in shadow."""
_JOIN_MM = 0.7
_MARGIN_MM = 0.6
"""Around a seal, for colour that has run."""
_DARKEST_PAPER = 32
_LEAST_THROUGH = 0.6
"""Of the red light that a seal's ink lets through: 0.75 to 0.95 of it."""
_BLACK, _BARE = 0.3, 0.92
"""Of the red light that a seal's own ink lets through: at _BLACK text is black, from _BARE on there is only seal."""
_TINGE = 0.03
"""The redness from which pixels are changed; at twice that they are changed wholly."""


@dataclass(frozen=True, slots=True)
class _RedInk:
    """The reduced page: its paper (height, width, 3) and how red its ink is (height, width), 0..255."""

    scale: float
    paper: NDArray[np.uint8]
    redness: NDArray[np.uint8]

    @property
    def pixels_per_mm(self) -> float:
        height, width = self.redness.shape
        return float(max(height, width) / 297)


def find_seals(image: PageImage) -> tuple[Box, ...]:
    """The seals on the page, top to bottom, as boxes on the source page: in red ink, or by shape on a page without any.

    The page may be level or not. Stamps in blue are not looked for: so are letterheads.
    """
    if max(image.pixels.shape) < _LEAST_SIDE:
        return ()
    red = _red_outlines(image)
    if red is not None:
        return _boxes(image, red[1], red[0].scale)
    grey_page = grey_ink(image, _WORK_SIDE)
    return _boxes(image, [outline for outline, _ in _grey_outlines(image, grey_page)], grey_page.scale)


def lift_seals(image: PageImage) -> tuple[PageImage, Repair | None]:
    """A copy of the page with its seals taken out and told where they were; amount: the share of the pixels changed.

    Dark text under or over a red seal stays: red light passes red ink, and black takes it all the same. Only reddish
    pixels within a seal's box change. Without colour a seal is lifted only where that cannot cost text, and otherwise
    only found. A page without seals is returned as it came.
    """
    if max(image.pixels.shape) < _LEAST_SIDE:
        return image, None
    red = _red_outlines(image)
    lifted = _lift_grey_seals(image) if red is None else _lift_red_seals(image, *red)
    changed = float(np.mean(lifted.pixels[..., 1] != image.pixels[..., 1])) if lifted is not image else 0.0
    return lifted, Repair(step="seal", amount=round(changed, 5), reason=_REASON) if changed else None


def _lift_red_seals(image: PageImage, ink: _RedInk, outlines: list[Outline]) -> PageImage:
    if not outlines:
        return image
    pixels = image.pixels.copy()
    for outline in outlines:
        _lift(pixels, ink, outline)
    return replace(image, pixels=pixels, seals=_boxes(image, outlines, ink.scale))


def _lift_grey_seals(image: PageImage) -> PageImage:
    ink = grey_ink(image, _WORK_SIDE)
    found = _grey_outlines(image, ink)
    if not found:
        return image
    bare = image.grey.copy()
    lifted = [lift_grey(bare, ink, outline, by_tone=by_tone) for outline, by_tone in found]
    boxes = _boxes(image, [outline for outline, _ in found], ink.scale)
    if not any(lifted):
        return replace(image, seals=boxes)
    pixels = image.pixels.copy()
    changed = bare != image.grey
    pixels[changed] = bare[changed][:, None]
    return replace(image, pixels=pixels, seals=boxes)


def _grey_outlines(image: PageImage, ink: GreyInk) -> list[tuple[Outline, bool]]:
    """Those of grey_outlines that are no QR codes, which have a seal's size and frame."""
    found = grey_outlines(image.grey, ink)
    if not image.barcodes:
        return found
    boxes = _boxes(image, [outline for outline, _ in found], ink.scale)
    return [
        one for one, box in zip(found, boxes, strict=True) if not any(code.box.meets(box) for code in image.barcodes)
    ]


def _red_outlines(image: PageImage) -> tuple[_RedInk, list[Outline]] | None:
    """None for a page without anything red. One that is reduced well, in three times the time, shows no more seals."""
    height, width = image.pixels.shape[:2]
    scale = min(1.0, _WORK_SIDE / max(height, width))
    ink = _red_ink(image.halved_to(max(1, round(width * scale)), max(1, round(height * scale))), scale)
    if ink is None:
        return None
    if outlines := _outlines(ink):
        ink = _red_ink(reduced(image.pixels, scale), scale) or ink
        outlines = _outlines(ink)
    return ink, outlines


def _red_ink(page: NDArray[np.uint8], scale: float) -> _RedInk | None:
    """Of the reduced page; None if nothing on it is red."""
    if np.count_nonzero(_redness(page) >= _REDDISH) < _LEAST_REDDISH:
        return None
    paper = _paper(page)
    light = np.asarray(cv2.divide(page, paper, scale=255), np.uint8)
    return _RedInk(scale, paper, _redness(light))


def _redness(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    red, green, blue = cv2.split(pixels)
    return np.asarray(cv2.subtract(red, cv2.max(green, blue)), np.uint8)


def _paper(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What each pixel would be without ink: the lightest nearby, smoothed."""
    height, width = page.shape[:2]
    tiny = reduced(page, 0.25)
    smooth = cv2.blur(cv2.dilate(tiny, np.ones((9, 9), np.uint8)), (9, 9))
    return np.maximum(np.asarray(cv2.resize(smooth, (width, height)), np.uint8), np.uint8(_DARKEST_PAPER))


def _outlines(ink: _RedInk) -> list[Outline]:
    mask = np.asarray(ink.redness > 255 * _RED, np.uint8)
    outlines = framed(mask, ink.pixels_per_mm, join_mm=_JOIN_MM, coloured=True)
    return [outline for outline in outlines if _is_strong(ink.redness, mask, outline)]


def _is_strong(redness: NDArray[np.uint8], mask: NDArray[np.uint8], outline: Outline) -> bool:
    rows, columns = slice(outline.top, outline.bottom), slice(outline.left, outline.right)
    of_seal = redness[rows, columns][mask[rows, columns] > 0]
    return len(of_seal) > 0 and float(np.percentile(of_seal, 80)) >= 255 * _STRONG_RED


def _lift(pixels: NDArray[np.uint8], ink: _RedInk, outline: Outline) -> None:
    """Take the seal's ink out of the pixels, (height, width, 3) RGB, in place."""
    margin = _MARGIN_MM * ink.pixels_per_mm
    height, width = pixels.shape[:2]
    left, top = (max(0, int((side - margin) / ink.scale)) for side in (outline.left, outline.top))
    right = min(width, int((outline.right + margin) / ink.scale))
    bottom = min(height, int((outline.bottom + margin) / ink.scale))
    part = pixels[top:bottom, left:right]
    paper = _paper_at(ink, (left, top, right, bottom))
    light = np.minimum(part / paper, 1.0)
    redness = cv2.blur(light[..., 0] - np.maximum(light[..., 1], light[..., 2]), (3, 3))
    is_pure = redness >= max(_RED, float(np.percentile(redness, 90)))
    if not is_pure.any():
        return
    through = max(_LEAST_THROUGH, float(np.median(light[..., 0][is_pure])))
    covered = np.clip(cv2.dilate(redness, np.ones((3, 3), np.uint8)) / float(np.median(redness[is_pure])), 0.0, 1.0)
    bare = np.clip((light[..., 0] / (1 - covered * (1 - through)) - _BLACK) / (_BARE - _BLACK), 0.0, 1.0)
    lifted = paper * bare[..., None]
    share = np.clip((cv2.dilate(redness, np.ones((3, 3), np.uint8)) - _TINGE) / _TINGE, 0.0, 1.0)[..., None]
    part[:] = np.rint(part + (lifted - part) * share).astype(np.uint8)


def _paper_at(ink: _RedInk, box: tuple[int, int, int, int]) -> NDArray[np.float64]:
    """The paper at full size inside left, top, right, bottom."""
    left, top, right, bottom = (side * ink.scale for side in box)
    height, width = ink.paper.shape[:2]
    rows = slice(min(int(top), height - 1), max(int(top) + 1, round(bottom)))
    columns = slice(min(int(left), width - 1), max(int(left) + 1, round(right)))
    return cv2.resize(ink.paper[rows, columns], (box[2] - box[0], box[3] - box[1])).astype(np.float64)


def _boxes(image: PageImage, outlines: list[Outline], scale: float) -> tuple[Box, ...]:
    corners = [((o.left, o.top), (o.right, o.top), (o.right, o.bottom), (o.left, o.bottom)) for o in outlines]
    return tuple(image.box_on_source(np.array(quad, np.float64) / scale) for quad in corners)
