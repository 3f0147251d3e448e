"""Japanese contracts without articles in a row: a deed in formal numerals, standard terms in two columns."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.office_blocks import title
from training.families.office_deal import Deal
from training.families.office_flow import Flow, filled
from training.families.office_ink import Piece, label


@family("contract_deed", "contract")
def deed(rng: random.Random) -> Drawing:
    """A private deed (loan, sale, settlement): formal numerals first, parties' names only in the signatures."""
    deal = Deal(rng)
    ink, flow = deal.ink, deal.flow(40.0)
    deal.title = ink.pick(
        "金銭消費貸借契約書", "借用証書", "債務承認弁済契約書", "示談書", "動産売買契約書", "贈与契約書"
    )
    deal.amount_form = rng.choice(("daiji", "daiji", "金{}円也", "numerals"))
    deal.day_form = rng.choice(("wareki", "wide-wareki", "numerals", "kanji"))
    deal.head(flow)
    amount = deal.put("contract_amount", deal.amount, deal.money())
    if ink.maybe(0.6):
        ink.say(
            ink.width / 2,
            flow.y + 3,
            label("contract_amount", ink.pick("一", "金額", "元金")) if ink.maybe(0.7) else "",
            "　",
            amount,
            align="center",
            size=13,
        )
        flow.y += 14
        flow.paragraph(
            ink.pick(
                "上記の金員を、甲は乙に対し本日貸し渡し、乙はこれを受領した。",
                "乙は甲に対し、上記金額の債務を負うことを承認する。",
            ),
            first=4,
        )
    else:
        flow.paragraph(
            ink.pick("甲は乙に対し、", "貸主甲は借主乙に対し、本日、"),
            amount,
            ink.pick("を貸し渡し、乙はこれを受領した。", "を支払う。"),
            first=4,
        )
    flow.y += 2
    points: list[tuple[Piece, ...]] = [
        ("弁済期限は", deal.put("expiry_date", deal.end, deal.day(deal.end)), "とする。")
        if ink.maybe(0.7)
        else ("弁済は毎月末日限り分割して行う。",),
        (
            f"利息は年{rng.randint(1, 12)}.{rng.randint(0, 9)}パーセントとし、",
            f"毎月末日に金{rng.randint(1, 9) * 1000:,}円を支払う。",
        ),
        *(body[0] for _, body in deal.others(rng.randint(1, 3))),
    ]
    if ink.maybe(0.5):
        points += deal.jurisdiction()[1]
    for n, point in enumerate(points, 1):
        flow.paragraph(f"第{n}条　", *point, hang=6)
        flow.y += 1.5
    flow.y += 4
    deal.dated(flow)
    roles = rng.choice(
        (("貸主（甲）", "借主（乙）"), ("債権者（甲）", "債務者（乙）"), ("甲", "乙"), ("売主（甲）", "買主（乙）"))
    )
    for role, firm_, field in zip(roles, (deal.a, deal.b), ("party_a", "party_b"), strict=True):
        flow.room(20)
        for n, pieces in enumerate(
            (
                (f"{role}　住所　{firm_.address}",),
                ("氏名　" if ink.maybe(0.5) else "", deal.put(field, firm_.name), "　　印"),
            )
        ):
            ink.say(flow.left + (0 if n == 0 else 24), flow.y, *pieces, fit=flow.right - flow.left - 26)
            flow.y += flow.leading * 1.1
        flow.y += flow.leading
    return deal.done()


@family("contract_two_columns", "contract", withheld=True)
def two_columns(rng: random.Random) -> Drawing:
    """Standard terms on one sheet in two columns of small print, under a strip with the facts."""
    deal = Deal(rng)
    ink = deal.ink
    ink.size = rng.uniform(6.6, 7.6)
    y = title(ink, 105, 16, deal.title, size=14, tag=str(deal.put("title", deal.title)[1]))
    strip: list[tuple[Piece, ...]] = [
        (label("party_a", "甲"), " ", deal.put("party_a", deal.a.name)),
        (label("party_b", "乙"), " ", deal.put("party_b", deal.b.name)),
        (
            label("contract_date", ink.pick("契約日", "締結日")),
            " ",
            deal.put("contract_date", deal.signed, deal.day(deal.signed)),
        ),
    ]
    if deal.kind["amounts"]:
        strip.append(
            (
                label("contract_amount", ink.pick("契約金額", "料金")),
                " ",
                deal.put("contract_amount", deal.amount, deal.money()),
            )
        )
    for n, pieces in enumerate(strip):
        ink.sheet.panel(14 + 91 * (n % 2), y + 6.5 * (n // 2), 91, 6.5, weight=0.5)
        ink.say(16 + 91 * (n % 2), y + 3.2 + 6.5 * (n // 2), *pieces, fit=86)
    top = y + 6.5 * ((len(strip) + 1) // 2) + 8
    clauses = [deal.term(), *deal.others(rng.randint(9, 14)), deal.jurisdiction()]
    flow = Flow(ink, left=14, right=102, top=top, bottom=999, leading=ink.size * 0.52)
    turn = rng.uniform(top + 60, 200)
    for n, (heading, body) in enumerate(clauses, 1):
        if flow.y > turn and flow.left < 100:
            flow.left, flow.right, flow.y = 108, 196, top
        flow.paragraph(f"第{n}条（{heading}）", bold=True)
        for pieces in body:
            flow.paragraph(*pieces, indent=3)
        flow.y += 1.2
    ink.say(
        14,
        290,
        filled("{title} 約款 2024.4版", {"title": deal.title})[0][0]
        if ink.maybe(0.3)
        else f"約款 {rng.randint(2019, 2026)}.{rng.randint(1, 12)}版",
        size=6,
    )
    return deal.done()
