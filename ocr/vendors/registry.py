"""The public registry of issuers of qualified invoices, offline: a number, and from when until when it was registered.

Four million lines are read once, into an SQLite file beside the download. It is asked by number only: the agency
publishes the registry for that, and a name says nothing (two companies may share one).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ocr.errors import ConfigError
from ocr.vendors.registry_file import files_of, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocr.vendors.registry_file import Line

_CACHE = "registry.sqlite"
"""In a folder of downloads; beside a single file it has the file's name in front."""
_FORMAT = 1
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE issuer (
  number INTEGER, registered TEXT, updated TEXT, disposed TEXT, expired TEXT, names TEXT,
  PRIMARY KEY (number, registered)
) WITHOUT ROWID;
CREATE TABLE removed (number INTEGER PRIMARY KEY, updated TEXT);
CREATE TABLE made (of TEXT NOT NULL, as_of TEXT);
"""
_PUT = """
INSERT INTO issuer VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET updated = excluded.updated, disposed = excluded.disposed, expired = excluded.expired, names = excluded.names
WHERE excluded.updated >= updated
"""
_REMOVE = """
INSERT INTO removed VALUES (?, ?) ON CONFLICT DO UPDATE
SET updated = excluded.updated WHERE excluded.updated > updated
"""
_FIND = """
SELECT registered, disposed, expired, names FROM issuer LEFT JOIN removed USING (number)
WHERE number = ? AND (removed.updated IS NULL OR issuer.updated > removed.updated) ORDER BY registered
"""


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration of a number; a number that was given up and taken again has several."""

    first: dt.date
    disposed: dt.date | None
    expired: dt.date | None
    names: tuple[str, ...]
    """Name, trade name, former name; none for a person, whose name is published on the agency's site alone."""

    def holds(self, day: dt.date) -> bool:
        """Whether the number was registered on that day; on the day of its end it no longer was."""
        return self.first <= day and not any(end is not None and end <= day for end in (self.disposed, self.expired))


@dataclass(frozen=True, slots=True)
class Download:
    """The user's files as they lie there, looked at without reading their lines."""

    files: int
    size: int
    """Bytes of all of them."""
    changed: dt.date
    """When the newest of them was written here."""
    as_of: dt.date | None
    """The day of the latest line; None before the files, as they are now, were read once."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """ConfigError if there is no such file, or one that may not be read."""
        files = files_of(path)
        barred = next((file for file in files if not os.access(file, os.R_OK)), None)
        if barred is not None:
            raise ConfigError(f"registry: {barred}: not readable; ask its owner for permission")
        stats = [file.stat() for file in files]
        made = _made(_cache_of(path))
        as_of = made[1] if made is not None and made[0] == _print_of(path) else ""
        changed = dt.datetime.fromtimestamp(max(stat.st_mtime for stat in stats)).date()
        return cls(len(files), sum(stat.st_size for stat in stats), changed, _day(as_of))


@dataclass(frozen=True, slots=True)
class Registry:
    """Opened for each question, so that it can go to other processes and needs no closing."""

    cache: Path
    as_of: dt.date | None
    """The day of the latest line."""

    @classmethod
    def open(cls, path: Path, on_build: Callable[[], None] = lambda: None) -> Self:
        """Of the file or folder that the user downloaded; on_build is told before it is read anew, which takes a while.

        ConfigError if a line of it is none, or if there is no writing beside it.
        """
        of, cache = _print_of(path), _cache_of(path)
        made = _made(cache)
        if made is None or made[0] != of:
            on_build()
            _build(path, cache, of)
            made = _made(cache)
        as_of = made[1] if made else ""
        return cls(cache, dt.date.fromisoformat(as_of) if as_of else None)

    def find(self, number: str) -> tuple[Registration, ...]:
        """Every registration of T and 13 digits, the first one first; none of what is no such number."""
        digits = number.removeprefix("T")
        if not (digits.isascii() and digits.isdigit()):
            return ()
        with closing(_connect(self.cache)) as store:
            return tuple(
                Registration(dt.date.fromisoformat(first), _day(disposed), _day(expired), tuple(names.splitlines()))
                for first, disposed, expired, names in store.execute(_FIND, (int(digits),))
            )


def _print_of(path: Path) -> str:
    """What tells the files from others and from themselves as they were."""
    return json.dumps([_FORMAT, *((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files_of(path))])


def _cache_of(path: Path) -> Path:
    return path / _CACHE if path.is_dir() else path.with_name(f"{path.name}.{_CACHE}")


def _connect(cache: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{cache.resolve().as_uri()}?mode=ro", uri=True)


def _made(cache: Path) -> tuple[str, str] | None:
    """What the cache was made of, and the day of its latest line; None if it is none of ours."""
    try:
        with closing(_connect(cache)) as store:
            of, as_of = store.execute("SELECT of, as_of FROM made").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    return of, as_of


def _build(path: Path, cache: Path, of: str) -> None:
    """Whole under another name first: whoever else looks meanwhile sees the old one or the new one."""
    making = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        making.unlink(missing_ok=True)
        with closing(sqlite3.connect(making)) as store:
            store.executescript(_SCHEMA)
            with store:
                store.executemany(_PUT, _issuers(path, store))
                store.execute("INSERT INTO made SELECT ?, max(updated) FROM issuer", (of,))
        making.replace(cache)
    except (OSError, sqlite3.Error) as error:
        raise ConfigError(f"registry: {cache}: {error}; put the file where denpyo may write beside it") from error
    finally:
        making.unlink(missing_ok=True)


def _issuers(path: Path, store: sqlite3.Connection) -> Iterator[tuple[int | str, ...]]:
    """The lines of every file to be put in; those that take a number out are put on the way."""
    for file in files_of(path):
        for line in read_lines(file):
            if line.is_removed:
                store.execute(_REMOVE, (line.number, line.updated))
            else:
                yield _row(line)


def _row(line: Line) -> tuple[int | str, ...]:
    return line.number, line.registered, line.updated, line.disposed, line.expired, line.names


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
