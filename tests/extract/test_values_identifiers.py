"""Registration, telephone and postal numbers, counts, rates and numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.values import (
    find_phones,
    find_postal_codes,
    find_rates,
    find_registration_numbers,
    has_valid_check_digit,
    parse_number,
    parse_numeral,
    parse_phone,
    parse_postal_code,
    parse_rate,
    parse_registration_number,
    split_quantity,
)

NUMBER = "T7000012050002"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "T 7000-0120-50002",
        "登録番号:T7-0000-1205-0002",
        "T7000012\n050002",
        "T7OOOOI2O5OOO2",
        "Ｔ７００００１２０５０００２",
        "丁7000012050002",
        "7000012050002",
    ],
)
def test_breaks_and_misread_digits_of_a_registration_number_are_mended(text: str) -> None:
    expected = None if text == "T7OOOOI2O5OOO2" else NUMBER  # nine letters of thirteen: too many to trust
    assert parse_registration_number(text) == expected


@pytest.mark.parametrize("text", ["T123", "1234567890123", "T70000120500021", "", "T700001205000"])
def test_what_is_no_registration_number_is_none(text: str) -> None:
    assert parse_registration_number(text) is None


@pytest.mark.parametrize(
    "number", ["7000012050002", "4011001098993", "2120901007402", "7123456789012", "9010601021385", "1180301018771"]
)
def test_the_check_digit_accepts_real_numbers(number: str) -> None:
    assert has_valid_check_digit("T" + number)


@pytest.mark.parametrize("number", ["T7000012050003", "T0000000000000", "T", "", "７０００"])
def test_the_check_digit_refuses_others(number: str) -> None:
    assert not has_valid_check_digit(number)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("03-1234-5678", "03-1234-5678"),
        ("TEL:03ー1234ー5678", "03-1234-5678"),
        ("(06) 1234-5678", "06-1234-5678"),
        ("06(1234)5678", "06-1234-5678"),
        ("0120-123-456", "0120-123-456"),
        ("+81 3-1234-5678", "+81-3-1234-5678"),
        ("+49 341 284564", "+49-341-284564"),
        ("+49 89 12345678", "+49-89-12345678"),
        ("０９０ １２３４ ５６７８", "090-1234-5678"),
        ("09012345678", "09012345678"),
        ("O3-1234-5678", "03-1234-5678"),
        ("TEL 03-1234-5678 FAX 03-1234-5679", None),
        ("0001 100 200", None),
        ("123-4567", None),
        ("03-1234", None),
    ],
)
def test_telephone_numbers(text: str, phone: str | None) -> None:
    assert parse_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("〒123-4567", "123-4567"),
        ("〒 １２３－４５６７ 架空県", "123-4567"),
        ("〒1234567", "123-4567"),
        ("1234567", None),
        ("0120-123-4567", None),
        ("03-1234-5678", None),
    ],
)
def test_postal_codes(text: str, code: str | None) -> None:
    assert parse_postal_code(text) == code


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("3", "3", None),
        ("1.5", "1.5", None),
        ("12個", "12", "個"),
        ("一式", "1", "式"),
        ("1,000 kg", "1000", "kg"),
        ("1人月", "1", "人月"),
        ("▲2", "-2", None),
        ("×3", "3", None),
    ],
)
def test_a_count_comes_with_its_unit(text: str, number: str, unit: str | None) -> None:
    assert split_quantity(text) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["100円", "1,5", "三", "12/1", "¥3", "10%", "", "03"])
def test_what_is_no_count_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["10%", "10.0 %", "（10％）", "10%対象", "税率10%", "1O%", "消費税(10%)"])
def test_rates_are_shares_of_one(text: str) -> None:
    assert parse_rate(text) == Decimal("0.1")


@pytest.mark.parametrize("text", ["150%", "10", "8%10%", "10%引き商品", ""])
def test_what_is_no_rate_is_none(text: str) -> None:
    assert parse_rate(text) is None


def test_a_column_of_rates_needs_no_sign() -> None:
    assert parse_rate("8", bare=True) == Decimal("0.08")


def test_every_rate_of_a_line_is_found() -> None:
    assert [span.value for span in find_rates("8%対象 1,000 10%対象 2,000")] == [Decimal("0.08"), Decimal("0.1")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二千百", 2100),
        ("百二千", None),
        ("二〇二六", 2026),
        ("百廿三", 123),
        ("一万", 10_000),
        ("万", None),
        ("", None),
        ("1,23", None),
    ],
)
def test_numerals_fall_as_in_speech(text: str, number: int | None) -> None:
    assert parse_numeral(text) == number


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    for parse in (parse_number, parse_numeral, parse_phone, parse_postal_code, parse_rate, parse_registration_number):
        parse(text)
    has_valid_check_digit(text)


@given(st.text(alphabet="T0123456789-ー ()+〒%㈱ﾞ"))
def test_offsets_are_inside_the_text(text: str) -> None:
    for find in (find_phones, find_postal_codes, find_registration_numbers):
        for span in find(text):
            assert 0 <= span.start < span.end <= len(text)


def test_offsets_point_at_the_original_text() -> None:
    line = "㈱架空 登録番号Ｔ7000012050002 〒123-4567 ☎03-1234-5678"
    found = [*find_registration_numbers(line), *find_postal_codes(line), *find_phones(line)]
    assert [line[s.start : s.end] for s in found] == ["Ｔ7000012050002", "〒123-4567", "03-1234-5678"]


def test_numbers_with_a_numeral_for_each_digit_are_read() -> None:
    assert parse_phone("電話〇三ー一二三四ー五六七八") == "03-1234-5678"
    assert parse_phone("○八二（八八四）四○○四") == "082-884-4004"
    assert parse_postal_code("〒一二三ー四五六七") == "123-4567"
    assert parse_registration_number("登録番号Ｔ七〇〇〇〇一二〇五〇〇〇二") == NUMBER
    assert find_phones("三丁目二番一号の一〇二") == []
