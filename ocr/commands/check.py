"""A look at the pages before anything is read: which must be scanned again, while the paper is still at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr import __version__
from ocr.capture.faults import faults
from ocr.capture.flaws import find_flaws
from ocr.document import Document, Page
from ocr.errors import InputError
from ocr.pipeline import ReadDocument
from ocr.record import DocumentType, Record, Review
from ocr.source import Glancer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ocr.capture.faults import Fault
    from ocr.pipeline import Result
    from ocr.source import Glance, SourceLimits
    from ocr.template import Importance

_DATA_POINTS = (595, 842)
"""What a page that was made as data counts as here: nobody looks at its size."""


class Checker:
    """Runs in a worker in place of the pipeline's reader: the same files become Documents of pages without words."""

    def __init__(self, limits: SourceLimits) -> None:
        self._glancer = Glancer(limits)

    def run(self, path: Path, on_page: Callable[[int], None] | None = None) -> Result:
        """The file's pages, each with the picture it is and its flaws, or what is wrong with the file."""
        try:
            return (self._look(path, on_page or (lambda _number: None)),)
        except InputError as error:
            return error

    def close(self) -> None:
        """End the process for PDFs."""
        self._glancer.close()

    def _look(self, path: Path, tell: Callable[[int], None]) -> ReadDocument:
        glanced = self._glancer.open(path)
        pages = []
        for glance in glanced.glances:
            tell(glance.number)
            pages.append(_page(glance))
        document = Document(
            sha256=glanced.sha256,
            file=path.name.encode(errors="replace").decode(),
            media_type=glanced.media_type,
            page_count=glanced.page_count,
            engine="none",
            pages=tuple(pages),
        )
        record = Record(
            document_id=document.id,
            document_type=DocumentType(value="other", confidence=0.0),
            review=Review(needed=False),
            produced_by=f"denpyo {__version__}",
            template="none",
        )
        return ReadDocument(document, record)


def make_checker(limits: SourceLimits) -> Checker:
    """What a worker runs, alone in its process."""
    import cv2

    cv2.setNumThreads(1)
    return Checker(limits)


def to_rescan(document: Document, importance: Importance | None) -> dict[int, tuple[Fault, ...]]:
    """The faults of each page that has any, by its number."""
    found = {page.number: faults(page.stored, page.flaws, importance) for page in document.pages}
    return {number: why for number, why in found.items() if why}


def check_line(path: Path, page: Page, why: tuple[Fault, ...]) -> dict[str, object]:
    """What `check --json` prints of a page."""
    return {
        "file": str(path),
        "page": page.number,
        "stored": page.stored.model_dump() if page.stored else None,
        "findings": [{"code": one.code, "message": one.text, "rule": one.rule} for one in why],
    }


def _page(glance: Glance) -> Page:
    width, height = (glance.stored.width, glance.stored.height) if glance.stored else _DATA_POINTS
    flaws = find_flaws(glance.grey) if glance.grey is not None else ()
    return Page(number=glance.number, width=width, height=height, stored=glance.stored, flaws=flaws)
