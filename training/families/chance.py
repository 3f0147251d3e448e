"""Content and looks by chance: what any family of layouts can draw from, so that no two documents agree.

Everything is drawn from one random.Random in a fixed order; sums come from `content.py` and are consistent.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from training import names
from training.content import ROUNDINGS, STANDARD, CarryOver, Line, Trade
from training.formats import DATES
from training.names import Company, Person
from training.pools import table
from training.style import SYNONYMS, Style
from training.trading import both_rates, dated, lines

TRADE_TYPES = ("invoice", "invoice", "invoice", "quotation", "delivery_note", "purchase_order")
"""Invoices are what most offices get most of."""

TRADES = ("food", "systems", "building", "office", "print", "parts", "steel", "creative", "freight", "cleaning")
JAPANESE_FACES = (
    "gothic", "gothic", "mincho", "mincho", "gothic-mono", "mincho-mono", "round", "round-mono", "ud", "ud-mono",
    "ud-mincho",
)  # fmt: skip
DAYS = ("kanji", "kanji-padded", "wareki", "wareki-spaced", "wareki-short", "slash", "dot", "iso")
HEADLINES = ("yen", "yen-closed", "yen-wide", "yen-wide-closed", "en", "kin-closed", "plain")
CELLS = ("plain", "plain", "plain", "triangle", "white-triangle", "yen", "yen-wide", "en")
RULINGS = ("ruled", "ruled", "grid", "dark", "zebra", "half", "none")


def pool(name: str) -> Any:
    """A list (or a string of characters) of pools/chance.toml."""
    return table("chance")[name]


def maybe(rng: random.Random, share: float) -> bool:
    """True in this share of draws."""
    return rng.random() < share


def words(rng: random.Random, *, withheld: bool = False, **chosen: str) -> dict[str, str]:
    """One word for everything out of pools/words.toml.

    A withheld family draws withheld words half of the time, and never the further ones, which came later: so its
    papers stay the same to measure on.
    """
    synonyms = table("words")
    if withheld:
        return {
            key: rng.choice(synonyms[key]["withheld" if maybe(rng, 0.5) else "common"]) for key in SYNONYMS
        } | chosen
    return {key: rng.choice([*synonyms[key]["common"], *synonyms[key].get("further", ())]) for key in SYNONYMS} | chosen


def style(rng: random.Random, *, withheld: bool = False, body: str = "", **extras: str) -> Style:
    """A random look; extras are the layout's own options."""
    body = body or rng.choice(JAPANESE_FACES)
    dark, light = rng.uniform(0.1, 0.5), rng.uniform(0.85, 1.0)
    return Style(
        words(rng, withheld=withheld),
        body=body,
        bold=rng.choice(("ud-bold", "ud-bold", "ud-mono-bold", body)),
        size=round(rng.uniform(8.0, 10.5), 1),
        accent=_colour(rng, dark),
        tint=_colour(rng, light),
        date=rng.choice(DAYS),
        headline=rng.choice(HEADLINES),
        cell=rng.choice(CELLS),
        reduced_mark=rng.choice(("※", "*", "◎", "＊", "軽")),
        ruling=rng.choice(RULINGS),
        extras=extras,
    )


def _colour(rng: random.Random, light: float) -> str:
    shades = (min(255, round(255 * light * rng.uniform(0.85, 1.1))) for _ in range(3))
    return "#" + "".join(f"{shade:02x}" for shade in shades)


def day(rng: random.Random) -> date:
    """Any day from 令和2年 to 令和12年."""
    return date(2020, 1, 1) + timedelta(rng.randrange(3900))


