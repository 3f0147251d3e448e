"""Till rolls: which rows are items, what they count, what takes away, and where they end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.extract.till_count import count_in
from ocr.record import Amount, Number, Record, Row, TaxBreakdown, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()

HEAD = """
            みどりストア
        東京都架空区緑町1-1
        TEL 03-0000-1111
2026年3月4日(水) 12:30      レジ02
            領収書
"""


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def items(record: Record) -> list[tuple[str, object, object]]:
    """(description, quantity, amount) of every row."""
    return [(_text(row), _number(row, "quantity"), _amount(row)) for row in record.rows]


def _text(row: Row) -> str:
    cell = row.cell("description")
    assert cell is not None
    assert isinstance(cell.value, Text)
    return cell.value.text


def _number(row: Row, name: str) -> Decimal | None:
    cell = row.cell(name)
    return cell.value.number if cell is not None and isinstance(cell.value, Number) else None


def _amount(row: Row) -> Decimal:
    cell = row.cell("amount")
    assert cell is not None
    assert isinstance(cell.value, Amount)
    return cell.value.amount


def mismatches(record: Record) -> bool:
    return any(finding.code == "rows-mismatch" for finding in record.findings)


@pytest.mark.parametrize("line", ["小計額", "商品小計(税込)", "お買上げ合計   2個", "合計点数    2", "小言十", "台計"])
def test_a_sum_is_no_item_however_it_is_called_or_misread(line: str) -> None:
    record = read(
        f"{HEAD}牛乳                ¥198\n食パン              ¥158\n{line}                ¥356\n合計          ¥356"
    )
    assert items(record) == [("牛乳", None, 198), ("食パン", None, 158)]
    assert not mismatches(record)


@pytest.mark.parametrize(
    ("line", "quantity", "price"),
    [
        ("2コ×単198", 2, 198),
        ("(5個 X 単3)", 5, 3),
        ("@430x   2", 2, 430),
        ("@500*2", 2, 500),
        ("128円×3点", 3, 128),
        ("4 X 2.80", 4, "2.80"),
        ("05 X RM 12.50", 5, "12.50"),
        ("9066468 1 X 8.02", 1, "8.02"),
        ("0.94*2.000", "2.000", "0.94"),
    ],
)
def test_counts(line: str, quantity: str, price: str) -> None:
    count = count_in(line)
    assert count is not None
    assert (count.quantity, count.price) == (Decimal(quantity), Decimal(price))


@pytest.mark.parametrize("line", ["350ml×6", "ビール 6缶", "4*6*320ML", "198", ""])
def test_a_name_with_figures_is_no_count(line: str) -> None:
    assert count_in(line) is None


def test_the_amount_may_stand_below_its_name() -> None:
    record = read(
        f"{HEAD}煎茶ティーバッグ3g×8袋\n                    ¥648\nほうじ茶\n  @324x   2         ¥648\n合計   ¥1,296"
    )
    assert items(record) == [("煎茶ティーバッグ3g×8袋", None, 648), ("ほうじ茶", 2, 648)]
    assert not mismatches(record)


def test_discounts_take_away_before_and_after_the_subtotal() -> None:
    text = f"""{HEAD}
牛乳                ¥198
  値引               ¥20
惣菜                ¥400
  30%引            ▲¥120
小計                ¥458
クーポン割引         -58
合計                ¥400
(内消費税等          ¥29)
現金                ¥400
"""
    record = read(text)
    assert [amount for _, _, amount in items(record)] == [198, -20, 400, -120, -58]
    assert not mismatches(record)


def test_marks_behind_amounts_say_the_rate() -> None:
    text = f"""{HEAD}
おにぎり            ¥120軽
紙皿                ¥100
T弁当               ¥500内
*お茶               ¥130
小計                ¥850
合計                ¥850
T印は軽減税率適用商品
"""
    rates = [_number(row, "tax_rate") for row in read(text).rows]
    assert rates == [Decimal("0.08"), None, Decimal("0.08"), Decimal("0.08")]


def test_what_the_till_says_of_itself_is_no_item() -> None:
    text = f"""{HEAD}
責任者              12
会員番号          4567
牛乳               198
(税込)             213
食パン             158
点数               2点
合計              ¥356
クレジット        ¥356
"""
    assert [name for name, _, _ in items(read(text))] == ["牛乳", "食パン"]


def test_numbers_in_the_head_do_not_move_the_column_of_amounts() -> None:
    text = f"""{HEAD}
会員番号                          1234567
0021 牛乳            198
0034 食パン          158
   値引              -20
小計                 336
合計                 336
"""
    record = read(text)
    assert items(record) == [("牛乳", None, 198), ("食パン", None, 158), ("値引", None, -20)]
    assert not mismatches(record)


def test_a_registration_id_is_no_way_to_pay() -> None:
    shop = "NORTHSIDE SUPPLIES SDN BHD\nGST ID: 000123456789\nTAX INVOICE\nGloves   22.82\nTOTAL   22.82\nThank you"
    assert read(shop).value("payment_method") is None
    assert read(f"{HEAD}牛乳   ¥198\n合計   ¥198\niD   ¥198").value("payment_method") == Text(text="e_money")


def test_the_sum_of_a_formal_receipt_is_no_item() -> None:
    text = """
              領収証
