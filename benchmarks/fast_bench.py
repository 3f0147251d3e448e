"""Extraction on thousands of papers nobody drew: what is right of what would pass a clerk unseen.

    python -m benchmarks.fast_bench [--families GROUP] [--papers N] [--noise LEVEL] [--rules-alone] [--mistakes]

Families of layouts give papers as words, without a pixel, so many that rare mistakes show: at each target the papers
that pass review, and those of them with a wrong type, key field or amount. Characters are misread, and read more or
less surely, as on recorded papers; --noise 0 reads all of them rightly and leaves the mistakes of extraction.
--mistakes lists what is wrong though sure (not for withheld families, which are there to measure on).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.withheld_bench import GROUPS
from ocr.believe import Believing
from ocr.classify import classify
from ocr.evaluate import report, score
from ocr.evaluate.compare import flatten, same
from ocr.extract.confidence import REVIEW_TARGET, review
from ocr.extract.sheet import sheets
from ocr.json_line import Line, json_line
from ocr.layout_model.witness import layout_witness
from ocr.record import Record
from ocr.template import Templates, load_templates
from ocr.witness import Testimony
from training.drawn import papers
from training.families import families

_TARGETS = (REVIEW_TARGET, 0.05, 0.02, 0.01, 0.005)
_SURE = 0.97
"""Stated probability from which a wrong value is listed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One drawn document, what it says and what we believe."""

    name: str
    truth: dict[str, Any]
    line: Line
    record: Record

    def wrong(self) -> dict[str, float]:
        """The values that are read wrongly, with how sure they are; a wrong type by that name."""
        truth, found = flatten(self.truth["fields"]), flatten(self.line["fields"])
        kind = self.record.document_type
        wrong = {} if kind.value == self.truth["document_type"] else {"document_type": kind.confidence}
        for part, value in found.items():
            if part not in truth or not same(part, truth[part].value, value.value):
                wrong[part] = value.confidence or 0.0
        return wrong


def believed(group: str, each: int, noise: float, templates: Templates, *, rules_alone: bool) -> Iterator[Paper]:
    """The papers of the group with what we make of them."""
    believing, witness = Believing(templates), layout_witness()
    chosen = families(withheld=group == "withheld", fitting=group == "fitting")
    for name, document, truth in papers(chosen, each, noise):
        level = sheets(document)
        said = Testimony() if rules_alone else witness.testify(document)
        kind = classify(level, templates, said.document_types)
        record = believing.record(document, level, kind, (), said.clues)
        yield Paper(name, truth, json_line(document, record), record)


def passing(made: Sequence[Paper], templates: Templates) -> Iterator[tuple[float, int, int, int]]:
    """At each target: papers that pass, of these with a wrong type or key field, of these with a wrong amount."""
    for target in _TARGETS:
        passed = wrong = amounts = 0
        for paper in made:
            record = paper.record
            template = templates[record.document_type.value]
            if review(record.document_type, record.fields, record.findings, template, target).needed:
                continue
            bad = paper.wrong().keys() & {*template.key_fields, "document_type"}
            passed += 1
            wrong += bool(bad)
            amounts += template.amount_field in bad
        yield target, passed, wrong, amounts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", choices=GROUPS, default=GROUPS[0])
    parser.add_argument("--papers", type=int, default=60, help="of each family")
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--rules-alone", action="store_true")
    parser.add_argument("--mistakes", action="store_true")
    given = parser.parse_args()
    templates = load_templates()
    made = list(believed(given.families, given.papers, given.noise, templates, rules_alone=given.rules_alone))
    print(report(score({p.name: p.truth for p in made}, {p.name: [p.line] for p in made})))
    print(f"{'target':>8}{'pass':>8}{'wrong':>8}{'amounts':>8}   of {len(made)} papers")
    for target, *counts in passing(made, templates):
        print(f"{target:8.3f}" + "".join(f"{count:8}" for count in counts))
    if given.mistakes:
        sure = Counter((p.name.rpartition("-")[0], part) for p in made for part, c in p.wrong().items() if c >= _SURE)
        for (family, part), count in sure.most_common():
            print(f"{count:6} {family} {part}")


if __name__ == "__main__":
    main()
