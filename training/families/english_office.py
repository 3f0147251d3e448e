"""English papers of an office: claims by category and by the mile, agreements as key terms, memos and certificates."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.english_deal import CENT, Bill, named, tagged
from training.families.english_houses import firm, pattern, pool, somebody
from training.families.english_parts import Column, Lines, address, heading, table
from training.families.more_contract_pact import Covenant
from training.families.more_contract_pact import pool as wording
from training.families.office_blocks import Entry, facts, title
from training.families.office_flow import Flow, filled
from training.families.office_ink import Facts, Piece, label


@dataclass(frozen=True, slots=True)
class Spent:
    """One thing claimed."""

    day: date
    category: str
    description: str
    amount: Decimal


class Claim:
    """An employee's claim in the money of some country; put() notes what got printed."""

    def __init__(self, rng: random.Random, titles: str) -> None:
        self.bill = Bill(rng, "expense_report", extras=False)
        self.rng, self.ink = rng, self.bill.ink
        self.margin = rng.uniform(13, 22)
        self.room = self.ink.width - 2 * self.margin
        self.values: dict[str, Value] = {}
        self.title = str(rng.choice(pool("office", titles)))
        self.last = self.bill.day - timedelta(rng.randint(0, 12))
        self.first = self.last - timedelta(rng.randint(3, 28))

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def sum(self) -> Decimal:
        """Any amount in the claim's money."""
        cents = Decimal(self.rng.choice((self.rng.randint(150, 9000), self.rng.randint(3, 400) * 100)))
        return (cents * CENT * (100 if self.bill.one == 1 else 1)).quantize(self.bill.one)

    def spent(self, count: int) -> list[Spent]:
        """Things claimed, in order of day."""
        days = sorted(self.first + timedelta(self.rng.randint(0, (self.last - self.first).days)) for _ in range(count))
        groups, things = pool("office", "categories"), pool("office", "spent")
        return [Spent(day, self.rng.choice(groups), self.rng.choice(things), self.sum()) for day in days]

    def head(self) -> float:
        """Firm, title, who claims what for."""
        ink, rng, margin = self.ink, self.rng, self.margin
        y = rng.uniform(14, 22)
        if ink.maybe(0.6):
            ink.say(margin, y, firm(rng), bold=ink.maybe(0.5), size=ink.size * 1.2, fit=self.room)
            y += 9
        y = heading(self.bill, margin, y, word=self.title, size=rng.uniform(13, 19)) + 2
        who, team, day = somebody(rng), str(rng.choice(pool("departments"))), self.bill.day
        facts_of: list[Entry] = [
            ("applicant_name", self._word("applicant"), who),
            ("application_date", self._word("claimed"), self.bill.date(day)),
        ]
        self.values |= {"applicant_name": who, "application_date": day, "department": team}
        if ink.maybe(0.8):
            facts_of.append(("department", self._word("department"), team))
        if ink.maybe(0.7):
            purpose = str(rng.choice(pool("office", "purposes")))
            self.put("purpose", purpose)
            facts_of.append(("purpose", self._word("purpose"), purpose))
        if ink.maybe(0.5):
            self.values |= {"period_start": self.first, "period_end": self.last}
            first, last = ink.pick("Period from|to", "From|To", "Start date|End date", "Claim from|until").split("|")
            facts_of += [
                ("period_start", first, self.bill.date(self.first)),
                ("period_end", last, self.bill.date(self.last)),
            ]
        distractors: list[Entry] = [
            ("", "Employee no.", pattern(rng, "#####")),
            ("", "Manager", somebody(rng)),
            ("", "Claim no.", pattern(rng, "EX-####")),
        ]
        facts_of += rng.sample(distractors, rng.randint(0, 2))
        if ink.maybe(0.5):
            return facts(ink, margin, y, self.room * 0.7, facts_of) + 4
        half = (len(facts_of) + 1) // 2
        form, leading = ink.pick("colon", "tab", "lined", "boxed"), ink.size * 0.68
        ends = [
            facts(ink, margin + n * self.room * 0.52, y, self.room * 0.48, part, form=form, leading=leading)
            for n, part in enumerate((facts_of[:half], facts_of[half:]))
            if part
        ]
        return max(ends) + 4

    def _word(self, key: str) -> str:
        return str(self.rng.choice(pool("office", key)))

    def foot(self, y: float, total: Decimal) -> None:
        """Total, perhaps an advance and what is paid back; signatures."""
        ink, rng, right = self.ink, self.rng, self.margin + self.room
        lines: list[tuple[str, str, Decimal]] = [("total_amount", self._word("claim_total"), total)]
        if ink.maybe(0.5):
            advance = (total * rng.choice((20, 50, 80)) / 100).quantize(self.bill.one, ROUND_HALF_UP)
            lines += [
                ("advance_amount", self._word("advance"), advance),
                ("settlement_amount", self._word("settlement"), total - advance),
            ]
        for field, word, amount in lines:
            ink.say(self.margin + self.room * 0.5, y, named(field, word), bold=field != "advance_amount")
            ink.say(right - 1.2, y, tagged(*self.put(field, amount, self.bill.money(amount))[::-1]), align="right")
            y += ink.size * 0.62
        y += rng.uniform(10, 20)
        for n, word in enumerate(rng.sample(["Employee signature", "Approved by", "Finance", "Line manager"], 2)):
            x = self.margin + n * self.room / 2
            ink.sheet.rule(x, y, x + self.room * 0.42, y, 0.4)
            ink.say(x, y + 4, word, size=7.5)

    def done(self, rows: list[dict[str, Value]]) -> Drawing:
        """Facts and sheets."""
        return Facts("expense_report", self.values, tuple(rows), self.bill.currency), self.ink.pages()


