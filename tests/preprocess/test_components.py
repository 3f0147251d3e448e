"""Connected parts: those of a mask, however many there are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.preprocess.components import components


@pytest.mark.parametrize("size", [(4, 6), (520, 520)], ids=["few", "more than 16 bits can count"])
def test_every_dot_is_a_part(size: tuple[int, int]) -> None:
    dots = np.zeros(size, np.uint8)
    dots[::2, ::2] = 1
    labels, stats = components(dots)
    assert len(np.unique(labels)) == len(stats) == dots.sum() + 1
    assert (labels > 0).tolist() == (dots > 0).tolist()


def test_what_touches_by_a_corner_is_one_part() -> None:
    labels, stats = components(np.eye(3, dtype=np.uint8))
    assert labels.max() == 1
    assert stats[1].tolist() == [0, 0, 3, 3, 3]


@pytest.mark.parametrize(("density", "bytes_each"), [(0.004, 2), (0.1, 4), (0.5, 4)])
def test_two_bytes_label_parts_only_where_they_suffice(density: float, bytes_each: int) -> None:
    specks = (np.random.default_rng(0).random((1754, 1240)) < density).astype(np.uint8)
    labels, stats = components(specks)
    assert labels.itemsize == bytes_each
    assert np.array_equal(stats, cv2.connectedComponentsWithStats(specks, connectivity=8)[2])
