"""Who writes English papers and where: firms and people of many countries, their numbers by pattern."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

from training.pools import table


def pool(*path: str) -> Any:
    """A part of pools/english.toml."""
    found: Any = table("english")
    for key in path:
        found = found[key]
    return found


def pattern(rng: random.Random, text: str) -> str:
    """Text with # as any digit, none of them a leading zero, and @ as any capital letter."""
    text = re.sub(r"(?<![#\d])#", lambda _: rng.choice("123456789"), text)
    return re.sub("[#@]", lambda mark: rng.choice("0123456789" if mark[0] == "#" else "ABCDEFGHJKLMNPRSTVWXY"), text)


@dataclass(frozen=True, slots=True)
class House:
    """A firm or somebody, and where; job is what somebody in business alone does."""

    name: str
    street: str
    town: str
    phone: str
    email: str
    number: str
    land: str
    somebody: str
    job: str = ""


def somebody(rng: random.Random) -> str:
    """Given name and surname, at times with a middle initial or a title."""
    given, surname = rng.choice(pool("givens")), rng.choice(pool("surnames"))
    return rng.choice(
        (f"{given} {surname}",) * 6 + (f"{given} {rng.choice('ABCEJM')}. {surname}", f"Dr {given} {surname}")
    )


def firm(rng: random.Random) -> str:
    """A firm's name: a stem, what it does, its legal form."""
    form = rng.choice(pool("forms"))
    stem = rng.choice((rng.choice(pool("stems")),) * 5 + (rng.choice(pool("surnames")),))
    business = rng.choice(pool("businesses")) if not form or form.startswith("&") or rng.random() < 0.7 else ""
    name = " ".join(filter(None, (stem, business if not form.startswith("&") else "", form)))
    return name.upper() if rng.random() < 0.08 else name


def house(rng: random.Random, country: dict[str, Any], *, alone: float = 0.12) -> House:
    """A party of a country; alone is how often it is somebody, not a firm."""
    person = somebody(rng)
    job = rng.choice(pool("jobs")) if rng.random() < alone else ""
    name = person if job else firm(rng)
    street, town, phone, number = (
        pattern(rng, rng.choice(country[key])) for key in ("streets", "towns", "phones", "numbers")
    )
    mail = re.sub(r"[^a-z]", "", name.lower())[:12] or "office"
    email = f"{rng.choice(('accounts', 'hello', 'info', 'billing', 'sales'))}@{mail}.example"
    return House(name, street, town, phone, email, number, country["land"], person if job else somebody(rng), job)
