"""How a value is printed: dates in every era and style, amounts with and without marks."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from decimal import Decimal

REIWA_BEGINS = 2019


_NUMERALS = "〇一二三四五六七八九"


def _wareki(day: date) -> str:
    year = day.year - REIWA_BEGINS + 1
    return f"令和{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _year_numeral(day: date) -> str:
    year = day.year - REIWA_BEGINS + 1
    return "元" if year == 1 else kanji_number(year)


def positional(value: int, comma: str = "") -> str:
    """A number with a numeral for each digit: 264000 -> 二六四〇〇〇, or 二六四、〇〇〇."""
    return f"{value:,}".replace(",", comma).translate({ord(str(n)): char for n, char in enumerate(_NUMERALS)})


DATES: dict[str, Callable[[date], str]] = {
    "kanji": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "kanji-padded": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "wareki": _wareki,
    "wareki-spaced": lambda d: f"令和 {d.year - REIWA_BEGINS + 1} 年 {d.month} 月 {d.day} 日",
    "wareki-short": lambda d: f"R{d.year - REIWA_BEGINS + 1}.{d.month}.{d.day}",
    "wareki-numerals": lambda d: f"令和{_year_numeral(d)}年{kanji_number(d.month)}月{kanji_number(d.day)}日",
    "wareki-digits": lambda d: f"令和{_year_numeral(d)}年{positional(d.month)}月{positional(d.day)}日",
    "numerals": lambda d: f"{positional(d.year)}年{kanji_number(d.month)}月{kanji_number(d.day)}日",
    "slash": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "dot": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "iso": lambda d: d.isoformat(),
    "month-day": lambda d: f"{d.month}/{d.day}",
    "month-day-padded": lambda d: f"{d:%m/%d}",
    "kanji-spaced": lambda d: f"{d.year}年 {d.month}月 {d.day}日",
    "kanji-wide": lambda d: f"{d.year} 年 {d.month:2} 月 {d.day:2} 日",
    "short-slash": lambda d: f"{d.year % 100}/{d.month:02}/{d.day:02}",
    "loose-slash": lambda d: f"{d.year}/{d.month}/{d.day}",
    "day-first": lambda d: f"{d:%d/%m/%Y}",
    "day-first-short": lambda d: f"{d:%d/%m/%y}",
    "day-first-dash": lambda d: f"{d:%d-%m-%Y}",
    "month-first": lambda d: f"{d:%m/%d/%Y}",
    "month-first-short": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "named-dash": lambda d: f"{d.day:02}-{calendar.month_abbr[d.month]}-{d.year}",
    "english": lambda d: f"{calendar.month_name[d.month]} {d.day}, {d.year}",
    "english-day-first": lambda d: f"{d.day} {calendar.month_name[d.month]} {d.year}",
    "english-abbreviated": lambda d: f"{calendar.month_abbr[d.month]} {d.day}, {d.year}",
    "english-short": lambda d: f"{d.day:02} {calendar.month_abbr[d.month]} {d.year}",
    "english-single": lambda d: f"{d.day} {calendar.month_abbr[d.month]} {d.year}",
    "english-ordinal": lambda d: f"{calendar.month_name[d.month]} {d.day}{_ordinal(d.day)}, {d.year}",
    "ordinal-day-first": lambda d: f"{d.day}{_ordinal(d.day)} {calendar.month_name[d.month]} {d.year}",
    "day-first-dot": lambda d: f"{d:%d.%m.%Y}",
}


def _grouped(value: Decimal) -> str:
    return f"{abs(value):,}"


AMOUNTS: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda v: f"{'-' if v < 0 else ''}{_grouped(v)}",
    "triangle": lambda v: f"{'▲' if v < 0 else ''}{_grouped(v)}",
    "white-triangle": lambda v: f"{'△' if v < 0 else ''}{_grouped(v)}",
    "yen": lambda v: f"{'-' if v < 0 else ''}¥{_grouped(v)}",
    "yen-closed": lambda v: f"{'▲' if v < 0 else ''}¥{_grouped(v)}-",
    "yen-wide": lambda v: f"{'△' if v < 0 else ''}￥{_grouped(v)}",
    "yen-wide-closed": lambda v: f"{'△' if v < 0 else ''}￥{_grouped(v)}－",
    "en": lambda v: f"{'▲' if v < 0 else ''}{_grouped(v)}円",
    "kin-closed": lambda v: f"金{_grouped(v)}円也",
    "dollar": lambda v: f"{'-' if v < 0 else ''}${_grouped(v)}",
    "usd": lambda v: f"USD {_grouped(v)}",
}


def spaced(text: str, gap: str = "　") -> str:
    """A title set wide: 請　求　書."""
    return gap.join(text)


_DAIJI = "零壱弐参四五六七八九"


def daiji(value: int) -> str:
    """Formal numerals as contracts write them, up to 千万: 1980000 -> 壱百九拾八万."""
    units = ("", "拾", "百", "千")
    text = ""
    for name, group in (("万", value // 10000), ("", value % 10000)):
        digits = [(group // 10**n % 10, units[n]) for n in (3, 2, 1, 0)]
        part = "".join(_DAIJI[digit] + unit for digit, unit in digits if digit)
        text += part + name if part else ""
    return text


def kanji_number(value: int) -> str:
    """A number in everyday numerals, up to 千万: 264000 -> 二十六万四千."""
    text = ""
    for name, group in (("万", value // 10000), ("", value % 10000)):
        part = ""
        for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            digit = group // 10**power % 10
            if digit:
                part += ("" if digit == 1 and unit else _NUMERALS[digit]) + unit
        text += part + name if part else ""
    return text
