"""Label words set in order once, so that a text that holds none of them is passed by at the cost of a look."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from ocr.extract.sheet import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENERS = "([{【〔《<「『■□◆◇●○◎・*※▼▽#"
"""What may stand before a label."""
_LEAST_FUZZY = 4
"""Characters of a word that is known with one of them misread."""
_MEANINGFUL = frozenset("抜込内外前今次当小合総仮本支入出納請見注発受買売年月日期数番号行元先額金書名者分代税方")
"""Characters that make another word of a label, not a misreading of it: 税込金額 is no 税抜金額."""


class LabelWords:
    """Words to be found in keys of text (`ocr.extract.sheet.Key`)."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.keys = tuple(Key.of(word).text for word in words)
        self.all = frozenset(self.keys)
        self._order = sorted(range(len(words)), key=lambda n: -len(self.keys[n]))
        """Numbers of the words, the longest first."""
        self._by_first: defaultdict[str, list[int]] = defaultdict(list)
        self._by_half: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
        """A word with one character misread has one half right: (whether the latter, its text)."""
        lengths = set()
        for place, n in enumerate(self._order):
            key = self.keys[n]
            self._by_first[key[:1]].append(place)
            if len(key) >= _LEAST_FUZZY and not key.isascii():
                lengths.add(len(key))
                self._by_half[False, key[: len(key) // 2]].append(place)
                self._by_half[True, key[len(key) // 2 :]].append(place)
        self._firsts = frozenset(self._by_first)
        self._lengths = sorted(lengths)

    @staticmethod
    @lru_cache(512)
    def of(words: tuple[str, ...]) -> LabelWords:
        """Those of a template's field, set in order once."""
        return LabelWords(words)

    def exact(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each word as it stands."""
        for place in sorted(self._that_begin(text)):
            yield from _exact(text, self.keys[self._order[place]])

    def occurrences(self, text: str) -> Iterator[tuple[int, int, int, float]]:
        """Where words stand: (start, end, number of the word, likeness), the longest word first.

        A word of four or more characters that opens the text is also known with one character misread.
        """
        for place in sorted({*self._that_begin(text), *self._half_there(text)}):
            n = self._order[place]
            found = list(_exact(text, self.keys[n]))
            yield from ((start, end, n, 1.0) for start, end in found)
            if not found and (span := _misread(text, self.keys[n])):
                yield *span, n, 0.85

    def _that_begin(self, text: str) -> Iterator[int]:
        """Places of the words whose first character is there."""
        for char in self._firsts.intersection(text):
            yield from self._by_first[char]

    def _half_there(self, text: str) -> Iterator[int]:
        """Places of the words that may open the text with one character misread."""
        start = _opening(text)
        for length in self._lengths:
            if start + length > len(text):
                return
            half, end = start + length // 2, start + length
            yield from self._by_half.get((False, text[start:half]), ())
            yield from self._by_half.get((True, text[half:end]), ())


def _exact(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def _misread(text: str, word: str) -> tuple[int, int] | None:
    """Where the word opens the text, but for one character that means nothing else."""
    if len(word) < _LEAST_FUZZY or word.isascii():
        return None
    start = _opening(text)
    window = text[start : start + len(word)]
    wrong = [a for a, b in zip(window, word, strict=False) if a != b]
    if len(window) != len(word) or len(wrong) != 1 or wrong[0].isascii() or wrong[0] in _MEANINGFUL:
        return None
    return start, start + len(word)


def _opening(text: str) -> int:
    return len(text) - len(text.lstrip(OPENERS))
