"""What an auditor takes home: the originals under readable names, a table, JSON lines, and a manifest."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ocr import __version__
from ocr.commands.stored import stored_line
from ocr.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.entry import Entry
    from index.query import Query
    from index.stored import Stored
    from ocr.commands.desk import Desk

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]|^[.\s]+|[.\s]+$')
_NAME_BYTES = 200
"""A file name may have 255 bytes on every usual system; what is left is for a number and a suffix."""
_CHUNK = 1 << 20
_COLUMNS = (
    "document_id",
    "document_type",
    "date",
    "amount",
    "currency",
    "counterparty",
    "original",
    "source_names",
    "pages",
    "version",
    "withdrawn",
    "review",
    "registered",
    "sha256",
)


class _Target(Protocol):
    """Where files go, one after the other; `files` says what went there."""

    files: list[dict[str, object]]

    def add(self, name: str, chunks: Iterable[bytes]) -> None: ...


class _FolderTarget:
    def __init__(self, root: Path) -> None:
        self._root = root
        self.files: list[dict[str, object]] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        path = self._root / name
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            self.files.append(_written(name, chunks, file.write))


class _ZipTarget:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files: list[dict[str, object]] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        with self._archive.open(name, "w", force_zip64=True) as file:
            self.files.append(_written(name, chunks, file.write))


def export(desk: Desk, query: Query, to: Path) -> Iterator[str]:
    """Write what answers the query to a new folder, or to a new zip file where `to` ends in .zip; yields each ID.

    The export appears under its name when it is whole. UsageError if something is there already; StoreError if the disk
    is full or not writable, or the index has not seen all of the archive.
    """
    if desk.behind():
        raise StoreError("the index has not seen all of the archive, an export would lack some; run `denpyo reindex`")
    if to.is_dir() and not any(to.iterdir()):
        to.rmdir()
    if to.exists():
        raise UsageError(f"{to}: is there already; name a new folder or zip file")
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        if to.suffix.lower() == ".zip":
            with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
                yield from _fill(_ZipTarget(archive), desk, query)
        else:
            part.mkdir()
            yield from _fill(_FolderTarget(part), desk, query)
        part.rename(to)
    except OSError as error:
        raise StoreError(f"{to}: {error.strerror or error}; nothing was exported") from error
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        part.unlink(missing_ok=True)


def _fill(target: _Target, desk: Desk, query: Query) -> Iterator[str]:
    names = _Names()
    originals: dict[str, str] = {}
    table, lines = io.StringIO(), io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    count = 0
    for hit in desk.index.search(query):
        stored = desk.archive.get(hit.document_id)
        entry = desk.entry(stored)
        source = stored.document.sha256
        if source not in originals:
            originals[source] = f"originals/{names.new(file_stem(entry), stored.original.suffix)}"
            target.add(originals[source], _chunks(stored.original))
        writer.writerow(_row(stored, entry, originals[source]))
        line = stored_line(stored)
        line["archive"]["original"] = originals[source]  # where it lies in the export
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
        yield stored.document.id
    target.add("documents.csv", [table.getvalue().encode("utf-8-sig")])
    target.add("documents.jsonl", [lines.getvalue().encode()])
    manifest = {
        "produced_by": f"denpyo {__version__}",
        "produced_at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "asked": query.model_dump(mode="json", exclude_defaults=True),
        "documents": count,
        "originals": len(originals),
        "files": target.files,
    }
    target.add("manifest.json", [json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"])


def file_stem(entry: Entry) -> str:
    """YYYYMMDD_取引先_金額, as tax offices accept it for files without a database; 不明 for what is not known."""
    date = entry.date.strftime("%Y%m%d") if entry.date else "日付不明"
    amount = f"{entry.amount.normalize():f}" if entry.amount is not None else "金額不明"
    party = _UNSAFE.sub("_", entry.counterparty or "取引先不明")
    room = _NAME_BYTES - len(f"{date}__{amount}".encode())
    return f"{date}_{party.encode()[:room].decode(errors='ignore')}_{amount}"


class _Names:
    """File names, each given once, also where upper and lower case are one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, stem: str, suffix: str) -> str:
        n, name = 1, f"{stem}{suffix}"
        while name.lower() in self._given:
            n += 1
            name = f"{stem}_{n}{suffix}"
        self._given.add(name.lower())
        return name


def _row(stored: Stored, entry: Entry, original: str) -> list[str]:
    return [
        harmless(cell)
        for cell in (
            entry.document_id,
            entry.document_type,
            entry.date.isoformat() if entry.date else "",
            f"{entry.amount:f}" if entry.amount is not None else "",
            entry.currency or "",
            entry.counterparty or "",
            original,
            ", ".join(stored.names),
            f"{entry.pages[0]}-{entry.pages[1]}",
            str(entry.version),
            stored.voided.why if stored.voided else "",
            "; ".join(stored.record.review.reasons),
            stored.registered.astimezone().isoformat(timespec="seconds"),
            stored.document.sha256,
        )
    ]


def harmless(cell: str) -> str:
    """A spreadsheet would run a cell that begins like a formula; a plain number is none."""
    if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return f"'{cell}"
    return cell


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _written(name: str, chunks: Iterable[bytes], write: Callable[[bytes], object]) -> dict[str, object]:
    """Write the chunks; what the manifest says of the file."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        write(chunk)
    return {"path": name, "sha256": digest.hexdigest(), "bytes": size}
