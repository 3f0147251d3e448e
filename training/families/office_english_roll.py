"""A narrow receipt in English, written downwards: the parts South-East Asian till rolls are put together from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from training.content import Value
from training.families import Drawing
from training.families.office_goods import english_firm, english_person, pool
from training.families.office_ink import LATIN_DAYS, MARGIN, Facts, Ink, Piece, day_between, label

CENT = Decimal("0.01")
TILL_FACES = (("ud-mono", "ud-mono-bold"), ("sans", "sans-bold"), ("gothic-mono", "gothic-mono"))


@dataclass(frozen=True, slots=True)
class Sold:
    """One line of an English till."""

    description: str
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


class Till:
    """A narrow receipt in English, written downwards."""

    def __init__(self, rng: random.Random, trade: str) -> None:
        self.rng = rng
        self.ink = Ink(rng, rng.choice((58.0, 72.0, 80.0)), 600.0, faces=TILL_FACES, sizes=(7.0, 8.6), days=LATIN_DAYS)
        self.y, self.step = 8.0, self.ink.size * rng.uniform(0.48, 0.62)
        self.values: dict[str, Value] = {}
        self.prefix = rng.choice(("", "", "RM", "RM ", "$"))
        self.currency = "USD" if self.prefix == "$" else "MYR"
        self.sold = [
            Sold(
                str(name), rng.choice((1, 1, 2, rng.randint(1, 9))), Decimal(rng.randint(low * 100, high * 100)) * CENT
            )
            for name, low, high, _ in (rng.choice(pool("goods", trade)) for _ in range(rng.randint(1, 9)))
        ]
        self.rate = rng.choice((6, 6, 10, 0))
        self.net = sum((sold.amount for sold in self.sold), Decimal(0))
        self.included = rng.random() < 0.5
        factor = Decimal(self.rate) / (100 + self.rate if self.included else 100)
        self.tax = (self.net * factor).quantize(CENT, ROUND_HALF_UP)
        self.before = self.net if self.included else self.net + self.tax
        self.total = (self.before * 20).quantize(Decimal(1), ROUND_HALF_UP) / 20
        self.total = self.total.quantize(CENT)

    def money(self, value: Decimal) -> str:
        return f"{value:,.2f}"

    def middle(self, *pieces: Piece, big: float = 0.0, bold: bool = False) -> None:
        ink = self.ink
        ink.say(
            ink.width / 2, self.y, *pieces, align="center", fit=ink.width - 2 * MARGIN, size=ink.size + big, bold=bold
        )
        self.y += self.step * (1 + big / 9)

    def pair(
        self, left: tuple[Piece, ...], right: tuple[Piece, ...] = (), *, big: float = 0.0, bold: bool = False
    ) -> None:
        ink, room = self.ink, self.ink.width - 2 * MARGIN
        size = ink.size + big
        ink.say(MARGIN, self.y, *left, size=size, bold=bold, fit=room * (0.62 if right else 1))
        ink.say(ink.width - MARGIN, self.y, *right, size=size, bold=bold, align="right", fit=room * 0.36)
        self.y += self.step * (1 + big / 9)

    def cut(self) -> None:
        ink = self.ink
        if ink.maybe(0.5):
            ink.sheet.dashes(MARGIN, ink.width - MARGIN, self.y)
        else:
            one = ink.wide((mark := ink.pick("-", "=", "*"),))
            ink.say(MARGIN, self.y, mark * int((ink.width - 2 * MARGIN) / one))
        self.y += self.step

    def head(self) -> None:
        """Name, company number, address, telephone, tax number."""
        ink, rng = self.ink, self.rng
        name, street, town = english_firm(rng, malay=True)
        name = name.upper() if ink.maybe(0.7) else name
        if ink.maybe(0.2):
            self.middle(english_person(rng).upper())
        self.values["vendor_name"] = name
        self.middle((name, "vendor_name"), big=rng.choice((0.0, 2.0, 3.5)), bold=ink.maybe(0.6))
        if ink.maybe(0.75):
            self.middle(
                ink.pick("(CO.REG : {})", "({})", "Co. Reg. No. {}", "REG NO: {}").format(
                    f"{rng.randint(10**5, 10**7)}-{rng.choice('ADHKMTUVWX')}"
                )
            )
        for part in (street, town):
            self.middle(part.upper() if name.isupper() else part)
        if ink.maybe(0.8):
            phone = f"0{rng.randint(3, 9)}-{rng.randint(2000000, 9999999)}"
            self.values["vendor_phone"] = phone
            self.middle(label("vendor_phone", ink.pick("TEL", "Tel:", "TEL :", "Phone")), " ", (phone, "vendor_phone"))
        if self.rate == 6 and ink.maybe(0.8):
            word = ink.pick("GST No: ", "GST ID : ", "GST REG NO. ", "SST NO: ")
            self.middle(f"{word}{rng.randint(10**11, 10**12)}")
        self.y += self.step * 0.5

    def when(self) -> tuple[Piece, ...]:
        """Day and time."""
        day, at = day_between(self.rng), time(self.rng.randint(7, 22), self.rng.randint(0, 59), self.rng.randint(0, 59))
        self.values["issue_date"] = day
        word = (
            (
                label("issue_date", self.ink.pick("Date", "DATE", "Date:", "Bill Date", "Invoice Date")),
                self.ink.pick(" ", " : "),
            )
            if self.ink.maybe(0.6)
            else ()
        )
        return (
            *word,
            (self.ink.day(day), "issue_date"),
            self.ink.pick(f" {at:%H:%M}", f" {at:%H:%M:%S}", f" {at:%I:%M %p}"),
        )

    def sums(self) -> None:
        """Sub total, tax, rounding, total, cash and change in one of many wordings."""
        ink, rng = self.ink, self.rng
        if ink.maybe(0.8):
            self.pair(
                (ink.pick("Sub Total", "SUBTOTAL", "Sub-Total", "Total Amount", "Total Excl. Tax", "Gross Amt"),),
                (self.money(self.net),),
            )
        if self.rate:
            word = ink.pick("GST {}%", "GST @{}%", "Service Tax {}%", "SST {}%", "Tax {}%", "Total GST ({}%)").format(
                self.rate
            )
            self.values["tax_amount"] = self.tax
            self.pair(
                (label("tax_amount", f"{word}{' (incl)' if self.included else ''}"),),
                ((self.money(self.tax), "tax_amount"),),
            )
        rounding = self.total - self.before
        if rounding or ink.maybe(0.5):
            self.pair(
                (ink.pick("Rounding", "Rounding Adj", "ROUNDING ADJUSTMENT", "Rounding Adj:"),), (self.money(rounding),)
            )
        self.values["total_amount"] = self.total
        word = ink.pick(
            "TOTAL",
            "Total",
            "Grand Total",
            "NET TOTAL",
            "TOTAL ROUNDED",
            "Total Incl. GST",
            "TOTAL AMT",
            "Amount Due",
            "Total Sales (Inclusive GST)",
            "TOTAL DUE",
        )
        self.pair(
            (label("total_amount", word), ink.pick("", ":", " :")),
            (self.prefix, (self.money(self.total), "total_amount")),
            big=rng.choice((0.0, 2.0, 4.0)),
            bold=ink.maybe(0.6),
        )
        method = rng.choice(("cash", "cash", "credit_card", "e_money"))
        self.values["payment_method"] = method
        shown = {
            "cash": ink.pick("CASH", "Cash", "Cash Tendered"),
            "credit_card": ink.pick("VISA", "MASTERCARD", "Credit Card", "VISA CARD"),
            "e_money": ink.pick("E-WALLET", "Touch Card", "E-money"),
        }[method]
        tendered = (
            self.total
            if method != "cash"
            else (-(-int(self.total * 100) // (step := rng.choice((100, 1000, 5000)))) * step) * CENT
        )
        self.pair(((shown, "payment_method"),), (self.prefix, self.money(tendered)))
        if method == "cash":
            self.pair((ink.pick("CHANGE", "Change", "Change Due"),), (self.money(tendered - self.total),))
        if self.rate and ink.maybe(0.6):
            self.y += self.step * 0.5
            self.pair((ink.pick("GST Summary", "Tax Summary", "GST ANALYSIS"), "    Amt"), ("Tax",))
            base = self.net - self.tax if self.included else self.net
            self.pair((f"S = {self.rate}%    {self.money(base)}",), (self.money(self.tax),))

    def done(self) -> Drawing:
        for line in self.rng.sample(
            [
                "THANK YOU! PLEASE COME AGAIN",
                "GOODS SOLD ARE NOT RETURNABLE",
                "Thank You",
                "EXCHANGE ALLOWED WITHIN 7 DAYS WITH RECEIPT",
                "Customer Copy",
                "This is a computer generated receipt",
            ],
            self.rng.randint(0, 3),
        ):
            self.middle(line)
        rows: tuple[dict[str, Value], ...] = tuple(
            {"description": sold.description, "quantity": Decimal(sold.quantity), "amount": sold.amount}
            for sold in self.sold
        )
        return Facts("receipt", self.values, rows, self.currency), (self.ink.page(self.y + 4),)
