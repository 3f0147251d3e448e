"""One file of many pages -> the documents in it, by what the pages say; blank and separating sheets belong to none."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ocr.record import Finding
from ocr.stacks.aside import Stacking, is_blank, label_of, may_be_blank, separators
from ocr.stacks.boundary import evidence, opens_next
from ocr.stacks.face import column_headings, face_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Page
    from ocr.extract.sheet import Sheet
    from ocr.template import Templates

__all__ = ["Span", "Stacking", "is_blank", "may_be_blank", "split"]

_UNSURE = 0.8
"""A boundary, or its absence, that is less probable than this is shown to a person."""
_COVERED = 1.2
"""Log odds, at most, that a page which says little itself begins the document that is seen to begin right after it."""


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


def split(sheets: Sequence[Sheet], templates: Templates, how: Stacking = Stacking()) -> tuple[Span, ...]:  # noqa: B008  frozen
    """The documents of a file, given all its pages (at least one); of a page with several papers, each is one.

    A sheet that was laid between documents ends the one before and belongs to none, and a label begins a new one. Blank
    pages before, between and after documents belong to none; one between two pages of the same document stays in it,
    for the pages of a document follow one another. A file without any other page is one document.
    """
    spans: list[Span] = []
    for is_part, run in groupby(sheets, lambda sheet: sheet.page.part is not None):
        pages = list(run)
        if is_part:
            spans += [Span(sheet.page.number, sheet.page.number, part=sheet.page.part) for sheet in pages]
        elif len(pages) == len(sheets) or not all(is_blank(sheet.page) for sheet in pages):
            spans += _whole_pages(pages, templates, how)
    return tuple(spans)


def _whole_pages(sheets: Sequence[Sheet], templates: Templates, how: Stacking) -> tuple[Span, ...]:
    """The documents of pages that follow one another, each page with one paper on it."""
    dividers = separators([sheet.page for sheet in sheets], how)
    blank = frozenset(sheet.page.number for sheet in sheets if is_blank(sheet.page)) - dividers
    pages = [sheet for sheet in sheets if sheet.page.number not in blank | dividers]
    if not pages:
        return (Span(sheets[0].page.number, sheets[-1].page.number, (_BLANK,)),)
    if len(pages) == 1:
        spans: tuple[Span, ...] = (Span(pages[0].page.number, pages[0].page.number),)
    else:
        spans = _spans(_boundaries(pages, dividers, templates, how))
    return _with_blank(spans, blank) if how.keep_blank else spans


@dataclass(frozen=True, slots=True)
class _Boundary:
    """Between two pages with print: whether a document ends there, and how probable that is."""

    before: int
    """Numbers of the pages in the file; there may be blank ones between."""
    after: int
    odds: float
    """Logarithm."""

    @property
    def probability(self) -> float:
        return 1 / (1 + math.exp(-self.odds))

    @property
    def is_end(self) -> bool:
        return self.probability > 0.5

    @property
    def is_unsure(self) -> bool:
        return 1 - _UNSURE < self.probability < _UNSURE


def _boundaries(
    sheets: Sequence[Sheet], dividers: frozenset[int], templates: Templates, how: Stacking
) -> list[_Boundary]:
    headings = column_headings(templates)
    numbers = [sheet.page.number for sheet in sheets]
    labels = [label_of(sheet.page, how) for sheet in sheets]
    divided = [not dividers.isdisjoint(range(*pair)) for pair in pairwise(numbers)]
    blanks = [after - before > 1 for before, after in pairwise(numbers)]
    duplex = sum(blanks) > len(blanks) / 2  # backs that are blank throughout say nothing
    before, label = [face_of(sheets[0], templates, headings)], labels[0]
    found: list[_Boundary] = []
    for n, sheet in enumerate(sheets[1:]):
        face = face_of(sheet, templates, headings)
        is_divided = divided[n] or labels[n + 1] not in ("", label)
        after_blank = blanks[n] and not duplex
        odds = math.inf if is_divided else evidence(before, face, after_blank=after_blank)
        if odds > 0 and len(before) > 1 and not is_divided and opens_next(before[-1], found[-1].odds):
            found[-1] = replace(found[-1], odds=min(odds, _COVERED))
            before = before[-1:]
            odds = evidence(before, face, after_blank=after_blank)
        boundary = _Boundary(numbers[n], numbers[n + 1], odds)
        before, label = ([face], labels[n + 1]) if boundary.is_end else ([*before, face], label)
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


def _with_blank(spans: Sequence[Span], blank: frozenset[int]) -> tuple[Span, ...]:
    """Blank pages join the document before them, those at the beginning the first one."""
    kept = []
    for n, span in enumerate(spans):
        first, last = span.first, span.last
        while n == 0 and first - 1 in blank:
            first -= 1
        while last + 1 in blank:
            last += 1
        kept.append(Span(first, last, span.findings))
    return tuple(kept)


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
