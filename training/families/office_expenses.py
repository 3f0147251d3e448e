"""Expense reports as lists: spreadsheets, route tables, travel with allowance and advance, slips."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, approvals, cell, facts, grid, title
from training.families.office_claim import Claim, Spent
from training.families.office_goods import firm, stem
from training.families.office_ink import Piece, label


@family("expense_spreadsheet", "expense_report")
def spreadsheet(rng: random.Random) -> Drawing:
    """An Excel sheet: approval boxes, boxed head, full grid with blank rows, sum below or above."""
    claim = Claim(rng, 210.0, 297.0)
    ink = claim.ink
    below = approvals(ink, 196, 12) if ink.maybe(0.8) else 20.0
    y = claim.head_title(60, 22)
    y = facts(
        ink, 16, max(y, below if ink.maybe(0.5) else y) + 8, 95, claim.heads(), form=ink.pick("boxed", "lined", "colon")
    )
    if ink.maybe(0.4):
        y = claim.period_line(16, y + 2, 110)
    y = max(y, below) + 4
    keys = ["date", "category", "description", "payee", "amount"]
    shares = [16.0, 26.0, 46.0, 36.0, 24.0]
    if ink.maybe(0.3):
        keys[1:4], shares[1:4] = ["payee", "description", "category"], [36.0, 46.0, 26.0]
    for extra, share, at in (("no", 9.0, 0), ("receipt", 13.0, len(keys) + 1), ("note", 20.0, len(keys) + 2)):
        if ink.maybe(0.35):
            keys.insert(at, extra)
            shares.insert(at, share)
    if ink.maybe(0.3):
        y = claim.sums(16, y, 80) + 5
        claim.table(16, y, 178, keys, shares, least=rng.randint(10, 20))
    else:
        y = claim.table(16, y, 178, keys, shares, least=rng.randint(8, 18))
        claim.sums(116, y + rng.choice((0, 3)), 78)
    return claim.done()


@family("expense_transport", "expense_report")
def transport(rng: random.Random) -> Drawing:
    """Routes: day, errand, vehicle, from, to, one way or return, fare; sum in the table's last row."""
    claim = Claim(rng, 210.0, 297.0, travel=True, rows=(2, 16))
    ink = claim.ink
    y = claim.head_title(105, 20, "transport_titles")
    half = ink.maybe(0.5)
    y = facts(ink, 18, y + 6, 84 if half else 110, claim.heads(purpose=0.15))
    if ink.maybe(0.4):
        y = claim.period_line(18, y + 2, 110)
    joined = ink.pick("joined", "two", "three")
    columns = [
        Col("date", str(claim.word("", "date")[0]), 18, "center"),
        Col("description", str(claim.word("", "client")[0]), 38),
        Col("category", str(claim.word("", "means")[0]), 22),
    ]
    routes: list[Col] = {
        "joined": [Col("", ink.pick("区間", "経路", "利用区間"), 46)],
        "two": [
            Col("", ink.pick("出発", "乗車駅", "発", "自"), 25),
            Col("", ink.pick("到着", "降車駅", "着", "至"), 25),
        ],
        "three": [Col("", "出発地", 22), Col("", "経由", 14), Col("", "到着地", 22)],
    }[joined]
    tail = [Col("", ink.pick("片道/往復", "往復", "区分"), 15, "center")] if ink.maybe(0.6) else []
    order = [*columns, *routes, *tail, Col("amount", str(claim.word("", "amount")[0]), 24, "right")]
    if ink.maybe(0.3):
        order[1], order[2] = order[2], order[1]
    scale = 174 / sum(column.width for column in order)
    order = [Col(column.key, column.title, column.width * scale, column.align) for column in order]
    arrow, rows = ink.pick("→", "～", "⇔", " - "), []
    for n, spent in enumerate(claim.spent):
        places = [f"{stem(rng)}駅" if ink.maybe(0.5) else stem(rng) for _ in routes]
        if joined == "joined":
            places = [f"{stem(rng)}{arrow}{stem(rng)}"]
        texts = {
            "date": claim.row_day(spent.day),
            "description": spent.description,
            "category": spent.category,
            "amount": ink.money(spent.amount),
        }
        others = iter([*places, ink.pick("往復", "片道", "往", "○")])
        rows.append([cell(n, column.key, texts[column.key]) if column.key else (next(others),) for column in order])
    blank: list[tuple[Piece, ...]] = [("",)] * (len(order) - 2)
    total = [*blank, (claim.word("total_amount"),), (claim.put("total_amount", claim.total, ink.money(claim.total)),)]
    inside = ink.maybe(0.6)
    least = rng.choice((0, 0, 12, 18))
    rows += [[("",)] * len(order) for _ in range(max(0, least - len(rows)))]
    y = grid(ink, 18, y + 6, order, [*rows, total] if inside else rows)
    if not inside:
        y = claim.sums(110, y + 4, 82, advance=0.15)
    if ink.maybe(0.6):
        approvals(ink, 192, min(y + 8, 262))
    return claim.done()


