"""Contracts of three sides, notes of a loan that only the borrower signs, and sides listed above the opening."""

from __future__ import annotations

import random
from datetime import timedelta

from training.families import Drawing, chance, family
from training.families.more_contract_accord import Accord, Side, pool
from training.families.more_contract_articles import finish
from training.families.more_contract_signing import articles, sign
from training.families.office_blocks import boxes, seal, stamp, title
from training.families.office_goods import person
from training.families.office_ink import Piece, label
from training.families.trade_layers import words


class Threefold(Accord):
    """Two sides and a third one, who is a party of no field."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng, roles=0.25)
        company = chance.firm(rng)
        alone = rng.random() < 0.4
        mark = str(rng.choice(words("thirds")))
        officer = "" if alone else f"{rng.choice(pool('officers'))}　{person(rng)}"
        name = person(rng) if alone else company.name
        self.other = Side("", mark, mark, name, company.full_address, company.phone, officer)

    def _fact(self, word: str, *, named: bool) -> Piece:
        if word in ("c", "C"):
            return self.other.name if word == "c" else self.other.mark
        return super()._fact(word, named=named)


@family("contract_three_sides", "contract")
def three_sides(rng: random.Random) -> Drawing:
    """甲, 乙 and 丙 named in the opening, at the signatures, or in both."""
    accord = Threefold(rng)
    ink, flow = accord.ink, accord.flow(rng.uniform(24, 40))
    accord.head(flow)
    flow.paragraph(*accord.fill(str(rng.choice(words("three_preambles")))), first=rng.choice((0, 4)))
    flow.y += rng.uniform(1, 5)
    articles(accord, flow, accord.clauses(2, 9))
    flow.y += flow.leading * 0.5
    flow.paragraph(*accord.fill(str(rng.choice(words("three_closings")))), first=rng.choice((0, 4)))
    flow.y += flow.leading * 0.6
    early = ink.maybe(0.85)
    if early:
        accord.dated(flow)
    sign(accord, flow, form=ink.pick("stacked", "stacked", "right", "table", "lines"), others=[accord.other])
    if not early:
        accord.dated(flow)
    return accord.done()


@family("contract_loan_note", "contract")
def loan_note(rng: random.Random) -> Drawing:
    """A borrower's note: the lender with 殿, the sum in large type, terms, the day, who borrows and who vouches."""
    accord = Accord(rng, kinds=(1,), roles=0.0)
    accord.title = str(rng.choice(words("loan_titles")))
    ink, flow = accord.ink, accord.flow(rng.uniform(24, 36))
    roles = rng.choice(words("lenders"))
    lender = accord.put("party_a", accord.first.name)
    addressed = (
        *((label("party_a", roles[0]), "　") if ink.maybe(0.5) else ()),
        lender,
        ink.pick("　殿", "　様", " 殿"),
    )
    before = ink.maybe(0.4)
    if before:
        ink.say(flow.left, flow.y, *addressed, size=ink.size + 1.5)
        flow.y += 10
    if ink.maybe(0.4):
        stamp(ink, flow.right - 18, flow.y - 6, rng.choice((200, 400, 1000, 2000)))
    flow.y = title(ink, ink.width / 2, flow.y + 4, accord.title, tag=accord.put("title", accord.title)[1]) + 8
    if not before:
        ink.say(flow.left, flow.y, *addressed, size=ink.size + 1.5)
        flow.y += 11
    shown = accord.put("contract_amount", accord.amount, accord.money())
    word: tuple[Piece, ...] = (
        (label("contract_amount", ink.pick("借用金額", "金額", "元金")), "　　") if ink.maybe(0.5) else ()
    )
    ink.say(ink.width / 2, flow.y, *word, shown, size=ink.size + 3, align="center", fit=flow.right - flow.left)
    flow.y += 10
    day, small = accord.day(accord.signed + timedelta(rng.randint(60, 1500))), f"{rng.randint(1, 40) * 5000:,}"
    body = str(rng.choice(words("loan_bodies"))).replace("{lender}", ink.pick("貴殿より、", "貴社より、", ""))
    flow.paragraph(*accord.fill(body), first=4)
    flow.y += 4
    rows = [
        (name, (text.format(day=day, small=small),))
        for name, text in rng.sample(words("loan_terms"), rng.randint(2, 5))
    ]
    if ink.maybe(0.5):
        flow.y = boxes(ink, flow.left, flow.y, flow.right - flow.left, rows) + 8
    else:
        for n, (name, (text,)) in enumerate(rows, 1):
            flow.paragraph(f"{n}．{name}　{text}", indent=4)
        flow.y += 6
    accord.dated(flow)
    at = flow.left + rng.choice((4.0, 30.0, 55.0))
    _signer(accord, at, flow.y, flow.right - at, label("party_b", roles[1]), accord.put("party_b", accord.second.name))
    if ink.maybe(0.5):
        _signer(accord, at, flow.y + 28, flow.right - at, ink.pick("連帯保証人", "保証人", "立会人"), person(rng))
    return accord.done()


