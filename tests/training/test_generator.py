"""The generator: same seed, same bytes; what it says of a page is where the ink is; bad pages are refused.

Runs on the Latin fonts inside reportlab, so it needs no font from the system.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import reportlab

from training import fonts, wear
from training.camera import Shot
from training.conditions import Condition, always, photo
from training.content import STANDARD, Line, tax_parts
from training.fonts import Face, FontMissingError
from training.formats import DATES, daiji
from training.make_samples import main
from training.names import check_digit, registration_number, wrong_registration_number
from training.page import Rule, Sheet, wrap
from training.proof import ProofError, proofread
from training.recipe import Made, Recipe, make
from training.samples import RECIPES

INK = 140


@pytest.fixture(scope="module", autouse=True)
def _latin_fonts() -> Iterator[None]:
    folder = Path(reportlab.__file__).parent / "fonts"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(fonts.FACES, "sans", Face(str(folder / "Vera.ttf"), "reportlab"))
        patch.setitem(fonts.FACES, "sans-bold", Face(str(folder / "VeraBd.ttf"), "reportlab"))
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Drop what was measured with other fonts under the same names."""
    for cached in (fonts.registered, fonts.has_glyph, fonts.advances):
        cached.cache_clear()


def recipe(name: str = "visitor-survey") -> Recipe:
    return next(recipe for recipe in RECIPES if recipe.name == name)


def worn(condition: Condition, suffix: str = ".jpg") -> Made:
    return make(replace(recipe(), condition=condition, suffix=suffix), 5)


def test_the_same_seed_gives_the_same_bytes_and_truth() -> None:
    noisy = Condition("worn scan", 60, (partial(wear.noise, sigma=4.0),))
    first, second = worn(noisy), worn(noisy)
    assert (first.content, first.expected) == (second.content, second.expected)


def test_another_seed_wears_another_way() -> None:
    noisy = replace(recipe(), condition=Condition("worn scan", 60, (partial(wear.noise, sigma=4.0),)), suffix=".jpg")
    assert make(noisy, 5).content != make(noisy, 6).content


@pytest.mark.parametrize(
    "condition",
    [
        Condition("flat", 100),
        Condition("skewed", 100, (always(wear.skew, degrees=2.0),)),
        Condition("turned", 100, (always(wear.quarter_turns, turns=1),)),
        photo(Shot(900, 1200, shadow=0.0, dim=0.0), dpi=100),
        photo(Shot(900, 1200, shadow=0.0, dim=0.0), dpi=100, exif_orientation=6),
    ],
    ids=lambda condition: condition.name,
)
def test_every_token_box_holds_ink_after_wear(condition: Condition) -> None:
    made = worn(condition)
    (page,), (image,) = made.pages, made.images
    for token in page.tokens:
        quad = image.quad(token.box)
        (left, top), (right, bottom) = np.floor(quad.min(axis=0)).astype(int), np.ceil(quad.max(axis=0)).astype(int)
        assert image.pixels[top:bottom, left:right].min() < INK, token.text


def test_character_boxes_join_up_to_their_token() -> None:
    token = Sheet().text(20, 30, "INVOICE 42", face="sans", size=12)
    boxes = token.char_boxes()
    assert len(boxes) == len(token.text)
    assert boxes[0][0] == token.box[0]
    assert boxes[-1][2] == pytest.approx(token.box[2])
    assert all(box[2] == following[0] for box, following in pairwise(boxes))


@pytest.mark.parametrize(
    ("draw", "complaint"),
    [
        ([(20, 30, "one"), (22, 30, "two")], "overlap"),
        ([(208, 30, "far out")], "leaves the sheet"),
        ([(20, 30, "請求書")], "has no"),
    ],
)
def test_a_bad_page_is_refused(draw: list[tuple[float, float, str]], complaint: str) -> None:
    sheet = Sheet(face="sans")
    for x, y, text in draw:
        sheet.text(x, y, text)
    with pytest.raises(ProofError, match=complaint):
        proofread((sheet.page(),))


def test_lines_of_a_page_go_from_top_to_bottom_and_left_to_right() -> None:
    sheet = Sheet(face="sans")
    for x, y, text in ((90, 20, "right"), (20, 40, "below"), (20, 20.4, "left")):
        sheet.text(x, y, text)
    assert sheet.page().lines() == ("left right", "below")


def test_what_is_repeated_is_moved_untagged_and_may_be_called_otherwise() -> None:
    sheet = Sheet(face="sans")
    title = sheet.text(20, 30, "R E C E I P T", "title")
    sheet.rule(10, 40, 60, 40)
    sheet.repeat(100, 5, {"RECEIPT": "COPY"})
    _, _, copied, ruled = sheet.page().marks
    assert copied == replace(title, text="COPY", left=title.left + 100, middle=35, tags=())
    assert ruled == Rule(110, 45, 160, 45)


def test_text_breaks_between_words_and_fits_the_width() -> None:
    lines = wrap("the quick brown fox jumps over the lazy dog", 30, "sans", 10)
    assert " ".join(lines) == "the quick brown fox jumps over the lazy dog"
    assert len(lines) > 1


def test_the_command_writes_one_sample(tmp_path: Path) -> None:
    assert main(["--only", "visitor-survey", str(tmp_path)]) == 0
    names = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert names == ["expected.json", "visitor-survey.pdf"]


def test_an_unknown_sample_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--only", "no-such", str(tmp_path)])


def test_a_missing_font_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.FACES, "gone", Face("truetype/gone.ttf", "fonts-gone"))
    with pytest.raises(FontMissingError, match=r"apt-get install .*fonts-gone"):
        fonts.font_path("gone")


def test_the_check_digit_of_a_published_number() -> None:
    assert check_digit("000012050002") == 7


def test_registration_numbers_are_right_or_wrong_as_asked() -> None:
    rng = random.Random(1)
    for _ in range(200):
        right, wrong = registration_number(rng), wrong_registration_number(rng)
        assert int(right[1]) == check_digit(right[2:])
        assert wrong[1] in "123456789" and int(wrong[1]) != check_digit(wrong[2:])


@pytest.mark.parametrize(("rounding", "tax"), [("floor", 98), ("half-up", 98), ("ceiling", 99)])
def test_tax_is_rounded_once_for_all_lines_of_a_rate(rounding: str, tax: int) -> None:
    lines = tuple(Line("part", Decimal(1), "", Decimal(price), STANDARD) for price in (327, 328, 329))
    (part,) = tax_parts(lines, included=False, rounding=rounding)
    assert part.taxable == 984
    assert part.tax == tax


@pytest.mark.parametrize(("value", "text"), [(2640000, "弐百六拾四万"), (1980000, "壱百九拾八万"), (30500, "参万五百")])
def test_formal_numerals(value: int, text: str) -> None:
    assert daiji(value) == text


def test_the_first_year_of_an_era_has_its_own_name() -> None:
    assert DATES["wareki"](date(2019, 10, 1)) == "令和元年10月1日"
