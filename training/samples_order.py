"""Sample quotations, delivery notes and purchase orders."""

from __future__ import annotations

import random
from datetime import date, datetime

from training import wear
from training.camera import Shot
from training.conditions import DIGITAL, always, clean_scan, faxed, photo, worn_scan
from training.content import Trade
from training.furniture import fax_lines
from training.layouts_forms import grid, ledger, order, slip
from training.layouts_trade import classic, letter, modern
from training.names import company, person
from training.recipe import Drawing, Recipe
from training.style import Style, words
from training.trading import both_rates, discount, lines


def _cleaning_quotation(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "cleaning", "有限会社", leading=True), company(rng, "hotel")
    goods = lines(rng, "cleaning", 4)
    trade = Trade("quotation", "Q26-0418", date(2026, 11, 4), seller, customer, goods, subject="年末定期清掃")
    style = Style(
        words(rng, quotation="御見積書"),
        body="round",
        accent="#7a3b12",
        tint="#f6ede5",
        ruling="half",
        date="slash",
        extras={
            "logo": "K",
            "logo_shape": "diamond",
            "headline": "underline",
            "rates": "column",
            "seal": "square",
            "note": "本見積の有効期限は発行日より30日間です。",
        },
    )
    return trade, modern(trade, style, rng)


def _wall_quotation(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "building", leading=True), company(rng, "office", leading=False)
    trade = Trade(
        "quotation",
        "見-2611-12",
        date(2026, 11, 9),
        seller,
        customer,
        (*lines(rng, "building", 7), discount("出精値引", 18000)),
        subject="事務所外壁補修工事",
    )
    style = Style(
        words(rng, quotation="御見積書", amount="金額"),
        body="mincho",
        date="wareki",
        cell="triangle",
        headline="kin-closed",
        extras={"rates": "none", "by_rate": "single", "least": "14", "note": "有効期限：令和8年12月末日"},
    )
    return trade, classic(trade, style, rng)


def _catalogue_quotation(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "print", leading=False), company(rng, "parts", leading=True)
    trade = Trade(
        "quotation", "", date(2026, 11, 16), seller, customer, lines(rng, "print", 4), subject="製品カタログ2027年版"
    )
    style = Style(
        words(rng, quotation="お見積書", quotation_total="御見積金額"),
        body="gothic",
        size=10,
        ruling="half",
        headline="yen",
        extras={
            "attention": "営業企画課 芦田様",
            "seal": "square",
            "body": "このたびはお引き合いをいただき、誠にありがとうございます。"
            "下記のとおりお見積り申し上げます。納期は校了後10営業日を予定しております。",
        },
    )
    return trade, letter(trade, style, rng)


def _steel_slip(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "steel", leading=False), company(rng, "building")
    trade = Trade("delivery_note", "088214", date(2026, 11, 12), seller, customer, lines(rng, "steel", 5))
    style = Style(
        words(rng, delivery_note="納品書"),
        body="mincho",
        accent="#1e6b3c",
        tint="#e9f4ec",
        size=8.5,
        date="wareki",
        extras={"rule": "#1e6b3c", "seals": "|柏木", "note": "数量をご確認のうえ受領印をお願いいたします。"},
    )
    return trade, slip(trade, style, rng)


def _parts_slip(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "parts", leading=True), company(rng, "systems")
    trade = Trade("delivery_note", "D-55020", date(2026, 11, 18), seller, customer, lines(rng, "parts", 6))
    style = Style(
        words(rng, delivery_note="納品書"),
        body="ud",
        accent="#27408b",
        tint="#e8ecf7",
        size=8.8,
        extras={"rule": "#27408b", "prices": "none", "seal": "none", "note": "単価・金額は請求書にてご案内します。"},
    )
    return trade, slip(trade, style, rng)


def _stationery_note(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "office", leading=False), company(rng, "estate")
    trade = Trade(
        "delivery_note",
        "N26110903",
        date(2026, 11, 9),
        seller,
        customer,
        both_rates(rng, "office", 8),
        contact=person(rng),
    )
    style = Style(
        words(rng, delivery_note="納品書", delivery_note_total="合計金額", amount="金額"),
        body="gothic",
        size=8.8,
        tint="#e4e4e4",
        date="slash",
        headline="en",
        ruling="grid",
        extras={"note": "不良品がありましたら7日以内にご連絡ください。", "least": "14", "seal": "square"},
    )
    return trade, grid(trade, style, rng)


