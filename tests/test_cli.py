"""The contract's commands, as a clerk types them, on papers that need no OCR."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from index.stored import SHORT_ID
from ocr.json_line import json_schema
from tests.command_line import denpyo
from tests.papers import write_invoice, write_stack

HIT = (
    "document_id",
    "document_type",
    "date",
    "amount",
    "currency",
    "counterparty",
    "file",
    "pages",
    "version",
    "review",
    "snippet",
    "score",
)
VENDORS = ("株式会社あおば商店", "みどり工業株式会社", "有限会社ひかり堂")


@dataclass(frozen=True, slots=True)
class Office:
    """Three invoices and a broken file, read into an archive once."""

    papers: Path
    archive: Path
    ids: tuple[str, ...]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Office:
    root = tmp_path_factory.mktemp("office")
    ids = []
    for n, vendor in enumerate(VENDORS):
        path = write_invoice(root / "papers" / f"請求書_{n}.pdf", number=n, vendor=vendor, total=110_000 * (n + 1))
        ids.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}-1-1")
    (root / "papers" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    ran = denpyo("ingest", root / "papers", "--archive", root / "archive", "--engine", "tesseract", "--workers", "1")
    assert ran.code == 3, ran.err
    return Office(root / "papers", root / "archive", tuple(ids))


@pytest.fixture
def office(ingested: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A copy that a test may change; DENPYO_ARCHIVE names it."""
    archive = tmp_path / "archive"
    shutil.copytree(ingested.archive, archive)
    monkeypatch.setenv("DENPYO_ARCHIVE", str(archive))
    monkeypatch.chdir(tmp_path)
    return Office(ingested.papers, archive, ingested.ids)


def test_ingest_says_what_became_of_each_file(tmp_path: Path, ingested: Office) -> None:
    ran = denpyo("--archive", tmp_path / "a", "ingest", ingested.papers, "--engine", "tesseract", "--workers", "1")
    assert ran.code == 3
    assert ran.out == ""
    assert [line for line in ran.err.splitlines() if "broken.pdf: " in line]
    assert "請求書_0.pdf: 1 page, stored: " + ingested.ids[0][:SHORT_ID] in ran.err
    assert ran.err.splitlines()[-1].startswith("3 files stored, 0 already there, 1 failed; ")
    assert "Traceback" not in ran.err


def test_a_stack_is_stored_as_several_documents_without_its_blank_page(tmp_path: Path) -> None:
    stack = write_stack(tmp_path / "in" / "stack.pdf", numbers=(1, 2, 3))
    options = ("--archive", tmp_path / "archive")
    ran = denpyo("ingest", stack, "--json", "--engine", "tesseract", "--workers", "1", *options)
    assert [line["source"]["pages"] for line in ran.lines] == [[1], [2], [4]]
    assert [line["fields"]["document_number"]["value"] for line in ran.lines] == ["INV-0001", "INV-0002", "INV-0003"]
    short = ran.lines[1]["document_id"][:SHORT_ID]
    assert f"stack.pdf: 4 pages, 3 documents, stored: {short}-1-1 {short}-2-2 {short}-4-4" in ran.err
    assert "for blank or a separating sheet: page 3" in ran.err
    assert denpyo("show", f"{short}-4-4", "--json", *options).lines[0]["source"]["pages"] == [4]


def test_blank_pages_stay_where_they_are_when_asked_for(tmp_path: Path) -> None:
    stack = write_stack(tmp_path / "in" / "stack.pdf", numbers=(1, 2, 3))
    options = ("--archive", tmp_path / "archive", "--engine", "tesseract", "--workers", "1")
    ran = denpyo("ingest", stack, "--json", "--keep-blank", *options)
    assert [line["source"]["pages"] for line in ran.lines] == [[1], [2, 3], [4]]
    assert "separating sheet" not in ran.err


def test_a_second_ingest_stores_nothing_and_says_so(office: Office) -> None:
    ran = denpyo("ingest", office.papers / "請求書_0.pdf", "--json")
    assert ran.code == 0
    assert "already there" in ran.err
    assert [line["document_id"] for line in ran.lines] == [office.ids[0]]


def test_the_same_bytes_under_two_names_are_one_document(office: Office, tmp_path: Path) -> None:
    write_invoice(tmp_path / "in" / "a.pdf", number=20)
    shutil.copy(tmp_path / "in" / "a.pdf", tmp_path / "in" / "b.pdf")
    ran = denpyo("ingest", tmp_path / "in", "--engine", "tesseract", "--workers", "1")
    assert ran.err.splitlines()[-1].startswith("1 files stored, 1 already there, 0 failed")
    assert len(denpyo("search", "INV-0020", "--json").lines) == 1


