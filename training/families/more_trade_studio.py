"""English bills, quotations and orders as designers' templates draw them: bands, side columns, strips of facts."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, LETTER, english_deal, spelled
from training.families.more_trade_free import big_total, delivery_address, named_receiver
from training.families.more_trade_parts import Block
from training.families.office_blocks import Cells, Col, Entry, boxes, entry, facts, grid, party
from training.families.office_ink import Piece, label
from training.families.trade_classic import finish
from training.families.trade_deal import Desk

_COLOURS = ("#0f766e", "#1d4ed8", "#b91c1c", "#111827", "#7c3aed", "#c2410c", "#155e75", "#374151", "#be185d")


@family("more_studio", TRADE)
def studio(rng: random.Random) -> Drawing:
    """A coloured band with a large title, a strip of facts, parties in columns, sums in a panel, terms at the foot."""
    made = english_deal(rng, most=6, size=rng.choice((A4, LETTER)))
    ink, width = made.ink, made.ink.width
    colour, margin = rng.choice(_COLOURS), rng.uniform(13, 22)
    high = rng.uniform(24, 52)
    room = width - 2 * margin
    if ink.maybe(0.75):
        ink.sheet.panel(0, 0, width, high, fill=colour, weight=0)
        bright = "#ffffff"
    else:
        ink.sheet.panel(0, 0, width, 5, fill=colour, weight=0)
        bright = colour
    left = ink.maybe(0.5)
    at = margin if left else width - margin
    size = rng.uniform(20, 34)
    ink.say(
        at, high / 2 + 2, made.title, size=size, bold=True, colour=bright, align="left" if left else "right", fit=90
    )
    _logo(made, width - margin - 20 if left else margin, high / 2 - 7, colour=bright)
    y = high + rng.uniform(8, 14)
    entries = parts.dates(made, most=5)
    total: Entry = ("total_amount", made.word("total"), ink.money(made.trade.total_amount))
    strip = [*entries, total] if ink.maybe(0.45) else entries
    above = ink.maybe(0.5)
    if above:
        y = parts.columns_of_facts(made, margin, y, room, strip) + 4
    blocks: list[Block] = [named_receiver, _from]
    if ink.maybe(0.4):
        blocks.append(delivery_address)
    rng.shuffle(blocks)
    y = _columns(made, blocks, margin, y + 2, room) + 3
    if not above:
        y = parts.columns_of_facts(made, margin, y, room, strip) + 2
    y = sums.lines(made, margin, y + 2, room, ruling=ink.pick("head", "lines", "open", "zebra", "zebra"), row=8.0)
    half = room * 0.46
    side = ink.maybe(0.8)
    end = sums.sums(
        made, margin + room - half if side else margin, y + 4, half, form=ink.pick("panel", "last", "right")
    )
    other = margin if side else margin + room - half
    low = foot.bank(made, other, y + 5, half - 4)
    y = max(end, low) + 4
    if y < ink.height - 45 and ink.maybe(0.7):
        foot.remarks(made, margin, max(y, ink.height - rng.uniform(36, 60)), room, form=ink.pick("open", "bar"))
    return finish(made)


@family("more_side_column", TRADE, fitting=True)
def side_column(rng: random.Random) -> Drawing:
    """A tinted column down one side with the parties, facts and account; title, total and lines beside it."""
    made = english_deal(rng, most=7, size=rng.choice((A4, LETTER)))
    ink, width, height = made.ink, made.ink.width, made.ink.height
    wide, left = rng.uniform(52, 66), ink.maybe(0.65)
    x = 0.0 if left else width - wide
    ink.sheet.panel(x, 0, wide, height, fill=ink.tint, weight=0)
    y = 18.0
    if ink.maybe(0.5):
        y = _logo(made, x + 8, 14, colour=ink.accent) + 6
    blocks: list[Block] = [named_receiver, _from, _facts]
    rng.shuffle(blocks)
    for block in blocks + ([foot.bank] if made.trade.bank and ink.maybe(0.6) else []):
        y = block(made, x + 8, y, wide - 14) + rng.uniform(4, 9)
    in_column = y
    x = wide + 10 if left else 14.0
    room = width - wide - 24
    ink.say(x, 24, made.title, size=rng.uniform(20, 30), bold=True, colour=ink.accent, fit=room)
    y = big_total(made, x, 42, room) + 4 if ink.maybe(0.5) else 42.0
    keys = rng.choice(
        (
            ("description", "amount"),
            ("description", "quantity", "unit_price", "amount"),
            ("quantity", "description", "amount"),
        )
    )
    y = sums.lines(made, x, y, room, keys, ruling=ink.pick("head", "lines", "open"), row=rng.uniform(7, 10))
    y = sums.sums(made, x + room * 0.3, y + 4, room * 0.7, form=ink.pick("right", "lined", "last", "panel"))
    if ink.maybe(0.6):
        foot.remarks(made, x, max(y + 6, min(in_column, height - 50)), room)
    return finish(made)


@family("more_english_form", TRADE)
def english_form(rng: random.Random) -> Drawing:
    """A ruled form: vendor and ship-to cells, a row of order terms, item codes, empty rows, lines to sign."""
    made = english_deal(rng, "purchase_order", "delivery_note", "quotation", "invoice", most=6, size=LETTER)
    ink, margin = made.ink, 14.0
    room = ink.width - 2 * margin
    right = ink.maybe(0.5)
    ink.say(
        margin + room if right else margin,
        18,
        made.title,
        size=rng.uniform(16, 24),
        bold=True,
        align="right" if right else "left",
        fit=90,
    )
    y = parts.sender(
        made, margin if right else margin + room * 0.52, 17, room * 0.48, form=ink.pick("lines", "compact")
    )
    y = max(y, 30) + 3
    entries = parts.dates(made)
    if ink.maybe(0.5):
        rows = [(entry(*each)[0], (entry(*each)[1],)) for each in entries]
        y = boxes(ink, margin + room * 0.55, y, room * 0.45, rows, share=0.42) + 3
    else:
        y = parts.columns_of_facts(made, margin, y, room, entries, ruled="cells")
    y = _cells(made, margin, y, room)
    terms = [
        ("Requisitioner", "Ship via", "F.O.B.", "Shipping terms"),
        ("Buyer ref.", "Carrier", "Incoterms", "Packages"),
    ]
    values = (
        spelled(made, "stems"),
        ink.pick("Courier", "Sea", "Road", "Pick-up"),
        ink.pick("Origin", "Site", "EXW", "DAP"),
        ink.pick("Prepaid", "Collect", "3"),
    )
    if ink.maybe(0.6):
        cols = [Col("", word, room / 4, "center") for word in rng.choice(terms)]
        cells: list[Cells] = [tuple((value,) for value in values)]
        y = grid(ink, margin, y, cols, cells, ruling="full", row=6.5) + 4
    keys = rng.choice(sums.ORDERS[4:5] + sums.ORDERS[12:14] + sums.ORDERS[:2])
    y = sums.lines(made, margin, y, room, keys, ruling="full", least=rng.choice((0, 6, 9)), row=6.6)
    end = sums.sums(
        made,
        margin + room * 0.58,
        y + (0 if ink.maybe(0.5) else 3),
        room * 0.42,
        form=ink.pick("boxed", "lined", "right"),
    )
    low = foot.remarks(made, margin, y + 3, room * 0.52, form="boxed")
    y = foot.bank(made, margin, max(end, low) + 2, room * 0.6, form=ink.pick("box", "table")) + 12
    for n, word in enumerate(("Authorised by", "Date")):
        ink.sheet.rule(margin + n * 70, y, margin + n * 70 + 60, y, 0.5)
        ink.say(margin + n * 70, y + 4, word, size=7.5)
    return finish(made)


def _logo(made: Desk, x: float, y: float, *, colour: str) -> float:
    """Initials in a shape."""
    ink = made.ink
    firm = made.trade.buyer if made.orders else made.trade.vendor
    initials = "".join(word[0] for word in firm.name.split()[:2])
    ink.sheet.panel(x, y, 14, 14, weight=1.2, colour=colour, radius=ink.rng.choice((0.0, 3.0, 7.0)))
    ink.say(x + 7, y + 7, initials, size=15, bold=True, colour=colour, align="center", fit=12)
    return y + 14


def _from(made: Desk, x: float, y: float, width: float) -> float:
    return parts.sender(made, x, y, width, form=made.ink.pick("headed", "headed", "lines", "compact"))


def _facts(made: Desk, x: float, y: float, width: float) -> float:
    return facts(made.ink, x, y, width, parts.dates(made, most=5), form=made.ink.pick("stacked", "colon", "right"))


def _columns(made: Desk, blocks: list[Block], x: float, y: float, width: float) -> float:
    """The blocks in even columns, or the first alone above the others."""
    ends, gap = [], 5.0
    if made.ink.maybe(0.2):
        y = blocks[0](made, x, y, width * 0.6) + 4
        blocks = blocks[1:]
    step = (width + gap) / max(2, len(blocks))
    for n, block in enumerate(blocks):
        ends.append(block(made, x + n * step, y, step - gap))
    return max(ends)


def _cells(made: Desk, x: float, y: float, width: float) -> float:
    """The one it goes to and the place of delivery, each in a ruled cell under a dark bar."""
    ink, half = made.ink, width / 2
    firm, tag = (made.trade.vendor, "vendor_name") if made.orders else (made.trade.buyer, "buyer_name")
    street, call = ("vendor_address", "vendor_phone") if made.orders else ("", "")
    high = ink.size * 0.7
    words = (label(tag, made.chosen["to"]), spelled(made, "ship"))
    places: list[list[Piece]] = [
        [(firm.name, tag)],
        [(firm.address, street)],
        [(firm.building, street)],
        [(firm.phone, call)],
    ]
    third: list[list[Piece]] = [
        [f"{spelled(made, 'stems')} {spelled(made, 'trades')}"],
        ["Gate 3, Warehouse B"],
        ["Contact: goods inwards"],
        ["555 0147"],
    ]
    swap = ink.maybe(0.3)
    for n, (word, rows) in enumerate(zip(words, (places, third), strict=True)):
        left = x + half * (n ^ swap)
        ink.sheet.panel(left, y, half, high, fill=ink.accent, weight=ink.rule_weight)
        ink.sheet.panel(left, y + high, half, ink.size * 2.6, weight=ink.rule_weight)
        ink.say(left + 2, y + high / 2, word, colour="#ffffff", bold=True, fit=half - 4)
        party(ink, left + 2, y + high + 3.2, half - 4, rows)
    return y + high + ink.size * 2.6 + 3