@family("expense_travel", "expense_report")
def travel(rng: random.Random) -> Drawing:
    """A trip: destination and period, fares in one table, allowance and lodging in another, advance, settlement."""
    claim = Claim(rng, 210.0, 297.0, travel=True, rows=(2, 6))
    ink = claim.ink
    claim.last = claim.first + timedelta(rng.randint(1, 5))
    claim.claimed = claim.last + timedelta(rng.randint(1, 9))
    claim.spent = [
        Spent(min(spent.day, claim.last), spent.category, spent.description, spent.payee, spent.amount)
        for spent in claim.spent
    ]
    fares = len(claim.spent)
    y = claim.head_title(ink.rng.choice((70, 105)), 22, "travel_titles")
    y = facts(
        ink,
        18,
        y + 7,
        110,
        [*claim.heads(purpose=0.9), ("", ink.pick("出張先", "行先", "訪問先"), f"{firm(rng).name}")],
    )
    y = claim.period_line(18, y + 2, 120) + 4
    nights = (claim.last - claim.first).days
    daily, lodging = Decimal(rng.choice((1000, 1500, 2000, 2500, 3000))), Decimal(rng.randint(60, 120) * 100)
    for word, count, price, unit in (("日当", nights + 1, daily, "日"), ("宿泊費", nights, lodging, "泊")):
        claim.spent.append(Spent(claim.first, word, f"@{price:,}×{count}{unit}", "", price * count))
    fare_columns = [
        Col("date", str(claim.word("", "date")[0]), 24, "center"),
        Col("category", str(claim.word("", "means")[0]), 32),
        Col("description", str(claim.word("", "client")[0]), 44),
        Col("", "区間", 44),
        Col("amount", str(claim.word("", "amount")[0]), 30, "right"),
    ]
    rows = []
    for n, spent in enumerate(claim.spent[:fares]):
        rows.append(
            [
                cell(n, "date", claim.row_day(spent.day)),
                cell(n, "category", spent.category),
                cell(n, "description", spent.description),
                (f"{stem(rng)}～{stem(rng)}",),
                cell(n, "amount", ink.money(spent.amount)),
            ]
        )
    ink.say(18, y, ink.pick("【交通費】", "1. 交通費", "■ 交通費明細", "交通費"), bold=True)
    y = grid(ink, 18, y + 4, fare_columns, rows, least=rng.choice((0, 6))) + 6
    ink.say(18, y, ink.pick("【日当・宿泊費】", "2. 日当・宿泊", "■ 日当・宿泊費", "手当"), bold=True)
    columns = [
        Col("category", ink.pick("項目", "区分", "費目"), 50),
        Col("description", ink.pick("計算", "単価×日数", "内訳"), 94),
        Col("amount", str(claim.word("", "amount")[0]), 30, "right"),
    ]
    rows = [
        [
            cell(n, "category", spent.category),
            cell(n, "description", spent.description),
            cell(n, "amount", ink.money(spent.amount)),
        ]
        for n, spent in enumerate(claim.spent[fares:], fares)
    ]
    y = grid(ink, 18, y + 4, columns, rows) + 6
    y = claim.sums(102, y, 90, advance=0.85)
    approvals(ink, 192, min(y + 8, 260))
    return claim.done()