@family("english_claim_by_category", "expense_report")
def claim_by_category(rng: random.Random) -> Drawing:
    """What was spent under a heading for each category, each with its own sum, then the total and what was advanced."""
    claim = Claim(rng, "claim_titles")
    ink, bill, margin, room = claim.ink, claim.bill, claim.margin, claim.room
    y = claim.head()
    spent = sorted(claim.spent(rng.randint(3, 8)), key=lambda one: one.category)
    rows: list[dict[str, Value]] = []
    groups = sorted({one.category for one in spent})
    form = ink.pick("band", "bold", "column")
    columns = [
        Column("date", ink.pick("Date", "When", "Day"), 0.18, "left"),
        Column("description", ink.pick("Description", "Details", "Expense"), 0.5, "left"),
        Column("amount", ink.pick("Amount", "Cost", f"Amount ({bill.currency})", "Sum"), 0.2),
    ]
    if form == "column":
        columns.insert(1, Column("category", ink.pick("Category", "Type", "Account"), 0.24, "left"))
    cells: list[list[Lines]] = []
    for group in groups:
        members = [one for one in spent if one.category == group]
        first = len(rows)
        for one in members:
            n = len(rows)
            rows.append({"date": one.day, "category": group, "description": one.description, "amount": one.amount})
            texts = {
                "date": bill.date(one.day),
                "category": group,
                "description": one.description,
                "amount": bill.money(one.amount, bare=True),
            }
            cells.append([[((texts[column.key], f"line_items.{n}.{column.key}"),)] for column in columns])
        if form == "column":
            continue
        tags = "|".join(f"line_items.{n}.category" for n in range(first, len(rows)))
        if form == "band":
            ink.sheet.panel(margin, y - ink.size * 0.32, room, ink.size * 0.64, fill=ink.tint, weight=0)
        ink.say(margin + 1, y, (group, tags), bold=True)
        y = table(bill, margin, y + ink.size * 0.4, room, columns, cells, ruling=ink.pick("lines", "bare")) + 3
        ink.say(margin + room * 0.6, y, ink.pick("Subtotal", f"Total {group.lower()}"), size=ink.size * 0.9)
        sub = sum((one.amount for one in members), Decimal(0))
        ink.say(margin + room - 1.2, y, bill.money(sub, bare=True), align="right", size=ink.size * 0.9)
        y, cells = y + 7, []
    if cells:
        y = table(bill, margin, y, room, columns, cells) + 6
    claim.foot(y + 2, sum((one.amount for one in spent), Decimal(0)))
    return claim.done(rows)


