"""One encoding for training and reading: tokens, boxes on a scale of the text, facts of rules and seals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.document import Box, Page, Word
from ocr.layout_model.features import (
    FIRST,
    RULE_ABOVE,
    RULE_BELOW,
    RULE_LEFT,
    RULE_RIGHT,
    SCALE,
    SEALED,
    WINDOW,
    encode,
    windows,
)
from ocr.layout_model.model import FOLDER, TOKENIZER
from ocr.layout_model.tokenizer import CharacterTokenizer


@pytest.fixture(scope="module")
def tokenizer() -> CharacterTokenizer:
    return CharacterTokenizer(FOLDER / TOKENIZER)


def word(text: str, left: int, top: int, right: int, bottom: int) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=right, bottom=bottom), confidence=0.9)


def page(*words: Word, **more: tuple[Box, ...]) -> Page:
    return Page(number=1, width=2000, height=2800, words=words, **more)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("合計 ¥1,234,567-", ["合", "計", "¥", "1,234,567", "-"]),
        ("T1234567890123", ["T", "1234567890123"]),
        ("2026年10月31日", ["2026", "年", "10", "月", "31", "日"]),
        ("㈱ﾊﾞﾗ", ["㈱", "㈱", "㈱", "ﾊﾞ", "ﾗ"]),
        ("1,2345", ["1", ",", "2345"]),
        ("　", []),
    ],
)
def test_tokens_are_characters_and_numbers_as_written(
    tokenizer: CharacterTokenizer, text: str, pieces: list[str]
) -> None:
    ((_, spans),) = tokenizer.tokens([text])
    assert [text[start:end] for start, end in spans] == pieces


def test_width_case_and_digits_make_no_difference(tokenizer: CharacterTokenizer) -> None:
    (one, _), (other, _) = tokenizer.tokens(["TEL 03-1234", "ｔｅｌ　99－5678"])
    assert one == other


@given(st.text(max_size=40))
def test_spans_are_in_order_and_inside_any_text(text: str) -> None:
    ((ids, spans),) = _TOKENIZER.tokens([text])
    assert len(ids) == len(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [s for s, _ in spans] == sorted(s for s, _ in spans)


_TOKENIZER = CharacterTokenizer(FOLDER / TOKENIZER)


def test_tokens_stand_in_reading_order_with_their_owners(tokenizer: CharacterTokenizer) -> None:
    read = page(
        word("合計", 1200, 1000, 1300, 1050), word("請求書", 800, 200, 1100, 280), word("990円", 1400, 1000, 1550, 1050)
    )
    found = encode(read, tokenizer)
    assert found.owners.tolist() == [[1, 0, 1], [1, 1, 2], [1, 2, 3], [0, 0, 1], [0, 1, 2], [2, 0, 3], [2, 3, 4]]
    assert [bool(f & FIRST) for f in found.facts.tolist()] == [True, False, False, True, False, True, False]


def test_boxes_are_on_a_scale_of_the_text_not_of_the_page(tokenizer: CharacterTokenizer) -> None:
    near = encode(page(word("甲乙", 100, 100, 300, 200), word("丙", 1000, 1000, 1100, 1100)), tokenizer)
    far = encode(page(word("甲乙", 700, 900, 900, 1000), word("丙", 1600, 1800, 1700, 1900)), tokenizer)
    assert near.boxes.tolist() == far.boxes.tolist() == [[0, 0, 100, 100], [100, 0, 200, 100], [900, 900, SCALE, SCALE]]


def test_skew_is_taken_out_of_boxes(tokenizer: CharacterTokenizer) -> None:
    left, right = word("甲", 100, 100, 200, 200), word("乙", 1800, 130, 1900, 230)
    skewed = Page(number=1, width=2000, height=2800, words=(left, right), skew_deg=1.01)
    tops = encode(skewed, tokenizer).boxes[:, 1].tolist()
    assert abs(tops[0] - tops[1]) <= 1


def test_facts_tell_ruled_sides_and_seals(tokenizer: CharacterTokenizer) -> None:
    cell, free = word("甲", 500, 500, 550, 540), word("乙", 500, 1500, 550, 1540)
    found = encode(
        page(
            cell,
            free,
            horizontal_rules=(
                Box(left=400, top=480, right=900, bottom=484),
                Box(left=400, top=560, right=900, bottom=564),
            ),
            vertical_rules=(
                Box(left=400, top=480, right=404, bottom=564),
                Box(left=900, top=480, right=904, bottom=564),
            ),
            seals=(Box(left=520, top=1490, right=640, bottom=1600),),
        ),
        tokenizer,
    )
    assert found.facts.tolist() == [FIRST | RULE_LEFT | RULE_RIGHT | RULE_ABOVE | RULE_BELOW, FIRST | SEALED]


def test_vertical_text_is_cut_downwards(tokenizer: CharacterTokenizer) -> None:
    found = encode(page(word("金額", 100, 100, 150, 300), word("行", 400, 120, 450, 170)), tokenizer)
    of_column = [box for box, (n, _, _) in zip(found.boxes.tolist(), found.owners.tolist(), strict=True) if n == 0]
    assert of_column[0][3] == of_column[1][1]
    assert of_column[0][0] == of_column[1][0]


def test_columns_are_laid_down_as_rows_with_their_rules(tokenizer: CharacterTokenizer) -> None:
    """The same page written down and written across: its columns become its rows, the first one on top."""
    columns = page(
        word("御請求書", 1500, 100, 1560, 500),
        word("金額", 1300, 300, 1350, 500),
        word("三千円", 1300, 600, 1350, 900),
        vertical_rules=(Box(left=1398, top=100, right=1402, bottom=900),),
        horizontal_rules=(Box(left=1290, top=548, right=1400, bottom=552),),
    )
    rows = page(
        word("御請求書", 100, 440, 500, 500),
        word("金額", 300, 650, 500, 700),
        word("三千円", 600, 650, 900, 700),
        horizontal_rules=(Box(left=100, top=598, right=900, bottom=602),),
        vertical_rules=(Box(left=548, top=600, right=552, bottom=710),),
    )
    down, across = encode(columns, tokenizer), encode(rows, tokenizer)
    assert down.ids.tolist() == across.ids.tolist()
    assert down.boxes.tolist() == across.boxes.tolist()
    assert down.facts.tolist() == across.facts.tolist()
    assert down.facts[4] == FIRST | RULE_ABOVE | RULE_RIGHT


def test_an_empty_page_has_no_tokens(tokenizer: CharacterTokenizer) -> None:
    assert len(encode(page(), tokenizer)) == 0


@given(st.integers(0, 5000))
def test_windows_cover_every_token_and_overlap(count: int) -> None:
    parts = windows(count)
    assert sorted({n for start, end in parts for n in range(start, end)}) == list(range(count))
    assert all(end - start <= WINDOW for start, end in parts)
    assert all(after[0] < before[1] for before, after in pairwise(parts))
