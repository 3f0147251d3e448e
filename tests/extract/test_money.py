"""What bare numbers count: the paper's currency and its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ocr.extract.money import Money
from ocr.extract.sheet import sheets
from ocr.record import Amount
from tests.extract.paper import paper
from tests.extract.test_extract import read


def test_yen_is_what_a_paper_without_marks_counts() -> None:
    assert Money.of(sheets(paper("合計  1,000"))) == Money("JPY", 1)


def test_bare_decimals_are_the_currency_the_paper_marks_elsewhere() -> None:
    record = read(paper("INVOICE\nSubtotal   $60.30\nTotal      60.30\nAll amounts in US dollars"))
    assert record.value("total_amount") == Amount(amount=Decimal("60.30"), currency="USD")


@pytest.mark.parametrize(
    ("words", "currency"),
    [
        ("ABN 51 824 753 556", "AUD"),
        ("Halifax NS B2H 9J6", "CAD"),
        ("84 Saga Avenue, Singapore 123457", "SGD"),
        ("Austin, TX 78701", "USD"),
        ("Singapore 123457, Austin, TX 78701", "USD"),
        ("Northgate Pty Ltd", "USD"),
    ],
)
def test_a_dollar_sign_alone_is_the_dollar_of_the_one_country_named(words: str, currency: str) -> None:
    record = read(paper(f"INVOICE\n{words}\nSubtotal   $60.30\nTotal      $60.30"))
    assert record.value("total_amount") == Amount(amount=Decimal("60.30"), currency=currency)


def test_a_dollar_sign_with_its_country_is_that_country_s() -> None:
    record = read(paper("INVOICE\nABN 51 824 753 556\nTotal      US$60.30"))
    assert record.value("total_amount") == Amount(amount=Decimal("60.30"), currency="USD")


def test_a_unit_in_a_heading_multiplies_numbers_that_do_not_say_yen() -> None:
    text = """
                 請求書
株式会社みなと商会 御中              2026年4月1日
(単位：千円)
品名            数量    単価      金額
設備            2       1,500     3,000
小計                              3,000
消費税(10%)                         300
合計                              3,300
ご請求金額      ¥3,300,000
"""
    record = read(paper(text))
    assert record.value("subtotal") == Amount(amount=Decimal(3000000))
    assert record.value("total_amount") == Amount(amount=Decimal(3300000))
    cell = record.rows[0].cell("amount")
    assert cell is not None
    assert cell.value == Amount(amount=Decimal(3000000))


def test_an_amount_whose_currency_nothing_tells_is_looked_at() -> None:
    unknown = read(paper("INVOICE\nSubtotal   60.30\nTax   6.03\nTotal   66.33"))
    assert unknown.value("total_amount") == Amount(amount=Decimal("66.33"), currency="XXX")
    assert [f.fields for f in unknown.findings if f.code == "currency-unknown"] == [("total_amount",)]
    known = read(paper("INVOICE\nSubtotal   $60.30\nTax   6.03\nTotal   66.33"))
    assert "currency-unknown" not in {f.code for f in known.findings}
