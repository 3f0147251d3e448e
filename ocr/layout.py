"""Regions of a page: tables, titles, text, figures, headers and footers, through layoutparser's model interface.

The detector is good on clean pages, takes whole worn ones for pictures and misses most tables without rules. So its
word is held against the page's words and ruling lines, and a region never decides whether something is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr.document import Box, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layoutparser.elements import Layout
    from layoutparser.models.base_layoutmodel import BaseLayoutModel

    from ocr.document import Page, RegionKind
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
_SAME = 0.5
"""Intersection over union from which two regions are one."""
_TABLE_RULES = (3, 2)
"""Horizontal and vertical rules that a table has at least: two cells side by side, twice."""
_TABLE_WORDS = 4
_TABLE_FILLED = 0.6
"""Share of a table's width from its first word to its last."""
_PICTURE_WORDS = 3
"""A picture with more words in it is no picture: a logo has its name, a seal at most three columns."""
_REACH = 1 / 250
"""Share of the page's longer side by which rules may miss each other and still meet: 1.2 mm on A4."""
_EDGE = 1 / 100
"""Share of the page's sides that no table reaches."""


def find_regions(image: PageImage, page: Page) -> tuple[Region, ...]:
    """What stands where on the page, top to bottom; image is the page level, page has its words and rules.

    EngineError if the detector's model is missing.
    """
    found = [
        Region(kind=_KINDS[block.type], box=image.box_on_source(block.points), confidence=round(block.score, 3))
        for block in _detector().detect(image.pixels)
    ]
    return settled(found, page)


def settled(found: Iterable[Region], page: Page) -> tuple[Region, ...]:
    """The detector's regions made to agree with each other and with the page's words and rules."""
    kept = [Region(kind="table", box=box, confidence=1.0) for box in ruled_tables(page)]
    ruled = [region.box for region in kept]
    for region in sorted(found, key=lambda region: -region.confidence):
        if region.kind == "figure" and _words_in(region.box, page) > _PICTURE_WORDS:
            continue
        if region.kind == "table" and _shared(region.box, ruled) >= _SAME * _area(region.box):
            continue
        if not any(_are_one(region.box, other.box) for other in kept):
            kept.append(region)
    return tuple(sorted(kept, key=lambda region: (region.box.top, region.box.left, region.kind)))


def ruled_tables(page: Page) -> tuple[Box, ...]:
    """Boxes of the tables whose rules cross each other, at least a header and a row of two cells with words in them."""
    reach = max(page.width, page.height) * _REACH
    across = [rule for rule in page.horizontal_rules if _is_inside(rule, page)]
    down = [rule for rule in page.vertical_rules if _is_inside(rule, page)]
    if len(across) < _TABLE_RULES[0] or len(down) < _TABLE_RULES[1]:
        return ()
    tables = []
    for one in _crossing(across, down, reach):
        horizontal = sum(n < len(across) for n in one)
        if horizontal >= _TABLE_RULES[0] and len(one) - horizontal >= _TABLE_RULES[1]:
            tables.append(Box.union([(*across, *down)[n] for n in one]))
    return tuple(box for box in sorted(tables, key=lambda box: (box.top, box.left)) if _is_filled(box, page))


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


def _crossing(across: Sequence[Box], down: Sequence[Box], reach: float) -> list[list[int]]:
    """Rules that hang together, as indices into across + down."""
    h = np.array([(b.left, b.top, b.right, b.bottom) for b in across], np.float64)[:, None]
    v = np.array([(b.left, b.top, b.right, b.bottom) for b in down], np.float64)[None]
    gap = np.maximum(h[..., :2], v[..., :2]) - np.minimum(h[..., 2:], v[..., 2:])
    meets = (gap <= reach).all(axis=2)
    group = list(range(len(across) + len(down)))
    for i, j in np.argwhere(meets):
        old, new = group[len(across) + j], group[i]
        if old != new:
            group = [new if g == old else g for g in group]
    return [[n for n, g in enumerate(group) if g == one] for one in dict.fromkeys(group)]


def _is_inside(rule: Box, page: Page) -> bool:
    """Whether the rule keeps off the page's edges; folds, shadows and what a sheet lies on reach them."""
    x, y = page.width * _EDGE, page.height * _EDGE
    return rule.left > x and rule.top > y and rule.right < page.width - x and rule.bottom < page.height - y


def _is_filled(box: Box, page: Page) -> bool:
    """Whether words stand in the box and spread over its width; between a table top's wood grain they do not."""
    inside = [word.box for word in page.words if _holds(box, word.box)]
    if len(inside) < _TABLE_WORDS:
        return False
    return Box.union(inside).width >= _TABLE_FILLED * box.width


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
