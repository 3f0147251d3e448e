"""Japanese contracts that begin with a list: of a public body, filled into blanks, of what changes in another."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, family
from training.families.more_contract_accord import Accord, Side, pool
from training.families.more_contract_articles import finish
from training.families.more_contract_signing import articles, sign
from training.families.office_blocks import Col, grid
from training.families.office_flow import Flow
from training.families.office_goods import person
from training.families.office_goods import pool as words
from training.families.office_ink import Piece, label

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
Points = list[tuple[Piece, tuple[Piece, ...]]]
"""A label and what stands beside it."""
WORKS = (
    "第二庁舎清掃業務", "市道14号線舗装補修工事", "学校給食調理業務", "庁内LAN機器更新", "公園樹木剪定業務",
    "下水管渠調査業務", "図書館システム賃貸借", "本社ビル空調設備更新工事", "店舗内装改修", "社内報編集業務",
    "展示会ブース設営", "受付システム保守",
)  # fmt: skip


@family("contract_public_body", "contract")
def public_body(rng: random.Random) -> Drawing:
    """Numbered facts, one sentence, the day and both signatures on the first sheet; articles after them in some."""
    accord = Accord(rng, kinds=(0, 5), roles=0.6)
    ink, flow = accord.ink, accord.flow(rng.uniform(26, 40))
    if ink.maybe(0.5):
        accord.title = ink.pick(
            "業務委託契約書", "建設工事請負契約書", "物品売買契約書", "賃貸借契約書", "委託契約書", "請書"
        )
        accord.title = accord.title.replace("請書", "工事請負契約書")
    accord.head(flow)
    flow.y += 3
    points = _facts(accord)
    _list(accord, flow, points, leading=flow.leading * rng.uniform(1.0, 1.5))
    flow.y += 4
    a, b = accord.sides
    sentence = ink.pick(
        f"上記の業務について、{a.mark}と{b.mark}は、各々の対等な立場における合意に基づいて、別添の条項によって公正な契約を締結し、"
        "信義に従って誠実にこれを履行するものとする。",
        f"{a.mark}と{b.mark}は、上記について、次の条項により契約を締結する。",
        f"上記のとおり{a.mark}{b.mark}間で契約を締結し、その証として本書2通を作成し、当事者記名押印の上、各自1通を保有する。",
    )
    flow.paragraph(sentence, first=4)
    flow.y += 4
    accord.dated(flow)
    sign(accord, flow)
    if ink.maybe(0.5):
        flow.room(260 if ink.maybe(0.5) else 60)
        flow.y += 4
        clauses = accord.others(rng.randint(3, 10)) + ([accord.jurisdiction()] if ink.maybe(0.6) else [])
        articles(accord, flow, clauses)
    return accord.done()


def _facts(accord: Accord) -> Points:
    ink, rng = accord.ink, accord.rng
    start, end = (
        accord.put("effective_date", accord.start, accord.day(accord.start)),
        accord.put("expiry_date", accord.end, accord.day(accord.end)),
    )
    term = ink.pick("履行期間", "委託期間", "契約期間", "工期", "履　行　期　間", "貸借期間")
    form = ink.pick("from", "from", "plain", "named")
    amount = accord.put("contract_amount", accord.amount, accord.money())
    tax = accord.printed(accord.amount // 11)
    points: Points = [
        (ink.pick("業務名", "件名", "工事名", "業務の名称", "委託業務名", "契約件名"), (rng.choice(WORKS),)),
        (ink.pick("履行場所", "施工場所", "納入場所", "業務の場所"), (accord.second.address,)),
        (
            label("effective_date", term),
            {
                "from": ("自　", start, ink.pick("　　至　", "　至　"), end),
                "plain": (start, ink.pick("から", "～", " ～ ", "より"), end, ink.pick("", "まで")),
                "named": (ink.pick("着手　", "開始　"), start, ink.pick("　完成　", "　終了　"), end),
            }[form],
        ),
        (
            label("contract_amount", ink.pick("契約金額", "請負代金額", "委託料", "契約代金", "契　約　金　額")),
            (
                amount,
                *((ink.pick("（うち消費税及び地方消費税の額", "（内消費税額"), f"　{tax}）") if ink.maybe(0.6) else ()),
            ),
        ),
        ("契約保証金", (ink.pick("免除", accord.printed(accord.amount // 10), "契約金額の100分の10以上"),)),
        ("支払条件", (ink.pick("検収後30日以内に一括払", "部分払　年4回", "前金払　有　部分払　無"),)),
        ("監督員", (person(rng),)),
    ]
    keep = [point for n, point in enumerate(points) if n < 4 or ink.maybe(0.5)]
    if ink.maybe(0.25):
        parties: Points = [(side.tagged(side.role), (accord.put(side.field, side.name),)) for side in accord.sides]
        keep = parties + keep
    if ink.maybe(0.3):
        rng.shuffle(keep)
    return keep


def _list(accord: Accord, flow: Flow, points: Points, *, leading: float) -> None:
    """Numbered labels with values at a tab."""
    ink = accord.ink
    mark = ink.pick("{}　", "{}．", "{}. ", "（{}）", "wide", "・", "")
    tab = max(ink.wide((word,)) for word, _ in points) + 16
    for n, (word, value) in enumerate(points, 1):
        flow.room(leading)
        number = f"{n}　".translate(_WIDE) if mark == "wide" else mark.format(n)
        ink.say(flow.left + 2, flow.y, number, word)
        ink.say(flow.left + tab, flow.y, *value, fit=flow.right - flow.left - tab)
        flow.y += leading


@family("contract_filled_blanks", "contract")
def filled_blanks(rng: random.Random) -> Drawing:
    """A printed form whose blanks are filled by hand or type, each value over a rule of its own."""
    accord = Accord(rng, kinds=(0, 1, 2, 6), roles=0.4)
    ink, flow = accord.ink, accord.flow(rng.uniform(24, 36))
    accord.head(flow)
    flow.y += 4
    face = "hand" if ink.maybe(0.4) else None
    a, b = accord.sides

    def blank(*pieces: Piece, word: Piece = "", after: Piece = "", wide: float = 0.8) -> None:
        flow.room(12)
        x = ink.say(flow.left, flow.y, word, "　") if word else flow.left
        right = flow.left + (flow.right - flow.left) * wide
        ink.say(x + 4, flow.y, *pieces, face=face, fit=right - x - 8)
        ink.sheet.rule(x, flow.y + 2.8, right, flow.y + 2.8, 0.4)
        if after:
            ink.say(right + 1, flow.y, after, fit=flow.right - right)
        flow.y += flow.leading * 1.5

    for side, ending in ((a, "（以下「{}」という。）と"), (b, "（以下「{}」という。）とは、")):
        before, after = ending.split("{}")
        blank(accord.put(side.field, side.name), wide=0.62)
        flow.y -= flow.leading * 1.5
        ink.say(flow.left + (flow.right - flow.left) * 0.62 + 1, flow.y, before, side.label, after, fit=60)
        flow.y += flow.leading * 1.5
    flow.paragraph(f"{rng.choice(words('contract', 'bodies'))[0]}その他について、次のとおり契約する。")
    flow.y += 4
    start = accord.put("effective_date", accord.start, accord.day(accord.start))
    end = accord.put("expiry_date", accord.end, accord.day(accord.end))
    term = label("effective_date", ink.pick("契約期間", "期　　間", "1．期間", "貸与期間"))
    amount = accord.put("contract_amount", accord.amount, accord.money())
    lines: list[tuple[Piece, tuple[Piece, ...]]] = [
        (ink.pick("目的物", "対　象", "業　務", "品　名"), (rng.choice(WORKS),)),
        (term, (start, "　から　", end, "　まで")),
        (label("contract_amount", ink.pick("金　額", "代　金", "料　金", "報酬額")), (amount,)),
        ("支払方法", (ink.pick("毎月末日 銀行振込", "現金", "一括払い", "口座振替"),)),
        (
            "特約事項",
            (ink.pick("なし", "別紙のとおり", f"手付金 {accord.printed(Decimal(rng.randint(1, 90) * 1000))}"),),
        ),
    ]
    for word, pieces in lines:
        if word in ("支払方法", "特約事項") and ink.maybe(0.4):
            continue
        blank(*pieces, word=word)
    if ink.maybe(0.6):
        articles(
            accord, flow, [*accord.others(rng.randint(1, 5)), *([accord.jurisdiction()] if ink.maybe(0.5) else [])]
        )
    flow.y += 4
    accord.dated(flow)
    for side in (a, b):
        blank(side.address, word="住所", wide=0.9)
        blank((side.name, side.field), "　", side.representative, word=side.label, after="印", wide=0.9)
        flow.y += flow.leading * 0.6
    return accord.done()


@family("contract_revision", "contract")
def revision(rng: random.Random) -> Drawing:
    """変更契約書: the earlier contract with its day, a table of what stood and what stands now, from when on."""
    accord = Accord(rng, roles=0.2)
    ink, flow = accord.ink, accord.flow(rng.uniform(26, 40))
    earlier = str(rng.choice(accord.kind["titles"]))
    accord.title = ink.pick(
        "変更契約書",
        "契約変更合意書",
        "第2回変更契約書",
        "契約更新合意書",
        "一部変更契約書",
        f"{earlier}の変更に関する覚書",
        "契約内容変更覚書",
    )
    accord.head(flow)
    a, b = accord.sides
    flow.paragraph(
        *_opened(accord, a), "と", *_opened(accord, b),
        f"とは、{accord.day(accord.earlier())}付{ink.pick('で締結した', '締結の', '')}"
        f"「{earlier}」（以下「原契約」という。）の一部を、"
        f"次のとおり変更する{ink.pick('契約を締結する。', 'ことに合意した。', 'ものとする。')}",
        first=4,
    )  # fmt: skip
    flow.y += 4
    _changes(accord, flow)
    applied = accord.put("effective_date", accord.start, accord.day(accord.start))
    rest: list[tuple[Piece, ...]] = [
        (
            ink.pick("前項の変更は、", "上記の変更は、", "本変更契約は、"),
            applied,
            ink.pick("から適用する。", "より効力を生ずる。", "以降について適用する。"),
        ),
        ("その他の事項については、すべて原契約の定めるところによる。",),
        *(body[0] for _, body in accord.others(rng.randint(0, 3))),
    ]
    if ink.maybe(0.3):
        rest += accord.jurisdiction()[1]
    mark = ink.pick("{}．", "第{}条　", "({}) ", "{}　")
    for n, pieces in enumerate(rest, rng.choice((1, 2))):
        flow.paragraph(mark.format(n), *pieces, hang=6)
        flow.y += 1.5
    flow.y += 3
    finish(accord, flow)
    return accord.done()


def _opened(accord: Accord, side: Side) -> tuple[Piece, ...]:
    name = accord.put(side.field, side.name)
    return (
        name,
        accord.ink.pick("（以下「", "（以下、「"),
        side.label,
        accord.ink.pick("」という。）", "」という）", "」）"),
    )


def _changes(accord: Accord, flow: Flow) -> None:
    ink, rng = accord.ink, accord.rng
    rows: list[list[tuple[Piece, ...]]] = []
    money = day = True
    for word, kind in rng.sample(pool("changes"), rng.randint(1, 4)):
        old: Piece
        new: Piece
        if kind == "money":
            if not money:
                continue
            money = False
            old = accord.printed(Decimal(rng.randint(10, 900) * 10000))
            new = accord.put("contract_amount", accord.amount, accord.money())
        elif kind == "day":
            if not day:
                continue
            day = False
            old = accord.day(accord.signed)
            ends = word == "契約期間の終期"
            new = accord.put("expiry_date", accord.end, accord.day(accord.end)) if ends else accord.day(accord.end)
        else:
            old, new = kind.split("|")
        rows.append([(word,), (old,), (new,)])
    width = flow.right - flow.left
    columns = [
        Col("", ink.pick("変更事項", "項目", "条項"), width * 0.24),
        Col("", ink.pick("変更前", "現行", "旧"), width * 0.38),
        Col("", ink.pick("変更後", "改定後", "新"), width * 0.38),
    ]
    if ink.maybe(0.2):
        for row in rows:
            flow.paragraph("・", *row[0], "を「", *row[1], "」から「", *row[2], "」に改める。", hang=4)
        flow.y += 3
        return
    flow.y = (
        grid(
            ink,
            flow.left,
            flow.y,
            columns,
            rows,
            row=ink.size * rng.uniform(0.75, 1.1),
            ruling=ink.pick("full", "lines"),
        )
        + 8
    )
