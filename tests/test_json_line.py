"""The JSON line is the contract's, and every line validates against the schema that ships."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ocr
from ocr.document import Box, Document, Evidence, Page, Word
from ocr.json_line import dumps, json_line, json_schema, value_json, version_line
from ocr.record import (
    Amount,
    BankAccount,
    Date,
    DocumentType,
    Field,
    Finding,
    Flag,
    Number,
    Record,
    Review,
    Row,
    TaxBreakdown,
    TaxLine,
    Text,
    Value,
)

GOLDEN = Path(__file__).parent / "golden/schema-1.0.json"
SHA = "0" * 64
WORDS = tuple(
    Word(text=text, box=Box(left=100, top=top, right=300, bottom=top + 20), confidence=0.9)
    for text, top in (("令和8年10月31日", 100), ("合計¥441,648-", 200))
)
DOCUMENT = Document(
    sha256=SHA,
    file="in/架空.pdf",
    media_type="application/pdf",
    page_count=3,
    engine="rapidocr PP-OCRv6 small",
    pages=(Page(number=2, width=1000, height=1000, words=WORDS), Page(number=3, width=1000, height=1000)),
)
VALIDATOR = Draft202012Validator(json_schema())


def record(*fields: Field, rows: tuple[Row, ...] = (), produced_by: str = "denpyo 0.1.0") -> Record:
    return Record(
        document_id=DOCUMENT.id,
        document_type=DocumentType(value="invoice", confidence=0.998),
        fields=fields,
        rows=rows,
        findings=(Finding(code="total-mismatch", severity="warning", message="差額 10円", fields=("total_amount",)),),
        review=Review(needed=True, reasons=("total-mismatch",)),
        produced_by=produced_by,
        template="invoice@3f2a",
    )


def field(name: str, value: Value | None, *evidence: Evidence, raw: str = "") -> Field:
    return Field(name=name, value=value, raw=raw, confidence=0.97, evidence=evidence)


TOTAL = field(
    "total_amount", Amount(amount=Decimal(441648)), Evidence(page=2, word=1, start=2, end=11), raw="¥441,648-"
)
DATE = field(
    "issue_date", Date(date=dt.date(2026, 10, 31)), Evidence(page=2, word=0, start=0, end=10), raw="令和8年10月31日"
)


def test_a_line_is_the_contract_s() -> None:
    row = Row(
        cells=(field("description", Text(text="食パン 6枚切")), field("tax_rate", Number(number=Decimal("0.08"))))
    )
    assert json_line(DOCUMENT, record(DATE, TOTAL, rows=(row,))) == {
        "schema_version": "1.0",
        "document_id": f"{SHA}-2-3",
        "source": {
            "file": "in/架空.pdf",
            "sha256": SHA,
            "pages": [2, 3],
            "page_count": 3,
            "media_type": "application/pdf",
        },
        "document_type": {"value": "invoice", "confidence": 0.998},
        "fields": {
            "issue_date": {
                "value": "2026-10-31",
                "raw": "令和8年10月31日",
                "confidence": 0.97,
                "evidence": [{"page": 2, "box": [100, 100, 300, 120]}],
            },
            "total_amount": {
                "value": 441648,
                "currency": "JPY",
                "raw": "¥441,648-",
                "confidence": 0.97,
                "evidence": [{"page": 2, "box": [161, 200, 300, 220]}],
            },
        },
        "line_items": [
            {
                "description": {"value": "食パン 6枚切", "confidence": 0.97, "evidence": []},
                "tax_rate": {"value": 0.08, "confidence": 0.97, "evidence": []},
            }
        ],
        "findings": [
            {"code": "total-mismatch", "severity": "warning", "message": "差額 10円", "fields": ["total_amount"]}
        ],
        "review": {"needed": True, "reasons": ["total-mismatch"]},
        "produced_by": {"denpyo": "0.1.0", "engine": "rapidocr PP-OCRv6 small", "template": "invoice@3f2a"},
    }


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, None),
        (Text(text="2024"), "2024"),
        (Amount(amount=Decimal("-1E+3")), -1000),
        (Amount(amount=Decimal("12.50")), "12.50"),
        (Amount(amount=Decimal("12"), currency="USD"), "12"),
        (Number(number=Decimal("8.0")), 8),
        (Number(number=Decimal("1.5")), 1.5),
        (Date(date=dt.date(2026, 1, 2)), "2026-01-02"),
        (Flag(flag=False), False),
        (
            TaxBreakdown(lines=(TaxLine(rate=Decimal("0.1"), taxable_amount=Decimal(208610)),)),
            [{"rate": 0.1, "taxable_amount": 208610}],
        ),
        (BankAccount(bank_name="架空銀行"), {"bank_name": "架空銀行"}),
    ],
)
def test_each_kind_of_value_is_written_as_the_contract_says(value: Value | None, printed: object) -> None:
    assert value_json(value) == printed
    assert type(value_json(value)) is type(printed)
    assert_valid(json_line(DOCUMENT, record(field("any", value))))


def test_a_value_not_understood_is_null_and_an_absent_one_absent() -> None:
    assert json_line(DOCUMENT, record(field("due_date", None, raw="月末")))["fields"].keys() == {"due_date"}


def test_pieces_of_one_word_share_one_box() -> None:
    pieces = (Evidence(page=2, word=0, start=0, end=4), Evidence(page=2, word=0, start=4, end=10))
    line = json_line(DOCUMENT, record(field("issue_date", None, *pieces)))
    assert [e["box"] for e in line["fields"]["issue_date"]["evidence"]] == [[100, 100, 300, 120]]


def test_text_is_one_string_a_page_and_only_on_request() -> None:
    assert "text" not in json_line(DOCUMENT, record())
    assert json_line(DOCUMENT, record(), with_text=True)["text"] == ["令和8年10月31日\n合計¥441,648-", ""]


def test_a_line_by_a_person_names_this_program() -> None:
    line = json_line(DOCUMENT, record(produced_by="human:keiri"))
    assert line["produced_by"]["denpyo"] == ocr.__version__


def test_a_stored_document_brings_its_history() -> None:
    when = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    changed = version_line(2, when, "keiri", "読み違い", [("total_amount", TOTAL, None), ("due_date", None, DATE)])
    line = json_line(
        DOCUMENT,
        record(DATE),
        with_text=True,
        version=2,
        versions=[version_line(1, when, "denpyo", "ingest"), changed],
        archive={
            "original": "originals/00",
            "files": ["架空.pdf"],
            "registered": when.isoformat(),
            "voided": {"when": when.isoformat(), "who": "keiri", "why": "重複"},
        },
    )
    assert_valid(line)
    assert line["versions"][1]["changes"] == [
        {"field": "total_amount", "old": 441648},
        {"field": "due_date", "new": "2026-10-31"},
    ]


def test_the_text_of_a_line_is_one_line_unescaped() -> None:
    text = dumps(json_line(DOCUMENT, record(DATE), with_text=True))
    assert "令和8年10月31日" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "broken",
    [
        {"extra": 1},
        {"schema_version": "2.0"},
        {"document_id": "x"},
        {"fields": {"Bad Name": {}}},
        {"fields": {"a": {"value": 1}}},
        {"line_items": [{"Bad Name": {}}]},
        {"source": {}},
        {"document_type": {"value": "invoice", "confidence": 2}},
    ],
)
def test_what_is_no_line_does_not_validate(broken: dict[str, Any]) -> None:
    line = {**json_line(DOCUMENT, record(DATE)), **broken}
    assert not VALIDATOR.is_valid(line)


values = st.one_of(
    st.none(),
    st.builds(Text, text=st.text(min_size=1)),
    st.builds(Amount, amount=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)),
    st.builds(Number, number=st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9)),
    st.builds(Date, date=st.dates()),
    st.builds(Flag, flag=st.booleans()),
    st.builds(BankAccount, bank_name=st.none() | st.text()),
)


@given(st.lists(values, max_size=4))
def test_every_record_makes_a_valid_line(made: list[Value | None]) -> None:
    fields = tuple(field(f"field_{n}", value) for n, value in enumerate(made))
    line = json_line(DOCUMENT, record(*fields, rows=(Row(cells=fields),)))
    assert_valid(line)
    assert json.loads(dumps(line)) == line


def test_the_schema_is_the_recorded_one(request: pytest.FixtureRequest) -> None:
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(schema, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == schema


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


def assert_valid(line: object) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(line)))] == []
