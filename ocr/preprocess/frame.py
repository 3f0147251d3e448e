"""Outlines of seals in a picture of ink: compact, with a round or square frame, alone or pressed over each other."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.preprocess.components import components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_LEAST_MM, _MOST_MM = 7.0, 36.0
"""A seal's side where the long side of the page is 297 mm.

認印 are 8 to 12 mm and 角印 up to 27, but a photographed page is smaller in its picture and a slip larger than A4.
"""
_MOST_JOINED_MM = 60.0
"""Of two or four seals that touch, as at the foot of a contract."""
_MOST_ASPECT = 1.35
_LEAST_FILL = 0.72
"""Of the upright box that its hull is: a circle has 0.79."""
_ROUND_FILL = 0.84
_MOST_INK = 0.7
"""Of the hull's area; logos and buttons are filled."""
_THICKEST_MM, _THICKEST_SHARE = 3.4, 0.18
"""Of a seal's strokes, or that share of its side: up to 0.17 where colour has run; logos have fields of 0.25 to 0.4."""
_FRAME_MM, _LEAST_FRAME = 0.5, 0.85
"""How near ink is to the hull, and along how much of it: frames 0.95 and more, characters without one 0.4 to 0.8."""
_SHARP_FRAME_MM, _LEAST_SHARP_FRAME = 0.26, 0.8
"""The same where ink is not set apart by its colour: の and 合 have 0.2 to 0.7. Of what is neither round nor square as
much is asked as of colour: three shaded cells of a form, 1.23 times as wide as high, have 0.805."""
_LEAST_SEEN = 0.6
"""Of a frame, that no other ink hides."""
_BLOCK_MM, _BLOCK_ASPECT, _BLOCK_FILL, _BLOCK_FRAME, _BLOCK_INK = 12.0, 1.18, 0.75, 0.6, 0.3
"""What still is a seal whose frame has worn off: characters close together in a square larger than any text."""
_LEAST_FILLED_MM = 9.0
"""The largest characters in titles and on receipts that stand alone and have a frame (国, O) are smaller, or empty."""
_MIDDLE, _LEAST_CORE = (0.25, 0.75), 0.06
"""The middle part of a seal, and the share of it that is ink: an O, a ring and an empty cell have none."""
_BLOCKS, _LEAST_BLOCK = 3, 0.03
"""A square has characters in each of so many rows and columns inside; a cell with a heading does not."""
_MOST_PARTS, _MOST_VOTED = 60, 4
"""Pieces of ink that are looked at, largest first, and those that are looked through for overlapping seals."""
_LEAST_VOTED_MM = 12.0
"""Characters inside a seal have frames too."""
_VOTE_PER_MM = 2.0
_VOTE, _OUTER_VOTE, _OUTER_MM = 0.85, 0.5, 1.5
"""Of a shape's outline that must be ink, and of the same shape this much farther out that must not."""
_TURNS_DEG = (-8.0, -4.0, 0.0, 4.0, 8.0)
_APART = 0.5


