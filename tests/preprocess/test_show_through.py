"""The back's print is taken out where it shows; grey print, photos out of focus and clean pages are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.preprocess.show_through import fade_show_through
from tests.preprocess.drawn import image, rotated, table_page, text_page, worn

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def seen_through(front: Pixels, back: Pixels, strength: float) -> Pixels:
    """The front as scanned, with the back's print mirrored and blurred by the paper."""
    behind = cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1]), (0, 0), 2.2).astype(np.float64)
    return np.clip(front - strength * (255 - behind), 0, 255).astype(np.uint8)


def back_page() -> Pixels:
    """A letter that begins farther down, so that its last lines lie where the front has none."""
    return np.roll(text_page(), 510, axis=0)


def grey_print() -> Pixels:
    """Half of the lines in light grey."""
    page = text_page()
    page[1100:] = 255 - (255 - page[1100:]) // 3
    return page


@pytest.mark.parametrize("strength", [0.3, 0.45])
def test_print_of_the_back_is_taken_out_and_print_of_the_front_stays(strength: float) -> None:
    front = worn(text_page())
    received = image(seen_through(front, back_page(), strength))
    faded, repair = fade_show_through(received)
    assert repair is not None
    assert repair.step == "show-through"
    assert 0.065 <= (repair.amount or 0) <= 0.6
    assert np.array_equal(faded.to_source, received.to_source)
    paper = np.median(front)
    assert (received.pixels[1750:2250] < 0.85 * paper).mean() > 0.01
    assert (faded.pixels[1750:2250] < 0.85 * paper).mean() < 0.001
    ink = front[:1500] < 100
    assert (faded.pixels[:1500][ink] < 140).mean() > 0.98


@pytest.mark.parametrize(
    "pixels",
    [
        text_page(),
        worn(table_page()),
        worn(rotated(text_page(), 2.0)),
        worn(grey_print()),
        cv2.GaussianBlur(text_page(), (0, 0), 2.5),
        seen_through(worn(text_page()), back_page(), 0.08),
        seen_through(np.full((2339, 1654, 3), 245, np.uint8), text_page(), 0.3),
        np.full((2339, 1654, 3), 250, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.full((3, 2000, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 256, (1000, 800, 3), np.uint8),
    ],
    ids=[
        "clean",
        "table",
        "skewed",
        "grey print",
        "out of focus",
        "hardly shows",
        "back of a blank page",
        "blank",
        "pixel",
        "strip",
        "noise",
    ],
)
def test_other_page_is_returned_as_it_came(pixels: Pixels) -> None:
    received = image(pixels)
    same, repair = fade_show_through(received)
    assert same is received
    assert repair is None
