"""Papers nobody files as money or contract: notices, minutes, fax covers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, approvals, facts, grid, party, seal, title
from training.families.office_flow import Flow
from training.families.office_goods import english_person, firm, person, pool
from training.families.office_ink import GOTHIC, MINCHO, Facts, Ink, day_between


def other(ink: Ink) -> Drawing:
    """A paper of which nothing is asked."""
    return Facts("other", {}), ink.pages()


def sentence(ink: Ink, drafts: Sequence[str], *, english: bool = False) -> str:
    """One draft with a day, an amount, a name and a number in it: facts of no field."""
    rng = ink.rng
    return str(rng.choice(drafts)).format(
        date=ink.day(day_between(rng)),
        amount=ink.money(Decimal(rng.randint(5, 900) * 100)),
        n=rng.randint(2, 60),
        name=english_person(rng) if english else person(rng),
    )


def point(ink: Ink, word: str) -> str:
    """A value for a point of a notice."""
    rng, day = ink.rng, day_between(ink.rng)
    if word in ("日時", "実施日", "改定日", "締切", "期間", "集合時間"):
        return f"{ink.day(day)}（{'月火水木金土日'[day.weekday()]}）{ink.pick('', f' {rng.randint(9, 18)}:00～')}"
    if word in ("費用", "参加費"):
        return ink.money(Decimal(rng.randint(1, 200) * 500))
    if word in ("問い合わせ先", "新電話番号", "担当部署"):
        return f"{rng.choice(pool('expense', 'departments'))}　{firm(rng).phone}"
    if word == "新住所":
        return firm(rng).address
    if word == "振込先":
        return f"汐見銀行 駅前支店 普通 {rng.randint(10**6, 10**7)}"
    return str(rng.choice([*pool("letters", "facilities"), "全社員", "1部", "別紙のとおり", "筆記用具", "各部署 1名"]))


@family("other_notice", "other")
def notice(rng: random.Random) -> Drawing:
    """A business letter: day, addressee, sender, subject, greetings, 記 with points, 以上."""
    ink = Ink(rng, faces=MINCHO + GOTHIC, sizes=(9.5, 11.5))
    sender, y = firm(rng), rng.uniform(20, 28)
    if ink.maybe(0.4):
        ink.say(188, y - 6, ink.pick("総発第{}号", "No. {}", "文書番号 {}").format(rng.randint(1, 999)), align="right")
    ink.say(188, y, ink.day(day_between(rng)), align="right")
    ink.say(
        22,
        y + 9,
        ink.pick(
            "お取引先各位", "社員各位", f"{firm(rng).name}　御中", f"{person(rng)}　様", "保護者の皆様", "関係者各位"
        ),
        size=ink.size + 1,
    )
    party(
        ink,
        120,
        y + 18,
        68,
        [
            [sender.name],
            [sender.address],
            [f"TEL {sender.phone}"],
            [f"{ink.pick('総務部', '代表取締役', '担当')}　{person(rng)}"],
        ],
        align=rng.choice(("left", "right")),
    )
    if ink.maybe(0.4):
        seal(ink, sender.name, 168, y + 24)
    y = title(ink, 105, y + 48, str(rng.choice(pool("letters", "notices"))), size=14) + 6
    flow = Flow(ink, left=24, right=186, top=30, bottom=270, leading=ink.size * rng.uniform(0.6, 0.8))
    flow.y = y
    for draft in (pool("letters", "openings"), *[pool("letters", "middles")] * rng.randint(2, 4)):
        flow.paragraph(sentence(ink, draft), first=4)
    if ink.maybe(0.75):
        flow.y += 4
        ink.say(105, flow.y, "記", align="center")
        flow.y += 8
        for n, word in enumerate(rng.sample(pool("letters", "points"), rng.randint(2, 6)), 1):
            ink.say(34, flow.y, f"{n}．{word}")
            ink.say(68, flow.y, point(ink, word), fit=118)
            flow.y += ink.size * 0.75
        ink.say(184, flow.y + 4, "以上", align="right")
    else:
        ink.say(184, flow.y + 6, "敬具", align="right")
    return other(ink)


@family("other_minutes", "other")
def minutes(rng: random.Random) -> Drawing:
    """Minutes: head table or pairs, numbered topics with remarks, approval boxes."""
    ink = Ink(rng, faces=GOTHIC + MINCHO, sizes=(8.8, 10.5))
    if ink.maybe(0.4):
        approvals(ink, 192, 10)
    y = title(
        ink,
        80,
        22,
        ink.pick("議事録", "会議議事録", "打合せ記録", "取締役会議事録", "会議報告書", "業務日報", "作業報告書"),
    )
    entries = [
        ("", "日時", point(ink, "日時")),
        ("", "場所", str(rng.choice(pool("letters", "facilities")))),
        ("", "出席者", "、".join(person(rng) for _ in range(rng.randint(2, 4)))),
        ("", "作成者", person(rng)),
        ("", "会議名", ink.pick("月次定例会", "営業会議", "安全衛生委員会", "進捗会議")),
    ]
    y = (
        facts(ink, 20, max(y, 42), 150, rng.sample(entries, rng.randint(3, 5)), form=ink.pick("boxed", "tab", "lined"))
        + 5
    )
    flow = Flow(ink, left=22, right=188, top=24, bottom=276, leading=ink.size * 0.62)
    flow.y = y
    mark = ink.pick("{}. ", "議題{}　", "■ ", "({}) ", "【{}】")
    for n, topic in enumerate(rng.sample(pool("letters", "topics"), rng.randint(2, 6)), 1):
        flow.paragraph(mark.format(n) + topic, bold=True)
        for _ in range(rng.randint(1, 4)):
            flow.paragraph("・", sentence(ink, pool("letters", "remarks")), indent=5, hang=4)
        flow.y += 2
    return other(ink)


@family("other_fax_cover", "other")
def fax_cover(rng: random.Random) -> Drawing:
    """A fax cover or covering letter: to and from in boxes, ticks, pages, a message in lines, enclosures as a table."""
    ink = Ink(rng, faces=GOTHIC, sizes=(9.5, 11.5))
    sender, receiver = firm(rng), firm(rng)
    y = title(
        ink,
        105,
        24,
        ink.pick("FAX送付状", "送付状", "ファクシミリ送信票", "FAX", "書類送付のご案内", "FAX 送信のご案内"),
        size=22,
    )
    form = ink.pick("boxed", "lined", "tab")
    left = [
        ("", "宛先", receiver.name),
        ("", "ご担当", f"{person(rng)} 様"),
        ("", "FAX", receiver.fax),
        ("", "TEL", receiver.phone),
    ]
    right = [
        ("", "発信元", sender.name),
        ("", "担当", person(rng)),
        ("", "FAX", sender.fax),
        ("", ink.pick("送信日", "日付"), ink.day(day_between(rng))),
    ]
    y = max(
        facts(ink, 20, y + 8, 82, left, form=form, leading=8), facts(ink, 108, y + 8, 82, right, form=form, leading=8)
    )
    y = (
        facts(
            ink,
            20,
            y + 4,
            170,
            [
                ("", "件名", str(rng.choice(pool("letters", "notices")))),
                ("", "送信枚数", f"{rng.randint(1, 9)}枚（本状含む）"),
            ],
            form=form,
            leading=8,
        )
        + 6
    )
    ink.say(
        20,
        y,
        "　".join(
            f"{ink.pick('□', '■', '☑')} {word}".replace("☑", "■")
            for word in ("至急", "ご確認ください", "ご返信ください", "ご査収ください")
        ),
        fit=170,
    )
    if ink.maybe(0.6):
        rows = [
            [(word,), (f"{rng.randint(1, 5)}部",), (ink.pick("", "原本", "写し"),)]
            for word in rng.sample(
                [
                    "請求書",
                    "見積書",
                    "納品書",
                    "契約書",
                    "領収書",
                    "カタログ",
                    "注文請書",
                    "図面",
                    "検査成績書",
                    "申込書",
                ],
                rng.randint(1, 5),
            )
        ]
        y = grid(ink, 20, y + 8, [Col("", "書類名", 90), Col("", "部数", 30, "center"), Col("", "備考", 50)], rows)
    flow = Flow(ink, left=22, right=188, top=24, bottom=276, leading=10)
    flow.y = y + 12
    for _ in range(rng.randint(1, 4)):
        flow.paragraph(sentence(ink, pool("letters", "middles")))
    if ink.maybe(0.5):
        while flow.y < 262:
            ink.sheet.rule(22, flow.y + 4, 188, flow.y + 4, 0.3)
            flow.y += 10
    return other(ink)
