"""Expense reports by day and over several sheets: a trip's day grid, long lists with carried sums, advances settled."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, approvals, boxes, cell, facts, grid, title
from training.families.office_claim import Claim, Spent
from training.families.office_goods import pool, stem
from training.families.office_ink import Piece, label


@family("expense_day_grid", "expense_report")
def day_grid(rng: random.Random) -> Drawing:
    """A trip day by day: place and errand, columns of fares, lodging and allowance, each day's sum, sums below."""
    across = rng.random() < 0.6
    claim = Claim(rng, *((297.0, 210.0) if across else (210.0, 297.0)), travel=True, rows=(1, 2))
    ink, w = claim.ink, claim.ink.width
    nights = rng.randint(1, 7)
    claim.last = claim.first + timedelta(nights)
    claim.claimed = claim.last + timedelta(rng.randint(1, 10))
    kinds = rng.sample(
        ["鉄道賃", "航空賃", "車賃", "バス・タクシー", "宿泊料", "日当", "食卓料", "その他"], rng.randint(3, 5)
    )
    paid = [
        [Decimal(rng.randint(2, 150) * 100) if ink.maybe(0.6) else Decimal(0) for _ in kinds] for _ in range(nights + 1)
    ]
    for costs in paid:
        costs[0] = costs[0] or Decimal(rng.randint(10, 90) * 100)
    claim.spent = [
        Spent(claim.first + timedelta(n), "", str(rng.choice(pool("expense", "errands"))), "", sum(costs, Decimal(0)))
        for n, costs in enumerate(paid)
    ]
    y = claim.head_title(w / 2, 16, "travel_titles")
    y = facts(ink, 14, y + 4, w * rng.choice((0.4, 0.55)), claim.heads(purpose=0.9), leading=ink.size * 0.6)
    y = claim.period_line(14, y + 1, 130) + 3
    weekday = ink.maybe(0.5)
    columns = [Col("date", ink.pick("月日", "日付", "年月日", "旅行日"), 24, "center")]
    columns += [Col("", "曜", 8, "center")] if weekday else []
    columns += [Col("", ink.pick("出発地", "発地"), 22), Col("", ink.pick("到着地", "用務地", "着地"), 22)]
    columns += [Col("description", ink.pick("用務", "用件", "行程・用務", "内容"), 36)]
    columns += [
        *(Col("", kind, 24, "right") for kind in kinds),
        Col("amount", ink.pick("計", "日計", "合計", "小計"), 26, "right"),
    ]
    scale = (w - 28) / sum(column.width for column in columns)
    columns = [Col(column.key, column.title, column.width * scale, column.align) for column in columns]
    rows: list[Sequence[tuple[Piece, ...]]] = []
    for n, (spent, costs) in enumerate(zip(claim.spent, paid, strict=True)):
        day: list[tuple[Piece, ...]] = [cell(n, "date", claim.row_day(spent.day))]
        day += [("月火水木金土日"[spent.day.weekday()],)] if weekday else []
        day += [(stem(rng),), (stem(rng),), cell(n, "description", spent.description)]
        day += [(ink.money(cost) if cost else "",) for cost in costs]
        rows.append([*day, cell(n, "amount", ink.money(spent.amount))])
    if inside := ink.maybe(0.6):
        sums = [sum((costs[k] for costs in paid), Decimal(0)) for k in range(len(kinds))]
        blank: list[tuple[Piece, ...]] = [("",)] * (len(columns) - len(kinds) - 2)
        said = claim.put("total_amount", claim.total, ink.money(claim.total))
        rows.append(
            [(claim.word("total_amount"),), *blank, *((ink.money(one) if one else "",) for one in sums), (said,)]
        )
    y = grid(ink, 14, y, columns, rows, ruling=ink.pick("full", "full", "lines"), row=ink.size * rng.uniform(0.6, 0.8))
    y = claim.sums(w * 0.5, y + 4, w * 0.5 - 14, advance=0.6) if not inside else y
    if ink.maybe(0.6) and y < ink.height - 34:
        approvals(ink, w - 14, y + 6)
    return claim.done()


