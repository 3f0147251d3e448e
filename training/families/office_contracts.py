"""Japanese contracts in prose: numbered articles, a memorandum, a schedule before the clauses."""

from __future__ import annotations

import random
from datetime import timedelta

from training.families import Drawing, family
from training.families.office_blocks import Col, grid
from training.families.office_deal import Deal
from training.families.office_flow import Flow
from training.families.office_goods import pool
from training.families.office_ink import Piece, label


def article(deal: Deal, flow: Flow, n: int, heading: str, body: list[tuple[Piece, ...]], form: str) -> None:
    """One article with its heading before, beside or above the text."""
    number = f"第{n}条" if form != "wide" else f"第{'０１２３４５６７８９'[n % 10] if n < 10 else n}条"
    flow.room(flow.leading * 2)
    if form == "run":
        flow.paragraph(f"{number}（{heading}）　", *body[0], hang=4)
        body = body[1:]
    elif form == "above":
        flow.paragraph(f"（{heading}）")
        flow.paragraph(f"{number}　", *body[0], hang=4)
        body = body[1:]
    else:
        flow.paragraph(
            f"{number}{deal.ink.pick('（', '【', ' (')}{heading}{')' if form == 'never' else '）'}",
            bold=deal.ink.body != deal.ink.bold,
        )
    for k, pieces in enumerate(body, 2 if form in ("run", "above") else 1):
        mark = f"{k}．" if len(body) > 1 or form in ("run", "above") else ""
        flow.paragraph(mark, *pieces, indent=4, hang=4 if mark else 0)
    flow.y += flow.leading * 0.35


@family("contract_articles", "contract")
def articles(rng: random.Random) -> Drawing:
    """第1条 to 第n条 over one to three sheets, closing, day, signatures."""
    deal = Deal(rng)
    flow = deal.flow(rng.uniform(26, 36))
    deal.head(flow)
    deal.opening(flow)
    flow.y += 2
    clauses = [clause for clause in (deal.term(), deal.payment()) if clause] + deal.others(rng.randint(2, 9))
    if deal.ink.maybe(0.7):
        rng.shuffle(clauses)
    if deal.ink.maybe(0.85):
        clauses.insert(len(clauses) - deal.ink.maybe(0.5), deal.jurisdiction())
    form = deal.ink.pick("run", "above", "beside", "wide")
    for n, (heading, body) in enumerate(clauses, 1):
        article(deal, flow, n, heading, body, form)
    flow.y += 3
    flow.paragraph(str(rng.choice(pool("contract", "closings"))), first=4)
    flow.y += 4
    deal.dated(flow)
    deal.signatures(flow)
    return deal.done()


