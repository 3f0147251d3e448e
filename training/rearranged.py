"""A page with its blocks elsewhere: bands of it change places, and what stands side by side in a band.

Layouts that nobody drew come of those that somebody did. What belongs together stays so: a table with its headings, a
value with its label, the parts of an account, lines at the distance of lines.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from training.page import Mark, Page, Rule, Token

_WHITE = 3.5
"""mm between two bands: more than between the lines of an address or the rows of a table."""
_ASIDE = 8.0
"""mm between two blocks of a band."""
_FRAME = 0.6
"""Share of the page's height from which a line or panel frames it and stays where it is."""
_REVERSED = 0.4
"""Chance that the blocks of a band change sides."""
_TABLE = "line_items"


class _Block(NamedTuple):
    """Marks that stay together, and from where to where they reach along one axis."""

    start: float
    end: float
    marks: tuple[int, ...]


def rearranged(page: Page, rng: random.Random) -> Page:
    """The page with bands and blocks in another order; the same one where it has a single band or columns."""
    if any(token.vertical for token in page.tokens):
        return page
    boxes = [_box(mark) for mark in page.marks]
    free = [n for n, (_, top, _, bottom) in enumerate(boxes) if bottom - top < _FRAME * page.height]
    groups = list(_groups(page.marks, free))
    bands = _blocks(free, groups, [(top, bottom) for _, top, _, bottom in boxes], _WHITE)
    moved: dict[int, tuple[float, float]] = {}
    for band, down in _moved(bands, _order(len(bands), rng)):
        aside = _blocks(band.marks, groups, [(left, right) for left, _, right, _ in boxes], _ASIDE)
        turned = rng.random() < _REVERSED and not any(_names(page.marks[n]) & {_TABLE} for n in band.marks)
        order = range(len(aside))[::-1] if turned else range(len(aside))
        moved |= {n: (across, down) for block, across in _moved(aside, order) for n in block.marks}
    return replace(page, marks=tuple(_at(mark, *moved.get(n, (0.0, 0.0))) for n, mark in enumerate(page.marks)))


def _order(count: int, rng: random.Random) -> Sequence[int]:
    """Any order, one band elsewhere, or two neighbours changed."""
    order = list(range(count))
    if count < 2:
        return order
    way = rng.random()
    if way < 0.3:
        rng.shuffle(order)
    elif way < 0.7:
        order.insert(rng.randrange(count), order.pop(rng.randrange(count)))
    else:
        first = rng.randrange(count - 1)
        order[first : first + 2] = order[first + 1], order[first]
    return order


def _moved(blocks: Sequence[_Block], order: Iterable[int]) -> Iterator[tuple[_Block, float]]:
    """Each block and how far it moves when they stand in that order; the white between places stays."""
    if not blocks:
        return
    whites = [after.start - before.end for before, after in pairwise(blocks)]
    placed = [blocks[n] for n in order]
    lengths = [block.end - block.start for block in placed]
    starts = accumulate(
        (length + white for length, white in zip(lengths, whites, strict=False)), initial=blocks[0].start
    )
    for block, start in zip(placed, starts, strict=True):
        yield block, start - block.start


def _blocks(
    marks: Iterable[int], groups: Sequence[set[int]], reach: Sequence[tuple[float, float]], white: float
) -> list[_Block]:
    """The marks in blocks along one axis, parted by at least that much white."""
    own = set(marks)
    parts = [(reach[n][0], reach[n][1], {n}) for n in own]
    parts += [(min(reach[n][0] for n in g), max(reach[n][1] for n in g), g) for g in (g & own for g in groups) if g]
    made: list[tuple[float, float, set[int]]] = []
    for start, end, members in sorted(parts, key=lambda part: part[:2]):
        if made and start < made[-1][1] + white:
            made[-1] = (made[-1][0], max(made[-1][1], end), made[-1][2] | members)
        else:
            made.append((start, end, set(members)))
    return [_Block(start, end, tuple(sorted(members))) for start, end, members in made]


def _groups(marks: Sequence[Mark], free: Sequence[int]) -> Iterator[set[int]]:
    """Marks of one field, its label among them; all of a table, an account or a breakdown."""
    by_name: dict[str, set[int]] = {}
    for n in free:
        for name in _names(marks[n]):
            by_name.setdefault(name, set()).add(n)
    yield from by_name.values()


def _names(mark: Mark) -> set[str]:
    """The fields it shows, without their parts."""
    return {tag.removeprefix("label.").split(".")[0] for tag in mark.tags} if isinstance(mark, Token) else set()


def _box(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    if isinstance(mark, Token):
        return mark.box
    if isinstance(mark, Rule):
        across, down = sorted((mark.left, mark.right)), sorted((mark.top, mark.bottom))
        return across[0], down[0], across[1], down[1]
    return mark.left, mark.top, mark.left + mark.width, mark.top + mark.height


def _at(mark: Mark, across: float, down: float) -> Mark:
    """The mark moved by so many mm."""
    if isinstance(mark, Token):
        return replace(mark, left=mark.left + across, middle=mark.middle + down)
    if isinstance(mark, Rule):
        return replace(
            mark,
            left=mark.left + across, right=mark.right + across, top=mark.top + down, bottom=mark.bottom + down,
        )  # fmt: skip
    return replace(mark, left=mark.left + across, top=mark.top + down)
