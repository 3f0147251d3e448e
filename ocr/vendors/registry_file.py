"""The tax agency's download of issuers of qualified invoices, line by line: CSV, zip of CSV, or a folder of both.

The columns are those of its Web API's answer. Registration, disposal and expiry of one number may come in any order and
in several files: each line says when it was written, and the later one holds.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from contextlib import closing
from operator import itemgetter
from typing import IO, TYPE_CHECKING, NamedTuple

from ocr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Pick = Callable[[Sequence[str]], tuple[str, ...]]

COLUMNS = (
    "sequenceNumber",
    "registratedNumber",
    "process",
    "correct",
    "kind",
    "country",
    "latest",
    "registrationDate",
    "updateDate",
    "disposalDate",
    "expireDate",
    "address",
    "addressPrefectureCode",
    "addressCityCode",
    "addressRequest",
    "addressRequestPrefectureCode",
    "addressRequestCityCode",
    "kana",
    "name",
    "addressInside",
    "addressInsidePrefectureCode",
    "addressInsideCityCode",
    "tradeName",
    "popularName_previousName",
)
"""Of a file without a heading, in order; the spelling is the agency's."""
_NUMBER, _REGISTERED = "registratedNumber", "registrationDate"
_DATES = (_REGISTERED, "updateDate", "disposalDate", "expireDate")
_WANTED = (_NUMBER, *_DATES, "process", "name", "tradeName", "popularName_previousName")
_REMOVED = "99"
"""The process that takes a number out of the registry, as if it had never been there."""
_T_NUMBER = re.compile(r"T[0-9]{13}")
_LENGTH_OF_DAY = 10


class Line(NamedTuple):
    """One line: days are ISO texts, empty where there is none."""

    number: int
    """Without its T."""
    registered: str
    updated: str
    disposed: str
    expired: str
    names: str
    """Name, trade name and former name, those there are, on lines of their own. Persons' names are not in the file."""
    is_removed: bool


def files_of(path: Path) -> list[Path]:
    """The files that the setting names, one or a folder's; ConfigError if there are none."""
    try:
        files = sorted(f for f in path.iterdir() if f.suffix.lower() in (".csv", ".zip")) if path.is_dir() else [path]
        found = [file for file in files if file.is_file()]
    except OSError as error:
        raise ConfigError(f"registry: {path}: {error}") from error
    if not found:
        raise ConfigError(f"registry: {path}: no such file, or a folder without *.csv and *.zip")
    return found


def read_lines(file: Path) -> Iterator[Line]:
    """Every line of one file; ConfigError names the line that is none."""
    try:
        for name, text in _texts(file):
            yield from _lines(name, text)
    except (OSError, zipfile.BadZipFile) as error:
        raise ConfigError(f"registry: {file}: {error}; download it again") from error


def _texts(file: Path) -> Iterator[tuple[str, IO[str]]]:
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8-sig", newline="") as text:
            yield str(file), text
        return
    with zipfile.ZipFile(file) as packed:
        names = [name for name in packed.namelist() if name.lower().endswith(".csv")]
        if not names:
            raise ConfigError(f"registry: {file}: no *.csv inside; download the CSV form, not XML or JSON")
        for name in names:
            with packed.open(name) as member, closing(io.TextIOWrapper(member, "utf-8-sig", newline="")) as text:
                yield f"{file}/{name}", text


def _lines(name: str, text: IO[str]) -> Iterator[Line]:
    rows = csv.reader(text)
    try:
        first = next(rows, [])
        columns = first if _NUMBER in first else COLUMNS
        if _REGISTERED not in columns:
            raise ConfigError(f"registry: {name}: line 1: the heading has no {_REGISTERED}")
        width = len(columns)
        wanted: Pick = itemgetter(*(columns.index(column) if column in columns else -1 for column in _WANTED))
        if columns is COLUMNS and first:
            yield _line(first, width, wanted)
        for row in rows:
            if row:
                yield _line(row, width, wanted)
    except UnicodeDecodeError as error:
        raise ConfigError(f"registry: {name}: after line {rows.line_num}: not UTF-8; download it again") from error
    except (ValueError, csv.Error) as error:
        raise ConfigError(f"registry: {name}: line {rows.line_num}: {error}") from error


def _line(row: Sequence[str], width: int, wanted: Pick) -> Line:
    """ValueError says what is wrong with it."""
    if len(row) < width:
        raise ValueError(f"{len(row)} columns where {width} are expected")
    number, registered, updated, disposed, expired, process, *names = wanted((*row, ""))
    if not _T_NUMBER.fullmatch(number):
        raise ValueError(f"{_NUMBER} is {number!r}, not T and 13 digits")
    for column, day in zip(_DATES, (registered, updated, disposed, expired), strict=True):
        if day and not _is_day(day):
            raise ValueError(f"{column} is {day!r}, not a day as 2023-10-01")
    is_removed = process == _REMOVED
    if not registered and not is_removed:
        raise ValueError(f"{_REGISTERED} is empty")
    return Line(int(number[1:]), registered, updated, disposed, expired, "\n".join(filter(None, names)), is_removed)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == _LENGTH_OF_DAY
