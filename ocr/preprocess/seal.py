"""Seals and stamps: where they lie, and a page without them, so that the text beneath can be read.

A seal is compact, has a frame and a size; red amounts, titles, tables, logos and pen strokes lack one of the three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.preprocess.frame import Outline, apart, framed, has_core, is_filled
from ocr.preprocess.grey_seal import GreyInk, grey_ink, grey_outlines, lift_grey
from ocr.preprocess.reduce import halved_to

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Box
    from ocr.preprocess.image import PageImage

_REASON = "seals lifted from the copy that is read, so that what they cover is read and their own characters are not"
_WORK_SIDE = 1169
"""Long side of the reduced page that is searched: A4 at 100 dpi. A millimetre is a 297th of it, whatever the paper."""
_LEAST_SIDE = 400
"""Of the page's long side in pixels; on fewer nothing can be made out."""
_LEAST_TINTED = 60
"""Pixels of a colour on a page that may have a seal in it."""
_JOIN_MM = 0.7
_MARGIN_MM = 0.6
"""Around a seal, for colour that has run."""
_DARKEST_PAPER = 32
_BLACK, _BARE = 0.3, 0.92
"""Of the light that a seal's own ink lets through: at _BLACK text is black, from _BARE on there is only seal."""
_TINGE = 0.03
"""The colour from which pixels are changed; at twice that they are changed wholly."""


@dataclass(frozen=True, slots=True)
class _Hue:
    """A colour of seals' ink: the light it lets through, and how much more of that than of the other two."""

    channel: int
    """0 red, 2 blue; both others are taken by the ink."""
    least_levels: int
    """By which the light exceeds the others in a pixel as it came, before the paper's own colour is known."""
    least: tuple[float, ...]
    """By which the share of this light that comes back from the ink exceeds that of the others.

    Seals that are not found by the first are looked for by the next.
    """
    strong: float
    """The same of the most coloured fifth of a seal's pixels."""
    least_through: float
    """Share of this light that the ink lets through, at least."""
    is_rare: bool = False
    """Whether print and pens have the colour more often than seals, so that only a whole and full frame is one."""


_RED = _Hue(0, least_levels=16, least=(0.08, 0.06), strong=0.12, least_through=0.6)
"""Vermilion has 0.2 to 0.6; what black ink takes of the neighbouring red in a JPEG has less, as have wood and coffee.
The reddest fifth has 0.18 at least, on a photo in shadow, and 0.75 to 0.95 of the light come through. A thin frame in a
scan that was compressed twice has 0.06: with that alone one seal of forty papers runs into what is beside it."""
_BLUE = _Hue(2, least_levels=12, least=(0.04,), strong=0.07, least_through=0.35, is_rare=True)


@dataclass(frozen=True, slots=True)
class _ColouredInk:
    """The reduced page: its paper (height, width, 3) and how much of the hue its ink has (height, width), 0..255."""

    hue: _Hue
    scale: float
    paper: NDArray[np.uint8]
    colour: NDArray[np.uint8]

    @property
    def pixels_per_mm(self) -> float:
        height, width = self.colour.shape
        return float(max(height, width) / 297)


_Found = tuple[_ColouredInk, Outline]


def find_seals(image: PageImage) -> tuple[Box, ...]:
    """The seals on the page, top to bottom, as boxes on the source page: in red or blue ink, or by shape without any.

    The page may be level or not.
    """
    if max(image.pixels.shape) < _LEAST_SIDE:
        return ()
    coloured = _coloured_outlines(image)
    if coloured is not None:
        return _coloured_boxes(image, coloured)
    grey_page = grey_ink(image, _WORK_SIDE)
    return _boxes(image, [outline for outline, _ in _grey_outlines(image, grey_page)], grey_page.scale)


def lift_seals(image: PageImage) -> tuple[PageImage, Repair | None]:
    """A copy of the page with its seals taken out and told where they were; amount: the share of the pixels changed.

    Dark text under or over a red seal stays: red light passes red ink, and black takes it all the same, as with blue.
    Only pixels of its colour within a seal's box change. Without colour a seal is lifted only where that cannot cost
    text, and otherwise only found. A page without seals is returned as it came.
    """
    if max(image.pixels.shape) < _LEAST_SIDE:
        return image, None
    coloured = _coloured_outlines(image)
    lifted = _lift_grey_seals(image) if coloured is None else _lift_coloured_seals(image, coloured)
    changed = _changed_share(image.pixels, lifted.pixels)
    return lifted, Repair(step="seal", amount=round(changed, 5), reason=_REASON) if changed else None


def _changed_share(pixels: NDArray[np.uint8], others: NDArray[np.uint8]) -> float:
    """Of two pictures of one size (height, width, 3), by their green."""
    if pixels is others:
        return 0.0
    changed = cv2.absdiff(cv2.extractChannel(pixels, 1), cv2.extractChannel(others, 1))
    return cv2.countNonZero(changed) / changed.size


def _lift_coloured_seals(image: PageImage, found: list[_Found]) -> PageImage:
    if not found:
        return image
    pixels = image.pixels.copy()
    for ink, outline in found:
        _lift(pixels, ink, outline)
    return replace(image, pixels=pixels, seals=_coloured_boxes(image, found))


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
    cv2.copyTo(cv2.cvtColor(bare, cv2.COLOR_GRAY2RGB), cv2.absdiff(bare, image.grey), pixels)
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


def _coloured_outlines(image: PageImage) -> list[_Found] | None:
    """None for a page without anything red, unless it has seals in blue: others may be on it in grey."""
    height, width = image.pixels.shape[:2]
    scale = min(1.0, _WORK_SIDE / max(height, width))
    page = image.halved_to(max(1, round(width * scale)), max(1, round(height * scale)))
    red, blue = (_found_in(page, scale, hue) for hue in (_RED, _BLUE))
    return blue or None if red is None else [*red, *(blue or ())]


