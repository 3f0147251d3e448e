"""The bench of what follows the engine takes every step once and notes its time."""

from __future__ import annotations

from benchmarks.after_words_bench import SAMPLES, measure
from ocr import witness as witnesses
from ocr.document import Document


class Silent:
    """Says nothing, and counts how often it was asked."""

    asked = 0

    def testify(self, document: Document) -> witnesses.Testimony:
        self.asked += len(document.pages)
        return witnesses.Testimony()


def test_every_step_is_timed_and_the_witness_asked_once_a_document() -> None:
    path = next(iter(sorted(SAMPLES.glob("invoice-*.document.json"))))
    document = Document.model_validate_json(path.read_bytes())
    witness = Silent()
    found = measure([document], witness)
    assert witness.asked == len(document.pages)
    assert len(found) == 10
    assert all(spent >= 0 for spent in found.values())
    assert found["fields, rows and checks"] > 0
