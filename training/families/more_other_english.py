"""English papers that bill nothing: letters about bills and agreements, statements and lists, minutes with sums."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, chance, family
from training.families.more_contract_pact import company
from training.families.more_contract_pact import pool as wording
from training.families.more_other_words import amount, day, filled, pool
from training.families.office_blocks import Col, facts, grid, party, title
from training.families.office_flow import Flow
from training.families.office_goods import english_firm, english_person
from training.families.office_ink import LATIN, LATIN_DAYS, Ink
from training.families.office_letters import other

_PAPERS = ((210.0, 297.0), (215.9, 279.4))


def _ink(rng: random.Random) -> Ink:
    money = ("dollar", "dollar", "usd", "pound", "plain")
    return Ink(rng, *rng.choice(_PAPERS), faces=LATIN, sizes=(9.0, 11.5), days=LATIN_DAYS, money=money)


def _flow(ink: Ink, y: float) -> Flow:
    leading = ink.size * ink.rng.uniform(0.48, 0.6)
    flow = Flow(ink, left=24, right=ink.width - 24, top=24, bottom=ink.height - 24, leading=leading)
    flow.y = y
    return flow


def _address(rng: random.Random) -> list[list[str]]:
    where = english_firm(rng)
    return [[company(rng)], [where[1]], [where[2]]]


@family("other_english_letter", "other", fitting=True)
def letter(rng: random.Random) -> Drawing:
    """A reminder, a covering letter or a notice: letterhead, addressee, reference, Dear, sentences, a name."""
    ink = _ink(rng)
    kind = ink.pick("reminder", "cover", "notice")
    y = (
        party(
            ink, 24, rng.uniform(18, 26), ink.width - 48, _address(rng), align=rng.choice(("left", "center", "right"))
        )
        + 6
    )
    ink.say(rng.choice((24.0, ink.width - 70)), y, day(ink))
    y = party(ink, 24, y + 9, 90, [*_address(rng), [f"Attn: {english_person(rng)}"]], bold=9) + 3
    if ink.maybe(0.4):
        ink.say(
            24, y, ink.pick("Our ref: ", "Ref. ", "Account: "), chance.number(rng).replace("第", "").replace("号", "")
        )
        y += 7
    ink.say(24, y, ink.pick(f"Dear {english_person(rng)},", "Dear Sirs,", "To whom it may concern:", "Dear Customer,"))
    subject = str(rng.choice(pool("en", f"{kind}_subjects"))).format(number=rng.randint(1000, 99999))
    ink.say(24, y + 7, ink.pick("Re: ", "Subject: ", ""), subject, bold=True)
    flow = _flow(ink, y + 15)
    drafts = pool("en", {"reminder": "reminders", "cover": "cover", "notice": "notices"}[kind])
    said = [_latin(filled(ink, str(draft), tongue="en")) for draft in rng.sample(drafts, rng.randint(3, 6))]
    while said:
        count = rng.randint(1, 3)
        flow.paragraph(" ".join(said[:count]))
        said = said[count:]
        flow.y += flow.leading * 0.6
    if ink.maybe(0.3):
        rows = [
            [(f"INV-{rng.randint(100, 99999)}",), (day(ink),), (ink.money(amount(rng)),)]
            for _ in range(rng.randint(1, 5))
        ]
        columns = [Col("", "Invoice", 50), Col("", "Date", 44), Col("", ink.pick("Amount", "Outstanding"), 44, "right")]
        flow.y = grid(ink, 24, flow.y + 2, columns, rows) + 7
    ink.say(24, flow.y + 3, ink.pick("Yours faithfully,", "Kind regards,", "Sincerely,", "Yours truly,"))
    ink.say(24, flow.y + 18, english_person(rng))
    ink.say(24, flow.y + 18 + flow.leading, str(rng.choice(wording("officers"))))
    return other(ink)


def _latin(text: str) -> str:
    """A number that a Japanese office gives, without its kanji."""
    return text.replace("第", "").replace("号", "")


@family("other_english_statement", "other")
def statement(rng: random.Random) -> Drawing:
    """A statement, a payment advice, a price list, a schedule: pairs above, one table, perhaps a total below."""
    ink = _ink(rng)
    word = str(rng.choice(pool("en", "statement_titles")))
    y = party(ink, 20, 20, 80, _address(rng)) + 2
    title(ink, ink.width - 20, 22, word.upper() if ink.maybe(0.5) else word, size=15, align="right")
    entries = [
        ("", ink.pick("Date", "Statement date", "Issued"), day(ink)),
        ("", ink.pick("Account", "Account no.", "Reference"), f"{rng.randint(10**5, 10**7)}"),
        ("", ink.pick("Balance", "Amount paid", "Closing balance"), ink.money(amount(rng))),
        ("", ink.pick("Period ending", "Valid from", "Payment date"), day(ink)),
    ]
    below = facts(ink, ink.width / 2 + 10, 40, ink.width / 2 - 30, rng.sample(entries, rng.randint(2, 4)))
    y = party(ink, 20, max(y, 52), 80, _address(rng), bold=9)
    rows: list[list[tuple[str, ...]]] = []
    for _ in range(rng.randint(3, 16)):
        text = ink.pick(
            "Payment received",
            f"Invoice {rng.randint(1000, 9999)}",
            "Credit note",
            str(rng.choice(wording("deliverables"))),
        )
        sums = (ink.money(Decimal(rng.randint(10, 90000))), ink.money(Decimal(rng.randint(10, 90000))))
        rows.append([(day(ink),), (text,), (sums[0] if ink.maybe(0.7) else "",), (sums[1],)])
    if ink.maybe(0.5):
        rows.append(
            [
                ("",),
                (ink.pick("Total", "Balance carried forward", "Closing balance"),),
                ("",),
                (ink.money(amount(rng)),),
            ]
        )
    width = ink.width - 40
    heads = rng.choice(
        (
            ("Date", "Details", "Debit", "Balance"),
            ("When", "Item", "Unit price", "Net price"),
            ("Date", "Description", "Charges", "Credits"),
        )
    )
    columns = [
        Col("", head, width * part, "left" if n < 2 else "right")
        for n, (head, part) in enumerate(zip(heads, (0.2, 0.4, 0.2, 0.2), strict=True))
    ]
    y = grid(ink, 20, max(y, below) + 6, columns, rows) + 6
    ink.say(
        20,
        y,
        ink.pick(
            "This is not an invoice.",
            "No payment is required.",
            "Please report discrepancies within 10 days.",
            "Prices exclude tax.",
        ),
    )
    return other(ink)


@family("other_english_minutes", "other")
def minutes(rng: random.Random) -> Drawing:
    """Minutes of a board or a committee: who was there, numbered items with sums, days and firms."""
    ink = _ink(rng)
    y = title(
        ink,
        rng.choice((ink.width / 2, 80.0)),
        24,
        ink.pick("MINUTES OF MEETING", "Board Minutes", "Minutes", "Meeting Notes"),
        size=14,
    )
    if ink.maybe(0.6):
        ink.say(ink.width / 2, y + 2, company(rng), align="center", size=ink.size + 1)
        y += 8
    entries = [
        ("", "Date", day(ink)),
        ("", "Present", ", ".join(english_person(rng) for _ in range(rng.randint(2, 4)))),
        ("", "Place", ink.pick("Board room", "By telephone", "Head office")),
        ("", "Chair", english_person(rng)),
    ]
    flow = _flow(ink, facts(ink, 24, y + 4, ink.width - 60, entries, form=ink.pick("colon", "tab", "lined")) + 5)
    mark = ink.pick("{}. ", "({}) ", "Item {}: ", "- ")
    for n, draft in enumerate(rng.sample(pool("en", "minutes"), rng.randint(4, 8)), 1):
        flow.paragraph(mark.format(n), filled(ink, str(draft), tongue="en"), hang=6)
        flow.y += flow.leading * 0.5
    ink.say(24, flow.y + 8, ink.pick("Chairman", "Secretary", "Approved:"))
    ink.sheet.rule(50, flow.y + 10, 110, flow.y + 10, 0.4)
    return other(ink)
