"""Print that has nearly faded is made dark, so that skew is found on it; print that is there is left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.preprocess.contrast import raise_contrast
from ocr.preprocess.deskew import deskew
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def faded(page: Pixels, ink: float, paper: tuple[int, int, int] = (246, 244, 236)) -> Pixels:
    """The page with its black at that share of the paper's lightness, and a scanner's noise."""
    light = ink + (1 - ink) * cv2.GaussianBlur(page, (0, 0), 0.6) / 255
    noise = np.random.default_rng(4).normal(0, 2, page.shape[:2])[:, :, None]
    return np.clip(light * paper + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("ink", [0.77, 0.82])
@pytest.mark.parametrize("paper", [(246, 244, 236), (190, 190, 190)], ids=["yellowed", "grey"])
def test_faint_ink_is_made_dark_on_white_paper(ink: float, paper: tuple[int, int, int]) -> None:
    page = table_page()
    received = image(faded(page, ink, paper))
    dark, repair = raise_contrast(received)
    assert repair is not None
    assert repair.step == "contrast"
    assert repair.amount == pytest.approx(0.7 / (1 - ink), rel=0.4)
    assert np.array_equal(dark.to_source, received.to_source)
    assert np.median(dark.pixels[page == 255]) > 240
    assert np.median(dark.pixels[cv2.erode(255 - page, np.ones((3, 3), np.uint8)) > 200]) < 100


def test_skew_is_found_only_once_contrast_is_raised() -> None:
    received = image(faded(rotated(text_page(), 2.0), 0.85))
    assert deskew(received)[1] is None
    repair = deskew(raise_contrast(received)[0])[1]
    assert repair is not None
    assert repair.amount == pytest.approx(2.0, abs=0.1)


def back_of_a_blank_page() -> Pixels:
    behind = cv2.GaussianBlur(text_page()[:, ::-1], (0, 0), 2.2).astype(np.float64)
    return np.clip(245 - 0.25 * (255 - behind), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "pixels",
    [
        text_page(),
        worn(table_page()),
        faded(text_page(), 0.45),
        back_of_a_blank_page(),
        np.full((2339, 1654, 3), 250, np.uint8),
        faded(np.full((2339, 1654, 3), 255, np.uint8), 0.5),
        np.zeros((1, 1, 3), np.uint8),
        np.full((3, 2000, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 256, (1000, 800, 3), np.uint8),
    ],
    ids=["clean", "scan", "grey but plain", "back of a blank page", "blank", "blank scan", "pixel", "strip", "noise"],
)
def test_other_page_is_returned_as_it_came(pixels: Pixels) -> None:
    received = image(pixels)
    same, repair = raise_contrast(received)
    assert same is received
    assert repair is None
