"""Page numbers as printed on the edge of a page: 1/2, - 2 -, Page 1 of 3, 1頁; what a fax machine adds is not one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocr.extract.sheet import Segment, Sheet

_EDGE_ROWS = 4
"""Rows from the top in which a page number may stand; letterheads with "Page 1 of 3" have it in the second."""
_FAX_ROW = re.compile(r"\d{1,2}[:時]\d{2}.*(?:p\.?\s*\d|from|to|no\.|発信|fax)", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\bpage\s*:?\s*(?P<n>\d{1,3})(?:\s*(?:of|/)\s*(?P<of>\d{1,3}))?\b"
    r"|(?P<n2>\d{1,3})\s*(?:/\s*(?P<of2>\d{1,3})\s*)?(?:頁|ページ)(?:目)?(?!\S)"
    r"|第\s*(?P<n3>\d{1,3})\s*(?:頁|ページ)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\W{0,2}\s*(?:p(?:age)?\.?\s*)?(?P<n>\d{1,3})\s*(?:/|of)\s*(?P<of>\d{1,3})\s*\W{0,2}", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:[-~‐‑–—―]\s*(?P<n>\d{1,3})\s*[-~‐‑–—―]|p(?:age)?\.?\s*(?P<n2>\d{1,3})|(?P<n3>\d{1,3}))", re.IGNORECASE
)
_BARE_BELOW = 0.85
"""Share of the page's height below which a number with nothing around it is the page's; 1/2 may be as near the top."""
_EDGE_SEGMENTS = 3
"""In a row of more, 4/20 is a day."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The `number`-th page `of` so many; `of` is None where it is not printed."""

    number: int
    of: int | None


def page_number(sheet: Sheet) -> PageNumber | None:
    """The number printed at the top or the foot of the page; None where there is none, or it makes no sense."""
    rows = [row for row in sheet.rows if not is_fax_header(row)]
    for row in [*reversed(rows[-2:]), *rows[:_EDGE_ROWS]]:
        found = _spoken(row) or _alone(row, sheet)
        if found is not None:
            return found
    return None


def is_fax_header(row: tuple[Segment, ...]) -> bool:
    """Whether the row was printed by a fax machine: it counts the pages of a call, not those of a document."""
    return _FAX_ROW.search(_text(row)) is not None


def _spoken(row: tuple[Segment, ...]) -> PageNumber | None:
    found = _SPOKEN.search(_text(row))
    if found is None:
        return None
    return _made(found["n"] or found["n2"] or found["n3"], found["of"] or found["of2"])


def _alone(row: tuple[Segment, ...], sheet: Sheet) -> PageNumber | None:
    height = row[0].y_center / sheet.height
    low = height > _BARE_BELOW
    if low or height < 1 - _BARE_BELOW:
        for segment in row:
            if len(row) <= _EDGE_SEGMENTS and (found := _ALONE.fullmatch(_folded(segment.text))):
                return _made(found["n"], found["of"])
    text = _text(row)
    if low and (found := _BARE.fullmatch(text)):
        return _made(found["n"] or found["n2"] or found["n3"], None)
    return None


def _made(number: str, of: str | None) -> PageNumber | None:
    n, total = int(number), int(of) if of else None
    return PageNumber(n, total) if n >= 1 and (total is None or n <= total) else None


def _text(row: tuple[Segment, ...]) -> str:
    return _folded(" ".join(segment.text for segment in row))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
