"""Claims on public offices: papers of sentences and numbered items."""

from __future__ import annotations

import random
from dataclasses import replace

from training.families import TRADE, Drawing, chance, family
from training.families import more_trade_foot as foot
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import deal, spelled
from training.families.more_trade_parts import Block
from training.families.office_blocks import facts
from training.families.office_ink import GOTHIC, MINCHO, Piece
from training.families.trade_classic import finish
from training.families.trade_deal import Desk

MARKS = ("{}　", "{}．", "({}) ", "{}. ", "{}）")
_CIRCLES = "①②③④⑤⑥⑦⑧"
Item = tuple[str, Block]
"""The heading of a numbered item and what draws it."""


@family("more_claim", TRADE)
def claim(rng: random.Random) -> Drawing:
    """A claim on a public office: the amount on one line or in boxes, what it is for, claimant and account."""
    made = deal(
        rng,
        "invoice",
        "invoice",
        "quotation",
        most=5,
        sizes=(9.2, 11.0),
        faces=MINCHO if rng.random() < 0.7 else GOTHIC,
    )
    made = _to_an_office(made)
    billed = made.trade.document_type == "invoice"
    ink, x = made.ink, rng.uniform(20, 28)
    width = ink.width - 2 * x
    top = ink.maybe(0.45)
    y = 22.0
    if top:
        y = day_line(made, x, y, width) + 2
    name = ink.pick("請求書", "請求書", "代金請求書", "御請求書") if billed else ink.pick("見積書", "御見積書")
    heading = ink.pick("", "　", "　　").join(name)
    ink.say(ink.width / 2, y + 4, heading, size=rng.uniform(16, 22), bold=True, align="center", fit=width - 10)
    y += 14
    head: list[Block] = [_addressee, _claimant, _sum]
    head = rng.choice(
        (head, head, [_sum, _addressee, _claimant], [_sum, _claimant, _addressee], [_claimant, _addressee, _sum])
    )
    for draw in head:
        y = draw(made, x, y + 2, width)
    items: list[Item] = [(ink.pick("請求の内訳" if billed else "見積内訳", "内訳", "明細", "品目等"), _lines)]
    if made.trade.bank:
        items.append((ink.pick("振込先口座", "振込口座", "支払金口座", "支払方法"), _account))
    if made.trade.subject:
        items.append((made.chosen["subject"], _about))
    if made.trade.due_date:
        items.append((made.word("due_date"), _due))
    rng.shuffle(items)
    style, digits = rng.choice(MARKS), rng.choice(("123456", "１２３４５６", "一二三四五六"))
    circled = ink.maybe(0.15)
    for n, (word, draw) in enumerate(items):
        ink.say(x, y + 3, f"{_CIRCLES[n]} " if circled else style.format(digits[n]), word, fit=width)
        y = draw(made, x + 5, y + 7, width - 5) + 2
    if not top:
        y = day_line(made, x, y + 3, width, foot=True)
    return finish(made)


def _to_an_office(made: Desk) -> Desk:
    """The same deal with a public office as the buyer, in most papers."""
    ink = made.ink
    if ink.maybe(0.25):
        return made
    town = f"{ink.pick(*_towns())}{ink.pick('市', '町', '村', '区')}"
    office = ink.pick(
        f"{town}長", town, f"{town}{spelled(made, 'offices')}", f"{town}立図書館", f"{town}教育委員会", f"{town}水道局"
    )
    return replace(made, trade=replace(made.trade, buyer=replace(made.trade.buyer, name=office.replace("市市", "市"))))


def _towns() -> list[str]:
    """Names of places that are nowhere."""
    heads, tails = chance.pool("heads"), chance.pool("tails")
    return [f"{head}{tail}" for head, tail in zip(heads, tails, strict=False)]


def day_line(made: Desk, x: float, y: float, width: float, *, foot: bool = False, right: bool = False) -> float:
    """The day alone, or with its word."""
    ink = made.ink
    run: list[Piece] = [(ink.day(made.trade.issue_date), "issue_date")]
    if ink.maybe(0.3):
        run = [made.named("issue_date", "date"), ink.pick("　", "："), *run]
    at_right = right or (not foot and ink.maybe(0.75))
    ink.say(x + width if at_right else x, y, *run, align="right" if at_right else "left")
    if made.trade.number and not right:
        number: list[Piece] = [made.named("document_number", "number"), " ", (made.trade.number, "document_number")]
        ink.say(x if at_right else x + width, y, *number, align="left" if at_right else "right")
    return y + 7


def _addressee(made: Desk, x: float, y: float, width: float) -> float:
    ink = made.ink
    gap = ink.pick("　", "　　", " ")
    ink.say(
        x,
        y,
        ink.pick("", "", "（宛先）", "（あて先）"),
        (made.trade.buyer.name, "buyer_name"),
        gap,
        ink.pick("様", "殿", "御中", "あて"),
        size=ink.size + 1.5,
    )
    return y + 9


