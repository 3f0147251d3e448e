"""English expense reports that are no list: a trip's per diem and mileage, and categories across a week's days."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from training.families import Drawing, family
from training.families.more_expense_english import CENT, Item, Report
from training.families.more_receipt_parts import terms
from training.families.office_blocks import Col, cell, facts, grid, title
from training.families.office_goods import english_firm
from training.families.office_ink import Piece, label


@family("english_expense_trip", "expense_report", fitting=True)
def trip(rng: random.Random) -> Drawing:
    """A trip in sections: mileage by distance and rate, per diem by days, receipts; a summary with reimbursement."""
    paper = Report(rng, *rng.choice(((210.0, 297.0), (215.9, 279.4))), (2, 6))
    ink, w = paper.ink, paper.ink.width
    ink.say(w - 16, 12, english_firm(rng)[0], align="right", bold=ink.maybe(0.5))
    name = ink.pick(
        "Travel Expense Report", "TRAVEL EXPENSE CLAIM", "Travel Reimbursement Form", "Trip Expense Statement"
    )
    y = title(ink, rng.choice((16, 70)), 20, name, align="left", size=15)
    y = facts(ink, 16, y + 5, w * rng.choice((0.5, 0.8)), paper.heads(), leading=ink.size * 0.64)
    paper.period(16, y + 2)
    y += 10
    receipts, paper.items = paper.items, []
    rate = Decimal(rng.choice((45, 58, 65, 67, 70))) * CENT
    sections = ["mileage", "per_diem", "receipts"]
    if ink.maybe(0.4):
        sections.remove(rng.choice(sections[:2]))
    rng.shuffle(sections)
    for number, section in enumerate(sections, 1):
        head = {"mileage": ink.pick("Mileage", "Private Vehicle"), "per_diem": ink.pick("Per Diem", "Meals Allowance")}
        words = head.get(section) or ink.pick("Receipts", "Out-of-pocket Expenses", "Other Expenses")
        ink.say(16, y, ink.pick(f"{number}. {words}", words, words.upper()), bold=True)
        if section == "mileage":
            y = _mileage(paper, y + 4, w - 32, rate)
        elif section == "per_diem":
            y = _per_diem(paper, y + 4, w - 32)
        else:
            y = _receipts(paper, y + 4, w - 32, receipts)
        y += 7
    y = paper.sums(w - 16 - 90, y - 2, 90, advance=0.8)
    if ink.maybe(0.7) and y < ink.height - 32:
        paper.approved(16, y + 9, w - 32)
    return paper.done()


def _mileage(paper: Report, y: float, width: float, rate: Decimal) -> float:
    """Day, from and to, distance, rate, amount."""
    ink, rng = paper.ink, paper.rng
    unit, between = ink.pick("Miles", "mi", "km"), ink.pick(" to ", " - ", " → ")
    rows: list[list[tuple[Piece, ...]]] = []
    for _ in range(rng.randint(1, 3)):
        places = rng.sample(terms("english", "cities"), 2)
        distance = Decimal(rng.randint(8, 460))
        paid = (distance * rate).quantize(CENT, ROUND_HALF_UP)
        day = paper.first + timedelta(rng.randint(0, (paper.last - paper.first).days))
        text = between.join(places)
        n = len(paper.items)
        paper.items.append(Item(day, "", text, "", paid))
        described = cell(n, "description", text)
        cells = [
            cell(n, "date", paper.row_day(day)),
            described,
            (f"{distance}",),
            (f"{rate}",),
            cell(n, "amount", ink.money(paid)),
        ]
        rows.append(cells)
    columns = [
        Col("date", "Date", width * 0.16),
        Col("description", ink.pick("From / To", "Route", "Journey"), width * 0.38),
        Col("", unit, width * 0.12, "right"),
        Col("", ink.pick("Rate", "Rate/mile", "$/mi"), width * 0.14, "right"),
        Col("amount", ink.pick("Amount", "Total"), width * 0.2, "right"),
    ]
    return grid(ink, 16, y, columns, rows, row=ink.size * 0.66)


def _per_diem(paper: Report, y: float, width: float) -> float:
    """Days, rate and amount in one row without a day of its own, or a row a day."""
    ink, rng = paper.ink, paper.rng
    days = min(6, (paper.last - paper.first).days + 1)
    rate = Decimal(rng.randint(20, 95)).quantize(CENT)
    each = ink.maybe(0.5)
    rows: list[list[tuple[Piece, ...]]] = []
    for k in range(days if each else 1):
        n, paid = len(paper.items), rate if each else rate * days
        text = ink.pick("Meals & incidentals", "Per diem", "Daily allowance")
        paper.items.append(Item(paper.first + timedelta(k), "", text, "", paid))
        first = cell(n, "date", paper.row_day(paper.first + timedelta(k))) if each else (f"{days} days",)
        rows.append([first, cell(n, "description", text), (f"{rate}",), cell(n, "amount", ink.money(paid))])
    columns = [
        Col("date" if each else "", "Date" if each else "Days", width * 0.2),
        Col("description", "Description", width * 0.4),
        Col("", ink.pick("Rate", "Daily Rate"), width * 0.2, "right"),
        Col("amount", ink.pick("Amount", "Total"), width * 0.2, "right"),
    ]
    return grid(ink, 16, y, columns, rows, row=ink.size * 0.66)


def _receipts(paper: Report, y: float, width: float, items: list[Item]) -> float:
    """What was paid with a receipt."""
    ink, first = paper.ink, len(paper.items)
    paper.items += items
    keys = ink.rng.choice((("date", "category", "payee", "amount"), ("date", "payee", "description", "amount")))
    columns = [
        Col(key, str(paper.word("", key)[0]), width * share, "right" if key == "amount" else "left")
        for key, share in zip(keys, (0.18, 0.27, 0.33, 0.22), strict=True)
    ]
    rows = [[cell(first + n, key, paper.text(item, key)) for key in keys] for n, item in enumerate(items)]
    return grid(ink, 16, y, columns, rows, row=ink.size * 0.66)


@family("english_expense_week", "expense_report")
def week(rng: random.Random) -> Drawing:
    """Days as rows, kinds of cost as columns, each day's total; column sums, advance and reimbursement below."""
    across = rng.random() < 0.7
    paper = Report(rng, *((279.4, 215.9) if across else (210.0, 297.0)), (2, 3))
    ink, w = paper.ink, paper.ink.width
    kinds = rng.sample(
        ["Airfare", "Hotel", "Meals", "Taxi", "Mileage", "Parking", "Phone", "Misc.", "Entertainment", "Fuel"],
        rng.randint(3, 6),
    )
    days = rng.randint(3, 7)
    paper.last = paper.first + timedelta(days - 1)
    paper.claimed = paper.last + timedelta(rng.randint(0, 9))
    costs = [
        [Decimal(rng.randint(300, 42000)) * CENT if ink.maybe(0.5) else Decimal(0) for _ in kinds] for _ in range(days)
    ]
    for row in costs:
        row[0] = row[0] or Decimal(rng.randint(300, 9000)) * CENT
    things = [str(rng.choice(terms("english", "purposes"))) for _ in range(days)]
    described = ink.maybe(0.7)
    paper.items = [
        Item(paper.first + timedelta(n), "", things[n] if described else "", "", sum(costs[n], Decimal(0)))
        for n in range(days)
    ]
    y = title(
        ink,
        rng.choice((16, w / 2 - 30)),
        16,
        ink.pick("Weekly Expense Report", "EXPENSE STATEMENT", "Expense Report", "Travel Expenses"),
        align="left",
        size=15,
    )
    y = facts(ink, 16, y + 5, w * 0.5, paper.heads(), leading=ink.size * 0.62)
    paper.period(16, y + 2)
    y += 8
    columns = [Col("date", ink.pick("Date", "Day"), 26)]
    columns += [Col("description", ink.pick("Description", "Purpose", "Location / Purpose"), 42)] if described else []
    columns += [
        *(Col("", kind, 23, "right") for kind in kinds),
        Col("amount", ink.pick("Total", "Daily Total", "TOTAL"), 28, "right"),
    ]
    scale = (w - 32) / sum(column.width for column in columns)
    columns = [Col(column.key, column.title, column.width * scale, column.align) for column in columns]
    rows: list[list[tuple[Piece, ...]]] = [
        [
            cell(n, "date", paper.row_day(item.day)),
            *([cell(n, "description", item.description)] if described else []),
            *((ink.money(cost) if cost else "",) for cost in costs[n]),
            cell(n, "amount", ink.money(item.amount)),
        ]
        for n, item in enumerate(paper.items)
    ]
    if inside := ink.maybe(0.5):
        sums = [sum((row[k] for row in costs), Decimal(0)) for k in range(len(kinds))]
        blank: list[tuple[Piece, ...]] = [("",)] if described else []
        said = paper.put("total_amount", paper.total, ink.money(paper.total))
        word = label("total_amount", ink.pick("Total", "TOTALS", "Grand Total"))
        rows.append([(word,), *blank, *((ink.money(one) if one else "",) for one in sums), (said,)])
    y = grid(ink, 16, y, columns, rows, row=ink.size * 0.7)
    if not inside:
        y = paper.sums(w - 16 - 84, y + 3, 84)
    if ink.maybe(0.7) and y < ink.height - 32:
        paper.approved(16, y + 9, min(w - 32, 180))
    return paper.done()
