"""What is drawn on one sheet, as data: every printed token with its place, and the lines and pictures around it.

Lengths are millimetres from the top left corner; font sizes are points. Layouts draw on a Sheet, which becomes a Page.
A sheet of vertical writing is laid out as if its columns were rows, the first one on top, and turned as it is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from training.fonts import text_width

MM_PER_PT = 25.4 / 72
BASELINE = 0.36
"""Of the font size that the baseline lies under the middle of a line."""
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Token:
    """One run of printed characters; tags name the fields whose value it shows.

    left and middle are those of the line it is written in. Where that is a column, left is how far from the top of the
    page it begins, and middle is how far to the right of the page's left edge the column stands, below zero: so the
    first column, too, has the least.
    """

    text: str
    left: float
    middle: float
    face: str
    size: float
    colour: str = "#111111"
    tags: tuple[str, ...] = ()
    vertical: bool = False

    @property
    def width(self) -> float:
        return text_width(self.text, self.face, self.size) * MM_PER_PT

    @property
    def height(self) -> float:
        return self.size * MM_PER_PT

    @property
    def baseline(self) -> float:
        return self.middle + BASELINE * self.height

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the page."""
        return self._on_page(self.left, self.left + self.width)

    @property
    def line_box(self) -> tuple[float, float, float, float]:
        """Where it begins, from and to where it is thick, and where it ends, as left and middle have it."""
        half = self.height / 2
        return self.left, self.middle - half, self.left + self.width, self.middle + half

    def char_boxes(self) -> tuple[tuple[float, float, float, float], ...]:
        """One box per character, by its advance width."""
        edges = [
            self.left + text_width(self.text[:n], self.face, self.size) * MM_PER_PT for n in range(len(self.text) + 1)
        ]
        return tuple(self._on_page(*ends) for ends in pairwise(edges))

    def _on_page(self, start: float, end: float) -> tuple[float, float, float, float]:
        """Where the line's stretch from start to end lies."""
        half = self.height / 2
        if self.vertical:
            return -self.middle - half, start, -self.middle + half, end
        return start, self.middle - half, end, self.middle + half


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; weight in points."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float = 0.5
    colour: str = "#222222"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle, filled, outlined or both; weight 0 is no outline."""

    left: float
    top: float
    width: float
    height: float
    fill: str | None = None
    weight: float = 0.5
    colour: str = "#222222"
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with transparency (PNG bytes), for what is not type: seals, stamps, handwriting, logos."""

    png: bytes
    left: float
    top: float
    width: float
    height: float
    name: str


Mark = Token | Rule | Panel | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One finished sheet, marks in drawing order."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(mark for mark in self.marks if isinstance(mark, Token))

    def lines(self) -> tuple[str, ...]:
        """The printed columns from the right and lines from the top, tokens of one in order joined by a space."""
        rows: list[list[Token]] = []
        for token in sorted(self.tokens, key=lambda t: (t.middle, t.left)):
            row = rows[-1] if rows else []
            if row and token.middle - row[0].middle < 0.45 * min(token.height, row[0].height):
                row.append(token)
            else:
                rows.append([token])
        return tuple(" ".join(t.text for t in sorted(row, key=lambda t: t.left)) for row in rows)


def turned(page: Page) -> Page:
    """The page with its rows as columns: as wide as it was high, the first row at its right edge."""
    return Page(page.height, page.width, tuple(_turned(mark, page.height) for mark in page.marks))


def _turned(mark: Mark, width: float) -> Mark:
    if isinstance(mark, Token):
        return replace(mark, middle=mark.middle - width, vertical=True)
    if isinstance(mark, Rule):
        return replace(mark, left=width - mark.top, top=mark.left, right=width - mark.bottom, bottom=mark.right)
    x, y = width - mark.top - mark.height / 2, mark.left + mark.width / 2
    if isinstance(mark, Panel):
        return replace(mark, left=x - mark.height / 2, top=y - mark.width / 2, width=mark.height, height=mark.width)
    return replace(mark, left=x - mark.width / 2, top=y - mark.height / 2)


class Sheet:
    """Collects marks; the only mutable thing of the drawing side. down says that its rows become columns."""

    def __init__(
        self,
        width: float = 210.0,
        height: float = 297.0,
        face: str = "gothic",
        size: float = 9.5,
        *,
        down: bool = False,
    ) -> None:
        self.width, self.height, self.face, self.size, self.down = width, height, face, size, down
        self._marks: list[Mark] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *tags: str,
        face: str | None = None,
        size: float | None = None,
        align: Align = "left",
        colour: str = "#111111",
        fit: float | None = None,
    ) -> Token:
        """Print text with its vertical middle at y and x as its left edge, right edge or centre; shrunk to fit."""
        face, size = face or self.face, size or self.size
        width = text_width(text, face, size) * MM_PER_PT
        if fit is not None and width > fit:
            size, width = size * fit / width, fit
        left = x - {"left": 0.0, "right": width, "center": width / 2}[align]
        token = Token(text, left, y, face, size, colour, tags)
        if text:
            self._marks.append(token)
        return token

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.5, colour: str = "#222222") -> None:
        """A straight line."""
        self._marks.append(Rule(x0, y0, x1, y1, weight, colour))

    def dashes(self, x0: float, x1: float, y: float, weight: float = 0.6, colour: str = "#222222") -> None:
        """A horizontal dashed line."""
        self._marks.append(Rule(x0, y, x1, y, weight, colour, dashed=True))

    def panel(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        weight: float = 0.5,
        colour: str = "#222222",
        radius: float = 0.0,
    ) -> None:
        """A rectangle."""
        self._marks.append(Panel(x, y, width, height, fill, weight, colour, radius))

    def picture(self, png: bytes, x: float, y: float, width: float, height: float, name: str) -> None:
        """A picture with its top left corner at (x, y)."""
        self._marks.append(Picture(png, x, y, width, height, name))

    def repeat(self, across: float, down: float, renamed: Mapping[str, str]) -> None:
        """Print all marks once more, moved and untagged; tokens in renamed, spaces aside, say something else."""
        for mark in tuple(self._marks):
            left, top = mark.left + across, (mark.middle if isinstance(mark, Token) else mark.top) + down
            if isinstance(mark, Token):
                said = renamed.get("".join(mark.text.split()), mark.text)
                self._marks.append(replace(mark, text=said, left=left, middle=top, tags=()))
            elif isinstance(mark, Rule):
                right, bottom = mark.right + across, mark.bottom + down
                self._marks.append(replace(mark, left=left, top=top, right=right, bottom=bottom))
            else:
                self._marks.append(replace(mark, left=left, top=top))

    def page(self) -> Page:
        """The finished page."""
        page = Page(self.width, self.height, tuple(self._marks))
        return turned(page) if self.down else page


def wrap(text: str, width: float, face: str, size: float) -> tuple[str, ...]:
    """Break text into lines of at most width mm: between any characters in Japanese, between words in English."""
    pieces = text.split(" ") if text.isascii() else list(text)
    glue = " " if text.isascii() else ""
    room = width / MM_PER_PT
    lines: list[str] = []
    line, taken = "", 0.0
    for piece in pieces:
        added = text_width(f"{glue}{piece}" if line else piece, face, size)
        if line and taken + added > room and piece not in "。、」）)・":
            if line[-1] in "「（(" and not glue:
                line, piece = line[:-1], line[-1] + piece
            lines.append(line)
            line, taken = piece, text_width(piece, face, size)
        else:
            line, taken = f"{line}{glue}{piece}" if line else piece, taken + added
    return (*lines, line) if line else tuple(lines)
