"""Cut off: does print run off the edge of the picture?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.capture.marks import Marks

Side = Literal["left", "top", "right", "bottom"]
_OPPOSITE: dict[Side, Side] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}

_TOUCHES = 1
"""Pixels from the edge within which a mark touches it."""
_SMALLEST, _LARGEST = 0.45, 2.2
"""Height or width of a character in those of the median one; a cut one may be narrower."""
_NEIGHBOURS = 3
"""Characters of one line that follow a cut one; stains and grain at an edge have none in line."""
_GAP = 1.2
"""Between two characters of a line, in their heights."""
_FEWEST_LINES = 2
_FEWEST_IN_ROW = 6
"""Characters cut along the edge that their line follows."""
_LEAST_LEFT = 0.35
"""Of the height of a character cut lengthwise that must be left; the teeth of a torn receipt are shorter."""
_MOST_FILL = 0.5
"""Share of its box that a character fills, one in four at least; teeth and stains fill more."""
_LEAST_SPREAD = 0.12
"""Standard deviation of the widths of characters, in their mean; regular teeth have none."""
_AS_LIGHT = 0.8
"""Of the paper under the print; a desk is darker, a shadow on the sheet seldom is."""
_FEWEST_RULES = 4
"""Ruled lines that end at one edge and not at the other: a table cut in two. A band across the page ends at both."""
_THICKEST_RULE = 5
_RULE_REACH = 4.0
"""How far a ruled line reaches into the page, in characters' heights."""


def cut_sides(marks: Marks) -> tuple[tuple[Side, ...], int]:
    """The sides where lines of text or ruled lines end at the very edge, and how many lines do in all."""
    views = {side: _View.of(marks, side) for side in get_args(Side)}
    rules = {side: _rules(view.is_dark, marks.height) for side, view in views.items()}
    counts = {}
    for side, view in views.items():
        is_table = rules[side] >= _FEWEST_RULES and rules[_OPPOSITE[side]] < rules[side] / 2
        counts[side] = _cut_lines(view, marks.height) + (rules[side] if is_table else 0)
    return tuple(side for side in counts if counts[side]), sum(counts.values())


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The marks on paper, turned or mirrored so that one side of the page is the left one."""

    boxes: NDArray[np.int32]
    fills: NDArray[np.float64]
    """(n,) share of its box that each mark fills."""
    is_dark: NDArray[np.uint8]
    """(height, as far as a ruled line must reach); 0 beside the paper along the edge."""

    @classmethod
    def of(cls, marks: Marks, side: Side) -> _View:
        height, width = marks.is_dark.shape
        left, top, right, bottom = marks.boxes.T
        is_paper = _is_paper(marks)
        rows, columns = is_paper.shape
        across, down = (left + right) * columns // (2 * width), (top + bottom) * rows // (2 * height)
        kept = is_paper[np.minimum(down, rows - 1), np.minimum(across, columns - 1)]
        fills = marks.areas / ((right - left) * (bottom - top))
        if side == "left":
            boxes, is_dark = marks.boxes, marks.is_dark
        elif side == "right":
            boxes, is_dark = np.stack([width - right, top, width - left, bottom], axis=1), marks.is_dark[:, ::-1]
            is_paper = is_paper[:, ::-1]
        elif side == "top":
            boxes, is_dark = np.stack([top, left, bottom, right], axis=1), marks.is_dark.T
            is_paper = is_paper.T
        else:
            boxes, is_dark = np.stack([height - bottom, left, height - top, right], axis=1), marks.is_dark[::-1].T
            is_paper = is_paper[::-1].T
        at_edge = np.arange(len(is_dark)) * len(is_paper) // len(is_dark)
        strip = is_dark[:, : round(_RULE_REACH * marks.height)]
        return cls(boxes[kept], fills[kept], strip * is_paper[at_edge, :1])


def _is_paper(marks: Marks) -> NDArray[np.bool_]:
    """Where it is as light as under the print that is on the lightest: beside the sheet in a photo it is darker."""
    shape = marks.has_print.shape[::-1]
    around = cv2.resize(marks.paper, shape, interpolation=cv2.INTER_AREA)
    return np.asarray(marks.paper >= _AS_LIGHT * float(np.percentile(around[marks.has_print], 90)), np.bool_)


def _cut_lines(view: _View, height: float) -> int:
    """Lines of text that run off the left edge; one that is cut lengthwise counts as one."""
    boxes = view.boxes
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    least, most = _SMALLEST * height, _LARGEST * height
    along = boxes[(down >= least) & (down <= most) & (across <= most)]
    lines = sum(_goes_on(along, box, height) for box in along[along[:, 0] <= _TOUCHES])
    is_cut = (boxes[:, 0] <= _TOUCHES) & (across >= _LEAST_LEFT * height) & (across <= most) & (down <= most)
    row = boxes[is_cut]
    is_open = len(row) >= _FEWEST_IN_ROW and float(np.percentile(view.fills[is_cut], 25)) <= _MOST_FILL
    lengthwise = is_open and _is_row(row[np.argsort(row[:, 1])], height)
    return (lines if lines >= _FEWEST_LINES else 0) + lengthwise


def _goes_on(boxes: NDArray[np.int32], first: NDArray[np.int32], height: float) -> bool:
    """Whether a line of characters follows to the right."""
    box = first
    for _ in range(_NEIGHBOURS):
        overlap = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
        gap = boxes[:, 0] - box[2]
        near = boxes[
            (overlap >= 0.5 * (box[3] - box[1])) & (gap >= -1) & (gap <= _GAP * height) & (boxes[:, 2] > box[2])
        ]
        if not len(near):
            return False
        box = near[int(np.argmin(near[:, 0]))]
    return True


def _is_row(boxes: NDArray[np.int32], height: float) -> bool:
    """Whether enough marks, top to bottom, follow each other as characters do: closely, and not all of one width."""
    lengths = boxes[:, 3] - boxes[:, 1]
    is_close = np.diff(boxes[:, 1]) <= 2 * _GAP * height
    return _longest_run(is_close) + 1 >= _FEWEST_IN_ROW and float(lengths.std()) >= _LEAST_SPREAD * float(
        lengths.mean()
    )


def _longest_run(holds: NDArray[np.bool_]) -> int:
    longest = run = 0
    for one in holds:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def _rules(is_dark: NDArray[np.uint8], height: float) -> int:
    """Ruled lines that start at the left edge and reach well into the page; those of wood are too close for text."""
    reach = round(_RULE_REACH * height)
    if is_dark.shape[1] < reach:
        return 0
    at_edge = np.asarray(is_dark[:, _TOUCHES + 1], np.int8)
    changes = np.flatnonzero(np.diff(np.concatenate([[0], at_edge, [0]])))
    starts = []
    for start, end in changes.reshape(-1, 2):
        strip = is_dark[max(0, start - 2) : end + 2, _TOUCHES + 1 : reach]
        is_thin = end - start <= _THICKEST_RULE and float(strip.mean(axis=0).max()) < 1
        if is_thin and bool(strip.any(axis=0).all()):
            starts.append(start)
    is_grain = len(starts) > 1 and float(np.median(np.diff(starts))) < height
    return 0 if is_grain else len(starts)
