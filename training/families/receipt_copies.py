"""Receipts in one sentence, receipts with their copy on the same sheet, and such whose proviso has a list below it."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import REDUCED, Line, breakdown, tax_parts
from training.families import Drawing, family
from training.families.more_receipt_hand import SIZES
from training.families.more_receipt_parts import Form, terms
from training.families.office_blocks import Cells, Col, cell, grid, stamp, title
from training.families.office_flow import Flow, filled
from training.families.office_goods import basket
from training.families.office_ink import Piece, label, tax_field
from training.families.trade_layers import words


@family("receipt_prose", "receipt")
def prose(rng: random.Random) -> Drawing:
    """All in one sentence: who, for what, how much; the day and the issuer below."""
    paper = Form(rng, *rng.choice(((210.0, 148.0), (182.0, 128.0), (148.0, 210.0), (210.0, 297.0))), sizes=(9.5, 12))
    ink, w = paper.ink, paper.ink.width
    ink.sheet.size = ink.size
    y = title(ink, w / 2, rng.uniform(18, 26), ink.pick("領収書", "領収証", "受領証", "領収証書"), size=17) + 6
    shown = ink.pick("金{:,}円", "金{:,}円也", "￥{:,}", "¥{:,}-", "金 {:,} 円也", "{:,}円（税込）")
    amount = shown.format(paper.total).removesuffix("（税込）")
    facts: dict[str, Piece] = {
        "addressee": paper.put("addressee", paper.payer),
        "sama": ink.pick("", "　", " ") + paper.honorific,
        "proviso": paper.put("proviso", paper.reason),
        "amount": paper.put("total_amount", paper.total, amount),
        "date": (ink.day(paper.day), "issue_date"),
    }
    draft = str(rng.choice(words("receipt_prose")))
    left = rng.uniform(16, 26)
    flow = Flow(ink, left=left, right=w - left, top=y, bottom=ink.height - 20, leading=ink.size * rng.uniform(0.7, 1.0))
    for part in draft.split("　") if ink.maybe(0.4) else (draft,):
        flow.paragraph(*filled(part, facts), first=rng.choice((0.0, 4.0)))
    y = flow.y + 6
    if "{date}" in draft:
        paper.values["issue_date"] = paper.day
    else:
        paper.dated(rng.choice((left, w - left - 40)), y, right=False, worded=0.2)
    y += 8
    if ink.maybe(0.4) and ink.height - y > 70:
        y = paper.taxes(left, y, w * 0.4) + 3
    at = rng.choice((left, w * 0.45, w * 0.5))
    paper.issuer(at, y + 2, w - at - 14, room=ink.height - y - 12)
    if ink.maybe(0.3) and at > left + 30:
        stamp(ink, left, y)
    return paper.done()


@family("receipt_twin", "receipt")
def twin(rng: random.Random) -> Drawing:
    """A receipt and, beside or below it, the same once more as the copy that is kept."""
    w, h = rng.choice(SIZES[:3])
    beside = rng.random() < 0.4
    w, h = (148.0, 105.0) if beside else (w, h)
    paper = Form(rng, w * (2 if beside else 1), h * (1 if beside else 2), sizes=(7.5, 9.0))
    ink = paper.ink
    name = ink.pick("領収証", "領収書")
    copy = ink.pick("領収証（控）", f"{name}(控)", f"{name}控", "入金控", "（控）", "控")
    if ink.maybe(0.4):
        ink.sheet.panel(4, 4, w - 8, h - 8, weight=0.8, colour=ink.accent)
    title(ink, w * rng.choice((0.5, 0.3)), 12, name, size=14)
    ink.say(w - 9, 9, f"{ink.pick('No. ', 'No.', '№')}{rng.randint(1, 9999)}", align="right", size=8)
    paper.dated(w - 9, 15)
    y = paper.addressee(10, 22, w * 0.58, size=11)
    y = paper.amount(12, y + 3, w * 0.62, size=15)
    y = paper.proviso(12, y, w * 0.62)
    ink.say(12, y, rng.choice(terms("words", "received")), fit=w * 0.6)
    if ink.maybe(0.5) and h - y > 26:
        paper.taxes(12, y + 6, w * 0.34, form="rows")
    paper.issuer(w * 0.5, y + 5, w * 0.44, room=h - y - 12)
    across, down = (w, 0.0) if beside else (0.0, h)
    ink.sheet.repeat(across, down, {name: copy})
    if beside:
        for at in range(4, int(h) - 3, 4):
            ink.sheet.rule(w, at, w, at + 2, 0.4)
    else:
        ink.sheet.dashes(3, w - 3, h)
    return paper.done()


@family("receipt_itemised", "receipt")
def itemised(rng: random.Random) -> Drawing:
    """Proviso and amount above, what they cover below: lines with units, and the sums as rows of the same table."""
    paper = Form(rng, *rng.choice(((210.0, 297.0), (182.0, 257.0), (148.0, 210.0))), sizes=(7.8, 9.5))
    ink, w = paper.ink, paper.ink.width
    lines = basket(rng, rng.choice(("stationery", "grocery", "drug", "cafe", "pub")), rng.randint(1, 6))
    included = ink.maybe(0.6)
    parts = tax_parts(lines, included, "floor")
    gross = sum((line.amount for line in lines), Decimal(0))
    tax = sum((part.tax for part in parts), Decimal(0))
    paper.total = gross if included else gross + tax
    paper.values["tax_breakdown"] = breakdown(parts)
    left = rng.uniform(12, 20)
    wide = w - 2 * left
    y = title(ink, rng.choice((w / 2, left + 22)), 16, ink.pick("領収書", "領収証", "領収書（明細付）"), size=16) + 3
    paper.dated(w - left, y, worded=0.6)
    y = paper.addressee(left, y + 8, wide * 0.6, size=12) + 2
    y = paper.amount(left, y + 4, wide * rng.uniform(0.5, 0.8), size=15)
    y = paper.proviso(left, y + 1, wide * 0.8)
    ink.say(left, y, rng.choice(terms("words", "received")), fit=wide)
    y = _covered(paper, lines, left, y + 5, wide, gross, tax if not included else None)
    paper.issuer(left + wide * 0.45, y + 8, wide * 0.55, room=ink.height - y - 14)
    return paper.done(lines)


def _covered(
    paper: Form, lines: tuple[Line, ...], x: float, y: float, width: float, gross: Decimal, tax: Decimal | None
) -> float:
    ink, rng = paper.ink, paper.rng
    units, parts = ("個", "点", "冊", "本", "袋", "枚", "名", "皿", ""), tax_parts(lines, tax is None, "floor")
    mark, unit = ink.pick("※", "軽", "*", "★"), ink.pick(*units)
    shares = {"description": 0.5, "quantity": 0.15, "price": 0.15, "amount": 0.2}
    columns = [
        Col("description", ink.pick("内訳", "品名", "内容", "摘要"), width * shares["description"]),
        Col("quantity", ink.pick("数量", "数", "数量・単位"), width * shares["quantity"], "right"),
        Col("", ink.pick("単価", "価格", "@"), width * shares["price"], "right"),
        Col(
            "amount",
            ink.pick("金額", "金額(税込)" if tax is None else "金額（税抜）"),
            width * shares["amount"],
            "right",
        ),
    ]
    rows: list[Cells] = []
    for n, line in enumerate(lines):
        reduced: tuple[Piece, ...] = ((mark, f"line_items.{n}.tax_rate"),) if line.rate == REDUCED else ()
        rows.append(
            (
                (*cell(n, "description", line.description), *reduced),
                (*cell(n, "quantity", f"{line.quantity}"), unit),
                (ink.money(line.unit_price),),
                cell(n, "amount", ink.money(line.amount)),
            )
        )
    blank: tuple[Piece, ...] = ("",)
    if tax is not None or ink.maybe(0.3):
        rows.append(((ink.pick("小計", "小　計", "計"),), blank, blank, (ink.money(gross),)))
    for part in parts if ink.maybe(0.8) else ():
        base, taxed = f"tax_breakdown.{part.percent}.taxable_amount", tax_field(part.percent, len(parts))
        if ink.maybe(0.6):
            rows.append(((label(base, f"{part.percent}%対象"),), blank, blank, ((ink.money(part.taxable), base),)))
        word = label(taxed.split("|")[0], f"{'内' if tax is None else ''}消費税({part.percent}%)")
        rows.append(((word,), blank, blank, ((ink.money(part.tax), taxed),)))
        if len(parts) == 1:
            paper.values["tax_amount"] = part.tax
    word = paper.word("total_amount")
    rows.append(((word,), blank, blank, ((ink.money(paper.total), "total_amount"),)))
    return grid(ink, x, y, columns, rows, row=ink.size * rng.uniform(0.6, 0.75))
