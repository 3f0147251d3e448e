"""Trade papers with rows that are no lines: headings, sums of sections, pages and slips, taxes, lines of two prints."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, A4_ACROSS, B5, money
from training.families.office_blocks import Cells, Col, grid
from training.families.office_ink import Piece, label
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.families.trade_layers import (
    Look,
    accounts,
    between,
    columns,
    counted_deal,
    gross_of,
    groups,
    head,
    row_tax,
    shown,
    spread,
    sums_as_rows,
    words,
)

_SECTION_KEYS = (
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("description", "quantity", "unit", "unit_price", "amount", "note"),
    ("no", "description", "quantity", "narrow", "unit_price", "amount"),
    ("description", "counted", "unit_price", "amount"),
    ("code", "description", "unit", "quantity", "unit_price", "amount"),
    ("description", "note", "counted", "amount"),
    ("description", "quantity", "unit", "amount"),
    ("description", "amount"),
)
_PAGE_KEYS = (
    ("no", "code", "description", "quantity", "unit", "unit_price", "amount"),
    ("day", "slip", "description", "quantity", "unit", "unit_price", "amount"),
    ("no", "description", "counted", "unit_price", "amount", "note"),
    ("description", "unit", "quantity", "unit_price", "amount"),
    ("day", "description", "counted", "unit_price", "tax_rate", "amount"),
    ("code", "description", "quantity", "narrow", "unit_price", "amount"),
)
_SLIP_KEYS = (
    ("day", "slip", "description", "quantity", "unit", "unit_price", "amount"),
    ("day", "description", "counted", "unit_price", "amount"),
    ("day", "slip", "code", "description", "quantity", "unit_price", "amount", "note"),
    ("slip", "day", "description", "quantity", "narrow", "unit_price", "amount"),
    ("day", "description", "quantity", "unit", "amount", "note"),
)
_TAX_KEYS = (
    ("description", "quantity", "unit", "unit_price", "tax_rate", "amount"),
    ("description", "counted", "unit_price", "amount", "tax", "taxed"),
    ("no", "description", "tax_rate", "counted", "unit_price", "amount"),
    ("description", "tax_rate", "quantity", "unit_price", "amount", "tax", "taxed"),
    ("description", "quantity", "unit_price", "amount", "tax_rate", "tax"),
    ("day", "description", "counted", "unit_price", "amount", "taxed", "tax_rate"),
)
_STACKED_KEYS = (
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("no", "description", "counted", "unit_price", "amount"),
    ("description", "quantity", "unit_price", "amount", "note"),
    ("day", "description", "counted", "unit_price", "amount"),
    ("quantity", "unit", "description", "unit_price", "amount"),
    ("description", "counted", "amount"),
)


def _closing(made: Desk, x: float, y: float, width: float, *, summed: bool) -> Drawing:
    """Sums unless the table has them, account and remarks."""
    ink = made.ink
    if not summed:
        wide = width * ink.rng.uniform(0.4, 0.5)
        y = sums.sums(made, x + width - wide, y + 2, wide) + 1
    y = accounts(made, x, y + 3, width * ink.rng.choice((0.65, 1.0)))
    if ink.maybe(0.4) and y < ink.height - 36:
        foot.remarks(made, x, y + 1, width)
    return finish(made)


def _margin(made: Desk) -> tuple[float, float]:
    x = made.ink.rng.uniform(12, 20)
    return x, made.ink.width - 2 * x


@family("layered_sections", TRADE)
def sections(rng: random.Random) -> Drawing:
    """Headings over runs of lines and their sums below, all in one table, the last sums in it or under it."""
    made = counted_deal(rng, most=11, least=3, size=rng.choice((A4, A4, A4_ACROSS)), sizes=(7.4, 9.0), off=0.3)
    ink, look = made.ink, Look.drawn(rng)
    x, width = _margin(made)
    y = head(made, x, 16, width)
    keys = rng.choice(_SECTION_KEYS)
    mark, total = str(rng.choice(words("section_marks"))), str(rng.choice(words("section_sums")))
    headed, summed, indent = ink.maybe(0.8), ink.maybe(0.8), ink.pick("", "　", "  ", "・", "　　")
    rows: list[Cells] = []
    names = rng.sample(words("sections"), 4)
    for n, (name, numbers) in enumerate(zip(names, groups(rng, len(made.trade.lines)), strict=False), 1):
        if headed:
            whole = ink.maybe(0.15)
            cells: dict[str, Sequence[Piece]] = {"description": (mark.format(n, name),)}
            if whole:
                cells["amount"] = (money(made, gross_of(made.trade, numbers), bare=True),)
            rows.append(spread(keys, cells))
        rows += [shown(made, look, k, keys, indent=indent) for k in numbers]
        if summed or not headed:
            rows.append(between(made, look, keys, total.format(name), gross_of(made.trade, numbers)))
    last = ink.maybe(0.45)
    if last:
        rows += sums_as_rows(made, keys)
    y = grid(ink, x, y + 2, columns(made, width, keys), rows, row=ink.size * rng.uniform(0.58, 0.7))
    return _closing(made, x, y, width, summed=last)


@family("layered_pages", TRADE)
def pages(rng: random.Random) -> Drawing:
    """Two or three sheets: at the foot of each its sum or what is carried on, at the head of the next what came."""
    keys = rng.choice(_PAGE_KEYS)
    made = counted_deal(
        rng, most=56, least=10, days="day" in keys, size=rng.choice((A4, A4_ACROSS, B5)), sizes=(7.4, 9.0)
    )
    ink, look, trade = made.ink, Look.drawn(rng), made.trade
    x, width = _margin(made)
    y = head(made, x, 16, width)
    own, onward, back = (str(rng.choice(words(key))) for key in ("page_sums", "onward", "back"))
    cols, ruling = columns(made, width, keys), ink.pick("full", "full", "lines", "head", "open", "zebra")
    form, row = ink.pick("own", "onward", "both", "carried", "carried"), ink.size * rng.uniform(0.6, 0.72)
    first, count, page, headed = 0, len(trade.lines), 1, ink.maybe(0.8)
    footed = ink.pick("{} / {}", "- {} -", "{}頁", "Page {}", "")
    while True:
        room = int((ink.height - y - 22) / row) - 3
        last = min(count, first + max(3, min(room, rng.randint(4, 14))))
        rows: list[Cells] = []
        if first and form in ("carried", "both"):
            rows.append(between(made, look, keys, back, gross_of(trade, range(first))))
        rows += [shown(made, look, n, keys) for n in range(first, last)]
        done = last == count
        if form in ("own", "both"):
            rows.append(between(made, look, keys, own, gross_of(trade, range(first, last))))
        if not done and form in ("onward", "carried"):
            rows.append(between(made, look, keys, onward, gross_of(trade, range(last))))
        summed = done and ink.maybe(0.4)
        if summed:
            rows += sums_as_rows(made, keys)
        y = grid(ink, x, y + 2, cols, rows, ruling=ruling, row=row, head=page == 1 or headed)
        if footed:
            ink.say(ink.width / 2, ink.height - 9, footed.format(page, page + (not done)), align="center", size=7.5)
        if done:
            break
        ink.turn()
        first, page, y = last, page + 1, 18.0
        if ink.maybe(0.5):
            ink.say(x, 13, made.title, ink.pick("　明細", "（続き）", ""), size=ink.size)
    if y > ink.height - 75:
        ink.turn()
        y = 18.0
    return _closing(made, x, y, width, summed=summed)


@family("layered_slips", "invoice")
def slips(rng: random.Random) -> Drawing:
    """A month's deliveries: lines by slip and day, under each slip its sum and perhaps its tax, goods sent back."""
    made = counted_deal(rng, "invoice", most=12, least=4, days=True, returns=0.6, sizes=(7.4, 9.0))
    made = replace(made, trade=replace(made.trade, tax_included=False))
    ink, look, trade = made.ink, Look.drawn(rng), made.trade
    x, width = _margin(made)
    y = head(made, x, 16, width)
    keys = rng.choice(_SLIP_KEYS)
    total, taxed, whole = (str(rng.choice(words(key))) for key in ("slip_sums", "slip_taxes", "slip_totals"))
    tax_too, once = ink.maybe(0.4), ink.maybe(0.5)
    rows: list[Cells] = []
    for numbers in groups(rng, len(trade.lines)):
        for k, n in enumerate(numbers):
            cells = list(shown(made, look, n, keys))
            if once and k and "slip" in keys:
                cells[keys.index("slip")] = ("",)
            rows.append(cells)
        rows.append(between(made, look, keys, total, gross_of(trade, numbers)))
        if tax_too:
            tax = sum((row_tax(trade.lines[n]) for n in numbers), Decimal(0))
            rows.append(between(made, look, keys, taxed, tax))
            if ink.maybe(0.5):
                rows.append(between(made, look, keys, whole, gross_of(trade, numbers) + tax))
    last = ink.maybe(0.3)
    if last:
        rows += sums_as_rows(made, keys)
    y = grid(ink, x, y + 2, columns(made, width, keys), rows, row=ink.size * rng.uniform(0.58, 0.68))
    if trade.taxes and ink.maybe(0.3):
        y = sums.rate_table(made, x, y + 3, width * 0.5)
    return _closing(made, x, y, width, summed=last)


