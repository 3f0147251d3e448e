"""Regions of a page: tables, titles, text, figures, headers and footers, through layoutparser's model interface.

The detector is good on clean pages, takes whole worn ones for pictures and misses most tables without rules. So its
word is held against the page's words and tables (`ocr.tables`), and a region never decides whether something is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr.document import Box, Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layoutparser.elements import Layout
    from layoutparser.models.base_layoutmodel import BaseLayoutModel

    from ocr.document import Page, RegionKind, Table
    from ocr.preprocess.image import PageImage


class Part(Protocol):
    """Anything of a kind that has its place on the page: a Region, for one."""

    @property
    def kind(self) -> str: ...
    @property
    def box(self) -> Box: ...


_KINDS: dict[str, RegionKind] = {
    "text": "text",
    "title": "title",
    "figure": "figure",
    "figure_caption": "text",
    "table": "table",
    "table_caption": "text",
    "header": "header",
    "footer": "footer",
    "reference": "text",
    "equation": "text",
}
"""The detector's classes, made for papers; on contracts it takes clauses for references."""
_LOOKED_AT = (608, 800)
"""Pixels across and down to which the detector stretches any page."""
_SAME = 0.5
"""Intersection over union from which two regions are one."""
_PICTURE_WORDS = 3
"""A picture with more words in it is no picture: a logo has its name, a seal at most three columns."""


def find_regions(image: PageImage, page: Page) -> tuple[Region, ...]:
    """What stands where on the page, top to bottom; image is the page level, page has its words and tables.

    EngineError if the detector's model is missing.
    """
    stretched = np.array(image.pixels.shape[1::-1]) / _LOOKED_AT
    found = [
        Region(
            kind=_KINDS[block.type],
            box=image.box_on_source(block.points * stretched),
            confidence=round(block.score, 3),
        )
        for block in _detector().detect(image.halved_to(*_LOOKED_AT))
    ]
    return settled(found, page)


def settled(found: Iterable[Region], page: Page) -> tuple[Region, ...]:
    """The detector's regions made to agree with each other and with the page's words and tables."""
    kept = [Region(kind="table", box=table.box, confidence=1.0) for table in page.tables if _is_region(table)]
    tables = [region.box for region in kept]
    for region in sorted(found, key=lambda region: -region.confidence):
        if region.kind == "figure" and _words_in(region.box, page) > _PICTURE_WORDS:
            continue
        if region.kind == "table" and _shared(region.box, tables) >= _SAME * _area(region.box):
            continue
        if not any(_are_one(region.box, other.box) for other in kept):
            kept.append(region)
    return tuple(sorted(kept, key=lambda region: (region.box.top, region.box.left, region.kind)))


def to_layout(parts: Iterable[Part]) -> Layout:
    """Parts of a page as layoutparser's Layout, for its pictures, geometry, JSON and data frames; type is the kind."""
    from layoutparser.elements import Layout, Rectangle, TextBlock

    places = [(part.kind, part.box) for part in parts]
    return Layout([TextBlock(Rectangle(b.left, b.top, b.right, b.bottom), type=kind) for kind, b in places])


@cache
def _detector() -> BaseLayoutModel:
    from layoutparser.models import AutoLayoutModel

    from ocr.layout_detector import MODEL

    return AutoLayoutModel(MODEL)


def _is_region(table: Table) -> bool:
    """Whether it is more than a row of boxes for stamps."""
    return table.rows > 1 and table.columns > 1


def _holds(box: Box, other: Box) -> bool:
    return box.left <= other.x_center <= box.right and box.top <= other.y_center <= box.bottom


def _words_in(box: Box, page: Page) -> int:
    return sum(_holds(box, word.box) for word in page.words)


def _area(box: Box) -> int:
    return box.width * box.height


def _overlap(a: Box, b: Box) -> int:
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0, width) * max(0, height)


def _shared(box: Box, others: list[Box]) -> int:
    """Pixels of box that others hold; tables do not overlap one another."""
    return sum(_overlap(box, other) for other in others)


def _are_one(a: Box, b: Box) -> bool:
    shared = _overlap(a, b)
    return shared >= _SAME * (_area(a) + _area(b) - shared)
