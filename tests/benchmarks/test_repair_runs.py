"""The bench of the repairs: an engine that remembers, costs that add up, names that lie under seals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from benchmarks.preprocess_bench import measure, much_worse, row_error, without
from benchmarks.repair_runs import Bench, FileRun, MeteredEngine
from benchmarks.sealed_names import names_under_seals
from ocr.document import Box
from ocr.evaluate import Case
from ocr.recognize import Reading
from ocr.template import load_templates

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, HIGH = 1000, 1414


class Counting:
    """Reads one line wherever there is ink, and counts how often it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        self.asked += 1
        quad = np.array([[100, 100], [400, 100], [400, 130], [100, 130]], np.float64)
        return [Reading("納品書", quad, 0.9)] if pixels.min() < 128 else []

    def read_lines(self, lines: list[NDArray[np.uint8]]) -> int:
        self.asked += 1
        return len(lines)


def page(slope: float = 0.0) -> NDArray[np.uint8]:
    pixels = np.full((HIGH, WIDE, 3), 255, np.uint8)
    across = np.arange(100, 900)
    for top in range(150, 1200, 30):
        for down in range(8):
            pixels[(top + down + slope * across).astype(int), across] = 0
    return pixels


def case(folder: Path, name: str, pixels: NDArray[np.uint8]) -> Case:
    path = folder / f"{name}.png"
    Image.fromarray(pixels).save(path)
    return Case(name, path, {"document_type": "other", "fields": {}, "text": [["納品書", "第二行"]]})


def told(_: str) -> None:
    """Nobody listens."""


def test_pixels_that_were_read_are_charged_again_and_not_read_again() -> None:
    engine = Counting()
    metered = MeteredEngine(engine)
    for _ in range(3):
        metered.read(page())
    metered.read(page(0.02))
    assert engine.asked == 2
    costs, _ = metered.take()
    assert len(costs) == 4
    assert costs[0] == costs[1] == costs[2]
    assert metered.take() == ((), 0.0)


def test_whatever_else_an_engine_can_do_is_metered_too() -> None:
    engine = Counting()
    metered = MeteredEngine(engine)
    assert metered.read_lines([page(), page()]) == metered.read_lines([page(), page()]) == 2
    assert engine.asked == 1
    assert metered.asked == 1
    with pytest.raises(AttributeError):
        metered.fly()


def test_without_a_step_only_its_pages_are_read_again(tmp_path: Path) -> None:
    engine = Counting()
    bench = Bench(engine, load_templates())
    outcome = measure(bench, [case(tmp_path, "level", page()), case(tmp_path, "sloped", page(0.03))], told)
    (level,), (sloped,) = outcome.whole["level"].pages, outcome.whole["sloped"].pages
    assert "deskew" not in level.repaired
    assert "deskew" in sloped.repaired
    asked = engine.asked
    assert without(bench, outcome, "shrink", told) == {}
    assert without(bench, outcome, "deskew", told).keys() == {"sloped"}
    assert engine.asked == asked, "unrepaired, it is the page that the bare engine read"


def test_errors_are_those_of_all_rows_of_the_truth(tmp_path: Path) -> None:
    outcome = measure(Bench(Counting(), load_templates()), [case(tmp_path, "level", page())], told)
    assert row_error(outcome.raw) == row_error(outcome.whole) == 0.5
    assert much_worse(outcome) == []


def sealed(notes: dict[str, object], seal: Box | None) -> tuple[str, ...]:
    fields = {"vendor_name": "ひなた鋼材株式会社", "buyer_name": "株式会社カワセミ工務店"}
    truth = {"document_type": "invoice", "fields": fields, "notes": notes}
    words = (
        (1, "株式会社カワセミ工務店 御中", Box(left=50, top=100, right=300, bottom=120)),
        (1, "ひなた鋼村株式会", Box(left=500, top=100, right=700, bottom=120)),
    )
    run = FileRun(0, 0, 0.0, words=words, seals=((1, seal),) if seal else ())
    return names_under_seals(Case("one", Path("one.png"), truth), run)


@pytest.mark.parametrize(
    ("notes", "seal", "names"),
    [
        ({}, Box(left=650, top=80, right=750, bottom=180), ()),
        ({"not_in_text": ["収入印紙"]}, None, ()),
        ({"seals": ["角印"]}, Box(left=650, top=80, right=750, bottom=180), ("vendor_name",)),
        ({"seals": ["角印"]}, Box(left=250, top=80, right=350, bottom=180), ("buyer_name",)),
        ({"seals": ["角印"]}, None, ("vendor_name",)),
        ({"seals": ["角印"], "under_seal": ["buyer_name", "vendor_phone"]}, None, ("buyer_name",)),
    ],
    ids=["no seal", "a revenue stamp", "a word misread", "the other word", "a seal not found", "the truth says so"],
)
def test_names_under_a_seal(notes: dict[str, object], seal: Box | None, names: tuple[str, ...]) -> None:
    assert sealed(notes, seal) == names
