"""One writer at a time: a lock that dies with its holder, and a note of who that is."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import socket
import sys
import time
import weakref
from pathlib import Path

from pydantic import Field, ValidationError

from index.journal import printable
from ocr.document import Model
from ocr.errors import StoreError

LOCK = "lock"
_POLL_S = 0.05


class Holder(Model):
    """Who holds a write lock, for the message to whoever has to wait."""

    pid: int
    host: str
    since: str = Field(description="UTC, ISO 8601")
    command: str


class WriteLock:
    """Held from construction to `release`, or until the process ends in whatever way; a fork does not inherit it."""

    def __init__(self, root: Path, wait_s: float) -> None:
        """Wait up to wait_s seconds; StoreError that names the holder when they are over."""
        path = root / LOCK
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        until = time.monotonic() + wait_s
        try:
            while not _taken(handle):
                if time.monotonic() >= until:
                    raise StoreError(f"{root}: {_holder(handle)} is writing to it; try again when that has ended")
                time.sleep(min(_POLL_S, max(0.0, until - time.monotonic())))
            note = Holder(
                pid=os.getpid(),
                host=socket.gethostname(),
                since=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                command=printable(" ".join([Path(sys.argv[0]).name, *sys.argv[1:]]))[:200],
            )
            os.ftruncate(handle, 0)
            os.pwrite(handle, note.model_dump_json().encode(), 0)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        _HELD.add(self)

    @property
    def held(self) -> bool:
        return self._handle >= 0

    def release(self) -> None:
        if self.held:
            os.ftruncate(self._handle, 0)
            self.let_go()

    def let_go(self) -> None:
        """Close this process's handle; the lock itself stays where another process got the handle by a fork."""
        if self.held:
            os.close(self._handle)
            self._handle = -1
        _HELD.discard(self)


_HELD: weakref.WeakSet[WriteLock] = weakref.WeakSet()


def _let_go_in_child() -> None:
    """A forked worker must not keep the lock of a parent that was killed."""
    for lock in list(_HELD):
        lock.let_go()


os.register_at_fork(after_in_child=_let_go_in_child)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    try:
        holder = Holder.model_validate_json(os.pread(handle, 4096, 0))
    except ValidationError:
        return "another process"
    return f"process {holder.pid} on {holder.host} (`{holder.command}`, since {holder.since})"
