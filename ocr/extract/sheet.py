"""A page as extraction sees it: level segments of text with the way back to the words they came from.

Words are turned level by the page's skew, and columns of vertical writing are laid down as rows (`ocr.place`),
so that "same row" and "below" are plain comparisons. Letter-spaced text (小　計 read as 小 and 計) becomes one segment.
Nothing here knows what a field is.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ocr.document import Evidence
from ocr.extract.cells import Cells
from ocr.extract.values import day_order, simplified_to_japanese
from ocr.extract.values.remembered import remembered
from ocr.place import Place
from ocr.reading_order import page_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocr.document import Document, Page
    from ocr.place import Rule
    from ocr.reading_order import Line

_MOST_CJK = 0.1
"""Share of the characters of a page in Latin letters."""
_KANA_DASH = re.compile(r"(?<=[ぁ-んァ-ヶ])[一\-‐−—―](?=[ぁ-んァ-ヶ]|$)")
_TWINS = str.maketrans({"·": "・", "•": "・", "‧": "・", "﹕": ":", "∶": ":", "︰": ":"})


@dataclass(frozen=True, slots=True)
class Key:
    """Text made comparable: NFKC, case folded, simplified twins made Japanese, no white space."""

    text: str
    at: tuple[int, ...]
    """For each character of text, its index in the original."""

    @staticmethod
    @remembered
    def of(original: str) -> Key:
        """That of a text as read."""
        folded = list(map(_comparable, original))
        at = tuple(n for n, chars in enumerate(folded) for _ in chars)
        return Key(_KANA_DASH.sub("ー", "".join(folded)), at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Key characters [start, end) as a span of the original."""
        return self.at[start], self.at[end - 1] + 1


