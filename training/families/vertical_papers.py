"""Other papers written down their columns: letters and notices with points behind 記."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from training.families import Drawing, chance, family
from training.families.more_other_words import item
from training.families.office_flow import Flow
from training.families.office_goods import person
from training.families.office_ink import Facts, day_between
from training.families.vertical_parts import Brush, Paper, somebody
from training.pools import table


def _notices(key: str) -> Any:
    return table("vertical")["notices"][key]


@family("vertical_letter", "other")
def letter(rng: random.Random) -> Drawing:
    """案内状, 挨拶状: prose between 拝啓 and 敬具, points behind 記, sender and receiver before or behind it."""
    ink = Brush(rng, rng.choice(((210.0, 297.0), (297.0, 210.0), (148.0, 100.0), (182.0, 257.0))), sizes=(10, 14))
    small = ink.width < 120
    paper = Paper(ink)
    flow = Flow(ink, left=paper.top, right=paper.bottom, top=paper.y, bottom=ink.height - 8, leading=ink.size * 0.72)
    first = ink.maybe(0.3) and not small
    if first:
        _receiver(paper)
        paper.column(ink.day(day_between(rng)), align="right")
    if ink.maybe(0.75):
        paper.title(str(rng.choice(_notices("titles"))), size=rng.uniform(14, 20))
    flow.y = paper.y + flow.leading * 0.6
    if ink.maybe(0.8):
        flow.paragraph(str(rng.choice(_notices("openings"))))
    for draft in rng.sample(_notices("bodies"), rng.randint(1, 2 if small else 5)):
        flow.paragraph(_filled(ink, str(draft)), first=ink.size * 0.36)
    ink.say(paper.bottom - 6, flow.y, rng.choice(_notices("closings")), align="right")
    paper.y = flow.y + flow.leading * 0.7
    if ink.maybe(0.4) and not small:
        paper.column("記", align="center")
        values = {"日時": f"{ink.day(day_between(rng))}　午後{ink.count(Decimal(rng.randint(1, 7)))}時"}
        values |= {
            "会場": somebody(ink),
            "会費": f"金{ink.money(Decimal(rng.randint(3, 20) * 1000))}",
            "品名": item(rng),
        }
        for word in rng.sample(sorted(values), rng.randint(1, 4)):
            paper.column("一、", word, "　", values[word], indent=10)
    if not first:
        paper.column(ink.day(day_between(rng)), indent=rng.uniform(4, 20))
    sender = ink.company(table("vertical")["signs"] if ink.maybe(0.4) else ())
    lines = [sender.full_address, sender.name, f"{ink.pick('代表取締役', '店主', '会長', '当主')}　{person(rng)}"]
    for line in lines if ink.maybe(0.6) else lines[1:]:
        paper.column(line, align="right", indent=4)
    if not first and ink.maybe(0.8):
        _receiver(paper)
    return Facts("other", {}), (ink.sheet.page(),)


def _receiver(paper: Paper) -> None:
    ink = paper.ink
    paper.column(
        ink.pick("各位", f"{somebody(ink)}　{ink.pick('様', '殿', '御中')}", f"{person(ink.rng)}　様"),
        size=ink.size + 2,
    )


def _filled(ink: Brush, draft: str) -> str:
    """A draft with days, sums, names and firms of no field."""
    rng = ink.rng
    return draft.format(
        day=ink.day(day_between(rng)),
        money=ink.money(Decimal(rng.randint(3, 500) * 1000)),
        n=ink.count(Decimal(rng.randint(2, 60))),
        name=person(rng),
        item=item(rng),
        firm=chance.firm(rng).name,
    )
