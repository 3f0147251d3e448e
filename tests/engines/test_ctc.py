"""Decoder: shares of characters, step by step, to text and what else it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ocr.engines.ctc import Decoder, Line

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHARACTERS = ["blank", "甲", "乙", "※", " "]


def steps(*shares: dict[str, float]) -> NDArray[np.float32]:
    """(steps, characters) shares; what is not named goes to the blank."""
    rows = np.zeros((len(shares), len(CHARACTERS)), np.float32)
    for row, named in zip(rows, shares, strict=True):
        for character, share in named.items():
            row[CHARACTERS.index(character)] = share
        row[0] += 1 - row.sum()
    return rows


def test_repetitions_are_one_letter_unless_a_blank_parts_them() -> None:
    line = Decoder(CHARACTERS).line(steps({"甲": 0.9}, {"甲": 0.8}, {}, {"甲": 0.7}, {"乙": 1.0}))
    assert line.text == "甲甲乙"
    assert line.confidence == pytest.approx((0.9 + 0.7 + 1.0) / 3, abs=1e-5)


def test_a_letter_tells_what_else_it_may_be_likeliest_first() -> None:
    (letter,) = Decoder(CHARACTERS).line(steps({"甲": 0.6, "乙": 0.1, "※": 0.3}, {"甲": 0.5, "乙": 0.4})).letters
    assert letter.text == "甲"
    assert [other for other, _ in letter.others] == ["乙", "※"]
    assert [share for _, share in letter.others] == pytest.approx([0.4, 0.3])


def test_a_mark_that_was_left_out_is_a_letter_without_text() -> None:
    line = Decoder(CHARACTERS).line(steps({}, {"※": 0.2}, {}, {"甲": 1.0}, {"乙": 0.2}))
    assert [letter.text for letter in line.letters] == ["", "甲"]
    assert [other for other, _ in line.letters[0].others] == ["※"]
    assert (line.text, line.confidence) == ("甲", 1.0)


def test_spaces_at_the_ends_are_no_text() -> None:
    assert Decoder(CHARACTERS).line(steps({" ": 0.9}, {"甲": 0.9}, {" ": 0.9})).text == "甲"


def test_nothing_is_read_from_blanks() -> None:
    assert Decoder(CHARACTERS).line(steps({}, {})) == Line("", 0.0, ())
