"""From the source page, where boxes are, to the level page, where a row is a row: perspective, curl and skew undone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Flattening

_REACH = 8.0
"""Pixels of the flat sheet to either side of a point over which its slope and scale are taken."""


class Level:
    """Source-page pixels -> pixels of the page with its text lines level; skew_deg and flattening as in Page."""

    def __init__(self, skew_deg: float, flattening: Flattening | None = None) -> None:
        slope = math.radians(skew_deg)
        self._cos, self._sin = math.cos(slope), math.sin(slope)
        self._flattening = flattening

    def points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points (n, 2) of the source page lie on the level page."""
        flat = points if self._flattening is None else source_to_sheet(self._flattening, points)
        x, y = flat[:, 0], flat[:, 1]
        return np.column_stack([x * self._cos + y * self._sin, y * self._cos - x * self._sin])

    def home(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points (n, 2) of the level page lie on the source page."""
        x, y = points[:, 0], points[:, 1]
        flat = np.column_stack([x * self._cos - y * self._sin, y * self._cos + x * self._sin])
        return flat if self._flattening is None else sheet_to_source(self._flattening, flat)

    def at(self, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Points (n, 2) of the source page on the level page, and how the source page lies there.

        That is the slope (n,) on the source page of what is level, and the level pixels (n, 2) that one source pixel is
        along a text line and across it.
        """
        level = self.points(points)
        if self._flattening is None:
            slope = self._sin / self._cos
            return level, np.full(len(points), slope), np.ones((len(points), 2))
        along = np.array([self._cos, self._sin]) * _REACH
        across = np.array([-self._sin, self._cos]) * _REACH
        flat = source_to_sheet(self._flattening, points)
        right = sheet_to_source(self._flattening, flat + along) - sheet_to_source(self._flattening, flat - along)
        down = sheet_to_source(self._flattening, flat + across) - sheet_to_source(self._flattening, flat - across)
        scale = 2 * _REACH / np.column_stack([np.hypot(*right.T), np.hypot(*down.T)])
        return level, right[:, 1] / np.where(right[:, 0] == 0, 1e-9, right[:, 0]), scale


def sheet_to_source(flattening: Flattening, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where points (n, 2) of the flat sheet lie on the source page."""
    top, bottom = _sag(flattening, points[:, 0])
    bent = points[:, 1] + top + (bottom - top) * points[:, 1] / flattening.height
    return _projected(_matrix(flattening), np.column_stack([points[:, 0], bent]))


def source_to_sheet(flattening: Flattening, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where points (n, 2) of the source page lie on the flat sheet, or would if it went on beyond its edges."""
    bent = _projected(np.asarray(np.linalg.inv(_matrix(flattening)), np.float64), points)
    top, bottom = _sag(flattening, bent[:, 0])
    flat = (bent[:, 1] - top) / (1 + (bottom - top) / flattening.height)
    return np.column_stack([bent[:, 0], flat])


def _matrix(flattening: Flattening) -> NDArray[np.float64]:
    return np.array(flattening.perspective, np.float64).reshape(3, 3)


def _projected(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    home = points @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(home[:, :2] / home[:, 2:], np.float64)


def _sag(flattening: Flattening, x: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels by which the top and bottom edges hang below the line between their corners at x; 0 beyond them."""
    share = np.clip(x / flattening.width, 0.0, 1.0)
    hang = share * (1 - share)
    (a, b), (c, d) = flattening.top, flattening.bottom
    return hang * (a + b * share), hang * (c + d * share)
