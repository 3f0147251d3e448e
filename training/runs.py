"""Printed characters to words: which of a line's characters a text detector takes for one piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from training.fonts import advances
from training.page import Rule, Token

BOLD = ("bold",)


@dataclass(slots=True)
class Glyph:
    """One printed character: its advance box in mm as its token has it, the tag of the field it shows, how it looks."""

    char: str
    left: float
    right: float
    middle: float
    height: float
    tag: str
    bold: bool
    sealed: bool
    vertical: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """On the page."""
        along = (self.left + self.right) / 2
        return (-self.middle, along) if self.vertical else (along, self.middle)


def glyphs(token: Token, tags: Sequence[str], *, sealed: bool) -> list[Glyph]:
    """The token's characters but spaces; tags has one for each."""
    out = []
    left, middle, height, bold = token.left, token.middle, token.height, token.face.endswith(BOLD)
    widths = advances(token.face)
    for char, tag in zip(token.text, tags, strict=True):
        right = left + widths[char] * height
        if not char.isspace():
            out.append(Glyph(char, left, right, middle, height, tag, bold, sealed, token.vertical))
        left = right
    return out


def run_together(printed: Iterable[Glyph], rules: Sequence[Rule], reach: float) -> list[list[Glyph]]:
    """Words, each in order: neighbours on one line, less than reach character heights and no rule apart."""
    across = [(r.left, *sorted((r.top, r.bottom))) for r in rules if abs(r.right - r.left) < 0.5]
    down = [(r.top, *sorted((-r.left, -r.right))) for r in rules if abs(r.bottom - r.top) < 0.5]
    words: list[list[Glyph]] = []
    for line in _lines(printed):
        line.sort(key=attrgetter("left"))
        upright = down if line[0].vertical else across
        crossing = sorted(at for at, start, end in upright if start < line[0].middle < end)
        word: list[Glyph] = []
        for glyph in line:
            if word and not _joined(word[-1], glyph, reach, crossing):
                words.append(word)
                word = []
            word.append(glyph)
        words.append(word)
    return words


def _lines(printed: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters whose middles are less than half a height apart, top line first."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(printed, key=attrgetter("middle")):
        line = lines[-1] if lines else []
        if line and glyph.middle - line[0].middle < 0.45 * min(glyph.height, line[0].height):
            line.append(glyph)
        else:
            lines.append([glyph])
    return lines


def _joined(before: Glyph, after: Glyph, reach: float, crossing: Sequence[float]) -> bool:
    """Crossing is where rules cross the line, in order."""
    smaller, larger = min(before.height, after.height), max(before.height, after.height)
    if after.left - before.right > reach * smaller or larger > 1.7 * smaller:
        return False
    return bisect_left(crossing, before.right - 0.3) >= bisect_right(crossing, after.left + 0.3)
