"""What counts as ink on a page: print and drawings do; specks, streaks, punched holes and show-through do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from ocr.preprocess.image import PageImage
from ocr.preprocess.ink import ink_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

MM = 2339 / 297
"""Pixels of A4 at 200 dpi."""


def paper() -> Pixels:
    noise = np.random.default_rng(1).normal(244, 4, (2339, 1654, 1))
    return np.repeat(np.clip(noise, 0, 255).astype(np.uint8), 3, axis=2)


def share(pixels: Pixels) -> float:
    return ink_share(PageImage.of_source(pixels))


def holes(pixels: Pixels) -> None:
    for y in (108.5, 188.5):
        cv2.circle(pixels, (round(12 * MM), round(y * MM)), round(3 * MM), (25, 25, 25), -1)


def specks(pixels: Pixels) -> None:
    pixels[np.random.default_rng(2).random(pixels.shape[:2]) < 0.001] = 0


def streak(pixels: Pixels) -> None:
    cv2.line(pixels, (600, 0), (603, 2339), (70, 70, 70), 2)


def border(pixels: Pixels) -> None:
    pixels[:, -30:] = 0


def ghost(pixels: Pixels) -> None:
    for n in range(30):
        cv2.putText(pixels, "yadnuS desolC .oN", (300, 300 + 50 * n), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (190, 190, 190), 3)


@pytest.mark.parametrize("wear", [holes, specks, streak, border, ghost])
def test_wear_is_no_ink(wear: Callable[[Pixels], None]) -> None:
    pixels = paper()
    wear(pixels)
    assert share(pixels) == 0.0


def test_one_short_word_is_ink() -> None:
    pixels = paper()
    cv2.putText(pixels, "END", (800, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    assert share(pixels) > 0.00002


def test_a_drawing_is_ink() -> None:
    pixels = paper()
    cv2.rectangle(pixels, (500, 500), (1100, 1400), (30, 30, 30), 3)
    assert share(pixels) > 0.0005


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 4000, 3), (40, 40, 3)])
def test_no_shape_is_too_odd(shape: tuple[int, int, int]) -> None:
    assert share(np.full(shape, 255, np.uint8)) == 0.0
