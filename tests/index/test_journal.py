"""The journal's own promises: a torn end is told from a cut one, and twenty thousand lines are read in no time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.files import FOLDERS, StoredFile, path_of
from index.journal import HEAD, JOURNAL, START, Birth, Head, Held, Line, walk

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper, Paper

SHA = "ab" * 32
texts = st.text()
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
stored = st.builds(
    lambda folder, sha256, suffix, size: StoredFile(path=path_of(folder, sha256, suffix), sha256=sha256, size=size),
    st.sampled_from(FOLDERS),
    hashes,
    st.sampled_from(["", ".pdf", ".json"]),
    st.integers(0, 1 << 40),
)
held = st.builds(Held, id=texts, version=st.integers(1, 9), document=hashes, record=hashes)
lines = st.builds(
    Line,
    sequence=st.integers(1, 10**9),
    time=st.datetimes(dt.datetime(1980, 1, 1), timezones=st.just(dt.UTC)),
    event=st.sampled_from(["ingested", "seen", "recorded", "voided", "reopened", "recovered"]),
    who=texts,
    why=texts,
    name=texts,
    documents=st.lists(held, max_size=2).map(tuple),
    files=st.lists(stored, max_size=2).map(tuple),
    previous=hashes,
)


@given(lines)
def test_a_line_is_one_line_and_comes_back_equal(line: Line) -> None:
    raw = line.raw()
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    assert Line.model_validate_json(raw) == line


@pytest.mark.parametrize(
    "path", ["../x", "originals/../../x", "/etc/passwd", f"originals/ab/{SHA}.pdf/x", f"tmp/ab/{SHA}"]
)
def test_no_line_can_name_a_file_outside_the_archive(path: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        StoredFile(path=path, sha256=SHA, size=1)


@pytest.fixture
def torn(tmp_path: Path, paper: MakePaper) -> tuple[Path, Paper, bytes]:
    """An archive as a crash leaves it just before the second file's line is written, that file, and the line."""
    root = tmp_path / "archive"
    first, second = paper("a.pdf", b"a"), paper("b.pdf", b"b", ((1, 1), (2, 2)))
    with Archive.open(root, write=True) as archive:
        archive.add(first.path, first.sha256, first.items, who="sato")
        head, journal = (root / HEAD).read_bytes(), (root / JOURNAL).read_bytes()
        archive.add(second.path, second.sha256, second.items, who="sato")
    line = (root / JOURNAL).read_bytes()[len(journal) :]
    (root / JOURNAL).write_bytes(journal)
    (root / HEAD).chmod(0o644)
    (root / HEAD).write_bytes(head)
    (root / "tmp" / "plan").write_bytes(line)
    return root, second, line


def append(root: Path, data: bytes) -> None:
    with (root / JOURNAL).open("ab") as journal:
        journal.write(data)


