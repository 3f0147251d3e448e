"""PageImage: smaller pictures of a page, made by way of its half."""

from __future__ import annotations

import numpy as np
import pytest

from tests.preprocess.drawn import image, text_page


def test_half_the_page_is_its_half() -> None:
    page = image(text_page())
    assert page.grey_reduced(1169 / 2339) is page.half_grey
    assert page.halved_to(827, 1169) is page.half


@pytest.mark.parametrize("scale", [0.2, 0.35, 0.43, 0.6, 0.9])
def test_a_reduced_page_is_as_dark_as_the_page(scale: float) -> None:
    page = image(text_page())
    small = page.grey_reduced(scale)
    assert small.shape == (round(2339 * scale), round(1654 * scale))
    assert float(small.mean()) == pytest.approx(float(page.grey.mean()), abs=0.5)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (63, 40)])
def test_a_strip_stays_a_strip(size: tuple[int, int]) -> None:
    assert min(image(np.zeros((*size, 3), np.uint8)).grey_reduced(0.1).shape) >= 1


def test_a_page_is_never_enlarged() -> None:
    page = image(text_page(300, 400))
    assert page.grey_reduced(2.5) is page.grey
