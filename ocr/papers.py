"""Several papers on one page -> a picture of each, to be read as a page of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Box
from ocr.preprocess.cut_out import cut_out
from ocr.preprocess.image import PageImage
from ocr.preprocess.orient import turned, upright
from ocr.preprocess.outline import find_sheets
from ocr.reading_order import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.document import Page, Turn, Word
    from ocr.extract.sheet import Sheet
    from ocr.stacks.mounted import Mounted

_AROUND = 0.05
"""Of a sheet's longer side: the ground left around it, by which its edges are found."""
_LINES_AROUND = 2.5
"""Line heights left around words: a frame, a seal that runs over the margin."""
_BESIDE = 20
"""Characters beside the sheets from which there is a paper whose edges were not found."""


def lying_apart(image: PageImage, page: Page) -> tuple[PageImage, ...]:
    """Sheets that lie apart on a darker ground, each turned upright by itself; () for one sheet, or words beside them.

    image is the source page as it was stored, page is what was read of it. Each picture belongs to a source page turned
    as the sheet must be.
    """
    whole = PageImage.of_source(turned(image.pixels, page.turned_deg)) if page.turned_deg else image
    sheets = find_sheets(whole)
    if len(sheets) < 2 or sum(len(word.text) for word in page.words if not _lies_on(word, sheets)) >= _BESIDE:
        return ()
    boxes = [Box.around(hull, page.width, page.height) for hull in sheets]
    order = [n for row in rows_of(boxes, 0.0) for n in row]
    return tuple(_sheet(whole.pixels, sheets, n, page.turned_deg) for n in order)


def cut_apart(image: PageImage, sheet: Sheet, found: Mounted) -> tuple[PageImage, ...]:
    """The pieces of a page, each without the others; image is the one that was read, sheet what was read."""
    words = sheet.page.words
    hulls = [_hull(image, [words[n] for n in group]) for group in (*(p.words for p in found.pieces), *found.beside)]
    margin = _LINES_AROUND * sheet.line_height
    return tuple(cut_out(image, hulls, n, margin) for n in range(len(found.pieces)))


def _sheet(pixels: NDArray[np.uint8], sheets: Sequence[NDArray[np.float64]], which: int, turned_deg: Turn) -> PageImage:
    """One sheet, cut out of the source page that has it upright."""
    margin = _AROUND * float(np.ptp(sheets[which], axis=0).max())
    piece = cut_out(PageImage.of_source(pixels), sheets, which, margin)
    turn = upright(PageImage.of_source(piece.pixels))[0].turned_deg
    for _ in range(turn // 90):
        sheets = [np.column_stack([pixels.shape[0] - hull[:, 1], hull[:, 0]]) for hull in sheets]
        pixels = turned(pixels, 90)
    whole = PageImage.of_source(pixels)
    turns: tuple[Turn, ...] = (0, 90, 180, 270)
    whole = replace(whole, turned_deg=turns[(turned_deg + turn) // 90 % 4])
    return cut_out(whole, sheets, which, margin)


def _lies_on(word: Word, sheets: Sequence[NDArray[np.float64]]) -> bool:
    middle = (word.box.x_center, word.box.y_center)
    return any(cv2.pointPolygonTest(hull.astype(np.float32), middle, False) >= 0 for hull in sheets)


def _hull(image: PageImage, words: Sequence[Word]) -> NDArray[np.float64]:
    """Corners of the words on the image."""
    boxes = [word.box for word in words]
    corners = [(x, y) for b in boxes for x in (b.left, b.right) for y in (b.top, b.bottom)]
    return image.points_from_source(np.array(corners, np.float64))
