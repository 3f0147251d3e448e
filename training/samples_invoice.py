"""Sample invoices."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from training import wear
from training.camera import Shot
from training.conditions import DIGITAL, always, clean_scan, photo, worn_scan
from training.content import CarryOver, Line, Trade
from training.layouts_english import invoice as english_invoice
from training.layouts_forms import grid, ledger, statement
from training.layouts_trade import classic, letter, modern
from training.names import Bank, Company, bank, company, person, sole_trader, wrong_registration_number
from training.recipe import Drawing, Recipe
from training.style import Style, words
from training.trading import both_rates, dated, lines


def _maintenance(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "systems", leading=True), company(rng, "estate")
    trade = Trade(
        "invoice",
        "INV-2026-1031",
        date(2026, 10, 31),
        seller,
        customer,
        lines(rng, "systems", 5),
        due_date=date(2026, 11, 30),
        bank=bank(rng, seller.kana),
        subject="10月分 システム運用保守",
    )
    style = Style(
        words(rng, invoice="請求書"),
        body="ud",
        accent="#0f5c6e",
        tint="#e6f1f3",
        ruling="zebra",
        headline="yen",
        extras={"logo": "S", "seal": "square", "note": "振込手数料は貴社にてご負担願います。"},
    )
    return trade, modern(trade, style, rng)


def _wholesale(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "food", leading=False), company(rng, "hotel", leading=True)
    trade = Trade(
        "invoice",
        "26-10-0457",
        date(2026, 10, 31),
        seller,
        customer,
        both_rates(rng, "food", 9),
        due_date=date(2026, 11, 30),
        bank=bank(rng, seller.kana),
    )
    style = Style(
        words(rng, invoice="請求書", amount="金額"),
        body="mincho",
        date="wareki",
        extras={"short": "yes", "note": "毎度ありがとうございます。", "least": "13"},
    )
    return trade, classic(trade, style, rng)


def _book_design(rng: random.Random) -> Drawing:
    seller, customer = sole_trader(rng, person(rng)), company(rng, "print")
    trade = Trade(
        "invoice",
        "",
        date(2026, 11, 10),
        seller,
        customer,
        lines(rng, "creative", 3),
        due_date=date(2026, 12, 31),
        bank=bank(rng, seller.kana),
        subject="『港町の四季』装幀一式",
        withheld=True,
    )
    style = Style(
        words(rng, invoice="請求書", invoice_total="お支払金額"),
        body="ud-mincho",
        bold="ud-mincho",
        size=10,
        cell="triangle",
        headline="yen",
        ruling="none",
        extras={
            "attention": "編集部 堂島様",
            "body": "いつもお世話になっております。下記のとおりご請求申し上げますので、"
            "期日までにお振込みくださいますようお願い申し上げます。",
        },
    )
    return trade, letter(trade, style, rng)


def _steel_month(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "steel", leading=True), company(rng, "building", leading=False)
    goods = dated(rng, lines(rng, "steel", 14), date(2026, 9, 21), date(2026, 10, 20))
    trade = Trade(
        "invoice",
        "104-2610",
        date(2026, 10, 20),
        seller,
        customer,
        goods,
        bank=bank(rng, seller.kana),
        carry=CarryOver(Decimal(684310), Decimal(600000)),
    )
    style = Style(
        words(
            rng,
            invoice="請求書",
            invoice_date="請求日",
            description="品名・規格",
            amount="金額",
            registration="登録番号",
        ),
        body="mincho-mono",
        size=8.5,
        date="wareki-short",
        headline="yen-closed",
        extras={"seal": "round", "pen": "11/20 振込予定"},
    )
    return trade, statement(trade, style, rng)


def _office_ledger(rng: random.Random) -> Drawing:
    seller = company(rng, "office", leading=True)
    customer = company(rng, "freight", leading=False, unlike=seller.name)
    trade = Trade(
        "invoice",
        "B-20261115-03",
        date(2026, 11, 15),
        seller,
        customer,
        both_rates(rng, "office", 27),
        due_date=date(2026, 12, 15),
        bank=bank(rng, seller.kana),
        rounding="half-up",
    )
    style = Style(
        words(rng, invoice="御請求書", amount="金額"),
        body="gothic",
        size=9,
        date="slash",
        reduced_mark="*",
        tint="#dfe8df",
        extras={"by_rate": "rows", "rates": "mark", "note": "*印は軽減税率(8%)の対象です。", "first": "20"},
    )
    return trade, ledger(trade, style, rng)


def _dollars(rng: random.Random) -> Drawing:
    seller = Company("Kestrel Quay Analytics Ltd", "", "", "Level 4, 21 Kestrel Quay, Wellington, New Zealand", "",
                     "+64 4 555 0142", "", "")  # fmt: skip
    customer = Company("Mitsuba Trading Co., Ltd.", "", "", "Marketing Division", "", "", "", "")
    work = (
        ("Customer survey design", "1", "1800.00"),
        ("Data cleaning (hours)", "14.5", "85.00"),
        ("Statistical report, English edition", "1", "2450.00"),
        ("Video briefing", "2", "160.00"),
    )
    trade = Trade(
        "invoice",
        "KQ-2026-118",
        date(2026, 11, 3),
        seller,
        customer,
        tuple(Line(text, Decimal(count), "", Decimal(price)) for text, count, price in work),
        due_date=date(2026, 12, 3),
        bank=Bank("Harbour Mutual Bank", "Lambton", "", "01-0902-0068389-00", "Kestrel Quay Analytics Ltd"),
        subject="Visitor survey, autumn 2026",
        currency="USD",
        untaxed=True,
    )
    style = Style(
        words(rng),
        body="sans",
        bold="sans-bold",
        accent="#274b7a",
        date="english",
        headline="usd",
        cell="dollar",
        ruling="half",
        extras={"note": "All amounts are in US dollars. Payment within 30 days, please."},
    )
    return trade, english_invoice(trade, style, rng)


def _roof(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "building", "有限会社"), company(rng, "estate")
    trade = Trade(
        "invoice",
        "R8-116",
        date(2026, 11, 13),
        seller,
        customer,
        lines(rng, "building", 7),
        due_date=date(2026, 11, 30),
        bank=bank(rng, seller.kana),
        subject="第二みどりビル 屋根改修工事",
    )
    style = Style(
        words(rng, invoice="請求書", invoice_total="ご請求金額", amount="金額"),
        body="ud-mono",
        size=8.8,
        tint="#dddddd",
        date="wareki",
        headline="yen",
        ruling="grid",
        extras={"seal": "square", "note": "上記の通りご請求いたします。"},
    )
    return trade, grid(trade, style, rng)


def _flyers(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "print", leading=True), company(rng, "food")
    trade = Trade(
        "invoice",
        "3318",
        date(2026, 11, 5),
        seller,
        customer,
        lines(rng, "print", 5),
        due_date=date(2026, 12, 5),
        bank=bank(rng, seller.kana),
        misprint=Decimal(1000),
    )
    style = Style(
        words(rng, invoice="請求書"),
        body="gothic",
        date="dot",
        headline="yen-wide-closed",
        ruling="dark",
        accent="#444444",
        extras={"headline": "split", "rates": "none", "by_rate": "single", "seal": "round", "least": "12"},
    )
    return trade, classic(trade, style, rng)


def _charter(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "freight", leading=False), company(rng, "parts")
    seller = replace(seller, registration_number=wrong_registration_number(rng))
    trade = Trade(
        "invoice",
        "F-00921",
        date(2026, 10, 25),
        seller,
        customer,
        lines(rng, "freight", 4),
        due_date=date(2026, 11, 25),
        bank=bank(rng, seller.kana),
        subject="10月度 運送料",
    )
    style = Style(
        words(rng, invoice="ご請求書"),
        body="round",
        accent="#8a1c2b",
        tint="#f7e9eb",
        ruling="half",
        date="iso",
        headline="en",
        extras={"logo": "F", "logo_shape": "square", "headline": "box", "by_rate": "single", "seal": "none"},
    )
    return trade, modern(trade, style, rng)


def _greengrocer(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "produce", "合同会社", leading=True), company(rng, "hotel", leading=False)
    trade = Trade(
        "invoice",
        "2026-11-A08",
        date(2026, 11, 15),
        seller,
        customer,
        both_rates(rng, "food", 8),
        due_date=date(2026, 11, 30),
        bank=bank(rng, seller.kana),
        tax_included=True,
        rounding="half-up",
    )
    style = Style(
        words(rng, invoice="請求書", amount="金額(税込)", unit_price="単価(税込)", total="合計(税込)"),
        body="ud",
        size=8.8,
        tint="#e9f2e4",
        date="kanji",
        headline="yen",
        ruling="grid",
        extras={"least": "10", "note": "価格はすべて税込です。"},
    )
    return trade, grid(trade, style, rng)


RECIPES = (
    Recipe("system-maintenance", "modern, striped table", ".pdf", DIGITAL, _maintenance),
    Recipe("請求書_令和8年10月", "classic, ruled", ".pdf", clean_scan(), _wholesale),
    Recipe("book-design", "letter, unruled", ".jpg", worn_scan(wear.fold, skew=0.8), _book_design),
    Recipe(
        "steel-october",
        "monthly statement",
        ".pdf",
        worn_scan(always(wear.punch_holes), skew=-1.3),
        _steel_month,
        {"previous_invoice_amount": 684310, "payment_received": 600000, "carried_over": 84310},
    ),
    Recipe("office-goods", "ledger over two pages", ".pdf", clean_scan(dpi=200, quality=55), _office_ledger),
    Recipe("visitor-survey", "English, half-ruled", ".pdf", DIGITAL, _dollars),
    Recipe("roof-repair", "spreadsheet", ".jpg", photo(Shot(), exif_orientation=6), _roof),
    Recipe(
        "flyer-printing",
        "classic, dark head",
        ".png",
        worn_scan(wear.streaks, skew=0.5, sigma=0.6, grain=0.5),
        _flyers,
        {"anomaly": "the printed total is 1000 more than subtotal and tax"},
    ),
    Recipe(
        "charter-truck",
        "modern, half-ruled",
        ".webp",
        clean_scan(colour=True),
        _charter,
        {"anomaly": "the registration number has a wrong check digit"},
    ),
    Recipe(
        "greengrocer",
        "spreadsheet, tax included",
        ".pdf",
        DIGITAL,
        _greengrocer,
        {"tax_mode": "内税: taxable_amount includes the tax, as printed"},
    ),
)
