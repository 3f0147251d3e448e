"""Bytes on disk -> Source: what a file is, its SHA-256, and its pages one at a time; refuses bombs and ciphers."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocr.errors import InputError
from ocr.sources.folders import find_files
from ocr.sources.media_type import HEAD_BYTES, PDF, media_type
from ocr.sources.page import Glance, SourceLimits, SourcePage
from ocr.sources.pdf import PdfFile, pdf_glances
from ocr.sources.pdf_process import PdfProcess
from ocr.sources.raster import count_frames, raster_glances, raster_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "Glance",
    "Glanced",
    "Glancer",
    "Source",
    "SourceLimits",
    "SourcePage",
    "find_files",
    "hash_file",
    "open_source",
]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file that can be read: opened, identified, its pages counted, none decoded yet."""

    path: Path
    sha256: str
    media_type: str
    """By content, never by name."""
    page_count: int
    _pages: Callable[[], Iterator[SourcePage]] = field(repr=False)

    def pages(self) -> Iterator[SourcePage]:
        """The pages in order, one in memory at a time; InputError when the file turns out to be damaged at one."""
        return self._pages()


def open_source(path: Path, limits: SourceLimits = SourceLimits()) -> Source:  # noqa: B008  frozen
    """Identify a file; InputError says what is wrong with it and what to do, without its name."""
    sha256, head = _hash(path, limits.max_bytes)
    kind = media_type(head)
    if kind == PDF:
        pdf = PdfFile(path, limits)
        source = Source(path, sha256, kind, pdf.page_count, pdf.pages)
    else:
        frames = count_frames(path, kind, limits)
        source = Source(path, sha256, kind, len(frames), lambda: raster_pages(path, kind, frames, limits))
    _check_count(source.page_count, limits)
    return source


class Glancer:
    """Looks at many files quickly. One process serves all the PDFs, until one of them costs it its life: starting a
    process for each takes longer than looking at its page, and nothing that a look yields is kept."""

    def __init__(self, limits: SourceLimits = SourceLimits()) -> None:  # noqa: B008  frozen
        self._limits = limits
        self._process: PdfProcess | None = None

    def open(self, path: Path) -> Glanced:
        """Identify a file; InputError as `open_source`."""
        sha256, head = _hash(path, self._limits.max_bytes)
        kind = media_type(head)
        if kind == PDF:
            if self._process is None or self._process.is_closed:
                self._process = PdfProcess(self._limits)
            count = self._process.open(path)
            glances = pdf_glances(self._process, count, self._limits)
        else:
            frames = count_frames(path, kind, self._limits)
            count, glances = len(frames), raster_glances(path, kind, frames, self._limits)
        _check_count(count, self._limits)
        return Glanced(sha256, kind, count, glances)

    def close(self) -> None:
        """End the process for PDFs; the next PDF starts another."""
        if self._process is not None:
            self._process.close()


@dataclass(frozen=True, slots=True, eq=False)
class Glanced:
    """One file that is being looked at."""

    sha256: str
    media_type: str
    page_count: int
    glances: Iterator[Glance] = field(repr=False)
    """One a page, in order, before the next file is opened; InputError when the file is damaged at one."""


def _check_count(page_count: int, limits: SourceLimits) -> None:
    if page_count > limits.max_pages:
        raise InputError(f"more than {limits.max_pages} pages; split it")


def hash_file(path: Path) -> str:
    """SHA-256 of the file's bytes in hex; InputError if it is not a file that can be read."""
    return _hash(path, None)[0]


def _hash(path: Path, max_bytes: int | None) -> tuple[str, bytes]:
    """SHA-256 and the first bytes. Devices and pipes are refused unopened: reading one may never end."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            may_list = os.access(path, os.R_OK | os.X_OK)
            raise InputError(
                "a folder, not a document" if may_list else "a folder that may not be listed; ask for permission"
            )
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file (a pipe, socket or device); copy the document itself")
        if max_bytes is not None and status.st_size > max_bytes:
            limit = f"the limit is {max_bytes / 1e6:g} MB"
            raise InputError(f"{status.st_size / 1e6:.1f} MB, {limit}; split it or scan it at a lower resolution")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), head
    except FileNotFoundError as error:
        raise InputError("no such file, or a link to nothing; check the path") from error
    except PermissionError as error:
        raise InputError("not readable; ask for permission to read it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"cannot be read ({error.strerror if isinstance(error, OSError) else error})") from error
