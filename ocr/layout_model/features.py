"""A page as the layout model sees it: tokens, their boxes, the lines and seals at them, and whose characters they are.

Training and reading encode pages here and nowhere else, so the model meets what it was taught on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr.document import advances
from ocr.level import Level
from ocr.place import Place
from ocr.reading_order import levelled, page_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ocr.document import Box, Page
    from ocr.place import Rule
    from ocr.reading_order import Line

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Rules = tuple[Floats, Floats, Floats]
    """Where level rules lie across, and from where to where they run."""

SCALE = 1000
"""Of boxes: the longer side of what the page's words span, so that margins and scanning scale mean nothing."""
WINDOW, OVERLAP = 511, 128
"""Tokens the model sees at once at most, beside the page's own one, and how many a longer page's windows share."""

FIRST, SEALED, RULE_LEFT, RULE_RIGHT, RULE_ABOVE, RULE_BELOW = (1 << n for n in range(6))
"""What a token's facts are the sum of: it begins a word, a seal lies over its word, which sides of it are ruled."""
FACTS = 64
_ROW_REACH, _COLUMN_REACH = 2.5, 20.0
"""Median word heights within which a rule above or below, and beside a word, bounds its cell."""


class Tokenizer(Protocol):
    """What is asked of the tokenizer: characters and runs of digits, with where they come from."""

    def tokens(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
        """For each text, its tokens' ids and their [start, end) in it; white space has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """n tokens in reading order."""

    ids: Ints
    """(n,)"""
    boxes: Ints
    """(n, 4) left, top, right, bottom in 0..SCALE."""
    facts: Ints
    """(n,) in 0..FACTS - 1."""
    owners: Ints
    """(n, 3) word of the page, and the [start, end) of its characters."""

    def window(self, start: int, end: int) -> Encoding:
        """Tokens [start, end)."""
        return Encoding(*(part[start:end] for part in (self.ids, self.boxes, self.facts, self.owners)))

    def __len__(self) -> int:
        return len(self.ids)


def encode(page: Page, tokenizer: Tokenizer) -> Encoding:
    """All tokens of a page, columns of vertical writing laid down as rows; none where it has no words."""
    lines = page_lines(page)
    order = [n for line in lines for n in line.words]
    if not order:
        return Encoding(*(np.zeros(shape, np.int64) for shape in (0, (0, 4), 0, (0, 3))))
    sides, across, down = _laid(page, lines) if any(line.is_vertical for line in lines) else _level(page, order)
    facts = _facts(page, order, sides, across, down)
    texts = [page.words[n].text for n in order]
    ids: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    token_facts: list[int] = []
    owners: list[tuple[int, int, int]] = []
    for n, text, place, fact, (word_ids, spans) in zip(
        order, texts, sides.tolist(), facts.tolist(), tokenizer.tokens(texts), strict=True
    ):
        ids += word_ids
        owners += [(n, start, end) for start, end in spans]
        boxes += _token_boxes(text, place, spans)
        token_facts += [fact | (FIRST if k == 0 else 0) for k in range(len(spans))]
    return Encoding(
        np.array(ids, np.int64),
        _scaled(np.array(boxes, np.float64).reshape(-1, 4), sides),
        np.array(token_facts, np.int64),
        np.array(owners, np.int64).reshape(-1, 3),
    )


def windows(count: int) -> tuple[tuple[int, int], ...]:
    """[start, end) of the stretches of like length in which a page of count tokens is looked at; they overlap."""
    if count <= WINDOW:
        return ((0, count),) if count else ()
    parts = math.ceil((count - OVERLAP) / (WINDOW - OVERLAP))
    size = math.ceil((count + (parts - 1) * OVERLAP) / parts)
    starts = [round(n * (count - size) / (parts - 1)) for n in range(parts)]
    return tuple((start, start + size) for start in starts)


def _token_boxes(
    text: str, sides: list[float], spans: Sequence[tuple[int, int]]
) -> list[tuple[float, float, float, float]]:
    """Each span's part of its word, by the share of its characters' advance widths."""
    left, top, right, bottom = sides
    edges = list(accumulate(advances(text), initial=0))
    whole = max(edges[-1], 1)
    shares = [(edges[start] / whole, edges[end] / whole) for start, end in spans]
    if bottom - top > 2 * (right - left) and len(text) > 1:  # a column of vertical text
        height = bottom - top
        return [(left, top + height * a, right, top + height * b) for a, b in shares]
    width = right - left
    return [(left + width * a, top, left + width * b, bottom) for a, b in shares]


def _scaled(boxes: Floats, sides: Floats) -> Ints:
    origin = sides[:, :2].min(axis=0)
    span = float((sides[:, 2:].max(axis=0) - origin).max())
    scaled = (boxes - np.tile(origin, 2)) * (SCALE / max(span, 1.0))
    return np.asarray(scaled.round().clip(0, SCALE), np.int64)


def _level(page: Page, order: Sequence[int]) -> tuple[Floats, Rules, Rules]:
    """The sides (words, 4) of the words, the horizontal rules and the vertical ones of a page that is read across."""
    level = Level(page.skew_deg, page.flattening)
    sides = levelled([page.words[n].box for n in order], level)
    across = _lying(page.horizontal_rules, level, upright=False)
    return sides, across, _lying(page.vertical_rules, level, upright=True)


def _laid(page: Page, lines: Sequence[Line]) -> tuple[Floats, Rules, Rules]:
    """The same of a page with columns, as extraction sees it."""
    place = Place(page, lines)
    sides = [place.sides(n, is_vertical=line.is_vertical) for line in lines for n in line.words]
    across, down = map(_apart, place.rules())
    return np.array(sides, np.float64), across, down


def _apart(rules: Sequence[Rule]) -> Rules:
    position, start, end = np.array([(r.position, r.start, r.end) for r in rules], np.float64).reshape(-1, 3).T
    return position, start, end


def _lying(rules: Sequence[Box], level: Level, *, upright: bool) -> Rules:
    """Rules once the page is level."""
    sides = np.array([(r.left, r.top, r.right, r.bottom) for r in rules], np.float64).reshape(-1, 4)
    ends = sides.reshape(-1, 2, 2)
    along = 1 if upright else 0
    ends[:, :, 1 - along] = ends[:, :, 1 - along].mean(axis=1, keepdims=True)
    start, end = level.points(ends[:, 0]), level.points(ends[:, 1])
    return (start[:, 1 - along] + end[:, 1 - along]) / 2, start[:, along], end[:, along]


def _facts(page: Page, order: Sequence[int], sides: Floats, across: Rules, down: Rules) -> Ints:
    """(words,) of what lies at each word."""
    left, top, right, bottom = sides.T
    line = float(np.median(bottom - top))
    x, y = (left + right) / 2, (top + bottom) / 2
    facts = np.where([any(page.words[n].box.meets(s) for s in page.seals) for n in order], SEALED, 0)
    at, start, end = down
    crossing = (start <= y[:, None]) & (y[:, None] <= end)
    facts |= RULE_LEFT * _any_within(crossing, x[:, None] - at, _COLUMN_REACH * line)
    facts |= RULE_RIGHT * _any_within(crossing, at - x[:, None], _COLUMN_REACH * line)
    at, start, end = across
    crossing = (start <= x[:, None]) & (x[:, None] <= end)
    facts |= RULE_ABOVE * _any_within(crossing, y[:, None] - at, _ROW_REACH * line)
    facts |= RULE_BELOW * _any_within(crossing, at - y[:, None], _ROW_REACH * line)
    return facts.astype(np.int64)


def _any_within(crossing: NDArray[np.bool_], distance: Floats, reach: float) -> Ints:
    """(words,) 1 where a rule (words, rules) that crosses the word's band is at most that far."""
    return np.asarray((crossing & (distance >= 0) & (distance <= reach)).any(axis=1), np.int64)
