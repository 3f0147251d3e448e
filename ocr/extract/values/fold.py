"""NFKC that remembers where every character came from, so that a value found in folded text can point at its ink."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from ocr.extract.values.remembered import remembered

T = TypeVar("T")

_VOICING = "ﾞﾟ゙゚"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣⁻➖", "-"))
SWAPS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
"""Letters that OCR prints for digits; apply only inside a token that is otherwise a number."""
LONGEST_LINE = 200
"""Characters. A value longer than this is not a value; parsers return None without looking."""


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A value and where it was read: `original[start:end]`."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the characters [starts[n], ends[n]) of the original it came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, value: T, start: int, end: int) -> Span[T]:
        """The value with folded characters [start, end) (non-empty) moved to the original's."""
        return Span(value, self.starts[start], self.ends[end - 1])


@remembered
def fold(text: str) -> Folded:
    """NFKC by character, hyphens and minus signs to "-"; circled and raised digits stay, for ①100円 is not 1100円."""
    if text.isascii():
        return Folded(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    n = 0
    while n < len(text):
        end = n + 1
        while end < len(text) and text[end] in _VOICING:
            end += 1
        folded = _fold_cluster(text[n:end])
        chars.append(folded)
        starts.extend([n] * len(folded))
        ends.extend([end] * len(folded))
        n = end
    return Folded("".join(chars), tuple(starts), tuple(ends))


@remembered
def _fold_cluster(cluster: str) -> str:
    if unicodedata.category(cluster[0]) == "No":
        return cluster
    return unicodedata.normalize("NFKC", cluster).translate(_DASHES)
