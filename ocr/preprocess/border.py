"""Black around a sheet, as scanners make it of an open lid or of glass larger than the sheet: cut off, wedges too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.preprocess.image import PageImage

_WORK_SIDE = 600
"""Long side of the reduced page that is searched: A4 comes to 2 pixels a millimetre."""
_LEAST_SIDE = 100
_GLANCE = 200
"""Rows and columns that are looked at first."""
_LEAST_DARK = 0.1
"""Of a side, for a closer look."""
_DARK, _LIGHT = 0.2, 0.6
"""Of the paper's grey: the black of a lid has 0.01 to 0.18, dark letterheads have 0.25; and the least of the sheet
beside it, for a shadow ends softly."""
_STROKE = 9
"""Reduced pixels; what is thinner, such as a frame that runs off the sheet, is print."""
_LEAST_SHARE = 0.004
"""Of the picture that is border: less troubles nothing."""
_LEAST_SHEET = 0.12
"""Of the picture."""
_MOST_ELSE = 0.001
"""Of the picture that may be light and yet not the sheet: a dark band of a letterhead has print in it."""
_MOST_TEXTURE, _MOST_COLOUR = 12.0, 24.0
"""Levels by which the border may vary, and by which its colours may differ: a lid is even and grey, a desk is not."""
_LEAST_CONVEX = 0.97
"""The sheet's area over its convex hull's."""
_INSET = 5
"""Reduced pixels: two on either side, a millimetre, are the sheet's own grey edge or the thin end of a wedge."""


def cut_border(image: PageImage) -> tuple[PageImage, Repair | None]:
    """The sheet without the black around it, wedges in the paper's colour; amount: the share of the picture taken away.

    A page without an even, dark and grey border, or with anything light in that, is returned as it came, with None.
    """
    pixels, grey = image.pixels, image.grey
    if not _is_dark_at_an_edge(grey[:: max(1, grey.shape[0] // _GLANCE), :: max(1, grey.shape[1] // _GLANCE)]):
        return image, None
    scale = min(1.0, _WORK_SIDE / max(grey.shape))
    small = image.halved_to(*(max(1, round(side * scale)) for side in grey.shape[::-1]))
    sheet = _sheet(small)
    if sheet is None:
        return image, None
    height, width = pixels.shape[:2]
    is_sheet = cv2.resize(sheet, (width, height), interpolation=cv2.INTER_NEAREST)
    left, top, across, down = cv2.boundingRect(is_sheet)
    is_sheet = is_sheet[top : top + down, left : left + across]
    cut = np.empty((down, across, 3), np.uint8)
    cv2.rectangle(cut, (0, 0), (across, down), np.median(small[sheet > 0], axis=0).tolist(), cv2.FILLED)
    cv2.copyTo(pixels[top : top + down, left : left + across], is_sheet, cut)
    share = 1 - np.count_nonzero(is_sheet) / (height * width)
    return (
        image.transformed(cut, np.array([[1.0, 0.0, left], [0.0, 1.0, top]])),
        Repair(step="border", amount=round(share, 3), reason="black around the sheet"),
    )


def _is_dark_at_an_edge(sample: NDArray[np.uint8]) -> bool:
    """Whether a tenth of one side or more is dark: what costs a clean page next to nothing."""
    dark = _dark(sample)
    sides = (dark[:2], dark[-2:], dark[:, :2], dark[:, -2:])
    return max(float(side.mean()) for side in sides) >= _LEAST_DARK


def _dark(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(grey < _DARK * float(np.percentile(grey[::2, ::2], 90)), np.uint8)


def _sheet(small: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """1 on the sheet, 0 on the black around it, (height, width) of the reduced page; None for a page without that."""
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    if min(grey.shape) < _LEAST_SIDE:
        return None
    around = _touching_the_edge(_dark(grey))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - around, connectivity=4)
    if count < 2:
        return None
    areas = stats[1:, cv2.CC_STAT_AREA]
    largest = int(np.argmax(areas)) + 1
    elsewhere = float(areas.sum() - areas[largest - 1]) / grey.size
    if areas[largest - 1] < _LEAST_SHEET * grey.size or elsewhere > _MOST_ELSE or not _is_lid(small, around):
        return None
    found = np.asarray(labels == largest, np.uint8)
    contours, _ = cv2.findContours(found, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.concatenate(contours))
    filled = cv2.fillConvexPoly(np.zeros_like(found), hull, 1)
    if np.count_nonzero(found) < _LEAST_CONVEX * np.count_nonzero(filled):
        return None
    if np.count_nonzero(around) < _LEAST_SHARE * grey.size:
        return None
    inset = np.ones((_INSET, _INSET), np.uint8)
    return np.asarray(cv2.erode(filled, inset, borderType=cv2.BORDER_CONSTANT, borderValue=0), np.uint8)


def _touching_the_edge(dark: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where wide dark areas reach the picture's edge."""
    margin = _STROKE
    ringed = cv2.copyMakeBorder(dark, *(margin,) * 4, cv2.BORDER_CONSTANT, value=1)
    wide = cv2.morphologyEx(ringed, cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8))
    cv2.floodFill(wide, None, (0, 0), 2)
    return np.asarray(wide[margin:-margin, margin:-margin] == 2, np.uint8)


def _is_lid(small: NDArray[np.uint8], around: NDArray[np.uint8]) -> bool:
    """Whether what lies around the sheet is wide enough, even and grey, and ends at once."""
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    beside = (cv2.dilate(around, np.ones((7, 7), np.uint8)) - cv2.dilate(around, np.ones((3, 3), np.uint8))) > 0
    if not beside.any() or np.median(grey[beside]) < _LIGHT * np.percentile(grey[::2, ::2], 90):
        return False
    inner = cv2.erode(around, np.ones((3, 3), np.uint8)) > 0
    if not inner.any():
        return False
    colours = small[inner].astype(np.float32)
    texture = float(np.percentile(colours.mean(axis=1), 90) - np.percentile(colours.mean(axis=1), 10)) / 2.56
    colour = float(np.ptp(np.median(colours, axis=0)))
    return texture <= _MOST_TEXTURE and colour <= _MOST_COLOUR
