"""From words on paper to fields and rows, on papers drawn as text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.layout_model.witness import layout_witness
from ocr.record import Amount, BankAccount, Date, DocumentType, Number, TaxBreakdown, Text
from ocr.template import load_templates
from tests.extract.paper import paper

if TYPE_CHECKING:
    from ocr.document import Document
    from ocr.record import Record

TEMPLATES = load_templates()

INVOICE = """
                         請求書
株式会社みなと商会　御中                      請求日：2026年10月31日
                                              請求書番号：A-1024
下記の通りご請求申し上げます。                有限会社あけぼの製作所
                                              〒100-0001
ご請求金額    ¥32,400-                        東京都千代田区架空町1-2-3
                                              TEL 03-0000-1234  FAX 03-0000-1235
お支払期限：2026年11月30日                    登録番号：T7000012050002

No.   品名                  数量   単位   単価       金額
1     ねじ M4               100    個     50         5,000
2     取付工事              1      式     25,000     25,000
                                          小計       30,000
                                          消費税(8%)  2,400
                                          合計       32,400
お振込先：みなと銀行 港支店 普通 1234567 ユ)アケボノセイサクシヨ
"""


def read(document: Document, doc_type: str = "invoice") -> Record:
    return extract(document, sheets(document), DocumentType(value=doc_type, confidence=0.99), TEMPLATES)


def amount(record: Record, name: str) -> int | None:
    value = record.value(name)
    return int(value.amount) if isinstance(value, Amount) else None


def rates(record: Record) -> list[tuple[str, Decimal | None, Decimal | None]]:
    value = record.value("tax_breakdown")
    assert isinstance(value, TaxBreakdown)
    return [(f"{float(x.rate * 100):g}%", x.taxable_amount, x.tax_amount) for x in value.lines]


def text(record: Record, name: str) -> str | None:
    value = record.value(name)
    return value.text if isinstance(value, Text) else None


def day(record: Record, name: str) -> dt.date | None:
    value = record.value(name)
    return value.date if isinstance(value, Date) else None


def test_an_invoice_is_read_whole() -> None:
    record = read(paper(INVOICE))
    assert text(record, "document_number") == "A-1024"
    assert day(record, "issue_date") == dt.date(2026, 10, 31)
    assert day(record, "due_date") == dt.date(2026, 11, 30)
    assert text(record, "vendor_name") == "有限会社あけぼの製作所"
    assert text(record, "buyer_name") == "株式会社みなと商会"
    assert text(record, "vendor_registration_number") == "T7000012050002"
    assert text(record, "vendor_postal_code") == "100-0001"
    assert text(record, "vendor_address") == "東京都千代田区架空町1-2-3"
    assert text(record, "vendor_phone") == "03-0000-1234"
    assert (amount(record, "subtotal"), amount(record, "tax_amount"), amount(record, "total_amount")) == (
        30000,
        2400,
        32400,
    )
    assert {f.code for f in record.findings} == {"invoice-items"}


def test_a_plain_invoice_passes_without_a_look_where_the_layout_model_sees_it_too() -> None:
    document = paper(INVOICE)
    said = layout_witness().testify(document)
    doc_type = DocumentType(value="invoice", confidence=0.99)
    assert not extract(document, sheets(document), doc_type, TEMPLATES, clues=said.clues).review.needed


def test_every_value_quotes_the_paper() -> None:
    document = paper(INVOICE)
    for field in read(document).fields:
        assert field.evidence, field.name
        if field.name not in ("tax_breakdown", "bank_account"):
            assert document.quote(field.evidence) == field.raw


def test_the_bank_account_is_read_from_one_line() -> None:
    assert read(paper(INVOICE)).value("bank_account") == BankAccount(
        bank_name="みなと銀行",
        branch_name="港支店",
        account_type="普通",
        account_number="1234567",
        account_holder="ユ)アケボノセイサクシヨ",
    )


def test_the_one_rate_takes_the_subtotal() -> None:
    assert rates(read(paper(INVOICE))) == [("8%", Decimal(30000), Decimal(2400))]


def test_rows_follow_their_headings() -> None:
    rows = read(paper(INVOICE)).rows
    assert [_cells(row.cells[0].value for row in rows)] == [["ねじ M4", "取付工事"]]
    second = rows[1]
    values = {c.name: c.value for c in second.cells}
    assert values["quantity"] == Number(number=Decimal(1))
    assert values["unit"] == Text(text="式")
    assert values["unit_price"] == Amount(amount=Decimal(25000))
    assert values["amount"] == Amount(amount=Decimal(25000))


def _cells(values: object) -> list[str]:
    return [v.text for v in values if isinstance(v, Text)]  # type: ignore[attr-defined]


def test_a_total_that_does_not_add_up_is_doubted_not_repaired() -> None:
    record = read(paper(INVOICE.replace("32,400", "32,500")))
    assert amount(record, "total_amount") == 32500
    assert "total-mismatch" in {f.code for f in record.findings}
    total = record.field("total_amount")
    assert total is not None
    assert total.confidence < 0.75
    assert record.review.needed


def test_arithmetic_picks_the_total_among_amounts_that_are_called_so() -> None:
    text_ = """
                 請求書
株式会社みなと商会 御中              2026年4月1日
                                     株式会社はるかぜ
小計        10,000
消費税       1,000
合計        11,000
お支払合計   9,979
源泉徴収税額  1,021
"""
    record = read(paper(text_))
    assert amount(record, "total_amount") == 9979
    assert amount(record, "withholding_tax") == 1021


def test_two_rates_are_a_breakdown_and_neither_is_the_whole_tax() -> None:
    text_ = """
                 請求書
