"""PDF pages: drawn within limits, their text layer used only when it says what the page shows."""

from __future__ import annotations

import os
import re
import time
import zlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ocr.document import Word
from ocr.errors import InputError
from ocr.source import SourceLimits, open_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocr.source import SourcePage

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_LINES = (
    "Invoice INV-2041",
    "Aoba Trading Co., Ltd.",
    "Total amount due: JPY 441,648",
    "Please pay by 30 November 2026.",
    "Registration number T1234567890123",
    "Bread 8 x 193 = 1,544",
)


def _canvas(path: Path, **options: object) -> Canvas:
    pdfmetrics.registerFont(TTFont("Vera", _VERA))
    canvas = Canvas(str(path), pagesize=A4, invariant=True, **options)
    canvas.setFont("Vera", 12)
    return canvas


def _write(canvas: Canvas, lines: tuple[str, ...] = _LINES, left: float = 72, top: float = 760) -> None:
    for n, line in enumerate(lines):
        canvas.drawString(left, top - 30 * n, line)


def _pdf(path: Path, draw: Callable[[Canvas], None] = _write, **options: object) -> Path:
    canvas = _canvas(path, **options)
    draw(canvas)
    canvas.save()
    return path


def _scan(width: int = 1654, height: int = 2339) -> Image.Image:
    """A page of text as a scanner sees it."""
    page = Image.new("L", (width, height), 255)
    font = ImageFont.truetype(str(_VERA), width // 50)
    for n, line in enumerate(_LINES):
        ImageDraw.Draw(page).text((width // 8, height // 12 + n * width // 20), line, fill=0, font=font)
    return page


def _place(canvas: Canvas, picture: Image.Image) -> None:
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)


def _pages(path: Path, limits: SourceLimits = SourceLimits()) -> list[SourcePage]:  # noqa: B008  frozen
    return list(open_source(path, limits).pages())


def _only_page(path: Path) -> SourcePage:
    (page,) = _pages(path)
    return page


def _reason(path: Path, limits: SourceLimits = SourceLimits()) -> str:  # noqa: B008  frozen
    with pytest.raises(InputError) as refused:
        _pages(path, limits)
    return str(refused.value)


def _texts(page: SourcePage) -> set[str]:
    return {word.text for word in page.text_layer or ()}


def _ink_share(page: SourcePage, word: Word) -> float:
    box = word.box
    return float((page.image.pixels[box.top : box.bottom, box.left : box.right] < 128).mean())


def test_born_digital_page_needs_no_ocr(tmp_path: Path) -> None:
    page = _only_page(_pdf(tmp_path / "a.pdf"))
    assert page.image.pixels.shape == (2339, 1654, 3)
    assert (page.dpi, page.dpi_basis) == (200, "file")
    assert _texts(page) == set(_LINES)
    assert {word.confidence for word in page.text_layer or ()} == {1.0}


def test_boxes_lie_on_the_ink(tmp_path: Path) -> None:
    page = _only_page(_pdf(tmp_path / "a.pdf"))
    dark = page.image.pixels.min(axis=2) < 128
    for word in page.text_layer or ():
        assert _ink_share(page, word) > 0.05
        dark[word.box.top : word.box.bottom, word.box.left : word.box.right] = False
    assert not dark.any()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_page_is_upright_with_its_boxes(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{90: (A4[1], 0), 180: A4, 270: (0, A4[0])}[turn])  # reportlab turns the page size itself
        canvas.rotate(turn)
        _write(canvas)

    page = _only_page(_pdf(tmp_path / "a.pdf", draw))
    assert page.image.pixels.shape == (2339, 1654, 3)
    assert _texts(page) == set(_LINES)
    assert all(_ink_share(page, word) > 0.05 for word in page.text_layer or ())


def test_crop_box_is_the_page(tmp_path: Path) -> None:
    page = _only_page(_pdf(tmp_path / "a.pdf", cropBox=(50, 400, 450, 800)))
    assert page.image.pixels.shape == (1112, 1112, 3)
    assert _texts(page) == set(_LINES)
    assert all(_ink_share(page, word) > 0.05 for word in page.text_layer or ())


def test_cells_of_a_row_are_separate_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(8):
            for left, text in ((72, "Bread"), (200, f"{n}"), (260, "193"), (300, "1,544")):
                canvas.drawString(left, 700 - 20 * n, text)

    words = _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer or ()
    assert sorted(word.text for word in words) == sorted(["Bread", "193", "1,544"] * 8 + [str(n) for n in range(8)])


def test_text_drawn_twice_for_bold_is_read_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas)
        _write(canvas, left=72.3)

    assert _texts(_only_page(_pdf(tmp_path / "a.pdf", draw))) == set(_LINES)


def test_text_drawn_letter_by_letter_in_any_order_is_read_in_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        letters = [
            (72 + pdfmetrics.stringWidth(line[:n], "Vera", 12), 760 - 30 * row, line[n])
            for row, line in enumerate(_LINES)
            for n in range(len(line))
            if line[n] != " "
        ]
        for left, top, letter in reversed(letters):
            canvas.drawString(left, top, letter)

    assert _texts(_only_page(_pdf(tmp_path / "a.pdf", draw))) == set(_LINES)


def test_scan_is_drawn_at_its_own_resolution_and_needs_ocr(tmp_path: Path) -> None:
    for dpi, (width, height) in {150: (1240, 1754), 240: (1984, 2806), 300: (2480, 3508)}.items():
        page = _only_page(_pdf(tmp_path / f"{dpi}.pdf", partial(_place, picture=_scan(width, height))))
        assert (page.dpi, page.dpi_basis, page.text_layer) == (dpi, "file", None)
        assert abs(page.image.pixels.shape[1] - width) <= 1


@pytest.mark.parametrize(("width", "dpi"), [(500, 150), (4961, 300)])
def test_scan_too_coarse_or_fine_is_drawn_within_150_to_300_dpi(tmp_path: Path, width: int, dpi: int) -> None:
    path = _pdf(tmp_path / "a.pdf", lambda canvas: _place(canvas, _scan(width, round(width * 1.414))))
    assert _only_page(path).dpi == dpi


def test_photo_called_a_giant_page_is_drawn_pixel_by_pixel(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((3000, 2250))
        canvas.drawImage(ImageReader(_scan(3000, 2250)), 0, 0, 3000, 2250)

    page = _only_page(_pdf(tmp_path / "a.pdf", draw))
    assert page.image.pixels.shape == (2250, 3000, 3)
    assert (page.dpi, page.dpi_basis) == (None, "unknown")


def test_invisible_text_over_a_scan_is_not_trusted(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _place(canvas, _scan())
        text = canvas.beginText(72, 700)
        text.setFont("Vera", 12)
        text.setTextRenderMode(3)
        for line in _LINES:
            text.textLine(line)
        canvas.drawText(text)

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_white_text_is_not_believed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, _LINES[:3])
        canvas.setFillGray(1)
        _write(canvas, ("Total amount due: JPY 1", "Nobody can read this"), top=500)

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_header_over_a_scan_is_not_the_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _place(canvas, _scan())
        canvas.drawString(72, 820, "Scanned by Aoba Office 2026-11-25 10:31")

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_text_in_a_large_picture_beside_real_text_needs_ocr(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas)
        canvas.drawImage(ImageReader(_scan(1200, 900)), 72, 100, 450, 340)

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_logo_rules_and_bands_do_not_spoil_the_text_layer(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.rect(60, 300, 470, 24, fill=1, stroke=0)
        canvas.setFillGray(0)
        for n in range(9):
            canvas.line(60, 300 - 20 * n, 530, 300 - 20 * n)
            canvas.line(60 + 58 * n, 324, 60 + 58 * n, 140)
        canvas.drawImage(ImageReader(_scan(200, 100)), 400, 700, 100, 50)
        _write(canvas)

    assert _texts(_only_page(_pdf(tmp_path / "a.pdf", draw))) == set(_LINES)


def test_text_drawn_as_curves_needs_ocr(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, _LINES[:2])
        for n in range(12):  # digits as outlines: two boxes and a bar each, like 8 and 日
            canvas.rect(100 + 12 * n, 500, 7, 10, fill=0)
            canvas.line(100 + 12 * n, 505, 107 + 12 * n, 505)

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_font_without_a_map_to_characters_needs_ocr(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a.pdf", pageCompression=0)
    content = path.read_bytes()
    private = re.sub(rb"(<[0-9A-F]{2}> )<00([0-9A-F]{2})>", rb"\1<E0\2>", content)
    ranges = re.sub(rb"<00([0-9A-Fa-f]{2})>(?=[\s\]])", rb"<E0\1>", private)
    assert ranges != content
    path.write_bytes(ranges)
    assert _only_page(path).text_layer is None


def test_mojibake_needs_ocr(tmp_path: Path) -> None:
    mojibake = tuple("御請求書 合計金額".encode().decode("latin-1").replace("\x8b", "x") for _ in range(6))
    printable = tuple("".join(c if c.isprintable() else "é" for c in line) for line in mojibake)
    path = _pdf(tmp_path / "a.pdf", lambda canvas: _write(canvas, printable))
    assert _only_page(path).text_layer is None


def test_text_that_runs_sideways_needs_ocr(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        _write(canvas, left=72, top=-72)

    assert _only_page(_pdf(tmp_path / "a.pdf", draw)).text_layer is None


def test_each_page_is_decided_by_itself(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas)
        canvas.showPage()
        _place(canvas, _scan())
        canvas.showPage()
        canvas.showPage()

    pages = _pages(_pdf(tmp_path / "a.pdf", draw))
    assert [page.text_layer is None for page in pages] == [False, True, True]
    assert pages[2].image.pixels.min() == 255


def test_pdf_with_an_empty_password_is_read(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("", ownerPassword="secret", strength=128))
    assert _texts(_only_page(path)) == set(_LINES)


def test_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("geheim", strength=128))
    assert _reason(path) == "encrypted; ask the sender for an unlocked copy"


def test_damaged_pdf_is_refused(tmp_path: Path) -> None:
    whole = _pdf(tmp_path / "whole.pdf").read_bytes()
    cut = tmp_path / "cut.pdf"
    for length in (9, 60, len(whole) // 3):
        cut.write_bytes(whole[:length])
        assert "damaged PDF" in _reason(cut)


def test_flipped_bits_never_escape_as_another_error(tmp_path: Path) -> None:
    content = _pdf(tmp_path / "whole.pdf").read_bytes()
    spoilt = tmp_path / "spoilt.pdf"
    random = np.random.default_rng(11)
    for _ in range(6):
        flipped = bytearray(content)
        for at in random.integers(0, len(content), 20):
            flipped[at] ^= 1 << int(random.integers(0, 8))
        spoilt.write_bytes(flipped)
        try:
            _pages(spoilt)
        except InputError as refused:
            assert str(tmp_path) not in str(refused)


def _handmade(content: bytes, box: str = "0 0 595 842", resources: bytes = b"", more: bytes = b"") -> bytes:
    objects = (
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>> endobj\n"
        b"4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n" % (box.encode(), resources, len(content), content)
    )
    return b"%PDF-1.4\n" + objects + more + b"trailer <</Root 1 0 R>>\n%%EOF\n"


def test_giant_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_handmade(b"0 0 100 100 re f", box="0 0 14400 14400"))
    assert "200 x 200 inches" in _reason(path)


def test_large_page_is_drawn_coarser(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_handmade(b"0 0 100 100 re f", box="0 0 5000 5000"))
    page = _only_page(path)
    assert 72 <= (page.dpi or 0) < 200
    assert page.image.pixels.shape[0] * page.image.pixels.shape[1] <= SourceLimits().max_pixels


def test_picture_bomb_in_a_page_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    data = zlib.compress(b"\x00" * 1_000_000)
    image = (
        b"5 0 obj <</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>> stream\n%s\nendstream endobj\n" % (len(data), data)
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(_handmade(b"500 0 0 500 0 0 cm /I Do", resources=b"/XObject<</I 5 0 R>>", more=image))
    assert "60000 x 60000" in _reason(path)


def _slow_page() -> bytes:
    """A page that draws a large shading through a clip a great many times."""
    curves = b"".join(b"%d 0 m 0 %d 800 %d 595 842 c S\n" % (n % 595, n % 842, n % 300) for n in range(4000))
    return _handmade(b"[1 1] 0 d 0.1 w\n" + curves * 60)


def test_slow_page_is_stopped_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(_slow_page())
    began = time.monotonic()
    reason = _reason(path, SourceLimits(page_timeout_s=1.0))
    assert time.monotonic() - began < 15
    assert "more than 1 seconds" in reason or "too many objects" in reason


def test_memory_limit_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_handmade(b"0 0 100 100 re f", box="0 0 3000 3000"))  # 69 million pixels of 3 bytes
    assert "within the limits" in _reason(path, SourceLimits(max_memory_bytes=150_000_000))
    assert len(_pages(path)) == 1


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a.pdf")
    before = _children()
    source = open_source(path)
    iterator = source.pages()
    next(iterator)
    del iterator, source
    assert _children() == before
    open_source(path)  # never read
    assert _children() == before


def _children() -> set[int]:
    own = os.getpid()
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == own:
            found.add(int(stat.parent.name))
    return found


def test_japanese_name_with_a_dash_in_front_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _pdf(tmp_path / "-r 請求書.pdf")
    assert _texts(_only_page(Path("-r 請求書.pdf"))) == set(_LINES)


def test_pages_can_be_read_again(tmp_path: Path) -> None:
    source = open_source(_pdf(tmp_path / "a.pdf"))
    first, second = ([_texts(page) for page in source.pages()] for _ in range(2))
    assert first == second


def test_page_whose_picture_is_missing_is_not_taken_for_a_blank_one(tmp_path: Path) -> None:
    broken = b"5 0 obj <</Type/XObject/Subtype/Image/Width 10/Height 10/Length 3>> stream\nxyz\nendstream endobj\n"
    path = tmp_path / "a.pdf"
    path.write_bytes(_handmade(b"500 0 0 500 0 0 cm /I Do", resources=b"/XObject<</I 5 0 R>>", more=broken))
    assert "damaged PDF" in _reason(path)
