"""recognize: what an engine finds on a prepared image lies on the source page, in reading order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.characters import Letter
from ocr.document import Box, Word
from ocr.preprocess.image import PageImage
from ocr.recognize import Reading, legible, outside, recognize

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Finds:
    """An engine that has found these readings."""

    name = "finds 1"

    def __init__(self, *readings: Reading) -> None:
        self._readings = list(readings)

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        return self._readings


def quad(left: float, top: float, right: float, bottom: float) -> NDArray[np.float64]:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)


def blank(height: int = 1000, width: int = 800) -> PageImage:
    return PageImage.of_source(np.full((height, width, 3), 255, np.uint8))


def test_words_come_in_reading_order() -> None:
    engine = Finds(
        Reading("合計", quad(100, 300, 180, 330), 0.9),
        Reading("御中", quad(500, 102, 580, 132), 0.8),
        Reading("見本商事", quad(100, 100, 300, 130), 0.7),
    )
    words = recognize(blank(), engine)
    assert [word.text for word in words] == ["見本商事", "御中", "合計"]
    assert [word.confidence for word in words] == [0.7, 0.8, 0.9]


def test_legible_characters_count_by_confidence_and_by_the_way_they_run() -> None:
    engine = Finds(
        Reading("見本商事", quad(100, 100, 300, 130), 0.5), Reading("御中御中", quad(500, 100, 530, 300), 0.75)
    )
    assert legible(blank().pixels, engine) == (2.0, 3.0, 0.5)
    assert legible(blank().pixels, Finds()) == (0.0, 0.0, 0.0)


def test_columns_of_vertical_writing_come_from_the_right() -> None:
    engine = Finds(
        Reading("申し上げます", quad(500, 100, 530, 290), 0.9),
        Reading("拝啓時下御社", quad(600, 100, 630, 290), 0.9),
    )
    assert [word.text for word in recognize(blank(), engine)] == ["拝啓時下御社", "申し上げます"]


def test_blank_readings_are_dropped_and_faint_ones_kept() -> None:
    engine = Finds(Reading(" \u3000", quad(0, 0, 9, 9), 1.0), Reading(" 印 ", quad(20, 20, 40, 40), 0.01))
    (word,) = recognize(blank(), engine)
    assert (word.text, word.confidence) == ("印", 0.01)


def test_a_repaired_word_keeps_what_was_read() -> None:
    letters = (Letter("コ", 1.0), Letter("ピ", 1.0), Letter("一", 0.8, (("ー", 0.2),)))
    engine = Finds(
        Reading("コピ一", quad(0, 0, 90, 30), 0.9, letters),
        Reading("一式", quad(200, 0, 260, 30), 0.9, (Letter("一", 0.8, (("ー", 0.2),)), Letter("式", 1.0))),
        Reading("一ー", quad(400, 0, 460, 30), 0.9),
    )
    words = recognize(blank(), engine)
    assert [(word.text, word.raw) for word in words] == [("コピー", "コピ一"), ("一式", None), ("一ー", None)]


def test_a_seals_own_characters_lie_wholly_in_its_box() -> None:
    seals = [Box(left=100, top=100, right=200, bottom=200)]
    places = {"印": (120, 130, 180, 160), "見本商事": (0, 120, 190, 150), "東京都": (150, 110, 300, 140)}
    words = [Word(text=text, box=Box.model_validate(place), confidence=0.9) for text, place in places.items()]
    assert [word.text for word in outside(words, seals)] == ["見本商事", "東京都"]
    assert outside(words, []) == tuple(words)


def test_a_confidence_outside_0_to_1_is_taken_for_the_nearest() -> None:
    engine = Finds(Reading("甲", quad(0, 0, 9, 9), 1.0000002), Reading("乙", quad(20, 0, 29, 9), -0.1))
    assert [word.confidence for word in recognize(blank(), engine)] == [1.0, 0.0]


def test_rows_of_a_deskewed_page_are_those_of_its_level_image() -> None:
    angle = math.radians(4.0)
    turn = np.array([[math.cos(angle), -math.sin(angle), 60.0], [math.sin(angle), math.cos(angle), 0.0]])
    page = blank(2000, 2000)
    level = page.transformed(page.pixels, turn)
    names = [(f"{row}{column}", 100 + 700 * column, 200 + 40 * row) for column in range(3) for row in range(9)]
    engine = Finds(*(Reading(text, quad(x, y, x + 60, y + 28), 1.0) for text, x, y in names))
    assert [word.text for word in recognize(level, engine)] == sorted(text for text, _, _ in names)


@given(
    st.floats(-10, 10),
    st.floats(0.2, 3.0),
    st.tuples(st.floats(-200, 200), st.floats(-200, 200)),
    st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900), st.floats(1, 400), st.floats(1, 99)), max_size=12),
)
def test_every_word_lies_on_the_source_page(
    skew_deg: float,
    scale: float,
    moved: tuple[float, float],
    places: list[tuple[float, float, float, float]],
) -> None:
    cos, sin = scale * math.cos(math.radians(skew_deg)), scale * math.sin(math.radians(skew_deg))
    page = blank()
    image = page.transformed(page.pixels, np.array([[cos, -sin, moved[0]], [sin, cos, moved[1]]]))
    engine = Finds(*(Reading("字", quad(x, y, x + w, y + h), 0.5) for x, y, w, h in places))
    words = recognize(image, engine)
    assert len(words) == len(places)
    assert all(word.box.right <= 800 and word.box.bottom <= 1000 for word in words)
