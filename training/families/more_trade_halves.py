"""Papers across with the lines beside everything else, and papers whose lines are no table at all."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, A4_ACROSS, B5, LETTER, deal, english_deal, is_english
from training.families.more_trade_free import abreast, big_total, greeting, named_receiver, subject, trade_amount
from training.families.more_trade_parts import Block
from training.families.office_blocks import title
from training.families.office_ink import Piece
from training.families.trade_classic import finish
from training.families.trade_deal import Desk


@family("more_left_right", TRADE)
def left_right(rng: random.Random) -> Drawing:
    """A sheet across in two halves: parties, facts, total and account in one, the lines and sums in the other."""
    made = english_deal(rng, most=9, size=A4_ACROSS) if rng.random() < 0.35 else deal(rng, most=9, size=A4_ACROSS)
    ink, edge = made.ink, rng.uniform(11, 17)
    share = rng.uniform(0.36, 0.48)
    narrow = (ink.width - 2 * edge) * share - 5
    wide = (ink.width - 2 * edge) * (1 - share) - 5
    first = ink.maybe(0.7)
    x, beside = (edge, edge + narrow + 10) if first else (edge + wide + 10, edge)
    if ink.maybe(0.5):
        middle = beside - 5 if first else x - 5
        ink.sheet.rule(middle, 12, middle, ink.height - 12, ink.rule_weight)
    y = 16.0
    if ink.maybe(0.6):
        y = title(ink, x + narrow / 2, y, made.title, size=15) + 3
        at = 16.0
    else:
        at = title(ink, beside + wide / 2, y, made.title, size=16) + 3
    total = big_total if is_english(made) else trade_amount
    blocks: list[Block] = [named_receiver, parts.sender, parts.facts_block, *([total] if ink.maybe(0.6) else [])]
    rng.shuffle(blocks)
    bank_here = ink.maybe(0.5)
    if bank_here:
        blocks.append(foot.bank)
    for block in blocks:
        y = block(made, x, y + 2, narrow) + 2
    at = sums.lines(made, beside, at, wide, least=rng.choice((0, 0, 8)), row=ink.size * rng.uniform(0.62, 0.8))
    part = wide * rng.uniform(0.45, 0.7)
    at = sums.sums(made, beside + wide - part, at + 2, part) + 2
    if not bank_here:
        at = foot.bank(made, beside, at, wide)
    if ink.maybe(0.5) and at < ink.height - 32:
        foot.remarks(made, beside, at + 2, wide)
    return finish(made)


@family("more_leaders", TRADE)
def leaders(rng: random.Random) -> Drawing:
    """Lines as a list: the description, then dots, dashes or nothing up to the amount, how it comes about between."""
    foreign = rng.random() < 0.4
    size = rng.choice((A4, LETTER) if foreign else (A4, A4, B5))
    made = english_deal(rng, most=6, size=size) if foreign else deal(rng, most=6, size=size)
    ink, x = made.ink, rng.uniform(16, 26)
    width = ink.width - 2 * x
    head: list[Block] = [named_receiver, parts.sender, parts.facts_block]
    rng.shuffle(head)
    heading = ink.maybe(0.6)
    y = title(ink, ink.width / 2 if heading else x + 30, 20, made.title, size=17) + 3
    y = abreast(made, head[:2], x, y + 2, width) + 2
    y = abreast(made, head[2:], x, y + 2, width) + 3
    for block in (greeting, subject):
        if ink.maybe(0.5):
            y = block(made, x, y, width)
    y = _list(made, x, y + 4, width) + 3
    if ink.maybe(0.5):
        ink.sheet.rule(x, y, x + width, y, 0.7)
    y = sums.sums(made, x + width * 0.4, y + 2, width * 0.6, form=ink.pick("right", "right", "last", "lined")) + 3
    y = foot.bank(made, x, y, width)
    if ink.maybe(0.5) and y < ink.height - 36:
        foot.remarks(made, x, y + 2, width)
    return finish(made)


def _list(made: Desk, x: float, y: float, width: float) -> float:
    """One or two printed lines an item, perhaps numbered or behind a bullet."""
    ink, foreign = made.ink, is_english(made)
    mark = ink.rng.choice(("", "", "{}. ", "({}) ", "- " if foreign else "・", "{}) "))
    filler = ink.rng.choice((".", "", "-", " ." if foreign else "…"))
    bare, counted, below = ink.maybe(0.4), ink.maybe(0.75), ink.maybe(0.4)
    times = ink.pick(" x ", " @ ", " at ") if foreign else ink.pick("×", " × ", "　@", "　")
    for n, line in enumerate(made.trade.lines):
        run: list[Piece] = [mark.format(n + 1), *sums.cell_of(made, line, n, "description")]
        how: list[Piece] = [
            *sums.cell_of(made, line, n, "counted"),
            times,
            *sums.cell_of(made, line, n, "unit_price", bare=bare),
        ]
        if counted and not below:
            run += ["  (" if foreign else "（", *how, ")" if foreign else "）"]
        amount = sums.cell_of(made, line, n, "amount", bare=bare)
        end = ink.say(x, y, *run, fit=width * 0.75)
        room = width - ink.wide(amount) - 3 - (end - x)
        step = ink.wide((filler,)) if filler else 0.0
        if filler and room > 3 * step + 2:
            ink.say(end + 1.5, y, filler * int((room - 1) / step), colour="#888888")
        ink.say(x + width, y, *amount, align="right")
        if counted and below:
            y += ink.size * 0.58
            ink.say(x + 6, y, *how, size=ink.size * 0.88, fit=width * 0.6)
        y += ink.size * ink.rng.choice((0.75, 0.75, 0.9))
    return y
