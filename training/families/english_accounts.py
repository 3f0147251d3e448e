"""English papers of an account: charges with a stub to send back, a subscription, a statement."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.english_deal import Bill, Item, named, tagged
from training.families.english_houses import pattern
from training.families.english_parts import Column, address, described, heading, items, notes, sums, table, value
from training.families.office_blocks import facts
from training.families.office_ink import label


@family("english_tear_off", "invoice")
def tear_off(rng: random.Random) -> Drawing:
    """An account bill: previous balance, payments, new charges; a stub to send back under a dashed line has the sum."""
    bill = Bill(rng, "invoice", sell=("plans", "services"), most=6, extras=False, alone=0.0)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(14, 22)
    room, cut = page - 2 * margin, ink.height - rng.uniform(66, 80)
    y = address(bill, margin, rng.uniform(14, 22), room * 0.5, "seller")
    end = facts(ink, margin + room * 0.55, 18, room * 0.45, bill.entries("account", "number", "date", "due"))
    y = max(y, end) + 6
    if ink.maybe(0.6):
        y = heading(bill, margin, y, size=14) + 2
    bill.items = [Item(i.description, i.amount, rate=i.rate, detail=i.detail) for i in bill.items]
    rows = [[described(bill, n, room * 0.7), [value(bill, n, "amount")]] for n in range(len(bill.items))]
    columns = [
        Column("description", bill.word("description"), 0.76, "left"),
        Column("amount", bill.word("amount"), 0.24),
    ]
    y = table(bill, margin, y, room, columns, rows) + 5
    before = bill.share(bill.total, 0.7, (40, 90, 110))
    paid = before if ink.maybe(0.6) else bill.share(before, 0.7, (20, 50))
    lines = bill.sums()[:-1]
    if before:
        lines = [("", ink.pick("Previous balance", "Balance brought forward"), before), *lines]
    if paid:
        lines.insert(1, ("", ink.pick("Payments received, thank you", "Payment received"), -paid))
    for name, word, amount in lines:
        ink.say(margin + room * 0.45, y, named(name, word), fit=room * 0.35)
        ink.say(page - margin, y, tagged(name, bill.money(amount)), align="right")
        y += ink.size * 0.6
    due, shown = bill.total + before - paid, ("", "")
    word = ink.pick(
        "Total amount due", "Please pay", "Amount due", "New balance", "Total due", "Balance due", "PAY THIS AMOUNT"
    )
    if ink.maybe(0.6):
        ink.say(margin + room * 0.45, y + 1, label("total_amount", word), bold=True, fit=room * 0.35)
        ink.say(page - margin, y + 1, (bill.money(due), "total_amount"), align="right", bold=True)
        shown = ("done", "")
    if y > cut - 8:
        bill.ink.turn()
    ink.sheet.dashes(4, page - 4, cut)
    if ink.maybe(0.6):
        ink.say(
            page / 2,
            cut + 4,
            ink.pick("Please detach and return with your payment", "REMITTANCE ADVICE", "Payment slip"),
            align="center",
            size=7.5,
        )
    y = address(
        bill,
        margin,
        cut + 12,
        room * 0.45,
        "seller",
        word=ink.pick("", bill.word("remit")),
        contact=False,
        form="under",
    )
    stub = bill.entries("account", "number", *(("due",) if ink.maybe(0.6) else ()))
    stub.append(("total_amount", word if shown[0] else ink.pick(word, "Amount due"), bill.money(due)))
    stub.append(("", ink.pick("Amount enclosed", "Amount paid", "Cheque no."), "__________"))
    facts(
        ink,
        margin + room * 0.55,
        cut + 12,
        room * 0.45,
        stub,
        form=ink.pick("right", "boxed", "tab", "colon"),
        leading=ink.size * 0.6,
    )
    if ink.maybe(0.6):
        ink.say(margin, ink.height - 14, (bill.buyer.name, "buyer_name"), fit=room * 0.45)
        ink.say(margin, ink.height - 9, f"{bill.buyer.street}, {bill.buyer.town}", fit=room * 0.6, size=ink.size * 0.9)
    else:
        address(bill, margin, ink.height * 0.6, room * 0.45, "buyer", word=bill.word("buyer"))
    return bill.done(total_amount=due)


@family("english_subscription", "invoice")
def subscription(rng: random.Random) -> Drawing:
    """A service's bill: the sum and its day as a headline, lines with their periods below, sums at the right."""
    bill = Bill(rng, "invoice", sell=("plans",), most=4, alone=0.0)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(16, 24)
    room, y = page - 2 * margin, rng.uniform(18, 26)
    start = bill.day - timedelta(rng.choice((0, 1, 30)))
    period = f"{bill.date(start)} {ink.pick('-', 'to', '–')} {bill.date(start + timedelta(rng.choice((29, 30, 364))))}"
    bill.items = [
        Item(
            i.description,
            i.amount,
            i.quantity,
            "",
            i.price,
            i.rate,
            detail=period if ink.maybe(0.85) else pattern(rng, "Licence @@##-####"),
        )
        for i in bill.items
    ]
    heading(bill, margin, y, size=20)
    if ink.maybe(0.6):
        brand = bill.seller.name.split()[0]
        ink.say(page - margin, y, brand, align="right", size=16, bold=True, colour=ink.accent)
    y = facts(
        ink, margin, y + 12, room * 0.5, bill.entries("number", "date", "due"), form=ink.pick("tab", "tab", "colon")
    )
    y += rng.uniform(4, 9)
    word = bill.word("buyer") if ink.maybe(0.85) else ""
    low = address(
        bill, margin, y, room * 0.46, "seller", form="under", word=bill.word("seller") if ink.maybe(0.2) else ""
    )
    y = address(bill, margin + room * 0.5, y, room * 0.46, "buyer", form="under", word=word)
    y = max(low, y) + rng.uniform(6, 12)
    owed = (bill.money(bill.total - bill.paid), "total_amount")
    if ink.maybe(0.8):
        by = (bill.date(bill.due), "due_date")
        said = rng.choice(
            ((owed, " due ", by), (owed, label("due_date", " due by"), " ", by), ("Please pay ", owed, " by ", by))
        )
        ink.say(margin, y, *said, size=rng.uniform(12, 16), bold=True, fit=room)
        y += 8
        if ink.maybe(0.4):
            ink.say(margin, y, "Pay online", colour=ink.accent, size=ink.size)
            y += 7
    y = items(
        bill,
        margin,
        y + 3,
        room,
        keys=rng.choice(
            (("quantity", "unit_price", "amount"), ("quantity", "unit_price", "tax_rate", "amount"), ("amount",))
        ),
        code="none",
        ruling=ink.pick("head", "lines", "bare", "double"),
    )
    y = sums(bill, margin + room * 0.5, y + 5, room * 0.5, form=ink.pick("plain", "plain", "rules", "large"))
    ink.say(
        margin, ink.height - 12, ink.pick(f"{bill.number} · Page 1 of 1", "Page 1 of 1", bill.seller.number), size=7
    )
    return bill.done()


