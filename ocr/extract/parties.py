"""Who writes to whom: the issuer and the addressee of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.addressees import addressees
from ocr.extract.issuers import issuers
from ocr.extract.label_words import LabelWords
from ocr.extract.locate import Candidate, candidates
from ocr.extract.party_names import is_name
from ocr.extract.sheet import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.sheet import Sheet
    from ocr.template import FieldTemplate, Template


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """The best reading of both sides."""

    issuer: tuple[Candidate, ...]
    addressee: tuple[Candidate, ...]

    def of(self, role: str) -> tuple[Candidate, ...]:
        return self.issuer if role == "issuer" else self.addressee if role == "addressee" else ()


def find_parties(sheets: Sequence[Sheet], template: Template, taken: frozenset[int]) -> Parties:
    """Both sides, best first; taken are ids of segments in the table of line items."""
    stop = tuple(w for f in template.fields.values() for w in (*f.labels, *f.not_labels))
    by_role = {f.role: f for f in template.fields.values() if f.kind == "party"}
    addressee = addressees(sheets, taken)
    issuer_labels = _labelled(sheets, by_role.get("issuer"), taken, stop)
    if not addressee:
        addressee = _labelled(sheets, by_role.get("addressee"), taken, stop)
    chosen = addressee[0] if addressee else None
    labels = LabelWords.of(stop).all
    issuer = [c for c in issuers(sheets, template, taken, chosen, issuer_labels) if not _is_label(c, labels)]
    return Parties(tuple(issuer), tuple(addressee))


def _labelled(
    sheets: Sequence[Sheet], field: FieldTemplate | None, taken: frozenset[int], stop: tuple[str, ...]
) -> list[Candidate]:
    if field is None or not field.labels:
        return []
    return [c for c in candidates(sheets, field, taken, stop) if c.score > 0.4 and is_name(c.raw)]


def _is_label(candidate: Candidate, labels: frozenset[str]) -> bool:
    return Key.of(candidate.raw).text.strip(":.・") in labels
