"""English contracts without a preamble in prose: a statement of work, a short one-way NDA, an amendment."""

from __future__ import annotations

import random
from datetime import timedelta

from training.families import Drawing, family
from training.families.more_contract_english import fee_schedule
from training.families.more_contract_pact import Covenant, pool
from training.families.office_blocks import Col, grid, title
from training.families.office_flow import Flow
from training.families.office_goods import english_person
from training.families.office_ink import Piece, day_between, label

Pairs = list[tuple[Piece, tuple[Piece, ...]]]
"""A label and what stands beside it."""


@family("english_statement_of_work", "contract")
def statement_of_work(rng: random.Random) -> Drawing:
    """Both parties as blocks beside each other, key terms as pairs, scope, fees by deliverable, signatures."""
    pact = Covenant(rng)
    ink, flow = pact.ink, pact.flow()
    pact.title = ink.pick(
        "Statement of Work", "STATEMENT OF WORK NO. 3", "Work Order under Master Services Agreement", "Terms Sheet",
        "Engagement Terms", "Summary of Terms", "Subscription Order and Agreement",
    )  # fmt: skip
    pact.put("title", pact.title)
    flow.y = title(ink, flow.left, flow.y + 4, pact.title, align="left", size=15, tag="title") + 4
    if ink.maybe(0.5):
        before = pact.day(pact.start - timedelta(rng.randint(60, 900)))
        flow.paragraph(
            f"This document is issued under the Master Agreement dated {before} and is subject to its terms."
        )
        flow.y += 2
    _party_blocks(pact, flow)
    _pairs(pact, flow, _terms(pact))
    flow.paragraph(ink.pick("Scope", "1. Scope of Work", "Description of Services"), bold=True)
    for name in rng.sample(pool("deliverables"), rng.randint(2, 4)):
        flow.paragraph("- ", f"{name}, to be completed by {pact.day(day_between(rng))}", indent=4)
    flow.y += 3
    if ink.maybe(0.7):
        fee_schedule(pact, flow)
    if ink.maybe(0.6):
        drafts = rng.sample(pool("bodies"), rng.randint(1, 5))
        pact.numbered(flow, [(heading, pact.fill(draft)) for heading, draft in drafts])
    flow.y += 5
    pact.sign(flow)
    return pact.done()


def _party_blocks(pact: Covenant, flow: Flow) -> None:
    """Role, name, address, contact: two columns, or two rows of a table."""
    ink, half = pact.ink, (flow.right - flow.left) / 2
    step, top = flow.leading * 1.15, flow.y + 1
    framed, inline = ink.maybe(0.4), ink.maybe(0.3)
    for n, (who, field) in enumerate(((pact.a, "party_a"), (pact.b, "party_b"))):
        x, role = flow.left + n * half, pact.roles[n]
        lines: list[tuple[Piece, ...]] = [
            (label(field, role), *((": ", pact.put(field, who[0])) if inline else ())),
            *([] if inline else [(pact.put(field, who[0]),)]),
            (who[1],),
            (who[2],),
            (f"Attn: {english_person(pact.rng)}",),
        ]
        if framed:
            ink.sheet.panel(x, top - step * 0.7, half - 3, step * (len(lines) + 0.5), weight=ink.rule_weight)
        for k, pieces in enumerate(lines):
            ink.say(x + 2, top + k * step, *pieces, fit=half - 7, bold=k == 1 and not inline)
        flow.y = top + step * (len(lines) + 0.8)


def _terms(pact: Covenant) -> Pairs:
    ink = pact.ink
    pairs: Pairs = []
    start = pact.put("effective_date", pact.start, pact.day(pact.start))
    if ink.maybe(0.5):
        end = pact.put("expiry_date", pact.end, pact.day(pact.end))
        word = ink.pick("Term", "Contract period", "Service period", "Period")
        pairs.append((label("effective_date", word), (start, ink.pick(" to ", " - ", " through ", " until "), end)))
    else:
        pairs.append(
            (
                label("effective_date", ink.pick("Effective Date", "Start date", "SOW Effective Date", "Commences")),
                (start,),
            )
        )
        if ink.maybe(0.7):
            end = pact.put("expiry_date", pact.end, pact.day(pact.end))
            pairs.append(
                (label("expiry_date", ink.pick("End date", "Expires", "Completion date", "Expiration")), (end,))
            )
        else:
            pairs.append(("Initial term", (f"{pact.years * 12} months",)))
    if ink.maybe(0.4):
        pairs.insert(
            0,
            (
                label("contract_date", ink.pick("Date", "Order date", "Date of Agreement")),
                (pact.put("contract_date", pact.signed, pact.day(pact.signed)),),
            ),
        )
    if ink.maybe(0.6):
        word = ink.pick("Total fee", "Contract price", "Not-to-exceed amount", "Fixed fee", "Total contract value")
        pairs.append(
            (label("contract_amount", word), (pact.put("contract_amount", pact.amount, pact.sum(pact.amount)),))
        )
    if ink.maybe(0.4):
        pact.values["auto_renewal"] = pact.start.day % 2 == 0
        shown = (
            ink.pick("Automatic, yearly", "Auto-renews")
            if pact.values["auto_renewal"]
            else ink.pick("None", "Does not renew")
        )
        pairs.append((label("auto_renewal", ink.pick("Renewal", "Renewal term")), ((shown, "auto_renewal"),)))
    if ink.maybe(0.3):
        court = pact.put("jurisdiction_court", str(pact.rng.choice(pool("courts"))))
        pairs.append((label("jurisdiction_court", ink.pick("Jurisdiction", "Venue", "Disputes")), (court,)))
    pairs.append(
        (
            ink.pick("Payment terms", "Invoicing"),
            (ink.pick("Net 30 from invoice", "Monthly in arrears", "50% upfront"),),
        )
    )
    pairs.append((ink.pick("Project manager", "Account manager"), (english_person(pact.rng),)))
    if ink.maybe(0.3):
        pact.rng.shuffle(pairs)
    return pairs


