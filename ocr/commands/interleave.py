"""Fronts and backs that were scanned one stack after the other -> one PDF in the order of reading."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ocr import sources
from ocr.errors import InputError, UsageError
from ocr.sources.media_type import HEAD_BYTES, PDF, media_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.source import SourceLimits

_CHILD = Path(sources.__path__[0]) / "interleave_child.py"
_TIMEOUT_S = 120.0
"""Copying takes a second for a few hundred pages; the time is that of a file which never ends."""


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    refusal: str = ""
    pages: Annotated[int, Field(ge=0)] = 0
    fronts: int = 0
    backs: int = 0


def interleave(files: Sequence[Path], to: Path, limits: SourceLimits, *, backs_in_order: bool) -> int:
    """Write the pages of one PDF (fronts, then backs) or two (fronts; backs) to a new PDF; returns how many there are.

    Backs come last sheet first, as a feeder gives them when the stack is turned over, unless backs_in_order. Pages are
    copied as they are. UsageError if that many files mean nothing or the new one cannot be made; InputError, naming the
    files, if they are no PDFs or do not hold as many backs as fronts.
    """
    if len(files) > 2:
        raise UsageError("more than two files; name the fronts and the backs, or one file that holds both")
    if to.exists():
        raise UsageError(f"{to}: is there already; name a new file")
    if not to.absolute().parent.is_dir():
        raise UsageError(f"{to.parent}: no such folder")
    for path in files:
        _check(path, limits)
    with tempfile.TemporaryDirectory(dir=to.absolute().parent, prefix=".denpyo-") as folder:
        made = Path(folder) / "made.pdf"
        answer = _ask(files, made, limits, order="in-order" if backs_in_order else "reversed")
        if not answer.pages:
            raise InputError(f"{', '.join(map(str, files))}: {_problem(answer)}")
        made.rename(to)
    return answer.pages


def _check(path: Path, limits: SourceLimits) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            is_pdf = media_type(file.read(HEAD_BYTES)) == PDF
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    if not is_pdf:
        raise InputError(f"{path}: not a PDF; let the scanner make PDFs")
    if size > limits.max_bytes:
        raise InputError(f"{path}: more than {limits.max_bytes / 1e6:g} MB; scan fewer sheets at a time")


def _ask(files: Sequence[Path], to: Path, limits: SourceLimits, *, order: str) -> _Answer:
    command = [sys.executable, "-P", str(_CHILD), str(limits.max_memory_bytes), order]
    paths = [str(path.absolute()) for path in (to, *files)]
    try:
        ran = subprocess.run([*command, *paths], capture_output=True, timeout=_TIMEOUT_S, check=True)
        return _Answer.model_validate_json(ran.stdout)
    except (subprocess.SubprocessError, ValidationError):  # ended by a limit, or by the file
        return _Answer(refusal="damaged")


def _problem(answer: _Answer) -> str:
    if answer.refusal == "unequal":
        counts = f"{answer.fronts} fronts and {answer.backs} backs"
        return f"{counts}; scan both stacks whole, and let the scanner keep blank pages"
    if answer.refusal == "encrypted":
        return "encrypted; ask for an unlocked copy"
    return "a damaged PDF; open it in a viewer and print it to PDF again"