@family("layered_tax_columns", TRADE)
def tax_columns(rng: random.Random) -> Drawing:
    """A rate a line, its tax and its price with the tax in columns of their own, marks of the reduced rate."""
    keys = rng.choice(_TAX_KEYS)
    size = rng.choice((A4, A4, A4_ACROSS))
    made = counted_deal(rng, most=12, days="day" in keys, size=size, sizes=(7.4, 9.2))
    made = replace(made, trade=replace(made.trade, tax_included=False))
    ink, look = made.ink, Look.drawn(rng)
    x, width = _margin(made)
    y = head(made, x, 16, width)
    rows: list[Cells] = [shown(made, look, n, keys) for n in range(len(made.trade.lines))]
    last = ink.maybe(0.35)
    if last:
        rows += sums_as_rows(made, keys, rates=ink.pick("rows", "taxes", "plain"))
    least = rng.choice((0, 0, 6, 9))
    y = grid(ink, x, y + 2, columns(made, width, keys), rows, least=least, row=ink.size * rng.uniform(0.6, 0.75))
    if any(part.percent == 8 for part in made.trade.taxes) and ink.maybe(0.7):
        mark = look.mark.strip()
        ink.say(
            x,
            y + 4,
            f"{mark}{ink.pick('は軽減税率対象', '印は軽減税率(8%)適用商品です。', '：軽減税率8%対象品目')}",
            size=7.5,
        )
        y += 4
    if ink.maybe(0.6):
        y = sums.rate_table(made, x, y + 3, width * 0.55)
    return _closing(made, x, y, width, summed=last)


