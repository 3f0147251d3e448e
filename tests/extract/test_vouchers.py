"""Receipts and expense reports of other makers: their titles, provisos, sums, and what is none of these."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, Date, Record, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()
DONE = "上記の通り領収いたしました"


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


@pytest.mark.parametrize(
    ("text", "doc_type"),
    [
        ("立替精算伝票\n氏名  笹原正\n合計額  33,309円", "expense_report"),
        ("12月度 経費月報\n氏名  笹原正\n申請額合計  33,309円", "expense_report"),
        ("受領書\n早乙女 大輔 様\n合計金額  ¥41,070\n上記金額を正に領収いたしました", "receipt"),
        (
            "支払通知書\n株式会社青凪食品 御中\nお支払金額  71,963円\n請求書番号   金額\n2020-65011   71,963円",
            "other",
        ),
        (
            "代金お支払いについて\n株式会社青凪食品 御中\n下記の代金のお支払いがございません\n"
            "請求書番号   請求日     お支払期限   未入金額\n371-7378     R8.8.4     R8.9.15      601,000円",
            "other",
        ),
        ("納品書兼受領書\nお買上計  2,000\n消費税等  200", "delivery_note"),
        (
            "Bright Eats\nThanks for your trip, Elena Goh\nTotal charged  €51.46\nRide fare  €38.06\nPaid with",
            "receipt",
        ),
        ("経費伝票\n氏名  笹原正\n合計額  33,309円", "expense_report"),
        ("Travel Expenses\nSubmitted by  Elena Goh\nTotal  USD 3,343.81", "expense_report"),
        ("Evergreen Lodge\nFOLIO\nGuest Name:  Priya Jessop\nTotal  104,636", "receipt"),
        ("件名: お支払い完了のお知らせ\n早乙女 大輔様\n下記の通り領収いたしました。\n金額: ¥41,070", "receipt"),
    ],
)
def test_titles_of_other_makers_say_the_type(text: str, doc_type: str) -> None:
    assert read(text).document_type.value == doc_type


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("燃料一式として", "燃料一式"),
        ("適用：2023年度 送料費の分", "2023年度 送料費"),
        ("お支払内容  機器レンタル一式", "機器レンタル一式"),
        ("但し書き\n広告掲載代金の分", "広告掲載代金"),
        ("ただし: 資料料金", "資料料金"),
    ],
)
def test_a_proviso_in_each_of_its_ways(line: str, value: str) -> None:
    assert read(f"領収書\n{line}\n\n合計  ¥5,000\n{DONE}").value("proviso") == Text(text=value)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Payment for: Printing of brochures", "Printing of brochures"),
        ("- Particulars: room hire", "room hire"),
        ("Sofia Pell has paid RM5,704.50 for office supplies on 13/10/2024.", "office supplies"),
        ("For enquiries call our office", None),
        ("Reference: 7946", None),
    ],
)
def test_an_english_proviso_is_words_behind_its_label(line: str, value: str | None) -> None:
    found = read(f"OFFICIAL RECEIPT\n{line}\n\nReceipt no. 12").value("proviso")
    assert found == (None if value is None else Text(text=value))


@pytest.mark.parametrize("line", ["★69,630★", "入金額  ￥69,630", "69,630  （税込）"])
def test_the_one_sum_of_a_slip_is_no_item(line: str) -> None:
    record = read(f"領 収 書\n株式会社白樺台電機 御中\n{line}\n対象金額  ¥63,300-\n消費税(10％)  ¥6,330-\n{DONE}")
    assert record.value("total_amount") == Amount(amount=Decimal(69630))
    assert record.rows == ()


def test_figures_in_brackets_behind_words_are_no_minus() -> None:
    record = read("RECEIPT\nReceipt No. 06028\nTHE SUM OF One thousand and 00/100 only (£1,000.00)\nBy: Cheque")
    assert record.value("total_amount") == Amount(amount=Decimal("1000.00"), currency="GBP")


def test_the_total_of_column_totals_is_their_sum() -> None:
    record = read("""
出張精算書
社員名  矢島 昭二      日付  2027年4月2日
旅行日      内容        宿泊料      その他      合計
3月23日     商品説明    10,500      9,700       20,200
3月24日     講習会      4,700       11,700      16,400
経費総額                15,200      21,400      36,600
""")
    assert record.value("total_amount") == Amount(amount=Decimal(36600))


def test_a_first_and_a_last_day_each_with_its_label() -> None:
    record = read("Expense Statement\nStaff Member  Sofia Ibrahim\nStart Date 19 Aug 2023  End Date 22 Aug 2023")
    assert record.value("period_start") == Date(date=dt.date(2023, 8, 19))
    assert record.value("period_end") == Date(date=dt.date(2023, 8, 22))


@pytest.mark.parametrize("line", ["ICカード残額  921円", "カード番号  5847", "取引ID  655786316"])
def test_words_about_cards_and_numbers_are_no_way_of_paying(line: str) -> None:
    assert read(f"領収書\n{line}\n合計  2,000円\n{DONE}").value("payment_method") is None


def test_a_person_addressed_in_kana() -> None:
    record = read(f"領収書\n中里史郎さま\n合計  2,000円\n{DONE}\n食堂花里\n電話 03-2550-3497")
    assert record.value("addressee") == Text(text="中里史郎")
    assert record.value("vendor_name") == Text(text="食堂花里")


def test_a_name_that_begins_with_tel_is_no_telephone() -> None:
    record = read(
        "TELUK ELECTRONICS\n195 Harbor Street\nPh. (986) 475-1753\nTravel Adapter  44.16\nTotal  44.16\nCash  44.16"
    )
    assert record.value("vendor_name") == Text(text="TELUK ELECTRONICS")


def test_days_of_expenses_may_name_their_month_and_leave_out_the_year() -> None:
    record = read("""
Travel Expense Report
Employee Name: Brian Goh                 Date Submitted: December 17, 2023
Trans. Date     Paid to                  Expense Description      AMOUNT
Nov 29          Maple Print Shop         Fuel for rental          50.52
14 Dec          Ferndale Taxi            Printer toner            317.46
Total Claim                                                       367.98
""")
    cells = [{cell.name: cell.value for cell in row.cells} for row in record.rows]
    assert [(c["date"], c["payee"], c["description"]) for c in cells] == [
        (Date(date=dt.date(2023, 11, 29)), Text(text="Maple Print Shop"), Text(text="Fuel for rental")),
        (Date(date=dt.date(2023, 12, 14)), Text(text="Ferndale Taxi"), Text(text="Printer toner")),
    ]


def test_expenses_with_a_running_total_are_read_from_the_column_of_sums() -> None:
    record = read("""
経費精算書
申請日  2024年1月3日
月日          経費科目      内訳            購入店             使用金額     累計額
2023-12-01    接待交際費    研修テキスト    雲本薬局           ¥18,272      ¥18,272
2023-12-02    支払報酬      書籍            白樺台精機         ¥9,963       ¥28,235
申請額合計                                                     ¥28,235
""")
    cells = [{cell.name: cell.value for cell in row.cells} for row in record.rows]
    assert [(c["category"], c["payee"], c["amount"]) for c in cells] == [
        (Text(text="接待交際費"), Text(text="雲本薬局"), Amount(amount=Decimal(18272))),
        (Text(text="支払報酬"), Text(text="白樺台精機"), Amount(amount=Decimal(9963))),
    ]
