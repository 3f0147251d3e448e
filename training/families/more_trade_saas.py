"""Japanese bills as services print them: one large amount, sums above the lines, a ledger with a running balance."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, B5, deal, money
from training.families.more_trade_free import abreast, greeting, subject
from training.families.more_trade_parts import Block
from training.families.office_blocks import Cells, Col, Entry, facts, grid, title
from training.families.office_ink import GOTHIC, Piece, label
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.families.trade_parts import amount_text


@family("more_saas", TRADE)
def saas(rng: random.Random) -> Drawing:
    """The title small or large, the sender right under its logo, the amount alone on a ruled line, thin lines."""
    made = deal(rng, most=8, faces=GOTHIC, sizes=(7.8, 9.4))
    ink = made.ink
    x = rng.uniform(14, 22)
    width = ink.width - 2 * x
    half = width * rng.uniform(0.46, 0.54)
    side = x + half + 6
    room = width - half - 6
    centred = ink.maybe(0.5)
    at = ink.width / 2 if centred else x
    ink.say(at, 20, made.title, size=rng.uniform(13, 21), bold=True, align="center" if centred else "left", fit=90)
    right = 32.0 if centred else 17.0
    if ink.maybe(0.6):
        right = _logo(made, side, right) + 4
    dates_first = ink.maybe(0.5)
    if dates_first:
        right = facts(ink, side, right + 2, room, parts.dates(made, most=4), form=ink.pick("right", "colon", "tab")) + 3
    right = parts.sender(made, side, right + 2, room, form="lines")
    left = parts.receiver(made, x, 36, half - 4, form=ink.pick("under", "plain", "above", "person"))
    left = subject(made, x, left + 3, half) if ink.maybe(0.7) else left
    left = greeting(made, x, left + 3, half) if ink.maybe(0.6) else left
    if not dates_first:
        left = facts(ink, x, left + 3, half - 8, parts.dates(made, most=5), form=ink.pick("tab", "colon", "lined")) + 2
    y = _large_line(made, x, max(left, right if ink.maybe(0.5) else left) + 5, half)
    y = max(y, right) + 4
    ruling = ink.pick("lines", "head", "zebra", "full")
    y = sums.lines(made, x, y, width, ruling=ruling, row=ink.size * rng.uniform(0.65, 0.9))
    wide = width * rng.uniform(0.38, 0.5)
    end = sums.sums(
        made, x + width - wide, y + 2, wide, form=ink.pick("lined", "boxed", "right"), rates=ink.pick("taxes", "plain")
    )
    if made.trade.taxes and ink.maybe(0.45):
        end = sums.rate_table(made, x + width - wide, end + 2, wide)
    low = foot.bank(made, x, y + 4, width - wide - 6, form=ink.pick("lines", "box", "list")) if ink.maybe(0.4) else y
    drawn = low > y
    y = max(end, low) + 3
    if not drawn:
        y = foot.bank(made, x, y, width)
    if ink.maybe(0.7):
        foot.remarks(made, x, y + 3, width, form=ink.pick("boxed", "bar"))
    return finish(made)


@family("more_sums_first", TRADE, fitting=True)
def sums_first(rng: random.Random) -> Drawing:
    """Sums across the whole width under the head, account beside the tax by rate, the lines last as details."""
    made = deal(rng, most=10, size=rng.choice((A4, A4, B5)), sizes=(7.6, 9.2))
    ink = made.ink
    x = rng.uniform(12, 18)
    width = ink.width - 2 * x
    y = title(ink, ink.width / 2, 18, made.title, size=15) + 4
    head: list[Block] = [parts.receiver, parts.sender]
    if ink.maybe(0.4):
        head.reverse()
    if ink.maybe(0.5):
        y = parts.columns_of_facts(made, x, y, width, parts.dates(made, most=4)) + 3
        y = abreast(made, head, x, y, width) + 3
    else:
        y = abreast(made, head, x, y, width) + 3
        y = parts.columns_of_facts(made, x, y, width, parts.dates(made, most=4)) + 1
    y = sums.sums(made, x, y + 1, width, form="across", rates="plain") + 3
    below: list[Block] = [sums.rate_table] if made.trade.taxes and ink.maybe(0.7) else []
    below += [foot.bank] if made.trade.bank else []
    rng.shuffle(below)
    if below:
        y = abreast(made, below, x, y, width) + 3
    ink.say(x, y + 2, ink.pick("【明細】", "内訳", "■ ご利用明細", "明　細", "取引明細"), bold=True)
    sums.lines(made, x, y + 6, width, ruling=ink.pick("full", "lines", "zebra", "head"), row=ink.size * 0.68)
    return finish(made)


@family("more_ledger", "invoice", fitting=True)
def ledger(rng: random.Random) -> Drawing:
    """A month's account as a ledger: carried over, deliveries, receipts and a running balance in one table."""
    made = deal(rng, "invoice", most=13, least=3, carry=True, days=True, sizes=(7.6, 8.8))
    ink, trade = made.ink, made.trade
    assert trade.carry is not None
    x, width = 14.0, ink.width - 28
    left = ink.maybe(0.5)
    ink.say(x if left else x + width, 18, made.title, size=16, bold=True, align="left" if left else "right")
    head: list[Block] = [parts.receiver, parts.sender]
    if not left and ink.maybe(0.5):
        head.reverse()
    y = abreast(made, head, x, 30, width) + 3
    y = parts.columns_of_facts(made, x, y, width, parts.dates(made, most=5)) + 1
    if ink.maybe(0.6):
        y = _large_line(made, x, y + 3, width * 0.6) + 3
    shares = {"date": 0.7, "": 0.9, "description": 4.0, "quantity": 0.8, "unit": 0.7, "unit_price": 1.2, "amount": 1.4}
    widths = [*shares.values(), 1.4]
    unit = width / sum(widths)
    words = (
        ink.pick("月日", "日付"),
        ink.pick("伝票No.", "伝票番号"),
        *(made.heading(key) for key in list(shares)[2:]),
    )
    cols = [
        Col(
            key,
            word,
            share * unit,
            "left" if key == "description" else "center" if key in ("date", "", "unit") else "right",
        )
        for (key, share), word in zip(shares.items(), words, strict=True)
    ]
    cols.append(Col("", ink.pick("残高", "差引残高", "累計"), 1.4 * unit, "right"))
    balance, rows = trade.carry.balance, list[Cells]()
    blank: tuple[Piece, ...] = ("",)
    carried = (money(made, trade.carry.balance, bare=True),)
    rows.append((blank, blank, (made.word("balance"),), blank, blank, blank, blank, carried))
    for n, line in enumerate(trade.lines):
        balance += line.amount
        keys = ("day", "", "description", "quantity", "unit", "unit_price", "amount")
        cells = [sums.cell_of(made, line, n, key, bare=True) if key else (line.slip,) for key in keys]
        rows.append((*cells, (money(made, balance, bare=True),)))
    y = grid(ink, x, y, cols, rows, ruling=ink.pick("full", "lines", "zebra"), row=ink.size * 0.68)
    pairs: list[Entry] = [
        ("subtotal", made.word("current"), money(made, trade.subtotal)),
        ("tax_amount", made.word("tax"), money(made, trade.tax_amount)),
        ("", made.word("previous"), money(made, trade.carry.previous)),
        ("", made.word("paid"), money(made, trade.carry.paid)),
        ("total_amount", made.word("total"), money(made, trade.total_amount)),
    ]
    if ink.maybe(0.5):
        pairs = [*pairs[2:4], *pairs[:2], pairs[4]]
    y = (
        facts(ink, x + width * 0.5, y + 4, width * 0.5, pairs, form=ink.pick("right", "boxed", "lined"), leading=5.4)
        + 1
    )
    if ink.maybe(0.5):
        y = sums.rate_table(made, x + width * 0.4, y, width * 0.6)
    foot.bank(made, x, y, width)
    return finish(made)


