"""Ink that a witness beside the rules takes for a field's value: a trained model, or a vendor's earlier papers.

A witness points and never writes: extraction reads the value from the ink itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from pydantic import Field as Setting

from ocr.document import Confidence, Document, Evidence, Model


class Clue(Model):
    """Characters that a witness takes for one value of a document."""

    field: Annotated[str, Setting(min_length=1)]
    """A field of the document's type, or `line_items.2.amount` for a cell of the second row."""
    evidence: Annotated[tuple[Evidence, ...], Setting(min_length=1)]
    """In the order in which they are read."""
    probability: Confidence
    """That this is the field's value; 0 says that it is another's."""
    by: Literal["model", "vendor"]


class Witness(Protocol):
    """A witness that looks at a document by itself."""

    def point(self, document: Document, doc_type: str) -> Sequence[Clue]:
        """What it takes for the values of a document of this type."""
        ...
