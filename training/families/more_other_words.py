"""What papers without a record speak of: days, sums, firms, goods and people that are facts of no field."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from training.families import chance
from training.families.more_contract_pact import company
from training.families.office_goods import english_person, person
from training.families.office_goods import pool as office
from training.families.office_ink import Ink, day_between
from training.pools import table


def pool(tongue: str, key: str) -> list[Any]:
    """A list of pools/papers.toml."""
    found: list[Any] = table("papers")[tongue][key]
    return found


def amount(rng: random.Random) -> Decimal:
    """Any sum, round or not."""
    return Decimal(rng.choice((rng.randint(300, 99999), rng.randint(1, 900) * 1000, rng.randint(10**5, 9 * 10**6))))


def firm(rng: random.Random) -> str:
    """A company's name."""
    return chance.firm(rng).name


def item(rng: random.Random) -> str:
    """Something that is sold."""
    return str(rng.choice(office("letters", "catalogue")))


def day(ink: Ink) -> str:
    """Any day as this paper prints days."""
    return ink.day(day_between(ink.rng))


def sentence(ink: Ink, drafts: Sequence[str], *, tongue: str = "ja") -> str:
    """One of the drafts, filled."""
    return filled(ink, str(ink.rng.choice(drafts)), tongue=tongue)


def filled(ink: Ink, draft: str, *, tongue: str = "ja") -> str:
    """A draft with every {fact} drawn."""
    rng, english = ink.rng, tongue == "en"
    facts: dict[str, str] = {}
    for word in re.findall(r"\{(\w+)\}", draft):
        if word.startswith("money"):
            facts[word] = ink.money(amount(rng))
        elif word.startswith("name"):
            facts[word] = english_person(rng) if english else person(rng)
        elif word == "firm":
            facts[word] = company(rng) if english else firm(rng)
        elif word == "item":
            facts[word] = str(rng.choice(table("pacts")["en"]["deliverables"])).lower() if english else item(rng)
        elif word == "number":
            facts[word] = chance.number(rng)
        else:
            facts[word] = str(rng.randint(2, 60)) if word == "n" else day(ink)
    return draft.format(**facts)
