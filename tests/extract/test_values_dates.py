"""A date is read in every form paper prints it, or not at all."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.finders import dates_in
from ocr.extract.values import find_dates, parse_date

DAY = dt.date(2026, 10, 31)
DAYS = st.dates(dt.date(2019, 5, 1), dt.date(2099, 12, 31))
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-31",
        "2026/10/31",
        "2026.10.31",
        "2026年10月31日",
        "R8.10.31",
        "Ｒ８/１０/３１",
        "令和8年10月31日",
        "令8.10.31",
        "㋿8年10月31日",
        "令和八年十月三十一日",
        "二〇二六年十月三十一日",
        "平成38年10月31日",
        "2 0 2 6 年 1 0 月 3 1 日",
        "令 和 8 年 10 月 31 日",
        "2O26年1O月3l日",
        "2026年10月31",
        "西暦2026年10月31日",
        "2026年10月31日(土)",
        "2026/10/31 (土) 18:33",
        "31 Oct 2026",
        "October 31, 2026",
        "31-OCT-2026",
        "31st day of October, 2026",
        "Sat, 31 Oct 2026",
        "10/31/2026",
        "31/10/2026",
        "'26/10/31",
        "20261031",
    ],
)
def test_every_form_of_a_date_is_read(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年10月1日", dt.date(2019, 10, 1)),
        ("㍻31年4月30日", dt.date(2019, 4, 30)),
        ("平成32年1月1日", dt.date(2020, 1, 1)),
        ("昭和64年1月7日", dt.date(1989, 1, 7)),
        ("大正元年7月30日", dt.date(1912, 7, 30)),
    ],
)
def test_eras_count_from_their_first_year(text: str, day: dt.date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "令和7年13月45日",
        "2026-02-30",
        "令和元年4月30日",
        "2026年 3月",
        "8年11月22日",
        "04/05/2026",
        "26/05/30",
        "25年5月30日",
        "2026年10月3 18:33",
        "12026年1月1日",
        "2026-10-31-001",
        "31 Oct 26",
        "",
        "年月日",
        "支払期限 2026年10月31日",
    ],
)
def test_unsure_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_an_era_printed_apart_settles_the_year() -> None:
    assert parse_date("8年10月31日", era="令和") == DAY


@pytest.mark.parametrize(("day_first", "day"), [(True, dt.date(2026, 5, 4)), (False, dt.date(2026, 4, 5))])
def test_day_first_settles_which_is_the_day(day_first: bool, day: dt.date) -> None:
    assert parse_date("04/05/2026", day_first=day_first) == day


@pytest.mark.parametrize("text", ["26/10/31", "26年10月31日", "31 Oct 26"])
def test_two_digit_years_are_read_on_request(text: str) -> None:
    assert parse_date(text, two_digit_year=True) == DAY


def test_two_digit_years_can_come_last() -> None:
    assert parse_date("31/10/26", two_digit_year=True, day_first=True) == DAY


@given(
    DAYS,
    st.sampled_from(
        ["{d:%Y-%m-%d}", "{d.year}/{d.month}/{d.day}", "{d.year}.{d.month}.{d.day}", "{d.year}年{d.month}月{d.day}日"]
    ),
)
def test_western_years_round_trip(day: dt.date, form: str) -> None:
    assert parse_date(form.format(d=day)) == day


@given(
    DAYS,
    st.sampled_from(
        [
            "令和{y}年{d.month}月{d.day}日",
            "R{y}.{d.month}.{d.day}",
            "令{y}/{d.month}/{d.day}",
            "㋿{y}年{d.month}月{d.day}日",
        ]
    ),
)
def test_era_years_round_trip(day: dt.date, form: str) -> None:
    assert parse_date(form.format(d=day, y=day.year - 2018)) == day


@given(DAYS)
def test_kanji_years_round_trip(day: dt.date) -> None:
    assert parse_date(f"{day.year}年{day.month}月{day.day}日".translate(KANJI)) == day


@given(DAYS)
def test_english_dates_round_trip(day: dt.date) -> None:
    month = calendar.month_name[day.month]
    assert parse_date(f"{day.day} {month} {day.year}") == day
    assert parse_date(f"{month[:3]} {day.day}, {day.year}") == day


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    parse_date(text, era=text[:2], day_first=True, two_digit_year=True)
    find_dates(text, two_digit_year=True)


@given(DAYS, st.sampled_from(["", "㈱ 発行日:", "ｶﾞ　"]))
def test_offsets_point_at_the_original_text(day: dt.date, before: str) -> None:
    printed = f"㋿{day.year - 2018}年{day.month}月{day.day}日"
    text = f"{before}{printed}(火) まで"
    (span,) = find_dates(text)
    assert (span.value, text[span.start : span.end]) == (day, printed)


def test_every_date_of_a_line_is_found() -> None:
    line = "発行日:2026年10月31日(土) 契約期間 2026/4/1~2027/3/31 TEL 03-1234-5678"
    assert [span.value for span in find_dates(line)] == [DAY, dt.date(2026, 4, 1), dt.date(2027, 3, 31)]


@pytest.mark.parametrize(
    "text",
    [
        "31 / 10 / 2026",
        "3l/1O/2026",
        "31/10/2O26",
        "31,10,2026",
        "31/1012026",
        "31110/2026",
        "31-10~26",
        "31102026",
        "31/10/2026-18:24",
        "OCT/31/2026",
        "2026-OCT-31",
        "31OCT 202608:12PM",
    ],
)
def test_a_day_is_read_though_its_marks_are_misread(text: str) -> None:
    assert [(span.value, text[span.start]) for span in dates_in(text, day_first=True)] == [(DAY, text[0])]


def test_a_thin_figure_of_the_year_read_as_a_colon_is_no_other_year() -> None:
    assert [span.value for span in dates_in("25/10/20:7", day_first=True)] == [dt.date(2017, 10, 25)]


@pytest.mark.parametrize("text", ["10-OL-20", "Lot 1O/A/20", "1,031,2026", "0139-31102026-4", "04-01~05"])
def test_letters_and_figures_of_other_kinds_are_no_days(text: str) -> None:
    assert dates_in(text) == []
