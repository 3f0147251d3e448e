"""From findings to doubt: what a failed check takes from a field's confidence, and what sends a paper to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.record import Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.record import DocumentType, Field, Finding
    from ocr.template import Template

_FAILED = 0.6
"""A value that takes part in a failed check is right about this share of what it was thought to be."""
SURE = 0.75
"""Below this probability a required field is looked at by a person."""


def doubted(fields: Sequence[Field], findings: Sequence[Finding]) -> tuple[Field, ...]:
    """The fields, less sure where a warning names them."""
    named = {name for f in findings if f.severity != "info" for name in f.fields}
    return tuple(
        f.model_copy(update={"confidence": round(f.confidence * (_FAILED if f.name in named else 1.0), 4)})
        for f in fields
    )


def review(doc_type: DocumentType, fields: Sequence[Field], findings: Sequence[Finding], template: Template) -> Review:
    """Whether a person must look, and why, in words."""
    reasons: list[str] = []
    if doc_type.confidence < SURE:
        reasons.append(f"書類の種類が確かではありません ({template.title_ja})")
    reasons += [f.message for f in findings if f.severity != "info"]
    required = {name for name, f in template.fields.items() if f.required}
    reasons += [
        f"{f.name} の読み取りが確かではありません" for f in fields if f.name in required and f.confidence < SURE
    ]
    return Review(needed=bool(reasons), reasons=tuple(dict.fromkeys(reasons)))
