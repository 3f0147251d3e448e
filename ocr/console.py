"""What the command line shows: data on stdout, words for people on stderr, boxes only on a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from ocr.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

type_names = {
    "invoice": "請求書",
    "receipt": "領収書",
    "expense_report": "経費精算書",
    "contract": "契約書",
    "quotation": "見積書",
    "delivery_note": "納品書",
    "purchase_order": "注文書",
}


_LEAST_CELLS = 16
"""Fewer of a text say nothing."""
_SHORT_CELLS = 14
"""Columns up to this are kept whole: ids, types, dates, amounts. Longer ones fold on a narrow terminal."""


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class OutputClosedError(Exception):
    """Whoever read our stdout has gone: `denpyo search | head`."""


def visible(text: str) -> str:
    """The text with control characters but newline and tab spelt out: names and papers may try to steer a terminal."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def say(text: str) -> None:
    """A line for people, on stderr."""
    print(visible(text).replace("\n", "\\n"), file=sys.stderr, flush=True)


def emit(text: str) -> None:
    """A line for people on stdout, at once; OutputClosedError if nobody reads it any more."""
    _print(visible(text))


def emit_json(value: object) -> None:
    """One JSON line on stdout, unescaped; OutputClosedError if nobody reads it any more."""
    _print(json.dumps(value, ensure_ascii=False))


def _print(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError as error:
        _forget_stdout()
        raise OutputClosedError from error


def _forget_stdout() -> None:
    """So that the interpreter's own flush at exit does not meet the broken pipe again."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def emit_table(columns: Sequence[str], rows: Sequence[Sequence[str | Text]], *, right: Sequence[int] = ()) -> None:
    """Rows on stdout: a drawn table on a terminal, aligned columns elsewhere. `right` columns are flush right.

    A last column of rich Text is cut on a terminal to what fits on the line, and left out where nothing does.
    """
    if is_terminal(sys.stdout):
        _draw(columns, [[_harmless(cell) for cell in row] for row in rows], right)
        return
    for line in _aligned([columns, *rows] if rows else [], right):
        emit(line)


def _harmless(cell: str | Text) -> str | Text:
    if isinstance(cell, str):
        return visible(cell)
    cell.plain = visible(cell.plain)
    return cell


def _draw(columns: Sequence[str], rows: Sequence[Sequence[str | Text]], right: Sequence[int]) -> None:
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    widths = [max(map(cell_len, map(str, cells))) for cells in zip(columns, *rows, strict=True)]
    room = console.width - sum(widths[:-1]) - 3 * len(columns) - 1
    is_cut = bool(rows) and isinstance(rows[0][-1], Text)
    shown = len(columns) - (is_cut and room < _LEAST_CELLS)
    table = Table(header_style="bold")
    for n, column in enumerate(columns[:shown]):
        short = widths[n] <= _SHORT_CELLS
        table.add_column(column, justify="right" if n in right else "left", overflow="fold", no_wrap=short)
    for row in rows:
        if is_cut and isinstance(row[-1], Text):
            row[-1].truncate(max(room, 1), overflow="ellipsis")
        table.add_row(*row[:shown])
    console.print(table)


def _aligned(rows: Sequence[Sequence[str | Text]], right: Sequence[int]) -> Iterator[str]:
    """Columns two spaces apart; a full-width character counts two cells."""
    from rich.cells import cell_len

    cells = [[str(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            " " * (width - cell_len(cell)) + cell if n in right else cell + " " * (width - cell_len(cell))
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()


class Meter:
    """How far a batch is: a bar on a terminal (files, pages, pages/s, time left), silent elsewhere."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._pages = 0
        self._at: dict[Path, int] = {}
        self._task = progress.add_task("", total=total, pages=0, rate="") if progress else None

    def page(self, path: Path, number: int) -> None:
        """This page of the file is at hand; some pass by more than once."""
        before = self._at.get(path, 0)
        if number > before:
            self._at[path] = number
            self._pages += number - before
            self._update()

    def file(self, path: Path) -> None:
        """This file is done."""
        self._at.pop(path, None)
        self._update(files=1)

    def _update(self, *, files: int = 0) -> None:
        if self._progress is None or self._task is None:
            return
        elapsed = self._progress.tasks[0].elapsed or 0.0
        rate = f"{self._pages / elapsed:.1f}" if elapsed > 0 else ""
        self._progress.update(self._task, advance=files, pages=self._pages, rate=rate)

    def note(self, text: str) -> None:
        """A line for people that stays, above the bar where there is one."""
        if self._progress is None:
            say(text)
        else:
            self._progress.console.print(
                visible(text).replace("\n", "\\n"), markup=False, highlight=False, soft_wrap=True
            )

    @property
    def is_bar(self) -> bool:
        return self._progress is not None


@contextmanager
def meter(total: int) -> Iterator[Meter]:
    """A Meter over `total` files on stderr."""
    if not is_terminal(sys.stderr):
        yield Meter(None, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(_("files")),
        TextColumn("{task.fields[pages]} " + _("pages") + "  {task.fields[rate]} " + _("pages/s")),
        TimeRemainingColumn(),
    )
    console: Console = Console(stderr=True)
    with Progress(*columns, console=console) as progress:
        yield Meter(progress, total)