@family("contract_schedule", "contract")
def schedule(rng: random.Random) -> Drawing:
    """契約要項: a ruled table of the facts first, clauses that refer to it, signatures."""
    deal = Deal(rng)
    ink, flow = deal.ink, deal.flow(28.0)
    deal.head(flow)
    if ink.maybe(0.5):
        flow.paragraph(*deal.preamble())
        flow.y += 2
    between = ink.pick("～", " から ", "より")
    rows: list[tuple[Piece, tuple[Piece, ...]]] = [
        (label("party_a", ink.pick("甲", "委託者（甲）", "発注者(甲)")), (deal.put("party_a", deal.a.name),)),
        (label("party_b", ink.pick("乙", "受託者（乙）", "受注者(乙)")), (deal.put("party_b", deal.b.name),)),
        (ink.pick("契約の目的", "業務内容", "件名"), (str(rng.choice(deal.kind["subjects"])),)),
    ]
    start = deal.put("effective_date", deal.start, deal.day(deal.start))
    end = deal.put("expiry_date", deal.end, deal.day(deal.end))
    if ink.maybe(0.7):
        word = label("effective_date", ink.pick("契約期間", "有効期間", "期間", "委託期間", "契約の期間"))
        rows.append((word, (start, between, end, ink.pick("", "まで"))))
    else:
        rows.append((label("effective_date", ink.pick("契約開始日", "開始日", "発効日", "効力発生日")), (start,)))
        rows.append((label("expiry_date", ink.pick("契約終了日", "終了日", "満了日", "契約満了日")), (end,)))
    if deal.kind["amounts"]:
        amount_word = ink.pick("契約金額", "委託料", "代金", "契約金額(税込)", "契約代金", "業務委託料", "報酬", "料金")
        rows.append(
            (
                label("contract_amount", amount_word),
                (ink.pick("", "月額"), deal.put("contract_amount", deal.amount, deal.money())),
            )
        )
    if ink.maybe(0.6):
        deal.values["auto_renewal"] = deal.renews
        rows.append(
            (
                label("auto_renewal", ink.pick("自動更新", "更新", "契約更新")),
                (
                    (
                        ink.pick("有", "あり", "自動更新する（1年ごと）")
                        if deal.renews
                        else ink.pick("無", "なし", "自動更新しない"),
                        "auto_renewal",
                    ),
                ),
            )
        )
    rows.append((ink.pick("支払条件", "支払方法"), ("毎月末日締め翌月末日払い、銀行振込",)))
    if ink.maybe(0.4):
        rows.append(
            (
                label("jurisdiction_court", ink.pick("管轄裁判所", "合意管轄")),
                (deal.put("jurisdiction_court", deal.court),),
            )
        )
    width = flow.right - flow.left
    columns = [Col("", "項目", width * 0.26, "center"), Col("", "内容", width * 0.74)]
    cells: list[list[tuple[Piece, ...]]] = [[(word,), value] for word, value in rows]
    flow.y = (
        grid(
            ink,
            flow.left,
            flow.y,
            columns,
            cells,
            head=ink.maybe(0.3),
            row=ink.size * rng.uniform(0.75, 1.0),
            ruling=ink.pick("full", "full", "lines"),
        )
        + 8
    )
    clauses = deal.others(rng.randint(2, 6))
    if "jurisdiction_court" not in deal.values and ink.maybe(0.7):
        clauses.append(deal.jurisdiction())
    form = ink.pick("run", "above", "beside")
    for n, (heading, body) in enumerate(clauses, 1):
        article(deal, flow, n, heading, body, form)
    flow.y += 3
    deal.dated(flow)
    deal.signatures(flow)
    return deal.done()


@family("contract_memorandum", "contract")
def memorandum(rng: random.Random) -> Drawing:
    """覚書: one page, an earlier contract named with its day, numbered points, small print of signatures."""
    deal = Deal(rng)
    ink, flow = deal.ink, deal.flow(rng.uniform(28, 44))
    deal.title = ink.pick(
        "覚書",
        "覚　書",
        "変更覚書",
        "合意書",
        "契約変更に関する覚書",
        "支払条件変更に関する覚書",
        "確認書",
        "機密情報の取扱いに関する覚書",
    ).replace("　", "")
    deal.head(flow)
    earlier = deal.day(deal.signed - timedelta(rng.randint(200, 1500)))
    flow.paragraph(
        deal.put("party_a", deal.a.name),
        "（以下「",
        label("party_a", "甲"),
        "」という。）と",
        deal.put("party_b", deal.b.name),
        "（以下「",
        label("party_b", "乙"),
        f"」という。）とは、{earlier}付「{rng.choice(deal.kind['titles'])}」（以下「原契約」という。）に関し、次のとおり",
        ink.pick("合意した。", "覚書を締結する。", "確認する。"),
        first=4,
    )
    flow.y += 3
    points: list[tuple[Piece, ...]] = []
    points.append(
        (
            "原契約第4条の定めを変更し、",
            deal.put("effective_date", deal.start, deal.day(deal.start)),
            "以降これを適用する。",
        )
    )
    if deal.kind["amounts"] and ink.maybe(0.8):
        points.append(
            (
                f"原契約に定める料金を、月額金{rng.randint(50, 900) * 1000:,}円から",
                deal.put("contract_amount", deal.amount, deal.money()),
                "に改定する。",
            )
        )
    if ink.maybe(0.6):
        points.append(("本覚書の有効期間は", deal.put("expiry_date", deal.end, deal.day(deal.end)), "までとする。"))
    if ink.maybe(0.5):
        points += deal.jurisdiction()[1]
    points += [body[0] for _, body in deal.others(rng.randint(0, 2))]
    points.append(("本覚書に定めのない事項については、原契約の定めによる。",))
    form = ink.pick("{}．", "第{}条　", "({}) ", "{}. ")
    for n, point in enumerate(points, 1):
        flow.paragraph(form.format(n), *point, hang=6)
        flow.y += 1.5
    flow.y += 3
    flow.paragraph(str(rng.choice(pool("contract", "closings"))).replace("本契約", "本覚書"), first=4)
    flow.y += 4
    deal.dated(flow)
    deal.signatures(flow)
    return deal.done()
