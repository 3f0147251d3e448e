"""Counts with their unit, and rates."""

from __future__ import annotations

import re
from decimal import Decimal

from ocr.extract.values.fold import LONGEST_LINE, Span, fold
from ocr.extract.values.numerals import KANJI, parse_numeral

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_QUANTITY = re.compile(
    rf"\s*[×xX✕*]?\s*(?P<sign>[▲△-])?\s*(?:(?P<number>{_NUMBER})|(?P<kanji>[{KANJI}]{{1,6}})(?=\s*\S))"
    r"\s*(?P<unit>[^\s0-9%¥$€£\\円,.:/()-][^\s0-9%¥$€£\\円]{0,7})?\s*"
)
_RATE = re.compile(r"(?<![0-9.,])(?P<number>[0-9OolI]{1,3}(?:\.[0-9]{1,3})?)\s?%(?!\w*[0-9])")
_AROUND_RATE = r"[\s()\[\]※*:]|軽減|標準|税率|消費税等?|適用|対象|分|内税|外税|計|率"


def parse_number(text: str) -> Decimal | None:
    """A count: 3, 1.5, 1,000, 12個, 一式 (1)."""
    found = split_quantity(text)
    return None if found is None else found[0]


def split_quantity(text: str) -> tuple[Decimal, str | None] | None:
    """A count and the unit printed with it: 12個 is (12, 個), 一式 is (1, 式), 3 is (3, None). Money is no count."""
    if len(text) > LONGEST_LINE:
        return None
    match = _QUANTITY.fullmatch(" ".join(fold(text).text.split()))
    if match is None:
        return None
    digits = match["number"]
    if digits is not None and re.match(r"0[0-9,]", digits):
        return None
    number = Decimal(digits.replace(",", "")) if digits is not None else parse_numeral(match["kanji"])
    if number is None:
        return None
    return (-number if match["sign"] else number), match["unit"]


def parse_rate(text: str, *, bare: bool = False) -> Decimal | None:
    """A rate as a share of one: 10%, 軽減8%, (10.0 %) are 0.1, 0.08, 0.1; bare takes 10 for 10% (a column of rates)."""
    if len(text) > LONGEST_LINE:
        return None
    spans = find_rates(text)
    folded = fold(text).text
    if len(spans) == 1:
        return spans[0].value if not re.sub(_AROUND_RATE, "", _RATE.sub("", folded)) else None
    if bare and not spans and re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,2})?", folded.strip()):
        return _share(folded.strip())
    return None


def find_rates(text: str) -> list[Span[Decimal]]:
    """Every n% in text up to 100%, as shares of one."""
    folded = fold(text)
    found = []
    for match in _RATE.finditer(folded.text):
        number = match["number"]
        if any(c.isdigit() for c in number):
            share = _share(number.replace("O", "0").replace("o", "0").replace("l", "1").replace("I", "1"))
            if share is not None:
                found.append(folded.span(share, match.start(), match.end()))
    return found


def _share(number: str) -> Decimal | None:
    share = Decimal(number) / 100
    return share.normalize() if share <= 1 else None
