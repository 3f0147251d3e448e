"""What the layout model points at: spans of characters with their field, and the type of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocr.document import Evidence

LABEL = "label."
"""What the name of a field's printed label begins with."""
ROW = "line_items."


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that are one value of a field, or a printed label of one."""

    name: str
    """A contract field, as `issue_date`, `bank_account.account_number`, `tax_breakdown.10.tax_amount` or, of a line
    item, `line_items.amount`; `label.` and that for a printed label."""
    evidence: tuple[Evidence, ...]
    """In reading order, one for each word."""
    probability: float
    """Mean probability of its tokens; not calibrated."""
    row: int | None = None
    """Of a line item's value, which line item it belongs to, counted from 0 over the document."""
    label: tuple[Evidence, ...] = ()
    """Of a value, the nearest printed label of its field."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """All that the model points at in one document."""

    document_types: Mapping[str, float]
    """The probability of each type the model knows; they sum to 1."""
    spans: tuple[Span, ...]
    """In reading order."""

    def of(self, name: str) -> tuple[Span, ...]:
        """The spans of one field, the surest first."""
        return tuple(sorted((s for s in self.spans if s.name == name), key=lambda s: -s.probability))
