"""How one document looks and speaks: faces, colours, formats and the words it uses for the same thing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from training.formats import AMOUNTS, DATES

SYNONYMS: dict[str, tuple[str, ...]] = {
    "invoice": ("請求書", "御請求書", "ご請求書"),
    "quotation": ("御見積書", "見積書", "お見積書"),
    "delivery_note": ("納品書", "御納品書"),
    "purchase_order": ("注文書", "発注書", "御注文書"),
    "invoice_number": ("請求番号", "請求書番号", "請求書No.", "No."),
    "quotation_number": ("見積番号", "見積書番号", "お見積No."),
    "delivery_note_number": ("納品書番号", "納品番号", "伝票番号"),
    "purchase_order_number": ("注文番号", "発注番号", "注文書No."),
    "invoice_date": ("請求日", "発行日", "ご請求日", "作成日"),
    "quotation_date": ("見積日", "発行日", "お見積日"),
    "delivery_note_date": ("納品日", "納入日", "発行日"),
    "purchase_order_date": ("発注日", "注文日", "発行日"),
    "due_date": ("お支払期限", "支払期日", "お振込期限", "お支払期日"),
    "invoice_total": ("ご請求金額", "御請求金額", "ご請求額", "お支払金額"),
    "quotation_total": ("御見積金額", "お見積金額", "見積合計金額"),
    "delivery_note_total": ("納品金額", "合計金額", "お納め金額"),
    "purchase_order_total": ("発注金額", "ご注文金額", "注文合計金額"),
    "registration": ("登録番号", "適格請求書発行事業者登録番号", "インボイス登録番号"),
    "subject": ("件名", "件　名", "工事名", "案件名"),
    "description": ("品名", "品　　名", "摘要", "内容", "品名・規格"),
    "quantity": ("数量", "数　量"),
    "unit": ("単位",),
    "unit_price": ("単価", "単　価"),
    "amount": ("金額", "金　額", "金額(税抜)"),
    "tax_rate": ("税率", "消費税率"),
    "subtotal": ("小計", "税抜合計", "小　計", "税抜金額"),
    "tax": ("消費税", "消費税額", "消費税等"),
    "total": ("合計", "税込合計", "合　計", "総合計"),
    "bank": ("お振込先", "振込先", "振込先口座"),
    "holder": ("口座名義", "名義", "口座名"),
    "remarks": ("備考", "【備考】", "摘要"),
    "honorific": ("御中",),
}


def words(rng: random.Random, **chosen: str) -> dict[str, str]:
    """One word for everything; chosen ones are kept."""
    return {key: rng.choice(options) for key, options in SYNONYMS.items()} | chosen


@dataclass(frozen=True, slots=True)
class Style:
    """One document's look. date, headline and cell name formats in formats.py.

    extras are a layout's own options by name (which seal, how many blank rows, a note); a layout says what it does
    when one is absent.
    """

    words: Mapping[str, str]
    body: str = "gothic"
    bold: str = "ud-bold"
    size: float = 9.5
    accent: str = "#1f3a5f"
    tint: str = "#e8edf3"
    date: str = "kanji"
    headline: str = "yen-closed"
    cell: str = "plain"
    reduced_mark: str = "※"
    ruling: str = "ruled"
    extras: Mapping[str, str] = field(default_factory=dict)

    def day(self, day: dt.date) -> str:
        """A date as this document prints it."""
        return DATES[self.date](day)

    def big(self, value: Decimal) -> str:
        """An amount as the headline prints it."""
        return AMOUNTS[self.headline](value)

    def money(self, value: Decimal) -> str:
        """An amount as a table cell prints it."""
        return AMOUNTS[self.cell](value)

    def word(self, key: str, *, of: str = "") -> str:
        """This document's word; of narrows a key by document type: word("total", of="invoice")."""
        return self.words[f"{of}_{key}" if of else key]