def _kitchen_note(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "food", leading=True), company(rng, "hotel", "合同会社")
    trade = Trade("delivery_note", "71-3302", date(2026, 11, 20), seller, customer, both_rates(rng, "food", 7))
    style = Style(
        words(rng, delivery_note="御納品書", amount="金額"),
        body="gothic-mono",
        date="wareki-short",
        reduced_mark="◎",
        extras={"headline": "box", "least": "11", "by_rate": "table", "note": "冷蔵品は到着後すぐに保管してください。"},
    )
    return trade, classic(trade, style, rng)


def _machine_order(rng: random.Random) -> Drawing:
    customer, seller = company(rng, "parts", leading=True), company(rng, "trading", leading=False)
    trade = Trade(
        "purchase_order",
        "PO-26-11-073",
        date(2026, 11, 6),
        seller,
        customer,
        lines(rng, "parts", 6),
        contact=person(rng),
    )
    style = Style(
        words(rng, purchase_order="注文書"),
        body="mincho-mono",
        accent="#222222",
        tint="#eeeeee",
        headline="yen-wide-closed",
        extras={
            "terms": "納入期日=2026年11月27日（金）必着|納入場所=当社 第一工場 資材課|支払条件=月末締め翌月末日 振込",
            "note": "納品書に当社注文番号を必ず記載してください。|図面番号：KX-2261 改訂C",
        },
    )
    return trade, order(trade, style, rng)


def _server_order(rng: random.Random) -> Drawing:
    customer, seller = company(rng, "food", leading=False), company(rng, "systems", leading=True)
    trade = Trade("purchase_order", "2026-PUR-0288", date(2026, 11, 24), seller, customer, lines(rng, "systems", 3))
    style = Style(
        words(rng, purchase_order="発注書"),
        body="ud",
        accent="#3c6e71",
        tint="#eaf1f1",
        headline="yen",
        date="iso",
        ruling="half",
        extras={
            "headline": "band",
            "seal": "none",
            "least": "0",
            "terms": "納期=2026-12-18|検収条件=動作確認後5営業日以内|支払条件=検収月の翌月末",
            "note": "本書は電子的に発行しています。",
        },
    )
    return trade, order(trade, style, rng)


def _fax_order(rng: random.Random) -> Drawing:
    customer, seller = company(rng, "building", leading=False), company(rng, "steel", leading=True)
    trade = Trade(
        "purchase_order",
        "第0619号",
        date(2026, 11, 17),
        seller,
        customer,
        lines(rng, "steel", 24),
        contact=person(rng),
        subject="海岸台倉庫 新築工事",
    )
    style = Style(
        words(rng, purchase_order="注文書", amount="金額"),
        body="gothic-mono",
        bold="ud-mono-bold",
        date="wareki",
        tint="#ffffff",
        headline="yen-wide-closed",
        extras={"first": "16", "seal": "square", "note": "至急ご確認のうえ、注文請書をご返送ください。"},
    )
    pages = ledger(trade, style, rng)
    return trade, fax_lines(pages, customer.fax, datetime(2026, 11, 17, 8, 55))


_FILED_SCAN = worn_scan(always(wear.punch_holes), wear.fold, skew=1.6)

RECIPES = (
    Recipe("yearend-cleaning", "modern, half-ruled", ".pdf", DIGITAL, _cleaning_quotation),
    Recipe("outer-wall", "classic, ruled", ".jpg", photo(Shot(desk=(70, 74, 80), shadow=0.36)), _wall_quotation),
    Recipe("catalogue-2027", "letter, half-ruled", ".jpg", worn_scan(skew=-0.7, turns=2), _catalogue_quotation),
    Recipe("steel-slip", "half-page slip", ".jpg", worn_scan(always(wear.bleed), skew=1.1, colour=True), _steel_slip),
    Recipe("parts-without-prices", "half-page slip, no prices", ".pdf", DIGITAL, _parts_slip),
    Recipe("stationery", "spreadsheet", ".jpg", clean_scan(turns=1), _stationery_note),
    Recipe("kitchen-stores", "classic, ruled", ".pdf", _FILED_SCAN, _kitchen_note),
    Recipe("machine-parts", "order form", ".pdf", clean_scan(), _machine_order),
    Recipe("server-renewal", "order form, half-ruled", ".pdf", DIGITAL, _server_order),
    Recipe("warehouse-steel", "ledger over two frames", ".tif", faxed(skew=0.6), _fax_order),
)
