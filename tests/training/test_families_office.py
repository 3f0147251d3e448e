"""Every family of office papers: what it says is on the paper is printed there, under its tag. Needs no font."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from training.content import Value
from training.families import FAMILIES, Family, families
from training.families import office_blocks as blocks
from training.page import Page
from training.truth import expected

SEEDS = range(3)
MODULES = (".office_", ".more_receipt_", ".more_expense_", ".more_contract_", ".more_other_", ".receipt_", ".contract_")
CODED = {"payment_method", "auto_renewal"}
"""Values that are printed as words of their own."""
NUMERALS = "一二三四五六七八九十百千万壱弐参拾〇零"


def office() -> list[Family]:
    families()
    return sorted(
        (each for each in FAMILIES.values() if any(kind in each.draw.__module__ for kind in MODULES)),
        key=lambda family: family.name,
    )


@pytest.fixture(scope="module", autouse=True)
def _no_seals(monospaced: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for maker in ("company_seal", "personal_seal", "revenue_stamp", "round_seal"):
            patch.setattr(blocks, maker, lambda *arguments: b"")
        yield


def printed(pages: tuple[Page, ...], tag: str) -> list[str]:
    """The runs of characters under a tag, widths and spaces evened."""
    runs: list[str] = []
    before = False
    for token in (token for page in pages for token in page.tokens):
        if tag in token.tags:
            text = "".join(unicodedata.normalize("NFKC", token.text).split())
            runs[-1:] = [runs[-1] + text] if before else [*runs[-1:], text]
        before = tag in token.tags
    return runs


def shows(text: str, value: Value) -> bool:
    """Whether printed characters can mean the value."""
    if isinstance(value, date):
        digits = "".join(char if char.isdigit() else " " for char in text).split()
        return not digits or str(value.day) in [digit.lstrip("0") for digit in digits]
    if isinstance(value, Decimal):
        kept = "".join(char for char in text if char.isdigit())
        return any(char in NUMERALS for char in text) or kept == "".join(c for c in f"{abs(value)}" if c.isdigit())
    return "".join(unicodedata.normalize("NFKC", str(value)).split()) in text


@pytest.mark.parametrize("family", office(), ids=lambda family: family.name)
def test_the_truth_of_a_family_is_printed_under_its_tags(family: Family) -> None:
    for seed in SEEDS:
        content, pages = family.draw(random.Random(seed))
        truth = expected(content, pages, {})
        assert content.document_type == family.document_type
        for name, value in content.fields().items():
            if value in (None, "", []) or name == "tax_breakdown":
                continue
            assert name in truth["fields"], f"{name} is said to be printed"
            assert name in CODED or any(shows(text, value) for text in printed(pages, name)), (name, value)
        for n, row in enumerate(content.rows()):
            for key in row.keys() - {"tax_rate", "date"}:
                texts = printed(pages, f"line_items.{n}.{key}")
                assert all(shows(text, row[key]) for text in texts), (n, key, texts)


@pytest.mark.parametrize("family", office(), ids=lambda family: family.name)
def test_a_family_draws_the_same_paper_from_the_same_seed_and_another_from_another(family: Family) -> None:
    first, again, other = (family.draw(random.Random(seed)) for seed in (1, 1, 2))
    assert first == again
    assert first[1] != other[1]


def test_a_twentieth_to_a_quarter_of_the_families_is_kept_out_of_training() -> None:
    kept = [family for family in office() if family.withheld or family.fitting]
    assert 0.05 < len(kept) / len(office()) < 0.25
    assert {family.document_type for family in kept} >= {"receipt", "expense_report", "contract", "other"}
