"""What a bill or an order comes to before an agency's commission, where gross, commission and net are printed."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, find
from ocr.extract.locate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value

    Printed = tuple[Segment, Value, int, int]

_COMMISSION = re.compile(r"comm(?:ission|\.|$)|agency(?:discount|fee)")
_AGENCY = re.compile(r"agency|agcy")
_MOST = Decimal("0.25")
"""Of the gross, which an agency takes at most; 15 % is usual."""
_GROSS, _KEPT = 0.97, 0.5
"""Score of an amount that is net and commission together, and what any other keeps of its own beside it."""


def before_commission(
    sheets: Sequence[Sheet], found: Mapping[str, list[Candidate]], amount_field: str
) -> dict[str, list[Candidate]]:
    """The same candidates with gross amounts first for the amount, and no net ones for the subtotal.

    Net of commission is what the agency pays over, not what the goods cost before tax.
    """
    sums = {candidate.evidence: (candidate, net) for candidate, net in _sums(sheets)}
    if not sums:
        return dict(found)
    gross = [candidate for candidate, _ in sums.values()]
    numbers = {amount_of(candidate.value) for candidate in gross}
    nets = {net for _, net in sums.values()}
    others = (c if amount_of(c.value) in numbers else c.scored(_KEPT * c.score) for c in found[amount_field])
    before = {amount_field: sorted((*gross, *others), key=lambda c: -c.score)}
    if "subtotal" in found:
        before["subtotal"] = [c for c in found["subtotal"] if amount_of(c.value) not in nets]
    return {**found, **before}


def _sums(sheets: Sequence[Sheet]) -> Iterator[tuple[Candidate, Decimal]]:
    """Each largest amount that is the sum of an agency's commission and what is left, and what is left."""
    segments = [segment for sheet in sheets for segment in sheet.segments]
    if not any(_AGENCY.search(s.key.text) for s in segments) or not any(
        _COMMISSION.search(s.key.text) for s in segments
    ):
        return
    found = [*(one for sheet in sheets for one in _across(sheet)), *_down(sheets)]
    most = max((amount_of(gross[1]) or Decimal(0) for _, gross in found), default=None)
    for net, (segment, value, start, end) in found:
        if amount_of(value) == most:
            yield Candidate.at(value, segment, start, end, _GROSS, "commission + net"), net


def _across(sheet: Sheet) -> Iterator[tuple[Decimal, Printed]]:
    """Gross, commission and net beside each other, under headings or not."""
    for row in sheet.rows:
        printed = [one for segment in row for one in _printed(segment)]
        for gross, taken, net in zip(printed, printed[1:], printed[2:], strict=False):
            left = _left(gross, taken, net)
            if left is not None:
                yield left, gross


def _down(sheets: Sequence[Sheet]) -> Iterator[tuple[Decimal, Printed]]:
    """Gross somewhere above a commission named on its row, be it on the page before, and net right below."""
    rows = [row for sheet in sheets for row in sheet.rows]
    lines = [(row, printed) for row in rows if (printed := [one for s in row for one in _printed(s)])]
    for n, ((row, own), (_, below)) in enumerate(pairwise(lines)):
        if any(_COMMISSION.search(s.key.text) for s in row):
            above = [one for _, printed in lines[:n] for one in printed]
            sums = [(left, gross) for gross in above if (left := _left(gross, own[-1], below[-1])) is not None]
            yield from sums[-1:]


def _left(gross: Printed, taken: Printed, net: Printed) -> Decimal | None:
    """What is left of the gross, if that is the net."""
    whole, commission, left = (amount_of(value) or Decimal(0) for _, value, _, _ in (gross, taken, net))
    fits = 0 < abs(commission) <= _MOST * whole and whole - abs(commission) == left
    return left if fits else None


def _printed(segment: Segment) -> list[Printed]:
    return [(segment, *one) for one in find("amount", segment.text)]
