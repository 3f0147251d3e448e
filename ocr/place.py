"""Where the words and ruling lines of a page lie once its lines are level and its columns of vertical writing are rows.

Columns are laid down by a quarter turn to the left, so that the first one is the top row and reads from left to right;
on a page that has rows as well they lie below it, where nothing else is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ocr.level import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Page
    from ocr.reading_order import Line

    Sides = tuple[float, float, float, float]
    """left, top, right, bottom"""


_MARGIN = 3.0
"""Line heights around the words of a part of a page, so that its first line stands where that of a sheet does."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, level: at `position` across, from `start` to `end` along."""

    position: float
    start: float
    end: float


class Place:
    """Source-page pixels -> the same page with its text lines level and its columns laid down."""

    def __init__(self, page: Page, lines: Sequence[Line]) -> None:
        self._page = page
        self._level = Level(page.skew_deg, page.flattening)
        self._has_rows = not all(line.is_vertical for line in lines) or not lines
        self._has_columns = any(line.is_vertical for line in lines)
        boxes = [word.box for word in page.words]
        centres, slopes, scales = self._level.at(np.array([(b.x_center, b.y_center) for b in boxes]).reshape(-1, 2))
        self._boxes = list(zip(boxes, centres.tolist(), np.abs(slopes).tolist(), scales.tolist(), strict=True))
        """Of each word: its box, where the middle lies level, how steep the text lines are there, and the scale."""
        self._left = self._top = 0.0
        self.width, self.height = float(page.width), float(page.height)
        """Level pixels of the page, or of what the words of one of its parts span and a margin."""
        if page.part is not None and page.words:
            left, top, right, bottom = np.array([self.sides(n, is_vertical=False) for n in range(len(boxes))]).T
            margin = _MARGIN * float(np.median(bottom - top))
            self._left, self._top = float(left.min()) - margin, float(top.min()) - margin
            self.width = float(right.max()) + margin - self._left
            self.height = float(bottom.max()) + margin - self._top
        self._first_column = page.width + (page.height if self._has_rows else 0)

    def sides(self, word: int, *, is_vertical: bool) -> Sides:
        """The word's box moved by its centre, its thickness freed of what the slope added; laid down if a column's."""
        box, (x, y), steep, (along, across) = self._boxes[word]
        x, y = x - self._left, y - self._top
        if is_vertical:
            width = max(box.width - box.height * steep, box.width * 0.4) * along
            height = box.height * across
            return self._laid_down((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
        height = max(box.height - box.width * steep, box.height * 0.4) * across
        width = box.width * along
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    def rules(self) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The horizontal and the vertical rules of the rows, then those of the columns."""
        level = [(b.left, b.y_center, b.x_center, b.y_center, b.right, b.y_center) for b in self._page.horizontal_rules]
        upright = [(b.x_center, b.top, b.x_center, b.y_center, b.x_center, b.bottom) for b in self._page.vertical_rules]
        across = tuple(Rule(y, left, right) for left, _, _, y, right, _ in self._threes(level))
        down = tuple(Rule(x, top, bottom) for _, top, x, _, _, bottom in self._threes(upright))
        if not self._has_columns:
            return across, down
        columns = self._first_column
        from_down = tuple(Rule(columns - rule.position, rule.start, rule.end) for rule in down)
        from_across = tuple(Rule(rule.position, columns - rule.end, columns - rule.start) for rule in across)
        return (across if self._has_rows else ()) + from_down, (down if self._has_rows else ()) + from_across

    def _laid_down(self, sides: Sides) -> Sides:
        left, top, right, bottom = sides
        return top, self._first_column - right, bottom, self._first_column - left

    def _threes(self, points: Sequence[tuple[float, ...]]) -> list[list[float]]:
        """Rows of x, y, x, y, x, y made level."""
        level = self._level.points(np.array(points).reshape(-1, 2)) - np.array([self._left, self._top])
        return [[float(side) for side in row] for row in level.reshape(-1, 6)]
