"""How tills write how many: 2コ×単198, @430x 2, 4 X 2.80, 05 X RM 12.50."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ocr.extract.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = r"(?:コ|ヶ|ケ|個|点|本|枚|袋|杯|名|人|箱|つ|pcs?|ea)"


def _number(name: str) -> str:
    mark, unit = rf"(?P<{name}_price>(?:@|単価?|各|[¥\\$]|rm)\s*)*", rf"(?P<{name}_unit>{_UNIT})?"
    return rf"{mark}(?P<{name}>\d[\d,]*(?:\.\d+)?)\s*円?\s*{unit}"


_PRODUCT = rf"[(]?{_number('a')}\s*(?:[×x✕*]|(?=@)|@)\s*{_number('b')}[)]?"
_COUNT = re.compile(rf"(?:\d{{4,14}}\s+)?{_PRODUCT}", re.IGNORECASE)
_AT_END = re.compile(rf"\s{_PRODUCT}$", re.IGNORECASE)
_NAMED = re.compile(r"[×xX✕]\s*(?P<times>\d{1,3})\s*(?:コ|個|点)?$|\s(?P<n>\d{1,3})\s*(?:コ|個|点)$")
_TOLERANCE = Decimal("0.02")
"""Weighed goods are rounded."""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity, and the unit price beside it where one is printed."""

    quantity: Decimal
    price: Decimal | None = None

    def makes(self, amount: Decimal | None) -> bool:
        """Whether the quantity at its price is the amount."""
        return amount is not None and self.price is not None and abs(self.quantity * self.price - amount) < _TOLERANCE

    @classmethod
    def of_figures(cls, texts: Sequence[str], amount: Decimal) -> Count | None:
        """The count among figures between a name and its amount: one with its unit, or two whose product it is."""
        figures = [fold(t).text.strip() for t in texts]
        for text in figures:
            single = re.fullmatch(rf"(\d{{1,3}})\s*{_UNIT}", text)
            if single:
                return cls(Decimal(single[1]))
        numbers = [n for text in figures if (n := _decimal(re.sub(r"[^\d.]", "", text))) is not None]
        if len(numbers) == 1 and numbers[0] == numbers[0].to_integral_value() and _is_plain(figures[0]):
            return cls(numbers[0])
        for a in numbers:
            for b in numbers:
                if a is not b and cls(a, b).makes(amount) and a == a.to_integral_value():
                    return cls(a, b)
        return None


def count_in(text: str) -> Count | None:
    """The count that a line is, an article's number before it apart; None for any other line."""
    match = _COUNT.fullmatch(fold(text).text.strip())
    return _of(match) if match else None


def ends_with_count(text: str) -> tuple[int, Count] | None:
    """Where in text a count at its end begins, and the count; the name before it keeps its own figures."""
    folded = fold(text)
    match = _AT_END.search(folded.text)
    count = _of(match) if match and match.start() > 0 else None
    return (folded.span(None, match.start(), match.end()).start, count) if match and count else None


def named_count(text: str) -> Decimal | None:
    """りんご ×3, りんご 3個: a count that ends a name."""
    match = _NAMED.search(fold(text).text)
    return Decimal(match["times"] or match["n"]) if match else None


def _of(match: re.Match[str]) -> Count | None:
    a, b = (_decimal(match[g].replace(",", "")) for g in ("a", "b"))
    if a is None or b is None:
        return None
    if match["a_unit"] or match["b_price"]:
        return Count(a, b)
    if match["b_unit"] or match["a_price"]:
        return Count(b, a)
    if (a == a.to_integral_value()) != (b == b.to_integral_value()):
        return Count(a, b) if a == a.to_integral_value() and "." not in match["a"] else Count(b, a)
    return Count(min(a, b), max(a, b))


def _is_plain(text: str) -> bool:
    return re.fullmatch(r"\d{1,2}", text) is not None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
