"""What the archive's papers say of each vendor, in one SQLite file: made from the archive, and again at any time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.entry import AMOUNTS, DATES
from index.normalize import name_key, normal
from index.places import Place
from ocr.errors import StoreError
from ocr.record import Amount, BankAccount, Date, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from index.archive import Archive
    from index.stored import Stored
    from ocr.record import Record

FILE = "memory.sqlite"
_FORMAT = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS paper (
  document_id TEXT PRIMARY KEY, sequence INTEGER, type TEXT,
  registration TEXT, phone TEXT, vendor TEXT, number TEXT, date TEXT, amount TEXT, account TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_registration ON paper (registration);
CREATE INDEX IF NOT EXISTS by_phone ON paper (phone);
CREATE INDEX IF NOT EXISTS by_vendor ON paper (vendor);
CREATE TABLE IF NOT EXISTS place (
  document_id TEXT, field TEXT, page INTEGER, left REAL, top REAL, right REAL, bottom REAL,
  beside TEXT, above TEXT, text TEXT, weight REAL, is_right INTEGER
);
CREATE INDEX IF NOT EXISTS by_document ON place (document_id);
CREATE TABLE IF NOT EXISTS seen (position INTEGER NOT NULL);
"""
_SAME_VENDOR = "(registration = :registration OR vendor = :vendor) AND document_id <> :document_id"
_TWINS = f"""
SELECT document_id, number IS NOT NULL AND number = :number FROM paper
WHERE {_SAME_VENDOR} AND type = :type AND (
  number = :number OR (date = :date AND amount = :amount AND (number IS NULL OR :number IS NULL)))
ORDER BY document_id
"""
_PLACES = """
SELECT field, page, left, top, right, bottom, beside, above, text, weight, is_right
FROM place JOIN (
  SELECT document_id, sequence FROM paper
  WHERE (registration = :registration OR phone = :phone OR vendor = :vendor)
    AND document_id <> :document_id AND type = :type
  ORDER BY sequence DESC LIMIT :most
) USING (document_id) ORDER BY sequence DESC, place.rowid
"""
_MOST = 20
"""Papers of a vendor, the latest, of which the places count: a new form replaces an old one within them."""
_ACCOUNTS = f"SELECT account, document_id FROM paper WHERE {_SAME_VENDOR} AND account IS NOT NULL ORDER BY date DESC"


@dataclass(frozen=True, slots=True)
class Twin:
    """A stored document that may be the same paper."""

    document_id: str
    by_number: bool
    """Vendor and number agree; otherwise vendor, day and amount do."""


