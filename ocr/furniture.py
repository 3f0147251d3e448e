"""Page furniture: page numbers, and lines that come again at the head or foot of page after page, as regions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.document import Box, Region
from ocr.reading_order import visual_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.document import Page

_HEAD, _FOOT = 0.05, 0.93
"""Shares of the page's height above and below which lines are furniture; titles and letterheads begin at 6 %."""
_STRAY = 0.015
"""Share of the height by which a line may stand elsewhere on the next page."""
_LEAST_LETTERS = 3
_NUMBER = re.compile(r"\W{0,2}(?:p(?:age|\.)?)?\d{1,3}(?:(?:/|of)\d{1,3})?(?:頁|ページ)?\W{0,2}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    text: str
    """Without spaces, every number as #: page 2 of 3 is page 1 of 3 come again."""
    height: float
    """Of its middle, as a share of the page's."""
    is_number: bool
    region: Region


def with_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of one file, header and footer regions added where no such region was found."""
    lines = [line for n, page in enumerate(pages) for line in _edge_lines(n, page)]
    again = Counter(text for text, _ in {(line.text, line.page) for line in lines})
    furniture = [line for line in lines if line.is_number or (again[line.text] > 1 and _comes_again(line, lines))]
    return tuple(_with(page, [line.region for line in furniture if line.page == n]) for n, page in enumerate(pages))


def _edge_lines(n: int, page: Page) -> Iterator[_Line]:
    """The rows at the head and the foot of a page."""
    for row in visual_rows(page):
        box = Box.union([page.words[k].box for k in row])
        height = box.y_center / page.height
        if _HEAD < height < _FOOT:
            continue
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(page.words[k].text for k in row)))
        region = Region(kind="header" if height <= _HEAD else "footer", box=box, confidence=1.0)
        yield _Line(n, _DIGITS.sub("#", text), height, _NUMBER.fullmatch(text) is not None, region)


def _comes_again(line: _Line, lines: Sequence[_Line]) -> bool:
    """Whether another page has it in the same place."""
    return len(line.text) >= _LEAST_LETTERS and any(
        other.page != line.page and other.text == line.text and abs(other.height - line.height) <= _STRAY
        for other in lines
    )


def _with(page: Page, found: Sequence[Region]) -> Page:
    known = [region.box for region in page.regions if region.kind in ("header", "footer")]
    new = [region for region in found if not any(_holds(box, region.box) for box in known)]
    if not new:
        return page
    rest = [r for r in page.regions if not any(_holds(one.box, r.box) for one in new)]  # a page number is no text
    regions = sorted([*rest, *new], key=lambda region: (region.box.top, region.box.left, region.kind))
    return page.model_copy(update={"regions": tuple(regions)})


def _holds(box: Box, other: Box) -> bool:
    return box.left <= other.x_center <= box.right and box.top <= other.y_center <= box.bottom
