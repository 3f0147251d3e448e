"""The desk: an archive with its index beside it. A change goes to the archive first; the index may lag."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.archive import Archive
from index.elastic_settings import ElasticSettings
from index.entry import Entry
from index.memory import Memory
from index.search import Index, open_index
from index.stored import Stored
from ocr.commands.recall import held_together, recalled, recognized
from ocr.document import Document
from ocr.errors import StoreError
from ocr.reading_order import page_text
from ocr.record import Record
from ocr.vendors.layout import places

if TYPE_CHECKING:
    from ocr.believe import Believing
    from ocr.pipeline import ReadDocument
    from ocr.template import Template
    from ocr.vendors import Tables

log = logging.getLogger(__name__)

EMBEDDED = "embedded"
_FOLDER = "index"
"""Of the embedded index, inside the archive's; not part of what `verify` vouches for."""


def login() -> str:
    """Who works here, for the journal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, in a container
        return "unknown"


class Desk:
    """One archive and its index, opened together."""

    def __init__(
        self,
        archive: Archive,
        index: Index,
        own_names: tuple[str, ...],
        memory: Memory | None = None,
        tables: Callable[[], Tables] | None = None,
        believing: Callable[[], Believing] | None = None,
    ) -> None:
        self.archive = archive
        self._tables = tables
        self._believing = believing
        self._memory = memory
        self.index = index
        self._own_names = own_names

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        index: str = EMBEDDED,
        server: ElasticSettings | None = None,
        own_names: tuple[str, ...] = (),
        write: bool = False,
        wait_s: float = 0.0,
        remember: bool = False,
        tables: Callable[[], Tables] | None = None,
        believing: Callable[[], Believing] | None = None,
    ) -> Self:
        """Open both; `index` is "embedded" or a server's URL. StoreError if either cannot be had.

        remember: new papers are held against what the archive knows of their vendors; only with write.
        tables: what corrected papers are held against, loaded when one is.
        believing: how a paper is believed anew in the light of its vendor's earlier ones, loaded when one is.
        """
        archive = Archive.open(root, write=write, wait_s=wait_s)
        opened = open_index(archive_index(root) if index == EMBEDDED else index, server)
        memory = Memory(root, places) if remember and write else None
        return cls(archive, opened, own_names, memory, tables, believing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.index.close()
        if self._memory is not None:
            self._memory.close()
        self.archive.close()

    def met_together(self, found: Sequence[ReadDocument]) -> list[tuple[Document, Record]]:
        """What is believed of the papers of one file, also in the light of each other."""
        items = [(one.document, self.met(one)) for one in found]
        return items if self._memory is None else held_together(items)

    def met(self, one: ReadDocument) -> Record:
        """What is believed of a new paper, in the light of what the archive knows of its vendor's."""
        if self._memory is None:
            return one.record
        self._memory.catch_up(self.archive)
        if self._believing is None:
            return self.recalled(one.document, one.record)
        known = self._memory.places(one.document.id, one.record)
        believing = self._believing() if known else None
        record = recognized(one, known, believing) if believing is not None else None
        if believing is None or record is None:
            return self.recalled(one.document, one.record)
        return self.checked(one.document, record, believing.templates[record.document_type.value])

    def recalled(self, document: Document, record: Record) -> Record:
        """The record with what the archive's papers of the same vendor make doubtful about it."""
        if self._memory is None:
            return record
        self._memory.catch_up(self.archive)
        return recalled(document, record, self.archive, self._memory)

    def checked(self, document: Document, record: Record, template: Template) -> Record:
        """A corrected record, held anew against everything that a new paper is held against."""
        if self._tables is not None:
            record = self._tables().checked(record, template)
        return self.recalled(document, record)

    def entry(self, stored: Stored) -> Entry:
        """What search knows of a stored document."""
        return Entry.of(
            stored.document,
            stored.record,
            version=stored.version,
            sequence=stored.sequence,
            text="\n".join(map(page_text, stored.document.pages)),
            voided=stored.voided is not None,
            own_names=self._own_names,
        )

    def behind(self) -> int:
        """How many journal lines the index has not seen; StoreError if it cannot be reached."""
        return max(0, self.archive.last_sequence() - self.index.position())

    def catch_up(self) -> None:
        """Bring the index to where the archive is; StoreError if it cannot be reached."""
        last = self.archive.last_sequence()
        position = self.index.position()
        if position < last:
            stored = map(self.archive.get, self.archive.changes_since(position))
            for rejected in self.index.put(map(self.entry, stored), position=last):
                log.warning("%s: not in the index: %s", rejected.document_id, rejected.reason)

    def try_catch_up(self) -> str:
        """As catch_up, but a failing index costs nothing: returns what is wrong with it, "" if nothing."""
        try:
            self.catch_up()
        except StoreError as error:
            return str(error)
        return ""

    def rebuild(self) -> int:
        """Make the index anew from the archive; returns how many documents it holds."""
        last = self.archive.last_sequence()
        count = 0

        def entries() -> Iterable[Entry]:
            nonlocal count
            for stored in self.archive.entries():
                count += 1
                yield self.entry(stored)

        if self._memory is not None:
            self._memory.forget()
        for rejected in self.index.rebuild(entries(), position=last):
            log.warning("%s: not in the index: %s", rejected.document_id, rejected.reason)
            count -= 1
        return count


def archive_index(root: Path) -> Path:
    """Where the embedded index of an archive lies."""
    return root / _FOLDER
