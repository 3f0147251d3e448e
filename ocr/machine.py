"""What this machine lets us use: cores and memory, inside a container as outside."""

from __future__ import annotations

import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
_MEMINFO = Path("/proc/meminfo")


def usable_cores() -> int:
    """Cores this process may run on, at most what a container's quota is worth; at least 1."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _read(_CGROUP / "cpu.max").partition(" ")
    if quota.isdecimal() and period.strip().isdecimal():
        cores = min(cores, int(quota) // int(period))
    return max(cores, 1)


def available_bytes() -> int | None:
    """Memory that can be had without swapping, at most what a container has left; None where the system won't tell."""
    found = []
    machine = _counts(_MEMINFO).get("MemAvailable:")
    if machine is not None:
        found.append(machine * 1024)
    limit, used = _read(_CGROUP / "memory.max").strip(), _read(_CGROUP / "memory.current").strip()
    if limit.isdecimal() and used.isdecimal():
        cached = _counts(_CGROUP / "memory.stat").get("inactive_file", 0)
        found.append(max(int(limit) - int(used) + cached, 0))
    return min(found, default=None)


def resident_bytes() -> int:
    """Memory that this process holds now; 0 where the system won't tell."""
    fields = _read(Path("/proc/self/statm")).split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 1 else 0


def descendants(pid: int) -> list[int]:
    """Processes that pid started, and that those started, whatever session they are in; [] where unknown."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        _, _, fields = _read(stat).rpartition(")")
        if fields:
            parents[int(stat.parent.name)] = int(fields.split()[1])
    found = [pid]
    for ancestor in found:
        found += [child for child, parent in parents.items() if parent == ancestor]
    return found[1:]


def _counts(path: Path) -> dict[str, int]:
    """Of a file whose lines are `name number ...`."""
    lines = [line.split() for line in _read(path).splitlines()]
    return {fields[0]: int(fields[1]) for fields in lines if len(fields) > 1 and fields[1].isdecimal()}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
