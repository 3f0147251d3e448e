"""What the law on scans asks of a picture, by the paper's class, and what a clerk is told."""

from __future__ import annotations

import pytest

from ocr.capture.faults import faults, with_faults
from ocr.document import Colour, Flaw, Page, StoredImage
from ocr.record import DocumentType, Record, Review
from ocr.template import Importance, load_templates

BLUR = Flaw(kind="blur", amount=0.2)


def stored(bits: int = 8, colour: Colour = "colour", dpi: float | None = 200.0) -> StoredImage:
    return StoredImage(width=1654, height=2339, bits=bits, colour=colour, dpi=dpi)


def record(*, review: bool) -> Record:
    return Record(
        document_id="0",
        document_type=DocumentType(value="invoice", confidence=1.0),
        review=Review(needed=review, reasons=("合計の読み取りが確かではありません",) if review else ()),
        produced_by="denpyo",
        template="invoice",
    )


@pytest.mark.parametrize(
    ("bits", "colour", "important", "general"),
    [
        (8, "colour", False, False),
        (16, "colour", False, False),
        (5, "colour", True, True),
        (8, "grey", True, False),
        (16, "grey", True, False),
        (4, "grey", True, True),
        (1, "grey", True, True),
        (8, "palette", True, True),
        (8, "unknown", False, False),
    ],
)
def test_colour_is_asked_by_the_class_of_the_paper(bits: int, colour: Colour, important: bool, general: bool) -> None:
    wanted: dict[Importance, bool] = {"important": important, "general": general}
    for importance, is_fault in wanted.items():
        codes = [fault.code for fault in faults(stored(bits, colour), (), importance)]
        assert codes == (["capture-colour"] if is_fault else [])


@pytest.mark.parametrize(
    ("dpi", "is_fault"), [(200, False), (300, False), (199.4, False), (196, True), (150, True), (None, False)]
)
def test_200_dots_an_inch_are_asked_of_every_class(dpi: float | None, is_fault: bool) -> None:
    for importance in ("important", "general"):
        found = faults(stored(dpi=dpi), (), importance)
        assert [fault.code for fault in found] == (["capture-resolution"] if is_fault else [])
        assert all(f"{dpi}dpi" in fault.text and "200dpi以上でスキャン" in fault.text for fault in found)


def test_a_page_made_as_data_is_no_scan() -> None:
    assert faults(None, (BLUR,), "important") == ()


def test_without_the_law_only_what_cannot_be_read_counts() -> None:
    (fault,) = faults(stored(1, "grey", 96), (BLUR,), None)
    assert fault.code == "capture-blur"


def test_the_clerk_is_told_which_side_is_cut_off() -> None:
    (fault,) = faults(stored(), (Flaw(kind="cut-off", amount=5, sides=("left", "bottom")),), "important")
    assert fault.text.startswith("左端・下端で")


def test_a_document_has_one_finding_a_fault_with_its_pages() -> None:
    pages = [
        Page(number=number, width=10, height=10, stored=stored(8, "grey"), flaws=(BLUR,) if number == 4 else ())
        for number in (3, 4)
    ]
    found = with_faults(record(review=False), pages, "important").findings
    assert [(one.code, one.severity, one.message[:8]) for one in found] == [
        ("capture-colour", "warning", "3、4ページ目:"),
        ("capture-blur", "warning", "4ページ目: 文"),
    ]


def test_a_picture_alone_sends_nobody_to_the_paper() -> None:
    page = Page(number=1, width=10, height=10, stored=stored(1, "grey"), flaws=(BLUR,))
    assert with_faults(record(review=False), [page], "important").review == Review(needed=False)


def test_blur_says_why_what_was_read_is_doubtful() -> None:
    page = Page(number=1, width=10, height=10, stored=stored(1, "grey"), flaws=(BLUR,))
    reasons = with_faults(record(review=True), [page], "important").review.reasons
    assert len(reasons) == 2
    assert reasons[1].startswith("文字がぼやけています")


def test_every_type_has_its_class() -> None:
    classes = {template.doc_type: template.importance for template in load_templates()}
    assert {name for name, importance in classes.items() if importance == "general"} == {
        "expense_report",
        "purchase_order",
        "quotation",
    }
