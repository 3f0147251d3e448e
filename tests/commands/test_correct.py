"""What a person types against what the machine read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ocr.commands.correct import corrected
from ocr.document import Evidence
from ocr.errors import UsageError
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
    Text,
    Value,
)
from ocr.template import Templates, load_templates
from tests.extract.paper import paper

DOCUMENT = paper("見積書")
INK = (Evidence(page=1, word=0, start=0, end=3),)


@pytest.fixture(scope="module")
def templates() -> Templates:
    return load_templates()


def record(doc_type: str = "invoice") -> Record:
    fields = (
        Field(name="total_amount", value=Amount(amount=Decimal(10)), raw="10円", confidence=0.4, evidence=INK),
        Field(name="vendor_name", value=Text(text="株式会社あおば"), raw="㈱あおば", confidence=0.9, evidence=INK),
    )
    return Record(
        document_id=f"{'0' * 64}-1-1",
        document_type=DocumentType(value=doc_type, confidence=0.8),
        fields=fields,
        rows=(Row(cells=(Field(name="amount", value=None, confidence=0.2, evidence=INK),)),),
        review=Review(needed=False),
        produced_by="denpyo 0.1.0",
        template=f"{doc_type}@0",
    )


def test_a_corrected_value_is_sure_and_points_at_no_ink(templates: Templates) -> None:
    new = corrected(record(), templates, ["total_amount=441,648"], "hanako", DOCUMENT)
    assert new.field("total_amount") == Field(name="total_amount", value=Amount(amount=Decimal(441648)), confidence=1.0)
    assert new.field("vendor_name") == record().field("vendor_name")
    assert new.produced_by == "human:hanako"
    assert new.template == templates["invoice"].name


@pytest.mark.parametrize(
    ("doc_type", "change", "value"),
    [
        ("invoice", "issue_date=令和8年10月31日", Date(date=dt.date(2026, 10, 31))),
        ("invoice", "due_date=2026-11-30", Date(date=dt.date(2026, 11, 30))),
        ("invoice", "document_number=2024", Text(text="2024")),
        ("invoice", "total_amount=▲1,000円", Amount(amount=Decimal(-1000))),
        ("invoice", "total_amount=$12.50", Amount(amount=Decimal("12.50"), currency="USD")),
        ("invoice", "vendor_name=みどり商店 = 本店", Text(text="みどり商店 = 本店")),
        ("invoice", 'bank_account={"bank_name": "ひかり銀行"}', BankAccount(bank_name="ひかり銀行")),
        ("contract", "auto_renewal=true", Flag(flag=True)),
        ("contract", "expiry_date=2027-03-31", Date(date=dt.date(2027, 3, 31))),
        ("receipt", "payment_method=cash", Text(text="cash")),
    ],
)
def test_a_value_is_read_as_its_fields_kind(templates: Templates, doc_type: str, change: str, value: Value) -> None:
    new = corrected(record(doc_type), templates, [change], "hanako", DOCUMENT)
    assert new.value(change.partition("=")[0]) == value


def test_an_empty_value_takes_the_field_out(templates: Templates) -> None:
    assert corrected(record(), templates, ["vendor_name="], "hanako", DOCUMENT).field("vendor_name") is None


def test_a_grey_scan_alone_is_no_reason_to_look_again(templates: Templates) -> None:
    grey, blurred = (
        Finding(code=f"capture-{kind}", severity="warning", message=kind, rule="") for kind in ("colour", "blur")
    )
    kept = record().model_copy(update={"findings": (grey, blurred)})
    new = corrected(kept, templates, ["total_amount=1,000"], "hanako", DOCUMENT)
    assert {"capture-colour", "capture-blur"} <= {finding.code for finding in new.findings}
    assert "colour" not in new.review.reasons
    assert "blur" in new.review.reasons


def test_a_rows_cell_is_corrected_by_its_number(templates: Templates) -> None:
    new = corrected(record(), templates, ["rows[1].amount=1544", "rows[1].quantity=8"], "hanako", DOCUMENT)
    amount, quantity = new.rows[0].cell("amount"), new.rows[0].cell("quantity")
    assert amount is not None
    assert quantity is not None
    assert (amount.value, quantity.value) == (Amount(amount=Decimal(1544)), Number(number=Decimal(8)))


def test_a_new_type_brings_its_own_fields(templates: Templates) -> None:
    new = corrected(record(), templates, ["document_type=receipt", "payment_method=qr"], "hanako", DOCUMENT)
    assert (new.document_type.value, new.document_type.confidence) == ("receipt", 1.0)
    assert new.template == templates["receipt"].name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("total_amont=1", "total_amont: no such field here; did you mean total_amount?"),
        ("total_amount", "total_amount: write FIELD=VALUE"),
        ("=1", "write FIELD=VALUE"),
        ("total_amount=many", "total_amount=many: not understood as an amount"),
        ("issue_date=2026-02-30", "not understood as a date"),
        ("vendor_registration_number=T12", "not understood as T and 13 digits"),
        ("bank_account=ひかり銀行", "not understood as JSON"),
        ("document_type=recipt", "recipt: no such document type here; did you mean receipt?"),
        ("rows[2].amount=1", "rows[2].amount: the document has 1 rows"),
        ("rows[1].amonut=1", "amonut: no such column here; did you mean amount?"),
    ],
)
def test_what_is_not_understood_is_wrong_usage(templates: Templates, change: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        corrected(record(), templates, [change], "hanako", DOCUMENT)
    assert message in str(error.value)
