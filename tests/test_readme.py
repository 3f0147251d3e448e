"""The README's tour is run: every `$ denpyo …` of its console blocks, in order, with the output it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("denpyo")


def _tour() -> list[tuple[str, str]]:
    """(command, the output below it) of all console blocks."""
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.M)
    assert len(steps) >= 8
    return steps


def _pattern(shown: str) -> re.Pattern[str]:
    """The output as a pattern: `...` stands for anything, runs of spaces for any run."""
    parts = [re.sub(r"(?:\\ )+", r" +", re.escape(part)) for part in shown.strip().split("...")]
    return re.compile(".*?".join(parts) + r"\s*", re.S)


def test_the_tour_runs_and_prints_what_the_readme_shows(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    environment = {**os.environ, "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}
    for command, shown in _tour():
        ran = subprocess.run(  # noqa: S602 - the README is ours, and its quoting is the shell's
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
            check=False,
        )
        assert ran.returncode == 0, f"{command}\n{ran.stdout}"
        assert _pattern(shown).fullmatch(ran.stdout.strip()), f"{command}\n--- README\n{shown}\n--- ran\n{ran.stdout}"


def test_files_the_readme_points_at_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
