"""Slips of machines: filling stations, parking, taxi meters, toll gates, card terminals."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal

from training.content import Line, tax_parts
from training.families import Drawing, family
from training.families.office_goods import firm, person, shop, signed, stem, words
from training.families.office_ink import MARGIN, day_between, label
from training.families.office_roll import Roll


@family("till_petrol", "receipt")
def petrol(rng: random.Random) -> Drawing:
    """A filling station: car, litres to two places, price a litre, fuel tax note, signature line."""
    roll, ink_fuel = Roll(rng, 58.0, 80.0), rng.choice(("レギュラー", "ハイオク", "軽油", "レギュラーガソリン", "灯油"))
    ink, litres = roll.ink, Decimal(rng.randint(800, 6500)) / 100
    line = Line(ink_fuel, litres, "L", Decimal(rng.randint(110, 198)))
    if ink.maybe(0.5):
        roll.middle(ink.pick("納品書(領収書)", "売上伝票", "領収書", "給油伝票"), big=2)
    roll.head(
        signed(rng, "{}石油", "{}SS", "セルフ{}", "{}サービスステーション"),
        owner=firm(rng).name if ink.maybe(0.5) else "",
    )
    roll.pair(roll.when(day_between(rng)), (f"{rng.randint(1, 9999):04}",))
    roll.left(f"車番 {rng.randint(1, 99):02}-{rng.randint(1, 99):02}   {ink.pick('一般', '現金フリー', 'カード会員')}")
    roll.cut()
    name = "line_items.0."
    roll.left((line.description, f"{name}description"), f"   給油機 {rng.randint(1, 12)}")
    roll.pair(
        (" ", (f"{line.quantity}", f"{name}quantity"), f"{ink.pick('L', 'ℓ', 'ﾘｯﾄﾙ', ' L')} × {line.unit_price}"),
        ((ink.money(line.amount), f"{name}amount"),),
    )
    roll.cut()
    total = roll.sums((line,), included=True)
    roll.payment(total, "cash", "credit_card", "credit_card")
    if ink.maybe(0.4):
        roll.left("ご署名 ____________________")
    roll.foot("ガソリン税込" if ink.maybe(0.3) else "")
    return roll.done((line,))


@family("till_parking", "receipt")
def parking(rng: random.Random) -> Drawing:
    """A parking machine: entry and exit, time parked, fee, little else; the operator often last."""
    roll = Roll(rng, 48.0, 58.0)
    ink, fee = roll.ink, Decimal(rng.randint(1, 40) * 100)
    operator, last = signed(rng, "{}パーキング", "パーク{}", "{}駐車場管理", "株式会社{}パーク"), ink.maybe(0.5)
    roll.middle(ink.pick("領収書", "領 収 証", "駐車料金領収書", "RECEIPT"), big=3, bold=True)
    if not last:
        roll.head(operator)
    out = datetime.combine(day_between(rng), roll.at)
    came = out - timedelta(minutes=rng.randint(8, 900))
    roll.pair(("駐車場",), (f"{stem(rng)}第{rng.randint(1, 9)}",))
    roll.pair((ink.pick("入庫", "入庫日時", "入場"),), (f"{ink.day(came.date())} {came:%H:%M}",))
    roll.values["issue_date"] = out.date()
    roll.pair((ink.pick("出庫", "精算日時", "出場", "精算"),), ((ink.day(out.date()), "issue_date"), f" {out:%H:%M}"))
    stay = out - came
    roll.pair((ink.pick("駐車時間", "ご利用時間"),), (f"{stay.seconds // 3600}時間{stay.seconds // 60 % 60:02}分",))
    roll.pair((f"車室 {rng.randint(1, 60)}",), (f"No.{rng.randint(1, 99999):05}",))
    if ink.maybe(0.5):
        roll.pair((ink.pick("割引", "サービス券"),), (ink.money(Decimal(0)),))
    line = Line("駐車料金", Decimal(1), "回", fee)
    roll.cut()
    total = roll.sums((line,), included=True)
    roll.payment(total, "cash", "e_money", "credit_card", "qr")
    if last:
        roll.down(0.5)
        roll.head(operator)
    roll.foot()
    return roll.done()


@family("till_taxi", "receipt")
def taxi(rng: random.Random) -> Drawing:
    """A taxi meter's slip: fare, car number, company, tax inside, lost property telephone."""
    roll = Roll(rng, 48.0, 58.0)
    ink, fare = roll.ink, Decimal(rng.randint(5, 120) * 100)
    seller = signed(rng, "{}交通株式会社", "{}タクシー", "株式会社{}自動車", "個人タクシー {}", "{}ハイヤー")
    roll.middle(ink.pick("領 収 書", "領収証", "乗車料金領収書", "タクシー領収書"), big=4, bold=True)
    roll.values["issue_date"] = day = day_between(rng)
    roll.pair(("日付" if ink.maybe(0.5) else "",), ((ink.day(day), "issue_date"),))
    roll.pair(("時刻",), (f"{roll.at:%H:%M}",))
    roll.pair((ink.pick("車番", "無線番号", "車両番号"),), (f"{rng.randint(1, 9999):04}",))
    parts = [(ink.pick("運賃", "基本料金", "メーター料金"), fare)]
    if ink.maybe(0.4):
        parts.append((ink.pick("迎車料金", "高速代", "立替金", "予約料金"), Decimal(rng.choice((300, 400, 500, 1320)))))
    for word, amount in parts:
        roll.pair((word,), (ink.money(amount),))
    roll.cut()
    lines = tuple(Line(word, Decimal(1), "回", amount) for word, amount in parts)
    total = roll.sums(lines, included=True)
    roll.payment(total, "cash", "credit_card", "e_money", "qr")
    roll.left(ink.pick("上記の通り領収致しました", "毎度ご乗車ありがとうございます"))
    roll.down(0.5)
    roll.head(seller)
    roll.foot(f"お忘れ物 {seller.fax}" if ink.maybe(0.4) else "")
    return roll.done()


