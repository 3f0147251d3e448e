"""What an English paper of any country is about: its money, days, parties and lines by chance, and sums that agree."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from training.content import TaxPart, Value, breakdown
from training.families import Drawing
from training.families.english_houses import house, pattern, pool
from training.families.office_ink import Facts, Ink, Piece, day_between, label

CENT = Decimal("0.01")
FACES = (
    ("sans", "sans-bold"),
    ("sans", "sans-bold"),
    ("serif", "serif-bold"),
    ("serif", "sans-bold"),
    ("sans", "serif-bold"),
    ("ud", "ud-bold"),
)
A4, LETTER = (210.0, 297.0), (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what, how many at what price (neither for a lump sum), taxed at rate percent."""

    description: str
    amount: Decimal
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    rate: Decimal = Decimal(0)
    code: str = ""
    detail: str = ""

    def row(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "description": self.description,
            "quantity": self.quantity,
            "unit": self.unit or None,
            "unit_price": self.price,
            "amount": self.amount,
            "tax_rate": self.rate / 100,
        }


Sum = tuple[str, str, Decimal]
"""A line of the sums: the field it shows ("" for none), its label, its value."""


class Bill:
    """An English trade paper: ink, country, parties, lines and sums."""

    def __init__(
        self,
        rng: random.Random,
        kind: str,
        *,
        sell: Sequence[str] = ("services", "things"),
        most: int = 8,
        least: int = 1,
        size: tuple[float, float] | None = None,
        alone: float = 0.12,
        mixed: bool = False,
        extras: bool = True,
    ) -> None:
        self.rng, self.kind = rng, kind
        self.country = rng.choice(pool("countries"))
        self.currency = self.country["currency"]
        self.one = Decimal(1) if self.currency == "JPY" else CENT
        self.sign = rng.choice(self.country["signs"])
        self.comma = self.currency == "EUR" and rng.random() < 0.5
        self.ink = Ink(
            rng, *(size or rng.choice((A4, A4, LETTER))), faces=FACES, sizes=(8.0, 10.2), days=self.country["days"]
        )
        abroad = rng.choice(pool("countries")) if rng.random() < 0.15 else self.country
        self.seller = house(rng, self.country, alone=alone)
        self.buyer, self.other = (house(rng, abroad) for _ in range(2))
        self.glue = rng.choice((",", ""))
        self.day = day_between(rng)
        self.net_days = rng.choice((7, 10, 14, 15, 21, 30, 30, 45, 60))
        self.due = self.day + timedelta(self.net_days)
        self.number, self.client = self._number(), pattern(rng, rng.choice(("@####", "#####", "C-###", "@@@##")))
        self.sells = rng.choice(sell)
        self.rate = Decimal(rng.choice(self.country["rates"]))
        self.mixed = mixed
        self.items = [self._item(text) for text in rng.sample(self._goods(), self._count(least, most))]
        bare = not extras
        self.discount = self.share(self.gross, 0 if bare else 0.15, (5, 10))
        self.shipping = (
            Decimal(rng.randint(3, 90)).quantize(self.one) if not bare and rng.random() < 0.2 else Decimal(0)
        )
        self.paid = self.share(self.total, 0 if bare or kind != "invoice" else 0.25, (10, 25, 30, 50))
        self.account = self._account()
        self.subtotal = self.net

    def _count(self, least: int, most: int) -> int:
        return max(least, round(self.rng.triangular(least, most, least + (most - least) * 0.3)))

    def _goods(self) -> list[str]:
        return list(pool("goods", {"hours": "services"}.get(self.sells, self.sells)))

    def _number(self) -> str:
        rng, day = self.rng, self.day
        form = rng.choice(
            (
                "####",
                "INV-####",
                "INV#####",
                "#####",
                f"{day.year}-0##",
                f"{day:%y%m}-##",
                "@@-####",
                "A###",
                f"{day.year}/###",
                "@@@#######",
                "SI-00####",
                "#######",
                f"{day:%Y%m%d}-#",
            )
        )
        return pattern(rng, form).replace("INV", {"invoice": "INV", "quotation": "Q"}.get(self.kind, "N"))

    def _item(self, text: str) -> Item:
        rng = self.rng
        quantity = Decimal(rng.choice((1, 1, 2, 3, rng.randint(1, 24), rng.randint(1, 300))))
        unit = rng.choice(pool("goods", "units"))
        cents = rng.choice((rng.randint(3, 90) * 50, rng.randint(99, 40000), rng.randint(1, 99) * 100))
        if self.sells == "hours":
            quantity, unit = Decimal(rng.randint(2, 160)) / rng.choice((2, 4, 4)), rng.choice(("h", "hrs", "hours"))
            cents = rng.randint(8, 60) * 500
        elif self.sells == "services":
            quantity, unit = (
                Decimal(rng.choice((1, 1, 1, 2, rng.randint(1, 12)))),
                rng.choice(("", "day", "visit", "job")),
            )
            cents = rng.choice((rng.randint(2, 80) * 2500, rng.randint(4000, 300000)))
        price = (Decimal(cents) * CENT * (100 if self.one == 1 else 1)).quantize(self.one)
        rate = Decimal(rng.choice(self.country["rates"])) if self.mixed else self.rate
        return Item(
            text,
            (quantity * price).quantize(self.one, ROUND_HALF_UP),
            quantity,
            unit,
            price,
            rate,
            pattern(rng, rng.choice(pool("goods", "codes"))),
            pattern(rng, rng.choice(pool("goods", "details"))) if rng.random() < 0.4 else "",
        )

    def share(self, of: Decimal, chance: float, percents: Sequence[int]) -> Decimal:
        """One of the percents of a sum in this share of papers, else nothing."""
        taken = self.rng.random() < chance
        return (of * self.rng.choice(percents) / 100).quantize(self.one, ROUND_HALF_UP) if taken else Decimal(0)

    def _account(self) -> dict[str, str]:
        wire = pattern(self.rng, self.rng.choice(self.country["wires"])).split("|")
        holder = self.seller.name if self.rng.random() < 0.8 else self.seller.somebody
        return {"bank": self.rng.choice(pool("banks", "names")), "holder": holder, "wire": "|".join(wire)}

    @property
    def gross(self) -> Decimal:
        """The lines added up."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def net(self) -> Decimal:
        """What is taxed."""
        return self.gross - self.discount + self.shipping

    @property
    def taxes(self) -> tuple[TaxPart, ...]:
        """By rate, highest first; all that is taxed at the one rate unless lines differ."""
        rates = sorted({item.rate for item in self.items}, reverse=True) if self.mixed else [self.rate]
        bases = {
            rate: sum((item.amount for item in self.items if item.rate == rate), Decimal(0)) if self.mixed else self.net
            for rate in rates
        }
        return tuple(
            TaxPart(rate / 100, base, (base * rate / 100).quantize(self.one, ROUND_HALF_UP))
            for rate, base in bases.items()
        )

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return sum((part.tax for part in self.taxes), Decimal(0))

    @property
    def total(self) -> Decimal:
        """With tax, whatever was paid of it."""
        return self.net + self.tax

    def word(self, key: str) -> str:
        """One of the labels for something; the kind's own where there is one."""
        labels = pool("labels")
        options = next(labels[name] for name in (f"{key}_{self.kind}", key, f"{key}_invoice") if name in labels)
        return str(self.rng.choice(options))

    def money(self, value: Decimal, *, bare: bool = False) -> str:
        """As this paper prints amounts; bare leaves the currency out, as tables do."""
        digits = f"{abs(value):,}"
        if self.comma:
            digits = digits.translate(str.maketrans(",.", ".,"))
        return f"{'-' if value < 0 else ''}{digits if bare else self.sign.format(digits)}"

    def count(self, value: Decimal) -> str:
        """A quantity as printed."""
        text = f"{value.normalize():f}"
        return text.replace(".", ",") if self.comma else text

    def date(self, day: date) -> str:
        """As this paper prints days."""
        return self.ink.day(day)

    def sums(self, *, total: str = "") -> list[Sum]:
        """The sums in print order: lines, discount, carriage, tax, total, paid, balance."""
        rng, out = self.rng, list[Sum]()
        adjusted = bool(self.discount or self.shipping)
        if adjusted:
            named = rng.random() < 0.5
            self.subtotal = self.net if named else self.gross
            out.append(("" if named else "subtotal", "Items total" if named else self.word("subtotal"), self.gross))
            if self.discount:
                out.append(
                    (
                        "",
                        self.word("discount").replace("5", f"{round(100 * self.discount / self.gross)}"),
                        -self.discount,
                    )
                )
            if self.shipping:
                out.append(("", self.word("shipping"), self.shipping))
            if named:
                out.append(("subtotal", rng.choice(("Net amount", "Total before tax", "Taxable amount")), self.net))
        elif self.tax or rng.random() < 0.4:
            out.append(("subtotal", self.word("subtotal"), self.net))
        taxed = [part for part in self.taxes if part.tax]
        form = rng.choice(("{} {}%", "{} ({}%)", "{} @ {}%", "{1}% {0}", "{}"))
        name = rng.choice(self.country["taxes"])
        for part in taxed:
            percent = f"{(part.rate * 100).normalize():f}"
            shown = f"tax_breakdown.{int(part.rate * 100)}.tax_amount" if "%" in form and "." not in percent else ""
            field = "|".join(filter(None, ("tax_amount" if len(taxed) == 1 else "", shown)))
            out.append((field, form.format(name, percent), part.tax))
        if not taxed and rng.random() < 0.2:
            out.append(("", f"{name} (0%)", Decimal(0).quantize(self.one)))
        total = total or self.word("total")
        if self.paid:
            out.append(("", rng.choice(("Total", "Invoice total", "Total incl. tax")), self.total))
            out.append(("", self.word("paid"), -self.paid if rng.random() < 0.7 else self.paid))
            total = self.word("balance")
        out.append(("total_amount", total, self.total - self.paid))
        return out

    def terms(self) -> str:
        """How soon to pay, in agreement with the day due."""
        days = self.net_days
        return self.rng.choice((f"Net {days}", f"{days} days", f"Net {days} days", f"{days} days from invoice date"))

    def entries(self, *keys: str) -> list[tuple[str, str, str]]:
        """Facts as field, label and printed value: number, date and due are fields, others are not."""
        rng, ink = self.rng, self.ink
        facts = {
            "number": ("document_number", self.word("number"), self.number),
            "date": ("issue_date", self.word("date"), ink.day(self.day)),
            "due": ("due_date", self.word("due"), ink.day(self.due)),
            "terms": ("", ink.pick("Terms", "Payment terms", "Payment"), self.terms()),
            "po": ("", ink.pick("PO number", "Your order", "Customer PO", "Your ref."), pattern(rng, "PO-#####")),
            "account": ("", ink.pick("Account no.", "Customer ID", "Client no."), self.client),
            "order": ("", ink.pick("Order date", "Ordered on", "Job date"), ink.day(self.day - timedelta(9))),
            "page": ("", "Page", "1 of 1"),
            "rep": ("", ink.pick("Salesperson", "Rep", "Contact", "Handled by"), rng.choice(pool("givens"))),
            "currency": ("", "Currency", self.currency),
            "valid": ("", ink.pick("Valid until", "Expiry date", "Quote valid to"), ink.day(self.due)),
        }
        return [facts[key] for key in keys]

    def facts(self, *, most: int = 5) -> list[tuple[str, str, str]]:
        """Number and date with some others, in any order."""
        rng = self.rng
        due = {"invoice": "due", "quotation": "valid"}.get(self.kind, "order")
        others = ["po", "account", "order", "page", "rep", "currency", "terms"]
        keys = ["number", "date", *([due] if rng.random() < 0.7 else ["terms"])]
        keys += rng.sample([key for key in others if key not in keys], rng.randint(0, most - 3))
        if rng.random() < 0.4:
            rng.shuffle(keys)
        return self.entries(*keys)

    def done(self, **more: Value) -> Drawing:
        """The paper's facts and its sheets; more are values that only this layout prints."""
        if self.kind == "other":
            return Facts("other", {}), self.ink.pages()
        seller, wire = self.seller, self.account["wire"].split("|")
        values: dict[str, Value] = {
            "document_number": self.number,
            "issue_date": self.day,
            "due_date": self.due,
            "vendor_name": seller.name,
            "vendor_address": f"{seller.street}{self.glue} {seller.town}",
            "vendor_phone": seller.phone,
            "buyer_name": self.buyer.name,
            "subtotal": self.subtotal,
            "tax_amount": self.tax,
            "total_amount": self.total - self.paid,
            "tax_breakdown": breakdown(self.taxes),
            "bank_account": {
                "bank_name": self.account["bank"],
                "account_number": wire[1 if wire[0] == "IBAN" else 3],
                "account_holder": self.account["holder"],
            },
        }
        rows = tuple(item.row() for item in self.items)
        return Facts(self.kind, values | more, rows, self.currency), self.ink.pages()


def tagged(field: str, text: str) -> Piece:
    """A value, tagged when it shows a field."""
    return (text, field) if field else text


def named(field: str, word: str) -> Piece:
    """A label, tagged with the first field when the value shows one."""
    return label(field.split("|")[0], word) if field else word
