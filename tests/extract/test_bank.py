"""The account to pay into: where a bank is named, and how far its block reaches."""

from __future__ import annotations

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, BankAccount, Value
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()
INVOICE = """
請求書
株式会社白樺興業 御中
請求日 2026年10月31日               株式会社みなと商会
品名        数量  単価      金額
事務椅子    2     12,000    24,000
"""
TOTAL = "合計  26,400円\n"
ACCOUNT = BankAccount(
    bank_name="汐見銀行",
    branch_name="港町支店",
    account_type="普通",
    account_number="8416713",
    account_holder="カ)ミナトシヨウカイ",
)


def account(text: str) -> Value | None:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES).value("bank_account")


@pytest.mark.parametrize(
    "block",
    [
        "取引銀行\n汐見銀行港町支店普通 8416713 名義：カ)ミナトシヨウカイ",
        "銀行汐見銀行\n支店名港町支店\n普通 8416713\n口座名義  フリガナ\nカ)ミナトシヨウカイ",
        "…汐見銀行\n取扱店港町支店\n普通 8416713\nフリガナ\nカ)ミナトシヨウカイ",
        "お振込先は汐見銀行港町支店普通 8416713 カ)ミナトシヨウカイ です。",
        "振込先銀行：汐見銀行港町支店普通 8416713\n口座名義（カナ）：カ)ミナトシヨウカイ",
        "取引銀行\n銀行名\n汐見銀行\n支店名\n港町支店\n科目\n普通\n口座No.\n8416713\n口座名義\nカ)ミナトシヨウカイ",
        "取引銀行  汐見銀行\n支店  港町支店\n科目  普通\n番号  8416713\n口座名義カナ  カ)ミナトシヨウカイ",
        "取引銀行  汐見銀行\n支店  港町支店\n科目  普通\n番号  8416713\n名義（カナ）  カ)ミナトシヨウカイ",
        "金融機関名          支店・店番          預金種目          口座番号          口座名義\n"
        "汐見銀行            港町支店            普通              8416713           カ)ミナトシヨウカイ",
    ],
)
def test_a_label_is_no_bank_and_a_row_of_cells_is_one_account(block: str) -> None:
    assert account(INVOICE + TOTAL + block) == ACCOUNT


@pytest.mark.parametrize("label", ["振込先口座", "振込先銀行", "銀行名"])
def test_the_account_closes_a_table_without_a_total(label: str) -> None:
    assert account(f"{INVOICE}{label}\n汐見銀行港町支店普通 8416713  カ)ミナトシヨウカイ") == ACCOUNT


def test_an_english_account_is_read_by_its_labels() -> None:
    found = account("""
Kestrel Foods Pty Ltd
INVOICE
Bill to                        Invoice no.  PD-13315
Maple Consulting LLC           Date  2026-10-31
Description      Qty  Unit price  Amount
Office chairs    14   190         2,660
Total due  ¥2,660
Please remit to
Bank             Harbour Mutual Bank
Branch           Lambton
Account no.      01-0902-0068389-00
Account name     Kestrel Foods Pty Ltd
""")
    assert found == BankAccount(
        bank_name="Harbour Mutual Bank",
        branch_name="Lambton",
        account_number="01-0902-0068389-00",
        account_holder="Kestrel Foods Pty Ltd",
    )


def test_letters_of_two_words_are_no_currency() -> None:
    document = paper("INVOICE\nConfirm by return to Blue Pelican Inc.\nDate  2026-10-31\nAmount due  160,750")
    level = sheets(document)
    record = extract(document, level, classify(level, TEMPLATES), TEMPLATES)
    total = record.value("total_amount")
    assert isinstance(total, Amount)
    assert total.currency == "JPY"


def test_the_table_of_rates_is_believed_before_a_total_beside_it() -> None:
    document = paper("""
請求書
株式会社白樺興業 御中
請求日 2026年10月31日               株式会社みなと商会
品名        数量  単価      金額
トマト缶    7     1,000     7,000
小計        7,000円
税率      税抜対象額      消費税額      外税      560円
8%        7,000円         560円         合計額    7,560円
""")
    level = sheets(document)
    record = extract(document, level, classify(level, TEMPLATES), TEMPLATES)
    breakdown = record.value("tax_breakdown")
    assert breakdown is not None
    assert [line.taxable_amount for line in breakdown.lines] == [7000]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Sort code       78-14-79\nAccount no.     54112447", "54112447"),
        ("BIC             TALLGB2L\nIBAN            GB72 WVDL 0616 2251 9961 98", "GB72 WVDL 0616 2251 9961 98"),
        ("Routing no.     738013714\nAccount number  1939954648", "1939954648"),
    ],
)
def test_labels_in_latin_letters_tell_the_parts_of_an_account(printed: str, number: str) -> None:
    bank = f"Bank name       Tallis & Wren Bank\n{printed}\nPayee           Ellen Marsh\n"
    text = f"INVOICE\nInvoice no. A-1042        Date 5 March 2026\nTotal     GBP 200.00\n\nPayment details\n{bank}"
    found = account(text)
    assert isinstance(found, BankAccount)
    assert (found.bank_name, found.account_number, found.account_holder) == (
        "Tallis & Wren Bank",
        number,
        "Ellen Marsh",
    )
