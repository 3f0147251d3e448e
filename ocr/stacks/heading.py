"""What a page calls itself: a title that a template knows, the name of some paper, or a line in large letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.classify import titles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Templates

_PAPER = re.compile(r"[ぁ-ヿ一-鿿々(]{1,20}(?:書|票|証|届|状|報|議事録|案内|お知らせ|連絡|について)[)]?(?:第[0-9]+号)?")
_FORM = re.compile(r"[ァ-ヿ一-鿿々]{3,20}(?:書|票|証|届)")
_LATIN = re.compile(
    r"(?!(?i:entire|and|or|of|the|this)\b)"
    r"(?:[A-Z][A-Z ,&()/’'-]{3,70}|(?:(?:[A-Z][\w’'/-]*|&|and|of|for|to|the),? ){1,9})"
    r"\b(?i:agreement|contract|invoice|order|receipt|quotation|statement|memorandum|notice)"
    r"(?: (?i:and) [A-Z]\w+)?(?: ?\((?:the |this )?[\"“”][\w ]{2,20}[\"“”]\))?"
)
"""In capitals, or with a capital to each word that counts; its short name may follow: (the "Agreement")."""
_PAPER_ROWS, _PAPER_HEIGHT, _FORM_ROWS = 8, 1.25, 2
"""A name of a paper that no template knows is a title in one of the first rows, in letters so much taller.

In the first two rows a name without kana is one in letters of any size.
"""
_HEADLINE_ROWS, _LONGEST_HEADLINE = 3, 30
"""In one of the first rows, letters as tall that stand alone, and no more of them, are a headline whatever they say."""
_NO_HEADLINE = re.compile(
    r"第[0-9〇一二三四五六七八九十百]+[章節編款項条]|(?:article|section|part|chapter)[0-9ivx]|[0-9ivx]{1,4}[.)]"
    r"|[(〔\[【<《]|.*[。、,:;]$|.*(?:御中|様|殿|会社|inc[.]?|ltd[.]?|llc|gmbh|plc|corporation)$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page calls itself."""

    key: str
    """Comparable."""
    doc_type: str
    """"" where no template knows the title."""
    strength: float
    """About 5 for a line that is a title and nothing else, 1 for one low on the page that only holds one."""


def heading_of(sheet: Sheet, rows: Sequence[tuple[Segment, ...]], templates: Templates) -> Heading | None:
    """The best title a template knows, else the name of some paper in large letters."""
    known = [title for title in titles_of(sheet, templates).values() if _is_title(title.segment)]
    if known:
        best = max(known, key=lambda title: title.score)
        return Heading(best.segment.key.text, best.doc_type, best.score)
    for n, row in enumerate(rows[:_PAPER_ROWS]):
        for segment in row:
            key = segment.key.text
            if segment.height >= _PAPER_HEIGHT * sheet.line_height and _PAPER.fullmatch(key):
                return Heading(key, "", 3.0)
            if _LATIN.fullmatch(segment.text.strip()) or (n < _FORM_ROWS and _FORM.fullmatch(key)):
                return Heading(key, "", 2.6)
    return None


def has_headline(rows: Sequence[tuple[Segment, ...]], sheet: Sheet) -> bool:
    """Whether the page begins with a line in large letters that could be a title, whatever it says."""
    return any(_is_headline(row, sheet) for row in rows[:_HEADLINE_ROWS])


def _is_headline(row: Sequence[Segment], sheet: Sheet) -> bool:
    key = row[0].key.text
    return (
        len(row) == 1
        and row[0].height >= _PAPER_HEIGHT * sheet.line_height
        and 2 < len(key) <= _LONGEST_HEADLINE
        and not any(c.isdigit() for c in key)
        and _NO_HEADLINE.match(key) is None
    )


def _is_title(segment: Segment) -> bool:
    """Not a numbered clause ("10. Entire Agreement") nor the end of a sentence ("this Agreement")."""
    text = segment.text.strip()
    return text[-1:] not in (":", "：") and not re.match(
        r"[0-9(]|[a-z](?=[a-z ]*[a-z]{4})|(?i:this|the|of|said)\b", text
    )
