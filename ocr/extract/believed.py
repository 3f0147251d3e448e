"""Fields, rows and text of one paper, for rules to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of
from ocr.record import Amount, Date, Flag, TaxBreakdown, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ocr.record import Field, Row


class Believed:
    """Fields by name, rows, and the text without white space, as keys are (`ocr.extract.sheet.Key`)."""

    def __init__(self, fields: Sequence[Field], rows: Sequence[Row], text: str) -> None:
        self._fields = {f.name: f for f in fields}
        self.rows = rows
        self.text = text

    def amount(self, name: str) -> Decimal | None:
        found = self._fields.get(name)
        return amount_of(found.value) if found else None

    def currency(self, name: str) -> str | None:
        found = self._fields.get(name)
        return found.value.currency if found and isinstance(found.value, Amount) else None

    def date(self, name: str) -> Date | None:
        found = self._fields.get(name)
        return found.value if found and isinstance(found.value, Date) else None

    def name(self, name: str) -> str | None:
        """The text of a field that holds text."""
        found = self._fields.get(name)
        return found.value.text if found and isinstance(found.value, Text) else None

    def flag(self, name: str) -> bool | None:
        found = self._fields.get(name)
        return found.value.flag if found and isinstance(found.value, Flag) else None

    def breakdown(self) -> TaxBreakdown | None:
        found = self._fields.get("tax_breakdown")
        return found.value if found and isinstance(found.value, TaxBreakdown) else None

    def has(self, name: str) -> bool:
        return name in self._fields

    def not_understood(self) -> list[str]:
        return [name for name, f in self._fields.items() if f.value is None]
