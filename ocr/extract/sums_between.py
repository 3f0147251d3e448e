"""Rows that are no line items: sums of those above them, and the same lines once more on a copy."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.record import Row

_SUM = re.compile(r"(?:計|Σ.*|\b(?:sub)?total\b.*)[\s　)）\]】］>＞》」]*$", re.IGNORECASE)
_ALIKE = 0.75
"""How much two readings of one description have in common; readings of a line and its copy agree to 0.9 and more."""


def without_sums(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without those that are called a sum and come to what those above them do, since the last sum or all."""
    kept: list[Row] = []
    whole = since = Decimal(0)
    for row in rows:
        amount = _amount(row)
        if amount is not None and kept and _called_sum(row) and amount in (since, whole):
            since = Decimal(0)
            continue
        kept.append(row)
        whole, since = whole + (amount or 0), since + (amount or 0)
    return tuple(kept)


def without_copy(rows: tuple[Row, ...], *, least: int = 2) -> tuple[Row, ...]:
    """The first half of the rows where the second says the same, at least so many lines; else all."""
    half = len(rows) // 2
    if len(rows) % 2 or half < least:
        return rows
    first, second = rows[:half], rows[half:]
    return first if all(_same(a, b) for a, b in zip(first, second, strict=True)) else rows


def _same(a: Row, b: Row) -> bool:
    named = _description(a) and _day(a) == _day(b) and _common(_description(a), _description(b)) >= _ALIKE
    return bool(named) and _amount(a) is not None and _amount(a) == _amount(b)


def _common(a: str, b: str) -> float:
    return SequenceMatcher(None, "".join(a.split()), "".join(b.split()), autojunk=False).ratio()


def _called_sum(row: Row) -> bool:
    """Whether it has a name such as 伝票計 and an amount, and neither a number nor a price."""
    bare = not any(cell.value is not None for cell in row.cells if cell.name in ("quantity", "unit_price"))
    return bare and _SUM.search(_description(row)) is not None


def _description(row: Row) -> str:
    cell = row.cell("description")
    return cell.value.text if cell is not None and isinstance(cell.value, Text) else ""


def _day(row: Row) -> object:
    cell = row.cell("date")
    return cell.value if cell is not None else None


def _amount(row: Row) -> Decimal | None:
    cell = row.cell("amount")
    return amount_of(cell.value) if cell is not None else None
