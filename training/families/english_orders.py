"""English orders, quotations, slips: codes over descriptions, quoted in a letter, packed unpriced, taxed by line."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.english_bills import labels
from training.families.english_deal import Bill, Item, tagged
from training.families.english_houses import pool, somebody
from training.families.english_parts import (
    Column,
    Lines,
    account,
    address,
    described,
    heading,
    items,
    notes,
    sums,
    table,
    value,
)
from training.families.office_blocks import facts
from training.families.office_flow import Flow
from training.families.office_ink import Piece, label


@family("english_buyer_order", "purchase_order")
def buyer_order(rng: random.Random) -> Drawing:
    """The buyer's letterhead; supplier, delivery, invoice addresses; a code over each article; who authorised."""
    bill = Bill(rng, "purchase_order", sell=("things", "things", "services"), most=7, alone=0.08)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(12, 20)
    room, y = page - 2 * margin, rng.uniform(14, 22)
    if ink.maybe(0.55):
        y = address(bill, margin, y, room * 0.5, "buyer", contact=False)
        end = heading(bill, page - margin, 18, align="right")
    else:
        end = heading(bill, margin, y + 2)
        y = address(bill, margin, end, room * 0.5, "buyer", word=ink.pick("", bill.word("order_buyer")))
    entries = bill.entries("number", "date", *rng.sample(("terms", "rep", "account", "currency"), rng.randint(1, 2)))
    wanted = bill.date(bill.day + timedelta(rng.randint(5, 40)))
    entries.append(("", ink.pick("Delivery required by", "Required date", "Ship by", "Needed on"), wanted))
    y = max(y, facts(ink, margin + room * 0.57, end + 4, room * 0.43, entries)) + rng.uniform(4, 9)
    blocks = [("seller", bill.word("order_seller")), ("third", bill.word("third"))]
    if ink.maybe(0.3):
        blocks.append(("third", ink.pick("Invoice to", "Send invoices to")))
    if ink.maybe(0.25):
        blocks.reverse()
    step, form = room / len(blocks), ink.pick("under", "band", "box", "rule")
    ends = [
        address(bill, margin + n * step, y, step - 5, who, word=word, form=form) for n, (who, word) in enumerate(blocks)
    ]
    y = items(bill, margin, max(ends) + rng.uniform(5, 9), room, code=ink.pick("above", "above", "below", "column"))
    y = sums(bill, margin + room * 0.54, y + rng.uniform(2, 6), room * 0.46)
    if ink.maybe(0.7):
        y += 12
        for n, word in enumerate(
            (ink.pick("Authorised by", "Approved by", "Authorized signature", "For the buyer"), "Date")
        ):
            ink.sheet.rule(margin + n * 75, y, margin + n * 75 + 62, y, 0.5)
            ink.say(margin + n * 75, y + 4, word, size=7.5)
        if ink.maybe(0.5):
            ink.say(margin + 3, y - 3, somebody(rng), face="serif")
    notes(bill, margin, y + 10, room, most=2)
    return bill.done()


