"""One writer at a time, who can be named, and whose lock dies with him."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from ocr.errors import StoreError

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper

HOLD = """
import os, sys, time
from pathlib import Path
from index.archive import Archive
with Archive.open(Path(sys.argv[1]), write=True):
    worker = os.fork() if sys.argv[2] == "fork" else 0
    if worker or sys.argv[2] != "fork":
        print(worker, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@contextmanager
def holder(root: Path, how: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another process that writes, and the worker it forked (0 for none)."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root), how], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        try:
            yield process, worker
        finally:
            process.kill()
            if worker:
                with suppress(ProcessLookupError):  # it may have ended with its parent
                    os.kill(worker, signal.SIGKILL)


def test_a_second_writer_is_told_who_holds_it_and_since_when(root: Path) -> None:
    with holder(root, "alone") as (process, _), pytest.raises(StoreError) as caught:
        Archive.open(root, write=True)
    message = str(caught.value)
    assert f"process {process.pid} on {os.uname().nodename} (`-c {root} alone`, since 20" in message


def test_a_second_writer_waits_no_longer_than_asked(root: Path) -> None:
    with Archive.open(root, write=True):
        began = time.monotonic()
        with pytest.raises(StoreError, match=f"process {os.getpid()} "):
            Archive.open(root, write=True, wait_s=0.3)
        assert 0.3 <= time.monotonic() - began < 3


def test_a_second_writer_gets_in_when_the_first_ends(root: Path, paper: MakePaper) -> None:
    one = paper()
    first = Archive.open(root, write=True)
    timer = threading.Timer(0.2, first.close)
    timer.start()
    with Archive.open(root, write=True, wait_s=30) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
    timer.join()


def test_the_lock_of_a_killed_writer_is_free(root: Path) -> None:
    with holder(root, "alone") as (process, _):
        process.kill()
        process.wait()
        Archive.open(root, write=True).close()


def test_a_forked_worker_does_not_keep_the_lock_of_its_killed_parent(root: Path) -> None:
    with holder(root, "fork") as (process, worker):
        process.kill()
        process.wait()
        os.kill(worker, 0)
        Archive.open(root, write=True, wait_s=10).close()  # the worker may have yet to wake up and let go


def test_a_forked_worker_does_not_free_the_lock_of_its_parent_by_ending(root: Path) -> None:
    with holder(root, "fork") as (_, worker):
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.1)
        with pytest.raises(StoreError, match="is writing"):
            Archive.open(root, write=True)


def test_readers_need_no_lock(root: Path) -> None:
    with holder(root, "alone"), Archive.open(root) as archive:
        assert archive.last_sequence() == 1
        assert list(archive.verify()) == []


def test_what_lies_in_the_lock_file_does_not_matter(root: Path) -> None:
    Archive.open(root, write=True).close()
    (root / "lock").write_bytes(b"\xff not a note")
    Archive.open(root, write=True).close()
    with Archive.open(root, write=True):
        (root / "lock").write_bytes(b"")
        with pytest.raises(StoreError, match="another process is writing"):
            Archive.open(root, write=True)
