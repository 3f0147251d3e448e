"""Vouchers filled in by hand or by a clerk: blocks in any place, ruled forms, stubs above and at the right."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.more_receipt_parts import Form, terms
from training.families.office_blocks import Row, seal, stamp, title
from training.families.office_goods import person
from training.families.office_ink import Piece

SIZES = ((176.0, 84.0), (182.0, 90.0), (210.0, 99.0), (210.0, 148.0), (148.0, 105.0), (182.0, 128.0))


@family("receipt_hand_form", "receipt")
def hand_form(rng: random.Random) -> Drawing:
    """The pad with its blocks in any place: addressee, amount in the middle, proviso; issuer, taxes and stamp below."""
    paper = Form(rng, *rng.choice(SIZES))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    if ink.maybe(0.5):
        ink.sheet.panel(4, 4, w - 8, h - 8, weight=rng.choice((0.4, 0.9, 1.4)), colour=ink.accent)
    at = rng.choice((0.5, 0.5, 0.3, 0.2))
    title(ink, w * at, 12, ink.pick("領収証", "領収書", "領収証", "RECEIPT"), size=15)
    numbered = ink.maybe(0.6)
    if numbered:
        ink.say(w - 9, 9, f"{ink.pick('No. ', 'No.', '№', '領収書No. ')}{rng.randint(1, 9999)}", align="right", size=8)
    early = ink.maybe(0.6)
    if early:
        paper.dated(w - 9, 15 if numbered else 12)
    top, wide = 23.0, w * rng.uniform(0.45, 0.62)
    y = paper.addressee(10, top, wide)
    if h > 100:
        y += rng.uniform(0, 6)
    x = 10 + rng.choice((0.0, 0.04, 0.1)) * w
    y = paper.amount(x, y + 4, w * rng.uniform(0.55, 0.75))
    y = paper.proviso(x, y, w * rng.uniform(0.55, 0.75))
    said: list[Piece] = [rng.choice(terms("words", "received"))]
    if not early:
        said = [paper.put("issue_date", paper.day, ink.day(paper.day)), ink.pick("　", "  "), *said]
    ink.say(x + rng.choice((0, 6)), y, *said, fit=w * 0.8)
    _below(paper, y + 6.5)
    return paper.done()


def _below(paper: Form, y: float) -> None:
    """Stamp box, taxes and issuer side by side in any order, in what room is left."""
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    order = ["stamp", "taxes", "issuer"]
    if ink.maybe(0.4):
        order.remove("stamp")
    if ink.maybe(0.35):
        order.remove("taxes")
    paper.rng.shuffle(order)
    widths = {"stamp": 22.0, "taxes": min(52.0, w * 0.28)}
    widths["issuer"] = w - 18 - sum(widths[name] + 3 for name in order if name != "issuer")
    x = 9.0
    for name in order:
        if name == "stamp" and h - y > 26:
            stamp(ink, x + 1, h - 29)
        elif name == "taxes":
            paper.taxes(x, y + 1.5, widths["taxes"], form=ink.pick("rows", "rows", "heads"))
        elif name == "issuer":
            paper.issuer(x, y + 1, widths["issuer"], room=h - 7 - y)
        x += widths[name] + 3


@family("receipt_ruled_form", "receipt")
def ruled_form(rng: random.Random) -> Drawing:
    """A form of ruled rows on upright paper: each fact behind its label cell, in any order; issuer above or below."""
    paper = Form(rng, *rng.choice(((105.0, 148.0), (128.0, 182.0), (148.0, 210.0), (210.0, 148.0))))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    y = title(
        ink,
        w / 2,
        13,
        ink.pick("領収書", "領収証", "入金伝票兼領収書", "領収書（お客様控）", "納付済領収証書"),
        size=14,
    )
    above = ink.maybe(0.3)
    if above:
        y = paper.issuer(12, y + 3, w - 24) + 2
    shown = ink.pick("¥{:,}", "{:,}円", "金{:,}円", "¥{:,}-", "￥{:,}").format(paper.total)
    rows: list[Row] = [
        (paper.word("addressee"), (paper.put("addressee", paper.payer), ink.pick(" ", "　", ""), paper.honorific)),
        (paper.word("total_amount"), (paper.put("total_amount", paper.total, shown),)),
        (paper.word("proviso"), (paper.put("proviso", paper.reason), paper.tail)),
        (paper.word("issue_date"), (paper.put("issue_date", paper.day, ink.day(paper.day)),)),
    ]
    if ink.maybe(0.5):
        kind = rng.choice(("cash", "credit_card", "qr", "e_money", "other"))
        paper.values["payment_method"] = kind
        method = (rng.choice(terms("words", kind)), "payment_method")
        rows.append((("お支払方法", "label.payment_method"), (method,)))
    if ink.maybe(0.4):
        rows.append((ink.pick("領収番号", "整理番号", "伝票No.", "お客様番号"), (f"{rng.randint(100, 999999)}",)))
    if ink.maybe(0.7):
        rng.shuffle(rows)
    y = paper.boxed(10, y + 2, w - 20, rows, high=rng.uniform(6.5, 9.5), share=rng.uniform(0.22, 0.34)) + 6
    if ink.maybe(0.6):
        y = paper.taxes(10, y, (w - 20) * rng.choice((0.6, 1.0))) + 2
    ink.say(w / 2, y, rng.choice(terms("words", "received")), align="center", fit=w - 20)
    if not above:
        left = rng.choice((10.0, w * 0.35))
        paper.issuer(left, y + 8, w - 10 - left, room=h - 10 - y)
    elif ink.maybe(0.6):
        ink.say(w - 32, y + 8, rng.choice(terms("words", "staff")), "　", person(rng)[:2])
    return paper.done()


@family("receipt_side_stub", "receipt")
def side_stub(rng: random.Random) -> Drawing:
    """A stub above the cut, or at the right of it; the receipt proper in two columns."""
    over = rng.random() < 0.5
    paper = Form(rng, *((148.0, 150.0) if over else (220.0, 92.0)))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    number = f"{rng.randint(1, 99999):05}"
    copied = [
        f"No.{number}",
        ink.day(paper.day),
        f"{paper.payer} {paper.honorific}",
        f"¥{paper.total:,}",
        f"但 {paper.reason}",
    ]
    if over:
        ink.sheet.dashes(3, w - 3, 44)
        ink.say(10, 9, ink.pick("（控）", "領収証（控）", "控"), size=11)
        for n, text in enumerate(copied):
            ink.say(10 + (n % 2) * 70, 18 + (n // 2) * 8, text, fit=60)
        x, y, wide = 10.0, 56.0, w - 20
    else:
        cut = w - rng.uniform(50, 60)
        for at in range(5, int(h) - 4, 4):
            ink.sheet.rule(cut, at, cut, at + 2, 0.4)
        ink.say(cut + 6, 12, ink.pick("控", "領収書控", "（入金票）"), size=11)
        for n, text in enumerate(copied):
            ink.say(cut + 6, 22 + n * 9, text, fit=w - cut - 11)
            ink.sheet.rule(cut + 5, 25 + n * 9, w - 5, 25 + n * 9, 0.3)
        x, y, wide = 9.0, 12.0, cut - 18
    title(ink, x + wide / 2, y, ink.pick("領収証", "領収書"), size=14)
    ink.say(x + wide, y - 2, f"No.{number}", align="right", size=8)
    left = wide * 0.6
    paper.dated(x + wide, y + 12)
    below = paper.addressee(x, y + 12, left - 4, size=11)
    below = paper.amount(x, below + 3, left - 2, size=15)
    below = paper.proviso(x, below, left - 2)
    ink.say(x, below, rng.choice(terms("words", "received")), size=8, fit=left)
    if ink.maybe(0.6) and h - below > 20:
        paper.taxes(x, below + 6, left * 0.85, form="rows" if over else "line")
    paper.issuer(x + left + 2, y + 24, wide - left - 3, room=h - y - 40)
    if ink.maybe(0.5):
        seal(ink, paper.seller.name, x + wide - 19, h - 17)
    return paper.done()
