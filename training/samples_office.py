"""Sample expense reports and other papers of an office."""

from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal

from training import wear
from training.camera import Shot
from training.conditions import DIGITAL, always, clean_scan, faxed, photo, worn_scan
from training.content import Expense, ExpenseReport, Letter
from training.furniture import fax_lines
from training.layouts_expense import plain_list, spreadsheet, travel_form
from training.layouts_letter import memo, minutes
from training.names import company, person
from training.recipe import Drawing, Recipe
from training.style import Style, words


def _spent(*entries: tuple[date, str, str, str, int]) -> tuple[Expense, ...]:
    return tuple(Expense(day, category, what, payee, Decimal(yen)) for day, category, what, payee, yen in entries)


def _general_affairs(rng: random.Random) -> Drawing:
    report = ExpenseReport(
        person(rng),
        "管理本部 総務課",
        date(2026, 11, 2),
        _spent(
            (date(2026, 10, 5), "消耗品費", "来客用スリッパ 6足", "ホームプラザ錦", 7128),
            (date(2026, 10, 9), "通信費", "レターパック 10枚", "駅前郵便局", 4300),
            (date(2026, 10, 16), "会議費", "部署会議 飲料", "スーパーこもれび", 1836),
            (date(2026, 10, 21), "旅費交通費", "タクシー（本社～展示会場）", "みなみ交通", 2740),
            (date(2026, 10, 28), "新聞図書費", "労務実務ハンドブック", "北窓書房", 3960),
        ),
        purpose="10月分 部署立替経費",
        period=(date(2026, 10, 1), date(2026, 10, 31)),
    )
    style = Style(
        words(rng),
        body="ud",
        size=9,
        date="slash",
        headline="yen",
        tint="#e3e3e3",
        ruling="grid",
        extras={"row_date": "slash"},
    )
    return report, spreadsheet(report, style, rng)


def _trip(rng: random.Random) -> Drawing:
    traveller = person(rng)
    report = ExpenseReport(
        traveller,
        "営業第二部",
        date(2026, 11, 16),
        _spent(
            (date(2026, 11, 11), "鉄道", "名古屋～広島 新幹線", "東西旅客鉄道", 14230),
            (date(2026, 11, 11), "バス", "広島駅～楓橋町", "楓橋バス", 240),
            (date(2026, 11, 11), "宿泊", "1泊朝食付", "ホテル潮の音", 9800),
            (date(2026, 11, 12), "タクシー", "客先～広島駅", "あけび交通", 1860),
            (date(2026, 11, 12), "鉄道", "広島～名古屋 新幹線", "東西旅客鉄道", 14230),
            (date(2026, 11, 12), "日当", "2日分", "", 5000),
        ),
        purpose="取引先工場の立会検査",
        period=(date(2026, 11, 11), date(2026, 11, 12)),
        advance=Decimal(50000),
    )
    style = Style(
        words(rng),
        body="mincho",
        size=9.5,
        date="wareki",
        cell="triangle",
        tint="#f0f0f0",
        extras={
            "title": "旅費精算書",
            "seals": f"笹原|時田|{traveller.surname}",
            "stamp": "経理|26.11.18|受付",
            "pen": "差額 11/20 入金済",
        },
    )
    return report, travel_form(report, style, rng)


def _seminar(rng: random.Random) -> Drawing:
    report = ExpenseReport(
        person(rng),
        "品質保証室",
        date(2026, 10, 30),
        _spent(
            (date(2026, 10, 22), "研修費", "計測管理セミナー受講料", "東海計測協会", 33000),
            (date(2026, 10, 22), "旅費交通費", "電車 往復", "中部電鉄", 1380),
            (date(2026, 10, 22), "図書費", "セミナー副読本", "東海計測協会", 2750),
        ),
        purpose="社外セミナー参加",
    )
    style = Style(
        words(rng),
        body="round",
        size=10,
        accent="#4a4a8a",
        date="kanji",
        headline="en",
        ruling="half",
        extras={"title": "立替金精算申請書", "row_date": "slash", "seals": "真鍋|"},
    )
    return report, plain_list(report, style, rng)


def _sales_month(rng: random.Random) -> Drawing:
    report = ExpenseReport(
        person(rng),
        "首都圏営業所",
        date(2026, 11, 24),
        _spent(
            (date(2026, 11, 4), "交通費", "大宮～新宿 往復", "県央鉄道", 960),
            (date(2026, 11, 6), "接待交際費", "会食 4名", "割烹 みお", 23760),
            (date(2026, 11, 10), "車両費", "ガソリン 32.4L", "石油スタンド東口", 5508),
            (date(2026, 11, 13), "交通費", "高速道路 通行料", "", 2350),
            (date(2026, 11, 19), "消耗品費", "プレゼン用レーザーポインタ", "デジタル館", 3278),
            (date(2026, 11, 20), "駐車場代", "客先駐車 3時間", "タイムガレージ", 1200),
        ),
        period=(date(2026, 11, 1), date(2026, 11, 20)),
    )
    style = Style(
        words(rng),
        body="gothic",
        size=9,
        date="wareki-short",
        headline="yen-wide-closed",
        tint="#dbe5f1",
        ruling="grid",
        extras={"title": "営業経費精算書", "seals": "堂島|逢坂|"},
    )
    return report, spreadsheet(report, style, rng)


