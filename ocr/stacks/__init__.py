"""One file of many pages -> the documents in it, by what the pages say; blank pages between them belong to none."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ocr.record import Finding
from ocr.stacks.boundary import evidence
from ocr.stacks.face import column_headings, face_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Page, Word
    from ocr.extract.sheet import Sheet
    from ocr.template import Templates

_UNSURE = 0.8
"""A boundary, or its absence, that is less probable than this is shown to a person."""
_INK = 0.00002
"""`Page.ink` up to which a page may be blank: a third of one character on A4."""
_LEGIBLE = 0.6
"""Confidence of words that are print and not its shadow through the paper or specks."""
_FEWEST = 2
_LETTER = re.compile(r"[^\W_一ノ丶丨亅]")


@dataclass(frozen=True, slots=True)
class Span:
    """Pages first to last (both included, counting from 1 in the file) are one document; doubts about its ends."""

    first: int
    last: int
    findings: tuple[Finding, ...] = ()
    part: int | None = None
    """`Page.part` of a document that is one of several papers on its page."""

    def holds(self, page: Page) -> bool:
        """Whether the page, or this part of it, belongs to the document."""
        return self.first <= page.number <= self.last and page.part == self.part


def split(sheets: Sequence[Sheet], templates: Templates) -> tuple[Span, ...]:
    """The documents of a file, given all its pages (at least one); of a page with several papers, each is one.

    Blank pages before, between and after documents belong to none; one between two pages of the same document stays in
    it, for the pages of a document follow one another. A file of blank pages only is one document.
    """
    spans: list[Span] = []
    for is_part, run in groupby(sheets, lambda sheet: sheet.page.part is not None):
        pages = list(run)
        if is_part:
            spans += [Span(sheet.page.number, sheet.page.number, part=sheet.page.part) for sheet in pages]
        elif len(pages) == len(sheets) or not all(is_blank(sheet.page) for sheet in pages):
            spans += _whole_pages(pages, templates)
    return tuple(spans)


def _whole_pages(sheets: Sequence[Sheet], templates: Templates) -> tuple[Span, ...]:
    """The documents of pages that follow one another, each page with one paper on it."""
    pages = [sheet for sheet in sheets if not is_blank(sheet.page)]
    if not pages:
        return (Span(sheets[0].page.number, sheets[-1].page.number, (_BLANK,)),)
    if len(pages) == 1:
        return (Span(pages[0].page.number, pages[0].page.number),)
    return _spans(_boundaries(pages, templates))


def is_blank(page: Page) -> bool:
    """Whether nothing is printed on the page: no legible words, and no ink where the ink was measured.

    Print that shines through from the other side is read as faint, doubtful words; punch holes and specks as strokes.
    """
    if page.text_from == "text-layer":
        return not page.words
    if page.ink is None:
        return letters(page.words) < _FEWEST
    return letters([w for w in page.words if w.confidence >= _LEGIBLE]) < _FEWEST and page.ink <= _INK


def letters(words: Sequence[Word]) -> int:
    """Letters and digits, less those that engines make of a single stroke."""
    return sum(len(_LETTER.findall(word.text)) for word in words)


@dataclass(frozen=True, slots=True)
class _Boundary:
    """Between two pages with print: whether a document ends there, and how probable that is."""

    before: int
    """Numbers of the pages in the file; there may be blank ones between."""
    after: int
    probability: float

    @property
    def is_end(self) -> bool:
        return self.probability > 0.5

    @property
    def is_unsure(self) -> bool:
        return 1 - _UNSURE < self.probability < _UNSURE


def _boundaries(sheets: Sequence[Sheet], templates: Templates) -> list[_Boundary]:
    headings = column_headings(templates)
    numbers = [sheet.page.number for sheet in sheets]
    blanks = [after - before > 1 for before, after in pairwise(numbers)]
    duplex = sum(blanks) > len(blanks) / 2  # backs that are blank throughout say nothing
    before = [face_of(sheets[0], templates, headings)]
    found = []
    for n, sheet in enumerate(sheets[1:]):
        face = face_of(sheet, templates, headings)
        odds = evidence(before, face, after_blank=blanks[n] and not duplex)
        boundary = _Boundary(numbers[n], numbers[n + 1], 1 / (1 + math.exp(-odds)))
        before = [face] if boundary.is_end else [*before, face]
        found.append(boundary)
    return found


def _spans(boundaries: Sequence[_Boundary]) -> tuple[Span, ...]:
    """The documents between the boundaries, each with the doubts about where it begins, ends and holds together."""
    parts: list[list[_Boundary]] = [[]]
    ends: list[_Boundary] = []
    for boundary in boundaries:
        if boundary.is_end:
            ends.append(boundary)
            parts.append([])
        else:
            parts[-1].append(boundary)
    firsts = [boundaries[0].before, *(end.after for end in ends)]
    lasts = [*(end.before for end in ends), boundaries[-1].after]
    findings: list[list[Finding]] = [
        [_held(b, firsts[n], lasts[n]) for b in part if b.is_unsure] for n, part in enumerate(parts)
    ]
    for n, end in enumerate(ends):
        if end.is_unsure:
            doubt = _cut(end, firsts[n], lasts[n + 1])
            findings[n].append(doubt)
            findings[n + 1].append(doubt)
    return tuple(Span(*span) for span in zip(firsts, lasts, map(tuple, findings), strict=True))


def _held(boundary: _Boundary, first: int, last: int) -> Finding:
    """A doubt about pages that were kept together."""
    return _doubt(
        f"{boundary.after}ページ目から別の書類かもしれません"
        f" ({_pages(first, last)}で1通としましたが、{_pages(first, boundary.before)}と{_pages(boundary.after, last)}の"
        "2通とも読めます)"
    )


def _cut(boundary: _Boundary, first: int, last: int) -> Finding:
    """A doubt about pages that were taken apart."""
    return _doubt(
        f"{boundary.after}ページ目は前の書類の続きかもしれません"
        f" ({_pages(first, boundary.before)}と{_pages(boundary.after, last)}の2通としましたが、{_pages(first, last)}で"
        "1通とも読めます)"
    )


def _doubt(text: str) -> Finding:
    return Finding(code="split-unsure", severity="warning", message=f"この綴りの区切りは確かではありません: {text}")


def _pages(first: int, last: int) -> str:
    return f"{first}ページ" if first == last else f"{first}〜{last}ページ"


_BLANK = Finding(
    code="blank-pages",
    severity="warning",
    message="文字のあるページがありません。裏面だけを読み取っていないか、原本を確認してください",
)
