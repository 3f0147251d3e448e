"""The bench of drawn papers: the same papers each time, and a wrong value that passes is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.fast_bench import Paper, believed, passing
from ocr.template import load_templates
from training.drawn import papers
from training.families import families

pytestmark = pytest.mark.usefixtures("monospaced")


@pytest.fixture(scope="module")
def made(monospaced: None) -> list[Paper]:
    return list(believed("fitting", 2, 0.0, load_templates(), rules_alone=True))


def test_a_name_gives_the_same_paper() -> None:
    first, again = (next(papers(families(fitting=True), 1, 1.0)) for _ in range(2))
    assert first == again


def test_what_is_read_as_printed_is_not_wrong(made: list[Paper]) -> None:
    read = [paper for paper in made if not paper.wrong()]
    assert read
    for paper in read:
        assert paper.line["document_type"]["value"] == paper.truth["document_type"]


def test_a_wrong_amount_that_passes_is_counted(made: list[Paper]) -> None:
    templates = load_templates()
    _, passed, wrong, amounts = next(iter(passing(made, templates)))
    lied = [replace(p, truth={**p.truth, "fields": {}}) for p in made]
    _, same, all_wrong, all_amounts = next(iter(passing(lied, templates)))
    assert same == passed > wrong >= amounts
    assert all_wrong == passed
    assert amounts < all_amounts <= passed
