"""Receipts in English: the leaf of a bound book, a ride's mail."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.more_receipt_parts import terms
from training.families.office_blocks import title
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import LATIN, Facts, Ink, Piece, day_between, label

CENT = Decimal("0.01")
SIGNS = {
    "dollar": ("$", "USD"),
    "pound": ("£", "GBP"),
    "euro": ("€", "EUR"),
    "rm": ("RM", "MYR"),
    "usd": ("USD ", "USD"),
}
DAYS = (
    "english",
    "english-short",
    "iso",
    "day-first",
    "month-first",
    "month-first-short",
    "named-dash",
    "day-first-short",
)
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Paper:
    """An English receipt: its ink and currency, and the values that got printed."""

    def __init__(
        self, rng: random.Random, width: float, height: float, *, faces: tuple[tuple[str, str], ...] = LATIN
    ) -> None:
        self.rng, self.ink = rng, Ink(rng, width, height, faces=faces, sizes=(8, 10.5), days=DAYS)
        self.sign, self.currency = SIGNS[rng.choice(list(SIGNS))]
        self.values: dict[str, Value] = {}
        self.day = day_between(rng)
        self.y = 10.0

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def money(self, value: Decimal, *, bare: bool = False) -> str:
        """An amount with its sign."""
        return f"{'' if bare else self.sign}{value:,.2f}"

    def done(self, rows: tuple[dict[str, Value], ...] = (), height: float | None = None) -> Drawing:
        """Facts and the sheet."""
        return Facts("receipt", self.values, rows, self.currency), (self.ink.page(height),)


@family("english_receipt_book", "receipt")
def book(rng: random.Random) -> Drawing:
    """A bound book's leaf: Received from, the sum in words, for; amount in a box or the sentence, ways to pay."""
    paper = Paper(rng, *rng.choice(((178.0, 76.0), (210.0, 99.0), (190.0, 110.0), (152.0, 102.0))))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    amount = Decimal(rng.randint(5, 4000)) + Decimal(rng.choice((0, 0, 50, rng.randint(1, 99)))) * CENT
    payer = english_person(rng) if ink.maybe(0.5) else english_firm(rng)[0]
    seller = english_firm(rng)
    reason = str(rng.choice(terms("english", "provisos")))
    top = ink.maybe(0.5)
    name = ink.pick("RECEIPT", "Receipt", "RENT RECEIPT", "Official Receipt", "CASH RECEIPT")
    title(ink, rng.choice((14, w / 2 - 14)), 13, name, size=14, align="left")
    ink.say(w - 12, 9, ink.pick("No. ", "Receipt No. ", "# "), f"{rng.randint(1, 99999):05}", align="right")
    day = paper.put("issue_date", paper.day, ink.day(paper.day))
    ink.say(w - 12, 16, label("issue_date", ink.pick("Date", "DATE")), ink.pick(" ", ": "), day, align="right")
    y, step = 27.0, min(9.0, (h - 50) / 4)
    shown = paper.put("total_amount", amount, paper.money(amount))
    boxed = ink.maybe(0.5)
    payers = ("Received from", "RECEIVED FROM", "Received with thanks from", "From", "Received of")
    reasons = ("for", "For", "FOR", "in payment of", "Being", "as payment for", "Re")
    spelt: list[Piece] = [f"{_spelt(amount)} only", *(() if boxed else (" (", shown, ")"))]
    lines: list[tuple[Piece, list[Piece]]] = [
        (label("addressee", ink.pick(*payers)), [paper.put("addressee", payer)]),
        (ink.pick("the sum of", "The amount of", "Amount in words", "THE SUM OF"), spelt),
        (label("proviso", ink.pick(*reasons)), [paper.put("proviso", reason)]),
    ]
    tab = ink.maybe(0.5)
    for word, pieces in lines:
        right = ink.say(14, y, word)
        x = max(right + 2, 52.0) if tab else right + 2.5
        ink.say(x + 1, y, *pieces, fit=w - 16 - x)
        ink.sheet.rule(x, y + 2.8, w - 13, y + 2.8, 0.4)
        y += step
    _ticks(paper, 14, y + 1)
    left = rng.choice((14.0, w * 0.5)) if not boxed else w * 0.5
    if boxed:
        ink.sheet.panel(14, h - 22, w * 0.3, 11, weight=0.9)
        ink.say(
            16, h - 16.5, label("total_amount", ink.pick("Amount", "TOTAL", "Amt.")), " ", shown, size=12, fit=w * 0.28
        )
    if top or h < 90:
        ink.say(left, h - 20, paper.put("vendor_name", seller[0]), bold=True, fit=w - left - 12)
        ink.say(left, h - 15, f"{seller[1]}, {seller[2]}", size=8, fit=w - left - 12)
    else:
        for n, text in enumerate(seller):
            piece: Piece = paper.put("vendor_name", text) if n == 0 else text
            ink.say(left, h - 27 + n * 4.6, piece, fit=w - left - 12)
    ink.sheet.rule(w * 0.62, h - 9.5, w - 12, h - 9.5, 0.5)
    ink.say(w * 0.62 - 2, h - 9.5, ink.pick("By", "Signed", "Received by"), align="right", size=8)
    return paper.done()


