"""Sample receipts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import partial

from training import wear
from training.camera import Shot
from training.conditions import DIGITAL, Condition, always, clean_scan, photo, worn_scan
from training.content import Line, Receipt
from training.layouts_english import receipt as english_receipt
from training.layouts_receipt import roll, voucher
from training.names import company, shop
from training.recipe import Drawing, Recipe
from training.style import Style, words
from training.trading import both_rates, lines


def _market(rng: random.Random) -> Drawing:
    goods = both_rates(rng, "market", 7)
    receipt = Receipt(shop(rng, "スーパーこもれび 本店"), date(2026, 11, 14), time(18, 42), goods, "e_money", "4471")
    style = Style(
        words(rng),
        body="gothic-mono",
        bold="ud-mono-bold",
        size=8.5,
        date="kanji-padded",
        extras={"foot": "毎週火曜日はポイント5倍デー|またのご来店をお待ちしております"},
    )
    return receipt, roll(receipt, style, rng)


def _cafe(rng: random.Random) -> Drawing:
    receipt = Receipt(
        shop(rng, "喫茶 つむぎ"),
        date(2026, 11, 7),
        time(13, 5),
        lines(rng, "cafe", 3),
        "cash",
        "0218",
        tax_included=False,
        tendered=Decimal(10000),
    )
    style = Style(
        words(rng),
        body="round-mono",
        bold="ud-mono-bold",
        size=8.5,
        date="slash",
        extras={"title": "領収証", "foot": "ありがとうございました"},
    )
    return receipt, roll(receipt, style, rng)


def _taxi(rng: random.Random) -> Drawing:
    fare = Line("タクシー運賃", Decimal(1), "回", Decimal(3420))
    toll = Line("迎車料金", Decimal(1), "回", Decimal(300))
    receipt = Receipt(shop(rng, "あけび交通株式会社"), date(2026, 11, 11), time(22, 17), (fare, toll), "qr", "車番 318")
    style = Style(
        words(rng),
        body="ud-mono",
        bold="ud-mono-bold",
        size=8.5,
        date="wareki-short",
        extras={"title": "領収書", "paid": "PayPay", "foot": "お忘れ物はございませんか"},
    )
    return receipt, roll(receipt, style, rng)


def _lunch_boxes(rng: random.Random) -> Drawing:
    boxes = Line("幕の内弁当", Decimal(12), "個", Decimal(1080), Decimal("0.08"))
    receipt = Receipt(
        shop(rng, "仕出し 花むすび"),
        date(2026, 10, 28),
        time(11, 30),
        (boxes,),
        "cash",
        "000874",
        addressee=company(rng, "estate").name,
        proviso="会議用弁当代",
    )
    style = Style(
        words(rng),
        body="mincho",
        bold="ud-mincho",
        size=9.5,
        accent="#234f8e",
        tint="#eef3fa",
        date="wareki-spaced",
        headline="yen-wide-closed",
    )
    return receipt, voucher(receipt, style, rng)


def _hall_hire(rng: random.Random) -> Drawing:
    hire = Line("会場使用料", Decimal(1), "式", Decimal(88000))
    house = replace(company(rng, "hotel", leading=True), building="")
    receipt = Receipt(
        house,
        date(2026, 11, 19),
        time(16, 0),
        (hire,),
        "cash",
        "H-1182",
        addressee=company(rng, "parts", leading=False).name,
        proviso="大広間 使用料",
    )
    style = Style(
        words(rng),
        body="gothic",
        size=9.5,
        accent="#5a3a22",
        tint="#fbf6ef",
        date="kanji",
        headline="kin-closed",
        extras={"title": "領収書", "seal": "round", "honorific": "御中"},
    )
    return receipt, voucher(receipt, style, rng)


def _guest_house(rng: random.Random) -> Drawing:
    stay = Line("Twin room, 2 nights", Decimal(2), "night", Decimal(14300))
    breakfast = Line("Breakfast", Decimal(4), "meal", Decimal(1430))
    receipt = Receipt(
        replace(shop(rng, "Lantern Lane Guest House"), phone="075-555-0184"),
        date(2026, 11, 22),
        time(10, 0),
        (stay, breakfast),
        "credit_card",
        "LL-20417",
        addressee="Ms Johanna Lindqvist",
        proviso="Accommodation, 20-22 November 2026",
    )
    style = Style(
        words(rng),
        body="serif",
        bold="serif-bold",
        size=10,
        accent="#6b2d3a",
        date="english-short",
        extras={
            "address": "3-8 Lantern Lane, Shimogyo-ku, Kyoto, Japan",
            "paid": "Credit card (Mastercard **** 8802)",
            "note": "Thank you for staying with us.",
        },
    )
    return receipt, english_receipt(receipt, style, rng)


_FADED = Condition(
    "worn scan",
    250,
    (
        partial(wear.thermal, ink=70),
        lambda scan, rng: wear.margin(scan, 60, (236, 236, 236)),
        always(wear.skew, degrees=1.4, border=236),
        always(wear.blur, sigma=0.9),
        lambda scan, rng: wear.noise(scan, rng, 2.5),
    ),
)

RECIPES = (
    Recipe("supermarket", "till roll", ".jpg", photo(Shot(1300, 2300, fill=0.9, tilt=0.02), dpi=260), _market),
    Recipe("coffee-shop", "till roll, faded", ".png", _FADED, _cafe),
    Recipe("taxi", "till roll", ".jpg", clean_scan(colour=True, dpi=250, turns=2), _taxi),
    Recipe("lunch-boxes", "A5 voucher", ".jpg", worn_scan(wear.fold, skew=-1.2, colour=True, turns=1), _lunch_boxes),
    Recipe("hall-hire", "A5 voucher", ".jpg", clean_scan(colour=True), _hall_hire, {"revenue_stamp": 200}),
    Recipe("guest-house", "English, A5", ".pdf", DIGITAL, _guest_house),
)
