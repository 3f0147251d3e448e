"""Compose the stages for one source: pages -> Documents -> Records; one bad file never stops the batch."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ocr.believe import Believing
from ocr.capture.flaws import find_flaws
from ocr.classify import classify
from ocr.document import Document, Page
from ocr.errors import InputError
from ocr.extract.confidence import REVIEW_TARGET
from ocr.extract.sheet import Sheet
from ocr.furniture import with_furniture
from ocr.layout import find_regions
from ocr.papers import cut_apart, lying_apart
from ocr.preprocess.barcode import read_codes
from ocr.preprocess.deskew import deskew
from ocr.preprocess.ink import ink_share
from ocr.preprocess.rules import ruling_lines
from ocr.preprocess.seal import find_seals
from ocr.preprocess.steps import Step, repaired, steps_with, without_turns
from ocr.reading_order import rows_of
from ocr.recognize import legible, outside, recognize
from ocr.record import Record
from ocr.source import SourceLimits, open_source
from ocr.stacks import Stacking, is_blank, may_be_blank, split
from ocr.stacks.mounted import doubts_of, mounted
from ocr.tables import find_tables
from ocr.witness import Testimony

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ocr.document import Repair, Word
    from ocr.preprocess.image import PageImage
    from ocr.recognize import Engine
    from ocr.record import Finding
    from ocr.source import Source, SourcePage
    from ocr.stacks import Span
    from ocr.template import Templates
    from ocr.witness import Clue, Witness

    Result = tuple["ReadDocument", ...] | InputError


_DOUBTFUL, _MANY_DOUBTFUL = 0.9, 0.05
"""Confidence of a doubtful word, and the share of a page's characters in such words that is many."""
_EDGE = 0.005
"""Of the shorter side: a millimetre of A4, as near to the edge as print comes that the edge may have cut."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document of a file: what the paper says and what we believe."""

    document: Document
    record: Record
    doubts: tuple[Finding, ...] = ()
    """About its pages, before anything was believed."""
    clues: tuple[Clue, ...] = ()
    """What witnesses beside the rules pointed at."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page, or one of several papers on it, and doubts about that."""

    sheet: Sheet
    findings: tuple[Finding, ...] = ()

    def doubted(self, findings: tuple[Finding, ...]) -> _Paper:
        return replace(self, findings=tuple(dict.fromkeys((*self.findings, *findings))))


