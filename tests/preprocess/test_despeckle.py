"""Salt and pepper is taken out of scans; faxes and clean pages are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.preprocess.despeckle import despeckle
from tests.preprocess.drawn import image, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def salted(page: Pixels, share: float) -> Pixels:
    """That share of the pixels black or white."""
    page, chance = page.copy(), np.random.default_rng(3).random(page.shape[:2])
    page[chance < share / 2] = 0
    page[chance > 1 - share / 2] = 255
    return page


@pytest.mark.parametrize("share", [0.015, 0.05])
def test_specks_are_taken_out_and_print_stays(share: float) -> None:
    scan = worn(table_page())
    received = image(salted(scan, share))
    clean, repair = despeckle(received)
    assert repair is not None
    assert repair.step == "despeckle"
    assert repair.amount == pytest.approx(share / 2, rel=0.3)
    assert np.array_equal(clean.to_source, received.to_source)
    margin = clean.pixels[:100]
    assert (margin < 120).mean() < 0.05 * (received.pixels[:100] < 120).mean()
    assert np.abs(clean.pixels.astype(int) - scan).mean() < 5


@pytest.mark.parametrize(
    "pixels",
    [
        text_page(),
        worn(table_page()),
        salted(worn(text_page()), 0.001),
        np.where(np.random.default_rng(1).random((2339, 1654, 1)) < 0.2, 0, text_page()).astype(np.uint8),
        salted(worn(text_page(700, 1400)), 0.03),
        np.full((2339, 1654, 3), 250, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.full((3, 2000, 3), 90, np.uint8),
    ],
    ids=["clean", "scan", "a little dust", "dots for grey", "small", "blank", "pixel", "strip"],
)
def test_other_page_is_returned_as_it_came(pixels: Pixels) -> None:
    received = image(pixels)
    same, repair = despeckle(received)
    assert same is received
    assert repair is None