株式会社みなと商会 御中              2026年4月1日
10%対象   10,000    消費税   1,000
8%対象     5,000    消費税     400
合計      16,400
"""
    record = read(paper(text_))
    assert rates(record) == [("10%", Decimal(10000), Decimal(1000)), ("8%", Decimal(5000), Decimal(400))]
    assert record.field("tax_amount") is None
    assert amount(record, "total_amount") == 16400


def test_a_table_of_rates_gives_lines_and_their_sum() -> None:
    text_ = """
                 請求書
株式会社みなと商会 御中              2026年4月1日
税率       対価の額(税抜)     消費税額
10%対象    10,000             1,000
8%対象      5,000               400
合計       15,000             1,400
ご請求金額   16,400
"""
    record = read(paper(text_))
    assert (amount(record, "subtotal"), amount(record, "tax_amount"), amount(record, "total_amount")) == (
        15000,
        1400,
        16400,
    )


def test_amount_columns_of_one_rate_each_give_rows_their_rate() -> None:
    text_ = """
                 請求書
株式会社みなと商会 御中              2026年4月1日
品名            数量    単価      10%対象     8%対象
洗剤            2箱     1,000     2,000
卵              3箱     500                   1,500
小計                              2,000       1,500
消費税                              200         120
合計            3,820
"""
    record = read(paper(text_))
    named = [next(c.value for c in row.cells if c.name == "tax_rate") for row in record.rows]
    assert named == [Number(number=Decimal("0.1")), Number(number=Decimal("0.08"))]
    units = [next(c.value for c in row.cells if c.name == "unit") for row in record.rows]
    assert units == [Text(text="箱"), Text(text="箱")]


def test_columns_hold_without_rules_under_headings_set_flush_left() -> None:
    text_ = """
                 納品書
株式会社みなと商会 御中              2026年4月1日
No.    品名             数量       単価            金額            摘要
1      机                   4           12,000            48,000
2      椅子                12            8,500           102,000
合計                                                     150,000
"""
    rows = read(paper(text_), "delivery_note").rows
    assert [{c.name: c.raw for c in row.cells} for row in rows] == [
        {"description": "机", "quantity": "4", "unit_price": "12,000", "amount": "48,000"},
        {"description": "椅子", "quantity": "12", "unit_price": "8,500", "amount": "102,000"},
    ]


def test_the_seller_of_an_order_is_its_addressee() -> None:
    text_ = """
                 注文書
株式会社しろがね工業　御中              注文日：2026年4月1日
                                        株式会社みなと商会
                                        TEL 03-0000-9999
合計   11,000
"""
    record = read(paper(text_), "purchase_order")
    assert text(record, "vendor_name") == "株式会社しろがね工業"
    assert text(record, "buyer_name") == "株式会社みなと商会"


def test_a_till_roll_has_rows_without_headings() -> None:
    text_ = """
みどりストア 東口店
東京都架空区緑町1-1
TEL 03-0000-1111
2026年3月4日 12:30    レジ02
牛乳
  2コ×単198          ¥396
※食パン              ¥158
小計                 ¥554
合計                 ¥554
お預り             ¥1,000
お釣り               ¥446
"""
    record = read(paper(text_), "receipt")
    assert [{c.name: c.value for c in row.cells}.get("description") for row in record.rows] == [
        Text(text="牛乳"),
        Text(text="※食パン"),
    ]
    assert record.rows[0].cell("quantity") is not None
    assert amount(record, "total_amount") == 554
    assert text(record, "payment_method") == "cash"
    assert day(record, "issue_date") == dt.date(2026, 3, 4)


def test_month_and_day_take_their_year_from_the_paper() -> None:
    text_ = """
           経費精算書
申請日：2026年1月20日       氏名  架空 花子    所属  経理部
日付      科目        摘要          支払先        金額
12/28     交通費      打合せ        架空鉄道      420
1/15      会議費      弁当          弁当のかくう  5,400
合計                                              5,820
"""
    record = read(paper(text_), "expense_report")
    assert [row.cell("date").value for row in record.rows if row.cell("date")] == [  # type: ignore[union-attr]
        Date(date=dt.date(2025, 12, 28)),
        Date(date=dt.date(2026, 1, 15)),
    ]
    assert text(record, "applicant_name") == "架空 花子"
    assert amount(record, "total_amount") == 5820


def test_a_period_has_two_ends() -> None:
    text_ = """
        旅費精算書
申請日：2026年3月31日      氏名：架空 花子
出張期間：2026/03/01～2026/03/05
合計   12,000
"""
    record = read(paper(text_), "expense_report")
    assert (day(record, "period_start"), day(record, "period_end")) == (dt.date(2026, 3, 1), dt.date(2026, 3, 5))


def test_a_paper_of_no_type_has_no_fields() -> None:
    record = read(paper("お知らせ\n合計 100円"), "other")
    assert record.fields == ()
    assert record.rows == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="請求書合計小消費税額日付No.番号御中様株式会社年月¥1234567890,.-:/ 　%（）", max_size=40),
        max_size=12,
    ),
    st.sampled_from(sorted(t.doc_type for t in TEMPLATES)),
)
def test_no_text_makes_extraction_raise(lines: list[str], doc_type: str) -> None:
    document = paper("\n".join(lines))
    record = read(document, doc_type)
    assert record.document_id == document.id
    assert all(0 <= f.confidence <= 1 for f in record.fields)


def test_a_label_that_runs_on_from_a_date_is_a_label() -> None:
    record = read(paper(INVOICE.replace("A-1024", "").rstrip() + "\n締日令和8年3月31日請求No INV-52283 1頁"))
    assert text(record, "document_number") == "INV-52283"
