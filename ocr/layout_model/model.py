"""The layout model at work: a document in, spans and a type out, on one thread."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ocr.layout_model.decode import Probabilities, Tags, spans
from ocr.layout_model.features import SCALE, encode, windows
from ocr.layout_model.pointed import Pointed
from ocr.network import load_session

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.document import Document
    from ocr.layout_model.features import Encoding
    from ocr.layout_model.pointed import Span

    Floats = NDArray[np.float64]

FOLDER = Path(__file__).resolve().parents[1] / "models"
NETWORK, TOKENIZER, CONFIG = "fields.onnx", "fields.tokenizer.json", "fields.json"
SHA256 = "bfcf2edcc8c97f6f6c3aa2c8a6453ed08edf247c86ffa8cdccfc9880cd0b7fdf"
_PAGE_ID = 2
"""The token before a page's own."""


@cache
def layout_model() -> LayoutModel:
    """The model that ships; loaded once, which takes two seconds. EngineError if it is missing or damaged."""
    return LayoutModel(FOLDER, SHA256)


class LayoutModel:
    """A network with its tokenizer and the names of its classes."""

    def __init__(self, folder: Path, sha256: str) -> None:
        """From the files in folder; EngineError unless the network is the file with this SHA-256."""
        from ocr.layout_model.tokenizer import CharacterTokenizer, read_classes

        self._session = load_session(folder / NETWORK, sha256)
        self.tokenizer = CharacterTokenizer(folder / TOKENIZER)
        tags, self._types = read_classes(folder / CONFIG)
        self._tags = Tags(tags)

    def point(self, document: Document) -> Pointed:
        """What it sees in a document, page by page."""
        found: list[Span] = []
        types: list[Floats] = []
        row = 0
        for page in document.pages:
            encoding = encode(page, self.tokenizer)
            if not len(encoding):
                continue
            seen = self.probabilities(encoding)
            here = spans(encoding, seen, self._tags, self.tokenizer.letters, page.number, row)
            row = max([row, *(s.row + 1 for s in here if s.row is not None)])
            found += here
            types.append(seen.types)
        mean = np.mean(types, axis=0) if types else np.full(len(self._types), 1 / len(self._types))
        return Pointed(dict(zip(self._types, mean.tolist(), strict=True)), tuple(found))

    def probabilities(self, encoding: Encoding) -> Probabilities:
        """Of a page with tokens; one in two windows is taken from that whose edges are farther from it."""
        count = len(encoding)
        parts = windows(count)
        middles = np.array([(start + end) / 2 for start, end in parts])
        nearest = np.abs(np.arange(count)[:, None] + 0.5 - middles).argmin(axis=1)
        tags, starts, types = np.zeros((count, self._tags.count)), np.zeros(count), np.zeros(len(self._types))
        for n, (start, end) in enumerate(parts):
            tag_odds, start_odds, type_odds = self._run(encoding.window(start, end))
            own = np.flatnonzero(nearest[start:end] == n)
            tags[start + own] = _softmax(tag_odds[own])
            starts[start + own] = 1 / (1 + np.exp(-start_odds[own]))
            types += _softmax(type_odds) / len(parts)
        return Probabilities(tags, starts, types)

    def _run(self, window: Encoding) -> tuple[Floats, Floats, Floats]:
        """Log-odds of the window's own tokens' tags (n, tags) and row starts (n,), and of the types (types,)."""
        given = {
            "ids": np.concatenate([[_PAGE_ID], window.ids]),
            "boxes": np.concatenate([[[0, 0, SCALE, SCALE]], window.boxes]),
            "facts": np.concatenate([[0], window.facts]),
        }
        tags, starts, types = self._session.run(None, {name: part[None] for name, part in given.items()})
        return tags[0, 1:].astype(np.float64), starts[0, 1:].astype(np.float64), types[0].astype(np.float64)


def _softmax(odds: Floats) -> Floats:
    raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)
