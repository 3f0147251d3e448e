"""One value for each field out of its candidates; fields that must fit one another are chosen together.

Amounts add up; nobody bills himself; no span ends before it begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING

from ocr.check_digit import has_valid_check_digit
from ocr.extract.calibration import Signs
from ocr.extract.finders import amount_of
from ocr.extract.money import PAID_ROUNDING
from ocr.extract.pointing import share_ink
from ocr.record import Amount, Date, Field, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ocr.extract.locate import Candidate
    from ocr.record import Value

    Combination = tuple[Candidate | None, ...]
    """For each of several fields, one of its candidates or none."""

_WIDTH = 6
"""Candidates looked at per field: 7^4 combinations at most."""
_ABSENT = 0.3
"""What leaving a field out is worth: a candidate below this is worse than none."""
_ADDS_UP = 0.9
_SAME_INK = -1.5
_SAME_PARTY = -1.5
"""Of 12 drawn papers on which both sides seemed to be one, none was one."""
_REVERSED = -0.4
"""Another day, or none, is better unless it is much less likely: of 6 spans that seemed reversed 2 were."""
_POSITIVE = ("withholding_tax", "advance_amount")
"""Printed with △ because they are taken off; the field is the amount itself."""
AMOUNTS = ("subtotal", "tax_amount", "withholding_tax", "total_amount")
PARTIES = (("vendor_name", "buyer_name", "addressee"), ("party_a", "party_b"))
"""Sides of which no two are the same."""
SPANS = (("issue_date", "due_date"), ("period_start", "period_end"), ("effective_date", "expiry_date"))
"""A day, and one that does not come before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    candidate: Candidate
    proven: bool
    """Arithmetic on the paper confirms it."""
    runner_up: float = 0.0
    """Score of the best candidate with another value."""
    again: bool = False
    """Another place on the paper gives the same value."""

    @property
    def signs(self) -> Signs:
        """What speaks for it; a number with a valid check digit is as good as added up."""
        value = self.candidate.value
        checked = isinstance(value, Text) and value.text.startswith("T") and has_valid_check_digit(value.text)
        return Signs.of(
            self.candidate.score,
            self.runner_up,
            self.candidate.segment.confidence ** len(self.candidate.raw),
            proven=self.proven or checked,
            again=self.again,
            pointed=self.candidate.pointed,
        )


def choose(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Choice]:
    """The best candidate of each field, those that must fit one another together."""
    together: dict[tuple[str, ...], Callable[[Combination], float]] = {AMOUNTS: _sums_fit}
    together |= dict.fromkeys(PARTIES, _sides_fit) | dict.fromkeys(SPANS, _days_fit)
    alone = found.keys() - {name for names in together for name in names}
    chosen: dict[str, Choice] = {}
    for names, fit in (*together.items(), *(((name,), _fits) for name in alone)):
        candidates = (_distinct(found.get(name, ())) for name in names)
        best = max(product(*candidates), key=lambda some: _worth(some) + fit(some))
        proven = names == AMOUNTS and _adds_up(best)
        chosen |= {name: Choice(c, proven) for name, c in zip(names, best, strict=True) if c is not None}
    return {name: _beside(choice, found[name]) for name, choice in chosen.items()}


def _beside(choice: Choice, candidates: Sequence[Candidate]) -> Choice:
    """The choice with what the other candidates for its field say."""
    own = choice.candidate
    others = [c.score for c in candidates if c.value != own.value]
    again = any(c.value == own.value and not set(c.evidence) & set(own.evidence) for c in candidates)
    return replace(choice, runner_up=max(others, default=0.0), again=again)


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """The best candidates of different values, and none; an amount seen in several places gains a little from each."""
    best: dict[Value | Decimal, Candidate] = {}
    for candidate in candidates:
        number = amount_of(candidate.value)
        value = candidate.value if number is None else number
        if value not in best:
            best[value] = candidate
        elif number is not None:
            best[value] = best[value].scored(min(1.0, best[value].score + 0.04))
    return [*sorted(best.values(), key=lambda c: -c.score)[:_WIDTH], None]


def _worth(combination: Combination) -> float:
    return sum(c.score if c is not None else _ABSENT for c in combination)


def _fits(_: Combination) -> float:
    return 0.0


def _sums_fit(combination: Combination) -> float:
    """What speaks for amounts together, in the order of AMOUNTS."""
    worth = _ADDS_UP if _adds_up(combination) else 0.0
    ink = [e for c in combination if c is not None for e in c.evidence]
    if len(ink) != len(set(ink)):
        worth += _SAME_INK
    subtotal, tax, _, total = (amount_of(c.value) if c is not None else None for c in combination)
    if subtotal is not None and tax is not None and abs(tax) > abs(subtotal) * Decimal("0.12") + 2:
        worth -= 0.4
    if tax is not None and total is not None and abs(tax) >= abs(total) > 0:
        worth -= 0.6
    return worth


def _sides_fit(combination: Combination) -> float:
    """What speaks against names that are of one side, or share their ink."""
    named = [c for c in combination if c is not None]
    same = any(_name(a) == _name(b) or share_ink(a.evidence, b.evidence) for a, b in combinations(named, 2))
    return _SAME_PARTY if same else 0.0


def _name(candidate: Candidate) -> str:
    value = candidate.value
    return "".join(value.text.split()).casefold() if isinstance(value, Text) else ""


def _days_fit(combination: Combination) -> float:
    """What speaks against a first and a last day in the wrong order."""
    first, last = (c.value.date if c is not None and isinstance(c.value, Date) else None for c in combination)
    return _REVERSED if first is not None and last is not None and last < first else 0.0


def _adds_up(combination: tuple[Candidate | None, ...]) -> bool:
    subtotal, tax, withheld, total = (amount_of(c.value) if c is not None else None for c in combination)
    if subtotal is None or tax is None or total is None or tax == 0:
        return False
    difference = abs(subtotal + tax - abs(withheld or Decimal(0)) - total)
    in_yen = all(c is None or not isinstance(c.value, Amount) or c.value.currency == "JPY" for c in combination)
    return difference == 0 if in_yen else difference <= PAID_ROUNDING


def field_of(name: str, choice: Choice) -> Field:
    """The chosen value as a Field, its confidence yet to be rated by the choice's signs."""
    candidate = choice.candidate
    value = candidate.value
    if name in _POSITIVE and isinstance(value, Amount) and value.amount < 0:
        value = Amount(amount=-value.amount, currency=value.currency)
    return Field(
        name=name,
        value=value,
        raw=candidate.raw,
        confidence=min(max(candidate.score, 0.0), 1.0),
        evidence=candidate.evidence,
        derived=candidate.derived,
    )
