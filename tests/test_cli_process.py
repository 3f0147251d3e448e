"""What only a process of its own shows: signals, closed pipes, languages, how long a start takes."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ocr.cli import app
from tests.command_line import denpyo, start
from tests.papers import write_invoice

COMMANDS = [command.name or "" for command in app.registered_commands]
READ = ("--engine", "tesseract", "--workers", "1")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "DENPYO_ARCHIVE": str(tmp_path / "archive"), "XDG_CONFIG_HOME": str(tmp_path)}


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize(("language", "usage"), [("C.UTF-8", "Usage: "), ("ja_JP.UTF-8", "使い方: ")])
def test_every_command_has_help_in_both_languages(env: dict[str, str], command: str, language: str, usage: str) -> None:
    process = start(*filter(None, [command]), "--help", env={**env, "LANG": language})
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.startswith(f"{usage}denpyo")
    described = out.splitlines()[2].strip()
    assert described.isascii() == (language == "C.UTF-8")
    assert described


def test_the_catalogue_is_whole_and_compiled() -> None:
    check = [sys.executable, str(Path(__file__).parent.parent / ".ci" / "catalogue.py"), "--check"]
    ran = subprocess.run(check, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("arguments", [("search", "--json"), ("search",), ("templates",), ("schema",)])
def test_a_reader_that_goes_away_is_no_error(env: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write_invoice(tmp_path / "in" / "a.pdf", number=1)
    assert denpyo("ingest", tmp_path / "in", "--archive", env["DENPYO_ARCHIVE"], *READ).code == 0
    process = start(*arguments, env=env)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), err) == (0, "")


def test_an_ingest_goes_on_when_nobody_reads_its_lines(env: dict[str, str], tmp_path: Path) -> None:
    for n in range(3):
        write_invoice(tmp_path / "in" / f"{n}.pdf", number=n)
    process = start("ingest", tmp_path / "in", "--json", *READ, env=env)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert "3 files stored" in err


def test_ctrl_c_keeps_what_is_stored_and_says_how_to_go_on(env: dict[str, str], tmp_path: Path) -> None:
    for n in range(8):
        write_invoice(tmp_path / "in" / f"{n}.pdf", number=n)
    process = start("ingest", tmp_path / "in", *READ, env=env)
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "stored: " in first
    assert "run the same command again to go on" in err
    assert "Traceback" not in err
    again = denpyo("ingest", tmp_path / "in", "--archive", env["DENPYO_ARCHIVE"], *READ)
    assert again.code == 0
    assert len(denpyo("search", "--json", "--archive", env["DENPYO_ARCHIVE"]).lines) == 8
    assert out == ""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(env: dict[str, str], tmp_path: Path) -> None:
    """kill -9 of 20 ingests, then one that runs through: the archive verifies and every file is in once."""
    rng = random.Random(20261125)
    archive = env["DENPYO_ARCHIVE"]
    acknowledged: set[str] = set()
    for n in range(20):
        write_invoice(tmp_path / "in" / f"{n}.pdf", number=n)
        process = start("ingest", tmp_path / "in", *READ, env=env)
        time.sleep(rng.uniform(0.3, 2.5))
        process.kill()
        _out, err = process.communicate(timeout=60)
        acknowledged |= {line.partition(": ")[0] for line in err.splitlines() if "stored: " in line}
    ran = denpyo("ingest", tmp_path / "in", "--archive", archive, *READ)
    assert ran.code == 0, ran.err
    for path in acknowledged:
        assert f"{path}: already there" in ran.err
    assert denpyo("verify", "--archive", archive).code == 0
    hits = denpyo("search", "--json", "--archive", archive).lines
    assert sorted(hit["file"] for hit in hits) == sorted({hit["file"] for hit in hits})
    assert len(hits) == 20


def test_a_hundred_known_files_take_under_two_seconds(env: dict[str, str], tmp_path: Path) -> None:
    """No engine is loaded, nothing is read again. In processor time: the machine may be busy with other things."""
    (tmp_path / "in").mkdir()
    paper = write_invoice(tmp_path / "in" / "0.pdf", number=0).read_bytes()
    for n in range(1, 100):
        (tmp_path / "in" / f"{n}.pdf").write_bytes(paper)
    assert denpyo("ingest", tmp_path / "in", "--archive", env["DENPYO_ARCHIVE"], *READ).code == 0
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = start("ingest", tmp_path / "in", env=env)
    _out, err = process.communicate(timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "0 files stored, 100 already there" in err
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2.0


def test_importing_the_command_line_is_quick() -> None:
    """Of the processor's time, several tries: what a shell's completion waits for at each press of Tab."""
    times = []
    for _n in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "import ocr.cli"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.3
