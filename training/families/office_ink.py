"""One sheet with its look and its chance: runs of labels and values, ruled tables, prose with tagged facts inside."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from training.content import Value
from training.fonts import text_width
from training.formats import DATES
from training.page import MM_PER_PT, Align, Page, Sheet

Piece = str | tuple[str, str]
"""Characters without a tag, or characters and the field they show; "a|b" shows two."""

GOTHIC = (("gothic", "ud-bold"), ("ud", "ud-bold"), ("round", "ud-bold"), ("gothic-mono", "gothic-mono"))
MINCHO = (("mincho", "mincho"), ("ud-mincho", "ud-mincho"), ("mincho-mono", "gothic"))
TILL = (("ud-mono", "ud-mono-bold"), ("gothic-mono", "gothic-mono"), ("round-mono", "ud-mono-bold"))
LATIN = (("sans", "sans-bold"), ("serif", "serif-bold"))

DAYS = (
    "kanji",
    "kanji-padded",
    "wareki",
    "slash",
    "dot",
    "iso",
    "wareki-short",
    "kanji-spaced",
    "kanji-wide",
    "short-slash",
    "loose-slash",
)
LATIN_DAYS = (
    "english",
    "english-short",
    "iso",
    "day-first",
    "day-first-short",
    "day-first-dash",
    "month-first",
    "named-dash",
    "month-first-short",
)
MONEY: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda v: f"{v:,}",
    "yen": lambda v: f"¥{v:,}",
    "yen-wide": lambda v: f"￥{v:,}",
    "yen-closed": lambda v: f"¥{v:,}-",
    "en": lambda v: f"{v:,}円",
    "backslash": lambda v: f"\\{v:,}",
    "dollar": lambda v: f"${v:,}",
    "usd": lambda v: f"USD {v:,}",
    "rm": lambda v: f"RM{v:,}",
    "pound": lambda v: f"£{v:,}",
    "euro": lambda v: f"€{v:,}",
}
MARGIN = 3.5


@dataclass(frozen=True, slots=True)
class Facts:
    """Any document's values and rows, under the contract's names."""

    document_type: str
    values: Mapping[str, Value]
    lines: tuple[Mapping[str, Value], ...] = ()
    currency: str = "JPY"

    def fields(self) -> dict[str, Value]:
        """Under the contract's names."""
        return dict(self.values)

    def rows(self) -> list[dict[str, Value]]:
        """Under the contract's names."""
        return [dict(line) for line in self.lines]


def label(field: str, word: str) -> Piece:
    """A printed label of a field."""
    return word, f"label.{field}"


def tax_field(percent: int, parts: int) -> str:
    """The field a tax shows: its rate's, and the whole tax as well when there is one rate only."""
    return f"{'tax_amount|' if parts == 1 else ''}tax_breakdown.{percent}.tax_amount"


def day_between(rng: random.Random, first: date = date(2023, 4, 1), last: date = date(2027, 3, 31)) -> date:
    """Any day of the span."""
    return first + timedelta(rng.randint(0, (last - first).days))


class Ink:
    """A sheet being written; body and bold faces, size, formats and colours are drawn once and kept."""

    def __init__(
        self,
        rng: random.Random,
        width: float = 210.0,
        height: float = 297.0,
        *,
        faces: Sequence[tuple[str, str]] = GOTHIC,
        sizes: tuple[float, float] = (8.5, 10.5),
        days: Sequence[str] = DAYS,
        money: Sequence[str] = ("plain", "yen", "yen-wide", "en"),
        down: bool = False,
    ) -> None:
        self.rng = rng
        self.body, self.bold = rng.choice(faces)
        self.size = round(rng.uniform(*sizes), 1)
        self._full: list[Page] = []
        self.width, self.height, self._down = width, height, down
        self.sheet = self._blank()
        self.date_format, self.money_format = rng.choice(days), rng.choice(money)
        self.accent = rng.choice(("#1f3a5f", "#7a1f1f", "#1d5c3a", "#222222", "#444444", "#5a3d7a", "#0b4f8a"))
        self.tint = rng.choice(("#e8edf3", "#eeeeee", "#f5efe2", "#e6f2ea", "#dfe7f5"))
        self.shaded = rng.random() < 0.6
        self.rule_weight = rng.choice((0.3, 0.5, 0.7))

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.rng.choice(options)

    def maybe(self, share: float) -> bool:
        """True in this share of documents."""
        return self.rng.random() < share

    def day(self, day: date) -> str:
        """As this paper prints days."""
        return DATES[self.date_format](day)

    def money(self, value: Decimal) -> str:
        """As this paper prints amounts."""
        return MONEY[self.money_format](value)

    def wide(self, pieces: Sequence[Piece], *, size: float | None = None, bold: bool = False) -> float:
        """Millimetres a run takes."""
        return sum(self._width(text, size or self.size, bold) for text, _ in self.runs(pieces))

    def runs(self, pieces: Iterable[Piece]) -> list[tuple[str, str]]:
        """Characters as this paper writes them, and the field they show or ""."""
        pairs = ((piece, "") if isinstance(piece, str) else piece for piece in pieces)
        return [(self.written(text), tag) for text, tag in pairs]

    def _width(self, text: str, size: float, bold: bool) -> float:
        return text_width(text, self.bold if bold else self.body, size) * MM_PER_PT

    def say(
        self,
        x: float,
        y: float,
        *pieces: Piece,
        align: Align = "left",
        size: float | None = None,
        bold: bool = False,
        fit: float | None = None,
        colour: str = "#111111",
        face: str | None = None,
    ) -> float:
        """A run of pieces set without a gap, its vertical middle at y; returns its right edge."""
        face = face or (self.bold if bold else self.body)
        size = size or self.size
        runs = self.runs(pieces)
        widths = [text_width(text, face, size) * MM_PER_PT for text, _ in runs]
        scale = min(1.0, fit / sum(widths)) if fit and sum(widths) else 1.0
        whole = sum(widths) * scale
        x -= {"left": 0.0, "right": whole, "center": whole / 2}[align]
        for (text, tag), width in zip(runs, widths, strict=True):
            self.sheet.text(x, y, text, *filter(None, tag.split("|")), face=face, size=size * scale, colour=colour)
            x += width * scale
        return x

    def turn(self) -> None:
        """Go on with a fresh sheet of the same size; `pages` has them all."""
        self._full.append(self.sheet.page())
        self.sheet = self._blank()

    def _blank(self) -> Sheet:
        return Sheet(self.width, self.height, face=self.body, size=self.size, down=self._down)

    def written(self, text: str) -> str:
        """Text as this paper writes it."""
        return text

    def pages(self) -> tuple[Page, ...]:
        """All sheets written."""
        return (*self._full, self.sheet.page())

    def page(self, height: float | None = None) -> Page:
        """The finished page, cut at height when given."""
        page = self.sheet.page()
        return Page(page.width, height or page.height, page.marks)
