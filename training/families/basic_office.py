"""The receipts, expense reports, contracts and letters of the samples as families: what they leave open is drawn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

from training import layouts_contract, layouts_expense, layouts_letter, layouts_receipt, names
from training.clauses import filled
from training.content import Clause, Contract, Expense, ExpenseReport, Letter, Line, Receipt
from training.families import Drawing, family
from training.families.chance import day, firm, goods, maybe, number, pool, style
from training.families.office_goods import english_person
from training.formats import DATES, daiji
from training.layouts_english import receipt as english
from training.names import Company

_METHODS = ("cash", "cash", "credit_card", "e_money", "qr")
_TILL_FACES = ("gothic-mono", "round-mono", "ud-mono", "gothic")


def _receipt(rng: random.Random, sold: tuple[Line, ...]) -> Receipt:
    shop = _shop(rng) if maybe(rng, 0.7) else firm(rng)
    slip = Receipt(
        shop,
        day(rng),
        time(rng.randint(6, 23), rng.randint(0, 59)),
        sold,
        rng.choice(_METHODS),
        f"{rng.randint(1, 99999):0{rng.randint(1, 6)}}",
        tax_included=maybe(rng, 0.7),
        addressee=rng.choice((firm(rng).name, names.person(rng).name, "上")),
        proviso=rng.choice(pool("provisos")),
    )
    step = rng.choice((1, 10, 100, 1000, 10000))
    return replace(slip, tendered=-(-slip.total_amount // step) * step)


def _shop(rng: random.Random) -> Company:
    stem = firm(rng).kana.strip("カユ)(") or "ミナト"
    return replace(firm(rng), name=f"{rng.choice(pool('shops'))}{rng.choice(('', ' '))}{stem[:6]}")


@family("till-roll", "receipt")
def roll(rng: random.Random) -> Drawing:
    """A till roll."""
    slip = _receipt(rng, goods(rng, 9))
    foot = "|".join(
        rng.sample(
            ("またのご来店をお待ちしております", "ありがとうございました", "毎週火曜日はポイント5倍", "返品は7日以内"),
            rng.randint(0, 2),
        )
    )
    look = style(
        rng,
        body=rng.choice(_TILL_FACES),
        title=rng.choice(("領収書", "領収証", "レシート", "お買上票", "領収書（控）")),
        foot=foot,
    )
    return slip, layouts_receipt.roll(slip, replace(look, size=round(rng.uniform(7.0, 8.8), 1)), rng)


@family("framed-voucher", "receipt")
def voucher(rng: random.Random) -> Drawing:
    """An A5 receipt in a double frame."""
    slip = _receipt(rng, goods(rng, 3))
    honorific = rng.choice(("様", "御中", "殿"))
    look = style(
        rng,
        title=rng.choice(("領収証", "領収書", "領 収 証")),
        honorific=honorific,
        seal=rng.choice(("square", "round")),
    )
    return slip, layouts_receipt.voucher(slip, look, rng)


@family("english-receipt", "receipt", withheld=True)
def english_receipt(rng: random.Random) -> Drawing:
    """A guest house's receipt."""
    stay = tuple(
        Line(each, Decimal(rng.randint(1, 4)), "", Decimal(rng.randint(5, 300) * 100))
        for each in rng.sample(pool("english_goods"), rng.randint(1, 4))
    )
    house = replace(
        firm(rng), name=f"{rng.choice(pool('english_heads'))} {rng.choice(('Inn', 'Guest House', 'Hotel', 'Hall'))}"
    )
    slip = replace(
        _receipt(rng, stay),
        shop=house,
        tax_included=True,
        payment_method="credit_card",
        addressee=f"Mr {rng.choice(pool('english_heads'))}",
        proviso=rng.choice(("Accommodation", "Meals", "Room hire")),
    )
    look = style(
        rng,
        withheld=True,
        address=rng.choice(pool("english_places")),
        paid=rng.choice(("Credit card", "Visa **** 8802", "Mastercard")),
        note=rng.choice(("Thank you for staying with us.", "")),
    )
    look = replace(look, body="serif", bold="serif-bold", date=rng.choice(("english", "english-short", "iso")))
    return slip, english(slip, look, rng)


