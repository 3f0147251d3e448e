"""What kind of paper a Document is: by its title first, then by the words of each kind of paper, and by its looks.

A paper that speaks for no type is `other`; one that speaks for two is the likelier, doubted, with the reason.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ocr.extract.money import Money
from ocr.extract.paid import Paid
from ocr.extract.sheet import Key
from ocr.extract.till import read_roll
from ocr.record import DocumentType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template, Templates

_TITLE, _TITLE_ENDS, _TITLE_IN = 6.0, 4.5, 2.5
"""Evidence of a line that is a title, of one that ends with it (清掃業務委託契約書), of one that only holds it."""
_LONGEST, _LONGEST_LATIN = 24, 60
"""Characters of a line that is a title. One in Latin letters says the same in more, and has a capital to each word that
counts: CONFIDENTIALITY/NON-DISCLOSURE AGREEMENT."""
_SHARED = 0.75
"""What a title keeps of its evidence that is another type's own."""
_WORD, _MOST_WORDS = 0.55, 8
_AGAINST, _MOST_AGAINST = 0.8, 3
_LEAST, _MARGIN = 1.6, 0.8
"""Below this evidence a paper is `other`; with less than this lead over the second type a person decides."""
_LOOKS = 2.0
"""Evidence of the layout model where it is certain: less than a title, as much as four words. Of 120 papers of the
families kept for fitting, 2 gives 111 their type and 1.5 gives 108; both give all papers that the rules know theirs."""
_GIVEN, _ITEMS = 1.0, 1.0
"""Evidence of money handed over and of items that come to a printed sum: so tills write, whatever they call the paper.
Of 688 recorded papers the words alone give 676 their type with these, 674 with 1 and 0, 666 with neither. That a change
leaves an amount printed was tried, too: it decides no further paper."""
_TOP = 0.45
"""Titles stand in this upper share of the first page; vertical margins and letterheads above them vary."""


