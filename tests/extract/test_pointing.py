"""Witnesses beside the rules: what they point at must parse, raises what agrees, wins where the rules are silent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

import pytest

from ocr.document import Document, Evidence
from ocr.extract import extract
from ocr.extract.locate import Candidate
from ocr.extract.pointing import Pointing
from ocr.extract.sheet import sheets
from ocr.layout_model.pointed import Pointed, Span
from ocr.layout_model.witness import LayoutWitness
from ocr.record import Amount, BankAccount, Date, DocumentType, Record, TaxBreakdown, Text
from ocr.template import load_templates
from ocr.witness import Clue
from tests.extract.paper import paper

TEMPLATES = load_templates()
INVOICE = """
                 請求書
株式会社みなと商会 御中                     発行日 2026年10月31日
                                            有限会社あけぼの製作所
                                            登録番号 T7000012050002
品名            数量      単価        金額
ねじ M4           10       120       1,200
ワッシャー        20        40         800
                              小計    2,000
                              消費税    200
                              合計    2,200
おしはらい 2026年11月30日
"""


def point(
    document: Document, field: str, text: str, probability: float = 0.9, *, by: Literal["model", "vendor"] = "model"
) -> Clue:
    """At the first place where the text stands in one word, or at each word of a text with | between them."""
    evidence = []
    for part in text.split("|"):
        word, start = next(
            (n, word.text.index(part)) for n, word in enumerate(document.pages[0].words) if part in word.text
        )
        evidence.append(Evidence(page=1, word=word, start=start, end=start + len(part)))
    return Clue(field=field, evidence=tuple(evidence), probability=probability, by=by)


def read(
    text: str, *pointed: tuple[str, str, float] | tuple[str, str], by: Literal["model", "vendor"] = "model"
) -> Record:
    document = paper(text)
    spans = [point(document, *one, by=by) for one in pointed]
    return extract(document, sheets(document), DocumentType(value="invoice", confidence=0.99), TEMPLATES, clues=spans)


def amount(record: Record, name: str) -> Decimal | None:
    value = record.value(name)
    return value.amount if isinstance(value, Amount) else None


def sure(record: Record, name: str) -> float:
    field = record.field(name)
    assert field is not None
    return field.confidence


def test_a_witness_finds_what_no_label_leads_to_and_the_value_is_read_from_its_ink() -> None:
    assert read(INVOICE).field("due_date") is None
    due = read(INVOICE, ("due_date", "2026年11月30日")).field("due_date")
    assert due is not None
    assert isinstance(due.value, Date)
    assert (due.value.date.isoformat(), due.raw) == ("2026-11-30", "2026年11月30日")


@pytest.mark.parametrize(
    ("ink", "said"), [("研修代(2台)", "研修代(2台)"), ("研修代(2台))", "研修代(2台)"), ("研修代)", "研修代")]
)
def test_a_bracket_stays_with_the_one_it_closes(ink: str, said: str) -> None:
    document = paper(f"領収書\nみなと商会 様\n名目  {ink}  として\n金額  2,200円")
    clue = point(document, "proviso", ink)
    kind = DocumentType(value="receipt", confidence=0.99)
    assert extract(document, sheets(document), kind, TEMPLATES, clues=[clue]).value("proviso") == Text(text=said)


@pytest.mark.parametrize("ink", ["おしはらい", "ワッシャー|40", "登録番号 T7000012050002"])
def test_ink_that_does_not_hold_the_fields_kind_of_value_says_nothing(ink: str) -> None:
    assert read(INVOICE, ("due_date", ink), by="vendor") == read(INVOICE)


def test_a_value_that_nothing_points_at_is_surer_where_the_model_was_not_asked() -> None:
    alone, beside = read(INVOICE), read(INVOICE, ("due_date", "2026年11月30日"))
    by_vendor = read(INVOICE, ("due_date", "2026年11月30日"), by="vendor")
    for name in ("vendor_name", "buyer_name"):
        assert sure(alone, name) == sure(by_vendor, name) > sure(beside, name)


def test_ink_that_holds_more_than_the_value_says_nothing() -> None:
    text = INVOICE.replace("おしはらい 2026年11月30日", "おしはらい 11,500円 2026年11月30日")
    assert read(text, ("due_date", "11,500円 2026年11月30日"), by="vendor") == read(text)


def test_a_witness_that_agrees_makes_a_value_surer_and_changes_nothing_else() -> None:
    alone, both = read(INVOICE), read(INVOICE, ("total_amount", "2,200"))
    assert amount(both, "total_amount") == Decimal(2200)
    assert [f.value for f in both.fields] == [f.value for f in alone.fields]
    assert both.fields[-1].confidence >= alone.fields[-1].confidence


def test_a_label_that_fits_is_not_overruled_but_one_that_hardly_does_is() -> None:
    wrong = ("issue_date", "2026年11月30日", 0.95)
    assert read(INVOICE, wrong).value("issue_date") == read(INVOICE).value("issue_date")
    bare = INVOICE.replace("発行日 ", "")
    assert read(bare, wrong).value("issue_date") != read(bare).value("issue_date")


def test_a_party_under_an_odd_name_is_pointed_at() -> None:
    text = "請求書\nあて  みなとや本舗\n発行日 2026年10月31日\n合計  2,200\nねじ堂 水野\nTEL 03-1234-5678"
    record = read(text, ("buyer_name", "みなとや本舗", 0.97), ("vendor_name", "ねじ堂 水野", 0.97))
    assert record.value("buyer_name") == Text(text="みなとや本舗")
    assert record.value("vendor_name") == Text(text="ねじ堂 水野")
    assert record.value("vendor_phone") == Text(text="03-1234-5678")


def test_what_is_said_to_be_another_fields_is_left_out() -> None:
    record = read(INVOICE, ("total_amount", "2,200", 0.0), by="vendor")
    assert amount(record, "total_amount") != Decimal(2200)


CELLS = [("description", "ねじ M4"), ("quantity", "10"), ("unit_price", "120"), ("amount", "1,200")]
MORE = [("description", "ワッシャー"), ("quantity", "20"), ("amount", "800")]


def rows(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> list[tuple[str, str]]:
    numbered = enumerate((first, second), start=1)
    return [(f"line_items.{n}.{name}", text) for n, cells in numbered for name, text in cells]


def test_rows_are_taken_from_a_witness_where_there_is_no_table() -> None:
    bare = re.sub(r"品名.*\n", "", INVOICE)
    assert read(bare).rows == ()
    found = read(bare, *rows(CELLS, MORE)).rows
    assert [[c.raw for c in row.cells] for row in found] == [
        ["ねじ M4", "10", "120", "1,200"],
        ["ワッシャー", "20", "800"],
    ]


def test_rows_that_add_up_are_kept_and_those_that_do_not_yield_to_some_that_do() -> None:
    assert read(INVOICE, *rows(CELLS[:1], MORE)).rows == read(INVOICE).rows
    misread = INVOICE.replace("ワッシャー        20        40         800", "ワッシャー 800")
    assert len(read(misread).rows) == 1
    assert len(read(misread, *rows(CELLS, [("description", "ワッシャー"), ("amount", "800")])).rows) == 2


def test_a_row_of_names_alone_is_none() -> None:
    bare = re.sub(r"品名.*\n", "", INVOICE)
    assert read(bare, *rows(CELLS[:1], MORE[:1])).rows == ()


def test_ink_that_cuts_a_longer_number_short_says_nothing() -> None:
    text = INVOICE.replace("おしはらい", "Q-2026-0423 おしはらい")
    assert read(text, ("document_number", "2026-0423")).field("document_number") is None
    assert read(text, ("document_number", "Q-2026-0423")).value("document_number") == Text(text="Q-2026-0423")


@pytest.mark.parametrize(("printed", "currency"), [("£787.78", "GBP"), ("RM787.78", "MYR"), ("787.78 EUR", "EUR")])
def test_digits_that_are_pointed_at_have_their_currency(printed: str, currency: str) -> None:
    text = f"Travel claim\nApplicant    Nurul Dunmore\nDue back    {printed}\n"
    found = read(text, ("subtotal", "787.78"), by="vendor").field("subtotal")
    assert found is not None
    assert (found.raw, found.value) == (printed, Amount(amount=Decimal("787.78"), currency=currency))


def test_a_latin_word_is_pointed_at_whole() -> None:
    record = read("INVOICE\nSaltmarsh Advisory\nTotal  $120.00", ("vendor_name", "altmarsh Advis"))
    assert record.value("vendor_name") == Text(text="Saltmarsh Advisory")


def test_only_an_issuers_line_is_raised_by_the_end_that_is_pointed_at() -> None:
    document = paper("Draft 3 WHEREAS Larkfield Brokers Ltd")
    level = sheets(document)
    (segment,) = level[0].segments
    pointing = Pointing(level, [point(document, "party_b", "Larkfield Brokers Ltd")])
    prose = Candidate.at(Text(text=segment.text), segment, 0, len(segment.text), 0.6, "prose")
    scores = {c.raw: c.score for c in pointing.joined("party_b", TEMPLATES["contract"].fields["party_b"], [prose])}
    assert scores[segment.text] == 0.6
    assert "Larkfield Brokers Ltd" in scores


def test_spans_of_the_layout_model_are_clues_and_its_labels_none() -> None:
    document = paper(INVOICE)
    ink = point(document, "due_date", "2026年11月30日").evidence
    spans = (
        Span("due_date", ink, 0.9),
        Span("label.due_date", ink, 0.9),
        Span("line_items.amount", ink, 0.8, row=1),
    )

    class Model:
        def point(self, document: Document) -> Pointed:
            return Pointed({"invoice": 0.9}, spans)

    said = LayoutWitness(Model()).testify(document)
    assert said.document_types == {"invoice": 0.9}
    assert [(clue.field, clue.probability, clue.by) for clue in said.clues] == [
        ("due_date", 0.9, "model"),
        ("line_items.2.amount", 0.8, "model"),
    ]


def test_the_sign_of_a_shop_speaks_for_its_name_with_the_branch() -> None:
    text = """
 くすりの若葉
 くすりの若葉 港南店
 TEL 045-000-1234
 2026年10月31日
 ばんそうこう      300
 合計             ¥300
