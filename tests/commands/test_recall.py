"""Papers that meet their own double, or a bank account that their vendor never had."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from index.archive import Archive
from index.memory import FILE, Memory
from ocr.commands.recall import held_together, recalled
from ocr.document import Document
from ocr.record import Amount, BankAccount, Date, DocumentType, Field, Record, Review, Text, Value
from ocr.source import hash_file
from tests.extract.paper import paper

TEXT = "請求書\n有限会社あけぼの製作所\nねじ M4  100  12  1,200\nワッシャー  100  8  800\n合計  2,000"
OTHER = "請求書\n有限会社あけぼの製作所\n展示会の設営一式と撤去作業\n合計  2,000"


@dataclasses.dataclass
class Shelf:
    """An archive and its memory."""

    root: Path
    archive: Archive
    memory: Memory
    count: int = 0

    def archive_files(self) -> list[Path]:
        """What the memory keeps on disk."""
        return list((self.root / "archive").glob(f"{FILE}*"))

    def meet(self, text: str = TEXT, **values: Value) -> Record:
        """A paper with these values on top of the usual ones, as it would be stored."""
        self.count += 1
        file = self.root / f"{self.count}.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + str(self.count).encode())
        sha256 = hash_file(file)
        document = paper(text).model_copy(update={"sha256": sha256})
        self.memory.catch_up(self.archive)
        record = recalled(document, _record(document, values), self.archive, self.memory)
        self.archive.add(file, sha256, [(document, record)], who="hanako")
        return record


def _record(document: Document, values: dict[str, Value]) -> Record:
    usual: dict[str, Value] = {
        "vendor_name": Text(text="有限会社あけぼの製作所"),
        "issue_date": Date(date=dt.date(2026, 10, 31)),
        "total_amount": Amount(amount=Decimal(2000)),
    }
    fields = tuple(Field(name=name, value=value, confidence=0.9) for name, value in (usual | values).items())
    return Record(
        document_id=document.id,
        document_type=DocumentType(value="invoice", confidence=0.9),
        fields=fields,
        review=Review(needed=False),
        produced_by="denpyo 0",
        template="invoice@0",
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    root = tmp_path / "archive"
    with Archive.open(root, write=True) as archive:
        made = Shelf(tmp_path, archive, Memory(root))
        yield made
        made.memory.close()


def codes(record: Record) -> list[str]:
    return [finding.code for finding in record.findings]


def test_the_same_number_of_the_same_vendor_is_a_duplicate_and_names_the_other(shelf: Shelf) -> None:
    first = shelf.meet(document_number=Text(text="A-1024"))
    again = shelf.meet(OTHER, document_number=Text(text="Ａ－１０２４"), vendor_name=Text(text="㈲あけぼの製作所"))
    assert codes(first) == []
    assert codes(again) == ["duplicate"]
    assert first.document_id in again.findings[0].rule
    assert again.review.needed
    assert again.findings[0].message in again.review.reasons


def test_a_paper_that_came_often_has_one_finding(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.meet(document_number=Text(text="A-1024"))
    again = shelf.meet(document_number=Text(text="A-1024"))
    assert codes(again) == ["duplicate"]
    assert "ほかに2件" in again.findings[0].message


def test_without_a_number_day_amount_and_likeness_tell(shelf: Shelf) -> None:
    shelf.meet()
    assert codes(shelf.meet(TEXT.replace("ねじ", "ねし"))) == ["duplicate"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (OTHER, {}),
        (TEXT, {"total_amount": Amount(amount=Decimal(2001))}),
        (TEXT, {"issue_date": Date(date=dt.date(2026, 11, 30))}),
        (TEXT, {"vendor_name": Text(text="株式会社みなと商会")}),
        (TEXT, {"total_amount": Amount(amount=Decimal(2000), currency="USD")}),
    ],
)
def test_papers_that_only_look_alike_are_none(shelf: Shelf, text: str, values: dict[str, Value]) -> None:
    shelf.meet()
    assert codes(shelf.meet(text, **values)) == []


def test_two_numbers_are_two_papers_whatever_else_agrees(shelf: Shelf) -> None:
    shelf.meet(document_number=Text(text="A-1"))
    assert codes(shelf.meet(document_number=Text(text="A-2"))) == []


def test_a_withdrawn_paper_is_no_double(shelf: Shelf) -> None:
    first = shelf.meet()
    shelf.archive.void(first.document_id, who="hanako", why="scanned by mistake")
    assert codes(shelf.meet()) == []


def _account(number: str) -> BankAccount:
    return BankAccount(bank_name="みなと銀行", account_number=number)


def test_a_known_vendors_new_account_is_told(shelf: Shelf) -> None:
    first = shelf.meet(bank_account=_account("1234567"), document_number=Text(text="1"))
    same = shelf.meet(bank_account=_account("１２３４５６７"), document_number=Text(text="2"))
    new = shelf.meet(bank_account=_account("7654321"), document_number=Text(text="3"))
    assert codes(first) == codes(same) == []
    assert codes(new) == ["bank-account-changed"]
    assert new.findings[0].fields == ("bank_account",)


def test_a_correction_is_what_is_remembered(shelf: Shelf) -> None:
    first = shelf.meet(document_number=Text(text="A-1O24"))
    stored = shelf.archive.get(first.document_id)
    fixed = Field(name="document_number", value=Text(text="A-1024"), confidence=1.0)
    fields = tuple(fixed if f.name == "document_number" else f for f in stored.record.fields)
    record = stored.record.model_copy(update={"fields": fields, "produced_by": "human:hanako"})
    shelf.archive.correct(first.document_id, record, who="hanako", why="misread")
    assert codes(shelf.meet(document_number=Text(text="A-1024"))) == ["duplicate"]


def test_the_second_of_two_scans_in_one_file_is_told(shelf: Shelf) -> None:
    first, again, next_ = (
        paper(text).model_copy(update={"sha256": digit * 64})
        for text, digit in ((TEXT, "1"), (TEXT, "2"), (OTHER, "3"))
    )
    number: dict[str, Value] = {"document_number": Text(text="A-17")}
    papers = [(first, _record(first, number)), (again, _record(again, number)), (next_, _record(next_, {}))]
    met = [record for _document, record in held_together(papers)]
    assert [codes(record) for record in met] == [[], ["duplicate"], []]
    assert met[1].review.needed
    assert met[1].findings[0].rule == f"duplicate of {first.id}"


@pytest.mark.parametrize("damage", [b"not a database at all, but long enough to be looked at" * 40, None])
def test_a_lost_memory_is_made_again_from_the_archive(shelf: Shelf, damage: bytes | None) -> None:
    shelf.meet()
    shelf.memory.close()
    for file in shelf.archive_files():
        file.unlink()
    if damage is not None:
        (shelf.root / "archive" / FILE).write_bytes(damage)
    shelf.memory = Memory(shelf.root / "archive")
    assert codes(shelf.meet()) == ["duplicate"]


def test_verify_does_not_mind_it(shelf: Shelf) -> None:
    shelf.meet()
    assert list(shelf.archive.verify()) == []