def firm(rng: random.Random, *, wide: bool = False) -> Company:
    """A company nobody has heard of: its name, place and numbers by chance; wide knows more legal forms and trades."""
    stem = _stem(rng)
    further = ("further_forms", "further_businesses") if wide and maybe(rng, 0.4) else ("forms", "businesses")
    form, business = rng.choice(pool(further[0])), rng.choice(pool(further[1]))
    leading = maybe(rng, 0.6) or form.endswith(("団法人", "医療法人", "福祉法人", "活動法人", "学校法人", "士法人"))
    name = f"{form}{stem}{business}" if leading else f"{stem}{business}{form}"
    if maybe(rng, 0.15):
        name = name.replace("株式会社", "㈱")
    if branch := rng.choice(pool("branches")):
        name = f"{name} {branch}"
    kana = "".join(rng.choice(pool("kana")) for _ in range(rng.randint(3, 8)))
    holder = rng.choice((f"カ){kana}", f"{kana}(カ", f"ユ){kana}", kana, name))
    base = names.company(rng, rng.choice(list(table("names")["trades"])))
    if maybe(rng, 0.8):
        town = "".join(rng.choice(pool("heads")) for _ in range(rng.randint(1, 2))) + rng.choice(
            ("町", "", "本町", "台")
        )
        banchi = rng.choice(("{}-{}-{}", "{}丁目{}番{}号", "{}丁目{}-{}", "{}-{}"))
        numbers = banchi.format(*(rng.randint(1, 40) for _ in range(3)))
        base = replace(
            base, postal_code=f"{rng.randint(10, 999):03}-{rng.randint(0, 9999):04}",
            address=f"{rng.choice(pool('prefectures'))}{town}{numbers}", building=rng.choice(pool("buildings")),
            phone=_phone(rng), fax=_phone(rng),
        )  # fmt: skip
    return replace(base, name=name, kana=holder)


def _stem(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.2:
        return str(rng.choice(table("names")["stems"])[0])
    if kind < 0.65:
        return str(rng.choice(pool("heads")) + rng.choice(pool("tails")))
    if kind < 0.8:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.randint(2, 4)))
    return "".join(rng.choice(pool("kana")) for _ in range(rng.randint(2, 4))) + rng.choice(("", "ン", "ー", "ス"))


def _phone(rng: random.Random) -> str:
    area, rest = rng.choice((("03", 4), ("06", 4), ("052", 3), ("0853", 2), ("050", 4), ("0120", 3), ("0422", 2)))
    digits = f"{area}-{rng.randint(10 ** (rest - 1), 10**rest - 1)}-{rng.randint(0, 9999):04}"
    return digits if maybe(rng, 0.85) else digits.replace("-", "(", 1).replace("-", ")", 1)


def person(rng: random.Random) -> str:
    """Somebody's name, with a space of some width or none."""
    drawn = _person(rng)
    return f"{drawn.surname}{rng.choice((' ', '　', ''))}{drawn.given}"


def _person(rng: random.Random) -> Person:
    return Person(rng.choice(pool("surnames")), rng.choice(pool("givens")), "")


def number(rng: random.Random) -> str:
    """A document number in one of the ways offices number."""
    serial, year = rng.randint(1, 99999), rng.randint(2020, 2029)
    letters = "".join(rng.choice("ABDEFHKMNPQRS") for _ in range(rng.randint(1, 3)))
    month = f"{rng.randint(1, 12):02}"
    forms = (
        f"{serial}", f"{serial:06}", f"{letters}-{serial:05}", f"{letters}{serial}", f"{year}-{serial:04}",
        f"{letters}{year}{month}-{serial % 1000:03}", f"{year % 100}{month}{serial % 1000:03}", f"第{serial}号",
        f"INV-{serial:04}", f"{serial % 900 + 100}-{rng.randint(1000, 9999)}", f"{letters}-{year}-{serial % 100:02}",
    )  # fmt: skip
    return rng.choice(forms)


