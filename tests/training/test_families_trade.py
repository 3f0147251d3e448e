"""Every family of trade papers: what it says is on the paper is printed there, under its tag. Needs no font."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from training.content import Line, Value
from training.families import FAMILIES, TRADE, Family, families
from training.families import office_blocks as blocks
from training.families.chance import firm, words
from training.families.more_trade_deal import CentTrade
from training.page import Page
from training.pools import table
from training.truth import expected

SEEDS = range(3)
ASKED = {"issue_date", "vendor_name", "buyer_name"}


def trade() -> list[Family]:
    families()
    return [family for _, family in sorted(FAMILIES.items()) if "trade_" in family.draw.__module__]


@pytest.fixture(scope="module", autouse=True)
def _no_seals(monospaced: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for maker in ("company_seal", "personal_seal", "round_seal"):
            patch.setattr(blocks, maker, lambda *arguments: b"")
        yield


def printed(pages: tuple[Page, ...], tag: str) -> list[str]:
    return [token.text for page in pages for token in page.tokens if tag in token.tags]


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def shows(texts: list[str], value: Value) -> bool:
    """Whether one of the printed runs, or all of them together, can mean the value."""
    if isinstance(value, date):
        return all(
            digits(text).endswith((str(value.day), f"{value.day:02}", f"{value.year}", f"{value:%y}")) for text in texts
        )
    if isinstance(value, Decimal):
        wanted = digits(f"{abs(value)}")
        apart = [text for text in texts if digits(text) != wanted]
        return not apart or "".join(map(digits, apart)) == wanted
    return str(value).replace(" ", "") in "".join(texts).replace(" ", "")


@pytest.mark.parametrize("family", trade(), ids=lambda family: family.name)
def test_the_truth_of_a_trade_family_is_printed_under_its_tags(family: Family) -> None:
    for seed in SEEDS:
        content, pages = family.draw(random.Random(seed))
        fields = expected(content, pages, {})["fields"]
        assert family.document_type in (content.document_type, TRADE)
        assert fields.keys() >= ASKED
        for name in fields.keys() - {"tax_breakdown", "bank_account"}:
            assert shows(printed(pages, name), content.fields()[name]), name
        for n, row in enumerate(content.rows()):
            assert printed(pages, f"line_items.{n}.description")
            for key in row.keys() - {"tax_rate"}:
                texts = printed(pages, f"line_items.{n}.{key}")
                assert not texts or shows(texts, row[key]), (n, key, texts)


@pytest.mark.parametrize("family", trade(), ids=lambda family: family.name)
def test_a_trade_family_draws_the_same_paper_from_the_same_seed_and_another_from_another(family: Family) -> None:
    first, again, other = (family.draw(random.Random(seed)) for seed in (1, 1, 2))
    assert first == again
    assert first[1] != other[1]


def test_a_twelfth_to_a_quarter_of_the_trade_families_is_kept_out_of_training() -> None:
    kept = [family for family in trade() if family.withheld or family.fitting]
    assert 1 / 12 < len(kept) / len(trade()) < 0.25


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_between_lines_show_no_field(seed: int) -> None:
    _, pages = FAMILIES["layered_slips"].draw(random.Random(seed))
    sums = [token for page in pages for token in page.tokens if token.text in table("layers")["slip_sums"]]
    assert sums
    assert not any(token.tags for token in sums)


@pytest.mark.parametrize("name", ["copy_beside", "copy_below"])
def test_a_copy_says_the_same_and_shows_no_field(name: str) -> None:
    content, pages = FAMILIES[name].draw(random.Random(4))
    vendor = [token for token in pages[0].tokens if token.text == content.fields()["vendor_name"]]
    assert [token.tags for token in vendor] == [("vendor_name",), ()]


def test_only_families_that_train_draw_the_further_words() -> None:
    pools = table("words")
    for seed in range(20):
        kept = words(random.Random(seed), withheld=True)
        assert not any(word in pools[key].get("further", ()) for key, word in kept.items())
    drawn = [words(random.Random(seed)) for seed in range(20)]
    assert any(word in pools[key].get("further", ()) for chosen in drawn for key, word in chosen.items())
    for key, pool in pools.items():
        assert not set(pool["withheld"]) & {*pool["common"], *pool.get("further", ())}, key


def test_the_further_trade_families_use_no_withheld_word() -> None:
    withheld = {word for pool in table("words").values() for word in pool["withheld"]}
    for language, pools in table("more_trade").items():
        for key, pool in pools.items():
            assert not withheld & set(pool), (language, key)


def test_the_tax_of_a_currency_with_cents_is_rounded_to_them() -> None:
    lines = (Line("Hosting", Decimal(3), "pcs", Decimal("33.35"), Decimal("0.07")),)
    seller, buyer = (firm(random.Random(seed)) for seed in (1, 2))
    sold = CentTrade("invoice", "7", date(2026, 11, 2), seller, buyer, lines, currency="USD")
    assert (sold.subtotal, sold.tax_amount, sold.total_amount) == (
        Decimal("100.05"),
        Decimal("7.00"),
        Decimal("107.05"),
    )
