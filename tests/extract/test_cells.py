"""Fields and rows by the cells of ruled tables, on papers drawn as text with rules."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.document import Box
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, DocumentType, TaxBreakdown, Text
from ocr.tables import find_tables
from ocr.template import load_templates
from tests.extract.paper import HALF, PITCH, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Document
    from ocr.record import Record

TEMPLATES = load_templates()


def ruled(drawn: str, *grids: tuple[Sequence[int], Sequence[int]], cells: bool = True) -> Document:
    """The paper with grids of rules above lines and left of columns, its tables made out."""
    document = paper(drawn)
    across, down = [], []
    for lines, columns in grids:
        xs, ys = [40 + n * HALF - 6 for n in columns], [40 + n * PITCH - 8 for n in lines]
        across += [Box(left=xs[0], top=y, right=xs[-1] + 2, bottom=y + 2) for y in ys]
        down += [Box(left=x, top=ys[0], right=x + 2, bottom=ys[-1] + 2) for x in xs]
    page = document.pages[0].model_copy(
        update={"horizontal_rules": tuple(across), "vertical_rules": tuple(down)},
    )
    tables = find_tables(page) if cells else ()
    return document.model_copy(update={"pages": (page.model_copy(update={"tables": tables}),)})


def read(document: Document, doc_type: str) -> Record:
    return extract(document, sheets(document), DocumentType(value=doc_type, confidence=0.99), TEMPLATES)


def shown(record: Record) -> list[dict[str, str]]:
    return [
        {c.name: f"{int(c.value.amount):,}" if isinstance(c.value, Amount) else c.raw for c in row.cells}
        for row in record.rows
    ]


TRIP = """
            出張旅費精算書
出張目的      車両No.       氏名
              56-78         山本京子
研修参加
"""


def test_a_value_does_not_cross_a_line_that_its_label_is_boxed_by() -> None:
    form = read(ruled(TRIP, ((1, 4), (0, 14, 28, 42))), "expense_report")
    assert form.value("purpose") == Text(text="研修参加")
    assert form.value("applicant_name") == Text(text="山本京子")


BILL = """
請求書
品名          数量   単価       金額
工事          2 42,000          84,000
取付          1 36,000          36,000
"""


def test_an_engine_that_reads_across_a_line_mixes_no_columns() -> None:
    bill = read(ruled(BILL, ((1, 2, 3, 4), (0, 14, 15, 32, 42))), "invoice")
    assert shown(bill) == [
        {"description": "工事", "quantity": "2", "unit_price": "42,000", "amount": "84,000"},
        {"description": "取付", "quantity": "1", "unit_price": "36,000", "amount": "36,000"},
    ]
    (first, _) = bill.rows
    assert {c.name: [(e.start, e.end) for e in c.evidence] for c in first.cells}["unit_price"] == [(2, 8)]


TRAVEL = """
交通費精算書                申請日：2026/03/31
月      目的        手段        運貨
3/3     訪問        電車        492
3/10    見学        バス        540
"""


def test_a_heading_that_cannot_be_read_is_known_by_the_days_below_it() -> None:
    grid = ((1, 2, 3, 4), (0, 8, 20, 32, 44))
    report = read(ruled(TRAVEL, grid), "expense_report")
    assert [row["amount"] for row in shown(report)] == ["492", "540"]
    assert shown(report)[1] == {"date": "3/10", "description": "見学", "category": "バス", "amount": "540"}
    assert read(ruled(TRAVEL, grid, cells=False), "expense_report").rows == ()


WORDY = """
請求書
品名              数量   金額
基本設計に
関する業務        2      30,000
清掃              1      20,000
"""


def test_lines_of_one_cell_are_one_item_whichever_has_the_numbers() -> None:
    bill = read(ruled(WORDY, ((1, 2, 4, 5), (0, 18, 25, 34))), "invoice")
    assert [row["description"] for row in shown(bill)] == ["基本設計に関する業務", "清掃"]


RATES = """
請求書
税率      金類      消費税等      合計    42,820
10%       35,000    3,500
8%        4,000     320
"""


def test_a_table_of_rates_takes_nothing_from_beside_it() -> None:
    bill = read(ruled(RATES, ((1, 2, 3, 4), (0, 10, 20, 32))), "invoice")
    value = bill.value("tax_breakdown")
    assert isinstance(value, TaxBreakdown)
    assert [(line.taxable_amount, line.tax_amount) for line in value.lines] == [
        (Decimal(35000), Decimal(3500)),
        (Decimal(4000), Decimal(320)),
    ]