"""
    document = paper(text)
    receipt, level = DocumentType(value="receipt", confidence=0.99), sheets(document)
    alone = extract(document, level, receipt, TEMPLATES)
    pointed = (point(document, "vendor_name", "くすりの若葉", 0.99),)
    beside = extract(document, level, receipt, TEMPLATES, clues=pointed)
    assert beside.value("vendor_name") == alone.value("vendor_name") == Text(text="くすりの若葉 港南店")


ACCOUNT = f"{INVOICE}みなとしんきん 架空町 普通 1234567 アケボノ\n"


def account(record: Record) -> BankAccount | None:
    value = record.value("bank_account")
    return value if isinstance(value, BankAccount) else None


def test_an_account_that_no_rule_knows_is_read_from_the_parts_pointed_at() -> None:
    bank, number = ("bank_account.bank_name", "みなとしんきん"), ("bank_account.account_number", "1234567")
    assert account(read(ACCOUNT, bank)) is None
    assert account(read(ACCOUNT, bank, ("bank_account.account_number", "普通"))) is None
    found = account(read(ACCOUNT, bank, number, ("bank_account.account_type", "普通", 0.2)))
    assert found == BankAccount(bank_name="みなとしんきん", account_number="1234567")


def test_a_part_that_the_rules_found_stays_and_one_they_missed_is_read_where_a_witness_points() -> None:
    text = f"{INVOICE}\nみなと銀行 港支店 普通 1234567\nあけぼの製作所\n"
    holder = ("bank_account.account_holder", "あけぼの製作所")
    known = account(read(text))
    assert known is not None
    assert known.account_holder is None
    found = account(read(text, holder, ("bank_account.bank_name", "ワッシャー")))
    assert found == known.model_copy(update={"account_holder": "あけぼの製作所"})


def test_one_rates_amounts_are_read_where_a_witness_points_if_the_arithmetic_proves_them() -> None:
    text = INVOICE.replace("消費税    200", "ぜい    200").replace("小計    2,000", "もと    2,000")
    base = ("tax_breakdown.10.taxable_amount", "2,000")
    breakdown = read(text, base, ("tax_breakdown.10.tax_amount", "200")).value("tax_breakdown")
    assert isinstance(breakdown, TaxBreakdown)
    assert [(line.rate, line.taxable_amount, line.tax_amount) for line in breakdown.lines] == [
        (Decimal("0.1"), Decimal(2000), Decimal(200))
    ]
    assert read(text, base, ("tax_breakdown.10.tax_amount", "800")).value("tax_breakdown") is None


ROLL = """
toilet paper and coffee
Fern Value Mart Sdn Bhd
Jalan Tras 1
28700 Bentong
Total    52.80
Cash    52.80
"""


def test_a_note_above_the_companys_name_is_not_believed_for_its_place() -> None:
    document = paper(ROLL)
    clue = point(document, "vendor_name", "toilet paper and coffee", 0.99)
    receipt = DocumentType(value="receipt", confidence=0.99)
    record = extract(document, sheets(document), receipt, TEMPLATES, clues=[clue])
    assert record.value("vendor_name") == Text(text="Fern Value Mart Sdn Bhd")


def test_the_end_of_a_name_raises_all_of_it() -> None:
    document = paper(ROLL)
    clue = point(document, "vendor_name", "Value Mart Sdn Bhd", 0.9)
    receipt = DocumentType(value="receipt", confidence=0.99)
    names = [
        extract(document, sheets(document), receipt, TEMPLATES, clues=clues).field("vendor_name")
        for clues in ([], [clue])
    ]
    assert [field.value for field in names if field] == 2 * [Text(text="Fern Value Mart Sdn Bhd")]
    assert names[0] is not None
    assert names[1] is not None
    assert names[1].confidence > names[0].confidence


def test_the_layout_model_does_not_take_a_net_amount_for_the_gross_one() -> None:
    record = read(
        "INVOICE\nAgency: Linden Buying LLC\nGross Total    $13,075.00\nAgency Commission    $1,961.25\n"
        "Net Amount Due    $11,113.75",
        ("total_amount", "$11,113.75", 1.0),
    )
    assert amount(record, "total_amount") == Decimal("13075.00")


@pytest.mark.parametrize(
    ("ink", "said"),
    [
        ("of Corran Brokers Limited", "Corran Brokers Limited"),
        ("Corran Brokers Limited AND Calder Shipping Inc", "Corran Brokers Limited"),
        ("Corran Brokers Ltd, 12 Alder Avenue", "Corran Brokers Ltd"),
        ("Corran Brokers Limited of", "Corran Brokers Limited"),
        ("Bank of Penrose", "Bank of Penrose"),
        ("Alder and Sons", "Alder and Sons"),
    ],
)
def test_a_latin_party_is_pointed_at_without_the_words_of_its_sentence(ink: str, said: str) -> None:
    assert _party(f"Agreement between {ink} dated", ink) == said


def test_the_dot_of_an_abbreviation_belongs_to_the_party() -> None:
    assert _party("Corran Brokers Ltd. agrees", "Corran Brokers Ltd") == "Corran Brokers Ltd."
    assert _party("for Corran Brokers Limited. It agrees", "Corran Brokers Limited") == "Corran Brokers Limited"


def _party(line: str, ink: str) -> str | None:
    """What is read of party_a where a witness points at that ink, and that its evidence says the same."""
    document = paper(f"{line}\n")
    level = sheets(document)
    clue = point(document, "party_a", ink)
    fields = TEMPLATES["contract"].fields
    (found,) = Pointing(level, [clue]).beside({}, fields)["party_a"]
    assert isinstance(found.value, Text)
    assert document.quote(found.evidence).replace(" ", "") == found.value.text.replace(" ", "")
    return found.value.text
