"""A Japanese contract in more wordings than `office_deal`: what the parties are called, who they are, how they sign."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from training import names
from training.content import Value
from training.families import chance
from training.families.office_blocks import seal
from training.families.office_deal import Deal
from training.families.office_flow import Flow, filled
from training.families.office_goods import firm, person, stem
from training.families.office_ink import Piece, day_between, label
from training.formats import daiji, kanji_number
from training.pools import table

_WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")
Clause = tuple[str, list[tuple[Piece, ...]]]
"""A heading and its paragraphs."""


def pool(key: str) -> list[Any]:
    """A list of the Japanese wording in pools/pacts.toml."""
    found: list[Any] = table("pacts")["ja"][key]
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One who signs: the field, what the paper calls them and who they are. representative is "" for a person."""

    field: str
    mark: str
    role: str
    name: str
    address: str
    phone: str
    representative: str

    @property
    def label(self) -> Piece:
        """The mark as the printed label of the field; plain text for a third side."""
        return label(self.field, self.mark) if self.field else self.mark

    def tagged(self, text: str) -> Piece:
        """Characters that are this side's label."""
        return label(self.field, text) if self.field else text


class Accord(Deal):
    """Two sides called 甲 and 乙 or by their roles, perhaps a third one who is no party of any field."""

    def __init__(self, rng: random.Random, *, kinds: tuple[int, ...] = (), roles: float = 0.3) -> None:
        known = table("pacts")["kinds"]
        super().__init__(rng, kind=known[rng.choice(kinds)] if kinds else rng.choice(known))
        pair = rng.choice(self.kind["roles"])
        self.by_role = rng.random() < roles
        self.marks = tuple(pair) if self.by_role else ("甲", "乙")
        self.roles = tuple(pair)
        self.first, self.second = self._side(0, "party_a"), self._side(1, "party_b")
        while self.second.name == self.first.name:
            self.second = self._side(1, "party_b")
        self.third = chance.firm(rng).name
        self.day_form = rng.choice(
            ("kanji", "kanji", "wareki", "wareki", "wide", "wide-wareki", "gap", "wareki-gap", "padded", "slash", "dot",
             "short", "numerals", "year-numerals", "wide-gap")
        )  # fmt: skip
        self.amount_form = rng.choice(
            ("金{}円", "金{}円", "{}円", "金{}円也", "金 {} 円", "￥{}", "¥{}-", "金{}円整", "wide", "daiji",
             "numerals", "myriads", "￥{}円")
        )  # fmt: skip
        self.amount = self.amount if rng.random() < 0.7 else Decimal(rng.randint(1, 99999) * 100)
        if self.amount_form == "myriads":
            self.amount = self.amount // 10000 * 10000 or Decimal(10000)

    def _side(self, n: int, field: str) -> Side:
        rng, kind = self.rng, self.rng.random()
        officer = f"{rng.choice(pool('officers'))}{rng.choice(('　', ' '))}{person(rng)}"
        company = chance.firm(rng) if kind < 0.5 else firm(rng)
        name, address = company.name, company.full_address
        if kind > 0.9 or (n and kind > 0.84):
            name, officer = person(rng), ""
        elif kind > 0.76:
            place = stem(rng)
            name = str(rng.choice(pool("bodies_corporate"))).format(place)
            head = {"市": f"{name}長", "町": f"{name}長", "県": f"{name}知事"}.get(
                name[-1], rng.choice(("理事長", "代表理事", "代表", "会長"))
            )
            officer = f"{head}　{person(rng)}"
        return Side(field, self.marks[n], self.roles[n], name, address, company.phone, officer)

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.first, self.second

    def day(self, day: date) -> str:
        """As this contract writes days."""
        era, year, month, number = day.year - 2018, day.year, day.month, day.day
        reiwa, kanji = f"令和{era}年{month}月{number}日", f"{year}年{month}月{number}日"
        return {
            "kanji": kanji,
            "wareki": reiwa,
            "wide": kanji.translate(_WIDE),
            "wide-wareki": reiwa.translate(_WIDE),
            "gap": f"{year} 年 {month} 月 {number} 日",
            "wareki-gap": f"令和 {era} 年 {month} 月 {number} 日",
            "wide-gap": f"令和　{era}年　{month}月　{number}日".translate(_WIDE),
            "padded": f"{year}年{month:02}月{number:02}日",
            "slash": f"{year}/{month}/{number}",
            "dot": f"{year}.{month}.{number}",
            "short": f"R{era}.{month}.{number}",
            "numerals": f"令和{kanji_number(era)}年{kanji_number(month)}月{kanji_number(number)}日",
            "year-numerals": "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
            + f"年{kanji_number(month)}月{kanji_number(number)}日",
        }[self.day_form]

    def money(self) -> str:
        """The amount as this contract writes it."""
        return self.printed(self.amount)

    def printed(self, value: Decimal) -> str:
        """Any amount as this contract writes amounts."""
        if self.amount_form == "wide":
            return f"金{value:,}円".translate(_WIDE)
        if self.amount_form == "daiji":
            return f"金{daiji(int(value))}円也"
        if self.amount_form == "numerals":
            return f"金{kanji_number(int(value))}円"
        if self.amount_form == "myriads":
            return f"{value / 10000:,.0f}万円" if value % 10000 == 0 else f"{value:,}円"
        return self.amount_form.format(f"{value:,}")

    def fill(self, draft: str) -> tuple[Piece, ...]:
        """A draft with its facts; those of the fields it mentions are noted as printed."""
        named = "{a}" in draft and "{b}" in draft
        words = sorted(set(re.findall(r"\{(\w+)\}", draft)))
        return filled(draft, {word: self._fact(word, named=named) for word in words}, "auto_renewal")

    def _fact(self, word: str, *, named: bool) -> Piece:
        rng, (a, b) = self.rng, self.sides
        if word in ("A", "B"):
            side = a if word == "A" else b
            return side.label if named else side.mark
        shown: dict[str, tuple[str, Value, str]] = {
            "a": ("party_a", a.name, a.name),
            "b": ("party_b", b.name, b.name),
            "start": ("effective_date", self.start, self.day(self.start)),
            "end": ("expiry_date", self.end, self.day(self.end)),
            "signed": ("contract_date", self.signed, self.day(self.signed)),
            "amount": ("contract_amount", self.amount, self.money()),
            "court": ("jurisdiction_court", self.court, self.court),
        }
        if word in shown:
            return self.put(*shown[word])
        plain = {
            "roleA": a.role, "roleB": b.role, "placeA": a.address, "placeB": b.address, "third": self.third,
            "repA": a.representative or person(rng), "repB": b.representative or person(rng), "title": self.title,
            "years": str(self.years), "notice": rng.choice("123456一三六１３"),
            "n": str(rng.choice((3, 5, 10, 14, 20, 25, 30))),
            "day": self.day(day_between(rng)), "yen": self.printed(Decimal(rng.randint(1, 500) * 10000)),
            "subject": "",
        }  # fmt: skip
        if word == "subject":
            return "".join(
                text if isinstance(text, str) else text[0] for text in self.fill(rng.choice(self.kind["subjects"]))
            )
        return plain[word]

    def preamble(self) -> tuple[Piece, ...]:
        """The opening that names both sides."""
        return self.fill(str(self.rng.choice(pool("preambles"))))

    def term(self) -> Clause:
        """Heading and paragraphs of the clause on the term, with or without renewal."""
        heading, draft = self.rng.choice(pool("terms"))
        body = [self.fill(draft)]
        if self.ink.maybe(0.75):
            self.values["auto_renewal"] = self.renews
            body.append(self.fill(self.rng.choice(pool("renewals" if self.renews else "endings"))))
            if self.ink.maybe(0.5):
                body = [(*body[0], *body[1])]
        return heading, body

    def payment(self) -> Clause | None:
        """Heading and paragraph of the clause on the amount, if this kind has one."""
        if not self.kind["amounts"]:
            return None
        heading, draft = self.rng.choice(self.kind["amounts"])
        return heading, [self.fill(draft)]

    def jurisdiction(self) -> Clause:
        """The clause on the court."""
        heading, draft = self.rng.choice(pool("courts"))
        return heading, [self.fill(draft)]

    def others(self, count: int) -> list[Clause]:
        """Clauses that settle no field, with days, amounts and firms of no field."""
        return [(heading, [self.fill(draft)]) for heading, draft in self.rng.sample(pool("bodies"), count)]

    def clauses(self, least: int, most: int, *, court: float = 0.8) -> list[Clause]:
        """Term, amount and others in any order, the court among the last."""
        found = [clause for clause in (self.term(), self.payment()) if clause] + self.others(
            self.rng.randint(least, most)
        )
        if self.ink.maybe(0.6):
            self.rng.shuffle(found)
        if self.ink.maybe(court):
            found.insert(len(found) - self.ink.maybe(0.4), self.jurisdiction())
        return found

    def closing(self, flow: Flow) -> None:
        """The sentence before the signatures."""
        flow.y += flow.leading * 0.5
        flow.paragraph(*self.fill(str(self.rng.choice(pool("closings")))), first=self.rng.choice((0, 4)))
        flow.y += flow.leading * 0.6

    def dated(self, flow: Flow) -> None:
        """The day of signing on a line of its own, at times left blank to be filled in."""
        flow.room(10)
        x = flow.left + self.rng.choice((0.0, 4.0, 10.0, 60.0))
        if "contract_date" in self.values:
            return
        if self.ink.maybe(0.1):
            self.ink.say(
                x, flow.y, self.ink.pick("令和　　年　　月　　日", "　　　　年　　月　　日", "20　　年　　月　　日")
            )
        else:
            word = self.ink.pick("契約締結日", "締結日", "契約日", "作成日", "締結年月日")
            self.ink.say(
                x,
                flow.y,
                *((label("contract_date", word), self.ink.pick("　", "：")) if self.ink.maybe(0.2) else ()),
                self.put("contract_date", self.signed, self.day(self.signed)),
            )
        flow.y += flow.leading * 1.6

    def head(self, flow: Flow) -> None:
        """The title; above or under it a number or the day of signing in some."""
        super().head(flow)
        if self.ink.maybe(0.12):
            self.ink.say(
                flow.right,
                flow.y,
                self.ink.pick("契約番号　", "契約No. ", "文書番号："),
                chance.number(self.rng),
                align="right",
            )
            flow.y += flow.leading * 1.3
        if self.ink.maybe(0.1):
            self.ink.say(
                flow.right, flow.y, self.put("contract_date", self.signed, self.day(self.signed)), align="right"
            )
            flow.y += flow.leading * 1.3

    def sealed(self, name: str, x: float, y: float) -> None:
        """A seal beside a name in most papers."""
        if self.ink.maybe(0.5):
            seal(self.ink, name, x, y)

    def earlier(self) -> date:
        """The day of a contract before this one."""
        return self.signed - timedelta(self.rng.randint(100, 1300))


def outsider(rng: random.Random, third: str) -> Side:
    """A third one who signs as a witness, surety or 丙: a party of no field."""
    someone = names.person(rng).name
    company = chance.firm(rng)
    by_name = rng.random() < 0.4
    officer = "" if by_name else f"{rng.choice(pool('officers'))}　{someone}"
    mark = str(rng.choice(pool("witnesses")))
    return Side("", mark, mark, someone if by_name else third, company.address, company.phone, officer)