@remembered
def _comparable(char: str) -> str:
    """What one character is in a key: several, or none."""
    folded = unicodedata.normalize("NFKC", simplified_to_japanese(char)).casefold().translate(_TWINS)
    return "".join(folded.split())


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A run of text on one row; coordinates are level pixels of its page."""

    page: int
    row: int
    """Number of its visual row on the page."""
    text: str
    origin: tuple[tuple[int, int], ...]
    """For each character of text: (word, offset in the word)."""
    key: Key
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    day_first: bool | None = None
    """Whether its page writes the day before the month; None where it does not say or puts the year first."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def x_center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y_center(self) -> float:
        return (self.top + self.bottom) / 2

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """One Evidence per word under characters [start, end) of text."""
        spans: dict[int, list[int]] = {}
        for word, offset in self.origin[start:end]:
            spans.setdefault(word, []).append(offset)
        return tuple(
            Evidence(page=self.page, word=word, start=min(offsets), end=max(offsets) + 1)
            for word, offsets in spans.items()
        )

    def cut(self, start: int, end: int) -> Segment:
        """Characters [start, end) as a segment of their own, placed by their share of the width."""
        text = self.text[start:end]
        return replace(
            self,
            text=text,
            origin=self.origin[start:end],
            key=Key.of(text),
            left=self.x_at(start),
            right=max(self.x_at(end), self.x_at(start) + 1),
        )

    def x_at(self, index: int) -> float:
        """Where character `index` begins, by its share of the width."""
        return self.left + self.width * index / max(len(self.text), 1)

    def y_overlap(self, other: Segment) -> float:
        """Shared height as a share of the lower of the two, 0..1."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, shared) / min(self.height, other.height)

    def x_overlap(self, other: Segment) -> float:
        """Shared width as a share of the narrower of the two, 0..1."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, shared) / min(self.width, other.width)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page, level."""

    page: Page
    rows: tuple[tuple[Segment, ...], ...]
    """Top to bottom, left to right."""
    horizontal_rules: tuple[Rule, ...]
    vertical_rules: tuple[Rule, ...]
    cells: Cells
    width: float
    height: float
    """Level pixels of the page, or of what the words of one of its parts span and a margin."""

    @classmethod
    def of(cls, page: Page) -> Sheet:
        lines = page_lines(page)
        place = Place(page, lines)
        horizontal, vertical = place.rules()
        cells = Cells(page)
        day_first = day_order("\n".join(word.text for word in page.words))
        rows = tuple(_segments(page, n, line, place, vertical, cells, day_first) for n, line in enumerate(lines))
        return cls(page, rows, horizontal, vertical, cells, place.width, place.height)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(s for row in self.rows for s in row)

    @cached_property
    def is_latin(self) -> bool:
        """Whether hardly any of it is written in kana or kanji."""
        text = "".join(s.text for s in self.segments)
        return sum(map(_is_cjk, text)) < _MOST_CJK * len(text)

    @cached_property
    def line_height(self) -> float:
        """Median height of a segment; that of an A4 page's body text where the page is empty."""
        heights = [s.height for s in self.segments]
        return statistics.median(heights) if heights else self.height / 80

    def right_of(self, segment: Segment, least_overlap: float = 0.5) -> list[Segment]:
        """Segments on the same level to the right, nearest first; least_overlap is the share of height in common."""
        top, bottom, near = segment.top, segment.bottom, segment.right - 0.8 * segment.height
        found = [
            s
            for s in self.segments
            if s.top < bottom
            and s.bottom > top
            and s.left >= near
            and s is not segment
            and s.x_center > segment.right
            and s.y_overlap(segment) > least_overlap
        ]
        return sorted(found, key=lambda s: s.left)

    def below(self, segment: Segment, lines: float) -> list[Segment]:
        """Segments under this one within `lines` line heights, nearest first."""
        reach = segment.bottom + lines * max(segment.height, self.line_height)
        nearest = segment.bottom - 0.4 * segment.height
        found = [
            s
            for s in self.segments
            if nearest <= s.top <= reach
            and s is not segment
            and s.top >= segment.bottom - 0.4 * min(s.height, segment.height)
            and s.x_overlap(segment) > 0.25
        ]
        return sorted(found, key=lambda s: (s.top, s.left))

    def ruled_between(self, left: Segment, right: Segment) -> bool:
        """Whether a vertical rule stands between two segments of one row."""
        return _ruled(self.vertical_rules, left, right)

    def in_one_box(self, upper: Segment, lower: Segment) -> bool:
        """Whether no horizontal rule stands between two segments, one below the other."""
        x = (max(upper.left, lower.left) + min(upper.right, lower.right)) / 2
        slack = 0.3 * min(upper.height, lower.height)
        return not any(
            upper.bottom - slack <= r.position <= lower.top + slack and r.start <= x <= r.end
            for r in self.horizontal_rules
        )


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Every page of the document, level."""
    return tuple(Sheet.of(page) for page in document.pages)


def joined_evidence(parts: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """Evidence of several parts, in order, each once."""
    return tuple(dict.fromkeys(e for part in parts for e in part))


def _segments(
    page: Page, row: int, line: Line, place: Place, vertical: tuple[Rule, ...], cells: Cells, day_first: bool | None
) -> tuple[Segment, ...]:
    """The line's words as segments; lone characters spaced apart are joined, words across a cell's edge are cut."""
    made: list[Segment] = []
    for n in line.words:
        word = page.words[n]
        left, top, right, bottom = place.sides(n, is_vertical=line.is_vertical)
        origin = tuple((n, k) for k in range(len(word.text)))
        segment = Segment(
            page.number, row, word.text, origin, Key.of(word.text), left, top, right, bottom, word.confidence, day_first
        )
        parts = cells.cuts(n)
        if parts:
            made.extend(segment.cut(start, end) for start, end in parts)
        elif made and _letter_spaced(made[-1], segment) and not _ruled(vertical, made[-1], segment):
            made[-1] = _join(made[-1], segment)
        else:
            made.append(segment)
    return tuple(made)


def _letter_spaced(before: Segment, after: Segment) -> bool:
    if len(after.text) > 1 or not _is_cjk(after.text) or not all(map(_is_cjk, before.text)):
        return False
    lone = len({word for word, _ in before.origin}) == len(before.text)  # every word of it is one character
    size = min(before.height, after.height)
    return (
        lone and size > 0.75 * max(before.height, after.height) and -0.2 * size < after.left - before.right < 4 * size
    )


def _is_cjk(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff"


def _join(a: Segment, b: Segment) -> Segment:
    text = a.text + b.text
    return Segment(
        a.page,
        a.row,
        text,
        a.origin + b.origin,
        Key.of(text),
        a.left,
        min(a.top, b.top),
        b.right,
        max(a.bottom, b.bottom),
        min(a.confidence, b.confidence),
        a.day_first,
    )


def _ruled(vertical: tuple[Rule, ...], left: Segment, right: Segment) -> bool:
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    middle = (top + bottom) / 2
    slack = 0.3 * min(left.height, right.height)
    return any(left.right - slack <= r.position <= right.left + slack and r.start <= middle <= r.end for r in vertical)
