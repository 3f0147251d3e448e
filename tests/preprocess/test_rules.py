"""Ruling lines: all of a table's, none of its text, on clean, faint, worn, dithered and skewed pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ocr.preprocess.deskew import deskew
from ocr.preprocess.rules import ruling_lines
from tests.preprocess.drawn import TABLE_COLUMNS, TABLE_ROWS, image, rotated, table_page, text_page, worn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Box

_LEFT, _RIGHT = TABLE_COLUMNS[0], TABLE_COLUMNS[-1]
_TOP, _BOTTOM = TABLE_ROWS[0], TABLE_ROWS[-1]


def _assert_whole_table(horizontal: tuple[Box, ...], vertical: tuple[Box, ...], *, within: int = 9) -> None:
    assert [round(box.y_center / 10) for box in horizontal] == [round(y / 10) for y in TABLE_ROWS]
    assert [round(box.x_center / 10) for box in vertical] == [round(x / 10) for x in TABLE_COLUMNS]
    for box in horizontal:
        assert max(abs(box.left - _LEFT), abs(box.right - _RIGHT)) <= within
    for box in vertical:
        assert max(abs(box.top - _TOP), abs(box.bottom - _BOTTOM)) <= within


@pytest.mark.parametrize(("thick", "shade"), [(1, 0), (2, 0), (2, 170), (3, 200), (8, 0)])
def test_table_is_found_whole(thick: int, shade: int) -> None:
    _assert_whole_table(*ruling_lines(image(table_page(thick=thick, shade=shade))))


def test_table_is_found_on_worn_paper() -> None:
    _assert_whole_table(*ruling_lines(image(worn(table_page(shade=120)))), within=12)


def test_broken_rules_are_joined() -> None:
    page = table_page()
    for x in range(170, 1480, 90):
        page[:, x : x + 5][page[:, x : x + 5].mean(axis=(1, 2)) < 10] = 255
    _assert_whole_table(*ruling_lines(image(page)))


def test_dithered_fax_keeps_its_rules() -> None:
    page = table_page(thick=3, shade=130)
    threshold = np.random.default_rng(5).integers(0, 255, page.shape[:2])
    fax = np.where(page[:, :, 0] > threshold, 255, 0).astype(np.uint8)[:, :, None].repeat(3, axis=2)
    _assert_whole_table(*ruling_lines(image(fax)), within=40)


def test_skewed_table_lies_on_the_page_as_it_came() -> None:
    level, _ = deskew(image(rotated(table_page(), 2.0)))
    assert level.skew_deg == pytest.approx(2.0, abs=0.1)
    horizontal, vertical = ruling_lines(level)
    assert (len(horizontal), len(vertical)) == (len(TABLE_ROWS), len(TABLE_COLUMNS))
    assert all(box.right <= 1654 and box.bottom <= 2339 for box in (*horizontal, *vertical))
    drop = np.tan(np.radians(2.0)) * (_RIGHT - _LEFT)
    assert horizontal[0].height == pytest.approx(drop, abs=8)


@pytest.mark.parametrize("scale", [1, 2])
def test_text_has_no_rules(scale: int) -> None:
    page = text_page(827 * 2 * scale, 1169 * 2 * scale)
    assert ruling_lines(image(page)) == ((), ())
    assert ruling_lines(image(worn(page))) == ((), ())


def test_underline_is_a_rule() -> None:
    page = text_page()
    page[430:433, 160:900] = 0
    horizontal, vertical = ruling_lines(image(page))
    assert [(round(box.left / 20), round(box.right / 20)) for box in horizontal] == [(8, 45)]
    assert vertical == ()


def test_filled_band_is_not_a_pile_of_rules() -> None:
    page = text_page()
    page[1500:1570, 150:1500] = 60
    page[1520:1550, 300:340] = 255
    horizontal, vertical = ruling_lines(image(page))
    assert len(horizontal) <= 2
    assert vertical == ()


def test_streak_over_the_whole_sheet_is_no_rule() -> None:
    page = table_page()
    page[:, 700:702] = 90
    _assert_whole_table(*ruling_lines(image(page)))


@pytest.mark.parametrize("size", [(2339, 1654), (1, 1), (5, 3000), (3000, 5), (1, 100_000)])
@pytest.mark.parametrize("shade", [255, 0])
def test_blank_page_has_no_rules(size: tuple[int, int], shade: int) -> None:
    assert ruling_lines(image(np.full((*size, 3), shade, np.uint8))) == ((), ())


def test_hatched_page_is_bounded() -> None:
    page: NDArray[np.uint8] = np.full((2339, 1654, 3), 255, np.uint8)
    for left in range(20, 1600, 60):
        page[20:2300:6, left : left + 50] = page[21:2300:6, left : left + 50] = 0
    horizontal, vertical = ruling_lines(image(page))
    assert max(len(horizontal), len(vertical)) <= 400


def test_rules_are_capped() -> None:
    page: NDArray[np.uint8] = np.full((2339, 1654, 3), 255, np.uint8)
    for n in range(600):
        left, top = 50 + 300 * (n % 5), 60 + 18 * (n // 5)
        page[top : top + 2, left : left + 200] = 0
    horizontal, _ = ruling_lines(image(page))
    assert len(horizontal) == 400
