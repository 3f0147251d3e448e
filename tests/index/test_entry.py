"""What is searched of a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from index.entry import Entry
from ocr.document import Document, Page
from ocr.record import Amount, Date, DocumentType, Field, Record, Review, Row, Text, Value
from tests.index.made import document_id

_DOCUMENT = Document(
    sha256="ab" * 32,
    file="in/scan.pdf",
    media_type="application/pdf",
    page_count=9,
    engine="test",
    pages=(Page(number=2, width=9, height=9), Page(number=3, width=9, height=9)),
)


def _field(name: str, value: Value | str | None) -> Field:
    return Field(name=name, value=Text(text=value) if isinstance(value, str) else value, confidence=0.5)


def _entry(
    fields: Mapping[str, Value | str | None],
    doc_type: str = "invoice",
    own: tuple[str, ...] = (),
    rows: tuple[Row, ...] = (),
) -> Entry:
    record = Record(
        document_id=_DOCUMENT.id,
        document_type=DocumentType(value=doc_type, confidence=0.5),
        fields=tuple(_field(name, value) for name, value in fields.items()),
        rows=rows,
        review=Review(needed=True),
        produced_by="test",
        template="t@0",
    )
    return Entry.of(_DOCUMENT, record, version=2, sequence=7, text="請求書", own_names=own)


def test_the_document_is_named_and_placed() -> None:
    entry = _entry({})
    assert (entry.document_id, entry.file, entry.pages) == (_DOCUMENT.id, "in/scan.pdf", (2, 3))
    assert (entry.version, entry.sequence, entry.review, entry.voided) == (2, 7, True, False)


@pytest.mark.parametrize(
    ("doc_type", "date"),
    [("invoice", "issue_date"), ("expense_report", "application_date"), ("contract", "contract_date")],
)
def test_every_type_has_its_date(doc_type: str, date: str) -> None:
    day = dt.date(2026, 10, 31)
    other = Date(date=dt.date(2000, 1, 1))
    entry = _entry({"due_date": other, "effective_date": other, date: Date(date=day)}, doc_type)
    assert entry.date == day
    assert "date" in entry.present


@pytest.mark.parametrize(("doc_type", "amount"), [("invoice", "total_amount"), ("contract", "contract_amount")])
def test_every_type_has_its_amount(doc_type: str, amount: str) -> None:
    value = Amount(amount=Decimal("12.5"), currency="USD")
    entry = _entry({"subtotal": Amount(amount=Decimal(1)), amount: value}, doc_type)
    assert (entry.amount, entry.currency) == (Decimal("12.5"), "USD")


@pytest.mark.parametrize("amount", ["1e14", "-1e30", "0.00001"])
def test_an_amount_no_paper_carries_is_missing(amount: str) -> None:
    entry = _entry({"total_amount": Amount(amount=Decimal(amount))})
    assert (entry.amount, entry.currency) == (None, None)
    assert "amount" not in entry.present
    with pytest.raises(ValidationError, match="decimals"):
        Entry.model_validate({**entry.model_dump(), "amount": amount})


@pytest.mark.parametrize(
    ("doc_type", "own", "fields", "counterparty"),
    [
        ("invoice", (), {"vendor_name": "髙橋商店", "buyer_name": "サクラ"}, "髙橋商店"),
        ("invoice", ("株式会社 高橋商店",), {"vendor_name": "㈱髙橋商店", "buyer_name": "サクラ"}, "サクラ"),
        ("invoice", ("サクラ",), {"vendor_name": "㈱髙橋商店", "buyer_name": "サクラ御中"}, "㈱髙橋商店"),
        ("purchase_order", ("サクラ",), {"vendor_name": "高橋", "buyer_name": "サクラ"}, "高橋"),
        ("invoice", ("高橋",), {"vendor_name": "高橋", "buyer_name": None}, None),
        ("receipt", ("サクラ",), {"vendor_name": "喫茶モモ", "addressee": "サクラ"}, "喫茶モモ"),
        ("receipt", ("喫茶モモ",), {"vendor_name": "喫茶モモ", "addressee": "サクラ"}, "サクラ"),
        ("contract", (), {"party_a": "甲社", "party_b": "乙社"}, "乙社"),
        ("contract", ("乙社",), {"party_a": "甲社", "party_b": "乙社"}, "甲社"),
        ("expense_report", ("サクラ",), {"applicant_name": "佐藤"}, "佐藤"),
        ("other", (), {}, None),
    ],
)
def test_the_counterparty_is_who_is_not_us(
    doc_type: str, own: tuple[str, ...], fields: dict[str, str | None], counterparty: str | None
) -> None:
    entry = _entry(fields, doc_type, own)
    assert entry.counterparty == counterparty
    assert ("counterparty" in entry.present) == (counterparty is not None)


def test_a_field_that_was_not_understood_is_not_present() -> None:
    row = Row(cells=(_field("description", "食パン"),))
    entry = _entry({"issue_date": None, "document_number": "A-1"}, rows=(row,))
    assert set(entry.present) == {"document_number", "line_items"}


def test_texts_of_the_record_are_searched_where_the_page_does_not_have_them() -> None:
    row = Row(cells=(_field("description", "食パン"), _field("amount", Amount(amount=Decimal(1)))))
    entry = _entry({"vendor_name": "髙橋", "title": "請求 書"}, rows=(row,))
    assert entry.values == ("髙橋", "請求 書", "食パン")
    assert entry.searched() == ("請求書", "高橋", "食パン")


amounts = st.none() | st.decimals(-(10**13), 10**13, allow_nan=False, places=4)
dates = st.none() | st.dates()


@given(st.lists(st.tuples(dates, amounts), max_size=8))
def test_keys_sort_newest_and_largest_first_and_missing_last(
    values: list[tuple[dt.date | None, Decimal | None]],
) -> None:
    plain = {"version": 1, "sequence": 1, "document_type": "invoice", "file": "", "pages": (1, 1)}
    entries = [
        Entry.model_validate({"document_id": document_id(n), "date": date, "amount": amount, **plain})
        for n, (date, amount) in enumerate(values)
    ]
    newest = sorted(entries, key=lambda e: (e.date is None, -e.date.toordinal() if e.date else 0, e.document_id))
    largest = sorted(entries, key=lambda e: (e.amount is None, -(e.amount or 0), e.document_id))
    assert sorted(entries, key=lambda e: e.date_key) == newest
    assert sorted(entries, key=lambda e: e.amount_key) == largest
