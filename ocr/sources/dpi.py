"""How many pixels make an inch: from the file if it can be true, else from the paper, else unknown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocr.sources.page import DpiBasis

_PAPERS_MM = (
    (210, 297),
    (148, 210),
    (297, 420),
    (182, 257),
    (257, 364),
    (105, 148),
    (100, 148),
    (216, 279),
    (216, 356),
)
"""A4, A5, A3, JIS B5 and B4, A6, postcard, Letter, Legal: the likeliest first."""
_SCANNER_DPI = (200, 300, 150, 400, 600, 240, 100, 72, 96, 1200)
_SIZE_TOLERANCE = 0.006
_SHAPE_TOLERANCE = 0.012
_MM_PER_INCH = 25.4
_PLACEHOLDERS = (72, 96)
"""What cameras and screens write when they do not know: true only of a page that is a paper size then."""
_PLACEHOLDER_TOLERANCE = 0.03
_LEAST_INCHES = 1.5
_MOST_INCHES = 48.0
"""Long side of what offices scan: from a voucher to a till receipt of 1.2 m."""


def page_dpi(width: int, height: int, in_file: tuple[float, float] | None) -> tuple[float | None, DpiBasis]:
    """Dots per inch of an upright page of width x height pixels, and where that number comes from.

    The file's own number counts if the page it makes is paper of a believable size. Otherwise pixels that are exactly
    a paper size at a scanner's resolution tell, then pixels in the shape of A4, which is what most such pages are.
    """
    if in_file is not None and believable(width, height, in_file):
        return float(round(math.sqrt(in_file[0] * in_file[1]), 2)), "file"
    estimate = _estimate(width, height)
    return (estimate, "estimated") if estimate else (None, "unknown")


def believable(width: int, height: int, dpi: tuple[float, float]) -> bool:
    """True where width x height pixels at dpi (horizontal, vertical) is a size that paper has."""
    if not all(math.isfinite(value) and 50 <= value <= 2400 for value in dpi):
        return False
    inches = sorted((width / dpi[0], height / dpi[1]))
    if round(dpi[0]) in _PLACEHOLDERS:
        return any(_fits(inches, paper, _PLACEHOLDER_TOLERANCE) for paper in _PAPERS_MM)
    return inches[0] >= _LEAST_INCHES / 2 and _LEAST_INCHES <= inches[1] <= _MOST_INCHES


def _estimate(width: int, height: int) -> float | None:
    short, long = sorted((width, height))
    for dpi in _SCANNER_DPI:
        if any(_fits([short / dpi, long / dpi], paper, _SIZE_TOLERANCE) for paper in _PAPERS_MM):
            return float(dpi)
    for paper in ((210, 297), (216, 279)):
        dpi_by_shape = long / (paper[1] / _MM_PER_INCH)
        if abs((long / short) / (paper[1] / paper[0]) - 1) < _SHAPE_TOLERANCE and 70 <= dpi_by_shape <= 620:
            return round(dpi_by_shape, 1)
    return None


def _fits(inches: list[float], paper_mm: tuple[int, int], tolerance: float) -> bool:
    """True where sides, the shorter first, are those of the paper."""
    sides = zip(inches, paper_mm, strict=True)
    return all(abs(inch * _MM_PER_INCH / mm - 1) < tolerance for inch, mm in sides)
