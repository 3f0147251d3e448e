"""A hotel guest's folio in English: dated charges and credits as a ledger."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.more_receipt_english import CENT, Paper
from training.families.office_blocks import Col, cell, grid, title
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import Piece, label


@family("english_folio", "receipt")
def folio(rng: random.Random) -> Drawing:
    """A guest's folio: guest, room and dates in columns, dated charges, credits, balance; total charges below."""
    paper = Paper(rng, 210.0, 297.0)
    ink, w = paper.ink, 210.0
    paper.sign, paper.currency = rng.choice((("¥", "JPY"), ("$", "USD"), ("£", "GBP"), ("€", "EUR")))
    unit = Decimal(1) if paper.currency == "JPY" else CENT
    place = english_firm(rng)
    stem, kind = place[0].split()[0], ink.pick("Residence", "Lodge", "Grand", "Suites")
    house = f"{ink.pick('Hotel', 'The', 'Inn at')} {stem} {kind}"
    centred = ink.maybe(0.4)
    for n, text in enumerate((house, place[1], place[2])):
        piece: Piece = paper.put("vendor_name", text) if n == 0 else text
        ink.say(
            105 if centred else 16,
            14 + n * 5,
            piece,
            size=ink.size + (4 if n == 0 else 0),
            bold=n == 0,
            align="center" if centred else "left",
        )
    title(
        ink,
        105 if centred else 194,
        38 if centred else 16,
        ink.pick("GUEST FOLIO", "FOLIO", "Guest Receipt", "GUEST RECEIPT"),
        size=13,
        align="center" if centred else "right",
    )
    nights = rng.randint(1, 5)
    arrival = paper.day - timedelta(nights)
    guest = f"{ink.pick('', 'Mr. ', 'Ms. ')}{english_person(rng)}"
    said = paper.put("issue_date", paper.day, ink.day(paper.day))
    left: list[tuple[Piece, Piece]] = [
        (label("addressee", ink.pick("Guest", "Guest Name", "Name", "Bill To")), paper.put("addressee", guest)),
        (ink.pick("Room", "Room No."), f"{rng.randint(101, 2240)}"),
        (ink.pick("Arrival", "Check-in"), ink.day(arrival)),
        (ink.pick("Departure", "Check-out"), ink.day(paper.day)),
        (label("issue_date", ink.pick("Date", "Folio Date", "Printed")), said),
        (ink.pick("Folio No.", "Confirmation"), f"{rng.randint(10**5, 10**7)}"),
    ]  # fmt: skip
    for n, (word, value) in enumerate(left):
        x, y = 16.0 + (n % 2) * 95, 50.0 + (n // 2) * 6
        ink.say(x, y, word, ":")
        ink.say(x + 28, y, value, fit=62)
    charges = _charges(paper, arrival, nights, unit)
    total = sum((value for _, _, value in charges), Decimal(0))

    def money(value: Decimal) -> str:
        return f"{value:,}" if unit == 1 else f"{value:,.2f}"

    columns = [
        Col("", "Date", 28),
        Col("description", ink.pick("Description", "Charge", "Details"), 80),
        Col("amount", ink.pick("Charges", "Debit", "Amount"), 35, "right"),
        Col("", ink.pick("Credits", "Credit", "Payment"), 35, "right"),
    ]
    rows: list[list[tuple[Piece, ...]]] = [
        [(ink.day(day),), cell(n, "description", text), cell(n, "amount", money(value)), ("",)]
        for n, (day, text, value) in enumerate(charges)
    ]
    method = rng.choice(("credit_card", "credit_card", "cash"))
    paper.values["payment_method"] = method
    way = ink.pick("Visa", "Mastercard", "Credit Card") if method == "credit_card" else "Cash"
    rows.append([(ink.day(paper.day),), ((way, "payment_method"),), ("",), (money(total),)])
    y = grid(ink, 16, 74, columns, rows, row=ink.size * 0.62, ruling=ink.pick("head", "open", "lines")) + 7
    shown = paper.put("total_amount", total, f"{paper.sign if ink.maybe(0.6) else ''}{money(total)}")
    ink.say(120, y, label("total_amount", ink.pick("Total", "Total Charges", "TOTAL")), bold=True, fit=34)
    ink.say(w - 52, y, shown, align="right", bold=True)
    ink.say(120, y + 6, ink.pick("Balance", "Balance Due"))
    ink.say(w - 17, y + 6, money(Decimal(0) * unit), align="right")
    data: tuple[dict[str, Value], ...] = tuple({"description": text, "amount": value} for _, text, value in charges)
    return paper.done(data)


def _charges(paper: Paper, arrival: date, nights: int, unit: Decimal) -> list[tuple[date, str, Decimal]]:
    """Room and taxes of every night, and what else was had."""
    ink, rng = paper.ink, paper.rng
    price, scale = rng.randint(80, 320), 120 if unit == 1 else 100
    out: list[tuple[date, str, Decimal]] = []
    for n in range(nights):
        out.append((arrival + timedelta(n), ink.pick("Room Charge", "Accommodation", "Room"), price * scale * unit))
        if ink.maybe(0.5):
            out.append(
                (
                    arrival + timedelta(n),
                    ink.pick("City Tax", "Room Tax", "Occupancy Tax"),
                    rng.randint(200, 900) * unit,
                )
            )
        if ink.maybe(0.6):
            thing = ink.pick("Restaurant", "Minibar", "Laundry", "Breakfast", "Parking")
            out.append((arrival + timedelta(n), thing, rng.randint(500, 9000) * unit))
    return out
