"""Bills, estimates, delivery notes and orders written down: ruled, in items 一、, or with a table written across."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from training.content import STANDARD, Line, Trade
from training.families import TRADE, Drawing, chance, family
from training.families.office_blocks import Col, cell, grid
from training.families.office_ink import GOTHIC, MINCHO, Ink, Piece, label, tax_field
from training.families.vertical_parts import Brush, Paper, over, somebody, words
from training.pools import table

_PAPERS = ((210.0, 297.0), (297.0, 210.0), (182.0, 257.0), (257.0, 182.0), (148.0, 210.0), (210.0, 148.0))
_KINDS = ("invoice", "invoice", "quotation", "delivery_note", "purchase_order")
_TITLES = {"invoice": "bill"}


def _deal(ink: Brush, *kinds: str, most: int = 7) -> Trade:
    """A deal of old trades: their goods in whole numbers, their signs."""
    rng = ink.rng
    made = chance.trade(rng, rng.choice(kinds or _KINDS), most=1)
    lines = tuple(_line(rng) for _ in range(rng.randint(1, most)))
    seller = ink.company(table("vertical")["signs"] if ink.maybe(0.75) else ())
    buyer = replace(ink.company(), name=somebody(ink))
    return replace(made, vendor=seller, buyer=buyer, lines=lines, withheld=False, tax_included=ink.maybe(0.3))


def _line(rng: random.Random) -> Line:
    name, unit, low, high = rng.choice(table("vertical")["goods"])
    price = rng.randint(low, high) // 10 * 10 if rng.random() < 0.7 else rng.randint(low, high)
    count = 1 if unit in ("式", "基", "樽", "幅") else rng.choice((1, 2, 3, rng.randint(2, 30), rng.randint(10, 60)))
    return Line(str(name), Decimal(count), str(unit), Decimal(price), STANDARD)


def _heading(paper: Paper, trade: Trade) -> None:
    """Title, number, day and the one it is for, in some order; the day may stand at the end instead."""
    ink, rng = paper.ink, paper.rng
    kind = trade.document_type
    title = rng.choice(words(_TITLES.get(kind, kind)))
    numbered = trade.number and ink.maybe(0.35)
    if ink.maybe(0.75):
        paper.title(title)
        paper.addressee("buyer_name", trade.buyer.name)
    else:
        paper.addressee("buyer_name", trade.buyer.name)
        paper.title(title)
    if numbered:
        field = "document_number"
        number = paper.put(field, trade.number)
        paper.column(paper.word(field, "number"), ink.pick("　", "：", " "), number, align="right", size=ink.size * 0.9)
    if ink.maybe(0.35):
        _day(paper, trade)
    if ink.maybe(0.75):
        key = f"{_TITLES.get(kind, kind)}_says"
        paper.column(rng.choice(words(key)), indent=rng.choice((0, 6, 12)))


def _day(paper: Paper, trade: Trade) -> None:
    if "issue_date" not in paper.values:
        day = trade.issue_date
        paper.dated("issue_date", paper.ink.day(day), day, labelled=0.15, indent=paper.rng.uniform(0, 25))


def _sum(paper: Paper, trade: Trade) -> None:
    """What is to be paid, in large type, before or behind the items."""
    ink = paper.ink
    if "total_amount" in paper.values:
        return
    start = paper.y
    word = paper.word("total_amount", "total" if trade.document_type == "invoice" else "quoted")
    amount = paper.put("total_amount", trade.total_amount, ink.headline(trade.total_amount))
    before = ink.pick("　金　", "　金", "　", "　　")
    indent = paper.rng.choice((0, 10, 25))
    paper.column(word, before, amount, size=ink.size + ink.rng.uniform(2, 7), bold=True, indent=indent, gap=1.8)
    if ink.maybe(0.5):
        for y in (start, paper.y)[ink.maybe(0.5) :]:
            ink.sheet.rule(paper.top, y, paper.bottom, y, 0.7)
    paper.y += 2


def _totals(paper: Paper, trade: Trade, *, total: bool) -> list[tuple[Piece, Piece]]:
    """Sum without tax, tax and, if asked, the whole, each with its label."""
    ink, parts = paper.ink, trade.taxes
    found: list[tuple[Piece, Piece]] = []
    tax = parts[0]
    percent = ink.pick("", f"（{tax.percent}％）", f"（{tax.percent}％）")
    if not trade.tax_included:
        amount = paper.put("subtotal", trade.subtotal, ink.money(trade.subtotal))
        found.append((paper.word("subtotal", "subtotal"), amount))
    word = "内消費税" if trade.tax_included else paper.rng.choice(words("tax")[:3])
    field = tax_field(tax.percent, len(parts))
    paper.values["tax_amount"] = tax.tax
    found.append((label("tax_amount", f"{word}{percent}"), (ink.money(tax.tax), field)))
    if total:
        word_ = paper.word("total_amount", "total" if trade.document_type == "invoice" else "quoted")
        found.append((word_, paper.put("total_amount", trade.total_amount, ink.money(trade.total_amount))))
    return found


def _foot(paper: Paper, trade: Trade) -> None:
    """When it is due, the account, the day unless given, and the issuer."""
    ink = paper.ink
    if trade.due_date and ink.maybe(0.6):
        paper.dated("due_date", ink.day(trade.due_date), trade.due_date, labelled=1.0)
    if trade.bank and ink.maybe(0.6):
        bank, gap = trade.bank, ink.pick("　", " ", "　")
        pieces: list[Piece] = [paper.rng.choice(words("bank"))]
        for key in ("bank_name", "branch_name", "account_type", "account_number"):
            pieces += [gap, (str(getattr(bank, key)), f"bank_account.{key}")]
        paper.column(*pieces)
        paper.column((bank.account_holder, "bank_account.account_holder"), indent=20)
    _day(paper, trade)
    paper.y += ink.rng.uniform(0, 4)
    paper.issuer(trade.vendor, registered=0.5 if trade.document_type == "invoice" else 0.2)


def _columns(paper: Paper, *, unit: bool, price: bool) -> list[Col]:
    """What each item has, from the top of its column to the bottom."""
    rng, width = paper.rng, paper.bottom - paper.top
    heads = {key: rng.choice(words(key)) for key in ("description", "quantity", "unit_price", "amount")}
    shares = {"description": 0.42, "quantity": 0.12, "unit": 0.07, "unit_price": 0.19, "amount": 0.2}
    chosen = [key for key in shares if (unit or key != "unit") and (price or key != "unit_price")]
    spare = (1 - sum(shares[key] for key in chosen)) / 2
    return [
        Col(
            key,
            heads.get(key, "単位"),
            width * (shares[key] + (spare if key in ("description", "amount") else 0)),
            "left" if key in ("description", "unit") else "right",
        )
        for key in chosen
    ]


def _cells(ink: Brush, columns: Sequence[Col], n: int, line: Line) -> list[tuple[Piece, ...]]:
    together = all(column.key != "unit" for column in columns)
    count: tuple[Piece, ...] = cell(n, "quantity", ink.count(line.quantity))
    texts = {
        "description": cell(n, "description", line.description),
        "quantity": (*count, (line.unit, f"line_items.{n}.unit")) if together else count,
        "unit": cell(n, "unit", line.unit),
        "unit_price": cell(n, "unit_price", ink.money(line.unit_price)),
        "amount": cell(n, "amount", ink.money(line.amount)),
    }
    return [texts[column.key] for column in columns]


@family("vertical_trade_ruled", TRADE)
def ruled(rng: random.Random) -> Drawing:
    """A form with a ruled column for every item: name, number, price and amount down it, sums in the last ones."""
    ink = Brush(rng, rng.choice(_PAPERS), sizes=(9, 11.5))
    trade = _deal(ink)
    paper = Paper(ink)
    _heading(paper, trade)
    ahead = ink.maybe(0.5)
    if ahead:
        _sum(paper, trade)
    paper.y += 2
    columns = _columns(paper, unit=ink.maybe(0.3), price=ink.maybe(0.85))
    rows = [_cells(ink, columns, n, line) for n, line in enumerate(trade.lines)]
    empty: list[tuple[Piece, ...]] = [("",) for _ in columns]
    within = ink.maybe(0.6)
    totals = _totals(paper, trade, total=not ahead or ink.maybe(0.5))
    if within:
        rows += [[(word,), *empty[1:-1], (value,)] for word, value in totals]
    paper.y = grid(ink, paper.top, paper.y, columns, rows, row=ink.size * rng.uniform(0.65, 0.95)) + 3
    if not within:
        _sums(paper, totals)
    _foot(paper, trade)
    return trade, (ink.sheet.page(),)


def _sums(paper: Paper, totals: Sequence[tuple[Piece, Piece]]) -> None:
    """Each sum in a column of its own: the label at its head or near its foot, the amount at the foot."""
    ink = paper.ink
    near = ink.maybe(0.5)
    for word, value in totals:
        if near:
            paper.column(word, ink.pick("　", "　　"), value, align="right")
        else:
            y = paper.column(word, indent=ink.rng.choice((0, 10)))
            ink.say(paper.bottom, y, value, align="right")


@family("vertical_trade_items", TRADE)
def items(rng: random.Random) -> Drawing:
    """No rule anywhere: each item begins 一、 and ends in its amount, at the foot or right behind; 以上 at the end."""
    ink = Brush(rng, rng.choice(_PAPERS), sizes=(10, 13))
    trade = _deal(ink, most=6)
    paper = Paper(ink)
    _heading(paper, trade)
    if ink.maybe(0.4):
        _sum(paper, trade)
    if trade.subject and ink.maybe(0.6):
        paper.column(ink.pick("件名　", "工事名　", "一、"), trade.subject)
    if ink.maybe(0.3):
        paper.column(ink.pick("記", "明細", "内訳"), align="center")
    mark, gap = ink.pick("一、", "一、", "一　", "・", "○", ""), ink.pick("　", "　　", " ")
    foot, priced, gold = ink.maybe(0.6), ink.maybe(0.5), ink.pick("", "金", "")
    for n, line in enumerate(trade.lines):
        row = f"line_items.{n}."
        pieces: list[Piece] = [mark, (line.description, f"{row}description"), gap]
        pieces += [(ink.count(line.quantity), f"{row}quantity"), (line.unit, f"{row}unit")]
        if priced:
            pieces += [
                gap,
                ink.pick("＠", "単価", "") if n == 0 else "",
                (ink.money(line.unit_price), f"{row}unit_price"),
            ]
        amount: Piece = (ink.money(line.amount), f"{row}amount")
        if not foot:
            pieces += [gap, gold, amount]
        y = paper.column(*pieces, indent=rng.choice((0, 4)) if n == 0 else 4)
        if foot:
            ink.say(paper.bottom, y, gold, amount, align="right")
    paper.y += 2
    _sums(paper, _totals(paper, trade, total="total_amount" not in paper.values))
    if ink.maybe(0.4):
        paper.column(ink.pick("以上", "右の通りに候也", "毎度有難う存じます"), align="right", indent=4)
    _foot(paper, trade)
    return trade, (ink.sheet.page(),)


@family("vertical_trade_two_tiers", TRADE)
def two_tiers(rng: random.Random) -> Drawing:
    """The sheet cut across: who, what about and how much in the upper half, the items' columns in the lower one."""
    width, height = rng.choice(((210.0, 297.0), (182.0, 257.0), (148.0, 210.0)))
    ink = Brush(rng, (width, height), sizes=(9, 11))
    trade = _deal(ink, most=6)
    middle = height * rng.uniform(0.44, 0.54)
    paper = Paper(ink, top=height * 0.06, bottom=middle - 6, y=width * 0.06)
    _heading(paper, trade)
    _sum(paper, trade)
    _foot(paper, trade)
    lower = Paper(ink, top=middle + 4, bottom=height * 0.95, y=width * 0.07)
    lower.values = paper.values
    columns = _columns(lower, unit=False, price=ink.maybe(0.6))
    rows = [_cells(ink, columns, n, line) for n, line in enumerate(trade.lines)]
    totals = _totals(lower, trade, total=ink.maybe(0.5))
    rows += [[(word,), *[("",) for _ in columns[1:-1]], (value,)] for word, value in totals]
    grid(ink, lower.top, lower.y, columns, rows, row=min(ink.size * 0.9, (width - 24) / (len(rows) + 1)))
    if ink.maybe(0.5):
        ink.sheet.rule(middle, 8, middle, width - 8, 0.5)
    return trade, (ink.sheet.page(),)


