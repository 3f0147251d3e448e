"""What a witness beside the rules says: a trained model, or a vendor's earlier papers.

A witness points and never writes: extraction reads a value from the ink that it takes for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a witness says of one document."""

    clues: tuple[Clue, ...] = ()
    """What it takes for values, whatever the document's type: extraction asks for the fields of that."""
    document_types: Mapping[str, float] = field(default_factory=dict)
    """How likely it takes each type that it knows for the document's, 0 to 1."""


class Witness(Protocol):
    """A witness that looks at a document by itself."""

    def testify(self, document: Document) -> Testimony:
        """What it says of the document."""
        ...
