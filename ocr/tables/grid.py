"""A page as tables are made out on it, level, and the grid that a table is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import text_advance
from ocr.level import Level
from ocr.reading_order import levelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.document import Box, Page

    Floats = NDArray[np.float64]
    Span = tuple[int, int, int, int]
    """Row, column, row span, column span."""

REACH = 1 / 250
"""Share of the page's longer side by which rules may miss each other and still meet: 1.2 mm on A4."""
_AMOUNT = r"\d{1,3}(?:,\d{3})+"
_COUNT = r"(?<!\S)\d+(?![年月日])(?=[^\W\d_]{1,2}(?:\s|$))"
_SPLIT = re.compile(rf"{_AMOUNT}|{_COUNT}|(?:(?!{_AMOUNT}|{_COUNT})\S)+")
"""What a column's edge may part: text between spaces, an amount and what stands beside it, a count and its unit."""
_NUMERIC = re.compile(r"[\d.,/:%¥￥-]*\d[\d.,/:%¥￥-]*")
_NUMBER = re.compile(r"[¥￥\\\\$△▲(（−-]*\d[\d,.，．]*[円%％)）−-]*")
_OF_DATE = re.compile(r"[年月日/:：]")
_UNSURE = 0.5
"""Of a word's height: how far a part of it may end before its reckoned place."""
_WITHIN, _HIDDEN = 0.2, 0.5
"""Of a word's height: how far inside it a rule runs through it. Of a rule's length: how much of it does so where it is
strokes of characters that stand above one another, or strikes words out."""
_EDGE = 1 / 100
"""Share of the page's sides that no table reaches; folds, shadows and what a sheet lies on do."""


@dataclass(frozen=True, eq=False)
class LevelPage:
    """Words and rules of a page in level pixels.

    Words are in parts, for an engine makes one word of two cells. A ruling line may part them at any space; white
    space alone only beside a number, or the words of running text would stand in columns.
    """

    words: Floats
    """(n, 4) left, top, right, bottom."""
    parts: tuple[tuple[int, int, int], ...]
    """For each of words, (number on the page, start, end) of its characters."""
    is_number: NDArray[np.bool_]
    """(n,): whether each of words is an amount, a count or a rate, and no part of a date."""
    across: Floats
    """(n, 3) y, start, end of horizontal rules."""
    down: Floats
    """(n, 3) x, start, end of vertical rules."""
    line: float
    """Median height of a word."""
    reach: float

    @classmethod
    def of(cls, page: Page, *, at_numbers: bool) -> LevelPage:
        """With words parted beside numbers only, or else wherever they may be."""
        level = Level(page.skew_deg, page.flattening)
        whole = levelled([word.box for word in page.words], level) if page.words else np.zeros((0, 4))
        line = float(np.median(whole[:, 3] - whole[:, 1])) if len(whole) else page.height / 80
        parts, words = _parts([word.text for word in page.words], whole, at_numbers=at_numbers)
        across = [(b.left, b.y_center, b.right, b.y_center) for b in page.horizontal_rules if is_inside(b, page)]
        down = [(b.x_center, b.top, b.x_center, b.bottom) for b in page.vertical_rules if is_inside(b, page)]
        return cls(
            words,
            parts,
            np.array([_is_number(page.words[n].text, start, end) for n, start, end in parts], np.bool_),
            _clear(_rules(across, level, [1, 3], [0, 2]), words[:, [1, 3, 0, 2]]),
            _clear(_rules(down, level, [0, 2], [1, 3]), words[:, [0, 2, 1, 3]]),
            line,
            max(page.width, page.height) * REACH,
        )

    @cached_property
    def word(self) -> NDArray[np.intp]:
        """(n,) number on the page of the word that each part is of."""
        return np.array([word for word, _, _ in self.parts], np.intp)

    @cached_property
    def centres(self) -> Floats:
        """(n, 2) of the words."""
        return np.asarray((self.words[:, :2] + self.words[:, 2:]) / 2, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where rows and columns end, and which of their places are one cell."""

    ys: Floats
    """(rows + 1,) level pixels."""
    xs: Floats
    """(columns + 1,)."""
    spans: tuple[Span, ...]
    ruling: str

    @classmethod
    def plain(cls, ys: Sequence[float], xs: Sequence[float], ruling: str) -> Grid:
        """Without merged cells."""
        spans = tuple((i, j, 1, 1) for i in range(len(ys) - 1) for j in range(len(xs) - 1))
        return cls(np.array(ys, np.float64), np.array(xs, np.float64), spans, ruling)

    def holds(self, points: Floats) -> NDArray[np.bool_]:
        """Which of the points (n, 2) lie between the grid's outer lines."""
        x, y = points.T
        inside: NDArray[np.bool_] = (x >= self.xs[0]) & (x < self.xs[-1]) & (y >= self.ys[0]) & (y < self.ys[-1])
        return inside

    def span_of(self, points: Floats) -> NDArray[np.intp]:
        """For each point (n, 2) the number of the span it lies in, -1 for none."""
        number = np.full((len(self.ys) + 1, len(self.xs) + 1), -1, np.intp)  # a ring around the grid
        for n, (row, column, rows, columns) in enumerate(self.spans):
            number[row + 1 : row + 1 + rows, column + 1 : column + 1 + columns] = n
        at = np.searchsorted(self.ys, points[:, 1], "right"), np.searchsorted(self.xs, points[:, 0], "right")
        return np.asarray(number[at[0], at[1]], np.intp)

    def box(self, span: Span) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        row, column, rows, columns = span
        return self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows]

    def with_row_cut(self, row: int, at: Sequence[float]) -> Grid:
        """The row, in which no cell goes on from another row, cut at the given y into several."""
        more = len(at)
        spans: list[Span] = []
        for top, column, rows, columns in self.spans:
            if top == row:
                spans += [(top + n, column, 1, columns) for n in range(more + 1)]
            else:
                spans.append((top + more if top > row else top, column, rows, columns))
        return replace(self, ys=np.insert(self.ys, row + 1, at), spans=tuple(sorted(spans)))

    def with_row_above(self, top: float) -> Grid:
        """One more row, without merged cells, from top down to the first."""
        columns = len(self.xs) - 1
        spans = [(0, n, 1, 1) for n in range(columns)] + [(i + 1, j, down, along) for i, j, down, along in self.spans]
        return replace(self, ys=np.insert(self.ys, 0, top), spans=tuple(spans))


