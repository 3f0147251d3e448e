"""Expense reports that are no plain list: categories across, a calendar, cards of a workflow system."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, approvals, cell, facts, grid, title
from training.families.office_claim import Claim, Spent
from training.families.office_goods import firm, pool, shop
from training.families.office_ink import Piece, label


@family("expense_matrix", "expense_report")
def matrix(rng: random.Random) -> Drawing:
    """Categories as columns, days as rows, sums of both; the grand total in the corner."""
    claim = Claim(rng, 297.0, 210.0, rows=(3, 12))
    ink = claim.ink
    kinds = rng.sample(pool("expense", "categories"), rng.randint(3, 5))
    claim.spent = [
        Spent(spent.day, rng.choice(kinds), spent.description, spent.payee, spent.amount) for spent in claim.spent
    ]
    y = claim.head_title(148, 18)
    y = facts(ink, 16, y + 5, 110, claim.heads(), leading=5.4)
    columns = [
        Col("date", str(claim.word("", "date")[0]), 20, "center"),
        Col("description", str(claim.word("", "description")[0]), 62),
        *(Col("category", kind, 26, "right") for kind in kinds),
        Col("", ink.pick("計", "合計", "小計"), 28, "right"),
    ]
    rows: list[list[tuple[Piece, ...]]] = []
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for n, spent in enumerate(claim.spent):
        paid = cell(n, "amount", ink.money(spent.amount))
        rows.append(
            [
                cell(n, "date", claim.row_day(spent.day)),
                cell(n, "description", spent.description),
                *(paid if kind == spent.category else ("",) for kind in kinds),
                (ink.money(spent.amount),),
            ]
        )
        sums[spent.category] += spent.amount
    claim.spent = [Spent(spent.day, "", spent.description, spent.payee, spent.amount) for spent in claim.spent]
    last: list[tuple[Piece, ...]] = [
        ("",),
        (claim.word("total_amount"),),
        *((ink.money(sums[kind]) if kind in sums else "",) for kind in kinds),
    ]
    last.append((claim.put("total_amount", claim.total, ink.money(claim.total)),))
    y = grid(ink, 16, y + 4, columns, [*rows, last], ruling="full", row=ink.size * 0.7)
    if ink.maybe(0.7):
        approvals(ink, 281, 12, side=14)
    return claim.done()


@family("expense_calendar", "expense_report", withheld=True)
def calendar(rng: random.Random) -> Drawing:
    """A month in two halves side by side, every day with its row, most of them empty."""
    claim = Claim(rng, 210.0, 297.0, rows=(4, 12))
    ink = claim.ink
    first = claim.first.replace(day=1)
    chosen = sorted(rng.sample(range(1, 29), len(claim.spent)))
    claim.spent = [
        Spent(first.replace(day=day), "", spent.description, "", spent.amount)
        for day, spent in zip(chosen, claim.spent, strict=True)
    ]
    claim.claimed = first + timedelta(rng.randint(28, 40))
    y = title(
        ink, 105, 20, f"{first.year}年{first.month}月 {ink.pick('経費精算表', '立替経費一覧', '交通費月報')}", size=14
    )
    y = facts(ink, 18, y + 5, 100, claim.heads(purpose=0.0), leading=6)
    at = {day: n for n, day in enumerate(chosen)}
    height, halves = ink.size * 0.72, (range(1, 17), range(17, 32))
    for side, days in enumerate(halves):
        columns = [
            Col("date", "日", 12, "center"),
            Col("", "曜", 9, "center"),
            Col("description", ink.pick("内容", "摘要", "用件"), 42),
            Col("amount", "金額", 24, "right"),
        ]
        rows: list[list[tuple[Piece, ...]]] = []
        for day in days:
            weekday = "月火水木金土日"[(first + timedelta(day - 1)).weekday()]
            n = at.get(day)
            if n is None:
                rows.append([(str(day),), (weekday,), ("",), ("",)])
            else:
                spent = claim.spent[n]
                rows.append(
                    [
                        cell(n, "date", str(day)),
                        (weekday,),
                        cell(n, "description", spent.description),
                        cell(n, "amount", ink.money(spent.amount)),
                    ]
                )
        grid(ink, 18 + side * 88, y + 5, columns, rows, row=height, ruling="full")
    y = claim.sums(120, y + 8 + height * 17, 73, advance=0.3)
    approvals(ink, 193, min(y + 6, 262))
    return claim.done()


@family("expense_system", "expense_report")
def system(rng: random.Random) -> Drawing:
    """A workflow system's print: application number, status, stacked facts in two columns, cards of expenses."""
    claim = Claim(rng, 210.0, 297.0, rows=(1, 7))
    ink = claim.ink
    ink.say(
        18,
        14,
        ink.pick("申請書詳細", "経費精算 > 申請内容", "申請ID", "ワークフロー"),
        " ",
        f"{rng.randint(10**5, 10**7)}",
        size=8,
        colour="#555555",
    )
    y = title(ink, 18, 24, str(rng.choice(pool("expense", "titles"))), align="left", size=14)
    entries = [
        *claim.heads(purpose=0.8),
        ("", "ステータス", ink.pick("承認済", "申請中", "差戻し", "完了")),
        ("", "承認者", shop(rng, "cafe").name[:2]),
        ("", "会社名", firm(rng).name),
    ]
    half = (len(entries) + 1) // 2
    form = ink.pick("stacked", "boxed", "tab")
    y = max(facts(ink, 18, y + 6, 82, entries[:half], form=form), facts(ink, 110, y + 6, 82, entries[half:], form=form))
    if ink.maybe(0.5):
        y = claim.period_line(18, y + 2, 120)
    y = claim.sums(18, y + 3, 100, advance=0.3) + 8
    for n, spent in enumerate(claim.spent):
        high = 5 * ink.size * 0.5 + 4
        if y + high > 290:
            break
        ink.sheet.panel(18, y, 174, high - 2, weight=0.4, radius=1.0)
        texts = {
            "date": claim.row_day(spent.day),
            "category": spent.category,
            "payee": spent.payee,
            "description": spent.description,
        }
        ink.say(
            21,
            y + 4,
            f"#{n + 1}　",
            (texts["date"], f"line_items.{n}.date"),
            "　",
            (texts["category"], f"line_items.{n}.category"),
            bold=True,
        )
        ink.say(188, y + 4, (ink.money(spent.amount), f"line_items.{n}.amount"), align="right", bold=True)
        for k, key in enumerate(("payee", "description")):
            ink.say(
                21,
                y + 9.5 + 5 * k,
                label(f"line_items.{key}", str(claim.word("", key)[0])),
                "：",
                (texts[key], f"line_items.{n}.{key}"),
                fit=160,
            )
        y += high + 1
    return claim.done()
