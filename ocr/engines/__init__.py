"""ENGINES: every OCR engine by name; its runtime is imported only if it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocr.recognize import Engine


def _rapidocr() -> Engine:
    from ocr.engines.rapid import RapidEngine

    return RapidEngine()


def _tesseract() -> Engine:
    from ocr.engines.tesseract import TesseractEngine

    return TesseractEngine()


ENGINES: dict[str, Callable[[], Engine]] = {"rapidocr": _rapidocr, "tesseract": _tesseract}
"""Each factory raises EngineError, with how to get what is missing."""