@family("layered_stacked", TRADE)
def stacked(rng: random.Random) -> Drawing:
    """Cells of two prints: a code over the description, a note under it, the unit under the number at times."""
    keys = rng.choice(_STACKED_KEYS)
    size = rng.choice((A4, B5, A4_ACROSS))
    made = counted_deal(rng, most=9, days="day" in keys, size=size, sizes=(7.6, 9.2))
    look = Look.drawn(rng)
    x, width = _margin(made)
    y = head(made, x, 16, width)
    y = _stacked_rows(made, look, x, y + 2, columns(made, width, keys), keys)
    return _closing(made, x, y, width, summed=False)


def _stacked_rows(made: Desk, look: Look, x: float, y: float, cols: Sequence[Col], keys: Sequence[str]) -> float:
    ink, small = made.ink, made.ink.size * made.ink.rng.choice((0.8, 0.9, 1.0))
    step = ink.size * ink.rng.uniform(0.46, 0.55)
    over, under = ink.rng.choice(((0.9, 0.0), (0.0, 0.8), (0.6, 0.4), (0.0, 0.5)))
    figures = ink.pick("middle", "first", "last")
    ruled, heading = ink.pick("full", "lines", "none", "lines"), ink.size * 0.7
    whole, right = sum(col.width for col in cols), x + sum(col.width for col in cols)
    edges, top = [y], y
    if ink.shaded:
        ink.sheet.panel(x, y, whole, heading, fill=ink.tint, weight=0)
    left = x
    for col in cols:
        ink.say(left + col.width / 2, y + heading / 2, col.heading, bold=True, align="center", fit=col.width - 2)
        left += col.width
    y += heading
    edges.append(y)
    for n, line in enumerate(made.trade.lines):
        before = ink.maybe(over) and line.amount > 0
        after = ink.maybe(under) and line.amount > 0
        texts: list[tuple[tuple[Piece, ...], float]] = []
        if before:
            code = look.code.format(ink.rng.randint(1, 9999), ink.rng.randint(1, 99))
            texts.append(((f"{ink.pick('', '', '品番 ', '〔')}{code}",), small))
        cells = shown(made, look, n, keys)
        texts.append((cells[keys.index("description")], ink.size))
        if after:
            texts.append(((f"{ink.pick('', '　', '摘要：')}{ink.rng.choice(words('under'))}",), small))
        high = step * len(texts) + 2.2
        left = x
        for col, key, pieces in zip(cols, keys, cells, strict=True):
            pad = min(1.3, col.width * 0.08)
            at = {"left": left + pad, "right": left + col.width - pad, "center": left + col.width / 2}[col.align]
            if key == "description":
                for k, (run, size) in enumerate(texts):
                    ink.say(left + pad, y + 1.1 + step * (k + 0.5), *run, size=size, fit=col.width - 2 * pad)
            else:
                row = {"middle": high / 2, "first": 1.1 + step / 2, "last": high - 1.1 - step / 2}[figures]
                ink.say(at, y + row, *pieces, align=col.align, fit=col.width - 2 * pad)
            left += col.width
        y += high
        edges.append(y)
    for edge in edges if ruled != "none" else (edges[1],):
        ink.sheet.rule(x, edge, right, edge, ink.rule_weight)
    if ruled == "full":
        left = x
        for wide in (0.0, *(col.width for col in cols)):
            left += wide
            ink.sheet.rule(left, top, left, y, ink.rule_weight)
    return y


