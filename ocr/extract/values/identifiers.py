"""Numbers that name something: registration numbers, telephone numbers, postal codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.check_digit import has_valid_check_digit
from ocr.extract.values.fold import LONGEST_LINE, SWAPS, Span, fold

_SWAPPED = r"[0-9OoIl|BS]"
_REGISTRATION = re.compile(
    rf"(?<![A-Za-z0-9])[Tt丁]\s?[-ー:.]?\s*({_SWAPPED}(?:[\s\-ー.]{{0,2}}{_SWAPPED}){{12}})(?![A-Za-z0-9])"
)
_ARABIC = re.compile(r"[0-9]")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DOWN_A_COLUMN = re.compile(r"[〇○零一二三四五六七八九](?:[-ー()]?[〇○零一二三四五六七八九]){6}")
"""A numeral for each digit, in numbers of seven digits and more: 電話〇三ー一二三四ー五六七八."""
_THIRTEEN = re.compile(r"\s*([0-9](?:[\s\-ー]{0,2}[0-9]){12})\s*")

_PHONE_DIGIT = r"[0-9OoIl|]"
_GAP = r"\s?[-ー.・ ]\s?"
_PHONE = re.compile(
    rf"(?<![0-9A-Za-z+])(?<![0-9][-ー.])"
    rf"(?:(?P<intl>\+[0-9]{{1,3}})[\s\-]?(?:\(0\))?[\s\-]?(?P<rest>[0-9]{{1,4}}(?:[\s\-][0-9]{{2,4}}){{1,3}}(?![0-9])|[0-9]{{2,3}}[\s\-][0-9]{{6,8}}|[0-9]{{8,10}})"
    rf"|(?P<grouped>[0Oo][1-9lI|]{_PHONE_DIGIT}{{0,3}}{_GAP}{_PHONE_DIGIT}{{1,4}}{_GAP}{_PHONE_DIGIT}{{3,4}})"
    rf"|(?P<area>\(\s?0[1-9][0-9]{{0,3}}\s?\)\s?[0-9]{{1,4}}{_GAP}[0-9]{{4}}|0[1-9][0-9]{{0,3}}\s?\(\s?[0-9]{{1,4}}\s?\)\s?[0-9]{{4}})"
    rf"|(?P<solid>0[1-9][0-9]{{8,9}}))"
    rf"(?![0-9A-Za-z]|[-ー.][0-9])"
)
_POSTAL = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-ー])(?:〒\s*)?([0-9]{3})\s?[-ー]\s?([0-9]{4})(?![0-9]|\s?[-ー][0-9])|〒\s*([0-9]{3})\s?([0-9]{4})(?![0-9])"
)


def parse_registration_number(text: str) -> str | None:
    """登録番号 as T and 13 digits, breaks and hyphens joined; 13 bare digits only if their check digit is right."""
    if len(text) > LONGEST_LINE:
        return None
    found = find_registration_numbers(text)
    if found:
        return found[0].value if len({span.value for span in found}) == 1 else None
    bare = _THIRTEEN.fullmatch(fold(text).text)
    if bare is None:
        return None
    number = "T" + re.sub(r"[^0-9]", "", bare[1])
    return number if has_valid_check_digit(number) else None


def find_registration_numbers(text: str) -> list[Span[str]]:
    """Every T + 13 digits in text. A wrong check digit is not this function's business."""
    folded = fold(text)
    return [folded.span(value, start, end) for value, start, end in _registrations(_in_digits(folded.text))]


def parse_phone(text: str) -> str | None:
    """A telephone number, hyphens where the paper breaks it: (06) 1234-5678 is 06-1234-5678."""
    found = find_phones(text) if len(text) <= LONGEST_LINE else []
    return found[0].value if len(found) == 1 else None


def find_phones(text: str) -> list[Span[str]]:
    """Every telephone or fax number in text; which of the two is for the label to say."""
    folded = fold(text)
    return [folded.span(value, start, end) for value, start, end in _phones(_in_digits(folded.text))]


def parse_postal_code(text: str) -> str | None:
    """郵便番号 as 123-4567, with or without 〒."""
    found = find_postal_codes(text) if len(text) <= LONGEST_LINE else []
    return found[0].value if len(found) == 1 else None


def find_postal_codes(text: str) -> list[Span[str]]:
    """Every 123-4567 that is not part of a longer number; seven digits together only after 〒."""
    folded = fold(text)
    return [folded.span(value, start, end) for value, start, end in _postal_codes(_in_digits(folded.text))]


def identifier_ranges(folded: str) -> list[tuple[int, int]]:
    """Where folded text holds a number that names something and so is no amount."""
    folded = _in_digits(folded)
    if not _ARABIC.search(folded):
        return []
    return [(s, e) for find in (_registrations, _phones, _postal_codes) for _, s, e in find(folded)]


def _in_digits(folded: str) -> str:
    """The text, its numerals as digits where they can only be digits."""
    return folded.translate(_NUMERALS) if _DOWN_A_COLUMN.search(folded) else folded


def _registrations(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in _REGISTRATION.finditer(folded):
        token = re.sub(r"[\s\-ー.]", "", match[1])
        if sum(c.isdigit() for c in token) >= 8:
            yield "T" + token.translate(SWAPS), match.start(), match.end()


def _phones(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in _PHONE.finditer(folded):
        if match["intl"]:
            value = re.sub(r"[\s\-]+", "-", f"{match['intl']}-{match['rest']}")
        else:
            token = match[0]
            if sum(c.isdigit() for c in token) < 7:
                continue
            value = re.sub(r"[^0-9]+", "-", token.translate(SWAPS)).strip("-")
        digits = re.sub(r"[^0-9]", "", value)
        if match["intl"] or len(digits) == 10 or (len(digits) == 11 and re.match(r"0[5-9]0|0800", digits)):
            yield value, match.start(), match.end()


def _postal_codes(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in _POSTAL.finditer(folded):
        yield f"{match[1] or match[3]}-{match[2] or match[4]}", match.start(), match.end()
