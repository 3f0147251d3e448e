"""What an auditor receives."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from index.entry import Entry
from ocr.commands.export import file_stem, harmless


def entry(**known: object) -> Entry:
    base = {
        "document_id": f"{'0' * 64}-1-1",
        "version": 1,
        "sequence": 1,
        "document_type": "invoice",
        "file": "a.pdf",
        "pages": (1, 1),
    }
    return Entry.model_validate({**base, **known})


@pytest.mark.parametrize(
    ("known", "name"),
    [
        (
            {"date": dt.date(2026, 10, 31), "amount": Decimal(441648), "counterparty": "株式会社あおば"},
            "20261031_株式会社あおば_441648",
        ),
        ({"amount": Decimal("12.50"), "counterparty": "A/B:C*?"}, "日付不明_A_B_C___12.5"),
        ({"date": dt.date(2026, 1, 2), "amount": Decimal("1E+3"), "counterparty": "../.."}, "20260102_____1000"),
        ({}, "日付不明_取引先不明_金額不明"),
    ],
)
def test_files_are_named_by_date_party_and_amount(known: dict[str, object], name: str) -> None:
    assert file_stem(entry(**known)) == name


def test_a_long_name_still_fits_a_file_system() -> None:
    stem = file_stem(entry(counterparty="長" * 300, amount=Decimal(1)))
    assert len(stem.encode()) <= 200
    assert stem.endswith("_1")


@pytest.mark.parametrize(
    ("cell", "shown"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-1000", "-1000"), ("-x", "'-x"), ("株式会社", "株式会社")]
)
def test_a_spreadsheet_runs_nothing(cell: str, shown: str) -> None:
    assert harmless(cell) == shown
