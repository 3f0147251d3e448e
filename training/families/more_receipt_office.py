"""Receipts of accounting software: a full page to a company with 但書, articles and taxes; vouchers on roll paper."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import REDUCED, Line, breakdown, tax_parts
from training.families import Drawing, family
from training.families.more_receipt_parts import Form, terms
from training.families.office_blocks import Col, cell, grid, stamp, title
from training.families.office_goods import basket, firm, person
from training.families.office_ink import Piece, label, tax_field


@family("receipt_accounting", "receipt")
def accounting(rng: random.Random) -> Drawing:
    """A page: payer with address left or right, issuer opposite, the sum, 但書, articles, taxes by rate."""
    paper = Form(rng, 210.0, rng.choice((297.0, 297.0, 148.0)), sizes=(8, 10))
    ink, h = paper.ink, paper.ink.height
    half = h < 200
    lines = basket(rng, rng.choice(("stationery", "grocery", "drug", "cafe")), rng.randint(1, 2 if half else 7))
    included = ink.maybe(0.6)
    parts = tax_parts(lines, included, "floor")
    gross = sum((line.amount for line in lines), Decimal(0))
    paper.total = gross if included else gross + sum((part.tax for part in parts), Decimal(0))
    y = title(ink, rng.choice((105.0, 40.0, 170.0)), 14, ink.pick("領収書", "領収証", "領収書"), size=16)
    mirrored = ink.maybe(0.2)
    near, far = (118.0, 16.0) if mirrored else (16.0, 122.0)
    left = _payer(paper, near, y + 4)
    ink.say(far, y + 2, ink.pick("領収書番号", "No.", "管理番号"), "：", f"{rng.randint(1000, 99999)}", fit=70)
    paper.dated(far, y + 7.5, right=False, worded=0.8)
    right = paper.issuer(far, y + 15, 70)
    y = max(left, right) + 5
    y = paper.amount(rng.choice((16.0, 40.0)), y + 4, rng.choice((100.0, 130.0)), size=16)
    y = paper.proviso(16, y + 1, rng.choice((110.0, 150.0))) + 1
    ink.say(16, y, rng.choice(terms("words", "received")))
    if ink.maybe(0.4):
        stamp(ink, 172, y - 14)
    y = _articles(paper, lines, y + 10)
    _taxes(paper, lines, y + 3, gross, included=included)
    return paper.done(lines)


def _payer(paper: Form, x: float, y: float) -> float:
    """The name, perhaps under a postal address and over a department or person, with the honorific."""
    ink, rng = paper.ink, paper.rng
    if ink.maybe(0.5):
        home = firm(rng)
        ink.say(x, y, f"〒{home.postal_code}", size=8.5)
        ink.say(x, y + 5, home.address, size=8.5, fit=86)
        y += 11
    size = rng.uniform(10.5, 13)
    extra = (
        ink.pick("経理部", "ご担当者", f"{person(rng)}", "総務課")
        if paper.honorific == "御中" and ink.maybe(0.3)
        else ""
    )
    honorific: Piece = "" if extra else paper.honorific
    right = ink.say(x, y, paper.put("addressee", paper.payer), size=size, fit=70, bold=ink.maybe(0.4))
    ink.say(right + rng.uniform(1.5, 4), y, honorific, size=size)
    if extra:
        y += 6
        ink.say(x + 6, y, extra, "　様")
    if ink.maybe(0.5):
        ink.sheet.rule(x, y + 3.5, x + 86, y + 3.5, 0.5)
    return y + 6


def _articles(paper: Form, lines: tuple[Line, ...], y: float) -> float:
    """The articles under their heads."""
    ink = paper.ink
    columns = [
        Col("description", ink.pick("品名", "品目", "内容", "商品名", "摘要"), 88),
        Col("quantity", ink.pick("数量", "個数", "数"), 18, "right"),
        Col("", ink.pick("単価", "価格"), 30, "right"),
        Col("amount", ink.pick("金額", "小計", "金額(円)"), 38, "right"),
    ]
    mark = ink.pick("※", "*", "（軽減）")
    rows: list[list[tuple[Piece, ...]]] = []
    for n, line in enumerate(lines):
        reduced: tuple[Piece, ...] = ((mark, f"line_items.{n}.tax_rate"),) if line.rate == REDUCED else ()
        named: tuple[Piece, ...] = ((line.description, f"line_items.{n}.description"), *reduced)
        count, paid = cell(n, "quantity", f"{line.quantity}"), cell(n, "amount", ink.money(line.amount))
        rows.append([named, count, (ink.money(line.unit_price),), paid])
    return grid(ink, 18, y, columns, rows, row=ink.size * 0.64)


def _taxes(paper: Form, lines: tuple[Line, ...], y: float, gross: Decimal, *, included: bool) -> None:
    """Base and tax of every rate, and the sum once more."""
    ink, parts = paper.ink, tax_parts(lines, included, "floor")
    paper.values["tax_breakdown"] = breakdown(parts)
    rows: list[tuple[Piece, Piece]] = [] if included else [(ink.pick("小計", "税抜合計"), ink.money(gross))]
    if len(parts) == 1:
        paper.values["tax_amount"] = parts[0].tax
    for part in parts:
        base, tax = f"tax_breakdown.{part.percent}.taxable_amount", tax_field(part.percent, len(parts))
        word = ink.pick("{}%対象", "{}％対象額", "対象額({}%)").format(part.percent)
        rows.append((label(base, word), (ink.money(part.taxable), base)))
        word = ink.pick("消費税({}%)", "内消費税 {}%", "消費税額 {}％").format(part.percent)
        rows.append((label(tax.split("|")[0], word), (ink.money(part.tax), tax)))
    rows.append((paper.word("total_amount"), (ink.money(paper.total), "total_amount")))
    x, boxed, high = ink.rng.choice((18.0, 118.0, 118.0)), ink.maybe(0.5), ink.size * 0.6
    for said, value in rows:
        if boxed:
            ink.sheet.panel(x, y, 74, high, weight=ink.rule_weight)
        ink.say(x + 1.5, y + high / 2, said, fit=38)
        ink.say(x + 72.5, y + high / 2, value, align="right", fit=32)
        y += high


@family("receipt_roll_voucher", "receipt")
def roll_voucher(rng: random.Random) -> Drawing:
    """A narrow printer's voucher on roll paper: the form's facts in rows of dashes, name to be written over a line."""
    paper = Form(rng, rng.choice((58.0, 72.0, 80.0)), 260.0, sizes=(7.5, 9))
    ink, w = paper.ink, paper.ink.width
    seller_first = ink.maybe(0.4)
    y = 9.0
    if seller_first:
        y = paper.issuer(4, y, w - 8) + 3
    y = title(ink, w / 2, y + 3, ink.pick("領収証", "領収書"), size=13) + 3
    if ink.maybe(0.5):
        paper.dated(w - 4, y, worded=0.3)
        y += 6
    form = ink.pick("bare", "left", "above", "near")
    y = paper.addressee(4, y + 2, w - 9, size=9.5, form=form) + 3
    y = paper.amount(4, y + 3, w - 8, size=12) + 1
    y = paper.proviso(4, y, w - 8, form=ink.pick("line", "bare", "wide", "above"))
    if "issue_date" not in paper.values:
        paper.dated(4, y, right=False)
        y += 5.5
    ink.say(4, y, rng.choice(terms("words", "received")), size=ink.size * 0.9, fit=w - 8)
    y += 6
    ink.sheet.dashes(3, w - 3, y - 2)
    y = paper.taxes(5, y + 1.5, w - 10, form="rows") + 1
    if ink.maybe(0.5):
        method = rng.choice(("cash", "credit_card", "qr", "e_money"))
        paper.values["payment_method"] = method
        ink.say(5, y, ink.pick("お支払", "支払方法"), "　", (rng.choice(terms("words", method)), "payment_method"))
        y += 5.5
    if not seller_first:
        ink.sheet.dashes(3, w - 3, y - 1)
        y = paper.issuer(4, y + 3, w - 8)
    if ink.maybe(0.4):
        ink.sheet.panel(5, y + 1, 18, 18, weight=0.4)
        ink.say(14, y + 10, ink.pick("印紙", "収入印紙"), align="center", size=7)
        y += 20
    return paper.done(height=y + 6)
