"""What a trade document is about, by chance: parties, lines, history; and the words this one document uses."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from training.content import CarryOver, Line, Trade
from training.families.office_goods import firm
from training.families.office_ink import GOTHIC, MINCHO, Ink, Piece, day_between, label
from training.names import bank, person
from training.pools import table
from training.trading import both_rates, dated, lines

KINDS = ("invoice", "invoice", "invoice", "quotation", "delivery_note", "purchase_order")
_TRADES = ("food", "print", "systems", "steel", "building", "office", "cleaning", "freight", "parts", "creative")


@dataclass(frozen=True, slots=True)
class Desk:
    """A document being drawn: its content, its sheet, its words (one for each thing)."""

    trade: Trade
    ink: Ink
    chosen: dict[str, str]

    def word(self, key: str) -> str:
        """This document's word; number, date and total are of its type."""
        return self.chosen.get(f"{self.trade.document_type}_{key}") or self.chosen[key]

    def named(self, field: str, key: str = "") -> Piece:
        """The word as the label of a field."""
        return label(field, self.word(key or field))

    def heading(self, key: str) -> str:
        """The word over a column; prices with the tax inside are not called without it."""
        word = self.word(key)
        return word.replace("税抜", "税込") if self.trade.tax_included else word

    @property
    def title(self) -> str:
        return self.word(self.trade.document_type)

    @property
    def orders(self) -> bool:
        """Whether the customer wrote it, to the seller."""
        return self.trade.document_type == "purchase_order"


def desk(
    rng: random.Random,
    *kinds: str,
    most: int = 9,
    least: int = 1,
    carry: bool = False,
    days: bool = False,
    withheld: bool | None = None,
    size: tuple[float, float] = (210.0, 297.0),
    sizes: tuple[float, float] = (8.3, 10.3),
) -> Desk:
    """A random deal of one of kinds with least to most lines, and an empty sheet to draw it on."""
    kind = rng.choice(kinds or KINDS)
    ink = Ink(rng, *size, faces=GOTHIC + MINCHO, sizes=sizes)
    issued, billed = day_between(rng), kind == "invoice"
    sold = _lines(rng, rng.randint(least, most))
    if days:
        sold = dated(rng, sold, issued - timedelta(30), issued)
    seller, customer = firm(rng), firm(rng)
    taken = billed and (rng.random() < 0.1 if withheld is None else withheld)
    previous = Decimal(rng.randint(100, 90000) * 10)
    trade = Trade(
        kind,
        _number(rng) if rng.random() < 0.9 else "",
        issued,
        seller,
        customer,
        sold,
        due_date=issued + timedelta(rng.randint(10, 70)) if billed and rng.random() < 0.8 else None,
        bank=bank(rng, seller.kana or seller.name) if billed and rng.random() < 0.9 else None,
        subject=rng.choice(table("trade")["words"]["subjects"]) if rng.random() < 0.5 else "",
        contact=person(rng) if rng.random() < 0.5 else None,
        tax_included=not taken and not carry and rng.random() < 0.15,
        rounding=rng.choice(("floor", "half-up")),
        withheld=taken and not carry,
        carry=CarryOver(previous, rng.choice((previous, previous // 2, Decimal(0)))) if carry else None,
    )
    return Desk(trade, ink, {key: rng.choice(options) for key, options in table("trade")["words"].items()})


def _lines(rng: random.Random, count: int) -> tuple[Line, ...]:
    mixed = count > 1 and rng.random() < 0.25
    sold = both_rates(rng, rng.choice(("food", "office")), count) if mixed else lines(rng, rng.choice(_TRADES), count)
    return tuple(
        replace(line, unit_price=Decimal(rng.randint(1, 900) * 10)) if rng.random() < 0.4 else line for line in sold
    )


def _number(rng: random.Random) -> str:
    serial, year = rng.randint(1, 99999), rng.randint(2023, 2027)
    letters = "".join(rng.choice("ABDEFHKMNPQRS") for _ in range(rng.randint(1, 3)))
    return rng.choice(
        (
            f"{serial:06}",
            f"{letters}-{serial:05}",
            f"{year}-{serial:04}",
            f"{letters}{year % 100}{serial:04}",
            f"第{serial}号",
            f"{year % 100}{rng.randint(1, 12):02}{serial % 1000:03}",
            f"{letters}-{year}-{serial % 100:02}",
        )
    )
