"""A vendor's own layout: learnt from stored papers and corrections, looked for on its next paper, on no other's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.memory import FILE, Memory
from ocr.believe import Believing
from ocr.commands.correct import corrected
from ocr.commands.recall import recognized
from ocr.extract.sheet import sheets
from ocr.pipeline import ReadDocument
from ocr.record import Amount, Date, DocumentType, Record, Text
from ocr.source import hash_file
from ocr.template import load_templates
from ocr.vendors.layout import places
from tests.extract.paper import paper

BELIEVING = Believing(load_templates())
INVOICE = DocumentType(value="invoice", confidence=0.99)
PAPER = """
                 請求書
株式会社みなと商会 御中                     発行日 {issued}
                                            有限会社あけぼの製作所
                                            登録番号 T7000012050002
おしはらい {due}
品名            数量      単価        金額
{rows}
                              小計    {net}
                              消費税  {tax}
                              合計    {total}
                              先月の残り  {rest}
                              みなさまへのお願い額  {asked}
"""
FIRST = PAPER.format(
    issued="2026年10月31日",
    due="2026年11月30日",
    rows="ねじ M4           10       120       1,200\nワッシャー        20        40         800",
    net="2,000",
    tax="200",
    total="2,200",
    rest="5,500",
    asked="7,700",
)
SECOND = PAPER.format(
    issued="2026年11月30日",
    due="2026年12月25日",
    rows="ねじ M4           30       100       3,000",
    net="3,000",
    tax="300",
    total="3,300",
    rest="7,700",
    asked="11,000",
)
RIGHT = ("due_date=2026-11-30", "total_amount=7700")


@dataclasses.dataclass
class Shelf:
    """An archive and its memory."""

    root: Path
    archive: Archive
    memory: Memory
    count: int = 0

    def meet(self, text: str) -> Record:
        """What is believed of a new paper; it is stored."""
        self.count += 1
        file = self.root / f"{self.count}.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + str(self.count).encode())
        document = paper(text).model_copy(update={"sha256": hash_file(file)})
        alone = BELIEVING.record(document, sheets(document), INVOICE)
        self.memory.catch_up(self.archive)
        known = self.memory.places(document.id, alone)
        record = recognized(ReadDocument(document, alone), known, BELIEVING) or alone
        self.archive.add(file, document.sha256, [(document, record)], who="hanako")
        return record

    def correct(self, record: Record, *changes: str) -> None:
        stored = self.archive.get(record.document_id)
        new = corrected(stored.record, BELIEVING.templates, changes, "hanako", stored.document)
        self.archive.correct(record.document_id, new, who="hanako", why="misread")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    root = tmp_path / "archive"
    with Archive.open(root, write=True) as archive:
        made = Shelf(tmp_path, archive, Memory(root, places))
        yield made
        made.memory.close()


def said(record: Record, *names: str) -> list[str | None]:
    values = map(record.value, names)
    return [
        str(v.amount) if isinstance(v, Amount) else str(v.date) if isinstance(v, Date) else getattr(v, "text", None)
        for v in values
    ]


def test_once_corrected_the_next_paper_is_right_by_itself_though_its_lines_have_moved(shelf: Shelf) -> None:
    first = shelf.meet(FIRST)
    assert said(first, "due_date", "total_amount") == [None, "2200"]
    shelf.correct(first, *RIGHT)
    second = shelf.meet(SECOND)
    assert said(second, "due_date", "total_amount") == ["2026-12-25", "11000"]
    told = next(finding for finding in second.findings if finding.code == "vendor-layout")
    assert (told.severity, set(told.fields)) == ("info", {"due_date", "total_amount"})
    assert said(second, "issue_date", "subtotal", "tax_amount") == ["2026-11-30", "3000", "300"]


def test_a_paper_that_nobody_corrected_changes_no_value_of_the_next(shelf: Shelf) -> None:
    shelf.meet(FIRST)
    second = shelf.meet(SECOND)
    assert said(second, "due_date", "total_amount") == [None, "3300"]
    assert "vendor-layout" not in [finding.code for finding in second.findings]


def test_another_vendors_paper_learns_nothing_from_it(shelf: Shelf) -> None:
    shelf.correct(shelf.meet(FIRST), *RIGHT)
    other = SECOND.replace("あけぼの製作所", "ゆうなぎ工業").replace("T7000012050002", "T8000012050001")
    assert said(shelf.meet(other), "due_date", "total_amount") == [None, "3300"]


def test_a_place_that_is_empty_today_points_at_nothing(shelf: Shelf) -> None:
    shelf.correct(shelf.meet(FIRST), *RIGHT)
    paid = "\n".join(line for line in SECOND.splitlines() if "おしはらい" not in line and "お願い" not in line)
    assert said(shelf.meet(paid), "due_date", "total_amount") == [None, "3300"]


def test_a_withdrawn_paper_is_forgotten(shelf: Shelf) -> None:
    first = shelf.meet(FIRST)
    shelf.correct(first, *RIGHT)
    shelf.archive.void(first.document_id, who="hanako", why="scanned by mistake")
    assert said(shelf.meet(SECOND), "due_date") == [None]


def test_a_name_that_was_put_right_is_found_again(shelf: Shelf) -> None:
    text = FIRST.replace("有限会社あけぼの製作所", "アケボノ  ねじの専門家集団です")
    first = shelf.meet(text)
    shelf.correct(first, "vendor_name=アケボノ")
    again = shelf.meet(SECOND.replace("有限会社あけぼの製作所", "アケボノ  ねじの専門家集団です"))
    assert again.value("vendor_name") == Text(text="アケボノ")


def test_a_lost_memory_is_made_again_with_its_places(shelf: Shelf) -> None:
    shelf.correct(shelf.meet(FIRST), *RIGHT)
    shelf.memory.close()
    for file in (shelf.root / "archive").glob(f"{FILE}*"):
        file.unlink()
    shelf.memory = Memory(shelf.root / "archive", places)
    assert said(shelf.meet(SECOND), "due_date", "total_amount") == ["2026-12-25", "11000"]
