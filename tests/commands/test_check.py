"""`denpyo check`: the pages to scan again, before the paper is put away."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from ocr.errors import InputError
from ocr.source import Glancer, open_source
from tests.command_line import denpyo
from tests.papers import write_invoice
from tests.preprocess.drawn import text_page

DPI = (200, 200)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return Image.fromarray(text_page())


@pytest.fixture
def folder(here: Path, page: Image.Image) -> Path:
    """Good pages, and one of each that is not."""
    into = here / "in"
    into.mkdir()
    write_invoice(into / "data.pdf", number=1)
    page.save(into / "good.jpg", dpi=DPI)
    page.convert("L").save(into / "grey.png", dpi=DPI)
    page.resize((827, 1170)).save(into / "coarse.pdf", resolution=100.0)
    soft = np.asarray(cv2.GaussianBlur(text_page(), (0, 0), 5.0), np.uint8)
    page.save(into / "two.pdf", resolution=200.0, save_all=True, append_images=[Image.fromarray(soft)])
    return into


def test_pages_to_scan_again_are_listed_with_the_reason(folder: Path) -> None:
    ran = denpyo("check", folder, "--workers", "1")
    lines = sorted(ran.out.splitlines())
    assert ran.code == 0
    assert [line.partition(": ")[0].rpartition("/")[2] for line in lines] == ["coarse.pdf", "grey.png", "two.pdf"]
    assert "page 1: 解像度が100dpi" in lines[0]
    assert "24ビットカラー" in lines[1]
    assert "page 2: 文字がぼやけています" in lines[2]
    assert "6 pages looked at; to scan again: 3; blank: 0; files failed: 0" in ran.err


def test_general_papers_may_be_grey(folder: Path) -> None:
    ran = denpyo("check", folder / "grey.png", "--importance", "一般書類", "--workers", "1")
    assert (ran.code, ran.out) == (0, "")


def test_where_paper_is_kept_the_law_says_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENPYO_SCANNER_LAW", "false")
    ran = denpyo("check", folder / "grey.png", folder / "coarse.pdf", "--workers", "1")
    assert (ran.code, ran.out) == (0, "")


def test_json_says_what_is_stored_and_what_is_wrong(folder: Path) -> None:
    (line,) = denpyo("check", folder / "grey.png", "--json", "--workers", "1").lines
    assert line["file"] == str(folder / "grey.png")
    assert line["page"] == 1
    assert line["stored"] == {"width": 1654, "height": 2339, "bits": 8, "colour": "grey", "dpi": 200.0}
    assert [finding["code"] for finding in line["findings"]] == ["capture-colour"]


def test_blank_pages_are_listed_apart(here: Path, page: Image.Image) -> None:
    blank = Image.new("L", page.size, 250)
    page.save(here / "stack.pdf", resolution=200.0, save_all=True, append_images=[blank, page, blank])
    ran = denpyo("check", here / "stack.pdf", "--strict", "--workers", "1")
    assert (ran.code, ran.out) == (0, f"{here / 'stack.pdf'}: blank: page 2, 4\n")
    assert "4 pages looked at; to scan again: 0; blank: 2; files failed: 0" in ran.err
    lines = denpyo("check", here / "stack.pdf", "--json", "--workers", "1").lines
    assert [(line["page"], line["blank"], line["findings"]) for line in lines] == [(2, True, []), (4, True, [])]


def test_a_bad_file_is_named_and_the_others_are_looked_at(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    ran = denpyo("check", folder, "--workers", "1")
    assert ran.code == 3
    assert "broken.pdf: a damaged PDF" in ran.err
    assert len(ran.out.splitlines()) == 3


def test_strict_ends_with_3_where_a_page_must_be_scanned_again(folder: Path) -> None:
    assert denpyo("check", folder / "grey.png", "--strict", "--workers", "1").code == 3
    assert denpyo("check", folder / "good.jpg", "--strict", "--workers", "1").code == 0


def test_a_class_that_is_none_is_wrong_usage(folder: Path) -> None:
    ran = denpyo("check", folder, "--importance", "some")
    assert ran.code == 2
    assert "'some' is no class" in ran.err


def test_one_process_looks_at_many_pdfs_and_another_takes_over_when_it_ends(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    glancer = Glancer()
    counts = []
    for name in ("two.pdf", "data.pdf", "broken.pdf", "coarse.pdf"):
        try:
            counts.append([glance.grey is not None for glance in glancer.open(folder / name).glances])
        except InputError:
            counts.append([])
    glancer.close()
    assert counts == [[True, True], [False], [], [True]]


@pytest.mark.parametrize("name", ["good.jpg", "grey.png", "coarse.pdf"])
def test_a_look_and_a_reading_agree_on_what_is_stored(folder: Path, name: str) -> None:
    glancer = Glancer()
    (glance,) = glancer.open(folder / name).glances
    glancer.close()
    (read,) = open_source(folder / name).pages()
    assert glance.stored == read.stored is not None


@pytest.mark.parametrize(
    ("mode", "name", "stored"),
    [
        ("1", "a.tif", (1, "grey")),
        ("1", "a.pdf", (1, "grey")),
        ("P", "a.gif", (8, "palette")),
        ("L", "a.pdf", (8, "grey")),
        ("I;16", "a.png", (16, "grey")),
        ("RGB", "a.webp", (8, "colour")),
        ("CMYK", "a.jpg", (8, "colour")),
    ],
)
def test_bits_and_colour_are_those_of_the_file(
    here: Path, page: Image.Image, mode: str, name: str, stored: tuple[int, str]
) -> None:
    path = here / name
    (page.convert("I").convert(mode) if mode == "I;16" else page.convert(mode)).save(path)
    (read,) = open_source(path).pages()
    assert read.stored is not None
    assert (read.stored.bits, read.stored.colour) == stored


def test_a_fax_has_the_dots_of_its_coarser_direction(here: Path, page: Image.Image) -> None:
    path = here / "fax.tif"
    page.resize((1728, 1100)).convert("1").save(path, dpi=(204, 98))
    (read,) = open_source(path).pages()
    assert read.stored is not None
    assert (read.stored.dpi, read.stored.height) == (98.0, 1100)


def test_a_phone_photo_has_its_size_as_people_see_it_and_no_resolution(here: Path, page: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = here / "photo.jpg"
    page.resize((2000, 1500)).save(path, exif=exif, dpi=(72, 72))
    glancer = Glancer()
    (glance,) = glancer.open(path).glances
    assert glance.stored is not None
    assert glance.grey is not None
    assert (glance.stored.width, glance.stored.height, glance.stored.dpi) == (1500, 2000, None)
    assert glance.grey.shape == (1754, 1316)