def _report(rng: random.Random) -> ExpenseReport:
    until = day(rng)
    since = until - timedelta(rng.randint(1, 40))
    spent = [
        Expense(
            since + timedelta(rng.randint(0, (until - since).days)),
            rng.choice(pool("categories")),
            rng.choice(pool("spendings")),
            rng.choice(pool("payees")),
            Decimal(rng.choice((rng.randint(14, 999) * 10, rng.randint(100, 60000)))),
        )
        for _ in range(rng.randint(1, 12))
    ]
    return ExpenseReport(
        names.person(rng),
        rng.choice(pool("departments")),
        until + timedelta(rng.randint(0, 20)),
        tuple(sorted(spent, key=lambda expense: expense.day)),
        purpose=rng.choice((*pool("purposes"), "")),
        period=(since, until) if maybe(rng, 0.6) else None,
        advance=Decimal(rng.randint(0, 10) * 10000) if maybe(rng, 0.5) else None,
    )


_EXPENSE_LAYOUTS = {
    "expense-spreadsheet": layouts_expense.spreadsheet,
    "expense-travel-form": layouts_expense.travel_form,
    "expense-list": layouts_expense.plain_list,
}


def _expense_family(name: str, *, withheld: bool = False) -> None:
    layout = _EXPENSE_LAYOUTS[name]

    @family(name, "expense_report", withheld=withheld)
    def draw(rng: random.Random) -> Drawing:
        report = _report(rng)
        look = style(
            rng,
            withheld=withheld,
            title=rng.choice(pool("expense_titles")),
            seals=rng.choice(("||", "笹原|時田|", "|有馬|")),
            row_date=rng.choice(("month-day", "slash", "kanji", "dot")),
        )
        return report, layout(report, look, rng)


_expense_family("expense-spreadsheet")
_expense_family("expense-travel-form")
_expense_family("expense-list", withheld=True)


