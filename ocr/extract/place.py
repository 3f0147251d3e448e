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

    from ocr.document import Box, Page
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
        self._left = self._top = 0.0
        self.width, self.height = float(page.width), float(page.height)
        """Level pixels of the page, or of what the words of one of its parts span and a margin."""
        if page.part is not None and page.words:
            left, top, right, bottom = np.array([self.sides(w.box, is_vertical=False) for w in page.words]).T
            margin = _MARGIN * float(np.median(bottom - top))
            self._left, self._top = float(left.min()) - margin, float(top.min()) - margin
            self.width = float(right.max()) + margin - self._left
            self.height = float(bottom.max()) + margin - self._top
        self._first_column = page.width + (page.height if self._has_rows else 0)

    def sides(self, box: Box, *, is_vertical: bool) -> Sides:
        """The box moved by its centre, its thickness freed of what the slope added; laid down if it is a column's."""
        (centre,), (slope,), (scale,) = self._level.at(np.array([[box.x_center, box.y_center]]))
        x, y = float(centre[0]) - self._left, float(centre[1]) - self._top
        steep = abs(float(slope))
        if is_vertical:
            width = max(box.width - box.height * steep, box.width * 0.4) * float(scale[0])
            height = box.height * float(scale[1])
            return self._laid_down((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
        height = max(box.height - box.width * steep, box.height * 0.4) * float(scale[1])
        width = box.width * float(scale[0])
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    def rules(self) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The horizontal and the vertical rules of the rows, then those of the columns."""
        across = tuple(self._horizontal(box) for box in self._page.horizontal_rules)
        down = tuple(self._vertical(box) for box in self._page.vertical_rules)
        if not self._has_columns:
            return across, down
        columns = self._first_column
        from_down = tuple(Rule(columns - rule.position, rule.start, rule.end) for rule in down)
        from_across = tuple(Rule(rule.position, columns - rule.end, columns - rule.start) for rule in across)
        return (across if self._has_rows else ()) + from_down, (down if self._has_rows else ()) + from_across

    def _laid_down(self, sides: Sides) -> Sides:
        left, top, right, bottom = sides
        return top, self._first_column - right, bottom, self._first_column - left

    def _point(self, x: float, y: float) -> tuple[float, float]:
        level_x, level_y = self._level.points(np.array([[x, y]]))[0]
        return float(level_x) - self._left, float(level_y) - self._top

    def _horizontal(self, box: Box) -> Rule:
        _, y = self._point(box.x_center, box.y_center)
        left, _ = self._point(box.left, box.y_center)
        right, _ = self._point(box.right, box.y_center)
        return Rule(y, left, right)

    def _vertical(self, box: Box) -> Rule:
        x, _ = self._point(box.x_center, box.y_center)
        _, top = self._point(box.x_center, box.top)
        _, bottom = self._point(box.x_center, box.bottom)
        return Rule(x, top, bottom)
