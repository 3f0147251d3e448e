"""TesseractEngine: what it does beyond the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ocr.engines.tesseract import TesseractEngine
from ocr.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path


def test_without_the_program_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="apt-get install tesseract-ocr tesseract-ocr-jpn"):
        TesseractEngine()


def test_without_the_japanese_model_the_error_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(EngineError, match="jpn"):
        TesseractEngine()
