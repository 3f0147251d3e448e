"""The layout model as a witness: what it points at, and the type it sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.layout_model.model import layout_model
from ocr.layout_model.pointed import LABEL, ROW
from ocr.witness import Clue, Testimony

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

    def testify(self, document: Document) -> Testimony:
        """The values and the type that the model sees."""
        pointed = self._model.point(document)
        return Testimony(tuple(_clues(pointed.spans)), pointed.document_types)


def layout_witness() -> LayoutWitness:
    """With the model that ships; EngineError if that is missing or damaged."""
    return LayoutWitness(layout_model())


def _clues(spans: tuple[Span, ...]) -> Iterator[Clue]:
    for span in spans:
        if not span.name.startswith(LABEL):
            yield Clue(field=_field(span), evidence=span.evidence, probability=span.probability, by="model")


def _field(span: Span) -> str:
    """`line_items.3.amount` for a cell of the third row."""
    if not span.name.startswith(ROW) or span.row is None:
        return span.name
    return f"{ROW}{span.row + 1}.{span.name.removeprefix(ROW)}"
