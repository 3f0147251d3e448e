"""One Japanese contract: its parties, term, amount and court, and the ways a contract prints them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from training import names
from training.content import Value
from training.families import Drawing
from training.families.office_blocks import Row, seal, stamp, title
from training.families.office_flow import Flow, filled
from training.families.office_goods import firm, person, pool
from training.families.office_ink import GOTHIC, MINCHO, Facts, Ink, Piece, day_between, label
from training.formats import daiji, kanji_number
from training.names import Company
from training.pools import table

_WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")
DAY_FORMS = ("kanji", "kanji", "wareki", "wareki", "wide", "wide-wareki", "numerals")


class Deal:
    """Two parties, 甲 and 乙, and what they agree; put() notes what got printed."""

    def __init__(
        self, rng: random.Random, *, kind: dict[str, Any] | None = None, width: float = 210.0, height: float = 297.0
    ) -> None:
        self.rng = rng
        self.kind: dict[str, Any] = kind or rng.choice(table("office")["kinds"])
        self.ink = Ink(rng, width, height, faces=MINCHO + MINCHO + GOTHIC, sizes=(9.0, 11.0))
        self.a, self.b = firm(rng), firm(rng)
        while self.b.name == self.a.name:
            self.b = firm(rng)
        if rng.random() < 0.12:
            self.b = names.sole_trader(rng, names.person(rng))
        self.start = day_between(rng)
        if rng.random() < 0.6:
            self.start = self.start.replace(day=1)
        self.years = rng.choice((1, 1, 1, 2, 3, 5))
        self.end = date(self.start.year + self.years, self.start.month, min(self.start.day, 28)) - timedelta(1)
        self.signed = self.start - timedelta(rng.choice((0, rng.randint(1, 40))))
        self.amount = Decimal(
            rng.choice((rng.randint(10, 900) * 1000, rng.randint(10, 2000) * 11000, rng.randint(2, 90) * 10**5))
        )
        self.court = (
            f"{rng.choice(pool('contract', 'courts_of'))}{rng.choice(('地方裁判所', '地方裁判所', '簡易裁判所'))}"
        )
        self.title = str(rng.choice(self.kind["titles"]))
        self.renews = rng.random() < 0.6
        self.day_form = rng.choice(DAY_FORMS)
        self.amount_form = rng.choice(
            ("金{}円", "金{}円", "金{}円也", "金 {} 円", "{}円", "￥{}", "wide", "daiji", "numerals")
        )
        self.side_mark = rng.choice(("", "", "：", ")"))
        self.values: dict[str, Value] = {}

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def day(self, day: date) -> str:
        """As this contract writes days."""
        era = day.year - 2018
        forms = {
            "kanji": f"{day.year}年{day.month}月{day.day}日",
            "wareki": f"令和{era}年{day.month}月{day.day}日",
            "wide": f"{day.year}年{day.month}月{day.day}日".translate(_WIDE),
            "wide-wareki": f"令和{era}年{day.month}月{day.day}日".translate(_WIDE),
            "numerals": f"令和{kanji_number(era)}年{kanji_number(day.month)}月{kanji_number(day.day)}日",
        }
        return forms[self.day_form]

    def money(self) -> str:
        """The amount as this contract writes it."""
        if self.amount_form == "wide":
            return f"金{self.amount:,}円".translate(_WIDE)
        if self.amount_form == "daiji":
            return f"金{daiji(int(self.amount))}円{self.ink.pick('', '也')}"
        if self.amount_form == "numerals":
            return f"金{kanji_number(int(self.amount))}円"
        return self.amount_form.format(f"{self.amount:,}")

    def facts(self) -> dict[str, Piece]:
        """The placeholders of the drafts, parties aside."""
        return {"years": str(self.years), "notice": self.ink.pick("1", "2", "3", "一", "三"), "A2": "甲"}

    def preamble(self) -> tuple[Piece, ...]:
        """The opening that names both parties."""
        subject = str(self.rng.choice(self.kind["subjects"]))
        parties = {"a": self.put("party_a", self.a.name), "b": self.put("party_b", self.b.name)}
        labels = {"A": label("party_a", "甲"), "B": label("party_b", "乙")}
        return filled(
            str(self.rng.choice(pool("contract", "preambles"))), self.facts() | parties | labels | {"subject": subject}
        )

    def opening(self, flow: Flow) -> None:
        """The preamble, or both parties on lines of their own and a short sentence."""
        if self.ink.maybe(0.75):
            flow.paragraph(*self.preamble(), first=self.rng.choice((0, 4)))
            return
        roles = self.rng.choice(
            (("甲", "乙"), ("委託者（甲）", "受託者（乙）"), ("（甲）", "（乙）"), ("発注者　甲", "受注者　乙"))
        )
        for role, firm_, field in zip(roles, (self.a, self.b), ("party_a", "party_b"), strict=True):
            flow.paragraph(label(field, role), self.ink.pick("　", "：", "　　"), self.put(field, firm_.name), indent=6)
        subject = self.rng.choice(self.kind["subjects"])
        flow.paragraph(f"上記当事者間において、{subject}に関し、次のとおり契約を締結する。", first=4)

    def term(self) -> tuple[str, list[tuple[Piece, ...]]]:
        """Heading and paragraphs of the clause on the term, with or without renewal."""
        heading, draft = self.rng.choice(pool("contract", "terms"))
        days = {
            "start": self.put("effective_date", self.start, self.day(self.start)),
            "end": self.put("expiry_date", self.end, self.day(self.end)),
        }
        body = [filled(draft, self.facts() | days)]
        if self.ink.maybe(0.85):
            self.values["auto_renewal"] = self.renews
            more = self.rng.choice(pool("contract", "renewals" if self.renews else "endings"))
            body.append(filled(more, self.facts(), "auto_renewal"))
            if self.ink.maybe(0.5):
                body = [(*body[0], *body[1])]
        return heading, body

    def payment(self) -> tuple[str, list[tuple[Piece, ...]]] | None:
        """Heading and paragraph of the clause on the amount, if this kind has one."""
        if not self.kind["amounts"]:
            return None
        heading, draft = self.rng.choice(self.kind["amounts"])
        return heading, [filled(draft, {"amount": self.put("contract_amount", self.amount, self.money())})]

    def jurisdiction(self) -> tuple[str, list[tuple[Piece, ...]]]:
        """The clause on the court."""
        heading, draft = self.rng.choice(pool("contract", "courts"))
        return heading, [filled(draft, {"court": self.put("jurisdiction_court", self.court)})]

    def others(self, count: int) -> list[tuple[str, list[tuple[Piece, ...]]]]:
        """Clauses that settle no field."""
        return [(heading, [(body,)]) for heading, body in self.rng.sample(pool("contract", "bodies"), count)]

    def flow(self, top: float = 30.0) -> Flow:
        """Prose between this contract's margins."""
        left, size = self.rng.uniform(20, 30), self.ink.size
        return Flow(
            self.ink,
            left=left,
            right=self.ink.width - self.rng.uniform(20, 30),
            top=top,
            bottom=self.ink.height - 26,
            leading=size * self.rng.uniform(0.55, 0.72),
        )

    def head(self, flow: Flow) -> None:
        """The title, under a revenue stamp or its box in some."""
        if self.ink.maybe(0.35):
            stamp(self.ink, 18, 10, self.rng.choice((200, 400, 2000, 4000)))
        shown = self.put("title", self.title)
        flow.y = title(self.ink, self.ink.width / 2, flow.y, self.title, tag=shown[1]) + 6

    def dated(self, flow: Flow) -> None:
        """The day of signing on a line of its own."""
        flow.room(10)
        self.ink.say(
            flow.left + self.rng.choice((0, 4, 60)),
            flow.y,
            *((label("contract_date", "契約締結日"), "　") if self.ink.maybe(0.15) else ()),
            self.put("contract_date", self.signed, self.day(self.signed)),
        )
        flow.y += flow.leading * 1.6

    def signatures(self, flow: Flow) -> None:
        """Blocks of 甲 and 乙: stacked at one side, beside each other, or in a ruled table."""
        form = self.ink.pick("stacked", "stacked", "beside", "table", "labelled")
        sides = [("甲", self.a, "party_a"), ("乙", self.b, "party_b")]
        high = flow.leading * 5.2
        flow.room(high * (1 if form in ("beside", "table") else 2) + 6)
        width = flow.right - flow.left
        stacked_at = flow.left + self.rng.choice((0.0, width * 0.4))
        for n, (side, firm_, field) in enumerate(sides):
            if form in ("beside", "table"):
                x, y, wide = flow.left + n * width / 2, flow.y, width / 2 - 4
                if form == "table":
                    self.ink.sheet.panel(x, y - flow.leading * 0.7, width / 2, high, weight=self.ink.rule_weight)
            else:
                x, y, wide = stacked_at, flow.y, width * 0.6
                flow.y += high
            self._signature(x + 2, y, wide - 4, flow.leading, side, firm_, field, labelled=form == "labelled")
        if form in ("beside", "table"):
            flow.y += high

    def _signature(
        self, x: float, y: float, width: float, leading: float, side: str, firm_: Company, field: str, *, labelled: bool
    ) -> None:
        ink, indent = self.ink, 9.0
        ink.say(x, y, label(field, side), self.side_mark)
        role = f"{self.rng.choice(pool('contract', 'roles'))}　{person(self.rng)}"
        rows: list[tuple[str, Piece]] = [
            ("住　所", firm_.full_address),
            ("名　称", (firm_.name, field)),
            ("代表者", role),
        ]
        if ink.maybe(0.3):
            rows[0], rows[1] = rows[1], rows[0]
        for n, (word, value) in enumerate(rows):
            pieces = (f"{word}　", value) if labelled else (value,)
            right = ink.say(x + indent, y + n * leading, *pieces, fit=width - indent)
            if n == 2 and ink.maybe(0.6):
                ink.say(
                    right + 3,
                    y + n * leading,
                    ink.pick("印", "（印）") if ink.body.endswith("mono") else ink.pick("㊞", "印"),
                )
        if ink.maybe(0.6):
            seal(ink, firm_.name, x + width - 16, y + leading)

    def period(self, *words: str) -> Row:
        """From and to as a row of a form."""
        between = self.ink.pick("～", " から ", " より ", "　至　")
        start, end = (
            self.put("effective_date", self.start, self.day(self.start)),
            self.put("expiry_date", self.end, self.day(self.end)),
        )
        return label("effective_date", self.ink.pick("契約期間", "期間", "有効期間", *words)), (
            start,
            between,
            end,
            self.ink.pick("", "まで"),
        )

    def renewal(self, word: str) -> Row:
        """Whether the contract renews itself, as a row of a form."""
        self.values["auto_renewal"] = self.renews
        shown = (
            self.ink.pick("自動的に更新する", "有（自動更新）", "自動更新あり")
            if self.renews
            else self.ink.pick("更新しない", "無", "自動更新なし")
        )
        return label("auto_renewal", word), ((shown, "auto_renewal"),)

    def done(self) -> Drawing:
        return Facts("contract", self.values), self.ink.pages()
