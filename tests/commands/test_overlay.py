"""Overlays: what was read, drawn where it stands."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageColor

from index.archive import Archive
from ocr.commands.overlay import COLOURS
from ocr.document import Barcode, Box, Document, Evidence, Page, Region, Word
from ocr.record import Amount, DocumentType, Field, Record, Review
from tests.command_line import denpyo

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT = 600, 800
WORD = Box(left=300, top=500, right=460, bottom=540)
TABLE = Box(left=50, top=450, right=560, bottom=700)
SEAL = Box(left=480, top=300, right=540, bottom=360)
CODE = Box(left=60, top=300, right=120, bottom=360)


def page(number: int, turned_deg: int = 0) -> Page:
    word = Word(text="¥441,648-", box=WORD, confidence=0.99)
    table = Region(kind="table", box=TABLE, confidence=0.9)
    return Page.model_validate(
        {
            "number": number,
            "width": WIDTH,
            "height": HEIGHT,
            "turned_deg": turned_deg,
            "words": (word,),
            "regions": (table,),
            "seals": (SEAL,),
            "barcodes": (Barcode(format="QRCode", text="ASN1", box=CODE),),
        }
    )


def stored(folder: Path, original: Path, pages: tuple[Page, ...]) -> str:
    """The id of a document in a new archive: one amount, read from the first page's only word."""
    sha256 = hashlib.sha256(original.read_bytes()).hexdigest()
    document = Document(
        sha256=sha256, file=original.name, media_type="image/tiff", page_count=len(pages), engine="test", pages=pages
    )
    evidence = (Evidence(page=1, word=0, start=0, end=8),)
    total = Field(name="total_amount", value=Amount(amount=Decimal(441648)), confidence=0.9, evidence=evidence)
    record = Record(
        document_id=document.id,
        document_type=DocumentType(value="invoice", confidence=1.0),
        fields=(total,),
        review=Review(needed=False),
        produced_by="denpyo 0",
        template="invoice@0",
    )
    with Archive.open(folder, write=True) as archive:
        archive.add(original, sha256, [(document, record)], who="test")
    return document.id


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DENPYO_ARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "archive"


def drawn(path: Path) -> NDArray[np.int16]:
    return np.asarray(Image.open(path).convert("RGB"), np.int16)


def has_colour(pixels: NDArray[np.int16], kind: str) -> bool:
    return bool((np.abs(pixels - ImageColor.getrgb(COLOURS[kind])).max(axis=2) < 12).any())


def blank(path: Path, count: int = 1, width: int = WIDTH, height: int = HEIGHT) -> Path:
    first, *rest = [Image.new("RGB", (width, height), (250, 250, 250 - n)) for n in range(count)]
    first.save(path, save_all=True, append_images=rest)
    return path


def test_ink_is_coloured_where_the_field_points(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    ran = denpyo("show", one, "--overlay", tmp_path / "out.png")
    assert (ran.code, ran.out) == (0, "")
    assert str(tmp_path / "out.png") in ran.err
    pixels = drawn(tmp_path / "out.png")
    assert has_colour(pixels[WORD.top - 3 : WORD.bottom + 3, WORD.left - 3 : WORD.right], "field")
    inside = pixels[WORD.top + 8 : WORD.bottom - 8, WORD.left + 8 : WORD.left + 120]
    assert (inside[..., 0] - inside[..., 1] > 25).all()
    assert not has_colour(pixels[:400], "field")


def test_regions_are_framed_where_they_are(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    denpyo("show", one, "--overlay", tmp_path / "out.png")
    pixels = drawn(tmp_path / "out.png")
    assert has_colour(pixels[TABLE.top - 2 : TABLE.top + 3, 100:200], "table")
    assert has_colour(pixels[600:610, TABLE.left - 2 : TABLE.left + 3], "table")


def test_seals_and_codes_are_framed_too(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    denpyo("show", one, "--overlay", tmp_path / "out.png")
    pixels = drawn(tmp_path / "out.png")
    for box, kind in ((SEAL, "seal"), (CODE, "code")):
        assert has_colour(pixels[box.top + 20 : box.bottom - 20, box.left - 2 : box.left + 3], kind)


def test_the_picture_keeps_the_pages_pixels_and_adds_a_legend_below(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    denpyo("show", one, "--overlay", tmp_path / "out.png")
    pixels = drawn(tmp_path / "out.png")
    assert pixels.shape[1] == WIDTH
    assert (pixels[:200] == 250).all()
    assert all(has_colour(pixels[HEIGHT:], kind) for kind in ("field", "table", "word"))


@pytest.mark.parametrize("turned_deg", [90, 270])
def test_a_turned_page_is_drawn_upright(tmp_path: Path, archive: Path, turned_deg: int) -> None:
    lying = blank(tmp_path / "a.tif", width=HEIGHT, height=WIDTH)
    one = stored(archive, lying, (page(1, turned_deg),))
    assert denpyo("show", one, "--overlay", tmp_path / "out.png").code == 0
    pixels = drawn(tmp_path / "out.png")
    assert pixels.shape[1] == WIDTH
    assert has_colour(pixels[WORD.top - 3 : WORD.bottom + 3, WORD.left - 3 : WORD.right], "field")


def test_each_page_of_several_has_a_picture_of_its_own(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif", 3), (page(1), page(2), page(3)))
    assert denpyo("show", one, "--overlay", tmp_path / "out.png").code == 0
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["out-1.png", "out-2.png", "out-3.png"]
    assert not has_colour(drawn(tmp_path / "out-2.png"), "field")


def test_the_line_is_printed_too_if_asked_for(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    ran = denpyo("show", one, "--overlay", tmp_path / "out.png", "--json")
    assert [line["document_id"] for line in ran.lines] == [one]
    assert (tmp_path / "out.png").is_file()


def test_a_name_that_is_no_pictures_is_wrong_usage(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    assert denpyo("show", one, "--overlay", tmp_path / "out.docx").code == 2


def test_a_folder_that_is_not_there_ends_with_code_6(tmp_path: Path, archive: Path) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    ran = denpyo("show", one, "--overlay", tmp_path / "none" / "out.png")
    assert ran.code == 6
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_damaged_original_ends_with_code_7(tmp_path: Path, archive: Path, damage: str) -> None:
    one = stored(archive, blank(tmp_path / "a.tif"), (page(1),))
    (original,) = (path for path in (archive / "originals").rglob("*") if path.is_file())
    data = bytearray(original.read_bytes())
    data[-1] ^= 1
    original.chmod(0o644)
    original.unlink()
    if damage == "changed":
        original.write_bytes(data)
    assert denpyo("show", one, "--overlay", tmp_path / "out.png").code == 7


def test_an_original_without_pages_ends_with_code_3(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "a.tif").write_bytes(b"no picture")
    one = stored(archive, tmp_path / "a.tif", (page(1),))
    assert denpyo("show", one, "--overlay", tmp_path / "out.png").code == 3
