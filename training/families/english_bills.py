"""English trade papers as designers set them: side column, band of totals, a row of addresses, somebody's own."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family
from training.families.english_deal import Bill, named, tagged
from training.families.english_parts import (
    Column,
    account,
    address,
    heading,
    items,
    notes,
    sums,
    table,
)
from training.families.office_blocks import facts

KINDS = ("invoice", "invoice", "invoice", "quotation", "purchase_order", "delivery_note")


def labels(bill: Bill) -> tuple[str, str]:
    """Label of the seller and of the buyer."""
    kinds = {"quotation": ("quoter", "quoted"), "purchase_order": ("order_seller", "order_buyer")}
    first, second = kinds.get(bill.kind, ("seller", "buyer"))
    return bill.word(first), bill.word(second)


@family("english_side_strip", TRADE)
def side_strip(rng: random.Random) -> Drawing:
    """A tinted strip down one side with parties and facts below each other; title, lines and sums beside it."""
    bill = Bill(rng, rng.choice(KINDS))
    ink, page = bill.ink, bill.ink.width
    wide = rng.uniform(48, 62)
    left = ink.maybe(0.6)
    x, main = (8.0, wide + 10) if left else (page - wide + 2, 14.0)
    dark = ink.maybe(0.35)
    ink.sheet.panel(
        0 if left else page - wide - 4, 0, wide + 4, ink.height, fill=ink.accent if dark else ink.tint, weight=0
    )
    colour = "#ffffff" if dark else "#111111"
    room, side, high = page - wide - 26, wide - 10, rng.uniform(16, 40)
    seller, buyer = labels(bill)
    blocks = [("seller", seller if ink.maybe(0.7) else ""), ("buyer", buyer), ("facts", "")]
    if ink.maybe(0.6):
        blocks.insert(rng.choice((1, 2, 3)), ("third", bill.word("third")))
    if ink.maybe(0.4):
        rng.shuffle(blocks)
    moved = blocks.pop(rng.choice((0, len(blocks) - 1))) if ink.maybe(0.4) else None
    for who, word in blocks:
        if who == "facts":
            for field, name, shown in bill.facts():
                ink.say(x, high, named(field, name), size=ink.size * 0.8, colour=colour, fit=side)
                ink.say(x, high + ink.size * 0.48, tagged(field, shown), colour=colour, fit=side)
                high += ink.size * 1.15
        else:
            high = address(bill, x, high, side, who, word=word, form=ink.pick("under", "rule"), colour=colour)
        high += rng.uniform(5, 12)
    if bill.kind == "invoice" and ink.maybe(0.5) and not dark:
        account(bill, x, max(high, ink.height * 0.7), side, form="pairs")
    y = heading(bill, main, rng.uniform(18, 32)) + 5
    if moved:
        who, word = moved
        if who == "facts":
            y = facts(ink, main, y, room * 0.6, bill.facts()) + 4
        else:
            y = address(bill, main, y, room * 0.6, who, word=word) + 5
    if bill.kind == "delivery_note":
        y = items(bill, main, y + 4, room, keys=("quantity",)) + 6
    else:
        y = items(bill, main, y + 4, room) + rng.uniform(5, 12)
        span = rng.choice((room, room * 0.6))
        y = sums(bill, main + room - span, y, span)
    notes(bill, main, y + 6, room)
    return bill.done()


@family("english_own_name", "invoice")
def own_name(rng: random.Random) -> Drawing:
    """Somebody bills for hours or jobs: the name as a letterhead or signature, thin type, where to pay at the foot."""
    bill = Bill(rng, "invoice", sell=("hours", "services"), alone=1.0, most=5)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(16, 28)
    seller, room, y = bill.seller, page - 2 * margin, rng.uniform(16, 30)
    form = ink.pick("centred", "left", "right", "foot")
    if form != "foot":
        at, align = {"centred": (page / 2, "center"), "left": (margin, "left")}.get(form, (page - margin, "right"))
        said = (seller.name.upper() if ink.maybe(0.2) else seller.name, "vendor_name")
        ink.say(at, y, said, size=rng.uniform(13, 24), align=align, colour=ink.accent, fit=room)  # type: ignore[arg-type]
        y += 8
        if ink.maybe(0.7):
            ink.say(at, y, seller.job, align=align, size=ink.size)  # type: ignore[arg-type]
            y += 5
        run = ((seller.street, "vendor_address"), f"{bill.glue} ", (seller.town, "vendor_address"))
        for pieces in rng.sample([run, ((seller.phone, "vendor_phone"), "  |  ", seller.email)], rng.randint(1, 2)):
            ink.say(at, y, *pieces, align=align, size=ink.size * 0.9, fit=room)  # type: ignore[arg-type]
            y += 4.5
    y += rng.uniform(4, 12)
    if ink.maybe(0.7):
        y = (
            heading(
                bill,
                margin,
                y,
                word=ink.pick("Invoice", "INVOICE", "Invoice for services", "Bill", "Fee note"),
                size=rng.uniform(11, 20),
            )
            + 2
        )
    half, across = room / 2, ink.maybe(0.6)
    low = address(bill, margin, y, half - 6, "buyer", word=bill.word("buyer") if ink.maybe(0.75) else "")
    y = facts(ink, margin + half if across else margin, y if across else low + 3, half, bill.facts(most=4))
    y = items(bill, margin, max(y, low) + rng.uniform(4, 10), room, code="none")
    if ink.maybe(0.35):
        field, word, amount = bill.sums()[-1]
        y += 8
        if ink.maybe(0.5):
            ink.say(margin, y + 3, named(field, word), fit=40)
        ink.say(
            page - margin, y + 3, tagged(field, bill.money(amount)), size=rng.uniform(14, 22), bold=True, align="right"
        )
        y += 10
    else:
        y = sums(bill, margin + room * 0.45, y + 5, room * 0.55)
    y = account(bill, margin, y + rng.uniform(4, 20), room * 0.7)
    if form == "foot":
        y = address(
            bill,
            margin,
            max(y + 8, ink.height * 0.75),
            room * 0.6,
            "seller",
            word=ink.pick("", "", "With best wishes,", "Kind regards,"),
            form="under",
        )
    notes(bill, margin, y + 4, room, most=2)
    return bill.done()


@family("english_band_of_totals", "invoice")
def band_of_totals(rng: random.Random) -> Drawing:
    """A band across the top or middle with number, dates and the amount due in cells; parties mostly without labels."""
    bill = Bill(rng, "invoice")
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(13, 22)
    room, y = page - 2 * margin, rng.uniform(14, 24)
    swap = ink.maybe(0.3)
    ends = [
        address(
            bill,
            margin + (room * 0.55 if n ^ swap else 0),
            y,
            room * 0.43,
            who,
            word=word if ink.maybe(0.3) else "",
            align="right" if n ^ swap and ink.maybe(0.4) else "left",
        )
        for n, (who, word) in enumerate((("seller", bill.word("seller")), ("buyer", bill.word("buyer"))))
    ]
    y = max(ends) + rng.uniform(5, 12)
    if ink.maybe(0.8):
        y = heading(bill, margin, y + 3) + 4
    cells = bill.entries(*rng.sample(("number", "date", "due", "account", "po"), rng.randint(2, 4)))
    if not any(field == "issue_date" for field, *_ in cells):
        cells[-1] = bill.entries("date")[0]
    due = ("total_amount", bill.word("balance" if bill.paid else "total"), bill.money(bill.total - bill.paid))
    cells.insert(rng.choice((0, len(cells), len(cells))), due)
    step, high, dark = room / len(cells), ink.size * rng.uniform(1.4, 2.2), ink.maybe(0.6)
    ink.sheet.panel(margin, y, room, high, fill=ink.accent if dark else ink.tint, weight=0)
    over, colour = ink.maybe(0.75), "#ffffff" if dark else "#111111"
    for n, (field, word, shown) in enumerate(cells):
        at = margin + n * step + 2.5
        size = ink.size * (1.4 if field == "total_amount" else 1.0)
        rows = [(named(field, word), ink.size * 0.8, high * 0.28), (tagged(field, shown), size, high * 0.68)]
        if not over:
            rows = [(piece, size, high - place) for piece, size, place in rows]
        for piece, wide, place in rows:
            ink.say(at, y + place, piece, size=wide, colour=colour, bold=wide > ink.size, fit=step - 4)
    y = items(bill, margin, y + high + rng.uniform(5, 12), room)
    if ink.maybe(0.65):
        y = sums(bill, margin + room * 0.5, y + 6, room * 0.5, form=ink.pick("plain", "rules", "colon"))
    if ink.maybe(0.7):
        y = account(bill, margin, y + 6, room * 0.6)
    notes(bill, margin, y + 4, room)
    return bill.done()


@family("english_row_of_addresses", TRADE)
def row_of_addresses(rng: random.Random) -> Drawing:
    """Two to four addresses beside each other in any order, each under its label; a row of terms below."""
    bill = Bill(rng, rng.choice(KINDS), sell=("things",), most=9)
    ink, page, margin = bill.ink, bill.ink.width, rng.uniform(11, 18)
    room, y = page - 2 * margin, rng.uniform(15, 24)
    heads = ink.maybe(0.4)
    seller, buyer = labels(bill)
    maker = "buyer" if bill.kind == "purchase_order" else "seller"
    if heads:
        low = address(bill, margin, y, room * 0.5, maker)
        end = heading(bill, page - margin, y + 2, align="right")
    else:
        low = end = heading(bill, margin, y, align="left")
    if ink.maybe(0.6):
        end = facts(
            ink, margin + room * 0.58, end + 2, room * 0.42, bill.facts(), form=ink.pick("tab", "right", "boxed")
        )
        shown = True
    else:
        shown = False
    y = max(low, end) + rng.uniform(4, 10)
    blocks = [("buyer", buyer), ("third", bill.word("third"))]
    if not heads or ink.maybe(0.15):
        blocks.insert(rng.choice((0, 0, 1, 2)), ("seller", seller))
    elif maker == "buyer":
        blocks = [("seller", seller), ("third", bill.word("third"))]
    if bill.kind == "delivery_note" and ink.maybe(0.5):
        blocks.append(("third", bill.word("shipper")))
    if ink.maybe(0.3):
        rng.shuffle(blocks)
    if len(blocks) > 3 and ink.maybe(0.5):
        blocks = blocks[:3] if any(who == "seller" for who, _ in blocks[:3]) or heads else blocks
    step, form = room / len(blocks), ink.pick("under", "rule", "band", "box", "under")
    ends = [
        address(bill, margin + n * step, y, step - 4, who, word=word, form=form) for n, (who, word) in enumerate(blocks)
    ]
    y = max(ends) + rng.uniform(4, 8)
    keys = rng.sample(("po", "terms", "rep", "order", "account"), rng.randint(2, 4))
    cells = bill.entries(*([] if shown else ["number", "date"]), *keys, *(["due"] if bill.kind == "invoice" else []))
    columns = [Column("", word, 1, "center") for _, word, _ in cells]
    values: list[list[list[tuple[str | tuple[str, str], ...]]]] = [
        [[(tagged(field, text),)] for field, _, text in cells]
    ]
    if not shown or ink.maybe(0.6):
        y = (
            _row(bill, margin, y, room, cells)
            if ink.maybe(0.6)
            else table(bill, margin, y, room, columns, values, ruling="grid")
        )
        y += 5
    if bill.kind == "delivery_note" and ink.maybe(0.7):
        y = items(bill, margin, y, room, keys=rng.choice((("quantity",), ("quantity", "unit"))))
    else:
        y = items(bill, margin, y, room)
        y = sums(bill, margin + room * 0.52, y + 4, room * 0.48)
    if bill.kind == "invoice" and ink.maybe(0.5):
        y = account(bill, margin, y + 4, room * 0.55)
    notes(bill, margin, y + 5, room)
    return bill.done()


def _row(bill: Bill, x: float, y: float, width: float, cells: list[tuple[str, str, str]]) -> float:
    """Labels in a row with their values below them; a field's label is tagged."""
    ink, step = bill.ink, width / len(cells)
    for n, (field, word, shown) in enumerate(cells):
        ink.say(x + n * step, y + 2, named(field, word), size=ink.size * 0.85, colour="#555555", fit=step - 2)
        ink.say(x + n * step, y + 2 + ink.size * 0.52, tagged(field, shown), fit=step - 2)
    ink.sheet.rule(x, y + ink.size * 1.1, x + width, y + ink.size * 1.1, 0.4)
    return y + ink.size * 1.1 + 2
