"""Skew: its sign and size, what is left alone, and that boxes find their way home."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.preprocess.deskew import deskew, profile_sharpness
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn


@pytest.mark.parametrize("skew", [-5.4, -2.3, -0.6, 0.3, 1.1, 4.2])
@pytest.mark.parametrize("page", [text_page(), worn(table_page())], ids=["text", "worn table"])
def test_slope_is_found_with_its_sign(page: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]], skew: float) -> None:
    level, repair = deskew(image(rotated(page, skew)))
    assert repair is not None
    assert repair.amount == pytest.approx(skew, abs=0.08)
    assert level.skew_deg == pytest.approx(repair.amount)
    assert deskew(image(level.pixels))[0].skew_deg == pytest.approx(0, abs=0.11)


@pytest.mark.parametrize("skew", [0.0, 0.05, -9.0, 12.0, 45.0])
def test_level_and_far_turned_pages_are_returned_as_they_came(skew: float) -> None:
    received = image(rotated(text_page(), skew))
    assert deskew(received) == (received, None)


@pytest.mark.parametrize("size", [(2339, 1654), (1, 1), (3, 2000), (1, 100_000)])
def test_blank_page_is_returned_as_it_came(size: tuple[int, int]) -> None:
    blank = image(np.full((*size, 3), 250, np.uint8))
    assert deskew(blank) == (blank, None)


@pytest.mark.parametrize("thickness", [1, 4, 400])
def test_page_with_one_level_edge_is_returned_as_it_came(thickness: int) -> None:
    page = np.full((1000, 800, 3), 255, np.uint8)
    page[500 : 500 + thickness, 40:760] = 0
    received = image(page)
    assert deskew(received) == (received, None)


def test_noise_is_returned_as_it_came() -> None:
    noise = image(np.random.default_rng(1).integers(0, 256, (1000, 800, 3), np.uint8))
    assert deskew(noise) == (noise, None)


def test_no_corner_is_lost_and_the_margin_has_the_colour_of_the_paper() -> None:
    page = text_page()
    page[page == 255] = 230
    page[:8, :8] = page[-8:, -8:] = 0
    skewed = rotated(page, 2.0)
    skewed[skewed == 255] = 230
    skewed[:8, :8] = skewed[-8:, -8:] = 0
    level, _ = deskew(image(skewed))
    assert level.pixels.shape[0] > page.shape[0]
    assert tuple(level.pixels[0, 0]) == (230, 230, 230)
    corners = np.array([[0, 0], [1654, 2339]], np.float64)
    home = np.linalg.inv(np.vstack([level.to_source, [0, 0, 1]]))
    for x, y in corners @ home[:2, :2].T + home[:2, 2]:
        assert -1 <= x <= level.pixels.shape[1] + 1
        assert -1 <= y <= level.pixels.shape[0] + 1


_SKEWED = {skew: deskew(image(rotated(text_page(), skew)))[0] for skew in (-4.0, 1.5)}


@settings(max_examples=60, deadline=None)
@given(
    skew=st.sampled_from(sorted(_SKEWED)),
    left=st.integers(200, 1300),
    top=st.integers(200, 2000),
    width=st.integers(4, 150),
    height=st.integers(4, 150),
)
def test_box_on_the_level_page_maps_home(skew: float, left: int, top: int, width: int, height: int) -> None:
    """Ink put on the received page is found, through the level page, where it was put."""
    level = _SKEWED[skew]
    corners = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]], float)
    home = np.linalg.inv(np.vstack([level.to_source, [0, 0, 1]]))
    box = level.box_on_source(corners @ home[:2, :2].T + home[:2, 2])
    found = np.array([box.left, box.top, box.right, box.bottom])
    assert np.abs(found - (left, top, left + width, top + height)).max() <= 1.5


@pytest.mark.parametrize("skew", [-3.0, 2.0])
def test_ink_is_where_the_level_page_says(skew: float) -> None:
    page = rotated(text_page(), skew)
    page[1800:2200, 300:1400] = 255
    page[2000:2010, 800:810] = (255, 0, 0)
    level, _ = deskew(image(page))
    red = (level.pixels[:, :, 0] > 150) & (level.pixels[:, :, 1] < 100)
    ys, xs = np.nonzero(red)
    quad = np.array([[xs.min(), ys.min()], [xs.max() + 1, ys.max() + 1]], float)
    center = quad.mean(axis=0) @ level.to_source[:, :2].T + level.to_source[:, 2]
    assert center == pytest.approx([805, 2005], abs=1.5)


def test_edges_counted_are_edges_repeated() -> None:
    rng = np.random.default_rng(1)
    across, down = rng.integers(0, 700, 300).astype(float), rng.integers(0, 1000, 300).astype(float)
    counts = rng.integers(1, 5, 300)
    repeated = profile_sharpness(np.repeat(across, counts), np.repeat(down, counts), 1.7)
    assert profile_sharpness(across, down, 1.7, counts.astype(float)) == repeated