@family("expense_long_list", "expense_report")
def long_list(rng: random.Random) -> Drawing:
    """Many rows over two or three sheets: head on the first, each sheet's sum carried, the whole sum on the last."""
    claim = Claim(rng, *rng.choice(((210.0, 297.0), (297.0, 210.0))), rows=(20, 50))
    ink, w, h = claim.ink, claim.ink.width, claim.ink.height
    y = claim.head_title(w * rng.choice((0.3, 0.5)), 16)
    y = facts(ink, 14, y + 4, w * rng.choice((0.45, 0.6)), claim.heads(purpose=0.5), leading=ink.size * 0.6)
    y = claim.period_line(14, y + 1, 130) + 2 if ink.maybe(0.6) else y + 2
    whole_first = ink.maybe(0.3)
    if whole_first:
        y = claim.sums(14, y, w * 0.42, advance=0.3) + 3
    keys = rng.choice(
        (
            ("no", "date", "category", "description", "payee", "amount"),
            ("date", "payee", "description", "category", "amount"),
            ("date", "category", "payee", "description", "amount", "note"),
            ("no", "date", "description", "category", "payee", "amount", "receipt"),
        )
    )
    widths = {
        "no": 9.0,
        "date": 20.0,
        "category": 27.0,
        "description": 44.0,
        "payee": 40.0,
        "amount": 25.0,
        "note": 16.0,
        "receipt": 13.0,
    }
    others = {"no": "No.", "note": "備考", "receipt": "領収書"}
    scale = (w - 28) / sum(widths[key] for key in keys)
    columns = [
        Col(
            "" if key in others else key,
            others.get(key) or str(claim.word("", key)[0]),
            widths[key] * scale,
            "right" if key == "amount" else "center" if key in ("no", "date") else "left",
        )
        for key in keys
    ]
    row, ruling, done = ink.size * rng.uniform(0.58, 0.7), ink.pick("full", "lines", "head", "zebra"), 0
    carried, again = ink.pick("次頁へ繰越", "小計", "頁計", ""), ink.maybe(0.6)
    while done < len(claim.spent):
        most = min(len(claim.spent) - done, int((h - 30 - y) / row) - 1)
        rows = [claim.cells(n, keys) for n in range(done, done + most)]
        done += most
        y = grid(ink, 14, y, columns, rows, row=row, ruling=ruling, head=again or done == most)
        if done < len(claim.spent):
            if carried:
                upto = sum((spent.amount for spent in claim.spent[:done]), Decimal(0))
                ink.say(w - 15, y + 4, carried, "　", ink.money(upto), align="right")
            ink.say(w / 2, h - 10, f"- {len(ink.pages())} -", align="center", size=8)
            ink.turn()
            y = 16.0
    if not whole_first:
        if y > h - 45:
            ink.turn()
            y = 16.0
        y = claim.sums(w - 100, y + 3, 86, advance=0.35)
    if ink.maybe(0.5) and y < h - 34:
        approvals(ink, w - 14, y + 5)
    return claim.done()


@family("expense_advance", "expense_report")
def advance(rng: random.Random) -> Drawing:
    """An advance settled: advance, spent and difference side by side or below each other; the items before or after."""
    claim = Claim(rng, *rng.choice(((210.0, 297.0), (210.0, 148.0), (182.0, 257.0))), rows=(1, 5))
    ink, w = claim.ink, claim.ink.width
    given = Decimal(rng.randint(2, 30) * 5000)
    rest = claim.total - given if ink.maybe(0.5) else given - claim.total
    claim.values |= {"total_amount": claim.total, "advance_amount": given, "settlement_amount": rest}
    name = ink.pick("仮払精算書", "仮払金精算書", "仮払経費精算書", "前渡金精算書", "概算払精算書", "仮払金精算報告書")
    y = title(ink, w * rng.choice((0.3, 0.5)), 14, name, size=14)
    heads = claim.heads(purpose=0.9)
    if ink.maybe(0.5):
        rows = [
            (label(field, word) if field else word, ((value, field) if field else value,))
            for field, word, value in heads
        ]
        y = boxes(ink, 14, y + 2, w - 28, rows) + 4
    else:
        y = facts(ink, 14, y + 4, w * 0.6, heads, leading=ink.size * 0.6) + 1
    if ink.maybe(0.4):
        y = claim.period_line(14, y + 1, 120) + 2
    first = ink.maybe(0.6)
    if first:
        y = _settled(claim, y, w, given, rest) + 5
    keys = rng.choice(
        (
            ["date", "category", "description", "amount"],
            ["date", "payee", "description", "amount"],
            ["date", "category", "description", "payee", "amount"],
            ["category", "date", "payee", "description", "amount"],
        )
    )
    shares = {"date": 20.0, "category": 30.0, "description": 50.0, "payee": 40.0, "amount": 28.0}
    y = (
        claim.table(
            14, y, w - 28, keys, [shares[key] for key in keys], least=rng.choice((0, 4, 5)), row=ink.size * 0.66
        )
        + 3
    )
    if not first:
        y = _settled(claim, y, w, given, rest) + 3
    if y + 12 < ink.height:
        note = ink.pick(
            "上記のとおり精算いたします。", "差額を返納します。　　印", "不足額を受領しました。", "過不足金：済"
        )
        ink.say(14, y + 4, note)
    if ink.maybe(0.6) and y + 36 < ink.height:
        approvals(ink, w - 14, y + 9)
    return claim.done()


