"""Marks on a page are the same, however their labels are counted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.capture.marks import _label_type, find_marks


@pytest.mark.parametrize(("density", "bytes_each"), [(0.004, cv2.CV_16U), (0.1, cv2.CV_32S), (0.5, cv2.CV_32S)])
def test_two_bytes_label_marks_only_where_they_suffice(density: float, bytes_each: int) -> None:
    specks = (np.random.default_rng(0).random((1754, 1240)) < density).astype(np.uint8)
    assert _label_type(specks) == bytes_each
    wide = cv2.connectedComponentsWithStats(specks, connectivity=8)[2]
    assert np.array_equal(cv2.connectedComponentsWithStats(specks, connectivity=8, ltype=bytes_each)[2], wide)


def test_more_marks_than_two_bytes_can_number_are_all_found() -> None:
    page = np.full((1200, 1500), 255, np.uint8)
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        page[row::4, column::6] = 0
    assert len(find_marks(page).boxes) == 300 * 250
