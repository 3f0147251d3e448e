"""Slips of machines: charging a travel card, and what a card terminal gives to the customer."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import STANDARD, Line, TaxPart, breakdown, tax_parts
from training.families import Drawing, family
from training.families.more_receipt_parts import terms
from training.families.office_goods import firm, person, shop, signed, stem, words
from training.families.office_ink import Piece, day_between, label, tax_field
from training.families.office_roll import Roll


@family("receipt_ic_charge", "receipt")
def ic_charge(rng: random.Random) -> Drawing:
    """A ticket machine's slip: what was charged or bought, balance before and after, money in, place and number."""
    roll = Roll(rng, 58.0, 72.0, 80.0)
    ink, day = roll.ink, day_between(rng)
    company = signed(rng, *terms("issuers", "rail"))
    roll.values["vendor_name"] = company.name
    charged = Decimal(rng.choice((500, 1000, 1000, 2000, 3000, 5000, 10000)))
    before = Decimal(rng.randint(10, 3000))
    title = ink.pick("領収書", "領収証", "チャージ領収書", "ICカード領収書", "ご利用票 兼 領収書")
    at_head = ink.maybe(0.5)
    if at_head:
        roll.middle((company.name, "vendor_name"), bold=ink.maybe(0.5))
    roll.middle(title, big=3, bold=True)
    if ink.maybe(0.4):
        roll.values["addressee"] = name = firm(rng).name if ink.maybe(0.6) else person(rng)
        roll.down(0.5)
        roll.pair(((name, "addressee"),), (ink.pick("様", "　様"),))
        roll.ink.sheet.rule(4, roll.y - roll.step * 0.4, ink.width - 4, roll.y - roll.step * 0.4, 0.4)
    roll.down(0.5)
    roll.left(*roll.when(day))
    thing = ink.pick("チャージ代金", "ICカードチャージ", "乗車券代", "定期券代", "ICチャージ", "特急券代", "回数券代")
    roll.values["proviso"] = thing
    form = ink.pick("label", "wrapped", "bare")
    if form == "label":
        word = label("proviso", ink.pick("取扱内容", "内容", "但し", "ご利用内容", "券種", "品名"))
        roll.pair((word,), ((thing, "proviso"),))
    else:
        roll.left(
            *((label("proviso", ink.pick("但 ", "但し ")),) if form == "wrapped" else ()),
            (thing, "proviso"),
            ink.pick("として", ""),
        )
    rows: list[tuple[str, Decimal]] = []
    if "IC" in thing or "チャージ" in thing:
        rows = [
            (ink.pick("チャージ前残額", "前回残額"), before),
            (ink.pick("チャージ後残額", "残額", "ICカード残額"), before + charged),
        ]
    said = ((ink.money(charged), "total_amount"),)
    roll.values["total_amount"] = charged
    word = label("total_amount", ink.pick("領収額", "チャージ金額", "金額", "合計", "ご利用金額", "領収金額", "発売額"))
    head = ink.maybe(0.5)
    if head:
        roll.pair((word,), said, big=rng.choice((0, 3, 5)), bold=True)
    for name, value in rows:
        roll.pair((name,), (ink.money(value),))
    if not head:
        roll.pair((word,), said, big=rng.choice((0, 3)))
    _tendered(roll, charged)
    if ink.maybe(0.6):
        roll.left(f"カード番号 {ink.pick('JE', 'JW', 'PB', 'TP')}*** **** **** {rng.randint(1000, 9999)}")
    roll.cut()
    machine = f"{ink.pick('券売機', '多機能機', '精算機', 'チャージ機')}{rng.randint(1, 30):02}"
    roll.left(f"{ink.pick('発行箇所', '取扱', '駅名', '発行')} {stem(rng)}駅 {machine}")
    roll.left(f"{ink.pick('一件番号', '機番', '整理番号', '伝票番号')} {rng.randint(10**4, 10**8)}")
    if not at_head:
        roll.middle((company.name, "vendor_name"), big=rng.choice((0, 1.5)))
    if ink.maybe(0.5):
        roll.middle(*roll.registration(company))
    roll.foot(*(("上記の通り領収いたしました",) if ink.maybe(0.5) else ()))
    return roll.done()