def _claimant(made: Desk, x: float, y: float, width: float) -> float:
    """Address, name and number of who claims, a label each, at the right half or over the width."""
    ink, firm = made.ink, made.trade.vendor
    left = x + width * ink.rng.choice((0.42, 0.42, 0.1))
    room = x + width - left
    who = (
        ("請求者", "（請求者）", "受注者", "債権者")
        if made.trade.document_type == "invoice"
        else ("提出者", "（見積者）")
    )
    if ink.maybe(0.6):
        ink.say(left - (10 if left > x + 40 else 0), y, ink.pick(*who))
        y += ink.size * 0.6
    entries = [
        ("vendor_address", ink.pick("住所", "住　所", "所在地", "住所又は所在地"), firm.full_address),
        ("vendor_name", ink.pick("氏名", "氏　名", "商号又は名称", "名称", "会社名"), firm.name),
    ]
    if ink.maybe(0.5):
        entries.append(("", ink.pick("代表者職氏名", "代表者", "代表者名"), f"代表取締役　{chance.person(ink.rng)}"))
    if ink.maybe(0.7):
        entries.append(("vendor_phone", ink.pick("電話", "電話番号", "連絡先"), firm.phone))
    if ink.maybe(0.8):
        entries.append(("vendor_registration_number", made.word("registration"), firm.registration_number))
    if ink.maybe(0.3):
        entries.append(("", ink.pick("債権者コード", "業者番号"), f"{ink.rng.randint(10000, 999999)}"))
    start = y
    y = facts(ink, left, y, room - 10, entries, form=ink.pick("tab", "colon", "lined"), leading=ink.size * 0.68)
    if ink.maybe(0.6):
        ink.say(
            x + width,
            start + ink.size * 0.68,
            ink.pick("印", "㊞", "(印)"),
            align="right",
            colour="#888888",
            face="gothic",
        )
    return y + 2


def _sum(made: Desk, x: float, y: float, width: float) -> float:
    """The amount asked for: on a ruled line, after 金, a digit a box, or in a sentence."""
    ink, total = made.ink, made.trade.total_amount
    form = ink.pick("line", "line", "boxes", "sentence", "sentence", "plain", "plain")
    word = made.named("total_amount", "total")
    if form == "boxes" and total < 10**9:
        ink.say(x, y + 4, word)
        digits, side = f"¥{total}", 8.0
        at = x + width * 0.35
        for n, digit in enumerate(digits.rjust(10)):
            ink.sheet.panel(at + n * side, y, side, 9, weight=0.4)
            if digit != " ":
                ink.say(at + (n + 0.5) * side, y + 4.5, (digit, "total_amount"), align="center", size=ink.size + 3)
        y += 13
    elif form == "sentence":
        ink.say(
            x,
            y + 3,
            "下記のとおり、金",
            (f"{total:,}円", "total_amount"),
            "（うち消費税等 ",
            (f"{made.trade.tax_amount:,}円", "tax_amount"),
            "）を請求します。" if made.trade.document_type == "invoice" else "）でお見積りします。",
            fit=width,
        )
        y += 9
    else:
        run: list[Piece] = [
            word,
            "　",
            (ink.pick(f"金{total:,}円也", f"¥{total:,}－", f"金 {total:,} 円", f"{total:,}円"), "total_amount"),
        ]
        ink.say(x + width / 2, y + 3, *run, size=ink.size + 5, align="center", fit=width)
        if form == "line":
            ink.sheet.rule(x + width * 0.1, y + 7.5, x + width * 0.9, y + 7.5, 0.8)
        y += 12
    if made.trade.subject and ink.maybe(0.5):
        ink.say(
            x,
            y,
            ink.pick("ただし、", "但し　", "件名　"),
            made.trade.subject,
            ink.pick("として", "の代金", ""),
            fit=width,
        )
        y += 7
    return y


def _lines(made: Desk, x: float, y: float, width: float) -> float:
    y = sums.lines(made, x, y, width, ruling=made.ink.pick("full", "full", "lines", "head"), row=made.ink.size * 0.66)
    return sums.sums(made, x + width * 0.45, y + 1, width * 0.55, form=made.ink.pick("right", "boxed", "lined"))


def _account(made: Desk, x: float, y: float, width: float) -> float:
    return foot.bank(made, x, y - 1, width, form=made.ink.pick("table", "box", "list", "line", "lines"))


def _about(made: Desk, x: float, y: float, width: float) -> float:
    made.ink.say(x + 4, y + 1, made.trade.subject, fit=width)
    return y + 5


def _due(made: Desk, x: float, y: float, width: float) -> float:
    made.ink.say(x + 4, y + 1, (made.ink.day(made.trade.due_date or made.trade.issue_date), "due_date"), fit=width)
    return y + 5
