"""Money is read with its marks or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.values import find_amounts, parse_amount, parse_money, parse_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("▲1,000円", "-1000"),
        ("△1,000", "-1000"),
        ("(1,000)", "-1000"),
        ("（１，０００）", "-1000"),
        ("−1,000", "-1000"),
        ("¥-1,000", "-1000"),
        ("¥▲1,000", "-1000"),
        ("マイナス500円", "-500"),
        ("¥441,648-", "441648"),
        ("￥４４１，６４８－", "441648"),
        ("¥1,000.-", "1000"),
        ("1,000ー", "1000"),
        ("\\441,648", "441648"),
        ("1,080※", "1080"),
        ("*1,080", "1080"),
        ("1,000円(税込)", "1000"),
        ("税込1,000円", "1000"),
        ("0", "0"),
        ("12.50", "12.50"),
        ("1234.5円", "1234.5"),
    ],
)
def test_marks_of_money_are_read(text: str, number: str) -> None:
    assert parse_amount(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("金壱百弐拾参万四千五百円也", 1_234_500),
        ("金 壱 百 万 円 也", 1_000_000),
        ("壹億貳千萬円", 120_000_000),
        ("百二十万円", 1_200_000),
        ("一二三円", 123),
        ("金一、二〇〇、〇〇〇円也", 1_200_000),
        ("六三九，〇〇〇円", 639_000),
        ("二一、九七八", 21_978),
        ("廿万円", 200_000),
        ("1億2,345万円", 123_450_000),
        ("1.5億円", 150_000_000),
        ("1,234千円", 1_234_000),
        ("5百万円", 5_000_000),
        ("3千5百万円", 35_000_000),
    ],
)
def test_kanji_and_mixed_numerals_are_read(text: str, number: int) -> None:
    assert parse_amount(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("¥1.234.567", 1_234_567),
        ("¥1.234", 1234),
        ("9.800円", 9800),
        ("¥1,234.567", 1_234_567),
        ("1 234 567", 1_234_567),
        ("¥ 44 1,648", 441_648),
        ("441 ,648円", 441_648),
        ("¥1O,OOO", 10_000),
        ("I,2S0円", 1250),
        ("¥S00", 500),
        ("Y1,000", 1000),
    ],
)
def test_what_ocr_does_to_an_amount_is_undone(text: str, number: int) -> None:
    assert parse_amount(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "1,23",
        "12,3456",
        "¥10,00",
        "1.234",
        "007",
        "0312345678",
        "10%",
        "2026年",
        "A4",
        "B5",
        "100B",
        "12 1,648",
        "3,157¥287",
        "|1,000",
        "S1,000",
        "(1,000円)",
        "",
        "円",
        "¥",
        "百",
        "1,234.567",
        "百二千円",
        "2026-10-31",
        "99999999999999999円",
    ],
)
def test_unsure_is_none(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("1,000", "1000", "JPY"),
        ("$12.50", "12.50", "USD"),
        ("US$1,234.56", "1234.56", "USD"),
        ("1,234.56 USD", "1234.56", "USD"),
        ("€ 1.234,56", "1234.56", "EUR"),
        ("€12,50", "12.50", "EUR"),
        ("RM60.30", "60.30", "MYR"),
        ("£5", "5", "GBP"),
    ],
)
def test_the_printed_currency_is_kept(text: str, number: str, currency: str) -> None:
    money = parse_money(text)
    assert money is not None
    assert (money.amount, money.currency) == (Decimal(number), currency)


def test_a_bare_number_with_decimals_has_no_currency() -> None:
    assert parse_money("60.30") is None


def test_a_bare_number_takes_the_currency_of_its_paper() -> None:
    money = parse_money("60.30", currency="MYR")
    assert money is not None
    assert money.currency == "MYR"


def test_a_column_in_thousands_multiplies() -> None:
    assert parse_amount("1,234", unit=1000) == 1_234_000


def test_a_column_in_thousands_does_not_multiply_what_says_yen() -> None:
    assert parse_amount("1,234,000円", unit=1000) == 1_234_000


@pytest.mark.parametrize(
    ("header", "unit"),
    [("(単位:千円)", 1000), ("単位：百万円", 10**6), ("金額(千円)", 1000), ("千円", 1000), ("金額", None)],
)
def test_the_unit_of_a_header_is_read(header: str, unit: int | None) -> None:
    assert parse_unit(header) == unit


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_yen_round_trip(number: int) -> None:
    assert parse_amount(f"{number:,}円") == number
    assert parse_amount(f"￥{abs(number):,}-") == abs(number)


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    parse_amount(text)
    parse_money(text, unit=1000, currency="USD")
    parse_unit(text)
    find_amounts(text)


@given(st.text(alphabet="0123456789,. ¥円千万億壱百-()▲OlS|年月日/%:T〒㈱①"))
def test_found_amounts_are_the_ink_they_point_at(text: str) -> None:
    end = 0
    for span in find_amounts(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        assert any(c in text[span.start : span.end] for c in "0123456789壱百千万億")


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["", "㈱ 合計 ", "ｶﾞﾌﾞ　", "①税込 "]))
def test_offsets_point_at_the_original_text(number: int, before: str) -> None:
    printed = f"￥{number:,}－"
    (span,) = find_amounts(f"{before}{printed} ほか")
    assert span.value.amount == number
    assert f"{before}{printed} ほか"[span.start : span.end] == printed


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("食パン 6枚切 8 斤 193 1,544", [8, 193, 1544]),
        ("合計 ¥3,157 (内消費税 ¥287)", [3157, 287]),
        ("合外税額計10% ¥3,157¥287", [3157, 287]),
        ("10%対象 ¥2,870 消費税 ¥287", [2870, 287]),
        ("1,234,567円（うち消費税等 112,233円）", [1_234_567, 112_233]),
        ("差引 △ 5,000", [-5000]),
        ("値引 -300", [-300]),
        ("現金1,000円", [1000]),
        ("1,080※ 2,000軽", [1080, 2000]),
        ("2コ × 単780 ¥1,560", [780, 1560]),
        ("①100円", [100]),
        ("12 1,648", [12, 1648]),
        ("金額:1,000", [1000]),
        ("令和8年10月分 業務委託料 300,000", [300_000]),
        ("単価 12.50 1,250", [1250]),
        ("1. 品目 1,000", [1000]),
        ("(1) 品目 100", [100]),
    ],
)
def test_every_amount_of_a_line_is_found(line: str, numbers: list[int]) -> None:
    assert [span.value.amount for span in find_amounts(line)] == numbers


@pytest.mark.parametrize(
    "line",
    [
        "TEL 098-701-4818",
        "〒123-4567 架空県架空市1-2-3",
        "2026年10月31日 18:33",
        "登録番号 T7000012050002",
        "普通 1234567",
        "口座番号:1234567",
        "承認番号 294545",
        "1/2",
        "No.8971",
        "10% 8.5 %",
        "2026/10/31",
        "第3回",
        "三千里",
        "3個 5名",
    ],
)
def test_numbers_that_are_no_money_are_left_alone(line: str) -> None:
    assert find_amounts(line) == []


def test_bare_numbers_can_be_left_out() -> None:
    assert [span.value.amount for span in find_amounts("食パン 8 193 1,544 ¥50", bare=False)] == [1544, 50]


@pytest.mark.parametrize("line", ["一、五百円", "一、二、三の各項", "二、三円"])
def test_a_comma_after_a_numeral_parts_no_thousands_unless_three_follow(line: str) -> None:
    assert all(span.value.amount < 1000 for span in find_amounts(line))
