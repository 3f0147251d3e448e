"""Every exit code of the contract, and that its message says what, where and what next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.command_line import Ran, denpyo
from tests.papers import write_invoice

READ = ("--engine", "tesseract", "--workers", "1")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return tmp_path


def says(ran: Ran, code: int, *parts: str) -> None:
    """The code, the words, and one line for a person instead of a traceback."""
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    for part in parts:
        assert part in ran.err


def test_0_all_read(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    says(denpyo("ingest", "in", *READ), 0, "1 files stored")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serch"], "Did you mean 'search'?"),
        (["search", "--dat-from", "2026"], "--date-from"),
        (["search", "--date-from", "soon"], "'soon' is not a date"),
        (["search", "--amount-min", "much"], "'much' is not an amount"),
        (["search", "--limit", "0"], "--limit"),
        (["search", "--sort", "size"], "relevance"),
        (["search", "--type", "invoise"], "invoise: no such document type; did you mean invoice?"),
        (["search", "--missing", "total_amont"], "total_amont: no such field; did you mean total_amount?"),
        (["search", "--date-from", "2026-11", "--date-to", "2026-10"], "no date is from 2026-11-01 to 2026-10-31"),
        (["ingest"], "PATH"),
        (["ingest", "gone"], "gone"),
        (["correct", "0", "total_amount=1"], "--reason"),
        (["evaluate", "."], "no truth"),
    ],
)
def test_2_wrong_usage(here: Path, arguments: list[str], message: str) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    says(denpyo(*arguments), 2, message)


def test_2_an_id_that_is_none_or_several(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    write_invoice(here / "in" / "b.pdf", number=2)
    denpyo("ingest", "in", *READ)
    says(denpyo("show", "zzzz"), 2, "no document has an id that starts so")
    says(denpyo("show", ""), 2, "2 documents have an id that starts so")


def test_3_a_file_that_cannot_be_read(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    (here / "in" / "empty.pdf").write_bytes(b"")
    (here / "in" / "notes.txt").write_text("not a paper", encoding="utf-8")
    ran = denpyo("ingest", "in", *READ)
    says(ran, 3, "empty.pdf: ", "notes.txt: ", "1 files stored, 0 already there, 2 failed")
    ran = denpyo("extract", "in", *READ)
    says(ran, 3, "empty.pdf: ")
    assert len(ran.lines) == 1


def test_3_strict_and_something_to_review(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1, vendor="あ", total=1)
    relaxed, strict = denpyo("extract", "in", *READ), denpyo("extract", "in", "--strict", *READ)
    assert relaxed.code == 0
    assert strict.code == (3 if relaxed.lines[0]["review"]["needed"] else 0)


def test_4_a_wrong_setting(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    (here / "denpyo.toml").write_text("worker = 2\n", encoding="utf-8")
    says(denpyo("ingest", "in"), 4, "denpyo.toml: worker: no such setting; did you mean workers?")
    says(denpyo("--config", "gone.toml", "search"), 4, "gone.toml: no such configuration file")
    assert not (here / "denpyo-archive").exists()


def test_4_a_broken_template(here: Path, pytestconfig: pytest.Config) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    shutil.copytree(pytestconfig.rootpath / "templates", here / "mine")
    invoice = here / "mine" / "invoice.toml"
    invoice.write_text(invoice.read_text(encoding="utf-8").replace("kind = ", "kidn = ", 1), encoding="utf-8")
    (here / "denpyo.toml").write_text('templates = "mine"\n', encoding="utf-8")
    says(denpyo("templates", "check"), 4, "invoice.toml: ", "kidn: unknown key; did you mean kind?")
    says(denpyo("ingest", "in"), 4, "kidn")
    assert not (here / "denpyo-archive").exists()


def test_5_no_engine(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("RGB", (800, 600), "white").save(here / "scan.png")
    monkeypatch.setenv("PATH", str(here))
    says(denpyo("ingest", "scan.png", *READ), 5, "tesseract", "install")
    says(denpyo("doctor"), 5)


def test_6_no_archive_to_read(here: Path) -> None:
    says(denpyo("search"), 6, "denpyo-archive: there is no archive here")


def test_6_an_archive_that_cannot_be_written(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    (here / "file").write_text("not a folder", encoding="utf-8")
    says(denpyo("ingest", "in", "--archive", "file/archive"), 6, "file/archive")


def test_6_an_index_that_does_not_answer_at_the_start(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    says(denpyo("ingest", "in", "--index", "http://127.0.0.1:9", *READ), 6, "http://127.0.0.1:9")


def test_7_a_changed_byte(here: Path) -> None:
    write_invoice(here / "in" / "a.pdf", number=1)
    denpyo("ingest", "in", *READ)
    original = next((here / "denpyo-archive" / "originals").rglob("*.pdf"))
    data = bytearray(original.read_bytes())
    data[len(data) // 2] ^= 1
    original.chmod(0o644)
    original.write_bytes(data)
    ran = denpyo("verify")
    says(ran, 7, "1 problems")
    assert original.name in ran.out
