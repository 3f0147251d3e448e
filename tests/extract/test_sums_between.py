"""What stands among line items and is none: sums of sections and days, line numbers, a copy on the same sheet."""

from __future__ import annotations

from decimal import Decimal

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, Record, TaxBreakdown, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()
HEAD = "納品書\n株式会社青凪食品 御中\n\n"


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def items(record: Record) -> list[tuple[str, int]]:
    found = []
    for row in record.rows:
        name, amount = (cell.value if (cell := row.cell(key)) else None for key in ("description", "amount"))
        assert isinstance(name, Text)
        assert isinstance(amount, Amount)
        found.append((name.text, int(amount.amount)))
    return found


def test_lines_go_on_below_the_sum_of_a_section() -> None:
    record = read(
        HEAD + "品名                 数量       単価      金額\n"
        "歯車                    2      1,000     2,000\n"
        "小計                                     2,000\n"
        "工具\n"
        "軸受                    3        500     1,500\n"
        "小計                                     1,500\n"
        "合計                                     3,500\n"
    )
    assert items(record) == [("歯車", 2000), ("軸受", 1500)]


def test_a_row_called_a_sum_that_is_one_is_no_item() -> None:
    record = read(
        HEAD + "品名                 数量       単価      金額\n"
        "歯車                    2      1,000     2,000\n"
        "日計                                     2,000\n"
        "軸受                    3        500     1,500\n"
        "温度計                                   4,000\n"
        "日計                                     5,500\n"
        "合計                                     7,500\n"
    )
    assert items(record) == [("歯車", 2000), ("軸受", 1500), ("温度計", 4000)]


def test_numbers_of_lines_without_a_heading_are_no_part_of_their_names() -> None:
    record = read(
        HEAD + "     品名                 数量       単価      金額\n"
        "1    歯車                    2      1,000     2,000\n"
        "2    軸受                    3        500     1,500\n"
        "合計                                     3,500\n"
    )
    assert items(record) == [("歯車", 2000), ("軸受", 1500)]


def test_the_lines_of_a_copy_below_are_no_further_items() -> None:
    slip = (
        "品名                 数量       単価      金額\n"
        "歯車                    2      1,000     2,000\n"
        "軸受                    3        500     1,500\n"
        "合計                                     3,500\n"
    )
    assert items(read(f"{HEAD}{slip}\n\n納品書（控）\n\n{slip}")) == [("歯車", 2000), ("軸受", 1500)]


def test_what_was_bought_twice_is_there_twice() -> None:
    record = read(
        HEAD
        + "品名                 数量       単価      金額\n"
        + 2 * "歯車                    2      1,000     2,000\n軸受                    3        500     1,500\n"
        + "合計                                     7,000\n"
    )
    assert len(items(record)) == 4


def test_a_line_that_opens_with_a_rate_is_no_item_but_its_amount() -> None:
    record = read(
        HEAD + "品名                 数量       単価      金額\n"
        "歯車                    2      1,000     2,000\n"
        "10%対象額                                2,000\n"
        "10% 税額                                   200\n"
    )
    assert items(record) == [("歯車", 2000)]
    assert rates(record) == [(Decimal(2000), Decimal(200))]


def test_sums_side_by_side_have_the_rate_of_the_words_above_them() -> None:
    record = read(
        HEAD + "工事価格     (8%対象)     消費税額(8%)     総額\n906,200      906,200      72,496           978,696\n"
    )
    assert rates(record) == [(Decimal(906200), Decimal(72496))]


def rates(record: Record) -> list[tuple[Decimal | None, Decimal | None]]:
    value = record.value("tax_breakdown")
    assert isinstance(value, TaxBreakdown)
    return [(line.taxable_amount, line.tax_amount) for line in value.lines]
