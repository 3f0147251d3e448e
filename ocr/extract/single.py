"""Candidates that no plain label leads to: words that choose, spans of dates, the lone date and the one big amount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, dates_in, find
from ocr.extract.locate import Candidate, find_labels
from ocr.extract.values import simplified_to_japanese
from ocr.record import Date, Flag, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocr.extract.locate import Label
    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate

_PROVISO = re.compile(
    r"(?:但し?+(?:書(?![籍類])き?+)?+|ただし|^内容(?=.*として))[、,:：．.\s　]*"
    r"(?P<value>[^、。,．.\s　][^。]{0,38}?)(?:の分)?(?:として|、|。|上記|$)"
)
_CONTENT = "内容"
"""A proviso where として ends it; card slips name the kind of sale so."""
_FOR = "for"
"""A proviso's label beside or before a colon; else it opens a sentence: For enquiries call …"""
_ALONE = 0.9
"""The fit of a label that has its line for itself."""
_AS = re.compile(r"(?:の分)?(?:として|上記|、|。).*$|の分$")
_BARE_PROVISO = re.compile(r"[\s　]*(?P<value>[^。、:：]{2,38}?)[\s　]*(?:(?:の分)?として|の分)[\s　]*")
"""A proviso that needs no 但し: 燃料一式として on a line of its own."""
_BARE = 0.5
_AFTER = re.compile(r"[\s　]*[:：．.][\s　]*(?=\S)|[\s　]+(?=\S)")
_ITS_WORDS = re.compile(r"[^\W\d_a-z]{2}|[a-z]{3}", re.IGNORECASE)
"""What a proviso has and a number behind Reference has not."""
_SENTENCE = re.compile(
    r"(?:paid|received|payment of|sum of)\b.{0,80}?\d\s+(?:for|in respect of|in payment of|being)\s+"
    r"(?P<value>.{3,60}?)(?:\s+on\s+\w*\d.*|[.;]\s*)?$",
    re.IGNORECASE,
)
"""… has paid $120.00 for room hire on 12/06/2024."""
_TIME = re.compile(r"\d{1,2}\s*[:：時]\s*\d{2}")
_STAMP = re.compile(r"[\W_]*(?:[月火水木金土日]|[A-Za-z]{3,9})?[\W_]*\d{1,2}\s*[:：時]\s*\d{2}")
"""The time of day after a date: when a till printed the paper."""
_SPAN = re.compile(r"[\s(\[]*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[-–~～]\s*\d{1,4}[-./年]")
_BEGINS = 0.4
"""What a date keeps that begins a span of days, as a stay or a parking time: a paper is written at the end of it."""
_FORMAL = re.compile(
    r"^\s*[★☆◆＊*]+\s*[¥￥]?\d[\d,]{2,}\s*[-−ー]?\s*[★☆◆＊*]+\s*$|^\s*金.{2,20}円|^\s*[¥￥][\d,.\s]+[-−ー也※*]\s*$|円也"
)
"""金…円也, ¥…- and ★…★: how a sum to be paid is written so that nothing can be added."""
_ENDS = ("至", "end date", "period to")
"""Labels of the last day alone."""
_SHORT_WORD = 2
"""Latin letters of a word that says how was paid only beside an amount."""
_MARKED = re.compile(r"[¥￥\\★☆]|円")
_WITH_TAX = re.compile(r"[(（](?:消費)?税(?:等)?込み?[)）]")
_OF_A_RATE = re.compile(r"対象|(?<!消費)税[率額抜]|消費税(?![等]?込)")


def anywhere(sheets: Sequence[Sheet], kind: str) -> Iterator[Candidate]:
    """Every value of a kind that cannot be anything else."""
    for sheet in sheets:
        for segment in sheet.segments:
            for value, start, end in find(kind, segment.text):
                yield Candidate.at(value, segment, start, end, 0.5, kind)


def chosen_words(sheets: Sequence[Sheet], field: FieldTemplate) -> list[Candidate]:
    """Values whose words are on the paper; a word beside an amount (クレジット ¥3,157) weighs most."""
    found: list[Candidate] = []
    for value, words in field.choices.items():
        for sheet in sheets:
            for label in find_labels(sheet.segments, words, field.not_labels):
                row = sheet.rows[label.segment.row]
                beside = [a for s in row if s.left >= label.segment.left for a in find("amount", s.text)]
                if label.word.isascii() and len(label.word) <= _SHORT_WORD and not (beside and label.start == 0):
                    continue  # the ID of GST ID and 取引ID is no iD
                paid = any(amount_of(value) for value, _, _ in beside)
                weight = 0.9 if paid else 0.25 if beside else 0.6
                score = weight * (0.6 + 0.4 * label.fit) * label.rank
                start, end = label.segment.key.span(label.start, label.end)
                made = Flag(flag=value == "true") if field.kind == "flag" else Text(text=value)
                found.append(Candidate.at(made, label.segment, start, end, score, label.word))
    return sorted(found, key=lambda c: -c.score)


def terms(found: Sequence[Candidate], field: FieldTemplate) -> list[Candidate]:
    """The first or the last day of a span: 2026/03/01～2026/03/31 after one label."""
    by_label: dict[tuple[str, int, int], list[Candidate]] = {}
    for candidate in found:
        key = (candidate.found_by, candidate.segment.page, candidate.segment.row)
        by_label.setdefault(key, []).append(candidate)
    picked: list[Candidate] = []
    for (label, _, _), group in by_label.items():
        group = sorted(group, key=lambda c: (c.segment.left, c.evidence[0].start))
        top = max(c.score for c in group)
        if field.role == "start":
            picked.append(group[0].scored(top))
        elif len(group) > 1 or label in _ENDS:
            picked.append(group[-1].scored(top))
    return sorted(picked, key=lambda c: -c.score)