@dataclass(frozen=True, slots=True)
class Outline:
    """Half-open, in pixels of the picture of ink."""

    left: int
    top: int
    right: int
    bottom: int
    is_round: bool = False

    def share_within(self, other: Outline) -> float:
        """The part of this outline's area that lies in the other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = (self.right - self.left) * (self.bottom - self.top)
        return max(0, across) * max(0, down) / area


def framed(
    ink: NDArray[np.uint8],
    pixels_per_mm: float,
    *,
    join_mm: float,
    coloured: bool,
    hidden: NDArray[np.uint8] | None = None,
) -> list[Outline]:
    """The seals in a picture of ink, 1 on 0 (height, width), top to bottom; ink nearer than join_mm belongs together.

    Ink that is not set apart by its colour may be anything: of that, seals that touch something else are left out.
    hidden is 1 where other ink may lie on a frame, which then is not missing there.
    """
    size = 2 * round(join_mm * pixels_per_mm) + 1
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    labels, stats = components(np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, near), np.uint8))
    found: list[Outline] = []
    voted = 0
    for number in 1 + np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:_MOST_PARTS]:
        left, top, width, height = (int(n) for n in stats[number, :4])
        if min(width, height) < _LEAST_MM * pixels_per_mm or max(width, height) > _MOST_JOINED_MM * pixels_per_mm:
            continue
        part = Outline(left, top, left + width, top + height)
        own = ink[top : part.bottom, left : part.right] * (labels[top : part.bottom, left : part.right] == number)
        if _thickness(own) > max(_THICKEST_MM * pixels_per_mm, _THICKEST_SHARE * min(width, height)):
            continue
        over = None if hidden is None else hidden[top : part.bottom, left : part.right]
        seal = _seal(own, pixels_per_mm, coloured=coloured, hidden=over)
        if seal is not None:
            found.append(_shifted(seal, left, top))
        elif coloured and voted < _MOST_VOTED and min(width, height) > _LEAST_VOTED_MM * pixels_per_mm:
            voted += 1
            found.extend(_shifted(outline, left, top) for outline in _overlapping(own, pixels_per_mm))
    found.sort(key=lambda outline: (outline.left - outline.right) * (outline.bottom - outline.top))
    return sorted(apart(found), key=lambda outline: (outline.top, outline.left))


def has_core(ink: NDArray[np.uint8], outline: Outline) -> bool:
    """Whether there is ink, 1 on 0, in the middle: none is in a box that waits for its seal."""
    inside = ink[outline.top : outline.bottom, outline.left : outline.right]
    return _within(inside, _MIDDLE, _MIDDLE) >= _LEAST_CORE


def is_filled(ink: NDArray[np.uint8], outline: Outline, pixels_per_mm: float) -> bool:
    """Whether it is larger than a title's characters and has ink, 1 on 0, in it, and a square something everywhere."""
    if min(outline.right - outline.left, outline.bottom - outline.top) < _LEAST_FILLED_MM * pixels_per_mm:
        return False
    if not has_core(ink, outline):
        return False
    if outline.is_round:
        return True
    inside = ink[outline.top : outline.bottom, outline.left : outline.right]
    blocks = list(pairwise(0.14 + 0.72 * n / _BLOCKS for n in range(_BLOCKS + 1)))
    return all(_within(inside, down, across) >= _LEAST_BLOCK for down in blocks for across in blocks)


def _within(inside: NDArray[np.uint8], down: tuple[float, float], across: tuple[float, float]) -> float:
    """The share of ink between these shares of the height and of the width."""
    height, width = inside.shape
    rows, columns = (slice(round(side * a), round(side * b)) for side, (a, b) in ((height, down), (width, across)))
    return float(inside[rows, columns].mean())


def _seal(
    ink: NDArray[np.uint8], pixels_per_mm: float, *, coloured: bool, hidden: NDArray[np.uint8] | None
) -> Outline | None:
    """The whole of this ink, if it is one seal."""
    if max(ink.shape) > _MOST_MM * pixels_per_mm or not ink.any():
        return None
    hull = np.asarray(cv2.convexHull(np.ascontiguousarray(np.argwhere(ink)[:, ::-1], np.int32)), np.int32)
    (_, sides, _), area = cv2.minAreaRect(hull), cv2.contourArea(hull)
    if area == 0 or max(sides) > _MOST_ASPECT * min(sides):
        return None
    fill, share = area / (sides[0] * sides[1]), np.count_nonzero(ink) / area
    if fill < _LEAST_FILL or share > _MOST_INK:
        return None
    is_round = fill <= _ROUND_FILL
    whole = Outline(0, 0, ink.shape[1], ink.shape[0], is_round)
    if not coloured:
        is_square = max(sides) <= _BLOCK_ASPECT * min(sides)
        least = _LEAST_SHARP_FRAME if is_square else _LEAST_FRAME
        return whole if _frame(ink, hull, _SHARP_FRAME_MM * pixels_per_mm, hidden) >= least else None
    frame = _frame(ink, hull, _FRAME_MM * pixels_per_mm)
    is_large = min(sides) >= _BLOCK_MM * pixels_per_mm and max(sides) <= _BLOCK_ASPECT * min(sides)
    is_block = is_large and fill >= _BLOCK_FILL and share >= _BLOCK_INK and frame >= _BLOCK_FRAME
    return whole if is_block or frame >= _LEAST_FRAME else None


