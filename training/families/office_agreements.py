"""English agreements: numbered sections, a letter agreement, a cover table with terms."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.office_blocks import Col, grid, party, title
from training.families.office_flow import Flow, filled
from training.families.office_goods import english_firm, english_person, pool
from training.families.office_ink import LATIN, Facts, Ink, Piece, day_between, label

PAPERS = ((210.0, 297.0), (215.9, 279.4))


class Pact:
    """Two parties and what they agree in English; put() notes what got printed."""

    def __init__(self, rng: random.Random, titles: str) -> None:
        self.rng = rng
        self.ink = Ink(
            rng,
            *rng.choice(PAPERS),
            faces=LATIN,
            sizes=(9.0, 11.5),
            days=("english", "english", "english-short", "month-first"),
            money=("dollar", "usd"),
        )
        self.title = str(rng.choice(pool("agreement", titles)))
        self.a, self.b = english_firm(rng), english_firm(rng)
        if rng.random() < 0.2:
            self.b = (english_person(rng), *self.b[1:])
        self.start = day_between(rng, date(2004, 1, 1))
        self.years = rng.randint(1, 5)
        self.end = self.start + timedelta(365 * self.years)
        self.amount = Decimal(rng.randint(20, 9000) * 100)
        self.roles = rng.choice(pool("agreement", "roles"))
        self.values: dict[str, Value] = {}

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def fill(self, draft: str) -> tuple[Piece, ...]:
        """A draft with its facts, those of the fields that it mentions noted."""

        def forms() -> str:
            state = self.rng.choice(pool("english", "states"))
            return f"a {state} {self.ink.pick('corporation', 'limited liability company')}"

        facts: dict[str, Piece] = {
            "title": self.title,
            "A": label("party_a", self.roles[0]),
            "B": label("party_b", self.roles[1]),
            "form_a": forms(),
            "form_b": forms(),
            "place_a": f"{self.a[1]}, {self.a[2]}",
            "place_b": f"{self.b[1]}, {self.b[2]}",
            "n": str(self.rng.choice((10, 30, 60, 90))),
            "years": str(self.years),
            "state": str(self.rng.choice(pool("english", "states"))),
        }
        makers: dict[str, tuple[str, Value, str]] = {
            "a": ("party_a", self.a[0], self.a[0]),
            "b": ("party_b", self.b[0], self.b[0]),
            "start": ("effective_date", self.start, self.ink.day(self.start)),
            "end": ("expiry_date", self.end, self.ink.day(self.end)),
            "amount": ("contract_amount", self.amount, self.ink.money(self.amount)),
        }
        for name, (field, value, text) in makers.items():
            if f"{{{name}}}" in draft:
                facts[name] = self.put(field, value, text)
        if "{court}" in draft:
            facts["court"] = self.put("jurisdiction_court", str(self.rng.choice(pool("agreement", "courts"))))
        return filled(draft, facts, "auto_renewal")

    def sections(self, *, payment: float) -> list[tuple[str, tuple[Piece, ...]]]:
        """Headed sections, those with facts among others."""
        rng, out = self.rng, []
        heading, draft = rng.choice(pool("agreement", "terms"))
        if rng.random() < 0.6:
            renews = rng.random() < 0.5
            self.values["auto_renewal"] = renews
            draft = f"{draft} {rng.choice(pool('agreement', 'renewals' if renews else 'endings'))}"
        out.append((heading, self.fill(draft)))
        if rng.random() < payment:
            heading, draft = rng.choice(pool("agreement", "payments"))
            out.append((heading, self.fill(draft)))
        out += [(heading, (body,)) for heading, body in rng.sample(pool("agreement", "bodies"), rng.randint(4, 10))]
        rng.shuffle(out)
        out.append(("Governing Law", self.fill(" ".join(rng.sample(pool("agreement", "laws"), rng.randint(1, 2))))))
        return out

    def flow(self) -> Flow:
        ink = self.ink
        side = self.rng.uniform(20, 28)
        return Flow(
            ink,
            left=side,
            right=ink.width - side,
            top=24,
            bottom=ink.height - 24,
            leading=ink.size * self.rng.uniform(0.46, 0.58),
        )

    def signatures(self, flow: Flow) -> None:
        """By, name, title, date under each party, beside each other or stacked."""
        ink, beside = self.ink, self.ink.maybe(0.6)
        flow.room(46 if beside else 80)
        dated = ink.maybe(0.5)
        for n, (firm, field) in enumerate(((self.a[0], "party_a"), (self.b[0], "party_b"))):
            x = flow.left + (n * (flow.right - flow.left) / 2 if beside else 0)
            y = flow.y + (0 if beside else 40 * n)
            ink.say(x, y, self.put(field, firm), bold=True, fit=(flow.right - flow.left) / 2 - 4)
            rows: list[tuple[Piece, Piece]] = [
                ("By:", ""),
                ("Name:", english_person(self.rng)),
                ("Title:", ink.pick("President", "Chief Executive Officer", "Director", "Manager")),
            ]
            if dated:
                rows.append(
                    (label("contract_date", "Date:"), self.put("contract_date", self.start, ink.day(self.start)))
                )
            for k, (word, value) in enumerate(rows, 1):
                ink.say(x, y + 8 * k, word)
                ink.say(x + 15, y + 8 * k, value)
                ink.sheet.rule(x + 14, y + 8 * k + 2.6, x + 70, y + 8 * k + 2.6, 0.4)
        flow.y += 46 if beside else 84

    def done(self) -> Drawing:
        return Facts("contract", self.values, (), "USD"), self.ink.pages()


@family("english_nda", "contract")
def nda(rng: random.Random) -> Drawing:
    """Centred title, opening paragraph, numbered sections in one of many numberings, signatures."""
    pact = Pact(rng, rng.choice(("nda_titles", "service_titles")))
    ink, flow = pact.ink, pact.flow()
    if ink.maybe(0.3):
        ink.say(
            flow.right,
            14,
            ink.pick("Exhibit 10.1", "EXECUTION COPY", "Exhibit (e)(1)", "CONFIDENTIAL"),
            align="right",
            size=8,
        )
    pact.put("title", pact.title)
    flow.y = title(ink, ink.width / 2, flow.y + 4, pact.title, size=14, tag="title") + 5
    flow.paragraph(*pact.fill(str(rng.choice(pool("agreement", "openings")))), first=rng.choice((0, 8)))
    flow.y += 3
    form = ink.pick("above", "run", "plain", "article")
    for n, (heading, body) in enumerate(pact.sections(payment=0.4), 1):
        flow.room(flow.leading * 3)
        if form in ("above", "article"):
            flow.paragraph(
                f"ARTICLE {n} {heading.upper()}" if form == "article" else f"{n}. {heading}",
                bold=True,
            )
            flow.paragraph(*body, indent=rng.choice((0, 5)))
        else:
            flow.paragraph(f"{n}. {f'{heading}. ' if form == 'run' else ''}", *body, first=6)
        flow.y += 2.4
    flow.paragraph(str(rng.choice(pool("agreement", "closings"))))
    flow.y += 6
    pact.signatures(flow)
    return pact.done()


@family("english_letter_agreement", "contract", withheld=True)
def letter(rng: random.Random) -> Drawing:
    """An agreement in the form of a letter: letterhead, date, addressee, Dear, paragraphs, agreed and accepted."""
    pact = Pact(rng, "nda_titles")
    ink, flow = pact.ink, pact.flow()
    flow.y = (
        party(
            ink,
            flow.left,
            20,
            flow.right - flow.left,
            [[pact.put("party_a", pact.a[0])], [f"{pact.a[1]}, {pact.a[2]}"]],
            align=rng.choice(("left", "center")),
        )
        + 6
    )
    ink.say(flow.left, flow.y, pact.put("contract_date", pact.start, ink.day(pact.start)))
    flow.y = (
        party(ink, flow.left, flow.y + 10, 90, [[pact.put("party_b", pact.b[0])], [pact.b[1]], [pact.b[2]]], bold=9) + 5
    )
    ink.say(flow.left, flow.y, f"Dear {english_person(rng)}:")
    ink.say(
        flow.left + 20, flow.y + 8, "Re: ", pact.put("title", pact.title), bold=True, fit=flow.right - flow.left - 22
    )
    flow.y += 17
    flow.paragraph(
        "In connection with your consideration of a possible transaction, we are prepared to furnish certain "
        "information on the following terms."
    )
    flow.y += 2.5
    for _, body in pact.sections(payment=0.2):
        flow.paragraph(*body, first=8)
        flow.y += 2.5
    flow.room(60)
    ink.say(flow.left, flow.y + 4, "Very truly yours,")
    flow.y += 14
    pact.signatures(flow)
    return pact.done()


@family("english_order_form", "contract")
def order_form(rng: random.Random) -> Drawing:
    """A cover table of key terms, then short terms in small print, then signatures."""
    pact = Pact(rng, "service_titles")
    ink, flow = pact.ink, pact.flow()
    pact.put("title", pact.title)
    flow.y = title(ink, flow.left, flow.y, pact.title, align="left", tag="title") + 4
    rows: list[tuple[Piece, Piece]] = [
        (label("party_a", pact.roles[0]), pact.put("party_a", pact.a[0])),
        ("Address", f"{pact.a[1]}, {pact.a[2]}"),
        (label("party_b", pact.roles[1]), pact.put("party_b", pact.b[0])),
        ("Contact", english_person(rng)),
        (
            label("effective_date", ink.pick("Effective Date", "Start Date", "Commencement Date")),
            pact.put("effective_date", pact.start, ink.day(pact.start)),
        ),
        (
            label("expiry_date", ink.pick("Expiration Date", "End Date", "Expiry")),
            pact.put("expiry_date", pact.end, ink.day(pact.end)),
        ),
        (
            label("contract_amount", ink.pick("Contract Price", "Total Fees", "Contract Value", "Annual Fee")),
            pact.put("contract_amount", pact.amount, ink.money(pact.amount)),
        ),
    ]
    if ink.maybe(0.5):
        renews = ink.maybe(0.5)
        pact.values["auto_renewal"] = renews
        rows.append((label("auto_renewal", "Auto-renewal"), ("Yes" if renews else "No", "auto_renewal")))
    rows.append(("Payment terms", ink.pick("Net 30", "Monthly in arrears", "50% on signing, 50% on delivery")))
    width = flow.right - flow.left
    cells: list[list[tuple[Piece, ...]]] = [[(word,), (value,)] for word, value in rows]
    flow.y = (
        grid(
            ink,
            flow.left,
            flow.y,
            [Col("", "Term", width * 0.3), Col("", "Detail", width * 0.7)],
            cells,
            head=ink.maybe(0.3),
        )
        + 8
    )
    ink.size *= 0.88
    flow.leading *= 0.88
    for n, (heading, body) in enumerate(rng.sample(pool("agreement", "bodies"), rng.randint(3, 8)), 1):
        flow.paragraph(f"{n}. {heading}. {body}")
        flow.y += 1.6
    flow.paragraph(*pact.fill(str(rng.choice(pool("agreement", "laws")))))
    flow.y += 8
    pact.signatures(flow)
    return pact.done()