@family("vertical_trade_beside_table", TRADE)
def beside_table(rng: random.Random) -> Drawing:
    """A table and sums written across; title, addressee, the sentence and the issuer in columns above or beside it."""
    width, height = rng.choice(((210.0, 297.0), (297.0, 210.0), (182.0, 257.0)))
    beside = width > height
    ink = Brush(rng, (width, height), sizes=(10, 12.5))
    trade = _deal(ink)
    high = height * (0.93 if beside else rng.uniform(0.4, 0.46))
    paper = Paper(ink, top=height * 0.05, bottom=high)
    _heading(paper, trade)
    if ink.maybe(0.6):
        _sum(paper, trade)
    _day(paper, trade)
    if not beside:
        paper.issuer(trade.vendor)
    across = Ink(rng, width, height, faces=GOTHIC + MINCHO, sizes=(8, 9.5))
    right = width - paper.y - 8 if beside else width - 14
    span, y = right - 14, 16.0 if beside else high + 8
    shares = (
        ("description", "品名", 0.46),
        ("quantity", "数量", 0.14),
        ("unit_price", "単価", 0.19),
        ("amount", "金額", 0.21),
    )
    columns = [
        Col(key, word, span * share, "left" if n == 0 else "right") for n, (key, word, share) in enumerate(shares)
    ]
    rows = []
    for n, line in enumerate(trade.lines):
        texts = (line.description, f"{line.quantity:f}", across.money(line.unit_price), across.money(line.amount))
        rows.append([cell(n, column.key, text) for column, text in zip(columns, texts, strict=True)])
    y = grid(across, 14, y, columns, rows, least=rng.choice((0, 6, 8))) + 5
    paper.values["tax_amount"] = trade.tax_amount
    tax = tax_field(trade.taxes[0].percent, 1)
    sums: list[tuple[Piece, Decimal, str]] = [
        (label("tax_amount", "消費税" if not trade.tax_included else "内消費税"), trade.tax_amount, tax)
    ]
    if not trade.tax_included:
        sums.insert(0, (label("subtotal", rng.choice(words("subtotal"))), trade.subtotal, "subtotal"))
    sums.append((label("total_amount", rng.choice(words("total"))), trade.total_amount, "total_amount"))
    for word, value, field in sums:
        across.say(right - span * 0.45, y, word, fit=span * 0.22)
        across.say(right - 1, y, (across.money(value), field), align="right", fit=span * 0.22)
        y += across.size * 0.62
    if beside:
        y = max(y + 8, height * 0.6)
        lines: list[tuple[Piece, ...]] = [
            ((trade.vendor.name, "vendor_name"),),
            ((trade.vendor.full_address, "vendor_address"),),
        ]
        lines.append((label("vendor_phone", "TEL"), " ", (trade.vendor.phone, "vendor_phone")))
        for n, pieces in enumerate(lines):
            across.say(14, y, *pieces, size=across.size + (0 if n else 3), fit=span)
            y += across.size * 0.65
    return trade, (over(ink.sheet.page(), across.sheet.page()),)
