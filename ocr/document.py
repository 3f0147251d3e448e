"""What the paper says: Document, Page, Word, Box and Evidence, made once and never changed.

Every box is in pixels of the *source page*: the page as received, upright (EXIF, PDF rotation and quarter turns
applied), not deskewed. An auditor can lay it on the original without knowing what preprocessing did.
"""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""0..1. A word's is the engine's own; only a Record's are calibrated."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


Turn = Literal[0, 90, 180, 270]
"""Clockwise quarter turns, in degrees."""

Colour = Literal["colour", "grey", "palette", "unknown"]

RegionKind = Literal["table", "title", "text", "figure", "header", "footer", "seal", "handwriting"]


class Model(BaseModel):
    """Frozen, and strict about names: a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(Model):
    """Integer pixels on the source page, half-open, top-left origin; `[left, top, right, bottom]` in JSON."""

    left: Annotated[int, Field(ge=0)]
    top: Annotated[int, Field(ge=0)]
    right: int
    bottom: int

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, data: Any) -> Any:
        if isinstance(data, list | tuple):
            if len(data) != 4:
                raise ValueError("a box is [left, top, right, bottom]")
            return dict(zip(("left", "top", "right", "bottom"), data, strict=True))
        return data

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError(f"empty box {self.left, self.top, self.right, self.bottom}")
        return self

    @model_serializer
    def _to_list(self) -> list[int]:
        return [self.left, self.top, self.right, self.bottom]

    @classmethod
    def around(cls, points: NDArray[np.float64], width: int, height: int) -> Box:
        """The smallest box on a page of width x height pixels that holds points (n, 2); rounds outward, never empty."""
        left, top = points.min(axis=0).tolist()
        right, bottom = points.max(axis=0).tolist()
        return cls.outward(left, top, right, bottom, width, height)

    @classmethod
    def outward(cls, left: float, top: float, right: float, bottom: float, width: int, height: int) -> Box:
        """The smallest box on a page of width x height pixels that holds these sides; never empty."""
        x, y = min(max(math.floor(left), 0), width - 1), min(max(math.floor(top), 0), height - 1)
        return cls(
            left=x,
            top=y,
            right=min(max(math.ceil(right), x + 1), width),
            bottom=min(max(math.ceil(bottom), y + 1), height),
        )

    @classmethod
    def union(cls, boxes: list[Box]) -> Box:
        """The smallest box that holds all of boxes (at least one)."""
        return cls(
            left=min(b.left for b in boxes),
            top=min(b.top for b in boxes),
            right=max(b.right for b in boxes),
            bottom=max(b.bottom for b in boxes),
        )

    def meets(self, other: Box) -> bool:
        """Whether the two have a pixel in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def x_center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y_center(self) -> float:
        return (self.top + self.bottom) / 2


def advances(text: str) -> list[int]:
    """Each character's advance width: full width 2, half width 1."""
    if text.isascii():
        return [1] * len(text)
    return [2 if width in "FWA" else 1 for width in map(unicodedata.east_asian_width, text)]


def text_advance(text: str) -> int:
    """The sum of its characters' advance widths."""
    return len(text) if text.isascii() else sum(advances(text))


class Word(Model):
    """The smallest text an engine returns with its own box; not a linguistic word."""

    text: Annotated[str, Field(min_length=1)]
    """As read, look-alikes told apart by what stands around them; NFKC happens where values are parsed, not here."""
    box: Box
    confidence: Confidence
    raw: Annotated[str | None, Field(min_length=1, exclude_if=lambda raw: raw is None)] = None
    """What the engine took it for, where text says otherwise."""

    def box_of(self, start: int, end: int) -> Box:
        """The box of characters [start, end), by the share of their advance widths (full width 2, half width 1)."""
        if (start, end) == (0, len(self.text)):
            return self.box
        total = text_advance(self.text)
        before = text_advance(self.text[:start])
        inside = text_advance(self.text[start:end])
        if self.box.height > 2 * self.box.width and len(self.text) > 1:  # a column of vertical text
            top = self.box.top + self.box.height * before // total
            bottom = max(top + 1, math.ceil(self.box.top + self.box.height * (before + inside) / total))
            return Box(left=self.box.left, top=top, right=self.box.right, bottom=min(bottom, self.box.bottom))
        left = self.box.left + self.box.width * before // total
        right = max(left + 1, math.ceil(self.box.left + self.box.width * (before + inside) / total))
        return Box(left=left, top=self.box.top, right=min(right, self.box.right), bottom=self.box.bottom)


