"""What is typed finds what is printed, however either was written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import grams, name_key, normal, normalize, phrase

_TRICKY = "あアｱがｶﾞか\u3099゛ﾞー－-㈱(株)（株）"
_TRICKY += " \n\u3000,，1１２¥\\aAéÉe\u0301ß髙﨑𠮷葛\U000e0100\u200b\ue000ヶ~〜각\u1100\u1161"
texts = st.one_of(st.text(st.sampled_from(_TRICKY)), st.text())


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("請 求 書", "請求書"),
        ("請求\n書", "請求書"),
        ("㈱高橋", "株式会社高橋"),
        ("（株）高橋", "㈱高橋"),
        ("㍿高橋", "(株)高橋"),
        ("㈲サクラ", "有限会社サクラ"),
        ("髙橋 﨑山 渡邉", "高橋崎山渡辺"),
        ("ｶﾞｿﾘﾝ代", "ガソリン代"),
        ("か\u3099そりん", "がそりん"),
        ("カ゛ソリン", "ガソリン"),
        ("ラ－メン", "ﾗｰﾒﾝ"),
        ("０３‐１２３４", "03-1234"),
        ("¥441,648-", "441648"),
        ("441648", "441,648"),
        ("441, 648", "４４１，６４８"),
        ("\\1,000", "￥1000"),
        ("Invoice  No.\n12", "INVOICE NO.12"),
        ("葛\U000e0100城", "葛城"),
        ("令和 8 年", "令和8年"),
        ("10 〜 20", "10～20"),
        ("霞ヶ関", "霞ケ関"),
        ("領\u200b収証", "領収証"),
    ],
)
def test_one_way_of_writing_finds_another(printed: str, typed: str) -> None:
    assert normal(typed) in normal(printed)


@pytest.mark.parametrize(("printed", "typed"), [("AB CD", "BC"), ("12 34", "23"), ("東京", "京東"), ("はと", "ぱと")])
def test_what_differs_stays_different(printed: str, typed: str) -> None:
    assert normal(typed) not in normal(printed)


@given(texts)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(texts)
def test_every_normal_character_knows_what_it_stands_for(text: str) -> None:
    form = normalize(text)
    assert len(form.text) == len(form.starts) == len(form.ends)
    assert list(form.starts) == sorted(form.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(form.starts, form.ends, strict=True))


@given(texts)
def test_the_normal_form_has_no_character_that_a_tokenizer_splits_at(text: str) -> None:
    assert not any(char.isspace() or unicodedata.category(char) in {"Cc", "Cs", "Zs"} for char in normal(text))


@given(st.text("あい漢ab1 ", max_size=12), st.text("あい漢ab1 ", max_size=4))
def test_tokens_that_follow_one_another_are_a_substring(text: str, term: str) -> None:
    text, term = normal(text), normal(term)
    if term:
        tokens, wanted = grams(text).split(), list(phrase(term))
        found = any(tokens[n : n + len(wanted)] == wanted for n in range(len(tokens)))
        assert found == (term in text)


@given(st.lists(st.text("あいう", max_size=3), max_size=3), st.text("あいう", min_size=1, max_size=3))
def test_tokens_of_several_texts_do_not_run_together(parts: list[str], term: str) -> None:
    tokens, wanted = grams(*parts).split(), list(phrase(term))
    found = any(tokens[n : n + len(wanted)] == wanted for n in range(len(tokens)))
    assert found == any(term in part for part in parts)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("高橋商店", "㈱髙橋商店"),
        ("株式会社高橋商店", "髙橋商店"),
        ("(株)高橋", "高橋商店㈱ 御中"),
        ("高", "髙橋商店"),
        ("㈱", "株式会社サクラ"),
        ("ｷｬﾉﾝ", "キヤノン株式会社"),
        ("東京商事", "東京・商事 様"),
        ("タカハシ", "カ)タカハシ"),
        ("株式會社高橋", "株式会社高橋"),
        ("acme japan", "ACME Japan K.K."),
    ],
)
def test_a_name_answers_to(typed: str, printed: str) -> None:
    assert name_key(typed).matches(name_key(printed))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("有限会社高橋商店", "㈱髙橋商店"),
        ("高橋商会", "髙橋商店"),
        ("㈲", "株式会社サクラ"),
        ("㈱", "サクラ"),
        ("様", "サクラ商事 様"),
    ],
)
def test_a_name_does_not_answer_to(typed: str, printed: str) -> None:
    assert not name_key(typed).matches(name_key(printed))


@given(texts)
def test_a_name_answers_to_itself(name: str) -> None:
    assert name_key(name).matches(name_key(name))
