"""The truth: original bytes, Documents and Records as files named by their hash, and the journal that vouches for them.

docs/archive.md describes the folder for auditors and for whoever reads it without this program.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pydantic import ValidationError

from index.files import FOLDERS, STAGING, Files, Folder, Staged, StoredFile, path_of, store_errors
from index.journal import FORMAT, HEAD, JOURNAL, Birth, Event, Held, Journal, Line, printable
from index.lock import LOCK, WriteLock
from index.state import State, source_of
from index.stored import Stored, Version, Void, changes_between
from index.verify import Verification
from ocr.document import Document, Model
from ocr.errors import IntegrityError, StoreError, UnknownDocument, UsageError
from ocr.record import Record

log = logging.getLogger(__name__)

_OURS = {JOURNAL, HEAD, LOCK, STAGING, *FOLDERS}
_BESIDE_OURS = re.compile(r"\.|index|lost\+found$|denpyo\.toml$")
"""What may lie in a folder that becomes an archive: hidden files, an index, a mount point's own."""
_CANDIDATES = 5
_OURSELVES = "denpyo"
_TORN = "a crash cut the last line short; it had not been acknowledged"
_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/jp2": ".jp2",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did; `already` means the same bytes had been stored before, and nothing was stored now."""

    document_ids: tuple[str, ...]
    already: bool


