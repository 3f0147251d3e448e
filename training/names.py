"""Invented companies, people, places and banks. Towns are invented too, inside real cities."""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.pools import table

_POOLS = table("names")
FORMS = {"株式会社": "カ", "有限会社": "ユ", "合同会社": "ド"}


@dataclass(frozen=True, slots=True)
class Company:
    """A firm or a sole trader, with what a letterhead prints."""

    name: str
    kana: str
    postal_code: str
    address: str
    building: str
    phone: str
    fax: str
    registration_number: str

    @property
    def full_address(self) -> str:
        return f"{self.address} {self.building}".strip()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's name with its reading."""

    surname: str
    given: str
    kana: str

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given}"


@dataclass(frozen=True, slots=True)
class Bank:
    """Where money goes, as the remittance line prints it."""

    bank_name: str
    branch_name: str
    account_type: str
    account_number: str
    account_holder: str


def registration_number(rng: random.Random) -> str:
    """T and 13 digits whose first is the right check digit (平成26年財務省令70号 2条)."""
    base = f"{rng.randint(1, 10**12 - 1):012}"
    return f"T{check_digit(base)}{base}"


def check_digit(base: str) -> int:
    """The check digit of the 12 digits of a 法人番号 after the first: weights 1, 2 from the right, modulo 9."""
    return 9 - sum(int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(base))) % 9


def wrong_registration_number(rng: random.Random) -> str:
    """A registration number that its check digit gives away."""
    right = registration_number(rng)
    return f"T{int(right[1]) % 9 + 1}{right[2:]}"


def company(
    rng: random.Random, trade: str, form: str = "株式会社", *, leading: bool | None = None, unlike: str = ""
) -> Company:
    """A firm of a trade in pools/names.toml; leading puts the legal form first; its stem is not in unlike."""
    stem, reading = rng.choice([pair for pair in _POOLS["stems"] if pair[0] not in unlike])
    name, kana = _POOLS["trades"][trade]
    leading = rng.random() < 0.5 if leading is None else leading
    mark = FORMS[form]
    full = f"{form}{stem}{name}" if leading else f"{stem}{name}{form}"
    holder = f"{mark}){reading}{kana}" if leading else f"{reading}{kana}({mark}"
    return _letterhead(rng, full, holder)


def sole_trader(rng: random.Random, person: Person, trade_name: str = "") -> Company:
    """A freelancer: trade name and own name are one vendor name."""
    return _letterhead(rng, f"{trade_name} {person.name}".strip(), person.kana)


def shop(rng: random.Random, name: str) -> Company:
    """A shop by its sign."""
    return _letterhead(rng, name, "")


def person(rng: random.Random) -> Person:
    """Somebody."""
    (surname, kana), (given, given_kana) = rng.choice(_POOLS["surnames"]), rng.choice(_POOLS["given"])
    return Person(surname, given, f"{kana} {given_kana}")


def bank(rng: random.Random, holder: str) -> Bank:
    """An account of holder (kana)."""
    kind = rng.choice(("普通", "普通", "当座"))
    return Bank(
        rng.choice(_POOLS["banks"]), rng.choice(_POOLS["branches"]), kind, f"{rng.randint(1000000, 9999999)}", holder
    )


def _letterhead(rng: random.Random, name: str, kana: str) -> Company:
    postal_code, place, area = rng.choice(_POOLS["places"])
    address = f"{place}{rng.randint(1, 9)}-{rng.randint(1, 20)}-{rng.randint(1, 30)}"
    building = rng.choice((*_POOLS["buildings"], "", "", ""))
    exchange = rng.randint(200, 999) if len(area) == 3 else rng.randint(2000, 9999)
    line = rng.randint(1000, 9000)
    phone, fax = f"{area}-{exchange}-{line}", f"{area}-{exchange}-{line + 1}"
    return Company(name, kana, postal_code, address, building, phone, fax, registration_number(rng))
