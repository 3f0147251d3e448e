"""Shares of characters at every step of a line (CTC) -> its text, and what else each letter may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.characters import MARKS, Letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BLANK = 0
_LEAST = 0.005
"""Share from which a character that was not chosen is worth telling."""
_LEAST_MARK = 0.02
"""The same for a mark where nothing was read."""


class Line(NamedTuple):
    """A line of text as the network saw it."""

    text: str
    confidence: float
    letters: tuple[Letter, ...]


class Decoder:
    """Knows the characters of a network, whose first is the blank."""

    def __init__(self, characters: Sequence[str]) -> None:
        self._characters = characters
        self._marks = [n for n, character in enumerate(characters) if character in MARKS]

    def line(self, shares: NDArray[np.float32]) -> Line:
        """The likeliest character of each step of (steps, characters) shares, repetitions and blanks taken out.

        A letter's share is that of its first step, as in its makers' own decoder; what else it may be is the most that
        any of its steps gives. Between letters, where nothing was read but a mark may be, stands a letter without text.
        """
        best = shares.argmax(axis=1)
        starts = np.flatnonzero(np.diff(best, prepend=-1)).tolist()
        runs = zip(starts, [*starts[1:], len(best)], strict=True)
        letters = tuple(filter(None, (self._letter(int(best[start]), shares[start:end]) for start, end in runs)))
        seen = [round(letter.share, 5) for letter in letters if letter.text]
        text = "".join(letter.text for letter in letters)
        return Line(text.strip(), round(float(np.mean(seen)), 5) if seen else 0.0, letters)

    def _letter(self, chosen: int, run: NDArray[np.float32]) -> Letter | None:
        """What stands in steps of which each reads the same; None for a blank that is one."""
        if chosen != _BLANK:
            most = run.max(axis=0)
            most[[_BLANK, chosen]] = 0
            others = np.flatnonzero(most >= _LEAST).tolist()
            return Letter(self._characters[chosen], float(run[0, chosen]), self._possible(most, others))
        most = run[:, self._marks].max(axis=0, initial=0)
        if most.max(initial=0) < _LEAST_MARK:
            return None
        others = [n for n, share in zip(self._marks, most, strict=True) if share >= _LEAST]
        return Letter("", float(run[:, _BLANK].min()), self._possible(run.max(axis=0), others))

    def _possible(self, most: NDArray[np.float32], which: Sequence[int]) -> tuple[tuple[str, float], ...]:
        return tuple((self._characters[n], round(float(most[n]), 5)) for n in sorted(which, key=lambda n: -most[n]))