class Memory:
    """One archive's. Losing it costs nothing but the time to read the archive again."""

    def __init__(self, root: Path, learn: Callable[[Stored], Iterable[Place]] = lambda _stored: ()) -> None:
        """Opened, or begun, in an archive's folder; a file of another version or a damaged one is begun anew.

        learn says where a stored paper has its values.
        """
        self._learn = learn
        self._path = root / FILE
        try:
            self._store = self._open()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            self._store = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    def catch_up(self, archive: Archive) -> None:
        """Learn what the archive's journal says since the last time."""
        last = archive.last_sequence()
        position = self._position()
        if position < last:
            with self._store:
                for document_id in archive.changes_since(position):
                    self._put(document_id, archive.get(document_id))
                self._store.execute("DELETE FROM seen")
                self._store.execute("INSERT INTO seen VALUES (?)", (last,))

    def forget(self) -> None:
        """Begin anew."""
        with self._store:
            for table in ("paper", "place", "seen"):
                self._store.execute(f"DELETE FROM {table}")

    def twins(self, document_id: str, record: Record) -> list[Twin]:
        """Stored papers of the same vendor and type with the same number, or the same day and amount without one."""
        facts = _facts(document_id, record)
        return [Twin(found, bool(by_number)) for found, by_number in self._store.execute(_TWINS, facts)]

    def other_accounts(self, document_id: str, record: Record) -> list[str]:
        """Ids of the vendor's papers that name a bank account, the latest first, if none of them names this paper's."""
        facts = _facts(document_id, record)
        known = self._store.execute(_ACCOUNTS, facts).fetchall() if facts["account"] else []
        return [] if any(account == facts["account"] for account, _ in known) else [found for _, found in known]

    def places(self, document_id: str, record: Record) -> list[Place]:
        """Where the latest other papers of the same vendor and type have their values, the latest paper's first.

        A vendor is known by its registration number, its telephone or its name.
        """
        rows = self._store.execute(_PLACES, {**_facts(document_id, record), "most": _MOST})
        return [Place(*row) for row in rows]

    def _open(self) -> sqlite3.Connection:
        try:
            store = sqlite3.connect(self._path)
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self._path}: {error}") from error
        try:
            store.execute("PRAGMA synchronous = OFF")  # what a power cut takes is read again from the archive
            (version,) = store.execute("PRAGMA user_version").fetchone()
            if version not in (0, _FORMAT):
                raise sqlite3.DatabaseError("another version's")
            store.executescript(_SCHEMA)
            store.execute(f"PRAGMA user_version = {_FORMAT}")
        except BaseException:
            store.close()
            raise
        return store

    def _position(self) -> int:
        with closing(self._store.execute("SELECT position FROM seen")) as rows:
            row = rows.fetchone()
        return int(row[0]) if row else 0

    def _put(self, document_id: str, stored: Stored) -> None:
        for table in ("paper", "place"):
            self._store.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
        if stored.voided is None:
            self._insert("paper", {**_facts(document_id, stored.record), "sequence": stored.sequence})
            for place in self._learn(stored):
                self._insert("place", {"document_id": document_id, **asdict(place)})

    def _insert(self, table: str, values: Mapping[str, object]) -> None:
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        self._store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def twin_of(document_id: str, record: Record, other_id: str, other: Record) -> Twin | None:
    """The other paper if it may be the same one: what `Memory.twins` asks of stored papers, of two that are not yet."""
    these, those = _facts(document_id, record), _facts(other_id, other)

    def agree(*names: str) -> bool:
        return all(these[name] is not None and these[name] == those[name] for name in names)

    if not agree("type") or not (agree("registration") or agree("vendor")):
        return None
    by_number = agree("number")
    if by_number or (agree("date", "amount") and None in (these["number"], those["number"])):
        return Twin(other_id, by_number)
    return None


def _facts(document_id: str, record: Record) -> dict[str, str | None]:
    """What is remembered of a paper; None for what it does not say."""
    date = next((v for v in map(record.value, DATES) if isinstance(v, Date)), None)
    amount = next((v for v in map(record.value, AMOUNTS) if isinstance(v, Amount)), None)
    account = record.value("bank_account")
    parties = [_text(record, name) for name in ("party_a", "party_b")]
    vendor = _text(record, "vendor_name") or "".join(filter(None, parties))
    number, phone = _text(record, "document_number"), _text(record, "vendor_phone")
    return {
        "document_id": document_id,
        "type": record.document_type.value,
        "registration": _text(record, "vendor_registration_number"),
        "phone": ("".join(filter(str.isdigit, normal(phone))) or None) if phone else None,
        "vendor": (name_key(vendor).core or None) if vendor else None,
        "number": (normal(number) or None) if number else None,
        "date": date.date.isoformat() if date else None,
        "amount": f"{amount.amount.normalize():f} {amount.currency}" if amount else None,
        "account": _account(account) if isinstance(account, BankAccount) else None,
    }


def _text(record: Record, name: str) -> str | None:
    value = record.value(name)
    return value.text if isinstance(value, Text) else None


def _account(account: BankAccount) -> str | None:
    """The number with the bank's name; None where the number was not read."""
    return f"{normal(account.bank_name or '')} {normal(account.account_number)}" if account.account_number else None
