"""The trade layouts of the samples as families: everything they leave open is drawn."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from training import layouts_forms, layouts_trade
from training.content import Line, Trade
from training.families import TRADE, Drawing, family
from training.families.chance import day, firm, maybe, notes, number, pool, style, terms, trade
from training.layouts_english import invoice as english
from training.names import Bank, Company, bank

_SEALS = ("square", "square", "round", "personal", "none")
_HEADLINES = ("band", "box", "split", "underline")
_RATES = ("none", "none", "mark", "column")
_SELLERS = ("invoice", "invoice", "invoice", "quotation", "delivery_note")
"""What the seller issues: these layouts draw no other's letterhead."""


def _by_rate(rng: random.Random, sold: Trade, *others: str) -> str:
    forms: list[str] = ["rows", "plain", *others, *(("single",) if len(sold.taxes) == 1 else ())]
    return rng.choice(forms)


@family("modern", TRADE)
def modern(rng: random.Random) -> Drawing:
    """A logo, the vendor at the right, sums and bank at the foot."""
    sold = trade(rng, rng.choice(_SELLERS), wide=True)
    look = style(
        rng,
        logo=rng.choice("ABCKMSTY"),
        logo_shape=rng.choice(("disc", "square", "diamond")),
        headline=rng.choice(_HEADLINES),
        rates=rng.choice(("none", "mark", "column")),
        by_rate=_by_rate(rng, sold),
        seal=rng.choice(_SEALS),
        note=rng.choice(pool("notes")),
        fax=rng.choice(("yes", "no")),
    )
    return sold, layouts_trade.modern(sold, look, rng)


@family("classic", TRADE)
def classic(rng: random.Random) -> Drawing:
    """A centred title over a double rule, blank rows to the foot, the bank in a box."""
    sold = trade(rng, rng.choice(_SELLERS), wide=True)
    look = style(
        rng,
        headline=rng.choice(_HEADLINES),
        rates=rng.choice(("none", "mark")),
        by_rate=_by_rate(rng, sold, "table"),
        least=str(rng.randint(0, 14)),
        seal=rng.choice(_SEALS),
        note=rng.choice(pool("notes")),
        fax=rng.choice(("yes", "no")),
        short="yes" if maybe(rng, 0.2) else "",
    )
    return sold, layouts_trade.classic(sold, look, rng)


@family("letter", TRADE, withheld=True)
def letter(rng: random.Random) -> Drawing:
    """A letter with a few sentences and a list."""
    sold = trade(rng, most=8)
    look = style(
        rng,
        withheld=True,
        attention=rng.choice(("ご担当者様", "経理部 御中", "営業課 芦田様")),
        seal=rng.choice(_SEALS),
    )
    if len(sold.taxes) > 1:
        sold = replace(sold, lines=tuple(replace(line, rate=sold.lines[0].rate) for line in sold.lines))
    return sold, layouts_trade.letter(sold, look, rng)


@family("spreadsheet", TRADE)
def spreadsheet(rng: random.Random) -> Drawing:
    """Every fact in a labelled cell."""
    sold = trade(rng, rng.choice(_SELLERS), wide=True)
    look = style(rng, least=str(rng.randint(0, 16)), seal=rng.choice(("none", "square")), note=notes(rng))
    return sold, layouts_forms.grid(sold, look, rng)


@family("monthly-statement", "invoice")
def statement(rng: random.Random) -> Drawing:
    """A band with last bill, receipts and balance over a month's deliveries."""
    sold = trade(rng, "invoice", most=22, carry=True, wide=True)
    look = style(
        rng,
        rates=rng.choice(("none", "mark")),
        least=str(rng.randint(0, 20)),
        seal=rng.choice(_SEALS),
        closing=rng.choice(
            ("毎度ありがとうございます。下記の通りご請求申し上げます。", "下記の通りご請求申し上げます。", "")
        ),
        band_rate="yes" if maybe(rng, 0.4) else "",
    )
    return sold, layouts_forms.statement(sold, look, rng)


