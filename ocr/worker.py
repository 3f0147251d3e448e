"""The worker process: reads one file after another until its parent stops asking, hangs up or kills it.

`main` runs in an interpreter of its own, over one end of a socket pair. What it is asked comes pickled from the parent
that started it; what it answers is JSON, so that a file that takes over the worker has not taken over the parent.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from pydantic import Field, TypeAdapter

from ocr.document import Document, Model
from ocr.errors import EngineError, InputError
from ocr.machine import descendants, resident_bytes
from ocr.record import Finding, Record
from ocr.witness import Clue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from ocr.pipeline import ReadDocument, Result

TOO_MUCH_MEMORY = 86
"""The exit status of a worker that went over its limit."""
_WATCH_MS = 250
_GRACE_S = 10.0
"""The parent kills a worker that is silent for too long; one without a parent ends itself this much later."""


class FileReader(Protocol):
    """What a worker runs: `ocr.pipeline.Reader`, or what a test puts in its place."""

    def run(self, path: Path, on_page: Callable[[int], None] | None = None) -> Result:
        """What the file holds, or what is wrong with it; on_page is told a page's number, as a sign of life."""
        ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told first."""

    make_reader: Callable[[], FileReader]
    """Picklable, so importable; raises EngineError."""
    page_timeout_s: float
    max_memory_bytes: int


class Ready(Model):
    kind: Literal["ready"] = "ready"


class OnPage(Model):
    kind: Literal["page"] = "page"
    number: int


class Pair(Model):
    document: Document
    record: Record
    doubts: tuple[Finding, ...] = ()
    clues: tuple[Clue, ...] = ()


class Done(Model):
    kind: Literal["done"] = "done"
    documents: tuple[Pair, ...]


class Refused(Model):
    """InputError."""

    kind: Literal["refused"] = "refused"
    reason: str


class Broken(Model):
    """EngineError: no worker can go on."""

    kind: Literal["broken"] = "broken"
    reason: str


class Crashed(Model):
    """Our bug; this worker ends."""

    kind: Literal["crashed"] = "crashed"
    where: str
    """The error's class and the line of code; never its message, which may quote the paper."""


Answer = Annotated[Ready | OnPage | Done | Refused | Broken | Crashed, Field(discriminator="kind")]
ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)


def main(fd: int) -> None:
    """Answer until the parent closes its end of fd."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(fd)
    sys.excepthook = _Report(connection)
    setup: Setup = connection.recv()
    threading.Thread(target=_watch, args=(fd, setup.max_memory_bytes), daemon=True).start()
    try:
        reader = setup.make_reader()
        _say(connection, Ready())
        while True:
            _read_one(connection, reader, setup.page_timeout_s + _GRACE_S)
    except EngineError as error:
        _say(connection, Broken(reason=str(error)))
    except EOFError:
        return


def _read_one(connection: Connection, reader: FileReader, alarm_s: float) -> None:
    path: Path = connection.recv()

    def on_page(number: int) -> None:
        signal.setitimer(signal.ITIMER_REAL, alarm_s)  # ends the process, even one that never comes back from C
        _say(connection, OnPage(number=number))

    signal.setitimer(signal.ITIMER_REAL, alarm_s)
    result = reader.run(path, on_page)
    signal.setitimer(signal.ITIMER_REAL, 0)
    if isinstance(result, InputError):
        _say(connection, Refused(reason=str(result)))
    else:
        _say(connection, Done(documents=tuple(map(_pair, result))))


def _pair(one: ReadDocument) -> Pair:
    return Pair(document=one.document, record=one.record, doubts=one.doubts, clues=one.clues)


def _say(connection: Connection, answer: Answer) -> None:
    connection.send_bytes(ANSWERS.dump_json(answer))


def _watch(fd: int, max_memory_bytes: int) -> None:
    """End this process when its parent is gone, or when it holds too much memory."""
    poll = select.poll()
    poll.register(fd, 0)  # a hang-up is reported unasked
    status = 0
    while status == 0 and not poll.poll(_WATCH_MS):
        if resident_bytes() > max_memory_bytes:
            status = TOO_MUCH_MEMORY
    for pid in descendants(os.getpid()):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    os._exit(status)


class _Report:
    """sys.excepthook that tells the parent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        where = f"{kind.__name__} in {frames[-1].filename}:{frames[-1].lineno}" if frames else kind.__name__
        _say(self._connection, Crashed(where=where))
