"""Visual rows: side by side is one row, whatever skew, curl and size do to the boxes."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from ocr.document import Box, Page, Word
from ocr.reading_order import page_text, visual_rows

HEIGHT = 24


def word(text: str, left: float, top: float, *, height: float = HEIGHT, width: float | None = None) -> Word:
    right = left + (width or len(text) * height)
    box = Box(left=int(left), top=int(top), right=math.ceil(right), bottom=math.ceil(top + height))
    return Word(text=text, box=box, confidence=1.0)


def page(*words: Word, skew_deg: float = 0.0) -> Page:
    return Page(number=1, width=2000, height=3000, words=words, skew_deg=skew_deg)


def tilted(text: str, left: float, top: float, skew_deg: float, bend: float = 0.0) -> Word:
    """A word whose line goes down to the right by skew_deg and sags by bend * x² pixels: its box is as high as it."""
    width = len(text) * HEIGHT
    slope = math.tan(math.radians(skew_deg))
    ends = [top + slope * x + bend * x * x for x in (left, left + width)]
    return word(text, left, min(ends), height=HEIGHT + abs(ends[1] - ends[0]), width=width)


def test_a_page_without_words_has_no_rows() -> None:
    assert visual_rows(page()) == ()
    assert page_text(page()) == ""


def test_rows_go_down_and_words_go_right() -> None:
    words = (word("金額", 900, 300), word("合計", 900, 500), word("品名", 100, 304), word("数量", 500, 296))
    assert page_text(page(*words)) == "品名 数量 金額\n合計"


def test_a_row_is_found_again_on_a_page_scanned_askew() -> None:
    for skew_deg in (-5.0, -1.0, 1.0, 5.0):
        words = [
            tilted(text, left, 400 + 40 * n, skew_deg)
            for n, row in enumerate(("品目甲 数個 金額", "食パン 八斤 千円", "牛乳瓶 二本 百円"))
            for text, left in zip(row.split(), (100, 700, 1500), strict=True)
        ]
        lines = page_text(page(*words, skew_deg=skew_deg)).splitlines()
        assert lines == ["品目甲 数個 金額", "食パン 八斤 千円", "牛乳瓶 二本 百円"]


def test_a_row_may_bend_with_the_paper() -> None:
    bend = 30 / 1600**2 * 4  # sags by five line heights from edge to edge
    words = [tilted("字", left, 400 + 36 * n, 0.0, bend) for n in range(6) for left in range(100, 1700, 60)]
    rows = visual_rows(page(*words))
    assert [len(row) for row in rows] == [27] * 6


def test_a_large_total_beside_two_lines_does_not_make_them_one() -> None:
    words = (
        word("御請求額", 100, 400),
        word("うち消費税", 100, 432),
        word("¥441,648", 500, 396, height=64, width=300),
        word("税込", 900, 400),
        word("十%", 900, 432),
    )
    rows = page_text(page(*words)).splitlines()
    assert not any("御請求額" in row and "うち消費税" in row for row in rows)
    assert not any("税込" in row and "十%" in row for row in rows)
    assert len(rows) == 2


def test_a_seal_over_three_lines_does_not_make_them_one() -> None:
    lines = [word(text, 900, 300 + 34 * n) for n, text in enumerate(("株式会社見本商事", "東京都千代田区", "電話番号"))]
    seal = word("印", 1120, 290, height=110, width=110)
    rows = visual_rows(page(*lines, seal))
    assert all(len({n for n in row if n < 3}) <= 1 for row in rows)


def test_a_heading_down_the_side_of_several_rows_is_a_line_before_them() -> None:
    column = word("合計金額欄", 60, 300, height=200, width=30)
    lines = [word(text, 200, 300 + 40 * n) for n, text in enumerate(("一行目", "二行目", "三行目", "四行目", "五行目"))]
    text = page_text(page(word("請求書", 200, 200), column, *lines))
    assert text.splitlines() == ["請求書", "合計金額欄", "一行目", "二行目", "三行目", "四行目", "五行目"]


boxes = st.builds(
    lambda left, top, width, height: Box(left=left, top=top, right=left + width, bottom=top + height),
    st.integers(0, 1700),
    st.integers(0, 2700),
    st.integers(1, 300),
    st.integers(1, 300),
)


@given(st.lists(boxes, max_size=40), st.floats(-10, 10))
def test_every_word_is_in_exactly_one_row(found: list[Box], skew_deg: float) -> None:
    words = [Word(text="字", box=box, confidence=1.0) for box in found]
    rows = visual_rows(page(*words, skew_deg=skew_deg))
    assert sorted(n for row in rows for n in row) == list(range(len(words)))


@given(st.data())
def test_rows_do_not_depend_on_the_order_words_were_found_in(data: st.DataObject) -> None:
    found = data.draw(st.lists(boxes, max_size=30, unique_by=lambda box: (box.left, box.top, box.right, box.bottom)))
    words = [Word(text=f"{n}", box=box, confidence=1.0) for n, box in enumerate(found)]
    shuffled = data.draw(st.permutations(words))
    as_found = {frozenset(words[n].text for n in row) for row in visual_rows(page(*words))}
    assert {frozenset(shuffled[n].text for n in row) for row in visual_rows(page(*shuffled))} == as_found


def test_a_page_of_more_words_than_are_compared_at_a_time_has_the_same_rows() -> None:
    words = [word(f"{n}-{k}", 20 + 120 * k, 40 + 50 * n, width=40) for n in range(40) for k in range(15)]
    assert page_text(page(*words)).splitlines() == [" ".join(f"{n}-{k}" for k in range(15)) for n in range(40)]
