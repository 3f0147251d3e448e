"""Labels on a page, and the values that stand in their company: right of, below, or in the same box.

A Candidate points at characters of a segment and says how well it was found; nothing here writes a value that is not
on the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, find
from ocr.extract.label_words import OPENERS, LabelWords
from ocr.extract.sheet import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocr.document import Evidence
    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value
    from ocr.template import FieldTemplate

_DELIMITERS = ":/|・,、。．.-=→»＞>"
_CLOSERS = ")]}】〕》>」』"
_POLITE = ("ご", "お", "御", "貴", "二", "こ")
"""Before a label; 二 and こ are what engines make of ご."""
_WORDS = frozenset({"text", "name", "identifier", "date"})
"""Kinds of which one value stands after a label, and what follows belongs to something else."""
_SAID = {"text": 4, "name": 2}
"""Kinds whose value may run into a label that opens its line, and how long that must be: 目的 opens many words."""
_MORE_OF_A_WORD = re.compile(r"[名印者欄長別等地先]|コード|番号|承認|サイン|及び|および|また|の")
"""Behind a label: what makes another word of it."""
FAX_HEADER = 0.03
"""The share of a page's height in which a fax machine prints its own line."""
_SAME_CELL, _OTHER_CELL = 0.15, 0.4
"""What a value gains below a label in the label's own cell, and the share that it keeps beyond the next cells."""
_CELL_LINES = 6
"""Line heights from a label down to a value in its own cell at most; tall cells have the label in a corner."""
_VALUES_OF_ROW, _AMOUNTS_OF_ROW = 4, 12
"""How many neighbours to the right of a label are looked at; those beyond the first four count only as their sum."""
_ADDENDS = 3
"""Amounts beside one word from which one that is the sum of the others can be no chance."""
_MARK = re.compile(r"[¥￥\\$€£円]|[A-Z]{2}")
_COUNT = 0.6
"""What a number without currency or separators keeps beside one with its currency."""
_SIGNERS = (
    "承認",
    "検印",
    "経理",
    "総務",
    "社長",
    "専務",
    "常務",
    "所長",
    "部長",
    "課長",
    "係長",
    "主任",
    "店長",
    "上長",
    "承認者",
    "確認者",
    "ステータス",
    "申請番号",
    "管理番号",
    "社員番号",
    "社員コード",
    "役職",
)
"""Who signs in the boxes that stand beside a label such as 申請者, and headings of forms that are no field of ours:
never values."""
_LEADING_JUNK = re.compile(r"^[\s:：;；/／|｜・\-‐−=＝)）\]】〕》>」』.．、,→]+")


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """One label word found on a sheet."""

    segment: Segment
    start: int
    """Characters [start, end) of the segment's key."""
    end: int
    word: str
    rank: float
    """1 for the template's first label, falling to 0.6 for its last."""
    fit: float
    """1 where the segment says nothing else, less where the word only occurs in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible value of one field; `score` is 0..1 and comparable within a field only."""

    value: Value
    raw: str
    """The characters it was read from."""
    evidence: tuple[Evidence, ...]
    segment: Segment
    """Where it begins, for questions of nearness."""
    score: float
    found_by: str
    """The label, or the rule, that pointed here."""
    derived: bool = False
    """Computed from what evidence points at, not printed there."""
    pointed: float = 0.0
    """The probability with which another witness than the rules points at it, 0..1."""

    @classmethod
    def at(cls, value: Value, segment: Segment, start: int, end: int, score: float, found_by: str) -> Candidate:
        """Characters [start, end) of one segment."""
        return cls(value, segment.text[start:end], segment.evidence(start, end), segment, score, found_by)

    def scored(self, score: float) -> Candidate:
        return replace(self, score=score)


