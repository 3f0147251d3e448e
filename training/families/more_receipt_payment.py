"""English receipts for payments: an office's page, a donation's letter, a landlord's ruled form."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from training.families import Drawing, family
from training.families.more_receipt_english import CENT, Paper
from training.families.more_receipt_parts import terms
from training.families.office_blocks import Row, boxes, title
from training.families.office_flow import Flow, filled
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import Piece, label
from training.page import Align

PAYERS = ("Received from", "Paid by", "Bill to", "Client", "Customer", "Payer", "Issued to", "Name", "Account of", "To")
REASONS = (
    "For",
    "Payment for",
    "Description",
    "In respect of",
    "Being",
    "Purpose",
    "Details",
    "Particulars",
    "Reference",
)
TOTALS = ("Amount paid", "Amount received", "Total paid", "Amount", "TOTAL", "Total", "Payment amount", "The sum of")


def payer(rng: random.Random) -> str:
    """A person with or without a title, or a firm."""
    if rng.random() < 0.4:
        return english_firm(rng)[0]
    return f"{rng.choice(('', '', 'Mr ', 'Ms ', 'Mrs ', 'Dr ', 'Mr. '))}{english_person(rng)}"


def reason(rng: random.Random, paper: Paper) -> str:
    """What was paid for, at times with days or a number."""
    thing = str(rng.choice(terms("english", "provisos")))
    thing = thing[0].upper() + thing[1:] if rng.random() < 0.6 else thing
    first = paper.day - timedelta(rng.randint(1, 9))
    more = (
        f", {first.day}-{paper.day.day} {paper.day:%B %Y}" if first.month == paper.day.month else "",
        f" - {paper.day:%B %Y}",
        f" (invoice {rng.randint(100, 9999)})",
        f", {paper.day:%B}",
        f" x {rng.randint(2, 9)}",
    )
    return thing + (rng.choice(more) if rng.random() < 0.45 and "," not in thing and "(" not in thing else "")


@family("english_payment_page", "receipt")
def payment_page(rng: random.Random) -> Drawing:
    """A page: issuer left, right or centred, facts above each other or in two columns, amount large or in the list."""
    paper = Paper(rng, *rng.choice(((210.0, 297.0), (210.0, 148.0), (148.0, 210.0), (215.9, 140.0))))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    name, street, town = english_firm(rng)
    places: tuple[Align, ...] = ("left", "right", "center")
    place = rng.choice(places)
    x = {"left": 16.0, "right": w - 16, "center": w / 2}[place]
    below = ink.maybe(0.25)
    if not below:
        ink.say(x, 14, paper.put("vendor_name", name), bold=True, size=ink.size + 3, align=place, fit=w * 0.6)
        ink.say(x, 20, f"{street}, {town}", align=place, fit=w * 0.6)
    y = title(
        ink,
        16 if place == "right" else w / 2,
        33,
        ink.pick("RECEIPT", "Receipt", "PAYMENT RECEIPT", "Official Receipt", "Receipt of Payment"),
        size=15,
        align="left" if place == "right" else "center",
    )
    amount = Decimal(rng.randint(900, 400000)) * CENT
    shown = paper.put("total_amount", amount, paper.money(amount))
    paid_on = label("issue_date", ink.pick("Date", "Payment date", "Date paid", "Issued", "Receipt date"))
    entries: list[tuple[Piece, Piece]] = [
        (label("addressee", ink.pick(*PAYERS)), paper.put("addressee", payer(rng))),
        (label("proviso", ink.pick(*REASONS)), paper.put("proviso", reason(rng, paper))),
        (paid_on, paper.put("issue_date", paper.day, ink.day(paper.day))),
    ]
    if ink.maybe(0.7):
        entries.append((ink.pick("Receipt no.", "Receipt number", "Ref.", "No."), f"{rng.randint(100, 99999)}"))
    if ink.maybe(0.6):
        method = rng.choice(("cash", "credit_card", "other"))
        paper.values["payment_method"] = method
        way = {
            "cash": "Cash",
            "credit_card": ink.pick("Credit card", "Visa"),
            "other": ink.pick("Bank transfer", "Cheque"),
        }
        entries.append(
            (
                label("payment_method", ink.pick("Payment method", "Method", "Paid with")),
                (way[method], "payment_method"),
            )
        )
    large = ink.maybe(0.5)
    total = label("total_amount", ink.pick(*TOTALS))
    if not large:
        entries.append((total, shown))
    if ink.maybe(0.7):
        rng.shuffle(entries)
    form = rng.choice(("colon", "tab", "above", "ruled"))
    across = form == "above" and w > 180 and ink.maybe(0.6)
    step = ink.size * (1.15 if form == "above" else rng.uniform(0.62, 0.85))
    y += 5
    for n, (word, value) in enumerate(entries):
        left = 16 + (n % 2) * w * 0.45 if across else 16.0
        if form == "above":
            ink.say(left, y, word, size=ink.size * 0.8, colour="#555555")
            ink.say(left, y + ink.size * 0.55, value, fit=w * (0.4 if across else 0.8))
        elif form == "colon":
            ink.say(left, y, word, ": ", value, fit=w - 32)
        else:
            ink.say(left, y, word, fit=w * 0.26)
            ink.say(16 + w * 0.28, y, value, fit=w * 0.6)
            if form == "ruled":
                ink.sheet.rule(16 + w * 0.27, y + step * 0.42, w - 16, y + step * 0.42, 0.4)
        y += 0 if across and n % 2 == 0 and n < len(entries) - 1 else step
    y += 4
    if ink.maybe(0.35):
        tax = (amount * Decimal(20) / 120).quantize(CENT, ROUND_HALF_UP)
        ink.say(
            16,
            y,
            label("tax_amount", ink.pick("VAT included", "incl. VAT 20%", "Of which tax")),
            "  ",
            paper.put("tax_amount", tax, paper.money(tax)),
        )
        y += 7
    if large:
        ink.say(w * 0.35, y + 2, total, "   ", fit=w * 0.3)
        ink.say(w - 18, y + 2, shown, size=15, bold=True, align="right", fit=w * 0.3)
        y += 12
    if below and y < h - 20:
        ink.say(w * 0.5, y + 2, paper.put("vendor_name", name), bold=True, fit=w * 0.45)
        ink.say(w * 0.5, y + 7, f"{street}, {town}", fit=w * 0.45)
    elif below:
        ink.say(16, 14, paper.put("vendor_name", name), bold=True)
    return paper.done()


LETTERS = (
    "Received from {payer} the sum of {total} on {day} for {reason}.",
    "We acknowledge with thanks receipt of {total} from {payer}, dated {day}, in payment of {reason}.",
    "This is to certify that {payer} has paid {total} for {reason} on {day}.",
    "Thank you for your payment of {total}, received on {day}, for {reason}. This receipt is issued to {payer}.",
    "I, the undersigned, have received {total} from {payer} for {reason} on {day}.",
)


@family("english_receipt_letter", "receipt")
def receipt_letter(rng: random.Random) -> Drawing:
    """A letter that is a receipt: all facts in a sentence; or a greeting to who paid, then facts behind dashes."""
    paper = Paper(rng, *rng.choice(((210.0, 297.0), (210.0, 148.0), (182.0, 182.0))))
    ink, w = paper.ink, paper.ink.width
    name, street, town = english_firm(rng)
    amount = Decimal(rng.randint(20, 9000)) + Decimal(rng.choice((0, 0, 50))) * CENT
    right = ink.maybe(0.5)
    head = (w - 18) if right else 18.0
    ink.say(head, 14, paper.put("vendor_name", name), bold=True, align="right" if right else "left")
    ink.say(head, 19, street, align="right" if right else "left")
    ink.say(head, 24, town, align="right" if right else "left")
    y = title(
        ink,
        w / 2,
        40,
        ink.pick("RECEIPT", "Receipt", "Acknowledgement of Receipt", "DONATION RECEIPT", "To whom it may concern"),
        size=14,
    )
    facts = {
        "payer": paper.put("addressee", payer(rng)),
        "total": paper.put("total_amount", amount, paper.money(amount)),
        "day": paper.put("issue_date", paper.day, ink.day(paper.day)),
        "reason": paper.put("proviso", reason(rng, paper)),
    }
    flow = Flow(
        ink, left=18, right=w - 18, top=y + 6, bottom=paper.ink.height - 14, leading=ink.size * rng.uniform(0.6, 0.8)
    )
    if ink.maybe(0.6):
        draft = rng.choice(LETTERS)
        flow.paragraph(*filled(draft, facts))
    else:
        flow.paragraph(ink.pick("Dear ", "To "), facts["payer"], ",")
        flow.y += 3
        flow.paragraph(
            ink.pick("Thank you for your payment. Please find the details below.", "We confirm that we have received:")
        )
        flow.y += 2
        mark = ink.pick("- ", "• ", "")
        rows: list[tuple[Piece, ...]] = [
            (mark, label("total_amount", ink.pick(*TOTALS)), ": ", facts["total"]),
            (mark, label("proviso", ink.pick(*REASONS)), ": ", facts["reason"]),
            (mark, label("issue_date", "Date"), ": ", facts["day"]),
        ]
        rng.shuffle(rows)
        for row in rows:
            flow.paragraph(*row, indent=rng.choice((0, 6)))
    flow.y += 8
    flow.paragraph(ink.pick("Yours sincerely,", "Signed:", "With thanks,", "Authorised by"))
    flow.paragraph(english_person(rng), ink.pick(", Treasurer", ", Accounts", "", ", Bookkeeper"))
    return paper.done()


@family("english_rent_form", "receipt")
def rent_form(rng: random.Random) -> Drawing:
    """A ruled form: tenant or member, what for, amount, balance; labels in cells, the issuer in one of them."""
    paper = Paper(rng, *rng.choice(((190.0, 110.0), (148.0, 140.0), (210.0, 148.0))))
    ink, w = paper.ink, paper.ink.width
    amount = Decimal(rng.randint(40, 3200))
    name, street, town = english_firm(rng)
    ink.say(
        w - 14,
        10,
        f"{ink.pick('No. ', 'Receipt # ', 'No ')}{rng.randint(1, 9999):04}",
        align="right",
    )
    kind = rng.choice(("rent", "fee"))
    y = title(
        ink,
        rng.choice((14.0, w * 0.34)),
        15,
        "Rent Receipt" if kind == "rent" else ink.pick("Fee Receipt", "Membership Receipt", "School Fee Receipt"),
        size=14,
        align="left",
    )
    who = {"rent": ("Tenant", "Received from", "Tenant Name"), "fee": ("Member", "Student", "Name", "Received from")}[
        kind
    ]
    what = paper.put(
        "proviso",
        ink.pick(f"Rent for {paper.day:%B %Y}", f"Rent, {paper.day:%B}", "Monthly rent")
        if kind == "rent"
        else reason(rng, paper),
    )
    taken = paper.put("total_amount", amount.quantize(CENT), paper.money(amount))
    paid_on = label("issue_date", ink.pick("Date", "Date received", "Paid on"))
    rows: list[Row] = [
        (label("addressee", ink.pick(*who)), (paper.put("addressee", payer(rng)),)),
        (label("proviso", ink.pick(*REASONS)), (what,)),
        (label("total_amount", ink.pick(*TOTALS)), (taken,)),
        (paid_on, (paper.put("issue_date", paper.day, ink.day(paper.day)),)),
        (
            label("vendor_name", ink.pick("Landlord", "Issued by", "Received by", "Agent")),
            (paper.put("vendor_name", name),),
        ),
    ]
    if ink.maybe(0.6):
        rows.append((ink.pick("Address", "Property", "Premises"), (f"{street}, {town}",)))
    if ink.maybe(0.4):
        rows.append((ink.pick("Balance due", "Balance"), (paper.money(Decimal(0)),)))
    if ink.maybe(0.7):
        rng.shuffle(rows)
    y = boxes(ink, 14, y + 3, w - 28, rows, share=rng.uniform(0.22, 0.34))
    ink.say(14, y + 8, ink.pick("Signature", "Signed by"))
    ink.sheet.rule(36, y + 10, w * 0.6, y + 10, 0.4)
    return paper.done()
