"""Our detector as a layoutparser model: importing this makes `lp.AutoLayoutModel("lp://denpyo/CDLA/picodet")` find it.

PP-PicoDet of PaddleOCR's PP-Structure, trained on CDLA (Chinese papers); weights in ocr/models. layoutparser brings
pandas and takes half a second to import, so this module is imported where a page is read, never at the start.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import cv2
import numpy as np
from layoutparser.elements import Layout, Rectangle, TextBlock
from layoutparser.models import auto_layoutmodel
from layoutparser.models.base_layoutmodel import BaseLayoutModel
from PIL import Image

from ocr.network import load_network, normalized
from ocr.preprocess.reduce import halved_to

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = "lp://denpyo/CDLA/picodet"

_WEIGHTS = Path(__file__).resolve().parent / "models" / "layout.onnx"
_SHA256 = "25b1f27ec56aa932a48f30cbd6293c358a156280f4b20b0a973bab210c39f62c"
_LABELS = dict(
    enumerate(
        (
            "text",
            "title",
            "figure",
            "figure_caption",
            "table",
            "table_caption",
            "header",
            "footer",
            "reference",
            "equation",
        )
    )
)
_WIDTH, _HEIGHT = 608, 800
"""Pixels of the network's input; a page of any shape is stretched to it, as in training."""
_INPUT = np.array([_WIDTH, _HEIGHT] * 2, np.float64)
_STRIDES = (8, 16, 32, 64)
_SHARPENING = 1.2
"""How much of what a blur of one pixel takes away is added. The network was trained on pages shrunk without averaging;
averaged ones it takes for pictures. Item tables found whole, of 80: 39 averaged, 44 not averaged, 55 averaged and
sharpened."""
_LEAST_SCORE = 0.5
_SAME = 0.5
"""Intersection over union from which two boxes of one class are one."""


class PicoDetLayoutModel(BaseLayoutModel):  # type: ignore[misc]  # layoutparser has no types
    """Blocks with a type of `label_map` and a score; coordinates in pixels of the image given."""

    DEPENDENCIES: ClassVar[list[str]] = []
    DETECTOR_NAME = "denpyo"
    MODEL_CATALOG: ClassVar[dict[str, dict[str, str]]] = {"CDLA": {"picodet": _WEIGHTS.name}}

    def __new__(cls, *_given: object, **_named: object) -> PicoDetLayoutModel:
        return object.__new__(cls)  # BaseLayoutModel's asks layoutparser for the requirements of its own detectors

    def __init__(
        self,
        config_path: str = MODEL,
        model_path: str | None = None,
        label_map: dict[int, str] | None = None,
        extra_config: dict[str, float] | None = None,
        device: str | None = None,
    ) -> None:
        """`extra_config` may hold "threshold", the least score; there is one model, and it runs on the CPU."""
        del config_path, model_path, device
        self._labels = label_map or _LABELS
        self._least_score = (extra_config or {}).get("threshold", _LEAST_SCORE)
        self._network = load_network(_WEIGHTS, _SHA256)

    def image_loader(self, image: NDArray[np.uint8] | Image.Image) -> NDArray[np.uint8]:
        """(height, width, 3) RGB."""
        return np.asarray(image.convert("RGB")) if isinstance(image, Image.Image) else image

    def detect(self, image: NDArray[np.uint8] | Image.Image) -> Layout:
        pixels = self.image_loader(image)
        height, width = pixels.shape[:2]
        outputs = self._network(_batch(pixels))
        scores = np.concatenate([found[0] for found in outputs[:4]])
        likely = scores.max(axis=1) > self._least_score
        scores = scores[likely]
        boxes = _decoded(np.concatenate([found[0] for found in outputs[4:]])[likely], _anchors()[likely])
        boxes = boxes.clip(0, _INPUT) * (np.array([width, height] * 2) / _INPUT)
        return Layout(
            [
                TextBlock(Rectangle(*map(float, boxes[n])), type=self._labels[kind], score=float(scores[n, kind]))
                for kind in range(scores.shape[1])
                for n in _best(boxes, scores[:, kind], self._least_score)
            ]
        )


def _batch(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(1, 3, _HEIGHT, _WIDTH), normalized."""
    page = halved_to(pixels, _WIDTH, _HEIGHT)
    sharp = cv2.addWeighted(page, 1 + _SHARPENING, cv2.GaussianBlur(page, (0, 0), 1), -_SHARPENING, 0)
    return normalized(np.asarray(sharp, np.uint8))[None]


@cache
def _anchors() -> NDArray[np.float64]:
    """(n, 3) x, y and stride of the anchors, grid by grid and row by row."""
    grids = []
    for stride in _STRIDES:
        rows, columns = -(-_HEIGHT // stride), -(-_WIDTH // stride)
        y, x = np.mgrid[:rows, :columns].reshape(2, -1) * stride + stride / 2
        grids.append(np.column_stack([x, y, np.full(len(x), stride)]))
    return np.concatenate(grids)


def _decoded(distances: NDArray[np.float32], anchors: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 4) left, top, right, bottom on the input, of so many anchors.

    Each side's distance from the anchor is a distribution over 0..7 strides (generalized focal loss, Li 2020).
    """
    x, y, stride = anchors.T
    shares = np.exp(distances.reshape(len(x), 4, 8).astype(np.float64))
    shares /= shares.sum(axis=2, keepdims=True)
    left, top, right, bottom = (shares @ np.arange(8)).T * stride
    return np.column_stack([x - left, y - top, x + right, y + bottom])


def _best(boxes: NDArray[np.float64], scores: NDArray[np.float32], least: float) -> list[int]:
    """Indices of the boxes of one class that no better one stands for."""
    likely = np.flatnonzero(scores > least)
    corners = boxes[likely]
    sized = np.column_stack([corners[:, :2], corners[:, 2:] - corners[:, :2]])
    kept = cv2.dnn.NMSBoxes(sized.tolist(), scores[likely].tolist(), least, _SAME)
    return [int(likely[n]) for n in np.ravel(np.asarray(kept, np.int64))]


auto_layoutmodel.ALL_AVAILABLE_BACKENDS[PicoDetLayoutModel.DETECTOR_NAME] = PicoDetLayoutModel
