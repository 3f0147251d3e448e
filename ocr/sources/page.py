"""SourcePage and SourceLimits: what every kind of file is turned into, and how much of it we accept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ocr.document import StoredImage, Word
    from ocr.preprocess.image import PageImage

DpiBasis = Literal["file", "estimated", "unknown"]


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """What one file may cost. One over a limit is refused before it is decoded; the kernel holds time and memory."""

    max_bytes: int = 200_000_000
    """Bytes of one file; a 600 dpi colour scan of 100 pages as JPEG is about half of it."""
    max_pages: int = 2000
    max_pixels: int = 100_000_000
    """Pixels of one page, and of one picture inside a PDF: A3 at 600 dpi is 70 million."""
    page_timeout_s: float = 40.0
    """Seconds for one page of a PDF to be parsed or drawn, in a process that is killed after it."""
    max_memory_bytes: int = 2_000_000_000
    """Address space of the processes that parse and draw a PDF."""


@dataclass(frozen=True, slots=True, eq=False)
class SourcePage:
    """One page as received: upright by EXIF and PDF rotation, not yet turned or deskewed by what it shows."""

    number: int
    """Counts from 1 in the source file."""
    image: PageImage
    dpi: float | None
    dpi_basis: DpiBasis
    text_layer: tuple[Word, ...] | None
    """The words of a PDF page whose text layer says what its image shows, in no order; None: the page must be OCRed."""
    stored: StoredImage | None = None
    """The picture that the page is in its file; None where it is drawn from text and lines."""


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """A quick look at one page, upright by EXIF and PDF rotation: enough to say whether it must be scanned again."""

    number: int
    """Counts from 1 in the source file."""
    stored: StoredImage | None
    grey: NDArray[np.uint8] | None
    """(height, width), its long side at most GLANCE_SIDE pixels; None where the page is no picture of paper."""


GLANCE_SIDE = 1754
"""A4 at 150 dpi: print of 6 points is 12 pixels high, and a page costs 20 ms to decode and look at."""
