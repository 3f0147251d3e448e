"""Paper to archive, as a file on disk with what was read from it; and an empty index of every backend."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import pytest

from ocr.document import Box, Document, Evidence, Page, Word
from ocr.record import Amount, DocumentType, Field, Record, Review
from tests.index.backends import index, index_backends, index_name, open_again

__all__ = ["MakePaper", "Paper", "index", "index_backends", "index_name", "open_again", "paper"]


@dataclass(frozen=True, slots=True)
class Paper:
    path: Path
    sha256: str
    items: tuple[tuple[Document, Record], ...]

    @property
    def document_id(self) -> str:
        """Of the first document."""
        return self.items[0][0].id

    def priced(self, amount: int) -> Record:
        """The first record with another total."""
        return _record(self.items[0][0], amount)


class MakePaper(Protocol):
    def __call__(
        self, name: str = "scan.pdf", content: bytes = b"%PDF-1.7 paper", spans: tuple[tuple[int, int], ...] = ((1, 1),)
    ) -> Paper: ...


def _document(path: Path, sha256: str, first: int, last: int, pages: int) -> Document:
    word = Word(text="¥110", box=Box(left=10, top=10, right=50, bottom=20), confidence=0.9)
    return Document(
        sha256=sha256,
        file=path.name,
        media_type="application/pdf",
        page_count=pages,
        engine="test",
        pages=tuple(Page(number=n, width=100, height=100, words=(word,)) for n in range(first, last + 1)),
    )


def _record(document: Document, amount: int) -> Record:
    evidence = Evidence(page=document.pages[0].number, word=0, start=0, end=4)
    total = Field(
        name="total_amount", value=Amount(amount=Decimal(amount)), raw="¥110", confidence=0.9, evidence=(evidence,)
    )
    return Record(
        document_id=document.id,
        document_type=DocumentType(value="invoice", confidence=0.9),
        fields=(total,),
        review=Review(needed=False),
        produced_by="denpyo test",
        template="invoice@0000",
    )


@pytest.fixture
def paper(tmp_path: Path) -> MakePaper:
    def make(
        name: str = "scan.pdf", content: bytes = b"%PDF-1.7 paper", spans: tuple[tuple[int, int], ...] = ((1, 1),)
    ) -> Paper:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        documents = [_document(path, sha256, first, last, spans[-1][1]) for first, last in spans]
        return Paper(path, sha256, tuple((document, _record(document, 110)) for document in documents))

    return make