@family("english_packing_slip", "delivery_note")
def packing_slip(rng: random.Random) -> Drawing:
    """Ordered, shipped and still to come in columns, no prices; order and ship dates, ship-to large, boxes to sign."""
    bill = Bill(rng, "delivery_note", sell=("things",), most=9)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(12, 20)
    room, y = page - 2 * margin, rng.uniform(14, 24)
    top = ink.maybe(0.5)
    low = heading(bill, margin, y, size=17) if top else address(bill, margin, y, room * 0.5, "seller")
    end = facts(ink, page - margin - room * 0.42, y, room * 0.42, bill.facts(), form=ink.pick("right", "tab", "boxed"))
    if not top:
        end = heading(bill, margin, max(low, end) + 6, align="left")
    y = max(low, end) + 5
    words = rng.choice(
        (("Bill to", "Ship to"), ("Sold to", "Deliver to"), ("Customer", "Delivery address"), ("", "Ship to"))
    )
    blocks = [("buyer", words[0]), ("third", words[1])]
    if top:
        blocks.insert(rng.choice((0, 2)), ("seller", ink.pick("Ship from", "From", "Sold by", "", "Supplier")))
    if ink.maybe(0.25) and words[0] == "":
        blocks = [(who, "Ship to" if who == "buyer" else word) for who, word in blocks if who != "third"]
    step = room / max(2, len(blocks))
    ends = [address(bill, margin + n * step, y, step - 4, who, word=word) for n, (who, word) in enumerate(blocks)]
    y = max(ends) + rng.uniform(4, 9)
    counted = rng.choice(
        (
            ("Ordered", "Shipped", "Backorder"),
            ("Ordered", "Delivered"),
            ("Qty shipped",),
            ("Qty ord.", "Qty del.", "To follow"),
        )
    )
    free, code = 0.72 - 0.1 * len(counted), ink.pick("none", "above", "column", "before")
    columns = [Column("description", bill.word("description"), free, "left")]
    if code == "column":
        columns.insert(0, Column("", bill.word("code"), 0.16, "left"))
    at = 1 if len(counted) > 1 else 0
    columns += [Column("quantity" if n == at else "", word, 0.12, "center") for n, word in enumerate(counted)]
    rows = []
    for n, item in enumerate(bill.items):
        missing = rng.choice((0, 0, 0, rng.randint(1, 5)))
        sent = item.quantity or Decimal(1)
        shown: list[tuple[Piece, ...]] = [(bill.count(sent + missing),), value(bill, n, "quantity"), (f"{missing}",)]
        shown = shown[: len(counted)] if at else [value(bill, n, "quantity")]
        cells = [described(bill, n, room * free, code=code), *([run] for run in shown)]
        rows.append([[(item.code,)], *cells] if code == "column" else cells)
    y = table(bill, margin, y, room, columns, rows) + 5
    parcels = f"{rng.randint(1, 9)} {ink.pick('cartons', 'parcels', 'pallets')}, {rng.randint(2, 400)} kg"
    ink.say(margin, y, ink.pick("Packed as: ", "Total weight: ", "Consignment: "), parcels)
    if ink.maybe(0.6):
        y = max(y + 20, ink.height - rng.uniform(28, 70))
        for n, word in enumerate(rng.sample(["Received by", "Checked by", "Date", "Driver", "Signature"], 3)):
            ink.sheet.panel(margin + n * room / 3, y, room / 3 - 3, 13, weight=ink.rule_weight)
            ink.say(margin + n * room / 3 + 1.5, y + 2.5, word, size=7)
    return bill.done()