class Archive:
    """One archive. Made by `Archive.open`; a reader needs no lock and sees each event as soon as it is acknowledged."""

    def __init__(self, root: Path, lock: WriteLock | None) -> None:
        self._root = root
        self._lock = lock
        self._files = Files(root)
        self._journal = Journal(root)
        self._state = State()
        self._guard = threading.RLock()

    @classmethod
    def open(cls, root: Path, *, write: bool = False, wait_s: float = 0.0) -> Archive:
        """Open an archive; with `write`, make the folder if it is not there and keep other writers out.

        StoreError: there is no archive, it cannot be written, or another writer held it for longer than `wait_s`.
        IntegrityError, only with `write`: what was acknowledged is damaged, and nothing may be put on top of it.
        """
        with store_errors(root):
            if not write:
                if not _is_archive(root):
                    raise StoreError(f"{root}: there is no archive here; check the path, or ingest something first")
                return cls(root, None)
            _refuse_foreign(root)
            root.mkdir(parents=True, exist_ok=True)
            archive = cls(root, WriteLock(root, wait_s))
            try:
                archive._prepare()
            except BaseException:
                archive.close()
                raise
            return archive

    def close(self) -> None:
        self._journal.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reading

    def knows(self, sha256: str) -> tuple[str, ...] | None:
        """The ids of the documents made of the file with this hash, None if it was never stored."""
        source = self._now().sources.get(sha256)
        return source.document_ids if source else None

    def resolve(self, prefix: str) -> str:
        """The one document id that starts so, or whose hash does and whose pages follow (b94d27-3-4).

        UnknownDocument if there is none, or if there are several.
        """
        documents = self._now().documents
        wanted = prefix.lower()
        if wanted in documents:
            return wanted
        start, _, pages = wanted.partition("-")
        alike = [one for one in documents if one.startswith(start)]
        found = [one for one in alike if one.startswith(wanted) or one[65:] == pages]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownDocument(f"{prefix}: no document has an id that starts so")
        shown = ", ".join(sorted(found)[:_CANDIDATES]) + (", ..." if len(found) > _CANDIDATES else "")
        raise UnknownDocument(f"{prefix}: {len(found)} documents have an id that starts so: {shown}")

    def get(self, document_id: str) -> Stored:
        """One document by its full id; UnknownDocument if there is none, IntegrityError if a file of it is damaged."""
        state = self._now()
        if document_id not in state.documents:
            raise UnknownDocument(f"{document_id}: no such document")
        with store_errors(self._root):
            lines = [self._line(n) for n in list(state.documents[document_id])]
        voided: Void | None = None
        for line in lines:
            if line.event == "voided":
                voided = Void(line.time, line.who, line.why)
            elif line.event == "reopened":
                voided = None
        versions = tuple(self._versions(document_id, lines))
        source = source_of(document_id)
        return Stored(
            document=self._load(Document, "documents", _held(lines[-1], document_id).document),
            record=versions[-1].record,
            version=versions[-1].version,
            versions=versions,
            voided=voided,
            original=self._root / next(f.path for f in lines[0].files if f.sha256 == source),
            names=tuple(state.sources[source].names),
            registered=lines[0].time,
            sequence=lines[-1].sequence,
        )

    def entries(self) -> Iterator[Stored]:
        """Every document, voided ones included, in the order they were stored; one in memory at a time."""
        for document_id in list(self._now().documents):
            yield self.get(document_id)

    def last_sequence(self) -> int:
        """The number of the last journal line; an index that has seen it is up to date."""
        return len(self._now().ends) - 1

    def changes_since(self, sequence: int) -> Iterator[str]:
        """The ids of the documents that a line after `sequence` is about, each once, by their last line."""
        touched = sorted((lines[-1], one) for one, lines in self._now().documents.items() if lines[-1] > sequence)
        yield from (one for _, one in touched)

    def verify(self, date_from: dt.date | None = None, date_to: dt.date | None = None) -> Verification:
        """Rehash the files and walk the chain; iterating yields what is wrong, and counts as it goes.

        The dates, both included and in local time, restrict the rehashing to documents registered then; the journal is
        always walked whole, and every file's name and presence are always checked.
        """
        return Verification(self._root, date_from, date_to)

    # --- writing

    def add(self, path: Path, sha256: str, items: Sequence[tuple[Document, Record]], *, who: str) -> Added:
        """Store a file and what was read from it, or say that the same bytes are `already` there.

        Of a known file, `items` are not looked at; a name it never came under is noted. InputError if the file can no
        longer be read or its bytes are no longer those with this hash; nothing is stored then.
        """
        name = printable(path.name)
        with self._writing():
            known = self._state.sources.get(sha256)
            if known is not None:
                if name not in known.names:
                    in_force = tuple(self._held_now(one) for one in known.document_ids)
                    self._commit("seen", who=who, name=name, documents=in_force)
                return Added(known.document_ids, already=True)
            _check_items(sha256, items)
            staged = [self._files.stage_copy(path, sha256, _suffix(path, items[0][0].media_type))]
            held: list[Held] = []
            for document, record in items:
                one, files = self._stage(document, record)
                held.append(one)
                staged += files
            self._commit("ingested", who=who, name=name, documents=tuple(held), staged=staged)
            return Added(tuple(one.id for one in held), already=False)

    def correct(self, document_id: str, record: Record, *, who: str, why: str) -> int:
        """Store a new version of what is believed of a document and return its number; the old ones stay.

        A record equal to the one in force is no new version. Also for records made again by a newer template.
        """
        if record.document_id != document_id:
            raise ValueError("the record is about another document")
        _check_reason(why)
        with self._writing():
            old = self._held_now(document_id)
            before = {_held(self._line(n), document_id).record for n in self._state.documents[document_id]}
            staged = self._files.stage_bytes("records", _json(record))
            new = old.model_copy(update={"version": old.version + 1, "record": staged.file.sha256})
            if new.record == old.record:
                return old.version
            fresh = [] if new.record in before else [staged]
            self._commit("recorded", who=who, why=why, documents=(new,), staged=fresh)
            return new.version

    def void(self, document_id: str, *, who: str, why: str) -> bool:
        """Withdraw a document; it stays stored and findable. False if it is withdrawn already."""
        return self._turn(document_id, "voided", who, why)

    def reopen(self, document_id: str, *, who: str, why: str) -> bool:
        """Undo `void`, for a document that was withdrawn by mistake. False if it is not withdrawn."""
        return self._turn(document_id, "reopened", who, why)

    def _turn(self, document_id: str, event: Event, who: str, why: str) -> bool:
        _check_reason(why)
        with self._writing():
            held = self._held_now(document_id)
            turns = [self._line(n).event for n in self._state.documents[document_id]]
            last = next((turn for turn in reversed(turns) if turn in ("voided", "reopened")), "reopened")
            if last == event:
                return False
            self._commit(event, who=who, why=why, documents=(held,))
            return True

    # --- inside

    def _now(self) -> State:
        """The state after reading what was appended since."""
        with self._guard, store_errors(self._root):
            for step in self._journal.read_on():
                self._state.apply(step)
            return self._state

    def _prepare(self) -> None:
        """Make a new archive, or put right what a crash left; only what was never acknowledged is touched."""
        if _lost_its_journal(self._root):
            raise IntegrityError(f"{self._root / JOURNAL}: missing, and files are there; restore it from a backup")
        self._files.make()
        state = self._now()
        torn = self._journal.torn()
        unfinished = self._journal.unnamed(self._files.planned())
        if torn or unfinished:
            log.warning("%s: a crash left %d files and %d bytes unfinished", self._root, len(unfinished), len(torn))
        self._files.take_back(unfinished)
        if torn:
            self._files.publish([self._files.stage_bytes("set-aside", torn, ".torn")], b"")
        self._journal.settle()
        if not self._journal.tail.sequence:
            self._commit("created", who=_OURSELVES, archive=Birth(format=FORMAT, id=uuid.uuid4().hex))
        found = [file for file in self._files.set_aside() if file.path not in state.set_aside]
        if found:
            self._commit("recovered", who=_OURSELVES, why=_TORN, files=tuple(found))
        self._files.clear_staging()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None or not self._lock.held:
            raise StoreError(f"{self._root}: open for reading only")
        with self._guard, store_errors(self._root):
            self._journal.require_certainty()
            try:
                yield
            finally:
                if not self._journal.in_doubt:
                    self._files.clear_staging()

    def _commit(
        self,
        event: Event,
        *,
        who: str,
        why: str = "",
        name: str = "",
        archive: Birth | None = None,
        documents: tuple[Held, ...] = (),
        staged: Sequence[Staged] = (),
        files: tuple[StoredFile, ...] = (),
    ) -> None:
        """Give the staged files their names, then write the line that vouches for them; both or neither."""
        files = files or tuple(one.file for one in staged)
        line = self._journal.next_line(
            event, who=who, why=why, name=name, archive=archive, documents=documents, files=files
        )
        try:
            if staged:
                self._files.publish(staged, line.raw())
            step = self._journal.append(line)
        except BaseException:
            if not self._journal.in_doubt:
                self._files.take_back([one.file for one in staged])
            raise
        self._state.apply(step)

    def _stage(self, document: Document, record: Record) -> tuple[Held, list[Staged]]:
        document = document.model_copy(update={"file": printable(document.file)})
        staged = [
            self._files.stage_bytes("documents", _json(document)),
            self._files.stage_bytes("records", _json(record)),
        ]
        held = Held(id=document.id, version=1, document=staged[0].file.sha256, record=staged[1].file.sha256)
        return held, staged

    def _line(self, n: int) -> Line:
        return self._journal.line(self._state.ends[n - 1], self._state.ends[n])

    def _held_now(self, document_id: str) -> Held:
        lines = self._state.documents.get(document_id)
        if lines is None:
            raise UnknownDocument(f"{document_id}: no such document")
        return _held(self._line(lines[-1]), document_id)

    def _versions(self, document_id: str, lines: Sequence[Line]) -> Iterator[Version]:
        before: Record | None = None
        for line in lines:
            if line.event in ("ingested", "recorded"):
                held = _held(line, document_id)
                record = self._load(Record, "records", held.record)
                changes = changes_between(before, record) if before else ()
                yield Version(held.version, line.time, line.who, line.why, changes, record)
                before = record

    def _load(self, kind: type[M], folder: Folder, sha256: str) -> M:
        try:
            return kind.model_validate_json(self._files.read(folder, sha256))
        except ValidationError:
            path = self._root / path_of(folder, sha256, ".json")
            raise StoreError(f"{path}: written by another version of denpyo, which has to read it") from None