def _ticks(paper: Paper, x: float, y: float) -> None:
    """Ways to pay, of which one is ticked; the ticked one is the way."""
    ink, method = paper.ink, paper.rng.choice(("cash", "other", "credit_card", ""))
    shown = {"cash": "Cash", "other": "Cheque", "credit_card": "Credit Card"}
    if not method:
        return
    paper.values["payment_method"] = method
    if ink.maybe(0.5):
        ink.say(
            x,
            y,
            label("payment_method", ink.pick("Paid by", "Payment method", "By")),
            ": ",
            (shown[method], "payment_method"),
        )
        return
    for key, word in shown.items():
        ink.sheet.panel(x, y - 1.5, 3, 3, weight=0.5)
        if key == method:
            ink.say(x + 1.5, y, "x", align="center", size=8)
        x = ink.say(x + 4, y, (word, "payment_method") if key == method else word) + 5


def _spelt(value: Decimal) -> str:
    """An amount in English words, cents as a fraction."""
    whole, cents = int(value), int(value * 100) % 100
    words = f"{_hundreds(whole // 1000)} thousand" if whole >= 1000 else ""
    rest = _hundreds(whole % 1000) if whole % 1000 else ""
    return f"{words} {rest} and {cents:02}/100".strip().capitalize()


def _hundreds(value: int) -> str:
    """Words of a number under a thousand."""
    hundred, rest = divmod(value, 100)
    small = (
        _ONES[rest] if rest < 20 else "-".join(filter(None, (_TENS[rest // 10], _ONES[rest % 10] if rest % 10 else "")))
    )
    return " ".join(
        filter(None, (f"{_ONES[hundred]} hundred" if hundred else "", small if rest or not hundred else ""))
    )


@family("english_ride_mail", "receipt", fitting=True)
def ride(rng: random.Random) -> Drawing:
    """A ride's or delivery's receipt by mail: large total, thanks by name, fare parts, the way paid, two addresses."""
    paper = Paper(rng, rng.choice((120.0, 150.0, 210.0)), 297.0)
    ink, w = paper.ink, paper.ink.width
    x, right, step = w * 0.09, w * 0.91, ink.size * rng.uniform(0.6, 0.8)
    brand = f"{english_firm(rng)[0].split()[0]} {ink.pick('Rides', 'Cabs', 'Go', 'Mobility', 'Eats', 'Scooters')}"
    given = english_person(rng)
    ink.say(x, 14, paper.put("vendor_name", brand), bold=True, size=14)
    said = paper.put("issue_date", paper.day, ink.day(paper.day))
    ink.say(right, 14, said, align="right")
    y = 28.0
    ink.say(
        x,
        y,
        ink.pick("Thanks for riding, ", "Here's your receipt, ", "Thanks for your trip, "),
        paper.put("addressee", given),
        size=12,
        fit=w * 0.8,
    )
    y += 11
    fares: list[tuple[str, Decimal]] = [
        (ink.pick("Trip fare", "Base fare", "Ride fare"), Decimal(rng.randint(400, 6000)) * CENT)
    ]
    extras = ["Booking fee", "Service fee", "Time", "Distance", "Tolls", "Airport surcharge", "Wait time", "Tip"]
    fares += [(word, Decimal(rng.randint(25, 900)) * CENT) for word in rng.sample(extras, rng.randint(1, 4))]
    total = sum((value for _, value in fares), Decimal(0))
    tax = (
        (total * Decimal(rng.choice((5, 8, 10, 20))) / 100).quantize(CENT, ROUND_HALF_UP)
        if ink.maybe(0.4)
        else Decimal(0)
    )
    shown = paper.put("total_amount", total + tax, paper.money(total + tax))
    ink.say(x, y, label("total_amount", ink.pick("Total", "Total charged", "Amount charged")), size=13, bold=True)
    ink.say(right, y, shown, align="right", size=15, bold=True)
    y += 9
    ink.sheet.rule(x, y - 3, right, y - 3, 0.4)
    for n, (word, value) in enumerate(fares):
        ink.say(x, y, (word, f"line_items.{n}.description"))
        ink.say(right, y, (paper.money(value), f"line_items.{n}.amount"), align="right")
        y += step
    if ink.maybe(0.5):
        ink.say(x, y, "Subtotal")
        ink.say(right, y, paper.money(total), align="right")
        y += step
    if tax:
        ink.say(x, y, label("tax_amount", ink.pick("Tax", "VAT", "GST", "Sales tax")))
        ink.say(right, y, paper.put("tax_amount", tax, paper.money(tax)), align="right")
        y += step
    y += 4
    method = rng.choice(("credit_card", "credit_card", "cash", "e_money"))
    paper.values["payment_method"] = method
    way = {"credit_card": ink.pick("Visa", "Mastercard", "Credit Card"), "cash": "Cash", "e_money": "Wallet"}[method]
    ink.say(x, y, ink.pick("Payments", "Payment method", "Paid with"), bold=True)
    tail = f" ••••{rng.randint(1000, 9999)}" if method == "credit_card" else ""
    ink.say(x, y + step, (way, "payment_method"), tail)
    ink.say(right, y + step, paper.money(total + tax), align="right")
    y += step * 2 + 6
    for n in range(2):
        place = f"{rng.choice(terms('english', 'streets'))}, {rng.choice(terms('english', 'cities'))}"
        at = f"{rng.randint(1, 12)}:{rng.randint(10, 59)} {ink.pick('AM', 'PM')}"
        ink.say(x, y, f"{at}   {rng.randint(1, 900)} {place}", fit=w * 0.8)
        y += step * (1.4 if n else 1)
    ink.say(x, y, f"Driver: {english_person(rng).split()[0]}   {rng.randint(1, 30)}.{rng.randint(0, 9)} mi", size=8)
    rows: tuple[dict[str, Value], ...] = tuple({"description": word, "amount": value} for word, value in fares)
    return paper.done(rows, y + 20)