def is_inside(rule: Box, page: Page) -> bool:
    """Whether the rule keeps off the page's edges."""
    x, y = page.width * _EDGE, page.height * _EDGE
    return rule.left > x and rule.top > y and rule.right < page.width - x and rule.bottom < page.height - y


def _parts(texts: Sequence[str], whole: Floats, *, at_numbers: bool) -> tuple[tuple[tuple[int, int, int], ...], Floats]:
    """(word, start, end) of the parts, and (n, 4) where they lie: spaces are as wide as the characters leave them."""
    advance = np.array([text_advance(text) for text in texts])
    width, height = whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1]
    usual = float(np.median(width / advance / height)) if len(texts) else 0.0
    most = (width / advance).tolist()
    parts: list[tuple[int, int, int]] = []
    sides: list[tuple[float, float, float, float]] = []
    for n, (text, (left, top, end_of_word, bottom)) in enumerate(zip(texts, whole.tolist(), strict=True)):
        found = _split(text, at_numbers=at_numbers)
        if len(found) == 1:
            parts.append((n, *found[0]))
            sides.append((left, top, end_of_word, bottom))
            continue
        own = [text_advance(text[start:end]) for start, end in found]
        one = min(usual * (bottom - top), most[n])
        space = (end_of_word - left - one * sum(own)) / (len(found) - 1)
        for k, ((start, end), units) in enumerate(zip(found, own, strict=True)):
            right = left + one * units if k < len(found) - 1 else end_of_word
            unsure = min(_UNSURE * (bottom - top), 0.3 * (right - left))
            parts.append((n, start, end))
            sides.append((left + unsure * (k > 0), top, right - unsure * (k < len(found) - 1), bottom))
            left = right + space
    return tuple(parts), np.array(sides, np.float64).reshape(-1, 4)


def _is_number(text: str, start: int, end: int) -> bool:
    return _NUMBER.fullmatch(text, start, end) is not None and not _OF_DATE.search(text)


def _split(text: str, *, at_numbers: bool) -> list[tuple[int, int]]:
    """Where the parts of a word begin and end."""
    found = [match.span() for match in _SPLIT.finditer(text)] or [(0, len(text))]
    if not at_numbers:
        return found
    kept = found[:1]
    for start, end in found[1:]:
        if _NUMERIC.fullmatch(text[slice(*kept[-1])]) or _NUMERIC.fullmatch(text[start:end]):
            kept.append((start, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return kept


def _rules(
    ends: Sequence[tuple[float, float, float, float]], level: Level, place: list[int], stretch: list[int]
) -> Floats:
    """(n, 3) position, start, end of level rules, by which of their ends' x, y, x, y tell the place and the stretch."""
    if not ends:
        return np.zeros((0, 3))
    flat = level.points(np.array(ends, np.float64).reshape(-1, 2)).reshape(-1, 4)
    return np.column_stack([flat[:, place].mean(axis=1), flat[:, stretch]])


def _clear(rules: Floats, words: Floats) -> Floats:
    """The rules without those that run through words (n, 4), whose sides are given across the rule and along it."""
    position, start, end = (column[:, None] for column in rules.T)
    near, far, first, last = words.T
    margin = _WITHIN * np.minimum(far - near, last - first)
    through = (near + margin < position) & (position < far - margin)
    hidden = ((np.minimum(end, last) - np.maximum(start, first)).clip(0) * through).sum(axis=1)
    return np.asarray(rules[hidden < _HIDDEN * (rules[:, 2] - rules[:, 1])], np.float64)
