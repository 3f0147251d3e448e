"""A column as a row: characters cut apart where they are, punctuation moved to where rows have it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from ocr.characters import Letter
from ocr.engines.column import as_row, closed_up
from ocr.engines.ctc import Line
from ocr.engines.rapid import RapidEngine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

SIDE, WIDTH = 40, 44
"""Of a character, and of the column as a text detector finds it."""
SAMPLE = Path(__file__).parent.parent / "data" / "engine_sample.png"


def cell(*ink: tuple[int, int, int, int]) -> Pixels:
    """A character of rectangles (left, top, right, bottom)."""
    drawn = np.full((SIDE, SIDE, 3), 255, np.uint8)
    for left, top, right, bottom in ink:
        drawn[top:bottom, left:right] = 0
    return drawn


KANJI = cell((5, 5, 35, 10), (5, 30, 35, 35), (5, 5, 10, 35))
ONE = cell((5, 18, 35, 21))
COMMA_OF_A_COLUMN = cell((26, 4, 36, 12))
BAR_OF_A_COLUMN = cell((18, 4, 22, 36))
BRACKET_OF_A_COLUMN = cell((6, 30, 34, 33), (6, 33, 9, 38), (31, 33, 34, 38))


def column(*cells: Pixels) -> Pixels:
    return np.pad(np.concatenate(cells), ((2, 2), (2, 2), (0, 0)), constant_values=255)


def ink_of(row: Pixels, n: int) -> tuple[int, int, int, int]:
    """left, right, top, bottom of the n-th character's ink."""
    dark = row[:, n * WIDTH : (n + 1) * WIDTH, 0] < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1


def size_of(row: Pixels, n: int) -> tuple[int, int]:
    """Width and height of the n-th character's ink."""
    left, right, top, bottom = ink_of(row, n)
    return right - left, bottom - top


def test_characters_stand_side_by_side_as_they_stood_one_above_the_other() -> None:
    row = as_row(column(KANJI, ONE, KANJI, KANJI, ONE))
    assert row.shape == (WIDTH, 5 * WIDTH, 3)
    assert [size_of(row, n) for n in range(5)] == [(30, 30), (30, 3), (30, 30), (30, 30), (30, 3)]


def test_a_comma_moves_to_the_lower_left() -> None:
    row = as_row(column(KANJI, COMMA_OF_A_COLUMN, KANJI, KANJI))
    left, right, top, bottom = ink_of(row, 1)
    assert right <= WIDTH / 2 <= top
    assert (right - left, bottom - top) == (10, 8)


def test_brackets_and_long_vowels_are_turned_and_a_one_is_not() -> None:
    row = as_row(column(BRACKET_OF_A_COLUMN, KANJI, BAR_OF_A_COLUMN, ONE, KANJI))
    assert [size_of(row, n) for n in range(5)] == [(8, 28), (30, 30), (32, 4), (30, 3), (30, 30)]


def test_a_dash_between_digits_is_turned_and_a_digit_is_not() -> None:
    dash, digit = cell((19, 8, 22, 33)), cell((15, 6, 25, 34))
    row = as_row(column(KANJI, digit, dash, digit, KANJI))
    assert [size_of(row, n) for n in range(1, 4)] == [(10, 28), (25, 3), (10, 28)]


@pytest.mark.parametrize(("width", "height"), [(1, 2), (1, 300), (3, 7), (12, 24), (12, 400)])
@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_sliver_without_characters_gives_a_row(width: int, height: int, shade: int) -> None:
    assert as_row(np.full((height, width, 3), shade, np.uint8)).shape[0] == width


def test_lines_set_as_columns_are_read_as_before() -> None:
    sample = np.asarray(Image.open(SAMPLE).convert("RGB"))
    engine = RapidEngine()
    lines = [reading for reading in engine.read(sample) if "株式会社サンプル商事" in reading.text]
    (line,) = lines
    left, top = line.quad.min(axis=0).astype(int)
    right, bottom = line.quad.max(axis=0).astype(int)
    edges = np.linspace(left, right, len(line.text) + 1).astype(int)
    side = bottom - top
    column = np.full((side * len(line.text), side, 3), 255, np.uint8)
    for n, (a, b) in enumerate(itertools.pairwise(edges)):
        piece = sample[top:bottom, a:b][:, :side]
        column[n * side : (n + 1) * side, : piece.shape[1]] = piece
    page = np.full((len(column) + 200, 400, 3), 255, np.uint8)
    page[100:-100, 180 : 180 + side] = column
    (read,) = engine.read(page)
    assert read.text.replace(" ", "") == line.text.replace(" ", "")


@pytest.mark.parametrize(
    ("read", "closed"),
    [("5 2 7,2 7 3円", "527,273円"), ("T 12 3", "T123"), ("金 一 円", "金 一 円"), ("電話 03", "電話 03")],
)
def test_digits_in_squares_of_their_own_are_one_number(read: str, closed: str) -> None:
    line = closed_up(Line(read, 0.9, (Letter("", 0.9, ()), *(Letter(char, 0.9, ()) for char in read))))
    assert line.text == closed
    assert "".join(letter.text for letter in line.letters) == closed
