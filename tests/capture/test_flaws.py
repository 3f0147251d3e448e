"""Flaws of a page's picture, measured without reading it; pages that can be read have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from ocr.capture.flaws import find_flaws
from tests.preprocess.drawn import table_page, text_page

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Turn

    Page = NDArray[np.uint8]


def kinds(page: Page) -> list[str]:
    return [flaw.kind for flaw in find_flaws(page)]


def blurred(page: Page, sigma: float) -> Page:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), np.uint8)


def photographed(page: Page, light: int = 190) -> Page:
    """Paper as grey as a camera makes it."""
    return (page.astype(np.float32) * light / 255).astype(np.uint8)


def lit(page: Page, centre: tuple[int, int], radius: float) -> Page:
    """A lamp's reflection, white in the middle and falling off gently."""
    ys, xs = np.mgrid[: page.shape[0], : page.shape[1]].astype(np.float32)
    square = ((xs - centre[0]) ** 2 + (ys - centre[1]) ** 2) / radius**2
    return np.asarray(np.clip(page + 600 * np.exp(-square)[..., None], 0, 255), np.uint8)


@pytest.mark.parametrize("page", [text_page(), table_page(), blurred(text_page(), 1.0)], ids=["text", "table", "soft"])
def test_a_page_that_can_be_read_has_no_flaw(page: Page) -> None:
    assert find_flaws(page) == ()


def test_a_grey_page_is_judged_as_a_coloured_one() -> None:
    page = blurred(text_page(), 5.0)
    assert find_flaws(np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)) == find_flaws(page)


def test_print_that_runs_into_its_surroundings_is_blurred() -> None:
    assert kinds(blurred(text_page(), 5.0)) == ["blur"]


def test_blur_counts_by_the_size_of_the_print() -> None:
    small, large = text_page(), np.asarray(cv2.resize(text_page(), None, fx=3, fy=3), np.uint8)
    assert kinds(blurred(small, 4.0)) == ["blur"]
    assert kinds(blurred(large, 4.0)) == []


def test_faint_print_is_not_blurred() -> None:
    assert kinds((255 - (255 - text_page().astype(np.int16)) // 4).astype(np.uint8)) == []


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_lines_of_text_that_end_at_the_edge_are_cut_off(side: str) -> None:
    page = text_page()
    cut = {
        "left": page[:, 230:],
        "right": page[:, :700],
        "top": page[352:],  # through the letters of a line
        "bottom": page[:1054],
    }[side]
    (flaw,) = find_flaws(np.ascontiguousarray(cut))
    assert (flaw.kind, flaw.sides) == ("cut-off", (side,))


def test_a_table_that_ends_at_one_edge_is_cut_off() -> None:
    (flaw,) = find_flaws(np.ascontiguousarray(table_page()[:, :1360]))
    assert (flaw.kind, flaw.sides) == ("cut-off", ("right",))


def test_rules_across_the_whole_page_are_not_cut_off() -> None:
    page = text_page()
    for y in range(300, 2000, 300):
        page[y : y + 3] = 0
    assert kinds(page) == []


def test_the_teeth_of_a_torn_receipt_and_the_lid_of_a_scanner_are_not_cut_off() -> None:
    page = text_page()
    for x in range(0, page.shape[1], 22):
        cv2.fillConvexPoly(page, np.array([[x, 0], [x + 20, 0], [x + 10, 9]]), (0, 0, 0))
    page[:, :25] = 20
    assert kinds(page) == []


def test_the_side_is_that_of_the_page_as_people_read_it() -> None:
    lying = np.ascontiguousarray(np.rot90(text_page()[:, 230:]))  # counter-clockwise: its left is below
    turn: Turn = 90
    (flaw,) = find_flaws(lying, turn)
    assert flaw.sides == ("left",)


def test_a_reflection_over_print_is_glare() -> None:
    assert kinds(lit(photographed(text_page()), (600, 900), 250)) == ["glare"]


def test_a_reflection_on_white_space_is_no_glare() -> None:
    assert kinds(lit(photographed(text_page()), (800, 2100), 120)) == []


def test_a_white_field_on_a_grey_form_is_no_glare() -> None:
    page = photographed(text_page())
    page[700:1000, 200:1000] = 255
    assert kinds(page) == []


def test_nothing_is_said_of_a_page_with_hardly_any_print() -> None:
    page = np.full((2339, 1654, 3), 255, np.uint8)
    cv2.putText(page, "2", (800, 2250), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    assert kinds(page) == kinds(blurred(page, 6.0)) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (3000, 2), (40, 40)])
def test_odd_shapes_have_no_flaws(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    assert find_flaws(noise) == ()


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (photographed(text_page(), 30), "dark"),
        (np.asarray(225 + text_page() * (30 / 255), np.uint8), "faint"),
        (np.asarray(238 + text_page() * (16 / 255), np.uint8), "faint"),
    ],
    ids=["dark", "pale", "nearly gone"],
)
def test_print_that_hardly_differs_from_its_paper(page: Page, kind: str) -> None:
    assert kinds(page) == [kind]


def test_a_grey_page_with_dark_print_is_well_lit() -> None:
    assert find_flaws(photographed(text_page(), 90)) == ()


def test_grain_and_the_print_of_the_back_are_no_faint_print() -> None:
    grain = np.random.default_rng(0).normal(0, 6, text_page().shape[:2])[..., None]
    back = cv2.GaussianBlur(text_page()[:, ::-1], (0, 0), 3.0)
    for page in (np.full_like(text_page(), 240), 255 - 0.15 * (255 - back.astype(np.float32))):
        assert find_flaws(np.asarray(np.clip(page + grain, 0, 255), np.uint8)) == ()


@pytest.mark.parametrize("degrees", [8.0, -12.0])
def test_a_sheet_that_lies_askew_beyond_repair(degrees: float) -> None:
    (flaw,) = find_flaws(tilted(text_page(), degrees))
    assert (flaw.kind, flaw.amount) == ("tilt", degrees)


def test_a_slope_that_is_repaired_is_no_flaw() -> None:
    assert find_flaws(tilted(text_page(), 4.0)) == ()


def tilted(page: Page, clockwise_deg: float) -> Page:
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise_deg, 0.8)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255)), np.uint8)
