"""English receipts on sheets: a bill that was paid, thanks for a gift."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.english_deal import A4, CENT, Bill, named, tagged
from training.families.english_houses import House, firm, pattern, pool, somebody
from training.families.english_parts import address, heading, items, notes, sums
from training.families.office_blocks import facts
from training.families.office_flow import Flow
from training.families.office_ink import Facts, Piece, label


@family("english_paid_in_full", "receipt")
def paid_in_full(rng: random.Random) -> Drawing:
    """A bill that was paid: receipt number, who paid, lines and sums, amount paid, nothing left, how it was paid."""
    bill = Bill(rng, "invoice", sell=("plans", "services", "things"), most=5, extras=rng.random() < 0.3)
    bill.kind, bill.paid = "receipt", Decimal(0)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(14, 24)
    room, y = page - 2 * margin, rng.uniform(16, 26)
    word = ink.pick("Receipt", "RECEIPT", "Payment receipt", "Paid invoice", "OFFICIAL RECEIPT", "Receipt of payment")
    side = ink.maybe(0.5)
    top = heading(bill, margin if side else page - margin, y, word=word, align="left" if side else "right", size=18)
    low = address(
        bill,
        page - margin - 75 if side else margin,
        y,
        75,
        "seller",
        align="right" if side and ink.maybe(0.5) else "left",
    )
    entries = [
        ("", ink.pick("Receipt number", "Receipt no.", "Receipt #"), bill.number),
        ("issue_date", ink.pick("Date paid", "Payment date", "Date", "Receipt date", "Paid on"), bill.date(bill.day)),
        ("", ink.pick("Invoice number", "For invoice", "Invoice ref."), pattern(rng, "INV-####")),
    ]
    method = rng.choice(("credit_card", "credit_card", "cash", "other"))
    way = {"cash": "Cash", "other": ink.pick("Bank transfer", "Cheque")}.get(
        method, ink.pick("Visa - 4402", "Mastercard", "Credit card")
    )
    if ink.maybe(0.6):
        entries.append(("payment_method", ink.pick("Payment method", "Paid by", "Method"), way))
    y = max(top, low) + 6
    end = facts(
        ink,
        margin + (0 if side else room * 0.55),
        y,
        room * 0.44,
        entries,
        form=ink.pick("tab", "colon", "right", "stacked"),
    )
    payer = ink.pick("Received from", "Bill to", "Paid by", "Billed to", "Customer", "Receipt to")
    shown = bill.buyer.somebody if ink.maybe(0.3) else bill.buyer.name
    at = margin + (room * 0.55 if side else 0)
    ink.say(at, y, label("addressee", payer), colour="#555555")
    payer_lines: tuple[Piece, ...] = ((shown, "addressee"), bill.buyer.street, bill.buyer.town)
    for n, piece in enumerate(payer_lines):
        ink.say(at, y + 6 + n * ink.size * 0.52, piece, fit=room * 0.42)
    y = max(end, y + 24) + 4
    if ink.maybe(0.5):
        ink.say(
            margin,
            y,
            tagged("total_amount", bill.money(bill.total)),
            " paid on ",
            tagged("issue_date", bill.date(bill.day)),
            size=14,
            bold=True,
        )
        y += 8
    y = (
        items(bill, margin, y, room, code="none", keys=rng.choice((("amount",), ("quantity", "unit_price", "amount"))))
        + 5
    )
    y = sums(
        bill,
        margin + room * 0.5,
        y,
        room * 0.5,
        form=ink.pick("plain", "rules", "box", "colon"),
        total=ink.pick("Total", "TOTAL", "Total paid"),
    )
    for name, word, amount in (
        ("total_amount", ink.pick("Amount paid", "Payment received", "Paid"), bill.total),
        ("", ink.pick("Balance due", "Balance", "Amount due"), bill.total - bill.total),
    ):
        if ink.maybe(0.75):
            ink.say(margin + room * 0.5 + 1.5, y, named(name, word), fit=room * 0.26)
            ink.say(page - margin - 1.5, y, tagged(name, bill.money(amount)), align="right")
            y += ink.size * 0.62
    notes(bill, margin, y + 5, room, most=1)
    rows: tuple[dict[str, Value], ...] = tuple(
        {key: value for key, value in item.row().items() if key in ("description", "quantity", "amount")}
        for item in bill.items
    )
    values: dict[str, Value] = {
        "vendor_name": bill.seller.name,
        "vendor_phone": bill.seller.phone,
        "issue_date": bill.day,
        "total_amount": bill.total,
        "tax_amount": bill.tax,
        "payment_method": method,
        "addressee": shown,
    }
    return Facts("receipt", values, rows, bill.currency), ink.pages()


@family("english_gift_thanks", "receipt")
def gift_thanks(rng: random.Random) -> Drawing:
    """A letter that is a receipt: thanks somebody for a gift or fee of so much, received on such a day."""
    bill = Bill(rng, "receipt", size=A4, extras=False, alone=0.0)
    ink, margin = bill.ink, rng.uniform(20, 32)
    flow = Flow(
        ink, left=margin, right=ink.width - margin, top=24, bottom=270, leading=ink.size * rng.uniform(0.52, 0.65)
    )
    body = str(
        rng.choice(
            (
                "{} Foundation",
                "The {} Trust",
                "{} Rowing Club",
                "{} Library Friends",
                "{} Animal Rescue",
                "{} Choir",
                "{} Academy",
            )
        )
    )
    seller: House = bill.seller
    name = body.format(rng.choice(pool("stems"))) if ink.maybe(0.8) else firm(rng)
    amount = (
        Decimal(rng.choice((rng.randint(1, 40) * 500, rng.randint(500, 99999)))) * CENT * (100 if bill.one == 1 else 1)
    ).quantize(bill.one)
    payer = somebody(rng)
    purpose = ink.pick(
        "annual membership",
        "the roof appeal",
        "course fees, spring term",
        "entry to the charity run",
        "sponsorship of the summer fair",
        "hire of the hall",
    )
    values: dict[str, Value] = {
        "vendor_name": name,
        "issue_date": bill.day,
        "total_amount": amount,
        "addressee": payer,
        "proviso": purpose,
        "vendor_phone": seller.phone,
    }
    centre = ink.maybe(0.5)
    at, align = (ink.width / 2, "center") if centre else (margin, "left")
    ink.say(at, 20, (name, "vendor_name"), size=15, bold=True, align=align, colour=ink.accent, fit=150)  # type: ignore[arg-type]
    ink.say(at, 26, f"{seller.street}, {seller.town}", align=align, size=8.5)  # type: ignore[arg-type]
    ink.say(at, 30.5, "Tel ", (seller.phone, "vendor_phone"), f"   {seller.number}", align=align, size=8.5)  # type: ignore[arg-type]
    flow.y = 44.0
    said: Piece = (bill.date(bill.day), "issue_date")
    where = ink.pick("head", "text")
    if where == "head":
        flow.paragraph(*rng.choice(((label("issue_date", "Date"), ": ", said), (said,))))
        flow.y += 3
    flow.paragraph(ink.pick("RECEIPT", "Donation receipt", "Official receipt", "Receipt for payment"), bold=True)
    flow.y += 3
    block = ink.maybe(0.5)
    if block:
        for piece in ((payer, "addressee"), bill.buyer.street, bill.buyer.town):
            flow.paragraph(piece)
        flow.y += 3
    given = payer.replace("Dr ", "").split()[0]
    flow.paragraph("Dear ", *((f"{given},",) if block else ((payer, "addressee"), ",")))
    flow.y += 2
    shown: Piece = (bill.money(amount), "total_amount")
    on: tuple[Piece, ...] = (" received on ", said) if where == "text" else ()
    reason: Piece = (purpose, "proviso")
    flow.paragraph(
        *rng.choice(
            (
                ("Thank you for your payment of ", shown, *on, " for ", reason, "."),
                ("We gratefully acknowledge the sum of ", shown, *on, " towards ", reason, "."),
                ("This is to confirm that we have received ", shown, *on, " in respect of ", reason, "."),
            )
        )
    )
    flow.y += 2
    if ink.maybe(0.5):
        method = rng.choice(("cash", "credit_card", "other"))
        values["payment_method"] = method
        way = {"cash": "cash", "credit_card": "credit card", "other": "cheque"}[method]
        flow.paragraph(label("payment_method", "Payment method"), ": ", (way, "payment_method"))
    flow.paragraph(
        ink.pick(
            "No goods or services were given in exchange.",
            "Please keep this letter for your tax records.",
            "Our next open day is on the first Sunday of May.",
        )
    )
    flow.y += 8
    flow.paragraph(ink.pick("Yours sincerely,", "With warm thanks,", "Kind regards,"))
    flow.y += 9
    flow.paragraph(somebody(rng))
    flow.paragraph(rng.choice(("Treasurer", "Bursar", "Membership Secretary", "Head of Giving")))
    return Facts("receipt", values, (), bill.currency), ink.pages()