@family("english_letter_quote", "quotation")
def letter_quote(rng: random.Random) -> Drawing:
    """A letter: Dear so-and-so, prices in sentences or a short list, how long they hold, who wrote it."""
    bill = Bill(rng, "quotation", sell=("services", "things"), most=5, extras=False, alone=0.25)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(20, 30)
    flow = Flow(
        ink, left=margin, right=page - margin, top=24, bottom=ink.height - 20, leading=ink.size * rng.uniform(0.5, 0.62)
    )
    right = ink.maybe(0.5)
    y = address(
        bill,
        page - margin - 75 if right else margin,
        rng.uniform(16, 26),
        75,
        "seller",
        align="right" if right else "left",
        contact=False,
    )
    entries = bill.entries("date", *(["number"] if ink.maybe(0.8) else []), *(["valid"] if ink.maybe(0.4) else []))
    y = facts(ink, margin, y + 5, 80, entries, form=ink.pick("colon", "colon", "tab")) + 4
    flow.y = address(bill, margin, y, 90, "buyer", word=bill.word("quoted") if ink.maybe(0.5) else "", form="under") + 7
    flow.paragraph(f"Dear {rng.choice((somebody(rng), 'Sir or Madam', 'Ms ' + rng.choice(pool('surnames'))))},")
    flow.y += 3
    if ink.maybe(0.7):
        flow.paragraph(
            ink.pick("Quotation", "Our quotation", "Estimate", "RE: Quote for the work discussed"), bold=True
        )
        flow.y += 2
    flow.paragraph(
        rng.choice(
            (
                "Thank you for your enquiry. We are pleased to quote as follows:",
                "Further to our meeting I have pleasure in setting out our prices for the work below.",
                "As requested, please find our best prices for the following.",
            )
        )
    )
    flow.y += 4
    if ink.maybe(0.5):
        flow.y = items(bill, margin, flow.y, page - 2 * margin, code="none") + 5
        flow.y = sums(bill, margin + 60, flow.y, page - 2 * margin - 60, form=ink.pick("plain", "rules", "colon"))
    else:
        bill.items = [Item(item.description, item.amount, rate=item.rate) for item in bill.items]
        mark = ink.pick("{}.  ", "-  ", "•  ")
        for n, item in enumerate(bill.items):
            flow.paragraph(
                mark.format(n + 1),
                (item.description, f"line_items.{n}.description"),
                rng.choice((": ", " - ", " at ", "   ")),
                (bill.money(item.amount), f"line_items.{n}.amount"),
                indent=6,
            )
            flow.y += 1
        field, word, amount = bill.sums()[-1]
        shown: tuple[Piece, ...] = (tagged(field, bill.money(amount)),)
        tax = f" including {bill.country['taxes'][0]}" if bill.tax else ""
        flow.y += 2
        flow.paragraph(
            *rng.choice(
                (
                    ("The total price for the above is ", *shown, f"{tax}."),
                    (label("total_amount", word), ": ", *shown, tax),
                    ("In all ", *shown, f"{tax}, payable on completion."),
                )
            )
        )
    flow.y += 4
    flow.paragraph(f"These prices hold until {bill.date(bill.due)}. Payment: {bill.terms().lower()}.")
    flow.y += 6
    flow.paragraph(ink.pick("Yours sincerely,", "Kind regards,", "Yours faithfully,"))
    flow.y += 10
    flow.paragraph(bill.seller.somebody)
    flow.paragraph(rng.choice(pool("titles")))
    if ink.maybe(0.5):
        flow.y += 8
        flow.room(12)
        ink.say(margin, flow.y, "Accepted by: ____________________   Date: ____________")
    return bill.done()


@family("english_taxed_by_line", "invoice")
def taxed_by_line(rng: random.Random) -> Drawing:
    """Net, rate and tax in each line, several rates; a small table of each rate's base and tax beside the totals."""
    bill = Bill(rng, "invoice", sell=("things", "services"), most=8, least=2, mixed=True, extras=False)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(12, 18)
    room, y = page - 2 * margin, rng.uniform(14, 22)
    seller, buyer = labels(bill)
    low = address(bill, margin, y, room * 0.5, "seller", word=seller if ink.maybe(0.3) else "")
    end = heading(bill, page - margin, y + 3, align="right")
    end = facts(ink, margin + room * 0.58, end, room * 0.42, bill.facts())
    y = address(bill, margin, max(low + 5, 40), room * 0.5, "buyer", word=buyer)
    y = max(y, end) + 6
    tax = bill.country["taxes"][0]
    columns = [
        Column("description", bill.word("description"), 0.34, "left"),
        Column("quantity", bill.word("quantity"), 0.08),
        Column("unit_price", bill.word("unit_price"), 0.14),
        Column("amount", ink.pick("Net", "Net amount", "Amount"), 0.14),
        Column("tax_rate", ink.pick(f"{tax} %", f"{tax} rate", "Rate"), 0.1, "center"),
        Column("", ink.pick(tax, f"{tax} amount"), 0.12),
    ]
    gross = ink.maybe(0.4)
    if gross:
        columns.append(Column("", ink.pick("Gross", "Total", "Incl. tax"), 0.15))
    rows, code = [], ink.pick("none", "above")
    for n, item in enumerate(bill.items):
        part = (item.amount * item.rate / 100).quantize(bill.one)
        cells = [
            described(bill, n, room * 0.3, code=code),
            *([value(bill, n, column.key)] for column in columns[1:5]),
            [(bill.money(part, bare=True),)],
        ]
        rows.append([*cells, [(bill.money(item.amount + part, bare=True),)]] if gross else cells)
    y = table(bill, margin, y, room, columns, rows) + 5
    below = sums(bill, margin + room * 0.55, y, room * 0.45)
    parts = [
        Column("", ink.pick(f"{tax} rate", "Rate", f"{tax} analysis"), 0.3, "left"),
        Column("", ink.pick("Net", "Taxable amount", "Goods"), 0.35),
        Column("", tax, 0.35),
    ]
    lines: list[list[Lines]] = []
    for taxed in bill.taxes:
        percent = f"{(taxed.rate * 100).normalize():f}"
        name = f"tax_breakdown.{int(taxed.rate * 100)}" if "." not in percent else ""
        lines.append(
            [
                [(f"{percent}%",)],
                [(tagged(f"{name}.taxable_amount" if name else "", bill.money(taxed.taxable, bare=True)),)],
                [(tagged(f"{name}.tax_amount" if name else "", bill.money(taxed.tax, bare=True)),)],
            ]
        )
    end = table(bill, margin, y, room * 0.46, parts, lines, ruling=ink.pick("grid", "lines", "head", "bare"))
    y = account(bill, margin, max(below, end) + 6, room * 0.6) if ink.maybe(0.7) else max(below, end)
    notes(bill, margin, y + 5, room, most=2)
    return bill.done()


