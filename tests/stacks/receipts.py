"""Pages with receipts on them as an engine reads them, and an engine that needs no print to read them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box, Page, Word
from ocr.recognize import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LINE = 40
HEIGHT = 26
Placed = tuple[str, float, float]
"""Text, left, top."""


def receipt(
    x: float, y: float, *, shop: str = "喫茶つむぎ", day: int = 7, total: int = 1480, title: str = "領収書"
) -> list[Placed]:
    """A till receipt, 470 pixels wide and 400 tall, its top left corner at x, y."""
    lines = (
        (shop, 120, ""),
        (f"TEL 075-555-01{day:02}", 100, ""),
        (title, 180, ""),
        (f"2026年11月{day}日 13:05", 10, ""),
        ("ブレンドコーヒー", 10, f"¥{total - 400:,}"),
        ("チーズケーキ", 10, "¥400"),
        ("小計", 10, f"¥{total:,}"),
        ("合計", 10, f"¥{total:,}"),
        ("お預り", 10, "¥5,000"),
        ("お釣り", 10, f"¥{5000 - total:,}"),
    )
    made: list[Placed] = []
    for n, (text, indent, amount) in enumerate(lines):
        if text:
            made.append((text, x + indent, y + n * LINE))
        if amount:
            made.append((amount, x + 380, y + n * LINE))
    return made


def page(words: Iterable[Placed], *, tilt_deg: float = 0.0, rules: tuple[tuple[int, int, int, int], ...] = ()) -> Page:
    """A4 at 200 dpi with these words; tilt_deg turns their places clockwise about the page's middle."""
    width, height = 1654, 2339
    cos, sin = math.cos(math.radians(tilt_deg)), math.sin(math.radians(tilt_deg))
    made = []
    for text, left, top in words:
        across = sum(HEIGHT if ord(c) > 0x2E7F else HEIGHT // 2 for c in text)
        x, y = left + across / 2 - width / 2, top + HEIGHT / 2 - height / 2
        middle_x, middle_y = width / 2 + x * cos - y * sin, height / 2 + x * sin + y * cos
        tall = HEIGHT + across * abs(sin)
        sides = (middle_x - across / 2, middle_y - tall / 2, middle_x + across / 2, middle_y + tall / 2)
        made.append(Word(text=text, box=Box.model_validate([round(n) for n in sides]), confidence=0.99))
    horizontal = tuple(Box.model_validate(list(rule)) for rule in rules)
    return Page(number=1, width=width, height=height, words=tuple(made), horizontal_rules=horizontal)


def bars(page: Page) -> NDArray[np.uint8]:
    """The page with a bar for each word, as dark as the word's number says: what `Bars` reads."""
    pixels = np.full((page.height, page.width, 3), 255, np.uint8)
    for n, word in enumerate(page.words):
        pixels[word.box.top : word.box.bottom, word.box.left : word.box.right] = 2 * n
    return pixels


class Bars:
    """An engine that knows the words of one page by their bars, however the page is cut."""

    name = "bars"

    def __init__(self, page: Page) -> None:
        self._words = page.words
        self.asked = 0

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        self.asked += 1
        found = []
        for n, word in enumerate(self._words):
            down, across = np.nonzero((pixels == 2 * n).all(axis=2))
            if len(down):
                left, top, right, bottom = across.min(), down.min(), across.max() + 1, down.max() + 1
                quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
                found.append(Reading(word.text, quad, word.confidence))
        return found
