"""What speaks for a beginning where papers look alike, are of one deal, or have a cover or signatures apart."""

from __future__ import annotations

from ocr.document import Page
from tests.stacks.pages import CONTRACT, DETAILS, INVOICE, page, parts, spans, typed, with_foot

ARTICLES = (
    "第1条(目的)",
    "甲は乙に次の業務を委託する。",
    "第2条(期間)",
    "本契約の期間は1年とする。",
    "第3条(協議)",
    "疑義は協議する。",
)
SIGNED = ("本書2通を作成し、甲乙記名押印のうえ各1通を保有する。",)
NAMES = ("甲 東京都千代田区若菜町1-2", "株式会社みどり工業 印", "乙 大阪府大阪市北区梅枝3-4", "合同会社白樺堂 印")


def titled(of: Page, title: str) -> Page:
    """The page with a line of large letters above its own."""
    large = page(of.number, (title,), at=40).words[0]
    box = large.box.model_copy(update={"bottom": large.box.top + 80})
    return of.model_copy(update={"words": (large.model_copy(update={"box": box}), *of.words)})


def test_an_invoice_after_its_delivery_note_is_another_document() -> None:
    note = tuple(line.replace("請求書", "納品書") for line in INVOICE)
    assert spans(page(1, note + DETAILS), page(2, INVOICE + DETAILS)) == ((1, 1), (2, 2))


def test_an_invoice_s_own_details_named_after_the_delivery_belong_to_it() -> None:
    details = ("納品明細書(続き)", *INVOICE[2:4], *DETAILS)
    assert spans(page(1, INVOICE + DETAILS), page(2, details)) == ((1, 2),)


def test_the_same_paper_scanned_twice_is_two_documents() -> None:
    again = page(2, INVOICE + DETAILS, at=153)
    assert spans(page(1, INVOICE + DETAILS), again) == ((1, 1), (2, 2))


def test_a_contract_of_two_pages_scanned_twice_is_two_documents() -> None:
    first, second = (
        (*CONTRACT, "第3条(協議)", "疑義は協議する。"),
        ("第4条(管轄)", "東京地方裁判所とする。", *SIGNED, *NAMES),
    )
    stack = [typed(n, lines) for n, lines in enumerate((first, second, first, second), start=1)]
    assert spans(*stack) == ((1, 2), (3, 4))


def test_a_certificate_of_signatures_belongs_to_the_contract() -> None:
    certificate = (
        "合意締結証明書",
        "書類ID 75EE3423B5F36463",
        "書類名 業務委託契約書.pdf",
        "契約締結日 2025.5.12 11:07",
    )
    signed = "本契約の成立を証するため、電磁的記録を作成し、双方が電子署名を施す。"
    assert spans(typed(1, (*CONTRACT, signed)), page(2, certificate)) == ((1, 2),)
    english = ("Certificate of Completion", "Envelope Id 75EE3423B5F36463", "Completed 12 May 2025")
    assert spans(typed(1, (*CONTRACT, signed)), page(2, english)) == ((1, 2),)


def test_signatures_on_a_sheet_of_their_own_belong_to_the_contract() -> None:
    photographed = page(2, NAMES, width=1500, height=2200)
    assert spans(typed(1, (*CONTRACT, *SIGNED)), photographed) == ((1, 2),)


def test_what_follows_signatures_without_a_title_of_its_own_may_begin() -> None:
    signed = typed(1, (*CONTRACT, *SIGNED, *NAMES))
    assert spans(signed, page(2, ("2026年11月4日", "点検の結果", "異常なし"), width=1000, height=2339)) == (
        (1, 1),
        (2, 2),
    )


def test_a_cover_with_title_parties_and_date_belongs_to_the_contract() -> None:
    cover = ("Date: October 29th, 2008", "Loan Agreement", "between", "Kampung Hardware Corporation", "as Licensor")
    more = ("and", "Vantage Point Group Pty Limited", "as Licensee", "Draft 3")
    text = ("It is agreed as of November 18th, 2008:", "Article 1. Term", "The initial term is 3 years from that day.")
    assert spans(page(1, cover + more), typed(2, (*text, "Article 2. Venue"))) == ((1, 2),)


def test_a_cover_that_says_nothing_goes_with_the_document_that_begins_after_it() -> None:
    contract = (
        "This Agreement is made and entered into by and between",
        "the Company and the Recipient.",
        "1. Term",
        "2. Law",
    )
    stack = (
        titled(typed(1, contract), "SUPPLY AGREEMENT"),
        page(2, ("Execution copy number seven",)),
        titled(typed(3, ("3. Other", *contract)), "CONFIDENTIALITY AGREEMENT"),
    )
    first, second = parts(*stack)
    assert (first.last, second.first) == (1, 2)
    assert any("1通とも読めます" in finding.message for finding in second.findings)


def test_a_last_page_that_says_little_stays_with_what_it_ends() -> None:
    stack = (
        page(1, INVOICE + DETAILS),
        page(2, ("以上",)),
        with_foot(titled(typed(3, CONTRACT), "業務委託契約書"), "1/1"),
    )
    assert spans(*stack) == ((1, 2), (3, 3))


def test_a_line_in_large_letters_begins_a_document_whatever_it_says() -> None:
    list_ = ("TEL 03-1234-5678", "品番 品名 単位 単価", "M-7463 断裁機 個 900", "C-296 仕切板 個 11,510")
    plain = page(2, list_)
    assert spans(page(1, INVOICE + DETAILS), titled(plain, "標準工事単価一覧")) == ((1, 1), (2, 2))
    assert spans(page(1, INVOICE + DETAILS), plain) == ((1, 2),)


def test_another_format_and_another_script_are_another_paper() -> None:
    lines = ("Lotus Garden Centre", "243 Larkspur Drive", "1 AA Batteries 10.48", "2 House Salad 14.78", "Total 25.26")
    more = (
        "Survey: tell us how we did",
        "Returns within 30 days with this slip",
        "Served by Priya at till number four",
    )
    assert spans(page(1, INVOICE + DETAILS), typed(2, lines + more).model_copy(update={"height": 5000})) == (
        (1, 1),
        (2, 2),
    )
