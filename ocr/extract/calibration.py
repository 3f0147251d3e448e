"""How likely a value is right, from the few signs that tell: one small logistic model for each kind of value.

The weights (`calibration.toml`) are fitted by `training/fit_confidence.py`, once for papers on which the layout model
pointed and once for those on which it was not asked: without it nothing points, and that says nothing. None is
negative, so that no sign that speaks for a value ever makes it less likely.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

GROUPS = {
    "party": "name", "name": "name", "text": "name", "address": "name", "choice": "name", "flag": "name",
    "date": "date", "term": "date", "amount": "amount", "number": "amount",
    "identifier": "number", "registration_number": "number", "phone": "number", "postal_code": "number",
    "bank_account": "bank_account", "tax_breakdown": "tax_breakdown",
}  # fmt: skip
"""A template's kind of field -> the kind of value whose model answers for it."""
WITNESSED, ALONE = "witnessed", "alone"
"""The tables of weights: where the layout model had its say, and where the rules are alone."""
LEAST, MOST = 0.02, 0.995
"""No value is as good as impossible or certain: a few hundred values of a kind cannot show more than 1 wrong in 200."""
_LEAD = 0.5
"""A lead over the runner-up beyond this says no more."""
_DIGITS = 3.0
"""Nines of the engine's confidence (0.999) beyond which more say no more."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a value, each 0..1."""

    found: float = 0.0
    """How well labels and place point at it."""
    lead: float = 0.0
    """How far it is ahead of the next best value for its field."""
    legible: float = 0.0
    """How surely its least certain word was read, counted in nines: 1 for 0.999."""
    proven: float = 0.0
    """Whether arithmetic or a check digit confirms it."""
    again: float = 0.0
    """Whether the paper says the same in another place."""
    pointed: float = 0.0
    """With which probability a witness beside the rules points at it."""

    @classmethod
    def of(
        cls,
        score: float,
        runner_up: float,
        read: float,
        *,
        proven: bool = False,
        again: bool = False,
        pointed: float = 0.0,
    ) -> Signs:
        """From the scores of the value and the next best one, 0..1, and the least confidence of its words."""
        nines = -math.log10(max(1.0 - read, 10**-_DIGITS)) / _DIGITS
        lead = min(max(score - runner_up, 0.0), _LEAD) / _LEAD
        return cls(min(max(score, 0.0), 1.0), lead, nines, float(proven), float(again), pointed)


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of one kind of value: where they begin and what each sign adds."""

    base: float
    adds: Signs
    """What each sign adds where it is 1."""

    def probability(self, signs: Signs) -> float:
        """LEAST..MOST, not falling in any sign."""
        return _bounded(self.base + sum(w * s for w, s in zip(astuple(self.adds), astuple(signs), strict=True)))


def weights_for(kind: str, *, witnessed: bool) -> Weights:
    """Those for a template's kind of field; KeyError for one that GROUPS lacks."""
    return _load()[WITNESSED if witnessed else ALONE][GROUPS[kind]]


def after_failed_check(probability: float, taken: float) -> float:
    """What is left of a probability when a check that the value takes part in fails; taken is in log-odds."""
    inside = min(max(probability, LEAST), MOST)
    return min(probability, _bounded(math.log(inside / (1 - inside)) - taken))


@cache
def _load() -> dict[str, dict[str, Weights]]:
    tables = tomllib.loads(Path(__file__).with_name("calibration.toml").read_text(encoding="utf-8"))
    return {
        who: {group: Weights(table.pop("base"), Signs(**table)) for group, table in groups.items()}
        for who, groups in tables.items()
    }


def _bounded(log_odds: float) -> float:
    return min(max(1 / (1 + math.exp(-log_odds)), LEAST), MOST)