@family("expense_landscape", "expense_report")
def landscape(rng: random.Random) -> Drawing:
    """A4 across: head facts in a line over a wide table, approval boxes in the corner, sums in a row."""
    claim = Claim(rng, 297.0, 210.0, rows=(3, 13))
    ink = claim.ink
    y = claim.head_title(80, 20)
    approvals(ink, 283, 10)
    x, gap = 16.0, ink.pick("：", " ", ":")
    for field, word, value in claim.heads(purpose=0.5):
        pieces: tuple[Piece, ...] = (label(field, word) if field else word, gap, (value, field) if field else value)
        right = ink.say(x, y + 12, *pieces, fit=52)
        ink.sheet.rule(x, y + 14.6, right, y + 14.6, 0.3)
        x = right + 5
    y = max(y + 22, 40)
    keys, shares = (
        ["no", "date", "payee", "description", "category", "receipt", "amount", "note"],
        [8.0, 18.0, 46.0, 58.0, 34.0, 16.0, 28.0, 40.0],
    )
    drop = rng.sample([0, 5, 7], rng.randint(0, 3))
    keys, shares = ([item for n, item in enumerate(items) if n not in drop] for items in (keys, shares))  # type: ignore[assignment]
    y = claim.table(16, y, 265, keys, shares, least=rng.randint(6, 13), row=ink.size * 0.68)
    claim.sums(190, y + 3, 91)
    return claim.done()


@family("expense_slip", "expense_report")
def slip(rng: random.Random) -> Drawing:
    """A small 立替払請求書: amount in large type first, one to four lines, department code, seal boxes."""
    claim = Claim(rng, *rng.choice(((182.0, 128.0), (210.0, 148.0), (148.0, 210.0))), rows=(1, 4))
    ink, w = claim.ink, claim.ink.width
    y = title(
        ink,
        w / 2,
        14,
        ink.pick("立替払請求書", "出金伝票", "経費請求書", "小口現金精算票", "立替金請求書", "仮払精算書"),
        size=14,
    )
    amount = f"¥{claim.total:,}" + ink.pick("", "-", "※")
    ink.sheet.panel(14, y + 2, w * 0.5, 11, weight=0.8)
    ink.say(16, y + 7.5, claim.word("total_amount"), fit=w * 0.16)
    ink.say(
        12 + w * 0.5,
        y + 7.5,
        claim.put("total_amount", claim.total, amount),
        size=15,
        align="right",
        bold=True,
        fit=w * 0.3,
    )
    top = y
    y = facts(ink, 14, y + 19, w * 0.5, claim.heads(purpose=0.4), leading=ink.size * 0.6)
    y = claim.table(
        14,
        y + 1,
        w - 28,
        ["date", "category", "description", "payee", "amount"],
        [16, 26, 40, 34, 22],
        least=rng.choice((0, 4)),
        row=ink.size * 0.68,
    )
    if ink.maybe(0.6):
        approvals(ink, w - 12, top + 1, side=13, names=rng.sample(["承認", "経理", "係", "上長", "出納"], 2))
    ink.say(
        14,
        min(y + 6, ink.height - 6),
        ink.pick(
            "上記のとおり立替えましたので請求します。", "領収書を裏面に貼付のこと", "上記の金額を受領しました。　　印"
        ),
        size=ink.size * 0.9,
    )
    return claim.done()
