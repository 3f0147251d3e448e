"""Tables from outside and the archive's memory, as a clerk meets them: extract, ingest, correct, and the off switch."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command_line import Ran, denpyo
from tests.papers import write_invoice, write_lines
from tests.vendors.test_registry import line, write

NUMBER = "T1234567890123"
"""On every made invoice."""


BOTH = 'registry = "zenken.csv"\nvendors = "vendors.csv"\n'
TOLD = ["registration-not-in-force", "invoice-items", "transitional-credit", "vendor-known"]
ACCOUNT = 'bank_account={"bank_name": "みなと銀行", "account_number": "1234567"}'


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with a registry in which the invoices' number has lapsed, a list of vendors, and two invoices, of which
    the first was extracted and ingested."""

    folder: Path
    extracted: Ran
    ingested: Ran

    @property
    def first(self) -> str:
        return str(self.ingested.lines[0]["document_id"])

    def configure(self, text: str) -> None:
        _configure(self.folder, text)

    def ingest_second(self) -> tuple[str, list[str]]:
        """Its id and findings."""
        ran = denpyo("ingest", self.folder / "papers" / "2.pdf", "--json")
        return ran.lines[0]["document_id"], codes(ran)[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    lapsed = line(NUMBER, name="株式会社あおば商店", expireDate="2026-04-01", updateDate="2026-11-02")
    write(folder / "zenken.csv", lapsed)
    write(folder / "vendors.csv", "name,registration_number\n株式会社あおば商店,", NUMBER, "\n")
    for number in (1, 2):
        write_invoice(folder / "papers" / f"{number}.pdf", number=number)
    _configure(folder, BOTH)
    here = Path.cwd()
    os.chdir(folder)
    try:
        extracted = denpyo("extract", folder / "papers" / "1.pdf")
        return Office(folder, extracted, denpyo("ingest", folder / "papers" / "1.pdf", "--json"))
    finally:
        os.chdir(here)


@pytest.fixture(autouse=True)
def office(made: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A copy that a test may change, and stands in."""
    shutil.copytree(made.folder, tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    return Office(tmp_path / "office", made.extracted, made.ingested)


def codes(ran: Ran) -> list[list[str]]:
    """Per document, the findings' codes but for the one that every such invoice has."""
    usual = "registration-number-check-digit"
    return [[f["code"] for f in one["findings"] if f["code"] != usual] for one in ran.lines]


def _configure(folder: Path, text: str) -> None:
    write(folder / "denpyo.toml", 'engine = "tesseract"\nworkers = 1\n', text)


def test_extract_and_ingest_hold_papers_against_the_tables(office: Office) -> None:
    assert codes(office.extracted) == codes(office.ingested) == [TOLD]
    assert "Reading zenken.csv once" in office.extracted.err
    assert "once" not in office.ingested.err


def test_a_lapsed_number_counts_as_missing_in_the_verdict_on_the_tax(office: Office) -> None:
    messages = {finding["code"]: finding["message"] for finding in office.extracted.lines[0]["findings"]}
    assert "取引日に有効な登録番号" in messages["invoice-items"]
    credit = "登録番号が取引日に有効でない場合、2026-10-02 の取引の仕入税額控除は経過措置で 70%"
    assert credit in messages["transitional-credit"]


def test_a_corrected_paper_is_held_against_them_anew(office: Office) -> None:
    assert denpyo("correct", office.first, "issue_date=2026-03-31", "--reason", "misread").code == 0
    assert codes(denpyo("show", office.first, "--json")) == [["invoice-items", "vendor-known"]]
    denpyo("correct", office.first, "vendor_name=株式会社あおは商店", "--reason", "a test")
    assert "vendor-name-spelling" in codes(denpyo("show", office.first, "--json"))[0]


@pytest.mark.parametrize(("table", "bad"), [("registry", "zenken.csv"), ("vendors", "vendors.csv")])
def test_a_bad_table_is_code_4_and_nothing_is_done(office: Office, table: str, bad: str) -> None:
    write(office.folder / bad, "nothing\n")
    for command in ("extract", "ingest"):
        ran = denpyo(command, office.folder / "papers", "--archive", "new")
        assert (ran.code, ran.out) == (4, "")
        assert f"denpyo: {table}: {bad}: line 1: " in ran.err
    assert not (office.folder / "new").exists()


def test_a_correction_teaches_the_memory(office: Office) -> None:
    assert denpyo("correct", office.first, "document_number=INV-0002", ACCOUNT, "--reason", "misread").code == 0
    second, found = office.ingest_second()
    assert "duplicate" in found
    other = ACCOUNT.replace("1234567", "7654321")
    denpyo("correct", second, other, "document_number=INV-9", "--reason", "misread")
    found = codes(denpyo("show", second, "--json"))[0]
    assert "bank-account-changed" in found
    assert "duplicate" not in found


def _odd(path: Path, due: str, day: int) -> Path:
    """An invoice that calls its due date what no other does."""
    return write_lines(
        path,
        (24, 250, 780, "請求書"),
        (11, 60, 730, "株式会社みどり工業 御中"),
        (11, 380, 712, f"発行日 2026年10月{day}日"),
        (11, 380, 680, "有限会社あけぼの製作所"),
        (11, 380, 662, "登録番号 T7000012050002"),
        (16, 60, 640, f"ご請求金額 ¥{day}1,000-"),
        (11, 60, 610, "おしはらい"),
        (11, 140, 610, due),
    )


def _due(office: Office, name: str) -> str | None:
    """The due date of the paper, ingested now."""
    ran = denpyo("ingest", office.folder / name, "--json")
    value = ran.lines[0]["fields"].get("due_date", {}).get("value")
    return None if value is None else str(value)


def test_a_vendors_own_label_is_known_once_corrected_unless_memory_is_off(office: Office) -> None:
    office.configure("")
    first = denpyo("ingest", _odd(office.folder / "a.pdf", "2026年11月30日", 10), "--json").lines[0]
    assert "due_date" not in first["fields"]
    denpyo("correct", first["document_id"], "due_date=2026-11-30", "--reason", "its own word for it")
    _odd(office.folder / "b.pdf", "2026年12月25日", 11)
    assert _due(office, "b.pdf") == "2026-12-25"
    office.configure("memory = false\n")
    _odd(office.folder / "c.pdf", "2027年1月29日", 12)
    assert _due(office, "c.pdf") is None
    office.configure("")
    for file in (office.folder / "denpyo-archive").glob("memory*"):
        file.unlink()
    _odd(office.folder / "d.pdf", "2027年2月26日", 13)
    assert _due(office, "d.pdf") == "2027-02-26"


def test_a_memory_switched_off_says_and_keeps_nothing(office: Office) -> None:
    office.configure("memory = false\n")
    for file in (office.folder / "denpyo-archive").glob("memory*"):
        file.unlink()
    denpyo("correct", office.first, "document_number=INV-0002", "--reason", "misread")
    _, found = office.ingest_second()
    assert "duplicate" not in found
    assert list((office.folder / "denpyo-archive").glob("memory*")) == []
