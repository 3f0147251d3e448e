"""Samples: their recorded Documents become Records, held against what is printed and against what was reviewed.

`pytest --update-golden` reads the samples anew with the real engine and rewrites tests/golden/samples/; the diff is
reviewed as code.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ocr.classify import classify
from ocr.document import Document
from ocr.engines import ENGINES
from ocr.evaluate import find_cases, list_mistakes, score
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.json_line import json_line
from ocr.layout_model.witness import layout_witness
from ocr.pipeline import Reader
from ocr.source import hash_file
from ocr.template import load_templates

if TYPE_CHECKING:
    from ocr.evaluate import Case

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
GOLDEN = Path(__file__).resolve().parent / "golden" / "samples"
CASES = find_cases(SAMPLES)
TEMPLATES = load_templates()


def _name(case: Case) -> str:
    return "-".join(case.path.parent.relative_to(SAMPLES).parts)


def _recorded(case: Case) -> Document:
    path = GOLDEN / f"{_name(case)}.document.json"
    assert path.is_file(), f"{path.name} is not recorded; run pytest --update-golden tests/test_samples.py"
    return Document.model_validate_json(path.read_text(encoding="utf-8"))


def _line(document: Document) -> dict[str, object]:
    level, said = sheets(document), layout_witness().testify(document)
    record = extract(document, level, classify(level, TEMPLATES, said.document_types), TEMPLATES, clues=said.clues)
    return dict(json_line(document, record, with_text=True))


@pytest.fixture(scope="session", autouse=True)
def _record_anew(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--update-golden"):
        return
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    reader = Reader(ENGINES["rapidocr"](), TEMPLATES)
    for case in CASES:
        (read,) = reader.read(case.path)
        document = read.document.model_copy(update={"file": case.path.relative_to(SAMPLES.parent).as_posix()})
        (GOLDEN / f"{_name(case)}.document.json").write_text(document.model_dump_json() + "\n", encoding="utf-8")
        line = _line(document)
        del line["text"]
        text = json.dumps(line, ensure_ascii=False, indent=1, sort_keys=True)
        (GOLDEN / f"{_name(case)}.line.json").write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_the_record_is_the_one_that_was_reviewed(case: Case) -> None:
    document = _recorded(case)
    assert document.sha256 == hash_file(case.path), "the sample changed after it was recorded"
    line = _line(document)
    del line["text"]
    reviewed = json.loads((GOLDEN / f"{_name(case)}.line.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(line)) == reviewed


def test_photos_are_read_flat_and_say_so_and_drawn_pages_are_not_touched() -> None:
    for case in CASES:
        for page in _recorded(case).pages:
            steps = [repair.step for repair in page.repairs]
            notes = case.truth["notes"]
            assert isinstance(notes, dict)
            assert ("flatten" in steps) == (notes["condition"] == "phone photo"), case.id
            assert steps == [] or notes["condition"] != "born-digital", case.id
            assert (page.flattening is not None) == ("flatten" in steps)


def test_values_agree_with_what_is_printed() -> None:
    truths = {case.id: case.truth for case in CASES}
    found = score(truths, {case.id: [_line(_recorded(case))] for case in CASES})
    mistakes = list_mistakes(found)
    assert found.type_accuracy == 1.0, mistakes
    assert found.micro.f1 >= 0.97, mistakes
    assert found.rows.f1 >= 0.98, mistakes
    assert found.key_fields_exact == 1.0, mistakes


def test_no_wrong_amount_passes_without_review() -> None:
    for case in CASES:
        line = json.loads(json.dumps(_line(_recorded(case))))
        truth = case.truth["fields"]
        assert isinstance(truth, dict)
        read = line["fields"].get("total_amount")
        if read is not None and "total_amount" in truth and not line["review"]["needed"]:
            printed = truth["total_amount"]
            expected = printed["amount"] if isinstance(printed, dict) else printed
            assert float(read["value"]) == float(expected), case.id