def test_extract_prints_valid_lines_and_stores_nothing(tmp_path: Path, ingested: Office) -> None:
    archive = tmp_path / "none"
    paper = ingested.papers / "請求書_1.pdf"
    ran = denpyo("extract", paper, "--text", "--archive", archive, "--engine", "tesseract", "--workers", "1")
    assert ran.code == 0
    (line,) = ran.lines
    jsonschema.validate(line, json_schema())
    assert line["document_type"]["value"] == "invoice"
    assert line["fields"]["total_amount"]["value"] == 220_000
    assert "みどり工業株式会社" in line["text"][0]
    assert not archive.exists()


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["あお"], [0]),
        (["ひかり", "請求書"], [2]),
        (['"請求書番号 INV-0001"'], [1]),
        (["--counterparty", "㈱あおば"], [0]),
        (["--amount-min", "200,000"], [2, 1]),
        (["--amount-min", "200,000", "--amount-max", "220000円"], [1]),
        (["--date-from", "2026-10-02", "--date-to", "2026-10"], [2, 1]),
        (["--date-to", "令和8年10月1日"], [0]),
        (["--type", "invoice", "--sort", "amount", "--limit", "1"], [2]),
        (["--type", "receipt"], []),
        (["--file-name", "書_1"], [1]),
        (["--missing", "due_date", "--sort", "date"], [2, 1, 0]),
        (["--missing", "total_amount"], []),
    ],
)
def test_search_finds_by_each_filter(office: Office, arguments: list[str], found: list[int]) -> None:
    ran = denpyo("search", *arguments, "--json")
    assert ran.code == 0
    assert [line["document_id"] for line in ran.lines] == [office.ids[n] for n in found]


def test_a_json_hit_has_the_contracts_keys_and_no_other(office: Office) -> None:
    (line,) = denpyo("search", "あおば", "--json").lines
    assert tuple(line) == HIT
    assert (line["date"], line["amount"], line["currency"], line["pages"]) == ("2026-10-01", 110_000, "JPY", [1])
    assert line["counterparty"] == "株式会社あおば商店"
    assert "あおば" in line["snippet"]


def test_piped_hits_are_aligned_and_have_no_boxes(office: Office) -> None:
    ran = denpyo("search", "請求書")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 4
    assert not set(ran.out) & set("│┃━─┏╭|")
    assert office.ids[0][:SHORT_ID] in ran.out


def test_finding_nothing_is_no_error(office: Office) -> None:
    ran = denpyo("search", "どこにもない言葉")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing found.\n")


def test_show_prints_the_line_with_versions_and_archive(office: Office) -> None:
    ran = denpyo("show", office.ids[0][:8], "--json")
    assert ran.code == 0
    (line,) = ran.lines
    jsonschema.validate(line, json_schema())
    assert (line["document_id"], line["version"], len(line["versions"])) == (office.ids[0], 1, 1)
    assert Path(line["archive"]["original"]).read_bytes() == (office.papers / "請求書_0.pdf").read_bytes()


def test_show_tells_a_person_the_same(office: Office) -> None:
    ran = denpyo("show", office.ids[0])
    assert ran.code == 0
    for word in ("total_amount", "¥110,000", "株式会社あおば商店", "請求書_0.pdf", str(office.archive), office.ids[0]):
        assert word in ran.out


def test_a_correction_is_a_new_version_that_search_finds(office: Office) -> None:
    ran = denpyo("correct", office.ids[0], "total_amount=123,456", "vendor_name=株式会社あかね", "--reason", "転記誤り")
    assert ran.code == 0, ran.err
    (line,) = denpyo("show", office.ids[0], "--json").lines
    jsonschema.validate(line, json_schema())
    assert line["version"] == 2
    assert line["fields"]["total_amount"] == {"value": 123456, "currency": "JPY", "confidence": 1.0, "evidence": []}
    assert line["versions"][1]["why"] == "転記誤り"
    assert {"field": "total_amount", "old": 110000, "new": 123456} in line["versions"][1]["changes"]
    assert [hit["version"] for hit in denpyo("search", "あかね", "--json").lines] == [2]
    assert denpyo("verify").code == 0


def test_a_withdrawn_document_is_found_only_when_asked_for(office: Office) -> None:
    assert denpyo("void", office.ids[0], "--reason", "二重登録").code == 0
    assert denpyo("search", "あおば", "--json").lines == []
    assert len(denpyo("search", "あおば", "--include-void", "--json").lines) == 1
    assert "was withdrawn already" in denpyo("void", office.ids[0], "--reason", "二重登録").err
    assert denpyo("show", office.ids[0], "--json").lines[0]["archive"]["voided"]["why"] == "二重登録"


