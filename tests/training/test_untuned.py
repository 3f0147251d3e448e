"""Pages that no parameter was tuned on: told apart from the samples, the same for a seed, and true about their seals.

Runs on the Latin fonts inside reportlab, so it needs no font from the system.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import reportlab

from ocr.evaluate import find_cases
from training import fonts, wear
from training.fonts import Face
from training.page import Picture, Sheet
from training.samples import RECIPES
from training.untuned import device, paper
from training.untuned.__main__ import main
from training.untuned.device import View
from training.untuned.dress import Press, Stamp, refaced, seal_names, sealed
from training.untuned.recipes import UNTUNED, Wear, by
from training.wear import Scan

WEARS = (
    by(paper.coffee),
    by(paper.crumple),
    by(paper.ball_pen, colour=(40, 50, 130)),
    by(paper.marker, colour=(1.0, 0.98, 0.45)),
    by(paper.staple),
    by(paper.thermal_streaks),
    by(paper.ink_jet),
    by(paper.tint, colour=(1.0, 0.86, 0.88)),
    by(device.lamp),
    by(device.book_edge),
    by(device.motion),
    by(device.diffused),
    by(device.halftone),
    by(device.copies),
    by(device.coarse, dpi=100, of=200),
    by(device.lid_open),
    by(device.jpeg_twice),
    by(device.sensor),
    by(device.snapshot, view=View(400, 560, curl=0.0)),
)
PX_PER_MM = 2.0


@pytest.fixture(scope="module", autouse=True)
def _latin_fonts() -> Iterator[None]:
    folder = Path(reportlab.__file__).parent / "fonts"
    vera = Face(str(folder / "Vera.ttf"), "reportlab")
    with pytest.MonkeyPatch.context() as patch:
        for face in ("gothic", "brush", "ud-bold"):
            patch.setitem(fonts.FACES, face, vera)
        for face in fonts.UNTUNED_FACES:
            patch.setitem(fonts.UNTUNED_FACES, face, Face(str(folder / "VeraIt.ttf"), "reportlab"))
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Drop what was measured with other fonts under the same names."""
    for cached in (fonts.registered, fonts.has_glyph, fonts.advances):
        cached.cache_clear()


def scan() -> Scan:
    """A sheet with one black box from 80, 100 to 120, 110 mm."""
    pixels = np.full((594, 420, 3), 248, np.uint8)
    pixels[200:220, 160:240] = 0
    return Scan(pixels, np.diag([PX_PER_MM, PX_PER_MM, 1.0]))


@pytest.mark.parametrize("step", WEARS, ids=lambda step: step.name)
def test_wear_is_the_same_for_a_seed_and_keeps_its_place(step: Wear) -> None:
    first, second = (step(scan(), np.random.default_rng(3)) for _ in range(2))
    assert first.pixels.dtype == np.uint8
    assert first.pixels.shape[2] == 3
    assert np.array_equal(first.pixels, second.pixels)
    assert not np.array_equal(first.pixels, scan().pixels)
    (left, top), (right, bottom) = first.quad((85, 101, 115, 109))[[0, 2]].round().astype(int)
    inside = first.pixels[top:bottom, left:right].mean()
    assert inside < first.pixels.mean() - 60


def test_every_wear_of_the_set_is_tested() -> None:
    used = {wear_.function for untuned in UNTUNED for wear_ in untuned.wears}
    assert used <= {step.function for step in WEARS} | {wear.skew, wear.grey, wear.quarter_turns}


def test_a_bent_sheet_bends_its_print() -> None:
    flat, bent = (by(device.snapshot, view=View(400, 560, tilt=0.0, curl=curl))(scan(), np.random.default_rng(3))
                  for curl in (0.0, 0.05))  # fmt: skip
    rows = [np.argmin(image.pixels[150:300, 200].mean(axis=1)) for image in (flat, bent)]
    assert rows[0] != rows[1]


def test_there_are_forty_with_a_sample_each() -> None:
    assert len(UNTUNED) == 40
    assert {untuned.sample for untuned in UNTUNED} == {recipe.name for recipe in RECIPES}


def test_the_command_writes_documents_and_truths(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for face in ("sans", "sans-bold"):
            patch.setitem(fonts.FACES, face, fonts.FACES["gothic"])
        assert main(["--only", "u06", "--", str(tmp_path)]) == 0
        written = (tmp_path / "docs" / "u06.jpg").read_bytes()
        main(["--only", "u06", "--", str(tmp_path)])
    assert (tmp_path / "docs" / "u06.jpg").read_bytes() == written
    (case,) = find_cases(tmp_path)
    assert (case.id, case.truth["document_type"], case.path.name) == ("u06", "invoice", "u06.jpg")
    assert case.truth["degradations"] == ["marker", "staple", "skew:2.2", "sensor"]


def test_other_type_is_never_wider() -> None:
    sheet = Sheet(face="gothic")
    sheet.text(20, 30, "INVOICE 42", size=14)
    sheet.text(20, 60, "Amount due")
    pages = (sheet.page(),)
    for old, new in zip(pages[0].tokens, refaced(pages, "ume", "cedar")[0].tokens, strict=True):
        assert new.width <= old.width + 1e-6
        assert new.face == ("cedar" if old.size == 14 else "ume")
        assert (new.text, new.left) == (old.text, old.left)


@pytest.mark.parametrize(("kind", "name"), [("square", "角印"), ("round", "丸印"), ("personal", "認印")])
def test_a_seal_takes_the_place_of_the_sample_s_and_says_what_it_covers(kind: str, name: str) -> None:
    sheet = Sheet(face="gothic")
    sheet.text(120, 60, "Hinata Steel", "vendor_name", size=12)
    sheet.text(120, 120, "03-1234-5678", "vendor_phone")
    sheet.picture(b"", 10, 10, 20, 20, "角印")
    press = Press(kind, 18, (168, 20, 40))  # type: ignore[arg-type]
    stamp = Stamp(("in", "26.11.18", "ok"), 20, 200, 22, (96, 50, 140))
    (page,), under = sealed("invoice", (sheet.page(),), press, stamp, random.Random(1))
    assert under == ("vendor_name",)
    assert seal_names(page.marks) == [name]
    assert [mark.name for mark in page.marks if isinstance(mark, Picture)] == [name, "date stamp"]


def test_the_seal_of_an_order_is_its_buyer_s() -> None:
    sheet = Sheet(face="gothic")
    sheet.text(20, 60, "Hinata Steel", "vendor_name", size=12)
    sheet.text(120, 60, "Kawasemi Works", "buyer_name", size=12)
    press = Press("square", 18, (168, 20, 40))
    _, under = sealed("purchase_order", (sheet.page(),), press, None, random.Random(1))
    assert under == ("buyer_name",)
