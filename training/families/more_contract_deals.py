"""Japanese contracts of one deal: a house, a car or a machine sold with its payments, and an accord in a letter."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.families import Drawing, family
from training.families.more_contract_accord import Accord, Side, outsider
from training.families.more_contract_articles import finish
from training.families.more_contract_signing import articles
from training.families.office_blocks import Col, boxes, grid, party, seal, title
from training.families.office_flow import Flow
from training.families.office_goods import firm, person
from training.families.office_ink import Piece, label

_TERMS = ("契約期間", "有効期間", "適用期間", "実施期間", "期間")


@family("contract_sale_of_property", "contract")
def sale(rng: random.Random) -> Drawing:
    """What is sold, a table of payments with a day each, articles, seller and buyer, perhaps an agent."""
    accord = Accord(rng, kinds=(2,), roles=0.7)
    ink, flow = accord.ink, accord.flow(rng.uniform(24, 34))
    what = ink.pick("土地", "土地建物", "区分所有建物", "自動車", "機械")
    accord.title = ink.pick(f"{what}売買契約書", f"{what}売買契約書", "売買契約書", "不動産売買契約書")
    accord.head(flow)
    if ink.maybe(0.6):
        flow.paragraph(*accord.preamble(), first=4)
        flow.y += 3
    width = flow.right - flow.left
    goods: list[tuple[Piece, tuple[Piece, ...]]] = [
        (ink.pick("所在", "所在地", "保管場所"), (firm(rng).address,)),
        (ink.pick("地番", "家屋番号", "登録番号", "型式"), (f"{rng.randint(1, 900)}番{rng.randint(1, 60)}",)),
        (ink.pick("地目", "種類", "車名", "製造者"), (ink.pick("宅地", "居宅", "事務所", firm(rng).name),)),
        (ink.pick("地積", "床面積", "数量"), (f"{rng.randint(40, 900)}.{rng.randint(10, 99)}㎡",)),
    ]
    ink.say(flow.left, flow.y, ink.pick("（A）売買の目的物の表示", "【物件の表示】", "物件目録", "1　目的物"))
    flow.y = boxes(ink, flow.left, flow.y + 4, width, goods[: rng.randint(2, 4)]) + 6
    _payments(accord, flow)
    clauses = accord.others(rng.randint(3, 9))
    if ink.maybe(0.6):
        clauses.append(accord.jurisdiction())
    articles(accord, flow, clauses)
    finish(accord, flow)
    if ink.maybe(0.6):
        _agent(accord, flow)
    return accord.done()


def _payments(accord: Accord, flow: Flow) -> None:
    """The price, what is paid of it when, and when the thing changes hands: one amount is the contract's."""
    ink, rng = accord.ink, accord.rng
    whole, day = accord.amount, accord.signed
    part = (whole * rng.randint(5, 20) // 100).quantize(Decimal(1))
    later = day + timedelta(rng.randint(10, 120))
    price = accord.put("contract_amount", whole, accord.money())
    rows: list[list[tuple[Piece, ...]]] = [
        [
            (label("contract_amount", ink.pick("売買代金（総額）", "売買代金", "代金総額", "売買価格")),),
            (price,),
            ("",),
        ],
        [("手付金",), (accord.printed(part),), (ink.pick("本契約締結時", accord.day(day)),)],
        [("残代金",), (accord.printed(whole - part),), (accord.day(later),)],
        [("うち消費税額",), (accord.printed(whole // 11),), ("",)],
        [(ink.pick("引渡日", "所有権移転日"),), ("",), (accord.day(later + timedelta(rng.randint(0, 5))),)],
        [("違約金",), (accord.printed(whole // 5),), ("",)],
    ]
    rows = [row for n, row in enumerate(rows) if n < 3 or ink.maybe(0.5)]
    width = flow.right - flow.left
    columns = [
        Col("", ink.pick("項目", "区分"), width * 0.3),
        Col("", "金額", width * 0.38, rng.choice(("left", "right"))),
        Col("", ink.pick("期日", "支払期日"), width * 0.32),
    ]
    ink.say(flow.left, flow.y, ink.pick("（B）売買代金及び支払方法等", "【代金】", "2　代金の支払"))
    high = ink.size * rng.uniform(0.7, 1.0)
    flow.y = (
        grid(ink, flow.left, flow.y + 4, columns, rows, head=ink.maybe(0.6), row=high, ruling=ink.pick("full", "lines"))
        + 7
    )


def _agent(accord: Accord, flow: Flow) -> None:
    """The agent's licence, name and officer: a firm that is no party."""
    ink, rng = accord.ink, accord.rng
    agent = outsider(rng, accord.third)
    flow.room(flow.leading * 5)
    flow.y += flow.leading
    lines = (
        ink.pick("宅地建物取引業者", "媒介業者", "仲介業者（宅地建物取引業者）", "立会人"),
        f"免許証番号　{ink.pick('国土交通大臣', '知事')}（{rng.randint(1, 9)}）第{rng.randint(1000, 99999)}号",
        f"{agent.address}",
        f"{firm(rng).name}　{rng.choice(('宅地建物取引士', '代表取締役'))}　{person(rng)}　印",
    )
    for n, text in enumerate(lines):
        ink.say(flow.left + (0 if n == 0 else 8), flow.y, text, fit=flow.right - flow.left - 10)
        flow.y += flow.leading


@family("contract_accord_in_a_letter", "contract")
def accord_in_a_letter(rng: random.Random) -> Drawing:
    """合意書 as a letter: addressee and sender, points under 記, the consent of the other side."""
    accord = Accord(rng, roles=0.0)
    ink, flow = accord.ink, accord.flow(rng.uniform(22, 30))
    subject = ink.pick(
        "業務委託", "販売協力", "料金の改定", "商品の取引", "設備の貸与", "秘密情報の取扱い", "共同配送", "システム利用"
    )
    accord.title = ink.pick(
        f"{subject}に関する合意書", f"{subject}合意書", "合意書", f"{subject}に関する確認書", "取引条件合意書", "協定書"
    )
    a, b = accord.sides
    ink.say(flow.right, flow.y, accord.put("contract_date", accord.signed, accord.day(accord.signed)), align="right")
    flow.y += flow.leading * 1.4
    ink.say(
        flow.left, flow.y, accord.put("party_b", b.name), ink.pick("　御中", " 御中") if b.representative else "　様"
    )
    flow.y += flow.leading
    if b.representative and ink.maybe(0.6):
        ink.say(flow.left, flow.y, b.representative, "　様")
        flow.y += flow.leading
    lines: list[list[Piece]] = [[a.address], [accord.put("party_a", a.name)], [f"{a.representative}　印"]]
    flow.y = party(ink, flow.left + 84, flow.y + 3, flow.right - flow.left - 84, lines) + 4
    if ink.maybe(0.6):
        seal(ink, a.name, flow.right - 18, flow.y - 8)
    accord.put("title", accord.title)
    flow.y = title(ink, ink.width / 2, flow.y + 8, accord.title, tag="title", size=14) + 5
    flow.paragraph(
        ink.pick(
            "拝啓　時下ますますご清栄のこととお慶び申し上げます。", "平素より格別のお引立てを賜り厚く御礼申し上げます。"
        ),
        first=4,
    )
    flow.paragraph(
        ink.pick("当社（以下「", "弊社（以下「"), label("party_a", "甲"), "」という。）と",
        "貴社（以下「", label("party_b", "乙"), f"」という。）は、{subject}について、下記の条件により",
        ink.pick("合意いたします。", "合意したことを確認いたします。"),
        first=4,
    )  # fmt: skip
    ink.say(ink.width / 2, flow.y + 3, "記", align="center")
    flow.y += 10
    for n, (word, pieces) in enumerate(_points(accord), 1):
        flow.paragraph(f"{n}．", word, "　", *pieces, indent=6, hang=8)
        flow.y += flow.leading * 0.25
    ink.say(flow.right, flow.y, "以上", align="right")
    flow.y += flow.leading * 2
    _consent(accord, flow, b)
    return accord.done()


def _points(accord: Accord) -> list[tuple[Piece, tuple[Piece, ...]]]:
    ink, rng = accord.ink, accord.rng
    points: list[tuple[Piece, tuple[Piece, ...]]] = []
    start = accord.put("effective_date", accord.start, accord.day(accord.start))
    if ink.maybe(0.7):
        end = accord.put("expiry_date", accord.end, accord.day(accord.end))
        points.append(
            (label("effective_date", ink.pick(*_TERMS)), (start, ink.pick("から", "～", "より"), end, "まで"))
        )
    else:
        points.append((label("effective_date", ink.pick("適用開始日", "効力発生日", "実施日", "開始日")), (start,)))
    if ink.maybe(0.7):
        amount = accord.put("contract_amount", accord.amount, accord.money())
        word = ink.pick("委託料", "料金", "対価", "取引金額", "月額料金")
        points.append(
            (
                label("contract_amount", word),
                (ink.pick("", "月額 ", "総額"), amount, ink.pick("", "（税別）", "（税込）")),
            )
        )
    if ink.maybe(0.5):
        points.append(accord.renewal(ink.pick("更新", "契約の更新")))
    points += [(heading, body[0]) for heading, body in accord.others(rng.randint(1, 4))]
    if ink.maybe(0.4):
        heading, body = accord.jurisdiction()
        points.append((heading, body[0]))
    return points


def _consent(accord: Accord, flow: Flow, side: Side) -> None:
    """上記に同意します: the other side's name once more, or blanks to be filled in."""
    ink = accord.ink
    flow.room(flow.leading * 5)
    ink.sheet.rule(flow.left, flow.y - flow.leading * 0.7, flow.right, flow.y - flow.leading * 0.7, 0.4)
    ink.say(
        flow.left,
        flow.y,
        ink.pick("上記の内容に同意いたします。", "上記につき承諾しました。", "上記のとおり合意します。"),
    )
    flow.y += flow.leading * 1.3
    if ink.maybe(0.4):
        for word in ("　　　年　　月　　日", "住所", "会社名", "代表者　　　　　　　　　　　　　　印"):
            ink.say(flow.left + 70, flow.y, word)
            flow.y += flow.leading * 1.2
        return
    for pieces in ((side.address,), (accord.put(side.field, side.name),), (side.representative, "　　印")):
        ink.say(flow.left + 70, flow.y, *pieces, fit=flow.right - flow.left - 72)
        flow.y += flow.leading * 1.2
