"""Score -> the lines people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from ocr.evaluate.calibration import Calibration
from ocr.evaluate.counts import Counts
from ocr.evaluate.score import Score


def report(score: Score) -> str:
    """Fixed-width lines: types, each field, each document type, rows, key fields, characters, calibration."""
    return "\n".join(_lines(score))


def list_mistakes(score: Score) -> str:
    """One line a mistake, tab-separated: ERR, document, field, truth, read. Extracted text: for a person, not a log."""
    return "\n".join(f"ERR\t{m.document}\t{m.field}\t{m.truth}\t{m.read}" for m in score.mistakes)


def report_calibration(calibration: Calibration) -> str:
    """Fixed-width lines: stated probability beside what came true, and what share could pass at which precision."""
    return "\n".join(_calibration_lines(calibration))


def _calibration_lines(calibration: Calibration) -> Iterator[str]:
    yield f"{'kind':<16}{'stated':>13}{'n':>7}{'mean':>9}{'right':>9}"
    for kind, bins in calibration.reliability.items():
        for one in bins:
            yield f"{kind:<16}{one.low:>7.2f}-{one.high:<5.2f}{one.count:>7}{one.stated:>9.3f}{one.right:>9.3f}"
    yield f"{'documents':<16}{'least sure >=':>13}{'share':>9}{'right':>9}"
    for point in calibration.curve:
        yield f"{'':<16}{point.threshold:>13.3f}{point.share:>9.3f}{point.precision:>9.3f}"
    for precision, best in calibration.at_precision.items():
        heading = f"{'right >= ' + precision:<16}"
        yield heading + (f"{best.threshold:>13.3f}{best.share:>9.3f}{best.precision:>9.3f}" if best else f"{'-':>13}")


def _lines(score: Score) -> Iterator[str]:
    yield f"files {score.files} (no prediction: {score.missing_predictions})  documents {score.documents}"
    yield f"document type accuracy  {score.type_accuracy:.3f}   {score.confusion or ''}"
    if score.segmentation:
        yield f"batch segmentation F1   {score.segmentation.f1:.3f}"
    yield f"{'field':<34}{'P':>7}{'R':>7}{'F1':>7}{'n':>5}  fuzzy>=.9"
    for name, counts in score.fields.items():
        near = score.names_nearly.get(name)
        yield f"{name:<34}{_rates(counts)}  {'' if near is None else format(near, '.3f')}"
    for doc_type, counts in score.by_type.items():
        right, total = score.key_fields.get(doc_type, (0, 0))
        keys = f"{right}/{total}" if total else "-"
        rows = score.rows_by_type.get(doc_type)
        yield f"micro {doc_type:<28}{_rates(counts)}  key fields {keys}  rows F1 {'-' if rows is None else rows.f1}"
    yield f"micro ALL{'':<25}{_rates(score.micro)}"
    yield (
        f"line items F1 {score.rows.f1:.3f}   key-field documents exact {score.key_fields_exact:.3f}"
        f"   straight-through@99% {asdict(score.straight_through)}"
    )
    yield (
        f"CER (rows) {score.character_error}  characters, any order {score.bag_error} on {score.text_files} files"
        f"   ECE {score.calibration_error} over {score.calibrated_values} values"
    )


def _rates(counts: Counts) -> str:
    return f"{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}{counts.expected:5d}"
