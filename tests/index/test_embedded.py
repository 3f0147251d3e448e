"""What the embedded index promises beyond the contract: about its folder, its lock, damage and kill -9."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from index.embedded import CURRENT, EmbeddedIndex
from index.lock import WriteLock
from index.query import Query
from ocr.errors import StoreError
from tests.index import made

_FILES = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "索引"


def _filled(folder: Path) -> EmbeddedIndex:
    index = EmbeddedIndex(folder)
    rng = random.Random(7)
    index.put([made.entry(rng, n, 1) for n in range(_FILES)], position=9)
    return index


def _everything(index: EmbeddedIndex) -> list[str]:
    queries = (Query(include_voided=True, sort=sort) for sort in ("date", "amount"))
    asked = [*queries, Query(words=("請求書",)), Query(words=("ああ",), counterparty="高橋", sort="relevance")]
    return [hit.model_dump_json() for query in asked for hit in index.search(query)] + [str(index.position())]


def test_reading_makes_no_folder(folder: Path) -> None:
    index = EmbeddedIndex(folder)
    assert list(index.search(Query())) == []
    assert index.health().documents == 0
    assert not folder.exists()


def test_a_second_writer_waits(folder: Path) -> None:
    index = _filled(folder)
    lock = WriteLock(folder, 0)
    release = threading.Timer(0.3, lock.release)
    release.start()
    index.put([made.entry(random.Random(1), 1, 2)], position=10)
    release.join()
    assert index.position() == 10


def test_a_second_writer_that_waited_long_enough_says_who_holds_the_index(folder: Path) -> None:
    _filled(folder)
    lock = WriteLock(folder, 0)
    with pytest.raises(StoreError, match=r"索引: process \d+ on .* is writing"):
        EmbeddedIndex(folder, lock_wait_s=0).put([])
    lock.release()


def test_many_read_while_one_writes(folder: Path) -> None:
    writer = EmbeddedIndex(folder)
    writer.put([made.entry(random.Random(0), 0, 1)])
    done = threading.Event()
    faults: list[str] = []

    def read() -> None:
        reader, seen = EmbeddedIndex(folder), 0
        while not done.is_set():
            found = reader.count(Query(include_voided=True))
            listed = len(list(reader.search(Query(include_voided=True))))
            if not seen <= found <= listed:
                faults.append(f"{seen}, then {found}, then {listed}")
            seen = listed

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    rng = random.Random(1)
    for n in range(1, 40):
        writer.put([made.entry(rng, n, n)], position=n)
        if n % 10 == 0:
            writer.rebuild([made.entry(rng, m, n) for m in range(n + 1)], position=n)
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []


def test_only_the_generation_in_use_is_kept(folder: Path) -> None:
    index = _filled(folder)
    (folder / "generation-left-by-a-crash").mkdir()
    index.rebuild([], position=0)
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_rebuild_that_fails_leaves_the_old_index_and_nothing_else(folder: Path) -> None:
    index = _filled(folder)
    before, files = _everything(index), len(list(folder.glob("generation-*")))
    with pytest.raises(ZeroDivisionError):
        index.rebuild((made.entry(random.Random(1), 1 // n, 1) for n in (1, 0)), position=1)
    assert _everything(index) == before
    assert len(list(folder.glob("generation-*"))) == files


def test_an_index_of_another_version_asks_for_a_reindex(folder: Path) -> None:
    index = _filled(folder)
    current = json.loads((folder / CURRENT).read_text())
    (folder / CURRENT).unlink()
    (folder / CURRENT).write_text(json.dumps({**current, "schema": 0}))
    for ask in (index.position, index.health, lambda: index.put([]), lambda: list(index.search(Query()))):
        with pytest.raises(StoreError, match="another version of denpyo; run `denpyo reindex`"):
            ask()
    index.rebuild([], position=4)
    assert index.position() == 4


@pytest.mark.parametrize("contents", [b"", b"{}", b"[]", b"\xff", b'{"schema": 1, "generation": "gone"}'])
def test_a_damaged_folder_asks_for_a_reindex(folder: Path, contents: bytes) -> None:
    index = _filled(folder)
    (folder / CURRENT).unlink()
    (folder / CURRENT).write_bytes(contents)
    with pytest.raises(StoreError, match="denpyo reindex"):
        index.count(Query())
    index.rebuild([], position=4)
    assert index.position() == 4


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for ask in (EmbeddedIndex(tmp_path / "file").position, lambda: EmbeddedIndex(tmp_path / "file").put([])):
        with pytest.raises(StoreError, match="file: "):
            ask()


@pytest.mark.parametrize("seed", range(3))
def test_damage_is_a_store_error_or_does_no_harm(folder: Path, tmp_path: Path, seed: int) -> None:
    before = _everything(_filled(folder))
    rng = random.Random(seed)
    said = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size and p.name != "lock"):
        for damage in (_flip, _truncate):
            copy = tmp_path / f"{seed}-{path.name}-{damage.__name__}"
            shutil.copytree(folder, copy)
            damage(copy / path.relative_to(folder), rng)
            try:
                _everything(EmbeddedIndex(copy))
            except StoreError as error:
                assert "denpyo reindex" in str(error)
                said += 1
            index = EmbeddedIndex(copy)
            rng_of_before = random.Random(7)
            index.rebuild([made.entry(rng_of_before, n, 1) for n in range(_FILES)], position=9)
            assert _everything(index) == before
    assert said > 3


def _flip(path: Path, rng: random.Random) -> None:
    """By XOR, in a new file: the old one may be mapped into memory."""
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.unlink()
    path.write_bytes(data)


def _truncate(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: rng.randrange(len(data))])


_WRITER = """
    import random, sys
    from pathlib import Path
    from index.embedded import EmbeddedIndex
    from tests.index import made

    index = EmbeddedIndex(Path(sys.argv[1]))
    for sequence in range(index.position() + 1, 10_000):
        index.put([made.entry(random.Random(sequence), sequence, sequence)], position=sequence)
        print(sequence, flush=True)
"""


def test_kill_9_loses_nothing_that_a_put_returned_from(folder: Path) -> None:
    rng = random.Random(3)
    acknowledged = 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_WRITER), str(folder)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        ) as writer:
            assert writer.stdout
            for _ in range(rng.randint(1, 5)):
                acknowledged = int(writer.stdout.readline())
            threading.Event().wait(rng.random() * 0.02)
            writer.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        index = EmbeddedIndex(folder, lock_wait_s=5)
        assert acknowledged <= index.position() <= acknowledged + 1
        found = {hit.document_id for hit in index.search(Query(include_voided=True))}
        assert {made.document_id(n) for n in range(1, acknowledged + 1)} <= found
