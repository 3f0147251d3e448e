"""Whether what was said to be likely came true: reliability by kind of value, and what could pass unchecked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Bins of stated probability, narrower where most values lie."""
_PRECISIONS = (0.95, 0.98, 0.99, 0.995)
_THRESHOLDS = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
TYPE = "document_type"
_NUMBERS = {
    "document_number", "vendor_registration_number", "vendor_postal_code", "vendor_phone", "account_number",
}  # fmt: skip
_AMOUNTS = ("amount", "subtotal", "tax")

Stated = tuple[float, bool]
"""A probability and whether it came true."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Values whose stated probability lies in [low, high), or up to 1 in the last."""

    low: float
    high: float
    count: int
    stated: float
    """Mean."""
    right: float
    """Share."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The documents whose key fields are all at least this sure: what share of all they are and how many are right."""

    threshold: float
    share: float
    precision: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Shares rounded to four digits."""

    reliability: Mapping[str, tuple[Bin, ...]]
    """By kind of value: names, dates, amounts, numbers, document_type."""
    curve: tuple[Accepted, ...]
    """At fixed thresholds; those that accept nothing are left out."""
    at_precision: Mapping[str, Accepted | None]
    """By demanded precision ("0.99"), what accepts most; None where nothing does."""


def calibration(stated: Mapping[str, Sequence[Stated]], documents: Sequence[Stated]) -> Calibration:
    """From the values by kind, and of each document the least probability of its key fields (-1: one is missing)."""
    curve = (accepted(documents, threshold) for threshold in _THRESHOLDS)
    return Calibration(
        reliability={kind: tuple(_bins(values)) for kind, values in sorted(stated.items())},
        curve=tuple(point for point in curve if point is not None),
        at_precision={format(p, "g"): most_accepted(documents, p) for p in _PRECISIONS},
    )


def kind_of(name: str) -> str:
    """The kind of value that a field, or a part of one (`bank_account.account_number`), holds."""
    part = name.rsplit(".", 1)[-1]
    if name == TYPE:
        return TYPE
    if part in _NUMBERS:
        return "numbers"
    if part.endswith("_date") or part.startswith("period_"):
        return "dates"
    return "amounts" if any(word in part for word in _AMOUNTS) else "names"


def accepted(documents: Sequence[Stated], threshold: float) -> Accepted | None:
    """What passes at a threshold; None if nothing does."""
    passed = [right for sure, right in documents if sure >= threshold]
    if not passed:
        return None
    return Accepted(threshold, round(len(passed) / len(documents), 4), round(sum(passed) / len(passed), 4))


def most_accepted(documents: Sequence[Stated], precision: float) -> Accepted | None:
    """The threshold that accepts most documents with at least this share of them right."""
    points = (accepted(documents, threshold) for threshold in {sure for sure, _ in documents if sure >= 0})
    good = [point for point in points if point is not None and point.precision >= precision]
    return max(good, key=lambda point: (point.share, point.threshold), default=None)


def _bins(values: Sequence[Stated]) -> Iterator[Bin]:
    binned: defaultdict[int, list[Stated]] = defaultdict(list)
    for one in values:
        binned[sum(one[0] >= edge for edge in _EDGES[1:-1])].append(one)
    for n, own in sorted(binned.items()):
        stated, right = sum(sure for sure, _ in own) / len(own), sum(true for _, true in own) / len(own)
        yield Bin(_EDGES[n], _EDGES[n + 1], len(own), round(stated, 4), round(right, 4))
