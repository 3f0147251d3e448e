"""Quarter turns: pages end upright whichever way they came; doubtful ones are read, and blank ones stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ocr.preprocess.orient import upright
from ocr.source import open_source
from tests.preprocess.drawn import image, table_page, text_page, worn

if TYPE_CHECKING:
    from ocr.preprocess.image import PageImage
    from ocr.preprocess.orient import Legible

_SAMPLES = Path(__file__).parents[2] / "samples"
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


def _noise() -> PageImage:
    """Nothing that the network could be sure of."""
    return image(np.random.default_rng(1).integers(0, 256, (400, 300, 3), np.uint8))


def test_noise_stays_as_it_came() -> None:
    noise = _noise()
    assert upright(noise) == (noise, None)


def _reads(first: tuple[float, float], upside_down: tuple[float, float]) -> Legible:
    """An engine to which the page shows that many characters across and down, and so many when turned over."""
    answers = iter(((*first, 0.8), (*upside_down, 0.8)))
    return lambda pixels: next(answers)


@pytest.mark.parametrize(
    ("first", "upside_down", "turns"),
    [
        ((90, 0), (30, 0), {0, 90}),
        ((30, 0), (90, 0), {180, 270}),
        ((0, 90), (0, 30), {270, 0}),
        ((0, 30), (0, 90), {90, 180}),
        ((20, 90), (20, 30), {270, 0}),
    ],
    ids=["rows", "rows upside down", "columns", "columns upside down", "columns under a letterhead"],
)
def test_a_page_in_doubt_is_turned_to_where_it_makes_sense(
    first: tuple[float, float], upside_down: tuple[float, float], turns: set[int]
) -> None:
    turned, repair = upright(_noise(), _reads(first, upside_down))
    assert turned.turned_deg in turns
    assert (repair is None) == (turned.turned_deg == 0)
    assert repair is None or "made sense" in repair.reason


@pytest.mark.parametrize("first", [(0, 0), (3, 0), (90, 0)], ids=["nothing", "a few characters", "as much"])
def test_a_page_that_makes_no_more_sense_one_way_up_stays_as_it_came(first: tuple[float, float]) -> None:
    noise = _noise()
    assert upright(noise, _reads(first, (first[0] * 0.8, 0))) == (noise, None)


def test_a_page_that_reads_plainly_is_not_read_upside_down() -> None:
    answers = iter([(90.0, 0.0, 0.95)])
    turned, _ = upright(_noise(), lambda pixels: next(answers))
    assert turned.turned_deg in {0, 90}
    assert next(answers, None) is None


def test_a_page_that_is_sure_is_not_read() -> None:
    received = np.ascontiguousarray(np.rot90(text_page(), 2))
    turned, _ = upright(image(received), _reads((90, 0), (0, 0)))
    assert turned.turned_deg == 180


@pytest.mark.parametrize(("certainty", "looked_at"), [(0.9, [2]), (0.7, [2, 6])], ids=["sure", "not so sure"])
def test_more_tiles_are_looked_at_only_where_the_first_are_not_sure(
    certainty: float, looked_at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def network(batch: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> list[np.ndarray]:
        asked.append(len(batch))
        return [np.tile(np.array([0, 0, certainty, 0], np.float32), (len(batch), 1))]

    monkeypatch.setattr("ocr.preprocess.orient._network", lambda: network)
    turned, _ = upright(image(text_page()))
    assert (turned.turned_deg, asked) == (180, looked_at)


@pytest.mark.parametrize("clockwise", [90, 180, 270])
@pytest.mark.parametrize(
    "name", ["receipt/supermarket", "contract/hotel-cleaning", "purchase_order/warehouse-steel", "invoice/greengrocer"]
)
def test_samples_are_turned_back(name: str, clockwise: int) -> None:
    (path,) = (file for file in (_SAMPLES / name).iterdir() if file.suffix != ".json")
    page = next(iter(open_source(path).pages())).image
    assert upright(page) == (page, None)
    turned, _ = upright(image(np.ascontiguousarray(np.rot90(page.pixels, -clockwise // 90))))
    assert turned.turned_deg == 360 - clockwise


if _SHARED.is_dir():

    @pytest.mark.parametrize(
        ("name", "turn"), [("d017.jpg", 180), ("d024.jpg", 90), ("d033.pdf", 180), ("d038.jpg", 270)]
    )
    def test_turned_documents_end_upright(name: str, turn: int) -> None:
        assert {upright(page.image)[0].turned_deg for page in open_source(_SHARED / name).pages()} == {turn}

    @pytest.mark.parametrize("clockwise", [90, 180, 270])
    @pytest.mark.parametrize("name", ["d001.jpg", "d019.jpg", "d027.tif"])
    def test_the_set_is_turned_back(name: str, clockwise: int) -> None:
        page = next(iter(open_source(_SHARED / name).pages())).image
        turned, _ = upright(image(np.ascontiguousarray(np.rot90(page.pixels, -clockwise // 90))))
        assert turned.turned_deg == 360 - clockwise