@family("english_order_confirmation", "purchase_order")
def confirmation(rng: random.Random) -> Drawing:
    """A seller's mail or sheet that thanks for an order: number, day, addresses, what comes when, how it is paid."""
    bill = Bill(rng, "purchase_order", sell=("things",), most=6, alone=0.0)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(16, 30)
    room, y = page - 2 * margin, rng.uniform(16, 24)
    centred = ink.maybe(0.4)
    ink.say(
        page / 2 if centred else margin,
        y,
        (bill.seller.name, "vendor_name"),
        bold=True,
        size=rng.uniform(13, 20),
        align="center" if centred else "left",
        colour=ink.accent,
        fit=room,
    )
    y = (
        heading(
            bill,
            margin,
            y + 14,
            word=ink.pick(
                "Order confirmation",
                "ORDER CONFIRMATION",
                "Sales order confirmation",
                "Your order is confirmed",
                "Order acknowledgement",
            ),
        )
        + 2
    )
    thanks = ink.pick("Thank you for your order", "Thanks for shopping with us", "We have received your order")
    who: Piece = (bill.buyer.name, "buyer_name")
    ink.say(margin, y, *(rng.choice(((f"{thanks}, ", who, "."), ("Hello ", who, f". {thanks}.")))), fit=room)
    y = (
        facts(ink, margin, y + 9, room * 0.6, bill.entries("number", "date", rng.choice(("po", "account", "terms"))))
        + 4
    )
    blocks = [
        ("buyer", ink.pick("Billing address", "Bill to", "Customer")),
        ("third", ink.pick("Shipping address", "Deliver to")),
    ]
    ends = [
        address(bill, margin + n * room / 2, y, room / 2 - 4, who, word=word) for n, (who, word) in enumerate(blocks)
    ]
    ready = bill.date(bill.day + timedelta(rng.randint(2, 30)))
    y = max(ends) + 5
    ink.say(margin, y, ink.pick("Estimated delivery: ", "Dispatch on ", "Ready for collection from "), ready)
    y = items(bill, margin, y + 7, room)
    y = sums(bill, margin + room * 0.5, y + 5, room * 0.5)
    paid = ink.pick("Visa ending in 4402", "Bank transfer", "On account", "PayPal", "Cash on delivery")
    ink.say(margin, y + 5, ink.pick("Payment method: ", "Paid with: ", "Payment: "), paid)
    if ink.maybe(0.6):
        run: list[Piece] = [
            (bill.seller.street, "vendor_address"),
            f"{bill.glue} ",
            (bill.seller.town, "vendor_address"),
        ]
        ink.say(margin, ink.height - 14, bill.seller.name, " · ", *run, size=7.5, fit=room)
        ink.say(margin, ink.height - 10, bill.seller.number, " · ", (bill.seller.phone, "vendor_phone"), size=7.5)
    return bill.done()
