"""An English agreement in more wordings than `office_agreements`: its parties, days, sums and signature blocks."""

from __future__ import annotations

import calendar
import random
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from training.content import Value
from training.families.office_agreements import Pact
from training.families.office_flow import Flow, filled
from training.families.office_goods import english_firm, english_person
from training.families.office_goods import pool as office
from training.families.office_ink import Piece, day_between, label
from training.formats import DATES
from training.pools import table

Section = tuple[str, tuple[Piece, ...]]
"""A heading and its text."""


def pool(key: str) -> list[Any]:
    """A list of the English wording in pools/pacts.toml."""
    found: list[Any] = table("pacts")["en"][key]
    return found


def company(rng: random.Random) -> str:
    """A firm, a public body or somebody."""
    kind = rng.random()
    if kind < 0.1:
        return english_person(rng)
    stem = str(rng.choice(pool("stems")))
    if kind < 0.2:
        return str(rng.choice(pool("bodies_corporate"))).format(stem)
    if kind < 0.4:
        return english_firm(rng)[0]
    form, line = str(rng.choice(pool("forms"))), str(rng.choice(pool("lines")))
    name = f"{stem} {line}".strip()
    return f"{name}{'' if form.startswith(',') else ' '}{form}"


class Covenant(Pact):
    """Two parties, the day they signed and the day it takes effect, in one hand of days and money."""

    def __init__(self, rng: random.Random, titles: str = "titles") -> None:
        super().__init__(rng, "service_titles")
        self.title = str(rng.choice(pool(titles)))
        if rng.random() < 0.4:
            self.title = self.title.upper()
        self.a, self.b = ((company(rng), *english_firm(rng)[1:]) for _ in range(2))
        while self.b[0] == self.a[0]:
            self.b = (company(rng), *self.b[1:])
        self.roles = rng.choice(pool("roles"))
        self.signed = self.start - timedelta(rng.choice((0, rng.randint(1, 30))))
        self.third = company(rng)
        self.day_form = rng.choice(("us", "us", "uk", "uk", "ordinal", "day-of", "short", "iso", "named"))
        self.money_form = rng.choice(("${}", "${}", "US${}", "USD {}", "US$ {}", "${} USD"))
        if rng.random() < 0.3:
            self.amount = self.amount.quantize(Decimal("0.01"))

    def day(self, day: date) -> str:
        """As this agreement writes days."""
        month = calendar.month_name[day.month]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
        return {
            "us": f"{month} {day.day}, {day.year}",
            "uk": f"{day.day} {month} {day.year}",
            "ordinal": f"{month} {day.day}{ending}, {day.year}",
            "day-of": f"{day.day}{ending} day of {month}, {day.year}",
            "short": DATES["english-short"](day),
            "iso": DATES["iso"](day),
            "named": DATES["named-dash"](day),
        }[self.day_form]

    def sum(self, value: Decimal) -> str:
        """As this agreement writes sums."""
        return self.money_form.format(f"{value:,}")

    def fill(self, draft: str) -> tuple[Piece, ...]:
        """A draft with its facts, those of the fields that it mentions noted."""
        named = "{a}" in draft and "{b}" in draft
        return filled(
            draft,
            {word: self._fact(word, named=named) for word in sorted(set(re.findall(r"\{(\w+)\}", draft)))},
            "auto_renewal",
        )

    def _fact(self, word: str, *, named: bool) -> Piece:
        rng = self.rng
        if word in ("A", "B"):
            field, role = ("party_a", self.roles[0]) if word == "A" else ("party_b", self.roles[1])
            return label(field, role) if named else role
        shown: dict[str, tuple[str, Value, str]] = {
            "a": ("party_a", self.a[0], self.a[0]),
            "b": ("party_b", self.b[0], self.b[0]),
            "start": ("effective_date", self.start, self.day(self.start)),
            "end": ("expiry_date", self.end, self.day(self.end)),
            "signed": ("contract_date", self.signed, self.day(self.signed)),
            "amount": ("contract_amount", self.amount, self.sum(self.amount)),
        }
        if word in shown:
            return self.put(*shown[word])
        if word == "court":
            return self.put("jurisdiction_court", str(rng.choice(pool("courts"))))
        return {
            "title": self.title, "third": self.third, "years": str(self.years),
            "n": str(rng.choice((3, 7, 10, 30, 60))),
            "form_a": str(rng.choice(pool("kinds_of_firm"))), "form_b": str(rng.choice(pool("kinds_of_firm"))),
            "place_a": f"{self.a[1]}, {self.a[2]}", "place_b": f"{self.b[1]}, {self.b[2]}",
            "day": self.day(day_between(rng)), "yen": self.sum(Decimal(rng.randint(5, 9000) * 100)),
            "state": str(rng.choice(office("english", "states"))),
        }[word]  # fmt: skip

    def sections(self, *, payment: float, least: int = 4, most: int = 10) -> list[Section]:
        """Headed sections, those with facts among others, the law last."""
        rng = self.rng
        heading, draft = rng.choice(pool("terms"))
        if rng.random() < 0.5:
            renews = rng.random() < 0.5
            self.values["auto_renewal"] = renews
            draft = f"{draft} {rng.choice(pool('renewals' if renews else 'endings'))}"
        found: list[Section] = [(heading, self.fill(draft))]
        if rng.random() < payment:
            heading, draft = rng.choice(pool("payments"))
            found.append((heading, self.fill(draft)))
        drafts = rng.sample([*pool("bodies"), *office("agreement", "bodies")], rng.randint(least, most))
        found += [(heading, self.fill(draft)) for heading, draft in drafts]
        rng.shuffle(found)
        if rng.random() < 0.85:
            word = self.ink.pick("Governing Law", "Governing Law and Jurisdiction", "Applicable Law", "Disputes")
            found.append((word, self.fill(rng.choice(pool("laws")))))
        return found

    def numbered(self, flow: Flow, sections: list[Section], *, form: str = "") -> None:
        """Sections in one of the numberings."""
        ink = self.ink
        form = form or ink.pick("above", "sub", "article", "run", "plain", "section", "letters")
        gap = flow.leading * self.rng.uniform(0.2, 0.7)
        for n, (heading, body) in enumerate(sections, 1):
            flow.room(flow.leading * 2.2)
            if form in ("above", "article", "sub"):
                flow.paragraph(f"Article {n}. {heading}" if form == "article" else f"{n}. {heading}".upper(), bold=True)
                flow.paragraph(f"{n}.1 " if form == "sub" else "", *body, indent=self.rng.choice((0, 6)), hang=0)
            else:
                mark = {"run": f"{n}. {heading}. ", "plain": f"{n}. ", "section": f"Section {n}. {heading}. "}
                flow.paragraph(
                    mark.get(form, f"({'abcdefghijklmnopqrstuvwxyz'[n - 1]}) "),
                    *body,
                    hang=6 if form == "letters" else 0,
                )
            flow.y += gap

    def sign(self, flow: Flow, *, form: str = "") -> None:
        """Signature blocks: beside each other or stacked, with rules or dots, dated, undated or left blank."""
        ink, rng = self.ink, self.rng
        form = form or ink.pick("beside", "beside", "stacked", "deed", "boxed")
        dated = "contract_date" not in self.values and ink.maybe(0.5)
        words = ink.rng.choice((("By:", "Name:", "Title:", "Date:"), ("Signature", "Print name", "Position", "Date"),
                                ("Signed:", "Name:", "Capacity:", "Dated:")))  # fmt: skip
        width, step = flow.right - flow.left, flow.leading * rng.uniform(1.4, 1.9)
        beside = form in ("beside", "boxed")
        flow.room(step * (6 if beside else 12))
        headed = ink.pick("name", "role", "for", "name")
        ruled, top = ink.maybe(0.6), flow.y
        for n, (who, field) in enumerate(((self.a[0], "party_a"), (self.b[0], "party_b"))):
            wide = width / 2 - 5 if beside else width * 0.55
            x = flow.left + (n * width / 2 if beside else 0)
            y = top if beside else flow.y
            if form == "boxed":
                ink.sheet.panel(x - 1, y - step * 0.7, width / 2 - 1, step * 6.2, weight=ink.rule_weight)
            name = self.put(field, who)
            if form == "deed":
                pieces: tuple[Piece, ...] = (f"SIGNED by {english_person(rng)} for and on behalf of ", name)
            else:
                pieces = {
                    "name": (name,),
                    "role": (label(field, self.roles[n]), ": ", name),
                    "for": ("For and on behalf of ", name),
                }[headed]
            if headed == "role" and ink.maybe(0.5) and form != "deed":
                ink.say(x, y, label(field, self.roles[n].upper()))
                y, pieces = y + step * 0.8, (name,)
            ink.say(x, y, *pieces, bold=ink.body != "serif" and ink.size > 9.5, fit=wide)
            rows = ["", english_person(rng), str(rng.choice(pool("officers")))]
            for k, word in enumerate(words[:3], 1):
                ink.say(x, y + step * k, word, fit=wide * 0.3)
                ink.say(x + wide * 0.32, y + step * k, rows[k - 1], fit=wide * 0.66)
                self._ruled(x + wide * 0.3, x + wide, y + step * k, ruled=ruled)
            y += step * 4
            if dated:
                ink.say(x, y, label("contract_date", words[3]), fit=wide * 0.3)
                ink.say(
                    x + wide * 0.32, y, self.put("contract_date", self.signed, self.day(self.signed)), fit=wide * 0.66
                )
            elif ink.maybe(0.6):
                ink.say(x, y, words[3])
                self._ruled(x + wide * 0.3, x + wide, y, ruled=True)
            flow.y = y + step * 1.2
        flow.y += step * 0.3

    def _ruled(self, x0: float, x1: float, y: float, *, ruled: bool) -> None:
        if ruled:
            self.ink.sheet.rule(x0, y + 2.4, x1, y + 2.4, 0.4)
