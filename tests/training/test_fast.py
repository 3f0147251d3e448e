"""The fast mode: the same seed gives the same words, and tags cover the values' characters and no others.

Widths are those of a monospaced face, so it needs no font from the system.
"""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from training.content import Letter
from training.families import FAMILIES, TRADE, families
from training.families.chance import trade
from training.families.office_ink import Facts
from training.fast import Sample, sample
from training.noise import Frame, TaggedWord, confusions
from training.page import Sheet
from training.spans import character_tags

pytestmark = pytest.mark.usefixtures("monospaced")

SEEDS = range(60)
_DIGITS = str.maketrans("〇一二三四五六七八九ー", "0123456789-")


@pytest.fixture(scope="module")
def read_well(monospaced: None) -> list[Sample]:
    return [sample(seed, noise=0.0) for seed in SEEDS]


def values(word: TaggedWord) -> dict[str, str]:
    """The characters of every tag in a word."""
    found: dict[str, str] = {}
    for char, tag in zip(word.text, word.tags, strict=True):
        if tag and not tag.startswith("label."):
            found[tag] = found.get(tag, "") + char
    return found


def test_the_same_seed_gives_the_same_words() -> None:
    assert [sample(seed) for seed in range(8)] == [sample(seed) for seed in range(8)]
    assert sample(1) != sample(2)


def test_withheld_documents_are_of_withheld_families_alone() -> None:
    assert all(FAMILIES[sample(seed, withheld=True).family].withheld for seed in range(12))
    assert not any(FAMILIES[sample(seed).family].withheld for seed in range(12))
    assert 0.05 < len(families(withheld=True)) / len(FAMILIES) < 0.35


def test_many_families_train_and_none_that_is_kept_for_measuring_or_fitting() -> None:
    trained, withheld, fitting = families(), families(withheld=True), families(fitting=True)
    assert len(trained) >= 140
    assert len(fitting) >= 15
    assert len({f.name for f in (*trained, *withheld, *fitting)}) == len(FAMILIES)
    assert {f.document_type for f in fitting} >= {TRADE, "receipt", "expense_report", "contract", "other"}


def test_a_family_draws_its_document_type(read_well: list[Sample]) -> None:
    for read in read_well:
        kind = FAMILIES[read.family].document_type
        assert kind in (TRADE, read.document_type)
    assert len({read.document_type for read in read_well}) == 8


def test_tags_cover_the_characters_of_values_only(read_well: list[Sample]) -> None:
    numeral = r"[0-9十百千万壱弐参拾、]+"  # columns write them so
    forms = {
        "vendor_postal_code": r"\d{3}-\d{4}",
        "vendor_registration_number": r"T\d{13}",
        "vendor_phone": r"\+?[\d()\- ]+",
        "subtotal": rf"([A-Z]{{1,3}} ?)?[¥￥$£€▲△-]* ?([\d,.]+|{numeral})(円| ?€| [A-Z]{{3}})?",
        "line_items.0.quantity": rf"[\d,.]+|{numeral}",
    }
    seen = set()
    for word in (word for read in read_well for page in read.pages for word in page.words):
        for tag, text in values(word).items():
            if tag in forms:
                seen.add(tag)
                digits = unicodedata.normalize("NFKC", text).translate(_DIGITS)
                assert re.fullmatch(forms[tag], digits), (tag, text)
    assert seen == set(forms)


@pytest.mark.parametrize("shown", ["SGD 26.50", "S$26.50", "RM26.50", "€ 26.50", "26.50 EUR", "-£26.50", "US$ 26.50"])
def test_an_amount_is_tagged_with_its_whole_currency(shown: str) -> None:
    sheet = Sheet(face="sans")
    sheet.text(20, 20, f"Paid: {shown} on the day", "total_amount")
    page = sheet.page()
    (tags,) = character_tags(Facts("receipt", {"total_amount": Decimal("26.50")}), page)
    tagged = "".join(char for char, tag in zip(page.tokens[0].text, tags, strict=True) if tag == "total_amount")
    assert tagged == shown


def test_a_label_printed_before_its_value_is_the_label_of_its_field() -> None:
    sold = trade(random.Random(3), "invoice")
    sheet = Sheet()
    sheet.text(20, 20, f"TEL {sold.vendor.phone}", "vendor_phone")
    sheet.text(20, 30, f"〒{sold.vendor.postal_code}", "vendor_postal_code")
    phone, code = character_tags(sold, sheet.page())
    assert phone == ["label.vendor_phone"] * 3 + [""] + ["vendor_phone"] * len(sold.vendor.phone)
    assert code == [""] + ["vendor_postal_code"] * 8


def test_untagged_paper_stays_untagged() -> None:
    sheet = Sheet()
    sheet.text(20, 20, "合計 1,200円")
    (tags,) = character_tags(Letter("案内", date(2026, 11, 1), "", "", ()), sheet.page())
    assert not any(tags)


def test_noise_grows_the_number_of_words_read_otherwise() -> None:
    def wrong(noise: float) -> int:
        return sum(
            {word.text for page in sample(seed, noise=0.0).pages for word in page.words}
            != {word.text for page in sample(seed, noise=noise).pages for word in page.words}
            for seed in range(20)
        )

    assert wrong(0.0) == 0
    assert 0 < wrong(1.0) <= wrong(8.0)


def test_chance_makes_sums_that_add_up() -> None:
    for seed in SEEDS:
        sold = trade(random.Random(seed))
        carried = sold.carry.balance if sold.carry else Decimal(0)
        assert sold.total_amount == sold.subtotal + sold.tax_amount - sold.withholding_tax + carried
        assert sold.gross > 0


def test_a_frame_scales_turns_and_shifts() -> None:
    x, y = Frame(200, 280, 0.5, 3.0, 4.0, 0.01).at(100, 200)
    assert (x, y) == pytest.approx((52.0, 104.5))


def test_the_table_of_confusions_is_of_likely_errors() -> None:
    table = confusions()
    assert 0 < table[""][0] < 0.02
    assert "一" in table["ー"][1]
