"""Sample contracts."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from training import wear
from training.clauses import filled
from training.conditions import DIGITAL, always, clean_scan, worn_scan
from training.content import Contract
from training.formats import DATES, daiji
from training.layouts_contract import articles, english
from training.names import company, person
from training.recipe import Drawing, Recipe
from training.style import Style, words

AGREED = "本契約の成立を証するため、本書2通を作成し、甲乙記名押印のうえ、各自1通を保有する。"


def _cleaning(rng: random.Random) -> Drawing:
    a, b = company(rng, "hotel"), company(rng, "cleaning", "合同会社")
    start, end, court = date(2026, 12, 1), date(2027, 11, 30), "名古屋地方裁判所"
    terms = {"work": "日常清掃および定期清掃", "amount": "132,000", "court": court}
    contract = Contract(
        "清掃業務委託契約書",
        a.name,
        b.name,
        date(2026, 11, 10),
        f"　{a.name}（以下「甲」という。）と{b.name}（以下「乙」という。）とは、"
        "甲の店舗の清掃業務に関し、次のとおり契約を締結する。",
        filled("service_ja", start=DATES["wareki"](start), end=DATES["wareki"](end), **terms),
        AGREED,
        (a.full_address, b.full_address),
        (f"代表取締役　{person(rng).name}", f"代表社員　{person(rng).name}"),
        start,
        end,
        auto_renewal=True,
        contract_amount=Decimal(132000),
        jurisdiction_court=court,
    )
    style = Style(words(rng), body="mincho", size=10.5, date="wareki")
    return contract, articles(contract, style, rng)


def _secrets(rng: random.Random) -> Drawing:
    a, b = company(rng, "parts", leading=True), company(rng, "systems", leading=False)
    start, end, court = date(2026, 11, 16), date(2028, 11, 15), "大阪地方裁判所"
    contract = Contract(
        "秘密保持契約書",
        a.name,
        b.name,
        date(2026, 11, 16),
        f"{a.name}（以下「甲」）と{b.name}（以下「乙」）は、相互に開示する情報の取扱いについて、以下のとおり合意した。",
        filled(
            "nda_ja",
            work="生産設備の遠隔監視サービスの共同開発",
            start=DATES["kanji"](start),
            end=DATES["kanji"](end),
            court=court,
        ),
        "以上の合意を証するため、本書の電磁的記録を作成し、甲乙がそれぞれ保管する。",
        (a.full_address, b.full_address),
        (f"代表取締役社長　{person(rng).name}", f"代表取締役　{person(rng).name}"),
        start,
        end,
        auto_renewal=False,
        jurisdiction_court=court,
    )
    style = Style(words(rng), body="ud", size=10, date="kanji", extras={"gap": "", "order": "乙甲"})
    return contract, articles(contract, style, rng)


def _machine_sale(rng: random.Random) -> Drawing:
    a, b = company(rng, "trading", leading=False), company(rng, "food", leading=True)
    court, price = "金沢地方裁判所", 2640000
    contract = Contract(
        "機械売買契約書",
        a.name,
        b.name,
        date(2026, 11, 5),
        f"　売主{a.name}を甲、買主{b.name}を乙とし、甲乙間において次のとおり売買契約を締結する。",
        filled(
            "sale_ja",
            work="品名　真空包装機 VP-620　2台（付属品一式を含む。）",
            amount=daiji(price),
            place="本社工場",
            court=court,
        ),
        AGREED,
        (a.full_address, b.full_address),
        (f"代表取締役　{person(rng).name}", f"代表取締役　{person(rng).name}"),
        contract_amount=Decimal(price),
        jurisdiction_court=court,
    )
    style = Style(
        words(rng), body="mincho-mono", bold="mincho-mono", size=10.5, date="wareki-spaced", extras={"stamp": "1000"}
    )
    return contract, articles(contract, style, rng)


def _english_nda(rng: random.Random) -> Drawing:
    start, end, court = date(2026, 11, 2), date(2029, 11, 1), "Tokyo District Court"
    a, b = "Tern Harbour Robotics Inc.", "Aonagi Precision Co., Ltd."
    contract = Contract(
        "Mutual Non-Disclosure Agreement",
        a,
        b,
        date(2026, 10, 30),
        f'This Mutual Non-Disclosure Agreement (the "Agreement") is made between {a}, a company with its principal '
        f'office at 88 Tern Street, Halifax, Canada ("Party A"), and {b}, a company with its principal office at '
        '5-2 Shiomizaka, Minato-ku, Tokyo, Japan ("Party B").',
        filled(
            "nda_en",
            work="a joint line of gripper units for food packaging",
            start=DATES["english"](start),
            end=DATES["english"](end),
            court=court,
        ),
        "In witness whereof, the parties have had this Agreement signed by their authorised representatives.",
        ("88 Tern Street, Halifax, Canada", "5-2 Shiomizaka, Minato-ku, Tokyo"),
        ("Margit Olsen, President", "Daisuke Arima, Director"),
        start,
        end,
        auto_renewal=False,
        jurisdiction_court=court,
    )
    style = Style(words(rng), body="serif", bold="serif-bold", size=10.5, date="english")
    return contract, english(contract, style, rng)


RECIPES = (
    Recipe(
        "hotel-cleaning",
        "articles",
        ".pdf",
        clean_scan(colour=True, quality=50),
        _cleaning,
        {"contract_amount_meaning": "monthly"},
    ),
    Recipe("remote-monitoring", "articles, 乙 signs first", ".pdf", DIGITAL, _secrets),
    Recipe(
        "packing-machines",
        "articles, amount in 大字",
        ".pdf",
        worn_scan(always(wear.bleed), always(wear.punch_holes), skew=-1.1, colour=True),
        _machine_sale,
        {"revenue_stamp": 1000},
    ),
    Recipe("gripper-units", "English articles", ".pdf", clean_scan(quality=55), _english_nda),
)