def trade(
    rng: random.Random, document_type: str = "", *, most: int = 12, carry: bool = False, wide: bool = False
) -> Trade:
    """A trade document of a random type (or the one given) with 1 to most lines; carry makes it a monthly statement.

    wide draws from more names and units. Withheld families do not, so that their papers stay the same to measure on.
    """
    kind = document_type or rng.choice(TRADE_TYPES)
    issued = day(rng)
    seller, customer = firm(rng, wide=wide), firm(rng, wide=wide)
    billed = kind == "invoice"
    sold = goods(rng, most, dated_from=issued - timedelta(31) if carry else None, wide=wide)
    included = maybe(rng, 0.15) and not carry
    taken = carry or (billed and maybe(rng, 0.05))
    previous = Decimal(rng.randint(10, 900000))
    paid = previous if maybe(rng, 0.5) else Decimal(rng.randint(0, int(previous)))
    account = names.bank(rng, seller.kana) if billed and maybe(rng, 0.85) else None
    return Trade(
        kind,
        number(rng) if maybe(rng, 0.85) else "",
        issued,
        seller,
        customer,
        sold,
        due_date=issued + timedelta(rng.randint(7, 75)) if billed and maybe(rng, 0.75) else None,
        bank=account,
        subject=rng.choice(pool("subjects")) if maybe(rng, 0.5) else "",
        contact=(_person(rng) if wide else names.person(rng)) if maybe(rng, 0.4) else None,
        tax_included=included,
        rounding=rng.choice(tuple(ROUNDINGS)),
        withheld=billed and not included and not taken and maybe(rng, 0.08),
        carry=CarryOver(previous, paid) if taken else None,
    )


def goods(rng: random.Random, most: int, *, dated_from: date | None = None, wide: bool = False) -> tuple[Line, ...]:
    """1 to most lines of one trade: one rate or both, at times with a discount, a return or a fraction of a unit.

    wide counts them in any unit.
    """
    count = min(most, max(1, round(rng.triangular(1, most, most * 0.3))))
    business = rng.choice(TRADES)
    mixed = count > 1 and maybe(rng, 0.3)
    sold = both_rates(rng, rng.choice(("food", "office")), count) if mixed else lines(rng, business, count)
    sold = tuple(_varied(rng, line) for line in sold)
    if wide and maybe(rng, 0.6):
        sold = tuple(replace(line, unit=rng.choice((line.unit, rng.choice(pool("units"))))) for line in sold)
    if len(sold) > 1 and maybe(rng, 0.15):
        taken_off = min(sum((line.amount for line in sold), Decimal(0)) // 20, Decimal(rng.randrange(100, 20000, 100)))
        if taken_off >= 1:
            rate = max(sold[:-1], key=lambda line: line.amount).rate
            off = Line(rng.choice(pool("adjustments")), Decimal(1), "式", -taken_off, rate)
            sold = (*sold[:-1], off)
    return dated(rng, sold, dated_from, dated_from + timedelta(30)) if dated_from else sold


def _varied(rng: random.Random, line: Line) -> Line:
    """The line with a specification behind it, another price, a fraction of a unit at times."""
    quantity = line.quantity
    if maybe(rng, 0.06):
        quantity = Decimal(rng.randint(5, 400)) / 10
    price = (
        line.unit_price if maybe(rng, 0.5) else Decimal(rng.choice((rng.randint(1, 99) * 100, rng.randint(10, 300000))))
    )
    rate = line.rate if line.rate != STANDARD or maybe(rng, 0.98) else Decimal("0.08")
    return replace(
        line,
        description=f"{line.description}{rng.choice(pool('suffixes'))}",
        quantity=quantity,
        unit=line.unit if maybe(rng, 0.6) else rng.choice(pool("units")),
        unit_price=price,
        rate=rate,
    )


def notes(rng: random.Random, most: int = 2) -> str:
    """Up to most remarks, joined as layouts take them."""
    return "|".join(rng.sample(pool("notes"), rng.randint(0, most)))


def terms(rng: random.Random) -> str:
    """Conditions of an order: label=value pairs joined by bars."""
    labels: Sequence[str] = rng.sample(pool("terms"), rng.randint(1, 4))
    return "|".join(f"{label}={rng.choice(pool('term_values'))}" for label in labels)


def printed_day(rng: random.Random) -> str:
    """A day nobody asks for, as a distractor."""
    return DATES[rng.choice(DAYS)](day(rng))
