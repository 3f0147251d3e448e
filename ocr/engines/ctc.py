"""Shares of characters at every step of a line (CTC) -> its text, and what else each letter may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.characters import MARKS, Letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def decoded(shares: NDArray[np.float32], characters: Sequence[str]) -> Line:
    """The likeliest character of each step of (steps, characters) shares, repetitions and blanks taken out.

    A letter's share is that of its first step, as in its makers' own decoder; what else it may be is the most that any
    of its steps gives. Between letters, where nothing was read but a mark is possible, stands a letter without text.
    """
    best = shares.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    marks = [n for n, character in enumerate(characters) if character in MARKS]
    letters = []
    for start, end in zip(starts, [*starts[1:], len(best)], strict=True):
        chosen, run = int(best[start]), shares[start:end]
        if chosen != _BLANK:
            letters.append(Letter(characters[chosen], float(run[0, chosen]), _others(run, characters, chosen)))
        elif marks and run[:, marks].max() >= _LEAST_MARK:
            letters.append(
                Letter("", float(run[:, _BLANK].min()), tuple(_possible(run.max(axis=0), marks, characters)))
            )
    seen = [round(letter.share, 5) for letter in letters if letter.text]
    text = "".join(letter.text for letter in letters)
    return Line(text.strip(), round(float(np.mean(seen)), 5) if seen else 0.0, tuple(letters))


def _others(run: NDArray[np.float32], characters: Sequence[str], chosen: int) -> tuple[tuple[str, float], ...]:
    most = run.max(axis=0)
    most[[_BLANK, chosen]] = 0
    return tuple(_possible(most, np.flatnonzero(most >= _LEAST).tolist(), characters))


def _possible(
    most: NDArray[np.float32], which: Sequence[int], characters: Sequence[str]
) -> Iterator[tuple[str, float]]:
    for n in sorted(which, key=lambda n: -most[n]):
        yield characters[n], round(float(most[n]), 5)
