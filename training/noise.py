"""What reading does to printed characters: boxes a little off, characters confused, dropped and run together.

The table of confusions is fitted to recorded readings (`fit_confusions.py`, `confusions.json`).
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.page import Rule
from training.runs import Glyph

TABLE = Path(__file__).parent / "confusions.json"

_MISSED_WORD, _SPLIT_WORD, _EDGE, _SPURIOUS = 0.004, 0.008, 0.004, 0.004
"""Chances a word at level 1: not found, found in two pieces, without its first or last character, one made up."""

_SPURIOUS_TEXT = ("一", "・", "1", "■", "|", "-", ".", "丶", "口", "、", "_", "l", "ー", "O", "印", "之印")
_SURE = (0.673, 0.966, 0.988, 0.997, 0.9991, 0.9997, 0.9999, 1.0, 1.0, 1.0, 1.0)
_MISREAD_SURE = (0.773, 0.9, 0.926, 0.938, 0.951, 0.963, 0.969, 0.978, 0.985, 0.99, 0.9998)
"""Deciles of the engine's confidence in 7,527 words of recorded papers that it read rightly, and in 159 it did not."""
_UNDER_SEAL = 0.12
"""Chance a character under a seal's ink is lost or misread at level 1."""


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word as read: box left, top, right, bottom in mm; one tag a character, "" for none."""

    text: str
    box: tuple[float, float, float, float]
    tags: tuple[str, ...]
    bold: bool = False
    sealed: bool = False
    misread: bool = False
    """Whether a character is another than the printed one, or lost."""

    def confidence(self, rng: random.Random) -> float:
        """How surely an engine may say that it read it, by chance."""
        deciles = _MISREAD_SURE if self.misread else _SURE
        tenth, share = divmod(10 * rng.random(), 1)
        low, high = deciles[int(tenth) : int(tenth) + 2]
        return round(low + share * (high - low), 4)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page's paper lies in what was captured of it: scaled, shifted by a crop and turned a little (radians)."""

    width: float
    height: float
    scale: float
    left: float
    top: float
    angle: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawn page in the captured one."""
        return self.scale * (x - self.angle * y) + self.left, self.scale * (y + self.angle * x) + self.top

    def rule(self, rule: Rule) -> Rule:
        """A rule of the drawn page in the captured one."""
        left, top = self.at(rule.left, rule.top)
        right, bottom = self.at(rule.right, rule.bottom)
        return Rule(left, top, right, bottom, rule.weight, rule.colour, rule.dashed)


@dataclass(frozen=True, slots=True)
class Noise:
    """How badly one document is read.

    level scales every chance of an error; reach is how far apart (in character heights) neighbours run together; pads
    are how far boxes stand off the ink, in character heights; jitter and skew are in heights and radians.
    """

    level: float
    reach: float
    pad_across: float
    pad_down: float
    jitter: float
    skew: float

    @classmethod
    def drawn(cls, rng: random.Random, noise: float) -> Noise:
        """A document's noise by chance: a third are read as well as printed, few are bad throughout."""
        level = noise * rng.choices((0.0, 0.5, 1.0, 3.0), (0.3, 0.3, 0.3, 0.1))[0]
        skew = math.radians(rng.gauss(0.0, 0.2)) if level else 0.0
        return cls(
            level, rng.uniform(0.7, 1.3), rng.uniform(0.0, 0.16), rng.uniform(0.06, 0.24), 0.05 * noise,
            noise and max(-0.0087, min(0.0087, skew)),
        )  # fmt: skip

    def frame(self, width: float, height: float, rng: random.Random) -> Frame:
        """What a scanner's or camera's crop makes of a sheet of width x height mm."""
        if not self.level:
            return Frame(width, height, 1.0, 0.0, 0.0, 0.0)
        scale = rng.uniform(0.93, 1.05)
        left, top = rng.gauss(0.0, 2.5), rng.gauss(0.0, 2.5)
        return Frame(
            width * scale + rng.gauss(0.0, 2.0), height * scale + rng.gauss(0.0, 3.0), scale, left, top, self.skew
        )

    def seen(self, rules: Iterable[Rule], rng: random.Random) -> Iterator[Rule]:
        """The rules that are found; thin and dashed ones are overlooked more often."""
        for rule in rules:
            lost = self.level * (0.02 + (0.3 if rule.dashed else 0.05 if rule.weight < 0.4 else 0.0))
            if rng.random() >= lost:
                yield rule


