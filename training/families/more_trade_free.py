"""Trade papers whose blocks stand anywhere: chance deals them out in rows of one to three columns around the lines."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.families import TRADE, Drawing, family, trade_parts
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, A4_ACROSS, B5, LETTER, deal, english_deal, is_english, spelled
from training.families.more_trade_parts import Block
from training.families.office_blocks import approvals, title
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.page import Align

GAP = 6.0
"""Millimetres between columns."""


@family("more_free", TRADE)
def free(rng: random.Random) -> Drawing:
    """Japanese: any block of the head in any column, sums, account and remarks in any order below the lines."""
    made = deal(rng, most=7, size=rng.choice((A4, A4, A4, B5, A4_ACROSS)), sizes=(7.8, 9.8))
    _head(made, [parts.receiver, parts.sender, parts.facts_block, *_sometimes(made, 0.6, trade_amount)])
    return finish(made)


@family("more_free_english", TRADE)
def free_english(rng: random.Random) -> Drawing:
    """English: parties, facts and delivery address in any columns, sums and terms in any order below the lines."""
    made = english_deal(rng, most=7, size=rng.choice((A4, LETTER, LETTER, A4_ACROSS)))
    blocks: list[Block] = [named_receiver, parts.sender, parts.facts_block]
    _head(made, [*blocks, *_sometimes(made, 0.35, big_total), *_sometimes(made, 0.3, delivery_address)])
    return finish(made)


def rows_of(made: Desk, blocks: Sequence[Block], *, most: int) -> list[list[Block]]:
    """The blocks in rows of one to most columns."""
    left, rows = list(blocks), []
    while left:
        count = min(len(left), made.ink.rng.randint(1, most))
        rows.append(left[:count])
        left = left[count:]
    return rows


def abreast(made: Desk, blocks: Sequence[Block], x: float, y: float, width: float) -> float:
    """The blocks side by side, one perhaps wider; a lone one at the left, at the right or over the whole width."""
    ink = made.ink
    if len(blocks) == 1:
        narrow = width * ink.rng.uniform(0.45, 0.6)
        left = ink.rng.choice((x, x, x + width - narrow))
        return blocks[0](made, left, y, narrow)
    shares = [ink.rng.uniform(0.85, 1.25) for _ in blocks]
    room = width - GAP * (len(blocks) - 1)
    ends = []
    for block, share in zip(blocks, shares, strict=True):
        wide = room * share / sum(shares)
        ends.append(block(made, x, y, wide))
        x += wide + GAP
    return max(ends)


def _head(made: Desk, blocks: list[Block]) -> None:
    """Everything: the head's blocks, the lines, what stands below them."""
    ink = made.ink
    x = ink.rng.uniform(12, 22)
    width = ink.width - 2 * x
    most = 3 if width > 165 else 2
    ink.rng.shuffle(blocks)
    y = ink.rng.uniform(14, 20)
    if ink.maybe(0.7):
        align: Align = ink.rng.choice(("left", "center", "right"))
        at = {"left": x + 4, "center": ink.width / 2, "right": ink.width - x - 4}[align]
        y = title(ink, at, y, made.title, size=ink.rng.uniform(13, 20), align=align) + 4
    else:
        blocks.insert(ink.rng.randint(0, 1), _title_block)
    rows = rows_of(made, blocks, most=most)
    for row in rows:
        y = abreast(made, row, x, y + 2, width) + 2
    for block in _sometimes(made, 0.3, greeting) + _sometimes(made, 0.35, subject):
        y = block(made, x, y + 1, width)
    first = ink.maybe(0.12)
    if first:
        y = abreast(made, [sums.sums], x, y + 1, width) + 2
    y = sums.lines(
        made, x, y + 2, width, least=ink.rng.choice((0, 0, 0, 4, 6)), row=ink.size * ink.rng.uniform(0.6, 0.78)
    )
    below: list[Block] = _sometimes(made, 0.5, foot.remarks) + ([foot.bank] if made.trade.bank else [])
    if made.trade.taxes and not is_english(made):
        below += _sometimes(made, 0.35, sums.rate_table)
    ink.rng.shuffle(below)
    if not first and ink.maybe(0.6):
        wide = width * ink.rng.uniform(0.4, 0.55)
        y = sums.sums(made, x + width - wide, y + 2, wide) + 2
    elif not first:
        below.insert(ink.rng.randint(0, len(below)), sums.sums)
    for row in rows_of(made, below, most=2):
        y = abreast(made, row, x, y + 3, width) + 1
    if not is_english(made) and ink.maybe(0.15):
        approvals(ink, x + width, y + 4, side=13)


