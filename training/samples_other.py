"""Sample receipts, expense reports, contracts and other papers."""

from __future__ import annotations

import random
from datetime import date, time
from decimal import Decimal

from training.camera import Shot
from training.clauses import SERVICE_JA, filled
from training.conditions import DIGITAL, clean_scan, photo, worn_scan
from training.content import Contract, Expense, ExpenseReport, Letter, Receipt
from training.formats import DATES
from training.layouts_contract import articles
from training.layouts_expense import spreadsheet
from training.layouts_letter import memo
from training.layouts_receipt import roll
from training.names import company, person, shop
from training.recipe import Drawing, Recipe
from training.style import Style, words
from training.trading import both_rates


def _market(rng: random.Random) -> Drawing:
    goods = both_rates(rng, "market", 7)
    receipt = Receipt(shop(rng, "スーパーこもれび 本店"), date(2026, 11, 14), time(18, 42), goods, "e_money", "4471")
    style = Style(
        words(rng), body="gothic-mono", bold="ud-mono-bold", size=8.5, date="kanji-padded",
        extras={"foot": "毎週火曜日はポイント5倍デー|またのご来店をお待ちしております"},
    )  # fmt: skip
    return receipt, roll(receipt, style, rng)


def _office_expenses(rng: random.Random) -> Drawing:
    report = ExpenseReport(
        person(rng), "管理本部 総務課", date(2026, 11, 2),
        (
            Expense(date(2026, 10, 5), "消耗品費", "来客用スリッパ 6足", "ホームプラザ錦", Decimal(7128)),
            Expense(date(2026, 10, 9), "通信費", "レターパック 10枚", "駅前郵便局", Decimal(4300)),
            Expense(date(2026, 10, 16), "会議費", "部署会議 飲料", "スーパーこもれび", Decimal(1836)),
            Expense(date(2026, 10, 21), "旅費交通費", "タクシー（本社～展示会場）", "みなみ交通", Decimal(2740)),
            Expense(date(2026, 10, 28), "新聞図書費", "労務実務ハンドブック", "北窓書房", Decimal(3960)),
        ),
        purpose="10月分 部署立替経費", period=(date(2026, 10, 1), date(2026, 10, 31)),
    )  # fmt: skip
    style = Style(words(rng), body="ud", bold="ud-bold", size=9, date="slash", headline="yen", tint="#e3e3e3", ruling="grid",
                  extras={"row_date": "slash"})  # fmt: skip
    return report, spreadsheet(report, style, rng)


def _service_contract(rng: random.Random) -> Drawing:
    a, b = company(rng, "hotel"), company(rng, "cleaning", "合同会社")
    start, end = date(2026, 12, 1), date(2027, 11, 30)
    contract = Contract(
        "清掃業務委託契約書", a.name, b.name, date(2026, 11, 10),
        f"　{a.name}（以下「甲」という。）と{b.name}（以下「乙」という。）とは、甲の店舗の清掃業務に関し、次のとおり契約を締結する。",
        filled(SERVICE_JA, work="日常清掃および定期清掃", start=DATES["wareki"](start), end=DATES["wareki"](end),
               amount="132,000", court="名古屋地方裁判所"),
        "本契約の成立を証するため、本書2通を作成し、甲乙記名押印のうえ、各自1通を保有する。",
        (a.full_address, b.full_address), (f"代表取締役　{person(rng).name}", f"代表社員　{person(rng).name}"),
        start, end, True, Decimal(132000), "名古屋地方裁判所",
    )  # fmt: skip
    style = Style(words(rng), body="mincho", bold="ud-bold", size=10.5, date="wareki")
    return contract, articles(contract, style, rng)


def _notice(rng: random.Random) -> Drawing:
    letter = Letter(
        "年末年始の休業および出荷停止のお知らせ", date(2026, 11, 20), "総務部長|沢渡 恵", "社員各位",
        ("標記の件につき、本年度の年末年始休業を下記のとおり定めましたので、お知らせいたします。各部門は、休業前の受注締切日を取引先に案内し、在庫と配送の手配に漏れのないようお願いします。",
         "休業中の緊急連絡は、当番表に従い当番者の携帯電話で受け付けます。金額10万円を超える緊急購入は、事前に総務部の承認を得てください。"),
        (("休業期間", "2026年12月29日（火）～ 2027年1月4日（月）"), ("受注締切", "2026年12月24日（木）15時まで"),
         ("出荷再開", "2027年1月6日（水）"), ("当番者", "別紙当番表のとおり"), ("問合せ先", "総務部 内線 214")),
        reference="総発第26-118号",
    )  # fmt: skip
    style = Style(words(rng), body="mincho", bold="ud-bold", size=10.5, date="kanji")
    return letter, memo(letter, style, rng)


RECIPES = (
    Recipe("supermarket-roll", "till roll", ".jpg", photo(Shot(1300, 2300, fill=0.9, tilt=0.02), dpi=260), _market),
    Recipe("general-affairs-october", "spreadsheet", ".pdf", DIGITAL, _office_expenses),
    Recipe("hotel-cleaning", "articles", ".pdf", clean_scan(colour=True, quality=55), _service_contract),
    Recipe("yearend-closing", "memo", ".jpg", worn_scan(skew=-0.9), _notice),
)
