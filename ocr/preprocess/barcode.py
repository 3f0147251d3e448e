"""Bar codes and QR codes on a page: what they say and where they stand. Nothing is altered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp

from ocr.document import Barcode
from ocr.preprocess.components import components
from ocr.preprocess.reduce import LEAST_HALVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

    Corner = tuple[int, int]
    """Column and row of the page where a part of it begins."""

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix,Code128,Code39,Codabar,ITF,EAN13,EAN8")
"""Those of Japanese business: payment slips (GS1-128 is a Code 128), parcels (NW-7 is Codabar), goods, labels.

All that the library knows, and light codes on dark ones, would cost twice as much.
"""
_WORK_SIDE = 600
"""Long side of the reduced page on which places for codes are looked for: A4 comes to 2 pixels a millimetre."""
_PAPER = 15
"""Reduced pixels over which the paper's own grey is looked for."""
_DARKEST_PAPER = 32
_WINDOW_MM, _DARK, _BUSY = 4.5, 0.25, 0.25
"""A code has such a window in it that is so dark on the whole and so full of edges, as shares of the paper's grey; half
of it is bars. Of 287 codes made on 120 pages, turned, askew, blurred, noisy, 217 are read on the whole page, 221 so, of
which six and ten the other way failed; a page without codes costs 9 ms instead of 27."""
_AROUND_MM = 5.0
"""Around such a window: the rest of the code and its quiet zone."""
_BLOCKS = 24
"""Pixels that the library's thresholds share, eight, of a page that it reduces by three: parts begin at multiples."""
_MOST_SHARE = 0.6
"""Of the page, for its parts to be read one by one."""


def read_codes(image: PageImage) -> tuple[PageImage, None]:
    """The page with the codes that can be read, as boxes on the source page, top to bottom; its pixels stay.

    9 ms of CPU for A4 at 200 dpi. A page without codes is returned as it came.
    """
    found = {
        Barcode(format=code.format.name, text=code.text, box=image.box_on_source(_corners(code.position) + corner))
        for corner, part in _parts(image)
        for code in zxingcpp.read_barcodes(part, _FORMATS, try_invert=False)
        if code.text
    }
    if not found:
        return image, None
    return replace(image, barcodes=tuple(sorted(found, key=lambda code: (code.box.top, code.box.left)))), None


def _parts(image: PageImage) -> Iterator[tuple[Corner, NDArray[np.uint8]]]:
    """The parts of the page in grey that may have codes on them, or all if they are most of it; of a strip none."""
    height, width = image.grey.shape
    if min(height, width) < LEAST_HALVED:
        return
    places = _places(image)
    scale = height / places.shape[0]
    _, stats = components(places)
    boxes = []
    for left, top, across, down, _ in stats[1:].tolist():
        x, y = (int(side * scale) // _BLOCKS * _BLOCKS for side in (left, top))
        boxes.append((x, y, min(width, int((left + across) * scale) + 1), min(height, int((top + down) * scale) + 1)))
    if sum((right - x) * (bottom - y) for x, y, right, bottom in boxes) > _MOST_SHARE * height * width:
        boxes = [(0, 0, width, height)]
    for x, y, right, bottom in boxes:
        yield (x, y), np.ascontiguousarray(image.grey[y:bottom, x:right])


def _places(image: PageImage) -> NDArray[np.uint8]:
    """1 on the reduced page around what is as dark and as full of edges as a code."""
    grey = image.grey_reduced(_WORK_SIDE / max(image.grey.shape))
    pixels_per_mm = max(grey.shape) / 297
    cell = np.ones((_PAPER, _PAPER), np.uint8)
    paper = np.maximum(np.asarray(cv2.blur(cv2.dilate(grey, cell), cell.shape), np.uint8), np.uint8(_DARKEST_PAPER))
    edges = cv2.morphologyEx(image.half_grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edges = cv2.resize(edges, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    side = max(3, round(_WINDOW_MM * pixels_per_mm))
    dark, busy = (
        cv2.blur(cv2.divide(one, paper, scale=255), (side, side)) > 255 * least
        for one, least in ((cv2.subtract(paper, grey), _DARK), (edges, _BUSY))
    )
    around = 2 * round(_AROUND_MM * pixels_per_mm) + 1
    return np.asarray(cv2.dilate((dark & busy).astype(np.uint8), np.ones((around, around), np.uint8)), np.uint8)


def _corners(position: zxingcpp.Position) -> NDArray[np.float64]:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(corner.x, corner.y) for corner in corners], np.float64)
