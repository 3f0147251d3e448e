"""The append-only journal: one JSON line an event, each holding the SHA-256 of the line before it.

`head.json` says how far the journal is acknowledged. Up to there every byte is sacred; past it lies at most the one
line whose write a crash cut short, because the head is renewed after each line and before the next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import AwareDatetime, Field, ValidationError, field_serializer

from index.files import STAGING, StoredFile, replace_durably
from ocr.document import Model, Sha256
from ocr.errors import IntegrityError, StoreError

JOURNAL = "journal.jsonl"
HEAD = "head.json"
FORMAT = 1
"""Of the archive's folder; docs/archive.md describes it."""
START = "0" * 64
"""What the first line holds in place of a hash."""

Event = Literal["created", "ingested", "seen", "recorded", "voided", "reopened", "recovered"]


class Birth(Model):
    """What the first line says of the archive; the id keeps the lines of two archives apart."""

    format: Literal[1]
    id: str


class Held(Model):
    """A document a line is about: the version in force after the line, and the hashes of its two JSON files."""

    id: str
    version: int = Field(ge=1)
    document: Sha256
    record: Sha256


class Line(Model):
    """One event. `files` are those that lie in the archive because of it."""

    sequence: int = Field(ge=1)
    time: AwareDatetime
    event: Event
    who: str
    why: str = ""
    name: str = ""
    """The name a source came under; only of `ingested` and `seen`."""
    archive: Birth | None = None
    """Only of `created`."""
    documents: tuple[Held, ...] = ()
    files: tuple[StoredFile, ...] = ()
    previous: Sha256
    """SHA-256 of the line before, its newline included."""

    @field_serializer("time")
    def _utc(self, time: dt.datetime) -> str:
        return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def raw(self) -> bytes:
        """The bytes of the line in the journal, its newline included."""
        return self.model_dump_json(exclude_none=True).encode() + b"\n"


class Head(Model):
    """How far the journal is acknowledged: its lines, their bytes, and the hash of its last line."""

    sequence: int = Field(ge=0)
    size: int = Field(ge=0)
    sha256: Sha256

    def raw(self) -> bytes:
        return self.model_dump_json().encode() + b"\n"


NOTHING = Head(sequence=0, size=0, sha256=START)


def read_head(root: Path) -> Head:
    """The head on disk, NOTHING where there is none; IntegrityError if it is not as we wrote it."""
    try:
        raw = (root / HEAD).read_bytes()
    except FileNotFoundError:
        return NOTHING
    try:
        head = Head.model_validate_json(raw)
    except ValidationError:
        raise IntegrityError(f"{root / HEAD}: damaged; restore it from a backup") from None
    if head.raw() != raw:
        raise IntegrityError(f"{root / HEAD}: damaged; restore it from a backup")
    return head


@dataclass(frozen=True, slots=True)
class Step:
    """One line as found on disk: where, what it hashes to, and what is wrong with it ("" if nothing)."""

    offset: int
    end: int
    sha256: str
    line: Line | None
    fault: str

    @property
    def head(self) -> Head:
        """The head that acknowledges the journal up to this line; only of a line without fault."""
        assert self.line is not None
        return Head(sequence=self.line.sequence, size=self.end, sha256=self.sha256)


def walk(journal: BinaryIO, after: Head = NOTHING) -> Iterator[Step]:
    """Every line past `after`, each held against the one before. Never raises: after a fault it goes on from there."""
    journal.seek(after.size)
    offset, sequence, previous = after.size, after.sequence, after.sha256
    for raw in journal:
        line, fault = _parse(raw)
        if line is not None:
            if line.sequence != sequence + 1:
                fault = f"says it is line {line.sequence}, and should be line {sequence + 1}"
            elif line.previous != previous:
                fault = f"does not hold the hash of line {sequence}: one of the two was changed"
            sequence = line.sequence
        else:
            sequence += 1
        previous = hashlib.sha256(raw).hexdigest()
        yield Step(offset, offset + len(raw), previous, line, fault)
        offset += len(raw)


def _parse(raw: bytes) -> tuple[Line | None, str]:
    if not raw.endswith(b"\n"):
        return None, "is cut short"
    try:
        return Line.model_validate_json(raw), ""
    except ValidationError:
        return None, "is not a journal line"


