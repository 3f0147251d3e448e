"""Sample invoices, quotations, delivery notes and purchase orders."""

from __future__ import annotations

import random
from datetime import date

from training import wear
from training.conditions import DIGITAL, always, clean_scan, worn_scan
from training.content import Trade
from training.layouts_forms import order, slip
from training.layouts_trade import modern
from training.names import bank, company, person
from training.recipe import Drawing, Recipe
from training.style import Style, words
from training.trading import lines


def _modern_invoice(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "systems", "株式会社", leading=True), company(rng, "estate")
    trade = Trade(
        "invoice", "INV-2026-1031", date(2026, 10, 31), seller, customer, lines(rng, "systems", 5),
        due_date=date(2026, 11, 30), bank=bank(rng, seller.kana), subject="10月分 システム運用保守",
    )  # fmt: skip
    style = Style(
        words(rng, invoice="請求書"), body="ud", bold="ud-bold", accent="#0f5c6e", tint="#e6f1f3", ruling="zebra",
        date="kanji", headline="yen", extras={"logo": "S", "seal": "square", "note": "振込手数料は貴社にてご負担願います。"},
    )  # fmt: skip
    return trade, modern(trade, style, rng)


def _modern_quotation(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "cleaning", "有限会社", leading=True), company(rng, "hotel")
    trade = Trade(
        "quotation", "Q26-0418", date(2026, 11, 4), seller, customer, lines(rng, "cleaning", 4),
        subject="年末定期清掃", rounding="half-up",
    )  # fmt: skip
    style = Style(
        words(rng, quotation="御見積書"), body="round", bold="ud-bold", accent="#7a3b12", tint="#f6ede5", ruling="half",
        date="slash", headline="yen-closed",
        extras={"logo": "K", "logo_shape": "diamond", "headline": "underline", "rates": "column", "seal": "square",
                "note": "本見積の有効期限は発行日より30日間です。"},
    )  # fmt: skip
    return trade, modern(trade, style, rng)


def _slip_delivery(rng: random.Random) -> Drawing:
    seller, customer = company(rng, "steel", leading=False), company(rng, "building")
    trade = Trade("delivery_note", "088214", date(2026, 11, 12), seller, customer, lines(rng, "steel", 5))
    style = Style(
        words(rng, delivery_note="納品書"), body="mincho", bold="ud-bold", accent="#1e6b3c", tint="#e9f4ec", size=8.5,
        date="wareki", extras={"rule": "#1e6b3c", "seals": "|柏木", "note": "数量をご確認のうえ受領印をお願いいたします。"},
    )  # fmt: skip
    return trade, slip(trade, style, rng)


def _classic_order(rng: random.Random) -> Drawing:
    customer, seller = company(rng, "parts", leading=True), company(rng, "trading")
    trade = Trade(
        "purchase_order", "PO-26-11-073", date(2026, 11, 6), seller, customer, lines(rng, "parts", 6), contact=person(rng),
    )  # fmt: skip
    style = Style(
        words(rng, purchase_order="注文書"), body="mincho-mono", bold="ud-bold", accent="#222222", tint="#eeeeee",
        headline="yen-wide-closed",
        extras={"terms": "納入期日=2026年11月27日（金）必着|納入場所=当社 第一工場 資材課|支払条件=月末締め翌月末日 銀行振込",
                "note": "納品書に当社注文番号を必ず記載してください。|図面番号：KX-2261 改訂C"},
    )  # fmt: skip
    return trade, order(trade, style, rng)


RECIPES = (
    Recipe("system-maintenance", "modern", ".pdf", DIGITAL, _modern_invoice),
    Recipe("yearend-cleaning", "modern, half-ruled", ".pdf", DIGITAL, _modern_quotation),
    Recipe(
        "steel-slip", "half-page slip", ".jpg", worn_scan(always(wear.bleed), skew=1.1, colour=True), _slip_delivery
    ),
    Recipe("machine-parts", "order form", ".pdf", clean_scan(), _classic_order),
)