_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=64)
def _keys(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(word, its comparable form) of cue words."""
    return tuple((word, Key.of(word).text) for word in words)


@dataclass(frozen=True, slots=True)
class Title:
    """A line that says what the paper is."""

    doc_type: str
    score: float
    """Evidence for the type: about 5 for a line that says nothing else, 1 for one that holds it low on the page."""
    segment: Segment


@dataclass(slots=True)
class _Evidence:
    score: float = 0.0
    words: list[str] = field(default_factory=list)


def classify(
    sheets: Sequence[Sheet], templates: Templates, looks: Mapping[str, float] = MappingProxyType({})
) -> DocumentType:
    """The type with its probability and what decided; looks is how likely a witness takes each type."""
    titles = titles_of(sheets[0], templates)
    text = "\n".join(s.key.text for sheet in sheets for s in sheet.segments)
    evidence = {t.doc_type: _weigh(sheets, text, t, titles, looks.get(t.doc_type, 0.0)) for t in templates}
    ranked = sorted(evidence, key=lambda name: -evidence[name].score)
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else ranked[0]
    score, margin = evidence[best].score, evidence[best].score - evidence[second].score
    confidence = 1 / (1 + math.exp(-(1.1 * margin + 0.35 * (score - _LEAST) - 0.4)))
    words = tuple(dict.fromkeys(evidence[best].words))[:5]
    if score < _LEAST:
        return DocumentType(value="other", confidence=0.6, reasons=("種類を示す言葉が足りません", *words))
    if margin < _MARGIN and best != "other":
        reason = f"{templates[best].title_ja} か {templates[second].title_ja} か、はっきりしません"
        return DocumentType(value=best, confidence=min(confidence, 0.5), reasons=(reason, *words))
    return DocumentType(value=best, confidence=min(confidence, 0.995), reasons=words)


def _weigh(
    sheets: Sequence[Sheet], text: str, template: Template, titles: Mapping[str, Title], looks: float
) -> _Evidence:
    """How much the paper speaks for one type; text is all of it, comparable."""
    found = _Evidence()
    title = titles.get(template.doc_type)
    if title is not None:
        found.score = title.score
        found.words.append(title.segment.text)
    words = [w for w, key in _keys(template.cues.words) if key in text]
    against = [w for w, key in _keys(template.cues.against) if key in text]
    found.score += _WORD * min(len(words), _MOST_WORDS) - _AGAINST * min(len(against), _MOST_AGAINST)
    found.words += words
    if template.tendered and template.change:
        found.score += _till(sheets, template)
    if looks >= 0.5 and found.score < _LEAST:
        found.words.append("紙面の構成")
    found.score += _LOOKS * looks
    return found


def _till(sheets: Sequence[Sheet], template: Template) -> float:
    """How much the paper is made as tills make them."""
    money = Money.of(sheets)
    paid = Paid.of(sheets, template, money)
    if not paid.given:
        return 0.0
    roll = read_roll(sheets, template, has_cents=money.has_cents)
    return _GIVEN + _ITEMS * roll.adds_up(roll.rows)


def titles_of(sheet: Sheet, templates: Iterable[Template]) -> dict[str, Title]:
    """The best title of each type in the upper part of a page, for types that have one there."""
    lines = tuple(_lines(sheet))
    best = {t.doc_type: _best(t, lines) for t in templates}
    return {doc_type: title for doc_type, title in best.items() if title is not None}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a title."""

    segment: Segment
    text: str
    """Its key without what frames it."""
    height: float
    """Of its middle, as a share of the page's."""
    size: float
    """In lines of the page."""


def _lines(sheet: Sheet) -> Iterator[_Line]:
    """The lines of a page's upper part, but for labels and running text.

    A line that stands there again with another number, as Invoice 3641 and Invoice 3637, is in a list of such papers.
    """
    alike = Counter(_NUMBER.sub("0", s.key.text) for s in sheet.segments)
    for segment in sheet.segments:
        height, key = segment.y_center / sheet.height, segment.key.text
        listed = _NUMBER.search(key) and alike[_NUMBER.sub("0", key)] > 1
        if height > _TOP or listed or key.endswith(":"):
            continue
        yield _Line(
            segment,
            key.strip("《》【】[]()<>■□●○◆*・-=_.:"),
            height,
            min(segment.height / sheet.line_height, 2.5),
        )


def _best(template: Template, lines: Sequence[_Line]) -> Title | None:
    best: Title | None = None
    own, shared = template.cues.titles, template.cues.shared_titles
    for line in lines:
        for n, (_, key) in enumerate(_keys(own + shared)):
            weight = _title_weight(line, key) * (1.0 if n < len(own) else _SHARED) if key in line.text else 0.0
            if weight == 0.0:
                continue
            score = weight * (0.8 + 0.15 * (line.size - 1)) + 0.02 * len(key) - 1.5 * line.height
            if best is None or score > best.score:
                best = Title(template.doc_type, score, line.segment)
    return best


def _title_weight(line: _Line, key: str) -> float:
    """Of a line that holds the title's key."""
    text = line.text
    if key in text.split("/"):  # TAX INVOICE / ADJUSTMENT NOTE
        return _TITLE
    if len(text) > _LONGEST and not _is_heading(line.segment.text):
        return 0.0
    if text.endswith(key):
        return _TITLE_ENDS
    if len(text) > _LONGEST:
        return 0.0
    rest = text.replace(key, "", 1)
    return _TITLE_IN if len(rest) <= 12 and "。" not in rest else 0.0


def _is_heading(text: str) -> bool:
    """Whether it is a line of Latin words that all begin with a capital, but for and, of, the."""
    words = re.findall(r"[^\s/-]+", text)
    return len(text) <= _LONGEST_LATIN and text.isascii() and all(w[0].isupper() or len(w) <= 3 for w in words)