class Evidence(Model):
    """Characters [start, end) of one word: `document.page(page).words[word].text[start:end]`."""

    page: Annotated[int, Field(ge=1)]
    """Counts from 1 in the source file."""
    word: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError("empty evidence")
        return self


class Flattening(Model):
    """How a sheet lies in its photo: pixels of the flat sheet -> the bent sheet -> the source page.

    A point x, y of the flat sheet, at the share u = x / width, sags to y + u (1 - u) (a + b u), where a and b lie
    between those of the top and the bottom edge as y does between 0 and height. `ocr.level` does the sums.
    """

    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]
    """Of the flat sheet, in its pixels."""
    top: tuple[float, float] = (0.0, 0.0)
    bottom: tuple[float, float] = (0.0, 0.0)
    """a and b in pixels; zeros for straight edges."""
    perspective: tuple[float, float, float, float, float, float, float, float, float]
    """3 x 3 homography, row by row, from the bent sheet to the source page."""


class Repair(Model):
    """What was done to a copy of the page so that it could be read; the stored image is never altered."""

    step: str
    amount: float | None = None
    """How much of it, in the step's own unit; None where that means nothing."""
    reason: str


class StoredImage(Model):
    """The picture of a page as its file holds it, before it was drawn or repaired: what the law on scans looks at."""

    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]
    """Pixels, as people read the page."""
    bits: Annotated[int, Field(gt=0)]
    """Per channel: 1 is black or white, 8 are 256 levels; of a palette, 8 are 256 colours."""
    colour: Colour
    dpi: Annotated[float, Field(gt=0)] | None = None
    """In the coarser direction, by the file or the paper's size; None where neither tells."""


class Flaw(Model):
    """What is wrong with the picture of a page, as measured without reading it."""

    kind: Literal["blur", "cut-off", "dark", "faint", "glare", "tilt"]
    amount: float
    """How bad, in the unit of its measure (`ocr.capture`)."""
    sides: tuple[Literal["left", "top", "right", "bottom"], ...] = ()
    """Where print runs off the page."""


class Region(Model):
    """A part of the page and what it is: where things stand, never a condition for reading them."""

    kind: RegionKind
    box: Box
    confidence: Confidence
    """The detector's own; of a table made out by rules or alignment, 1."""


class Cell(Model):
    """One cell of a table, merged or not, with all its text, however many lines that has."""

    row: Annotated[int, Field(ge=0)]
    column: Annotated[int, Field(ge=0)]
    row_span: Annotated[int, Field(ge=1)] = 1
    column_span: Annotated[int, Field(ge=1)] = 1
    box: Box
    words: tuple[int, ...] = ()
    """Indices of the page's words, line by line."""
    parts: tuple[tuple[int, int, int], ...] = ()
    """(word, start, end): characters of words of which the rest is in other cells, for engines read across lines."""

    @model_serializer(mode="wrap")
    def _without_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """A page may have hundreds of cells, and most span one place and hold whole words."""
        defaults = {"row_span": 1, "column_span": 1, "parts": ()}
        return {key: value for key, value in handler(self).items() if value != defaults.get(key, ...)}

    def spans(self, page: Page) -> tuple[tuple[int, int, int], ...]:
        """(word, start, end) of all its text."""
        cut = {word: (start, end) for word, start, end in self.parts}
        return tuple((n, *cut.get(n, (0, len(page.words[n].text)))) for n in self.words)


class Table(Model):
    """A grid of cells; places that no cell covers are empty. It describes and, like a region, conditions nothing."""

    box: Box
    rows: Annotated[int, Field(ge=1)]
    columns: Annotated[int, Field(ge=1)]
    ruling: Literal["ruled", "half-ruled", "unruled"]
    """What parts the cells: lines both ways, lines between rows and white between columns, white alone."""
    cells: tuple[Cell, ...]
    """By row, then by column; merged cells and those with words."""


class Barcode(Model):
    """A bar code or QR code that could be read."""

    format: str
    """As the reader calls it: QRCode, Code128, EAN13, …"""
    text: Annotated[str, Field(min_length=1)]
    box: Box


