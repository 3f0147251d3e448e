"""Trade papers of the usual kind: a title, two parties, an amount, a table, sums; the places are each family's own."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family, trade_foot
from training.families import trade_parts as parts
from training.families.office_blocks import approvals, facts, seal, title
from training.families.trade_deal import Desk, desk
from training.page import Page

LEFT, WIDTH = 18.0, 174.0


def finish(made: Desk) -> Drawing:
    """Content and pages."""
    pages: tuple[Page, ...] = made.ink.pages()
    return made.trade, pages


def foot(made: Desk, y: float) -> float:
    """Bank and remarks below the sums."""
    y = trade_foot.bank(made, LEFT, y + 4, 110)
    return trade_foot.remarks(made, LEFT, y + 2, WIDTH, high=made.ink.rng.choice((0.0, 24.0)))


@family("trade_centred", TRADE)
def centred(rng: random.Random) -> Drawing:
    """Title in the middle, addressee left, facts and sender right, sums under the table's right end."""
    made = desk(rng, most=7)
    ink = made.ink
    y = title(ink, 105, 20, made.title, size=18) + 6
    left = parts.addressee(made, LEFT, y, 88)
    left = parts.subject(made, LEFT, left + 2, 88)
    right = facts(ink, 128, y, 64, parts.meta(made), form="colon")
    right = parts.issuer(made, 128, right + 3, 64)
    if ink.maybe(0.5):
        seal(ink, made.trade.vendor.name, 172, right - 12)
    y = parts.amount(made, LEFT, max(left, right) + 3, ink.rng.uniform(85, 115))
    y = parts.lines_table(made, LEFT, y + 2, WIDTH, parts.order(made), least=rng.choice((0, 5, 7)))
    y = trade_foot.sums(made, 118, y + 2, 74)
    foot(made, y)
    return finish(made)


@family("trade_sender_first", TRADE)
def sender_first(rng: random.Random) -> Drawing:
    """The sender at the left head, title right, the addressee below, facts in a band above the table."""
    made = desk(rng)
    ink = made.ink
    below = title(ink, 192, 22, made.title, size=17, align="right")
    y = max(parts.issuer(made, LEFT, 20, 80), below) + 8
    y = parts.addressee(made, LEFT, y, 95) + 2
    y = parts.strip(made, LEFT, y, WIDTH, parts.meta(made))
    y = parts.lines_table(made, LEFT, y, WIDTH, parts.order(made))
    y = trade_foot.sums(made, 112, y + 2, 80)
    y = parts.amount(made, 92, y + 2, 100, form=ink.pick("band", "box", "under"))
    foot(made, y)
    return finish(made)


@family("trade_amount_right", TRADE)
def amount_right(rng: random.Random) -> Drawing:
    """A coloured head with the title in white; two columns; the amount at the right above the table."""
    made = desk(rng)
    ink = made.ink
    ink.sheet.panel(0, 0, 210, 26, fill=ink.accent, weight=0)
    ink.say(LEFT, 13, made.title, size=20, bold=True, colour="#ffffff")
    left = parts.addressee(made, LEFT, 40, 80, form=ink.pick("plain", "under"))
    left = parts.issuer(made, LEFT, left + 6, 80)
    right = facts(ink, 116, 38, 76, parts.meta(made), form=ink.pick("right", "stacked", "lined"))
    right = parts.amount(made, 116, right + 4, 76, form=ink.pick("stacked", "bare", "box"))
    y = parts.subject(made, LEFT, max(left, right) + 4, 120)
    y = parts.lines_table(made, LEFT, y + 1, WIDTH, parts.order(made), ruling=ink.pick("zebra", "head", "lines"))
    y = trade_foot.sums(made, 122, y + 3, 70, form="right")
    foot(made, y)
    return finish(made)


@family("trade_bottom_parties", TRADE, withheld=True)
def bottom_parties(rng: random.Random) -> Drawing:
    """The table first, sums as a band, who sends it and where to pay at the foot."""
    made = desk(rng, most=7)
    ink = made.ink
    title(ink, LEFT + 4, 20, made.title, size=15, align="left")
    y = parts.addressee(made, LEFT, 38, 100)
    y = parts.amount(made, LEFT, y + 2, WIDTH, form=ink.pick("band", "split", "sentence"))
    y = parts.lines_table(made, LEFT, y + 2, WIDTH, parts.order(made))
    y = parts.strip(made, LEFT, y + 4, WIDTH, trade_foot.sum_entries(made, rates="plain"))
    y = parts.strip(made, LEFT, y + 2, WIDTH, parts.meta(made))
    trade_foot.bank(made, LEFT, y + 3, 80, form="list")
    parts.issuer(made, 118, y + 6, 74)
    return finish(made)


@family("trade_strip_title", TRADE)
def strip_title(rng: random.Random) -> Drawing:
    """The title down a coloured strip at the left edge, everything else right of it."""
    made = desk(rng)
    ink = made.ink
    ink.sheet.panel(0, 0, 20, 297, fill=ink.accent, weight=0)
    for n, char in enumerate(made.title.split(" ")[-1]):
        ink.say(10, 30 + 12 * n, char, size=20, bold=True, align="center", colour="#ffffff")
    x, width = 30.0, 164.0
    left = parts.addressee(made, x, 28, 84)
    left = parts.amount(made, x, left + 4, 84, form=ink.pick("stacked", "under", "bare"))
    right = parts.issuer(made, 124, 26, 70)
    right = facts(ink, 124, right + 4, 70, parts.meta(made))
    y = parts.lines_table(made, x, max(left, right) + 6, width, parts.order(made))
    y = trade_foot.sums(made, 120, y + 3, 74)
    trade_foot.remarks(made, x, trade_foot.bank(made, x, y + 4, 100) + 2, width)
    return finish(made)


