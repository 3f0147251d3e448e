"""Specked and dithered faxes are softened; clean faxes, drawn pages and scans are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.preprocess.rules import ruling_lines
from ocr.preprocess.soften import soften
from tests.preprocess.drawn import image, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def bilevel(pixels: Pixels) -> Pixels:
    return np.where(pixels < 128, 0, 255).astype(np.uint8)


def specked(pixels: Pixels, share: float, seed: int = 3) -> Pixels:
    page = pixels.copy()
    page[np.random.default_rng(seed).random(page.shape[:2]) < share] = 0
    return page


@pytest.mark.parametrize("page", [text_page(), table_page()], ids=["text", "table"])
def test_specked_fax_is_softened_and_says_so(page: Pixels) -> None:
    received = image(specked(bilevel(page), 0.001))
    soft, repair = soften(received)
    assert repair is not None
    assert (repair.step, repair.amount) == ("soften", 1.0)
    assert soft.pixels.shape == received.pixels.shape
    assert np.array_equal(soft.to_source, received.to_source)
    assert ((soft.pixels > 40) & (soft.pixels < 215)).any()


def dithered(pixels: Pixels, paper: float) -> Pixels:
    """Grey as a pattern of dots, 4 x 4, as faxes and old scanners make it."""
    pattern = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8
    height, width = pixels.shape[:2]
    levels = np.tile(pattern, (height // 4 + 1, width // 4 + 1))[:height, :width, None]
    return np.where(pixels * paper < levels, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("paper", [0.93, 0.8], ids=["light", "dark"])
def test_dithered_fax_is_softened_until_its_greys_are_grey(paper: float) -> None:
    received = image(dithered(table_page(), paper))
    soft, repair = soften(received)
    assert repair is not None
    assert (repair.step, repair.amount) == ("soften", 1.4)
    assert "dots" in repair.reason
    assert soft.pixels[:100].std() < 0.35 * received.pixels[:100].std()
    assert not ruling_lines(received)[0]
    assert len(ruling_lines(soft)[0]) >= 11


@pytest.mark.parametrize(
    "page",
    [
        text_page(),
        bilevel(text_page()),
        worn(table_page()),
        specked(worn(text_page()), 0.001),
        cv2.resize(text_page(), (620, 877), interpolation=cv2.INTER_AREA),
        specked(bilevel(text_page(496, 702)), 0.002),
        np.full((2339, 1654, 3), 255, np.uint8),
        np.zeros((40, 40, 3), np.uint8),
        np.full((1, 1, 3), 255, np.uint8),
    ],
    ids=["drawn", "clean fax", "scan", "specked scan", "small", "small fax", "blank", "black", "pixel"],
)
def test_other_page_is_returned_as_it_came(page: Pixels) -> None:
    received = image(page)
    same, repair = soften(received)
    assert same is received
    assert repair is None
