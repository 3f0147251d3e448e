"""One of several papers in a picture, alone: what is nearer to another is painted over in the colour of the ground."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

    Hull = NDArray[np.float64]
    """(n, 2) points on the picture; a paper is what they span."""

_COARSE = 4
"""Pixels between which nearness is taken as the same."""


def cut_out(image: PageImage, hulls: Sequence[Hull], which: int, margin: float) -> PageImage:
    """The paper of hulls[which] with margin pixels of what lies around it; hulls are those of all the papers."""
    height, width = image.pixels.shape[:2]
    hull = hulls[which]
    left, top = (max(0, math.floor(n - margin)) for n in hull.min(axis=0))
    right, bottom = (math.ceil(n + margin) for n in hull.max(axis=0))
    pixels = image.pixels[top : min(bottom, height), left : min(right, width)].copy()
    down, across = (math.ceil(side / _COARSE) for side in pixels.shape[:2])
    away = [_distance(one - (left, top), across, down) for one in hulls]
    others = np.min([one for n, one in enumerate(away) if n != which], axis=0, initial=np.inf)
    foreign = away[which] > others
    ground = np.min(away, axis=0) > 1
    size = pixels.shape[1::-1]
    outside = cv2.resize(foreign.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    pixels[outside] = _colour(pixels[::_COARSE, ::_COARSE][:down, :across], ground & ~foreign)
    piece = image.transformed(pixels, np.array([[1.0, 0.0, left], [0.0, 1.0, top]]))
    seals = tuple(seal for seal in image.seals if _holds(hull, image, seal.x_center, seal.y_center))
    return replace(piece, seals=seals)


def _distance(hull: Hull, across: int, down: int) -> NDArray[np.float32]:
    """Pixels from each coarse cell to the hull; 0 in it. A hull beyond the edge is as far as its part on the cells."""
    mask = np.ones((down, across), np.uint8)
    shape = cv2.convexHull((hull / _COARSE).astype(np.float32)).astype(np.int32)
    cv2.fillConvexPoly(mask, shape, 0)
    if mask.all():
        return np.full(mask.shape, np.inf, np.float32)
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 5) * _COARSE, np.float32)


def _colour(cells: NDArray[np.uint8], ground: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The usual colour of the ground, of the whole where none is seen."""
    seen = cells[ground] if ground.any() else cells.reshape(-1, 3)
    return np.asarray(np.median(seen, axis=0), np.uint8)


def _holds(hull: Hull, image: PageImage, x: float, y: float) -> bool:
    """Whether a point of the source page lies in the hull."""
    (point,) = image.points_from_source(np.array([[x, y]]))
    return cv2.pointPolygonTest(cv2.convexHull(hull.astype(np.float32)), (float(point[0]), float(point[1])), False) >= 0
