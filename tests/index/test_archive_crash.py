"""A process killed at any instant, or a full disk, loses nothing acknowledged and leaves nothing half-visible."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.archive import Archive
from index.journal import HEAD, JOURNAL
from ocr.errors import StoreError

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper, Paper

WRITER = Path(__file__).with_name("killed_writer.py")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def kill(mode: str, root: Path, papers: list[Paper], *arguments: int) -> list[dict[str, Any]]:
    listed = root.with_name("papers.jsonl")
    with listed.open("w") as file:
        for one in papers:
            items = [[d.model_dump(mode="json"), r.model_dump_json()] for d, r in one.items]
            file.write(json.dumps({"path": str(one.path), "sha256": one.sha256, "items": items}) + "\n")
    command = [sys.executable, str(WRITER), mode, str(root), str(listed), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert [line for line in done.stderr.splitlines() if "a crash left" not in line] == []
    return [json.loads(line) for line in done.stdout.splitlines()]


def complete(root: Path, papers: list[Paper]) -> None:
    """Run the ingest once more, and look whether every paper is in once."""
    with Archive.open(root, write=True) as archive:
        for one in papers:
            archive.add(one.path, one.sha256, one.items, who="sato")
    with Archive.open(root) as archive:
        assert list(archive.verify()) == []
        stored = sorted(entry.document.id for entry in archive.entries())
        assert stored == sorted(document.id for one in papers for document, _ in one.items)
        assert list((root / "tmp").iterdir()) == []


def test_killed_at_random_moments_the_archive_keeps_its_promises(root: Path, paper: MakePaper) -> None:
    papers = [paper(f"{n}.pdf", b"%d" % n * 40_000, ((1, 1), (2, 2))) for n in range(50)]
    kills = kill("moments", root, papers, 22, 20261122)
    assert [found for found in kills if found["problems"] or found["lost"]] == []
    assert sum(found["alive"] for found in kills) >= 20
    complete(root, papers)


def test_killed_before_any_single_step_the_archive_keeps_its_promises(root: Path, paper: MakePaper) -> None:
    papers = [paper(spans=((1, 1), (2, 2)))]
    kills = kill("steps", root, papers)
    assert len(kills) > 50
    assert [found for found in kills if found["problems"] or found["lost"]] == []
    assert any("not acknowledged" in str(found["notices"]) for found in kills)
    for n in range(1, len(kills) + 1):
        complete(root.with_name(f"{root.name}-{n}"), papers)


@contextmanager
def disk_full_at(size: int) -> Iterator[None]:
    """No file may grow past this size (bytes); what a full disk looks like to a write, and root is bound by it too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def snapshot(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.name != "lock"}


def test_an_original_that_does_not_fit_leaves_nothing(root: Path, paper: MakePaper) -> None:
    big, small = paper("big.pdf", b"x" * 100_000), paper("small.pdf", b"x")
    with Archive.open(root, write=True) as archive:
        before = snapshot(root)
        with disk_full_at(50_000), pytest.raises(StoreError, match="make room"):
            archive.add(big.path, big.sha256, big.items, who="sato")
        assert snapshot(root) == before
        archive.add(small.path, small.sha256, small.items, who="sato")
        archive.add(big.path, big.sha256, big.items, who="sato")
        assert list(archive.verify()) == []


@pytest.mark.parametrize("room", [0, 1, 500])
def test_a_journal_line_that_does_not_fit_is_taken_back_with_its_files(root: Path, paper: MakePaper, room: int) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        for n in range(20):
            other = paper(f"{n}.pdf", b"%d" % n)
            archive.add(other.path, other.sha256, other.items, who="sato")
        before = snapshot(root)
        with disk_full_at((root / JOURNAL).stat().st_size + room), pytest.raises(StoreError, match="make room"):
            archive.add(one.path, one.sha256, one.items, who="sato")
        assert snapshot(root) == before
        assert archive.knows(one.sha256) is None
        assert not archive.add(one.path, one.sha256, one.items, who="sato").already
        assert list(archive.verify()) == []


def test_a_line_that_could_not_be_acknowledged_stops_the_writer_and_is_kept(root: Path, paper: MakePaper) -> None:
    """The one case in which the caller hears of an error and the file is stored all the same."""
    one, other = paper(), paper("other.pdf", b"other")
    with Archive.open(root, write=True) as archive:
        head = (root / HEAD).rename(root / "aside")
        (root / HEAD).mkdir()
        with pytest.raises(StoreError):
            archive.add(one.path, one.sha256, one.items, who="sato")
        with pytest.raises(StoreError, match="open the archive again"):
            archive.add(other.path, other.sha256, other.items, who="sato")
        (root / HEAD).rmdir()
        head.rename(root / HEAD)
    with Archive.open(root, write=True) as archive:
        assert archive.knows(one.sha256)
        assert archive.knows(other.sha256) is None
        assert list(archive.verify()) == []
