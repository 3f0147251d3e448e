"""Kanji, 大字 and mixed numerals (壱百弐拾万, 二〇二六, 1億2,345万) to numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: n
    for n, group in enumerate(
        ("〇零○◯", "一壱壹弌", "二弐貳貮", "三参參", "四肆", "五伍", "六陸", "七漆柒", "八捌", "九玖")
    )
    for c in group
}
_SMALL = {"十": 10, "拾": 10, "廿": 20, "百": 100, "佰": 100, "陌": 100, "千": 1000, "仟": 1000, "阡": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}

DIGITS = "".join(_DIGITS)
"""The characters for the digits 0 to 9."""
KANJI = "".join((*_DIGITS, *_SMALL, *_BIG))
"""Every character a kanji numeral is written with."""

_TOKEN = re.compile(
    rf"(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)|(?P<kanji>[{DIGITS}]{{1,3}}(?:,[{DIGITS}]{{3}})+|[{DIGITS}]+)"
    rf"|(?P<unit>[{''.join((*_SMALL, *_BIG))}])"
)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def parse_numeral(text: str) -> Decimal | None:
    """The number that text (NFKC, no spaces) is, all of it; units must fall as in speech: 二千百, not 百二千."""
    if not 0 < len(text) <= 40:
        return None
    total, section, pending = Decimal(0), Decimal(0), None
    last_big, last_small = 10**16, 10**4
    n = 0
    while n < len(text):
        token = _TOKEN.match(text, n)
        if token is None:
            return None
        n = token.end()
        unit = token["unit"]
        if unit is None:
            value = _plain(token)
            if pending is not None or value is None or (last_small < 10**4 and value >= last_small):
                return None
            pending = value
        elif unit in _SMALL:
            size = _SMALL[unit]
            if size >= last_small or (unit == "廿" and pending is not None):
                return None
            section, pending, last_small = section + (1 if pending is None else pending) * size, None, size
            if unit == "廿":
                last_small = 10
        else:
            size = _BIG[unit]
            section += pending or 0
            if size >= last_big or section == 0:
                return None
            total, section, pending = total + section * size, Decimal(0), None
            last_big, last_small = size, 10**4
    rest = section + (pending or 0)
    return None if last_big < 10**16 and rest >= last_big else total + rest


def _plain(token: re.Match[str]) -> Decimal | None:
    if token["kanji"] is not None:
        return Decimal("".join(str(_DIGITS[c]) for c in token["kanji"] if c != ","))
    return Decimal(token["digits"].replace(",", "")) if _PLAIN.fullmatch(token["digits"]) else None