@family("till_toll_road", "receipt", withheld=True)
def toll_road(rng: random.Random) -> Drawing:
    """A toll gate's strip: title, class of car, entry and exit gates in a frame, fee, operator at the end."""
    roll = Roll(rng, 48.0, 58.0, 72.0)
    ink, fee = roll.ink, Decimal(rng.randint(20, 900) * 10)
    seller, day = signed(rng, "{}高速道路株式会社", "{}道路公社", "{}自動車道株式会社"), day_between(rng)
    roll.middle(ink.pick("領　収　書", "ご利用証明書", "通行料金領収書"), big=3, bold=True)
    top = roll.y - roll.step * 0.6
    roll.pair((ink.pick("利用年月日", "通行日", "ご利用日"),), roll.when(day))
    roll.pair((ink.pick("入口", "(自)", "入口IC"),), (stem(rng),))
    roll.pair((ink.pick("出口", "(至)", "出口IC"),), (stem(rng),))
    roll.pair((ink.pick("車種", "車種区分"),), (ink.pick("普通車", "軽・二輪", "中型車", "大型車"),))
    roll.pair(
        (label("total_amount", ink.pick("通行料金", "料金", "領収額", "ご請求額")),),
        ((ink.money(fee), "total_amount"),),
        big=2,
    )
    ink.sheet.panel(MARGIN - 1, top, ink.width - 2 * MARGIN + 2, roll.y - top - roll.step * 0.3)
    roll.values["total_amount"] = fee
    roll.down(0.4)
    part = Line("", Decimal(1), "", fee)
    roll.taxes(tax_parts((part,), True, "floor"), included=True)
    roll.values["payment_method"] = "credit_card" if ink.maybe(0.5) else "cash"
    roll.pair(("支払方法",), ((rng.choice(words(str(roll.values["payment_method"]))), "payment_method"),))
    roll.pair(("取扱番号",), (f"{rng.randint(10**6, 10**7)}-{rng.randint(10, 99)}",))
    roll.head(seller)
    return roll.done()


@family("till_card_slip", "receipt")
def card_slip(rng: random.Random) -> Drawing:
    """A card terminal's slip: shop, card, approval, amount, no goods."""
    roll = Roll(rng, 58.0, 80.0)
    ink, amount = roll.ink, Decimal(rng.randint(300, 98000))
    roll.middle(
        ink.pick("クレジットカード売上票", "ご利用控え", "カード売上伝票(お客様控)", "お客様控え"), big=1.5, bold=True
    )
    trade = rng.choice(("cafe", "pub", "stationery", "drug"))
    roll.head(shop(rng, trade))
    roll.pair(
        (label("issue_date", ink.pick("ご利用日", "取引日時", "日付", "売上日")),), roll.when(day_between(rng))[-2:]
    )
    facts = [
        ("会員番号", f"************{rng.randint(0, 9999):04}"),
        ("カード会社", ink.pick("VISA", "JCB", "Mastercard", "AMEX")),
        ("有効期限", "XX/XX"),
        ("伝票番号", f"{rng.randint(0, 99999):05}"),
        ("承認番号", f"{rng.randint(0, 999999):06}"),
        ("取引内容", "売上"),
        ("端末番号", f"{rng.randint(10**12, 10**13)}"),
        ("支払区分", ink.pick("一括", "一括払", "1回払い")),
        ("商品区分", f"{rng.randint(1, 999):03}"),
        ("係員", person(rng)),
    ]
    for word, value in rng.sample(facts, rng.randint(4, 9)):
        roll.pair((word,), (value,))
    roll.cut()
    if ink.maybe(0.4):
        roll.pair((ink.pick("金額", "商品金額"),), (ink.money(amount),))
        roll.pair((ink.pick("税・その他", "送料"),), (ink.money(Decimal(0)),))
    roll.values |= {"total_amount": amount, "payment_method": "credit_card"}
    roll.pair(
        (label("total_amount", ink.pick("合計金額", "合計", "ご利用金額", "お支払額")),),
        ((ink.money(amount), "total_amount"),),
        big=3,
        bold=True,
    )
    roll.left(("クレジット", "payment_method"), ink.pick("取扱", "にて承りました", "ご利用"))
    roll.foot(ink.pick("ご署名", "暗証番号入力済", "サイン不要"))
    return roll.done()
