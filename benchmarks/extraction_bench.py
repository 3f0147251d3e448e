"""What each part of extraction is worth: the same recorded papers read with more and more of them.

    python -m benchmarks.extraction_bench [DATA=READINGS...]

Without folders, the samples as recorded in tests/golden/samples. DATA is a folder that `denpyo evaluate` knows,
READINGS its recorded Documents. No engine is needed; the parts are switched off here, not in the product.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from ocr.classify import classify
from ocr.document import Document, Page
from ocr.evaluate import Case, Score, score
from ocr.extract import extract
from ocr.extract.choose import Choice
from ocr.extract.locate import Candidate
from ocr.extract.sheet import sheets
from ocr.json_line import json_line
from ocr.template import Templates, load_templates
from training.recorded import recorded

_CHOOSE = importlib.import_module("ocr.extract.choose")  # by its name: the package has a function of the same
_SAMPLES = "samples=tests/golden/samples"
_LEAST = 0.3
"""Score from which an amount chosen by itself is taken, as other fields are."""


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


STAGES = (
    Parts("labels only", witnesses=False, joint=False, cells=False),
    Parts("+ values without a label", joint=False, cells=False),
    Parts("+ amounts chosen together", cells=False),
    Parts("+ cells of ruled tables: all"),
    Parts("all, without the repair of characters", characters=False),
)


def measure(papers: Sequence[tuple[Case, Document]], parts: Parts, templates: Templates) -> Score:
    """The score of reading the papers with these parts alone."""
    lines = {}
    with ExitStack() as off:
        for name in _switched_off(parts):
            off.enter_context(mock.patch(name, _nothing))
        if not parts.joint:
            off.enter_context(mock.patch.object(_CHOOSE, "_amounts", _each_by_itself))
        for case, document in papers:
            given = document.model_copy(update={"pages": tuple(_with(page, parts) for page in document.pages)})
            level = sheets(given)
            lines[case.id] = [json_line(given, extract(given, level, classify(level, templates), templates))]
    return score({case.id: case.truth for case, _ in papers}, lines)


def _switched_off(parts: Parts) -> Iterator[str]:
    if not parts.witnesses:
        for name in ("dates_without_label", "prominent_amounts", "paid_amounts", "anywhere", "totals_of_summary"):
            yield f"ocr.extract.{name}"


def _nothing(*_: object) -> tuple[Candidate, ...]:
    return ()


def _each_by_itself(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Choice]:
    return {
        name: Choice(candidates[0], False)
        for name, candidates in found.items()
        if candidates and candidates[0].score >= _LEAST
    }


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
