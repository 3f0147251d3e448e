"""What firms sell: description, unit, price range in yen and whether the reduced rate applies."""

from __future__ import annotations

from dataclasses import dataclass

from training.pools import table


@dataclass(frozen=True, slots=True)
class Good:
    """One thing to sell; quantities are drawn from 1 to most, prices from low to high in steps."""

    description: str
    unit: str
    low: int
    high: int
    most: int
    step: int = 10
    reduced: bool = False


def goods(trade: str) -> tuple[Good, ...]:
    """What a trade in pools/goods.toml sells."""
    return tuple(Good(**entry) for entry in table("goods")[trade])
