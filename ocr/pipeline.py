"""Compose the stages for one source: pages -> Document -> Record; one bad file never stops the batch."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.classify import classify
from ocr.document import Document, Page
from ocr.errors import InputError
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.layout import find_regions
from ocr.preprocess.deskew import deskew
from ocr.preprocess.orient import upright
from ocr.preprocess.rules import ruling_lines
from ocr.preprocess.shrink import shrink
from ocr.reading_order import rows_of
from ocr.recognize import recognize
from ocr.record import Record
from ocr.source import SourceLimits, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ocr.preprocess.image import PageImage
    from ocr.recognize import Engine
    from ocr.source import SourcePage
    from ocr.template import Templates

    Result = tuple["ReadDocument", ...] | InputError


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document of a file: what the paper says and what we believe."""

    document: Document
    record: Record


class Reader:
    """Engine and templates, loaded once, for any number of files."""

    def __init__(self, engine: Engine, templates: Templates, limits: SourceLimits = SourceLimits()) -> None:  # noqa: B008  frozen
        self._engine = engine
        self._templates = templates
        self._limits = limits

    def run(self, path: Path, on_page: Callable[[int], None] | None = None) -> Result:
        """What the file holds, or what is wrong with it."""
        try:
            return self.read(path, on_page)
        except InputError as error:
            return error

    def read(self, path: Path, on_page: Callable[[int], None] | None = None) -> tuple[ReadDocument, ...]:
        """What the file holds; InputError says what is wrong with it.

        on_page is told a page's number when its pixels are there and again when it has been read.
        """
        source = open_source(path, self._limits)
        pages = []
        tell = on_page or (lambda _number: None)
        for source_page in source.pages():
            tell(source_page.number)
            pages.append(self._read_page(source_page))
            tell(pages[-1].number)
            del source_page  # or its pixels stay while the next page is drawn
        document = Document(
            sha256=source.sha256,
            file=_printable(path),
            media_type=source.media_type,
            page_count=source.page_count,
            engine=self._engine.name,
            pages=tuple(pages),
        )
        return (self._believe(document),)

    def _believe(self, document: Document) -> ReadDocument:
        level = sheets(document)
        doc_type = classify(level, self._templates)
        return ReadDocument(document, extract(document, level, doc_type, self._templates))

    def _read_page(self, page: SourcePage) -> Page:
        if page.text_layer is None:
            return self._recognized(page)
        order = [n for row in rows_of([word.box for word in page.text_layer], 0.0) for n in row]
        horizontal, vertical = ruling_lines(page.image)
        read = Page(
            number=page.number,
            width=page.image.source_width,
            height=page.image.source_height,
            dpi=page.dpi,
            dpi_basis=page.dpi_basis,
            text_from="text-layer",
            words=tuple(page.text_layer[n] for n in order),
            horizontal_rules=horizontal,
            vertical_rules=vertical,
        )
        return _with_regions(page.image, read)

    def _recognized(self, page: SourcePage) -> Page:
        image, turned_deg = upright(page.image)
        level, skew_deg = deskew(shrink(image))
        horizontal, vertical = ruling_lines(level)
        read = Page(
            number=page.number,
            width=image.source_width,
            height=image.source_height,
            dpi=page.dpi,
            dpi_basis=page.dpi_basis,
            turned_deg=turned_deg,
            skew_deg=skew_deg,
            words=recognize(level, self._engine),
            horizontal_rules=horizontal,
            vertical_rules=vertical,
        )
        return _with_regions(level, read)


def _with_regions(level: PageImage, page: Page) -> Page:
    return page.model_copy(update={"regions": find_regions(level, page)})


def _printable(path: Path) -> str:
    """The name for people; one that is not UTF-8 was written on a Japanese machine of old."""
    name = os.fsencode(path)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp932", errors="replace")
