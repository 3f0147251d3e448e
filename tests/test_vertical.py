"""Vertical writing: columns are read down, from right to left, and only where there is such writing."""

from __future__ import annotations

import pytest

from ocr.document import Box, Page, Word
from ocr.extract.sheet import Sheet
from ocr.reading_order import page_lines, page_text

SIZE = 40
PITCH = 72


def column(text: str, right: int, top: int, size: int = SIZE) -> Word:
    box = Box(left=right - size, top=top, right=right, bottom=top + size * len(text))
    return Word(text=text, box=box, confidence=1.0)


def row(text: str, left: int, top: int, size: int = SIZE) -> Word:
    box = Box(left=left, top=top, right=left + size * len(text), bottom=top + size)
    return Word(text=text, box=box, confidence=1.0)


def page(*words: Word, skew_deg: float = 0.0) -> Page:
    return Page(number=1, width=1654, height=2339, words=words, skew_deg=skew_deg)


def columns(*texts: str, right: int = 1500, top: int = 300) -> list[Word]:
    return [column(text, right - PITCH * n, top) for n, text in enumerate(texts)]


LETTER = ("拝啓時下ますますご清栄のこととお慶び", "申し上げます平素は格別のご高配を賜り", "厚く御礼申し上げます")


def test_columns_are_lines_from_right_to_left() -> None:
    found = page(*reversed(columns(*LETTER)))
    assert page_text(found).splitlines() == list(LETTER)
    assert all(line.is_vertical for line in page_lines(found))


def test_a_column_in_pieces_is_one_line() -> None:
    words = [*columns(*LETTER), column("敬具", 1500 - 3 * PITCH, 1300), column("田中一郎", 1500 - 3 * PITCH, 300)]
    assert page_text(page(*words)).splitlines() == [*LETTER, "田中一郎 敬具"]


def test_a_lone_character_belongs_to_its_column() -> None:
    words = [
        *columns(*LETTER),
        row("記", 1500 - 3 * PITCH - SIZE, 700),
        *columns("日時十月一日午前", right=1500 - 4 * PITCH),
    ]
    assert page_text(page(*words)).splitlines() == [*LETTER, "記", "日時十月一日午前"]


def test_a_letterhead_is_read_across_and_the_letter_below_it_down() -> None:
    head = [row("株式会社あおば商店", 200, 100, 60), row("東京都千代田区", 200, 180), row("電話番号", 900, 180)]
    foot = row("一頁目の終わり", 700, 2200)
    lines = page_text(page(foot, *reversed(columns(*LETTER)), *head)).splitlines()
    assert lines == ["株式会社あおば商店", "東京都千代田区 電話番号", *LETTER, "一頁目の終わり"]


def test_the_upper_tier_comes_before_the_lower_one() -> None:
    upper = columns(*(f"上段第{n}行" + "文" * 14 for n in "一二三四五六"), top=200)
    lower = columns(*(f"下段第{n}行" + "文" * 14 for n in "一二三四五六"), top=1200)
    lines = page_text(page(*lower, *upper)).splitlines()
    assert lines == [word.text for word in (*upper, *lower)]


@pytest.mark.parametrize("skew_deg", [-2.0, 2.0])
def test_columns_of_a_page_scanned_askew_stay_apart(skew_deg: float) -> None:
    drift = 0.035 * SIZE * len(LETTER[0])  # of a column's foot; its box is wider by that
    words = [
        Word(
            text=text,
            box=Box(left=int(1440 - PITCH * n), top=300, right=int(1440 + SIZE + drift - PITCH * n), bottom=980),
            confidence=1.0,
        )
        for n, text in enumerate(LETTER)
    ]
    assert page_text(page(*reversed(words), skew_deg=skew_deg)).splitlines() == list(LETTER)


def test_a_form_with_narrow_headings_ones_and_bars_is_read_across() -> None:
    table = [row(text, left, 400 + 60 * n) for n in range(8) for text, left in (("品名品名", 300), ("一万円", 900))]
    heading = column("請求明細", 250, 400)
    ones = [
        Word(text="1", box=Box(left=700, top=400 + 60 * n, right=712, bottom=440 + 60 * n), confidence=1.0)
        for n in range(8)
    ]
    bars = [
        Word(text="|", box=Box(left=x, top=400, right=x + 8, bottom=900), confidence=1.0) for x in (600, 800, 820, 840)
    ]
    found = page(heading, *table, *ones, *bars)
    assert not any(line.is_vertical for line in page_lines(found))
    assert "品名品名 1 一万円" in page_text(found).splitlines()


def test_extraction_sees_columns_as_rows() -> None:
    sheet = Sheet.of(page(*columns("業務委託契約書", "令和八年三月一日"), column("印", 1320, 300)))
    title, date = (line[0] for line in sheet.rows[:2])
    assert (title.text, date.text) == ("業務委託契約書", "令和八年三月一日")
    assert title.bottom <= date.top and title.left == date.left
    assert title.width == SIZE * 7 and title.height == SIZE
    assert sheet.below(title, 2.0)[0] is date


def test_rules_beside_columns_lie_between_their_rows() -> None:
    words = columns("業務委託契約書", "令和八年三月一日")
    beside = Box(left=1442, top=300, right=1446, bottom=900)
    found = page(*words).model_copy(update={"vertical_rules": (beside,)})
    sheet = Sheet.of(found)
    title, date = (line[0] for line in sheet.rows)
    assert not sheet.in_one_box(title, date)
    assert sheet.vertical_rules == ()


def test_columns_below_a_letterhead_are_out_of_its_way() -> None:
    sheet = Sheet.of(page(row("株式会社あおば商店", 200, 100), *columns(*LETTER)))
    head, *letter = (line[0] for line in sheet.rows)
    assert (head.left, head.top) == (200, 100)
    assert all(segment.top >= sheet.page.height for segment in letter)