@family("english_claim_by_mile", "expense_report")
def claim_by_mile(rng: random.Random) -> Drawing:
    """Trips with their miles at a rate, tolls beside them; the total in money among totals of miles."""
    claim = Claim(rng, "mileage_titles")
    ink, bill, margin, room = claim.ink, claim.bill, claim.margin, claim.room
    y = claim.head()
    unit = "mi" if bill.currency in ("USD", "GBP") else "km"
    rate = (Decimal(rng.randint(25, 80)) * CENT * (100 if bill.one == 1 else 1)).quantize(bill.one)
    ink.say(margin, y, f"Rate: {bill.money(rate)} per {unit}", size=ink.size * 0.9)
    ink.say(margin + room, y, f"Vehicle: {pattern(rng, '@@## @@@')}", align="right", size=ink.size * 0.9)
    y += 5
    columns = [
        Column("date", "Date", 0.16, "left"),
        Column("description", ink.pick("Journey", "From / to", "Trip", "Route and purpose"), 0.42, "left"),
        Column("", {"mi": "Miles", "km": "km"}[unit], 0.12),
        Column("amount", ink.pick("Amount", "Claim", "Reimbursement"), 0.18),
    ]
    odometer, miles = ink.maybe(0.4), Decimal(0)
    if odometer:
        columns.insert(2, Column("", "Odometer", 0.16))
    rows: list[dict[str, Value]] = []
    cells: list[list[Lines]] = []
    total, reading = Decimal(0), rng.randint(2000, 90000)
    for one in claim.spent(rng.randint(2, 12)):
        far = Decimal(rng.randint(4, 320))
        trip, amount, n = str(rng.choice(pool("office", "trips"))), (far * rate).quantize(bill.one), len(rows)
        rows.append({"date": one.day, "description": trip, "amount": amount})
        total, miles, reading = total + amount, miles + far, reading + int(far)
        run: list[Lines] = [
            [((bill.date(one.day), f"line_items.{n}.date"),)],
            [((trip, f"line_items.{n}.description"),)],
            [(f"{far}",)],
            [((bill.money(amount, bare=True), f"line_items.{n}.amount"),)],
        ]
        cells.append([*run[:2], [(f"{reading}",)], *run[2:]] if odometer else run)
    y = table(bill, margin, y, room, columns, cells) + 5
    ink.say(margin + room * 0.5, y, f"Total {unit}")
    ink.say(margin + room - 1.2, y, f"{miles}", align="right")
    claim.foot(y + ink.size * 0.62, total)
    return claim.done(rows)


@family("english_key_terms", "contract")
def key_terms(rng: random.Random) -> Drawing:
    """An agreement as a table of numbered key terms, the parties among them, standard terms below, By/Name/Title."""
    pact = Covenant(rng)
    ink, flow = pact.ink, pact.flow()
    pact.put("title", pact.title)
    flow.y = title(ink, ink.width / 2, flow.y + 4, pact.title, size=14, tag="title") + 4
    rows: list[tuple[Piece, tuple[Piece, ...]]] = [
        (label("party_a", pact.roles[0]), (pact.put("party_a", pact.a[0]), f", {pact.a[1]}, {pact.a[2]}")),
        (label("party_b", pact.roles[1]), (pact.put("party_b", pact.b[0]), f", {pact.b[1]}, {pact.b[2]}")),
    ]
    start = pact.put("effective_date", pact.start, pact.day(pact.start))
    rows.append((label("effective_date", ink.pick("Effective Date", "Commencement Date", "Start Date")), (start,)))
    if ink.maybe(0.6):
        word = ink.pick("Expiry Date", "End Date", "Term ends", "Expiration")
        rows.append((label("expiry_date", word), (pact.put("expiry_date", pact.end, pact.day(pact.end)),)))
    if ink.maybe(0.6):
        word = ink.pick("Fee", "Contract Price", "Total Fees", "Charges", "Contract Sum")
        rows.append(
            (label("contract_amount", word), (pact.put("contract_amount", pact.amount, pact.sum(pact.amount)),))
        )
    if ink.maybe(0.5):
        court = str(rng.choice(wording("courts")))
        rows.append((label("jurisdiction_court", "Jurisdiction"), (pact.put("jurisdiction_court", court),)))
    others = [
        ("Services", str(rng.choice(wording("deliverables")))),
        ("Payment Terms", "Net 30"),
        ("Notices", pact.third),
        ("Deposit", pact.sum(Decimal(rng.randint(5, 90) * 100))),
        ("Notice Period", "60 days"),
    ]
    rows += [(word, (text,)) for word, text in rng.sample(others, rng.randint(1, 3))]
    width, numbers, share = flow.right - flow.left, ink.maybe(0.5), rng.uniform(0.24, 0.34)
    boxed, high = ink.maybe(0.6), flow.leading * rng.uniform(1.4, 2.0)
    for n, (name, pieces) in enumerate(rows, 1):
        if boxed:
            ink.sheet.panel(flow.left, flow.y - high / 2, width * share, high, fill=ink.tint if ink.shaded else None)
            ink.sheet.panel(flow.left + width * share, flow.y - high / 2, width * (1 - share), high)
        at = ink.say(flow.left + 2, flow.y, f"{n}. ") if numbers else flow.left + 2
        ink.say(at, flow.y, name, bold=True, fit=width * share - 10)
        ink.say(flow.left + width * share + 2, flow.y, *pieces, fit=width * (1 - share) - 4)
        flow.y += high
    flow.y += 4
    drafts = rng.sample(wording("bodies"), rng.randint(2, 7))
    pact.numbered(flow, [(said, pact.fill(draft)) for said, draft in drafts])
    flow.y += 4
    pact.sign(flow)
    return pact.done()


