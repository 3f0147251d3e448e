"""Orders and bills of air time: long forms across the sheet, a column a day."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.office_blocks import Col, grid
from training.families.office_goods import english_firm, english_person, pool
from training.families.office_ink import LATIN, Facts, Ink, Piece, day_between, label

PAPERS = ((210.0, 297.0), (215.9, 279.4))


def _spots(rng: random.Random) -> list[tuple[str, str, int, Decimal]]:
    """Slot, programme, spots and rate of each line."""
    return [
        (
            str(rng.choice(pool("agreement", "slots"))),
            str(rng.choice(pool("agreement", "programs"))),
            rng.randint(1, 12),
            Decimal(rng.randint(1, 50) * 50),
        )
        for _ in range(rng.randint(4, 16))
    ]


def _air_time(rng: random.Random, kind: str, heads: tuple[str, ...], total_words: tuple[str, ...]) -> Drawing:
    """A station's long form across: facts in three columns, a wide table with a column a day, totals."""
    ink = Ink(
        rng,
        279.4,
        215.9,
        faces=LATIN[:1],
        sizes=(6.8, 8.2),
        days=("month-first", "month-first-short", "named-dash"),
        money=("dollar", "plain"),
    )
    station, agency, buyer = f"{ink.pick('WKQX', 'KLTV', 'WZBR', 'KMPO')}-TV", english_firm(rng), english_firm(rng)
    day, number = day_between(rng), f"{rng.randint(10**5, 10**8)}{ink.pick('', '-1', '-2')}"
    first = day + timedelta(rng.randint(1, 30))
    spots = _spots(rng)
    total = sum((count * rate for _, _, count, rate in spots), Decimal(0))
    values: dict[str, Value] = {
        "document_number": number,
        "issue_date": day,
        "vendor_name": station,
        "buyer_name": buyer[0],
        "total_amount": total,
    }
    ink.say(14, 14, (station, "vendor_name"), size=13, bold=True)
    ink.say(140, 14, ink.pick(*heads), size=14, bold=True, align="center")
    facts: list[tuple[Piece, Piece]] = [
        (
            label("document_number", ink.pick("Contract #", "Order #", "Invoice #", "Contract / Revision")),
            (number, "document_number"),
        ),
        (
            label("issue_date", ink.pick("Date", "Print Date", "Invoice Date", "Contract Date")),
            (ink.day(day), "issue_date"),
        ),
        ("Flight", f"{ink.day(first)} - {ink.day(first + timedelta(6))}"),
        ("Agency", agency[0]),
        (label("buyer_name", ink.pick("Advertiser", "Client")), (buyer[0], "buyer_name")),
        ("Product", ink.pick("TV", "ORDR", "Issue")),
        ("Salesperson", english_person(rng)),
        ("Buyer", english_person(rng)),
        ("Market", ink.pick("Harborview", "Mill Valley", "Lakeland")),
        ("Demo", "Adults 35+"),
        ("Terms", "Net 30"),
        ("Property", station[:4]),
    ]
    rng.shuffle(facts)
    for n, (word, value) in enumerate(facts):
        x, y = 14 + 86 * (n % 3), 24 + 5.5 * (n // 3)
        ink.say(x, y, word, ": ", value, fit=82)
    week = [f"{(first + timedelta(k)).month}/{(first + timedelta(k)).day}" for k in range(5)]
    columns = [
        Col("", "#", 8, "right"),
        Col("", "Day/Time", 36),
        Col("description", ink.pick("Program", "Description"), 52),
        Col("unit_price", "Rate", 24, "right"),
        Col("", "Len", 12, "right"),
        *(Col("", text, 13, "right") for text in week),
        Col("quantity", ink.pick("Spots", "Total Spots"), 20, "right"),
        Col("amount", ink.pick("Total $", "Amount", "Gross"), 30, "right"),
    ]
    rows: list[list[tuple[Piece, ...]]] = []
    for n, (slot, program, count, rate) in enumerate(spots):
        name = f"line_items.{n}."
        spread = [count // 5 + (k < count % 5) for k in range(5)]
        rows.append(
            [
                (str(n + 1),),
                (slot,),
                ((program, f"{name}description"),),
                ((ink.money(rate), f"{name}unit_price"),),
                ("30",),
                *((str(k),) for k in spread),
                ((str(count), f"{name}quantity"),),
                ((ink.money(count * rate), f"{name}amount"),),
            ]
        )
    y = grid(ink, 14, 52, columns, rows, row=ink.size * 0.62) + 6
    word = label("total_amount", ink.pick(*total_words))
    ink.say(180, y, word, bold=True)
    ink.say(263, y, (ink.money(total), "total_amount"), align="right", bold=True)
    ink.say(
        14,
        y + 10,
        ink.pick(
            "Payment due within 30 days of receipt.",
            "This station does not discriminate in the sale of advertising time.",
            "Confirm by return.",
        ),
        size=6.5,
    )
    lines: tuple[dict[str, Value], ...] = tuple(
        {"description": program, "quantity": Decimal(count), "unit_price": rate, "amount": count * rate}
        for _, program, count, rate in spots
    )
    return Facts(kind, values, lines, "USD"), ink.pages()


@family("english_air_order", "purchase_order")
def air_order(rng: random.Random) -> Drawing:
    """An order of air time."""
    return _air_time(
        rng,
        "purchase_order",
        ("BROADCAST ORDER", "Order Confirmation", "ORDER"),
        ("TOTALS", "Total $", "Order Total", "Gross Total"),
    )


@family("english_air_invoice", "invoice")
def air_invoice(rng: random.Random) -> Drawing:
    """A station's bill for air time."""
    return _air_time(
        rng, "invoice", ("INVOICE", "Invoice"), ("Net Amount Due", "Amount Due", "Total Due", "Invoice Total")
    )
