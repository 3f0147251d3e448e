"""Born-digital papers for tests that need many, fast: they have a text layer, so no engine is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FONT = "HeiseiKakuGo-W5"


def write_invoice(path: Path, *, number: int, vendor: str = "株式会社あおば商店", total: int = 110_000) -> Path:
    """One page: a 請求書 from vendor, dated the number-th day of October 2026, over total yen."""
    canvas = _canvas(path)
    _draw_invoice(canvas, number, vendor, total)
    canvas.save()
    return path


def write_lines(path: Path, *lines: tuple[int, int, int, str]) -> Path:
    """One page of lines, each with its size, its place from the lower left in points, and its text."""
    canvas = _canvas(path)
    _draw(canvas, lines)
    canvas.save()
    return path


def write_stack(path: Path, *, numbers: Sequence[int]) -> Path:
    """The invoices with these numbers in one file, a blank page before the last."""
    canvas = _canvas(path)
    for number in numbers:
        if number == numbers[-1]:
            canvas.showPage()
        _draw_invoice(canvas, number, "株式会社あおば商店", 110_000 + number)
        canvas.showPage()
    canvas.save()
    return path


def write_joined(path: Path, *parts: Path) -> Path:
    """The pages of several PDFs, one after another."""
    joined = PdfDocument.new()
    for part in parts:
        joined.import_pages(PdfDocument(part))
    joined.save(path)
    return path


def _canvas(path: Path) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    path.parent.mkdir(parents=True, exist_ok=True)
    return Canvas(str(path), pagesize=A4, invariant=True)


def _draw_invoice(canvas: Canvas, number: int, vendor: str, total: int) -> None:
    tax = total // 11
    lines = (
        (24, 250, 780, "請求書"),
        (11, 60, 730, "株式会社みどり工業 御中"),
        (11, 380, 730, f"請求書番号 INV-{number:04d}"),
        (11, 380, 712, f"発行日 2026年10月{number % 28 + 1}日"),
        (11, 380, 680, vendor),
        (11, 380, 662, "登録番号 T1234567890123"),
        (16, 60, 640, f"ご請求金額 ¥{total:,}-"),
        (11, 60, 580, "品名"),
        (11, 300, 580, "数量"),
        (11, 380, 580, "単価"),
        (11, 470, 580, "金額"),
        (11, 60, 560, "部品一式"),
        (11, 300, 560, "1"),
        (11, 380, 560, f"{total - tax:,}"),
        (11, 470, 560, f"{total - tax:,}"),
        (11, 380, 520, "小計"),
        (11, 470, 520, f"{total - tax:,}"),
        (11, 380, 502, "消費税(10%)"),
        (11, 470, 502, f"{tax:,}"),
        (11, 380, 484, "合計"),
        (11, 470, 484, f"{total:,}"),
    )
    _draw(canvas, lines)


def _draw(canvas: Canvas, lines: Sequence[tuple[int, int, int, str]]) -> None:
    for size, x, y, text in lines:
        canvas.setFont(FONT, size)
        canvas.drawString(x, y, text)
