"""The numbers we defend: documents read, compared with what people read from the same paper."""

from ocr.evaluate.cases import Case, find_cases
from ocr.evaluate.counts import Counts
from ocr.evaluate.report import list_mistakes, report, report_calibration
from ocr.evaluate.score import Mistake, Score, StraightThrough, score

__all__ = [
    "Case",
    "Counts",
    "Mistake",
    "Score",
    "StraightThrough",
    "find_cases",
    "list_mistakes",
    "report",
    "report_calibration",
    "score",
]