def misread(words: Sequence[Sequence[Glyph]], noise: Noise, frame: Frame, rng: random.Random) -> Iterator[TaggedWord]:
    """The words as read, in order; words that nobody printed lie among them."""
    for word in words:
        if rng.random() < _MISSED_WORD * noise.level:
            continue
        for piece in _pieces(word, noise, rng):
            if (read := _word(piece, noise, frame, rng)) is not None:
                yield read
        if rng.random() < _SPURIOUS * noise.level:
            yield _spurious(frame, rng)


def _pieces(word: Sequence[Glyph], noise: Noise, rng: random.Random) -> Iterator[Sequence[Glyph]]:
    if len(word) > 3 and rng.random() < _SPLIT_WORD * noise.level:
        cut = rng.randint(1, len(word) - 1)
        yield word[:cut]
        yield word[cut:]
    else:
        yield word


def _word(word: Sequence[Glyph], noise: Noise, frame: Frame, rng: random.Random) -> TaggedWord | None:
    if noise.level and len(word) > 2 and rng.random() < 2 * _EDGE * noise.level:
        word = word[1:] if rng.random() < 0.5 else word[:-1]
    text: list[str] = []
    tags: list[str] = []
    for n, glyph in enumerate(word):
        if n and _spaced(word[n - 1], glyph):
            text.append(" ")
            tags.append(glyph.tag if glyph.tag == word[n - 1].tag else "")
        for char in _read(glyph, noise, rng) if noise.level else glyph.char:
            text.append(char)
            tags.append(glyph.tag)
    if not text:
        return None
    return TaggedWord(
        "".join(text),
        _box(word, noise, frame, rng),
        tuple(tags),
        sum(glyph.bold for glyph in word) * 2 > len(word),
        any(glyph.sealed for glyph in word),
        "".join(glyph.char for glyph in word) != "".join("".join(text).split()),
    )


def _spaced(before: Glyph, after: Glyph) -> bool:
    """Whether the engine writes a space: between Latin letters and digits only."""
    return after.left - before.right > 0.15 * after.height and before.char.isascii() and after.char.isascii()


def _read(glyph: Glyph, noise: Noise, rng: random.Random) -> str:
    """What a character is taken for: usually itself, at times another, two, or nothing."""
    table = confusions()
    rate, readings, shares = table.get(glyph.char) or table[""]
    rate *= noise.level
    if glyph.sealed:
        rate += _UNDER_SEAL * noise.level
    if rng.random() >= rate:
        return glyph.char
    return rng.choices(readings, shares)[0] if readings else rng.choice(("", *_SPURIOUS_TEXT[:4]))


Confusion = tuple[float, tuple[str, ...], tuple[float, ...]]


@cache
def confusions() -> dict[str, Confusion]:
    """For a character: how often it is misread, as what, and how often as each; "" stands for all too rare to tell."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    return {
        char: (entry["rate"], tuple(entry["read"]), tuple(map(float, entry["read"].values())))
        for char, entry in table.items()
    }


def _box(word: Sequence[Glyph], noise: Noise, frame: Frame, rng: random.Random) -> tuple[float, float, float, float]:
    height = max([glyph.height for glyph in word])
    across, down, jitter = noise.pad_across * height, noise.pad_down * height, noise.jitter * height
    left, right = word[0].left - across, word[-1].right + across
    top = min([glyph.middle - glyph.height / 2 for glyph in word]) - down
    bottom = max([glyph.middle + glyph.height / 2 for glyph in word]) + down
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    if word[0].vertical:
        corners = [(-y, x) for x, y in corners]
    xs, ys = zip(*(frame.at(x, y) for x, y in corners), strict=True)
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if jitter:
        x0, x1 = x0 + rng.gauss(0, jitter), x1 + rng.gauss(0, jitter)
        y0, y1 = y0 + rng.gauss(0, jitter), y1 + rng.gauss(0, jitter)
    return round(x0, 2), round(y0, 2), round(max(x1, x0 + 0.3), 2), round(max(y1, y0 + 0.3), 2)


def _spurious(frame: Frame, rng: random.Random) -> TaggedWord:
    text = rng.choice(_SPURIOUS_TEXT)
    x, y, size = rng.uniform(0, frame.width - 8), rng.uniform(0, frame.height - 5), rng.uniform(1.5, 5.0)
    return TaggedWord(
        text, (round(x, 2), round(y, 2), round(x + size * len(text), 2), round(y + size, 2)), ("",) * len(text)
    )