def _thickness(ink: NDArray[np.uint8]) -> float:
    """Of the thickest stroke, in pixels."""
    inside = cv2.distanceTransform(cv2.copyMakeBorder(ink, *(1,) * 4, cv2.BORDER_CONSTANT), cv2.DIST_L2, 5)
    return 2 * float(inside.max())


def _frame(
    ink: NDArray[np.uint8], hull: NDArray[np.int32], near: float, hidden: NDArray[np.uint8] | None = None
) -> float:
    """The part of the hull's border that has ink within so many pixels; 0.0 if too little of it is in sight."""
    border = cv2.drawContours(np.zeros_like(ink), [hull], -1, 1, 1) > 0
    seen = border if hidden is None else border & (hidden == 0)
    if np.count_nonzero(seen) < _LEAST_SEEN * np.count_nonzero(border):
        return 0.0
    away = cv2.distanceTransform(1 - ink, cv2.DIST_L2, 3)
    return float(np.mean(away[seen] <= near))


def _overlapping(ink: NDArray[np.uint8], pixels_per_mm: float) -> list[Outline]:
    """The round and square frames in ink that is several seals, or none."""
    scale = min(1.0, _VOTE_PER_MM / pixels_per_mm)
    height, width = ink.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    margin = math.ceil(4 * _OUTER_MM)
    small = cv2.copyMakeBorder(cv2.resize(ink * 255, size, interpolation=cv2.INTER_AREA), *(margin,) * 4, 0)
    mask = np.asarray(small > 80, np.float32)
    votes = sorted(_votes(mask, pixels_per_mm * scale), key=lambda vote: -vote[0])
    found = apart([outline for _, outline in votes])
    return [
        Outline(
            max(0, math.floor((outline.left - margin) / scale)),
            max(0, math.floor((outline.top - margin) / scale)),
            min(width, math.ceil((outline.right - margin) / scale)),
            min(height, math.ceil((outline.bottom - margin) / scale)),
        )
        for outline in found
    ]


def _votes(mask: NDArray[np.float32], pixels_per_mm: float) -> Iterator[tuple[float, Outline]]:
    """Every place of every shape, by its size and by how much more ink it has than what surrounds it."""
    wide = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    for mm in np.arange(_LEAST_VOTED_MM, _MOST_MM, 1.0):
        side = mm * pixels_per_mm
        outer = side + 2 * _OUTER_MM * pixels_per_mm
        if outer > min(mask.shape):
            return
        for turn_deg in (None, *_TURNS_DEG):
            on = cv2.filter2D(wide, -1, _kernel(side, turn_deg), borderType=cv2.BORDER_CONSTANT)
            if on.max() < _VOTE:
                continue
            around = cv2.filter2D(mask, -1, _kernel(outer, turn_deg), borderType=cv2.BORDER_CONSTANT)
            for y, x in np.argwhere((on >= _VOTE) & (around <= _OUTER_VOTE)):
                half = math.ceil(side / 2)
                yield (
                    float(on[y, x] - around[y, x]) * side,
                    Outline(int(x) - half, int(y) - half, int(x) + half, int(y) + half),
                )


def _kernel(side: float, turn_deg: float | None) -> NDArray[np.float32]:
    """The outline of a square of that side, or of a circle of that diameter; adds up to 1."""
    half = math.ceil(side * 0.72) if turn_deg is not None else math.ceil(side / 2)
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
    if turn_deg is None:
        cv2.circle(kernel, (half, half), round(side / 2), 1, 1)
    else:
        corners = cv2.boxPoints(((half, half), (side, side), turn_deg))
        cv2.polylines(kernel, [np.rint(corners).astype(np.int32)], True, 1, 1)
    return np.asarray(kernel / np.float32(kernel.sum()), np.float32)


def apart(outlines: list[Outline]) -> list[Outline]:
    """The outlines without those that lie mostly in an earlier one, or an earlier one in them."""
    kept: list[Outline] = []
    for outline in outlines:
        if all(max(outline.share_within(k), k.share_within(outline)) < _APART for k in kept):
            kept.append(outline)
    return kept


def _shifted(outline: Outline, across: int, down: int) -> Outline:
    return replace(
        outline,
        left=outline.left + across,
        top=outline.top + down,
        right=outline.right + across,
        bottom=outline.bottom + down,
    )
