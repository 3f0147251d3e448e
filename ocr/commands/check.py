"""A look at the pages before anything is read: which must be scanned again, while the paper is still at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr import __version__
from ocr.capture.faults import faults
from ocr.capture.flaws import flaws_of
from ocr.capture.marks import find_marks
from ocr.document import Document, Page
from ocr.errors import InputError
from ocr.pipeline import ReadDocument
from ocr.preprocess.image import PageImage
from ocr.preprocess.ink import ink_share
from ocr.record import DocumentType, Record, Review
from ocr.source import Glancer
from ocr.stacks import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

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
    cv2.setNumThreads(1)
    return Checker(limits)


def to_rescan(document: Document, importance: Importance | None) -> dict[int, tuple[Fault, ...]]:
    """The faults of each page that has any, by its number; a blank one needs no better picture."""
    printed = (page for page in document.pages if not _is_blank(page))
    found = {page.number: faults(page.stored, page.flaws, importance) for page in printed}
    return {number: why for number, why in found.items() if why}


def blank_pages(document: Document) -> tuple[int, ...]:
    """The numbers of the pages on which nothing is printed, by the rule that sets them aside when a stack is read."""
    return tuple(page.number for page in document.pages if _is_blank(page))


def check_line(path: Path, page: Page, why: tuple[Fault, ...]) -> dict[str, object]:
    """What `check --json` prints of a page that is blank or must be scanned again."""
    return {
        "file": str(path),
        "page": page.number,
        "stored": page.stored.model_dump() if page.stored else None,
        "blank": _is_blank(page),
        "findings": [{"code": one.code, "message": one.text, "rule": one.rule} for one in why],
    }


def _is_blank(page: Page) -> bool:
    return page.ink is not None and is_blank(page)


def _page(glance: Glance) -> Page:
    width, height = (glance.stored.width, glance.stored.height) if glance.stored else _DATA_POINTS
    if glance.grey is None:
        return Page(number=glance.number, width=width, height=height, stored=glance.stored)
    marks = find_marks(glance.grey)
    flaws = flaws_of(glance.grey, marks)
    ink = _ink(glance.grey) if marks.may_be_blank and not flaws else None
    return Page(number=glance.number, width=width, height=height, ink=ink, stored=glance.stored, flaws=flaws)


def _ink(grey: NDArray[np.uint8]) -> float:
    return ink_share(PageImage.of_source(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)))
