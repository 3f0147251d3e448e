"""Dates as Japanese and English paper prints them: 西暦, 和暦, 漢数字, ISO, day and month names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocr.extract.values.fold import LONGEST_LINE, SWAPS, Span, fold
from ocr.extract.values.numerals import parse_numeral

_ERAS = {
    "令": dt.date(2019, 5, 1),
    "平": dt.date(1989, 1, 8),
    "昭": dt.date(1926, 12, 25),
    "大": dt.date(1912, 7, 30),
    "明": dt.date(1868, 1, 25),
}
"""First day of each era, by its first character. An era's year 1 is the year of this day."""
_LATIN_ERAS = {"R": "令", "H": "平", "S": "昭", "T": "大", "M": "明", "今": "令"}

_ERA = (
    r"(?P<era>[令今]\s*和|平\s*成|昭\s*和|大\s*正|明\s*治|(?<![一-龠])[令平昭大明](?=\s*[0-9元])"
    r"|(?<![A-Za-z0-9])[RHSTM]\.?(?=\s*[0-9元]))"
)
_DIGIT = r"[0-9OolI|]"
_KANJI = r"[〇零○◯一二三四五六七八九十廿壱弐参拾]"
_YEAR = rf"(?P<y>元|(?<![0-9]){_DIGIT}(?:\s?{_DIGIT}){{0,3}}|{_KANJI}(?:\s?{_KANJI}){{0,4}})"
_MONTH = rf"(?P<m>{_DIGIT}(?:\s?{_DIGIT})?|{_KANJI}(?:\s?{_KANJI}){{0,2}})"
_DAY = (
    rf"(?:(?P<d>{_DIGIT}(?:\s?{_DIGIT})?|{_KANJI}(?:\s?{_KANJI}){{0,3}})\s*[日曰目]|(?P<d2>[0-9]{{1,2}})(?!\s?[0-9]))"
)
_SEP = r"\s*[./・·-]\s*"
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NAME_YEAR = r"(?P<y>(?:(?:19|20)[0-9]{2}|[0-9]{2})(?=[0-9]{2}:[0-9]{2})|'?[0-9]{2}(?:[0-9]{2})?(?![0-9]))"
"""With the time of day run into it where an engine lost the space."""
_NO_MORE = r"(?![0-9]|[./-][0-9]+(?![0-9:]))"
"""After a numeric date: no fourth part, but a time of day may follow its dash."""
_ORDINAL = r"(?P<d>[0-9]{1,2})\s?(?:st|nd|rd|th)?"

