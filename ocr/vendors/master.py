"""The user's own list of vendors, a CSV file: how they spell themselves, their numbers, telephones and accounts."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from index.normalize import NameKey, name_key, normal
from ocr.errors import ConfigError
from ocr.extract.values import parse_phone, parse_registration_number
from ocr.nearest import hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COLUMNS = {
    "name": "取引先名",
    "aliases": "別名",
    "registration_number": "登録番号",
    "phone": "電話番号",
    "account_number": "口座番号",
    "bank_name": "銀行名",
}
"""As the heading names them, in either language; only the name must be there."""
_ENGLISH = {japanese: english for english, japanese in COLUMNS.items()}
_SEPARATORS = re.compile(r"[;；]")


@dataclass(frozen=True, slots=True)
class Vendor:
    """One line of the list."""

    line: int
    """Of the file, from 1, the heading included."""
    name: str
    aliases: tuple[str, ...]
    registration_number: str | None
    """T and 13 digits."""
    phones: frozenset[str]
    """Digits alone."""
    accounts: frozenset[str]
    """Account numbers as account_key() makes them."""
    banks: tuple[str, ...]

    def answers_to(self, key: NameKey) -> bool:
        """Whether the name or an alias is this one, its legal form left out or the same."""
        return any(_agree(key, name_key(name)) for name in (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Master:
    """The list, and who in it answers to what."""

    file: str
    by_number: Mapping[str, Vendor]
    by_phone: Mapping[str, tuple[Vendor, ...]]
    by_core: Mapping[str, tuple[Vendor, ...]]

    @classmethod
    def load(cls, path: Path) -> Self:
        """From UTF-8, with or without BOM, or CP932; ConfigError names line and column of what cannot be right."""
        by_number: dict[str, Vendor] = {}
        by_phone: dict[str, tuple[Vendor, ...]] = {}
        by_core: dict[str, tuple[Vendor, ...]] = {}
        for vendor in _vendors(path):
            number = vendor.registration_number
            if number and number in by_number:
                raise _wrong(path, vendor.line, "registration_number", f"line {by_number[number].line} has it too")
            if number:
                by_number[number] = vendor
            for phone in vendor.phones:
                by_phone[phone] = (*by_phone.get(phone, ()), vendor)
            for core in {name_key(name).core for name in (vendor.name, *vendor.aliases)}:
                by_core[core] = (*by_core.get(core, ()), vendor)
        return cls(path.name, by_number, by_phone, by_core)

    def named(self, name: str) -> tuple[Vendor, ...]:
        """Those who answer to a name as it is on paper."""
        key = name_key(name)
        return tuple(vendor for vendor in self.by_core.get(key.core, ()) if vendor.answers_to(key))


def phone_key(phone: str) -> str:
    """A telephone number as it is compared: its digits, those of a Japanese one with 0 in front."""
    digits = re.sub(r"[^0-9+]", "", normal(phone))
    return re.sub(r"^\+810?", "0", digits).lstrip("+")


def account_key(number: str) -> str:
    """An account number as it is compared: its digits without zeros in front."""
    return re.sub(r"[^0-9]", "", normal(number)).lstrip("0")


def _agree(one: NameKey, other: NameKey) -> bool:
    return one.core == other.core and (not one.forms or not other.forms or bool(one.forms & other.forms))


def _vendors(path: Path) -> Iterator[Vendor]:
    rows = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    try:
        columns = [_ENGLISH.get(cell.strip(), cell.strip()) for cell in next(rows, [])]
        _check_heading(path, columns)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _vendor(path, rows.line_num, columns, cells)
    except csv.Error as error:
        raise ConfigError(f"vendors: {path}: line {rows.line_num}: {error}") from error


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"vendors: {path}: {error}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as as_utf8:
        try:
            return data.decode("cp932")
        except UnicodeDecodeError as as_cp932:
            further = max(as_utf8, as_cp932, key=lambda error: error.start)
            before = data[: further.start]
            line, column = before.count(b"\n") + 1, before.rpartition(b"\n")[2].count(b",") + 1
            raise ConfigError(
                f"vendors: {path}: line {line}: column {column}: neither UTF-8 nor CP932 (Shift_JIS); save it as UTF-8"
            ) from further


def _check_heading(path: Path, columns: list[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise _wrong(path, 1, column or "(empty)", f"no such column; {hint(column, COLUMNS)}")
        if columns.count(column) > 1:
            raise _wrong(path, 1, column, "appears twice")
    if "name" not in columns:
        raise _wrong(path, 1, "name", f"missing; the first line names the columns: {','.join(COLUMNS)}")


def _vendor(path: Path, line: int, columns: list[str], cells: list[str]) -> Vendor:
    if len(cells) > len(columns):
        raise ConfigError(f"vendors: {path}: line {line}: {len(cells)} columns where the heading has {len(columns)}")
    given = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
    name, number = given["name"], given.get("registration_number", "")
    if not name_key(name).core:
        raise _wrong(path, line, "name", "empty, or a legal form alone")
    registration = parse_registration_number(number) if number else None
    if number and registration is None:
        raise _wrong(path, line, "registration_number", f"{number!r} is not T and 13 digits")
    return Vendor(
        line,
        name,
        tuple(alias for alias in _several(given, "aliases") if name_key(alias).core),
        registration,
        frozenset(_phone(path, line, phone) for phone in _several(given, "phone")),
        frozenset(_account(path, line, account) for account in _several(given, "account_number")),
        tuple(_several(given, "bank_name")),
    )


def _several(given: Mapping[str, str], column: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(given.get(column, "")) if part.strip()]


def _phone(path: Path, line: int, text: str) -> str:
    phone = parse_phone(text)
    if phone is None:
        raise _wrong(path, line, "phone", f"{text!r} is no telephone number; write 03-1234-5678")
    return phone_key(phone)


def _account(path: Path, line: int, text: str) -> str:
    account = account_key(text)
    if not account:
        raise _wrong(path, line, "account_number", f"{text!r} has no digits")
    return account


def _wrong(path: Path, line: int, column: str, what: str) -> ConfigError:
    return ConfigError(f"vendors: {path}: line {line}: {column}: {what}")
