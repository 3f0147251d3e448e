"""Seals: found where they are, lifted without their text's neighbours, and nothing else red or round taken for one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from ocr.preprocess.image import PageImage
from ocr.preprocess.seal import find_seals, lift_seals
from ocr.preprocess.steps import repaired
from ocr.source import open_source
from tests.preprocess.drawn import VERA, image, rotated, table_page, text_page, worn

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ocr.document import Box

_VERMILION = (214, 62, 48)
_MM = 2339 / 297
_TEXT_Y = 500


def _sealed(
    page: NDArray[np.uint8],
    centre: tuple[int, int] = (1200, 700),
    *,
    side_mm: float = 20.0,
    is_round: bool = False,
    colour: tuple[int, int, int] = _VERMILION,
) -> NDArray[np.uint8]:
    """The page with a framed seal of nine characters pressed on it; its ink darkens what is beneath."""
    seal = Image.new("RGB", (page.shape[1], page.shape[0]), "white")
    draw = ImageDraw.Draw(seal)
    half, (x, y) = side_mm * _MM / 2, centre
    frame = (x - half, y - half, x + half, y + half)
    stroke = max(2, round(side_mm * _MM * 0.035))
    if is_round:
        draw.ellipse(frame, outline=colour, width=stroke)
    else:
        draw.rectangle(frame, outline=colour, width=stroke)
    font = ImageFont.truetype(VERA, round(half * 0.42))
    for n, letter in enumerate("ABENOKSRH"):
        place = (x + (n % 3 - 1) * half * 0.48, y + (n // 3 - 1) * half * 0.48)
        draw.text(place, letter, fill=colour, font=font, anchor="mm")
    return np.asarray(np.minimum(page, np.asarray(seal)), np.uint8)


def _jpeg(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "JPEG", quality=quality)
    return np.asarray(Image.open(data)).copy()


def _written(text: str, colour: tuple[int, int, int], size: int, at: tuple[int, int]) -> NDArray[np.uint8]:
    page = Image.fromarray(text_page())
    ImageDraw.Draw(page).text(at, text, fill=colour, font=ImageFont.truetype(VERA, size))
    return np.asarray(page).copy()


def _assert_is_at(boxes: tuple[Box, ...], centre: tuple[int, int], side_mm: float) -> None:
    assert len(boxes) == 1
    assert (boxes[0].x_center, boxes[0].y_center) == pytest.approx(centre, abs=8)
    assert (boxes[0].width, boxes[0].height) == pytest.approx((side_mm * _MM, side_mm * _MM), abs=14)


@pytest.mark.parametrize("is_round", [False, True])
@pytest.mark.parametrize("side_mm", [10.0, 18.0, 25.0])
def test_red_seal_is_found_at_its_size(side_mm: float, is_round: bool) -> None:
    page = _sealed(text_page(), side_mm=side_mm, is_round=is_round)
    _assert_is_at(find_seals(image(page)), (1200, 700), side_mm)


@pytest.mark.parametrize("quality", [30, 60])
def test_jpeg_and_tinted_paper_do_not_hide_a_seal(quality: int) -> None:
    page = _sealed(text_page()) * np.array([0.93, 0.87, 0.72])
    _assert_is_at(find_seals(image(_jpeg(page.astype(np.uint8), quality))), (1200, 700), 20.0)


def test_shadow_does_not_hide_a_seal() -> None:
    shadow = np.linspace(1.0, 0.35, 1654)[None, :, None]
    page = (_sealed(text_page()) * shadow).astype(np.uint8)
    _assert_is_at(find_seals(image(page)), (1200, 700), 20.0)


@pytest.mark.parametrize("colour", [(225, 90, 40), (200, 40, 70), (240, 110, 110)])
def test_orange_crimson_and_pale_inks_are_seals(colour: tuple[int, int, int]) -> None:
    assert len(find_seals(image(_sealed(text_page(), colour=colour)))) == 1


def test_seal_whose_frame_is_pale_is_found() -> None:
    page = _sealed(text_page(), side_mm=20.0, colour=(168, 20, 40))
    half = round(10.0 * _MM)
    cv2.rectangle(page, (1200 - half, 700 - half), (1200 + half, 700 + half), (236, 217, 217), 9)
    _assert_is_at(find_seals(image(page)), (1200, 700), 20.0)


@pytest.mark.parametrize("colour", [(44, 62, 140), (96, 50, 140), (60, 66, 92)])
def test_blue_violet_and_blue_black_seals_are_lifted_from_a_name(colour: tuple[int, int, int]) -> None:
    plain = _written("Windward Trading", (0, 0, 0), 28, (1100, 1990))
    lifted, _ = lift_seals(image(_sealed(plain, (1360, 2000), colour=colour)))
    _assert_is_at(lifted.seals, (1360, 2000), 20.0)
    window = (slice(1915, 2085), slice(1275, 1445))
    before, after = plain[window][..., 1] < 128, lifted.pixels[window][..., 1] < 128
    assert (before & after).sum() > 0.9 * before.sum()
    assert (after & ~before).sum() < 0.1 * before.sum()


def test_seals_in_red_and_in_blue_are_told_top_to_bottom() -> None:
    page = _sealed(_sealed(text_page(), (1200, 1900)), (1300, 700), colour=(44, 62, 140))
    lifted, _ = lift_seals(image(page))
    assert [round(box.y_center / 20) for box in lifted.seals] == [35, 95]
    assert lifted.seals == find_seals(image(page))


@pytest.mark.parametrize(("text", "size"), [("INVOICE", 60), ("B", 80), ("8,800", 26)])
def test_blue_print_is_no_seal(text: str, size: int) -> None:
    page = image(_written(text, (20, 90, 150), size, (900, 1900)))
    assert lift_seals(page)[0] is page


@pytest.mark.parametrize("colour", [(40, 60, 160), _VERMILION])
def test_coloured_ring_and_empty_box_are_no_seals(colour: tuple[int, int, int]) -> None:
    page = text_page()
    cv2.circle(page, (1300, 2000), 80, colour, 3)
    cv2.rectangle(page, (300, 1900), (460, 2060), colour, 3)
    assert find_seals(image(page)) == ()


def test_blue_print_does_not_hide_a_grey_seal() -> None:
    page = _sealed(_written("INVOICE", (20, 90, 150), 60, (900, 200)), (1300, 2000), colour=(120, 120, 120))
    _assert_is_at(find_seals(image(page)), (1300, 2000), 20.0)


def test_seals_pressed_over_each_other_are_lifted() -> None:
    page = _sealed(_sealed(text_page()), (1090, 790), side_mm=18.0, is_round=True)
    lifted, _ = lift_seals(image(page))
    assert lifted.seals
    area = lifted.pixels[600:900, 1000:1300].astype(int)
    assert np.mean(area[..., 0] - area[..., 1] > 40) < 0.01


def test_two_seals_have_two_boxes_top_to_bottom() -> None:
    page = _sealed(_sealed(text_page(), (1200, 1900)), (1300, 700))
    boxes = find_seals(image(page))
    assert [round(box.y_center / 20) for box in boxes] == [35, 95]


def test_lifting_leaves_the_text_beneath() -> None:
    plain = text_page()
    lifted, _ = lift_seals(image(_sealed(plain, (400, _TEXT_Y))))
    window = (slice(_TEXT_Y - 70, _TEXT_Y + 70), slice(330, 470))
    before, after = plain[window][..., 0] < 128, lifted.pixels[window].mean(axis=2) < 128
    assert before.sum() > 500
    assert (before & after).sum() > 0.9 * before.sum()
    assert (after & ~before).sum() < 0.1 * before.sum()


def test_lifting_changes_nothing_outside_the_seal() -> None:
    page = _sealed(text_page(), (400, _TEXT_Y))
    lifted, _ = lift_seals(image(page))
    (box,) = lifted.seals
    outside = np.ones(page.shape[:2], bool)
    outside[box.top - 8 : box.bottom + 8, box.left - 8 : box.right + 8] = False
    assert np.array_equal(lifted.pixels[outside], page[outside])


def test_lifting_leaves_the_page_that_came() -> None:
    page = _sealed(text_page())
    kept = page.copy()
    lift_seals(image(page))
    assert np.array_equal(page, kept)


@pytest.mark.parametrize("draw", [text_page, table_page, lambda: worn(text_page())])
def test_page_without_seals_passes_untouched(draw: Callable[[], NDArray[np.uint8]]) -> None:
    page = image(draw())
    assert lift_seals(page) == (page, None)


@pytest.mark.parametrize(
    ("text", "size"), [("-8,800", 26), ("QUOTATION", 60), ("SAMPLE", 90), ("A", 60), ("total\n-12,300\ndue now", 30)]
)
def test_red_text_is_no_seal(text: str, size: int) -> None:
    page = image(_written(text, (200, 30, 30), size, (900, 1900)))
    assert lift_seals(page)[0] is page


def test_filled_logo_is_no_seal() -> None:
    page = _written("", _VERMILION, 20, (0, 0))
    page[80:220, 1300:1440] = _VERMILION
    page[120:180, 1350:1390] = 255
    assert find_seals(image(page)) == ()


def test_red_table_is_no_seal() -> None:
    page = table_page()
    red = np.where(page[..., :1] < 200, np.array(_VERMILION), page).astype(np.uint8)
    assert find_seals(image(red)) == ()


@pytest.mark.parametrize("is_round", [False, True])
def test_grey_seal_that_stands_alone_is_lifted(is_round: bool) -> None:
    page = _sealed(text_page(), (1300, 2000), is_round=is_round, colour=(120, 120, 120))
    lifted, _ = lift_seals(image(page))
    _assert_is_at(lifted.seals, (1300, 2000), 20.0)
    assert lifted.pixels[1900:2100, 1200:1400].min() > 200


def test_grey_seal_over_a_black_name_is_lifted_by_its_tone() -> None:
    plain = _written("Windward Trading", (0, 0, 0), 28, (1100, 1990))
    lifted, _ = lift_seals(image(_sealed(plain, (1360, 2000), colour=(150, 150, 150))))
    _assert_is_at(lifted.seals, (1360, 2000), 20.0)
    window = (slice(1915, 2085), slice(1275, 1445))
    before, after = plain[window][..., 0] < 128, lifted.pixels[window][..., 0] < 128
    assert np.array_equal(before, after)
    assert np.mean(lifted.pixels[window][..., 0] < 200) < 1.5 * np.mean(plain[window][..., 0] < 200)


def test_grey_seal_whose_frame_text_interrupts_is_lifted() -> None:
    plain = _written("Windward Trading Company", (0, 0, 0), 40, (900, 1990))
    plain = np.minimum(plain, _written("4-2-1 Harbour Street, 3rd floor", (0, 0, 0), 28, (1000, 2066)))
    lifted, _ = lift_seals(image(_sealed(plain, (1360, 2000), colour=(130, 130, 130), is_round=True)))
    _assert_is_at(lifted.seals, (1360, 2000), 20.0)
    window = (slice(1915, 2085), slice(1275, 1445))
    before, after = plain[window][..., 0] < 128, lifted.pixels[window][..., 0] < 128
    assert (before & after).sum() > 0.95 * before.sum()
    assert (after & ~before).sum() < 0.05 * before.sum()


def test_shaded_cells_of_a_form_are_no_grey_seal() -> None:
    path = Path(__file__).parents[2] / "samples/delivery_note/stationery/stationery.jpg"
    (page,) = open_source(path).pages()
    assert repaired(page.image)[0].seals == ()


def test_grey_seal_is_only_found_where_some_text_is_grey() -> None:
    plain = _written("Windward Trading, Harbour Street", (0, 0, 0), 36, (700, 1990))
    plain = np.minimum(plain, _written("near the bridge", (120, 120, 120), 16, (1100, 2110)))
    lifted, repair = lift_seals(image(_sealed(plain, (1360, 2000), colour=(150, 150, 150))))
    _assert_is_at(lifted.seals, (1360, 2000), 20.0)
    assert repair is None


def test_black_seal_over_text_is_left_as_it_is() -> None:
    page = image(_sealed(text_page(), (400, _TEXT_Y), colour=(0, 0, 0)))
    assert lift_seals(page) == (page, None)


def test_ring_and_empty_cell_are_no_seals() -> None:
    page = text_page()
    cv2.circle(page, (1300, 2000), 80, (90, 90, 90), 3)
    cv2.rectangle(page, (300, 1900), (460, 2060), (90, 90, 90), 3)
    assert find_seals(image(page)) == ()


def test_boxes_lie_on_the_source_page() -> None:
    page = _sealed(text_page())
    half = np.asarray(cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    small = image(page).transformed(half, np.array([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0]]))
    _assert_is_at(find_seals(small), (1200, 700), 20.0)
    lifted, _ = lift_seals(small)
    assert np.array_equal(lifted.to_source, small.to_source)
    assert (lifted.source_width, lifted.source_height) == (1654, 2339)


@settings(max_examples=15, deadline=None)
@given(
    x=st.integers(250, 1400),
    y=st.integers(1850, 2100),
    side_mm=st.floats(11.0, 25.0),
    is_round=st.booleans(),
    skew_deg=st.floats(-6.0, 6.0),
)
def test_seal_is_found_wherever_it_is(x: int, y: int, side_mm: float, is_round: bool, skew_deg: float) -> None:
    page = rotated(_sealed(text_page(), (x, y), side_mm=side_mm, is_round=is_round), skew_deg)
    turn = cv2.getRotationMatrix2D((1654 / 2, 2339 / 2), -skew_deg, 1.0)
    x_turned, y_turned = turn @ np.array([x, y, 1.0])
    reach = side_mm * _MM / 2
    if not (reach < x_turned < 1654 - reach and reach < y_turned < 2339 - reach):
        return
    (box,) = find_seals(image(page))
    assert (box.x_center, box.y_center) == pytest.approx((x_turned, y_turned), abs=10)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 255), st.sampled_from(["flat", "noise", "red"]))
def test_any_picture_can_be_looked_at(width: int, height: int, shade: int, kind: str) -> None:
    pixels = np.full((height, width, 3), shade, np.uint8)
    if kind == "noise":
        pixels = np.random.default_rng(shade).integers(0, 255, pixels.shape).astype(np.uint8)
    if kind == "red":
        pixels[:, :, 1:] //= 3
        pixels[:: max(1, shade % 7)] = 255
    lifted, _ = lift_seals(PageImage.of_source(pixels))
    assert lifted.pixels.shape == pixels.shape
    assert all(box.right <= width and box.bottom <= height for box in lifted.seals)
