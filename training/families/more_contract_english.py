"""English agreements: numbered parties with a background, a cover page, recitals with a schedule of fees."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, family
from training.families.more_contract_pact import Covenant, pool
from training.families.office_blocks import Col, grid, title
from training.families.office_flow import Flow
from training.families.office_ink import Piece, label


@family("english_between_parties", "contract")
def between(rng: random.Random) -> Drawing:
    """Dated at the head, parties numbered (1) and (2) on lines of their own, background in letters, clauses 1.1."""
    pact = Covenant(rng)
    ink, flow = pact.ink, pact.flow()
    pact.put("title", pact.title)
    flow.y = title(ink, ink.width / 2, flow.y + 6, pact.title, size=14, tag="title") + 4
    signed = pact.put("contract_date", pact.signed, pact.day(pact.signed))
    flow.paragraph(
        *rng.choice(
            (
                ("THIS AGREEMENT is made on ", signed),
                ("This Agreement is dated ", signed, "."),
                (label("contract_date", "Dated:"), " ", signed),
                (label("contract_date", "DATE"), "  ", signed),
            )
        )
    )
    flow.y += 3
    flow.paragraph(ink.pick("BETWEEN:", "PARTIES", "Between", "THE PARTIES:"), bold=True)
    flow.y += 1
    number = ink.pick("({})  ", "{}.  ", "")
    for n, (who, field, role) in enumerate(zip((pact.a, pact.b), ("party_a", "party_b"), pact.roles, strict=True), 1):
        where: Piece = ink.pick(
            f", {rng.choice(pool('kinds_of_firm'))}, whose registered office is at {who[1]}, {who[2]} (",
            f" of {who[1]}, {who[2]} (",
            f" (company number {rng.randint(1000000, 9999999)}) of {who[1]}, {who[2]} (",
        )
        ending = (";", " and")[:1] if n == 1 else (".",)
        flow.paragraph(
            number.format(n), pact.put(field, who[0]), where, "“", label(field, role), "”)", *ending, indent=4, hang=7
        )
        if n == 1 and ink.maybe(0.6):
            flow.paragraph(ink.pick("AND", "and", "- and -"), indent=ink.rng.choice((4, 40)))
        flow.y += 1.5
    if ink.maybe(0.7):
        flow.paragraph(ink.pick("BACKGROUND", "RECITALS", "WHEREAS:"), bold=True)
        for letter, draft in zip("ABC", rng.sample(pool("recitals"), rng.randint(1, 3)), strict=False):
            flow.paragraph(f"({letter}) ", *pact.fill(str(draft)), indent=4, hang=7)
        flow.y += 2
    flow.paragraph(
        ink.pick("IT IS AGREED as follows:", "THE PARTIES AGREE:", "AGREED TERMS", "NOW IT IS HEREBY AGREED:")
    )
    flow.y += 2
    pact.numbered(flow, pact.sections(payment=0.6), form=ink.pick("sub", "above", "plain"))
    flow.paragraph(str(rng.choice(pool("closings"))))
    flow.y += 6
    pact.sign(flow)
    return pact.done()


@family("english_cover_page", "contract", fitting=True)
def cover_page(rng: random.Random) -> Drawing:
    """A sheet with title, day and both names in the middle; the agreement itself from the second sheet on."""
    pact = Covenant(rng)
    ink, flow = pact.ink, pact.flow()
    pact.put("title", pact.title)
    centre, y = ink.width / 2, rng.uniform(40, 70)
    day = pact.put("contract_date", pact.signed, pact.day(pact.signed))
    head: list[tuple[Piece, ...]] = [(label("contract_date", ink.pick("DATED", "Dated", "Date:")), " ", day)]
    names: list[tuple[Piece, ...]] = [
        (ink.pick("by and between", "BETWEEN", "between", "among"),),
        (pact.put("party_a", pact.a[0]),),
        ((label("party_a", f"as {pact.roles[0]}")) if ink.maybe(0.4) else "",),
        (ink.pick("and", "AND", "- and -", "(1)"),),
        (pact.put("party_b", pact.b[0]),),
        ((label("party_b", f"as {pact.roles[1]}")) if ink.maybe(0.4) else "",),
    ]
    if ink.maybe(0.5):
        y = _centred(pact, head, centre, y)
        y = title(ink, centre, y + 12, pact.title, size=18, tag="title") + 8
        y = _centred(pact, names, centre, y)
    else:
        y = title(ink, centre, y, pact.title, size=18, tag="title") + 10
        y = _centred(pact, [*names, *head] if ink.maybe(0.6) else [*head, *names], centre, y)
    if ink.maybe(0.5):
        _centred(
            pact,
            [(f"Prepared by {pact.third}",), (ink.pick("Confidential", "Execution version", "Draft 3"),)],
            centre,
            240,
        )
    ink.turn()
    flow.y = flow.top + 4
    flow.paragraph(*pact.fill(str(rng.choice([draft for draft in pool("openings") if "{signed}" not in draft]))))
    flow.y += 3
    pact.numbered(flow, pact.sections(payment=0.6, least=5, most=12))
    flow.paragraph(str(rng.choice(pool("closings"))))
    flow.y += 6
    pact.sign(flow)
    return pact.done()


def _centred(pact: Covenant, lines: list[tuple[Piece, ...]], x: float, y: float) -> float:
    for pieces in lines:
        if pieces != ("",):
            pact.ink.say(x, y, *pieces, align="center", size=pact.ink.size + 2, fit=pact.ink.width - 40)
            y += pact.ink.size * pact.rng.uniform(0.75, 1.1)
    return y


@family("english_recitals_and_fees", "contract")
def recitals(rng: random.Random) -> Drawing:
    """Opening in prose, WHEREAS and NOW THEREFORE, sections, signatures, a schedule of fees on what is left."""
    pact = Covenant(rng, rng.choice(("titles", "titles", "nda_titles")))
    ink, flow = pact.ink, pact.flow()
    if ink.maybe(0.3):
        ink.say(
            flow.right,
            12,
            ink.pick("Exhibit 10.4", "EX-10.2", "Execution Copy", "Contract No. 4471"),
            align="right",
            size=8,
        )
    pact.put("title", pact.title)
    flow.y = title(ink, rng.choice((ink.width / 2, flow.left + 60)), flow.y + 4, pact.title, size=13, tag="title") + 5
    flow.paragraph(*pact.fill(str(rng.choice(pool("openings")))), first=rng.choice((0, 8)))
    flow.y += 3
    if ink.maybe(0.6):
        for draft in rng.sample(pool("recitals"), rng.randint(1, 3)):
            flow.paragraph(ink.pick("WHEREAS, ", "WHEREAS "), *pact.fill(str(draft)), first=8)
            flow.y += 1.5
        flow.paragraph(
            "NOW, THEREFORE, in consideration of the mutual covenants herein, the parties agree as follows:", first=8
        )
        flow.y += 2
    fees = ink.maybe(0.4)
    pact.numbered(flow, pact.sections(payment=0.2 if fees else 0.5))
    flow.paragraph(str(rng.choice(pool("closings"))))
    flow.y += 6
    pact.sign(flow)
    if fees:
        fee_schedule(pact, flow)
    return pact.done()


def fee_schedule(pact: Covenant, flow: Flow) -> None:
    """Deliverables with their fees; the total is the contract's amount unless the text gives another."""
    ink, rng = pact.ink, pact.rng
    parts = [Decimal(rng.randint(5, 900) * 100) for _ in range(rng.randint(2, 5))]
    total = sum(parts, Decimal(0))
    rows: list[list[tuple[Piece, ...]]] = [
        [(name,), (pact.day(pact.start) if ink.maybe(0.4) else f"Month {rng.randint(1, 12)}",), (pact.sum(part),)]
        for name, part in zip(rng.sample(pool("deliverables"), len(parts)), parts, strict=True)
    ]
    if "contract_amount" not in pact.values:
        word = label("contract_amount", ink.pick("Total", "Total Fees", "Total contract value", "TOTAL"))
        rows.append([(word,), ("",), (pact.put("contract_amount", total, pact.sum(total)),)])
    width = flow.right - flow.left
    columns = [
        Col("", ink.pick("Deliverable", "Item", "Service"), width * 0.48),
        Col("", ink.pick("Due", "When", "Milestone date"), width * 0.26),
        Col("", ink.pick("Fee", "Amount", "Price"), width * 0.26, "right"),
    ]
    row = ink.size * rng.uniform(0.6, 0.85)
    flow.room(row * (len(rows) + 2) + 12)
    ink.say(
        flow.left,
        flow.y,
        ink.pick("SCHEDULE 1 - FEES", "Exhibit A: Schedule of Fees", "Fees and Milestones"),
        bold=True,
    )
    flow.y = grid(ink, flow.left, flow.y + 5, columns, rows, row=row) + 6
