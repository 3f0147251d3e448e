"""evaluate counts what a person would count, in every layout of papers and truths."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ocr.errors import UsageError
from ocr.evaluate import Counts, find_cases, list_mistakes, report, report_calibration, score

SHARED = Path(__file__).resolve().parents[2] / "shared"
INVOICE: dict[str, Any] = {
    "document_type": "invoice",
    "fields": {
        "issue_date": "2026-10-31",
        "vendor_name": "株式会社架空商事",
        "total_amount": 1100,
        "tax_breakdown": [{"rate": 0.1, "taxable_amount": 1000, "tax_amount": 100}],
        "bank_account": {"account_number": "0012345"},
    },
    "line_items": [{"description": "食パン 6枚切", "quantity": 2, "amount": 1000}],
    "text": [["請求書", "合計 1,100円"]],
}


def line(truth: Mapping[str, Any], pages: Sequence[int] = (1,), confidence: float = 1.0) -> dict[str, Any]:
    """The JSON line of a reader who reads the truth."""

    def boxed(value: object) -> dict[str, object]:
        return {"value": value, "confidence": confidence}

    return {
        "source": {"pages": list(pages)},
        "document_type": boxed(truth["document_type"]),
        "fields": {name: boxed(value) for name, value in truth["fields"].items()},
        "line_items": [{name: boxed(value) for name, value in row.items()} for row in truth.get("line_items", [])],
        "text": ["\n".join(page) for page in truth.get("text", [])],
    }


def changed(**fields: object) -> dict[str, Any]:
    return {**INVOICE, "fields": {**INVOICE["fields"], **fields}}


def test_a_reader_of_the_truth_is_right_in_everything() -> None:
    result = score({"a": INVOICE}, {"a": [line(INVOICE)]})
    assert (result.type_accuracy, result.micro, result.rows) == (1.0, Counts(6, 0, 0), Counts(1, 0, 0))
    assert (result.key_fields_exact, result.straight_through.rate) == (1.0, 1.0)
    assert (result.character_error, result.bag_error, result.calibration_error) == (0.0, 0.0, 0.0)
    assert result.mistakes == ()


def test_a_wrong_value_is_extra_and_missing_at_once() -> None:
    result = score({"a": INVOICE}, {"a": [line(changed(total_amount=1110))]})
    assert result.fields["total_amount"] == Counts(0, 1, 1)
    assert list_mistakes(result) == "ERR\ta\ttotal_amount\t1100\t1110"


def test_a_field_that_is_not_on_the_paper_is_extra() -> None:
    assert score({"a": INVOICE}, {"a": [line(changed(subtotal=1))]}).fields["subtotal"] == Counts(0, 1, 0)


def test_a_value_seen_and_not_understood_is_missing() -> None:
    assert score({"a": INVOICE}, {"a": [line(changed(total_amount=None))]}).fields["total_amount"] == Counts(0, 0, 1)


def test_an_ignored_field_counts_neither_way() -> None:
    truth = {**INVOICE, "ignore": ["total_amount", "bank_account"]}
    result = score({"a": truth}, {"a": [line(changed(total_amount=1))]})
    assert {"total_amount", "bank_account.account_number"}.isdisjoint(result.fields)


def test_calibration_holds_what_was_stated_against_what_came_true() -> None:
    lines = {"a": [line(INVOICE, confidence=0.97)], "b": [line(changed(total_amount=1), confidence=0.6)]}
    found = score({"a": INVOICE, "b": INVOICE}, lines).calibration
    assert sorted(found.reliability) == ["amounts", "dates", "document_type", "names", "numbers"]
    low, high = found.reliability["amounts"]
    assert (low.low, low.high, low.count, low.stated, low.right) == (0.5, 0.7, 3, 0.6, 0.6667)
    assert (high.count, high.stated, high.right) == (3, 0.97, 1.0)
    assert [(p.threshold, p.share, p.precision) for p in found.curve][:2] == [(0.5, 1.0, 0.5), (0.7, 0.5, 1.0)]
    best = found.at_precision["0.995"]
    assert best is not None
    assert (best.threshold, best.share) == (0.97, 0.5)
    text = report_calibration(found)
    assert "amounts            0.50-0.70       3    0.600    0.667" in text
    assert "right >= 0.995          0.970    0.500    1.000" in text


def test_nothing_passes_where_every_document_is_wrong() -> None:
    found = score({"a": INVOICE}, {"a": [line(changed(total_amount=1))]}).calibration
    assert set(found.at_precision.values()) == {None}
    assert report_calibration(found).endswith("-")


def test_spelling_that_no_reader_would_call_wrong_is_right() -> None:
    read = changed(
        vendor_name="㈱架空 商事",
        total_amount="￥1,100",
        bank_account={"account_number": "12345"},
        issue_date="２０２６-10-31",
    )
    assert score({"a": INVOICE}, {"a": [line(read)]}).micro == Counts(6, 0, 0)


def test_another_currency_is_another_amount() -> None:
    dollars = line(INVOICE)
    dollars["fields"]["total_amount"] = {"value": "1100", "currency": "USD", "confidence": 1.0}
    assert score({"a": INVOICE}, {"a": [dollars]}).fields["total_amount"] == Counts(0, 1, 1)


def test_the_parts_of_a_breakdown_count_in_the_paper_s_currency() -> None:
    printed = {"rate": 0.2, "tax_amount": {"amount": "36.80", "currency": "GBP"}}
    read = line(changed(tax_breakdown=[{"rate": 0.2, "tax_amount": "36.80"}]))
    counts = score({"a": changed(tax_breakdown=[printed])}, {"a": [read]}).fields
    assert counts["tax_breakdown.20%.tax_amount"] == Counts(1, 0, 0)


def test_a_file_without_lines_misses_everything() -> None:
    result = score({"a": INVOICE}, {})
    assert (result.missing_predictions, result.micro, result.rows) == (1, Counts(0, 0, 6), Counts(0, 0, 1))
    assert result.confusion == {"invoice -> None": 1}


def test_a_row_needs_its_amount_and_a_description_nearly_alike() -> None:
    read = line(INVOICE)
    read["line_items"] = [
        {"description": {"value": "食パン6枚切り"}, "amount": {"value": 1000}},
        {"description": {"value": "食パン 6枚切"}, "amount": {"value": 999}},
    ]
    assert score({"a": INVOICE}, {"a": [read]}).rows == Counts(1, 1, 0)


def test_a_stack_is_matched_by_pages() -> None:
    segments = [{**INVOICE, "id": f"a{n}", "page_from": n, "page_to": n} for n in (1, 2)]
    stack = {"document_type": "other", "fields": {}, "segments": segments}
    result = score({"a": stack}, {"a": [line(INVOICE, (2,)), line(INVOICE, (1,))]})
    assert (result.documents, result.segmentation, result.micro) == (2, Counts(2, 0, 0), Counts(12, 0, 0))


def test_a_stack_read_as_one_document_has_no_segment_right() -> None:
    segments = [{**INVOICE, "id": f"a{n}", "page_from": n, "page_to": n} for n in (1, 2)]
    stack = {"document_type": "other", "fields": {}, "segments": segments}
    result = score({"a": stack}, {"a": [line(INVOICE, (1, 2))]})
    assert result.segmentation == Counts(0, 1, 2)


def test_straight_through_takes_the_lowest_threshold_that_is_right() -> None:
    truths = dict.fromkeys("abc", INVOICE)
    read = {
        "a": [line(INVOICE, confidence=0.9)],
        "b": [line(INVOICE, confidence=0.8)],
        "c": [line(changed(total_amount=1), confidence=0.7)],
    }
    passed = score(truths, read).straight_through
    assert (passed.rate, passed.threshold, passed.precision) == (0.6667, 0.8, 1.0)


def test_calibration_error_is_the_gap_between_sureness_and_truth() -> None:
    assert score({"a": INVOICE}, {"a": [line(INVOICE, confidence=0.75)]}).calibration_error == 0.25


def test_characters_are_counted_by_rows_and_in_any_order() -> None:
    read = line(INVOICE)
    read["text"] = ["計合 1,100円\n請求害"]
    result = score({"a": INVOICE}, {"a": [read]})
    assert (result.character_error, result.bag_error) == (0.2727, 0.0909)  # 2 + 1 of 11 characters; 1 of 11


def test_the_report_has_a_line_for_every_number() -> None:
    text = report(score({"a": INVOICE}, {"a": [line(changed(total_amount=1))]}))
    assert text.splitlines() == [
        "files 1 (no prediction: 0)  documents 1",
        "document type accuracy  1.000   ",
        "field                                   P      R     F1    n  fuzzy>=.9",
        "bank_account.account_number         1.000  1.000  1.000    1  ",
        "issue_date                          1.000  1.000  1.000    1  ",
        "tax_breakdown.10%.tax_amount        1.000  1.000  1.000    1  ",
        "tax_breakdown.10%.taxable_amount    1.000  1.000  1.000    1  ",
        "total_amount                        0.000  0.000  0.000    1  ",
        "vendor_name                         1.000  1.000  1.000    1  1.000",
        "micro invoice                       0.833  0.833  0.833    6  key fields 0/1  rows F1 1.0",
        "micro ALL                           0.833  0.833  0.833    6",
        "line items F1 1.000   key-field documents exact 0.000   straight-through@99% "
        "{'rate': 0.0, 'threshold': None, 'precision': None}",
        "CER (rows) 0.0  characters, any order 0.0 on 1 files   ECE 0.1429 over 7 values",
    ]


def test_papers_lie_in_docs_beside_truth(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "truth").mkdir()
    (tmp_path / "docs/b.pdf").touch()
    (tmp_path / "docs/a.jpg").touch()
    (tmp_path / "truth/b.json").write_text(json.dumps({**INVOICE, "file": "docs/b.pdf"}), encoding="utf-8")
    (tmp_path / "truth/a.json").write_text(json.dumps({**INVOICE, "file": "a.jpg"}), encoding="utf-8")
    assert [(c.id, c.path.name) for c in find_cases(tmp_path)] == [("a", "a.jpg"), ("b", "b.pdf")]


def test_a_folder_of_scans_uses_the_truth_beside_it(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "truth").mkdir()
    (tmp_path / "scans/a.jpg").touch()
    (tmp_path / "truth/a.json").write_text(json.dumps({**INVOICE, "file": "a.pdf"}), encoding="utf-8")
    assert [c.path.name for c in find_cases(tmp_path / "scans")] == ["a.jpg"]


def test_samples_lie_beside_what_is_expected_of_them(tmp_path: Path) -> None:
    sample = tmp_path / "invoice/ruled"
    sample.mkdir(parents=True)
    (sample / "ruled.png").touch()
    (sample / "document.json").touch()
    (sample / "expected.json").write_text(json.dumps(INVOICE), encoding="utf-8")
    assert [(c.id, c.path.name) for c in find_cases(tmp_path)] == [("invoice/ruled", "ruled.png")]


def test_a_list_of_truths_names_its_papers(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    (tmp_path / "truth.json").write_text(json.dumps([{**INVOICE, "file": "a.jpg"}]), encoding="utf-8")
    assert [c.id for c in find_cases(tmp_path)] == ["a"]


@pytest.mark.parametrize("truth", ["[]", "{", '{"file": "gone.pdf"}'])
def test_a_truth_that_cannot_be_used_is_named(tmp_path: Path, truth: str) -> None:
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth/a.json").write_text(truth, encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.json"):
        find_cases(tmp_path)


def test_a_sample_without_its_paper_is_named(tmp_path: Path) -> None:
    (tmp_path / "expected.json").write_text(json.dumps(INVOICE), encoding="utf-8")
    with pytest.raises(UsageError, match=r"expected\.json: 0 papers"):
        find_cases(tmp_path)


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no truth"):
        find_cases(tmp_path)


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _worn(truth: Mapping[str, Any], chance: random.Random, pages: Sequence[int]) -> dict[str, Any]:
    """A reader's line with some of everything wrong."""
    read = line(truth, pages)
    for name in list(read["fields"]):
        field = read["fields"][name]
        field["confidence"] = round(chance.random(), 3)
        luck = chance.random()
        if luck < 0.1:
            del read["fields"][name]
        elif luck < 0.2:
            field["value"] = None
        elif luck < 0.4 and isinstance(field["value"], int | str):
            field["value"] = f"1{field['value']}"
    if chance.random() < 0.3:
        read["fields"]["subtotal"] = {"value": "12.50", "currency": "USD", "confidence": 0.5}
    if chance.random() < 0.2:
        read["document_type"]["value"] = "receipt"
    read["line_items"] = [row for row in read["line_items"] if chance.random() < 0.8]
    read["text"] = ["\n".join(row[: chance.randint(0, 40)] for row in page.split("\n")) for page in read["text"]]
    return read


