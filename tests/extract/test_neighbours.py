"""What stands beside a label and is not its value: signers, fax numbers, people, numbers of customers."""

from __future__ import annotations

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, Record, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def test_who_signs_beside_the_applicant_is_not_the_applicant() -> None:
    record = read("""
申請者      社長      経理
経費精算書
出張者  仲村翔平      申請日  2026年10月31日
日付        支払先      内容        費用項目    金額
10月3日     食堂        会食 4名    会議費      8,854
立替合計  8,854
""")
    assert record.value("applicant_name") == Text(text="仲村翔平")


def test_labels_that_run_into_their_values_have_them_and_no_others() -> None:
    record = read("""
経費精算申請書
氏名仲村 翔平
提出日2026年10月31日
使用目的仕入先打合せ
所属営業部
対象期間 2026.10.1 ～ 2026.10.3
合計  8,854
""")
    assert record.value("applicant_name") == Text(text="仲村 翔平")
    assert record.value("purpose") == Text(text="仕入先打合せ")
    assert record.value("department") == Text(text="営業部")


def test_another_label_with_its_value_is_no_name() -> None:
    record = read("経費精算書\n申請者氏名\n提出日2026年10月31日\n所属       ステータス\n申請番号   承認者\n合計  8,854")
    assert record.value("applicant_name") is None
    assert record.value("department") is None


@pytest.mark.parametrize("line", ["2026-01-03 10:19 FROM 076-498-6260 P.1/1", "FAX  076-498-6260"])
def test_a_fax_number_is_no_telephone(line: str) -> None:
    record = read(f"\n\n\n{line}\n注文書\n宛先  銀杏坂運輸株式会社 御中\n発注日  2026年1月3日\n合計金額  403,788円")
    assert record.value("vendor_phone") is None


ORDER = """
WZBR-TV                             ORDER
Buyer: Alice Eastwick               Client: Orchid Lane Hardware Inc.
Order Date: {date}                  Order #: 52100496
Description      Spots    Rate      Amount
News at Five     8        1,800     14,400
{total}          14,400
"""


@pytest.mark.parametrize(
    ("date", "total", "currency"),
    [("10/31/2026", "Total", "USD"), ("31-Oct-2026", "Total $", "USD"), ("31-Oct-2026", "Total", "JPY")],
)
def test_the_client_is_the_buyer_and_the_country_tells_the_currency(date: str, total: str, currency: str) -> None:
    record = read(ORDER.format(date=date, total=total))
    assert record.value("buyer_name") == Text(text="Orchid Lane Hardware Inc.")
    amount = record.value("total_amount")
    assert isinstance(amount, Amount)
    assert amount.currency == currency


def test_a_malaysian_till_roll_counts_in_ringgit() -> None:
    record = read("""
Kingfisher Restaurant SDN BHD
540, Lorong Cempaka 8
OFFICIAL RECEIPT
2026-05-15 14:11:49
DOOR LOCK 60MM    108.50
ZEBRA PEN 0.7    5.03
TOTAL AMT :    113.53
VISA    113.53
""")
    amount = record.value("total_amount")
    assert isinstance(amount, Amount)
    assert amount.currency == "MYR"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("氏名  仲村  翔平  所属  営業課", "仲村 翔平"),
        ("氏名  仲村  翔平  印", "仲村 翔平"),
        ("氏名  仲村翔平  所属  営業課", "仲村翔平"),
        ("氏名  仲村        翔平  部署  営業課", "仲村"),
    ],
)
def test_a_given_name_set_apart_belongs_to_its_surname(row: str, name: str) -> None:
    assert read(f"経費精算書\n{row}\n申請日  2026年10月1日\n合計  1,200円").value("applicant_name") == Text(text=name)
