"""What makes words a receipt of its own: a total, a date, its title or お釣り, and who wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, dates_in, find
from ocr.extract.locate import find_labels
from ocr.extract.sheet import Key
from ocr.extract.values import find_phones, find_registration_numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template

_LEAST_FIT = 0.5
"""Of a total's label: 合計 and 合計(税込), not a sentence that speaks of 合計."""
_SIDE, _BELOW = 30.0, 2.5
"""Line heights within which an amount stands right of its label or below it; a till roll is 20 wide."""
_LEVEL = 1.2
"""Line heights by which the two may be off level: receipts lie askew."""
_LARGE = 1.25
"""Line heights from which an amount is a total though nothing says so: ¥12,300- on a form."""
_FEWEST_DIGITS = 9
"""Of a telephone number, with its area's code."""
_MORE = 6
"""Characters beside a title's own: 納品書(領収書), 領収証No.0012."""
_OFF_LEVEL = 8.0
"""How much worse it is for an amount to be off its label's level than away from it."""
_YEN = re.compile(r"[¥\\金*★]|円")
_PAID = re.compile(
    r"お預か?り|お?釣り?銭?$|お釣|おつり|領収(?:いた|致)し|ありがとうござ|thankyou|changedue|^change$|^cash$"
)
_ISSUER = re.compile(r"登録番号|tel|電話|℡")
_COPY = re.compile(r"控え?[)]?$|控え?[)]|売上票|売上伝票|加盟店")


@dataclass(frozen=True, eq=False)
class Facts:
    """What single segments of a page say, by their index; each found out when it is asked for."""

    sheet: Sheet
    receipt: Template
    """Of receipts."""

    @cached_property
    def totals(self) -> tuple[tuple[int, int, Decimal], ...]:
        """Segment of the label, segment of the amount, amount."""
        return tuple(_totals(self.sheet, self.receipt))

    @cached_property
    def dates(self) -> tuple[tuple[int, dt.date], ...]:
        return tuple((n, span.value) for n, s in enumerate(self.sheet.segments) for span in dates_in(s.text))

    @cached_property
    def titles(self) -> tuple[tuple[int, str], ...]:
        known = [Key.of(title).text for title in self.receipt.cues.titles]
        return tuple((n, t) for n, s in enumerate(self.sheet.segments) if (t := _title(s.key.text, known)))

    @cached_property
    def paid(self) -> frozenset[int]:
        return self._where(_PAID)

    @cached_property
    def issuers(self) -> tuple[tuple[int, str], ...]:
        """Registration and telephone numbers; "" for the word for one alone."""
        return tuple((n, number) for n, segment in enumerate(self.sheet.segments) for number in _issuers(segment))

    @cached_property
    def copies(self) -> frozenset[int]:
        return self._where(_COPY)

    def may_hold_two(self, among: frozenset[int]) -> bool:
        """Whether the segments have two totals and two dates."""
        if sum(n in among for n, _ in self.dates) < 2:
            return False
        return sum(label in among and n in among for label, n, _ in self.totals) > 1

    def _where(self, pattern: re.Pattern[str]) -> frozenset[int]:
        return frozenset(n for n, segment in enumerate(self.sheet.segments) if pattern.search(segment.key.text))


@dataclass(frozen=True, slots=True)
class Slip:
    """What segments say together."""

    totals: tuple[Decimal, ...]
    dates: tuple[dt.date, ...]
    titles: frozenset[str]
    """What it calls itself: 領収書."""
    is_paid: bool
    """As a receipt ends: お釣り, ありがとうございました, 領収いたしました."""
    issuers: frozenset[str]
    """Registration and telephone numbers; "" for the word for one alone."""
    is_copy: bool
    """控, 売上票: says the same as another."""

    @property
    def is_receipt(self) -> bool:
        """Whether nothing is missing: what it is, how much, when, and from whom."""
        return self.may_be_receipt and bool(self.issuers) and bool(self.titles or self.is_paid)

    @property
    def may_be_receipt(self) -> bool:
        return bool(self.totals and self.dates) and bool(self.issuers or self.titles or self.is_paid)

    def is_like(self, other: Slip) -> bool:
        """Whether both are about the same: a copy, a card slip, a bill and its receipt; or the same fare twice."""
        if not set(self.dates) & set(other.dates):
            return False
        if self.totals and other.totals and max(self.totals) == max(other.totals):
            return True
        return bool((self.issuers & other.issuers) - {""}) and not self.titles & other.titles


