"""Fit the weights by which a value's signs become its probability: `ocr/extract/calibration.toml`.

    python -m training.fit_confidence DATA=READINGS... [--drawn N] [--write]

DATA is a folder that `denpyo evaluate` knows, READINGS its recorded Documents; N more papers are drawn of each family
for fitting, since only hundreds show what goes wrong once in a hundred times. Every paper is extracted twice, with the
layout model as a witness and by the rules alone, and each way has weights of its own. First these are fitted on random
halves of the papers and tried on the others; --write then stores what all papers give.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from ocr import extract as extraction
from ocr.classify import classify
from ocr.document import Document
from ocr.evaluate.compare import flatten, same
from ocr.extract.calibration import ALONE, GROUPS, LEAST, MOST, WITNESSED, Signs
from ocr.extract.confidence import rated
from ocr.extract.sheet import sheets
from ocr.json_line import json_line
from ocr.layout_model.witness import layout_witness
from ocr.record import Field
from ocr.template import Templates, load_templates
from ocr.witness import Testimony
from training.drawn import papers
from training.families import families
from training.recorded import recorded

TOML = Path(__file__).parents[1] / "ocr/extract/calibration.toml"
_NAMES = [f.name for f in fields(Signs)]
_EXPECTED, _RIDGE = 1.0, 0.5
"""What a sign is taken to weigh where no paper says otherwise, and how firmly: few values here are wrong."""
_UNSEEN = 2.0
"""Wrong values added to each kind, its signs average: our rules have seen these papers, and none wrong is no proof."""
_ROUNDS = 4000
_HALVES = 20


@dataclass(frozen=True, slots=True)
class Observation:
    """One value that was read, before checks."""

    paper: str
    group: str
    signs: Signs
    right: bool


def observe(
    expected: Mapping[str, Any], document: Document, said: Testimony, templates: Templates
) -> Iterator[Observation]:
    """The values read from one paper that its truth can judge; said is what the layout model says of it, if asked."""
    signs: dict[str, tuple[str, Signs]] = {}

    def noting(field: Field, given: Signs, kind: str, *, witnessed: bool) -> Field:
        signs[field.name] = (GROUPS[kind], given)
        return rated(field, given, kind, witnessed=witnessed)

    level = sheets(document)
    with mock.patch.object(extraction, "rated", noting):
        doc_type = classify(level, templates, said.document_types)
        record = extraction.extract(document, level, doc_type, templates, clues=said.clues)
    truth = flatten(expected["fields"])
    ignored = expected.get("ignore") or ()
    for part, read in flatten(json_line(document, record)["fields"]).items():
        name = part.split(".")[0]
        if name in signs and not (isinstance(ignored, list) and name in ignored):
            right = part in truth and same(part, truth[part].value, read.value)
            yield Observation(document.sha256, *signs[name], right)


def fit(observations: Sequence[Observation]) -> dict[str, NDArray[np.float64]]:
    """By kind of value, the base and then a weight for each of _NAMES, none of these below 0."""
    groups: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        groups[one.group].append(one)
    return {
        group: _fit(np.array([astuple(o.signs) for o in own]), np.array([o.right for o in own]))
        for group, own in groups.items()
    }


def _fit(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Logistic regression with a ridge by projected gradient steps. rows (n, signs) -> (1 + signs,)."""
    x = np.column_stack([np.ones(len(rows) + 1), np.vstack([rows, rows.mean(axis=0)])])
    y = np.append(right, False).astype(float)
    counted = np.append(np.ones(len(rows)), _UNSEEN)
    ridge = np.append(0.0, np.full(rows.shape[1], _RIDGE))
    step = 4.0 / (np.linalg.norm(x * np.sqrt(counted)[:, None], 2) ** 2 + 4 * _RIDGE)
    weights = np.zeros(x.shape[1])
    ahead = weights
    for n in range(_ROUNDS):
        slope = x.T @ (counted * (y - _sigmoid(x @ ahead))) - ridge * (ahead - _EXPECTED)
        new = ahead + step * slope
        new[1:] = np.maximum(new[1:], 0.0)
        ahead = new + n / (n + 3) * (new - weights)
        weights = new
    weights[1:][~rows.any(axis=0)] = 0.0  # signs that values of this kind never show
    return weights


def _sigmoid(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float64)


def _tried(fitted: dict[str, NDArray[np.float64]], observations: Sequence[Observation]) -> dict[str, tuple[float, ...]]:
    """By kind of value: how many, mean probability and share right, and the log loss with the model and without."""
    result = {}
    for group, weights in fitted.items():
        own = [o for o in observations if o.group == group]
        if own:
            right = np.array([o.right for o in own], dtype=float)
            sure = np.clip(_sigmoid(np.array([(1.0, *astuple(o.signs)) for o in own]) @ weights), LEAST, MOST)
            flat = np.clip(right.mean(), LEAST, MOST)
            losses = (-np.mean(right * np.log(p) + (1 - right) * np.log(1 - p)) for p in (sure, flat))
            result[group] = (len(own), float(sure.mean()), float(right.mean()), *map(float, losses))
    return result


def _halves(who: str, observations: Sequence[Observation]) -> None:
    papers = sorted({o.paper for o in observations})
    tries: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for seed in range(_HALVES):
        mine = set(random.Random(seed).sample(papers, len(papers) // 2))
        fitted = fit([o for o in observations if o.paper in mine])
        for group, measured in _tried(fitted, [o for o in observations if o.paper not in mine]).items():
            tries[group].append(measured)
    print(f"{who + ', other half':<25}{'n':>6}{'stated':>8}{'right':>8}{'loss':>8}{'flat':>8}")
    for group, measures in tries.items():
        n, *rest = np.mean(measures, axis=0)
        print(f"{group:<25}{n:6.0f}" + "".join(f"{value:8.3f}" for value in rest))


def _toml(fitted: dict[str, dict[str, NDArray[np.float64]]], papers: int) -> str:
    lines = [f"# Log-odds of a right value by its signs; made by training/fit_confidence.py from {papers} papers."]
    for who, groups in fitted.items():
        for group in dict.fromkeys(GROUPS.values()):
            base, *weights = groups[group]
            lines += ["", f"[{who}.{group}]", f"base = {base:.2f}"]
            lines += [f"{name} = {w:.2f}" for name, w in zip(_NAMES, weights, strict=True) if round(w, 2) > 0]
    return "\n".join(lines) + "\n"


def _papers(sets: Sequence[str], drawn: int) -> Iterator[tuple[Mapping[str, Any], Document]]:
    """The truth of every paper and what was read of it."""
    for data, _, readings in (pair.partition("=") for pair in sets):
        for case, document in recorded(Path(data), Path(readings)):
            yield case.truth, document
    for _, document, truth in papers(families(fitting=True), drawn, 1.0):
        yield truth, document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="DATA=READINGS")
    parser.add_argument("--drawn", type=int, default=0, metavar="N", help="papers of each family for fitting")
    parser.add_argument("--write", action="store_true", help=f"store the weights in {TOML.name}")
    given = parser.parse_args()
    templates, witness = load_templates(), layout_witness()
    observations: dict[str, list[Observation]] = {WITNESSED: [], ALONE: []}
    for truth, document in _papers(given.sets, given.drawn):
        observations[WITNESSED] += observe(truth, document, witness.testify(document), templates)
        observations[ALONE] += observe(truth, document, Testimony(), templates)
    for who, own in observations.items():
        _halves(who, own)
    used = {o.paper for own in observations.values() for o in own}
    text = _toml({who: fit(own) for who, own in observations.items()}, len(used))
    print(text)
    if given.write:
        TOML.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
