"""Names as printed, written out; and the simplified twins that OCR prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.values import clean_name, fold, is_company_name, simplified_to_japanese
from ocr.extract.values.simplified import _MAP


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("㈱架空商事", "株式会社架空商事"),
        ("(株)架空商事 御中", "株式会社架空商事"),
        ("架空商事（有）", "架空商事有限会社"),
        ("(株架空", "株式会社架空"),
        ("架空(株", "架空株式会社"),
        ("株 式 会 社 架 空 御 中", "株式会社架空"),
        ("架空 太郎 様", "架空 太郎"),
        ("架空 太郎樣", "架空 太郎"),
        ("架空太郎㊞", "架空太郎"),
        ("架空 花子　hanako@example.co.jp", "架空 花子"),
        ("架空花子hanako.k@example.com", "架空花子"),
        ("架空 花子 (印)", "架空 花子"),
        ("株式会社架空 印", "株式会社架空"),
        ("架空印", "架空印"),
        ("株式会社架空計装 本社殿", "株式会社架空計装 本社"),
        ("架空神社殿", "架空神社殿"),
        ("架空工業株式会社 経理部 御中", "架空工業株式会社 経理部"),
        ("株式会社架空 御中 担当者様", "株式会社架空"),
        ("Kakuu Trading Co., Ltd.", "Kakuu Trading Co., Ltd."),
        ("ｶｸｳ ﾊﾅｺ", "カクウ ハナコ"),
        ("髙橋架空", "髙橋架空"),
        ("架空贩売", "架空販売"),
        ("、。", ""),
        ("KAKUU TRADING SON BHD", "KAKUU TRADING SDN BHD"),
        ("Kakuu Trading (M) SDN. DHD.", "Kakuu Trading (M) SDN. BHD."),
        ("KAKUU MART 5/8", "KAKUU MART S/B"),
        ("KAKUU SON BROTHERS", "KAKUU SON BROTHERS"),
        ("UNIT 15/8", "UNIT 15/8"),
    ],
)
def test_a_name_is_written_out(printed: str, name: str) -> None:
    assert clean_name(printed) == name


@pytest.mark.parametrize(
    "text",
    [
        "㈱架空",
        "株 式 会 社 架空",
        "Kakuu Co., Ltd.",
        "KAKUU SDN BHD",
        "合同会社架空",
        "架空税理士法人",
        "有限責任事業組合架空",
    ],
)
def test_a_legal_form_makes_a_company(text: str) -> None:
    assert is_company_name(text)


@pytest.mark.parametrize("text", ["架空 太郎", "Coconut", "請求書", ""])
def test_without_a_legal_form_nothing_is_said(text: str) -> None:
    assert not is_company_name(text)


def test_simplified_twins_become_japanese() -> None:
    assert simplified_to_japanese("消费税 对象 减額 领収証") == "消費税 対象 減額 領収証"


def test_only_what_no_japanese_name_is_written_with_is_mapped() -> None:
    assert [chr(c) for c in _MAP if chr(c).encode("cp932", "ignore")] == []


def test_every_simplified_twin_becomes_a_character_of_japanese_print() -> None:
    assert [japanese for japanese in _MAP.values() if not japanese.encode("cp932", "ignore")] == []


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    clean_name(text)
    is_company_name(text)
    assert len(simplified_to_japanese(text)) == len(text)


@given(st.text())
def test_folding_remembers_where_every_character_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for n, char in enumerate(folded.text):
        assert char in fold(text[folded.starts[n] : folded.ends[n]]).text


@given(st.text(alphabet="(株)㈱ 架空御中様印㊞.,A"))
def test_cleaning_a_clean_name_changes_nothing_more(text: str) -> None:
    once = clean_name(clean_name(text))
    assert clean_name(once) == once
