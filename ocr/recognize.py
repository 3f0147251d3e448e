"""The Engine protocol, and PageImage -> words on the source page in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr.characters import Letter, repaired
from ocr.document import Word
from ocr.reading_order import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.document import Box
    from ocr.preprocess.image import PageImage

_IN_SEAL = 0.9
"""Share of a word's box inside a seal's: 0.96 and more of 40 words of seals on ten grey scans and faxes, none of which
was print; of print that a seal lies on, up to 0.78."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One run of text as an engine found it."""

    text: str
    quad: NDArray[np.float64]
    """(4, 2) corners on the image that was read, clockwise from the text's top left."""
    confidence: float
    """0..1, the engine's own."""
    letters: tuple[Letter, ...] = ()
    """The text letter by letter, with what else each may be; () from an engine that does not say."""


class Engine(Protocol):
    """One OCR engine with its models loaded. Not thread-safe; one per process."""

    name: str
    """Name, model and version, e.g. "rapidocr PP-OCRv6 small"."""

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels, in any order; [] for a blank page."""
        ...


def legible(pixels: NDArray[np.uint8], engine: Engine) -> tuple[float, float, float]:
    """Characters read in lines across and in columns down (height, width, 3) RGB pixels, counted by confidence.

    The third is the mean confidence in those across; 0.0 if there are none.
    """
    across = down = 0.0
    characters = 0
    for reading in engine.read(pixels):
        width, height = np.ptp(reading.quad, axis=0)
        if width >= height:
            characters += len(reading.text)
            across += len(reading.text) * reading.confidence
        else:
            down += len(reading.text) * reading.confidence
    return across, down, across / max(1, characters)


def recognize(image: PageImage, engine: Engine) -> tuple[Word, ...]:
    """Read the page; words lie on the source page, in reading order: visual rows top to bottom, left to right."""
    readings = [reading for reading in engine.read(image.pixels) if reading.text.strip()]
    boxes = [image.box_on_source(reading.quad) for reading in readings]
    return tuple(_word(readings[n], boxes[n]) for row in rows_of(boxes, image.skew_deg, image.flattening) for n in row)


def outside(words: Sequence[Word], seals: Sequence[Box]) -> tuple[Word, ...]:
    """The words that are not a seal's own: these lie wholly in its box, and print that it was set on reaches out."""
    return tuple(word for word in words if not any(_share_inside(word.box, seal) > _IN_SEAL for seal in seals))


def _share_inside(box: Box, seal: Box) -> float:
    width = min(box.right, seal.right) - max(box.left, seal.left)
    height = min(box.bottom, seal.bottom) - max(box.top, seal.top)
    return max(0, width) * max(0, height) / (box.width * box.height)


def _word(reading: Reading, box: Box) -> Word:
    raw = reading.text.strip()
    text = repaired(reading.letters).strip() if reading.letters else raw
    confidence = min(1.0, max(0.0, reading.confidence))
    return Word(text=text, box=box, confidence=confidence, raw=raw if text != raw else None)
