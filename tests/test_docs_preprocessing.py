"""docs/preprocessing.md shows every repair: what it does, in words and on a page to which it is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from ocr.preprocess.barcode import read_codes
from ocr.preprocess.steps import STEPS
from training.pictures import EXAMPLES, before_and_after

DOCS = Path(__file__).parent.parent / "docs"
NAMES = tuple(step.__name__ for step in STEPS if step is not read_codes)
"""Of the repairs: codes are read, and the page stays as it is."""


def paragraphs(name: str) -> list[str]:
    """What stands under the step's heading."""
    text = (DOCS / "preprocessing.md").read_text(encoding="utf-8")
    found = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/preprocessing.md has no heading for {name}"
    return [part.strip() for part in found[1].split("\n\n") if part.strip()]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_has_a_paragraph_and_a_picture(name: str) -> None:
    text, *rest = paragraphs(name)
    assert len(text) > 100
    assert any(f"](pictures/{name}.jpg)" in part for part in rest)
    with Image.open(DOCS / "pictures" / f"{name}.jpg") as picture:
        assert picture.width == 900


@pytest.mark.parametrize("name", NAMES)
def test_the_step_does_something_to_the_page_in_its_picture(name: str) -> None:
    given, repaired = before_and_after(name)
    assert repaired is not given


def test_steps_stand_in_the_order_in_which_they_are_made() -> None:
    text = (DOCS / "preprocessing.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^### `(\w+)`$", text, re.MULTILINE)) == NAMES


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in (DOCS / "pictures").iterdir()} == {*NAMES} == {*EXAMPLES}


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in (DOCS / "pictures").iterdir()) <= 700_000
