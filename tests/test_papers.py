"""A mount sheet from the file to the archive: every receipt on it is a document that all commands know."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from PIL import Image

from index.archive import Archive
from ocr.document import Document
from ocr.json_line import json_line, json_schema
from ocr.pipeline import ReadDocument, Reader
from ocr.template import load_templates
from tests.command_line import denpyo
from tests.stacks.receipts import Bars, bars, page, receipt

HEADING = [("領 収 書 貼 付 用 紙 (営業第一課 佐伯真帆)", 400.0, 80.0)]
FIRST = receipt(150, 300, shop="喫茶つむぎ", day=3, total=1480)
SECOND = receipt(800, 320, shop="書店みどり屋", day=9, total=3300)


@dataclass(frozen=True, slots=True)
class Office:
    sheet: Path
    archive: Path
    read: tuple[ReadDocument, ...]
    asked: int
    """How often the engine was."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.document.id for one in self.read)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A mount sheet with two receipts, read and stored."""
    root = tmp_path_factory.mktemp("mounted")
    mount = page([*HEADING, *FIRST, *SECOND])
    path = root / "in" / "daishi.png"
    path.parent.mkdir()
    Image.fromarray(bars(mount)).save(path)
    engine = Bars(mount)
    read = Reader(engine, load_templates(), steps=()).read(path)
    with Archive.open(root / "archive", write=True) as archive:
        archive.add(path, read[0].document.sha256, [(one.document, one.record) for one in read], who="test")
    assert denpyo("reindex", "--archive", root / "archive").code == 0
    return Office(path, root / "archive", read, engine.asked)


@pytest.fixture(autouse=True)
def _archive(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DENPYO_ARCHIVE", str(office.archive))
    monkeypatch.chdir(tmp_path)


def test_each_receipt_is_a_document_with_its_own_words_where_they_stand(office: Office) -> None:
    sha256 = hashlib.sha256(office.sheet.read_bytes()).hexdigest()
    assert office.ids == (f"{sha256}-1-1.1", f"{sha256}-1-1.2")
    assert office.asked == 3
    whole = {(word.text, word.box) for word in page([*HEADING, *FIRST, *SECOND]).words}
    for one, words in zip(office.read, (FIRST, SECOND), strict=True):
        (part,) = one.document.pages
        assert {word.text for word in part.words} == {text for text, _, _ in words}
        assert {(word.text, word.box) for word in part.words} <= whole
        assert (part.width, part.height) == (1654, 2339)
        assert Document.model_validate_json(one.document.model_dump_json()) == one.document


def test_lines_validate_and_name_the_whole_page(office: Office) -> None:
    lines = [json_line(one.document, one.record) for one in office.read]
    for line in lines:
        jsonschema.validate(line, json_schema())
    assert [line["source"]["pages"] for line in lines] == [[1], [1]]
    assert [line["document_type"]["value"] for line in lines] == ["receipt", "receipt"]
    assert [line["fields"]["total_amount"]["value"] for line in lines] == [1480, 3300]
    assert [line["fields"]["issue_date"]["value"] for line in lines] == ["2026-11-03", "2026-11-09"]


def test_the_file_is_known_and_not_read_again(office: Office) -> None:
    ran = denpyo("ingest", office.sheet)
    assert ran.code == 0
    assert "1 already there" in ran.err


def test_search_finds_each_by_its_words(office: Office) -> None:
    assert [line["document_id"] for line in denpyo("search", "みどり屋", "--json").lines] == [office.ids[1]]
    assert [line["document_id"] for line in denpyo("search", "--sort", "amount", "--json").lines] == [*office.ids[::-1]]
    assert [line["amount"] for line in denpyo("search", "--date-to", "2026-11-05", "--json").lines] == [1480]


def test_show_knows_a_part_by_its_short_id_and_draws_its_words_only(office: Office, tmp_path: Path) -> None:
    short = office.ids[1][:10] + office.ids[1][64:]
    assert denpyo("show", short, "--json").lines[0]["document_id"] == office.ids[1]
    assert "1-1.2 / 1" in denpyo("show", short).out
    assert denpyo("show", short[:10]).code == 2
    assert denpyo("show", short, "--overlay", tmp_path / "out.png").code == 0
    changed = (np.asarray(Image.open(tmp_path / "out.png").convert("RGB"))[:2339] != bars_of_page()).any(axis=2)
    assert changed[:, 800:].any()
    assert not changed[:, :700].any()


def bars_of_page() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return bars(page([*HEADING, *FIRST, *SECOND]))


def test_one_part_is_corrected_and_the_other_is_not(office: Office) -> None:
    ran = denpyo("correct", office.ids[0], "vendor_name=喫茶つむぎ 本店", "--reason", "店名")
    assert ran.code == 0, ran.err
    first, second = (denpyo("show", one, "--json").lines[0] for one in office.ids)
    assert (first["version"], second["version"]) == (2, 1)
    assert first["fields"]["vendor_name"]["value"] == "喫茶つむぎ 本店"


def test_export_holds_the_original_once_and_a_row_for_each(office: Office, tmp_path: Path) -> None:
    assert denpyo("export", "--to", tmp_path / "out").code == 0
    rows = (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sum(one in row for row in rows for one in office.ids) == 2
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    sha256 = office.ids[0][:64]
    assert sum(entry["sha256"] == sha256 for entry in manifest["files"]) == 1


def test_verify_is_content(office: Office) -> None:
    assert denpyo("verify").code == 0
