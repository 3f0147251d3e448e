"""Japanese papers in sentences and numbered items: claims on a public office, and a reply with its lines under 記."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.families import TRADE, Drawing, chance, family
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import deal, spelled
from training.families.office_blocks import Row, boxes, facts
from training.families.office_ink import GOTHIC, MINCHO, Piece
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.families.trade_parts import amount_text

_MARKS = ("{}　", "{}．", "({}) ", "{}. ", "{}）")
_CIRCLES = "①②③④⑤⑥⑦⑧"
Item = tuple[str, Callable[[Desk, float, float, float], float]]
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
    ink, x = made.ink, rng.uniform(20, 28)
    width = ink.width - 2 * x
    top = ink.maybe(0.45)
    y = 22.0
    if top:
        y = _day(made, x, y, width) + 2
    ink.say(
        ink.width / 2,
        y + 4,
        ink.pick("", "　", "　　").join(made.title[:4]),
        size=rng.uniform(16, 22),
        bold=True,
        align="center",
        fit=width - 10,
    )
    y += 14
    if ink.maybe(0.5):
        y = _addressee(made, x, y)
        y = _claimant(made, x, y + 2, width)
        y = _sum(made, x, y + 3, width)
    else:
        y = _sum(made, x, y, width)
        y = _addressee(made, x, y + 2) if ink.maybe(0.6) else _claimant(made, x, y + 2, width)
        y = _claimant(made, x, y + 2, width) if "buyer_name" in _printed(made) else _addressee(made, x, y + 2)
    items: list[Item] = [(ink.pick("請求の内訳", "内訳", "明細", "請求内容"), _lines)]
    if made.trade.bank:
        items.append((ink.pick("振込先口座", "振込口座", "支払金口座", "支払方法"), _account))
    if made.trade.subject:
        items.append((made.chosen["subject"], _about))
    if made.trade.due_date:
        items.append((made.word("due_date"), _due))
    rng.shuffle(items)
    style, digits = rng.choice(_MARKS), rng.choice(("123456", "１２３４５６", "一二三四五六"))
    circled = ink.maybe(0.15)
    for n, (word, draw) in enumerate(items):
        ink.say(x, y + 3, f"{_CIRCLES[n]} " if circled else style.format(digits[n]), word, fit=width)
        y = draw(made, x + 5, y + 7, width - 5) + 2
    if not top:
        y = _day(made, x, y + 3, width, foot=True)
    return finish(made)


@family("more_reply", TRADE)
def reply(rng: random.Random) -> Drawing:
    """A reply to an enquiry: day and number at the right, sentences, facts and a table of the lines under 記."""
    made = deal(rng, "quotation", "quotation", "purchase_order", "invoice", "delivery_note", most=6, sizes=(9.0, 10.5))
    ink, trade, x = made.ink, made.trade, rng.uniform(18, 26)
    width = ink.width - 2 * x
    y = 18.0
    if trade.number and ink.maybe(0.7):
        ink.say(
            x + width,
            y,
            made.named("document_number", "number") if ink.maybe(0.4) else "",
            " ",
            (trade.number, "document_number"),
            align="right",
        )
        y += 6
    y = _day(made, x, y, width, right=True) + 3
    y = parts.receiver(made, x, y, width * 0.6, form=ink.pick("plain", "above", "person")) + 2
    y = parts.sender(made, x + width * 0.5, y, width * 0.5, form=ink.pick("lines", "compact", "lines")) + 6
    about = trade.subject or ink.pick("ご依頼の件", "下記商品", "本年度分")
    kind = {"invoice": "ご請求", "quotation": "お見積り", "delivery_note": "納品", "purchase_order": "ご注文"}[
        trade.document_type
    ]
    heading = ink.pick(f"{about}　{made.title}", f"{made.title}（{about}）", f"{about}の{kind}について", made.title)
    ink.say(ink.width / 2, y, heading, size=ink.size + 3, bold=True, align="center", fit=width)
    y += 9
    key = "greetings" if trade.document_type == "invoice" else f"greetings_{trade.document_type}"
    said = (
        ink.pick(
            "拝啓　時下ますますご清栄のこととお慶び申し上げます。", "平素は格別のご高配を賜り、厚く御礼申し上げます。"
        ),
        spelled(made, key),
    )
    for sentence in said[ink.maybe(0.3) :]:
        ink.say(x, y, f"　{sentence}", fit=width)
        y += ink.size * 0.65
    if ink.maybe(0.8):
        ink.say(ink.width / 2, y + 3, "記", align="center", size=ink.size + 1)
        y += 10
    items: list[Row] = []
    if ink.maybe(0.8):
        items.append((made.named("total_amount", "total"), ((amount_text(made), "total_amount"),)))
    if trade.due_date:
        items.append((made.named("due_date"), ((ink.day(trade.due_date), "due_date"),)))
    for extra, values in (
        ("納期", ("別途ご相談", "受注後3週間")),
        ("受渡場所", ("貴社ご指定場所", "車上渡し")),
        ("有効期間", ("60日", "本年末")),
    ):
        if ink.maybe(0.4):
            items.append((extra, (ink.pick(*values),)))
    rng.shuffle(items)
    if ink.maybe(0.3):
        y = boxes(ink, x + 8, y, width - 16, items) + 3
    else:
        mark = rng.choice(_MARKS)
        for n, (word, run) in enumerate(items, 1):
            ink.say(x + 8, y, mark.format(n), word, fit=46)
            ink.say(x + 58, y, *run, fit=width - 60)
            y += ink.size * 0.75
    y = sums.lines(made, x, y + 3, width, ruling=ink.pick("full", "lines", "head"), row=ink.size * 0.68)
    y = sums.sums(made, x + width * 0.5, y + 1, width * 0.5, form=ink.pick("right", "boxed", "lined"))
    y = sums.bank(made, x, y + 2, width, form=ink.pick("line", "sentence", "lines"))
    ink.say(x + width, y + 4, "以上", align="right")
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


def _printed(made: Desk) -> set[str]:
    """The tags drawn so far."""
    return {tag for token in made.ink.sheet.page().tokens for tag in token.tags}


def _day(made: Desk, x: float, y: float, width: float, *, foot: bool = False, right: bool = False) -> float:
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


def _addressee(made: Desk, x: float, y: float) -> float:
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
    if ink.maybe(0.6):
        ink.say(left - (10 if left > x + 40 else 0), y, ink.pick("請求者", "（請求者）", "受注者", "債権者", "提出者"))
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
            "）を請求します。",
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
    return sums.bank(made, x, y - 1, width, form=made.ink.pick("table", "box", "list", "line", "lines"))


def _about(made: Desk, x: float, y: float, width: float) -> float:
    made.ink.say(x + 4, y + 1, made.trade.subject, fit=width)
    return y + 5


def _due(made: Desk, x: float, y: float, width: float) -> float:
    assert made.trade.due_date is not None
    made.ink.say(x + 4, y + 1, (made.ink.day(made.trade.due_date), "due_date"), fit=width)
    return y + 5
