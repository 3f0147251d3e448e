"""What witnesses point at, as candidates and rows: the value must parse from exactly the ink that was pointed at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocr.extract.finders import find, repaired
from ocr.extract.issuers import ISSUER_BLOCK
from ocr.extract.locate import Candidate
from ocr.extract.parties import Parties
from ocr.extract.party_names import is_name
from ocr.extract.rows import column_value, is_item
from ocr.extract.sheet import Key, joined_evidence
from ocr.extract.values import clean_name, is_company_name
from ocr.record import Field, Flag, Row, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from ocr.document import Evidence
    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value
    from ocr.template import FieldTemplate, Template
    from ocr.witness import Clue

_TRUST = {"model": 0.5, "vendor": 0.95}
"""What a witness's probability is worth beside the scores of labels, of which one that fits has 0.85 and more. With 0.5
the model lifts families nobody trained or wrote rules on from 0.828 to 0.847 of fields F1; papers that rules were
written on gain 0.002 (japanese_documents) or lose 0.005 (foreign layouts)."""
_ROW = re.compile(r"line_items\.(\d+)\.(\w+)")
_LEAST_CELL, _LEAST_PART = 0.5, 0.5
"""Probability from which a cell of a row, and a part of a composed field, is taken: these are not weighed against each
other as fields are."""
NAMES = frozenset({"party", "name"})
"""Kinds of field whose value is a name: it fills the ink pointed at, and comes again on paper after paper."""
_FORMLESS, _LEAST_NAMED = 0.5, 0.5
"""What the model's word for a name without a legal form keeps beside a name with one that has this score: notes and
brands stand above the company's name. Of 70 receipts two names are won by it and none is lost."""
_TEXTS = frozenset({"text", "address"})
_ADDRESS = re.compile(r"\d|[都道府県市区町村]")
_FEW_LETTERS = 2
"""Letters beside the value in the ink pointed at: 円, 金 and 也."""
_LEAST_NAME = 3
"""Characters of a name of which a fuller one may be the same."""
_LATIN = re.compile(r"[A-Za-z]{2}")
_AROUND = frozenset({"of", "and", "AND", "between", "BETWEEN", "by", "a", "an"})
"""Words of a sentence beside the name of a party."""
_ABBREVIATION = re.compile(r"\b(?:Ltd|Inc|Co|Corp|[A-Z]\.[A-Z])$", re.IGNORECASE)
_EDGE = " 　,、()（）:："


@dataclass(frozen=True, slots=True)
class Run:
    """Characters [start, end) of one segment."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.segment.evidence(self.start, self.end)


PointedPart = tuple[float, tuple[Run, ...]]
Parts = Mapping[str, PointedPart]
"""Of a field made of several values, by the name of each part: its ink, and the probability that it is that."""


class Ink:
    """The way from evidence to the segments that hold it."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._at = {
            (segment.page, word, offset): (segment, n)
            for sheet in sheets
            for segment in sheet.segments
            for n, (word, offset) in enumerate(segment.origin)
        }

    def runs(self, evidence: Iterable[Evidence]) -> tuple[Run, ...]:
        """The runs of characters that evidence points at, in its order; characters of no segment are left out.

        A Latin word is pointed at whole or not at all, so a run that ends in one takes all of it.
        """
        runs: list[Run] = []
        for one in evidence:
            for offset in range(one.start, one.end):
                segment, n = self._at.get((one.page, one.word, offset), (None, 0))
                if segment is None:
                    continue
                if runs and runs[-1].segment is segment and runs[-1].end == n:
                    runs[-1] = replace(runs[-1], end=n + 1)
                else:
                    runs.append(Run(segment, n, n + 1))
        return tuple(_whole_words(run) for run in runs)


def _whole_words(run: Run) -> Run:
    text, start, end = run.segment.text, run.start, run.end
    while start > 0 and _LATIN.fullmatch(text, start - 1, start + 1):
        start -= 1
    while end < len(text) and _LATIN.fullmatch(text, end - 1, end + 1):
        end += 1
    return replace(run, start=start, end=end)