def find_labels(
    segments: Iterable[Segment], words: tuple[str, ...], not_words: tuple[str, ...] = ()
) -> Iterator[Label]:
    """Every occurrence of a label word, the longest where several begin at one place; those inside a not-word left out.

    A word of four or more characters that opens a segment is also known with one character misread.
    """
    labels, nots = LabelWords.of(words), LabelWords.of(not_words)
    for segment in segments:
        text = segment.key.text
        taken: list[tuple[int, int]] | None = None
        for start, end, n, likeness in labels.occurrences(text):
            if taken is None:
                taken = list(nots.exact(text))
            if any(a < end and start < b if likeness < 1 else a <= start and end <= b for a, b in taken):
                continue
            taken.append((start, end))
            fit = _fit(segment, start, end) * likeness
            if fit > 0:
                yield Label(segment, start, end, words[n], 1 - 0.4 * n / max(len(words), 1), fit)


_CURRENCY = re.compile(r"\(?(?:rm|myr|usd|sgd)(?![a-z])")
_VALUE_ENDS = re.compile(r"\d[日円%]?$")
"""Before a label in one run of text: another label's value, run into it."""


def _fit(segment: Segment, start: int, end: int) -> float:
    """How far the characters around a label leave it a label."""
    text, at = segment.key.text, segment.key.at
    before, after = text[:start].lstrip(OPENERS), text[end:]
    space_before = start > 0 and at[start] - at[start - 1] > 1
    space_after = end < len(text) and at[end] - at[end - 1] > 1
    if text[start].isascii() and text[start].isalpha():
        if before and before[-1].isascii() and before[-1].isalpha() and not space_before:
            return 0.0
        if after and after[0].isascii() and after[0].isalpha() and text[end - 1].isalpha() and not space_after:
            if _CURRENCY.match(after):  # CHANGERM, TOTAL USD read without its space
                return 0.9
            return 0.0
    ahead = 1.0
    if before in _POLITE:
        ahead = 0.95
    elif before and not (space_before or before[-1] in _DELIMITERS + _CLOSERS + OPENERS or _VALUE_ENDS.search(before)):
        ahead = 0.35 if len(before) > 4 else 0.5
    elif before:
        ahead = 0.8
    rest = re.sub(r"^\([^)]{1,12}\)|^の?(?:合計|総額)(?:額|金額)?", "", after).lstrip(_CLOSERS)
    if not rest or rest in ("円", "yen", ":"):
        return ahead
    if rest[0] in ":=":
        return 0.97 * ahead
    if rest[0].isascii() and rest[0].isalnum() and not text[end - 1].isascii():
        return 0.88 * ahead
    if space_after or rest[0].isdigit() or rest[0] in "¥￥\\$€▲△-t令平昭r(" + _DELIMITERS:
        return 0.9 * ahead
    return 0.45 * ahead


def candidates(
    sheets: Sequence[Sheet], field: FieldTemplate, taken: frozenset[int], stop: tuple[str, ...]
) -> list[Candidate]:
    """Values of one field near its labels, best first.

    taken holds ids (`id(segment)`) of segments that belong to the table of line items; stop are label words, which
    are never values themselves.
    """
    found: list[Candidate] = []
    stops = LabelWords.of((*stop, *_SIGNERS)).all
    for number, sheet in enumerate(sheets):
        free = [s for s in sheet.segments if id(s) not in taken]
        for label in find_labels(free, field.labels, field.not_labels):
            weight = label.rank * label.fit * (1.0 if number == 0 else 0.97)
            near = _in_cells(sheet, label, _near(sheet, label, field, taken, stops))
            found.extend(_weighted(value, weight, field, sheet) for value in near)
        found.extend(_by_pattern(free, field))
    return sorted(_sums(found) if field.kind == "amount" else found, key=lambda c: -c.score)


