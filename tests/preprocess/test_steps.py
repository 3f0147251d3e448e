"""Every step that looks at pixels alone can look at any picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.preprocess.border import cut_border
from ocr.preprocess.contrast import raise_contrast
from ocr.preprocess.despeckle import despeckle
from ocr.preprocess.show_through import fade_show_through
from ocr.preprocess.soften import soften
from ocr.preprocess.steps import Step
from tests.preprocess.drawn import image

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


@st.composite
def pictures(draw: st.DrawFn) -> Pixels:
    """Noise of any coarseness, darkness and contrast in any shape."""
    height, width = draw(st.integers(1, 700)), draw(st.integers(1, 700))
    grain = draw(st.integers(1, 60))
    coarse = (max(1, height // grain), max(1, width // grain), 3)
    noise = np.random.default_rng(draw(st.integers(0, 99))).integers(0, 256, coarse, np.uint8)
    picture = cv2.resize(noise, (width, height), interpolation=draw(st.sampled_from((0, 1))))
    dark, light = sorted((draw(st.integers(0, 255)), draw(st.integers(0, 255))))
    return (dark + (light - dark) * (picture.astype(np.float64) / 255)).astype(np.uint8)


@pytest.mark.parametrize("step", [despeckle, soften, cut_border, fade_show_through, raise_contrast])
@settings(max_examples=40, deadline=None)
@given(picture=pictures())
def test_any_picture_can_be_looked_at(step: Step, picture: Pixels) -> None:
    received = image(picture)
    found, repair = step(received)
    if repair is None:
        assert found is received
        return
    height, width = found.pixels.shape[:2]
    assert found.pixels.dtype == np.uint8
    assert (found.source_width, found.source_height) == (received.source_width, received.source_height)
    corners = found.points_on_source(np.array([[0.0, 0.0], [width, height]]))
    assert (corners >= 0).all()
    assert (corners <= (received.source_width, received.source_height)).all()
