"""Curled pages whose edges are not in the picture: the bend that lines of text and ruling lines share, taken out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Flattening, Repair
from ocr.level import sheet_to_source, source_to_sheet
from ocr.preprocess.flatten import flat_pixels, onto_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

    Line = NDArray[np.float64]
    """(n, 2) points along the middle of a line of text or a ruling line."""

_WORK_SIDE = 1400
_DARKER, _AROUND = 14, 31
"""Ink is so much darker than the mean of so many pixels around it."""
_UPRIGHT = 41
"""Pixels from which an upright stroke is a ruling line, which would tie lines of text together."""
_GAP, _RUN = 29, 15
"""Pixels that characters of a line are apart at most, and a line is long at least."""
_LEAST_WIDTH = 0.12
"""Of the page, that a line spans to be looked at."""
_TALLEST = 0.03
"""Of the page's height: taller than that are pictures and bars."""
_STEP = 12
_LEAST_POINTS = 6
_UNEVEN = 1.6
"""Times its usual height from which a place on a line is two lines run together."""
_STRAY = 0.35
"""Of a line's height that its points may lie off a smooth curve."""
_LEAST_LINES = 8
_MARGIN = 0.06
"""Of the picture on each side, so that the level page holds all of it."""
_ROUNDS, _WEIGHINGS = 6, 6
_BENT = 0.0012
"""Root mean square of what lines stray from their own chords by, as a share of the page's width, from where they are
bent. Of 14 curled pages those under 0.0011 were read as well as flat ones, those from 0.0017 on were not."""
_STRAIGHTER = 0.5
"""What is left of it at most: 0.04 to 0.45 on 16 curled pages; 0.7 and more on 160 whose lines stray by chance."""
_MOST_STRETCH = 1.5
"""By which the sides of a page may differ from those it is made level to; 37 where a handful of lines lie in a heap."""
_MOST_PIXELS = 16_000_000


