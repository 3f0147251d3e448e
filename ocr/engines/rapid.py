"""RapidEngine: PP-OCRv6 small through rapidocr, fed so that time and memory do not depend on the page."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from ocr.check_digit import registration_numbers
from ocr.engines.column import as_row, closed_up
from ocr.engines.ctc import Decoder, Line
from ocr.errors import EngineError
from ocr.network import has_openvino
from ocr.recognize import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from rapidocr import RapidOCR
    from rapidocr.ch_ppocr_rec import TextRecognizer

_DETECT_SIDE = 1600
"""Long side, in pixels, at which text is looked for; the characters are read at the page's own resolution.
A4 comes to 137 dpi. From 1280 to 1920 the same characters are found, on A3 too; narrow columns run together more often
at 1280 (435 of 501 fields right on 50 worn pages, against 446 at 1600 and 449 at 1920), and 1920 takes 0.3 GB more."""
_MAX_ASPECT = 2.0
"""A page longer than this is looked at in tiles: a till roll squeezed into one square has no legible text left."""
_TILE_OVERLAP = 0.1
_TEXT_HEIGHT = 48
"""Pixels; the recognition network's fixed input height."""
_WIDTH_STEP = 32
_MIN_WIDTH = 96
"""Line images are padded to multiples of _WIDTH_STEP and read one by one. rapidocr's way, six together padded to the
widest, takes 1.3 times the CPU and, having a new shape for every batch, 0.5 GB more that it never gives back."""
_MAX_WIDTH = 3200
"""Pixels at _TEXT_HEIGHT, about 65 full-width characters; a longer line is squeezed."""
_TALL = 1.5
"""Height over width from which an image may be a column of vertical text, or a narrow character such as 1."""
_COLUMN = 4.0
"""Height over width from which a column is long enough to be cut into its characters."""
_SURER = 0.1
"""By how much more confident a column turned to its side must be read to be believed, for that way commas, brackets and
small kana are lost: Latin words lie on their side in it. Three made pages, which this was written on, had 5 to
11 % of characters wrong that way, with this 0 to 1.4 %."""

_MARGINS = ((0.6, 0.0), (0.1, 0.1))
"""Along and across the line, in its heights, by which the crop of a wrong 登録番号 is widened. Of seven such one was
cut short by its box and is right then; five are printed so and stay."""

_MODELS = {
    "Det": ("PP-OCRv6_det_small.onnx", "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"),
    "Rec": ("PP-OCRv6_rec_small.onnx", "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"),
}
"""Inside rapidocr's wheel; Apache-2.0."""
_TWINS = {"减": "減", "冲": "沖", "决": "決", "况": "況", "值": "値", "\u00b7": "・"}
"""Foreign characters, all but one of them in cp932, that are written for just one Japanese character."""
_NATIVE = "塡剝頰"
"""In everyday use (常用漢字), though cp932 has only 填剥頬."""
_GET_RAPIDOCR = "rapidocr cannot be loaded (%s); pip install --force-reinstall 'rapidocr>=3.10,<3.11' onnxruntime"


