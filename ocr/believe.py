"""From what a paper says to what is believed of it: the steps that can be taken again, without an engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.capture.faults import with_faults
from ocr.extract import extract
from ocr.extract.confidence import REVIEW_TARGET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Document
    from ocr.extract.sheet import Sheet
    from ocr.record import DocumentType, Finding, Record
    from ocr.template import Templates
    from ocr.witness import Clue


@dataclass(frozen=True, slots=True)
class Believing:
    """How documents become records here."""

    templates: Templates
    scanner_law: bool = True
    """Whether scans are held against the law on keeping them in place of paper."""
    review_target: float = REVIEW_TARGET

    def record(
        self,
        document: Document,
        level: Sequence[Sheet],
        doc_type: DocumentType,
        doubts: Sequence[Finding] = (),
        clues: Sequence[Clue] = (),
    ) -> Record:
        """What we believe of a document of this type; level are its pages, the rest as in `ocr.extract.extract`."""
        record = extract(document, level, doc_type, self.templates, doubts, self.review_target, clues)
        importance = self.templates[doc_type.value].importance if self.scanner_law else None
        return with_faults(record, document.pages, importance)
