"""Characters of a PDF become words: columns of vertical writing are runs, cells one below the other are not."""

from __future__ import annotations

from ocr.sources.pdf_process import Glyph
from ocr.sources.text_runs import runs_of

EM = 14.0


def glyph(character: str, left: float, top: float) -> Glyph:
    """One character of full width as a program draws it."""
    box = (left, top, left + EM, top + EM)
    return Glyph(ord(character), box, box, EM, 0.0, True, True, True)


def across(text: str, left: float, top: float) -> list[Glyph]:
    return [glyph(character, left + EM * n, top) for n, character in enumerate(text)]


def down(text: str, left: float, top: float, pitch: float) -> list[Glyph]:
    return [glyph(character, left, top + pitch * n) for n, character in enumerate(text)]


def texts(glyphs: list[Glyph]) -> list[str]:
    return sorted(word.text for word in runs_of(glyphs, 2.0, 1190, 1684))


def test_vertical_writing_becomes_columns() -> None:
    columns = ("業務委託契約書について", "甲と乙は次のとおり約する", "令和八年三月二十五日")
    drawn = [g for n, text in enumerate(columns) for g in down(text, 500 - 27 * n, 60, 15)]
    assert texts(drawn) == sorted(columns)


def test_a_column_of_cells_with_one_character_each_does_not() -> None:
    units = "個枚箱本個枚"
    drawn = [g for n in range(len(units)) for g in across("品名品名", 100, 340 + 24 * n)]
    drawn += down(units, 200, 340, 24)
    assert texts(drawn) == sorted([*units, *["品名品名"] * len(units)])
