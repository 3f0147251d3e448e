"""A PDF's pages: drawn by poppler at a resolution that fits them, their text read where it can be trusted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ocr.document import StoredImage
from ocr.errors import InputError
from ocr.preprocess.image import PageImage
from ocr.sources.dpi import page_dpi
from ocr.sources.page import GLANCE_SIDE, Glance, SourceLimits, SourcePage
from ocr.sources.pdf_process import PdfProcess
from ocr.sources.text_layer import trusted_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from ocr.document import Colour
    from ocr.sources.page import DpiBasis
    from ocr.sources.pdf_process import PageFacts, Picture

DRAW_DPI = 200
"""Of pages that are not scans: 8 pt kana are 22 pixels high, which the engines read as well as at 300."""
_LEAST_SCAN_DPI, _MOST_SCAN_DPI = 150, 300
_SCAN_COVERS = 0.85
_FEW_TEXTS = 5
"""Pieces of visible text that a scan may have over it: a page number, a stamp of the program that made it."""
_INDEXED = 10
"""pdfium's FPDF_COLORSPACE_INDEXED."""
_MOST_GREY_BITS = 8
_LONGEST_PAPER_INCHES = 24.0
_LEAST_DPI = 72.0
_POINTS_PER_INCH = 72.0


class PdfFile:
    """One opened PDF. The process that reads it lives from here to the end of `pages` or of this object."""

    def __init__(self, path: Path, limits: SourceLimits) -> None:
        self._path = path
        self._limits = limits
        self._process: PdfProcess | None = PdfProcess(limits)
        self.page_count = self._process.open(path)

    def pages(self) -> Iterator[SourcePage]:
        """The pages, each parsed and drawn when asked for."""
        process, self._process = self._process or self._opened(), None
        try:
            for number in range(1, self.page_count + 1):
                yield self._page(process, number)
        finally:
            process.close()

    def _opened(self) -> PdfProcess:
        process = PdfProcess(self._limits)
        process.open(self._path)
        return process

    def _page(self, process: PdfProcess, number: int) -> SourcePage:
        facts = process.page(number)
        for picture in facts.pictures:
            _check_pixels(picture.pixels_across, picture.pixels_down, self._limits.max_pixels, number)
        wanted_dpi, basis = _resolution(facts)
        most_pixels = 0.99 * self._limits.max_pixels  # poppler rounds both sides up
        most_dpi = _POINTS_PER_INCH * math.sqrt(most_pixels / (facts.width * facts.height))
        if most_dpi < min(wanted_dpi, _LEAST_DPI):
            inches = f"{facts.width / _POINTS_PER_INCH:.0f} x {facts.height / _POINTS_PER_INCH:.0f} inches"
            raise InputError(f"page {number} is {inches}; print it to PDF on A3 or smaller")
        dpi = max(1, math.floor(min(wanted_dpi, most_dpi)))
        pixels = process.draw(number, dpi, may_be_blank=facts.objects == 0)
        words = trusted_words(facts, pixels, dpi) if _agrees(facts, pixels, dpi) else None
        dpi_and_basis = (float(dpi), basis) if basis == "file" else page_dpi(pixels.shape[1], pixels.shape[0], None)
        return SourcePage(number, PageImage.of_source(pixels), *dpi_and_basis, words, _stored(facts))


def pdf_glances(process: PdfProcess, page_count: int, limits: SourceLimits) -> Iterator[Glance]:
    """A look at each page of the PDF that is open in the process; pages made as data are not drawn."""
    for number in range(1, page_count + 1):
        facts = process.page(number, with_chars=False)
        for picture in facts.pictures:
            _check_pixels(picture.pixels_across, picture.pixels_down, limits.max_pixels, number)
        stored = _stored(facts)
        side = min(GLANCE_SIDE, max(stored.width, stored.height)) if stored else 0
        yield Glance(number, stored, process.sketch(number, side) if stored else None)


