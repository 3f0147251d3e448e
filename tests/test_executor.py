"""Many files in worker processes: whatever happens to a worker costs the file it has in hand, and no more."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ocr.errors import EngineError, InputError
from ocr.executor import EXECUTORS, count_workers
from tests import readers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocr.executor import Executor
    from ocr.pipeline import Result


@pytest.fixture(params=sorted(EXECUTORS))
def read(request: pytest.FixtureRequest) -> Executor:
    return EXECUTORS[request.param]


def orders(folder: Path, *what: str) -> list[Path]:
    """One file for each order; named file0, file1..."""
    files = [folder / f"file{n}" for n in range(len(what))]
    for file, order in zip(files, what, strict=True):
        file.write_text(order)
    return files


def ends(results: Iterator[tuple[Path, Result]]) -> dict[str, str]:
    """File name -> "read", or what is wrong with it."""
    return {path.name: str(result) if isinstance(result, InputError) else "read" for path, result in results}


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def assert_ended(hanging: Path) -> None:
    """The worker that hung on this file, and the child it had started."""
    pids = [int(hanging.with_suffix(suffix).read_text()) for suffix in (".pid", ".child")]
    assert wait_until(lambda: not any(is_alive(pid) for pid in pids))


def test_every_file_comes_back_once_with_what_it_holds(read: Executor, tmp_path: Path) -> None:
    files = orders(tmp_path, *["ok"] * 7)
    results = dict(read(files, readers.obedient, workers=3))
    assert set(results) == set(files)
    for file, result in results.items():
        assert not isinstance(result, InputError)
        assert result[0].document.file == str(file)
        assert result[0].record.document_id == result[0].document.id


def test_workers_are_other_processes_and_are_used_again(read: Executor, tmp_path: Path) -> None:
    results = [result for _, result in read(orders(tmp_path, *["ok"] * 6), readers.obedient, workers=2)]
    processes = {r[0].record.produced_by for r in results if not isinstance(r, InputError)}
    assert 1 <= len(processes) <= 2
    assert f"process {os.getpid()}" not in processes


def test_no_files_start_nothing(read: Executor) -> None:
    assert list(read([], readers.without_engine)) == []


def test_a_refused_file_is_told_apart_and_the_rest_read(read: Executor, tmp_path: Path) -> None:
    files = orders(tmp_path, "ok", "refuse", "ok")
    found = ends(read(files, readers.obedient, workers=1))
    assert found == {
        "file0": "read",
        "file1": "encrypted; ask the sender for an unlocked copy",
        "file2": "read",
    }


@pytest.mark.parametrize("how", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_worker_that_dies_costs_its_file_only(read: Executor, tmp_path: Path, how: str) -> None:
    files = orders(tmp_path, "ok", f"die {how}", "ok", "ok")
    found = ends(read(files, readers.obedient, workers=1))
    assert found.pop("file1").startswith("its worker ")
    assert found == {"file0": "read", "file2": "read", "file3": "read"}


def test_a_worker_that_hangs_costs_its_file_and_its_time_only(read: Executor, tmp_path: Path) -> None:
    files = orders(tmp_path, "hang", "ok", "ok")
    found = ends(read(files, readers.obedient, workers=1, page_timeout_s=1.0))
    assert found.pop("file0").startswith("took longer than 1 s on page 2;")
    assert found == {"file1": "read", "file2": "read"}


def test_what_a_hanging_worker_has_started_dies_with_it(read: Executor, tmp_path: Path) -> None:
    (file,) = orders(tmp_path, "hang child")
    ends(read([file], readers.obedient, workers=1, page_timeout_s=1.0))
    assert_ended(file)


def test_a_file_of_many_pages_may_take_longer_than_one_page(read: Executor, tmp_path: Path) -> None:
    files = orders(tmp_path, "steps 4 0.5")
    assert ends(read(files, readers.obedient, workers=1, page_timeout_s=1.5)) == {"file0": "read"}


def test_time_in_which_nobody_asks_for_results_is_not_the_workers(read: Executor, tmp_path: Path) -> None:
    results = read(orders(tmp_path, "ok", "steps 2 0.3", "ok"), readers.obedient, workers=2, page_timeout_s=1.0)
    found = {}
    for path, result in results:
        found[path.name] = isinstance(result, InputError)
        time.sleep(1.5)
    assert found == {"file0": False, "file1": False, "file2": False}


def test_a_worker_that_takes_too_much_memory_costs_its_file_only(read: Executor, tmp_path: Path) -> None:
    files = orders(tmp_path, "swell", "ok")
    found = ends(read(files, readers.obedient, workers=1, max_memory_bytes=400_000_000))
    assert found.pop("file0").startswith("needed more than 0.4 GB of memory on page 1;")
    assert found == {"file1": "read"}


def test_a_bug_costs_its_file_only_and_tells_where_but_not_what_it_read(
    read: Executor, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = orders(tmp_path, "fail", "ok")
    with caplog.at_level(logging.DEBUG):
        found = ends(read(files, readers.obedient, workers=1))
    assert "KeyError" in found["file0"] and "readers.py" in found["file0"] and "report" in found["file0"]
    assert readers.SECRET not in found["file0"] + caplog.text
    assert found["file1"] == "read"


def test_without_an_engine_no_file_is_read(read: Executor, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="pip install one"):
        list(read(orders(tmp_path, "ok", "ok"), readers.without_engine))


def test_a_worker_that_cannot_start_is_an_engine_error(read: Executor, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="doctor"):
        list(read(orders(tmp_path, "ok"), readers.dying))


def test_an_engine_that_breaks_in_mid_batch_ends_it(read: Executor, tmp_path: Path) -> None:
    results = read(orders(tmp_path, "ok", "engine", "ok"), readers.obedient, workers=1)
    assert next(results)[0].name == "file0"
    with pytest.raises(EngineError, match="install it again"):
        next(results)


def test_progress_is_told_page_by_page(read: Executor, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    files = orders(tmp_path, "steps 2 0")
    list(read(files, readers.obedient, workers=1, on_page=lambda path, number: told.append((path.name, number))))
    assert told == [("file0", 1), ("file0", 2), ("file0", 3)]


def test_files_are_asked_for_only_when_a_worker_is_free(read: Executor, tmp_path: Path) -> None:
    asked: list[Path] = []

    def files() -> Iterator[Path]:
        for file in orders(tmp_path, *["ok"] * 9):
            asked.append(file)
            yield file

    results = read(files(), readers.obedient, workers=2)
    for count, _ in enumerate(results, 1):
        assert len(asked) <= count + 1
    assert len(asked) == 9


def test_closing_the_iterator_ends_the_workers(read: Executor, tmp_path: Path) -> None:
    first, hanging = orders(tmp_path, "steps 1 0.5", "hang child")
    results = read([first, hanging], readers.obedient, workers=2)
    next(results)
    assert wait_until(hanging.with_suffix(".pid").exists)
    results.close()
    assert_ended(hanging)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_do_not_outlive_their_parent(tmp_path: Path, how: signal.Signals) -> None:
    (file,) = orders(tmp_path, "hang child")
    code = (
        "import sys; from pathlib import Path; from ocr.executor import EXECUTORS; from tests import readers\n"
        "list(EXECUTORS['processes']([Path(sys.argv[1])], readers.obedient, workers=1))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), *sys.path]))}
    parent = subprocess.Popen([sys.executable, "-c", code, str(file)], env=environment, stderr=subprocess.DEVNULL)
    try:
        assert wait_until(file.with_suffix(".pid").exists, 30.0)
    finally:
        parent.send_signal(how)
        parent.wait(10.0)
    assert_ended(file)


def test_at_least_one_worker_fits_any_machine() -> None:
    assert 1 <= count_workers() <= (os.cpu_count() or 1)
