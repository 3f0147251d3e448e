"""Rules across fields: each finds its own fault, and only that."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ocr.extract.checks import check
from ocr.extract.tax import agrees
from ocr.record import Amount, Date, Field, Number, Row, TaxBreakdown, TaxLine, Text, Value
from ocr.template import load_templates

INVOICE = load_templates()["invoice"]


def field(name: str, value: Value | None) -> Field:
    return Field(name=name, value=value, confidence=0.9)


def yen(number: int) -> Amount:
    return Amount(amount=Decimal(number))


GOOD: dict[str, Value | None] = {
    "issue_date": Date(date=dt.date(2026, 10, 1)),
    "due_date": Date(date=dt.date(2026, 10, 31)),
    "vendor_name": Text(text="有限会社あけぼの製作所"),
    "buyer_name": Text(text="株式会社みなと商会"),
    "vendor_registration_number": Text(text="T7000012050002"),
    "subtotal": yen(1000),
    "tax_amount": yen(100),
    "total_amount": yen(1100),
    "tax_breakdown": TaxBreakdown(
        lines=(TaxLine(rate=Decimal("0.1"), taxable_amount=Decimal(1000), tax_amount=Decimal(100)),)
    ),
}
ROWS = (
    Row(
        cells=(
            field("description", Text(text="ねじ")),
            field("quantity", Number(number=Decimal(10))),
            field("unit_price", yen(100)),
            field("amount", yen(1000)),
        )
    ),
)


def codes(changes: dict[str, Value | None], rows: tuple[Row, ...] = ROWS, without: str = "") -> set[str]:
    values = {**GOOD, **changes}
    fields = [field(n, v) for n, v in values.items() if n != without]
    return {f.code for f in check(fields, rows, INVOICE) if f.severity != "info"}


def test_a_good_invoice_has_no_findings() -> None:
    assert codes({}) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total_amount": yen(1110)}, "total-mismatch"),
        ({"due_date": Date(date=dt.date(2026, 9, 30))}, "dates-reversed"),
        ({"vendor_registration_number": Text(text="T1000012050002")}, "registration-number-check-digit"),
        ({"buyer_name": Text(text="有限会社あけぼの製作所")}, "same-parties"),
        (
            {
                "tax_breakdown": TaxBreakdown(
                    lines=(TaxLine(rate=Decimal("0.1"), taxable_amount=Decimal(1000), tax_amount=Decimal(110)),)
                )
            },
            "tax-mismatch",
        ),
        ({"due_date": None}, "not-understood"),
    ],
)
def test_each_fault_has_its_finding(changes: dict[str, Value | None], code: str) -> None:
    assert codes(changes) == {code}


def test_a_required_field_that_is_absent_is_missing() -> None:
    assert codes({}, without="vendor_name") == {"missing-field"}


def test_rows_that_do_not_sum_are_found() -> None:
    assert codes({}, rows=ROWS * 2) == {"rows-mismatch"}


def test_a_row_whose_product_is_wrong_is_found() -> None:
    wrong = Row(
        cells=(
            field("description", Text(text="ねじ")),
            field("quantity", Number(number=Decimal(9))),
            *ROWS[0].cells[2:],
        )
    )
    assert codes({}, rows=(wrong,)) == {"row-mismatch"}


def test_withholding_is_taken_off_before_the_total_is_compared() -> None:
    assert codes({"withholding_tax": yen(102), "total_amount": yen(998)}) == set()


@pytest.mark.parametrize(
    ("taxable", "tax", "right"),
    [(1015, 101, True), (1015, 102, True), (1015, 103, False), (1100, 100, True), (1000, 90, True), (1000, 89, False)],
)
def test_tax_agrees_in_any_rounding_with_prices_with_and_without_tax(taxable: int, tax: int, right: bool) -> None:
    assert agrees(Decimal("0.1"), Decimal(taxable), Decimal(tax)) is right
