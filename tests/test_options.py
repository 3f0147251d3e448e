"""Dates and amounts as a clerk types them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import typer

from ocr.options import amount, first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10-31", dt.date(2026, 10, 31), dt.date(2026, 10, 31)),
        ("2026/10/31", dt.date(2026, 10, 31), dt.date(2026, 10, 31)),
        ("令和8年10月31日", dt.date(2026, 10, 31), dt.date(2026, 10, 31)),
        ("2026-10", dt.date(2026, 10, 1), dt.date(2026, 10, 31)),
        ("2028-02", dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_month_or_a_year_is_its_first_or_last_day(text: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["2026-13", "0000", "2026-02-30", "yesterday", ""])
def test_what_is_no_date_is_wrong_usage(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a date"):
        last_day(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1,000,000", 1000000), ("¥1000", 1000), ("1000円", 1000), ("１，０００", 1000), ("0", 0)]
)
def test_amounts_may_be_written_as_on_paper(text: str, number: int) -> None:
    assert amount(text) == Decimal(number)


def test_what_is_no_amount_is_wrong_usage() -> None:
    with pytest.raises(typer.BadParameter, match="is not an amount"):
        amount("lots")
