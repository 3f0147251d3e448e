"""Pages to PDF with embedded fonts and a real text layer, and PDF to pixels."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdf2image import convert_from_bytes
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from training.fonts import registered, text_width
from training.page import BASELINE, Page, Panel, Picture, Rule, Token

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]

_CELL = re.compile(r"(?<![!-~])[0-9]{2}(?![!-~])|.", re.DOTALL)
_TURNED = "（）「」『』【】〔〕［］〈〉《》ー―…‥～〜：；＝－—–"
_STOPS, _SMALL_KANA = "、。，．", "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
_STOP, _SMALL = 0.6, 0.1
"""How far stops and small kana stand to the upper right of where rows have them, in widths of a square."""


def pdf(pages: tuple[Page, ...], title: str = "") -> bytes:
    """One PDF of all pages; the same pages give the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for page in pages:
        canvas.setPageSize((page.width * mm, page.height * mm))
        for mark in page.marks:
            _draw(mark, canvas, page.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def rasterise(document: bytes, dpi: int) -> tuple[Pixels, ...]:
    """Every page of a PDF as RGB pixels."""
    return tuple(np.asarray(image.convert("RGB"), np.uint8) for image in convert_from_bytes(document, dpi=dpi))


@singledispatch
def _draw(mark: object, canvas: Any, page_height: float) -> None:
    raise TypeError(f"cannot draw {mark!r}")


@_draw.register
def _(mark: Token, canvas: Any, page_height: float) -> None:
    canvas.setFillColor(HexColor(mark.colour))
    canvas.setFont(registered(mark.face), mark.size)
    if mark.vertical:
        _draw_column(mark, canvas, page_height)
        return
    canvas.drawString(mark.left * mm, (page_height - mark.baseline) * mm, mark.text)


def _draw_column(mark: Token, canvas: Any, page_height: float) -> None:
    """Each character under the other, in its square as vertical writing has it; two digits share one."""
    for cell, (_, top, _, bottom) in cells(mark):
        x, y = -mark.middle * mm, (page_height - (top + bottom) / 2) * mm
        width = text_width(cell, mark.face, mark.size)
        canvas.saveState()
        canvas.translate(x, y)
        if cell in _TURNED or (cell.isascii() and len(cell) == 1):
            canvas.rotate(-90)
        right, up = (_STOP if cell in _STOPS else _SMALL if cell in _SMALL_KANA else 0.0,) * 2
        canvas.drawString(right * mark.size - width / 2, (up - BASELINE) * mark.size, cell)
        canvas.restoreState()


def cells(mark: Token) -> Iterator[tuple[str, Box]]:
    """What stands in one square each, and the box of it."""
    boxes = mark.char_boxes()
    for match in _CELL.finditer(mark.text):
        first, last = boxes[match.start()], boxes[match.end() - 1]
        yield match[0], (first[0], first[1], last[2], last[3])


@_draw.register
def _(mark: Rule, canvas: Any, page_height: float) -> None:
    canvas.setStrokeColor(HexColor(mark.colour))
    canvas.setLineWidth(mark.weight)
    canvas.setDash(*((3, 2) if mark.dashed else (1, 0)))
    canvas.line(mark.left * mm, (page_height - mark.top) * mm, mark.right * mm, (page_height - mark.bottom) * mm)


@_draw.register
def _(mark: Panel, canvas: Any, page_height: float) -> None:
    canvas.setDash(1, 0)
    canvas.setLineWidth(mark.weight)
    canvas.setStrokeColor(HexColor(mark.colour))
    if mark.fill:
        canvas.setFillColor(HexColor(mark.fill))
    canvas.roundRect(
        mark.left * mm,
        (page_height - mark.top - mark.height) * mm,
        mark.width * mm,
        mark.height * mm,
        mark.radius * mm,
        stroke=int(mark.weight > 0),
        fill=int(mark.fill is not None),
    )


@_draw.register
def _(mark: Picture, canvas: Any, page_height: float) -> None:
    bottom = page_height - mark.top - mark.height
    image = ImageReader(io.BytesIO(mark.png))
    canvas.drawImage(image, mark.left * mm, bottom * mm, mark.width * mm, mark.height * mm, mask="auto")
