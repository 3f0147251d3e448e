"""A value's place on a page as a vendor's papers share it: how far across and down, and under which label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.finders import find, repaired
from ocr.extract.pointing import Run
from ocr.extract.sheet import Key
from ocr.extract.values import clean_name
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value

KINDS = frozenset({"amount", "date", "term", "identifier", "registration_number", "phone", "postal_code"})
"""Kinds of which one segment may hold several values, and what else it holds does not matter."""
_ABOVE_LINES = 2.5
_MOST_LABEL = 24
"""Characters of a label; what is longer is a sentence."""
_NUMBER = re.compile(r"\d+(?![\d%])")
_EDGE = ":;・|/、。,.-=→()[]{}【】〔〕《》「」『』<>■□◆◇●○◎*※▼▽#¥$"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one possible value stands."""

    page: int
    """Counts from 0 within the document."""
    run: Run
    left: float
    top: float
    right: float
    bottom: float
    """Shares of the level page."""
    beside: str
    above: str
    value: Value | None
    """What its characters say; None where nobody asked."""


def spot_of(sheets: Sequence[Sheet], page: int, run: Run, value: Value | None = None) -> Spot:
    """The spot of characters on page number `page`, which counts from 0."""
    sheet, segment = sheets[page], run.segment
    cut = segment.cut(run.start, run.end)
    return Spot(
        page,
        run,
        cut.left / sheet.width,
        segment.top / sheet.height,
        cut.right / sheet.width,
        segment.bottom / sheet.height,
        _beside(sheet, segment, run.start),
        _above(sheet, cut),
        value,
    )


def spots(sheets: Sequence[Sheet], kind: str) -> Iterator[Spot]:
    """Every value of a kind on the pages."""
    for page, sheet in enumerate(sheets):
        for segment in sheet.segments:
            for value, start, end in find(kind, segment.text, day_first=segment.day_first):
                yield spot_of(sheets, page, Run(segment, start, end), value)


def same_text(sheets: Sequence[Sheet], key: str) -> Iterator[Spot]:
    """Every place where the text stands within a segment, made comparable."""
    for page, sheet in enumerate(sheets):
        for segment in sheet.segments:
            at = segment.key.text.find(key)
            if at >= 0:
                run = Run(segment, *segment.key.span(at, at + len(key)))
                yield spot_of(sheets, page, run, Text(text=clean_name(repaired(run.text)) or run.text))


def _beside(sheet: Sheet, segment: Segment, start: int) -> str:
    """The label before the value in its own segment, else what stands left of it on the row."""
    within = _label(segment.text[:start])
    if within:
        return within
    left = [s for s in sheet.rows[segment.row] if s.x_center < segment.left and s is not segment]
    return _label(left[-1].text) if left else ""


def _above(sheet: Sheet, value: Segment) -> str:
    """The label nearest above."""
    reach = value.top - _ABOVE_LINES * max(value.height, sheet.line_height)
    over = [
        s
        for s in sheet.segments
        if reach <= s.bottom <= value.top + 0.4 * min(s.height, value.height) and s.x_overlap(value) > 0.25
    ]
    return _label(max(over, key=lambda s: s.bottom).text) if over else ""


def _label(text: str) -> str:
    """The text made comparable, numbers other than rates all alike; "" where it holds no word or a sentence."""
    key = _NUMBER.sub("0", Key.of(text).text).strip(_EDGE)
    return key if re.search(r"[^\W\d_]", key) and len(key) <= _MOST_LABEL else ""
