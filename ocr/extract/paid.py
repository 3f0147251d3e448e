"""Money handed over, given back and rounded off: what a paper was paid for, whatever it calls its total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, find
from ocr.extract.locate import Candidate, find_labels
from ocr.extract.money import CENTS, PAID_ROUNDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.locate import Label
    from ocr.extract.money import Money
    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value
    from ocr.template import Template

_PAID_FIT = 0.5
"""Share of its segment that a label for money handed over or given back fills at least."""
_ONLY_CENTS = re.compile(r"\s*[.,](\d{2})\s*$")
_UNCHANGED = 0.45
"""Of money handed over where nothing is said of change: less than any label of a total."""
_CURRENCY_ALONE = re.compile(r"rm|usd|[$¥￥\\]")
"""What may stand beside a label whose amount slipped to the next row."""


@dataclass(frozen=True, eq=False)
class Paid:
    """What the paper says of its payment."""

    printed: tuple[tuple[Segment, Value, int, int], ...]
    """Every amount with its place: segment, value, characters [start, end)."""
    given: frozenset[Decimal]
    back: frozenset[Decimal]
    says_change: bool
    """Whether it has a word for change, its amount read or not."""

    @classmethod
    def of(cls, sheets: Sequence[Sheet], template: Template, money: Money) -> Paid:
        """By the template's words for money handed over and given back; money is how the paper writes it."""
        printed = tuple(
            (segment, *found) for sheet in sheets for segment in sheet.segments for found in _found(segment)
        )
        given, back = (list(_beside(sheets, words, money.has_cents)) for words in (template.tendered, template.change))
        amounts = frozenset(a for _, a in given if a is not None), frozenset(a for _, a in back if a is not None)
        return cls(printed, *amounts, says_change=bool(back))

    @cached_property
    def due(self) -> frozenset[Decimal]:
        """What was handed over less what was given back, each way that the paper allows."""
        back = self.back or (() if self.says_change else (Decimal(0),))
        return frozenset(paid - rest for paid in self.given for rest in back if 0 <= rest < paid)


def paid_amounts(sheets: Sequence[Sheet], template: Template, money: Money) -> Iterator[Candidate]:
    """Amounts that are what was handed over less what was given back: what the paper was paid for."""
    if not template.tendered or not template.change:
        return
    paid = Paid.of(sheets, template, money)
    for segment, value, start, end in paid.printed:
        if amount_of(value) in paid.due:
            yield Candidate.at(value, segment, start, end, 0.9 if paid.back else _UNCHANGED, "お預り − お釣り")


def rounded_amounts(sheets: Sequence[Sheet], template: Template, money: Money) -> Iterator[Candidate]:
    """Amounts that are a total and its rounding together, whatever their own label says."""
    labels = template.fields[template.amount_field].labels
    totals, roundings = (
        {a for _, a in _beside(sheets, words, money.has_cents) if a} for words in (labels, template.rounding)
    )
    rounded = {total + adjusted for total in totals for adjusted in roundings if abs(adjusted) <= PAID_ROUNDING}
    for segment in (segment for sheet in sheets for segment in sheet.segments) if rounded else ():
        for value, start, end in _found(segment):
            if amount_of(value) in rounded:
                yield Candidate.at(value, segment, start, end, 0.9, "合計 + 端数調整")


def _beside(
    sheets: Sequence[Sheet], labels: tuple[str, ...], has_cents: bool
) -> Iterator[tuple[Label, Decimal | None]]:
    """Each label with the amount on the row that it opens, if that holds only one, or alone on the next row."""
    for sheet in sheets:
        for label in find_labels(sheet.segments, labels):
            if label.fit < _PAID_FIT:
                continue
            row = [s for s in sheet.rows[label.segment.row] if s.left >= label.segment.left]
            amounts = _amounts(row, has_cents)
            if not amounts and all(s is label.segment or _CURRENCY_ALONE.fullmatch(s.key.text) for s in row):
                amounts = _alone(sheet, label.segment.row + 1, has_cents)
            yield label, amounts[0] if len(amounts) == 1 else None


def _amounts(row: Sequence[Segment], has_cents: bool) -> list[Decimal]:
    """Amounts of a row; where the paper prints cents, a number without them is a count or cut in two."""
    amounts = [
        number
        for s in row
        for value, start, end in _found(s)
        if (number := amount_of(value)) is not None and (not has_cents or CENTS.search(s.text[start:end]))
    ]
    return amounts + [Decimal(f"0.{cents[1]}") for s in row if (cents := _ONLY_CENTS.match(s.text))]


def _alone(sheet: Sheet, row: int, has_cents: bool) -> list[Decimal]:
    """The amount of a row that holds nothing else."""
    segments = sheet.rows[row] if row < len(sheet.rows) else ()
    is_bare = all(_CURRENCY_ALONE.fullmatch(s.key.text) or not re.search(r"[^\W\d_]{3}", s.text) for s in segments)
    return _amounts(segments, has_cents) if is_bare else []


def _found(segment: Segment) -> list[tuple[Value, int, int]]:
    return find("amount", segment.text)
