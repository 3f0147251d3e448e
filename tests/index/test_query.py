"""What a person types becomes a Query, and what is found shows why."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from index.entry import Entry
from index.normalize import normal
from index.query import Hit, Query, parse_words
from tests.index.made import document_id


def _entry(**changes: object) -> Entry:
    plain = {"document_id": document_id(1), "version": 1, "sequence": 1, "document_type": "invoice", "file": "a.pdf"}
    return Entry.model_validate({**plain, "pages": (1, 1), **changes})


def _hit(entry: Entry, *words: str) -> Hit:
    return Hit.of(entry, Query(words=words))


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("東京 商事", ("東京", "商事")),
        ("東京　商事", ("東京", "商事")),
        ('"東京 商事" 請求', ("東京 商事", "請求")),
        ("“東京 商事”請求", ("東京 商事", "請求")),
        ('"閉じない 引用', ("閉じない 引用",)),
        ('"" " "', ()),
        ("", ()),
    ],
)
def test_words_are_terms_and_quoted_phrases(typed: str, terms: tuple[str, ...]) -> None:
    assert parse_words(typed) == terms


@given(st.text())
def test_any_text_parses_to_terms_that_are_not_blank(typed: str) -> None:
    assert all(term.strip() for term in parse_words(typed))


def test_words_of_which_nothing_is_left_are_no_condition() -> None:
    assert Query(words=("\u200b", "　")).terms == ()
    assert Query(counterparty=" ").name is None
    assert Query(file_name="").file == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_from": dt.date(2026, 2, 1), "date_to": dt.date(2026, 1, 1)},
        {"amount_min": 2, "amount_max": 1},
        {"amount_min": "NaN"},
        {"limit": 0},
        {"words": ("あ" * 801,)},
        {"words": ("あ",) * 33},
        {"counterparty": "あ" * 801},
        {"sort": "price"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_answered_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Query.model_validate(wrong)


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [
        (Decimal("1.00001"), Decimal("1.99999"), (10001, 19999)),
        (Decimal("-1.00001"), Decimal("-0.00001"), (-10000, -1)),
        (Decimal("-1e40"), Decimal("1e40"), (-(10**18), 10**18)),
        (None, Decimal(0), (None, 0)),
    ],
)
def test_amounts_finer_than_the_index_are_rounded_inwards(
    low: Decimal | None, high: Decimal, bounds: tuple[int | None, int]
) -> None:
    assert Query(amount_min=low, amount_max=high).scaled_bounds == bounds


def test_a_snippet_shows_every_match_in_it() -> None:
    hit = _hit(_entry(text="前置き\n㈱髙橋商店\n合計 441,648 円 株式会社 高橋"), "株式会社高橋", "441648")
    assert hit.marked("[", "]") == "前置き [㈱髙橋]商店 合計 [441,648] 円 [株式会社 高橋]"


def test_a_snippet_without_words_is_the_beginning() -> None:
    hit = _hit(_entry(text="  請求書\n\n" + "あ" * 500))
    assert hit.snippet.startswith("請求書 ああ")
    assert len(hit.snippet) < 100
    assert hit.highlights == ()


def test_a_match_far_down_is_in_the_snippet() -> None:
    hit = _hit(_entry(text="い" * 5000 + "請求書" + "う" * 5000), "請求書")
    assert "い[請求書]う" in hit.marked("[", "]")
    assert len(hit.snippet) < 100


def test_a_match_that_is_only_in_the_record_is_shown_from_there() -> None:
    assert _hit(_entry(text="読み違い", values=("髙橋商店",)), "高橋").marked("[", "]") == "[髙橋]商店"


texts = st.text(st.sampled_from("あ亜 \n\u3000㈱(株)1,Aab髙か\u3099゛"), max_size=300)


@given(texts, st.text(st.sampled_from("あ亜 ㈱株1Aab高"), min_size=1, max_size=3))
def test_highlights_are_in_order_and_hold_the_word(text: str, word: str) -> None:
    hit = _hit(_entry(text=text), word)
    assert "\n" not in hit.snippet
    end = 0
    for start, stop in hit.highlights:
        assert end <= start < stop <= len(hit.snippet)
        end = stop
    if normal(word) and normal(word) in normal(text):
        start, stop = hit.highlights[0]
        assert normal(word) in normal(hit.snippet[start:stop])


@pytest.mark.parametrize(
    ("words", "score"),
    [(("高橋",), 3), (("髙橋", "㈱"), 2), (("INV-1",), 2), (("高橋", "inv-1"), 2), (("明細",), 1), ((), 0)],
)
def test_a_match_in_the_name_counts_most_and_one_in_a_field_more_than_one_in_the_text(
    words: tuple[str, ...], score: float
) -> None:
    entry = _entry(text="㈱高橋 INV-1 明細", counterparty="㈱髙橋", values=("㈱髙橋商店", "INV-1"))
    assert _hit(entry, *words).score == score
