"""EXECUTORS: the pipeline over many files. Here: processes, of which one that hangs, dies or swells costs one file.

Each worker is an interpreter of its own in a session of its own, started with the first file that needs it and fed one
file at a time, so nothing queues up: neither files nor results. Plain subprocesses rather than multiprocessing's: those
import the caller's main module again, and hand the parent pickles made by a process that has seen hostile files.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Protocol

from ocr.errors import EngineError, InputError
from ocr.machine import available_bytes, descendants, usable_cores
from ocr.worker import ANSWERS, TOO_MUCH_MEMORY, Broken, Crashed, Done, OnPage, Ready, Refused, Setup

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from ocr.pipeline import ReadDocument, Reader, Result
    from ocr.source import SourceLimits
    from ocr.stacks import Stacking
    from ocr.template import Templates
    from ocr.worker import Answer, FileReader, Pair

WORKER_BYTES = 1_500_000_000
"""Memory to count on for each worker; one with openvino holds 1.2 GB and briefly more on a large page."""
PAGE_TIMEOUT_S = 60.0
MAX_MEMORY_BYTES = 2_000_000_000
_START_TIMEOUT_S = 300.0
"""Until the engine is loaded: 2 s on an idle machine, much longer on one that is starting many or has cold disks."""
_END_S = 2.0
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
_COMMAND = "import sys; from ocr.worker import main; main(int(sys.argv[1]))"

_log = logging.getLogger(__name__)


class Executor(Protocol):
    """Reads many files at once. Closing the generator ends the workers: what is in hand vanishes whole."""

    def __call__(
        self,
        files: Iterable[Path],
        make_reader: Callable[[], FileReader],
        *,
        workers: int | None = None,
        page_timeout_s: float = PAGE_TIMEOUT_S,
        max_memory_bytes: int = MAX_MEMORY_BYTES,
        on_page: Callable[[Path, int], None] | None = None,
    ) -> Generator[tuple[Path, Result], None, None]:
        """Each file with what it holds or what is wrong with it, as they finish; nothing is started without a file.

        make_reader is importable and runs once in every worker. EngineError, before the first file or in mid-batch, if
        no worker can go on. on_page is told of progress as it happens.
        """
        ...


def make_reader(
    engine: str,
    templates: Templates,
    limits: SourceLimits,
    *,
    stacking: Stacking | None = None,
    scanner_law: bool = True,
    review_target: float | None = None,
    layout_model: bool = False,
) -> Reader:
    """The pipeline with its engine loaded, for this process alone."""
    import cv2

    from ocr.engines import ENGINES
    from ocr.extract.confidence import REVIEW_TARGET
    from ocr.pipeline import Reader
    from ocr.stacks import Stacking

    cv2.setNumThreads(1)
    witness = None
    if layout_model:
        from ocr.layout_model.witness import layout_witness

        witness = layout_witness()
    return Reader(
        ENGINES[engine](),
        templates,
        limits,
        stacking=stacking or Stacking(),
        scanner_law=scanner_law,
        review_target=REVIEW_TARGET if review_target is None else review_target,
        witness=witness,
    )


def count_workers() -> int:
    """As many as this machine's cores and memory carry, at least one."""
    memory = available_bytes()
    return max(1, usable_cores() if memory is None else min(usable_cores(), memory // WORKER_BYTES))


def read_in_processes(
    files: Iterable[Path],
    make_reader: Callable[[], FileReader],
    *,
    workers: int | None = None,
    page_timeout_s: float = PAGE_TIMEOUT_S,
    max_memory_bytes: int = MAX_MEMORY_BYTES,
    on_page: Callable[[Path, int], None] | None = None,
) -> Generator[tuple[Path, Result], None, None]:
    """Executor; see there."""
    most = workers or count_workers()
    start = partial(_Worker, Setup(make_reader, page_timeout_s, max_memory_bytes))
    pool: list[_Worker] = []
    waiting = iter(files)
    try:
        while _hand_out(waiting, pool, most, start) or any(worker.path for worker in pool):
            for worker in _ready(pool):
                result = worker.hear(on_page)
                if result is not None:
                    yield result
                if worker.is_dead:
                    pool.remove(worker)
    finally:
        for worker in pool:
            worker.kill()


EXECUTORS: dict[str, Executor] = {"processes": read_in_processes}


def _hand_out(waiting: Iterator[Path], pool: list[_Worker], most: int, start: Callable[[Path], _Worker]) -> bool:
    """Give every worker a file, starting workers as long as there are files; False when there are none left."""
    for worker in pool:
        if worker.path is None:
            path = next(waiting, None)
            if path is None:
                return False
            worker.give(path)
    while len(pool) < most:
        path = next(waiting, None)
        if path is None:
            return False
        pool.append(start(path))
    return True


def _ready(pool: list[_Worker]) -> list[_Worker]:
    """Workers that have said something, died, or been silent for too long."""
    busy = [worker for worker in pool if worker.path]
    patience_s = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    heard = wait([worker.connection for worker in busy], patience_s)
    if heard:
        return [worker for worker in busy if worker.connection in heard]
    return [worker for worker in busy if worker.deadline <= time.monotonic()]


class _Worker:
    """The parent's side of one worker process, which has one file to read, or none."""

    def __init__(self, setup: Setup, path: Path) -> None:
        self._setup = setup
        self._is_ready = False
        self._page: int | None = None
        self._started = time.monotonic()
        self.path: Path | None = path
        self.deadline = self._started + _START_TIMEOUT_S
        self.is_dead = False
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, str(theirs.fileno())],
                env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is the parent's to handle
            )
        self.connection = Connection(ours.detach())
        self._send(setup)

    def give(self, path: Path) -> None:
        """Let it read path."""
        self.path, self._page, self._started = path, None, time.monotonic()
        self.deadline = self._started + self._setup.page_timeout_s
        self._send(path)

    def hear(self, on_page: Callable[[Path, int], None] | None) -> tuple[Path, Result] | None:
        """Take in one answer, or the lack of it; the file with what became of it, when that is known."""
        if not self.connection.poll():
            return self._lost(self._too_slow())
        try:
            answer = ANSWERS.validate_json(self.connection.recv_bytes())
        except (EOFError, OSError, ValueError):  # ValueError: what no worker of ours says
            return self._lost(self._why_dead())
        return self._take(answer, on_page)

    def _take(self, answer: Answer, on_page: Callable[[Path, int], None] | None) -> tuple[Path, Result] | None:
        path = self.path
        if path is None or isinstance(answer, Broken):
            raise EngineError(answer.reason if isinstance(answer, Broken) else "a worker speaks unasked")
        match answer:
            case Ready():
                self._is_ready = True
                self.give(path)
            case OnPage():
                self._page = answer.number
                self.deadline = time.monotonic() + self._setup.page_timeout_s
                if on_page:
                    on_page(path, answer.number)
            case Done():
                return self._over(tuple(_read_document(pair) for pair in answer.documents))
            case Refused():
                return self._over(InputError(answer.reason))
            case Crashed():
                _log.error("%s: %s", path, answer.where)
                return self._lost(f"denpyo failed on it{self._where()} ({answer.where}); please report this")
        return None

    def kill(self) -> None:
        """End the process and all it has started, in whatever sessions."""
        self.is_dead = True
        for pid in [self._process.pid, *descendants(self._process.pid)]:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        self.connection.close()
        self._process.wait()

    def _over(self, result: Result) -> tuple[Path, Result]:
        path, self.path = self.path, None
        if path is None:
            raise EngineError("a worker speaks unasked")
        seconds = time.monotonic() - self._started
        if isinstance(result, InputError):
            _log.info("%s: refused after %.1f s", path, seconds)
        else:
            _log.info("%s: %d pages in %.1f s", path, sum(len(one.document.pages) for one in result), seconds)
        return path, result

    def _lost(self, reason: str) -> tuple[Path, Result]:
        self.kill()
        if not self._is_ready:
            raise EngineError(f"no worker could be started ({reason}); try `denpyo doctor`")
        return self._over(InputError(reason))

    def _too_slow(self) -> str:
        if not self._is_ready:
            return f"not ready after {_START_TIMEOUT_S:g} s"
        limit_s = self._setup.page_timeout_s
        return (
            f"took longer than {limit_s:g} s{self._where()}; scan it again at 300 dpi, or raise limits.worker_timeout_s"
        )

    def _why_dead(self) -> str:
        """From the exit status of a process whose end of the connection is closed."""
        status: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(_END_S)
        if status == TOO_MUCH_MEMORY:
            limit = self._setup.max_memory_bytes / 1e9
            return f"needed more than {limit:.1f} GB of memory{self._where()}; split it or scan it at 300 dpi"
        if status == -signal.SIGALRM:
            return self._too_slow()
        if status == -signal.SIGKILL:
            return f"its worker was killed{self._where()}, perhaps for want of memory; try again with fewer workers"
        how = signal.Signals(-status).name if status is not None and status < 0 else f"exit status {status}"
        return f"its worker died{self._where()} ({how}); the file may be damaged: print it to PDF again"

    def _where(self) -> str:
        return "" if self._page is None else f" on page {self._page}"

    def _send(self, message: Setup | Path) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a death is noticed when it is listened to
            self.connection.send(message)


def _read_document(pair: Pair) -> ReadDocument:
    from ocr.pipeline import ReadDocument

    return ReadDocument(pair.document, pair.record, pair.doubts, pair.clues)
