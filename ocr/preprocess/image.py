"""PageImage: pixels and the way home from them to the source page."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Box
from ocr.level import sheet_to_source, source_to_sheet
from ocr.preprocess.reduce import LEAST_HALVED, half_of, halved_to
from ocr.preprocess.specks import specked_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Barcode, Flattening, Turn

_ALONG = np.linspace(0, 1, 9)[:-1, None]


@dataclass(frozen=True, eq=False)
class PageImage:
    """The type carries the geometry, so no engine can get it wrong.

    What many steps look at, the page in grey and at half its size, is made once: steps leave pixels as they are.
    """

    pixels: NDArray[np.uint8]
    """(height, width, 3) RGB."""
    to_source: NDArray[np.float64]
    """(2, 3) affine from these pixels to source-page pixels; to the flat sheet's where there is a flattening."""
    source_width: int
    source_height: int
    flattening: Flattening | None = None
    """The rest of the way home from a sheet that was photographed."""
    turned_deg: Turn = 0
    """What made the source page upright."""
    seals: tuple[Box, ...] = ()
    """Those found on it so far, as boxes on the source page, top to bottom."""
    barcodes: tuple[Barcode, ...] = ()
    """The same of bar codes and QR codes."""

    @classmethod
    def of_source(cls, pixels: NDArray[np.uint8]) -> PageImage:
        """The source page itself, (height, width, 3) RGB."""
        height, width = pixels.shape[:2]
        return cls(pixels, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), width, height)

    @cached_property
    def grey(self) -> NDArray[np.uint8]:
        """(height, width)."""
        return np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_RGB2GRAY), np.uint8)

    @cached_property
    def half(self) -> NDArray[np.uint8]:
        """(height // 2, width // 2, 3); an odd last row or column is left out."""
        return half_of(self.pixels)

    @cached_property
    def half_grey(self) -> NDArray[np.uint8]:
        """(height // 2, width // 2)."""
        return half_of(self.grey)

    def halved_to(self, width: int, height: int) -> NDArray[np.uint8]:
        """The pixels averaged down to a size, as `ocr.preprocess.reduce.halved_to` does."""
        return halved_to(self.half if self._is_fine(width, height) else self.pixels, width, height)

    def grey_reduced(self, scale: float) -> NDArray[np.uint8]:
        """The page in grey averaged down by `scale` < 1 in the same way, or as it is; never to nothing."""
        if scale >= 1:
            return self.grey
        height, width = self.grey.shape
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        return halved_to(self.half_grey if self._is_fine(*size) else self.grey, *size)

    @cached_property
    def specked_share(self) -> float:
        """Of the bare paper, as `ocr.preprocess.specks.specked_share` has it."""
        return specked_share(self.grey)

    def _is_fine(self, width: int, height: int) -> bool:
        """Whether the page has twice as many pixels each way, and enough to be halved."""
        down, across = self.pixels.shape[:2]
        return bool(across >= 2 * width and down >= 2 * height and min(down, across) >= LEAST_HALVED)

    @property
    def skew_deg(self) -> float:
        """Clockwise slope on the source page, or on the flat sheet, of what is level here."""
        return math.degrees(math.atan2(self.to_source[1, 0], self.to_source[0, 0]))

    def transformed(self, pixels: NDArray[np.uint8], to_these: NDArray[np.float64]) -> PageImage:
        """New pixels made from these; to_these (2, 3) maps the new pixels' coordinates to these pixels' coordinates."""
        home = self.to_source @ np.vstack([to_these, [0.0, 0.0, 1.0]])
        return replace(self, pixels=pixels, to_source=home)

    def points_on_source(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points (n, 2) of this image lie on the source page, whether on it or beyond its edge."""
        home = points @ self.to_source[:, :2].T + self.to_source[:, 2]
        return home if self.flattening is None else sheet_to_source(self.flattening, home)

    def points_from_source(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points (n, 2) of the source page lie on this image."""
        flat = points if self.flattening is None else source_to_sheet(self.flattening, points)
        return np.asarray((flat - self.to_source[:, 2]) @ np.linalg.inv(self.to_source[:, :2]).T, np.float64)

    def box_on_source(self, quad: NDArray[np.float64]) -> Box:
        """Map corners (n, 2) of a shape found on this image to a Box on the source page, clipped to it."""
        if self.flattening is not None:  # straight sides may be bent there
            quad = np.concatenate([a + (b - a) * _ALONG for a, b in zip(quad, np.roll(quad, -1, axis=0), strict=True)])
        return Box.around(self.points_on_source(quad), self.source_width, self.source_height)
