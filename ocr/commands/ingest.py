"""Files into the archive and its index: what is known already is not read again, a bad file never stops the batch."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ocr.errors import InputError
from ocr.source import hash_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ocr.commands.desk import Desk
    from ocr.pipeline import Result

_INDEX_EVERY_S = 2.0
"""Seconds between two updates of the index; each costs it a commit, and a crash in between costs nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    status: Literal["stored", "known", "failed"]
    document_ids: tuple[str, ...] = ()
    pages: int = 0
    """Read now, blank ones that belong to no document included; 0 for a known file."""
    aside: tuple[int, ...] = ()
    """Pages read now that no document holds: blank ones and sheets between documents."""
    problem: str = ""
    """Of a failed file: what is wrong with it and what to do."""


class Ingest:
    """One batch. `index_problem` says what kept the index from following, "" if nothing did."""

    def __init__(
        self,
        desk: Desk,
        read: Callable[[Iterable[Path]], Iterator[tuple[Path, Result]]],
        *,
        who: str,
    ) -> None:
        """`read` yields what each file holds, or what is wrong with it, in any order."""
        self._desk = desk
        self._read = read
        self._who = who
        self._hashes: dict[Path, str] = {}
        self._taken: set[str] = set()
        self._twice: list[Path] = []
        self._indexed_at = time.monotonic()
        self.index_problem = ""

    def run(self, files: Iterable[Path]) -> Iterator[Outcome]:
        """Store each file and say what became of it, as it happens. No engine is started where every file is known.

        StoreError if the archive can no longer be written.
        """
        looked = map(self._look, files)
        for look in looked:
            if isinstance(look, Outcome):
                yield look
            elif look is not None:
                yield from self._read_all(look, looked)
        for path in self._twice:  # known by now, unless the first of the same bytes could not be read
            yield self._known(path) or Outcome(path, "failed", problem="the same bytes as another file that failed")
        self._follow(now=True)

    def _look(self, path: Path) -> Outcome | Path | None:
        """What became of a file that need not be read; the path of one that must be; None for one to look at again."""
        try:
            sha256 = self._hashes[path] = hash_file(path)
        except InputError as error:
            return Outcome(path, "failed", problem=str(error))
        if known := self._known(path):
            return known
        if sha256 in self._taken:
            self._twice.append(path)
            return None
        self._taken.add(sha256)
        return path

    def _known(self, path: Path) -> Outcome | None:
        """A file whose bytes are stored already; a name it never came under is noted."""
        sha256 = self._hashes[path]
        if not self._desk.archive.knows(sha256):
            return None
        added = self._desk.archive.add(path, sha256, (), who=self._who)
        return Outcome(path, "known", added.document_ids)

    def _read_all(self, first: Path, looked: Iterable[Outcome | Path | None]) -> Iterator[Outcome]:
        """Read the first and every further file that must be; what became of the others in between."""
        others: deque[Outcome] = deque()

        def fresh() -> Iterator[Path]:
            yield first
            for look in looked:
                if isinstance(look, Outcome):
                    others.append(look)
                elif look is not None:
                    yield look

        for path, result in self._read(fresh()):
            yield self._keep(path, result)
            while others:
                yield others.popleft()
            self._follow()
        yield from others

    def _keep(self, path: Path, result: Result) -> Outcome:
        if isinstance(result, InputError):
            return Outcome(path, "failed", problem=str(result))
        items = self._desk.met_together(result)
        try:
            with uninterrupted():
                added = self._desk.archive.add(path, self._hashes[path], items, who=self._who)
        except InputError as error:
            return Outcome(path, "failed", problem=str(error))
        held = {page.number for document, _record in items for page in document.pages}
        pages = result[0].document.page_count
        aside = tuple(number for number in range(1, pages + 1) if number not in held)
        return Outcome(path, "known" if added.already else "stored", added.document_ids, pages, aside)

    def _follow(self, *, now: bool = False) -> None:
        """Let the index see what was stored, every few seconds; one that failed is asked again only at the end."""
        due = time.monotonic() - self._indexed_at >= _INDEX_EVERY_S
        if now or (due and not self.index_problem):
            with uninterrupted():
                self.index_problem = self._desk.try_catch_up()
            self._indexed_at = time.monotonic()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = False

    def remember(_signal: int, _frame: object) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
