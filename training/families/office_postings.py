"""Papers put up or handed out: catalogues, duty tables, certificates, memos in English."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, facts, grid, party, seal, title
from training.families.office_flow import Flow
from training.families.office_goods import english_firm, english_person, firm, person, pool
from training.families.office_ink import GOTHIC, LATIN, LATIN_DAYS, MINCHO, Ink, day_between
from training.families.office_letters import other, sentence


@family("other_catalogue", "other")
def catalogue(rng: random.Random) -> Drawing:
    """A price list or flyer: cards of goods with price with and without tax, or one long list; validity, contact."""
    ink = Ink(rng, faces=GOTHIC, sizes=(8.0, 10.0), money=("yen", "en", "yen-wide"))
    shop = firm(rng)
    y = title(
        ink,
        105,
        20,
        ink.pick("価格表", "商品カタログ", "秋の特別セール", "料金表", "新製品のご案内", "お得意様セール"),
        size=20,
    )
    ink.say(105, y + 2, f"{ink.pick('有効期限', '実施期間', '改定日')}：{ink.day(day_between(rng))}", align="center")
    goods = rng.sample(pool("letters", "catalogue"), rng.randint(6, 14))
    prices = [Decimal(rng.randint(10, 900) * 100) for _ in goods]
    if ink.maybe(0.5):
        across = rng.choice((2, 3))
        each, high = 170 / across, 34.0
        y += 10
        for n, (name, price) in enumerate(zip(goods[: across * 5], prices, strict=False)):
            x, top = 20 + each * (n % across), y + high * (n // across)
            ink.sheet.panel(x, top, each - 3, high - 3, weight=0.5, radius=1.0)
            ink.sheet.panel(x + 2, top + 2, each * 0.34, high - 7, fill=ink.tint, weight=0)
            ink.say(x + each * 0.4, top + 6, name, bold=True, fit=each * 0.54)
            ink.say(x + each * 0.4, top + 12, f"品番 {ink.pick('A', 'K', 'TX')}-{rng.randint(100, 9999)}", size=7)
            ink.say(
                x + each - 5, top + 20, ink.money(price), align="right", size=ink.size + 4, bold=True, fit=each * 0.5
            )
            ink.say(
                x + each - 5,
                top + 26,
                f"(税込 {ink.money(price * 11 / 10 // 1)})",
                align="right",
                size=7,
                fit=each * 0.5,
            )
    else:
        rows = [
            [
                (f"{rng.randint(1000, 9999)}",),
                (name,),
                (ink.pick("台", "個", "式", "枚"),),
                (ink.money(price),),
                (ink.pick("", "在庫限り", "受注生産"),),
            ]
            for name, price in zip(goods, prices, strict=True)
        ]
        grid(
            ink,
            20,
            y + 10,
            [
                Col("", "品番", 24),
                Col("", ink.pick("品名", "商品名"), 66),
                Col("", "単位", 16, "center"),
                Col("", ink.pick("標準価格", "定価", "単価(税抜)"), 34, "right"),
                Col("", "備考", 30),
            ],
            rows,
        )
    party(ink, 20, 266, 170, [[shop.name], [f"{shop.address}　TEL {shop.phone}"]])
    return other(ink)


@family("other_circular", "other", withheld=True)
def circular(rng: random.Random) -> Drawing:
    """A board notice with a duty table: weeks down, days across, names inside, a coupon strip at the foot."""
    ink = Ink(rng, *rng.choice(((297.0, 210.0), (210.0, 297.0))), faces=GOTHIC, sizes=(8.0, 9.5))
    w, first = ink.width, day_between(rng)
    y = title(
        ink,
        w / 2,
        18,
        f"{first.month}月 {ink.pick('当番表', '勤務シフト表', '会議室予約表', '配送予定表', '作業工程表')}",
        size=16,
    )
    each = (w - 64) / 7
    columns = [Col("", "区分", 24, "center"), *(Col("", day, each, "center") for day in "月火水木金土日")]
    rows = [
        [
            (ink.pick("早番", "遅番", "A班", "B班", f"{n + 1}週"),),
            *((ink.pick(person(rng)[:2], "休", "", f"{rng.randint(8, 18)}:00"),) for _ in range(7)),
        ]
        for n in range(rng.randint(4, 9))
    ]
    y = grid(ink, 20, y + 4, columns, rows, ruling="full") + 8
    for _ in range(rng.randint(1, 3)):
        ink.say(20, y, f"※{sentence(ink, pool('letters', 'remarks'))}", fit=w - 40)
        y += 7
    issuer = firm(rng)
    ink.say(
        w - 20,
        y + 4,
        f"{ink.day(first)}　{issuer.name}　{rng.choice(pool('expense', 'departments'))}",
        align="right",
        fit=w - 60,
    )
    if ink.maybe(0.3):
        seal(ink, issuer.name, w - 40, y + 6)
    return other(ink)


@family("other_certificate", "other")
def certificate(rng: random.Random) -> Drawing:
    """A certificate: wide title, a name, a sentence, day, issuer with a seal, perhaps a frame."""
    across = rng.random() < 0.3
    ink = Ink(
        rng,
        *((297.0, 210.0) if across else (210.0, 297.0)),
        faces=MINCHO,
        sizes=(11, 13),
        days=("kanji", "wareki", "kanji-wide"),
    )
    w, h = ink.width, ink.height
    if ink.maybe(0.6):
        ink.sheet.panel(12, 12, w - 24, h - 24, weight=2.0, colour=ink.accent)
        ink.sheet.panel(15, 15, w - 30, h - 30, weight=0.5, colour=ink.accent)
    ink.say(w - 30, 30, f"第{rng.randint(1, 9999)}号", align="right", size=10)
    kind = str(rng.choice(pool("letters", "certificates")))
    y = title(ink, w / 2, 48, kind, size=24)
    y = facts(
        ink,
        w * 0.25,
        y + 16,
        w * 0.5,
        [
            ("", word, value)
            for word, value in rng.sample(
                [
                    ("氏名", person(rng)),
                    ("生年月日", ink.day(day_between(rng))),
                    ("住所", firm(rng).address),
                    ("所属", str(rng.choice(pool("expense", "departments")))),
                    ("期間", f"{ink.day(day_between(rng))}～"),
                    ("金額", ink.money(Decimal(rng.randint(10, 900) * 1000))),
                ],
                rng.randint(1, 5),
            )
        ],
        form=ink.pick("tab", "lined", "colon"),
    )
    text = ink.pick(
        "上記の者は当社に在職していることを証明します。",
        "上記のとおり相違ないことを証明する。",
        "所定の課程を修了したことを証します。",
        "多年にわたる功労に対し、ここに感謝の意を表します。",
        "本製品の保証期間はお買い上げ日より1年間です。",
    )
    flow = Flow(ink, left=w * 0.2, right=w * 0.8, top=y, bottom=h, leading=8)
    flow.y = y + 8
    flow.paragraph(text)
    issuer = firm(rng)
    ink.say(w * 0.3, h - 62, ink.day(day_between(rng)))
    party(ink, w * 0.4, h - 48, w * 0.45, [[issuer.name], [issuer.address], [f"代表取締役　{person(rng)}"]])
    seal(ink, issuer.name, w * 0.78, h - 42)
    return other(ink)


@family("other_memo_english", "other")
def memo(rng: random.Random) -> Drawing:
    """An English memo or letter: to, from, date, subject; paragraphs; sometimes a table of items with amounts."""
    ink = Ink(
        rng,
        *rng.choice(((210.0, 297.0), (215.9, 279.4))),
        faces=LATIN,
        sizes=(9.5, 11.5),
        days=LATIN_DAYS,
        money=("dollar", "usd", "pound"),
    )
    sender, y = english_firm(rng), 24.0
    if ink.maybe(0.6):
        y = (
            party(
                ink,
                24,
                y,
                160,
                [[sender[0]], [f"{sender[1]}, {sender[2]}"]],
                align=rng.choice(("left", "center", "right")),
            )
            + 6
        )
    y = title(
        ink,
        24,
        y + 4,
        ink.pick("MEMORANDUM", "Memo", "Internal note", "Letter", "NOTICE", "Minutes"),
        align="left",
        size=15,
    )
    entries = [
        ("", "To", english_person(rng)),
        ("", "From", english_person(rng)),
        ("", "Date", ink.day(day_between(rng))),
        ("", "Subject", str(rng.choice(pool("letters", "english_subjects")))),
    ]
    y = facts(ink, 24, y + 5, 120, entries, form=ink.pick("tab", "colon", "lined")) + 4
    flow = Flow(ink, left=24, right=ink.width - 24, top=24, bottom=ink.height - 24, leading=ink.size * 0.55)
    flow.y = y
    for _ in range(rng.randint(2, 6)):
        flow.paragraph(
            " ".join(sentence(ink, pool("letters", "english_lines"), english=True) for _ in range(rng.randint(1, 4)))
        )
        flow.y += 2.5
    if ink.maybe(0.4):
        rows = [
            [(text,), (ink.day(day_between(rng)),), (ink.money(Decimal(rng.randint(100, 90000))),)]
            for text in rng.sample(["Travel", "Catering", "Venue", "Printing", "Software", "Staff"], rng.randint(2, 5))
        ]
        flow.y = (
            grid(ink, 24, flow.y + 4, [Col("", "Item", 70), Col("", "When", 44), Col("", "Budget", 40, "right")], rows)
            + 8
        )
    ink.say(24, flow.y + 6, ink.pick("Kind regards,", "Yours sincerely,", "Regards,"))
    ink.say(24, flow.y + 18, english_person(rng))
    return other(ink)
