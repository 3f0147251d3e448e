"""Pages made by hand, and what they are split into."""

from __future__ import annotations

from ocr.document import Box, Page, Word
from ocr.extract.sheet import Sheet
from ocr.stacks import Span, split
from ocr.template import load_templates

TEMPLATES = load_templates()

INVOICE = (
    "請求書",
    "株式会社みどり工業 御中",
    "請求書番号 INV-0001",
    "発行日 2026年10月31日",
    "株式会社あおば商店",
    "TEL 03-1234-5678",
)
OTHER_INVOICE = (
    "請求書",
    "合同会社白樺堂 御中",
    "請求書番号 7781",
    "発行日 2026年11月4日",
    "有限会社こもれび",
    "TEL 06-1234-9876",
)
DETAILS = ("品名 数量 単価 金額", "部品一式 1 12,000 12,000", "小計 12,000")
CONTRACT = ("業務委託契約書", "第1条(目的)", "甲は乙に次の業務を委託する。", "第2条(期間)", "本契約の期間は1年とする。")


def page(number: int, lines: tuple[str, ...], *, width: int = 1654, height: int = 2339, at: int = 150) -> Page:
    """Lines below one another from the top; the parts of a line that spaces divide are words of their own."""
    words = []
    for n, line in enumerate(lines):
        left = 150
        for part in line.split():
            box = Box(left=left, top=at + 60 * n, right=min(left + 32 * len(part), width), bottom=at + 60 * n + 36)
            words.append(Word(text=part, box=box, confidence=0.98))
            left = box.right + 60
    return Page(number=number, width=width, height=height, dpi=200.0, dpi_basis="file", words=tuple(words))


def typed(number: int, lines: tuple[str, ...]) -> Page:
    """Lines below one another, each one word, as an engine reads prose."""
    boxes = [
        Box(left=150, top=150 + 60 * n, right=150 + 16 * len(line), bottom=186 + 60 * n) for n, line in enumerate(lines)
    ]
    words = tuple(Word(text=line, box=box, confidence=0.98) for line, box in zip(lines, boxes, strict=True))
    return Page(number=number, width=1654, height=2339, dpi=200.0, dpi_basis="file", words=words)


def with_foot(of: Page, text: str) -> Page:
    """The page with a line at its foot."""
    box = Box(left=800, top=of.height - 80, right=800 + 20 * len(text), bottom=of.height - 50)
    return of.model_copy(update={"words": (*of.words, Word(text=text, box=box, confidence=0.98))})


def spans(*pages: Page) -> tuple[tuple[int, int], ...]:
    return tuple((span.first, span.last) for span in parts(*pages))


def parts(*pages: Page) -> tuple[Span, ...]:
    return split([Sheet.of(one) for one in pages], TEMPLATES)


BLANK = Page(number=2, width=1654, height=2339, dpi=200.0, dpi_basis="file")
