"""Contracts written down their columns: articles with signatures of 甲 and 乙, and deeds in a few points."""

from __future__ import annotations

import random
import re

from training.families import Drawing, family
from training.families.more_contract_accord import Accord
from training.families.more_contract_articles import finish
from training.families.more_contract_signing import articles, sign
from training.families.office_flow import Flow
from training.families.office_ink import Piece, label
from training.families.vertical_parts import Brush
from training.pools import table

_PAPERS = ((210.0, 297.0), (210.0, 297.0), (297.0, 210.0), (182.0, 257.0), (257.0, 364.0))


def _accord(rng: random.Random, *, roles: float = 0.25, sizes: tuple[float, float] = (9.5, 12)) -> tuple[Accord, Flow]:
    """Two sides and their contract on a sheet of columns, its days and sums mostly in numerals."""
    accord = Accord(rng, roles=roles)
    accord.ink = ink = Brush(rng, rng.choice(_PAPERS), sizes=sizes)
    forms = ("numerals", "numerals", "year-numerals") if ink.digits == "numerals" else ("wareki", "kanji", "numerals")
    accord.day_form = rng.choice(forms)
    accord.amount_form = rng.choice(("daiji", "daiji", "numerals", "金{}円", "金{}円也", "{}円"))
    flow = accord.flow(ink.height * rng.uniform(0.07, 0.1))
    flow.bottom, flow.leading = ink.height - rng.uniform(12, 20), ink.size * rng.uniform(0.6, 0.85)
    return accord, flow


@family("vertical_contract_articles", "contract")
def numbered(rng: random.Random) -> Drawing:
    """Title, an opening that names both sides, articles over one or more sheets, the closing, the day, signatures."""
    accord, flow = _accord(rng)
    accord.head(flow)
    flow.paragraph(*accord.preamble(), first=rng.choice((0, 4)))
    flow.y += flow.leading * 0.5
    form = accord.ink.pick("numerals", "numerals", "run", "above", "bare", "beside", "wide")
    articles(accord, flow, accord.clauses(2, 7), form=form)
    finish(accord, flow)
    return accord.done()


@family("vertical_contract_points", "contract")
def points(rng: random.Random) -> Drawing:
    """借用証書, 念書, 覚書: a sum in large type, points 一、, the day, addresses and names, 殿 at the end."""
    accord, flow = _accord(rng, roles=0.0, sizes=(11, 15))
    ink, deeds = accord.ink, table("vertical")["deeds"]
    accord.title = str(rng.choice(deeds["titles"]))
    accord.kind = {**accord.kind, "roles": deeds["roles"]}
    accord.head(flow)
    _said(accord, flow, str(rng.choice(deeds["openings"])))
    if ink.maybe(0.7):
        amount = accord.put("contract_amount", accord.amount, accord.money())
        word: Piece = label("contract_amount", ink.pick("一、", "一　", "一、金額　", "借用金額　", "代金　"))
        flow.y += flow.leading * 0.4
        ink.say(flow.left + rng.uniform(0, 20), flow.y, word, amount, size=ink.size + rng.uniform(1, 6))
        flow.y += flow.leading * 1.6
        _said(accord, flow, str(rng.choice(deeds["amounts"])))
    drafts = rng.sample(deeds["points"], rng.randint(1, 3)) + rng.sample(deeds["others"], rng.randint(1, 4))
    drafts = [draft for n, draft in enumerate(drafts) if not _again(draft, drafts[:n])]
    rng.shuffle(drafts)
    mark = ink.pick("一、", "一、", "{}、", "第{}　", "（{}）", "{}　")
    for n, draft in enumerate(drafts):
        flow.paragraph(mark.format("一二三四五六七八"[n]), *accord.fill(str(draft)), indent=4, hang=4)
    flow.y += flow.leading * 0.4
    _said(accord, flow, str(rng.choice(deeds["closings"])))
    accord.dated(flow)
    if ink.maybe(0.5):
        sign(accord, flow, form=ink.pick("stacked", "right", "lines", "beside"))
    else:
        _addressed(accord, flow)
    return accord.done()


def _said(accord: Accord, flow: Flow, draft: str) -> None:
    if draft:
        flow.paragraph(*accord.fill(draft), first=accord.rng.choice((0, 4)))


def _again(draft: str, before: list[str]) -> bool:
    """Whether a draft states what one before it does."""
    facts = set(re.findall(r"\{(?:start|end|court)\}", draft))
    return any(facts & set(re.findall(r"\{\w+\}", other)) for other in before)


def _addressed(accord: Accord, flow: Flow) -> None:
    """The one who gives the deed signs it with the address; the other's name stands at the end with 殿."""
    ink, rng = accord.ink, accord.rng
    giver, taker = accord.second, accord.first
    step = flow.leading * rng.uniform(1.0, 1.3)
    flow.room(step * 4)
    role = str(rng.choice(accord.kind["roles"])[1])
    ink.say(
        flow.right, flow.y, ink.pick("住所　", "", "所在地　"), giver.address, align="right", fit=flow.right - flow.left
    )
    flow.y += step
    word: Piece = label(giver.field, ink.pick(giver.mark, role))
    name = accord.put(giver.field, giver.name)
    ink.say(flow.right - 14, flow.y, word, ink.pick("　", "　　"), name, align="right", fit=flow.right - flow.left - 14)
    accord.sealed(giver.name, flow.right - 12, flow.y + 4)
    flow.y += step * 1.3
    shown = (taker.label, "　") if ink.maybe(0.4) else ()
    ink.say(
        flow.left,
        flow.y,
        *shown,
        accord.put(taker.field, taker.name),
        ink.pick("　殿", "　様", "殿"),
        size=ink.size + 2,
    )
