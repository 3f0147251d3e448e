"""Marks on a page are the same, however their labels are counted."""

from __future__ import annotations

import numpy as np

from ocr.capture.marks import find_marks


def test_more_marks_than_two_bytes_can_number_are_all_found() -> None:
    page = np.full((1200, 1500), 255, np.uint8)
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        page[row::4, column::6] = 0
    assert len(find_marks(page).boxes) == 300 * 250
