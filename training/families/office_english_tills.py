"""English till rolls: articles stacked on lines of their own, or in columns under headings."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.office_english_roll import Till
from training.families.office_goods import english_person
from training.families.office_ink import MARGIN, Piece, label


@family("english_till_stacked", "receipt")
def stacked(rng: random.Random) -> Drawing:
    """Description on its line, code, quantity x price and amount under it."""
    till = Till(rng, rng.choice(("hardware", "kopitiam")))
    ink = till.ink
    till.head()
    till.middle(
        ink.pick("- INVOICE -", "RECEIPT", "TAX INVOICE", "CASH BILL", "OFFICIAL RECEIPT", "-INVOICE-"),
        bold=ink.maybe(0.5),
    )
    if ink.maybe(0.6):
        till.pair(till.when())
        till.pair(
            (
                ink.pick("Receipt No: ", "Doc No. ", "Bill #", "INV NO: "),
                f"{ink.pick('CS', 'R', 'T4 R', '')}{rng.randint(10**3, 10**8)}",
            )
        )
        at_foot = False
    else:
        at_foot = True
    till.pair(
        (f"{ink.pick('Cashier', 'CASHIER', 'Operator')}: {english_person(rng)}",),
        (ink.pick("", f"POS {rng.randint(1, 9):02}"),),
    )
    till.cut()
    by = ink.pick(" x ", " X ", " @ ", "*")
    for n, sold in enumerate(till.sold):
        name = f"line_items.{n}."
        till.pair(((sold.description, f"{name}description"), ink.pick("", " SR", " [SR]")))
        if ink.maybe(0.3):
            till.pair((f"{rng.randint(10**6, 10**13)}",))
        till.pair(
            ("  ", (f"{sold.quantity}", f"{name}quantity"), f"{by}{sold.price:.2f}"),
            ((till.money(sold.amount), f"{name}amount"), ink.pick("", " S")),
        )
    till.cut()
    till.pair(
        (f"{ink.pick('Item(s)', 'ITEM COUNT', 'Total Items')} : {len(till.sold)}",),
        (f"{ink.pick('Qty(s)', 'QTY')} : {sum(sold.quantity for sold in till.sold)}",),
    )
    till.sums()
    till.cut()
    if at_foot:
        till.pair(till.when(), (f"SH{rng.randint(1, 9):02}",))
    return till.done()


@family("english_till_columns", "receipt")
def columns(rng: random.Random) -> Drawing:
    """Qty, description, price and amount in columns under headings; customer and table facts above."""
    till = Till(rng, rng.choice(("kopitiam", "hardware")))
    ink, wide = till.ink, till.ink.width - 2 * MARGIN
    till.head()
    till.middle(ink.pick("TAX INVOICE", "Simplified Tax Invoice", "BILL", "Guest Check", "RECEIPT"), big=1.5, bold=True)
    extra = rng.sample(
        [
            f"Table: {rng.randint(1, 40)}",
            f"Pax: {rng.randint(1, 8)}",
            f"Order# {rng.randint(1, 999)}",
            "Take Away",
            f"Salesperson: {english_person(rng)}",
            "Terms: C.O.D.",
        ],
        2,
    )
    till.pair((f"{ink.pick('Bill No', 'Invoice No', 'Check No', 'Rcpt')}: {rng.randint(10**3, 10**7)}",), (extra[0],))
    till.pair(till.when(), (extra[1],))
    till.cut()
    places = (
        {"quantity": 0.08, "description": 0.12, "unit_price": 0.8, "amount": 1.0}
        if ink.maybe(0.6)
        else {"description": 0.0, "quantity": 0.6, "unit_price": 0.8, "amount": 1.0}
    )
    heads = {
        "quantity": ink.pick("Qty", "QTY"),
        "description": ink.pick("Description", "Item", "DESC/ITEM"),
        "unit_price": ink.pick("Price", "U.Price", "RM"),
        "amount": ink.pick("Amount", "Total", "AMT(RM)", "Amt"),
    }

    def line(pieces: dict[str, Piece]) -> None:
        for key, at in places.items():
            ink.say(
                MARGIN + wide * at,
                till.y,
                pieces[key],
                align="left" if key == "description" else "right",
                fit=wide * (0.45 if key == "description" else 0.2),
            )
        till.y += till.step

    line({key: label(f"line_items.{key}", word) for key, word in heads.items()})
    till.cut()
    for n, sold in enumerate(till.sold):
        texts = {
            "quantity": f"{sold.quantity}",
            "description": sold.description,
            "unit_price": f"{sold.price:.2f}",
            "amount": till.money(sold.amount),
        }
        line({key: (text, f"line_items.{n}.{key}") for key, text in texts.items()})
    till.cut()
    till.sums()
    return till.done()
