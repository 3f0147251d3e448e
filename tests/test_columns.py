"""Columns: running text side by side is read down, tables and addresses are read across."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.columns import column_parts
from ocr.document import Box, Page, Word
from ocr.reading_order import page_text

LINE = 26
STEP = 40


def word(text: str, left: float, top: float, width: float) -> Word:
    place = Box(left=round(left), top=round(top), right=round(left + width), bottom=round(top) + LINE)
    return Word(text=text, box=place, confidence=1.0)


def prose(name: str, left: int, top: int, width: int, lines: int) -> list[Word]:
    """Lines that fill their column but for headings and the ends of paragraphs."""
    return [word(f"{name}{n}", left, top + n * STEP, width * (0.5 if n % 4 == 3 else 0.98)) for n in range(lines)]


def lines_of(words: list[Word], skew_deg: float = 0.0) -> list[str]:
    return page_text(Page(number=1, width=1654, height=2339, words=tuple(words), skew_deg=skew_deg)).splitlines()


@pytest.mark.parametrize("shift", [0, 13, 20])
def test_two_columns_are_read_one_after_the_other(shift: int) -> None:
    left, right = prose("左", 130, 300, 660, 20), prose("右", 860, 300 + shift, 660, 18)
    assert lines_of([*right, *left]) == [f"左{n}" for n in range(20)] + [f"右{n}" for n in range(18)]


def test_what_spans_the_columns_is_read_before_and_after_them() -> None:
    words = [
        word("約款", 600, 150, 400),
        *prose("左", 130, 300, 660, 12),
        *prose("右", 860, 300, 660, 12),
        word("以上の証として本書を作成する", 130, 900, 1200),
    ]
    read = lines_of(words)
    assert (read[0], read[1], read[13], read[-1]) == ("約款", "左0", "右0", "以上の証として本書を作成する")


def test_three_columns_are_read_in_turn() -> None:
    words = [one for n, left in enumerate((130, 610, 1090)) for one in prose("甲乙丙"[n], left, 300, 430, 15)]
    assert [line[0] for line in lines_of(words)] == ["甲"] * 15 + ["乙"] * 15 + ["丙"] * 15


def test_a_table_is_read_across() -> None:
    rows = [
        (word(f"品{n}", 130, 300 + n * STEP, 500 - 40 * (n % 5)), word(f"額{n}", 1300, 300 + n * STEP, 120))
        for n in range(20)
    ]
    assert lines_of([one for row in rows for one in row]) == [f"品{n} 額{n}" for n in range(20)]


def test_a_table_with_remarks_is_read_across() -> None:
    rows = [
        (
            word(f"品{n}", 130, 300 + n * STEP, 300 + 60 * (n % 6)),
            word(f"数{n}", 800, 300 + n * STEP, 40),
            word(f"備考{n}", 1000, 300 + n * STEP, 150 + 70 * (n % 5)),
        )
        for n in range(20)
    ]
    assert lines_of([one for row in rows for one in row])[7] == "品7 数7 備考7"


def test_signatures_side_by_side_are_read_across() -> None:
    lines = ("住所", "会社", "代表者", "日付")
    words = [
        word(f"{side}{line}", left, 300 + n * STEP, 420 - 60 * n)
        for side, left in (("甲", 130), ("乙", 860))
        for n, line in enumerate(lines)
    ]
    assert lines_of(words) == [f"甲{line} 乙{line}" for line in lines]


sides = st.tuples(st.integers(0, 1500), st.integers(0, 2200), st.integers(1, 600), st.integers(1, 60))


@given(st.lists(sides, max_size=60))
def test_every_word_is_in_exactly_one_part(found: list[tuple[int, int, int, int]]) -> None:
    level = np.array([(x, y, x + w, y + h) for x, y, w, h in found], np.float64).reshape(-1, 4)
    assert sorted(int(n) for part in column_parts(level) for n in part) == list(range(len(found)))
