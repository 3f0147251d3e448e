"""Label words: found where they stand, and where one character was misread, without trying each on each text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.label_words import LabelWords

LABELS = LabelWords(("合計", "ご請求金額", "請求金額", "請求日", "total amount"))


def found(text: str) -> list[tuple[int, int, int, float]]:
    return list(LABELS.occurrences(text))


def test_words_are_found_where_they_stand_the_longest_first() -> None:
    assert found("合計(ご請求金額)と合計") == [(3, 8, 1, 1.0), (4, 8, 2, 1.0), (0, 2, 0, 1.0), (10, 12, 0, 1.0)]


def test_a_word_that_opens_a_text_may_have_one_character_misread_in_either_half() -> None:
    assert found("【請才金額】") == [(1, 5, 2, 0.85)]
    assert found("請求金頷") == [(0, 4, 2, 0.85)]
    assert found("請才金頷") == []


def test_neither_short_words_nor_latin_ones_are_known_misread() -> None:
    assert found("会計") == found("請才日") == found("totalamaunt") == []


def test_a_character_that_makes_another_word_is_no_misreading() -> None:
    assert found("請求日額") == [(0, 3, 3, 1.0)]


def test_words_as_they_stand_only() -> None:
    assert list(LABELS.exact("御請求金額の合計、請求金頷")) == [(1, 5), (6, 8)]


def tried(text: str, key: str) -> list[tuple[int, int, float]]:
    """Where one word stands, without any order of words."""
    exact = [(m.start(), m.end(), 1.0) for m in re.finditer(re.escape(key), text)]
    wrong = [a for a, b in zip(text, key, strict=False) if a != b]
    is_misread = len(key) >= 4 and len(text) >= len(key) and len(wrong) == 1 and wrong[0] in "求ご計会才"
    return exact or [(0, len(key), 0.85)] * is_misread


@given(st.text("請求日金額ご合計会才", max_size=9))
def test_what_is_found_is_what_trying_each_word_finds(text: str) -> None:
    words = sorted(enumerate(LABELS.keys[:4]), key=lambda pair: -len(pair[1]))
    assert found(text) == [(start, end, n, like) for n, key in words for start, end, like in tried(text, key)]