class Pointing:
    """What every witness points at on one document."""

    def __init__(self, sheets: Sequence[Sheet], clues: Sequence[Clue]) -> None:
        self.by_model = any(one.by == "model" for one in clues)
        """Whether the layout model is among the witnesses."""
        ink = Ink(sheets if clues else ())
        self._fields: defaultdict[str, list[tuple[Clue, tuple[Run, ...]]]] = defaultdict(list)
        self._rows: defaultdict[int, dict[str, tuple[Clue, tuple[Run, ...]]]] = defaultdict(dict)
        for one in clues:
            runs = ink.runs(one.evidence)
            row = _ROW.fullmatch(one.field)
            if row and runs and one.probability >= _LEAST_CELL:
                self._rows[int(row[1])].setdefault(row[2], (one, runs))
            elif runs:
                self._fields[one.field].append((one, runs))

    def beside(
        self, found: Mapping[str, Sequence[Candidate]], fields: Mapping[str, FieldTemplate]
    ) -> dict[str, list[Candidate]]:
        """The candidates of every field with what was pointed at, best first."""
        return {name: self.joined(name, field, found.get(name, ())) for name, field in fields.items()}

    def joined(self, name: str, field: FieldTemplate, found: Sequence[Candidate]) -> list[Candidate]:
        """One field's candidates, raised where a witness points at them too, with those of witnesses alone.

        Joining again changes nothing.
        """
        denied = [one.evidence for one, _ in self._fields.get(name, ()) if one.probability == 0]
        joined = [c for c in found if not any(share_ink(c.evidence, ink) for ink in denied)]
        for candidate in self._candidates(name, field):
            if field.role == "issuer" and _lacks_form(candidate, found):
                candidate = candidate.scored(_FORMLESS * candidate.score)
            if not any(c.pointed and _agree(c, candidate) for c in joined):
                joined = _with(candidate, joined)
        return sorted(joined, key=lambda c: -c.score)

    def _candidates(self, name: str, field: FieldTemplate) -> list[Candidate]:
        """What is pointed at, once each; where several witnesses agree, the surer for it."""
        candidates: list[Candidate] = []
        for one, runs in self._fields.get(name, ()):
            candidate = _candidate(field, runs, one) if one.probability > 0 else None
            if candidate is not None:
                candidates = _with(candidate, candidates)
        return candidates

    def parts(self, name: str) -> Parts:
        """Of a field that is made of several values, the likeliest ink of each part, with its probability."""
        parts: dict[str, PointedPart] = {}
        for field, clues in self._fields.items():
            if field.startswith(f"{name}."):
                one, runs = max(clues, key=lambda c: c[0].probability)
                if one.probability >= _LEAST_PART:
                    parts[field.removeprefix(f"{name}.")] = one.probability, runs
        return parts

    def parties(self, found: Parties, template: Template) -> Parties:
        """Both sides with what was pointed at, so that telephones and addresses are sought beside the likelier name."""
        names = {field.role: (name, field) for name, field in template.fields.items() if field.kind == "party"}
        both = (
            tuple(self.joined(*names[role], found.of(role))) if role in names else found.of(role)
            for role in ("issuer", "addressee")
        )
        return Parties(*both)

    def rows(self, template: Template, reference: dt.date | None) -> tuple[Row, ...]:
        """The line items that were pointed at, in their order; reference as in `ocr.extract.rows.rows_of`."""
        rows = (tuple(self._cells(self._rows[n], template, reference)) for n in sorted(self._rows))
        return tuple(Row(cells=cells) for cells in rows if is_item(cells))

    def _cells(
        self, row: Mapping[str, tuple[Clue, tuple[Run, ...]]], template: Template, reference: dt.date | None
    ) -> Iterator[Field]:
        for name, column in template.columns.items():
            one, runs = row.get(name, (None, ()))
            if one is None:
                continue
            value = column_value(column.kind, [run.text for run in runs], reference, runs[0].segment.day_first)
            if value is not None:
                yield Field(
                    name=name,
                    value=value,
                    raw="".join(run.text for run in runs),
                    confidence=one.probability * min(run.segment.confidence for run in runs),
                    evidence=joined_evidence(run.evidence for run in runs),
                )


