"""Japanese letters that speak of bills and contracts without being one: reminders, answers to orders, minutes."""

from __future__ import annotations

import random

from training.families import Drawing, chance, family
from training.families.more_other_words import amount, day, filled, firm, item, pool, sentence
from training.families.office_blocks import Col, approvals, grid, party, seal, title
from training.families.office_flow import Flow
from training.families.office_goods import person
from training.families.office_goods import pool as office
from training.families.office_ink import GOTHIC, MINCHO, Ink
from training.families.office_letters import other

_MONEY = ("plain", "yen", "yen-wide", "en", "en", "yen-closed")


def _ink(rng: random.Random) -> Ink:
    return Ink(rng, faces=MINCHO + GOTHIC, sizes=(9.2, 11.2), money=_MONEY)


def _flow(ink: Ink, y: float) -> Flow:
    flow = Flow(ink, left=24, right=186, top=26, bottom=272, leading=ink.size * ink.rng.uniform(0.58, 0.78))
    flow.y = y
    return flow


def _letterhead(ink: Ink, y: float) -> float:
    """Number, day, addressee and sender in one of their places; returns the y under them."""
    rng, sender = ink.rng, chance.firm(ink.rng)
    receiver, right = firm(rng), ink.maybe(0.7)
    if ink.maybe(0.4):
        ink.say(
            186,
            y,
            ink.pick("No. {}", "文書番号　{}", "管理番号 {}", "発第{}号").format(rng.randint(10, 9999)),
            align="right",
        )
        y += 6
    ink.say(186 if right else 24, y, day(ink), align="right" if right else "left")
    y += ink.size * 0.8
    lines = [
        receiver + ink.pick("　御中", " 御中"),
        ink.pick("経理部　ご担当者様", f"{person(rng)}　様", "購買部 御中", ""),
    ]
    for line in lines:
        ink.say(24, y, line, size=ink.size + 1, fit=90)
        y += ink.size * 0.62
    block = [
        [sender.name], [f"〒{sender.postal_code}"], [sender.full_address], [f"TEL {sender.phone}　FAX {sender.fax}"],
        [f"{ink.pick('担当', '代表取締役', '営業部', '経理課')}　{person(rng)}"],
    ]  # fmt: skip
    if ink.maybe(0.3):
        block.append([f"登録番号 {sender.registration_number}"])
    below = party(
        ink,
        112,
        y + 2,
        74,
        [*block[:1], *[row for row in block[1:] if ink.maybe(0.8)]],
        align=rng.choice(("left", "right")),
    )
    if ink.maybe(0.4):
        seal(ink, sender.name, 164, y + 6)
    return below + 4


@family("other_reminder", "other")
def reminder(rng: random.Random) -> Drawing:
    """督促状: what is unpaid in prose, in a table or as points, where to pay it; it asks again and bills nothing."""
    ink = _ink(rng)
    y = _letterhead(ink, rng.uniform(18, 28))
    y = title(ink, 105, y + 6, str(rng.choice(pool("ja", "reminder_titles"))), size=15) + 5
    flow = _flow(ink, y)
    for draft in (rng.choice(pool("ja", "openings")), *rng.sample(pool("ja", "reminders"), rng.randint(2, 5))):
        flow.paragraph(filled(ink, str(draft)), first=4)
    flow.y += 4
    if ink.maybe(0.7):
        rows = [
            [(chance.number(rng),), (day(ink),), (day(ink),), (ink.money(amount(rng)),)]
            for _ in range(rng.randint(1, 5))
        ]
        if ink.maybe(0.6):
            rows.append([(ink.pick("合計", "未払合計", "ご請求残高"),), ("",), ("",), (ink.money(amount(rng)),)])
        columns = [
            Col("", "請求書番号", 42),
            Col("", "請求日", 40),
            Col("", "お支払期限", 40),
            Col("", "未入金額", 40, "right"),
        ]
        flow.y = grid(ink, 24, flow.y, columns, rows) + 8
    else:
        ink.say(105, flow.y, "記", align="center")
        flow.y += 8
        for word, value in (("請求金額", ink.money(amount(rng))), ("お支払期限", day(ink)), ("対象", item(rng))):
            ink.say(40, flow.y, f"{word}　　{value}")
            flow.y += flow.leading
    if ink.maybe(0.6):
        flow.paragraph(f"振込先　汐見銀行 駅前支店 普通 {rng.randint(10**6, 10**7)}　{firm(rng)}")
    flow.paragraph(sentence(ink, pool("ja", "closings")), first=4)
    ink.say(184, flow.y + 6, ink.pick("以上", "敬具", "草々"), align="right")
    return other(ink)


