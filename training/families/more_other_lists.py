"""Japanese lists and forms that bill nothing: acceptances, schedules, price lists, requests inside a firm."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, chance, family
from training.families.more_other_tables import Rows, head, paper, table
from training.families.more_other_words import amount, day, filled, firm, item, pool, sentence
from training.families.office_blocks import approvals, facts, party, title
from training.families.office_flow import Flow
from training.families.office_goods import person
from training.families.office_goods import pool as office
from training.families.office_letters import other


@family("other_acceptance", "other")
def acceptance(rng: random.Random) -> Drawing:
    """検収書: goods or work found in order, with days, counts and perhaps sums; seals of those who looked."""
    ink = paper(rng)
    y = head(ink, rng.uniform(18, 26), str(rng.choice(pool("ja", "acceptance_titles"))))
    ink.say(
        22,
        y,
        ink.pick(
            "下記のとおり検収いたしました。", "納入品の検査を行い、合格と認めます。", "下記作業の完了を確認しました。"
        ),
    )
    entries = [
        ("", "検収日", day(ink)),
        ("", "納品日", day(ink)),
        ("", "注文番号", chance.number(rng)),
        ("", "件名", item(rng)),
        ("", "検査員", person(rng)),
        ("", "納入場所", ink.pick("本社倉庫", "第一工場", "指定場所")),
        ("", "検収金額", ink.money(amount(rng))),
    ]
    y = facts(ink, 22, y + 8, 120, rng.sample(entries, rng.randint(3, 6))) + 4
    priced = ink.maybe(0.4)
    heads = ["品名", "納入数", "合格数", "判定", *(["金額"] if priced else ["備考"])]
    rows: Rows = []
    for _ in range(rng.randint(1, 9)):
        count = rng.randint(1, 300)
        last = ink.money(amount(rng)) if priced else ink.pick("", "", "外箱へこみ", "再検査済")
        rows.append(
            (item(rng), f"{count}", f"{count - rng.choice((0, 0, 1))}", ink.pick("合格", "良", "○", "条件付合格"), last)
        )
    y = table(ink, y, heads, rows, [5, 1.6, 1.6, 2, 3])
    if ink.maybe(0.6) and y < 240:
        approvals(ink, 190, y + 4)
    return other(ink)


@family("other_schedule", "other")
def schedule(rng: random.Random) -> Drawing:
    """納入予定表: things by day or by month in a grid, upright or across."""
    ink = paper(rng, *rng.choice(((210.0, 297.0), (297.0, 210.0))))
    word = str(rng.choice(pool("ja", "schedule_titles")))
    if ink.maybe(0.5):
        y = head(ink, rng.uniform(16, 22), word)
    else:
        y = title(ink, rng.choice((ink.width / 2, 60.0)), 20, word, size=15) + 4
        ink.say(ink.width - 20, y, f"{ink.pick('作成', '更新')} {day(ink)}　{firm(rng)}", align="right", fit=150)
        y += 7
    room = 10 if ink.height < 250 or y > 100 else 20
    if ink.maybe(0.5):
        rows: Rows = [
            (
                f"{n}",
                item(rng),
                f"{rng.randint(1, 900)}",
                day(ink),
                firm(rng),
                ink.pick("", "確定", "調整中", ink.money(amount(rng))),
            )
            for n in range(1, rng.randint(4, room))
        ]
        table(
            ink,
            y,
            ["No", "品名・作業", "数量", ink.pick("納入予定日", "納期", "着手日"), "納入先", "備考"],
            rows,
            [1, 4, 1.5, 3, 4, 2.5],
        )
    else:
        first = rng.randint(0, 11)
        months = [f"{(first + n) % 12 + 1}月" for n in range(rng.randint(4, 7))]
        rows = [
            (item(rng), *(f"{rng.randint(0, 900):,}" if ink.maybe(0.8) else "" for _ in months))
            for _ in range(rng.randint(3, room))
        ]
        table(ink, y, ["品名", *months], rows, [4, *[1.6] * len(months)])
    return other(ink)


@family("other_price_list", "other")
def price_list(rng: random.Random) -> Drawing:
    """価格表: codes, names, units and prices valid from a day on; nobody orders and nothing adds up."""
    ink = paper(rng)
    y = title(ink, rng.choice((105.0, 62.0)), 22, str(rng.choice(pool("ja", "price_titles"))), size=16) + 4
    seller = chance.firm(rng)
    ink.say(20, y, ink.pick(f"{day(ink)}より適用", f"{day(ink)}改定", f"有効期限　{day(ink)}", f"{day(ink)} 現在"))
    y = party(ink, 110, y, 80, [[seller.name], [seller.full_address], [f"TEL {seller.phone}"]], align="right") + 4
    both = ink.maybe(0.5)
    heads = [
        "品番",
        ink.pick("商品名", "品名・規格", "サービス内容"),
        "単位",
        *(["標準単価", "特別単価"] if both else [ink.pick("単価", "金額（税別）")]),
    ]
    rows: Rows = []
    for _ in range(rng.randint(6, 24)):
        price = Decimal(rng.randint(1, 4000) * 10)
        prices = (ink.money(price), ink.money(price * 9 // 10)) if both else (ink.money(price),)
        rows.append(
            (
                f"{rng.choice('ABCKM')}-{rng.randint(100, 9999)}",
                item(rng),
                ink.pick("個", "台", "式", "箱", "1時間"),
                *prices,
            )
        )
    y = table(ink, y, heads, rows, [2.4, 5, 1.4, 2.4, 2.4][: len(heads)])
    for text in rng.sample(
        [
            "価格は予告なく変更する場合があります。",
            "上記価格に消費税は含まれておりません。",
            "送料は別途申し受けます。",
            "10,000円以上のご注文で送料無料。",
        ],
        2,
    ):
        ink.say(22, y, f"※{text}")
        y += ink.size * 0.6
    return other(ink)


@family("other_request_inside", "other")
def request_inside(rng: random.Random) -> Drawing:
    """稟議書, 購入申請書: what somebody wants to buy of whom for how much and why; those who approve seal it."""
    ink = paper(rng)
    y = max(title(ink, 70, 24, str(rng.choice(pool("ja", "request_titles"))), size=15), approvals(ink, 192, 12)) + 5
    entries = [
        ("", ink.pick("起案日", "申請日", "提出日"), day(ink)),
        ("", "起案者", person(rng)),
        ("", "部署", str(rng.choice(office("expense", "departments")))),
        ("", "件名", f"{item(rng)}{ink.pick('の購入', 'の更新について', 'リース契約の締結')}"),
        ("", ink.pick("購入先", "契約先", "発注先"), firm(rng)),
        ("", ink.pick("金額", "予定金額", "見積金額"), ink.money(amount(rng))),
        ("", ink.pick("希望納期", "実施時期", "支払予定日"), day(ink)),
        ("", "決裁番号", chance.number(rng)),
    ]
    y = (
        facts(ink, 20, y, 170, rng.sample(entries, rng.randint(5, 8)), form=ink.pick("boxed", "boxed", "lined", "tab"))
        + 5
    )
    if ink.maybe(0.5):
        rows: Rows = [
            (item(rng), f"{rng.randint(1, 20)}", ink.money(amount(rng)), ink.money(amount(rng)))
            for _ in range(rng.randint(1, 5))
        ]
        y = table(ink, y, ["品名", "数量", "単価", "金額"], rows, [5, 1.4, 2.4, 2.6], total=ink.pick("合計", ""))
    flow = Flow(ink, left=22, right=188, top=26, bottom=272, leading=ink.size * 0.62)
    flow.y = y + 2
    flow.paragraph(ink.pick("【理由】", "１．目的", "申請理由"), bold=True)
    for _ in range(rng.randint(1, 4)):
        flow.paragraph(sentence(ink, pool("ja", "agenda")), first=4)
    flow.paragraph(
        ink.pick("添付書類　見積書 1通", "添付：請求書写し、契約書案", filled(ink, "備考：{firm}と相見積のうえ選定。"))
    )
    return other(ink)