def _stored(facts: PageFacts) -> StoredImage | None:
    """The picture that is all of the page; of several, as programs that compress make them, the best of each."""
    scans = [picture for picture in facts.pictures if _covers(picture, facts)]
    if not scans or facts.visible_texts > _FEW_TEXTS:
        return None
    finest = max(scans, key=lambda picture: min(_dots(picture)))
    richest = max(scans, key=lambda picture: picture.bits_per_pixel)
    sides = sorted((finest.pixels_across, finest.pixels_down))
    width, height = sides if facts.width <= facts.height else reversed(sides)
    is_paper = max(facts.width, facts.height) <= _LONGEST_PAPER_INCHES * _POINTS_PER_INCH
    dpi = round(min(_dots(finest)), 1) if is_paper else page_dpi(width, height, None)[0]
    colour: Colour = (
        "unknown"
        if not richest.bits_per_pixel
        else "palette"
        if richest.colour_space == _INDEXED
        else "colour"
        if richest.bits_per_pixel > _MOST_GREY_BITS
        else "grey"
    )
    return StoredImage(
        width=width, height=height, bits=1 if richest.bits_per_pixel == 1 else 8, colour=colour, dpi=dpi or None
    )


def _agrees(facts: PageFacts, pixels: NDArray[np.uint8], dpi: int) -> bool:
    """True if parser and drawer mean the same part of the page; in odd files they crop it differently."""
    expected = (facts.height * dpi / _POINTS_PER_INCH, facts.width * dpi / _POINTS_PER_INCH)
    return all(abs(side - wanted) <= 2 for side, wanted in zip(pixels.shape, expected, strict=False))


def _resolution(facts: PageFacts) -> tuple[int, DpiBasis]:
    """At what dpi to draw a page, and whether its size in inches can be true ("file").

    A scan is drawn at its own resolution, within 150 to 300 dpi: its pixels are neither invented nor, where engines use
    them, thrown away. A photo that some program called a page of 40 inches is drawn pixel by pixel.
    """
    scan = _scan(facts)
    if scan is None:
        return DRAW_DPI, "file"
    native = round(_native_dpi(scan))
    if max(facts.width, facts.height) > _LONGEST_PAPER_INCHES * _POINTS_PER_INCH:
        return native, "unknown"
    return min(max(native, _LEAST_SCAN_DPI), _MOST_SCAN_DPI), "file"


def _native_dpi(picture: Picture) -> float:
    """Of the finer direction (a fax has two)."""
    return max(_dots(picture))


def _dots(picture: Picture) -> tuple[float, float]:
    """Dots per inch in both directions, whichever way up the picture is placed."""
    sides = (picture.right - picture.left, picture.bottom - picture.top)
    lying = (picture.pixels_across / sides[0], picture.pixels_down / sides[1])
    turned = (picture.pixels_down / sides[0], picture.pixels_across / sides[1])
    across, down = min(lying, turned, key=lambda pair: max(pair) / max(min(pair), 1e-6))
    return _POINTS_PER_INCH * across, _POINTS_PER_INCH * down


def _scan(facts: PageFacts) -> Picture | None:
    """The picture that is all of the page, if one is."""
    return next((picture for picture in facts.pictures if _covers(picture, facts)), None)


def _covers(picture: Picture, facts: PageFacts) -> bool:
    left, top = max(picture.left, 0.0), max(picture.top, 0.0)
    right, bottom = min(picture.right, facts.width), min(picture.bottom, facts.height)
    is_on_page = right > left and bottom > top
    return is_on_page and (right - left) * (bottom - top) >= _SCAN_COVERS * facts.width * facts.height


def _check_pixels(across: int, down: int, max_pixels: int, number: int) -> None:
    if across * down > max_pixels:
        limit = f"the limit is {max_pixels / 1e6:g} million pixels"
        raise InputError(f"page {number} holds a picture of {across} x {down} pixels, {limit}; scan it at 300 dpi")