@pytest.mark.parametrize("kind", ["cut", "zeros", "holes"])
def test_a_torn_last_line_is_set_aside_and_told(torn: tuple[Path, Paper, bytes], kind: str) -> None:
    root, second, line = torn
    for length in (1, 2, len(line) // 3, len(line) // 2, len(line) - 1):
        at = root.with_name(f"{kind}-{length}")
        shutil.copytree(root, at)
        rest = {"cut": line[:length], "zeros": b"\0" * length, "holes": b"\0" * length + line[length:]}[kind]
        append(at, rest)
        with Archive.open(at) as reader:
            before = reader.verify()
            assert list(before) == []
            assert "was not acknowledged" in str(before.notices[0])
            assert reader.knows(second.sha256) is None
            with Archive.open(at, write=True) as archive:
                assert [p.read_bytes() for p in (at / "set-aside").glob("*/*")] == [rest]
                assert archive.knows(second.sha256) is None
                assert not list((at / "originals").glob(f"*/{second.sha256}*"))
                assert not archive.add(second.path, second.sha256, second.items, who="sato").already
            after = reader.verify()
            assert list(after) == []
            assert "a crash cut the last line short" in str(after.notices[0])
            assert reader.knows(second.sha256) is not None
        again = Archive.open(at, write=True)
        assert again.last_sequence() == 4
        again.close()


def test_a_whole_line_that_was_not_acknowledged_is_kept(torn: tuple[Path, Paper, bytes]) -> None:
    root, second, line = torn
    append(root, line)
    with Archive.open(root) as reader:
        assert reader.knows(second.sha256) is not None
        verification = reader.verify()
        assert list(verification) == []
        assert "is whole" in str(verification.notices[0])
    with Archive.open(root, write=True) as archive:
        assert archive.add(second.path, second.sha256, second.items, who="sato").already
        verification = archive.verify()
        assert list(verification) == []
        assert verification.notices == []


def test_a_crash_while_recovering_is_recovered_from(torn: tuple[Path, Paper, bytes]) -> None:
    root, second, line = torn
    set_aside = hashlib.sha256(line[:99]).hexdigest()
    path = root / path_of("set-aside", set_aside, ".torn")
    path.parent.mkdir()
    path.write_bytes(line[:99])
    for rest in (line[:99], b""):
        at = root.with_name(f"again-{len(rest)}")
        shutil.copytree(root, at)
        append(at, rest)
        with Archive.open(at) as reader:
            assert list(reader.verify()) == []
        with Archive.open(at, write=True) as archive:
            assert archive.last_sequence() == 3
            archive.add(second.path, second.sha256, second.items, who="sato")
            assert list(archive.verify()) == []


def test_a_plan_never_costs_a_file_that_a_line_names(torn: tuple[Path, Paper, bytes]) -> None:
    root, _, line = torn
    plan = json.loads((root / JOURNAL).read_bytes().splitlines()[1])
    plan["files"] += json.loads(line)["files"]
    (root / "tmp" / "plan").write_text(json.dumps(plan))
    Archive.open(root, write=True).close()
    with Archive.open(root) as reader:
        assert list(reader.verify()) == []


def test_an_unreadable_plan_was_made_before_any_file_got_its_name(torn: tuple[Path, Paper, bytes]) -> None:
    root, second, line = torn
    for file in json.loads(line)["files"]:
        (root / file["path"]).unlink()
    (root / "tmp" / "plan").write_bytes(line[:50])
    with Archive.open(root, write=True) as archive:
        assert not (root / "tmp" / "plan").exists()
        archive.add(second.path, second.sha256, second.items, who="sato")
        assert list(archive.verify()) == []


def synthetic(root: Path, count: int) -> str:
    """A journal of so many files, as if each had been stored; returns the hash of the last."""
    Archive.open(root, write=True).close()
    with (root / JOURNAL).open("rb") as file:
        (birth,) = walk(file)
    now, previous, size, sha256 = dt.datetime.now(dt.UTC), birth.sha256, birth.end, START
    with (root / JOURNAL).open("ab") as file:
        for n in range(2, count + 2):
            sha256 = hashlib.sha256(b"%d" % n).hexdigest()
            files = tuple(
                StoredFile(path=path_of(folder, sha256, ".json"), sha256=sha256, size=n)
                for folder in ("originals", "documents", "records")
            )
            documents = (Held(id=f"{sha256}-1-1", version=1, document=sha256, record=sha256),)
            line = Line(
                sequence=n,
                time=now,
                event="ingested",
                who="sato",
                name=f"scan_{n}.pdf",
                documents=documents,
                files=files,
                previous=previous,
            )
            raw = line.raw()
            previous, size = hashlib.sha256(raw).hexdigest(), size + len(raw)
            file.write(raw)
    (root / HEAD).chmod(0o644)
    (root / HEAD).write_bytes(Head(sequence=count + 1, size=size, sha256=previous).raw())
    return sha256


def test_an_archive_of_twenty_thousand_files_opens_in_under_a_second_of_cpu(tmp_path: Path) -> None:
    last = synthetic(tmp_path / "archive", 20_000)
    for write in (False, True):
        began = time.process_time()
        with Archive.open(tmp_path / "archive", write=write) as archive:
            assert archive.knows(last) == (f"{last}-1-1",)
            assert archive.resolve(last[:12]) == f"{last}-1-1"
            assert archive.last_sequence() == 20_001
        assert time.process_time() - began < 1.0


def test_the_first_line_names_the_format_and_the_archive(tmp_path: Path) -> None:
    births = []
    for name in ("one", "other"):
        Archive.open(tmp_path / name, write=True).close()
        line = Line.model_validate_json((tmp_path / name / JOURNAL).read_bytes())
        assert (line.sequence, line.event, line.previous) == (1, "created", START)
        births.append(line.archive)
    assert all(isinstance(birth, Birth) and birth.format == 1 for birth in births)
    assert births[0] != births[1]