def proviso(sheets: Sequence[Sheet], field: FieldTemplate, taken: frozenset[int]) -> list[Candidate]:
    """但し書き without 但し and として."""
    found: list[Candidate] = []
    labelled = set(taken)
    for sheet in sheets:
        for label in find_labels(sheet.segments, field.labels, field.not_labels):
            if id(label.segment) in taken:
                continue
            labelled.add(id(label.segment))
            match = _PROVISO.search(label.segment.text)
            if match and match["value"].strip():
                found.append(_proviso(label.segment, *match.span("value"), 0.9 * label.fit))
            else:
                found += _beside(sheet, label)
        for segment in sheet.segments:
            bare = _BARE_PROVISO.fullmatch(segment.text) if id(segment) not in labelled else None
            bare = bare or _SENTENCE.search(segment.text)
            if bare:
                found.append(_proviso(segment, *bare.span("value"), _BARE))
    return sorted(found, key=lambda c: -c.score)


def _beside(sheet: Sheet, label: Label) -> Iterator[Candidate]:
    """The proviso behind its label, else right of it, else below it."""
    segment = label.segment
    _, cut = segment.key.span(label.start, label.end)
    after = _AFTER.match(segment.text, cut)
    if after and not segment.key.text[: label.start].strip("-・*") and label.word != _CONTENT:
        end = len(_AS.sub("", segment.text).rstrip())
        is_named = label.word != _FOR or ":" in after[0]
        if is_named and _ITS_WORDS.search(segment.text[after.end() : end]):
            yield _proviso(segment, after.end(), end, 0.8 * label.fit)
        return
    near = sheet.right_of(segment)[:1]
    if not near and label.fit >= _ALONE and label.word != _CONTENT:
        near = sheet.below(segment, 1.5)[:1]
    for other in near:
        end = len(_AS.sub("", other.text).rstrip())
        if end and (label.word != _CONTENT or other.text.rstrip().endswith("として")):
            yield _proviso(other, 0, end, 0.8 * label.fit)


def _proviso(segment: Segment, start: int, end: int, score: float) -> Candidate:
    text = simplified_to_japanese(segment.text[start:end]).strip()
    return Candidate.at(Text(text=text or segment.text[start:end]), segment, start, end, max(score, 0.4), "但し書き")


def dates_without_label(
    sheets: Sequence[Sheet], taken: frozenset[int], found: Mapping[str, Sequence[Candidate]]
) -> Iterator[Candidate]:
    """Dates that stand alone, the higher on the page the likelier; those that another label claims are left out."""
    claimed = {e for cs in found.values() for c in cs if c.score > 0.5 for e in c.evidence}
    for number, sheet in enumerate(sheets):
        for segment in sheet.segments:
            if id(segment) in taken:
                continue
            for span in dates_in(segment.text, day_first=segment.day_first):
                if claimed & set(segment.evidence(span.start, span.end)):
                    continue
                rest = _TIME.sub("", segment.text[: span.start] + segment.text[span.end :])
                alone = len(re.sub(r"[\W\d_]|日|月|火|水|木|金|土|曜", "", rest)) <= 2
                height = segment.y_center / sheet.height
                stamped = _STAMP.match(segment.text, span.end) is not None
                score = (0.62 if alone or stamped else 0.42) - 0.25 * height - 0.1 * number
                if _SPAN.match(segment.text, span.end):
                    score *= _BEGINS
                yield Candidate.at(Date(date=span.value), segment, span.start, span.end, score, "単独の日付")


def prominent_amounts(sheets: Sequence[Sheet], taken: frozenset[int]) -> Iterator[Candidate]:
    """The amount in the largest type, if it carries a yen mark and is clearly larger than the text around it."""
    for sheet in sheets[:1]:
        marked = [
            (segment, value, start, end)
            for segment in sheet.segments
            if id(segment) not in taken and _MARKED.search(segment.text)
            for value, start, end in find("amount", segment.text)
            if amount_of(value) is not None
        ]
        for segment, value, start, end in marked:
            row = sheet.rows[segment.row]
            if _FORMAL.search(segment.text) and not any(_OF_A_RATE.search(s.text) for s in row):
                yield Candidate.at(value, segment, start, end, 0.72, "金額の書き方")
        for note in sheet.segments:
            if _WITH_TAX.fullmatch(note.text.strip()):
                yield from _left_of(sheet, note, taken)
        if not marked:
            continue
        segment, value, start, end = max(marked, key=lambda m: m[0].height)
        if segment.height > 1.25 * sheet.line_height:
            score = min(0.75, 0.4 + 0.2 * (segment.height / sheet.line_height - 1.25))
            yield Candidate.at(value, segment, start, end, score, "大きな文字の金額")


def _left_of(sheet: Sheet, note: Segment, taken: frozenset[int]) -> Iterator[Candidate]:
    """The amount before (税込): slips of paper write their one sum so."""
    before = [s for s in sheet.rows[note.row] if s.right <= note.left and id(s) not in taken]
    for segment in before[-1:]:
        for value, start, end in find("amount", segment.text)[-1:]:
            yield Candidate.at(value, segment, start, end, 0.6, "税込")
