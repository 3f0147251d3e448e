"""One value for each field out of its candidates; amounts are chosen together, so that they add up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from ocr.check_digit import has_valid_check_digit
from ocr.extract.calibration import Signs
from ocr.extract.finders import amount_of
from ocr.extract.money import PAID_ROUNDING
from ocr.record import Amount, Field, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ocr.extract.locate import Candidate

_WIDTH = 6
"""Candidates looked at per amount: 7^4 combinations at most."""
_ABSENT = 0.3
"""What leaving a field out is worth: a candidate below this is worse than none."""
_ADDS_UP = 0.9
_SAME_INK = -1.5
_POSITIVE = ("withholding_tax", "advance_amount")
"""Printed with △ because they are taken off; the field is the amount itself."""
AMOUNTS = ("subtotal", "tax_amount", "withholding_tax", "total_amount")


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
    """The best candidate of each field; those of AMOUNTS together."""
    chosen = {
        name: Choice(candidates[0], False)
        for name, candidates in found.items()
        if name not in AMOUNTS and candidates and candidates[0].score >= _ABSENT
    }
    chosen |= _amounts({name: _distinct(found.get(name, ())) for name in AMOUNTS})
    return {name: _beside(choice, found[name]) for name, choice in chosen.items()}


def _beside(choice: Choice, candidates: Sequence[Candidate]) -> Choice:
    """The choice with what the other candidates for its field say."""
    own = choice.candidate
    others = [c.score for c in candidates if c.value != own.value]
    again = any(c.value == own.value and not set(c.evidence) & set(own.evidence) for c in candidates)
    return replace(choice, runner_up=max(others, default=0.0), again=again)


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each value; a value seen in several places gains a little from each."""
    best: dict[Decimal, Candidate] = {}
    for candidate in candidates:
        number = amount_of(candidate.value)
        if number is None:
            continue
        if number in best:
            best[number] = best[number].scored(min(1.0, best[number].score + 0.04))
        else:
            best[number] = candidate
    return sorted(best.values(), key=lambda c: -c.score)[:_WIDTH]


def _amounts(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Choice]:
    choices = [[*found[name], None] for name in AMOUNTS]
    best = max(product(*choices), key=_worth)
    proven = _adds_up(best)
    return {
        name: Choice(candidate, proven) for name, candidate in zip(AMOUNTS, best, strict=True) if candidate is not None
    }


def _worth(combination: tuple[Candidate | None, ...]) -> float:
    worth = sum(c.score if c is not None else _ABSENT for c in combination)
    if _adds_up(combination):
        worth += _ADDS_UP
    ink = [e for c in combination if c is not None for e in c.evidence]
    if len(ink) != len(set(ink)):
        worth += _SAME_INK
    subtotal, tax, _, total = (amount_of(c.value) if c is not None else None for c in combination)
    if subtotal is not None and tax is not None and abs(tax) > abs(subtotal) * Decimal("0.12") + 2:
        worth -= 0.4
    if tax is not None and total is not None and abs(tax) >= abs(total) > 0:
        worth -= 0.6
    return worth


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