def _found_in(page: NDArray[np.uint8], scale: float, hue: _Hue) -> list[_Found] | None:
    """None for a page without this colour."""
    ink = _ink(page, scale, hue)
    return None if ink is None else [(ink, outline) for outline in _outlines(ink)]


def _ink(page: NDArray[np.uint8], scale: float, hue: _Hue) -> _ColouredInk | None:
    """Of the reduced page; None if nothing on it has the colour."""
    if np.count_nonzero(_colour(page, hue) >= hue.least_levels) < _LEAST_TINTED:
        return None
    paper = _paper(page)
    light = np.asarray(cv2.divide(page, paper, scale=255), np.uint8)
    return _ColouredInk(hue, scale, paper, _colour(light, hue))


def _colour(pixels: NDArray[np.uint8], hue: _Hue) -> NDArray[np.uint8]:
    """How much more of the hue's light there is than of the others."""
    lights = list(cv2.split(pixels))
    own = lights.pop(hue.channel)
    return np.asarray(cv2.subtract(own, cv2.max(*lights)), np.uint8)


def _paper(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What each pixel would be without ink: the lightest nearby, smoothed."""
    height, width = page.shape[:2]
    tiny = halved_to(page, max(1, round(width / 4)), max(1, round(height / 4)))
    smooth = cv2.blur(cv2.dilate(tiny, np.ones((9, 9), np.uint8)), (9, 9))
    return np.maximum(np.asarray(cv2.resize(smooth, (width, height)), np.uint8), np.uint8(_DARKEST_PAPER))


def _outlines(ink: _ColouredInk) -> list[Outline]:
    found: list[Outline] = []
    for least in ink.hue.least:
        mask = np.asarray(ink.colour > 255 * least, np.uint8)
        outlines = framed(mask, ink.pixels_per_mm, join_mm=_JOIN_MM, coloured=not ink.hue.is_rare)
        found += [outline for outline in outlines if _is_seal(ink, mask, outline)]
    return sorted(apart(found), key=lambda outline: (outline.top, outline.left))


def _is_seal(ink: _ColouredInk, mask: NDArray[np.uint8], outline: Outline) -> bool:
    has_text = is_filled(mask, outline, ink.pixels_per_mm) if ink.hue.is_rare else has_core(mask, outline)
    return has_text and _is_strong(ink, mask, outline)


def _is_strong(ink: _ColouredInk, mask: NDArray[np.uint8], outline: Outline) -> bool:
    rows, columns = slice(outline.top, outline.bottom), slice(outline.left, outline.right)
    of_seal = ink.colour[rows, columns][mask[rows, columns] > 0]
    return len(of_seal) > 0 and float(np.percentile(of_seal, 80)) >= 255 * ink.hue.strong


def _lift(pixels: NDArray[np.uint8], ink: _ColouredInk, outline: Outline) -> None:
    """Take the seal's ink out of the pixels, (height, width, 3) RGB, in place."""
    margin = _MARGIN_MM * ink.pixels_per_mm
    height, width = pixels.shape[:2]
    left, top = (max(0, int((side - margin) / ink.scale)) for side in (outline.left, outline.top))
    right = min(width, int((outline.right + margin) / ink.scale))
    bottom = min(height, int((outline.bottom + margin) / ink.scale))
    part = pixels[top:bottom, left:right]
    paper = _paper_at(ink, (left, top, right, bottom))
    light = np.minimum(part / paper, 1.0)
    others = np.delete(light, ink.hue.channel, axis=2)
    own = light[..., ink.hue.channel]
    colour = cv2.blur(own - others.max(axis=2), (3, 3))
    is_pure = colour >= max(ink.hue.least[0], float(np.percentile(colour, 90)))
    if not is_pure.any():
        return
    through = max(ink.hue.least_through, float(np.median(own[is_pure])))
    covered = np.clip(cv2.dilate(colour, np.ones((3, 3), np.uint8)) / float(np.median(colour[is_pure])), 0.0, 1.0)
    bare = np.clip((own / (1 - covered * (1 - through)) - _BLACK) / (_BARE - _BLACK), 0.0, 1.0)
    lifted = paper * bare[..., None]
    share = np.clip((cv2.dilate(colour, np.ones((3, 3), np.uint8)) - _TINGE) / _TINGE, 0.0, 1.0)[..., None]
    part[:] = np.rint(part + (lifted - part) * share).astype(np.uint8)


def _paper_at(ink: _ColouredInk, box: tuple[int, int, int, int]) -> NDArray[np.float64]:
    """The paper at full size inside left, top, right, bottom."""
    left, top, right, bottom = (side * ink.scale for side in box)
    height, width = ink.paper.shape[:2]
    rows = slice(min(int(top), height - 1), max(int(top) + 1, round(bottom)))
    columns = slice(min(int(left), width - 1), max(int(left) + 1, round(right)))
    return cv2.resize(ink.paper[rows, columns], (box[2] - box[0], box[3] - box[1])).astype(np.float64)


def _coloured_boxes(image: PageImage, found: list[_Found]) -> tuple[Box, ...]:
    boxes = [box for ink, outline in found for box in _boxes(image, [outline], ink.scale)]
    return tuple(sorted(boxes, key=lambda box: (box.top, box.left)))


def _boxes(image: PageImage, outlines: list[Outline], scale: float) -> tuple[Box, ...]:
    corners = [((o.left, o.top), (o.right, o.top), (o.right, o.bottom), (o.left, o.bottom)) for o in outlines]
    return tuple(image.box_on_source(np.array(quad, np.float64) / scale) for quad in corners)
