"""Papers whose rows are unlike a plain table: bills of work done so far, and items of two printed lines each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import (
    A4,
    A4_ACROSS,
    B5,
    LETTER,
    deal,
    english,
    english_deal,
    is_english,
    japanese,
    money,
    spelled,
)
from training.families.more_trade_free import abreast, big_total, greeting, named_receiver, trade_amount
from training.families.more_trade_parts import Block
from training.families.office_blocks import Cells, Col, Entry, approvals, facts, grid, title
from training.families.office_ink import Piece
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.page import Align

_STAGES = ("quantity", "unit", "whole", "earlier", "amount", "share")
"""Columns after the description of work: share is the part done, in percent."""
_FIGURES = (
    ("quantity", "unit", "unit_price", "amount"),
    ("counted", "unit_price", "amount"),
    ("unit_price", "quantity", "amount"),
    ("amount",),
    ("quantity", "amount"),
)
"""Columns beside the descriptions of items that take two lines."""


@family("more_progress", "invoice")
def progress(rng: random.Random) -> Drawing:
    """A bill for building work done so far: contract, earlier bills and balance in boxes and as columns of lines."""
    made = deal(rng, "invoice", most=8, least=2, size=rng.choice((A4, A4_ACROSS)), sizes=(7.6, 9.0))
    ink, trade = made.ink, made.trade
    x = rng.uniform(12, 18)
    width = ink.width - 2 * x
    name = ink.pick(
        "工事出来高請求書", "出来高請求書", "請求書（出来高払）", "工事代金請求書", "出来形請求書", "請求書"
    )
    y = title(ink, ink.rng.choice((ink.width / 2, x + 50)), 18, name, size=15) + 4
    shares = [(line, ink.rng.choice((25, 40, 50, 60, 80, 100))) for line in trade.lines]
    whole = [(line.amount * 100 / share).quantize(Decimal(1), ROUND_FLOOR) for line, share in shares]
    earlier = [
        (value - line.amount) * ink.rng.choice((0, 1, 1)) // 2 for value, (line, _) in zip(whole, shares, strict=True)
    ]
    head: list[Block] = [parts.receiver, parts.sender]
    y = abreast(made, head, x, y, width) + 2
    site = spelled(made, "sites")
    works: list[Entry] = [("", ink.pick("工事名", "工事件名", "現場名"), site), *parts.dates(made, most=4)]
    if ink.maybe(0.5):
        works.insert(
            1,
            (
                "",
                ink.pick("工期", "施工期間"),
                f"{ink.day(trade.issue_date.replace(day=1))} ～ {ink.day(trade.issue_date)}",
            ),
        )
    history: list[Entry] = [
        ("", ink.pick("契約金額", "請負金額", "当初契約額"), money(made, sum(whole, Decimal(0)))),
        ("", ink.pick("前回迄請求額", "既受領額", "前回までの出来高"), money(made, sum(earlier, Decimal(0)))),
        (
            "total_amount",
            ink.pick("今回請求額", "今回御請求金額", "当月請求額", "ご請求金額"),
            money(made, trade.total_amount),
        ),
        (
            "",
            ink.pick("契約残高", "残額", "差引残高"),
            money(made, sum(whole, Decimal(0)) - sum(earlier, Decimal(0)) - trade.gross),
        ),
    ]
    half = width / 2 - 3
    if ink.maybe(0.5):
        left = facts(ink, x, y + 2, half, works, form=ink.pick("boxed", "lined", "tab"), leading=6)
        right = facts(ink, x + half + 6, y + 2, half, history, form=ink.pick("boxed", "right", "lined"), leading=6)
        y = max(left, right) + 2
    else:
        y = facts(ink, x, y + 2, width * 0.7, works, form=ink.pick("tab", "colon", "boxed"), leading=6) + 2
        y = parts.columns_of_facts(made, x, y, width, history, ruled=ink.pick("cells", "band"))
    y = _stages(made, x, y + 1, width, [share for _, share in shares], whole, earlier)
    y = sums.sums(made, x + width * 0.55, y + 2, width * 0.45, form=ink.pick("boxed", "lined", "right"))
    if trade.bank:
        y = foot.bank(made, x, y + 2, width, form=ink.pick("table", "line", "lines"))
    if ink.maybe(0.4) and y < ink.height - 30:
        approvals(ink, x + width, y + 2, names=("現場代理人", "工事課", "経理"), side=13)
    return finish(made)


def _stages(
    made: Desk,
    x: float,
    y: float,
    width: float,
    done: Sequence[int],
    whole: Sequence[Decimal],
    earlier: Sequence[Decimal],
) -> float:
    """The lines with what was agreed, done before, done now and done in all; the amount is what was done now."""
    ink = made.ink
    asked = ("whole", "amount")
    kinds = [kind for kind in _STAGES if kind in asked or ink.maybe(0.7)]
    words = {
        "quantity": made.word("quantity"),
        "unit": made.word("unit"),
        "whole": ink.pick("契約金額", "請負金額", "予算額"),
        "earlier": ink.pick("前回迄", "前回累計", "既出来高"),
        "amount": ink.pick("今回出来高", "今回金額", "当月出来高", "今回請求"),
        "share": ink.pick("出来高%", "進捗率", "率"),
    }
    room = {"quantity": 0.8, "unit": 0.7, "whole": 1.4, "earlier": 1.4, "amount": 1.5, "share": 0.8}
    unit = width / (3.6 + sum(room[kind] for kind in kinds))
    columns = [Col("description", ink.pick("工種", "工種・種別", "名称", "工事内容", "項目"), 3.6 * unit)]
    for kind in kinds:
        align: Align = "center" if kind in ("unit", "share") else "right"
        columns.append(
            Col("" if kind in ("whole", "earlier", "share") else kind, words[kind], room[kind] * unit, align)
        )
    rows: list[Cells] = []
    for n, line in enumerate(made.trade.lines):
        own: dict[str, tuple[Piece, ...]] = {
            "whole": (money(made, whole[n], bare=True),),
            "earlier": (money(made, earlier[n], bare=True),),
            "share": (f"{done[n]}%",),
        }
        cells = [own[kind] if kind in own else sums.cell_of(made, line, n, kind, bare=True) for kind in kinds]
        rows.append((sums.cell_of(made, line, n, "description"), *cells))
    return grid(ink, x, y, columns, rows, ruling=ink.pick("full", "full", "lines"), row=ink.size * 0.7)


@family("more_two_line", TRADE, fitting=True)
def two_line(rng: random.Random) -> Drawing:
    """Items of two printed lines: a code above or a detail below the description, the figures on either line."""
    foreign = rng.random() < 0.35
    size = rng.choice((LETTER, A4) if foreign else (A4, B5, A4_ACROSS))
    made = english_deal(rng, most=5, size=size) if foreign else deal(rng, most=5, size=size, sizes=(7.8, 9.4))
    ink, x = made.ink, rng.uniform(13, 20)
    width = ink.width - 2 * x
    align: Align = rng.choice(("left", "right", "center"))
    at = {"left": x + 4, "right": x + width - 4, "center": ink.width / 2}[align]
    y = title(ink, at, 18, made.title, size=16, align=align) + 3
    head: list[Block] = [named_receiver, parts.sender, parts.facts_block]
    rng.shuffle(head)
    if width > 165 and ink.maybe(0.5):
        y = abreast(made, head, x, y + 2, width) + 2
    else:
        y = abreast(made, head[:2], x, y + 2, width) + 2
        y = abreast(made, head[2:] + ([trade_amount] if not foreign else [big_total]), x, y + 2, width) + 1
    if ink.maybe(0.3):
        y = greeting(made, x, y + 1, width)
    y = _double_rows(made, x, y + 2, width)
    wide = width * rng.uniform(0.4, 0.5)
    left = ink.maybe(0.2)
    end = sums.sums(made, x if left else x + width - wide, y + 2, wide)
    low = foot.bank(made, x + wide + 6 if left else x, y + 3, width - wide - 6)
    y = max(end, low) + 3
    if ink.maybe(0.4) and y < ink.height - 32:
        foot.remarks(made, x, y, width)
    return finish(made)


def _double_rows(made: Desk, x: float, y: float, width: float) -> float:
    """The heading, then each line as two printed ones."""
    ink, foreign = made.ink, is_english(made)
    keys = ink.rng.choice(_FIGURES)
    columns = sums.columns(made, width, ("description", *keys))
    coded, bare = ink.maybe(0.55), ink.maybe(0.6)
    leading, top = ink.size * 0.56, y
    high = ink.size * 0.75
    if ink.shaded:
        ink.sheet.panel(x, y, width, high, fill=ink.tint, weight=0)
    at = x
    for column in columns:
        wide = column.key == "description"
        middle = at + (1.3 if wide else column.width / 2)
        side: Align = "left" if wide else "center"
        ink.say(middle, y + high / 2, column.heading, bold=True, fit=column.width - 2.6, align=side)
        at += column.width
    y += high
    ruled = ink.pick("each", "each", "dashed", "none", "boxed")
    on_first = ink.rng.choice((True, True, False))
    prefix = ink.rng.choice(("", "AB-", "4912345", "SKU ", "W"))
    for n, line in enumerate(made.trade.lines):
        above: tuple[Piece, ...] = sums.cell_of(made, line, n, "description")
        below: tuple[Piece, ...] = (ink.rng.choice(english("details")) if foreign else _detail(made),)
        if coded:
            above, below = (f"{prefix}{ink.rng.randint(10000, 99999)}",), above
        first, second = y + leading * 0.75, y + leading * 1.75
        ink.say(x + 1.3, first, *above, fit=columns[0].width - 2.6, size=ink.size * (0.85 if coded else 1.0))
        ink.say(
            x + (1.3 if coded else 3),
            second,
            *below,
            fit=columns[0].width - 4.6,
            size=ink.size * (1.0 if coded else 0.85),
        )
        at = x + columns[0].width
        for key, column in zip(keys, columns[1:], strict=True):
            place = {"left": at + 1.3, "center": at + column.width / 2, "right": at + column.width - 1.3}[column.align]
            ink.say(
                place,
                first if on_first else second,
                *sums.cell_of(made, line, n, key, bare=bare),
                align=column.align,
                fit=column.width - 2,
            )
            at += column.width
        y += leading * 2.5
        if ruled in ("each", "boxed"):
            ink.sheet.rule(x, y, x + width, y, ink.rule_weight)
        elif ruled == "dashed":
            ink.sheet.dashes(x, x + width, y, 0.4)
    if ruled == "boxed":
        at = x
        for edge in (0.0, *(column.width for column in columns)):
            at += edge
            ink.sheet.rule(at, top, at, y, ink.rule_weight)
        ink.sheet.rule(x, top, x + width, top, ink.rule_weight)
    return y


def _detail(made: Desk) -> str:
    """What stands in small type under a description."""
    ink = made.ink
    return ink.pick(
        f"規格：{ink.rng.randint(10, 90)}×{ink.rng.randint(100, 900)}", f"納品先：{ink.pick(*japanese('places'))}",
        f"({ink.day(made.trade.issue_date)}出荷分)", f"型式 {ink.rng.choice('KXRT')}-{ink.rng.randint(100, 999)}",
        ink.pick(*japanese("subjects")), f"ロットNo. {ink.rng.randint(10**5, 10**6)}",
    )  # fmt: skip