class Page(Model):
    """One upright source page: its words in reading order and the ruling lines drawn on it."""

    number: Annotated[int, Field(ge=1)]
    """Counts from 1 in the source file."""
    part: Annotated[int, Field(ge=1)] | None = None
    """Which of several papers on the source page (a mount sheet's receipts), counting from 1; None: it is one paper."""
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]
    dpi: Annotated[float, Field(gt=0)] | None = None
    """Pixels per inch of the source page; None where neither the file nor the paper size tells."""
    dpi_basis: Literal["file", "estimated", "unknown"] = "unknown"
    turned_deg: Turn = 0
    """What made the page upright, after EXIF and PDF rotation."""
    skew_deg: float = 0.0
    """Clockwise slope of the text lines on the source page, or on the flat sheet; boxes are not corrected for it."""
    flattening: Flattening | None = None
    """For photos: how the sheet lies in the picture; boxes are not corrected for it."""
    text_from: Literal["ocr", "text-layer"] = "ocr"
    ink: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """Share of the page that dark marks as large as print cover; None where text made it needless to look."""
    words: tuple[Word, ...] = ()
    horizontal_rules: tuple[Box, ...] = ()
    vertical_rules: tuple[Box, ...] = ()
    seals: tuple[Box, ...] = ()
    """角印, 丸印, 認印 and stamps, top to bottom, whether lifted from the copy that was read (see repairs) or not."""
    barcodes: tuple[Barcode, ...] = ()
    """Top to bottom."""
    repairs: tuple[Repair, ...] = ()
    stored: StoredImage | None = None
    """None of a page that is no picture of paper: it was made as data."""
    flaws: tuple[Flaw, ...] = ()
    regions: tuple[Region, ...] = ()
    """Top to bottom; they may overlap, and much of a page may lie in none."""
    tables: tuple[Table, ...] = ()
    """Top to bottom; no character is in two cells. Empty on pages read before tables were made out."""

    @model_validator(mode="after")
    def _on_page(self) -> Self:
        parts = (*(w.box for w in self.words), *(r.box for r in self.regions), *(c.box for c in self.barcodes))
        rules = (*self.horizontal_rules, *self.vertical_rules)
        for box in (*parts, *self.seals, *rules, *_table_boxes(self.tables)):
            if box.right > self.width or box.bottom > self.height:
                raise ValueError(f"box {box.model_dump()} is off the page of {self.width}x{self.height}")
        cells = [cell for table in self.tables for cell in table.cells]
        if any(not 0 <= n < len(self.words) for cell in cells for n in cell.words):
            raise ValueError("a cell holds a word that the page lacks")
        if (self.dpi is None) != (self.dpi_basis == "unknown"):
            raise ValueError("dpi and dpi_basis contradict each other")
        return self


def _table_boxes(tables: tuple[Table, ...]) -> list[Box]:
    return [box for table in tables for box in (table.box, *(cell.box for cell in table.cells))]


class Document(Model):
    """What the paper says. Slow to make, so it is kept; everything after it can be rerun without an engine."""

    schema_version: Literal["1.0"] = "1.0"
    sha256: Sha256
    """Of the bytes received."""
    file: str
    """The name the file came under, for people."""
    media_type: str
    page_count: Annotated[int, Field(ge=1)]
    """Pages of the whole source file, of which this document may be a span."""
    engine: str
    """Name, model and version of the engine that read the pages."""
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _pages_follow(self) -> Self:
        numbers = [p.number for p in self.pages]
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise ValueError("pages must follow one another")
        if len(self.pages) > 1 and any(p.part is not None for p in self.pages):
            raise ValueError("a part of a page is a document of its own")
        return self

    @property
    def id(self) -> str:
        """SHA-256 of the bytes received plus the page span, and the part of a page: the same bytes have the same id."""
        part = self.pages[0].part
        suffix = "" if part is None else f".{part}"
        return f"{self.sha256}-{self.pages[0].number}-{self.pages[-1].number}{suffix}"

    def page(self, number: int) -> Page:
        """The page with this number in the source file; KeyError if the document does not hold it."""
        first = self.pages[0].number
        if not first <= number < first + len(self.pages):
            raise KeyError(number)
        return self.pages[number - first]

    def quote(self, evidence: tuple[Evidence, ...]) -> str:
        """The characters evidence points at, joined."""
        return "".join(self.page(e.page).words[e.word].text[e.start : e.end] for e in evidence)

    def box(self, evidence: Evidence) -> Box:
        """Where the characters lie on the source page."""
        return self.page(evidence.page).words[evidence.word].box_of(evidence.start, evidence.end)