@family("pad-slip", TRADE)
def slip(rng: random.Random) -> Drawing:
    """A half-page slip from a pad."""
    kind = rng.choice(("delivery_note", "delivery_note", "invoice", "quotation"))
    sold = replace(trade(rng, kind, most=7, wide=True), number=number(rng), tax_included=False)
    look = style(
        rng,
        prices="none" if kind == "delivery_note" and maybe(rng, 0.4) else "yes",
        least=rng.choice(("5", "6", "7")),
        seal=rng.choice(_SEALS),
        note=rng.choice(pool("notes")),
        seals=rng.choice(("|", "柏木|", "|有馬")),
    )
    return sold, layouts_forms.slip(sold, look, rng)


@family("order-form", "purchase_order")
def order(rng: random.Random) -> Drawing:
    """An order addressed to the seller from the buyer's letterhead."""
    sold = trade(rng, "purchase_order", wide=True)
    look = style(
        rng,
        terms=terms(rng),
        headline=rng.choice(_HEADLINES),
        least=str(rng.randint(0, 12)),
        seal=rng.choice(_SEALS),
        note=notes(rng),
    )
    if len(sold.taxes) > 1:
        sold = replace(sold, lines=tuple(replace(line, rate=sold.lines[0].rate) for line in sold.lines))
    return sold, layouts_forms.order(sold, look, rng)


@family("ledger", TRADE)
def ledger(rng: random.Random) -> Drawing:
    """A table that runs over pages, carried forward."""
    sold = trade(rng, most=rng.choice((20, 45)), wide=True)
    look = style(
        rng,
        first=str(rng.randint(14, 18)),
        rest=str(rng.randint(20, 28)),
        rates=rng.choice(_RATES[:3]),
        by_rate=_by_rate(rng, sold),
        headline=rng.choice(_HEADLINES),
        seal=rng.choice(_SEALS),
        note=rng.choice(pool("notes")),
    )
    return sold, layouts_forms.ledger(sold, look, rng)


@family("english-invoice", "invoice")
def english_invoice(rng: random.Random) -> Drawing:
    """A foreign supplier's bill in dollars or yen."""
    dollars = maybe(rng, 0.7)
    cents = Decimal("0.01") if dollars else Decimal(1)
    goods = rng.sample(pool("english_goods"), rng.randint(1, 8))
    sold = tuple(
        Line(
            each, Decimal(rng.randint(1, 20)), "", (Decimal(rng.randint(100, 400000)) * Decimal("0.01")).quantize(cents)
        )
        for each in goods
    )
    seller, issued = _foreign(rng), day(rng)
    account = Bank(
        "Harbour Mutual Bank", rng.choice(("Lambton", "Main", "Ginza")), "", f"{rng.randint(10**7, 10**9)}", seller.name
    )
    bill = Trade(
        "invoice",
        number(rng),
        issued,
        seller,
        rng.choice((_foreign(rng), firm(rng))),
        sold,
        due_date=day(rng) if maybe(rng, 0.7) else None,
        bank=rng.choice((account, account, None, bank(rng, seller.name))),
        subject=rng.choice(pool("english_goods")),
        currency="USD" if dollars else "JPY",
        untaxed=True,
    )
    latin = rng.choice(("sans", "serif"))
    look = style(
        rng, body="gothic", note=rng.choice(("Payment within 30 days, please.", "", "Thank you for your business."))
    )
    look = replace(
        look,
        body=latin,
        bold=f"{latin}-bold",
        date=rng.choice(("english", "english-short", "iso", "slash")),
        headline=rng.choice(("usd", "dollar") if dollars else ("yen", "plain")),
        cell="dollar" if dollars and maybe(rng, 0.5) else "plain",
    )
    return bill, english(bill, look, rng)


def _foreign(rng: random.Random) -> Company:
    name = f"{rng.choice(pool('english_heads'))} {rng.choice(pool('english_tails'))}"
    phone = f"+{rng.randint(1, 99)} {rng.randint(1, 99)} {rng.randint(100, 999)} {rng.randint(1000, 9999)}"
    return Company(name, "", "", rng.choice(pool("english_places")), "", phone, "", "")