def slip_of(facts: Facts, among: frozenset[int] | None = None) -> Slip:
    """What the segments among (all of the page where None) say together."""

    def holds(n: int) -> bool:
        return among is None or n in among

    return Slip(
        totals=tuple(amount for label, n, amount in facts.totals if holds(label) and holds(n)),
        dates=tuple(date for n, date in facts.dates if holds(n)),
        titles=frozenset(title for n, title in facts.titles if holds(n)),
        is_paid=any(map(holds, facts.paid)),
        issuers=frozenset(number for n, number in facts.issuers if holds(n)),
        is_copy=any(map(holds, facts.copies)),
    )


def _title(key: str, titles: Sequence[str]) -> str | None:
    """領収書, and also that of 納品書(領収書); not a sentence, nor an English line that only holds the word."""
    bare = key.strip("《》【】[]()<>*・-=_.:")
    if bare in titles:
        return bare
    return next((t for t in titles if t in key and len(key) <= len(t) + _MORE and not t.isascii()), None)


def _issuers(segment: Segment) -> list[str]:
    """Numbers by which a company is known, and "" where the word for one stands."""
    named = [""] if _ISSUER.search(segment.key.text) else []
    if sum(c.isdigit() for c in segment.text) < _FEWEST_DIGITS:
        return named
    found = (*find_registration_numbers(segment.text), *find_phones(segment.text))
    return [*named, *(span.value for span in found)]


def _totals(sheet: Sheet, receipt: Template) -> Iterator[tuple[int, int, Decimal]]:
    """Amounts with a total's label, in the same segment, right of it or below; and large ones that need none."""
    segments = sheet.segments
    index = {id(segment): n for n, segment in enumerate(segments)}
    amounts = {n: found for n, segment in enumerate(segments) if (found := _amount(segment)) is not None}
    field = receipt.fields["total_amount"]
    labelled: set[int] = set()
    for label in find_labels(segments, field.labels, field.not_labels):
        n = index[id(label.segment)]
        if label.fit < _LEAST_FIT or n in labelled:
            continue
        labelled.add(n)
        if n in amounts:
            yield n, n, amounts[n]
        elif (beside := _beside(segments, n, amounts, sheet.line_height)) is not None:
            yield n, beside, amounts[beside]
    for n, amount in amounts.items():
        if segments[n].height >= _LARGE * sheet.line_height and _YEN.search(segments[n].text):
            yield n, n, amount


def _amount(segment: Segment) -> Decimal | None:
    """The last amount of a segment that is more than a lone digit or two."""
    found = [amount_of(value) for value, _, _ in find("amount", segment.text)]
    return next((amount for amount in reversed(found) if amount is not None and amount >= 10), None)


def _beside(segments: Sequence[Segment], label: int, amounts: Iterable[int], line: float) -> int | None:
    """The amount nearest to a label on its right, else below it."""
    here = segments[label]

    def cost(n: int) -> float:
        other = segments[n]
        gap, off = other.left - here.right, abs(other.y_center - here.y_center)
        if gap > -line and gap < _SIDE * line and off <= _LEVEL * max(line, here.height):
            return gap + _OFF_LEVEL * off
        drop = other.top - here.bottom
        if here.x_overlap(other) > 0 and -0.5 * line < drop < _BELOW * line:
            return _SIDE * line + drop
        return float("inf")

    best = min((n for n in amounts if n != label), key=cost, default=None)
    return best if best is not None and cost(best) < float("inf") else None
