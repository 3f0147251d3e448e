"""Black around a sheet is cut off, wedges are filled, boxes find their way home; dark print at the edge stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.preprocess.border import cut_border
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def framed(page: Pixels, top: int, right: int, bottom: int, left: int, black: int = 20) -> Pixels:
    """The page with so many pixels of a lid's black around it, grainy as scanners see it."""
    around = np.full((page.shape[0] + top + bottom, page.shape[1] + left + right, 3), black, np.uint8)
    around[top : top + page.shape[0], left : left + page.shape[1]] = page
    grain = np.random.default_rng(5).normal(0, 3, around.shape[:2])[:, :, None]
    return np.clip(around + grain, 0, 255).astype(np.uint8)


def wedged(page: Pixels, skew_deg: float) -> Pixels:
    """The page turned on glass of its own size, so that black shows in thin triangles."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew_deg, 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=(25, 25, 25)), np.uint8)


@pytest.mark.parametrize(
    ("top", "right", "bottom", "left"),
    [(80, 80, 80, 80), (300, 0, 0, 0), (0, 160, 320, 0), (40, 300, 200, 120)],
    ids=["thin", "one side", "two sides", "four sides"],
)
def test_frame_is_cut_off(top: int, right: int, bottom: int, left: int) -> None:
    page = worn(text_page())
    sheet, repair = cut_border(image(framed(page, top, right, bottom, left)))
    assert repair is not None
    assert repair.step == "border"
    whole = (page.shape[0] + top + bottom) * (page.shape[1] + left + right)
    assert repair.amount == pytest.approx(1 - page.shape[0] * page.shape[1] / whole, abs=0.02)
    assert np.abs(np.array(sheet.pixels.shape[:2]) - page.shape[:2]).max() <= 20
    assert (sheet.pixels.mean(axis=2) < 60).mean() <= (page.mean(axis=2) < 60).mean() + 1e-3
    assert sheet.points_on_source(np.zeros((1, 2)))[0] == pytest.approx([left, top], abs=10)


@pytest.mark.parametrize("skew", [-2.5, 0.9, 1.7])
def test_wedges_get_the_colour_of_the_paper(skew: float) -> None:
    sheet, repair = cut_border(image(wedged(worn(text_page()), skew)))
    assert repair is not None
    edge = np.concatenate([sheet.pixels[:3].ravel(), sheet.pixels[-3:].ravel(), sheet.pixels[:, :3].ravel()])
    assert np.percentile(edge, 1) > 150
    assert np.abs(np.array(sheet.pixels.shape[:2]) - (2339, 1654)).max() <= 20


def test_print_near_the_border_stays() -> None:
    page = text_page()
    page[40:70, 30:90] = 0
    sheet, _ = cut_border(image(framed(page, 120, 120, 120, 120)))
    left, top = (round(float(n)) for n in sheet.to_source[:, 2])
    assert (sheet.pixels[160 - top : 190 - top, 150 - left : 210 - left] < 40).all()


@settings(max_examples=12, deadline=None)
@given(
    sides=st.tuples(*(st.sampled_from((0, 40, 90)),) * 4).filter(any),
    across=st.integers(60, 560),
    down=st.integers(60, 800),
)
def test_ink_on_the_sheet_is_found_where_it_lies_on_the_source(
    sides: tuple[int, int, int, int], across: int, down: int
) -> None:
    top, right, bottom, left = sides
    page = np.full((877, 620, 3), 245, np.uint8)
    page[down : down + 12, across : across + 20] = 0
    sheet, repair = cut_border(image(framed(page, top, right, bottom, left, black=10)))
    assert repair is not None
    rows, columns = np.nonzero(sheet.pixels[..., 0] < 120)
    ends = np.array([[columns.min(), rows.min()], [columns.max() + 1, rows.max() + 1]], np.float64)
    box = sheet.box_on_source(ends)
    assert (box.left, box.top) == (across + left, down + top)
    assert (box.right, box.bottom) == (across + left + 20, down + top + 12)


def banded() -> Pixels:
    """A letterhead's dark band over the top edge, with a name in white in it."""
    page = text_page()
    page[:200] = 30
    cv2.putText(page, "Nakamura Trading", (200, 130), cv2.FONT_HERSHEY_SIMPLEX, 3, (255, 255, 255), 8)
    return page


def on_a_desk() -> Pixels:
    """Wood, the sheet straight on it."""
    grain = np.random.default_rng(2).normal(0, 90, (2579, 1894, 1))
    wood = np.clip(grain + np.array([96, 60, 30]), 0, 255).astype(np.uint8)
    desk = np.asarray(cv2.GaussianBlur(wood, (0, 0), 2), np.uint8)
    desk[120:-120, 120:-120] = text_page()
    return desk


def in_a_gutter() -> Pixels:
    """A page of a thick book, in deep shadow where it is bound."""
    light = 1 - 0.95 * np.exp(-np.arange(1654) / 140)
    return (worn(text_page()) * light[None, :, None]).astype(np.uint8)


@pytest.mark.parametrize(
    "pixels",
    [
        text_page(),
        table_page(thick=6),
        worn(rotated(table_page(), 2.0)),
        banded(),
        on_a_desk(),
        in_a_gutter(),
        255 - text_page(),
        np.full((2339, 1654, 3), 250, np.uint8),
        np.zeros((400, 300, 3), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.full((3, 2000, 3), 90, np.uint8),
    ],
    ids=[
        "clean",
        "table",
        "skewed",
        "dark letterhead",
        "desk",
        "gutter",
        "inverse",
        "blank",
        "black",
        "pixel",
        "strip",
    ],
)
def test_page_without_a_border_is_returned_as_it_came(pixels: Pixels) -> None:
    received = image(pixels)
    same, repair = cut_border(received)
    assert same is received
    assert repair is None
