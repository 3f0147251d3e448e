"""What a paper was paid for: money handed over, its change, and how both are misread."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.money import Money
from ocr.extract.paid import Paid
from ocr.extract.sheet import sheets
from ocr.record import Amount, Record, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()


def paid(*rows: str) -> Paid:
    level = sheets(paper("\n".join(rows)))
    return Paid.of(level, TEMPLATES["receipt"], Money.of(level))


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def text_of(record: Record, name: str) -> str | None:
    field = record.field(name)
    return field.value.text if field is not None and isinstance(field.value, Text) else None


def test_what_was_handed_over_less_the_change_is_due() -> None:
    found = paid("Total    8.50", "Cash Tendered    50.00", "Change    41.50")
    assert found.due == {Decimal("8.50")}


@pytest.mark.parametrize(
    "rows",
    [
        ("Nasi    120.00", "Teh    50.00", "CASH", "RM  170. 00"),
        ("Nasi    120.00", "Teh    50.00", "CASHRM    170.00"),
        ("Nasi    120.00", "Teh    50.00", "Paid  3  1  RM170.00"),
    ],
)
def test_money_handed_over_is_read_however_its_row_is_torn(rows: tuple[str, ...]) -> None:
    assert paid(*rows).given == {Decimal("170.00")}


def test_a_change_that_cannot_be_read_makes_the_money_handed_over_no_total() -> None:
    found = paid("Total    30.45", "Goods    30.45", "Cash Received    30.50", "Change    0 05")
    assert found.given == {Decimal("30.50")}
    assert not found.due


@pytest.mark.parametrize(
    ("place", "currency"),
    [("Jalan Seroja 11, Selangor", "MYR"), ("Singapore 238801", "SGD"), ("Harbour Street", "XXX")],
)
def test_amounts_without_any_mark_are_in_the_money_of_the_place(place: str, currency: str) -> None:
    rows = (
        "RECEIPT",
        "Chicken Chop    19.80",
        "Sub Total    19.80",
        "Total    19.80",
        "Cash    20.00",
        "Change    0.20",
    )
    field = read("\n".join(("Copper Field Trading", place, *rows))).field("total_amount")
    assert field is not None
    assert field.value == Amount(amount=Decimal("19.80"), currency=currency)


SLIP = """
        領　収　証
上    御中
        ¥13,860-
{proviso}
支払方法    QUICK決済
        株式会社みなと商会
        電話 048-821-3335
"""


def test_a_slip_made_out_to_no_name_has_ue_as_its_addressee() -> None:
    record = read(SLIP.format(proviso="内容：清掃作業代として"))
    assert text_of(record, "addressee") == "上"
    assert text_of(record, "proviso") == "清掃作業代"
    assert text_of(record, "payment_method") == "e_money"


@pytest.mark.parametrize("content", ["内容：売上", "内容    売上"])
def test_a_kind_of_sale_is_no_proviso(content: str) -> None:
    assert text_of(read(SLIP.format(proviso=content)), "proviso") is None


def test_a_total_and_its_rounding_are_what_was_paid_whatever_stands_before_it() -> None:
    record = read("""
INDIGO GIFT & DECO
27, Jalan Dedap 13, 81100 Johor Bahru
RECEIPT
Table lamp    1    60.31
TOTAL AMT    60.31
ROUNDING ADJ    -0.01
RH    60.30
CASHR    70.30
""")
    assert record.value("total_amount") == Amount(amount=Decimal("60.30"), currency="MYR")


def test_a_stay_ends_before_its_receipt_is_written() -> None:
    record = read("""
Fern Parking Sdn Bhd
TAX INVOICE
20/05/18 11:23 - 28/05/18 11:40
Paid 28/05/18 11:41
Accepted total    10.00
Amount Incl. GST  5.00
Change    5.00
""")
    field = record.field("issue_date")
    assert field is not None
    assert field.raw == "28/05/18"
    assert record.value("total_amount") == Amount(amount=Decimal("5.00"), currency="MYR")
