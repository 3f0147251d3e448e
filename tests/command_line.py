"""Run denpyo as its users do: in this process where that is the same, in one of its own where it is not."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from ocr.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def denpyo(*arguments: str | Path) -> Ran:
    """In this process; the same as a person's call but for the time it takes to start."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv = ["denpyo", *map(str, arguments)]
    with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def start(*arguments: str | Path, env: Mapping[str, str]) -> subprocess.Popen[str]:
    """In a process of its own."""
    command = [str(Path(sys.executable).with_name("denpyo")), *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL, text=True, env=dict(env))