def _check_against_the_other_scorer(folder: str) -> None:
    scorer = _scorer()
    truths = {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((SHARED / "data" / folder / "truth").glob("*.json"))
    }
    chance = random.Random(3)
    lines: dict[str, list[dict[str, Any]]] = {}
    for name, truth in truths.items():
        units = truth.get("segments") or [truth]
        lines[name] = [_worn(u, chance, range(u.get("page_from", 1), u.get("page_to", 1) + 1)) for u in units]
    lines.popitem()
    predictions = {
        name: read[0]
        if len(read) == 1
        else {"segments": [{**r, "pages": r["source"]["pages"], "text": "\n".join(r["text"])} for r in read]}
        for name, read in lines.items()
    }
    theirs, errors = scorer.score(truths, predictions)
    ours = score(truths, lines)
    assert [(m.document, m.field, m.truth, m.read) for m in ours.mistakes] == errors
    assert ours.micro.f1 == theirs["micro"]["f1"] < 1
    assert _theirs(ours) == theirs


def _theirs(ours: Any) -> dict[str, Any]:
    """Our score under the other scorer's names."""

    def rates(counts: Counts) -> dict[str, float]:
        named = {"tp": counts.right, "fp": counts.extra, "fn": counts.missing}
        return {"p": counts.precision, "r": counts.recall, "f1": counts.f1, **named}

    through = ours.straight_through
    return {
        "files": ours.files,
        "missing_predictions": ours.missing_predictions,
        "documents": ours.documents,
        "document_type_accuracy": ours.type_accuracy,
        "confusion": ours.confusion,
        "segmentation": rates(ours.segmentation) if ours.segmentation else None,
        "fields": {name: rates(counts) for name, counts in ours.fields.items()},
        "names_fuzzy": ours.names_nearly,
        "micro": rates(ours.micro),
        "micro_by_type": {name: rates(counts) for name, counts in ours.by_type.items()},
        "line_items": rates(ours.rows),
        "line_items_by_type": {name: rates(counts) for name, counts in ours.rows_by_type.items()},
        "key_fields_exact": ours.key_fields_exact,
        "key_fields_by_type": {name: f"{good}/{total}" for name, (good, total) in ours.key_fields.items()},
        "straight_through_99": {"rate": through.rate, "threshold": through.threshold, "precision": through.precision},
        "cer": ours.character_error,
        "char_bag_error": ours.bag_error,
        "cer_documents": ours.text_files,
        "ece": ours.calibration_error,
        "calibrated_values": ours.calibrated_values,
    }


if SHARED.is_dir():

    @pytest.mark.parametrize("folder", ["japanese_documents", "foreign_layouts"])
    def test_numbers_are_those_of_the_other_scorer(folder: str) -> None:
        _check_against_the_other_scorer(folder)
