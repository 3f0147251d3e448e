"""Papers read by the bare engine and by the pipeline, whole or without one repair, and what each part of that costs.

One engine reads for all of them and remembers: pixels that it has read before are not read again, only charged again.
So a run without one repair costs no more than the pages on which that repair was made. Steps are metered and left out
where the pipeline makes them, whatever it makes of its list of steps.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import cv2
import numpy as np
from PIL import Image

from ocr import pipeline
from ocr.document import Page, Word
from ocr.evaluate.text_error import bag_error, row_error
from ocr.json_line import json_line
from ocr.preprocess.steps import STEPS, Step
from ocr.reading_order import page_text
from ocr.source import open_source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Box, Repair
    from ocr.evaluate import Case
    from ocr.json_line import Line
    from ocr.preprocess.image import PageImage
    from ocr.recognize import Engine, Reading
    from ocr.source import SourcePage
    from ocr.template import Templates


class MeteredEngine:
    """An engine whose readings are timed, and remembered: what it has read before costs what it cost before."""

    def __init__(self, engine: Engine) -> None:
        self.name = engine.name
        self._engine = engine
        self._known: dict[bytes, tuple[Any, float]] = {}
        self._costs: list[float] = []
        self.spent_s = 0.0
        """CPU seconds that really passed in here since the last take()."""

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """As the engine's."""
        readings: list[Reading] = self._remembered("read", pixels)
        return readings

    def __getattr__(self, name: str) -> Any:
        """Whatever else the engine can do is metered too."""
        found = getattr(self._engine, name)
        return partial(self._remembered, name) if callable(found) else found

    def take(self) -> tuple[tuple[float, ...], float]:
        """CPU seconds of every reading since the last call, and those that really passed in here meanwhile."""
        taken = tuple(self._costs), self.spent_s
        self._costs, self.spent_s = [], 0.0
        return taken

    def _remembered(self, name: str, *given: object) -> Any:
        entered = time.process_time()
        key = _digest(name, *given)
        if key not in self._known:
            before = time.process_time()
            result = getattr(self._engine, name)(*given)
            self._known[key] = result, time.process_time() - before
        result, cost_s = self._known[key]
        self._costs.append(cost_s)
        self.spent_s += time.process_time() - entered
        return result


def _digest(*given: object) -> bytes:
    digest = hashlib.blake2b()
    for one in given:
        if isinstance(one, np.ndarray):
            digest.update(f"{one.shape}{one.dtype}".encode())
            digest.update(np.ascontiguousarray(one).data)
        elif isinstance(one, list | tuple):
            digest.update(_digest(*one))
        else:
            digest.update(repr(one).encode())
    return digest.digest()


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step on one page: what it cost, readings that it asked for not counted, and whether it did anything."""

    step: str
    cpu_s: float
    repaired: bool


@dataclass(frozen=True, slots=True)
class PageRun:
    """One page through the pipeline. CPU seconds."""

    number: int
    steps: tuple[StepRun, ...]
    engine_s: float
    """Its one reading of the page, the longest if there were several."""
    again_s: float
    """All other readings."""
    rest_s: float
    """Ruling lines, layout and reading order: all of the page that is neither a step nor the engine."""

    @property
    def added(self) -> float:
        """What the pipeline adds to the engine's one reading, as a share of it."""
        return (sum(step.cpu_s for step in self.steps) + self.again_s + self.rest_s) / self.engine_s

    @property
    def repaired(self) -> frozenset[str]:
        """Steps that did something."""
        return frozenset(run.step for run in self.steps if run.repaired)

    @property
    def is_as_it_came(self) -> bool:
        """Whether it was read once, and unrepaired."""
        return not self.repaired and not self.again_s


@dataclass(frozen=True, slots=True)
class FileRun:
    """One file read: how wrong its characters are, its JSON lines, and its pages if they are metered."""

    wrong: int
    characters: int
    bag_error: float
    lines: tuple[Line, ...] = ()
    words: tuple[tuple[int, str, Box], ...] = ()
    """Page, text and place of everything read."""
    seals: tuple[tuple[int, Box], ...] = ()
    pages: tuple[PageRun, ...] = ()

    @property
    def row_error(self) -> float:
        return self.wrong / self.characters if self.characters else 0.0


def step_name(step: Step) -> str:
    """Its function's."""
    name: str = getattr(step, "func", step).__name__
    return name


