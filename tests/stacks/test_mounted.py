"""Receipts on one page: which are cut apart, and what never is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ocr.document import Document
from ocr.extract.sheet import Sheet, sheets
from ocr.stacks.mounted import doubts_of, mounted
from ocr.template import load_templates
from tests.stacks.receipts import page, receipt

if TYPE_CHECKING:
    from ocr.document import Page
    from ocr.stacks.mounted import Mounted

TEMPLATES = load_templates()
RECORDED = sorted((Path(__file__).parents[1] / "golden" / "samples").glob("*.document.json"))


def texts(page: Page, found: Mounted) -> list[set[str]]:
    """The words of each piece."""
    return [{page.words[n].text for n in piece.words} for piece in found.pieces]


def words(*parts: list[tuple[str, float, float]]) -> set[str]:
    return {text for part in parts for text, _, _ in part}


@pytest.mark.parametrize("tilt_deg", [0.0, 2.5, -2.5])
def test_receipts_side_by_side_and_below_are_cut_apart(tilt_deg: float) -> None:
    first = receipt(150, 300, shop="喫茶つむぎ", day=3, total=1480)
    second = receipt(720, 340, shop="書店みどり屋", day=9, total=3300)
    third = receipt(160, 900, shop="文具のたちばな", day=12, total=2750)
    whole = page([*first, *second, *third], tilt_deg=tilt_deg)
    found = mounted(Sheet.of(whole), TEMPLATES)
    assert texts(whole, found) == [words(first), words(second), words(third)]
    assert found.beside == ()
    assert not any(piece.findings for piece in found.pieces)


def test_the_heading_of_a_mount_sheet_belongs_to_no_receipt() -> None:
    heading = [("領 収 書 貼 付 用 紙 (営業第一課 佐伯真帆)", 400.0, 80.0), ("11月分", 760.0, 140.0)]
    first, second = receipt(150, 300, day=3), receipt(800, 320, shop="書店みどり屋", day=9, total=3300)
    whole = page([*heading, *first, *second])
    found = mounted(Sheet.of(whole), TEMPLATES)
    assert texts(whole, found) == [words(first), words(second)]
    assert {whole.words[n].text for group in found.beside for n in group} == words(heading)


def test_a_foot_line_stays_with_its_receipt() -> None:
    first = [*receipt(150, 300, day=3), ("毎週火曜はポイント5倍", 180.0, 820.0)]
    second = receipt(800, 320, shop="書店みどり屋", day=9, total=3300)
    whole = page([*first, *second])
    assert texts(whole, mounted(Sheet.of(whole), TEMPLATES)) == [words(first), words(second)]


def test_much_text_beside_receipts_is_a_paper_of_its_own_and_doubtful() -> None:
    line = "先日お送りした立替金の精算について、領収書を貼付いたしますのでご確認のうえ"
    letter = [(line, 100.0, 80.0 + 44 * n) for n in range(3)]
    first, second = receipt(150, 400, day=3), receipt(800, 420, shop="書店みどり屋", day=9, total=3300)
    found = mounted(Sheet.of(page([*letter, *first, *second])), TEMPLATES)
    assert [[finding.code for finding in piece.findings] for piece in found.pieces] == [["split-unsure"], [], []]


def test_one_receipt_is_one() -> None:
    assert mounted(Sheet.of(page(receipt(150, 300))), TEMPLATES) == mounted(Sheet.of(page([])), TEMPLATES)


def test_a_receipt_and_its_copy_are_one() -> None:
    copy = [*receipt(800, 300), ("お客様控え", 980.0, 720.0)]
    found = mounted(Sheet.of(page([*receipt(150, 300), *copy])), TEMPLATES)
    assert (found.pieces, found.findings) == ((), ())


def test_the_same_fare_twice_stays_whole_and_goes_to_review() -> None:
    found = mounted(Sheet.of(page([*receipt(150, 300), *receipt(800, 300)])), TEMPLATES)
    assert found.pieces == ()
    assert [finding.code for finding in found.findings] == ["split-unsure"]


def test_alike_receipts_among_others_are_cut_and_marked() -> None:
    other = receipt(150, 900, shop="書店みどり屋", day=9, total=3300)
    found = mounted(Sheet.of(page([*receipt(150, 300), *receipt(800, 300), *other])), TEMPLATES)
    assert [len(piece.findings) for piece in found.pieces] == [1, 1, 0]


def test_without_two_complete_receipts_a_page_stays_whole_and_goes_to_review() -> None:
    bare = [one for one in receipt(800, 300, title="", day=9, total=3300) if one[0] not in ("お預り", "お釣り")]
    found = mounted(Sheet.of(page([*receipt(150, 300), *bare])), TEMPLATES)
    assert found.pieces == ()
    assert [finding.code for finding in found.findings] == ["split-unsure"]


def test_what_a_rule_holds_together_is_not_cut() -> None:
    whole = [*receipt(150, 300, day=3), *receipt(800, 320, shop="書店みどり屋", day=9, total=3300)]
    assert len(mounted(Sheet.of(page(whole)), TEMPLATES).pieces) == 2
    assert mounted(Sheet.of(page(whole, rules=((100, 455, 1500, 458),))), TEMPLATES).pieces == ()


def test_a_form_with_dates_and_totals_on_both_sides_is_not_cut() -> None:
    form = [
        ("領収証", 760.0, 120.0),
        ("株式会社みなも 御中", 120.0, 220.0),
        ("ご利用期間 2026年10月31日まで", 120.0, 300.0),
        ("合計金額 ¥12,300", 120.0, 380.0),
        ("発行日 2026年11月7日", 1100.0, 220.0),
        ("仕出し花むすび", 1100.0, 300.0),
        ("TEL 075-555-0184", 1100.0, 380.0),
        ("うち消費税 ¥911", 1100.0, 460.0),
    ]
    found = mounted(Sheet.of(page(form)), TEMPLATES)
    assert (found.pieces, found.findings) == ((), ())


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.partition(".")[0])
def test_no_sample_is_cut(path: Path) -> None:
    document = Document.model_validate_json(path.read_bytes())
    for sheet in sheets(document):
        found = mounted(sheet, TEMPLATES)
        assert (found.pieces, found.findings) == ((), ())


def test_sheets_that_lie_apart_are_papers_if_two_are_receipts() -> None:
    first, second = (Sheet.of(page(receipt(150, 300, day=day, total=100 * day))) for day in (3, 9))
    card = Sheet.of(page([("営業部 佐伯真帆", 100, 100)]))
    doubts = doubts_of([first, card, second], TEMPLATES)
    assert doubts is not None
    assert [[finding.code for finding in findings] for findings in doubts] == [[], ["split-unsure"], []]
    assert doubts_of([first, card], TEMPLATES) is None
    assert doubts_of([], TEMPLATES) is None
