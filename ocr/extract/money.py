"""What a bare number on this paper counts: its currency, and thousands where a heading says 単位:千円."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import BARE
from ocr.extract.values import parse_unit
from ocr.record import Amount, Field, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ocr.extract.locate import Candidate
    from ocr.extract.sheet import Sheet
    from ocr.record import Value

_MARKS = {
    "JPY": re.compile(r"[¥￥\\円]|jpy"),
    "USD": re.compile(r"us\$|(?<![a-z])usd(?![a-z])|(?<![a-z])\$|us dollars"),
    "EUR": re.compile(r"€|eur(?![a-z])"),
    "GBP": re.compile(r"£|gbp"),
    "MYR": re.compile(r"(?<![a-z])rm\s?(?=[\d)]|$)|myr"),
    "CNY": re.compile(r"cny|\brmb\b|人民元"),
    "SGD": re.compile(r"(?<![a-z])s\$|(?<![a-z])sgd(?![a-z])"),
    "AUD": re.compile(r"(?<![a-z])a\$|(?<![a-z])aud(?![a-z])"),
    "CAD": re.compile(r"(?<![a-z])ca?\$|(?<![a-z])cad(?![a-z])"),
}
_PLACES = {
    "MYR": re.compile(r"sdn\.?bhd|malaysia|selangor|kualalumpur|johor|pulaupinang|petalingjaya"),
    "SGD": re.compile(r"pte\.?ltd|singapore\d{6}"),
}
"""Where a paper comes from that marks no amount at all."""
_DOLLARS = {
    "USD": re.compile(r"(?i:us\$|\busd\b|us dollars|united states)|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b"),
    "AUD": re.compile(r"(?i:\baud\b|\baustralia)|\bA\.?B\.?N\b|\b(?:NSW|VIC|QLD|TAS|WA|ACT),? \d{4}\b"),
    "CAD": re.compile(r"(?i:\bcad\b|\bcanada\b)|\bHST\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"),
    "SGD": re.compile(r"(?i:\bsgd\b|\bsingapore\b)|\bUEN\b"),
}
"""Whose dollar a $ alone is: the one country's that the paper's words speak of, else the United States'."""
_DOLLAR_ALONE = re.compile(r"(?<![A-Za-z])\$")
_MARKED = re.compile(r"[¥￥\\円$€£]|[A-Z]{3}|RM")
SUM_ROUNDING, PAID_ROUNDING = Decimal("0.02"), Decimal("0.05")
"""What sums may differ by where the smallest coin is worth 0.05: rounded to the nearest coin, a sum of rows is up to
0.02 off; what is paid, its tax rounded as well or the till rounding one way only, by up to a whole coin."""

CENTS = re.compile(r"\d[.,]\s?\d{2}(?!\d)")
_MANY_CENTS = 3
"""Amounts with cents on a paper that prints them throughout."""
_WITHOUT_CENTS = 0.5
"""What a number without cents keeps of its score there: it may be a count."""


@dataclass(frozen=True, slots=True)
class Money:
    """How this paper writes money."""

    currency: str = "JPY"
    unit: int = 1
    """Yen that one printed unit stands for, in numbers that do not themselves say 円."""
    has_cents: bool = False
    """Whether amounts are printed with two decimals throughout."""

    @classmethod
    def of(cls, sheets: Sequence[Sheet]) -> Money:
        """The currency marked most often, where none is yen, or none if it has cents; the unit that a heading names."""
        marks: Counter[str] = Counter()
        unit = 1
        for sheet in sheets:
            for segment in sheet.segments:
                text = unicodedata.normalize("NFKC", segment.text).casefold()
                for currency, pattern in _MARKS.items():
                    marks[currency] += bool(pattern.search(text))
                unit = max(unit, parse_unit(segment.text) or 1)
        has_cents = sum(bool(CENTS.search(s.text)) for sheet in sheets for s in sheet.segments) >= _MANY_CENTS
        currency = (
            max(marks, key=lambda c: (marks[c], c == "JPY")) if any(marks.values()) else _unmarked(sheets, has_cents)
        )
        if currency == "USD":
            currency = _dollar(sheets)
        return cls(currency, unit) if currency == "JPY" else cls(currency, has_cents=has_cents)

    def read(self, value: Value | None, raw: str) -> Value | None:
        """The value as this paper means it; only an amount printed without a mark of its own is changed."""
        if not isinstance(value, Amount):
            return value
        bare = value.currency == BARE or (value.currency == "JPY" and not _MARKED.search(raw))
        if value.currency == "USD" and self.currency in _DOLLARS and _DOLLAR_ALONE.search(raw):
            return Amount(amount=value.amount, currency=self.currency)
        if not bare:
            return value
        return Amount(amount=value.amount * self.unit, currency=self.currency)

    def candidates(self, found: Iterable[Candidate]) -> list[Candidate]:
        """The same candidates, their amounts as this paper means them, and less likely where they lack its cents."""
        return [self._weighed(replace(c, value=v)) for c in found if (v := self.read(c.value, c.raw)) is not None]

    def _weighed(self, candidate: Candidate) -> Candidate:
        lacks_cents = self.has_cents and isinstance(candidate.value, Amount) and not CENTS.search(candidate.raw)
        return candidate.scored(_WITHOUT_CENTS * candidate.score) if lacks_cents else candidate

    def rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The same rows, their amounts as this paper means them."""
        return tuple(
            Row(cells=tuple(_with(cell, self.read(cell.value, cell.raw)) for cell in row.cells)) for row in rows
        )


def _dollar(sheets: Sequence[Sheet]) -> str:
    """The dollar of a paper that prints $."""
    text = "\n".join(s.text for sheet in sheets for s in sheet.segments)
    found = [currency for currency, pattern in _DOLLARS.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else "USD"


def _unmarked(sheets: Sequence[Sheet], has_cents: bool) -> str:
    """What a paper counts in that marks no currency: its country's where its words or its dates tell that."""
    if not all(sheet.is_latin for sheet in sheets):
        return "JPY"
    segments = [s for sheet in sheets for s in sheet.segments]
    text = "\n".join(s.key.text for s in segments)
    found = [currency for currency, pattern in _PLACES.items() if pattern.search(text)]
    if len(found) == 1:
        return found[0]
    if any(s.day_first is False for s in segments):
        return "USD"
    return BARE if has_cents else "JPY"


def _with(cell: Field, value: Value | None) -> Field:
    return cell if value is cell.value else cell.model_copy(update={"value": value})
