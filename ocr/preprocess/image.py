"""PageImage: pixels and the way home from them to the source page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """The type carries the geometry, so no engine can get it wrong."""

    pixels: NDArray[np.uint8]
    """(height, width, 3) RGB; a step that needs grey makes its own."""
    to_source: NDArray[np.float64]
    """(2, 3) affine from these pixels to source-page pixels."""
    source_width: int
    source_height: int

    @classmethod
    def of_source(cls, pixels: NDArray[np.uint8]) -> PageImage:
        """The source page itself, (height, width, 3) RGB."""
        height, width = pixels.shape[:2]
        return cls(pixels, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), width, height)

    def transformed(self, pixels: NDArray[np.uint8], to_these: NDArray[np.float64]) -> PageImage:
        """New pixels made from these; to_these (2, 3) maps the new pixels' coordinates to these pixels' coordinates."""
        home = self.to_source @ np.vstack([to_these, [0.0, 0.0, 1.0]])
        return PageImage(pixels, home, self.source_width, self.source_height)

    def box_on_source(self, quad: NDArray[np.float64]) -> Box:
        """Map points (n, 2) found on this image to a Box on the source page, clipped to it."""
        points = quad @ self.to_source[:, :2].T + self.to_source[:, 2]
        return Box.around(points, self.source_width, self.source_height)
