"""Headers and footers by what comes again at the edge of page after page."""

from __future__ import annotations

from ocr.document import Box, Page, Region, Word
from ocr.furniture import with_furniture


def page(number: int, *lines: tuple[str, int], regions: tuple[Region, ...] = ()) -> Page:
    """A page with these texts at these heights, of 1000."""
    words = [
        Word(text=text, box=Box(left=100, top=y, right=100 + 20 * len(text), bottom=y + 20), confidence=1.0)
        for text, y in lines
    ]
    return Page(number=number, width=700, height=1000, words=tuple(words), regions=regions)


def furniture(*pages: Page) -> list[list[tuple[str, int]]]:
    return [[(region.kind, region.box.top) for region in page.regions] for page in with_furniture(pages)]


def test_a_page_number_is_a_footer_on_a_single_page_too() -> None:
    for number in ("- 1 -", "1/2", "Page 1 of 3", "1頁"):
        assert furniture(page(1, ("請求書", 80), (number, 960))) == [[("footer", 960)]]


def test_a_line_that_comes_again_in_its_place_is_furniture_whatever_its_numbers() -> None:
    two = furniture(page(1, ("契約書 No.12", 20), ("第1条", 300)), page(2, ("契約書 No.13", 24), ("第2条", 300)))
    assert two == [[("header", 20)], [("header", 24)]]


def test_what_stands_once_elsewhere_or_lower_is_not() -> None:
    assert furniture(page(1, ("登録番号T12", 960), ("合計", 300)), page(2, ("合計", 300))) == [[], []]
    assert furniture(page(1, ("請求書", 80)), page(2, ("請求書", 80))) == [[], []]
    assert furniture(page(1, ("社外秘です", 20)), page(2, ("社外秘です", 960))) == [[], []]


def test_what_the_detector_found_stands_and_what_it_took_for_text_does_not() -> None:
    box = Box(left=90, top=950, right=300, bottom=990)
    known, taken = (Region(kind=kind, box=box, confidence=0.9) for kind in ("footer", "text"))
    (read,) = with_furniture([page(1, ("1/2", 960), regions=(known,))])
    assert read.regions == (known,)
    small = taken.model_copy(update={"box": Box(left=100, top=960, right=150, bottom=980)})
    (read,) = with_furniture([page(1, ("1/2", 960), regions=(small,))])
    assert [region.kind for region in read.regions] == ["footer"]
