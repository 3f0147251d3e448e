"""The Engine protocol, and PageImage -> words on the source page in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr.document import Word
from ocr.reading_order import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One run of text as an engine found it."""

    text: str
    quad: NDArray[np.float64]
    """(4, 2) corners on the image that was read, clockwise from the text's top left."""
    confidence: float
    """0..1, the engine's own."""


class Engine(Protocol):
    """One OCR engine with its models loaded. Not thread-safe; one per process."""

    name: str
    """Name, model and version, e.g. "rapidocr PP-OCRv6 small"."""

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels, in any order; [] for a blank page."""
        ...


def legible(pixels: NDArray[np.uint8], engine: Engine) -> tuple[float, float]:
    """Characters read in lines across and in columns down (height, width, 3) RGB pixels, counted by confidence."""
    across = down = 0.0
    for reading in engine.read(pixels):
        width, height = np.ptp(reading.quad, axis=0)
        if width >= height:
            across += len(reading.text) * reading.confidence
        else:
            down += len(reading.text) * reading.confidence
    return across, down


def recognize(image: PageImage, engine: Engine) -> tuple[Word, ...]:
    """Read the page; words lie on the source page, in reading order: visual rows top to bottom, left to right."""
    readings = [reading for reading in engine.read(image.pixels) if reading.text.strip()]
    boxes = [image.box_on_source(reading.quad) for reading in readings]
    return tuple(
        Word(text=readings[n].text.strip(), box=boxes[n], confidence=min(1.0, max(0.0, readings[n].confidence)))
        for row in rows_of(boxes, image.skew_deg, image.flattening)
        for n in row
    )
