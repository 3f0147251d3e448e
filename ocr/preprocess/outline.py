"""The outline of a sheet that lies on something darker: a desk, a scanner's lid, a flatbed's black."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

_WORK_SIDE = 480
"""Long side of the reduced page that is searched. Sides are fitted to a hundred points and more, so they are found to a
fifth of a pixel there: 1 on the page."""
_SMOOTH = 1.2
_EDGE, _OF_GRAIN = 3.0, 2.25
"""Steepest change of any colour channel, in levels a pixel, from where an edge is one, and as a multiple of the change
that three quarters of the frame stay under; shadows are softer."""
_LEAST_SHARE, _MOST_SHARE = 0.15, 0.985
"""Of the picture that the sheet covers."""
_LEAST_ALONE = 4.0
"""How much larger the sheet is than anything else there: two receipts on one desk are two sheets."""
_CORNER_CUT = 0.06
"""Of a side, at each end, that is not looked at: corners are dog-eared and torn."""
_REACH = 8
"""Reduced pixels either side of the rough outline in which the edge is looked for."""
_STEP = 6.0
_LEAST_SUPPORT = 0.8
"""Share of each side along which the sheet is lighter than what lies outside by _STEP levels."""
_GLANCE_SIDE = 400
"""Pixels of the long side that are looked at first."""
_SEVERAL_SIDE = 800
"""Long side of the reduced page on which several sheets are looked for: 3 mm of ground on A4 are 8 pixels."""
_LEAST_OF_SEVERAL = 0.01
"""Share of the picture: a bus ticket on A4."""
_FILLED = 0.85
"""Share of the narrowest rectangle around it that a sheet fills; one in perspective fills 0.95, two that touch 0.7."""
_BESIDE = (2, 3, 4)
"""Reduced pixels to either side of an edge at which its step is taken."""
_FRAME = 12
_MOST_STRAY = 0.01
"""Of a side's length: how far its edge may stray from the curve fitted to it. Torn till rolls stray 0.004."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A sheet's four sides in pixels of the picture, each (n, 2) points in the direction of reading.

    Top and bottom run from left to right and may be curved, left and right run from top to bottom and are straight.
    """

    top: NDArray[np.float64]
    right: NDArray[np.float64]
    bottom: NDArray[np.float64]
    left: NDArray[np.float64]

    @property
    def corners(self) -> NDArray[np.float64]:
        """(4, 2), clockwise from the top left."""
        return np.array([self.top[0], self.top[-1], self.bottom[-1], self.bottom[0]])


def find_sheet(image: PageImage) -> Outline | None:
    """The one sheet in a picture, its four sides inside the picture; None where that is unsure.

    A page that fills its picture has no outline, nor has a ruled box: it is as light inside as outside.
    """
    if not _may_lie_on_darker(image):
        return None
    scale = min(1.0, _WORK_SIDE / max(image.pixels.shape[:2]))
    size = (max(1, round(side * scale)) for side in image.pixels.shape[1::-1])
    small = image.halved_to(*size)
    if min(small.shape[:2]) < 8 * _REACH:
        return None
    light = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    edges = _edges(small)
    contour = _contour(edges)
    corners = None if contour is None else _four_corners(contour)
    if contour is None or corners is None:
        return None
    sides = [_side(edges, light, arc, bent=n % 2 == 0) for n, arc in enumerate(_arcs(contour, corners))]
    if any(side is None for side in sides):
        return None
    top, right, bottom, left = (side for side in sides if side is not None)
    meet = [_meet(top, left, at_start=True), _meet(top, right, at_start=False)]
    meet += [_meet(bottom, right, at_start=True), _meet(bottom, left, at_start=False)]
    found = Outline(
        _between(top, meet[0], meet[1]),
        np.linspace(meet[1], meet[2], 33),
        _between(bottom, meet[2], meet[3])[::-1],
        np.linspace(meet[0], meet[3], 33),
    )
    factor = np.array([image.pixels.shape[1] / small.shape[1], image.pixels.shape[0] / small.shape[0]])
    return Outline(*((side + 0.5) * factor for side in (found.top, found.right, found.bottom, found.left)))


def find_sheets(image: PageImage) -> tuple[NDArray[np.float64], ...]:
    """Sheets that lie apart on a darker ground, each as its convex outline (n, 2) in pixels of it, in no order.

    A sheet that touches another or the picture's edge is not found.
    """
    if not _may_lie_on_darker(image):
        return ()
    scale = min(1.0, _SEVERAL_SIDE / max(image.pixels.shape[:2]))
    size, half = ([max(1, round(side * by)) for side in image.pixels.shape[1::-1]] for by in (scale, scale / 2))
    if not _light_hulls(image.halved_to(*half)):  # a quarter of the time
        return ()
    return tuple((hull + 0.5) / scale for hull in _light_hulls(image.halved_to(*size)))


def _light_hulls(small: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """The outlines of sheets on a reduced picture."""
    if min(small.shape[:2]) < 4 * _REACH:
        return []
    light = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    if _darker_around(light) < _STEP:
        return []
    edges = _edges(small)
    return [hull for part in _inner_parts(edges) for hull in _light_sheets(part, _apart(edges), light)]


def _inner_parts(edges: NDArray[np.float32]) -> Iterator[NDArray[np.uint8]]:
    """1 on each part of the picture that edges part from its frame, large enough for a sheet and inside."""
    inside = cv2.morphologyEx(_apart(edges), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    height, width = inside.shape
    for n in range(1, count):
        left, top, across, down, area = stats[n]
        on_edge = left < 2 or top < 2 or left + across > width - 2 or top + down > height - 2
        if not on_edge and area >= _LEAST_OF_SEVERAL * inside.size:
            yield (labels == n).astype(np.uint8)


def _may_lie_on_darker(image: PageImage) -> bool:
    """Whether the picture, every so many pixels of it, is darker at its edge than elsewhere: no even scan is."""
    every = max(1, max(image.grey.shape) // _GLANCE_SIDE)
    return _darker_around(image.grey[::every, ::every]) >= _STEP / 2


def _darker_around(light: NDArray[np.uint8]) -> float:
    """Levels by which the picture's edge is darker than its light parts: a ground all around it."""
    frame = np.concatenate([light[[0, -1]].ravel(), light[:, [0, -1]].ravel()])
    return float(np.percentile(light, 90)) - float(np.median(frame))


