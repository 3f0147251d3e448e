"""What can be asked of an index and what it answers: Query and Hit, alike for every backend."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from index.entry import Entry, scaled
from index.normalize import NameKey, name_key, normal, normalize
from ocr.document import Model

_MAX_WORDS = 32
_MAX_CHARACTERS = 800
"""Of all words together; a server takes at most 1,024 clauses, and a clause is two characters."""
_SNIPPET_BEFORE = 24
_SNIPPET_LENGTH = 96
"""Characters: two lines of Japanese on a terminal of 100 columns."""
_LOOK_FIRST = 400
"""Characters searched before the whole text is: half of all matches are there, at a tenth of the time."""

_QUOTED_OR_BARE = re.compile(r'["“”＂„]([^"“”＂„]*)(?:["“”＂„]|$)|([^\s"“”＂„]+)')


def parse_words(words: str) -> tuple[str, ...]:
    """The terms of what a person types: separated by white space, or in "double quotes" to keep theirs.

    A quote that is not closed runs to the end.
    """
    return tuple(term for m in _QUOTED_OR_BARE.finditer(words) if (term := (m[1] or m[2] or "").strip()))


class Query(Model):
    """What a document must be to be found; all conditions together, an empty query finds everything.

    One order for everybody. `date`: newest first; `amount`: largest first; without one come last. `relevance`:
    documents whose counterparty has all the words, then those whose fields have, then the rest, each newest first.
    What is left equal goes by document_id.
    """

    words: Annotated[tuple[str, ...], Field(max_length=_MAX_WORDS)] = ()
    """Terms and phrases, each of which must be on the paper (or in the record's texts); one character is enough."""
    types: tuple[str, ...] = ()
    """Any of these document types; none means all."""
    counterparty: str | None = None
    """Any part of the other side's name, however written; a legal form may be left out but not contradict."""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    """Inclusive, like all bounds."""
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    missing: tuple[str, ...] = ()
    """Fields that must all be without a value; also `date`, `amount`, `counterparty`, `line_items`."""
    file_name: str | None = None
    """Any part of the file's name."""
    include_voided: bool = False
    sort: Literal["date", "amount", "relevance"] = "date"
    limit: Annotated[int, Field(ge=1)] | None = None
    """How many hits at most; None for all."""

    @field_validator("words")
    @classmethod
    def _short_enough(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if sum(map(len, words)) > _MAX_CHARACTERS:
            raise ValueError(f"search words have at most {_MAX_CHARACTERS} characters together")
        return words

    @field_validator("counterparty", "file_name")
    @classmethod
    def _a_name(cls, name: str | None) -> str | None:
        if name is not None and len(name) > _MAX_CHARACTERS:
            raise ValueError(f"a name has at most {_MAX_CHARACTERS} characters")
        return name

    @field_validator("amount_min", "amount_max")
    @classmethod
    def _a_number(cls, amount: Decimal | None) -> Decimal | None:
        if amount is not None and not amount.is_finite():
            raise ValueError("an amount is a number")
        return amount

    @model_validator(mode="after")
    def _ranges_hold_something(self) -> Self:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValueError(f"no date is from {self.date_from} to {self.date_to}")
        if self.amount_min is not None and self.amount_max is not None and self.amount_min > self.amount_max:
            raise ValueError(f"no amount is from {self.amount_min} to {self.amount_max}")
        return self

    @property
    def terms(self) -> tuple[str, ...]:
        """The words in normal form, those of which nothing is left dropped."""
        return tuple(dict.fromkeys(term for term in map(normal, self.words) if term))

    @property
    def scaled_bounds(self) -> tuple[int | None, int | None]:
        """The amounts in 1/10,000 that are asked for, inclusive."""
        low = None if self.amount_min is None else scaled(self.amount_min, up=True)
        return low, None if self.amount_max is None else scaled(self.amount_max)

    @property
    def names(self) -> tuple[str, ...]:
        """The terms as parts of a counterparty's name; empty if one of them cannot be."""
        cores = tuple(name_key(term).core for term in self.terms)
        return cores if all(cores) else ()

    @property
    def name(self) -> NameKey | None:
        """The counterparty as it is compared; None if not asked for."""
        return name_key(self.counterparty) if self.counterparty and normal(self.counterparty) else None

    @property
    def file(self) -> str:
        """The file name in normal form, empty if not asked for."""
        return normal(self.file_name or "")


class Rejected(Model):
    """An entry the index did not take; the others of the batch are in."""

    document_id: str
    reason: str


class Health(Model):
    """An index that answers, in numbers."""

    backend: Literal["embedded", "elasticsearch"]
    location: str
    version: str
    """Of the library or server that holds it."""
    documents: int
    position: int


class Hit(Model):
    """One document found, with the part of its text that shows why."""

    document_id: str
    document_type: str
    date: dt.date | None
    amount: Decimal | None
    currency: str | None
    counterparty: str | None
    file: str
    pages: tuple[int, int]
    version: int
    review: bool
    voided: bool
    snippet: str
    """One line cut from the text around the first word found, or the text's beginning."""
    highlights: tuple[tuple[int, int], ...] = ()
    """Characters [start, end) of the snippet that were asked for, in order, apart from each other."""
    score: float
    """3 where the counterparty has all the words, 2 where the record's texts have, else 1; 0 if the query has none."""

    @classmethod
    def of(cls, entry: Entry, query: Query) -> Hit:
        """The hit that an entry makes for a query that it answers."""
        snippet, highlights = _snippet(entry, query.terms)
        return cls(
            document_id=entry.document_id,
            document_type=entry.document_type,
            date=entry.date,
            amount=entry.amount,
            currency=entry.currency,
            counterparty=entry.counterparty,
            file=entry.file,
            pages=entry.pages,
            version=entry.version,
            review=entry.review,
            voided=entry.voided,
            snippet=snippet,
            highlights=highlights,
            score=float(relevance(entry, query)),
        )

    def marked(self, before: str, after: str) -> str:
        """The snippet with something before and after each of its highlights."""
        pieces: list[str] = []
        done = 0
        for start, end in self.highlights:
            pieces += self.snippet[done:start], before, self.snippet[start:end], after
            done = end
        return "".join(pieces) + self.snippet[done:]


def relevance(entry: Entry, query: Query) -> Literal[0, 1, 2, 3]:
    """Hit.score of an entry that answers the query."""
    if not query.terms:
        return 0
    key = entry.counterparty_key
    if key and query.names and all(name in key.core for name in query.names):
        return 3
    values = tuple(map(normal, entry.values))
    return 2 if all(any(term in value for value in values) for term in query.terms) else 1


def _snippet(entry: Entry, terms: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The window of the first text with a match, and where the matches in it are."""
    for text in (entry.text, *entry.values) if terms else ():
        for part in (text[:_LOOK_FIRST], text):
            found = _found(part, terms)
            if found and (found[0][1] + _SNIPPET_LENGTH < len(part) or part == text):
                start = max(0, found[0][0] - _SNIPPET_BEFORE)
                return _one_line(text, start, max(start + _SNIPPET_LENGTH, found[0][1]), found)
    return _one_line(entry.text, 0, _SNIPPET_LENGTH, [])


def _found(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where terms in normal form are in a text, in order, overlaps joined."""
    form = normalize(text)
    spans: list[tuple[int, int]] = []
    for term in terms:
        at = form.text.find(term)
        while at >= 0:
            spans.append(form.span(at, at + len(term)))
            at = form.text.find(term, at + len(term))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _one_line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Characters [start, end) with each run of white space made one space, and where what was found came to lie."""
    end = min(end, len(text))
    pieces: list[str] = []
    at: dict[int, int] = {}
    length = 0
    for n in range(start, end):
        at[n] = length
        char = " " if text[n].isspace() else text[n]
        if char != " " or (pieces and pieces[-1] != " "):
            pieces.append(char)
            length += 1
    at[end] = length
    line = "".join(pieces).rstrip(" ")
    marks = ((at[max(s, start)], min(at[min(e, end)], len(line))) for s, e in found if s < end and e > start)
    return line, tuple((s, e) for s, e in marks if s < e)
