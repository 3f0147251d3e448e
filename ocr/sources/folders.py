"""Which files a clerk means by a folder: everything in it but what is hidden or half-written."""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_NOT_MEANT = (
    ".*",
    "~$*",
    "*~",
    "#*#",
    "*.tmp",
    "*.temp",
    "*.part",
    "*.partial",
    "*.crdownload",
    "*.download",
    "*.swp",
    "*.lock",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "@eadir",
    "$recycle.bin",
    "system volume information",
    "lost+found",
)
"""Lower-case patterns of what office programs, browsers, scanners and file managers leave beside the documents."""


def find_files(paths: Iterable[Path], *, skip: Collection[Path] = ()) -> Iterator[Path]:
    """Every file the paths mean: a file as given, a folder with all below it, each folder's names in order.

    Hidden and temporary files found in a folder are left out; one given by name is not. Links are followed, a folder
    is entered once, folders in `skip` never (the archive may lie among its own input). What cannot be read (a missing
    file, a broken link, a folder without permission) is listed all the same: `open_source` says what is wrong with it.
    """
    entered = {identity for folder in skip if (identity := _identity(folder)) is not None}
    for path in paths:
        if path.is_dir():
            yield from _below(path, entered)
        else:
            yield path


def _below(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    """Depth-first without recursion: a hostile tree may be deeper than the interpreter's stack."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path
            continue
        identity = _identity(path)
        if identity is None or identity in entered:
            continue
        entered.add(identity)
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path
            continue
        waiting.extend(found for found in inside if not _is_left_out(found.name))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_left_out(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in _NOT_MEANT)
