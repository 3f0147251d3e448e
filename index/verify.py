"""Find every lie in an archive: rehash its files, walk its journal's chain, and hold the one against the other."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.files import FOLDERS, Files, StoredFile, store_errors
from index.journal import HEAD, JOURNAL, NOTHING, Head, Line, Step, read_head, walk
from ocr.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as the archive says; `path` is relative to the root."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Known:
    file: StoredFile
    line: int
    wanted: bool
    """Within the dates asked for."""


class Verification(Iterator[Problem]):
    """Yields each problem as it is found; the rest is for afterwards.

    `checked` counts journal `lines`, rehashed files by folder, and their `bytes`. `notices` are traces of a crash that
    cost nothing acknowledged. `head` is worth writing down elsewhere: who holds it can tell if all was replaced.
    """

    def __init__(self, root: Path, date_from: dt.date | None, date_to: dt.date | None) -> None:
        self.checked: Counter[str] = Counter()
        self.notices: list[Problem] = []
        self.head = NOTHING
        self._root = root
        self._from = date_from or dt.date.min
        self._to = date_to or dt.date.max
        self._known: dict[str, _Known] = {}
        self._registered: dict[str, bool] = {}
        self._clock = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._run = self._problems()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Problem:
        with store_errors(self._root):
            return next(self._run)

    def _problems(self) -> Iterator[Problem]:
        yield from self._journal()
        for known in self._known.values():
            if known.wanted:
                yield from self._file(known)
        yield from self._strangers()

    # --- the journal

    def _journal(self) -> Iterator[Problem]:
        try:
            acknowledged = read_head(self._root)
        except IntegrityError:
            acknowledged = None
            yield Problem(HEAD, "is damaged")
        sound, unfinished = True, ""
        for step in self._steps():
            n = self.checked["lines"] = self.checked["lines"] + 1
            if unfinished:
                sound, unfinished = False, ""
                yield Problem(JOURNAL, f"line {n - 1} is not a journal line, and others follow it")
            if step.fault and acknowledged is not None and step.offset >= acknowledged.size:
                unfinished = f"line {n} {step.fault}; it was not acknowledged"
            elif step.fault:
                sound = False
                yield Problem(JOURNAL, f"line {n} {step.fault}")
            elif sound and acknowledged is not None and n == acknowledged.sequence and step.head != acknowledged:
                sound = False
                yield Problem(JOURNAL, f"line {n} is not the one {HEAD} holds the hash of")
            if step.line is not None:
                yield from self._learn(step.line)
            if not step.fault:
                self.head = step.head
        if unfinished:
            self.notices.append(Problem(JOURNAL, unfinished))
        if sound and acknowledged is not None:
            yield from self._ends(acknowledged)

    def _steps(self) -> Iterator[Step]:
        try:
            file = (self._root / JOURNAL).open("rb")
        except FileNotFoundError:
            return
        with file:
            yield from walk(file, self.head)

    def _learn(self, line: Line) -> Iterator[Problem]:
        """Take in what a line vouches for; yields where it contradicts itself or the lines before."""
        here = f"line {line.sequence}"
        if line.event == "recovered":
            self.notices.append(Problem(JOURNAL, f"{here}: {line.why}"))
        if line.time < self._clock:
            self.notices.append(Problem(JOURNAL, f"{here}: the clock was set back before it"))
        self._clock = line.time
        if line.event == "ingested":
            day = line.time.astimezone().date()
            self._registered[line.documents[0].id[:64]] = self._from <= day <= self._to
        wanted = self._registered.get(line.documents[0].id[:64], True) if line.documents else True
        for file in line.files:
            if f"/{file.sha256[:2]}/{file.sha256}" not in file.path:
                yield Problem(JOURNAL, f"{here} gives {file.path} another hash than its name")
            self._known.setdefault(file.path, _Known(file, line.sequence, wanted))
        for held in line.documents:
            for folder, sha256 in (("documents", held.document), ("records", held.record)):
                if f"{folder}/{sha256[:2]}/{sha256}.json" not in self._known:
                    yield Problem(JOURNAL, f"{here} speaks of a file in {folder} that no line brought: {sha256}")

    def _ends(self, acknowledged: Head) -> Iterator[Problem]:
        """Hold the end of a journal that is sound so far against the head: before the walk, and as it is now."""
        lines = self.head.sequence
        now = read_head(self._root)
        if lines < acknowledged.sequence:
            yield Problem(JOURNAL, f"is cut short: it has {lines} lines, and {acknowledged.sequence} were acknowledged")
        elif not lines and next(self._lying(), None) is not None:
            yield Problem(JOURNAL, "is missing or empty")
        elif now.sequence + 1 < lines:
            yield Problem(HEAD, f"acknowledges {now.sequence} lines, and the journal has {lines}")
        elif now.sequence < lines:
            self.notices.append(Problem(JOURNAL, f"line {lines} is whole, but was not acknowledged when a crash came"))

    # --- the files

    def _lying(self) -> Iterator[str]:
        """The path of everything that lies in our folders, links and other oddities included."""
        for folder in FOLDERS:
            for at, folders, names in os.walk(self._root / folder):
                links = (name for name in folders if (Path(at) / name).is_symlink())
                yield from ((Path(at) / name).relative_to(self._root).as_posix() for name in (*names, *links))

    def _file(self, known: _Known) -> Iterator[Problem]:
        file = known.file
        try:
            fault = _fault(self._root / file.path, file)
        except OSError as error:
            fault = _FAULTS.get(error.errno or 0) or f"cannot be read: {error.strerror}"
        if fault:
            yield Problem(file.path, f"{fault} (journal line {known.line})")
            return
        self.checked[file.path.split("/", 1)[0]] += 1
        self.checked["bytes"] += file.size

    def _strangers(self) -> Iterator[Problem]:
        """What no journal line names. A writer may be at work: what it planned is read late, what it wrote last."""
        strangers = {path for path in self._lying() if path not in self._known}
        if not strangers:
            return
        files = Files(self._root)
        unfinished = {file.path for file in (*files.planned(), *files.set_aside())}
        named = {file.path for step in self._steps() if step.line for file in step.line.files}
        for path in sorted(strangers - named):
            if path in unfinished:
                self.notices.append(Problem(path, "was not acknowledged; the next ingest uses it or clears it away"))
            else:
                yield Problem(path, "is in no journal line")


_FAULTS = {
    errno.ENOENT: "is missing",
    errno.ENOTDIR: "is missing",
    errno.ELOOP: "is a link, not a file",
}


def _fault(path: Path, file: StoredFile) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return "is not a file"
        if status.st_size != file.size:
            return f"has {status.st_size} bytes, and had {file.size}"
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as opened:
            same = hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
        return "" if same else "has bytes that do not match its name"
    finally:
        os.close(handle)
