"""The model that ships, on what was read from our samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocr.document import Document, Page
from ocr.errors import EngineError
from ocr.layout_model.model import FOLDER, NETWORK, LayoutModel, layout_model
from ocr.layout_model.pointed import Pointed

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "samples"


def read(name: str) -> Document:
    return Document.model_validate_json((GOLDEN / f"{name}.document.json").read_text(encoding="utf-8"))


def quoted(document: Document, pointed: Pointed, name: str) -> str:
    """The surest span of a field."""
    return document.quote(pointed.of(name)[0].evidence)


def test_it_points_at_the_date_the_vendor_and_the_total_of_an_invoice() -> None:
    document = read("invoice-office-goods")
    pointed = layout_model().point(document)
    assert quoted(document, pointed, "issue_date") == "2026/11/15"
    assert quoted(document, pointed, "vendor_name") == "株式会社藤代原事務機"
    assert "571,403" in quoted(document, pointed, "total_amount")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("invoice-steel-october", "invoice"),
        ("contract-hotel-cleaning", "contract"),
        ("expense_report-seminar", "expense_report"),
    ],
)
def test_it_tells_the_type(name: str, kind: str) -> None:
    types = layout_model().point(read(name)).document_types
    assert max(types, key=types.__getitem__) == kind
    assert sum(types.values()) == pytest.approx(1)


def test_line_items_are_numbered_row_by_row() -> None:
    document = read("invoice-office-goods")
    amounts = [s for s in layout_model().point(document).spans if s.name == "line_items.amount"]
    rows = [s.row for s in amounts if s.row is not None]
    assert rows == sorted(set(rows)) != []


def test_the_same_document_gives_the_same_spans() -> None:
    document = read("invoice-book-design")
    assert layout_model().point(document) == layout_model().point(document)


def test_a_page_without_words_has_no_spans_and_no_opinion() -> None:
    document = read("invoice-book-design")
    blank = document.model_copy(update={"pages": (Page(number=1, width=100, height=100),)})
    pointed = layout_model().point(blank)
    assert pointed.spans == ()
    assert len(set(pointed.document_types.values())) == 1


def test_a_damaged_network_is_refused() -> None:
    with pytest.raises(EngineError, match="missing or damaged"):
        LayoutModel(FOLDER, "0" * 64)


def test_the_network_says_nothing_of_the_machine_it_was_made_on() -> None:
    made = (FOLDER / NETWORK).read_bytes()
    assert b"site-packages" not in made
    assert b".py" not in made
