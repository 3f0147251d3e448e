"""Expense reports in English: category columns, mileage and per diem, a plain list with approvals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.more_receipt_parts import terms
from training.families.office_blocks import Col, Entry, cell, facts, grid, title
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import LATIN, Facts, Ink, Piece, day_between, label

CENT = Decimal("0.01")
DAYS = ("english", "english-short", "iso", "month-first", "month-first-short", "named-dash", "day-first")
WORDS = {
    "applicant_name": ("Employee", "Employee Name", "Name", "Submitted by", "Claimant", "Staff Member", "Traveler"),
    "department": ("Department", "Dept.", "Division", "Team", "Cost Center", "Business Unit"),
    "application_date": ("Date", "Date Submitted", "Report Date", "Submission Date", "Date of Claim", "Submitted"),
    "purpose": ("Purpose", "Business Purpose", "Purpose of Trip", "Reason", "Description of Business", "Trip"),
    "total_amount": ("Total", "Total Expenses", "Grand Total", "Total Amount", "TOTAL", "Report Total", "Total Claim"),
    "advance_amount": ("Less Advance", "Cash Advance", "Advances", "Less: Cash Advance", "Advance Received"),
    "settlement_amount": (
        "Total Reimbursement",
        "Amount Due Employee",
        "Balance Due",
        "Net Reimbursement",
        "Due to You",
    ),
    "date": ("Date", "Date", "Expense Date", "Trans. Date", "DATE"),
    "description": ("Description", "Details", "Expense Description", "Explanation", "Item"),
    "category": ("Category", "Expense Type", "Type", "Account", "Class", "GL Code"),
    "payee": ("Vendor", "Merchant", "Payee", "Paid to", "Supplier"),
    "amount": ("Amount", "Total", "Cost", "Amount (USD)", "AMOUNT"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One expense."""

    day: date
    category: str
    description: str
    payee: str
    amount: Decimal


