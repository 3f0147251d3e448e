"""The roll of a western till: sales tax on top or VAT inside, letters for rates, voids and savings, card facts."""

from __future__ import annotations

import random
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.more_receipt_english import CENT, Paper
from training.families.more_receipt_parts import terms
from training.families.office_goods import english_firm
from training.families.office_ink import MARGIN, Piece, label

FACES = (("ud-mono", "ud-mono-bold"), ("sans", "sans-bold"), ("gothic-mono", "gothic-mono"))


class Strip(Paper):
    """A strip of till paper written downwards."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng, rng.choice((58.0, 72.0, 80.0)), 500.0, faces=FACES)
        self.ink.size = round(rng.uniform(7, 8.6), 1)
        self.step = self.ink.size * rng.uniform(0.48, 0.62)

    def middle(self, *pieces: Piece, big: float = 0.0) -> None:
        """A centred line."""
        ink = self.ink
        ink.say(ink.width / 2, self.y, *pieces, align="center", fit=ink.width - 2 * MARGIN, size=ink.size + big)
        self.y += self.step * (1 + big / 9)

    def pair(self, left: tuple[Piece, ...], right: tuple[Piece, ...], *, big: float = 0.0) -> None:
        """What at the left, how much at the right."""
        ink, room = self.ink, self.ink.width - 2 * MARGIN
        ink.say(MARGIN, self.y, *left, size=ink.size + big, fit=room * 0.66)
        ink.say(ink.width - MARGIN, self.y, *right, size=ink.size + big, align="right", fit=room * 0.32)
        self.y += self.step * (1 + big / 9)

    def cut(self) -> None:
        """A line across."""
        self.ink.sheet.dashes(MARGIN, self.ink.width - MARGIN, self.y)
        self.y += self.step


@family("english_pos_roll", "receipt")
def pos_roll(rng: random.Random) -> Drawing:
    """Sign, number and time above or below, goods on one line or two, subtotal, tax, total, card facts."""
    roll = Strip(rng)
    ink = roll.ink
    at = time(rng.randint(7, 22), rng.randint(0, 59), rng.randint(0, 59))
    name, street, town = english_firm(rng)
    name = f"{name.split()[0]} {rng.choice(terms('english', 'shop_lines'))}"
    name = name.upper() if ink.maybe(0.5) else name
    roll.middle(roll.put("vendor_name", name), big=rng.choice((1.0, 3.0, 5.0)))
    for text in (street, town):
        roll.middle(text)
    if ink.maybe(0.7):
        phone = f"({rng.randint(201, 989)}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04}"
        word = (label("vendor_phone", ink.pick("Tel:", "Phone", "Ph.")), " ") if ink.maybe(0.5) else ()
        roll.middle(*word, roll.put("vendor_phone", phone))
    roll.y += roll.step * 0.5
    early = ink.maybe(0.6)
    when: tuple[Piece, ...] = (
        roll.put("issue_date", roll.day, ink.day(roll.day)),
        ink.pick(f"  {at:%I:%M %p}", f"  {at:%H:%M:%S}"),
    )
    number = (ink.pick("Order", "Check", "Trans", "Receipt"), ink.pick(" #", ": "), f"{rng.randint(100, 99999)}")
    if early:
        ink.say(MARGIN, roll.y, *when, fit=ink.width - 2 * MARGIN)
        roll.y += roll.step
        roll.pair(number, (ink.pick(f"Reg {rng.randint(1, 9)}", f"Srv {rng.randint(1, 40)}", ""),))
    roll.cut()
    rows = _goods(roll)
    roll.cut()
    _sums(roll, rows)
    roll.y += roll.step * 0.6
    if not early:
        ink.say(MARGIN, roll.y, *when, fit=ink.width - 2 * MARGIN)
        roll.y += roll.step
        roll.pair(number, ("",))
    for text in rng.sample(
        [
            "Thank you for shopping with us!",
            "Returns within 30 days",
            "CUSTOMER COPY",
            "Have a great day",
            "Survey: tell us how we did",
        ],
        2,
    ):
        roll.middle(text)
    return roll.done(rows, roll.y + 4)


def _goods(roll: Strip) -> tuple[dict[str, Value], ...]:
    """Articles, with their count before, behind or on a line of its own."""
    ink, rng = roll.ink, roll.rng
    place, letter = rng.choice(("before", "under", "none")), ink.pick("", " T", " A", " F")
    rows: list[dict[str, Value]] = []
    for n in range(rng.randint(1, 9)):
        text, low, high = rng.choice(terms("english", "goods"))
        text = text.upper() if ink.body == "gothic-mono" else text
        count = 1 if place == "none" else rng.choice((1, 1, 1, 2, 3))
        price = Decimal(rng.randint(low * 100, high * 100)) * CENT
        rows.append({"description": text, "quantity": Decimal(count), "amount": price * count})
        tag = f"line_items.{n}."
        counted: Piece = (f"{count}", f"{tag}quantity")
        paid: Piece = (roll.money(price * count, bare=True), f"{tag}amount")
        before: tuple[Piece, ...] = (counted, " ") if place == "before" else ()
        roll.pair((*before, (str(text), f"{tag}description")), (paid, letter))
        if place == "under" and (count > 1 or ink.maybe(0.3)):
            ink.say(MARGIN + 4, roll.y, counted, ink.pick(" @ ", " x "), roll.money(price, bare=True))
            roll.y += roll.step
    return tuple(rows)


def _sums(roll: Strip, rows: tuple[dict[str, Value], ...]) -> None:
    """Subtotal, tax on top or inside, total, and how it was paid."""
    ink, rng = roll.ink, roll.rng
    net = sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))
    inside, rate = ink.maybe(0.35), Decimal(rng.choice(("5", "6.25", "7.5", "8.25", "8.875", "10", "15", "20")))
    tax = (net * rate / ((100 + rate) if inside else 100)).quantize(CENT, ROUND_HALF_UP)
    total = net if inside else net + tax
    word = ink.pick("VAT", "GST", "incl. VAT") if inside else ink.pick("Tax", "Sales Tax", "TAX", "State Tax", "HST")
    taxed = (
        (label("tax_amount", f"{word} {rate.normalize():f}%"),),
        (roll.put("tax_amount", tax, roll.money(tax, bare=True)),),
    )
    if not inside or ink.maybe(0.5):
        roll.pair((ink.pick("Subtotal", "SUB TOTAL", "Sub-total"),), (roll.money(net, bare=True),))
    if not inside:
        roll.pair(*taxed)
    shown = roll.put("total_amount", total, roll.money(total, bare=ink.maybe(0.4)))
    head = label("total_amount", ink.pick("TOTAL", "Total", "Balance Due", "AMOUNT DUE", "Total Due", "Order Total"))
    roll.pair((head,), (shown,), big=rng.choice((0.0, 2.0, 4.0)))
    if inside:
        roll.pair(*taxed)
    method = rng.choice(("cash", "credit_card", "credit_card", "e_money"))
    roll.values["payment_method"] = method
    way = {
        "cash": ink.pick("Cash", "CASH"),
        "credit_card": ink.pick("VISA", "Mastercard", "AMEX", "Credit"),
        "e_money": "Gift Card",
    }[method]
    given = total if method != "cash" else Decimal(-(-int(total * 100) // 500) * 500) * CENT
    tail = ink.pick("", f" ****{rng.randint(1000, 9999)}") if method == "credit_card" else ""
    roll.pair(((way, "payment_method"), tail), (roll.money(given, bare=True),))
    if method == "cash":
        roll.pair((ink.pick("Change", "CHANGE DUE"),), (roll.money(given - total, bare=True),))
    elif ink.maybe(0.6):
        roll.pair((ink.pick("Auth Code", "APPROVAL"), f" {rng.randint(10**5, 10**6)}"), ("",))
