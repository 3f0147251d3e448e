"""What the machine lets us use, in a container as outside."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ocr import machine
from ocr.executor import WORKER_BYTES, count_workers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def container(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine of 16 cores and 64 GB; what the container may have of it is written into the folder."""
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:       67108864 kB\nMemAvailable:   62500000 kB\n")
    monkeypatch.setattr(machine, "_MEMINFO", meminfo)
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(16)), raising=False)
    return tmp_path


def test_a_machine_gives_its_cores_and_available_memory(container: Path) -> None:
    assert machine.usable_cores() == 16
    assert machine.available_bytes() == 62_500_000 * 1024
    assert count_workers() == 16


def test_a_container_gives_what_its_quota_is_worth(container: Path) -> None:
    (container / "cpu.max").write_text("250000 100000\n")
    assert machine.usable_cores() == 2


def test_a_quota_under_one_core_is_still_one(container: Path) -> None:
    (container / "cpu.max").write_text("50000 100000\n")
    assert machine.usable_cores() == 1


def test_a_container_without_limits_gives_what_the_machine_does(container: Path) -> None:
    (container / "cpu.max").write_text("max 100000\n")
    (container / "memory.max").write_text("max\n")
    assert machine.usable_cores() == 16
    assert machine.available_bytes() == 62_500_000 * 1024


def test_files_cached_in_a_container_count_as_available(container: Path) -> None:
    (container / "memory.max").write_text("8000000000\n")
    (container / "memory.current").write_text("6000000000\n")
    (container / "memory.stat").write_text("anon 1000000000\ninactive_file 5000000000\n")
    assert machine.available_bytes() == 7_000_000_000
    assert count_workers() == 7_000_000_000 // WORKER_BYTES


def test_a_machine_short_of_memory_gets_one_worker(container: Path) -> None:
    (container / "memory.max").write_text("1000000000\n")
    (container / "memory.current").write_text("900000000\n")
    assert count_workers() == 1


def test_this_process_holds_memory() -> None:
    assert 10_000_000 < machine.resident_bytes() < 100_000_000_000


def test_descendants_are_found_whatever_their_session() -> None:
    code = (
        "import subprocess\n"
        "child = subprocess.Popen(['sleep', '99'], start_new_session=True)\n"
        "print(child.pid, flush=True)\n"
        "child.wait()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        grandchild = int(child.stdout.readline())
        try:
            assert {child.pid, grandchild} <= set(machine.descendants(os.getpid()))
            assert machine.descendants(grandchild) == []
        finally:
            os.kill(grandchild, 9)
