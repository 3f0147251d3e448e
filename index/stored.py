"""What the archive answers with: a document, what is believed of it, and everything that was ever believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ocr.document import Document
from ocr.record import Field, Record, Text

SHORT_ID = 10
"""Characters of an ID that a person sees: unique among a hundred thousand documents in 99 archives of 100."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs from the version before; None where it was or became absent."""

    field: str
    """As in the contract; `document_type`, or `rows[2].amount` for the second row's."""
    old: Field | None
    new: Field | None


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    when: dt.datetime
    who: str
    why: str
    changes: tuple[Change, ...]
    """Against the version before; none in the first."""
    record: Record


@dataclass(frozen=True, slots=True)
class Void:
    when: dt.datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One document of the archive as it stands now."""

    document: Document
    record: Record
    """The version in force."""
    version: int
    versions: tuple[Version, ...]
    """All of them, oldest first."""
    voided: Void | None
    original: Path
    names: tuple[str, ...]
    """Every file name the same bytes came under, oldest first."""
    registered: dt.datetime
    sequence: int
    """The last journal line about this document; grows with every change."""


def changes_between(old: Record, new: Record) -> tuple[Change, ...]:
    """What a person would see differ: values, not confidences, evidence or findings."""
    before, after = dict(_values(old)), dict(_values(new))
    names = list(before) + [name for name in after if name not in before]
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(Change(name, a, b) for name, a, b in pairs if a is None or b is None or a.value != b.value)


def _values(record: Record) -> Iterator[tuple[str, Field]]:
    kind = record.document_type
    yield (
        "document_type",
        Field(name="document_type", value=Text(text=kind.value), raw=kind.value, confidence=kind.confidence),
    )
    for field in record.fields:
        yield field.name, field
    for n, row in enumerate(record.rows, start=1):
        for cell in row.cells:
            yield f"rows[{n}].{cell.name}", cell


def short_id(document_id: str) -> str:
    """The beginning of the hash, the pages and the part: b94d27b993-3-4. `show` and the others understand it."""
    return document_id[:SHORT_ID] + document_id[64:]
