"""A sheet photographed on a desk, made flat: perspective and the bend of its top and bottom edges taken out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Flattening, Repair
from ocr.level import sheet_to_source
from ocr.preprocess.outline import find_sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage
    from ocr.preprocess.outline import Outline

_LEAST_DEG = 0.6
"""By which a corner differs from a right angle. Of a sheet on a scanner's glass it is under 0.2, and a bent edge alone
says nothing: one that the scanner cut looks bent."""
_MOST_DEG = 30.0
_MOST_SAG = 0.12
_MOST_PIXELS = 16_000_000
"""At the photo's own resolution at most: 22 photos have 1.01 % of characters wrong in rows so, and 1.15 a quarter
finer, which takes 1.6 times the time."""
_CELL = 8
"""Pixels between which the way home is taken as straight."""


def flatten(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The one sheet in a photo, flat and without its surroundings; amount: degrees its corners were off right angles.

    A page that fills its picture, lies straight on a scanner's glass, or whose sides are unsure is returned as it came,
    with None. Only for an image that is the source page itself or cut out of it.
    """
    outline = find_sheet(image)
    if outline is None:
        return image, None
    flattening = _flattening(outline)
    off_deg = _off_square(outline.corners)
    sag = max(_deepest(flattening.top), _deepest(flattening.bottom)) / flattening.width
    if not _LEAST_DEG <= off_deg <= _MOST_DEG or sag > _MOST_SAG:
        return image, None
    scale = min(1.0, math.sqrt(_MOST_PIXELS / (flattening.width * flattening.height)))
    home = np.array([[1 / scale, 0.0, 0.0], [0.0, 1 / scale, 0.0]])
    pixels = flat_pixels(image.pixels, flattening, scale)
    flat = replace(image, pixels=pixels, to_source=home, flattening=onto_source(image.to_source, flattening))
    reason = f"sheet on a darker ground, edges bent by {100 * sag:.1f} % of its width"
    return flat, Repair(step="flatten", amount=round(off_deg, 2), reason=reason)


def onto_source(to_source: NDArray[np.float64], flattening: Flattening) -> Flattening:
    """The way from the sheet on to the source page, of which the picture was cut out."""
    perspective = np.vstack([to_source, [0.0, 0.0, 1.0]]) @ np.reshape(flattening.perspective, (3, 3))
    return flattening.model_copy(update={"perspective": tuple(float(n) for n in perspective.ravel())})


def flat_pixels(
    pixels: NDArray[np.uint8], flattening: Flattening, scale: float, beyond: NDArray[np.float64] | None = None
) -> NDArray[np.uint8]:
    """The flat sheet, scale pixels to each of its own; beyond the picture's edge its edge goes on, or that colour."""
    width, height = int(flattening.width * scale), int(flattening.height * scale)
    across, down = (math.ceil(length / _CELL) + 2 for length in (width, height))  # a cell more on either side
    x, y = np.meshgrid((np.arange(across) - 0.5) * _CELL / scale, (np.arange(down) - 0.5) * _CELL / scale)
    home = sheet_to_source(flattening, np.column_stack([x.ravel(), y.ravel()])) - 0.5
    cells = home.astype(np.float32).reshape(down, across, 2)
    maps = cv2.resize(cells, (across * _CELL, down * _CELL), interpolation=cv2.INTER_LINEAR)
    maps = maps[_CELL : _CELL + height, _CELL : _CELL + width]
    mode = cv2.BORDER_REPLICATE if beyond is None else cv2.BORDER_CONSTANT
    colour = () if beyond is None else tuple(map(float, beyond))
    flat = cv2.remap(pixels, maps[..., 0], maps[..., 1], cv2.INTER_CUBIC, borderMode=mode, borderValue=colour)
    return np.asarray(flat, np.uint8)


def _flattening(outline: Outline) -> Flattening:
    corners = outline.corners
    sides = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    width, height = float(math.ceil(max(sides[0], sides[2]))), float(math.ceil(max(sides[1], sides[3])))
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    perspective = cv2.getPerspectiveTransform(square, corners.astype(np.float32))
    straight = np.asarray(np.linalg.inv(perspective), np.float64)
    return Flattening(
        width=width,
        height=height,
        top=_hang(outline.top, straight, width, 0.0),
        bottom=_hang(outline.bottom, straight, width, height),
        perspective=tuple(float(n) for n in perspective.ravel()),
    )


def _hang(edge: NDArray[np.float64], straight: NDArray[np.float64], width: float, level: float) -> tuple[float, float]:
    """a and b of the curve u (1 - u) (a + b u) that an edge is once its corners are square."""
    home = np.column_stack([edge, np.ones(len(edge))]) @ straight.T
    share, sag = home[:, 0] / home[:, 2] / width, home[:, 1] / home[:, 2] - level
    hang = share * (1 - share)
    (a, b), *_ = np.linalg.lstsq(np.column_stack([hang, hang * share]), sag, rcond=None)
    return float(a), float(b)


def _deepest(hang: tuple[float, float]) -> float:
    share = np.linspace(0, 1, 33)
    return float(np.abs(share * (1 - share) * (hang[0] + hang[1] * share)).max())


def _off_square(corners: NDArray[np.float64]) -> float:
    """Degrees by which the corner that differs most from a right angle differs."""
    sides = np.roll(corners, -1, axis=0) - corners
    angles = np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    turns = (np.roll(angles, -1) - angles) % 360
    return float(np.abs(turns - 90).max())