def _kept(rng: random.Random, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses that settle something, and most of the others."""
    return tuple(clause for clause in clauses if clause.tags or maybe(rng, 0.8))


_RENEWS = {"service_ja": True, "upkeep_ja": True, "lease_ja": False, "nda_ja": False, "sale_ja": None}
"""The drafts of contracts and what they say of their renewal."""
_ENGLISH_TITLES = {
    "nda_en": ("Mutual Non-Disclosure Agreement", "Confidentiality Agreement", "Non-Disclosure Agreement"),
    "services_en": ("Services Agreement", "Consultancy Agreement", "Agreement for Professional Services"),
}


@family("contract-articles", "contract")
def articles(rng: random.Random) -> Drawing:
    """A Japanese contract in articles, from one of five drafts."""
    a, b = firm(rng), firm(rng)
    draft = rng.choice(tuple(_RENEWS))
    signed = day(rng)
    start = signed + timedelta(rng.randint(0, 40))
    end = start + timedelta(rng.choice((364, 729, 1094, 180)))
    form = rng.choice(("kanji", "wareki", "kanji-padded"))
    yen = rng.randint(1, 9999) * rng.choice((1000, 10000))
    court = rng.choice(pool("courts"))
    formal = draft == "sale_ja" and yen < 10**8
    facts = {
        "work": rng.choice(pool("works")),
        "amount": daiji(yen) if formal else f"{yen:,}",
        "court": court,
        "place": "本社工場",
        "start": DATES[form](start),
        "end": DATES[form](end),
    }
    title, officers = rng.choice(pool("contract_titles")), pool("officers")
    meant = rng.choice(pool("contract_openings")).format(a=a.name, b=b.name)
    agreed = rng.choice(pool("contract_agreed")).format(title=title)
    contract = Contract(
        title,
        a.name,
        b.name,
        signed,
        f"　{meant}、{facts['work']}に関し、{agreed}",
        _kept(rng, filled(draft, **facts)),
        rng.choice(pool("contract_closings")),
        (a.full_address, b.full_address),
        (f"{rng.choice(officers)}　{names.person(rng).name}", f"{rng.choice(officers)}　{names.person(rng).name}"),
        None if draft == "sale_ja" else start,
        None if draft == "sale_ja" else end,
        _RENEWS[draft],
        None if draft == "nda_ja" else Decimal(yen),
        court,
    )
    look = style(
        rng,
        gap=rng.choice(("", "　", " ")),
        order=rng.choice(("甲乙", "乙甲")),
        numbers=rng.choice(("yes", "no")),
        stamp="1000" if maybe(rng, 0.3) else "",
    )
    return contract, layouts_contract.articles(
        contract, replace(look, date=form, size=round(rng.uniform(9.5, 11), 1)), rng
    )


@family("contract-english", "contract")
def english_contract(rng: random.Random) -> Drawing:
    """An English agreement with two signature blocks side by side."""
    a, b = (f"{rng.choice(pool('english_heads'))} {rng.choice(pool('english_tails'))}" for _ in range(2))
    signed = day(rng)
    start, end = signed + timedelta(rng.randint(0, 30)), signed + timedelta(rng.randint(300, 1500))
    court = rng.choice(("Tokyo District Court", "Osaka District Court", "courts of Singapore"))
    places = tuple(rng.sample(pool("english_places"), 2))
    form = DATES["english"]
    draft = rng.choice(tuple(_ENGLISH_TITLES))
    contract = Contract(
        rng.choice(_ENGLISH_TITLES[draft]),
        a,
        b,
        signed,
        rng.choice(pool("english_openings")).format(a=a, b=b, here=places[0], there=places[1]),
        _kept(
            rng, filled(draft, work=rng.choice(pool("english_purposes")), start=form(start), end=form(end), court=court)
        ),
        "In witness whereof, the parties have had this Agreement signed by their authorised representatives.",
        (places[0], places[1]),
        (f"{english_person(rng)}, President", f"{english_person(rng)}, Director"),
        start,
        end,
        auto_renewal=False if draft == "nda_en" else None,
        jurisdiction_court=court,
    )
    look = replace(
        style(rng, caps="yes" if maybe(rng, 0.4) else ""), date="english", size=round(rng.uniform(9.5, 11), 1)
    )
    latin = rng.choice(("sans", "serif"))
    return contract, layouts_contract.english(contract, replace(look, body=latin, bold=f"{latin}-bold"), rng)


def _letter(rng: random.Random, sender: str, recipient: str, *, headed: bool) -> Letter:
    sentences = rng.sample(pool("letter_sentences"), rng.randint(2, 5))
    points = tuple(
        (each, rng.choice(pool("letter_values"))) for each in rng.sample(pool("letter_points"), rng.randint(2, 7))
    )
    return Letter(
        rng.choice(pool("letter_titles")),
        day(rng),
        sender,
        recipient,
        tuple(f"{rng.choice(pool('letter_points'))}|{each}" if headed else each for each in sentences),
        points,
        reference=f"総発第{number(rng)}号" if maybe(rng, 0.4) else "",
    )


@family("memo", "other")
def memo(rng: random.Random) -> Drawing:
    """A notice or covering letter with 記 and numbered points."""
    sender = firm(rng)
    letter = _letter(
        rng, f"{sender.name}|{names.person(rng).name}|TEL {sender.phone}", f"{firm(rng).name}　御中", headed=False
    )
    look = style(rng, seal="yes" if maybe(rng, 0.4) else "")
    return letter, layouts_letter.memo(letter, look, rng)


@family("minutes", "other")
def minutes(rng: random.Random) -> Drawing:
    """Minutes of a meeting."""
    letter = _letter(rng, f"記録：{names.person(rng).name}", "", headed=True)
    return letter, layouts_letter.minutes(letter, style(rng), rng)
