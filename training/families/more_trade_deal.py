"""What the further trade papers are about, in Japanese or English, and the words one of them uses."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from training.content import CarryOver, Line, TaxPart, Trade
from training.families import chance
from training.families.office_ink import DAYS, GOTHIC, LATIN, LATIN_DAYS, MINCHO, Ink
from training.families.trade_deal import Desk
from training.names import Bank, Company, bank
from training.pools import table
from training.trading import dated

CENT = Decimal("0.01")
KINDS = ("invoice", "invoice", "quotation", "delivery_note", "purchase_order")
A4, A4_ACROSS, B5, LETTER = (210.0, 297.0), (297.0, 210.0), (182.0, 257.0), (215.9, 279.4)
_LATER_DAYS = ("english-day-first", "english-abbreviated")
"""Formats that the earlier families do not use."""
_SIGNS = ("-", "-", "▲", "△")
_CURRENCIES = {"dollar": "USD", "usd": "USD", "pound": "GBP", "euro": "EUR", "plain": "USD"}


def japanese(key: str) -> Any:
    """A list of the Japanese words of pools/more_trade.toml."""
    return table("more_trade")["words"][key]


def english(key: str) -> Any:
    """A list of the English words of pools/more_trade.toml."""
    return table("more_trade")["english"][key]


def deal(
    rng: random.Random,
    *kinds: str,
    most: int = 9,
    least: int = 1,
    carry: bool = False,
    days: bool = False,
    size: tuple[float, float] = A4,
    sizes: tuple[float, float] = (8.0, 10.2),
    faces: Sequence[tuple[str, str]] = GOTHIC + MINCHO,
) -> Desk:
    """A random Japanese deal of one of kinds with at most that many lines, and an empty sheet to draw it on."""
    ink = Ink(rng, *size, faces=faces, sizes=sizes, days=DAYS)
    made = chance.trade(rng, rng.choice(kinds or KINDS), most=rng.randint(least, most), wide=True)
    issued = made.issue_date
    fixed = any(line.amount < 0 for line in made.lines)
    lines = tuple(_varied(rng, line, fixed=fixed) for line in made.lines)
    if sum((line.amount for line in lines), Decimal(0)) <= 0:
        lines = lines[:-1]
    while len(lines) < least:
        lines = (*chance.goods(rng, 1, wide=True), *lines)
    if days:
        lines = dated(rng, lines, issued - timedelta(30), issued)
    previous = Decimal(rng.randint(100, 90000) * 10)
    seller = _firm(rng)
    trade = replace(
        made,
        vendor=seller,
        buyer=_firm(rng),
        bank=made.bank and bank(rng, seller.kana),
        lines=lines,
        subject=rng.choice(japanese("subjects")) if rng.random() < 0.5 else "",
        tax_included=made.tax_included and not carry,
        withheld=made.withheld and not carry,
        carry=CarryOver(previous, rng.choice((previous, previous // 2, Decimal(0)))) if carry else None,
    )
    return Desk(trade, ink, _words(rng, "words", trade))


def english_deal(
    rng: random.Random,
    *kinds: str,
    most: int = 8,
    size: tuple[float, float] = A4,
    sizes: tuple[float, float] = (8.2, 10.4),
) -> Desk:
    """A random English deal in whole yen or in cents of another currency, and an empty sheet to draw it on."""
    yen = rng.random() < 0.2
    money = rng.choice(("yen", "plain") if yen else ("dollar", "dollar", "pound", "plain", "usd", "euro"))
    ink = Ink(rng, *size, faces=LATIN, sizes=sizes, days=(*LATIN_DAYS, *_LATER_DAYS), money=(money,))
    kind = rng.choice(kinds or KINDS)
    issued, billed = chance.day(rng), kind == "invoice"
    seller = _english_firm(rng)
    rate = Decimal(10 if yen else rng.choice((0, 0, 5, 7, 10, 15, 20, 20))) / 100
    one = Decimal(1) if yen else CENT
    sold = [_english_line(rng, rate, one) for _ in range(rng.randint(1, most))]
    if len(sold) > 1 and rng.random() < 0.12:
        off = -(sum((line.amount for line in sold), Decimal(0)) / rng.choice((10, 20))).quantize(one)
        sold.append(Line(rng.choice(english("discounts")), Decimal(1), "ea", off, rate))
    account = Bank(rng.choice(english("banks")), "", "", f"{rng.randint(10**6, 10**10)}", seller.name)
    trade = (Trade if yen else CentTrade)(
        kind,
        chance.number(rng).replace("第", "").replace("号", "") if rng.random() < 0.92 else "",
        issued,
        seller,
        _english_firm(rng),
        tuple(sold),
        due_date=issued + timedelta(rng.randint(0, 75)) if billed and rng.random() < 0.7 else None,
        bank=account if billed and rng.random() < 0.55 else None,
        currency="JPY" if yen else _CURRENCIES[money],
        untaxed=not rate,
    )
    return Desk(trade, ink, _words(rng, "english", trade))


@dataclass(frozen=True, slots=True)
class CentTrade(Trade):
    """A trade in a currency with cents: its tax is rounded to them."""

    @property
    def taxes(self) -> tuple[TaxPart, ...]:
        if self.untaxed:
            return ()
        rate = self.lines[0].rate
        return (TaxPart(rate, self.gross, (self.gross * rate).quantize(CENT, ROUND_HALF_UP)),)


def money(desk: Desk, value: Decimal, *, bare: bool = False) -> str:
    """As this paper prints an amount; bare leaves the currency out, as many tables do."""
    text = f"{abs(value):,}" if bare else desk.ink.money(abs(value))
    return f"{desk.chosen['minus']}{text}" if value < 0 else text


def spelled(desk: Desk, key: str) -> str:
    """One of the words for something without a label of its own, each time anew."""
    return str(desk.ink.rng.choice((english if is_english(desk) else japanese)(key)))


def is_english(desk: Desk) -> bool:
    """Whether the paper is written in English."""
    return desk.chosen["tongue"] == "english"


def _words(rng: random.Random, tongue: str, trade: Trade) -> dict[str, str]:
    pools = table("more_trade")[tongue]
    chosen = {key: rng.choice(options) for key, options in pools.items()}
    if trade.document_type == "purchase_order":
        chosen |= {"to": chosen["ordered_to"], "from": chosen["ordered_from"]}
    return chosen | {"minus": rng.choice(_SIGNS if tongue == "words" else ("-",)), "tongue": tongue}


def _varied(rng: random.Random, line: Line, *, fixed: bool) -> Line:
    """The line with a suffix, or a round price at times; fixed keeps the price, which a discount is a part of."""
    if line.amount < 0:
        return replace(line, description=rng.choice(japanese("adjustments")))
    out = replace(line, description=f"{line.description}{rng.choice(japanese('suffixes'))}")
    if not fixed and rng.random() < 0.3:
        out = replace(out, unit_price=Decimal(rng.randint(1, 80) * rng.choice((10, 100, 1000, 5000))))
    return out


def _firm(rng: random.Random) -> Company:
    """A Japanese company, or a person in business under the own name."""
    drawn = chance.firm(rng, wide=True)
    if rng.random() < 0.1:
        name = chance.person(rng)
        return replace(drawn, name=rng.choice((name, f"{rng.choice(chance.pool('shops'))} {name}")))
    return drawn


def _english_firm(rng: random.Random) -> Company:
    stem, trade, form = (rng.choice(english(key)) for key in ("stems", "trades", "forms"))
    office = table("office")["english"]
    malay = rng.random() < 0.2
    streets, towns = ("malay_streets", "malay_towns") if malay else ("western_streets", "western_towns")
    street = str(rng.choice(office[streets])).format(rng.randint(1, 990), rng.randint(1, 20))
    if rng.random() < 0.2:
        stem, trade, form = rng.choice(office["first"]), rng.choice(office["last"]), ""
    phone = rng.choice(
        ("+1 {0} 555 {1}", "({0}) 555-{1}", "+44 20 7{0} {1}", "0{0} {1}", "{0}-555-{1}", "+60 3-{1} 0{0}")
    )
    numbers = rng.randint(200, 999), rng.randint(1000, 9999)
    return Company(
        " ".join(filter(None, (stem, trade, form))),
        "",
        "",
        street,
        rng.choice(office[towns]),
        phone.format(*numbers),
        phone.format(numbers[0], rng.randint(1000, 9999)),
        f"{rng.choice(('GB', 'VAT ', 'ABN ', 'US'))}{rng.randint(10**8, 10**9)}",
    )


def _english_line(rng: random.Random, rate: Decimal, one: Decimal) -> Line:
    quantity = Decimal(rng.choice((1, 1, 2, rng.randint(1, 40), rng.randint(1, 500))))
    if rng.random() < 0.12:
        quantity = Decimal(rng.randint(2, 300)) / 4
    cents = rng.choice((rng.randint(1, 90) * 500, rng.randint(99, 90000), rng.randint(1, 40) * 2500))
    price = (Decimal(cents) * (100 if one == 1 else 1) * CENT).quantize(one)
    return Line(rng.choice(english("goods")), quantity, rng.choice(english("units")), price, rate)
