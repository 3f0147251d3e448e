"""Pages to PDF with embedded fonts and a real text layer, and PDF to pixels."""

from __future__ import annotations

import io
from functools import singledispatch
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdf2image import convert_from_bytes
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from training.fonts import registered
from training.page import Page, Panel, Picture, Rule, Token

Pixels = NDArray[np.uint8]


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
    canvas.drawString(mark.left * mm, (page_height - mark.baseline) * mm, mark.text)


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