def _tendered(roll: Roll, charged: Decimal) -> None:
    """Money put in and change, or the card that paid."""
    ink, rng = roll.ink, roll.rng
    method = rng.choice(("cash", "cash", "credit_card", ""))
    if not method:
        return
    roll.values["payment_method"] = method
    paid = (rng.choice(words(method)), "payment_method")
    if method == "cash":
        given = Decimal(-(-int(charged) // 1000) * 1000)
        roll.pair((paid, ink.pick("投入", "入金", "")), (ink.money(given),))
        roll.pair((ink.pick("おつり", "釣銭"),), (ink.money(given - charged),))
    else:
        roll.pair((ink.pick("お支払", "支払方法", "決済"),), (paid,))


@family("receipt_card_slip", "receipt")
def card_slip(rng: random.Random) -> Drawing:
    """A card terminal's customer copy: shop first or last, many numbers, amount with tax and other, no goods."""
    roll = Roll(rng, 58.0, 58.0, 72.0)
    ink, day = roll.ink, day_between(rng)
    seller = shop(rng, rng.choice(("cafe", "pub", "drug", "stationery"))) if ink.maybe(0.7) else firm(rng)
    stacked, at_foot = ink.maybe(0.4), ink.maybe(0.4)
    english = ink.maybe(0.3)

    def line(word: Piece, *value: Piece) -> None:
        if stacked:
            roll.left(word)
            roll.pair((" ",), value)
        else:
            roll.pair((word,), value)

    def merchant() -> None:
        roll.values |= {"vendor_name": seller.name}
        roll.left(label("vendor_name", "MERCHANT" if english else ink.pick("加盟店名", "加盟店", "店名", "ご利用店舗")))
        roll.left((seller.name, "vendor_name"), indent=rng.choice((0, 3)))
        if ink.maybe(0.7):
            roll.values["vendor_phone"] = seller.phone
            roll.left(label("vendor_phone", ink.pick("TEL", "電話番号", "TEL:")), " ", (seller.phone, "vendor_phone"))
        if ink.maybe(0.3):
            roll.left(*roll.registration(seller))

    paid = rng.choice(("credit_card", "credit_card", "e_money", "qr"))
    kind = rng.choice(words(paid))
    roll.middle(
        ink.pick(
            "クレジット売上票", "カードお取扱票", "クレジットカード売上票", "お客様控え", "電子マネー売上票", "ご利用票"
        ),
        big=1.5,
        bold=ink.maybe(0.6),
    )
    roll.middle(ink.pick("お客様控", "【お客様控え】", "(CARDHOLDER COPY)", "売上票(お客様控え)"))
    roll.cut()
    if not at_foot:
        merchant()
        roll.cut()
    roll.values["issue_date"] = day
    at = ink.pick(f" {roll.at:%H:%M:%S}", f" {roll.at:%H:%M}", "")
    dated = label("issue_date", "DATE" if english else ink.pick("取引日時", "ご利用日", "日時", "お取扱日", "売上日"))
    terminal = f"{rng.randint(10**4, 10**5)}-{rng.randint(100, 999)}-{rng.randint(10**4, 10**5)}"
    facts: list[tuple[Piece, tuple[Piece, ...]]] = [
        (dated, ((ink.day(day), "issue_date"), at)),
        (ink.pick("端末番号", "端末ID", "TID"), (terminal,)),
        (ink.pick("カード番号", "会員番号", "CARD No."), (f"XXXX-XXXX-XXXX-{rng.randint(0, 9999):04}",)),
        (ink.pick("伝票番号", "売上番号", "SLIP No."), (f"{rng.randint(1, 99999):05}",)),
    ]
    more = [
        (ink.pick("承認番号", "承認No."), (f"{rng.randint(0, 999999):07}",)),
        ("有効期限", ("XX/XX",)),
        (ink.pick("取引区分", "取引内容", "取引"), ("売上",)),
        (ink.pick("支払区分", "支払方法", "支払回数"), (ink.pick("一括", "一括払い", "10 1回払"),)),
        ("商品区分", (f"{rng.randint(10, 9999):04}",)),
        ("AID", (f"A00000000{rng.randint(10**4, 10**5)}",)),
    ]
    facts += rng.sample(more, rng.randint(1, 5))
    roll.values["payment_method"] = paid
    facts.append(
        (
            label("payment_method", ink.pick("カード会社", "カード種別", "決済種別", "ブランド")),
            ((kind, "payment_method"),),
        )
    )
    if ink.maybe(0.5):
        rng.shuffle(facts)
    for word, value in facts:
        line(word, *value)
    roll.cut()
    _amount(roll)
    if ink.maybe(0.5):
        roll.down(1)
        roll.left(ink.pick("ご署名", "サイン SIGNATURE", "ご署名欄"), "_" * 12)
    if at_foot:
        roll.cut()
        merchant()
    roll.foot(ink.pick("お客様控は大切に保管してください", "係員ID 0001", "この控えは領収書ではありません"))
    return roll.done()


def _amount(roll: Roll) -> None:
    """Amount alone, or amount before tax, tax and total."""
    ink, rng = roll.ink, roll.rng
    total = Decimal(rng.randint(300, 60000))
    roll.values["total_amount"] = total
    if ink.maybe(0.4):
        part = tax_parts((Line("", Decimal(1), "", total, STANDARD),), True, "floor")[0]
        roll.pair((ink.pick("金額", "売上金額", "AMOUNT"),), (ink.money(total - part.tax),))
        if ink.maybe(0.6):
            roll.values |= {
                "tax_amount": part.tax,
                "tax_breakdown": breakdown((TaxPart(STANDARD, total - part.tax, part.tax),)),
            }
            field = tax_field(10, 1)
            roll.pair(
                (label("tax_amount", ink.pick("税・その他", "消費税", "TAX", "税その他")),),
                ((ink.money(part.tax), field),),
            )
    word = label("total_amount", ink.pick("合計金額", "合計", "お支払金額", "ご利用金額", "TOTAL", "売上合計"))
    roll.pair((word,), ((ink.money(total), "total_amount"),), big=rng.choice((0.0, 2.0, 4.0)), bold=ink.maybe(0.6))
    if ink.maybe(0.3):
        roll.pair((ink.pick("取引後残高", "残高"),), (ink.money(Decimal(rng.randint(10, 9000))),))