@family("trade_party_cells", TRADE)
def party_cells(rng: random.Random) -> Drawing:
    """Two ruled cells beside each other hold the parties; a third band the facts; everything is ruled."""
    made = desk(rng)
    ink = made.ink
    y = title(ink, 105, 18, made.title, size=16) + 4
    swap = ink.maybe(0.4)
    a, b = (LEFT + 87 + 3, LEFT + 3) if swap else (LEFT + 3, LEFT + 87 + 3)
    below = max(
        parts.addressee(made, a, y + 8, 80, form=ink.pick("plain", "address")), parts.issuer(made, b, y + 6, 80)
    )
    for x in (LEFT, LEFT + 87):
        ink.sheet.panel(x, y, 87, below - y + 1, weight=ink.rule_weight)
    y = parts.strip(made, LEFT, below + 3, WIDTH, parts.meta(made))
    if ink.maybe(0.6):
        y = parts.amount(made, LEFT, y, 100, form=ink.pick("split", "box"))
    y = parts.lines_table(made, LEFT, y, WIDTH, parts.order(made), ruling="full", least=rng.choice((6, 9, 11)))
    table = y
    y = trade_foot.sums(made, 118, y, 74, form="boxed")
    if len(made.trade.taxes) > 1:
        table = trade_foot.tax_table(made, LEFT, table + 3, 76)
    foot(made, max(y, table))
    return finish(made)


@family("trade_sums_beside", TRADE)
def sums_beside(rng: random.Random) -> Drawing:
    """Sums at the right under the table, the bank and remarks at the left beside them, seals of approval."""
    made = desk(rng)
    ink = made.ink
    title(ink, LEFT + 4, 20, made.title, size=18, align="left")
    right = facts(ink, 132, 18, 60, parts.meta(made), form=ink.pick("colon", "tab"))
    y = max(right, 32) + 6
    left = parts.addressee(made, LEFT, y, 90)
    right = parts.issuer(made, 126, y, 66, align=ink.pick("left", "right"))
    y = parts.subject(made, LEFT, max(left, right) + 4, 100)
    y = parts.lines_table(made, LEFT, y, WIDTH, parts.order(made), least=rng.choice((0, 5, 8)))
    below = trade_foot.sums(made, 128, y + 3, 64)
    left = trade_foot.bank(made, LEFT, y + 3, 98)
    left = trade_foot.remarks(made, LEFT, left + 3, 98, high=22)
    if ink.maybe(0.4):
        approvals(ink, 192, max(below, left) + 4, names=("承認", "確認", "担当"))
    return finish(made)


@family("trade_letterhead", TRADE)
def letterhead(rng: random.Random) -> Drawing:
    """The sender's name large across the head, facts at the right margin, an unruled table, sums at the right."""
    made = desk(rng, most=6)
    ink = made.ink
    y = parts.issuer(made, 25, 18, 160, align=ink.pick("left", "right"))
    ink.sheet.rule(20, y, 190, y, 1.2)
    y = facts(ink, 130, y + 7, 60, parts.meta(made), form=ink.pick("colon", "right"))
    y = parts.addressee(made, 22, y + 2, 100, form=ink.pick("plain", "address"))
    y = title(ink, 105, y + 8, made.title, size=15) + 4
    y = parts.subject(made, 22, y, 160)
    ink.say(22, y, ink.pick("下記のとおりご案内申し上げます。", "平素よりお世話になっております。"), fit=160)
    y = parts.amount(made, 22, y + 5, 100, form=ink.pick("under", "sentence"))
    y = parts.lines_table(made, 22, y + 2, 166, parts.order(made), ruling=ink.pick("open", "head"))
    y = trade_foot.sums(made, 120, y + 3, 68, form=ink.pick("right", "lined"))
    y = trade_foot.bank(made, 22, y + 4, 120)
    ink.say(186, y + 6, "以上", align="right")
    return finish(made)


@family("trade_facts_left", TRADE)
def facts_left(rng: random.Random) -> Drawing:
    """A narrow column at the left holds facts, sender and bank; the wide one the addressee, table and sums."""
    made = desk(rng, most=8, sizes=(8.0, 9.2))
    ink = made.ink
    ink.sheet.panel(0, 0, 62, 297, fill=ink.tint, weight=0)
    y = facts(ink, 10, 30, 48, parts.meta(made), form="stacked")
    y = parts.issuer(made, 10, y + 8, 48)
    trade_foot.bank(made, 10, y + 8, 48, form="list")
    ink.say(70, 24, made.title, size=20, bold=True, colour=ink.accent)
    y = parts.addressee(made, 70, 44, 120, form=ink.pick("plain", "under"))
    y = parts.amount(made, 70, parts.subject(made, 70, y + 2, 120) + 2, 120)
    keys = rng.choice((("description", "quantity", "unit_price", "amount"), ("description", "quantity", "amount")))
    y = parts.lines_table(made, 70, y + 3, 126, keys)
    y = trade_foot.sums(made, 128, y + 3, 68)
    trade_foot.remarks(made, 70, y + 5, 126)
    return finish(made)