def _sums(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The same amounts, the one that is the sum of the others beside the same word before them: 合計 of each column."""
    by_label: dict[str, dict[tuple[Evidence, ...], Candidate]] = {}
    for candidate in found:
        by_label.setdefault(candidate.found_by, {}).setdefault(candidate.evidence, candidate)
    for candidate in found:
        group = list(by_label[candidate.found_by].values())
        numbers = [amount_of(c.value) or Decimal(0) for c in group]
        is_sum = len(group) >= _ADDENDS and 2 * (amount_of(candidate.value) or Decimal(0)) == sum(numbers)
        if is_sum:
            yield candidate.scored(min(1.0, max(c.score for c in group) + 0.05))
        elif candidate.score:
            yield candidate


def _weighted(candidate: Candidate, weight: float, field: FieldTemplate, sheet: Sheet) -> Candidate:
    score = candidate.score * weight * (0.5 + 0.5 * candidate.segment.confidence)
    height = candidate.segment.y_center / sheet.height
    if height < FAX_HEADER:
        score *= 0.6
    if field.position == "top":
        score *= 1.0 - 0.25 * min(max(height, 0.0), 1.0)
    elif field.position == "bottom":
        score *= 0.75 + 0.25 * min(max(height, 0.0), 1.0)
    return candidate.scored(score)


def _near(
    sheet: Sheet, label: Label, field: FieldTemplate, taken: frozenset[int], stops: frozenset[str]
) -> Iterator[Candidate]:
    """Values after the label in its own segment, else right of it on the row, else below it."""
    inside = [c for c in _within(label, field) if Key.of(c.raw).text.strip(_DELIMITERS) not in stops]
    yield from inside
    if inside:
        return
    right = list(_right(sheet, label, field, stops))
    if field.kind == "amount":
        right = list(_money(right))
    below = list(_below(sheet, label, field, taken, stops))
    neighbour = next(iter(sheet.right_of(label.segment)), None)
    boxed = (
        bool(below)
        and neighbour is not None
        and sheet.ruled_between(label.segment, neighbour)
        and sheet.in_one_box(label.segment, below[0].segment)
    )
    if boxed:  # a form's cell: the label at its top, the value under it, another cell to the right
        yield from (c.scored(min(1.0, c.score + 0.15)) for c in below)
        yield from (c.scored(0.4 * c.score) for c in right)
    else:
        yield from right
        yield from (c.scored(c.score * (0.7 if right else 1.0)) for c in below)
        if field.kind == "amount" and not right and not below:
            yield from _on_next_row(sheet, label)


def _in_cells(sheet: Sheet, label: Label, near: Iterable[Candidate]) -> Iterator[Candidate]:
    """The same values, those beyond a ruling line where the form says otherwise weighed down.

    A cell that holds a label holds its value as well, or else the next cell to the right or below does.
    """
    place = sheet.cells.of(label.segment)
    if place is None:
        yield from near
        return
    beside = sheet.cells.neighbours(place)
    found = [(candidate, sheet.cells.of(candidate.segment)) for candidate in near]
    within = any(at == place and candidate.segment is not label.segment for candidate, at in found)
    for candidate, at in found:
        if at == place:
            yield candidate.scored(min(1.0, candidate.score + (_SAME_CELL if within else 0.0)))
        else:
            yield candidate.scored(candidate.score * (_OTHER_CELL if within or at not in beside else 1.0))


def _money(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Amounts beside one label, a bare count less likely where another has its currency: Totals 5 $450."""
    some = any(_MARK.search(c.raw) for c in found)
    for candidate in found:
        is_count = some and candidate.raw.strip().isdigit()
        yield candidate.scored(_COUNT * candidate.score) if is_count else candidate


def _right(sheet: Sheet, label: Label, field: FieldTemplate, stops: frozenset[str]) -> Iterator[Candidate]:
    """Values on the label's row; where there are none, those that stand half a line off."""
    segment = label.segment
    most = _AMOUNTS_OF_ROW if field.kind == "amount" else _VALUES_OF_ROW
    for least_overlap, weight in ((0.5, 0.95), (0.1, 0.7)):
        found = False
        for step, other in enumerate(sheet.right_of(segment, least_overlap)[:most]):
            if _is_label(other, stops, field.kind):
                break
            values = find(field.kind, other.text, day_first=other.day_first)
            distance = max(0.0, (other.left - segment.right) / sheet.width - 0.35)
            for value, start, end in values[:3]:
                found = True
                score = weight - 0.06 * step - 0.15 * distance if step < _VALUES_OF_ROW else 0.0
                yield Candidate.at(value, other, start, end, score, label.word)
            if values and field.kind in _WORDS:
                break
        if found:
            return


def _on_next_row(sheet: Sheet, label: Label) -> Iterator[Candidate]:
    """合計 alone on its row and one amount alone on the next: a total that slipped off its line."""
    n = label.segment.row
    if len(sheet.rows[n]) == 1 and n + 1 < len(sheet.rows) and len(sheet.rows[n + 1]) == 1:
        other = sheet.rows[n + 1][0]
        for value, start, end in find("amount", other.text)[:1]:
            yield Candidate.at(value, other, start, end, 0.65, label.word)


def _below(
    sheet: Sheet, label: Label, field: FieldTemplate, taken: frozenset[int], stops: frozenset[str]
) -> Iterator[Candidate]:
    for step, other in enumerate(_lines_below(sheet, label.segment, field)[:2]):
        if id(other) in taken or _is_label(other, stops, field.kind):
            return
        for value, start, end in find(field.kind, other.text, day_first=other.day_first)[:1]:
            yield Candidate.at(value, other, start, end, 0.8 - 0.1 * step, label.word)


def _lines_below(sheet: Sheet, segment: Segment, field: FieldTemplate) -> list[Segment]:
    """What stands near below, and what farther down in the same cell; where nothing does, an amount's cell below."""
    place = sheet.cells.of(segment)
    far = sheet.below(segment, _CELL_LINES) if place is not None else []
    near = sheet.below(segment, 2.2)
    lines = near + [other for other in far if other not in near and sheet.cells.of(other) == place]
    if lines or place is None or field.kind != "amount":
        return lines
    under = [p for p in sheet.cells.neighbours(place) if place.is_above(p)]
    return [other for other in sheet.segments if sheet.cells.of(other) in under]


def _within(label: Label, field: FieldTemplate) -> Iterator[Candidate]:
    segment = label.segment
    _, cut = segment.key.span(label.start, label.end)
    rest = segment.text[cut:]
    rest_start = cut + _leading(rest)
    follows = segment.key.text[label.end : label.end + 1]
    free_text = field.kind in _WORDS - {"date"}
    runs_in = follows and follows not in ":/・.#-)" and not follows.isdigit() and label.fit < 0.5
    if free_text and runs_in and not _is_said(label, field):
        return
    for value, start, end in find(field.kind, segment.text[rest_start:], day_first=segment.day_first):
        near = 1.0 if start < 4 else 0.9 if start < 10 else 0.75
        yield Candidate.at(value, segment, rest_start + start, rest_start + end, near, label.word)
        if free_text:
            return


def _is_said(label: Label, field: FieldTemplate) -> bool:
    """Whether a form without space behind its labels says the value at once: 使用目的仕入先打合せ, 氏名林 哲也."""
    rest = label.segment.key.text[label.end :]
    if field.kind not in _SAID or label.start or len(rest) < 2 or _MORE_OF_A_WORD.match(rest):
        return False
    return len(label.word) >= _SAID[field.kind]


def _leading(rest: str) -> int:
    """How many characters of punctuation, and of a note in brackets, stand before the value."""
    junk = re.match(r"^\s*[(（][^)）]{1,10}[)）]", rest)
    cut = junk.end() if junk and len(rest) > junk.end() else 0
    more = _LEADING_JUNK.match(rest[cut:])
    after = cut + (more.end() if more else 0)
    return after - 1 if after and rest[after - 1 : after] in "-−" and rest[after : after + 1].isdigit() else after


def _is_label(segment: Segment, stops: frozenset[str], kind: str) -> bool:
    """Whether a line is a label; for names and texts also whether it is one with its value: 提出日2023年6月23日."""
    text, at = segment.key.text, segment.key.at
    if text.strip(_DELIMITERS + OPENERS + _CLOSERS) in stops:
        return True
    parted = (n for n in range(2, len(text)) if text[n].isdigit() or text[n] in ":=" or at[n] - at[n - 1] > 1)
    return kind in _SAID and any(text[:n] in stops for n in parted)


def _by_pattern(segments: Sequence[Segment], field: FieldTemplate) -> Iterator[Candidate]:
    for pattern in field.patterns:
        for segment in segments:
            for match in re.finditer(pattern, segment.key.text[:200]):
                start, end = segment.key.span(*match.span("value"))
                for value, a, b in find(field.kind, segment.text[start:end], day_first=segment.day_first)[:1]:
                    yield Candidate.at(value, segment, start + a, start + b, 0.9, "pattern")