架空商事株式会社 様
                ¥88,000-
但し 会場費として
2026年3月4日   株式会社みどり会館   TEL 03-0000-1111
"""
    assert read(text).rows == ()


def test_an_english_roll_prints_codes_counts_and_tax_marks() -> None:
    text = """
NORTHSIDE SUPPLIES SDN BHD
TAX INVOICE
Date: 03/04/2026  Cashier: Mei
CHOPPING BOARD 35.5x25.5CM
EZ10HD05 - 24
8970669   1 X 19.00         19.00
GLOVES 2 x 11.41            22.82 SR
2506 ORANGES S            RM62.50 z
05 X RM 12.50
DISCOUNT                     2.30-
Item(s) : 3   Qty(s) : 8
TOTAL                   RM 102.02
ROUNDING ADJUSTMENT      -RM 0.02
TOTAL ROUNDED           RM 102.00
CASH                    RM 102.00
GST Summary   Amount   Tax
SR = 6%       96.25    5.77
Thank you, please come again
"""
    record = read(text)
    assert items(record) == [
        ("CHOPPING BOARD 35.5x25.5CM", 1, Decimal("19.00")),
        ("GLOVES", 2, Decimal("22.82")),
        ("2506 ORANGES S", 5, Decimal("62.50")),
        ("DISCOUNT", None, Decimal("-2.30")),
    ]
    assert not mismatches(record)


def test_a_tax_whose_name_cannot_be_read_is_known_by_its_rate() -> None:
    text = f"""{HEAD}
麦茶                ¥78
目薬               ¥198
小計               ¥276
10%税抜対象額      ¥198
10%兌客真           ¥19
8%税抜対象額        ¥78
8%兌客真             ¥6
合計               ¥301
クレジット         ¥301
"""
    record = read(text)
    breakdown = record.value("tax_breakdown")
    assert isinstance(breakdown, TaxBreakdown)
    assert [(line.rate, line.taxable_amount, line.tax_amount) for line in breakdown.lines] == [
        (Decimal("0.1"), Decimal(198), Decimal(19)),
        (Decimal("0.08"), Decimal(78), Decimal(6)),
    ]
    assert not mismatches(record)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("コンビニみどり\n大阪架空町6丁目店\n電話:06-0000-1111", "コンビニみどり 大阪架空町6丁目店"),
        ("文星堂\n文星堂駅前店\n電話:06-0000-1111", "文星堂駅前店"),
        ("551\n551 架空口店 06-0000-1111", "551 架空口店"),
        ("たこ家く<る架空駅店\nTEL:06-0000-1111", "たこ家くくる架空駅店"),
        ("りくろ一おじさんの店\nTEL:06-0000-1111", "りくろーおじさんの店"),
    ],
)
def test_the_shop_is_the_brand_with_its_branch(head: str, name: str) -> None:
    record = read(
        f"{head}\n大阪市架空区西町5-16\n2026年3月4日 12:30\n領収書\n牛乳      ¥198\n合計      ¥198\n現金  ¥198"
    )
    assert record.value("vendor_name") == Text(text=name)


def test_a_till_may_call_the_tax_just_tax_and_count_its_guests() -> None:
    record = read(f"""{HEAD}
3名様
ハーブティー                ¥820
合計                        ¥902
[10%対象                    ¥820]
[ 税                         ¥82]
但し    お品代 として
""")
    breakdown, proviso = record.field("tax_breakdown"), record.field("proviso")
    assert breakdown is not None
    assert isinstance(breakdown.value, TaxBreakdown)
    assert [(line.taxable_amount, line.tax_amount) for line in breakdown.value.lines] == [(Decimal(820), Decimal(82))]
    assert proviso is not None
    assert proviso.value == Text(text="お品代")
    assert record.field("addressee") is None


def test_an_amount_subject_to_tax_is_no_tax() -> None:
    record = read(f"""{HEAD}
運賃                      ¥9,500
合計                      ¥9,500
内消費税等対象額 10%      ¥9,500
内消費税等額 10%            ¥863
""")
    breakdown = record.field("tax_breakdown")
    assert breakdown is not None
    assert isinstance(breakdown.value, TaxBreakdown)
    assert [(line.taxable_amount, line.tax_amount) for line in breakdown.value.lines] == [(Decimal(9500), Decimal(863))]


def test_a_receipts_only_amount_is_no_row_of_a_roll() -> None:
    record = read("""
領収書
松崎興業株式会社 御中
ただし、研修参加費として
金37,000円
2026年3月5日
""")
    assert record.value("total_amount") == Amount(amount=Decimal(37000))
    assert record.rows == ()