@family("other_order_in_prose", "other")
def order_in_prose(rng: random.Random) -> Drawing:
    """An answer to an order or a change of terms, as a letter or a printed e-mail: everything in sentences."""
    ink = _ink(rng)
    key = ink.pick("order", "order", "revision")
    heading = str(rng.choice(pool("ja", f"{key}_titles")))
    y = rng.uniform(18, 30)
    if ink.maybe(0.5):
        heads = (
            ("差出人", f"{person(rng)} <sales@example.co.jp>"),
            ("宛先", f"{firm(rng)} {person(rng)} 様"),
            ("日時", day(ink)),
            ("件名", f"【{firm(rng)}】{heading}"),
        )
        for word, value in rng.sample(heads, 4):
            ink.say(24, y, f"{word}：")
            ink.say(46, y, value, fit=140)
            y += ink.size * 0.62
        ink.sheet.rule(24, y, 186, y, 0.5)
        y += 8
    else:
        y = title(ink, 105, _letterhead(ink, y) + 6, heading, size=14) + 6
    flow = _flow(ink, y)
    flow.paragraph(sentence(ink, pool("ja", "openings")))
    for draft in rng.sample(pool("ja", f"{key}s"), rng.randint(3, 7)):
        flow.paragraph(filled(ink, str(draft)))
        flow.y += flow.leading * rng.choice((0.0, 0.4))
    if ink.maybe(0.4):
        for _ in range(rng.randint(1, 4)):
            count = f"{rng.randint(1, 60)}{ink.pick('個', '台', 'セット')}"
            flow.paragraph(f"・{item(rng)}　{count}　{ink.money(amount(rng))}", indent=6)
    flow.paragraph(sentence(ink, pool("ja", "closings")))
    if ink.maybe(0.5):
        sender = chance.firm(rng)
        flow.y += 4
        for line in ("-" * 32, f"{sender.name}　{person(rng)}", sender.full_address, f"TEL {sender.phone}"):
            ink.say(24, flow.y, line, fit=160)
            flow.y += flow.leading
    return other(ink)


@family("other_minutes_with_sums", "other")
def minutes_with_sums(rng: random.Random) -> Drawing:
    """Minutes of boards and committees full of sums, days and firms, with signatures of those who were there."""
    ink = _ink(rng)
    if ink.maybe(0.3):
        approvals(ink, 190, 8)
    y = title(
        ink,
        90,
        30,
        ink.pick(
            "取締役会議事録", "臨時株主総会議事録", "理事会議事録", "購買委員会議事録", "経営会議議事要旨", "打合せメモ"
        ),
    )
    flow = _flow(ink, y + 6)
    opened = f"日時　{day(ink)}　{rng.randint(9, 17)}時{rng.choice((0, 30)):02}分"
    for line in (
        opened,
        f"場所　{rng.choice(office('letters', 'facilities'))}",
        f"出席　{firm(rng)}　{person(rng)}、{person(rng)}",
    ):
        flow.paragraph(line)
    flow.y += 4
    mark = ink.pick("第{}号議案", "{}．", "（{}）", "議題{}", "■ {}")
    for n, draft in enumerate(rng.sample(pool("ja", "agenda"), rng.randint(3, 8)), 1):
        flow.paragraph(mark.format(n), "　", filled(ink, str(draft)), hang=rng.choice((0, 6)))
        flow.y += flow.leading * 0.3
    flow.y += 3
    if ink.maybe(0.6):
        flow.paragraph("以上の決議を明確にするため、本議事録を作成し、出席者がこれに記名押印する。", first=4)
        ink.say(30, flow.y + 2, day(ink))
        flow.y += flow.leading * 1.8
        ink.say(90, flow.y, firm(rng), fit=95)
        for word in rng.sample(["議長　代表取締役", "出席取締役", "監査役", "議事録署名人"], rng.randint(1, 3)):
            flow.y += flow.leading * 1.3
            ink.say(90, flow.y, f"{word}　{person(rng)}　印")
    return other(ink)
