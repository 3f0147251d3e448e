"""Draws the content of trade documents and receipts from the pools: who sells what to whom, for how much."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from training.content import REDUCED, STANDARD, Line
from training.goods import Good, goods


def lines(rng: random.Random, trade: str, count: int) -> tuple[Line, ...]:
    """Count different goods of a trade (repeats once the pool is used up), in drawn order."""
    pool = list(goods(trade))
    chosen: list[Good] = []
    while len(chosen) < count:
        rng.shuffle(pool)
        chosen += pool[: count - len(chosen)]
    return tuple(_line(rng, good) for good in chosen)


def both_rates(rng: random.Random, trade: str, count: int) -> tuple[Line, ...]:
    """As lines(), drawn again until both tax rates occur."""
    while True:
        drawn = lines(rng, trade, count)
        if len({line.rate for line in drawn}) == 2:
            return drawn


def dated(rng: random.Random, sold: tuple[Line, ...], first: date, last: date) -> tuple[Line, ...]:
    """The lines as deliveries of a month, each with its day and slip number, in order of time."""
    span = (last - first).days
    days = sorted(first + timedelta(rng.randint(0, span)) for _ in sold)
    slip = rng.randint(10000, 80000)
    out = []
    for line, day in zip(sold, days, strict=True):
        slip += rng.randint(1, 90)
        out.append(Line(line.description, line.quantity, line.unit, line.unit_price, line.rate, day, slip=str(slip)))
    return tuple(out)


def discount(description: str, amount: int) -> Line:
    """A line that takes money off: 出精値引."""
    return Line(description, Decimal(1), "式", Decimal(-amount))


def _line(rng: random.Random, good: Good) -> Line:
    price = Decimal(rng.randrange(good.low, good.high + 1, good.step))
    quantity = rng.randint(1, good.most)
    if good.most >= 100:
        quantity = max(10, quantity // 10 * 10)
    return Line(good.description, Decimal(quantity), good.unit, price, REDUCED if good.reduced else STANDARD)