@family("english_signed_only", "contract")
def signed_only(rng: random.Random) -> Drawing:
    """An NDA or engagement whose text speaks of roles alone; who they are stands in the blocks at the end."""
    pact = Covenant(rng, rng.choice(("nda_titles", "titles")))
    ink, flow = pact.ink, pact.flow()
    pact.put("title", pact.title)
    if ink.maybe(0.5):
        pact.b = (somebody(rng), *pact.b[1:])
    flow.y = title(ink, rng.choice((ink.width / 2, flow.left + 55)), flow.y + 4, pact.title, size=13, tag="title") + 5
    start = pact.put("effective_date", pact.start, pact.day(pact.start))
    first, second = pact.roles
    flow.paragraph(
        *rng.choice(
            (
                (f"{first} and {second}, as named below, agree with effect from ",
                 start, ", as follows:"),
                ("Effective date: ", start),
                ("The parties who sign below enter into this agreement as of ", start, " (the “Effective Date”)."),
            )
        )
    )  # fmt: skip
    flow.y += 3
    pact.numbered(flow, pact.sections(payment=0.4, least=3, most=9))
    flow.paragraph(str(rng.choice(wording("closings"))))
    flow.y += 6
    pact.sign(flow, form=ink.pick("beside", "stacked", "boxed"))
    return pact.done()


def _sentences(bill: Bill, flow: Flow, drafts: list[str]) -> None:
    """Drafts with any names, days and sums."""
    rng = bill.rng
    for draft in drafts:
        sum_ = (Decimal(rng.randint(100, 900000)) * CENT).quantize(bill.one)
        day = bill.date(bill.day + timedelta(rng.randint(-40, 200)))
        words: dict[str, Piece] = {"day": day, "sum": bill.money(sum_), "who": somebody(rng), "firm": firm(rng)}
        flow.paragraph(*filled(draft, words))
        flow.y += flow.leading * 0.6


@family("english_memo_or_certificate", "other")
def memo_or_certificate(rng: random.Random) -> Drawing:
    """A memo with To, From, Date, Subject, or a certificate in large type; names, days and sums that bill nothing."""
    bill = Bill(rng, "other", extras=False)
    ink, margin = bill.ink, rng.uniform(18, 30)
    flow = Flow(ink, left=margin, right=ink.width - margin, top=24, bottom=ink.height - 24,
                leading=ink.size * rng.uniform(0.52, 0.7))  # fmt: skip
    memo = ink.maybe(0.55)
    y = address(bill, margin, rng.uniform(16, 24), 90, "seller") if ink.maybe(0.6) else 16.0
    word = str(rng.choice(pool("office", "memo_titles" if memo else "certificates")))
    centred = not memo or ink.maybe(0.3)
    y = (
        heading(bill, ink.width / 2 if centred else margin, y + 10, word=word, align="center" if centred else "left")
        + 4
    )
    if memo:
        entries: list[Entry] = [
            ("", "To", ink.pick("All staff", "Accounts payable", somebody(rng))),
            ("", "From", somebody(rng)),
            ("", "Date", bill.date(bill.day)),
            ("", ink.pick("Subject", "Re"), str(rng.choice(pool("office", "memo_subjects")))),
        ]
        y = facts(ink, margin, y, 110, entries, form=ink.pick("tab", "colon", "lined")) + 2
        ink.sheet.rule(margin, y, ink.width - margin, y, 0.6)
    flow.y = y + 8
    drafts = pool("office", "memo_texts" if memo else "certified")
    _sentences(bill, flow, rng.sample(drafts, rng.randint(2, 5) if memo else 1))
    if not memo:
        entries = [("", "Certificate no.", pattern(rng, "C-#####")), ("", "Date", bill.date(bill.day)),
                   ("", "Valid until", bill.date(bill.day + timedelta(365)))]  # fmt: skip
        flow.y = facts(ink, margin, flow.y + 6, 100, rng.sample(entries, rng.randint(1, 3)))
    flow.y += 14
    ink.sheet.rule(margin, flow.y, margin + 55, flow.y, 0.5)
    ink.say(margin, flow.y + 4, f"{somebody(rng)}, {rng.choice(pool('titles'))}", size=8)
    return bill.done()
