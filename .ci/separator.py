#!/usr/bin/env python3
"""Make docs/separator.pdf, the sheet that a clerk prints and lays between documents: its code, thrice, and its use."""

from __future__ import annotations

from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ocr.stacks import Stacking

SHEET = Path(__file__).resolve().parent.parent / "docs" / "separator.pdf"
FONT = "HeiseiKakuGo-W5"
QR_MM = 70
BAR_MM = 0.5


def write_sheet(to: Path, text: str) -> None:
    """One A4 page: text as a QR code in the middle and as a bar code above and below it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(to), pagesize=A4, invariant=True)
    width, height = A4
    code = QrCodeWidget(text, barLevel="H", barWidth=QR_MM * mm, barHeight=QR_MM * mm)
    drawing = Drawing(QR_MM * mm, QR_MM * mm)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, (width - QR_MM * mm) / 2, (height - QR_MM * mm) / 2)
    bars = Code128(text, barWidth=BAR_MM * mm, barHeight=18 * mm)
    for y in (25 * mm, height - 43 * mm):
        bars.drawOn(canvas, (width - bars.width) / 2, y)
    for size, y, line in (
        (40, height - 80 * mm, "区切り用紙"),
        (16, 88 * mm, "書類と書類の間に入れて一緒にスキャンしてください"),
        (12, 78 * mm, "Separator sheet: lay it between documents and scan it with them"),
    ):
        canvas.setFont(FONT, size)
        canvas.drawCentredString(width / 2, y, line)
    canvas.save()


if __name__ == "__main__":
    write_sheet(SHEET, Stacking().separators[0])
