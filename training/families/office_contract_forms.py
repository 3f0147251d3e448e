"""Japanese contracts that are forms: employment, temporary staff, leases, service applications."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import Col, Row, boxes, grid, seal, title
from training.families.office_contracts import article
from training.families.office_deal import Deal
from training.families.office_goods import firm, person, pool
from training.families.office_ink import Piece, label


@family("contract_employment", "contract")
def employment(rng: random.Random) -> Drawing:
    """雇用契約書: terms of work in a ruled table, worker and employer at the foot."""
    deal = Deal(rng)
    ink = deal.ink
    deal.title = ink.pick(
        "雇用契約書", "労働契約書", "労働条件通知書兼雇用契約書", "パートタイム雇用契約書", "嘱託雇用契約書"
    )
    worker, wage = person(rng), Decimal(rng.randint(160, 480) * 1000)
    deal.amount = wage
    flow = deal.flow(28.0)
    deal.head(flow)
    if ink.maybe(0.6):
        flow.paragraph(
            deal.put("party_a", deal.a.name),
            "（以下「",
            label("party_a", "甲"),
            "」という。）と",
            deal.put("party_b", worker),
            "（以下「",
            label("party_b", "乙"),
            "」という。）は、次の条件により雇用契約を締結する。",
        )
        flow.y += 3
    rows: list[Row] = [
        deal.period("雇用期間"),
        (ink.pick("就業の場所", "勤務地"), (deal.a.address,)),
        (ink.pick("従事する業務", "業務内容"), (str(rng.choice(pool("expense", "departments"))), "の業務")),
        ("就業時間", (f"{rng.randint(8, 10)}時00分から{rng.randint(16, 19)}時30分まで（休憩60分）",)),
        ("休日", ("土曜日、日曜日、祝日",)),
        (
            label("contract_amount", ink.pick("賃金", "基本給", "給与")),
            (ink.pick("月給 ", "基本給　", ""), deal.put("contract_amount", wage, deal.money())),
        ),
        ("通勤手当", (f"月額{rng.randint(5, 30) * 1000:,}円を上限とする",)),
        ("賃金支払日", ("毎月25日",)),
        ("社会保険", ("健康保険・厚生年金・雇用保険",)),
        ("退職に関する事項", ("自己都合退職は30日以上前に届け出る",)),
    ]
    if ink.maybe(0.8):
        rows.insert(1, deal.renewal(ink.pick("契約の更新", "更新の有無")))
    drop = rng.sample(range(7, len(rows)), rng.randint(0, 2))
    flow.y = (
        boxes(ink, flow.left, flow.y, flow.right - flow.left, [row for n, row in enumerate(rows) if n not in drop]) + 10
    )
    deal.dated(flow)
    for word, field, name, where in (
        (ink.pick("甲（使用者）", "事業主", "使用者"), "party_a", deal.a.name, deal.a.address),
        (ink.pick("乙（労働者）", "労働者", "本人"), "party_b", worker, deal.b.address),
    ):
        ink.say(flow.left, flow.y, label(field, word))
        ink.say(flow.left + 34, flow.y, where, fit=100)
        right = ink.say(flow.left + 34, flow.y + flow.leading, deal.put(field, name))
        ink.say(right + 8, flow.y + flow.leading, "印")
        flow.y += flow.leading * 2.6
    return deal.done()


@family("contract_dispatch", "contract")
def dispatch(rng: random.Random) -> Drawing:
    """労働者派遣個別契約書: everything in one table, client and agency first, rates an hour, two sealed cells."""
    deal = Deal(rng)
    ink = deal.ink
    deal.title = ink.pick("労働者派遣個別契約書", "派遣個別契約書", "人材派遣契約書", "労働者派遣契約書")
    deal.amount = Decimal(rng.randint(15, 60) * 100)
    ink.size = min(ink.size, 9.4)
    flow = deal.flow(22.0)
    y = title(ink, 105, 20, deal.title, tag=str(deal.put("title", deal.title)[1]))
    x, width = flow.left, flow.right - flow.left
    rows: list[Row] = [
        (label("party_a", ink.pick("派遣先（甲）", "甲", "派遣先事業主")), (deal.put("party_a", deal.a.name),)),
        ("派遣先所在地", (deal.a.address,)),
        (label("party_b", ink.pick("派遣元（乙）", "乙", "派遣元事業主")), (deal.put("party_b", deal.b.name),)),
        ("許可番号", (f"派{rng.randint(10, 47)}-{rng.randint(300000, 309999)}",)),
        ("業務内容", (str(rng.choice(pool("expense", "departments"))), "における事務")),
        ("指揮命令者", (f"{rng.choice(pool('expense', 'departments'))}　{person(rng)}",)),
        deal.period("派遣期間"),
        ("就業時間", (f"{rng.randint(8, 10)}:00～{rng.randint(16, 18)}:00",)),
        ("派遣人員", (f"{rng.randint(1, 5)}名",)),
        (
            label("contract_amount", ink.pick("派遣料金", "料金", "契約単価")),
            (
                ink.pick("1時間当たり", "時間単価 "),
                deal.put("contract_amount", deal.amount, deal.money()),
                ink.pick("（税別）", ""),
            ),
        ),
        ("苦情の申出先", (f"{person(rng)}　TEL {firm(rng).phone}",)),
        ("安全及び衛生", ("労働安全衛生法の定めによる",)),
        ("時間外労働", ("1日3時間、1か月45時間以内",)),
    ]
    if ink.maybe(0.4):
        rows.append(deal.renewal("更新"))
    head, tail = rows[:4], rows[4:]
    rng.shuffle(tail)
    flow.y = boxes(ink, x, y + 3, width, [*head, *tail]) + 8
    deal.dated(flow)
    for n, (side, firm_, field) in enumerate((("甲", deal.a, "party_a"), ("乙", deal.b, "party_b"))):
        left = x + n * width / 2
        ink.sheet.panel(left, flow.y, width / 2, 24, weight=ink.rule_weight)
        ink.say(left + 2, flow.y + 4, label(field, side))
        ink.say(left + 10, flow.y + 4, firm_.address, fit=width / 2 - 12)
        ink.say(left + 10, flow.y + 11, (firm_.name, field), fit=width / 2 - 26)
        ink.say(left + 10, flow.y + 18, f"代表取締役　{person(rng)}", fit=width / 2 - 26)
        if ink.maybe(0.7):
            seal(ink, firm_.name, left + width / 2 - 20, flow.y + 13)
    return deal.done()


@family("contract_lease", "contract")
def lease(rng: random.Random) -> Drawing:
    """賃貸借契約書: the property and the rents in tables, then articles, landlord and tenant at the end."""
    deal = Deal(rng)
    ink, flow = deal.ink, deal.flow(28.0)
    deal.title = ink.pick(
        "建物賃貸借契約書",
        "事務所賃貸借契約書",
        "賃貸借契約書",
        "駐車場賃貸借契約書",
        "土地賃貸借契約書",
        "定期建物賃貸借契約書",
    )
    deal.kind = {"subjects": ["下記表示の物件の賃貸借"], "amounts": [["", ""]], "titles": [deal.title]}
    deal.amount = Decimal(rng.randint(30, 900) * 1000)
    deal.head(flow)
    if ink.maybe(0.7):
        flow.paragraph(*deal.preamble())
        flow.y += 2
    rent, width = deal.amount, flow.right - flow.left
    ink.say(flow.left, flow.y, ink.pick("（1）賃貸借の目的物", "【物件の表示】", "1. 物件"), bold=True)
    place: list[Row] = [
        ("名称", (f"{firm(rng).building or '第二みどりビル'} {rng.randint(1, 9)}0{rng.randint(1, 9)}号室",)),
        ("所在地", (firm(rng).address,)),
        ("構造・面積", (f"鉄骨造　{rng.randint(15, 300)}.{rng.randint(10, 99)}㎡",)),
    ]
    flow.y = boxes(ink, flow.left, flow.y + 4, width, place) + 6
    ink.say(flow.left, flow.y, ink.pick("（2）契約期間及び賃料", "【賃料等】", "2. 賃貸条件"), bold=True)
    money: list[Row] = [
        deal.period("賃貸借期間"),
        (
            label("contract_amount", ink.pick("賃料", "賃料（月額）", "月額賃料")),
            (ink.pick("", "月額"), deal.put("contract_amount", rent, deal.money())),
        ),
        ("共益費", (f"月額{rng.randint(1, 40) * 500:,}円",)),
        (ink.pick("敷金", "保証金"), (f"賃料{rng.randint(1, 6)}か月分　{rent * rng.randint(1, 6):,}円",)),
        ("支払期限", ("翌月分を毎月末日までに振込",)),
    ]
    if ink.maybe(0.6):
        money.append(deal.renewal(ink.pick("更新", "契約の更新")))
    flow.y = boxes(ink, flow.left, flow.y + 4, width, money) + 8
    clauses = deal.others(rng.randint(2, 6))
    if ink.maybe(0.6):
        clauses.append(deal.jurisdiction())
    form = ink.pick("run", "above", "beside")
    for n, (heading, body) in enumerate(clauses, 1):
        article(deal, flow, n, heading, body, form)
    flow.y += 3
    deal.dated(flow)
    for role, firm_, field in (
        (ink.pick("貸主（甲）", "賃貸人（甲）", "甲（貸主）"), deal.a, "party_a"),
        (ink.pick("借主（乙）", "賃借人（乙）", "乙（借主）"), deal.b, "party_b"),
    ):
        flow.room(18)
        ink.say(flow.left, flow.y, label(field, role))
        ink.say(flow.left + 30, flow.y, f"住所　{firm_.address}", fit=110)
        ink.say(flow.left + 30, flow.y + flow.leading, "氏名　", deal.put(field, firm_.name), "　　印", fit=110)
        flow.y += flow.leading * 2.4
    flow.room(18)
    ink.say(flow.left, flow.y, ink.pick("連帯保証人", "媒介業者（宅地建物取引業者）"), fit=47)
    ink.say(flow.left + 50, flow.y, ink.pick(person(rng), firm(rng).name), "　印", fit=90)
    return deal.done()


@family("contract_application", "contract", withheld=True)
def application(rng: random.Random) -> Drawing:
    """申込書兼契約書: customer and provider beside each other, plans in a table, ticked terms."""
    deal = Deal(rng)
    ink, flow = deal.ink, deal.flow(22.0)
    deal.title = ink.pick(
        "サービス利用申込書兼契約書",
        "リース契約申込書",
        "保守サービス契約申込書",
        "会員契約書",
        "クラウドサービス利用契約書",
    )
    y = title(ink, 105, 20, deal.title, tag=str(deal.put("title", deal.title)[1]), size=14)
    ink.say(
        190,
        y + 2,
        label("contract_date", ink.pick("お申込日", "契約日", "締結日")),
        "　",
        deal.put("contract_date", deal.signed, deal.day(deal.signed)),
        align="right",
    )
    y += 8
    for n, (word, firm_, field) in enumerate(
        (
            (ink.pick("お申込者（甲）", "契約者（甲）", "甲"), deal.a, "party_a"),
            (ink.pick("サービス提供者（乙）", "提供者（乙）", "乙"), deal.b, "party_b"),
        )
    ):
        rows: list[Row] = [
            (label(field, ink.pick("名称", "会社名", word)), (deal.put(field, firm_.name),)),
            ("住所", (firm_.address,)),
            ("代表者", (person(rng), "　印")),
            ("電話", (firm_.phone,)),
        ]
        ink.say(18 + 88 * n, y, word if rows[0][0] != label(field, word) else "", bold=True)
        bottom = boxes(ink, 18 + 88 * n, y + 4, 86, rows, share=0.26)
    plans: list[list[tuple[Piece, ...]]] = []
    chosen = rng.randrange(3)
    for n, plan in enumerate(rng.sample(["ライト", "スタンダード", "プレミアム", "A", "B", "C", "年間", "月額"], 3)):
        price: tuple[Piece, ...] = (
            (deal.put("contract_amount", deal.amount, deal.money()),)
            if n == chosen
            else (f"{deal.amount * (n + 2) // 3:,}円",)
        )
        plans.append(
            [("■" if n == chosen else "□",), (f"{plan}プラン",), price, ("月額" if ink.maybe(0.5) else "年額",)]
        )
    y = (
        grid(
            ink,
            18,
            bottom + 10,
            [
                Col("", "選択", 16, "center"),
                Col("", "プラン", 70),
                Col("", "料金", 58, "right"),
                Col("", "区分", 30, "center"),
            ],
            plans,
            ruling="full",
        )
        + 4
    )
    y = (
        boxes(
            ink,
            18,
            y,
            174,
            [
                deal.period("利用期間"),
                deal.renewal(ink.pick("自動更新", "更新")),
                (label("jurisdiction_court", "管轄裁判所"), (deal.put("jurisdiction_court", deal.court),)),
            ],
        )
        + 8
    )
    flow.y = y
    for heading, body in deal.others(rng.randint(2, 4)):
        flow.paragraph("□ ", f"{heading}：", *body[0], hang=5)
    return deal.done()