class Journal:
    """Reads on from where it got to. Only the holder of the write lock may settle and append.

    `tail` is the head that would acknowledge all that was read so far.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / JOURNAL
        self._file: BinaryIO | None = None
        self._in_doubt = False
        self.tail = NOTHING

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def read_on(self) -> Iterator[Step]:
        """The lines written since the last call; IntegrityError if one that was acknowledged is damaged or gone.

        What lies past the acknowledged lines and is no whole line is not there yet: a write in progress, or cut short.
        """
        file = self._opened()
        size = os.fstat(file.fileno()).st_size if file is not None else 0
        if size == self.tail.size and size:
            return
        if size < self.tail.size:
            raise IntegrityError(f"{self._path}: got shorter since it was opened; run `denpyo verify`")
        head = read_head(self._root)
        file = self._opened()
        for step in walk(file, self.tail) if file is not None else ():
            if step.fault and step.offset < head.size:
                raise IntegrityError(f"{self._path}: line {self.tail.sequence + 1} {step.fault}; run `denpyo verify`")
            if step.fault:
                break
            self.tail = step.head
            if self.tail.sequence == head.sequence and self.tail != head:
                raise IntegrityError(f"{self._path}: line {head.sequence} is not the one {HEAD} holds the hash of")
            yield step
        if self.tail.sequence < head.sequence:
            raise IntegrityError(f"{self._path}: cut short after line {self.tail.sequence} of {head.sequence}")

    def line(self, offset: int, end: int) -> Line:
        """A line that was read before, again."""
        file = self._opened()
        raw = os.pread(file.fileno(), end - offset, offset) if file is not None else b""
        try:
            return Line.model_validate_json(raw)
        except ValidationError:
            raise IntegrityError(f"{self._path}: changed at byte {offset} since it was opened") from None

    def torn(self) -> bytes:
        """What a crash left past the last whole line; IntegrityError if it is more than one crash can leave."""
        head, file = read_head(self._root), self._opened()
        if self.tail.sequence > head.sequence + 1:
            counts = f"acknowledges {head.sequence} of {self.tail.sequence} lines"
            raise IntegrityError(f"{self._root / HEAD}: {counts}; restore it from a backup")
        if file is None:
            return b""
        file.seek(self.tail.size)
        torn = file.read()
        if b"\n" in torn[:-1]:
            raise IntegrityError(
                f"{self._path}: line {self.tail.sequence + 1} is not a journal line, and others follow it"
            )
        return torn

    def unnamed(self, files: Sequence[StoredFile]) -> list[StoredFile]:
        """Those of the files that no line names."""
        left = {file.path: file for file in files}
        file = self._opened()
        if left and file is not None:
            for step in walk(file):
                for named in step.line.files if step.line else ():
                    left.pop(named.path, None)
        return list(left.values())

    def settle(self) -> None:
        """Cut off what `torn` returned, and acknowledge every whole line."""
        if self.torn():
            with self._path.open("r+b") as file:
                file.truncate(self.tail.size)
                os.fsync(file.fileno())
        if read_head(self._root) != self.tail:
            replace_durably(self._root / HEAD, self._root / STAGING, self.tail.raw())

    def next_line(
        self,
        event: Event,
        *,
        who: str,
        why: str = "",
        name: str = "",
        archive: Birth | None = None,
        documents: tuple[Held, ...] = (),
        files: tuple[StoredFile, ...] = (),
    ) -> Line:
        """The line that would be appended now."""
        return Line(
            sequence=self.tail.sequence + 1,
            time=dt.datetime.now(dt.UTC),
            event=event,
            who=printable(who),
            why=printable(why),
            name=printable(name),
            archive=archive,
            documents=documents,
            files=files,
            previous=self.tail.sha256,
        )

    def append(self, line: Line) -> Step:
        """Write and acknowledge a line. After an OSError, `in_doubt` says whether it may be on disk all the same."""
        self.require_certainty()
        raw = line.raw()
        step = Step(self.tail.size, self.tail.size + len(raw), hashlib.sha256(raw).hexdigest(), line, "")
        self._in_doubt = True
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            self._write(handle, raw)
        finally:
            os.close(handle)
        replace_durably(self._root / HEAD, self._root / STAGING, step.head.raw())
        self._in_doubt = False
        self.tail = step.head
        return step

    @property
    def in_doubt(self) -> bool:
        return self._in_doubt

    def require_certainty(self) -> None:
        """StoreError after a write of which nobody knows whether it is on disk; opening the archive again tells."""
        if self._in_doubt:
            raise StoreError(f"{self._path}: an earlier write failed half-way; open the archive again to go on")

    def _write(self, handle: int, raw: bytes) -> None:
        try:
            while raw:  # one write; a full disk takes a part of it and says so only when asked again
                raw = raw[os.write(handle, raw) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, self.tail.size)
            os.fsync(handle)
            self._in_doubt = False
            raise

    def _opened(self) -> BinaryIO | None:
        if self._file is None:
            try:
                self._file = self._path.open("rb")
            except FileNotFoundError:
                return None
        return self._file


def printable(text: str) -> str:
    """The text with what UTF-8 cannot hold replaced: a file name need not be text on every disk."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