def _settled(claim: Claim, y: float, w: float, given: Decimal, rest: Decimal) -> float:
    """Advance, sum and difference side by side, or below each other with ① and ②."""
    ink = claim.ink
    parts = [
        (claim.word("advance_amount"), (ink.money(given), "advance_amount"), "①"),
        (claim.word("total_amount", "total_amount"), (ink.money(claim.total), "total_amount"), "②"),
        (claim.word("settlement_amount"), (claim.signed(rest), "settlement_amount"), ink.pick("①-②", "②-①", "差引")),
    ]
    if ink.maybe(0.3):
        parts[0], parts[1] = parts[1], parts[0]
    numbered = ink.maybe(0.4)
    if ink.maybe(0.5):
        each = (w - 28) / 3
        for n, (word, value, mark) in enumerate(parts):
            x = 14 + each * n
            ink.sheet.panel(x, y, each, 6, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x, y + 6, each, 8, weight=ink.rule_weight)
            ink.say(x + each / 2, y + 3, word, mark if numbered else "", align="center", fit=each - 2)
            ink.say(x + each - 3, y + 10, value, align="right", fit=each - 5, size=ink.size + 2)
        return y + 14
    width = w * ink.rng.choice((0.5, 0.7))
    for word, value, mark in parts:
        ink.sheet.rule(14, y + 6, 14 + width, y + 6, ink.rule_weight)
        ink.say(15, y + 3, word, f" {mark}" if numbered else "", fit=width * 0.5)
        ink.say(13 + width, y + 3, value, align="right", fit=width * 0.45)
        y += 6.4
    return y


@family("expense_month_log", "expense_report", fitting=True)
def month_log(rng: random.Random) -> Drawing:
    """A month's log: the month in the title or a cell, its days as numbers or dates, at times a running sum."""
    claim = Claim(
        rng, *rng.choice(((210.0, 297.0), (182.0, 257.0), (297.0, 210.0))), travel=rng.random() < 0.6, rows=(3, 16)
    )
    ink, w = claim.ink, claim.ink.width
    first = claim.first.replace(day=1)
    numbers = sorted(rng.randint(1, 28) for _ in claim.spent)
    claim.spent = [
        Spent(first.replace(day=number), spent.category, spent.description, spent.payee, spent.amount)
        for number, spent in zip(numbers, claim.spent, strict=True)
    ]
    claim.claimed = first + timedelta(rng.randint(27, 38))
    month = ink.pick(
        f"{first.year}年{first.month}月", f"{first.month}月度", f"令和{first.year - 2018}年{first.month}月分"
    )
    name = ink.pick("経費明細書", "営業経費日報集計", "立替経費帳", "小口経費明細", "経費月報", "活動経費精算書")
    entitled = ink.maybe(0.5)
    y = title(ink, w * rng.choice((0.3, 0.5)), 16, f"{month} {name}" if entitled else name, size=14)
    heads = [*claim.heads(purpose=0.3), *([] if entitled else [("", "対象月", month)])]
    y = facts(ink, 14, y + 4, w * rng.choice((0.45, 0.6)), heads, leading=ink.size * 0.62) + 3
    bare, running, weekday = ink.maybe(0.5), ink.maybe(0.5), ink.maybe(0.4)
    keys = rng.choice((("description", "payee"), ("category", "description", "payee"), ("payee", "description")))
    columns = [Col("date", "日" if bare else str(claim.word("", "date")[0]), 12.0 if bare else 22.0, "center")]
    columns += [Col("", "曜日", 11.0, "center")] if weekday else []
    columns += [Col(key, str(claim.word("", key)[0]), 40.0) for key in keys]
    columns += [Col("amount", str(claim.word("", "amount")[0]), 26.0, "right")]
    columns += [Col("", ink.pick("累計", "残高", "累計額"), 26.0, "right")] if running else []
    scale = (w - 28) / sum(column.width for column in columns)
    columns = [Col(column.key, column.title, column.width * scale, column.align) for column in columns]
    upto, rows = Decimal(0), list[Sequence[tuple[Piece, ...]]]()
    for n, spent in enumerate(claim.spent):
        upto += spent.amount
        row: list[tuple[Piece, ...]] = [cell(n, "date", str(spent.day.day) if bare else claim.row_day(spent.day))]
        row += [("月火水木金土日"[spent.day.weekday()],)] if weekday else []
        row += claim.cells(n, (*keys, "amount"))
        rows.append([*row, *([(ink.money(upto),)] if running else [])])
    y = grid(ink, 14, y, columns, rows, row=ink.size * 0.66, least=rng.choice((0, 0, 10)))
    y = claim.sums(w * 0.5, y + 3, w * 0.5 - 14, advance=0.3)
    if ink.maybe(0.5) and y < ink.height - 32:
        approvals(ink, w - 14, y + 5)
    return claim.done()
