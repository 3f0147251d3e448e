"""Bar codes on pages that were scanned, turned, faxed, photographed: what they say, where; that they are no seals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import zxingcpp

from ocr.preprocess.barcode import read_codes
from ocr.preprocess.image import PageImage
from ocr.preprocess.seal import find_seals, lift_seals
from ocr.preprocess.steps import repaired
from ocr.source import open_source
from ocr.stacks import Stacking
from tests.preprocess.drawn import table_page, text_page

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHEET = Path(__file__).resolve().parents[2] / "docs" / "separator.pdf"
LEFT, TOP = 1000, 180


def with_code(text: str, kind: str, width: int) -> PageImage:
    """An A4 page at 200 dpi, white but for a code so many pixels wide."""
    pixels = np.full((2339, 1654, 3), 255, np.uint8)
    drawn = np.array(zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind)).to_image(scale=4))
    code = cv2.resize(drawn, (width, drawn.shape[0] * width // drawn.shape[1]), interpolation=cv2.INTER_AREA)
    pixels[TOP : TOP + code.shape[0], LEFT : LEFT + width] = code[..., None]
    return PageImage.of_source(pixels)


@pytest.mark.parametrize(
    ("kind", "text", "width"),
    [
        ("QRCode", "ASN000123", 120),
        ("QRCode", "https://pay.example.jp/請求/2026-10", 240),
        ("Code128", "ASN000123", 360),
        ("Code39", "PATCHT", 480),
        ("EAN13", "4901234567894", 300),
        ("Codabar", "A12345678901A", 400),
        ("DataMatrix", "DENPYO-SEPARATOR", 160),
    ],
)
def test_a_code_is_read_where_it_is(kind: str, text: str, width: int) -> None:
    page = with_code(text, kind, width)
    (code,) = read_codes(page)[0].barcodes
    assert (code.format, code.text) == (kind, text)
    ink = np.argwhere(page.pixels[..., 0] < 128)
    top, left = ink.min(axis=0)
    bottom, right = ink.max(axis=0)
    expected = (left, top, right, bottom)
    assert np.allclose(
        (code.box.left, code.box.top, code.box.right, code.box.bottom), expected, atol=16
    )  # some bars of an EAN13 are longer


def test_a_page_without_codes_is_returned_as_it_came() -> None:
    page = PageImage.of_source(np.full((400, 300, 3), 255, np.uint8))
    assert read_codes(page)[0] is page


def parts_searched(page: PageImage, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Sizes of what the library is given."""
    searched: list[tuple[int, ...]] = []

    def read_barcodes(part: NDArray[np.uint8], *_formats: object, **_options: object) -> list[object]:
        searched.append(part.shape)
        return []

    monkeypatch.setattr(zxingcpp, "read_barcodes", read_barcodes)
    read_codes(page)
    return searched


@pytest.mark.parametrize("page", [text_page(), table_page()], ids=["text", "table"])
def test_a_page_of_print_is_hardly_searched_for_codes(page: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch) -> None:
    searched = parts_searched(PageImage.of_source(page), monkeypatch)
    assert sum(height * width for height, width in searched) < 0.2 * page[..., 0].size


def test_a_page_full_of_codes_is_searched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = np.array(zxingcpp.create_barcode("X" * 40, zxingcpp.BarcodeFormat.QRCode).to_image(scale=8))
    page = np.tile(drawn, (6, 6))
    assert parts_searched(PageImage.of_source(np.repeat(page[..., None], 3, axis=2)), monkeypatch) == [page.shape]


def test_a_qr_code_is_no_seal() -> None:
    page = with_code("ASN000123", "QRCode", 120)
    assert find_seals(page)
    coded, _ = read_codes(page)
    assert find_seals(coded) == ()
    assert lift_seals(coded)[0] is coded


def worn(pixels: NDArray[np.uint8], how: str) -> PageImage:
    height, width = pixels.shape[:2]
    noise = np.random.default_rng(1).normal(0, 20, pixels.shape)
    match how:
        case "noise":
            pixels = np.clip(pixels + noise, 0, 255).astype(np.uint8)
        case "skew":
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), 4, 1)
            pixels = np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255)), np.uint8)
        case "turn":
            pixels = np.ascontiguousarray(np.rot90(pixels))
        case "fax":
            small = cv2.resize(pixels, (1728, 1143), interpolation=cv2.INTER_AREA)
            bits = np.where(small + noise[:1143, :1, :1] > 128, 255, 0).astype(np.uint8)
            pixels = np.asarray(cv2.resize(bits, (1728, 2286), interpolation=cv2.INTER_NEAREST), np.uint8)
        case "photo":
            corners = np.array(
                [[200, 150], [width + 60, 90], [width + 180, height + 120], [90, height + 220]], np.float32
            )
            square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
            way, size = cv2.getPerspectiveTransform(square, corners), (width + 300, height + 350)
            pixels = np.asarray(cv2.warpPerspective(pixels, way, size, borderValue=(90, 80, 70)), np.uint8)
    return PageImage.of_source(pixels)


@pytest.fixture(scope="module")
def sheet() -> NDArray[np.uint8]:
    (page,) = open_source(SHEET).pages()
    return page.image.pixels


@pytest.mark.parametrize("how", ["noise", "skew", "turn", "fax", "photo"])
def test_our_separating_sheet_is_known_however_it_was_scanned(sheet: NDArray[np.uint8], how: str) -> None:
    image, _ = read_codes(worn(sheet, how))
    assert {code.text for code in image.barcodes} == {Stacking().separators[0]}


def test_codes_outlast_the_repairs_of_a_photo(sheet: NDArray[np.uint8]) -> None:
    image, _ = repaired(worn(sheet, "photo"))
    assert image.flattening is not None
    assert len(image.barcodes) == 3
