"""Quarter turns: pages end upright whichever way they came, and blank or doubtful ones stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ocr.preprocess.orient import upright
from ocr.source import open_source
from tests.preprocess.drawn import image, table_page, text_page, worn

_SHARED = Path(__file__).parents[3] / "shared" / "data" / "japanese_documents" / "docs"


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
@pytest.mark.parametrize("page", [text_page(), worn(table_page()), text_page(700, 1800)], ids=["text", "table", "slip"])
def test_page_is_turned_back(page: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]], clockwise: int) -> None:
    received = np.ascontiguousarray(np.rot90(page, -clockwise // 90))
    turned, repair = upright(image(received))
    assert turned.turned_deg == (repair.amount if repair else 0) == (360 - clockwise) % 360
    assert np.array_equal(turned.pixels, page)


def test_turned_page_is_its_own_source_page() -> None:
    turned, _ = upright(image(np.ascontiguousarray(np.rot90(text_page()))))
    assert (turned.source_width, turned.source_height) == (1654, 2339)
    assert np.array_equal(turned.to_source, [[1, 0, 0], [0, 1, 0]])


@pytest.mark.parametrize("shade", [255, 200, 0])
@pytest.mark.parametrize("size", [(2339, 1654), (40, 30), (1, 1), (20, 3000), (1, 100_000)])
def test_blank_page_stays_as_it_came(shade: int, size: tuple[int, int]) -> None:
    blank = image(np.full((*size, 3), shade, np.uint8))
    assert upright(blank) == (blank, None)


def test_noise_stays_as_it_came() -> None:
    noise = image(np.random.default_rng(1).integers(0, 256, (400, 300, 3), np.uint8))
    assert upright(noise) == (noise, None)


if _SHARED.is_dir():

    @pytest.mark.parametrize(
        ("name", "turn"), [("d017.jpg", 180), ("d024.jpg", 90), ("d033.pdf", 180), ("d038.jpg", 270)]
    )
    def test_turned_documents_end_upright(name: str, turn: int) -> None:
        assert {upright(page.image)[0].turned_deg for page in open_source(_SHARED / name).pages()} == {turn}