def _signer(accord: Accord, x: float, y: float, width: float, mark: Piece, name: Piece) -> None:
    """Mark, address and name of one who signs, sealed at times."""
    ink, step = accord.ink, accord.ink.size * 0.68
    where = (ink.pick("住所　", "住 所 ", "所在地　", ""), chance.firm(accord.rng).full_address)
    own: tuple[Piece, ...] = (
        ink.pick("氏名　", "氏 名 ", "名称　", ""),
        name,
        ink.pick("　印", "　　印", "", "　（印）"),
    )
    if ink.maybe(0.5):
        ink.say(x, y, mark, "　", *where, fit=width)
        right = ink.say(x + ink.wide((mark, "　")), y + step, *own, fit=width - 26)
    else:
        ink.say(x, y, mark)
        ink.say(x + 4, y + step, *where, fit=width - 4)
        y += step
        right = ink.say(x + 4, y + step, *own, fit=width - 4)
    if ink.maybe(0.4):
        seal(ink, name if isinstance(name, str) else name[0], min(right, x + width - 18), y + step)


@family("contract_sides_listed", "contract")
def sides_listed(rng: random.Random) -> Drawing:
    """Each side with its address and who acts for it in a block above the opening, which speaks of marks or roles."""
    accord = Accord(rng, roles=0.5)
    ink, flow = accord.ink, accord.flow(rng.uniform(22, 32))
    accord.head(flow)
    step, boxed, form = flow.leading, ink.maybe(0.3), ink.pick("behind", "before", "over")
    fields = str(rng.choice(pool("fields"))).split("|")
    for side in accord.sides:
        name = accord.put(side.field, side.name)
        rows: list[tuple[Piece, ...]] = [(fields[1], "　", name), (fields[0], "　", side.address)]
        if side.representative:
            rows.append((fields[2], "　", side.representative))
        if form == "behind":
            rows[0] = (
                *rows[0],
                ink.pick("（以下「", "（以下｢", "（"),
                side.label,
                ink.pick("」という。）", "｣という）", "）"),
            )
        top = flow.y
        if form == "over":
            ink.say(flow.left, flow.y, "（", side.label, "）")
            flow.y += step
        elif form == "before":
            ink.say(flow.left, flow.y, side.label)
        indent = 4.0 if form != "before" else max(20.0, ink.wide((side.label,)) + 6)
        for pieces in rows:
            ink.say(flow.left + indent, flow.y, *pieces, fit=flow.right - flow.left - indent)
            flow.y += step
        if boxed:
            ink.sheet.panel(
                flow.left - 2,
                top - step * 0.8,
                flow.right - flow.left + 4,
                flow.y - top + step * 0.4,
                weight=ink.rule_weight,
            )
        flow.y += step * 0.8
    flow.paragraph(*accord.fill(str(rng.choice(words("listed_openings")))), first=rng.choice((0, 4)))
    flow.y += 3
    articles(accord, flow, accord.clauses(2, 9))
    if ink.maybe(0.6):
        finish(accord, flow)
    else:
        accord.closing(flow)
        accord.dated(flow)
    return accord.done()
