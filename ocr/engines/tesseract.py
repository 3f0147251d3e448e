"""TesseractEngine: Tesseract 5 with its Japanese and English models, for machines where rapidocr cannot run."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ocr.errors import EngineError
from ocr.recognize import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_LANGUAGES = ("jpn", "eng")
_PAGE_SEGMENTATION = 11
"""Sparse text, in no order: over 12 worn pages 22 % of characters wrong, against 29 % for 3 and 6."""
_WIDE_GAP = 1.0
"""Of a line's height; a wider gap between two words is a column's edge, and a Reading never crosses one."""
_SPACE = 0.25
"""Of a line's height; a gap between two Latin words from which it is a space."""
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-jpn"


class _Token(NamedTuple):
    line: tuple[int, int, int]
    text: str
    left: int
    top: int
    right: int
    bottom: int
    percent: float


class TesseractEngine:
    """Starts `tesseract` for every page; far less exact than rapidocr on ruled tables, and needs 0.15 GB only."""

    def __init__(self) -> None:
        try:
            import pytesseract
        except ImportError as error:
            raise EngineError("pytesseract is missing; pip install pytesseract") from error
        self._tesseract = pytesseract
        try:
            version = pytesseract.get_tesseract_version()
            languages = pytesseract.get_languages()
        except (OSError, SystemExit, RuntimeError) as error:  # pytesseract exits on a version it cannot parse
            raise EngineError(f"tesseract cannot be started; {_INSTALL}") from error
        missing = [language for language in _LANGUAGES if language not in languages]
        if missing:
            raise EngineError(f"tesseract has no model for {', '.join(missing)}; {_INSTALL}")
        self.name = f"tesseract {'+'.join(_LANGUAGES)} {version}"

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels."""
        from PIL import Image

        try:
            data: dict[str, list[Any]] = self._tesseract.image_to_data(
                Image.fromarray(pixels),
                lang="+".join(_LANGUAGES),
                config=f"--psm {_PAGE_SEGMENTATION}",
                output_type=self._tesseract.Output.DICT,
            )
        except (OSError, RuntimeError) as error:
            raise EngineError(f"tesseract failed on a page ({error}); {_INSTALL}") from error
        readings = []
        for _, line in itertools.groupby(_tokens(data), key=lambda token: token.line):
            readings += [_reading(run) for run in _runs(list(line))]
        return readings


def _tokens(data: dict[str, list[Any]]) -> Iterator[_Token]:
    for n, text in enumerate(data["text"]):
        percent = float(data["conf"][n])
        if percent < 0 or not str(text).strip():  # a block, paragraph or line
            continue
        left, top = int(data["left"][n]), int(data["top"][n])
        right, bottom = left + int(data["width"][n]), top + int(data["height"][n])
        line = (int(data["block_num"][n]), int(data["par_num"][n]), int(data["line_num"][n]))
        yield _Token(line, str(text).strip(), left, top, right, bottom, percent)


def _runs(line: Sequence[_Token]) -> Iterator[list[_Token]]:
    """The line cut at wide gaps."""
    height = float(np.median([token.bottom - token.top for token in line]))
    run: list[_Token] = []
    for token in sorted(line, key=lambda token: token.left):
        if run and token.left - run[-1].right > _WIDE_GAP * height:
            yield run
            run = []
        run.append(token)
    yield run


def _reading(run: Sequence[_Token]) -> Reading:
    left, top = min(token.left for token in run), min(token.top for token in run)
    right, bottom = max(token.right for token in run), max(token.bottom for token in run)
    text = run[0].text
    for before, token in itertools.pairwise(run):
        spaced = token.left - before.right > _SPACE * (bottom - top)
        text += (" " if spaced and not (_is_wide(before.text[-1]) or _is_wide(token.text[0])) else "") + token.text
    lengths = [len(token.text) for token in run]
    confidence = float(np.average([token.percent for token in run], weights=lengths)) / 100
    quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
    return Reading(text, quad, min(1.0, confidence))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "FWA"