@family("english_running_account", "other")
def running_account(rng: random.Random) -> Drawing:
    """A statement of account: invoices and payments by day with a running balance, how old the debts are."""
    bill = Bill(rng, "other", alone=0.05)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(13, 20)
    room, y = page - 2 * margin, rng.uniform(14, 22)
    low = address(bill, margin, y, room * 0.5, "seller")
    word = ink.pick(
        "STATEMENT", "Statement of account", "Customer Statement", "Account statement", "STATEMENT OF ACCOUNT"
    )
    end = heading(bill, page - margin, y + 3, align="right", word=word, size=15)
    entries = [
        ("", ink.pick("Statement date", "Date", "As at"), bill.date(bill.day)),
        *bill.entries("account", "terms"),
    ]
    end = facts(ink, margin + room * 0.58, end + 2, room * 0.42, entries)
    y = address(bill, margin, max(low + 6, 42), room * 0.5, "buyer", word=ink.pick("To", "Account of", "Customer", ""))
    y, balance, rows = max(y, end) + 6, Decimal(0), []
    for n in range(rng.randint(3, 12)):
        amount = bill.items[n % len(bill.items)].amount * (1 if n == 0 or ink.maybe(0.6) else -1)
        balance += amount
        kind = f"Invoice {bill.number[:-1]}{n}" if amount > 0 else ink.pick("Payment", "Credit note", "BACS receipt")
        debit, credit = (bill.money(amount, bare=True), "") if amount > 0 else ("", bill.money(-amount, bare=True))
        day = bill.date(bill.day - timedelta(80 - 6 * n))
        rows.append([[(text,)] for text in (day, kind, debit, credit, bill.money(balance, bare=True))])
    columns = [
        Column("", "Date", 0.16, "left"),
        Column("", ink.pick("Details", "Reference", "Transaction"), 0.34, "left"),
        Column("", ink.pick("Debit", "Charges", "Amount"), 0.16),
        Column("", ink.pick("Credit", "Payments"), 0.16),
        Column("", "Balance", 0.18),
    ]
    y = table(bill, margin, y, room, columns, rows) + 6
    if ink.maybe(0.7):
        ages = [Column("", word, 1, "center") for word in ("Current", "30 days", "60 days", "90+ days")]
        parts = [[[(bill.money((balance * n / 10).quantize(bill.one), bare=True),)] for n in (4, 3, 2, 1)]]
        y = table(bill, margin, y, room, ages, parts) + 6
    ink.say(margin + room * 0.5, y, ink.pick("Balance due", "Amount owing", "Total outstanding"), bold=True)
    ink.say(page - margin, y, bill.money(balance), align="right", bold=True)
    notes(bill, margin, y + 8, room, most=2)
    return bill.done()
