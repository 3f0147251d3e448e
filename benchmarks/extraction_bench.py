"""What each part of extraction is worth: the same recorded papers read with more and more of them.

    python -m benchmarks.extraction_bench [DATA=READINGS...]

Without folders, the samples as recorded in tests/golden/samples. DATA is a folder that `denpyo evaluate` knows,
READINGS its recorded Documents. No engine is needed; the parts are switched off here, not in the product.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from index.places import Place
from index.stored import Stored, Version
from ocr.believe import Believing
from ocr.classify import classify
from ocr.commands.correct import parse_value
from ocr.commands.recall import recognized
from ocr.document import Document, Page
from ocr.evaluate import Case, Score, score
from ocr.evaluate.compare import flatten
from ocr.extract import extract
from ocr.extract.locate import Candidate
from ocr.extract.parties import Parties
from ocr.extract.sheet import sheets
from ocr.json_line import json_line
from ocr.layout_model.witness import layout_witness
from ocr.pipeline import ReadDocument
from ocr.record import Field, Record, Text
from ocr.template import Templates, load_templates
from ocr.vendors.layout import places
from ocr.witness import Testimony
from training.recorded import recorded

_CHOOSE = importlib.import_module("ocr.extract.choose")  # by its name: the package has a function of the same
_SAMPLES = "samples=tests/golden/samples"
_VENDOR = ("vendor_registration_number", "vendor_phone", "vendor_name")


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of extraction are on; labels, their geometry, parties, tables and clauses always are."""

    name: str
    witnesses: bool = True
    """Values that no label leads to: lone dates, large amounts, T and 13 digits, sums paid and sums of tax tables."""
    joint: bool = True
    """Amounts chosen together, so that they add up, and not each by itself."""
    cells: bool = True
    """The cells of ruled tables."""
    characters: bool = True
    """Look-alike characters put right before extraction."""
    rules: bool = True
    """Labels, geometry, patterns, parties and tables: everything but other witnesses."""
    model: bool = False
    """The layout model."""
    vendor: bool = False
    """The vendor's earlier papers in the set, as if a person had corrected each before the next one came."""


STAGES = (
    Parts("labels only", witnesses=False, joint=False, cells=False),
    Parts("+ values without a label", joint=False, cells=False),
    Parts("+ amounts chosen together", cells=False),
    Parts("+ cells of ruled tables: all"),
    Parts("all, without the repair of characters", characters=False),
    Parts("layout model only", rules=False, joint=False, model=True),
    Parts("layout model only, amounts chosen together", rules=False, model=True),
    Parts("all and the layout model", model=True),
    Parts("all and the vendors' earlier papers", vendor=True),
    Parts("all, the layout model and the vendors' earlier papers", model=True, vendor=True),
)


def measure(papers: Sequence[tuple[Case, Document]], parts: Parts, templates: Templates) -> Score:
    """The score of reading the papers with these parts alone."""
    lines = {}
    earlier = _Earlier()
    with ExitStack() as off:
        for name in _switched_off(parts):
            off.enter_context(mock.patch(name, _nothing))
        if not parts.rules:
            off.enter_context(mock.patch("ocr.extract.find_parties", lambda *_: Parties((), ())))
            for name in ("_near_labels", "contract_candidates"):
                off.enter_context(mock.patch(f"ocr.extract.{name}", _no_candidates))
            off.enter_context(mock.patch("ocr.extract._composed", lambda *_: {}))
            off.enter_context(mock.patch("ocr.extract.find_tables", _nothing))
        if not parts.joint:
            for name in ("_sums_fit", "_sides_fit", "_days_fit", "_adds_up"):
                off.enter_context(mock.patch.object(_CHOOSE, name, lambda _: 0))
        for case, document in papers:
            given = document.model_copy(update={"pages": tuple(_with(page, parts) for page in document.pages)})
            level = sheets(given)
            said = layout_witness().testify(given) if parts.model else Testimony()
            doc_type, pointed = classify(level, templates, said.document_types), said.clues
            record = extract(given, level, doc_type, templates, clues=pointed)
            if parts.vendor:
                read = ReadDocument(given, record, clues=pointed)
                record = recognized(read, earlier.places(record), Believing(templates)) or record
                earlier.keep(given, record, _corrected(record, case, templates))
            lines[case.id] = [json_line(given, record)]
    return score({case.id: case.truth for case, _ in papers}, lines)


def _switched_off(parts: Parts) -> Iterator[str]:
    if not parts.witnesses or not parts.rules:
        for name in ("dates_without_label", "prominent_amounts", "paid_amounts", "anywhere", "totals_of_summary"):
            yield f"ocr.extract.{name}"


class _Earlier:
    """Papers of a set that were read before, in place of an archive."""

    def __init__(self) -> None:
        self._papers: list[tuple[Record, list[Place]]] = []

    def keep(self, document: Document, first: Record, corrected: Record) -> None:
        versions = tuple(
            Version(n, dt.datetime.min, "bench", "", (), record) for n, record in enumerate((first, corrected), start=1)
        )
        stored = Stored(document, corrected, 2, versions, None, Path(), (), dt.datetime.min, len(self._papers))
        self._papers.append((corrected, list(places(stored))))

    def places(self, record: Record) -> list[Place]:
        """Of papers with the same registration number, telephone or name; the archive compares them more leniently."""
        known = {(name, v.text) for name in _VENDOR if isinstance(v := record.value(name), Text)}
        return [
            place
            for paper, own in reversed(self._papers)
            if paper.document_type.value == record.document_type.value
            and known & {(name, v.text) for name in _VENDOR if isinstance(v := paper.value(name), Text)}
            for place in own
        ]


def _corrected(record: Record, case: Case, templates: Templates) -> Record:
    """The record with the truth in place of what differs, as a person types it."""
    template = templates[record.document_type.value]
    fields = {field.name: field for field in record.fields}
    for name, truth in flatten(case.truth["fields"]).items():
        value = parse_value(str(truth.value), template.fields[name]) if name in template.fields else None
        if value is not None and (name not in fields or fields[name].value != value):
            fields[name] = Field(name=name, value=value, confidence=1.0)
    return record.model_copy(update={"fields": tuple(fields.values())})


def _nothing(*_: object) -> tuple[Candidate, ...]:
    return ()


def _no_candidates(*_: object) -> dict[str, list[Candidate]]:
    return defaultdict(list)


def _with(page: Page, parts: Parts) -> Page:
    if not parts.cells:
        page = page.model_copy(update={"tables": ()})
    if not parts.characters:
        words = (word if word.raw is None else word.model_copy(update={"text": word.raw}) for word in page.words)
        page = page.model_copy(update={"words": tuple(words)})
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=[_SAMPLES], metavar="DATA=READINGS")
    templates = load_templates()
    for pair in parser.parse_args().sets:
        data, _, readings = pair.partition("=")
        papers = list(recorded(Path(data), Path(readings)))
        print(f"{data}: {len(papers)} papers\n| parts | fields F1 | totals F1 | rows F1 | key fields exact | ECE |")
        print("|---|---|---|---|---|---|")
        for parts in STAGES:
            found = measure(papers, parts, templates)
            totals = found.fields["total_amount"].f1
            print(
                f"| {parts.name} | {found.micro.f1:.3f} | {totals:.3f} | {found.rows.f1:.3f}"
                f" | {found.key_fields_exact:.3f} | {found.calibration_error or 0:.3f} |"
            )


if __name__ == "__main__":
    main()