def _light_sheets(
    one: NDArray[np.uint8], apart: NDArray[np.uint8], light: NDArray[np.uint8]
) -> list[NDArray[np.float64]]:
    """The sheets in what edges part from the ground: where it is lighter. A narrow gap of ground parts two."""
    cell = np.ones((3, 3), np.uint8)
    outside = cv2.dilate(one, cell, iterations=6) - cv2.dilate(one, cell, iterations=3)
    outside[apart > 0] = 0
    if not outside.any():
        return []
    ground, paper = float(np.median(light[outside > 0])), float(np.median(light[one > 0]))
    if paper - ground < _STEP:
        return []
    lighter = np.asarray((light > (ground + paper) / 2) & (one > 0), np.uint8)
    contours, _ = cv2.findContours(cv2.erode(lighter, cell), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hulls = []
    for contour in contours:
        hull = cv2.convexHull(contour)
        across, down = cv2.minAreaRect(hull)[1]
        area = cv2.contourArea(contour)
        if area >= _LEAST_OF_SEVERAL * light.size and area >= _FILLED * across * down:
            hulls.append(hull[:, 0].astype(np.float64))
    return hulls


def _edges(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The steepest change of the smoothed channels, in levels a pixel."""
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), (0, 0), _SMOOTH)
    across, down = cv2.Scharr(lab, cv2.CV_32F, 1, 0), cv2.Scharr(lab, cv2.CV_32F, 0, 1)
    steepest = cv2.split(cv2.magnitude(across, down))
    return np.asarray(cv2.max(cv2.max(steepest[0], steepest[1]), steepest[2]) / 32, np.float32)


def _apart(edges: NDArray[np.float32]) -> NDArray[np.uint8]:
    """1 where edges part the picture from its frame."""
    frame = np.concatenate(
        [edges[:_FRAME].ravel(), edges[-_FRAME:].ravel(), edges[:, :_FRAME].ravel(), edges[:, -_FRAME:].ravel()]
    )
    least = max(_EDGE, _OF_GRAIN * float(np.percentile(frame, 75)))
    wall = cv2.morphologyEx((edges > least).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    ringed = cv2.copyMakeBorder(wall, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(ringed, None, (0, 0), 2)
    return np.asarray(ringed[1:-1, 1:-1] != 2, np.uint8)


def _contour(edges: NDArray[np.float32]) -> NDArray[np.int32] | None:
    """(n, 1, 2) outline of the one large thing that edges part from the frame."""
    height, width = edges.shape
    apart = _apart(edges)
    inside = cv2.morphologyEx(apart, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    if count < 2:
        return None
    areas = stats[1:, cv2.CC_STAT_AREA]
    largest = int(np.argmax(areas)) + 1
    rest = np.delete(areas, largest - 1)
    share = areas[largest - 1] / edges.size
    if not _LEAST_SHARE <= share <= _MOST_SHARE or (len(rest) and rest.max() * _LEAST_ALONE > areas[largest - 1]):
        return None
    left, top, across, down = stats[largest, :4]
    if left < 2 or top < 2 or left + across > width - 2 or top + down > height - 2:
        return None
    contours, _ = cv2.findContours((labels == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(contours, key=cv2.contourArea), np.int32)


def _four_corners(contour: NDArray[np.int32]) -> NDArray[np.float64] | None:
    """The corners, clockwise from the top left, of a contour that nearly is a quadrilateral."""
    length = cv2.arcLength(contour, True)
    for tolerance in (0.015, 0.02, 0.03, 0.04, 0.05):
        shape = cv2.approxPolyDP(contour, tolerance * length, True)[:, 0]
        if len(shape) == 4:
            break
    else:
        return None
    quad = np.asarray(shape, np.float64)
    area = cv2.contourArea(quad.astype(np.float32))
    if not cv2.isContourConvex(quad.astype(np.float32)) or abs(area / cv2.contourArea(contour) - 1) > 0.1:
        return None
    if cv2.contourArea(quad.astype(np.float32), oriented=True) < 0:
        quad = quad[::-1]
    first = int(np.argmin(quad.sum(axis=1)))
    return np.roll(quad, -first, axis=0)


def _arcs(contour: NDArray[np.int32], corners: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The contour's points from each corner to the next, clockwise from the top left."""
    points = contour[:, 0].astype(np.float64)
    if cv2.contourArea(contour, oriented=True) < 0:
        points = points[::-1]
    at = [int(np.argmin(np.square(points - corner).sum(axis=1))) for corner in corners]
    return [np.roll(points, -at[n], axis=0)[: (at[(n + 1) % 4] - at[n]) % len(points) + 1] for n in range(4)]


def _side(
    edges: NDArray[np.float32], light: NDArray[np.float32], arc: NDArray[np.float64], *, bent: bool
) -> _Curve | None:
    """The side along an arc of the contour; None where the edge strays or the sheet is not lighter."""
    along = arc[-1] - arc[0]
    length = float(np.hypot(*along))
    if length < 4 * _REACH:
        return None
    unit = along / length
    inward = np.array([-unit[1], unit[0]])
    degree = 3 if bent else 1
    shares, offsets = (arc - arc[0]) @ unit / length, (arc - arc[0]) @ inward
    inner = (shares > _CORNER_CUT) & (shares < 1 - _CORNER_CUT)
    if inner.sum() < 2 * _REACH:
        return None
    curve = _Curve(arc[0], unit, inward, length, np.zeros(4)).fitted(shares[inner], offsets[inner], degree)
    shares = np.linspace(_CORNER_CUT, 1 - _CORNER_CUT, max(48, int(length)))
    for reach in (_REACH, _REACH // 2):
        curve = curve.fitted(shares, curve.offset(shares) + _steepest(edges, curve, shares, reach), degree)
    stray = float(np.median(np.abs(_steepest(edges, curve, shares, _REACH // 2))))
    middle = curve.at(shares)
    steps = [_sample(light, middle + k * inward) - _sample(light, middle - k * inward) for k in _BESIDE]
    lighter = float(np.mean(np.mean(steps, axis=0) > _STEP))
    return curve if stray <= max(1.0, _MOST_STRAY * length) and lighter >= _LEAST_SUPPORT else None


def _steepest(
    edges: NDArray[np.float32], curve: _Curve, shares: NDArray[np.float64], reach: int
) -> NDArray[np.float64]:
    """How far inward of the curve the steepest change within reach lies, in pixels."""
    offsets = np.arange(-reach, reach + 0.5, 0.5)
    samples = curve.at(shares)[:, None] + offsets[None, :, None] * curve.inward
    return np.asarray(offsets[np.argmax(_sample(edges, samples), axis=1)], np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """A chord and a polynomial's height over it."""

    start: NDArray[np.float64]
    unit: NDArray[np.float64]
    inward: NDArray[np.float64]
    length: float
    coefficients: NDArray[np.float64]

    def offset(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.polyval(self.coefficients, shares), np.float64)

    def at(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) points at shares of the chord."""
        along = np.asarray(shares)[:, None] * self.length * self.unit
        return np.asarray(self.start + along + self.offset(shares)[:, None] * self.inward, np.float64)

    def fitted(self, shares: NDArray[np.float64], offsets: NDArray[np.float64], degree: int) -> _Curve:
        """The curve through most of the points: fitted, and fitted again without those that lie far off."""
        keep = np.ones(len(shares), bool)
        for _ in range(3):
            found = np.polyfit(shares[keep], offsets[keep], degree)
            away = np.abs(offsets - np.polyval(found, shares))
            keep = away <= max(1.0, 2.5 * float(np.median(away)))
        padded = np.concatenate([np.zeros(3 - degree), found])
        return _Curve(self.start, self.unit, self.inward, self.length, padded)


def _sample(values: NDArray[np.float32], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values at points (..., 2), between pixels too."""
    x, y = points[..., 0].astype(np.float32), points[..., 1].astype(np.float32)
    found = cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float64).reshape(points.shape[:-1])


def _meet(curve: _Curve, line: _Curve, *, at_start: bool) -> NDArray[np.float64]:
    """Where a curve meets a straight side."""
    ends = line.at(np.array([0.0, 1.0]))
    direction = ends[1] - ends[0]
    normal = np.array([-direction[1], direction[0]])
    share = 0.0 if at_start else 1.0
    for _ in range(6):
        here, there = curve.at(np.array([share, share + 1e-3]))
        slope = float((there - here) @ normal) / 1e-3
        share -= float((here - ends[0]) @ normal) / slope
    return np.asarray(curve.at(np.array([share]))[0], np.float64)


def _between(curve: _Curve, start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """33 points of the curve from one corner to the next."""
    shares = [float((corner - curve.start) @ curve.unit) / curve.length for corner in (start, end)]
    return curve.at(np.linspace(shares[0], shares[1], 33))
