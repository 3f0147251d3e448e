"""rapidocr as its authors set it, to compare with: no repair, no setting and no choice of characters of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ocr.recognize import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PlainRapidOCR:
    """PP-OCRv6 small on onnxruntime, detection at its own size, its direction classifier and its least confidence."""

    name = "rapidocr at its own settings"

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._ocr = RapidOCR(params={"Global.log_level": "critical"})

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        """Text found on (height, width, 3) RGB pixels."""
        found = self._ocr(np.ascontiguousarray(pixels[..., ::-1]))
        boxes, texts, scores = (getattr(found, part, None) for part in ("boxes", "txts", "scores"))
        if boxes is None or texts is None or scores is None:
            return []
        read = zip(boxes, texts, scores, strict=True)
        return [Reading(text, np.asarray(quad, np.float64), min(1.0, float(score))) for quad, text, score in read]
