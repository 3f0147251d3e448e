"""Who signed an English agreement: for letters and employment papers, whose opening names no two parties."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAIL = 0.6
"""Share of the text after which people sign."""
_LONGEST_BLOCK = 160
_FORM = (
    r"(?:Inc|INC|Incorporated|INCORPORATED|LLC|L\.L\.C|Ltd|LTD|Limited|LIMITED|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Co|CO|"
    r"LLP|L\.L\.P|L\.?P|PLC|plc|GmbH|AG|N\.V|B\.V|S\.A|ASA"
    r"|Trust|Bank|Holdings)"
)
_WORD = r"(?:[A-Z0-9][\w&'’./-]*|&|of|and|the|for|de)"
_COMPANY = rf"(?P<name>[A-Z][\w&'’./-]*(?:,? {_WORD}){{0,8}}?,? {_FORM}\b\.?)"
_BY = re.compile(rf"{_COMPANY}(?:,? (?:for and )?on behalf of [^:]{{3,60}}| ?\([^()]{{2,40}}\))?,? ?(?=B[yY] ?:)")
_PART = r"(?!(?:Name|Title|Date|Signature|Print|By|Its|Address)\b)[A-Z][\w.'’-]*"
_SIGNED = re.compile(rf"/[sS]/ ?(?P<name>{_PART}(?: {_PART}){{1,3}})")
_PERSON = re.compile(
    r"(?:EMPLOYEE|EXECUTIVE|CONSULTANT|ASSOCIATE|RECIPIENT|(?<=Print )Name)\)?:? ?(?:By:? ?)?(?:Name:? ?)?(?:/s/ ?)?"
    rf"(?P<name>{_PART}(?: {_PART}){{1,3}})"
)
_NO_PERSON = re.compile(
    r"(?i)\b(?:signature|date|title|name|print|address|employee|executive|company|officer|president|director|by"
    r"|acknowledges?|agrees?|has|shall|will|that)\b"
)
"""Words of labels, and of sentences in capitals: THE EMPLOYEE ACKNOWLEDGES THAT."""
_THE_COMPANY = re.compile(
    rf"{_COMPANY}(?:,? [^()]{{0,160}}?)?\((?:[^()\"]{{0,60}})?(?:the |hereinafter )?"
    r"\"(?:the )?(?:Company|Employer|Corporation)\""
)
_LEADING = re.compile(
    r"^(?:.*\b(?:Very truly yours|Sincerely|[Aa]ccepted(?: and [Aa]greed)?(?: to)?(?: as of [^:]*)?|above|below|WHEREOF"
    r"|COMPANY|employment (?:with|by)|granted to me by|owed to|associate of|Page \d+)[:,]? )"
)
_SENTENCE = re.compile(r".*[a-z]{4,}\. ")
_STACKED = re.compile(rf"{_FORM}\b\.?(?= [A-Z])")
"""Two companies one under the other: the first is the party."""
_START = re.compile(r"^(?:(?:the|of|and|for|with|by|to|as|in)\b,? ?)+", re.IGNORECASE)


def signatories(text: str) -> list[tuple[int, int]]:
    """Spans of up to two names in text that sign it: companies before "By:", then the company and the person of an
    employment paper; in the order in which they stand."""
    tail = int(_TAIL * len(text))
    companies = _distinct(text, _spans(_BY, text, tail))
    if len(companies) >= 2:
        return companies[:2]
    company = companies or _distinct(text, _spans(_THE_COMPANY, text, 0))[:1]
    people = _distinct(text, [s for p in (_PERSON, _SIGNED) for s in _spans(p, text, tail) if _is_person(text, s)])
    not_by = [span for span in people if not _signs_by(text, span)]
    others = [span for span in not_by if not _has_office(text, span)] or not_by or people
    return [*company[:1], *others[:1]] if company else []


def _spans(pattern: re.Pattern[str], text: str, start: int) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text, start):
        first, end = match.span("name")
        for lead in (_LEADING, _SENTENCE, _START):
            found = lead.match(text[first:end])
            first += found.end() if found else 0
        if pattern is _SIGNED:
            end = _as_printed(text, first, end)
        stacked = _STACKED.search(text[first:end])
        end = first + stacked.end() if stacked else end
        if 3 <= end - first <= _LONGEST_BLOCK:
            yield first, end


def _as_printed(text: str, start: int, end: int) -> int:
    """Where a signature ends whose name is printed again below it; beside it the next one may stand."""
    name = text[start:end].split(" ")
    below = text[end : end + _LONGEST_BLOCK]
    for count in range(len(name) - 1, 1, -1):
        if " ".join(name[:count]) in below:
            return start + len(" ".join(name[:count]))
    return end


def _is_person(text: str, span: tuple[int, int]) -> bool:
    return not _NO_PERSON.search(text[slice(*span)])


def _signs_by(text: str, span: tuple[int, int]) -> bool:
    """Whether "By:" stands before the name: a company signs by that person."""
    return bool(re.search(r"B[yY] ?:\s?(?:/[sS]/ ?)?$", text[max(0, span[0] - 20) : span[0]]))


def _has_office(text: str, span: tuple[int, int]) -> bool:
    """Whether a title stands after the name; of two who sign side by side it may be the other's."""
    return bool(re.search(r"\bTitle\b|President|Officer|Director|Secretary", text[span[1] : span[1] + 80]))


def _distinct(text: str, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: dict[str, tuple[int, int]] = {}
    for span in sorted(spans):
        kept.setdefault(re.sub(r"\W", "", text[slice(*span)]).casefold(), span)
    ordered = sorted(kept.values())
    return [a for a, b in pairwise([*ordered, (len(text), len(text))]) if a[1] <= b[0]]


def in_small_letters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where the same name stands in small letters too, if it is printed in capitals here."""
    name = text[slice(*span)]
    if not name.isupper():
        return span
    words = r"[\s,.]+".join(re.escape(word) for word in re.findall(r"[\w&'’/-]+", name)) + r"\.?"
    found = (m.span() for m in re.finditer(words, text, re.IGNORECASE) if not m[0].isupper())
    return next(found, span)
