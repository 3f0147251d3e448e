"""Files become pages: every format and orientation, what is refused and why, which files a folder means."""

from __future__ import annotations

import hashlib
import os
import socket
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from ocr.errors import InputError
from ocr.source import Glancer, SourceLimits, find_files, hash_file, open_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ocr.source import SourcePage

_ORIENTATION = 274
_UPRIGHT = {  # what a camera stores so that a viewer, applying the orientation, shows the original
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}


def _picture(width: int = 120, height: int = 80) -> Image.Image:
    """Four areas of different colour, so that no turn or flip looks like another."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[: height // 2, : width // 2] = (200, 30, 30)
    pixels[: height // 2, width // 2 :] = (30, 200, 30)
    pixels[height // 2 :, : width // 2] = (30, 30, 200)
    return Image.fromarray(pixels)


def _pages(path: Path, limits: SourceLimits = SourceLimits()) -> list[SourcePage]:  # noqa: B008  frozen
    return list(open_source(path, limits).pages())


def _only_pixels(path: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    (page,) = _pages(path)
    return page.image.pixels


def _reason(path: Path, limits: SourceLimits = SourceLimits()) -> str:  # noqa: B008  frozen
    with pytest.raises(InputError) as refused:
        _pages(path, limits)
    return str(refused.value)


@pytest.mark.parametrize(
    ("pillow_format", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("JPEG2000", "image/jp2"),
    ],
)
def test_format_is_known_by_content_not_by_name(tmp_path: Path, pillow_format: str, media_type: str) -> None:
    path = tmp_path / "scan.pdf"
    _picture().save(path, pillow_format)
    source = open_source(path)
    assert (source.media_type, source.page_count) == (media_type, 1)
    (page,) = source.pages()
    assert page.image.pixels.shape == (80, 120, 3)
    assert np.abs(page.image.pixels[10, 10].astype(int) - (200, 30, 30)).max() < 40
    assert page.text_layer is None


def test_heic_is_read(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.HEIC"
    pillow_heif.from_pillow(_picture()).save(path, quality=95)
    source = open_source(path)
    assert source.media_type == "image/heic"
    assert np.abs(_only_pixels(path)[10, 10].astype(int) - (200, 30, 30)).max() < 40


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("pillow_format", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_picture_is_upright_by_exif(tmp_path: Path, orientation: int, pillow_format: str) -> None:
    stored = _picture()
    for step in _UPRIGHT[orientation]:
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    path = tmp_path / "photo"
    lossless = {"lossless": True} if pillow_format == "WEBP" else {}
    if pillow_format == "TIFF":
        stored.save(path, pillow_format, tiffinfo={_ORIENTATION: orientation})
    else:
        stored.save(path, pillow_format, exif=exif, **lossless)
    pixels = _only_pixels(path)
    assert pixels.shape == (80, 120, 3)
    assert np.abs(pixels.astype(int) - np.asarray(_picture(), int)).mean() < 6


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    grey = _picture().convert("L")
    grey.convert("1").save(path, save_all=True, append_images=[grey, _picture()], compression=None, dpi=(200, 200))
    pages = _pages(path)
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(page.image.pixels.shape == (80, 120, 3) for page in pages)


def test_group_4_fax_is_read_with_its_resolution(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    page = Image.new("1", (1728, 2292), 1)
    page.paste(0, (100, 200, 900, 260))
    page.save(path, compression="group4", dpi=(204, 196))
    (found,) = _pages(path)
    assert found.dpi == pytest.approx(200, abs=5)
    assert found.dpi_basis == "file"
    assert tuple(found.image.pixels[230, 500]) == (0, 0, 0)


def test_standard_resolution_fax_gets_square_pixels(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    Image.new("1", (1728, 1078), 1).save(path, compression="group4", dpi=(204, 98))
    (found,) = _pages(path)
    assert found.image.pixels.shape == (2244, 1728, 3)
    assert found.dpi == 204


def test_thumbnail_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    thumbnail = _picture(12, 8)
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    _picture().save(path, save_all=True, append_images=[thumbnail])
    assert open_source(path).page_count == 1


def test_animation_is_its_first_picture(tmp_path: Path) -> None:
    path = tmp_path / "moving.gif"
    _picture().save(path, save_all=True, append_images=[Image.new("RGB", (120, 80))])
    assert open_source(path).page_count == 1
    assert _only_pixels(path)[10, 10, 0] > 150


def test_transparency_is_white_paper(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    clear.paste((10, 20, 30, 255), (0, 0, 20, 30))
    for name, picture in {"a.png": clear, "b.png": clear.convert("LA"), "c.webp": clear}.items():
        picture.save(tmp_path / name, lossless=True)
        pixels = _only_pixels(tmp_path / name)
        assert tuple(pixels[5, 35]) == (255, 255, 255)
        assert pixels[5, 5].max() < 40


def test_palette_with_transparency_is_white_paper(tmp_path: Path) -> None:
    picture = Image.new("P", (40, 30), 1)
    picture.putpalette([200, 0, 0, 0, 0, 200])
    picture.paste(0, (0, 0, 20, 30))
    picture.save(tmp_path / "a.gif", transparency=1)
    pixels = _only_pixels(tmp_path / "a.gif")
    assert tuple(pixels[5, 5]) == (200, 0, 0)
    assert tuple(pixels[5, 35]) == (255, 255, 255)


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None, :].repeat(10, axis=0)
    for name in ("a.png", "a.tif"):
        Image.fromarray(ramp).save(tmp_path / name)
        assert np.abs(_only_pixels(tmp_path / name)[0, :, 0].astype(int) - np.arange(256)).max() <= 1


def test_cmyk_is_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (40, 30), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    red, green, blue = _only_pixels(tmp_path / "a.jpg")[5, 5].astype(int)
    assert red > 200
    assert max(green, blue) < 60


def test_dpi_of_the_file_counts_when_the_paper_can_be_true(tmp_path: Path) -> None:
    Image.new("L", (1240, 1754), 255).save(tmp_path / "a.png", dpi=(150, 150))
    (page,) = _pages(tmp_path / "a.png")
    assert page.dpi == pytest.approx(150, abs=0.1)
    assert page.dpi_basis == "file"


def test_screen_dpi_is_believed_of_a_whole_paper(tmp_path: Path) -> None:
    Image.new("L", (595, 842), 255).save(tmp_path / "a.jpg", dpi=(72, 72))
    (page,) = _pages(tmp_path / "a.jpg")
    assert (page.dpi, page.dpi_basis) == (72, "file")


def test_dpi_is_estimated_from_a_paper_size(tmp_path: Path) -> None:
    Image.new("L", (1654, 2339), 255).save(tmp_path / "a.png")
    (page,) = _pages(tmp_path / "a.png")
    assert (page.dpi, page.dpi_basis) == (200, "estimated")


@pytest.mark.parametrize("size", [(4032, 3024), (1200, 1800)])
def test_camera_dpi_is_not_believed(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("L", size, 255).save(tmp_path / "a.jpg", dpi=(72, 72))
    (page,) = _pages(tmp_path / "a.jpg")
    assert (page.dpi, page.dpi_basis) == (None, "unknown")


def _png_header(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.mark.parametrize("side", [11_000, 60_000])
def test_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(_png_header(side, side))
    assert "pixels" in _reason(path)


def test_bomb_in_a_later_frame_is_refused_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tif"
    _picture().save(path, save_all=True, append_images=[_picture(300, 200)])
    with pytest.raises(InputError, match="300 x 200"):
        open_source(path, SourceLimits(max_pixels=20_000))


def test_limits_on_bytes_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.tif"
    _picture().save(path, save_all=True, append_images=[_picture()] * 4)
    assert "split it" in _reason(path, SourceLimits(max_pages=4))
    assert "MB" in _reason(path, SourceLimits(max_bytes=100))
    assert len(_pages(path, SourceLimits(max_pages=5))) == 5


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a spreadsheet", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
        (b"<!DOCTYPE html><p>invoice", "web page"),
        ("請求書".encode(), "text"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"\x00\x01\x02\x03", "not a document"),
    ],
)
def test_foreign_file_is_refused_with_what_it_is(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(content)
    assert why in _reason(path)


@pytest.mark.parametrize("pillow_format", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "JPEG2000"])
def test_cut_file_is_refused_or_read_but_never_crashes(tmp_path: Path, pillow_format: str) -> None:
    whole = tmp_path / "whole"
    _picture(200, 150).save(whole, pillow_format)
    content = whole.read_bytes()
    cut = tmp_path / "cut"
    for share in (0.1, 0.3, 0.6, 0.9):
        cut.write_bytes(content[: int(len(content) * share)])
        assert _reason(cut)


@pytest.mark.parametrize("pillow_format", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "JPEG2000"])
def test_flipped_bits_never_escape_as_another_error(tmp_path: Path, pillow_format: str) -> None:
    whole = tmp_path / "whole"
    _picture(64, 48).save(whole, pillow_format)
    content = whole.read_bytes()
    spoilt = tmp_path / "spoilt"
    random = np.random.default_rng(7)
    for _ in range(60):
        flipped = bytearray(content)
        for at in random.integers(0, len(content), 3):
            flipped[at] ^= 1 << int(random.integers(0, 8))
        spoilt.write_bytes(flipped)
        try:
            _pages(spoilt, SourceLimits(max_pixels=1_000_000))
        except InputError as refused:
            assert str(tmp_path) not in str(refused)


def test_what_is_no_file_is_refused_without_opening_it(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.pdf").symlink_to(tmp_path / "self.pdf")
    assert "folder" in _reason(tmp_path / "x.pdf")
    assert "not a regular file" in _reason(tmp_path / "pipe.pdf")
    assert "no such file" in _reason(tmp_path / "broken.pdf")
    assert "cannot be read" in _reason(tmp_path / "self.pdf")
    assert "no such file" in _reason(tmp_path / "absent.pdf")
    with pytest.raises(InputError, match="not a regular file"):
        hash_file(tmp_path / "pipe.pdf")


def test_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's address is at most 108 bytes
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.pdf")
        assert "not a regular file" in _reason(tmp_path / "s.pdf")


def test_hash_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    _picture().save(path)
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert hash_file(path) == expected == open_source(path).sha256


def test_pages_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    _picture().save(path)
    source = open_source(path)
    assert len(list(source.pages())) == len(list(source.pages())) == 1


def _names(paths: Iterator[Path]) -> list[str]:
    return [path.name for path in paths]


def test_folder_means_all_below_it_in_order_but_hidden_and_temporary(tmp_path: Path) -> None:
    kept = ["a.pdf", "b/1.tif", "b/2.tif", "b/c/深い.png", "note.txt"]
    left_out = [".hidden.pdf", ".git/x.pdf", "~$a.docx", ".~lock.a.pdf#", "Thumbs.db", ".DS_Store", "x.tmp", "y.PART"]
    for name in kept + left_out:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["a.pdf", "b/1.tif", "b/2.tif", "b/c/深い.png", "note.txt"]


def test_file_given_by_name_is_taken_whatever_its_name(tmp_path: Path) -> None:
    given = [tmp_path / ".hidden.pdf", tmp_path / "absent.pdf"]
    given[0].write_bytes(b"x")
    assert list(find_files(given)) == given


def test_link_loops_are_survived(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.pdf").write_bytes(b"x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "z").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert _names(find_files([tmp_path])) == ["1.pdf", "self"]


def test_skipped_folder_is_not_entered(tmp_path: Path) -> None:
    for name in ("in/1.pdf", "archive/2.pdf"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"x")
    assert _names(find_files([tmp_path], skip=[tmp_path / "archive"])) == ["1.pdf"]


def test_japanese_and_long_names_are_read(tmp_path: Path) -> None:
    for name in (unicodedata.normalize("NFD", "がぎぐ請求書.png"), "長" * 82 + ".png", "-r.png", "new\nline.png"):
        _picture().save(tmp_path / name, "PNG")
    assert [len(_pages(path)) for path in find_files([tmp_path])] == [1, 1, 1, 1]


def test_tree_deeper_than_the_stack_is_walked(tmp_path: Path) -> None:
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    assert list(find_files([tmp_path])) == []


@pytest.mark.parametrize(("rows", "looked_at"), [(3508, 1754), (3507, 1754), (5262, 1754), (2339, 1754), (1754, 1754)])
def test_a_large_picture_is_looked_at_about_a_screen_high(tmp_path: Path, rows: int, looked_at: int) -> None:
    path = tmp_path / "page.png"
    page = Image.new("RGB", (rows // 2, rows), (250, 240, 230))
    page.paste((0, 0, 200), (0, rows // 2, rows // 2, rows))
    page.save(path, dpi=(300, 300))
    (glance,) = Glancer().open(path).glances
    assert glance.stored is not None
    assert (glance.stored.width, glance.stored.height) == (rows // 2, rows)
    assert glance.grey is not None
    assert glance.grey.shape[0] == pytest.approx(looked_at, abs=1)
    middle = glance.grey[:, glance.grey.shape[1] // 2].astype(int)
    assert np.abs(middle - np.where(np.arange(len(middle)) < len(middle) / 2, 242, 23)).mean() < 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_looked_at_upright(tmp_path: Path, orientation: int) -> None:
    stored = _picture()
    for step in _UPRIGHT[orientation]:
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    path = tmp_path / "photo.png"
    stored.save(path, "PNG", exif=exif, dpi=(200, 100) if orientation < 5 else (100, 200))
    (glance,) = Glancer().open(path).glances
    assert glance.stored is not None
    assert glance.grey is not None
    assert (glance.stored.width, glance.stored.height) == (120, 80)
    assert np.abs(glance.grey.astype(int) - np.asarray(_picture().convert("L"), int)).mean() < 2
