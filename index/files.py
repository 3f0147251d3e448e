"""The archive's files, each named by the SHA-256 of its bytes: staged under tmp/, renamed into place, never changed.

A crash leaves nothing astray: before the first rename, `tmp/plan` says which files are about to appear, and whoever
opens the archive for writing next takes back those that no journal line came to name.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import BaseModel, Field, ValidationError

from ocr.document import Model, Sha256
from ocr.errors import InputError, IntegrityError, StoreError

Folder = Literal["originals", "documents", "records", "set-aside"]
FOLDERS: tuple[Folder, ...] = ("originals", "documents", "records", "set-aside")
STAGING = "tmp"
PLAN = "plan"
_CHUNK = 1 << 20
_FULL = "; make room and run it again, what is stored stays stored"
_FORBIDDEN = "; make the folder writable for you, or name another"
_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _FORBIDDEN,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
}
_PATH = rf"^({'|'.join(FOLDERS)})/[0-9a-f]{{2}}/[0-9a-f]{{64}}(\.[a-z0-9]{{1,8}})?$"


class StoredFile(Model):
    """A file of the archive; `path` is relative to its root, so that it can be moved."""

    path: Annotated[str, Field(pattern=_PATH)]
    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Staged:
    """A file complete and on disk under tmp/, waiting for its name."""

    at: Path
    file: StoredFile


class _Plan(BaseModel):
    """The part of a journal line that says which files come with it."""

    files: tuple[StoredFile, ...]


def path_of(folder: Folder, sha256: str, suffix: str) -> str:
    """Where a file with this hash lies, relative to the root."""
    return f"{folder}/{sha256[:2]}/{sha256}{suffix}"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and whatever it lies in, durably."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def replace_durably(path: Path, staging: Path, data: bytes) -> None:
    """Give `path` new contents at once, or leave the old."""
    with _new_file(staging) as (temporary, handle):
        handle.write(data)
    temporary.replace(path)
    sync_folder(path.parent)


@contextmanager
def _new_file(staging: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new read-only file in `staging`, fsynced when the block ends well and gone when it does not."""
    path = staging / f"{os.getpid()}-{os.urandom(6).hex()}"
    handle = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o444), "wb")
    try:
        with handle:
            yield path, handle
            handle.flush()
            os.fsync(handle.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def store_errors(root: Path) -> Iterator[None]:
    """Turn what the system refuses into a StoreError that says what to do."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "")
        raise StoreError(f"{root}: {error.strerror or error}{advice}") from error


class Files:
    """The files under one archive's root. Only the holder of the write lock may stage, publish and take back."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._staging = root / STAGING

    def make(self) -> None:
        for name in (*FOLDERS, STAGING):
            make_folder(self._root / name)

    def read(self, folder: Folder, sha256: str, suffix: str = ".json") -> bytes:
        """The bytes of a file; IntegrityError if they are not there or are not what the name says."""
        path = self._root / path_of(folder, sha256, suffix)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise IntegrityError(f"{path}: missing; run `denpyo verify` and restore it from a backup") from None
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityError(f"{path}: its bytes do not match its name; run `denpyo verify` and restore a backup")
        return data

    def stage_bytes(self, folder: Folder, data: bytes, suffix: str = ".json") -> Staged:
        with _new_file(self._staging) as (temporary, handle):
            handle.write(data)
        sha256 = hashlib.sha256(data).hexdigest()
        return Staged(temporary, StoredFile(path=path_of(folder, sha256, suffix), sha256=sha256, size=len(data)))

    def stage_copy(self, source: Path, sha256: str, suffix: str) -> Staged:
        """Copy a source's bytes; InputError if they cannot be read or are no longer those with this hash."""
        digest, size = hashlib.sha256(), 0
        with _new_file(self._staging) as (temporary, handle):
            for chunk in _chunks(source):
                digest.update(chunk)
                size += len(chunk)
                handle.write(chunk)
            if digest.hexdigest() != sha256:
                raise InputError("changed while it was being read; ingest it again")
        return Staged(temporary, StoredFile(path=path_of("originals", sha256, suffix), sha256=sha256, size=size))

    def publish(self, staged: Sequence[Staged], plan: bytes) -> None:
        """Rename the staged files to their names. `plan` is the journal line that is going to name them."""
        with _new_file(self._staging) as (temporary, handle):
            handle.write(plan)
        temporary.replace(self._staging / PLAN)
        sync_folder(self._staging)
        targets = [self._root / one.file.path for one in staged]
        for one, target in zip(staged, targets, strict=True):
            make_folder(target.parent)
            one.at.replace(target)
        for folder in {target.parent for target in targets}:
            sync_folder(folder)

    def planned(self) -> tuple[StoredFile, ...]:
        """The files that the last `publish` was for; none if it did not get as far as the first rename."""
        try:
            return _Plan.model_validate_json((self._staging / PLAN).read_bytes()).files
        except (FileNotFoundError, ValidationError):
            return ()

    def set_aside(self) -> list[StoredFile]:
        """The files under set-aside/ that are what their names say."""
        folder: Folder = "set-aside"
        found = []
        for path in sorted((self._root / folder).glob("*/*.torn")):
            data = path.read_bytes()
            file = StoredFile(
                path=path_of(folder, hashlib.sha256(data).hexdigest(), ".torn"),
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
            )
            if self._root / file.path == path:
                found.append(file)
        return found

    def take_back(self, files: Sequence[StoredFile]) -> None:
        """Remove files that were published for a journal line which was never written."""
        paths = [self._root / file.path for file in files]
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths if path.parent.is_dir()}:
            sync_folder(folder)
        self.clear_staging()

    def clear_staging(self) -> None:
        for path in self._staging.iterdir():
            path.unlink()


def _chunks(source: Path) -> Iterator[bytes]:
    """The bytes of a source in pieces; InputError if they cannot be read."""
    try:
        with source.open("rb") as handle:
            while True:
                chunk = handle.read(_CHUNK)
                if not chunk:
                    return
                yield chunk
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error