class Reader:
    """Engine and templates, loaded once, for any number of files."""

    def __init__(
        self,
        engine: Engine,
        templates: Templates,
        limits: SourceLimits = SourceLimits(),  # noqa: B008  frozen
        steps: Sequence[Step] | None = None,
        *,
        stacking: Stacking = Stacking(),  # noqa: B008  frozen
        scanner_law: bool = True,
        review_target: float = REVIEW_TARGET,
        witness: Witness | None = None,
    ) -> None:
        self._engine = engine
        self._templates = templates
        self._limits = limits
        self._steps = steps_with(partial(legible, engine=engine)) if steps is None else steps
        self._stacking = stacking
        self._believing = Believing(templates, scanner_law, review_target)
        self._witness = witness

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
        papers: list[_Paper] = []
        tell = on_page or (lambda _number: None)
        for source_page in source.pages():
            tell(source_page.number)
            papers += self._read_page(source_page)
            tell(papers[-1].sheet.page.number)
            del source_page  # or its pixels stay while the next page is drawn
        papers = _with_furniture(papers)
        spans = split([paper.sheet for paper in papers], self._templates, self._stacking)
        return tuple(self._believe(source, path, papers, span) for span in spans)

    def _believe(self, source: Source, path: Path, papers: Sequence[_Paper], span: Span) -> ReadDocument:
        """The document that the span of the file's papers is."""
        own = [paper for paper in papers if span.holds(paper.sheet.page)]
        level = [paper.sheet for paper in own]
        doubts = (*span.findings, *(finding for paper in own for finding in paper.findings))
        document = Document(
            sha256=source.sha256,
            file=_printable(path),
            media_type=source.media_type,
            page_count=source.page_count,
            engine=self._engine.name,
            pages=tuple(sheet.page for sheet in level),
        )
        said = self._witness.testify(document) if self._witness is not None else Testimony()
        doc_type = classify(level, self._templates, said.document_types)
        record = self._believing.record(document, level, doc_type, doubts, said.clues)
        return ReadDocument(document, record, doubts, said.clues)

    def _read_page(self, page: SourcePage) -> list[_Paper]:
        """What is on the page: one paper, or several that lie or are glued there."""
        if page.text_layer is not None:
            return [_Paper(Sheet.of(self._taken_over(page, page.text_layer)))]
        image, repairs = repaired(page.image, self._steps)
        whole = Sheet.of(self._recognized(page, image, repairs))
        apart = lying_apart(page.image, whole.page) if image.flattening is None else ()
        steps = without_turns(self._steps)
        papers = [paper for piece in apart for paper in self._on_one_sheet(page, *repaired(piece, steps))]
        doubts = doubts_of([paper.sheet for paper in papers], self._templates)
        if doubts is not None:
            return _numbered([paper.doubted(doubt) for paper, doubt in zip(papers, doubts, strict=True)])
        return _numbered(self._glued(page, image, whole))

    def _on_one_sheet(self, page: SourcePage, image: PageImage, repairs: tuple[Repair, ...]) -> list[_Paper]:
        """What is on one of several sheets that lie apart; nothing for a blank one."""
        sheet = Sheet.of(self._recognized(page, image, repairs, part=1))
        return [] if is_blank(sheet.page) else self._glued(page, image, sheet)

    def _glued(self, page: SourcePage, image: PageImage, sheet: Sheet) -> list[_Paper]:
        """The papers that are glued to a sheet, each read again by itself; the sheet where there are not several."""
        found = mounted(sheet, self._templates)
        if not found.pieces:
            return [_Paper(sheet, found.findings)]
        steps = [step for step in self._steps if step is deskew]
        papers = []
        for piece, pixels in zip(found.pieces, cut_apart(image, sheet, found), strict=True):
            cut, more = repaired(pixels, steps)
            read = self._recognized(page, cut, (*sheet.page.repairs, *more), part=1)
            papers.append(_Paper(Sheet.of(read), piece.findings))
        return papers

    def _taken_over(self, page: SourcePage, words: Sequence[Word]) -> Page:
        order = [n for row in rows_of([word.box for word in words], 0.0) for n in row]
        image, _ = read_codes(page.image)
        horizontal, vertical = ruling_lines(image)
        read = Page(
            number=page.number,
            width=page.image.source_width,
            height=page.image.source_height,
            dpi=page.dpi,
            dpi_basis=page.dpi_basis,
            text_from="text-layer",
            words=tuple(words[n] for n in order),
            horizontal_rules=horizontal,
            vertical_rules=vertical,
            seals=find_seals(image),
            barcodes=image.barcodes,
        )
        return _with_regions(page.image, read)

    def _recognized(
        self, page: SourcePage, image: PageImage, repairs: tuple[Repair, ...], part: int | None = None
    ) -> Page:
        horizontal, vertical = ruling_lines(image)
        words = recognize(image, self._engine)
        if not any(repair.step == "seal" for repair in repairs):  # seals that were found and not lifted
            words = outside(words, image.seals)
        read = Page(
            number=page.number,
            part=part,
            width=image.source_width,
            height=image.source_height,
            dpi=page.dpi,
            dpi_basis=page.dpi_basis,
            turned_deg=image.turned_deg,
            skew_deg=round(image.skew_deg, 2) + 0.0,
            flattening=image.flattening,
            ink=_ink(words, image),
            words=words,
            horizontal_rules=horizontal,
            vertical_rules=vertical,
            seals=image.seals,
            barcodes=image.barcodes,
            repairs=repairs,
            stored=page.stored,
        )
        if part is None and _may_be_flawed(page, read):
            read = read.model_copy(update={"flaws": find_flaws(page.image.pixels, image.turned_deg)})
        return _with_regions(image, read)


def _numbered(papers: list[_Paper]) -> list[_Paper]:
    """The papers on one page, as its parts if there are several."""
    if len(papers) < 2:
        return papers
    parts = [paper.sheet.page.model_copy(update={"part": n}) for n, paper in enumerate(papers, start=1)]
    return [replace(p, sheet=replace(p.sheet, page=page)) for p, page in zip(papers, parts, strict=True)]


def _with_furniture(papers: list[_Paper]) -> list[_Paper]:
    """The papers with what heads and ends their pages marked."""
    pages = with_furniture([paper.sheet.page for paper in papers])
    return [replace(p, sheet=replace(p.sheet, page=page)) for p, page in zip(papers, pages, strict=True)]


def _with_regions(level: PageImage, page: Page) -> Page:
    page = page.model_copy(update={"tables": find_tables(page)})
    is_bare = not page.words and not page.tables and page.ink == 0
    return page if is_bare else page.model_copy(update={"regions": find_regions(level, page)})


def _may_be_flawed(source: SourcePage, page: Page) -> bool:
    """Whether the picture is looked over: a camera's, or one whose reading is doubtful or runs off an edge.

    A scanner's that reads well has no flaw that matters, and looking costs a twentieth of reading.
    """
    if source.stored is None:
        return False
    if source.dpi_basis != "file" or not page.words:
        return True
    letters = sum(len(word.text) for word in page.words)
    doubtful = sum(len(word.text) for word in page.words if word.confidence < _DOUBTFUL)
    edge = _EDGE * min(page.width, page.height)
    runs_off = any(
        min(w.box.left, w.box.top, page.width - w.box.right, page.height - w.box.bottom) < edge for w in page.words
    )
    return runs_off or doubtful > _MANY_DOUBTFUL * letters


def _ink(words: Sequence[Word], image: PageImage) -> float | None:
    """Of a page that may be blank; others are not looked at."""
    return ink_share(image) if may_be_blank(words) else None


def _printable(path: Path) -> str:
    """The name for people; one that is not UTF-8 was written on a Japanese machine of old."""
    name = os.fsencode(path)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp932", errors="replace")
