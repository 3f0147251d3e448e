"""shrink: fewer pixels, the same page."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.preprocess.image import PageImage
from ocr.preprocess.shrink import shrink


def test_an_ordinary_page_is_left_alone() -> None:
    page = PageImage.of_source(np.zeros((3508, 2480, 3), np.uint8))
    assert shrink(page) == (page, None)


@pytest.mark.parametrize(("height", "width"), [(7016, 4960), (3000, 30_000)])
def test_a_large_page_becomes_at_most_16_million_pixels(height: int, width: int) -> None:
    small, _ = shrink(PageImage.of_source(np.zeros((height, width, 3), np.uint8)))
    assert small.pixels.shape[0] * small.pixels.shape[1] <= 16_000_000
    assert (small.source_height, small.source_width) == (height, width)


def test_a_mark_is_found_where_it_is_on_the_source_page() -> None:
    pixels = np.full((6000, 5000, 3), 255, np.uint8)
    pixels[4000:4100, 3000:3200] = 0
    small, _ = shrink(PageImage.of_source(pixels))
    down, across = np.nonzero(small.pixels[..., 0] < 128)
    ends = np.array([[across.min(), down.min()], [across.max() + 1, down.max() + 1]], np.float64)
    box = small.box_on_source(ends)
    assert abs(box.left - 3000) <= 3 and abs(box.right - 3200) <= 3
    assert abs(box.top - 4000) <= 3 and abs(box.bottom - 4100) <= 3
