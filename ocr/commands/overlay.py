"""Pictures of what was read: pages with words, cells, seals, codes, regions and the ink that each field points at."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ocr.document import Box
from ocr.errors import InputError, IntegrityError, StoreError, UsageError
from ocr.json_line import boxes
from ocr.layout import to_layout
from ocr.source import SourceLimits, open_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from index.stored import Stored
    from ocr.document import Document, Evidence, Page
    from ocr.record import Record

    Spots = NDArray[np.float64]
    """(n, 4) left, top, right, bottom."""

FORMATS = (".png", ".jpg", ".jpeg", ".webp")
COLOURS = {
    "field": "#d6006c",
    "row": "#1565e0",
    "word": "#9aa5b1",
    "cell": "#f2b25c",
    "table": "#e67e00",
    "title": "#7b2fd0",
    "text": "#0b8f4d",
    "figure": "#5b6770",
    "header": "#0086a8",
    "footer": "#0086a8",
    "seal": "#c62828",
    "code": "#5d4037",
    "handwriting": "#8d5524",
}
"""Of evidence, of words, of cells, of seals and bar codes, and of each kind of region."""
_LABELLED = ("field", "row")
_EVIDENCE_ALPHA = 0.18
_FONT_SHARE = 1 / 130
"""Height of a label's letters as a share of the page's: 18 pixels on A4 at 200 dpi."""
_SMALLEST_FONT = 11


@dataclass(frozen=True, slots=True)
class Mark:
    """One box to draw."""

    kind: str
    """A key of COLOURS."""
    box: Box
    label: str = ""


def write_overlays(stored: Stored, to: Path, limits: SourceLimits) -> Iterator[Path]:
    """Draw each page of a stored document, upright as it was read, into `to`; yields a path as soon as it is written.

    Of several pages, page 2 goes to NAME-2.png. UsageError for another format than FORMATS; InputError if the original
    cannot be rendered, IntegrityError if it is gone or changed, StoreError if a picture cannot be written.
    """
    if to.suffix.lower() not in FORMATS:
        raise UsageError(f"{to}: not a picture's name; write one that ends in {', '.join(FORMATS)}")
    document = stored.document
    several = len(document.pages) > 1
    for page, pixels in _page_pixels(stored, limits):
        path = to.with_name(f"{to.stem}-{page.number}{to.suffix}") if several else to
        picture = draw(pixels, marks(document, stored.record, page))
        try:
            picture.save(path)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror or error}") from error
        yield path


def marks(document: Document, record: Record, page: Page) -> Iterator[Mark]:
    """What there is to see on a page, what matters most last."""
    yield from (Mark("word", word.box) for word in page.words)
    yield from (Mark("cell", cell.box) for table in page.tables for cell in table.cells)
    yield from (Mark(region.kind, region.box, region.kind) for region in page.regions)
    yield from (Mark("seal", seal) for seal in page.seals)
    yield from (Mark("code", code.box, code.format) for code in page.barcodes)
    named: set[str] = set()
    for row in record.rows:
        for cell in row.cells:
            label = "" if cell.name in named else cell.name  # the first row names its columns
            named.add(cell.name)
            yield from _evidence("row", label, document, cell.evidence, page.number)
    for one in record.fields:
        yield from _evidence("field", one.name, document, one.evidence, page.number)


def _evidence(
    kind: str, label: str, document: Document, evidence: Iterable[Evidence], page_number: int
) -> Iterator[Mark]:
    """The boxes of one value on this page; the first bears its name."""
    for page, box in boxes(document, evidence):
        if page == page_number:
            yield Mark(kind, box, label)
            label = ""


def _page_pixels(stored: Stored, limits: SourceLimits) -> Iterator[tuple[Page, NDArray[np.uint8]]]:
    """The document's pages with their pixels in the frame that boxes are in."""
    document = stored.document
    if not stored.original.is_file():
        raise IntegrityError(f"{stored.original}: missing; run `denpyo verify` and restore it from a backup")
    try:
        source = open_source(stored.original, limits)
        if source.sha256 != document.sha256:
            raise IntegrityError(f"{stored.original}: its bytes do not match its name; run `denpyo verify`")
        wanted = {page.number: page for page in document.pages}
        for received in source.pages():
            page = wanted.pop(received.number, None)
            if page is not None:
                yield page, np.rot90(received.image.pixels, -(page.turned_deg // 90))
            if not wanted:
                return
    except InputError as error:
        raise InputError(f"{stored.original}: {error}") from error


def draw(pixels: NDArray[np.uint8], found: Iterable[Mark]) -> Image.Image:
    """The page (height, width, 3) RGB with the marks on it and a legend below it; pixels keep their places."""
    found = list(found)
    height = pixels.shape[0]
    line = max(1, round(height / 1200))
    canvas = Image.fromarray(np.ascontiguousarray(pixels))
    words = [mark for mark in found if mark.kind == "word"]
    cells = [mark for mark in found if mark.kind == "cell"]
    regions = [mark for mark in found if mark.kind not in ("word", "cell", *_LABELLED)]
    evidence = [mark for mark in found if mark.kind in _LABELLED]
    canvas = _boxes(canvas, words, width=line, alpha=0.0)
    canvas = _boxes(canvas, cells, width=line, alpha=0.0)
    canvas = _boxes(canvas, regions, width=2 * line, alpha=0.0)
    canvas = _boxes(canvas, evidence, width=2 * line, alpha=_EVIDENCE_ALPHA)
    size = max(_SMALLEST_FONT, round(height * _FONT_SHARE))
    sides = [(b.left, b.top, b.right, b.bottom) for b in (mark.box for mark in words)]
    spots = np.array(sides or [(0, 0, 0, 0)], np.float64)
    labels = _Labels(ImageDraw.Draw(canvas), size, spots)
    for mark in (*evidence[::-1], *regions):  # fields first, so that they get the best places
        if mark.label:
            labels.put(mark)
    return _with_legend(canvas, list(dict.fromkeys(mark.kind for mark in found)), size)


def _boxes(canvas: Image.Image, found: list[Mark], *, width: int, alpha: float) -> Image.Image:
    """The marks' boxes, drawn by layoutparser."""
    if not found:
        return canvas
    from layoutparser.visualization import draw_box

    drawn: Image.Image = draw_box(canvas, to_layout(found), box_width=width, box_alpha=alpha, color_map=COLOURS)
    return drawn


@dataclass(slots=True)
class _Labels:
    """Names on coloured tags, none over another, over as few words as can be."""

    canvas: ImageDraw.ImageDraw
    size: int
    words: Spots
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def put(self, mark: Mark) -> None:
        """The name beside its box where it hides least; above what is there already if all places are taken."""
        font = ImageFont.load_default(self.size)
        width, height = font.getlength(mark.label) + self.size * 0.4, self.size * 1.15
        page_width, page_height = self.canvas.im.size
        box = mark.box
        places = [
            (box.left, box.top - height),
            (box.right, box.top),
            (box.left - width, box.top),
            (box.left, box.bottom),
            (box.right - width, box.top - height),
            *((box.left, box.top - height * n) for n in range(2, 6)),
        ]
        tags = [
            (left, top, left + width, top + height)
            for x, y in places
            for left, top in [(min(max(0, x), page_width - width), min(max(0, y), page_height - height))]
        ]
        tag = min(
            tags, key=lambda tag: (_hidden(tag, np.array(self.taken or [(0, 0, 0, 0)])), _hidden(tag, self.words))
        )
        self.taken.append(tag)
        self.canvas.rectangle(tag, fill=COLOURS[mark.kind])
        self.canvas.text((tag[0] + self.size * 0.2, tag[1]), mark.label, fill="white", font=font)


def _hidden(tag: tuple[float, float, float, float], spots: Spots) -> float:
    """Pixels of the spots that the tag would cover."""
    left, top, right, bottom = spots.T
    width = np.minimum(right, tag[2]) - np.maximum(left, tag[0])
    height = np.minimum(bottom, tag[3]) - np.maximum(top, tag[1])
    return float((width.clip(0) * height.clip(0)).sum())


def _with_legend(page: Image.Image, kinds: list[str], size: int) -> Image.Image:
    """The page with a strip below it that says which colour is what."""
    font = ImageFont.load_default(size)
    picture = Image.new("RGB", (page.width, page.height + 2 * size), "white")
    picture.paste(page)
    strip = ImageDraw.Draw(picture)
    x, y = size / 2, page.height + size * 0.4
    for kind in kinds:
        strip.rectangle((x, y + size * 0.1, x + size, y + size * 1.1), fill=COLOURS[kind])
        strip.text((x + size * 1.3, y), kind, fill="black", font=font)
        x += size * 2.2 + font.getlength(kind)
    return picture
