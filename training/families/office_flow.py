"""Prose with tagged facts inside, wrapped over as many sheets as it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from training.families.office_ink import Ink, Piece
from training.fonts import text_width
from training.page import MM_PER_PT

_HANGING = "。、」）)・，．,.;:"
_OPENING = "「（("
Chars = list[tuple[str, str]]


class Flow:
    """Writes downwards between margins and turns to a fresh sheet at the bottom."""

    def __init__(self, ink: Ink, *, left: float, right: float, top: float, bottom: float, leading: float) -> None:
        self.ink, self.left, self.right = ink, left, right
        self.top, self.bottom, self.leading, self.y = top, bottom, leading, top

    def room(self, height: float) -> None:
        """Start a fresh sheet unless height mm are left."""
        if self.y + height > self.bottom:
            self.ink.turn()
            self.y = self.top

    def paragraph(
        self, *pieces: Piece, indent: float = 0.0, hang: float = 0.0, first: float = 0.0, bold: bool = False
    ) -> None:
        """Pieces as wrapped prose: indent moves all lines, first the first one, hang all others."""
        x, extra = self.left + indent, first
        for line in self._wrapped(pieces, self.right - x, first, hang):
            self.room(self.leading)
            runs = [("".join(char for char, _ in run), tag) for tag, run in groupby(line, key=lambda pair: pair[1])]
            self.ink.say(x + extra, self.y, *runs, bold=bold)
            self.y += self.leading
            extra = hang

    def _wrapped(self, pieces: Sequence[Piece], width: float, first: float, hang: float) -> list[Chars]:
        chars: Chars = [(char, tag) for text, tag in self.ink.runs(pieces) for char in text]
        latin = all(char.isascii() or char in "“”’‘–—" for char, _ in chars)
        units = _words(chars) if latin else [[char] for char in chars]
        lines: list[Chars] = [[]]
        used, room = 0.0, width - first
        for unit in units:
            wide = sum(text_width(char, self.ink.body, self.ink.size) for char, _ in unit) * MM_PER_PT
            if lines[-1] and used + wide > room and unit[0][0] not in _HANGING + " ":
                carried = [lines[-1].pop()] if lines[-1][-1][0] in _OPENING and not latin else []
                lines.append(carried)
                used, room = len(carried) * wide, width - hang
            if not (latin and unit[0][0] == " " and not lines[-1]):
                lines[-1] += unit
                used += wide
        return [line for line in lines if line]


def _words(chars: Chars) -> list[Chars]:
    """Latin words and the spaces between them."""
    return [list(run) for _, run in groupby(chars, key=lambda pair: pair[0] == " ")]


def filled(draft: str, facts: Mapping[str, Piece], bracket: str = "") -> tuple[Piece, ...]:
    """A draft as pieces: {name} is a fact, [words] show the field called bracket."""
    pieces: list[Piece] = []
    for part in re.split(r"(\{\w+\}|\[[^\]]*\])", draft):
        if part.startswith("{"):
            pieces.append(facts[part[1:-1]])
        elif part.startswith("[") and bracket:
            pieces.append((part[1:-1], bracket))
        elif part:
            pieces.append(part)
    return tuple(pieces)