def _pairs(pact: Covenant, flow: Flow, pairs: Pairs) -> None:
    """Pairs as a ruled table, at a tab, or as lines with a colon."""
    ink, width = pact.ink, flow.right - flow.left
    form = ink.pick("table", "tab", "colon", "table")
    flow.y += 2
    if form == "table":
        columns = [Col("", "", width * 0.3), Col("", "", width * 0.7)]
        row = ink.size * pact.rng.uniform(0.6, 0.85)
        flow.y = grid(ink, flow.left, flow.y, columns, [[(word,), value] for word, value in pairs], head=False, row=row)
    for word, value in pairs if form != "table" else []:
        x = ink.say(flow.left, flow.y, word, ":" if form == "colon" else "")
        ink.say(x + 2 if form == "colon" else flow.left + width * 0.3, flow.y, *value, fit=width * 0.65)
        flow.y += flow.leading * 1.2
    flow.y += 6


@family("english_one_way_nda", "contract")
def one_way(rng: random.Random) -> Drawing:
    """Parties after printed labels over rules, a purpose, short paragraphs, signatures."""
    pact = Covenant(rng, "nda_titles")
    ink, flow = pact.ink, pact.flow()
    pact.roles = rng.choice(
        (["Disclosing Party", "Receiving Party"], ["Discloser", "Recipient"], ["Company", "Individual"])
    )
    pact.put("title", pact.title)
    flow.y = title(ink, ink.width / 2, flow.y + 4, pact.title, size=14, tag="title") + 6
    rows: Pairs = []
    for who, field, role in zip((pact.a, pact.b), ("party_a", "party_b"), pact.roles, strict=True):
        rows += [(label(field, role), (pact.put(field, who[0]),)), ("Address", (f"{who[1]}, {who[2]}",))]
    day = ink.pick("effective_date", "contract_date")
    value, words = (
        (pact.start, ("Effective Date",)) if day == "effective_date" else (pact.signed, ("Date", "Date of Agreement"))
    )
    rows.insert(rng.choice((0, 4)), (label(day, ink.pick(*words)), (pact.put(day, value, pact.day(value)),)))
    rows.append(
        (ink.pick("Purpose", "Project"), (ink.pick("Evaluation of a possible business relationship", "Product trial"),))
    )
    for word, pieces in rows:
        x = ink.say(flow.left, flow.y, word, ": ")
        ink.say(x + 2, flow.y, *pieces, fit=flow.right - x - 4)
        ink.sheet.rule(x + 1, flow.y + 2.4, flow.right, flow.y + 2.4, 0.3)
        flow.y += flow.leading * 1.5
    flow.y += 4
    found = pact.sections(payment=0.0, least=3, most=7)
    pact.numbered(flow, found, form=ink.pick("run", "plain", "letters"))
    flow.y += 6
    pact.sign(flow)
    return pact.done()


@family("english_amendment", "contract")
def amendment(rng: random.Random) -> Drawing:
    """Amendment No. n to an agreement of an earlier day: what is replaced by what, the rest stands, signatures."""
    pact = Covenant(rng)
    ink, flow = pact.ink, pact.flow()
    earlier, number = pact.title.title(), ink.pick("No. 1", "No. 2", "Number Three", "No. 4")
    pact.title = ink.pick(
        f"Amendment {number} to {earlier}", f"AMENDMENT {number.upper()}", f"First Amendment to {earlier}",
        f"Renewal of {earlier}", "LETTER OF AMENDMENT", f"Extension Agreement to {earlier}",
    )  # fmt: skip
    pact.put("title", pact.title)
    flow.y = title(ink, ink.width / 2, flow.y + 4, pact.title, size=12, tag="title") + 6
    dated = pact.day(pact.start - timedelta(rng.randint(100, 2000)))
    draft = str(rng.choice(pool("amendment_openings"))).replace("{before}", dated)
    flow.paragraph(*pact.fill(draft))
    flow.y += 4
    changes = pool("changes")
    chosen = rng.sample(changes, rng.randint(2, 4))
    if changes[0] in chosen and changes[2] in chosen:
        chosen.remove(changes[2])
    chosen.append("Except as amended above, the Original Agreement remains in full force and effect.")
    if ink.maybe(0.3):
        chosen.append(str(rng.choice(pool("laws"))))
    mark = ink.pick("{}. ", "({}) ", "{}) ", "Section {}. ")
    for n, text in enumerate(chosen, 1):
        flow.paragraph(mark.format(n), *pact.fill(text), hang=6)
        flow.y += 2
    flow.y += 3
    flow.paragraph(str(rng.choice(pool("closings"))))
    flow.y += 6
    pact.sign(flow)
    return pact.done()
