"""The layout model as a witness of extraction: what it points at, as clues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.layout_model.pointed import LABEL, ROW
from ocr.witness import Clue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from ocr.document import Document
    from ocr.layout_model.pointed import Pointed, Span

    class Model(Protocol):
        """What `ocr.layout_model.model.LayoutModel` does."""

        def point(self, document: Document) -> Pointed: ...


class LayoutWitness:
    """`ocr.witness.Witness`."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def point(self, document: Document, doc_type: str) -> tuple[Clue, ...]:
        """The values that the model sees, whatever the document's type: extraction asks for those it knows."""
        return tuple(_clues(self._model.point(document).spans))


def _clues(spans: tuple[Span, ...]) -> Iterator[Clue]:
    for span in spans:
        if not span.name.startswith(LABEL):
            yield Clue(field=_field(span), evidence=span.evidence, probability=span.probability, by="model")


def _field(span: Span) -> str:
    """`line_items.3.amount` for a cell of the third row."""
    if not span.name.startswith(ROW) or span.row is None:
        return span.name
    return f"{ROW}{span.row + 1}.{span.name.removeprefix(ROW)}"
