"""Receipts written down their columns: the sum in large numerals, what for, the day, the issuer at the left."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import REDUCED, STANDARD, Line, TaxPart, breakdown, tax_parts
from training.families import Drawing, family
from training.families.more_receipt_parts import proviso
from training.families.office_blocks import stamp
from training.families.office_goods import person
from training.families.office_ink import MINCHO, Facts, Ink, Piece, day_between, label, tax_field
from training.families.vertical_parts import Brush, Paper, over, somebody, words
from training.page import Align
from training.pools import table

_SLIPS = ((150.0, 105.0), (182.0, 128.0), (110.0, 180.0), (210.0, 148.0), (130.0, 210.0), (180.0, 90.0), (210.0, 297.0))


def _sum(paper: Paper) -> Decimal:
    """The amount in large type between rules, in a box, or free, behind 金."""
    ink, rng = paper.ink, paper.rng
    total = Decimal(rng.choice((rng.randint(3, 300) * 1000, rng.randint(300, 99999) * 11, rng.randint(1, 60) * 10000)))
    size = rng.uniform(15, 24)
    paper.y += rng.uniform(0, 4)
    start, form = paper.y, ink.pick("box", "rules", "plain", "plain", "left")
    before = ink.pick("金", "金　", "一金", "一、金　", "一金　")
    amount = paper.put("total_amount", total, ink.headline(total))
    align: Align = rng.choice(("left", "center", "center"))
    paper.column(before, amount, size=size, align=align, indent=6, bold=True, gap=1.7)
    left, right = paper.top - 1, paper.bottom + 1
    if form == "box":
        ink.sheet.panel(left, start, right - left, paper.y - start, weight=0.9)
    for y in {"rules": (start, paper.y), "left": (paper.y,)}.get(form, ()):
        ink.sheet.rule(left, y, right, y, 0.7)
    paper.y += rng.uniform(1, 5)
    return total


def _proviso(paper: Paper) -> None:
    ink, rng = paper.ink, paper.rng
    reason, tail = proviso(rng, day_between(rng))
    word = ink.pick("但", "但し", "但し　", "但　", "但し書　", "但")
    field = "proviso"
    paper.column(label(field, word.strip("　")), "　" * word.count("　"), paper.put(field, ink.written(reason)), tail)
    if ink.maybe(0.2):
        ink.sheet.rule(paper.top, paper.y, paper.bottom, paper.y, 0.4)


def _taxes(paper: Paper, total: Decimal, x: float, y: float, width: float) -> float:
    """Base and tax of the one rate, in rows of this paper's writing; returns the y under them."""
    ink, rate = paper.ink, paper.rng.choice((STANDARD, STANDARD, REDUCED))
    part = tax_parts((Line("", Decimal(1), "", total, rate),), True, "floor")[0]
    base = total - part.tax
    paper.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown((TaxPart(rate, base, part.tax),))}
    name = f"tax_breakdown.{part.percent}."
    rows = (
        (label(f"{name}taxable_amount", ink.pick("税抜金額", "本体価格", "内訳　税抜")), base, f"{name}taxable_amount"),
        (label("tax_amount", f"消費税{ink.pick('額', '等', '')}"), part.tax, tax_field(part.percent, 1)),
    )
    high, boxed = ink.size * 0.62, ink.maybe(0.5)
    for n, (word, value, field) in enumerate(rows):
        percent = f"（{part.percent:02}％）" if n and part.percent > 9 and ink.maybe(0.6) else ""
        if boxed:
            ink.sheet.panel(x, y, width, high, weight=0.3)
        ink.say(x + 1, y + high / 2, word, percent, size=ink.size * 0.85, fit=width * 0.48)
        ink.say(
            x + width - 1, y + high / 2, (ink.money(value), field), size=ink.size * 0.85, align="right",
            fit=width * 0.48,
        )  # fmt: skip
        y += high
    return y


@family("vertical_receipt", "receipt")
def receipt(rng: random.Random) -> Drawing:
    """領収証 from right to left: title and payer in either order, the sum, 但し, the sentence, the day, the issuer."""
    ink = Brush(rng, rng.choice(_SLIPS), sizes=(9, 13))
    paper = Paper(ink)
    first = ink.maybe(0.7)
    if first:
        paper.title(rng.choice(words("receipt")))
    paper.addressee("addressee", somebody(ink))
    if not first:
        paper.title(rng.choice(words("receipt")))
    total = _sum(paper)
    if ink.maybe(0.85):
        _proviso(paper)
    paper.column(rng.choice(words("receipt_says")), indent=rng.choice((0, 0, 8)))
    day = day_between(rng)
    paper.dated("issue_date", ink.day(day), day, labelled=0.1, indent=rng.uniform(0, 20))
    seller = ink.company(table("vertical")["signs"] if ink.maybe(0.7) else ())
    if ink.maybe(0.4):
        width = (paper.bottom - paper.top) * rng.uniform(0.5, 0.7)
        paper.y = _taxes(paper, total, paper.top, paper.y + 1, width) + 1
    paper.issuer(seller)
    if ink.maybe(0.3):
        stamp(ink, paper.top + 2, min(paper.y + 2, ink.height - 26))
    return Facts("receipt", paper.values), (ink.sheet.page(),)


@family("vertical_receipt_letterhead", "receipt")
def letterhead(rng: random.Random) -> Drawing:
    """The form written down its columns above or beside an issuer, a number and taxes that are written across."""
    width, height = rng.choice(((182.0, 128.0), (150.0, 210.0), (210.0, 148.0), (128.0, 182.0)))
    beside = width > height
    ink = Brush(rng, (width, height), sizes=(9.5, 13))
    high = height * (0.93 if beside else rng.uniform(0.58, 0.68))
    paper = Paper(ink, top=height * 0.07, bottom=high)
    paper.title(rng.choice(words("receipt")))
    paper.addressee("addressee", person(rng) if ink.maybe(0.4) else somebody(ink))
    _sum(paper)
    if ink.maybe(0.8):
        _proviso(paper)
    paper.column(rng.choice(words("receipt_says")))
    day = day_between(rng)
    paper.dated("issue_date", ink.day(day), day, labelled=0.1)
    across = Ink(rng, width, height, faces=MINCHO, sizes=(7.5, 9.5))
    left = 8.0
    room = width - paper.y - 12 if beside else width - 16
    y = height * 0.3 if beside else high + 8
    seller = ink.company(table("vertical")["signs"] if ink.maybe(0.5) else ())
    lines: list[tuple[Piece, ...]] = [(paper.put("vendor_name", seller.name),), (seller.full_address,)]
    lines.append((label("vendor_phone", ink.pick("TEL", "電話", "☎")), " ", paper.put("vendor_phone", seller.phone)))
    if ink.maybe(0.7):
        field = "vendor_registration_number"
        lines.append((label(field, "登録番号"), " ", paper.put(field, seller.registration_number)))
    for n, pieces in enumerate(lines):
        across.say(left, y, *pieces, size=across.size + (0 if n else 3), bold=not n, fit=room)
        y += across.size * 0.62
    if ink.maybe(0.5):
        across.say(left, 8 if beside else y, "No.", f"{rng.randint(1, 9999)}", fit=room)
    return Facts("receipt", paper.values), (over(ink.sheet.page(), across.sheet.page()),)
