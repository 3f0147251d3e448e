"""English receipts and simple bills on sheets: received from, the sum of; bill to, lines, total due."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.office_blocks import Col, cell, facts, grid, party, title
from training.families.office_english_roll import CENT, Sold
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import LATIN, LATIN_DAYS, Facts, Ink, Piece, day_between, label


@family("english_slip", "receipt")
def slip(rng: random.Random) -> Drawing:
    """A written receipt: received from, the sum of, being payment for, cash or cheque; on half a page across."""
    ink = Ink(
        rng,
        *rng.choice(((210.0, 99.0), (180.0, 100.0), (148.0, 105.0))),
        faces=LATIN,
        days=LATIN_DAYS,
        money=("dollar", "usd", "rm", "pound"),
    )
    w, values = ink.width, dict[str, Value]()
    name, street, town = english_firm(rng)
    amount, day = Decimal(rng.randint(1500, 900000)) * CENT, day_between(rng)
    payer = english_person(rng) if ink.maybe(0.5) else english_firm(rng)[0]
    left = ink.maybe(0.5)
    values |= {"vendor_name": name, "total_amount": amount, "issue_date": day, "addressee": payer}
    y = party(ink, 12, 14, w * 0.5, [[(name, "vendor_name")], [street], [town]])
    title(
        ink,
        w - 14 if left else w * 0.75,
        16,
        ink.pick("RECEIPT", "OFFICIAL RECEIPT", "Payment Receipt", "Cash Receipt"),
        size=15,
        align="right" if left else "center",
    )
    ink.say(w - 14, 27, f"No. {rng.randint(100, 99999)}", align="right")
    ink.say(w - 14, 33, label("issue_date", "Date"), ": ", (ink.day(day), "issue_date"), align="right")
    purpose = ink.pick(
        "room rent",
        "guest house, 2 nights",
        "tuition fee",
        "repair of copier",
        "membership fee",
        "airport transfer",
        "printing of leaflets",
    )
    values["proviso"] = purpose
    rows: list[tuple[Piece, Piece]] = [
        (label("addressee", ink.pick("Received from", "RECEIVED FROM", "Paid by")), (payer, "addressee")),
        (label("total_amount", ink.pick("The sum of", "Amount", "Amount paid")), (ink.money(amount), "total_amount")),
        (label("proviso", ink.pick("Being payment for", "For", "In respect of")), (purpose, "proviso")),
    ]
    y = max(y, 40) + 4
    for word, value in rows:
        ink.say(14, y, word, fit=w * 0.26)
        ink.say(14 + w * 0.3, y, value, fit=w * 0.6)
        ink.sheet.rule(12 + w * 0.3, y + 3, w - 14, y + 3, 0.4)
        y += 9
    method = rng.choice(("cash", "credit_card"))
    values["payment_method"] = method
    ink.say(
        14,
        y + 2,
        label("payment_method", "Paid by"),
        ": ",
        (ink.pick("Cash", "CASH") if method == "cash" else "Credit card", "payment_method"),
    )
    ink.sheet.rule(w * 0.6, y + 8, w - 14, y + 8, 0.5)
    ink.say(w * 0.8, y + 11, ink.pick("Authorised signature", "Received by"), align="center", size=7.5)
    currency = {"dollar": "USD", "usd": "USD", "rm": "MYR", "pound": "GBP"}[ink.money_format]
    return Facts("receipt", values, (), currency), (ink.page(),)


@family("english_bill", "invoice")
def bill(rng: random.Random) -> Drawing:
    """A simple invoice on A4: title, two parties, facts, lines, sums, remittance; blocks in any order."""
    ink = Ink(rng, faces=LATIN, days=LATIN_DAYS, money=("dollar", "usd", "plain", "pound"))
    seller, buyer = english_firm(rng), english_firm(rng)
    day, values = day_between(rng), dict[str, Value]()
    number = f"{ink.pick('INV-', '', '#', 'A')}{rng.randint(100, 999999)}"
    values |= {
        "vendor_name": seller[0],
        "buyer_name": buyer[0],
        "vendor_address": f"{seller[1]}, {seller[2]}",
        "document_number": number,
        "issue_date": day,
    }
    right = ink.maybe(0.5)
    phone = f"+1 {rng.randint(200, 999)} 555 {rng.randint(1000, 9999)}"
    values["vendor_phone"] = phone
    top = title(
        ink,
        188 if right else 22,
        24,
        ink.pick("INVOICE", "Invoice", "TAX INVOICE", "Bill"),
        size=20,
        align="right" if right else "left",
    )
    at = 22 if right else 110
    party(
        ink,
        at,
        22 if right else top + 4,
        80,
        [
            [(seller[0], "vendor_name")],
            [(f"{seller[1]},", "vendor_address")],
            [(seller[2], "vendor_address")],
            ["Phone ", (phone, "vendor_phone")],
        ],
    )
    y = top + 20
    ink.say(
        22,
        y,
        label("buyer_name", ink.pick("Bill to", "BILL TO:", "Billed to", "Customer", "Sold to")),
        colour="#555555",
    )
    y2 = party(
        ink, 22, y + 5, 80, [[(buyer[0], "buyer_name")], [buyer[1]], [buyer[2]], [f"Attn: {english_person(rng)}"]]
    )
    entries = [
        ("document_number", ink.pick("Invoice No.", "Invoice #", "Number", "Invoice number"), number),
        ("issue_date", ink.pick("Date", "Invoice date", "Date of issue"), ink.day(day)),
    ]
    if ink.maybe(0.7):
        due = day_between(rng, day, day.replace(year=day.year + 1))
        values["due_date"] = due
        entries.append(("due_date", ink.pick("Due date", "Payment due", "Due", "Due by"), ink.day(due)))
    entries.append(
        (
            "",
            ink.pick("PO number", "Customer ID", "Terms"),
            ink.pick("Net 30", f"C{rng.randint(100, 9999)}", f"{rng.randint(10**4, 10**6)}"),
        )
    )
    y = max(y2, facts(ink, 120, y + 8, 68, entries)) + 6
    sold = [
        Sold(text, rng.randint(1, 40), Decimal(rng.randint(500, 40000)) * CENT)
        for text in rng.sample(
            [
                "Website maintenance",
                "Consulting hours",
                "Hosting, monthly",
                "Translation of manual",
                "Printed brochures",
                "Steel brackets 40mm",
                "Freight to site",
                "Annual licence",
                "On-site training day",
                "Office chairs",
                "Logo redesign",
                "Photography, half day",
            ],
            rng.randint(1, 7),
        )
    ]
    places = [
        Col("description", ink.pick("Description", "Item", "Details"), 90),
        Col("quantity", ink.pick("Qty", "Quantity", "Hours"), 18, "right"),
        Col("unit_price", ink.pick("Unit price", "Rate", "Price"), 28, "right"),
        Col("amount", ink.pick("Amount", "Total", "Line total"), 30, "right"),
    ]
    rows = [
        [
            cell(n, "description", s.description),
            cell(n, "quantity", f"{s.quantity}"),
            cell(n, "unit_price", f"{s.price:,.2f}"),
            cell(n, "amount", ink.money(s.amount)),
        ]
        for n, s in enumerate(sold)
    ]
    y = grid(ink, 22, y, places, rows) + 8
    net, rate = sum((s.amount for s in sold), Decimal(0)), rng.choice((0, 5, 10, 20))
    tax = (net * rate / 100).quantize(CENT)
    sums: list[tuple[Piece, Piece]] = []
    if rate or ink.maybe(0.5):
        values["subtotal"] = net
        sums.append((label("subtotal", ink.pick("Subtotal", "Sub-total", "Net amount")), (ink.money(net), "subtotal")))
    if rate:
        values["tax_amount"] = tax
        sums.append(
            (
                label("tax_amount", ink.pick("VAT", "Tax", "GST", "Sales tax") + f" {rate}%"),
                (ink.money(tax), "tax_amount"),
            )
        )
    values["total_amount"] = net + tax
    sums.append(
        (
            label("total_amount", ink.pick("Total", "Total due", "Amount due", "TOTAL DUE", "Balance due")),
            (ink.money(net + tax), "total_amount"),
        )
    )
    for n, (word, value) in enumerate(sums):
        ink.say(122, y, word, bold=n == len(sums) - 1)
        ink.say(188, y, value, align="right", bold=n == len(sums) - 1)
        y += ink.size * 0.65
    ink.say(
        22,
        y + 8,
        ink.pick(
            "Thank you for your business.",
            "Please make cheques payable to the company named above.",
            "Payment within 30 days. Interest of 1.5% per month on late payments.",
        ),
        size=ink.size * 0.9,
    )
    items: tuple[dict[str, Value], ...] = tuple(
        {"description": s.description, "quantity": Decimal(s.quantity), "unit_price": s.price, "amount": s.amount}
        for s in sold
    )
    return Facts("invoice", values, items, "GBP" if ink.money_format == "pound" else "USD"), (ink.page(),)