def _sometimes(made: Desk, share: float, block: Block) -> list[Block]:
    return [block] if made.ink.maybe(share) else []


def _title_block(made: Desk, x: float, y: float, width: float) -> float:
    size = made.ink.rng.uniform(13, 18)
    made.ink.say(x, y + 2, made.title, size=size, bold=True, fit=width, colour=made.ink.accent)
    return y + size * 0.5 + 2


def trade_amount(made: Desk, x: float, y: float, width: float) -> float:
    """The total in large type, in any of its forms."""
    return trade_parts.amount(made, x, y, width, form=made.ink.pick("under", "box", "split", "band", "stacked", "bare"))


def big_total(made: Desk, x: float, y: float, width: float) -> float:
    """The total in large type, its word above or before it."""
    ink = made.ink
    value = (ink.money(made.trade.total_amount), "total_amount")
    size = ink.size + ink.rng.uniform(4, 10)
    if ink.maybe(0.5):
        ink.say(x, y, made.named("total_amount", "total"), colour="#555555", fit=width)
        ink.say(x, y + size * 0.5, value, size=size, bold=True, fit=width)
        return y + size * 0.85 + 2
    ink.say(x, y + 2, made.named("total_amount", "total"), "  ", value, size=size * 0.8, bold=True, fit=width)
    return y + size * 0.5 + 3


def named_receiver(made: Desk, x: float, y: float, width: float) -> float:
    """To whom it goes, under a word that says so in most papers."""
    return parts.receiver(made, x, y, width, named=made.ink.maybe(0.85))


def delivery_address(made: Desk, x: float, y: float, width: float) -> float:
    """Where goods go: a third party or another place, which no field asks for."""
    ink = made.ink
    ink.say(
        x,
        y,
        spelled(made, "ship") if is_english(made) else ink.pick("納品先", "お届け先", "送り先", "納入先"),
        size=ink.size * 0.85,
    )
    for text in _elsewhere(made):
        y += ink.size * 0.55
        ink.say(x, y, text, fit=width)
    return y + ink.size * 0.7


def _elsewhere(made: Desk) -> tuple[str, ...]:
    ink = made.ink
    if is_english(made):
        return (
            f"{spelled(made, 'stems')} {spelled(made, 'trades')}",
            f"Dock {ink.rng.randint(1, 9)}, {ink.rng.randint(2, 99)} Quay Road",
            "Att. Goods Inwards",
        )  # fmt: skip
    return (
        spelled(made, "places"),
        f"{ink.pick('中央区', '港町', '大字東')}{ink.rng.randint(1, 9)}-{ink.rng.randint(1, 30)}",
        "担当　物流係",
    )


def greeting(made: Desk, x: float, y: float, width: float) -> float:
    """A sentence to begin with."""
    if is_english(made):
        made.ink.say(
            x,
            y,
            made.ink.pick(
                "Thank you for your order.", "We are pleased to submit the following:", "For services rendered:"
            ),
        )
    else:
        key = f"greetings_{made.trade.document_type}" if made.trade.document_type != "invoice" else "greetings"
        made.ink.say(x, y, spelled(made, key), fit=width)
    return y + 6


def subject(made: Desk, x: float, y: float, width: float) -> float:
    """What it is about, with its word."""
    if not made.trade.subject:
        return y
    made.ink.say(x, y, made.chosen["subject"], made.ink.pick("：", "　", ": "), made.trade.subject, fit=width)
    return y + 6
