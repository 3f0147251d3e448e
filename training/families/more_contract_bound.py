"""Japanese contracts with more to them: a cover sheet before, a certificate of signatures after, English between."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.more_contract_accord import Accord, pool
from training.families.more_contract_articles import finish
from training.families.more_contract_pact import Covenant
from training.families.more_contract_pact import pool as english
from training.families.more_contract_signing import articles, sign
from training.families.office_blocks import Row, boxes, title
from training.families.office_flow import Flow
from training.families.office_ink import Piece, label


@family("contract_cover_sheet", "contract")
def cover_sheet(rng: random.Random) -> Drawing:
    """表紙 with title, day and both names; opening and articles from the second sheet on."""
    accord = Accord(rng, roles=0.3)
    ink, centre = accord.ink, accord.ink.width / 2
    flow = accord.flow(30.0)
    accord.put("title", accord.title)
    y = title(ink, centre, rng.uniform(60, 100), accord.title, size=20, tag="title") + rng.uniform(12, 30)
    day = accord.put("contract_date", accord.signed, accord.day(accord.signed))
    dated: tuple[Piece, ...] = (
        (label("contract_date", ink.pick("契約日", "締結日")), "　", day) if ink.maybe(0.5) else (day,)
    )
    if ink.maybe(0.5):
        ink.say(centre, y, *dated, align="center", size=ink.size + 2)
        y += 20
    else:
        ink.say(centre, 240, *dated, align="center", size=ink.size + 2)
    y = max(y, rng.uniform(130, 180))
    left = rng.uniform(50, 80)
    for side in accord.sides:
        ink.say(left, y, side.label, "　", accord.put(side.field, side.name), size=ink.size + 2, fit=200 - left)
        y += ink.size * rng.uniform(0.9, 1.2)
    ink.turn()
    flow.y = 30.0
    drafts = [draft for draft in pool("preambles") if "{signed}" not in draft] if ink.maybe(0.6) else pool("nameless")
    flow.paragraph(*accord.fill(str(rng.choice(drafts))), first=4)
    flow.y += 3
    articles(accord, flow, accord.clauses(3, 10))
    if ink.maybe(0.5):
        finish(accord, flow)
    else:
        accord.closing(flow)
        sign(accord, flow)
    return accord.done()


@family("contract_signed_electronically", "contract", fitting=True)
def signed_electronically(rng: random.Random) -> Drawing:
    """Articles without seals; a certificate says who agreed by which address at what time, and when all had."""
    accord = Accord(rng, roles=0.3)
    ink, flow = accord.ink, accord.flow(rng.uniform(24, 36))
    number = f"{rng.getrandbits(64):016X}"
    accord.head(flow)
    flow.paragraph(*accord.preamble(), first=4)
    flow.y += 3
    articles(accord, flow, accord.clauses(2, 8))
    flow.paragraph("本契約の成立を証するため、電磁的記録を作成し、双方が電子署名を施す。", first=4)
    flow.y += 5
    rows: list[Row] = [("書類ID", (number,)), ("書類名", (f"{accord.title}.pdf",))]
    if "contract_date" not in accord.values:
        word = label("contract_date", ink.pick("合意締結日", "締結日時", "契約締結日", "締結完了日"))
        clock = f" {rng.randint(9, 19)}:{rng.randint(0, 59):02}" if ink.maybe(0.5) else ""
        rows.append((word, (accord.put("contract_date", accord.signed, accord.day(accord.signed)), clock)))
    for side in accord.sides:
        rows += [
            (side.label, (accord.put(side.field, side.name),)),
            (ink.pick("署名者", "承認者"), (side.representative or (side.name, side.field), "　sign@example.co.jp")),
        ]
    rows.append((ink.pick("送信者", "利用サービス", "立会人型署名"), (accord.third,)))
    if ink.maybe(0.4):
        ink.turn()
        flow.y = 30.0
    flow.room(70)
    flow.y = title(ink, ink.width / 2, flow.y + 4, ink.pick("電子署名情報", "合意締結証明書", "署名履歴"), size=12) + 3
    boxes(ink, flow.left, flow.y, flow.right - flow.left, rows)
    if ink.maybe(0.5):
        ink.say(flow.left, ink.height - 12, f"ID: {number}", size=7)
    return accord.done()


@family("contract_bilingual", "contract")
def bilingual(rng: random.Random) -> Drawing:
    """Each article in Japanese and then in English; both names twice over, in the one script they have."""
    accord, pact = Accord(rng, roles=0.0), Covenant(rng)
    ink, flow = accord.ink, accord.flow(26.0)
    accord.head(flow)
    ink.say(ink.width / 2, flow.y, pact.title, align="center")
    flow.y += flow.leading * 1.6
    flow.paragraph(*accord.preamble(), first=4)
    flow.y += 2
    clauses = accord.clauses(2, 6)
    drafts = rng.sample(english("bodies"), len(clauses))
    pact.roles = rng.choice((["Party A", "Party B"], ["Kou", "Otsu"], ["Company", "Contractor"]))
    mark = ink.pick("第{}条（{}）／ Article {} ({})", "第{}条　{}　Article {}. {}", "{}．{}（{}. {}）")
    for n, ((heading, body), (other, draft)) in enumerate(zip(clauses, drafts, strict=True), 1):
        flow.room(flow.leading * 3)
        flow.paragraph(mark.format(n, heading, n, other))
        for pieces in body:
            flow.paragraph(*pieces, indent=4)
        flow.paragraph(*pact.fill(draft), indent=4)
        flow.y += flow.leading * 0.4
    accord.dated(flow)
    _both(accord, flow, pact.roles)
    return accord.done()


def _both(accord: Accord, flow: Flow, roles: list[str]) -> None:
    """Signatures with labels in both tongues."""
    ink, step = accord.ink, flow.leading * 1.2
    for side, role in zip(accord.sides, roles, strict=True):
        flow.room(step * 4.5)
        rows: list[tuple[Piece, Piece]] = [
            (side.tagged(f"{side.mark} ({role})"), ""),
            ("住所 Address:", side.address),
            ("名称 Name:", accord.put(side.field, side.name)),
            ("代表者 Signed by:", side.representative),
        ]
        for word, value in rows:
            x = ink.say(flow.left + 4, flow.y, word)
            ink.say(max(x + 3, flow.left + 44), flow.y, value, fit=flow.right - flow.left - 48)
            flow.y += step
        flow.y += step * 0.5