@family("layered_one_thing", TRADE)
def one_thing(rng: random.Random) -> Drawing:
    """One thing sold, a label and a value a cell for its name, number, price and sum; no table of lines."""
    made = counted_deal(rng, most=1, off=0.0, returns=0.0, size=rng.choice((A4, B5)), sizes=(8.4, 10.0))
    ink, look = made.ink, Look.drawn(rng)
    x, width = _margin(made)
    y = head(made, x, 14, width, amount=0.4)
    keys = ["description", "counted", "unit_price", "amount"]
    if ink.maybe(0.4):
        keys.remove("unit_price")
    values = dict(zip(keys, shown(made, look, 0, keys), strict=True))
    named = {"counted": "quantity"}
    pairs: list[tuple[Piece, tuple[Piece, ...]]] = [
        (label(f"line_items.{named.get(key, key)}", made.heading(named.get(key, key))), values[key]) for key in keys
    ]
    pairs.insert(
        rng.randint(0, 1), (ink.pick("納期", "工期", "引渡場所", "対象期間"), (ink.day(made.trade.issue_date),))
    )
    for field, word, value in sums.entries(made):
        piece: Piece = (value, field) if field else value
        pairs.append((label(field.split("|")[0], word) if field else word, (piece,)))
    share, high, ruled = rng.uniform(0.2, 0.35), ink.size * rng.uniform(0.66, 0.9), ink.pick("boxes", "lines", "none")
    right = ink.maybe(0.3)
    for said, pieces in pairs:
        if ruled == "boxes":
            ink.sheet.panel(x, y, width * share, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x + width * share, y, width * (1 - share), high, weight=ink.rule_weight)
        elif ruled == "lines":
            ink.sheet.rule(x, y + high, x + width, y + high, ink.rule_weight)
        ink.say(x + 1.5, y + high / 2, said, fit=width * share - 3)
        at = x + width - 2 if right else x + width * share + 2
        ink.say(at, y + high / 2, *pieces, align="right" if right else "left", fit=width * (1 - share) - 4)
        y += high
    y = accounts(made, x, y + 4, width)
    if ink.maybe(0.4) and y < ink.height - 36:
        foot.remarks(made, x, y + 1, width)
    return finish(made)
