"""Sheets laid between documents, labels on first pages, blank pages: what ends a document, what belongs to none."""

from __future__ import annotations

import pytest

from ocr.document import Barcode, Box, Page
from ocr.extract.sheet import Sheet
from ocr.stacks import Stacking, split
from ocr.template import load_templates
from tests.stacks.pages import BLANK, CONTRACT, DETAILS, INVOICE, OTHER_INVOICE, page

TEMPLATES = load_templates()
PROSE = ("甲は乙に次の業務を委託し乙はこれを受託する。",) * 16


def coded(of: Page, text: str, kind: str = "QRCode") -> Page:
    code = Barcode(format=kind, text=text, box=Box(left=1200, top=1900, right=1400, bottom=2100))
    return of.model_copy(update={"barcodes": (code,)})


def spans(*pages: Page, how: Stacking = Stacking()) -> tuple[tuple[int, int], ...]:  # noqa: B008  frozen
    found = split([Sheet.of(one) for one in pages], TEMPLATES, how)
    assert not any(span.findings for span in found)
    return tuple((span.first, span.last) for span in found)


def sheet(number: int, *lines: str) -> Page:
    return page(number, lines)


@pytest.mark.parametrize(
    "divider",
    [
        coded(sheet(2), "DENPYO-SEPARATOR"),
        coded(sheet(2, "区切り用紙", "書類と書類の間に入れて一緒にスキャンしてください"), "DENPYO-SEPARATOR"),
        coded(sheet(2, "PATCHT"), "PATCHT", "Code128"),
        coded(sheet(2, "文書区切りシート"), "0000"),
        sheet(2, "区切り用紙"),
        sheet(2, "DOCUMENT SEPARATOR"),
    ],
)
def test_a_separating_sheet_ends_a_document_and_belongs_to_none(divider: Page) -> None:
    assert spans(page(1, CONTRACT), divider, page(3, DETAILS)) == ((1, 1), (3, 3))


def test_the_office_names_its_own_separators() -> None:
    pages = page(1, CONTRACT), coded(sheet(2, "総務課"), "KUGIRI-1"), page(3, DETAILS)
    assert spans(*pages) == ((1, 3),)
    assert spans(*pages, how=Stacking(separators=("KUGIRI-1",))) == ((1, 1), (3, 3))


def test_sheets_that_bear_the_same_code_and_nothing_else_divide() -> None:
    pages = page(1, CONTRACT), coded(sheet(2), "X1"), page(3, DETAILS), coded(sheet(4, "X1"), "X1"), page(5, DETAILS)
    assert spans(*pages) == ((1, 1), (3, 3), (5, 5))


def test_a_page_with_one_code_and_nothing_else_stays_in_its_document() -> None:
    assert spans(page(1, INVOICE), coded(sheet(2), "https://pay.example.jp/1")) == ((1, 2),)


@pytest.mark.parametrize("text", ["https://pay.example.jp/i/1", "4901234567894", "(91)912345000000001234567890"])
def test_a_code_on_an_ordinary_page_divides_nothing(text: str) -> None:
    assert spans(page(1, INVOICE), coded(page(2, DETAILS), text)) == ((1, 2),)
    assert spans(coded(page(1, INVOICE), text), coded(page(2, DETAILS), text)) == ((1, 2),)


def test_a_page_about_separators_is_no_separator() -> None:
    assert spans(page(1, INVOICE), page(2, ("請求内訳", "区切り用紙 500枚 12,000", *PROSE))) == ((1, 2),)


def test_a_separator_s_code_on_a_page_full_of_print_begins_a_document_and_loses_nothing() -> None:
    assert spans(page(1, CONTRACT), coded(page(2, PROSE), "PATCHT")) == ((1, 1), (2, 2))


def test_a_label_begins_a_document() -> None:
    assert spans(page(1, CONTRACT), coded(page(2, DETAILS), "ASN000017")) == ((1, 1), (2, 2))


def test_the_same_label_on_the_next_page_begins_nothing() -> None:
    assert spans(coded(page(1, CONTRACT), "ASN17"), coded(page(2, DETAILS), "ASN17")) == ((1, 2),)
    assert spans(coded(page(1, CONTRACT), "ASN17"), page(2, DETAILS), coded(page(3, DETAILS), "ASN18")) == (
        (1, 2),
        (3, 3),
    )


def test_the_office_names_its_own_labels() -> None:
    pages = page(1, CONTRACT), coded(page(2, DETAILS), "文書2026-0017")
    assert spans(*pages) == ((1, 2),)
    assert spans(*pages, how=Stacking(labels=("文書",))) == ((1, 1), (2, 2))
    assert spans(*pages, how=Stacking(labels=(), separators=())) == ((1, 2),)


def test_between_separating_sheets_content_still_tells_documents_apart() -> None:
    separator = coded(sheet(2), "DENPYO-SEPARATOR")
    pages = page(1, CONTRACT), separator, page(3, INVOICE + DETAILS), page(4, OTHER_INVOICE + DETAILS)
    assert spans(*pages) == ((1, 1), (3, 3), (4, 4))


def test_separating_sheets_at_the_ends_and_in_a_row_make_no_document() -> None:
    ends = [coded(sheet(n), "DENPYO-SEPARATOR") for n in (1, 3, 4, 6)]
    assert spans(ends[0], page(2, INVOICE), ends[1], ends[2], page(5, DETAILS), ends[3]) == ((2, 2), (5, 5))


def test_a_blank_back_of_a_separating_sheet_belongs_to_none() -> None:
    separator, back = coded(sheet(2), "DENPYO-SEPARATOR"), BLANK.model_copy(update={"number": 3})
    assert spans(page(1, CONTRACT), separator, back, page(4, DETAILS)) == ((1, 1), (4, 4))


def test_blank_pages_may_be_kept() -> None:
    blank = [BLANK.model_copy(update={"number": n}) for n in (1, 3, 5, 7)]
    separator = coded(sheet(6), "DENPYO-SEPARATOR")
    pages = blank[0], page(2, INVOICE), blank[1], page(4, OTHER_INVOICE), blank[2], separator, blank[3]
    assert spans(*pages) == ((2, 2), (4, 4))
    assert spans(*pages, how=Stacking(keep_blank=True)) == ((1, 3), (4, 5))
