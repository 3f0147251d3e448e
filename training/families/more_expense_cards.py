"""Expense reports without a table: a small form for every item, items of two lines, slips of one account each."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.office_blocks import approvals, facts, title
from training.families.office_claim import Claim
from training.families.office_goods import pool
from training.families.office_ink import Piece, label


@family("expense_item_forms", "expense_report")
def item_forms(rng: random.Random) -> Drawing:
    """A ruled form for each item, in one column or two: date, payee, account, content and amount in labelled cells."""
    claim = Claim(rng, 210.0, 297.0, rows=(1, 9))
    ink = claim.ink
    y = claim.head_title(rng.choice((60, 105)), 18)
    y = facts(ink, 16, y + 5, rng.choice((90, 120, 178)), claim.heads(purpose=0.7), leading=ink.size * 0.62)
    if ink.maybe(0.5):
        y = claim.period_line(16, y + 2, 120)
    first = ink.maybe(0.5)
    if first:
        y = claim.sums(16, y + 2, rng.choice((80, 110)), advance=0.3) + 2
    y += 4
    two = ink.maybe(0.5)
    layout = rng.choice(
        (
            (("date", "payee"), ("category", "amount"), ("description",)),
            (("date", "category", "amount"), ("payee", "description")),
            (("date", "amount"), ("payee",), ("category", "description")),
            (("category", "date"), ("description",), ("payee", "amount")),
        )
    )
    words = {key: str(claim.word("", key)[0]) for key in ("date", "payee", "category", "description", "amount")}
    width, over = (87.0 if two else 178.0), ink.maybe(0.3)
    high = ink.size * (0.95 if over else 0.62)
    card = high * len(layout) + 5.5
    mark = ink.pick("明細 {}", "No.{}", "({})", "【{}件目】")
    for n in range(len(claim.spent)):
        x = 16.0 + (n % 2) * 91 if two else 16.0
        if y + card > 285:
            ink.turn()
            y = 18.0
        ink.say(x, y + 2, mark.format(n + 1), size=8)
        _form(claim, n, x, y + 4, width, layout, words, high, over=over)
        y += card if not two or n % 2 or n == len(claim.spent) - 1 else 0
    if not first:
        if y > 255:
            ink.turn()
            y = 18.0
        y = claim.sums(100, y + 3, 94, advance=0.3)
    if ink.maybe(0.5) and y < 260:
        approvals(ink, 194, y + 6)
    return claim.done()


def _form(
    claim: Claim,
    n: int,
    x: float,
    y: float,
    width: float,
    layout: tuple[tuple[str, ...], ...],
    words: dict[str, str],
    high: float,
    *,
    over: bool,
) -> None:
    """The cells of one item; over prints labels above the values."""
    ink = claim.ink
    for keys in layout:
        at, each = x, width / len(keys)
        for key in keys:
            (pieces,) = claim.cells(n, (key,))
            ink.sheet.panel(at, y, each, high, weight=ink.rule_weight)
            word = label(f"line_items.{key}", words[key])
            if over:
                ink.say(at + 1, y + high * 0.26, word, size=ink.size * 0.7, fit=each - 2, colour="#555555")
                ink.say(at + 2, y + high * 0.68, *pieces, fit=each - 4)
            else:
                tab = min(20.0, each * 0.36)
                ink.sheet.panel(at, y, tab, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
                ink.say(at + 1, y + high / 2, word, fit=tab - 2, size=ink.size * 0.85)
                right = key == "amount"
                ink.say(
                    at + each - 1.5 if right else at + tab + 1.5, y + high / 2, *pieces,
                    align="right" if right else "left", fit=each - tab - 3,
                )  # fmt: skip
            at += each
        y += high


@family("expense_two_line_list", "expense_report")
def two_line_list(rng: random.Random) -> Drawing:
    """A list without a grid: date, payee and amount over account and content, dotted or numbered; sum under a line."""
    claim = Claim(rng, *rng.choice(((210.0, 297.0), (148.0, 210.0))), rows=(2, 11))
    ink, w = claim.ink, claim.ink.width
    left = ink.maybe(0.5)
    y = title(
        ink,
        16 if left else w / 2,
        16,
        str(rng.choice(pool("expense", "titles"))),
        align="left" if left else "center",
        size=13,
    )
    y = facts(
        ink,
        16,
        y + 4,
        w * 0.6,
        claim.heads(purpose=0.7),
        form=ink.pick("colon", "tab", "stacked"),
        leading=ink.size * 0.6,
    )
    if ink.maybe(0.5):
        y = claim.period_line(16, y + 1, w - 32)
    y += 4
    head, leading = ink.pick("■ 明細", "【明細】", "内訳", "立替内容", ""), ink.size * rng.uniform(0.52, 0.66)
    ink.say(16, y, head, bold=True)
    y += leading + 1
    order = rng.choice(
        (
            ("payee", "category", "description"),
            ("description", "payee", "category"),
            ("category", "description", "payee"),
        )
    )
    between, mark = ink.pick(" / ", "　", "・", "  "), ink.pick("", "・", "{n}. ", "（{n}）")
    named, ruled = ink.maybe(0.4), ink.maybe(0.5)
    for n in range(len(claim.spent)):
        if y + 2 * leading > ink.height - 30:
            ink.turn()
            y = 18.0
        day, first, second, third, paid = (claim.cells(n, (key,))[0] for key in ("date", *order, "amount"))
        ink.say(17, y, mark.format(n=n + 1), *day, ink.pick("　", "  "), *first, fit=w - 66)
        ink.say(w - 17, y, *paid, align="right", fit=32)
        words: list[tuple[Piece, ...]] = [(), ()]
        if named:
            words = [(label(f"line_items.{key}", str(claim.word("", key)[0])), "：") for key in order[1:]]
        ink.say(25, y + leading, *words[0], *second, between, *words[1], *third, fit=w - 60)
        y += leading * 2 + 1.2
        if ruled:
            ink.sheet.dashes(16, w - 16, y - leading / 2 - 0.6, weight=0.3)
    if y > ink.height - 40:
        ink.turn()
        y = 18.0
    ink.sheet.rule(w * 0.4, y, w - 16, y, 0.8)
    y = claim.sums(w * 0.4, y + 2, w * 0.6 - 16, advance=0.35)
    if ink.maybe(0.4):
        approvals(ink, w - 16, min(y + 5, ink.height - 27))
    return claim.done()


@family("expense_account_slips", "expense_report")
def account_slips(rng: random.Random) -> Drawing:
    """A payment slip: account, content and amount in columns for few items, month and day in two cells."""
    claim = Claim(rng, *rng.choice(((182.0, 128.0), (210.0, 148.0), (190.0, 110.0))), rows=(1, 4))
    ink, w, h = claim.ink, claim.ink.width, claim.ink.height
    title(ink, w * 0.3, 12, ink.pick("出金伝票", "支払伝票", "立替精算伝票", "経費伝票", "支払依頼伝票"), size=14)
    if ink.maybe(0.7):
        approvals(ink, w - 10, 5, side=12, names=rng.sample(["承認", "係", "出納", "部長", "検印"], 3))
    y = facts(ink, 12, 26, w * 0.52, claim.heads(purpose=0.3), form=ink.pick("colon", "lined", "tab"), leading=5.2)
    y = max(y + 1, 28.0)
    split = ink.maybe(0.5)
    titles = [("", "月", 8.0), ("", "日", 8.0)] if split else [("date", str(claim.word("", "date")[0]), 20.0)]
    titles += rng.sample(
        [
            ("category", ink.pick("勘定科目", "科目", "借方科目"), 32.0),
            ("payee", str(claim.word("", "payee")[0]), 42.0),
            ("description", ink.pick("摘要", "内容", "摘　要"), 46.0),
        ],
        3,
    )
    titles.append(("amount", ink.pick("金額", "金　額", "金額(円)"), 28.0))
    scale, high = (w - 24) / sum(width for _, _, width in titles), ink.size * 0.66
    count = max(len(claim.spent), rng.choice((0, 4, 5)))
    x = 12.0
    for at, (key, word, width) in enumerate(titles):
        each = width * scale
        date = split and at < 2
        ink.sheet.panel(x, y, each, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
        tag = "date" if date else key
        ink.say(x + each / 2, y + high / 2, label(f"line_items.{tag}", word), align="center", fit=each - 1)
        for n in range(count):
            ink.sheet.panel(x, y + high * (n + 1), each, high, weight=ink.rule_weight)
        x += each
    for n, spent in enumerate(claim.spent):
        x = 12.0
        for at, (key, _, width) in enumerate(titles):
            each = width * scale
            number = str(spent.day.month if at == 0 else spent.day.day)
            pieces = ((number, f"line_items.{n}.date"),) if split and at < 2 else claim.cells(n, (key,))[0]
            right = key == "amount"
            ink.say(
                x + each - 1 if right else x + 1,
                y + high * (n + 1.5),
                *pieces,
                align="right" if right else "left",
                fit=each - 2,
            )
            x += each
    y += high * (count + 1)
    claim.sums(w * 0.5, y + 1, w * 0.5 - 12, advance=0.3)
    if ink.maybe(0.5):
        ink.say(12, min(y + 6, h - 6), ink.pick("領収書添付", "上記の通り支払願います。", "支払方法：現金"), size=8)
    return claim.done()
