"""For each kind of value: where in a text such values stand."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from ocr.extract.values import (
    Span,
    clean_name,
    find_amounts,
    find_dates,
    find_phones,
    find_postal_codes,
    find_registration_numbers,
    fold,
    mended,
    parse_date,
    parse_rate,
    simplified_to_japanese,
    split_quantity,
)
from ocr.extract.values.dates import MONTH_NAMES
from ocr.extract.values.remembered import remembered
from ocr.record import Amount, Date, Number, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocr.record import Value

Found = tuple["Value", int, int]
"""A value and the characters [start, end) it was read from."""

_IDENTIFIER = re.compile(
    r"(?:第\s?)?(?:[一-龥]{1,2}[-‐－])?[0-9A-Za-z０-９Ａ-Ｚａ-ｚ#＃][0-9A-Za-z０-９Ａ-Ｚａ-ｚ\-‐－−ー_/／.．#＃]*(?:\s?号(?!室|館))?"
)
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])一(?![覧式部般括人回日月年時同体環度つ個台本枚号番位次切定種名件])")
_LONG_VOWEL_HIRAGANA = re.compile(r"(?<=[ぁ-ん])一(?=[ぁ-んァ-ヺ])(?![つがはをにもとでよのへ]|から)")
_KU = re.compile(r"(?<=[ぁ-んァ-ヺー])[<＜](?=[ぁ-んァ-ヺ])")
_DIGIT = re.compile(r"[0-9０-９]")
_NEXT_LABEL = re.compile(r"[\s　]{2,}\S{1,8}[:：]|[\s　]\S{2,8}[:：]|[|｜]")
_RATE = re.compile(r"[0-9０-９]{1,2}(?:[.．][0-9０-９])?\s*[%％]")
_POINT_FOR_COMMA = re.compile(r"(?<![\d.,/-])\d{1,3}(?:[.,]\d{3})+(?![\d.,/-])")
"""3.740 beside other yen is 3,740: engines and thin commas; no currency counts in thousandths."""
_CUT_CENTS = re.compile(r"(?P<whole>\W*(?:[A-Z]{2,3}\s?)?\d[\d,]*[.])(?P<gap>\s)\d{2}\W*")
"""RM 170. 00: all of a text is one amount with a gap before its cents."""
_IN_WORDS = re.compile(r"(?:only|dollars|pounds|euros|ringgit|cents|/100)\W*$", re.IGNORECASE)
"""Before an amount in brackets that says in figures what stands there in words; elsewhere brackets are a minus."""
BARE = "XXX"
"""ISO 4217 for "no currency": decimals printed without one, until it is known what the paper counts in."""
_GLUED_TIME = re.compile(
    r"(?P<day>\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|\d{2,4}[-/.年]\d{1,2}[-/.月](?:[0-2]?\d|3[01])日?)"
    r"(?=\d{1,2}:\d{2})\d{1,2}:\d{2}(?::\d{2})?"
)
"""2026/7/414:53 is the 4th, 14:53: engines drop the space."""
_MONTH_END = re.compile(
    r"(?P<month>(?:\d{4}|[令平][和成]?\s?(?:\d{1,2}|元)|[RＲ]\d{1,2})\s*[年./]\s*\d{1,2}\s*月)\s*末日?"
)
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/月.\-]\s*(\d{1,2})(?!\d)")
_NAME = rf"({'|'.join(MONTH_NAMES)})[a-z]{{0,6}}"
_NAMED_MONTH_DAY = re.compile(
    rf"(?<![a-z]){_NAME}\.?\s?(\d{{1,2}})(?!\d)|(?<!\d)(\d{{1,2}})[\s-]?{_NAME}(?![a-z])", re.IGNORECASE
)
_PHONE_LABEL = re.compile(r"tel|fax", re.IGNORECASE)
_LABELLED_PHONE = re.compile(
    r"(?:tel|電話(?:番号)?|phone|℡|^(?:t|ph)(?=[\s.:]))[\s.:：)）]*(?P<number>[+\d(（][\d()（）\-‐－ ]{7,16}\d)"
    r"|(?<!\d)(?P<nanp>\(\d{3}\)\s?\d{3}-\d{4})(?!\d)",
    re.IGNORECASE,
)
"""After a telephone label even a number of no known area is one; so is (312) 733-2200 without a label."""
_T_FOR_POST = re.compile(r"(?<![A-Za-z0-9-])[TtＴ7](?=\s?\d{3}[-‐－]\d{4}(?!\d))")
"""〒 as engines read it."""
_EDGE = " 　·•:：;；,，、。|｜・-－‐_＿"


def find(kind: str, text: str, *, day_first: bool | None = None) -> list[Found]:
    """Values of a kind in text, left to right; [] where there is none or the kind stands in no single line.

    day_first settles 04/05/2026 on papers that say which it is.
    """
    finder = _DATES[day_first] if kind in ("date", "term") else _FINDERS.get(kind)
    return list(finder(text)) if finder and text.strip() else []


def _amounts(text: str) -> Iterator[Found]:
    cut = _CUT_CENTS.fullmatch(text)
    if cut:
        gap = cut.start("gap")
        for value, start, end in _amounts(text[:gap] + text[gap + 1 :]):
            yield value, start, end + 1
        return
    for span in find_amounts(_POINT_FOR_COMMA.sub(lambda m: m[0].replace(".", ","), text), currency=BARE):
        value = span.value
        if value.amount < 0 and text[span.start] in "(（" and _IN_WORDS.search(text[: span.start]):
            value = value.model_copy(update={"amount": -value.amount})
        if value.currency == BARE and value.amount == value.amount.to_integral_value():
            value = Amount(amount=value.amount)
        yield value, span.start, span.end


def dates_in(text: str, *, day_first: bool | None = None) -> list[Span[dt.date]]:
    """Every day in text, two-digit years included; a time of day run into the date is cut off, 月末 is the last day."""
    text = mended(text, day_first=day_first)
    glued = _GLUED_TIME.search(text)
    if glued:
        cut = text[: glued.end("day")]
        rest = dates_in(text[glued.end() :], day_first=day_first)
        return find_dates(cut, day_first=day_first, two_digit_year=True) + rest
    found = find_dates(text, day_first=day_first, two_digit_year=True)
    for end in _MONTH_END.finditer(text):
        first = parse_date(end["month"] + "1日")
        if first is not None:
            last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            found.append(Span(last, end.start(), end.end()))
    return sorted(found, key=lambda s: s.start)


def month_and_day(text: str, *, day_first: bool | None) -> tuple[int, int] | None:
    """The first month and day in text that stand without a year: 11/29, 11月29日, Nov 29, 29-Nov."""
    folded = fold(text).text
    named = _NAMED_MONTH_DAY.search(folded)
    if named is not None:
        name, day = named[1] or named[4], named[2] or named[3]
        return MONTH_NAMES.index(name.lower()) + 1, int(day)
    numbers = _MONTH_DAY.search(folded)
    if numbers is None:
        return None
    return (int(numbers[2]), int(numbers[1])) if day_first else (int(numbers[1]), int(numbers[2]))


def is_day(text: str) -> bool:
    """Whether text is a date, or a month and day, and nothing else to speak of."""
    folded = fold(text).text.strip()
    return any(one.fullmatch(folded) for one in (_MONTH_DAY, _NAMED_MONTH_DAY)) or any(
        span.end - span.start >= len(text.strip()) - 3 for span in dates_in(text)
    )


def _dates(text: str, *, day_first: bool | None) -> Iterator[Found]:
    for span in dates_in(text, day_first=day_first):
        yield Date(date=span.value), span.start, span.end


def _phones(text: str) -> Iterator[Found]:
    found = find_phones(_PHONE_LABEL.sub(lambda m: " " * len(m[0]), text))
    for span in found:
        yield Text(text=span.value), span.start, span.end
    labelled = None if found else _LABELLED_PHONE.search(text)
    if labelled:
        group = "number" if labelled["number"] else "nanp"
        yield Text(text=unicodedata.normalize("NFKC", labelled[group])), *labelled.span(group)


def _postal_codes(text: str) -> Iterator[Found]:
    for span in find_postal_codes(_T_FOR_POST.sub("〒", text)):
        yield Text(text=span.value), span.start, span.end


def _registration_numbers(text: str) -> Iterator[Found]:
    for span in find_registration_numbers(text):
        yield Text(text=span.value), span.start, span.end


def _identifiers(text: str) -> Iterator[Found]:
    dates = [(s.start, s.end) for s in find_dates(text)]
    for match in _IDENTIFIER.finditer(text):
        if any(a <= match.start() < b for a, b in dates) or not _DIGIT.search(match[0]):
            continue
        start, end = match.span()
        while end > start and text[end - 1] in "-‐－−ー/／.．_#＃":
            end -= 1
        if end > start:
            yield Text(text=text[start:end].lstrip("#＃") or text[start:end]), start, end


def _names(text: str) -> Iterator[Found]:
    start = len(text) - len(text.lstrip(_EDGE))
    cut = _NEXT_LABEL.search(text, start)
    end = cut.start() if cut else len(text)
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    name = clean_name(repaired(text[start:end]))
    if name and not name.isdigit():
        yield Text(text=name), start, end


def _texts(text: str) -> Iterator[Found]:
    start = len(text) - len(text.lstrip(_EDGE))
    end = len(text.rstrip(_EDGE))
    if end > start:
        yield Text(text=repaired(text[start:end])), start, end


def repaired(text: str) -> str:
    """Misreadings that no Japanese text can mean put right: simplified twins, 一 for ー and < for く among kana."""
    vowels = _LONG_VOWEL.sub("ー", simplified_to_japanese(text))
    return _KU.sub("く", _LONG_VOWEL_HIRAGANA.sub("ー", vowels))


def _rates(text: str) -> Iterator[Found]:
    for match in _RATE.finditer(text):
        rate = parse_rate(match[0])
        if rate is not None:
            yield Number(number=rate), match.start(), match.end()


def _numbers(text: str) -> Iterator[Found]:
    stripped = text.strip()
    parsed = split_quantity(stripped)
    if parsed is not None:
        start = text.index(stripped)
        unit = parsed[1] or ""
        end = start + len(stripped) - (len(unit) if stripped.endswith(unit) else 0)
        yield Number(number=Decimal(parsed[0])), start, max(end, start + 1)


def _units(text: str) -> Iterator[Found]:
    stripped = text.strip(_EDGE)
    if stripped and len(stripped) <= 6 and not _DIGIT.search(stripped):
        start = text.index(stripped)
        yield Text(text=simplified_to_japanese(stripped)), start, start + len(stripped)


def _kept(finder: Callable[[str], Iterator[Found]]) -> Callable[[str], tuple[Found, ...]]:
    return remembered(lambda text: tuple(finder(text)))


_FINDERS = {
    "amount": _kept(_amounts),
    "phone": _kept(_phones),
    "postal_code": _kept(_postal_codes),
    "registration_number": _kept(_registration_numbers),
    "identifier": _kept(_identifiers),
    "name": _names,
    "party": _names,
    "text": _texts,
    "rate": _kept(_rates),
    "number": _kept(_numbers),
    "unit": _units,
}
_DATES = {day_first: _kept(partial(_dates, day_first=day_first)) for day_first in (None, True, False)}


def amount_of(value: Value | None) -> Decimal | None:
    """The number of an Amount, None for anything else."""
    return value.amount if isinstance(value, Amount) else None
