"""The bench of extraction switches parts off for a while and leaves the product as it was."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from benchmarks.extraction_bench import STAGES, measure
from ocr.template import load_templates
from training.recorded import recorded

ROOT = Path(__file__).resolve().parents[2]


def test_more_parts_read_no_fewer_totals_and_nothing_stays_switched_off() -> None:
    templates = load_templates()
    receipts = (p for p in recorded(ROOT / "samples", ROOT / "tests/golden/samples") if p[0].id.startswith("receipt"))
    papers = list(islice(receipts, 3))
    before = measure(papers, STAGES[3], templates)
    found = [measure(papers, parts, templates).micro.right for parts in STAGES[:4]]
    assert found == sorted(found)
    assert found[0] < found[3]
    assert measure(papers, STAGES[3], templates) == before
