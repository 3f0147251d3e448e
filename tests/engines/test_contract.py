"""Every registered engine reads the same small paper; one that is not installed is a failure, not a skip."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from ocr.engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ocr.recognize import Engine, Reading

SAMPLE = Path(__file__).parent.parent / "data" / "engine_sample.png"


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield ENGINES[request.param]()


@pytest.fixture(scope="module")
def pixels() -> NDArray[np.uint8]:
    return np.asarray(Image.open(SAMPLE).convert("RGB"))


@pytest.fixture(scope="module")
def readings(engine: Engine, pixels: NDArray[np.uint8]) -> list[Reading]:
    return engine.read(pixels)


def test_amounts_dates_and_numbers_are_read(readings: list[Reading]) -> None:
    text = "".join(reading.text.replace(" ", "") for reading in readings)
    for expected in ("441,648", "2026年10月31日", "234567890123"):
        assert expected in text


def test_most_of_the_paper_is_read(readings: list[Reading]) -> None:
    read = Counter("".join(reading.text for reading in readings))
    printed = Counter("請求書株式会社サンプル商事御中2026年10月31日登録番号T1234567890123合計金額¥441,648")
    # Tesseract 5.5 drops 合計金額, 5.3 reads it: a word beside much larger type may go missing, not more
    assert (read & printed).total() >= 0.9 * printed.total()


def test_a_reading_never_spans_two_columns(readings: list[Reading]) -> None:
    date = next(reading for reading in readings if "2026" in reading.text)
    assert "株式会社" not in date.text


def test_quads_are_clockwise_from_the_top_left_around_the_ink(
    readings: list[Reading], pixels: NDArray[np.uint8]
) -> None:
    amount = next(reading for reading in readings if "441,648" in reading.text)
    assert amount.quad.shape == (4, 2)
    (left, top), _, (right, bottom), _ = amount.quad
    assert left < right and top < bottom
    ink = np.argwhere(pixels[240:315, 400:700].min(axis=2) < 128) + np.array([240, 400])
    for edge, of_ink in ((top, ink[:, 0].min()), (left, ink[:, 1].min())):
        assert of_ink - 16 <= edge <= of_ink + 3
    for edge, of_ink in ((bottom, ink[:, 0].max()), (right, ink[:, 1].max())):
        assert of_ink - 3 <= edge <= of_ink + 16


def test_confidence_is_a_share(readings: list[Reading]) -> None:
    assert all(0.0 <= reading.confidence <= 1.0 for reading in readings)
    assert max(reading.confidence for reading in readings) > 0.8


def test_no_reading_is_blank(readings: list[Reading]) -> None:
    assert all(reading.text.strip() for reading in readings)


@pytest.mark.parametrize("shape", [(1, 1, 3), (40, 900, 3), (900, 40, 3), (400, 300, 3)])
def test_a_blank_page_of_any_shape_has_no_text(engine: Engine, shape: tuple[int, int, int]) -> None:
    assert engine.read(np.full(shape, 255, np.uint8)) == []


def test_the_same_pixels_read_the_same_twice(engine: Engine, pixels: NDArray[np.uint8]) -> None:
    once, again = engine.read(pixels), engine.read(pixels)
    assert [(r.text, r.confidence, r.quad.tolist()) for r in once] == [
        (r.text, r.confidence, r.quad.tolist()) for r in again
    ]


def test_the_pixels_are_left_as_they_were(engine: Engine, pixels: NDArray[np.uint8]) -> None:
    given = pixels.copy()
    engine.read(given)
    assert np.array_equal(given, pixels)


def test_the_name_says_engine_and_model(engine: Engine) -> None:
    assert engine.name.split()[0] in ENGINES
    assert len(engine.name.split()) > 1