def _lacks_form(pointed: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether the layout model takes a Latin line without a legal form for the name where another has one."""
    return (
        pointed.found_by == "model"
        and pointed.raw.isascii()
        and not is_company_name(pointed.raw)
        and any(c.score >= _LEAST_NAMED and c.raw.isascii() and is_company_name(c.raw) for c in found)
    )


def share_ink(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Whether two values are read from characters of which some are the same."""
    return any((a.page, a.word) == (b.page, b.word) and a.start < b.end and b.start < a.end for a in one for b in other)


def _candidate(field: FieldTemplate, runs: tuple[Run, ...], one: Clue) -> Candidate | None:
    """The value that the ink holds; None where it holds none of the field's kind, or more than that."""
    read = _read(field, runs)
    if read is None:
        return None
    value, runs = read
    return Candidate(
        value,
        "".join(run.text for run in runs),
        joined_evidence(run.evidence for run in runs),
        runs[0].segment,
        _TRUST[one.by] * one.probability,
        one.by,
        pointed=one.probability,
    )


def _read(field: FieldTemplate, runs: tuple[Run, ...]) -> tuple[Value, tuple[Run, ...]] | None:
    """The value and the runs that say it."""
    if field.kind == "party":
        runs = _latin_party(runs)
    if field.kind in NAMES | _TEXTS:
        text = repaired(" ".join(run.text.strip() for run in runs))
        text = clean_name(text) if field.kind in NAMES else _bare(text)
        if (field.kind == "party" and not is_name(text)) or (field.kind == "address" and not _ADDRESS.search(text)):
            return None
        return (Text(text=text), runs) if text else None
    if field.kind in ("choice", "flag"):
        said = _chosen(field, Key.of("".join(run.text for run in runs)).text)
        return None if said is None else (said, runs)
    if field.kind == "amount":
        runs = _with_currency(runs)
    text = "".join(run.text for run in runs)
    found = find(field.kind, text, day_first=runs[0].segment.day_first)
    if not found:
        return None
    value, start, end = max(found, key=lambda f: f[2] - f[1])
    rest = text[:start] + text[end:]
    if re.search(r"\d", rest) or len(re.findall(r"\w", rest)) > _FEW_LETTERS:
        return None
    runs = _cut(runs, start, end)
    return None if _cut_short(field.kind, runs) else (value, runs)


def _latin_party(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a name in Latin letters, without the words of the sentence around it: of …, … AND the other party,
    …, 12 Harbour Street; and with the dot behind its last abbreviation."""
    if not all(run.text.isascii() for run in runs):
        return runs
    words = [(run, match) for run in runs for match in re.finditer(r"\S+", run.text)]
    texts = [match[0] for _, match in words]
    first = next((n for n, text in enumerate(texts) if text not in _AROUND), len(texts))
    end = next((n for n in range(first + 1, len(texts)) if _ends_party(texts, n, first)), len(texts))
    while end > first and texts[end - 1] in _AROUND:
        end -= 1
    kept: list[Run] = []
    for run, match in words[first:end]:
        part = Run(run.segment, run.start + match.start(), run.start + match.end())
        whole = kept and kept[-1].segment is run.segment
        kept[-1:] = [replace(kept[-1], end=part.end)] if whole else [*kept[-1:], part]
    if kept:
        last = kept[-1]
        text = last.text.rstrip(",;")
        dot = last.segment.text[last.start + len(text) : last.start + len(text) + 1] == "."
        kept[-1] = replace(last, end=last.start + len(text) + (dot and _ABBREVIATION.search(text) is not None))
    return tuple(kept) or runs


def _ends_party(texts: Sequence[str], n: int, first: int) -> bool:
    """Whether word n is no part of the party any more: the next party after AND, or a street's number."""
    if texts[n] in ("AND", "and"):
        return is_company_name(" ".join(texts[first:n]))
    return texts[n - 1].endswith(",") and texts[n][0].isdigit()


def _bare(text: str) -> str:
    """The text without the punctuation around it; a bracket that closes one inside stays: 研修代(2台)."""
    start, end = len(text) - len(text.lstrip(_EDGE)), len(text.rstrip(_EDGE))
    closing = {"(": ")", "（": "）"}.get(next((c for c in reversed(text[start:end]) if c in "()（）"), ""))
    return text[start : end + (closing is not None and text[end : end + 1] == closing)]


def _with_currency(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """An amount's runs with the mark of its currency, where only its digits are pointed at."""
    if len(runs) > 1:
        return runs
    (run,) = runs
    text = run.segment.text
    for _, start, end in find("amount", text):
        if (
            start <= run.start
            and run.end <= end
            and not re.search(r"\d", text[start : run.start] + text[run.end : end])
        ):
            return (replace(run, start=start, end=end),)
    return runs


def _cut_short(kind: str, runs: tuple[Run, ...]) -> bool:
    """Whether the ink is a part of a longer value, as 0423 is of Q-0423."""
    first, last = runs[0], runs[-1]
    before = (start < first.start < end for _, start, end in find(kind, first.segment.text))
    after = (start < last.end < end for _, start, end in find(kind, last.segment.text))
    return any(before) or any(after)


def _chosen(field: FieldTemplate, key: str) -> Value | None:
    for value, words in field.choices.items():
        if any(Key.of(word).text in key for word in words):
            return Flag(flag=value == "true") if field.kind == "flag" else Text(text=value)
    return None


def _cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """Characters [start, end) of the runs' joined text."""
    cut: list[Run] = []
    at = 0
    for run in runs:
        length = run.end - run.start
        a, b = max(start - at, 0), min(end - at, length)
        if a < b:
            cut.append(Run(run.segment, run.start + a, run.start + b))
        at += length
    return tuple(cut)


def _with(pointed: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with one more; those that it agrees with are raised instead."""
    same = [c for c in found if _agree(c, pointed)]
    return [_raised(c, pointed) if c in same else c for c in found] + ([] if same else [pointed])


def _agree(one: Candidate, pointed: Candidate) -> bool:
    """Whether both say the same of the same ink; a name also agrees with a fuller one, as of a shop with its branch, or
    with the line of an issuer of which it is the end."""
    if isinstance(one.value, Text) and isinstance(pointed.value, Text):
        fuller, name = one.value.text, pointed.value.text
        if len(name) >= _LEAST_NAME and len(fuller) > len(name):
            is_line = one.found_by == ISSUER_BLOCK and share_ink(pointed.evidence, one.evidence)
            if fuller.startswith(name) or (is_line and fuller.endswith(name)):
                return True
    return one.value == pointed.value and share_ink(one.evidence, pointed.evidence)


def _raised(candidate: Candidate, pointed: Candidate) -> Candidate:
    """Two witnesses that may each be wrong by themselves: both must be."""
    score = 1 - (1 - min(candidate.score, 1.0)) * (1 - pointed.score)
    return replace(candidate, score=score, pointed=max(candidate.pointed, pointed.pointed))
