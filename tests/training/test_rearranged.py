"""Blocks of a page elsewhere: nothing is lost or torn, and what belongs together moves together."""

from __future__ import annotations

import random

import pytest

from training.page import Page, Sheet, Token
from training.rearranged import rearranged

pytestmark = pytest.mark.usefixtures("monospaced")

SEEDS = range(40)


def _page() -> Page:
    sheet = Sheet()
    sheet.rule(5, 5, 5, 290)  # frames the page
    sheet.text(80, 20, "請求書")
    sheet.text(20, 40, "あおば商店", "buyer_name")
    sheet.text(140, 40, "しろがね工業", "vendor_name")
    sheet.text(140, 45, "港町一丁目", "vendor_address")
    sheet.text(20, 70, "品名", "label.line_items.0.description")
    sheet.rule(20, 73, 190, 73)
    sheet.text(20, 90, "鉛筆", "line_items.0.description")
    sheet.text(160, 90, "1,000", "line_items.0.amount")
    sheet.text(20, 120, "合計", "label.total_amount")
    sheet.text(160, 120, "1,000", "total_amount")
    return sheet.page()


def _places(page: Page) -> dict[str, Token]:
    return {(token.tags or (token.text,))[0]: token for token in page.tokens}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_belongs_together_moves_together(seed: int) -> None:
    before, after = _places(_page()), _places(rearranged(_page(), random.Random(seed)))
    down = {name: after[name].middle - before[name].middle for name in before}
    across = {name: after[name].left - before[name].left for name in before}
    assert down["label.line_items.0.description"] == down["line_items.0.description"] == down["line_items.0.amount"]
    assert down["label.total_amount"] == down["total_amount"]
    assert (down["vendor_name"], across["vendor_name"]) == (down["vendor_address"], across["vendor_address"])
    assert {across[name] for name in across if "line_items" in name} == {0.0}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mark_is_kept_in_its_order_and_on_the_page(seed: int) -> None:
    before, after = _page(), rearranged(_page(), random.Random(seed))
    assert [token.text for token in after.tokens] == [token.text for token in before.tokens]
    assert after.marks[0] == before.marks[0]
    tops, bottoms = zip(*((token.box[1], token.box[3]) for token in after.tokens), strict=True)
    assert min(tops) == pytest.approx(min(token.box[1] for token in before.tokens))
    assert max(bottoms) <= max(token.box[3] for token in before.tokens) + 0.01


def test_bands_and_sides_do_change() -> None:
    made = [_places(rearranged(_page(), random.Random(seed))) for seed in SEEDS]
    assert any(page["total_amount"].middle < page["line_items.0.amount"].middle for page in made)
    assert any(page["vendor_name"].left < page["buyer_name"].left for page in made)


def test_a_page_of_one_block_stays_as_it_is() -> None:
    sheet = Sheet()
    sheet.text(20, 20, "念書")
    assert rearranged(sheet.page(), random.Random(1)) == sheet.page()