class Report:
    """An employee's report on paper, and the values that got printed."""

    def __init__(self, rng: random.Random, width: float, height: float, rows: tuple[int, int]) -> None:
        self.rng = rng
        money = ("plain", "plain", "dollar", "dollar", "pound", "usd")
        self.ink = Ink(rng, width, height, faces=LATIN, sizes=(8, 10), days=DAYS, money=money)
        self.currency = "GBP" if self.ink.money_format == "pound" else "USD"
        self.first = day_between(rng)
        self.last = self.first + timedelta(rng.randint(1, 20))
        self.claimed = self.last + timedelta(rng.randint(0, 15))
        self.items = [
            Item(
                day,
                str(rng.choice(terms("english", "categories"))),
                str(rng.choice(terms("english", "things"))),
                str(rng.choice(terms("english", "payees"))).format(english_firm(rng)[0].split()[0]),
                Decimal(rng.randint(200, rng.choice((9000, 90000)))) * CENT,
            )
            for day in sorted(day_between(rng, self.first, self.last) for _ in range(rng.randint(*rows)))
        ]
        self.values: dict[str, Value] = {}
        shapes = (
            "same",
            "same",
            "{d.month}/{d.day}",
            "{d:%m/%d}",
            "{d:%b} {d.day}",
            "{d.day} {d:%b}",
            "{d:%a} {d.month}/{d.day}",
        )
        self.row_days = rng.choice(shapes)

    @property
    def total(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    def word(self, field: str, key: str = "") -> Piece:
        """A printed label."""
        return label(field, self.rng.choice(WORDS[key or field]))

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def row_day(self, day: date) -> str:
        """The day of a row."""
        return self.ink.day(day) if self.row_days == "same" else self.row_days.format(d=day)

    def heads(self) -> list[Entry]:
        """Employee, department, day, purpose and what else a form asks for."""
        ink, rng = self.ink, self.rng
        self.values |= {"applicant_name": (name := english_person(rng)), "application_date": self.claimed}
        out: list[Entry] = [
            ("applicant_name", str(self.word("applicant_name")[0]), name),
            ("application_date", str(self.word("application_date")[0]), ink.day(self.claimed)),
        ]
        if ink.maybe(0.85):
            department = str(rng.choice(terms("english", "departments")))
            self.put("department", department)
            out.append(("department", str(self.word("department")[0]), department))
        if ink.maybe(0.8):
            purpose = str(rng.choice(terms("english", "purposes")))
            if ink.maybe(0.5):
                purpose = f"{purpose}, {rng.choice(terms('english', 'cities'))}"
            self.put("purpose", purpose)
            out.append(("purpose", str(self.word("purpose")[0]), purpose))
        if ink.maybe(0.5):
            out.append(("", ink.pick("Employee ID", "Report No.", "Staff No."), f"{rng.randint(1000, 99999)}"))
        if ink.maybe(0.4):
            out.append(("", ink.pick("Manager", "Approver", "Supervisor"), english_person(rng)))
        if ink.maybe(0.7):
            rng.shuffle(out)
        return out

    def period(self, x: float, y: float) -> None:
        """From and to, in one run or under labels of their own."""
        ink = self.ink
        first = self.put("period_start", self.first, ink.day(self.first))
        last = self.put("period_end", self.last, ink.day(self.last))
        if ink.maybe(0.5):
            word = label(
                "period_start", ink.pick("Period", "Pay Period", "Expense Period", "Dates of Travel", "For the period")
            )
            ink.say(x, y, word, ink.pick(": ", "  "), first, ink.pick(" - ", " to ", " – ", " through "), last)
        else:
            gap = ink.pick(": ", "  ")
            right = ink.say(x, y, label("period_start", ink.pick("From", "Start Date", "Period From")), gap, first)
            ink.say(right + 6, y, label("period_end", ink.pick("To", "End Date", "Through")), gap, last)

    def sums(self, x: float, y: float, width: float, *, advance: float = 0.6) -> float:
        """Total, advance and what is paid back, boxed or open."""
        ink = self.ink
        rows = [(self.word("total_amount"), self.put("total_amount", self.total, ink.money(self.total)))]
        if ink.maybe(advance):
            paid = Decimal(self.rng.randint(1, 12) * 50).quantize(CENT)
            rest = self.total - paid
            shown = ink.money(rest) if rest >= 0 else ink.pick("({})", "-{}").format(ink.money(-rest))
            rows.append((self.word("advance_amount"), self.put("advance_amount", paid, ink.money(paid))))
            rows.append((self.word("settlement_amount"), self.put("settlement_amount", rest, shown)))
        boxed, high = ink.maybe(0.5), ink.size * 0.68
        for word, value in rows:
            if boxed:
                ink.sheet.panel(x, y, width, high, weight=ink.rule_weight)
            ink.say(x + 1.5, y + high / 2, word, fit=width * 0.55, bold=ink.maybe(0.4))
            ink.say(x + width - 1.5, y + high / 2, value, align="right", fit=width * 0.4)
            y += high
        return y

    def approved(self, x: float, y: float, width: float) -> None:
        """Lines for signatures and their days."""
        ink = self.ink
        for word in ink.rng.sample(
            ["Employee Signature", "Approved by", "Manager Approval", "Finance", "Received by"], 2
        ):
            ink.say(x, y, word, size=8)
            ink.sheet.rule(x + 32, y + 2, x + width * 0.62, y + 2, 0.4)
            ink.say(x + width * 0.66, y, "Date", size=8)
            ink.sheet.rule(x + width * 0.66 + 9, y + 2, x + width, y + 2, 0.4)
            y += 9

    def table(self, x: float, y: float, width: float, keys: Sequence[str], *, least: int = 0) -> float:
        """The items under these keys."""
        ink = self.ink
        shares = {"date": 24, "category": 30, "description": 50, "payee": 36, "amount": 24, "no": 8, "receipt": 16}
        other = {"no": "#", "receipt": ink.pick("Receipt", "Rcpt?", "Receipt attached")}
        scale = width / sum(shares[key] for key in keys)
        columns = [
            Col("" if key in other else key, other.get(key) or str(self.word("", key)[0]), shares[key] * scale,
                "right" if key == "amount" else "left")
            for key in keys
        ]  # fmt: skip
        rows = [
            [
                cell(n, key, text) if (text := self.text(item, key)) else (str(n + 1) if key == "no" else "Y",)
                for key in keys
            ]
            for n, item in enumerate(self.items)
        ]
        return grid(ink, x, y, columns, rows, least=least, row=ink.size * self.rng.uniform(0.6, 0.8))

    def text(self, item: Item, key: str) -> str:
        """What a column prints of an item; empty for columns of no field."""
        texts = {
            "date": self.row_day(item.day),
            "category": item.category,
            "description": item.description,
            "payee": item.payee,
            "amount": self.ink.money(item.amount),
        }
        return texts.get(key, "")

    def done(self) -> Drawing:
        """Facts and sheets."""
        rows: tuple[dict[str, Value], ...] = tuple(
            {
                "date": item.day,
                "category": item.category,
                "description": item.description,
                "payee": item.payee,
                "amount": item.amount,
            }
            for item in self.items
        )
        return Facts("expense_report", self.values, rows, self.currency), self.ink.pages()


@family("english_expense_list", "expense_report")
def expense_list(rng: random.Random) -> Drawing:
    """A form: company and title, facts in one or two columns, items, total, advance, reimbursement, signatures."""
    paper = Report(rng, *rng.choice(((210.0, 297.0), (215.9, 279.4), (279.4, 215.9))), (2, 14))
    ink, w = paper.ink, paper.ink.width
    firm = english_firm(rng)[0]
    left = ink.maybe(0.5)
    name = ink.pick(
        "Expense Report", "EXPENSE REPORT", "Expense Claim Form", "Employee Expense Report", "Reimbursement Request"
    )
    y = 14.0
    if ink.maybe(0.6):
        ink.say(16, y, firm, bold=True)
        y += 9
    y = title(ink, 16 if left else w / 2, y + 3, name, align="left" if left else "center", size=15)
    heads, two = paper.heads(), ink.maybe(0.5)
    half = (len(heads) + 1) // 2 if two else len(heads)
    form, wide = ink.pick("colon", "tab", "boxed", "lined", "stacked"), w / 2 - 22 if two else w * 0.55
    below = facts(ink, 16, y + 5, wide, heads[:half], form=form)
    y = max(below, facts(ink, w / 2 + 4, y + 5, wide, heads[half:], form=form) if two else below)
    if ink.maybe(0.6):
        paper.period(16, y + 2)
        y += 6
    first = ink.maybe(0.2)
    if first:
        y = paper.sums(16, y + 3, 80) + 3
    keys = rng.choice(
        (
            ("date", "description", "category", "amount"),
            ("date", "payee", "description", "category", "amount"),
            ("no", "date", "category", "payee", "description", "amount"),
            ("date", "category", "payee", "amount", "receipt"),
            ("category", "date", "payee", "description", "amount"),
        )
    )
    y = paper.table(16, y + 3, w - 32, keys, least=rng.choice((0, 0, 8, 12)))
    if not first:
        y = paper.sums(w - 16 - 84, y + rng.choice((0, 3)), 84)
    if ink.maybe(0.7) and y < ink.height - 32:
        paper.approved(16, y + 9, w - 32)
    return paper.done()
