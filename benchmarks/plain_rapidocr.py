"""rapidocr as its authors set it, to compare with: no repair, no setting and no choice of characters of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ocr.network import has_openvino
from ocr.recognize import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PlainRapidOCR:
    """PP-OCRv6 small, detection at its own size, its direction classifier and its least confidence.

    The runtime is the one that ours uses, with one thread, so that what both cost can be compared; left to itself it
    takes onnxruntime and a thread for every core.
    """

    name = "rapidocr at its own settings"

    def __init__(self) -> None:
        from rapidocr import EngineType, RapidOCR

        runtime = EngineType.OPENVINO if has_openvino() else EngineType.ONNXRUNTIME
        self._ocr = RapidOCR(
            params={
                "Global.log_level": "critical",
                **{f"{task}.engine_type": runtime for task in ("Det", "Cls", "Rec")},
                "EngineConfig.openvino.inference_num_threads": 1,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels."""
        found = self._ocr(np.ascontiguousarray(pixels[..., ::-1]))
        boxes, texts, scores = (getattr(found, part, None) for part in ("boxes", "txts", "scores"))
        if boxes is None or texts is None or scores is None:
            return []
        read = zip(boxes, texts, scores, strict=True)
        return [Reading(text, np.asarray(quad, np.float64), min(1.0, float(score))) for quad, text, score in read]