_AFTER = re.compile(
    r"\s*,?\s*(?:[(\[]?\s*(?:[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\s*[)\]]?)?"
    r"\s*(?:[T,]?\s*(?:午前|午後)?\s*[0-9]{1,2}\s*[:時]\s*[0-9]{1,2}\s*分?(?::[0-9]{2})?(?:\s*[ap]\.?m\.?)?)?[\s.。]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s*(?:西暦\s*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s*,?\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the reader of this paper knows and the digits do not tell."""

    era: str | None
    day_first: bool | None
    two_digit_year: bool


def parse_date(
    text: str, *, era: str | None = None, day_first: bool | None = None, two_digit_year: bool = False
) -> dt.date | None:
    """The one day that text names, weekday and time of day aside; None where the day is missing, wrong or unsure.

    era (e.g. "令和") is for papers that print it apart from the year. day_first settles 04/05/2026; without it only
    31/10/2026 and 10/31/2026 are dates. two_digit_year lets 26/05/30 and 25年5月30日 be of this century.
    """
    if len(text) > LONGEST_LINE:
        return None
    folded = fold(text).text
    reading = _Reading(era, day_first, two_digit_year)
    before = _BEFORE.match(folded)
    start = before.end() if before else 0
    for pattern, build in (*_FORMS, (_COMPACT, _from_numbers)):
        match = pattern.match(folded, start)
        if match and _AFTER.fullmatch(folded, match.end()):
            day = build(match, reading)
            if day:
                return day
    return None


def find_dates(
    text: str, *, era: str | None = None, day_first: bool | None = None, two_digit_year: bool = False
) -> list[Span[dt.date]]:
    """Every day named in text, left to right, without its weekday and time; see parse_date."""
    folded = fold(text)
    reading = _Reading(era, day_first, two_digit_year)
    return [folded.span(day, start, end) for day, start, end in _scan(folded.text, reading) if day]


def date_ranges(folded: str) -> list[tuple[int, int]]:
    """Where folded text holds something shaped like a date, possible or not."""
    return [(start, end) for _, start, end in _scan(folded, _Reading(None, None, False))]


def _scan(folded: str, reading: _Reading) -> Iterator[tuple[dt.date | None, int, int]]:
    forms = _FORMS if _ARABIC.search(folded) else _FORMS[:1]
    shapes = [(m, build) for pattern, build in forms["年" not in folded :] for m in pattern.finditer(folded)]
    taken = 0
    for match, build in sorted(shapes, key=lambda s: (s[0].start(), -s[0].end())):
        if match.start() >= taken:
            taken = match.end()
            yield build(match, reading), match.start(), match.end()


def _from_kanji(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """年月日, with or without an era."""
    year, month = _number(match["y"]), _number(match["m"])
    day = _number(match["d"] or match["d2"])
    era = match["era"] or reading.era
    if year is None or month is None or day is None:
        return None
    if era and (match["era"] or year < 100):
        return _era_date(era, year, month, day)
    if year < 100:
        two = reading.two_digit_year and len(match["y"]) == 2 and match["y"].isascii()
        return _date(2000 + year, month, day) if two else None
    return _date(year, month, day)


def _from_era(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """R8.10.31"""
    year = _number(match["y"])
    return None if year is None else _era_date(match["era"], year, int(match["m"]), int(match["d"]))


def _from_numbers(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """2026-10-31, 20261031"""
    return _date(int(match["y"]), int(match["m"]), int(match["d"]))


def _from_year_last(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """31/10/2026, 10/31/2026; 04/05/2026 only if told which is the day."""
    year, first, second = int(match["y"]), int(match["a"]), int(match["b"])
    return _day_and_month(year, first, second, reading.day_first)


def _from_run(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """27032018, with nothing else in the text, if told which is the day: engines drop thin slashes."""
    return None if reading.day_first is None else _from_year_last(match, reading)


def _from_two_digit_year(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """'26/05/30 always; 26/05/30 if told that years have two digits; 3/19/26 if told which is the day."""
    if match["a"] is None and reading.day_first is None:
        return None
    a, b, c = int(match["a"] or match["a1"]), int(match["b"] or match["b1"]), int(match["c"])
    if match["mark"]:
        return _date(2000 + a, b, c)
    if not reading.two_digit_year:
        return None
    return _date(2000 + a, b, c) if reading.day_first is None else _day_and_month(2000 + c, a, b, reading.day_first)


def _from_name(match: re.Match[str], reading: _Reading) -> dt.date | None:
    """31 Oct 2026, October 31, 2026"""
    year = match["y"]
    if len(year) == 4:
        number = int(year)
    elif year.startswith("'") or reading.two_digit_year:
        number = 2000 + int(year[-2:])
    else:
        return None
    return _date(number, MONTH_NAMES.index(match["name"][:3].lower()) + 1, int(match["d"]))


def _day_and_month(year: int, first: int, second: int, day_first: bool | None) -> dt.date | None:
    readings = {_date(year, second, first) if day_first is not False else None}
    if day_first is not True:
        readings.add(_date(year, first, second))
    days = readings - {None}
    return days.pop() if len(days) == 1 else None


def _number(text: str) -> int | None:
    """A year, month or day in digits (OCR's O and l too), kanji or 元."""
    text = "".join(text.split())
    if text == "元":
        return 1
    swapped = text.translate(SWAPS)
    if swapped.isascii():
        return int(swapped) if any(c.isdigit() for c in text) else None
    number = parse_numeral(text)
    return None if number is None else int(number)


def _era_date(era: str, year: int, month: int, day: int) -> dt.date | None:
    """A day of an era; 平成32年 is 2020, a day before the era began is none."""
    initial = _LATIN_ERAS.get(era[0], era[0])
    start = _ERAS.get(initial)
    if start is None or not 1 <= year <= 110:
        return None
    date = _date(start.year + year - 1, month, day)
    return date if date and date >= start else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    if not 1868 <= year <= 2100:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_Build = Callable[[re.Match[str], _Reading], dt.date | None]
_ARABIC = re.compile(r"[0-9]")
_COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])")
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = (
    (re.compile(rf"(?:{_ERA}\s*)?{_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}"), _from_kanji),
    (
        re.compile(
            rf"{_ERA}\s*(?P<y>元|[0-9]{{1,2}}){_SEP}(?P<m>[0-9]{{1,2}}){_SEP}(?P<d>[0-9]{{1,2}})(?!{_SEP}?[0-9])"
        ),
        _from_era,
    ),
    (
        re.compile(
            rf"(?<![0-9])(?<![0-9][./-])(?P<y>[0-9]{{4}}){_SEP}(?P<m>[0-9]{{1,2}}){_SEP}(?P<d>[0-9]{{1,2}})(?![0-9]|[./-][0-9])"
        ),
        _from_numbers,
    ),
    (
        re.compile(
            r"(?<![0-9])(?<![0-9][./-])(?P<a>[0-9]{1,2})\s?(?P<sep>[./-])\s?(?P<b>[0-9]{1,2})\s?(?P=sep)\s?(?P<y>[0-9]{4})"
            + _NO_MORE
        ),
        _from_year_last,
    ),
    (
        re.compile(
            r"(?<![0-9])(?<![0-9][./-])(?P<mark>['’‘])?"
            r"(?:(?P<a>[0-9]{2})(?P<sep>[./-])(?P<b>[0-9]{2})(?P=sep)|(?P<a1>[0-9]{1,2})\s?/\s?(?P<b1>[0-9]{1,2})\s?/\s?)(?P<c>[0-9]{2})"
            + _NO_MORE
        ),
        _from_two_digit_year,
    ),
    (
        re.compile(rf"(?<![0-9A-Za-z]){_ORDINAL}[\s./,-]*(?:day of\s+)?{_NAME}[\s./,-]*{_NAME_YEAR}", re.IGNORECASE),
        _from_name,
    ),
    (re.compile(rf"(?<![A-Za-z]){_NAME}[\s.]*{_ORDINAL}(?![0-9])[\s.,]*{_NAME_YEAR}", re.IGNORECASE), _from_name),
    (re.compile(rf"(?<![A-Za-z]){_NAME}(?P<sep>[/-]){_ORDINAL}(?P=sep){_NAME_YEAR}", re.IGNORECASE), _from_name),
    (
        re.compile(
            rf"(?<![0-9])(?P<y>(?:19|20)[0-9]{{2}})[\s./,-]*{_NAME}[\s./,-]*{_ORDINAL}(?![0-9A-Za-z:])", re.IGNORECASE
        ),
        _from_name,
    ),
    (
        re.compile(r"^\s*(?P<a>0[1-9]|[12][0-9]|3[01])(?P<b>0[1-9]|[12][0-9]|3[01])(?P<y>(?:19|20)[0-9]{2})\s*$"),
        _from_run,
    ),
)
"""The first is all that has 年, the only one that may be without a digit."""
