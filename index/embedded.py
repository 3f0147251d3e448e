"""The default index: tantivy in a folder, for one machine; many readers, one writer at a time."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import tantivy
from tantivy import Occur, Order
from tantivy import Query as Clause

from index.embedded_schema import FIELDS, SCHEMA, after, bare_document, by_relevance, document_of, matching, with_id
from index.entry import Entry
from index.files import make_folder, replace_durably
from index.lock import WriteLock
from index.query import Health, Hit, Query, Rejected
from ocr.errors import StoreError

CURRENT = "current.json"
"""Names the generation in use. A rebuild makes a new one beside it and swaps this file."""

_HEAP_BYTES = 64_000_000
"""What tantivy gathers before it writes a segment; four times its minimum."""
_BATCH_ENTRIES = 2_000
_BATCH_CHARACTERS = 8_000_000
"""Between commits, so that a long put neither holds everything in memory nor fsyncs all the time."""
_PAGE = 5_000
"""Hits fetched at a time."""
_LOCK_WAIT_S = 30.0
"""A put holds the lock for a second or two; a rebuild of a large archive for minutes."""
_POSITION = "position"
"""The document_id of the document whose sequence is the index's position."""


class EmbeddedIndex:
    """An Index in a folder of its own. kill -9 at any moment loses nothing that a put had returned from."""

    def __init__(self, folder: Path, *, lock_wait_s: float = _LOCK_WAIT_S) -> None:
        self._folder = folder
        self._lock_wait_s = lock_wait_s
        self._generation = ""
        self._index: tantivy.Index | None = None

    def put(self, entries: Iterable[Entry], *, position: int | None = None) -> tuple[Rejected, ...]:
        with self._locked():
            with self._guarded():
                index = self._latest()
            if index is None:
                self._fill_new_generation(entries, position)
            else:
                self._write(index, entries, position)
        return ()

    def rebuild(self, entries: Iterable[Entry], *, position: int) -> tuple[Rejected, ...]:
        with self._locked():
            self._fill_new_generation(entries, position)
        return ()

    def position(self) -> int:
        with self._guarded():
            index = self._latest()
            return 0 if index is None else _sequence(index.searcher(), _POSITION)

    def search(self, query: Query) -> Iterator[Hit]:
        with self._guarded():
            index = self._latest()
            if index is None:
                return
            searcher = index.searcher()
            parts = by_relevance(query) if query.sort == "relevance" else iter([matching(query)])
            order = "by_amount" if query.sort == "amount" else "by_date"
            left = query.limit
            for part in parts:
                for entry in _in_order(index, searcher, part, order, left):
                    yield Hit.of(entry, query)
                    left = None if left is None else left - 1
                if left == 0:
                    return

    def count(self, query: Query) -> int:
        with self._guarded():
            index = self._latest()
            return 0 if index is None else _count(index.searcher(), matching(query))

    def health(self) -> Health:
        return Health(
            backend="embedded",
            location=str(self._folder),
            version=f"tantivy {version('tantivy')}",
            documents=self.count(Query(include_voided=True)),
            position=self.position(),
        )

    def close(self) -> None:
        self._index = None

    def _latest(self) -> tantivy.Index | None:
        """The generation in use as of its last commit; None if nothing was ever written."""
        while generation := self._named_generation():
            try:
                if self._index is None or generation != self._generation:
                    self._index = tantivy.Index.open(str(self._folder / generation))
                    self._generation = generation
                self._index.reload()
            except ValueError:
                if generation == self._named_generation():
                    raise
                continue  # a rebuild took it away between the two steps
            return self._index
        return None

    def _named_generation(self) -> str | None:
        path = self._folder / CURRENT
        try:
            current = json.loads(path.read_bytes())
            schema, generation = current["schema"], str(current["generation"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{path}: damaged; run `denpyo reindex`") from error
        if schema != SCHEMA:
            raise StoreError(f"{self._folder}: made by another version of denpyo; run `denpyo reindex`")
        return generation

    def _fill_new_generation(self, entries: Iterable[Entry], position: int | None) -> None:
        """Write a generation beside what is there, make it the one in use, and remove all others."""
        folder = self._folder / f"generation-{uuid.uuid4().hex[:12]}"
        with self._guarded():
            make_folder(folder)
            index = tantivy.Index(FIELDS, path=str(folder))
        try:
            self._write(index, entries, position)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        with self._guarded():
            current = {"schema": SCHEMA, "generation": folder.name}
            replace_durably(self._folder / CURRENT, self._folder, json.dumps(current).encode())
            self._index, self._generation = index, folder.name
            for other in self._folder.glob("generation-*"):
                if other != folder:
                    shutil.rmtree(other, ignore_errors=True)  # what a reader has open stays readable to it

    def _write(self, index: tantivy.Index, entries: Iterable[Entry], position: int | None) -> None:
        with self._guarded():
            writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        try:
            for batch in _batches(entries):
                with self._guarded():
                    _add(index, writer, batch)
            if position is not None:
                with self._guarded():
                    _advance(index, writer, position)
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()  # and lets the writer go
        index.reload()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._guarded():
            make_folder(self._folder)
            lock = WriteLock(self._folder, self._lock_wait_s)
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever tantivy finds wrong with its files, as a StoreError."""
        try:
            yield
        except (ValueError, OSError) as error:
            reason = str(error).partition("\n")[0][:200]
            raise StoreError(f"{self._folder}: {reason}; {_advice(error)}") from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how pyo3 raises a Rust panic; it exports no class for it
                raise
            raise StoreError(f"{self._folder}: the index is damaged; run `denpyo reindex`") from error


def _advice(error: Exception) -> str:
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return "make the index folder writable for you, or name another"
    if "No space left" in str(error):
        return "make room, then run `denpyo reindex`"
    return "the index is damaged or not one; run `denpyo reindex`"


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """In bounded portions, in each only the latest of a document."""
    batch: dict[str, Entry] = {}
    characters = 0
    for entry in entries:
        held = batch.get(entry.document_id)
        if held is None or held.sequence <= entry.sequence:
            batch[entry.document_id] = entry
            characters += len(entry.text)
        if len(batch) >= _BATCH_ENTRIES or characters >= _BATCH_CHARACTERS:
            yield list(batch.values())
            batch, characters = {}, 0
    if batch:
        yield list(batch.values())


def _add(index: tantivy.Index, writer: tantivy.IndexWriter, batch: list[Entry]) -> None:
    index.reload()
    searcher = index.searcher()
    for entry in batch:
        if _sequence(searcher, entry.document_id) <= entry.sequence:
            writer.delete_documents_by_term("document_id", entry.document_id)
            writer.add_document(document_of(entry))
    writer.commit()


def _advance(index: tantivy.Index, writer: tantivy.IndexWriter, position: int) -> None:
    index.reload()
    if position > _sequence(index.searcher(), _POSITION):
        writer.delete_documents_by_term("document_id", _POSITION)
        writer.add_document(bare_document(_POSITION, position))
        writer.commit()


def _sequence(searcher: tantivy.Searcher, document_id: str) -> int:
    """What is held of a document; 0 if nothing is."""
    hits = searcher.search(with_id(document_id), limit=1, count=False).hits
    values = searcher.fast_field_values("sequence", [address for _, address in hits])
    return int(values[0] or 0) if values else 0


def _count(searcher: tantivy.Searcher, clause: Clause) -> int:
    return int(searcher.search(clause, limit=1).count)  # type: ignore[attr-defined]  # its stubs forgot it


def _in_order(
    index: tantivy.Index, searcher: tantivy.Searcher, clause: Clause, order: str, limit: int | None
) -> Iterator[Entry]:
    """What matches, by a sort key, a page at a time from where the last one ended."""
    page, left = clause, limit
    while True:
        size = _PAGE if left is None else min(_PAGE, left)
        hits = searcher.search(page, limit=size, count=False, order_by_field=order, order=Order.Asc).hits
        for _, address in hits:
            yield Entry.model_validate_json(searcher.doc(address).get_first("entry") or b"")
        left = None if left is None else left - len(hits)
        if len(hits) < size or left == 0:
            return
        page = Clause.boolean_query([(Occur.Must, clause), (Occur.Must, after(order, hits[-1][0], index))])
