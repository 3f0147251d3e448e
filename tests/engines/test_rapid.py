"""RapidEngine: what it does beyond the contract."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engines import rapid
from ocr.engines.rapid import RapidEngine
from ocr.errors import EngineError

SAMPLE = Path(__file__).parent.parent / "data" / "engine_sample.png"


@pytest.fixture(scope="module")
def engine() -> RapidEngine:
    return RapidEngine()


def test_every_line_of_a_long_till_roll_is_read_once(engine: RapidEngine) -> None:
    sample = np.asarray(Image.open(SAMPLE).convert("RGB"))
    roll = np.concatenate([sample] * 14)  # 900 x 5040
    texts = [reading.text for reading in engine.read(roll)]
    assert texts.count("¥441,648") == 14
    assert sum("株式会社サンプル商事" in text for text in texts) == 14
    assert sum("合計金額" in text for text in texts) == 14


def test_faint_text_is_kept_with_its_confidence(engine: RapidEngine) -> None:
    sample = np.asarray(Image.open(SAMPLE).convert("RGB"))
    faint = (235 + sample * (20 / 255)).astype(np.uint8)
    assert any("441,648" in reading.text for reading in engine.read(faint))


def test_lone_digits_are_not_taken_for_lying_text(engine: RapidEngine) -> None:
    digits = np.asarray(Image.open(SAMPLE.with_name("lone_digits.png")).convert("RGB"))
    texts = [reading.text for reading in engine.read(digits)]
    assert sorted(texts) == ["1", "1", "1", "1", "2", "2", "6", "6", "7", "7", "数量", "数量"]


@pytest.mark.parametrize(("number", "cut", "text"), [
    ("T5114251359962", 22, "T5114251359962"),  # its last digit is not in the box
    ("T1234567890123", 22, "T123456789012"),  # wrong however it is read
])  # fmt: skip
def test_a_registration_number_that_cannot_be_is_read_again_wider(
    monkeypatch: pytest.MonkeyPatch, engine: RapidEngine, number: str, cut: int, text: str
) -> None:
    page = Image.new("RGB", (700, 120), "white")
    font = ImageFont.load_default(40)
    ImageDraw.Draw(page).text((100, 30), number, "black", font)
    right = 100 + font.getlength(number) - cut
    quad = np.array([[96, 32], [right, 32], [right, 76], [96, 76]], np.float64)
    monkeypatch.setattr(engine, "_detect", lambda _: iter([quad]))
    (reading,) = engine.read(np.asarray(page))
    assert reading.text == text
    assert (reading.quad[1, 0] > right) == (text == number)


@pytest.mark.parametrize("character", "减额费责单冲值鱼页")
def test_simplified_characters_are_foreign(character: str) -> None:
    assert rapid._is_foreign(character)


@pytest.mark.parametrize("character", "減額費責単黒沖売魚頁発票髙﨑塡剝頰國學")
def test_japanese_characters_old_and_new_are_not(character: str) -> None:
    assert not rapid._is_foreign(character)


def test_without_openvino_the_same_is_read(monkeypatch: pytest.MonkeyPatch, engine: RapidEngine) -> None:
    monkeypatch.setattr(rapid, "has_openvino", lambda: False)
    sample = np.asarray(Image.open(SAMPLE).convert("RGB"))
    texts = [[reading.text for reading in one.read(sample)] for one in (RapidEngine(), engine)]
    assert texts[0] == texts[1]


def test_a_damaged_model_is_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = {task: (file, "0" * 64) for task, (file, _) in rapid._MODELS.items()}
    monkeypatch.setattr(rapid, "_MODELS", damaged)
    with pytest.raises(EngineError, match="pip install"):
        RapidEngine()


def test_a_missing_model_is_an_engine_error_not_a_download(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "_MODELS", {"Det": ("nowhere.onnx", "0" * 64)})
    with pytest.raises(EngineError, match="pip install"):
        RapidEngine()
