"""Whatever is done to an archive behind its back, `verify` says so."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.journal import HEAD, JOURNAL, read_head
from ocr.errors import IntegrityError, StoreError

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper

FOLDERS = ("originals", "documents", "records")


@pytest.fixture
def root(tmp_path: Path, paper: MakePaper) -> Path:
    """An archive of three files and four documents; one is corrected, one voided, one has a second name."""
    root = tmp_path / "archive"
    papers = [paper("a.pdf", b"a" * 500, ((1, 1), (2, 3))), paper("b.tif", b"b" * 50), paper("c.pdf", b"")]
    with Archive.open(root, write=True) as archive:
        for one in papers:
            archive.add(one.path, one.sha256, one.items, who="sato")
        archive.correct(papers[0].document_id, papers[0].priced(7), who="sato", why="理由")
        archive.void(papers[1].document_id, who="sato", why="理由")
        archive.add(Path("other.pdf"), papers[2].sha256, (), who="sato")
    return root


def problems(root: Path) -> list[str]:
    with Archive.open(root) as archive:
        return [str(problem) for problem in archive.verify()]


def files(root: Path, *folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (root / folder).rglob("*") if p.is_file())


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def lines(root: Path) -> list[bytes]:
    return (root / JOURNAL).read_bytes().splitlines(keepends=True)


def test_an_archive_nobody_touched_has_no_problem_and_counts_all(root: Path) -> None:
    with Archive.open(root) as archive:
        verification = archive.verify()
        assert list(verification) == []
        assert verification.notices == []
        counts = verification.checked
        assert (counts["originals"], counts["documents"], counts["records"], counts["lines"]) == (3, 4, 5, 7)
        assert counts["bytes"] == sum(p.stat().st_size for p in files(root, *FOLDERS))
        assert verification.head == read_head(root)


@pytest.mark.parametrize("folder", FOLDERS)
def test_one_flipped_bit_in_any_stored_file_is_found_and_named(root: Path, folder: str) -> None:
    chance = random.Random(folder)
    for path in files(root, folder):
        data = path.read_bytes()
        for offset in chance.sample(range(len(data)), min(10, len(data))):
            flipped = bytearray(data)
            flipped[offset] ^= 1 << chance.randrange(8)
            overwrite(path, bytes(flipped))
            (problem,) = problems(root)
            assert problem.startswith(path.relative_to(root).as_posix())
            assert "do not match" in problem
        overwrite(path, data)
    assert problems(root) == []


@pytest.mark.parametrize("name", [JOURNAL, HEAD])
def test_one_flipped_bit_in_the_journal_or_its_head_is_found(root: Path, name: str) -> None:
    chance = random.Random(name)
    data = (root / name).read_bytes()
    offsets = {*chance.sample(range(len(data)), min(len(data), 250)), 0, len(data) - 1}
    offsets |= {n for n, byte in enumerate(data) if byte == ord("\n")}
    for offset in offsets:
        flipped = bytearray(data)
        flipped[offset] ^= 1 << chance.randrange(8)
        overwrite(root / name, bytes(flipped))
        assert problems(root), offset
        with pytest.raises(IntegrityError):
            Archive.open(root, write=True)
    overwrite(root / name, data)
    assert problems(root) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_missing_a_cut_and_a_longer_file_are_found(root: Path, folder: str) -> None:
    path = max(files(root, folder), key=lambda p: p.stat().st_size)
    data = path.read_bytes()
    for change, said in ((data[:-1], "bytes, and had"), (data + b"\0", "bytes, and had"), (b"", "has 0 bytes")):
        overwrite(path, change)
        assert said in problems(root)[0]
    path.unlink()
    assert "is missing" in problems(root)[0]
    path.mkdir()
    assert "is not a file" in problems(root)[0]
    path.rmdir()
    elsewhere = root.parent / "elsewhere"
    elsewhere.write_bytes(data)
    path.symlink_to(elsewhere)
    assert "is a link" in problems(root)[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_swapped_names_are_found(root: Path, folder: str) -> None:
    one, other = files(root, folder)[:2]
    one.rename(root / "x")
    other.rename(one)
    (root / "x").rename(other)
    assert len(problems(root)) == 2


@pytest.mark.parametrize(
    "name", ["originals/ab/scan.pdf", "records/x.json", "documents/ab/cd/e", "set-aside/aa/x.torn"]
)
def test_a_file_that_no_line_names_is_found(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(b"planted")
    assert problems(root) == [f"{name}: is in no journal line"]
    Archive.open(root, write=True).close()
    assert (root / name).read_bytes() == b"planted"


def test_a_folder_linked_from_elsewhere_is_found(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "originals" / "zz").symlink_to(tmp_path / "elsewhere")
    assert problems(root) == ["originals/zz: is in no journal line"]


def rewrite(*order: int) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [lines[n] for n in order]


def forge(lines: list[bytes]) -> list[bytes]:
    """Another reason for the voiding, its line otherwise well-formed."""
    return [line.replace("理由".encode(), "嘘偽".encode()) for line in lines]


def forge_time(lines: list[bytes]) -> list[bytes]:
    line = json.loads(lines[-1])
    line["time"] = "2020-01-01T00:00:00.000000Z"
    return [*lines[:-1], json.dumps(line).encode() + b"\n"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rewrite(0, 1, 2, 3, 4, 5), id="last-line-gone"),
        pytest.param(rewrite(0), id="all-but-the-first-gone"),
        pytest.param(rewrite(), id="emptied"),
        pytest.param(rewrite(1, 2, 3, 4, 5, 6), id="first-line-gone"),
        pytest.param(rewrite(0, 1, 3, 4, 5, 6), id="middle-line-gone"),
        pytest.param(rewrite(0, 1, 3, 2, 4, 5, 6), id="reordered"),
        pytest.param(rewrite(0, 1, 2, 3, 4, 6, 5), id="last-two-reordered"),
        pytest.param(rewrite(0, 1, 2, 2, 3, 4, 5, 6), id="doubled"),
        pytest.param(rewrite(0, 1, 2, 3, 4, 5, 6, 5, 6), id="replayed"),
        pytest.param(forge, id="reason-changed"),
        pytest.param(forge_time, id="time-of-the-last-line-changed"),
        pytest.param(lambda lines: [*lines[:3], b"{}\n", *lines[3:]], id="inserted"),
        pytest.param(lambda lines: [*lines[:3], b"\n", *lines[3:]], id="empty-line"),
        pytest.param(lambda lines: [*lines[:-1], lines[-1][:-1]], id="last-newline-gone"),
        pytest.param(lambda lines: [*lines[:-1], lines[-1][:40]], id="cut-in-the-last-line"),
        pytest.param(lambda lines: [*lines[:2], lines[2][:40]], id="cut-in-an-earlier-line"),
        pytest.param(lambda lines: [*lines, b"torn\n", b"and more"], id="more-than-a-crash-leaves"),
    ],
)
def test_a_changed_journal_is_found_and_nothing_is_written_on_top(
    root: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    before = lines(root)
    (root / JOURNAL).write_bytes(b"".join(change(before)))
    after = (root / JOURNAL).read_bytes()
    assert any(problem.startswith(JOURNAL) for problem in problems(root))
    with pytest.raises(IntegrityError):
        Archive.open(root, write=True)
    assert (root / JOURNAL).read_bytes() == after


def test_a_journal_cut_together_with_its_head_is_found_by_the_files_left_over(root: Path) -> None:
    kept = lines(root)[:2]
    (root / JOURNAL).write_bytes(b"".join(kept))
    with Archive.open(root) as archive:
        verification = archive.verify()
        list(verification)
        overwrite(root / HEAD, verification.head.raw())
    assert {problem.split("/")[0] for problem in problems(root)} == set(FOLDERS)


def test_an_older_head_put_back_is_found(root: Path, paper: MakePaper) -> None:
    head = (root / HEAD).read_bytes()
    one, other = paper("d.pdf", b"d"), paper("e.pdf", b"e")
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        archive.add(other.path, other.sha256, other.items, who="sato")
    overwrite(root / HEAD, head)
    assert problems(root) == [f"{HEAD}: acknowledges 7 lines, and the journal has 9"]
    (root / HEAD).unlink()
    assert problems(root) == [f"{HEAD}: acknowledges 0 lines, and the journal has 9"]
    with pytest.raises(IntegrityError, match="backup"):
        Archive.open(root, write=True)


@pytest.mark.parametrize("gone", [(JOURNAL,), (JOURNAL, HEAD), (JOURNAL, HEAD, "records")])
def test_a_lost_journal_is_found_and_not_begun_anew(root: Path, gone: tuple[str, ...]) -> None:
    for name in gone:
        if (root / name).is_dir():
            shutil.rmtree(root / name)
        else:
            (root / name).unlink()
    assert any(problem.startswith(JOURNAL) for problem in problems(root))
    with pytest.raises(IntegrityError):
        Archive.open(root, write=True)
    assert not (root / JOURNAL).exists()


def test_the_journal_of_another_archive_is_found(root: Path, tmp_path: Path) -> None:
    Archive.open(tmp_path / "other", write=True).close()
    shutil.copy(tmp_path / "other" / JOURNAL, root / JOURNAL)
    assert problems(root)


def test_reading_a_damaged_document_is_refused(root: Path) -> None:
    with Archive.open(root) as archive:
        document_id = next(archive.changes_since(0))
    for folder in ("documents", "records"):
        for path in files(root, folder):
            overwrite(path, path.read_bytes().replace(b"110", b"990"))
        with Archive.open(root) as archive, pytest.raises(IntegrityError, match="do not match"):
            archive.get(document_id)


def test_restoring_the_file_from_a_backup_heals_the_archive(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "backup")
    path = files(root, "originals")[0]
    path.unlink()
    assert problems(root)
    shutil.copy(tmp_path / "backup" / path.relative_to(root), path)
    assert problems(root) == []


def test_dates_restrict_what_is_rehashed_but_not_the_chain(root: Path) -> None:
    path = max(files(root, "originals"), key=lambda p: p.stat().st_size)
    overwrite(path, b"x" * path.stat().st_size)
    today, day = dt.datetime.now().astimezone().date(), dt.timedelta(days=1)
    with Archive.open(root) as archive:
        assert list(archive.verify(date_to=today - day)) == []
        assert list(archive.verify(date_from=today + day)) == []
        assert len(list(archive.verify(today - day, today + day))) == 1
        verification = archive.verify(date_from=today + day)
        assert list(verification) == []
        assert (verification.checked["lines"], verification.checked["bytes"]) == (7, 0)
    overwrite(root / JOURNAL, b"".join(forge(lines(root))))
    with Archive.open(root) as archive:
        assert list(archive.verify(date_from=today + day))


def test_a_clock_set_back_is_noticed_but_no_damage(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Past(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Past:
            return cls(2020, 1, 1, tzinfo=tz)

    with Archive.open(root, write=True) as archive:
        document_id = next(archive.changes_since(0))
        monkeypatch.setattr("index.journal.dt.datetime", Past)
        archive.void(document_id, who="sato", why="理由")
    monkeypatch.undo()
    with Archive.open(root) as archive:
        verification = archive.verify()
        assert list(verification) == []
        assert "clock" in str(verification.notices[0])


def test_a_record_of_a_newer_program_is_refused_in_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(root) as archive:
        document_id = next(archive.changes_since(0))
        monkeypatch.setattr("index.archive._json", lambda model: b'{"schema_version":"2.0"}\n')
        with Archive.open(root, write=True) as writer:
            record = archive.get(document_id).record.model_copy(update={"template": "invoice@9"})
            writer.correct(document_id, record, who="denpyo", why="再抽出")
        with pytest.raises(StoreError, match="another version"):
            archive.get(document_id)
