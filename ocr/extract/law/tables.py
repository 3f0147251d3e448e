"""The law's numbers with the days from which and until which they hold: tables.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field as Setting

from ocr.document import Model

_FILE = Path(__file__).with_name("tables.toml")
_Step = tuple[int, int]


class Period(Model):
    """First and last day, both included; an open end is None."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return f"{self.first or ''}〜{self.last or ''}"


class TaxRate(Period):
    rate: Decimal


class Credit(Period):
    """The share of the tax that may be deducted on purchases from sellers without registration."""

    share: Decimal


class SmallPurchase(Period):
    below: Decimal


class Payment(Model):
    most_days: int
    toritekiho_first: dt.date


class StampDuty(Model):
    """Yen; steps are (up to and including, duty)."""

    unstated: int
    free_below: int
    framework: int
    work: tuple[_Step, ...]
    work_above: int
    transfer: tuple[_Step, ...]
    transfer_above: int
    receipt_free_below: int
    receipt: tuple[_Step, ...]
    receipt_above: int


class Law(Model):
    """Everything in tables.toml."""

    as_of: dt.date
    rates: Annotated[tuple[TaxRate, ...], Setting(min_length=1)]
    transitional_credit: tuple[Credit, ...]
    qualified_invoice: Period
    small_purchase: SmallPurchase
    payment: Payment
    stamp_duty: StampDuty

    def cite(self, rule: str) -> str:
        """The rule, and the day of the tables that it was applied from."""
        return f"{rule} ({self.as_of} 現在)"

    def rates_on(self, day: dt.date) -> frozenset[Decimal]:
        """The rates in force on a day; 0, for what is not taxed, always is."""
        return frozenset({Decimal(0), *(r.rate for r in self.rates if r.holds(day))})

    @property
    def known_rates(self) -> frozenset[Decimal]:
        """Every rate that there has been."""
        return frozenset({Decimal(0), *(r.rate for r in self.rates)})


@cache
def law() -> Law:
    """The tables that ship with denpyo."""
    return Law.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def duty(amount: Decimal, steps: Sequence[_Step], above: int) -> int:
    """The duty on an amount by a table of steps."""
    return next((tax for limit, tax in steps if amount <= limit), above)
