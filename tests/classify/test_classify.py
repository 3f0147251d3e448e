"""A paper's type: by its title, by its words where it has none, and `other` where neither is enough."""

from __future__ import annotations

import pytest

from ocr.classify import classify
from ocr.extract.sheet import sheets
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("請求書", "invoice"),
        ("御　請　求　書", "invoice"),
        ("领収書", "receipt"),
        ("出張旅費精算書", "expense_report"),
        ("保守業務委託契約書", "contract"),
        ("御見積書", "quotation"),
        ("納品書", "delivery_note"),
        ("発注書", "purchase_order"),
        ("Purchase Order", "purchase_order"),
        ("INVOICE", "invoice"),
        ("CONFIDENTIALITY/ NON-DISCLOSURE AGREEMENT", "contract"),
        ("夏季休業のお知らせ", "other"),
        ("経費支払依頼書", "expense_report"),
        ("出金伝票", "expense_report"),
        ("御　宿　泊　明　細　書", "receipt"),
        ("カード売上伝票", "receipt"),
        ("お会計明細書", "receipt"),
        ("固定資産税 納付書", "other"),
    ],
)
def test_the_title_decides(title: str, expected: str) -> None:
    found = classify(sheets(paper(f"        {title}\n\n株式会社みなと商会 御中")), TEMPLATES)
    assert found.value == expected
    assert found.confidence > 0.75
    assert found.reasons


def test_the_end_of_a_sentence_is_no_title() -> None:
    found = classify(
        sheets(paper("please sign and return both copies of this agreement\n\nHarbour Boots, Inc.")), TEMPLATES
    )
    assert found.value == "other"


def test_a_till_roll_without_a_title_is_known_by_its_words() -> None:
    rows = ("りんご    ¥200", "小計      ¥200", "合計      ¥200", "お預り    ¥500", "お釣り    ¥300")
    text = "\n".join(("みどりストア", "2026年3月4日 12:30    レジ02", *rows))
    assert classify(sheets(paper(text)), TEMPLATES).value == "receipt"


def test_a_till_roll_with_few_known_words_is_known_by_its_change() -> None:
    rows = (
        "Kopi O          2.40",
        "Roti Bakar      3.60",
        "Sum             6.00",
        "Cash           10.00",
        "Change          4.00",
    )
    text = "\n".join(("Warung Bayu", "12/03/2026 12:30", *rows))
    assert classify(sheets(paper(text)), TEMPLATES).value == "receipt"
    without = text.replace("Cash ", "Gate ").replace("Change ", "Pointe ")
    assert classify(sheets(paper(without)), TEMPLATES).value == "other"


def test_two_titles_beside_each_other_both_count() -> None:
    text = "      TAX INVOICE / ADJUSTMENT NOTE\n\nMaple Harbour Bakeries Ltd"
    assert classify(sheets(paper(text)), TEMPLATES).value == "invoice"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("Billed to    Maple Harbour Ltd", "Date of issue    4 June 2026", "TOTAL DUE    £8,504.86"), "invoice"),
        (("Table 12    Pax 4", "Cash    £40.00", "Change    £1.20", "Thank you"), "receipt"),
    ],
)
def test_what_is_called_a_bill_is_known_by_its_words(said: tuple[str, ...], expected: str) -> None:
    assert classify(sheets(paper("\n".join(("Harbour Inn", "", "    Bill", *said)))), TEMPLATES).value == expected


def test_a_paper_that_says_nothing_is_other_with_the_reason() -> None:
    found = classify(sheets(paper("abc\ndef")), TEMPLATES)
    assert found.value == "other"
    assert "足りません" in found.reasons[0]


def test_a_blank_page_is_other() -> None:
    assert classify(sheets(paper("")), TEMPLATES).value == "other"


def test_of_two_titles_on_a_par_one_is_taken_and_doubted() -> None:
    found = classify(sheets(paper("    見積書\n    納品書")), TEMPLATES)
    assert found.value in ("quotation", "delivery_note")
    assert found.confidence <= 0.5
    assert "はっきりしません" in found.reasons[0]


def test_what_a_paper_looks_like_decides_where_words_are_few() -> None:
    level = sheets(paper("Harbour Inn\n\nCash    £40.00"))
    assert classify(level, TEMPLATES).value == "other"
    found = classify(level, TEMPLATES, {"receipt": 0.97, "invoice": 0.03})
    assert found.value == "receipt"
    assert "紙面の構成" in found.reasons


def test_a_title_stands_against_the_looks() -> None:
    found = classify(sheets(paper("        請求書\n\n株式会社みなと商会 御中")), TEMPLATES, {"quotation": 1.0})
    assert found.value == "invoice"


def test_looks_that_are_not_certain_are_not_enough_without_a_word() -> None:
    assert classify(sheets(paper("abc\ndef")), TEMPLATES, {"invoice": 0.6, "receipt": 0.4}).value == "other"


def test_a_reminder_of_invoices_already_sent_is_none() -> None:
    rows = ("請求書番号    請求日    お支払期限    未入金額", "A-101    2026/04/01    2026/05/31    ¥71,000")
    text = "\n".join(("代金のお支払いについて", "再三のご請求にもかかわらず、ご入金の確認ができておりません。", *rows))
    assert classify(sheets(paper(text)), TEMPLATES).value == "other"


def test_invoices_in_a_list_are_no_title() -> None:
    rows = (
        "Date          Description      Charges",
        *(f"2026-03-0{n}    Invoice 364{n}     $1,10{n}.00" for n in (1, 2)),
    )
    text = "\n".join(("Fernmoor Group, Inc.", *rows, "Payment received", *[""] * 12))
    assert classify(sheets(paper(text)), TEMPLATES).value == "other"