def _holiday(rng: random.Random) -> Drawing:
    letter = Letter(
        "年末年始の休業および出荷停止のお知らせ",
        date(2026, 11, 20),
        "総務部長|沢渡 恵",
        "社員各位",
        (
            "標記の件につき、本年度の年末年始休業を下記のとおり定めましたので、お知らせいたします。"
            "各部門は、休業前の受注締切日を取引先に案内し、在庫と配送の手配に漏れのないようお願いします。",
            "休業中の緊急連絡は、当番表に従い当番者の携帯電話で受け付けます。"
            "金額10万円を超える緊急購入は、事前に総務部の承認を得てください。",
        ),
        (
            ("休業期間", "2026年12月29日（火）～ 2027年1月4日（月）"),
            ("受注締切", "2026年12月24日（木）15時まで"),
            ("出荷再開", "2027年1月6日（水）"),
            ("当番者", "別紙当番表のとおり"),
            ("問合せ先", "総務部 内線 214"),
        ),
        reference="総発第26-118号",
    )
    style = Style(words(rng), body="mincho", size=10.5, date="kanji")
    return letter, memo(letter, style, rng)


def _covering(rng: random.Random) -> Drawing:
    sender, recipient = company(rng, "office", leading=True), company(rng, "hotel")
    letter = Letter(
        "書類送付のご案内",
        date(2026, 11, 18),
        f"{sender.name}|経理課　{person(rng).name}|TEL {sender.phone}|FAX {sender.fax}",
        f"{recipient.name}　経理ご担当者様",
        (
            "拝啓　時下ますますご清栄のこととお慶び申し上げます。平素は格別のお引き立てを賜り、厚く御礼申し上げます。",
            "下記の書類をお送りいたしますので、ご査収のほどよろしくお願い申し上げます。　敬具",
        ),
        (
            ("ご請求書", "1通（10月分）"),
            ("納品書控", "3通"),
            ("カタログ", "1部"),
        ),
        reference="",
    )
    style = Style(words(rng), body="gothic", size=10.5, date="wareki", extras={"seal": "yes"})
    pages = memo(letter, style, rng)
    return letter, fax_lines(pages, sender.fax, datetime(2026, 11, 18, 10, 42))


def _minutes(rng: random.Random) -> Drawing:
    letter = Letter(
        "安全衛生委員会議事録",
        date(2026, 11, 12),
        f"記録：{person(rng).name}",
        "",
        (
            "前回の確認|10月の宿題であったフォークリフト通路の白線引き直しは、11月6日に完了したことを確認した。",
            "災害報告|10月度の休業災害はなし。ヒヤリハットは4件で、うち2件は荷崩れによるものであった。",
            "冬季の対策|凍結防止剤を12月1日までに各出入口へ配備する。購入費用は見積を2社から取り、次回までに決める。",
            "次回|12月10日（木）13時30分より、第2会議室で開催する。",
        ),
        (
            ("日時", "2026年11月12日（木）13:30～14:40"),
            ("場所", "本社 第2会議室"),
            ("出席者", "鳥居（委員長）、芦田、仲村、早乙女、産業医"),
            ("欠席者", "笹原（出張）"),
        ),
    )
    style = Style(words(rng), body="ud", size=10, date="kanji", ruling="grid")
    return letter, minutes(letter, style, rng)


_FILED_SCAN = worn_scan(always(wear.punch_holes), skew=0.9, colour=True)
_DESK_PHOTO = photo(Shot(desk=(150, 142, 130), dim=0.35, shadow=0.22))

RECIPES = (
    Recipe("general-affairs", "spreadsheet", ".pdf", DIGITAL, _general_affairs),
    Recipe("hiroshima-trip", "ruled form with advance", ".pdf", _FILED_SCAN, _trip),
    Recipe("seminar", "list, half-ruled", ".jpg", clean_scan(turns=3), _seminar),
    Recipe("sales-november", "spreadsheet", ".jpg", _DESK_PHOTO, _sales_month),
    Recipe("yearend-closing", "memo", ".jpg", worn_scan(skew=-0.9), _holiday),
    Recipe("covering-letter", "letter", ".tif", faxed(skew=-0.5), _covering),
    Recipe("safety-committee", "minutes", ".pdf", DIGITAL, _minutes),
)
