"""Curled pages without edges in the picture: made straight, and every box back where its ink is; others left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.preprocess.steps import repaired
from ocr.preprocess.straighten import straighten
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def letter() -> Pixels:
    page = text_page()
    page[1200:1240, 380:1500] = 255
    page[1210:1230, 900:920] = (255, 0, 0)
    return page


def curled(page: Pixels, sag: float, waves: float = 0.5) -> Pixels:
    """The page with its lines sagging by so many pixels, as far at the foot as at the head; paper beyond it."""
    height, width = page.shape[:2]
    x = np.arange(width, dtype=np.float32) / width
    down = np.arange(height, dtype=np.float32)[:, None] - sag * np.sin(2 * np.pi * waves * x)[None, :].astype(
        np.float32
    )
    across = np.broadcast_to(np.arange(width, dtype=np.float32), down.shape)
    bent = cv2.remap(page, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3)
    return np.asarray(bent, np.uint8)


def centre_of_red(pixels: Pixels) -> np.ndarray:
    ys, xs = np.nonzero((pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 110))
    return np.array([xs.mean() + 0.5, ys.mean() + 0.5])


@pytest.mark.parametrize(("sag", "waves"), [(60.0, 0.5), (-70.0, 0.5), (25.0, 1.0)])
def test_a_curled_page_is_made_straight_and_finds_its_way_home(sag: float, waves: float) -> None:
    page = curled(letter(), sag, waves)
    level, repair = straighten(image(page))
    assert repair is not None
    assert (repair.step, level.flattening is None) == ("straighten", False)
    again, _ = straighten(image(level.pixels))
    assert again.flattening is None
    found = centre_of_red(level.pixels)
    assert level.points_on_source(found[None])[0] == pytest.approx(centre_of_red(page), abs=1.5)
    assert level.points_from_source(centre_of_red(page)[None])[0] == pytest.approx(found, abs=1.5)


def test_the_amount_is_what_lines_stray_by_in_thousandths_of_the_width() -> None:
    _, repair = straighten(image(curled(letter(), 60.0)))
    assert repair is not None
    assert repair.amount == pytest.approx(2.05, abs=0.1)


def test_straight_pages_come_back_as_they_are() -> None:
    for page in (
        text_page(),
        table_page(),
        worn(text_page()),
        rotated(text_page(), 3.0),
        np.full_like(text_page(), 255),
    ):
        before = image(page)
        assert straighten(before) == (before, None)


def test_lines_that_no_bend_explains_are_left_alone() -> None:
    page = letter()
    rng = np.random.default_rng(5)
    for top in range(0, page.shape[0] - 40, 40):
        page[top : top + 40] = curled(page[top : top + 40], float(rng.uniform(-8, 8)), 1.5)
    before = image(page)
    assert straighten(before) == (before, None)


def test_receipts_that_lie_askew_beside_each_other_are_not_one_bent_page() -> None:
    page = np.full((1600, 2400, 3), 255, np.uint8)
    for n, askew in enumerate((-2.0, 2.0, -1.0)):
        page[100:1500, 100 + 760 * n : 800 + 760 * n] = rotated(text_page(700, 1400), askew)
    before = image(page)
    assert straighten(before) == (before, None)


def test_a_page_is_straightened_once_among_the_repairs() -> None:
    level, repairs = repaired(image(curled(letter(), 60.0)))
    assert [repair.step for repair in repairs if repair.step in ("flatten", "straighten")] == ["straighten"]
    assert level.flattening is not None
