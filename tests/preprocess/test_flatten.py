"""Photographed sheets: found, made flat, and every box back where its ink is; other pages left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.document import Flattening, Page, Word
from ocr.level import Level, sheet_to_source, source_to_sheet
from ocr.preprocess.flatten import flatten
from ocr.preprocess.image import PageImage
from ocr.preprocess.outline import find_sheet
from ocr.reading_order import page_text
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
CORNERS = np.array([[180, 150], [1330, 210], [1420, 1900], [120, 1960]], np.float32)


def photo(
    sheet: Pixels,
    corners: np.ndarray = CORNERS,
    bend: float = 0.0,
    desk: int = 90,
    size: tuple[int, int] = (1550, 2100),
) -> tuple[Pixels, np.ndarray]:
    """A picture of the sheet with its corners there, sagging by bend pixels; and the homography that put it there."""
    height, width = sheet.shape[:2]
    x = np.arange(width, dtype=np.float32) / width
    down = np.arange(height + 400, dtype=np.float32)[:, None] - 200 - 4 * bend * (x * (1 - x))[None, :]
    across = np.broadcast_to(np.arange(width, dtype=np.float32), down.shape)
    bent = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(desk,) * 3)
    square = np.array([[0, 200], [width, 200], [width, 200 + height], [0, 200 + height]], np.float32)
    warp = cv2.getPerspectiveTransform(square, corners)
    taken = cv2.warpPerspective(bent, warp, size, borderMode=cv2.BORDER_CONSTANT, borderValue=(desk,) * 3)
    return np.asarray(cv2.GaussianBlur(taken, (0, 0), 0.8), np.uint8), warp


@pytest.mark.parametrize("desk", [20, 90, 180])
def test_corners_of_a_sheet_on_a_desk_are_found(desk: int) -> None:
    outline = find_sheet(image(photo(worn(text_page()), desk=desk)[0]))
    assert outline is not None
    assert np.abs(outline.corners - CORNERS).max() < 4


@pytest.mark.parametrize("bend", [-25.0, 0.0, 30.0])
def test_ink_on_the_flat_sheet_is_where_it_was_drawn_and_finds_its_way_home(bend: float) -> None:
    sheet = text_page()
    sheet[1800:2200, 300:1400] = 255
    sheet[2000:2020, 800:840] = (255, 0, 0)
    taken, _ = photo(sheet, bend=bend)
    flat, repair = flatten(image(taken))
    assert repair is not None
    assert repair.step == "flatten"
    found = centre_of_red(flat.pixels)
    share = found / (flat.pixels.shape[1], flat.pixels.shape[0])
    assert share == pytest.approx([820 / 1654, 2010 / 2339], abs=0.004 if bend else 0.003)
    assert flat.points_on_source(found[None])[0] == pytest.approx(centre_of_red(taken), abs=1.5)


def centre_of_red(pixels: Pixels) -> np.ndarray:
    ys, xs = np.nonzero((pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 110))
    return np.array([xs.mean() + 0.5, ys.mean() + 0.5])


@pytest.mark.parametrize(
    "pixels",
    [
        text_page(),
        worn(table_page(thick=6)),
        worn(rotated(text_page(), 3.0)),
        np.full((2339, 1654, 3), 250, np.uint8),
        np.full((1, 1, 3), 0, np.uint8),
        np.full((3, 2000, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 256, (1000, 800, 3), np.uint8),
    ],
    ids=["clean", "thick table", "skewed", "blank", "pixel", "strip", "noise"],
)
def test_page_that_fills_its_picture_is_returned_as_it_came(pixels: Pixels) -> None:
    received = image(pixels)
    same, repair = flatten(received)
    assert same is received
    assert repair is None


def test_sheet_straight_on_a_scanners_black_is_returned_as_it_came() -> None:
    glass = np.full((2579, 1894, 3), 20, np.uint8)
    glass[120:-120, 120:-120] = text_page()
    received = image(glass)
    assert flatten(received)[0] is received


def test_skewed_sheet_cut_off_by_the_scanner_is_returned_as_it_came() -> None:
    """Its sides have a kink where the cut begins, which is no bend of the paper."""
    turn = cv2.getRotationMatrix2D((827, 1170), 1.2, 1.0)
    cut = cv2.warpAffine(text_page(), turn, (1654, 2339), borderValue=(25, 25, 25))
    glass = np.full((2519, 1834, 3), 25, np.uint8)
    glass[90:-90, 90:-90] = cut
    received = image(glass)
    assert flatten(received)[0] is received


def test_two_sheets_on_one_desk_are_returned_as_they_came() -> None:
    one, _ = photo(text_page())
    received = image(np.hstack([one, one]))
    assert flatten(received)[0] is received


def test_light_box_on_a_tinted_form_is_no_sheet() -> None:
    form = np.full((2339, 1654, 3), 244, np.uint8)
    form[500:2000, 200:1450] = 248
    received = image(form)
    assert flatten(received)[0] is received


@st.composite
def flattenings(draw: st.DrawFn) -> Flattening:
    width, height = draw(st.integers(300, 3000)), draw(st.integers(300, 4000))
    shift = st.floats(-0.12, 0.12)
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = square + np.array([[draw(shift) * width, draw(shift) * height] for _ in range(4)], np.float32) + 500
    matrix = cv2.getPerspectiveTransform(square, there.astype(np.float32))
    sag = st.floats(-0.1, 0.1).map(lambda share: share * height)
    return Flattening(
        width=width,
        height=height,
        top=(draw(sag), draw(sag)),
        bottom=(draw(sag), draw(sag)),
        perspective=tuple(float(n) for n in matrix.ravel()),
    )


@settings(max_examples=100, deadline=None)
@given(flattenings(), st.floats(0, 1), st.floats(0, 1))
def test_way_to_the_source_and_back_ends_where_it_began(flattening: Flattening, across: float, down: float) -> None:
    point = np.array([[across * flattening.width, down * flattening.height]])
    back = source_to_sheet(flattening, sheet_to_source(flattening, point))
    assert back == pytest.approx(point, abs=1e-3)


@settings(max_examples=100, deadline=None)
@given(flattenings(), st.floats(0.05, 0.9), st.floats(0.05, 0.9), st.integers(5, 200), st.integers(5, 60))
def test_box_on_the_source_holds_what_the_flat_sheet_holds(
    flattening: Flattening, across: float, down: float, width: int, height: int
) -> None:
    there = PageImage(np.zeros((1, 1, 3), np.uint8), np.array([[1.0, 0, 0], [0, 1.0, 0]]), 6000, 8000, flattening)
    left, top = across * flattening.width, down * flattening.height
    right, bottom = min(left + width, flattening.width), min(top + height, flattening.height)
    box = there.box_on_source(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]))
    xs, ys = np.meshgrid(np.linspace(left, right, 7), np.linspace(top, bottom, 7))
    inside = there.points_on_source(np.column_stack([xs.ravel(), ys.ravel()]))
    inside = np.clip(inside, 0, [6000, 8000])
    assert (inside >= np.array([box.left, box.top]) - 1.5).all()
    assert (inside <= np.array([box.right, box.bottom]) + 1.5).all()


@settings(max_examples=60, deadline=None)
@given(flattenings(), st.floats(-5, 5))
def test_points_on_one_level_line_are_level(flattening: Flattening, skew_deg: float) -> None:
    x = np.linspace(0.3, 0.7, 5) * flattening.width
    slope = np.tan(np.radians(skew_deg))
    line = np.column_stack([x, flattening.height / 2 + (x - x[0]) * slope])
    level = Level(skew_deg, flattening).points(sheet_to_source(flattening, line))
    assert np.ptp(level[:, 1]) < 1e-3


@pytest.mark.parametrize("bend", [0.0, 40.0])
def test_rows_of_a_photo_are_rows(bend: float) -> None:
    """Label at the left, amount at the right: in the picture the amounts hang a line and more lower."""
    corners = np.array([[180, 150], [1330, 290], [1420, 1900], [120, 1760]], np.float32)
    received = image(photo(text_page(), corners, bend)[0])
    flat, _ = flatten(received)
    assert flat.flattening is not None
    words = []
    for n in range(20):
        for text, left, wide in ((f"label{n}", 0.06, 0.2), (f"amount{n}", 0.8, 0.14)):
            x, y = left * flat.pixels.shape[1], (0.1 + 0.04 * n) * flat.pixels.shape[0]
            right, bottom = x + wide * flat.pixels.shape[1], y + 0.018 * flat.pixels.shape[0]
            box = flat.box_on_source(np.array([[x, y], [right, y], [right, bottom], [x, bottom]]))
            words.append(Word(text=text, box=box, confidence=1.0))
    page = Page(number=1, width=1550, height=2100, words=tuple(words), flattening=flat.flattening)
    assert page_text(page).splitlines() == [f"label{n} amount{n}" for n in range(20)]
    assert page_text(page.model_copy(update={"flattening": None})) != page_text(page)
