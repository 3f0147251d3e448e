"""Documents drawn as text: one line is one row, two or more spaces part words, position is position."""

from __future__ import annotations

import re
import unicodedata

from ocr.document import Box, Document, Page, Word

HALF = 12
"""Pixels across for a half-width character; a full-width one takes two."""
HEIGHT, PITCH = 24, 40


def paper(*pages: str, horizontal: tuple[tuple[int, int, int], ...] = ()) -> Document:
    """A Document whose pages look like the texts. horizontal are rules as (line number, from column, to column)."""
    return Document(
        sha256="0" * 64,
        file="paper.png",
        media_type="image/png",
        page_count=len(pages),
        engine="drawn",
        pages=tuple(_page(n, text, horizontal) for n, text in enumerate(pages, 1)),
    )


def _page(number: int, text: str, horizontal: tuple[tuple[int, int, int], ...]) -> Page:
    words = []
    for n, line in enumerate(text.strip("\n").split("\n")):
        top = 40 + n * PITCH
        for match in re.finditer(r"\S+(?: \S+)*", line):
            left = 40 + _advance(line[: match.start()]) * HALF
            box = Box(left=left, top=top, right=left + max(1, _advance(match[0])) * HALF, bottom=top + HEIGHT)
            words.append(Word(text=match[0], box=box, confidence=0.99))
    rules = tuple(
        Box(left=40 + a * HALF, top=40 + line * PITCH - 9, right=40 + b * HALF, bottom=40 + line * PITCH - 7)
        for line, a, b in horizontal
    )
    return Page(number=number, width=1654, height=2339, words=tuple(words), horizontal_rules=rules)


def _advance(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in text)
