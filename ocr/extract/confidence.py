"""From findings to doubt: what a failed check takes from a field's confidence, and what sends a paper to a person."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ocr.extract.calibration import after_failed_check, weights_for
from ocr.record import Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.calibration import Signs
    from ocr.record import DocumentType, Field, Finding
    from ocr.template import Template

_MUCH = 4.0
"""Log-odds that a failed check takes from a value: 0.98 becomes 0.47. Set by hand: the papers at hand that fail one
were mostly made to, and are read rightly."""
_TAKEN = {"rows-mismatch": 0.5}
"""Where it takes less. A row overlooked is likelier than a total misread: 46 of 48 such totals were right."""
REVIEW_TARGET = 0.15
"""The chance of a wrong type or key field that a document may pass with. Of 169 papers 117 pass so, 1 wrong in a name
and 1 in an amount; when every field of 0.75 passed, on an uncalibrated scale, 118 did, with 2 and 2."""


def rated(field: Field, signs: Signs, kind: str, *, witnessed: bool) -> Field:
    """The field with the probability that its value is right, by what speaks for it; kind is the template's, and
    witnessed is whether the layout model pointed at anything on this paper."""
    return field.model_copy(update={"confidence": weights_for(kind, witnessed=witnessed).probability(signs)})


def doubted(fields: Sequence[Field], findings: Sequence[Finding]) -> tuple[Field, ...]:
    """The fields, less sure where a warning names them."""
    taken: dict[str, float] = {}
    for finding in findings:
        if finding.severity != "info":
            for name in finding.fields:
                taken[name] = max(taken.get(name, 0.0), _TAKEN.get(finding.code, _MUCH))
    return tuple(
        f.model_copy(update={"confidence": round(after_failed_check(f.confidence, taken.get(f.name, 0.0)), 4)})
        for f in fields
    )


def review(
    doc_type: DocumentType,
    fields: Sequence[Field],
    findings: Sequence[Finding],
    template: Template,
    target: float = REVIEW_TARGET,
) -> Review:
    """Whether a person must look, and why, in words.

    Looked at is what a check doubts, and what is likelier than target to have a wrong type or key field: one that is
    required, or by which search knows the date and the amount. Chances multiply, as if the errors had no common cause.
    """
    keys = template.key_fields
    chances = {f.name: f.confidence for f in fields if f.name in keys}
    reasons: list[str] = []
    if doc_type.confidence < 1 - target:
        reasons.append(f"書類の種類が確かではありません ({template.title_ja})")
    reasons += [f.message for f in findings if f.severity != "info"]
    doubtful = [name for name, chance in chances.items() if chance < 1 - target]
    if not doubtful and chances and doc_type.confidence * math.prod(chances.values()) < 1 - target:
        doubtful = [min(chances, key=lambda name: chances[name])]
    reasons += [f"{name} の読み取りが確かではありません (正しい見込み {chances[name]:.0%})" for name in doubtful]
    return Review(needed=bool(reasons), reasons=tuple(dict.fromkeys(reasons)))
