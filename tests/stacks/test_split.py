"""Where one document ends and the next begins, fact by fact, and the floor on stacks assembled from the samples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stacks_bench import RECORDED, assemble, f1, found_in, recorded
from ocr.stacks import is_blank
from tests.stacks.pages import (
    BLANK,
    CONTRACT,
    DETAILS,
    INVOICE,
    OTHER_INVOICE,
    TEMPLATES,
    page,
    parts,
    spans,
    typed,
    with_foot,
)

DOCUMENTS = recorded([RECORDED])


def test_two_invoices_are_two_documents() -> None:
    assert spans(page(1, INVOICE + DETAILS), page(2, OTHER_INVOICE + DETAILS)) == ((1, 1), (2, 2))


def test_details_without_a_head_belong_to_the_invoice_before() -> None:
    assert spans(page(1, INVOICE), page(2, DETAILS)) == ((1, 2),)


def test_a_title_that_says_it_goes_on_begins_nothing() -> None:
    assert spans(page(1, INVOICE), page(2, ("請求書(明細続き)", *DETAILS))) == ((1, 2),)


def test_a_head_that_is_repeated_with_its_number_begins_nothing() -> None:
    more = ("品名 数量 単価 金額", "組立調整費 2 34,500 69,000", "現地試運転立会 1 51,000 51,000", "合計 132,000")
    assert spans(page(1, INVOICE + DETAILS), page(2, INVOICE + more)) == ((1, 2),)


def test_the_same_company_s_next_number_is_another_document() -> None:
    following = tuple(line.replace("0001", "0002").replace("10月31日", "11月30日") for line in INVOICE)
    assert spans(page(1, INVOICE + DETAILS), page(2, following + DETAILS)) == ((1, 1), (2, 2))


@pytest.mark.parametrize(
    ("first", "second"), [("1/2", "2/2"), ("- 1 -", "- 2 -"), ("Page 1 of 2", "Page 2 of 2"), ("1頁", "2頁")]
)
def test_page_numbers_hold_pages_together(first: str, second: str) -> None:
    one, other = page(1, INVOICE), page(2, ("請求書", *DETAILS))
    assert spans(with_foot(one, first), with_foot(other, second)) == ((1, 2),)


def test_page_one_begins_a_document() -> None:
    letter = ("設備点検の結果", "異常は認められませんでした。")
    assert spans(with_foot(page(1, letter), "2/2"), with_foot(page(2, letter), "1/2")) == ((1, 1), (2, 2))


def test_articles_go_on_over_the_page() -> None:
    assert spans(page(1, CONTRACT), page(2, ("第3条(委託料)", "委託料は月額10,000円とする。"))) == ((1, 2),)


def test_a_second_first_article_is_another_contract() -> None:
    contract = (*CONTRACT, "第3条(協議)", "本書2通を作成し、記名押印する。")
    assert spans(page(1, contract), page(2, contract)) == ((1, 1), (2, 2))


def test_a_second_preamble_is_another_contract() -> None:
    first = (
        "Mutual Non-Disclosure Agreement",
        "This Agreement is made by and between Aoba Ltd.",
        "1. Purpose",
        *("The parties wish to share what they know.",) * 4,
    )
    second = ("Non-Disclosure Agreement", "This Agreement is entered into by and between Mikan Inc.", "1. Scope")
    rest = ("2. Term", "This Agreement ends after one year.")
    one, other, more = (page(n, lines, width=2600, height=3677) for n, lines in ((1, first), (2, second), (2, rest)))
    assert spans(one, other) == ((1, 1), (2, 2))
    assert spans(one, more) == ((1, 2),)


def test_a_letter_begins_with_its_salutation() -> None:
    assert spans(
        page(1, INVOICE + DETAILS), page(2, ("2026年11月4日", "拝啓", "時下ますますご清栄のことと存じます。"))
    ) == (
        (1, 1),
        (2, 2),
    )


def test_what_is_attached_stays_with_its_document() -> None:
    assert spans(page(1, CONTRACT), page(2, ("別紙 仕様書", "業務の範囲は次のとおりとする。"))) == ((1, 2),)


def test_balance_brought_forward_goes_on() -> None:
    assert spans(page(1, (*INVOICE, "次頁へ続く")), page(2, ("請求書", "前頁より繰越 12,000", *DETAILS))) == ((1, 2),)


def test_receipts_of_one_shop_are_several() -> None:
    receipt = ("スーパーこもれび本店", "TEL 054-436-6783", "食パン ¥193", "合計 ¥193", "ありがとうございました")
    roll = [page(n, receipt, width=600, height=900) for n in (1, 2, 3)]
    assert spans(*roll) == ((1, 1), (2, 2), (3, 3))


def test_pages_without_a_sign_of_a_beginning_are_one_document() -> None:
    assert spans(*(page(n, ("点検記録の写しである。", "異常は認められなかった。")) for n in range(1, 54))) == ((1, 53),)


def test_a_blank_page_between_documents_belongs_to_none() -> None:
    assert spans(page(1, INVOICE), BLANK, page(3, OTHER_INVOICE)) == ((1, 1), (3, 3))


def test_a_blank_page_inside_a_document_stays_in_it() -> None:
    assert spans(page(1, CONTRACT), BLANK, page(3, ("第3条(委託料)", "月額10,000円とする。"))) == ((1, 3),)


def test_blank_pages_at_both_ends_are_set_aside() -> None:
    ends = [BLANK.model_copy(update={"number": n}) for n in (1, 3)]
    assert spans(ends[0], page(2, INVOICE), ends[1]) == ((2, 2),)


def test_blank_pages_alone_are_one_document_that_a_person_sees() -> None:
    (only,) = parts(*(BLANK.model_copy(update={"number": n}) for n in (1, 2)))
    assert (only.first, only.last) == (1, 2)
    assert [finding.code for finding in only.findings] == ["blank-pages"]


def test_print_that_shines_through_is_no_text() -> None:
    ghost = tuple(w.model_copy(update={"confidence": 0.3}) for w in page(1, INVOICE).words)
    assert is_blank(BLANK.model_copy(update={"words": ghost, "ink": 0.0}))


def test_much_doubtful_text_without_ink_is_no_text() -> None:
    doubts = [0.95 if n % 10 == 0 else 0.7 for n in range(40)]
    words = page(1, ("請求書 御中",) * 20).words
    ghost = tuple(word.model_copy(update={"confidence": one}) for word, one in zip(words, doubts, strict=True))
    assert is_blank(BLANK.model_copy(update={"words": ghost, "ink": 0.0}))
    assert not is_blank(BLANK.model_copy(update={"words": ghost, "ink": 0.001}))
    assert not is_blank(BLANK.model_copy(update={"words": words, "ink": 0.0}))


def test_a_page_with_a_drawing_is_not_blank() -> None:
    assert not is_blank(BLANK.model_copy(update={"ink": 0.02}))


def test_one_word_of_a_text_layer_is_not_blank() -> None:
    ended = page(2, ("以上",)).model_copy(update={"text_from": "text-layer"})
    assert not is_blank(ended)
    assert spans(page(1, INVOICE), ended) == ((1, 2),)


def test_pages_kept_together_with_a_doubt_show_both_readings() -> None:
    checks = ("点検箇所は次のとおりである。", "一階の北側", "一階の南側", "二階", "異常は認められなかった。")
    (whole,) = parts(page(1, ("2026年10月4日", *checks)), page(2, ("2026年11月4日", *checks)))
    (doubt,) = whole.findings
    assert doubt.code == "split-unsure"
    assert "1〜2ページで1通" in doubt.message
    assert "1ページと2ページの2通" in doubt.message


def test_pages_taken_apart_with_a_doubt_say_so_on_both_sides() -> None:
    contract, details = parts(page(1, CONTRACT), page(2, ("請求書", *DETAILS)))
    assert contract.findings == details.findings
    assert "1〜2ページで1通とも読めます" in contract.findings[0].message


@settings(deadline=None)
@given(st.lists(st.sampled_from([INVOICE, OTHER_INVOICE, DETAILS, CONTRACT, ()]), min_size=1, max_size=8))
def test_spans_are_in_order_and_hold_every_page_with_print(lines: list[tuple[str, ...]]) -> None:
    pages = [page(n, one) for n, one in enumerate(lines, 1)]
    found = spans(*pages)
    held = [n for first, last in found for n in range(first, last + 1)]
    assert held == sorted(set(held))
    assert {n for n, one in enumerate(lines, 1) if one} <= set(held)


def test_no_sample_is_cut_apart() -> None:
    assert [name for name, document in DOCUMENTS.items() if len(found_in(document.pages, TEMPLATES)) != 1] == []


def test_stacks_of_samples_come_apart() -> None:
    right = found = there = 0
    for stack in assemble(DOCUMENTS, 60, seed=4):
        spans = found_in(stack.pages, TEMPLATES)
        right, found, there = right + len(set(spans) & set(stack.spans)), found + len(spans), there + len(stack.spans)
    assert f1(right, found, there) >= 0.99


def test_the_parts_of_a_page_are_documents_and_end_those_around_them() -> None:
    before, after = page(1, INVOICE), page(4, DETAILS)
    mount = [page(2, OTHER_INVOICE).model_copy(update={"part": part}) for part in (1, 2)]
    found = parts(before, *mount, page(3, ()), after)
    assert [(span.first, span.last, span.part) for span in found] == [(1, 1, None), (2, 2, 1), (2, 2, 2), (4, 4, None)]
    assert [span.holds(mount[1]) for span in found] == [False, False, True, False]


def test_a_blank_back_of_a_mount_sheet_belongs_to_nothing() -> None:
    mount = [page(1, INVOICE).model_copy(update={"part": part}) for part in (1, 2)]
    assert [span.first for span in parts(*mount, page(2, ()))] == [1, 1]


SIGNED = (
    "1. Each party keeps all secret.",
    "2. It may be told to advisers.",
    "3. It is returned on request.",
    "Harbour Boots, Inc.",
    "By: /s/ Ann Example",
    "Name: Ann Example",
)
SECRECY = ("1. All information is kept confidential.", "2. It is returned on request.")


@pytest.mark.parametrize(
    "head",
    [
        ("Exhibit (d)(3)", 'CONFIDENTIALITY AGREEMENT (the "Agreement")'),
        ("NON-SOLICITATION AND", "CONFIDENTIALITY AGREEMENT AND RELEASE"),
        ("Exhibit 10.1", "MUTUAL AGREEMENT dated as of September 23, 2026 among Northwind Foods, Inc. and others"),
        ("Exhibit 7.1", "March 21, 2026", "Northwind Foods, Inc.", "Gentlemen:"),
    ],
)
def test_an_english_contract_begins_with_its_title_preamble_or_salutation(head: tuple[str, ...]) -> None:
    assert spans(typed(1, SIGNED), typed(2, head + SECRECY)) == ((1, 1), (2, 2))


def test_what_is_an_exhibit_to_a_contract_stays_with_it() -> None:
    head = (
        "EXHIBIT A TO",
        "CONFIDENTIALITY, INTELLECTUAL PROPERTY",
        "AND NON-COMPETITION AGREEMENT",
        "Dated: May 7, 2026",
    )
    assert spans(typed(1, SIGNED), typed(2, head)) == ((1, 2),)