class Bench:
    """Engine and templates, loaded once, and every way to read a file with them."""

    def __init__(self, engine: Engine, templates: Templates, bare: Engine | None = None) -> None:
        """bare reads pages as they come; without it the engine does, and never twice a page that is left as it is."""
        self._engine = MeteredEngine(engine)
        self._bare = bare or self._engine
        self._reader = pipeline.Reader(self._engine, templates)
        self._steps: dict[str, StepRun] = {}

    def warm_up(self) -> None:
        """Load whatever is loaded with the first page."""
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.png"
            pixels = np.full((1754, 1240, 3), 255, np.uint8)
            for top in range(200, 1600, 60):  # words, for a blank page needs less
                cv2.putText(pixels, "Total 1,234", (100, top), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
            Image.fromarray(pixels).save(page)
            self._read(page)
        self._engine.take()

    def raw(self, case: Case) -> FileRun:
        """Every page as it comes, by the engine alone."""
        texts = []
        for source_page in _pages(case.path):
            image = source_page.image
            words = tuple(
                Word(text=reading.text.strip(), box=image.box_on_source(reading.quad), confidence=reading.confidence)
                for reading in self._bare.read(image.pixels)
                if reading.text.strip()
            )
            page = Page(number=source_page.number, width=image.source_width, height=image.source_height, words=words)
            texts.append(page_text(page))
        return _file_run(case, "\n".join(texts))

    def whole(self, case: Case, without: str = "") -> FileRun:
        """The file as the product reads it, without the step named; its pages are those that the engine read."""
        pages: list[PageRun] = []
        read = self._read(case.path, self._on_page(pages), without)
        lines = tuple(json_line(one.document, one.record, with_text=True) for one in read)
        own = [page for one in read for page in one.document.pages]
        run = _file_run(case, "\n".join(text for line in lines for text in line["text"]))
        return FileRun(
            run.wrong,
            run.characters,
            run.bag_error,
            lines,
            tuple((page.number, word.text, word.box) for page in own for word in page.words),
            tuple((page.number, seal) for page in own for seal in page.seals),
            tuple(pages),
        )

    def drawn(self, case: Case) -> tuple[PageRun, ...]:
        """The pages of a file that has a text layer, read as if they had come as pictures: cleaner than any scan."""
        pages: list[PageRun] = []
        with tempfile.TemporaryDirectory() as folder:
            for page in _pages(case.path):
                if page.text_layer is not None:
                    picture = Path(folder) / f"{page.number}.png"
                    Image.fromarray(page.image.pixels).save(picture)
                    self._read(picture, self._on_page(pages))
        return tuple(pages)

    def _read(
        self, path: Path, on_page: Callable[[int], None] | None = None, without: str = ""
    ) -> tuple[pipeline.ReadDocument, ...]:
        with patch.object(pipeline, "repaired", partial(self._repaired, without=without)):
            return self._reader.read(path, on_page)

    def _repaired(
        self, image: PageImage, steps: Sequence[Step] = STEPS, *, without: str
    ) -> tuple[PageImage, tuple[Repair, ...]]:
        """As the pipeline's, metered."""
        repairs = []
        for step in steps:
            name = step_name(step)
            if name == without:
                continue
            before_s = time.process_time() - self._engine.spent_s
            image, repair = step(image)
            cpu_s = time.process_time() - self._engine.spent_s - before_s
            past = self._steps.get(name, StepRun(name, 0.0, repaired=False))
            self._steps[name] = StepRun(name, past.cpu_s + cpu_s, past.repaired or repair is not None)
            if repair is not None:
                repairs.append(repair)
        return image, tuple(repairs)

    def _on_page(self, pages: list[PageRun]) -> Callable[[int], None]:
        """Reader tells a page's number before and after it is read; what passes in between is the page's cost."""
        begun: list[float] = []

        def told(number: int) -> None:
            now = time.process_time()
            if not begun:
                self._engine.take()
                self._steps.clear()
                begun.append(time.process_time())
                return
            costs, inside_s = self._engine.take()
            steps, whole_s = tuple(self._steps.values()), now - begun.pop()
            if costs:
                rest_s = whole_s - inside_s - sum(step.cpu_s for step in steps)
                pages.append(PageRun(number, steps, max(costs), sum(costs) - max(costs), rest_s))

        return told


def _pages(path: Path) -> Iterator[SourcePage]:
    return open_source(path).pages()


def _file_run(case: Case, text: str) -> FileRun:
    pages = case.truth.get("text")
    rows = [str(row) for page in pages for row in page] if isinstance(pages, list) else []
    wrong, characters = row_error(rows, text) or (0, 0)
    return FileRun(wrong, characters, bag_error(rows, text))