M = TypeVar("M", bound=Model)


def _held(line: Line, document_id: str) -> Held:
    return next(held for held in line.documents if held.id == document_id)


def _json(model: Model) -> bytes:
    return model.model_dump_json().encode() + b"\n"


def _suffix(path: Path, media_type: str) -> str:
    """So that the stored file opens with a double click: by what the bytes are, else by what the name says."""
    given = path.suffix.lower()
    return _SUFFIXES.get(media_type) or (given if re.fullmatch(r"\.[a-z0-9]{1,8}", given) else "")


def _check_items(sha256: str, items: Sequence[tuple[Document, Record]]) -> None:
    if not items:
        raise ValueError("a file that is not stored yet needs at least one document")
    if len({document.id for document, _ in items}) < len(items):
        raise ValueError("two documents are the same pages, or the same part of one")
    for document, record in items:
        if document.sha256 != sha256 or record.document_id != document.id:
            raise ValueError("file, document and record do not belong together")


def _check_reason(why: str) -> None:
    if not why.strip():
        raise UsageError("a change needs a reason")


def _is_archive(root: Path) -> bool:
    return any((root / name).exists() for name in (JOURNAL, HEAD, "originals"))


def _lost_its_journal(root: Path) -> bool:
    journal = root / JOURNAL
    return (not journal.exists() or not journal.stat().st_size) and any((root / "originals").glob("*/*"))


def _refuse_foreign(root: Path) -> None:
    """A mistyped path must not scatter an archive among somebody's files."""
    if not root.exists() or _is_archive(root):
        return
    foreign = sorted(p.name for p in root.iterdir() if p.name not in _OURS and not _BESIDE_OURS.match(p.name))
    if foreign:
        raise StoreError(f"{root}: holds other things ({foreign[0]}); name an empty or a new folder for the archive")
