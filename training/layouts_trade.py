"""Layouts of trade documents: modern, classic ruled and letter-like. A layout turns content into pages."""

from __future__ import annotations

import random

from training.blocks import abbreviated, boxed_entries, buyer, columns, entries, headline, line_row, meta, vendor
from training.content import Trade
from training.formats import spaced
from training.page import Page, Sheet, wrap
from training.seals import company_seal, logo, personal_seal, round_seal
from training.style import Style
from training.sums import bank_box, bank_line, rate_table, remarks, sum_entries
from training.tables import table

GREETING = {
    "invoice": "下記のとおりご請求申し上げます。",
    "quotation": "下記のとおりお見積り申し上げます。",
    "delivery_note": "下記のとおり納品いたしました。",
    "purchase_order": "下記のとおり注文いたします。",
}


def modern(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """Flat colour, a logo, half-ruled table, vendor top right, sums and bank at the foot."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.panel(0, 0, 210, 5, fill=style.accent, weight=0)
    sheet.text(20, 24, style.word(trade.document_type), face=style.bold, size=21, colour=style.accent)
    sheet.text(20, 32, trade.document_type.replace("_", " ").upper(), size=8, colour="#777777")
    sheet.picture(
        logo(style.extras.get("logo", "A"), style.accent, style.extras.get("logo_shape", "disc")),
        178,
        14,
        13,
        13,
        "logo",
    )
    buyer(sheet, style, trade.buyer.name, 20, 50, 84)
    if trade.subject:
        sheet.text(20, 62, f"{style.word('subject')}：{trade.subject}")
    sheet.text(20, 69, GREETING[trade.document_type], size=style.size - 0.5)
    entries(sheet, style, meta(trade, style), 128, 38, 62)
    vendor(sheet, style, trade.vendor, 128, 58)
    if seal := style.extras.get("seal"):
        press(sheet, trade, seal, 171, 50, rng)
    y = headline(sheet, style, trade, 20, 80, 92, style.extras.get("headline", "band"))
    widths = {"description": 84.0, "quantity": 18.0, "unit": 16.0, "unit_price": 26.0, "amount": 26.0}
    rates = style.extras.get("rates", "none")
    if rates == "column":
        widths = {"description": 74.0, "quantity_unit": 24.0, "unit_price": 26.0, "tax_rate": 18.0, "amount": 28.0}
    rows = [line_row(line, n, style, rates=rates) for n, line in enumerate(trade.lines)]
    y = table(sheet, style, 20, max(y, 98), columns(style, widths), rows, row_height=8) + 6
    pairs = sum_entries(trade, style, by_rate=style.extras.get("by_rate", "single"))
    below = entries(sheet, style, pairs, 122, y, 68, leading=6.2)
    sheet.rule(122, below - 9.3, 190, below - 9.3, 0.8, style.accent)
    if trade.bank:
        bank_line(sheet, style, trade.bank, 20, below + 6)
    if note := style.extras.get("note"):
        sheet.text(20, below + 22, style.word("remarks"), face=style.bold, colour=style.accent)
        sheet.text(20, below + 28, note, size=style.size - 0.5)
    return (sheet.page(),)


def classic(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """Centred title over a double rule, every cell ruled, blank rows to the foot, per-rate table, bank in a box."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(105, 20, spaced(style.word(trade.document_type)), face=style.bold, size=19, align="center")
    sheet.rule(66, 26, 144, 26, 1.2)
    sheet.rule(66, 27.2, 144, 27.2, 0.4)
    y = 36.0
    for label, value, tags in meta(trade, style):
        sheet.text(192, y, f"{label}：{value}", *tags, align="right")
        y += 5.2
    name = abbreviated(trade.buyer.name) if style.extras.get("short") else trade.buyer.name
    buyer(sheet, style, name, 18, 42, 88)
    if trade.subject:
        sheet.text(18, 54, f"{style.word('subject')}　{trade.subject}", fit=92)
    sheet.text(18, 61, GREETING[trade.document_type])
    top = max(y + 3, 54)
    vendor(sheet, style, trade.vendor, 122, top)
    press(sheet, trade, style.extras.get("seal", "square"), 172, top - 6, rng)
    y = headline(sheet, style, trade, 18, 72, 92, style.extras.get("headline", "underline"))
    rates = style.extras.get("rates", "mark")
    widths = {"no": 9.0, "description": 80.0, "quantity": 18.0, "unit": 15.0, "unit_price": 24.0, "amount": 29.0}
    rows = [line_row(line, n, style, rates=rates) for n, line in enumerate(trade.lines)]
    least = int(style.extras.get("least", "15"))
    y = table(sheet, style, 18, max(y + 2, 92), columns(style, widths), rows, row_height=7.2, least=least)
    by_rate = style.extras.get("by_rate", "rows")
    pairs = sum_entries(trade, style, by_rate="plain" if by_rate == "table" else by_rate)
    bottom = boxed_entries(sheet, style, pairs, 140, y, (24, 29), row_height=7, align="right")
    left = y + 5
    if rates == "mark":
        sheet.text(18, left, f"{style.reduced_mark}印は軽減税率(8%)対象品目です。", size=style.size - 1)
        left += 4
    if by_rate == "table":
        left = rate_table(sheet, style, trade, 18, left) + 3
    y = max(bottom, left) + 6
    if trade.bank:
        y = bank_box(sheet, style, trade.bank, 18, y + 2, 84)
        remarks(sheet, style, (style.extras.get("note", ""),), 108, y - 29, 85, 29)
    else:
        remarks(sheet, style, (style.extras.get("note", ""),), 18, y, 175, 24)
    return (sheet.page(),)


def letter(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A letter: date, addresses, a few sentences, an unruled list and the account."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(186, 24, style.day(trade.issue_date), "issue_date", align="right")
    sheet.text(24, 38, trade.buyer.name, "buyer_name", size=style.size + 2)
    sheet.text(24, 45, style.extras.get("attention", "ご担当者様"))
    firm, y = trade.vendor, 56.0
    for text, tags in (
        (f"〒{firm.postal_code}", ("vendor_postal_code",)),
        (firm.address, ("vendor_address",)),
        (firm.building, ("vendor_address",)),
        (firm.name, ("vendor_name",)),
        (f"電話 {firm.phone}", ("vendor_phone",)),
        (f"{style.word('registration')} {firm.registration_number}", ("vendor_registration_number",)),
    ):
        if text:
            size = style.size + (2 if tags == ("vendor_name",) else 0)
            sheet.text(120, y, text, *tags, size=size, fit=sheet.width - 136)
            y += 5.6
    press(sheet, trade, style.extras.get("seal", "personal"), 172, y - 21, rng)
    sheet.text(105, y + 12, spaced(style.word(trade.document_type), "  "), size=17, align="center")
    y += 26
    for line in wrap(style.extras.get("body", GREETING[trade.document_type]), 162, style.body, style.size):
        sheet.text(24, y, line)
        y += 6
    if trade.subject:
        sheet.text(24, y + 2, f"{style.word('subject')}：{trade.subject}")
        y += 6
    y = headline(sheet, style, trade, 24, y + 4, 100, "underline") + 4
    widths = {"description": 78.0, "quantity_unit": 24.0, "unit_price": 28.0, "amount": 32.0}
    rows = [line_row(line, n, style, rates="none") for n, line in enumerate(trade.lines)]
    y = table(sheet, style, 24, y, columns(style, widths), rows, row_height=7) + 5
    y = entries(sheet, style, sum_entries(trade, style, by_rate="single"), 118, y, 67, leading=6) + 6
    if trade.due_date:
        sheet.text(24, y, f"{style.word('due_date')}：{style.day(trade.due_date)}", "due_date")
        y += 6
    if trade.bank:
        y = bank_line(sheet, style, trade.bank, 24, y)
    sheet.text(186, y + 8, "以上", align="right")
    return (sheet.page(),)


def press(
    sheet: Sheet, trade: Trade, kind: str, x: float, y: float, rng: random.Random, name: str | None = None
) -> None:
    """Put a seal half over the letterhead: the seller's unless another name is given; kind none leaves it out."""
    name = name or trade.vendor.name
    if kind == "square":
        sheet.picture(company_seal(name, rng), x, y, 21, 21, "角印")
    elif kind == "round":
        sheet.picture(round_seal(name, rng), x, y, 18, 18, "丸印")
    elif kind == "personal":
        surname = name.split()[-2] if " " in name else name[:2]
        sheet.picture(personal_seal(surname, rng), x, y, 11, 11, "認印")
    elif kind != "none":
        raise ValueError(f"no such seal: {kind}")