def test_an_export_is_complete_and_its_manifest_true(office: Office, tmp_path: Path) -> None:
    ran = denpyo("export", "--date-from", "2026-10-02", "--to", tmp_path / "out")
    assert ran.code == 0, ran.err
    out = tmp_path / "out"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["documents"], manifest["originals"]) == (2, 2)
    for file in manifest["files"]:
        assert hashlib.sha256((out / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert {path.name for path in (out / "originals").iterdir()} == {
        "20261002_みどり工業株式会社_220000.pdf",
        "20261003_有限会社ひかり堂_330000.pdf",
    }
    assert (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["amount"] for row in rows] == ["330000", "220000"]
    lines = [json.loads(line) for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["document_id"] for line in lines] == [row["document_id"] for row in rows]
    for line, row in zip(lines, rows, strict=True):
        jsonschema.validate(line, json_schema())
        assert line["archive"]["original"] == row["original"]


def test_an_export_may_be_one_zip_file(office: Office, tmp_path: Path) -> None:
    assert denpyo("export", "--to", tmp_path / "all.zip").code == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert len([name for name in archive.namelist() if name.startswith("originals/")]) == 3


def test_an_export_overwrites_nothing(office: Office, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"mine")
    ran = denpyo("export", "--to", tmp_path / "there.zip")
    assert ran.code == 2
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_a_lost_index_costs_one_reindex(office: Office) -> None:
    shutil.rmtree(office.archive / "index")
    assert "denpyo reindex" in denpyo("search", "あおば").err
    ran = denpyo("reindex")
    assert (ran.code, ran.err) == (0, "3 documents in the index.\n")
    assert len(denpyo("search", "あおば", "--json").lines) == 1


def test_verify_says_what_it_checked(office: Office) -> None:
    ran = denpyo("verify", "--from", "2020", "--to", "2100")
    assert (ran.code, ran.out) == (0, "")
    assert "9 files" in ran.err
    assert "0 problems" in ran.err


def test_templates_are_listed_and_checked(office: Office) -> None:
    listed = denpyo("templates")
    assert {line.split()[0] for line in listed.out.splitlines()[1:]} >= {"invoice", "receipt", "contract", "other"}
    assert denpyo("templates", "check").code == 0


def test_the_schema_is_the_one_that_lines_obey() -> None:
    ran = denpyo("schema")
    assert (ran.code, json.loads(ran.out)) == (0, json_schema())


def test_doctor_names_everything_an_ingest_needs(office: Office) -> None:
    ran = denpyo("doctor", "--json")
    assert ran.code == 0, ran.out
    checks = {line["name"]: line for line in ran.lines}
    needed = {"templates", "poppler", "engine rapidocr", "model orientation", "model layout", "archive", "index"}
    assert {name for name, check in checks.items() if check["needed"] and check["works"]} >= needed
    assert "3 documents" in checks["index"]["detail"]


def test_evaluate_scores_a_folder(tmp_path: Path, ingested: Office) -> None:
    folder = tmp_path / "set"
    (folder / "truth").mkdir(parents=True)
    write_invoice(folder / "docs" / "d1.pdf", number=4, total=55_000)
    truth = {
        "document_type": "invoice",
        "fields": {"total_amount": 55_000, "issue_date": "2026-10-05", "document_number": "INV-9999"},
        "line_items": [],
    }
    (folder / "truth" / "d1.json").write_text(json.dumps(truth), encoding="utf-8")
    options = ("--engine", "tesseract", "--workers", "1")
    ran = denpyo("evaluate", folder, "--errors", *options)
    assert ran.code == 0, ran.err
    assert "document type accuracy  1.000" in ran.out
    assert "ERR\td1\tdocument_number\tINV-9999\tINV-0004" in ran.out.splitlines()
    assert denpyo("evaluate", folder, "--json", *options).lines[0]["type_accuracy"] == 1.0


def test_global_flags_may_stand_anywhere(office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    assert denpyo("--archive", empty, "search").code == denpyo("search", "--archive", empty).code == 6


def test_a_name_cannot_steer_the_terminal(office: Office, tmp_path: Path) -> None:
    write_invoice(tmp_path / "in" / "a\n\x1b[31m\u202e.pdf", number=9)
    ran = denpyo("ingest", tmp_path / "in", "--engine", "tesseract", "--workers", "1")
    assert ran.code == 0
    shown = ran.err + denpyo("search", "INV-0009").out
    assert "a\\n\\x1b[31m\\u202e.pdf" in shown
    assert not set(shown) & {"\x1b", "\u202e"}
