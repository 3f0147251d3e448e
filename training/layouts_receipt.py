"""Layouts of receipts: till rolls in Japanese and English, and the A5 voucher with addressee and proviso."""

from __future__ import annotations

import random

from training.blocks import label_tags
from training.content import Receipt
from training.formats import spaced
from training.page import Page, Sheet
from training.seals import company_seal, revenue_stamp, round_seal
from training.style import Style

PAID = {
    "cash": ("現金", "お預り"),
    "credit_card": ("クレジット", "クレジット"),
    "e_money": ("電子マネー", "交通系IC"),
    "qr": ("コード決済", "QRコード決済"),
}
ROLL = 58.0


def roll(receipt: Receipt, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A till roll: shop, items, sums by rate, payment. The sheet is cut where the print ends."""
    height = 300.0
    sheet = Sheet(ROLL, height, face=style.body, size=style.size)
    y = _roll_head(sheet, receipt, style)
    y = _roll_items(sheet, receipt, style, y)
    y = _roll_sums(sheet, receipt, style, y)
    y = _roll_payment(sheet, receipt, style, y, rng)
    for line in filter(None, style.extras.get("foot", "").split("|")):
        sheet.text(ROLL / 2, y, line, align="center", fit=ROLL - 6)
        y += 4.6
    page = sheet.page()
    return (Page(page.width, y + 5, page.marks),)


def _pair(
    sheet: Sheet, y: float, label: str, value: str, *tags: str, size: float | None = None, face: str = ""
) -> None:
    sheet.text(4, y, label, *label_tags(tags), size=size, face=face or None)
    sheet.text(ROLL - 4, y, value, *tags, size=size, face=face or None, align="right")


def _roll_head(sheet: Sheet, receipt: Receipt, style: Style) -> float:
    shop, middle, y = receipt.shop, ROLL / 2, 9.0
    sheet.text(middle, y, shop.name, "vendor_name", face=style.bold, size=style.size + 4, align="center", fit=ROLL - 8)
    for text, tags in (
        (shop.address, ()),
        (f"TEL {shop.phone}", ("vendor_phone",)),
        (f"登録番号 {shop.registration_number}", ("vendor_registration_number",)),
    ):
        y += 5
        sheet.text(middle, y, text, *tags, align="center", fit=ROLL - 8)
    y += 8
    sheet.text(
        middle,
        y,
        spaced(style.extras.get("title", "領収書"), " "),
        face=style.bold,
        size=style.size + 3,
        align="center",
    )
    y += 7
    sheet.text(4, y, f"{style.day(receipt.issue_date)} {receipt.at:%H:%M}", "issue_date")
    sheet.text(ROLL - 4, y, f"No.{receipt.number}", align="right")
    sheet.dashes(3, ROLL - 3, y + 3.5)
    return y + 7


def _roll_items(sheet: Sheet, receipt: Receipt, style: Style, y: float) -> float:
    marked = len(receipt.taxes) > 1
    for n, line in enumerate(receipt.lines):
        name = f"line_items.{n}."
        mark = style.reduced_mark if marked and line.rate < receipt.taxes[0].rate else ""
        amount = f"¥{line.amount:,}"
        tags = (f"{name}description", f"{name}tax_rate")
        if line.quantity == 1:
            sheet.text(4, y, line.description, *tags, f"{name}quantity", fit=ROLL - 26)
        else:
            sheet.text(4, y, line.description, *tags, fit=ROLL - 10)
            y += 4.6
            sheet.text(9, y, f"{line.quantity}点 × @{line.unit_price:,}", f"{name}quantity")
        sheet.text(ROLL - (4 + (3.2 if marked else 0)), y, amount, f"{name}amount", align="right")
        sheet.text(ROLL - 6.8, y, mark)
        y += 5
    sheet.dashes(3, ROLL - 3, y - 1)
    return y + 3


def _roll_sums(sheet: Sheet, receipt: Receipt, style: Style, y: float) -> float:
    whole = "tax_amount" if len(receipt.taxes) == 1 else ""
    count = sum(int(line.quantity) for line in receipt.lines)
    _pair(sheet, y, f"小計（{count}点）", f"¥{receipt.gross:,}")
    if not receipt.tax_included:
        y = _roll_tax_on_top(sheet, receipt, y)
    y += 7.5
    _pair(
        sheet,
        y,
        spaced("合計", "　"),
        f"¥{receipt.total_amount:,}",
        "total_amount",
        size=style.size + 5,
        face=style.bold,
    )
    y += 7
    if receipt.tax_included:
        for part in receipt.taxes:
            _pair(
                sheet,
                y,
                f"（{part.percent}%対象",
                f"¥{part.taxable:,}）",
                f"tax_breakdown.{part.percent}.taxable_amount",
            )
            y += 4.8
            tags = (f"tax_breakdown.{part.percent}.tax_amount", *filter(None, (whole,)))
            _pair(sheet, y, "（内消費税額", f"¥{part.tax:,}）", *tags)
            y += 4.8
    sheet.dashes(3, ROLL - 3, y - 0.5)
    return y + 4


def _roll_tax_on_top(sheet: Sheet, receipt: Receipt, y: float) -> float:
    whole = ("tax_amount",) if len(receipt.taxes) == 1 else ()
    for part in receipt.taxes:
        y += 5
        _pair(
            sheet,
            y,
            f"外税{part.percent}%対象額",
            f"¥{part.taxable:,}",
            f"tax_breakdown.{part.percent}.taxable_amount",
        )
        y += 5
        tags = (f"tax_breakdown.{part.percent}.tax_amount", *whole)
        _pair(sheet, y, f"消費税額({part.percent}%)", f"¥{part.tax:,}", *tags)
    return y


def _roll_payment(sheet: Sheet, receipt: Receipt, style: Style, y: float, rng: random.Random) -> float:
    paid, total = receipt.payment_method, receipt.total_amount
    label = style.extras.get("paid", PAID[paid][1])
    if paid == "cash":
        _pair(sheet, y, label, f"¥{receipt.tendered:,}", "payment_method")
        y += 5
        _pair(sheet, y, "お釣り", f"¥{receipt.tendered - total:,}")
    else:
        sheet.text(4, y, label, "payment_method")
        sheet.text(ROLL - 4, y, f"¥{total:,}", align="right")
        y += 5
        if paid == "e_money":
            _pair(sheet, y, "カード残高", f"¥{rng.randint(300, 9000):,}")
        elif paid == "credit_card":
            _pair(sheet, y, f"VISA ************{rng.randint(1000, 9999)}", "一括")
        else:
            _pair(sheet, y, "取引ID", f"{rng.randint(10**9, 10**10 - 1)}")
    if len(receipt.taxes) > 1:
        y += 6
        sheet.text(4, y, f"{style.reduced_mark}は軽減税率(8%)対象商品です")
    return y + 7


def voucher(receipt: Receipt, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A5 landscape: 様, a large amount in a frame, 但し書き, the tax inside, stamp and seal."""
    sheet = Sheet(210, 148, face=style.body, size=style.size)
    colour = style.accent
    sheet.panel(9, 9, 192, 130, weight=1.4, colour=colour)
    sheet.panel(10.5, 10.5, 189, 127, weight=0.4, colour=colour)
    sheet.text(
        105, 24, spaced(style.extras.get("title", "領収証")), face=style.bold, size=20, align="center", colour=colour
    )
    sheet.text(192, 19, f"No. {receipt.number}", align="right")
    sheet.text(192, 26, style.day(receipt.issue_date), "issue_date", align="right")
    token = sheet.text(20, 42, receipt.addressee, "addressee", size=14)
    sheet.text(max(112, token.left + token.width + 6), 42, style.extras.get("honorific", "様"), size=14)
    sheet.rule(18, 47, 124, 47, 0.6, colour)
    sheet.panel(34, 54, 142, 17, fill=style.tint, weight=0.8, colour=colour)
    sheet.text(105, 62.5, style.big(receipt.total_amount), "total_amount", face=style.bold, size=23, align="center")
    sheet.text(34, 80, "但し", "label.proviso", size=11)
    token = sheet.text(46, 80, receipt.proviso, "proviso", size=11)
    sheet.text(token.left + token.width + 1, 80, "として", size=11)
    sheet.text(34, 87, "上記正に領収いたしました", size=style.size)
    _voucher_tax(sheet, receipt, style)
    shop, y = receipt.shop, 98.0
    sheet.text(112, y, shop.name, "vendor_name", face=style.bold, size=13)
    for text, tags in (
        (f"〒{shop.postal_code} {shop.address}", ()),
        (shop.building, ()),
        (f"TEL {shop.phone}", ("vendor_phone",)),
        (f"登録番号 {shop.registration_number}", ("vendor_registration_number",)),
    ):
        if text:
            y += 6
            sheet.text(112, y, text, *tags, fit=84)
    press = company_seal if style.extras.get("seal", "square") == "square" else round_seal
    sheet.picture(press(shop.name, rng), 172, 93, 21, 21, "印")
    if receipt.total_amount >= 50000:
        sheet.picture(revenue_stamp(200, rng), 16, 55, 15, 19, "収入印紙")
    return (sheet.page(),)


def _voucher_tax(sheet: Sheet, receipt: Receipt, style: Style) -> None:
    sheet.text(22, 98, "内訳", face=style.bold)
    token = sheet.text(36, 98, PAID[receipt.payment_method][0], "payment_method")
    sheet.panel(token.left - 2, 95, token.width + 4, 6.2, weight=0.5)
    y = 105.0
    for part in receipt.taxes:
        name = f"tax_breakdown.{part.percent}."
        tags = (f"{name}tax_amount", *(("tax_amount",) if len(receipt.taxes) == 1 else ()))
        label = "税込" if receipt.tax_included else "税抜"
        sheet.text(22, y, f"{part.percent}%対象({label})", f"label.{name}taxable_amount")
        sheet.text(92, y, f"¥{part.taxable:,}", f"{name}taxable_amount", align="right")
        sheet.text(22, y + 6, f"消費税額({part.percent}%)", *label_tags(tags))
        sheet.text(92, y + 6, f"¥{part.tax:,}", *tags, align="right")
        sheet.rule(22, y + 9.2, 92, y + 9.2, 0.3)
        y += 13
