"""Readers for workers in tests: what each file says is what happens to the worker that reads it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from ocr.document import Box, Document, Page, Word
from ocr.errors import EngineError, InputError
from ocr.pipeline import ReadDocument
from ocr.record import DocumentType, Record, Review

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ocr.pipeline import Result

SECRET = "株式会社極秘"
"""On a paper; may be in no log and no message."""


class Obedient:
    """Does what the file's first word says."""

    def run(self, path: Path, on_page: Callable[[int], None] | None = None) -> Result:
        tell = on_page or (lambda _number: None)
        order, *arguments = path.read_text().split()
        tell(1)
        match order:
            case "refuse":
                return InputError("encrypted; ask the sender for an unlocked copy")
            case "steps":
                for number in range(2, 2 + int(arguments[0])):
                    time.sleep(float(arguments[1]))
                    tell(number)
            case "hang":
                tell(2)
                if arguments:
                    child = subprocess.Popen(["sleep", "1000"], start_new_session=True)
                    _write(path.with_suffix(".child"), child.pid)
                _write(path.with_suffix(".pid"), os.getpid())
                time.sleep(1000)
            case "die":
                signal.signal(signal.SIGSEGV, signal.SIG_DFL)
                os.kill(os.getpid(), getattr(signal, arguments[0]))
            case "swell":
                swollen = bytearray(600_000_000)
                swollen[::4096] = bytes(len(swollen[::4096]) * [1])
                time.sleep(1000)
            case "fail":
                raise KeyError(SECRET)
            case "engine":
                raise EngineError("the model is gone; install it again")
        return (_document(path),)


def obedient() -> Obedient:
    return Obedient()


def without_engine() -> Obedient:
    raise EngineError("no engine; pip install one")


def dying() -> Obedient:
    sys.exit(3)


def _write(path: Path, pid: int) -> None:
    made = path.with_suffix(".tmp")
    made.write_text(str(pid))
    made.rename(path)


def _document(path: Path) -> ReadDocument:
    word = Word(text=path.stem, box=Box(left=0, top=0, right=9, bottom=9), confidence=1.0)
    document = Document(
        sha256="0" * 64,
        file=str(path),
        media_type="text/plain",
        page_count=1,
        engine="obedience",
        pages=(Page(number=1, width=10, height=10, words=(word,)),),
    )
    record = Record(
        document_id=document.id,
        document_type=DocumentType(value="other", confidence=0.5),
        review=Review(needed=True),
        produced_by=f"process {os.getpid()}",
        template="other@0",
    )
    return ReadDocument(document, record)