def straighten(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The page with its bent lines straight; amount: how far they strayed, in thousandths of its width.

    A page with few lines or straight ones, or whose lines no single bend explains, is returned as it came, with None;
    so is a sheet that was made flat by its edges.
    """
    if image.flattening is not None or np.any(image.to_source[:, :2] != np.eye(2)):
        return image, None
    height, width = image.pixels.shape[:2]
    lines = list(_lines(image))
    if len(lines) < _LEAST_LINES:
        return image, None
    fit = _Fit.of(lines, width, height)
    before = fit.strays() / width
    if before < _BENT:
        return image, None
    for _ in range(_ROUNDS):
        fit = fit.refined()
    flattening = fit.flattening
    if _stretch(flattening) > _MOST_STRETCH or fit.strays() / width > _STRAIGHTER * before:
        return image, None
    scale = min(1.0, math.sqrt(_MOST_PIXELS / (flattening.width * flattening.height)))
    paper = np.median(image.pixels[::16, ::16].reshape(-1, 3), axis=0)
    level = replace(
        image,
        pixels=flat_pixels(image.pixels, flattening, scale, paper),
        to_source=np.array([[1 / scale, 0.0, 0.0], [0.0, 1 / scale, 0.0]]),
        flattening=onto_source(image.to_source, flattening),
    )
    return level, Repair(step="straighten", amount=round(1000 * before, 2), reason=f"{len(lines)} lines bent alike")


def _stretch(flattening: Flattening) -> float:
    """How many times longer or shorter a side is in the picture than on the level page, at most."""
    width, height = flattening.width, flattening.height
    corners = sheet_to_source(flattening, np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64))
    sides = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T) / (width, height, width, height)
    return float(np.maximum(sides, 1 / sides).max())


def _lines(image: PageImage) -> Iterator[Line]:
    """Long lines of text and ruling lines, in pixels of the picture."""
    scale = min(1.0, _WORK_SIDE / max(image.grey.shape))
    grey = image.grey_reduced(scale)
    ink = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _DARKER)
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_UPRIGHT, 1), np.uint8))
    ink[cv2.dilate(upright, np.ones((1, 5), np.uint8)) > 0] = 0
    runs = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    runs = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((1, _RUN), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8, ltype=cv2.CV_16U)  # a run is long
    least = _LEAST_WIDTH * grey.shape[1]
    for n in range(1, count):
        left, top, across, down, _ = stats[n]
        if across < least:
            continue
        line = _middle(np.asarray(labels[top : top + down, left : left + across] == n, np.bool_), grey.shape[0])
        if line is not None and np.ptp(line[:, 0]) >= least:
            yield (line + (left, top) + 0.5) / scale


def _middle(run: NDArray[np.bool_], page_height: int) -> Line | None:
    """Points along the middle of a run of ink; None for what is no line."""
    height, places = run.shape[0], run.shape[1] // _STEP
    filled = run[:, : places * _STEP].reshape(height, places, _STEP).sum(axis=2, dtype=np.uint8)
    held = np.flatnonzero(filled.any(axis=0))
    if len(held) < _LEAST_POINTS:
        return None
    filled = filled[:, held]
    inked = filled > 0
    x = (held + 0.5) * _STEP
    y = np.arange(height) @ filled / filled.sum(axis=0, dtype=np.int64)
    heights = height - inked[::-1].argmax(axis=0) - inked.argmax(axis=0)
    usual = float(np.median(heights))
    single = heights <= _UNEVEN * usual + 2
    if usual > _TALLEST * page_height or single.sum() < _LEAST_POINTS:
        return None
    x, y = x[single], y[single]
    smooth = np.polyval(np.polyfit(x - x.mean(), y, min(3, len(x) // 4)), x - x.mean())
    near = np.abs(y - smooth) < max(2.0, _STRAY * usual)
    return np.column_stack([x, y])[near] if near.sum() >= max(_LEAST_POINTS, 0.7 * len(x)) else None


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Points of lines, and the flattening that makes them straight and level as far as it is known."""

    points: Line
    line_of: NDArray[np.intp]
    """Which line each point is of."""
    flattening: Flattening

    @classmethod
    def of(cls, lines: list[Line], width: int, height: int) -> _Fit:
        """Nothing known yet: the picture itself with a margin."""
        across, down = _MARGIN * width, _MARGIN * height
        plain = Flattening(
            width=width + 2 * across,
            height=height + 2 * down,
            perspective=(1.0, 0.0, -across, 0.0, 1.0, -down, 0.0, 0.0, 1.0),
        )
        return cls(np.concatenate(lines), np.repeat(np.arange(len(lines)), [len(line) for line in lines]), plain)

    def strays(self) -> float:
        """Root mean square of the pixels by which points lie off their lines' own chords."""
        flat = source_to_sheet(self.flattening, self.points)
        along, off = self._centred(flat).T
        squares = np.bincount(self.line_of, along * along) + 1e-9
        slopes = np.bincount(self.line_of, along * off) / squares
        return float(np.sqrt(np.mean(np.square(off - slopes[self.line_of] * along))))

    def refined(self) -> _Fit:
        """The flattening with what is left of slope and sag taken in."""
        slope, converging, *sags = self._solved()
        now = self.flattening
        turned = np.array([[1.0, 0.0, 0.0], [slope, 1.0, 0.0], [-converging / now.height, 0.0, 1.0]])
        perspective = np.reshape(now.perspective, (3, 3)) @ turned
        a, b, c, d = np.add((*now.top, *now.bottom), sags)
        update = {"perspective": tuple(map(float, perspective.ravel())), "top": (float(a), float(b))}
        return replace(self, flattening=now.model_copy(update={**update, "bottom": (float(c), float(d))}))

    def _solved(self) -> NDArray[np.float64]:
        """Slope, convergence and sags by weighted least squares, far points counting less; each line is free to be high
        or low."""
        flat = source_to_sheet(self.flattening, self.points)
        u, v = flat[:, 0] / self.flattening.width, flat[:, 1] / self.flattening.height
        hang = u * (1 - u)
        sags = (hang * (1 - v), hang * u * (1 - v), hang * v, hang * u * v)
        terms = self._centred(np.column_stack([flat[:, 0], flat[:, 0] * v, *sags]))
        heights = self._centred(flat[:, 1:])[:, 0]
        size = np.abs(terms).max(axis=0) + 1e-9
        steady = 1e-3 * math.sqrt(len(flat)) * np.eye(terms.shape[1])
        weights = np.ones(len(flat))
        for _ in range(_WEIGHINGS):
            weighted = np.vstack([terms / size * weights[:, None], steady])
            found = np.linalg.lstsq(weighted, np.concatenate([heights * weights, np.zeros(len(size))]), rcond=None)[0]
            rest = heights - terms @ (found / size)
            far = max(1.0, 1.5 * float(np.median(np.abs(rest))))
            weights = np.sqrt(np.minimum(1.0, far / np.maximum(np.abs(rest), 1e-9)))
        return np.asarray(found / size, np.float64)

    def _centred(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values (n, k) less their line's mean."""
        sizes = np.bincount(self.line_of)[:, None]
        sums = np.zeros((len(sizes), values.shape[1]))
        np.add.at(sums, self.line_of, values)
        return np.asarray(values - (sums / sizes)[self.line_of], np.float64)
