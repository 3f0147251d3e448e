"""Regions: our detector through layoutparser, and what words and rules make of its word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2
import layoutparser as lp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ocr import layout_detector, network
from ocr.document import Box, Page, Region, RegionKind, Word
from ocr.errors import EngineError
from ocr.layout import find_regions, settled, to_layout
from ocr.preprocess.image import PageImage
from ocr.preprocess.rules import ruling_lines
from ocr.tables import find_tables
from tests.preprocess.drawn import TABLE_COLUMNS, TABLE_ROWS, image, table_page

TABLE = Box(left=TABLE_COLUMNS[0], top=TABLE_ROWS[0], right=TABLE_COLUMNS[-1] + 2, bottom=TABLE_ROWS[-1] + 2)
MODEL = Path(layout_detector.__file__).parent / "models" / "layout.onnx"


def box(left: int, top: int, right: int, bottom: int) -> Box:
    return Box(left=left, top=top, right=right, bottom=bottom)


def region(kind: RegionKind, place: Box, confidence: float = 0.9) -> Region:
    return Region(kind=kind, box=place, confidence=confidence)


def page(*, rules: bool = False, words: tuple[Box, ...] = ()) -> Page:
    across, down = ruling_lines(image(table_page())) if rules else ((), ())
    read = Page(
        number=1,
        width=1654,
        height=2339,
        words=tuple(Word(text="字", box=one, confidence=1.0) for one in words),
        horizontal_rules=across,
        vertical_rules=down,
    )
    return read.model_copy(update={"tables": find_tables(read)})


def cells() -> tuple[Box, ...]:
    return tuple(box(x + 14, y + 16, x + 90, y + 44) for y in TABLE_ROWS[:-1] for x in TABLE_COLUMNS[:-1])


def iou(a: Box, b: Box) -> float:
    width, height = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
    shared = max(0, width) * max(0, height)
    return shared / (a.width * a.height + b.width * b.height - shared)


def test_layoutparser_finds_our_model_by_its_address() -> None:
    model = lp.AutoLayoutModel(layout_detector.MODEL)
    assert type(model) is layout_detector.PicoDetLayoutModel
    tables = [block for block in model.detect(table_page()) if block.type == "table"]
    assert iou(Box.around(tables[0].points, 1654, 2339), TABLE) > 0.8


def test_a_blank_page_has_no_regions() -> None:
    assert find_regions(image(np.full((2339, 1654, 3), 255, np.uint8)), page()) == ()


@settings(max_examples=8, deadline=None)
@given(st.floats(0.5, 1.5), st.floats(-40, 40), st.floats(-40, 40), st.floats(-1, 1))
def test_boxes_find_their_way_home(scale: float, right: float, down: float, turned_deg: float) -> None:
    source = image(table_page())
    to_these = np.asarray(cv2.getRotationMatrix2D((827, 1170), turned_deg, 1 / scale), np.float64)
    to_these[:, 2] += right, down
    size = round(1654 * scale), round(2339 * scale)
    there = to_these.copy()  # so that the middle of the new pixels is the middle of the page
    there[:, 2] += (1 - scale) * (to_these[:, :2] @ (827, 1170))
    pixels = cv2.warpAffine(source.pixels, there, size, flags=cv2.WARP_INVERSE_MAP, borderValue=(255, 255, 255))
    moved = source.transformed(np.asarray(pixels, np.uint8), there)
    tables = [found.box for found in find_regions(moved, page()) if found.kind == "table"]
    assert max((iou(one, TABLE) for one in tables), default=0) > 0.75


def test_both_runtimes_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = layout_detector._batch(table_page())
    fast = network.load_network(MODEL, layout_detector._SHA256)(batch)
    monkeypatch.setattr(network, "has_openvino", lambda: False)
    plain = network.load_network(MODEL, layout_detector._SHA256)(batch)
    for one, other in zip(fast, plain, strict=True):
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.999  # not equal: one is bfloat16 where the CPU has it


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_model_that_is_not_ours_is_an_engine_error(tmp_path: Path, damage: str) -> None:
    model = tmp_path / "layout.onnx"
    if damage == "changed":
        data = bytearray(MODEL.read_bytes())
        data[len(data) // 2] ^= 1
        model.write_bytes(data)
    with pytest.raises(EngineError, match=r"layout\.onnx.*install denpyo again"):
        network.load_network(model, layout_detector._SHA256)


def test_what_the_rules_say_replaces_what_the_detector_guessed() -> None:
    ruled = page(rules=True, words=cells())
    found = settled([region("table", box(100, 860, 1560, 1560)), region("figure", box(0, 0, 1654, 2339))], ruled)
    assert [(one.kind, one.confidence) for one in found] == [("table", 1.0)]


def test_a_table_without_rules_is_kept_as_the_detector_says() -> None:
    guessed = region("table", TABLE, 0.7)
    assert settled([guessed], page(words=cells())) == (guessed,)


def test_a_picture_full_of_words_is_no_picture() -> None:
    assert settled([region("figure", TABLE)], page(words=cells())) == ()
    logo = region("figure", TABLE)
    assert settled([logo], page(words=cells()[:1])) == (logo,)


def test_of_two_names_for_one_place_the_likelier_stands() -> None:
    title, text = region("title", box(100, 100, 400, 150), 0.8), region("text", box(100, 102, 410, 150), 0.9)
    assert settled([title, text], page()) == (text,)


regions = st.builds(
    lambda kind, left, top, width, height, confidence: Region(
        kind=kind, box=box(left, top, left + width, top + height), confidence=confidence
    ),
    st.sampled_from(["table", "title", "text", "figure", "header", "footer", "seal", "handwriting"]),
    st.integers(0, 1000),
    st.integers(0, 1500),
    st.integers(1, 600),
    st.integers(1, 800),
    st.floats(0, 1),
)


@given(st.lists(regions, max_size=12))
def test_regions_are_the_same_after_json(found: list[Region]) -> None:
    whole = page().model_copy(update={"regions": tuple(found)})
    assert Page.model_validate_json(whole.model_dump_json()) == whole


def test_a_page_stored_before_there_were_regions_has_none() -> None:
    old = json.loads(page().model_dump_json())
    del old["regions"]
    assert Page.model_validate(old).regions == ()


def test_a_region_off_the_page_is_refused() -> None:
    with pytest.raises(ValidationError, match="off the page"):
        Page(number=1, width=100, height=100, regions=(region("text", box(0, 0, 101, 50)),))


@settings(deadline=None)
@given(st.lists(regions, max_size=12))
def test_layoutparser_reads_back_what_it_wrote(found: list[Region]) -> None:
    layout = lp.load_dict(to_layout(found).to_dict()) if found else to_layout(found)
    assert [(block.type, block.coordinates) for block in layout] == [
        (one.kind, (one.box.left, one.box.top, one.box.right, one.box.bottom)) for one in found
    ]


def test_a_search_does_not_wait_for_layoutparser() -> None:
    code = "import sys, ocr.cli, ocr.commands.search; print({'layoutparser', 'pandas', 'openvino'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_regions_of_a_shrunken_page_lie_on_the_source_page() -> None:
    pixels = cv2.resize(table_page(), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    there = PageImage(np.asarray(pixels, np.uint8), np.array([[2.0, 0, 0], [0, 2.0, 0]]), 1654, 2339)
    tables = [found.box for found in find_regions(there, page()) if found.kind == "table"]
    assert iou(tables[0], TABLE) > 0.75
