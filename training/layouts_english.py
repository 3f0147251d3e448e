"""English papers: a consultant's invoice and a guest house's receipt."""

from __future__ import annotations

import random
from decimal import Decimal

from training.blocks import label_tags
from training.content import Receipt, Trade
from training.page import Page, Sheet
from training.seals import logo
from training.style import Style
from training.tables import Cell, Column, table

HEADS = (
    Column("description", "Description", 88),
    Column("quantity", "Qty", 18, "right"),
    Column("unit_price", "Unit price", 32, "right"),
    Column("amount", "Amount", 32, "right"),
)


def invoice(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """Letterhead left, facts right, Bill to, an unruled table, total due, remittance."""
    sheet = Sheet(face=style.body, size=style.size)
    firm = trade.vendor
    sheet.picture(logo(firm.name[0], style.accent, "square"), 20, 18, 14, 14, "logo")
    sheet.text(38, 21, firm.name, "vendor_name", face=style.bold, size=14)
    sheet.text(38, 27, firm.address, "vendor_address", size=style.size - 1)
    sheet.text(38, 31.5, f"Tel. {firm.phone}", "vendor_phone", size=style.size - 1)
    sheet.text(190, 46, "INVOICE", face=style.bold, size=22, align="right", colour=style.accent)
    facts = [("Invoice no.", trade.number, "document_number"), ("Date", style.day(trade.issue_date), "issue_date")]
    if trade.due_date:
        facts.append(("Due date", style.day(trade.due_date), "due_date"))
    for n, (label, value, tag) in enumerate(facts):
        sheet.text(128, 58 + 5.5 * n, label, f"label.{tag}", colour="#555555")
        sheet.text(190, 58 + 5.5 * n, value, tag, align="right")
    sheet.text(20, 56, "Bill to", "label.buyer_name", colour="#555555")
    sheet.text(20, 62, trade.buyer.name, "buyer_name", face=style.bold, size=style.size + 1.5)
    sheet.text(20, 67.5, trade.buyer.address)
    sheet.text(20, 80, f"Re: {trade.subject}")
    rows = [
        {
            "description": Cell(line.description, (f"line_items.{n}.description",)),
            "quantity": Cell(f"{line.quantity}", (f"line_items.{n}.quantity",)),
            "unit_price": Cell(style.money(line.unit_price), (f"line_items.{n}.unit_price",)),
            "amount": Cell(style.money(line.amount), (f"line_items.{n}.amount",)),
        }
        for n, line in enumerate(trade.lines)
    ]
    y = table(sheet, style, 20, 87, HEADS, rows, row_height=8.5) + 8
    sheet.text(138, y, "Subtotal", "label.subtotal", align="right")
    sheet.text(188.6, y, style.money(trade.subtotal), "subtotal", align="right")
    sheet.rule(120, y + 4, 190, y + 4, 0.5)
    sheet.text(138, y + 9, "Total due", "label.total_amount", align="right", face=style.bold)
    sheet.text(188.6, y + 9, style.big(trade.total_amount), "total_amount", align="right", face=style.bold, size=13)
    _remittance(sheet, style, trade, y + 24)
    return (sheet.page(),)


def _remittance(sheet: Sheet, style: Style, trade: Trade, y: float) -> None:
    if trade.bank is None:
        return
    sheet.text(20, y, "Please remit to", face=style.bold)
    pairs = (
        ("Bank", trade.bank.bank_name, "bank_name"),
        ("Branch", trade.bank.branch_name, "branch_name"),
        ("Account no.", trade.bank.account_number, "account_number"),
        ("Account name", trade.bank.account_holder, "account_holder"),
    )
    for n, (label, value, key) in enumerate(pairs, 1):
        sheet.text(20, y + 5.5 * n, label, f"label.bank_account.{key}", colour="#555555")
        sheet.text(48, y + 5.5 * n, value, f"bank_account.{key}")
    sheet.text(20, y + 34, style.extras.get("note", ""), size=style.size - 1)


def receipt(paid: Receipt, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A5 portrait: house, guest, stay, total with the tax inside, how it was paid."""
    sheet = Sheet(148, 210, face=style.body, size=style.size)
    house, middle = paid.shop, 74.0
    sheet.text(middle, 20, house.name, "vendor_name", face=style.bold, size=17, align="center", colour=style.accent)
    sheet.text(middle, 27, style.extras["address"], align="center", size=style.size - 1)
    sheet.text(middle, 31.5, f"Tel. {house.phone}", "vendor_phone", align="center", size=style.size - 1)
    number = f"Registration no. {house.registration_number}"
    sheet.text(middle, 36, number, "vendor_registration_number", align="center", size=style.size - 1)
    sheet.rule(16, 42, 132, 42, 0.8, style.accent)
    sheet.text(middle, 52, "RECEIPT", face=style.bold, size=15, align="center")
    facts = (
        ("No.", paid.number, ()),
        ("Date", style.day(paid.issue_date), ("issue_date",)),
        ("Received from", paid.addressee, ("addressee",)),
        ("For", paid.proviso, ("proviso",)),
    )
    for n, (label, value, tags) in enumerate(facts):
        sheet.text(18, 64 + 7 * n, label, *label_tags(tags), colour="#555555")
        sheet.text(48, 64 + 7 * n, value, *tags)
    y = _stay(sheet, style, paid, 96)
    part = paid.taxes[0]
    sheet.text(18, y, "Total", "label.total_amount", face=style.bold, size=style.size + 3)
    sheet.text(130, y, f"¥{paid.total_amount:,}", "total_amount", face=style.bold, size=style.size + 5, align="right")
    base = f"tax_breakdown.{part.percent}.taxable_amount"
    sheet.text(18, y + 8, f"Subject to {part.percent}% tax (incl.)", f"label.{base}")
    sheet.text(130, y + 8, f"¥{part.taxable:,}", base, align="right")
    sheet.text(18, y + 14, f"Consumption tax ({part.percent}%)", "label.tax_amount")
    tags = ("tax_amount", f"tax_breakdown.{part.percent}.tax_amount")
    sheet.text(130, y + 14, f"¥{part.tax:,}", *tags, align="right")
    sheet.text(18, y + 24, "Paid by", "label.payment_method")
    sheet.text(48, y + 24, style.extras["paid"], "payment_method")
    sheet.text(middle, y + 40, style.extras["note"], align="center", size=style.size - 1)
    return (sheet.page(),)


def _stay(sheet: Sheet, style: Style, paid: Receipt, y: float) -> float:
    sheet.rule(18, y, 130, y, 0.4)
    for n, line in enumerate(paid.lines):
        y += 7
        name = f"line_items.{n}."
        sheet.text(18, y, line.description, f"{name}description", f"{name}tax_rate")
        if line.quantity != Decimal(1):
            sheet.text(94, y, f"{line.quantity} x ¥{line.unit_price:,}", f"{name}quantity", align="right")
        sheet.text(130, y, f"¥{line.amount:,}", f"{name}amount", align="right")
    sheet.rule(18, y + 5, 130, y + 5, 0.4)
    return y + 13