class RapidEngine:
    """Reads with openvino where the CPU has AVX2, with onnxruntime elsewhere; one thread, nothing downloaded."""

    name = "rapidocr PP-OCRv6 small"

    def __init__(self) -> None:
        try:
            self._ocr = _load()
            list(self._detect(np.full((64, 64, 3), 255, np.uint8)))  # the networks are loaded when first used
            self._ocr.recognize_txt([np.full((_TEXT_HEIGHT, _MIN_WIDTH, 3), 255, np.uint8)])
            recognizer = cast("TextRecognizer", self._ocr.text_rec)
            characters = recognizer.postprocess_op.character
            self._network, self._decoder = _Japanese(recognizer.session, characters), Decoder(characters)
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineError(_GET_RAPIDOCR % error) from error

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels; lines of low confidence are kept with it."""
        bgr = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), np.uint8)
        readings = []
        for quad in _once(self._detect(bgr)):
            line = self._read_quad(bgr, quad)
            if not all(number.right for number in registration_numbers(line.text)):
                quad, line = self._read_again(bgr, quad, line)
            if line.text:
                readings.append(Reading(line.text, quad, line.confidence, line.letters))
        return readings

    def _read_again(
        self, bgr: NDArray[np.uint8], quad: NDArray[np.float64], line: Line
    ) -> tuple[NDArray[np.float64], Line]:
        """A wider crop and what it says, if only digits differ and the 登録番号 is right then; else quad and line."""
        for along, across in _MARGINS:
            wider = _widened(quad, along, across)
            again = self._read_quad(bgr, wider)
            numbers = registration_numbers(again.text)
            right = len(numbers) > 0 and all(number.right for number in numbers)
            if right and _without_digits(again.text) == _without_digits(line.text):
                return wider, again
        return quad, line

    def _detect(self, bgr: NDArray[np.uint8]) -> Iterator[NDArray[np.float64]]:
        """Quads of lines, tile by tile; a line in an overlap comes twice, one cut by an inner edge not at all."""
        height, width = bgr.shape[:2]
        for top, left, bottom, right in _tiles(height, width):
            found = self._ocr(bgr[top:bottom, left:right], use_det=True, use_cls=False, use_rec=False)
            boxes = getattr(found, "boxes", None)
            for corners in () if boxes is None else boxes:
                quad = np.asarray(corners, np.float64) + np.array([left, top])
                x, y = quad[:, 0], quad[:, 1]
                cut_before = (top > 0 and y.min() <= top + 1) or (left > 0 and x.min() <= left + 1)
                cut_after = (bottom < height and y.max() >= bottom - 2) or (right < width and x.max() >= right - 2)
                if not (cut_before or cut_after):
                    yield quad

    def _read_quad(self, bgr: NDArray[np.uint8], quad: NDArray[np.float64]) -> Line:
        crop = _crop(bgr, quad)
        height, width = crop.shape[:2]
        if height < _TALL * width:
            return self._read_line(crop)
        turned = self._read_line(np.ascontiguousarray(np.rot90(crop)))
        if height >= _COLUMN * width:
            set_as_row = closed_up(self._read_line(as_row(crop)))
            return turned if turned.confidence > set_as_row.confidence + _SURER else set_as_row
        if height > 2 * _TALL * width:
            return turned
        return max(turned, self._read_line(crop), key=lambda line: line.confidence)

    def _read_line(self, crop: NDArray[np.uint8]) -> Line:
        """What a line image of any size says."""
        height, width = crop.shape[:2]
        scaled = min(max(1, math.ceil(_TEXT_HEIGHT * width / height)), _MAX_WIDTH)
        padded = max(_MIN_WIDTH, -(-scaled // _WIDTH_STEP) * _WIDTH_STEP)
        line = np.full((_TEXT_HEIGHT, padded, 3), 127, np.uint8)  # what the network was padded with in training
        line[:, :scaled] = cv2.resize(crop, (scaled, _TEXT_HEIGHT))
        signal = np.asarray((line.transpose(2, 0, 1)[None].astype(np.float32) / 255 - 0.5) / 0.5, np.float32)
        return self._decoder.line(self._network(signal)[0])


class _Japanese:
    """The recognition network, kept from characters that no Japanese paper has: 額, never the simplified 额.

    Its 18,708 characters are those of many countries. Where its first choice is foreign, the choice is made again among
    the others, whose shares are scaled to add up to 1. Over 50 worn pages 2.7 % wrong characters became 2.0 %.
    """

    def __init__(self, network: Callable[[NDArray[np.float32]], NDArray[np.float32]], characters: list[str]) -> None:
        self._network = network
        self._foreign = np.array([_is_foreign(character) for character in characters])
        twins = [(characters.index(a), characters.index(b)) for a, b in _TWINS.items()]
        self._twins = np.array(twins).T

    def __call__(self, lines: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, steps, characters) shares, for (n, 3, height, width) line images."""
        shares = np.array(self._network(lines))
        foreign, native = self._twins
        shares[..., native] += shares[..., foreign]
        shares[..., foreign] = 0
        wrong = self._foreign[shares.argmax(axis=2)]
        if wrong.any():
            others = np.where(self._foreign, 0, shares[wrong])
            shares[wrong] = others / np.maximum(others.sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return shares


def _is_foreign(character: str) -> bool:
    """Whether it is a Han character outside JIS X 0208 and cp932, or one of the few inside that only Chinese uses."""
    if character in _TWINS or character in _NATIVE:
        return character in _TWINS
    if not "\u3400" <= character <= "\u9fff":
        return False
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False


def _load() -> RapidOCR:
    import rapidocr

    parameters: dict[str, object] = {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        "Global.max_side_len": 2**31,
        "Global.use_cls": False,
        "Det.limit_type": "max",
        "Det.limit_side_len": _DETECT_SIDE,
        "Rec.rec_img_shape": [3, _TEXT_HEIGHT, _MIN_WIDTH],
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "EngineConfig.openvino.inference_num_threads": 1,
    }
    runtime = rapidocr.EngineType.OPENVINO if has_openvino() else rapidocr.EngineType.ONNXRUNTIME
    for task, (file, sha256) in _MODELS.items():
        model = Path(rapidocr.__file__).parent / "models" / file  # named, or rapidocr would download a missing one
        if hashlib.sha256(model.read_bytes()).hexdigest() != sha256:
            raise EngineError(_GET_RAPIDOCR % f"{file} is damaged")
        parameters |= {
            f"{task}.engine_type": runtime,
            f"{task}.ocr_version": rapidocr.OCRVersion.PPOCRV6,
            f"{task}.model_type": rapidocr.ModelType.SMALL,
            f"{task}.model_path": str(model),
        }
    return rapidocr.RapidOCR(params=parameters)


def _tiles(height: int, width: int) -> Iterator[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of overlapping tiles along the long side; the whole page unless it is very long."""
    longer, shorter = max(height, width), min(height, width)
    size = math.ceil(shorter * _MAX_ASPECT)
    if longer <= size:
        yield 0, 0, height, width
        return
    count = math.ceil((longer - size * _TILE_OVERLAP) / (size * (1 - _TILE_OVERLAP)))
    for n in range(count):
        start = round((longer - size) * n / (count - 1))
        yield (start, 0, start + size, width) if height > width else (0, start, height, start + size)


def _once(quads: Iterator[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """The quads without those whose centre an earlier one already holds: two tiles saw the same line."""
    kept: list[NDArray[np.float64]] = []
    for quad in quads:
        x, y = quad.mean(axis=0)
        if not any(cv2.pointPolygonTest(k.astype(np.float32), (x, y), False) > 0 for k in kept):
            kept.append(quad)
    return kept


def _widened(quad: NDArray[np.float64], along: float, across: float) -> NDArray[np.float64]:
    """The quad with margins along its top and across it, in heights of it."""
    right, down = quad[1] - quad[0], quad[3] - quad[0]
    height = float(np.linalg.norm(down))
    right = right * along * height / max(float(np.linalg.norm(right)), 1.0)
    down = down * across
    return np.asarray(quad + np.array([-right - down, right - down, right + down, down - right]), np.float64)


def _without_digits(text: str) -> str:
    return re.sub(r"\d", "", unicodedata.normalize("NFKC", text))


def _crop(bgr: NDArray[np.uint8], quad: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The pixels inside quad, made level."""
    corners = quad.astype(np.float32)
    right_of = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width = max(1, int(max(right_of[0], right_of[2])))
    height = max(1, int(max(right_of[1], right_of[3])))
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(corners, level)
    cropped = cv2.warpPerspective(bgr, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cropped, np.uint8)