def _logo(made: Desk, x: float, y: float) -> float:
    """A shape and perhaps a word beside it."""
    ink = made.ink
    ink.sheet.panel(x, y, 10, 10, fill=ink.accent, weight=0, radius=ink.rng.choice((0.0, 2.0, 5.0)))
    if ink.maybe(0.5):
        word = "".join(ink.rng.choice("ABCDEFGHKLMNOPRSTUVW") for _ in range(ink.rng.randint(3, 6)))
        ink.say(x + 13, y + 5, word, size=14, bold=True, colour=ink.accent)
    return y + 10


def _large_line(made: Desk, x: float, y: float, width: float) -> float:
    """The total on one line over or between rules, its word before it."""
    ink = made.ink
    size = ink.rng.uniform(13, 20)
    word, value = label("total_amount", made.word("total")), (amount_text(made), "total_amount")
    if ink.maybe(0.3):
        ink.sheet.rule(x, y - 2, x + width, y - 2, 0.6)
    split = ink.rng.uniform(0.32, 0.45)
    ink.say(x + 1, y + size * 0.25, word, size=min(size * 0.65, 11), bold=True, fit=width * split - 2)
    if ink.maybe(0.6):
        ink.say(x + width - 2, y + size * 0.25, value, size=size, bold=True, align="right", fit=width * (1 - split) - 2)
    else:
        ink.say(x + width * split, y + size * 0.25, value, size=size, bold=True, fit=width * (1 - split) - 2)
    ink.sheet.rule(x, y + size * 0.5, x + width, y + size * 0.5, ink.rng.choice((0.5, 1.2)))
    if ink.maybe(0.2) and made.trade.taxes:
        inside: list[Piece] = [label("tax_amount", ink.pick("うち消費税等", "内消費税", "（うち消費税額"))]
        inside += [" ", (f"{made.trade.tax_amount:,}円", "tax_amount")]
        ink.say(x + width, y + size * 0.5 + 3, *inside, size=7.5, align="right")
    return y + size * 0.5 + 5
