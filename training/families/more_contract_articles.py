"""Japanese contracts in articles: sides called by their roles, sides named in a table or only where they sign."""

from __future__ import annotations

import random

from training.families import Drawing, family
from training.families.more_contract_accord import Accord, pool
from training.families.more_contract_signing import articles, sign
from training.families.office_blocks import Col, grid
from training.families.office_flow import Flow
from training.families.office_ink import Piece


@family("contract_roles", "contract")
def by_role(rng: random.Random) -> Drawing:
    """Sides called 委託者 and 受託者, 貸主 and 借主, 売主 and 買主 or 甲 and 乙 through one to three sheets."""
    accord = Accord(rng, roles=0.6)
    flow = accord.flow(rng.uniform(24, 40))
    accord.head(flow)
    flow.paragraph(*accord.preamble(), first=rng.choice((0, 4)))
    flow.y += rng.uniform(1, 5)
    articles(accord, flow, accord.clauses(3, 12))
    finish(accord, flow)
    return accord.done()


@family("contract_signed_names", "contract")
def named_at_the_end(rng: random.Random) -> Drawing:
    """No name before the signatures; the opening speaks of 甲 and 乙 or of the roles."""
    accord = Accord(rng, roles=0.4)
    flow = accord.flow(rng.uniform(24, 40))
    accord.head(flow)
    flow.paragraph(*accord.fill(str(rng.choice(pool("nameless")))), first=rng.choice((0, 4)))
    flow.y += rng.uniform(1, 5)
    articles(accord, flow, accord.clauses(2, 9))
    finish(accord, flow)
    return accord.done()


@family("contract_parties_table", "contract", fitting=True)
def parties_table(rng: random.Random) -> Drawing:
    """Both sides in a table under the title, a column or a row each; articles; names again or seals only at the end."""
    accord = Accord(rng, roles=0.4)
    ink, flow = accord.ink, accord.flow(rng.uniform(22, 34))
    accord.head(flow)
    flow.y += 2
    _top_table(accord, flow)
    if ink.maybe(0.5):
        accord.dated(flow)
    flow.paragraph(*accord.fill(str(rng.choice(pool("nameless")))), first=4)
    flow.y += 3
    articles(accord, flow, accord.clauses(2, 7))
    if ink.maybe(0.5):
        finish(accord, flow)
        return accord.done()
    accord.dated(flow)
    flow.room(26)
    for n, side in enumerate(accord.sides):
        x = flow.left + n * (flow.right - flow.left) / 2
        ink.say(x, flow.y, side.mark)
        ink.sheet.panel(x + 26, flow.y - 4, 22, 20, weight=ink.rule_weight)
        ink.say(x + 37, flow.y - 1, "記名押印", align="center", size=7)
        accord.sealed(side.name, x + 28, flow.y + 6)
    return accord.done()


def finish(accord: Accord, flow: Flow) -> None:
    """Closing, day and signatures in one of their orders."""
    if accord.ink.maybe(0.85):
        accord.closing(flow)
    if accord.ink.maybe(0.85):
        accord.dated(flow)
        sign(accord, flow)
    else:
        sign(accord, flow)
        accord.dated(flow)


def _top_table(accord: Accord, flow: Flow) -> None:
    ink, rng = accord.ink, accord.rng
    width, words = flow.right - flow.left, str(rng.choice(pool("fields"))).split("|")
    sides = accord.sides
    names: list[Piece] = [accord.put(side.field, side.name) for side in sides]
    whole = ink.maybe(0.5)
    if whole:
        rows: list[list[tuple[Piece, ...]]] = [
            [("",), *((side.label,) for side in sides)],
            [(words[1],), *((name,) for name in names)],
            [(words[0],), *((side.address,) for side in sides)],
            [(words[2],), *((side.representative,) for side in sides)],
            [("電話",), *((side.phone,) for side in sides)],
        ]
        first = 28.0
        columns = [Col("", "", first, "center"), *(Col("", "", (width - first) / 2) for _ in sides)]
    else:
        rows = []
        for side, name in zip(sides, names, strict=True):
            rows += [
                [(side.label,), (words[1],), (name,)],
                [("",), (words[0],), (side.address,)],
                [("",), (words[2],), (side.representative,)],
            ]
        columns = [Col("", "", 24, "center"), Col("", "", 34), Col("", "", width - 58)]
    high = ink.size * rng.uniform(0.7, 1.0)
    flow.y = grid(ink, flow.left, flow.y, columns, rows, head=False, row=high, ruling=ink.pick("full", "lines")) + 8
