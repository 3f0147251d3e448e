"""Blocks below the table: sums with tax by rate, bank account, remarks, and the approval boxes of a clerk's desk."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.blocks import Entry, boxed_entries
from training.content import Trade
from training.names import Bank
from training.page import Sheet
from training.seals import personal_seal
from training.style import Style


def sum_entries(trade: Trade, style: Style, *, by_rate: str = "rows") -> list[Entry]:
    """Subtotal, taxes, withholding and total.

    by_rate is rows (one a rate), single (one figure with its rate) or plain (one figure, no rate). Prices with the tax
    inside have no subtotal: the total comes first and the tax by rate under it.
    """
    if trade.tax_included:
        return [_total(trade, style), *_inside(trade, style)]
    base: tuple[str, ...] = ("subtotal",)
    if by_rate == "single":
        base = ("subtotal", f"tax_breakdown.{trade.taxes[0].percent}.taxable_amount")
    out: list[Entry] = [(style.word("subtotal"), style.money(trade.subtotal), base)]
    if by_rate == "rows":
        for part in trade.taxes:
            name = f"tax_breakdown.{part.percent}."
            out.append((f"{part.percent}%対象", style.money(part.taxable), (f"{name}taxable_amount",)))
            out.append((f"{style.word('tax')}({part.percent}%)", style.money(part.tax), (f"{name}tax_amount",)))
    elif by_rate == "single":
        part = trade.taxes[0]
        tags = ("tax_amount", f"tax_breakdown.{part.percent}.tax_amount")
        out.append((f"{style.word('tax')}({part.percent}%)", style.money(part.tax), tags))
    else:
        out.append((style.word("tax"), style.money(trade.tax_amount), ("tax_amount",)))
    if trade.withholding_tax:
        out.append((style.word("total"), style.money(trade.with_tax), ()))
        out.append(("源泉徴収税額", style.money(-trade.withholding_tax), ("withholding_tax",)))
        out.append(("差引ご請求額", style.money(trade.total_amount), ("total_amount",)))
    else:
        out.append(_total(trade, style))
    return out


def _total(trade: Trade, style: Style) -> Entry:
    tags: tuple[str, ...] = () if trade.carry else ("total_amount",)
    return style.word("total"), style.money(trade.with_tax + trade.misprint), tags


def _inside(trade: Trade, style: Style) -> list[Entry]:
    out: list[Entry] = []
    for part in trade.taxes:
        name = f"tax_breakdown.{part.percent}."
        out.append((f"内 {part.percent}%対象(税込)", style.money(part.taxable), (f"{name}taxable_amount",)))
        out.append((f"　消費税額({part.percent}%)", style.money(part.tax), (f"{name}tax_amount",)))
    return out


def rate_table(sheet: Sheet, style: Style, trade: Trade, x: float, y: float, *, row_height: float = 6.0) -> float:
    """A small ruled table: rate, base, tax."""
    widths = (24.0, 30.0, 26.0)
    heads = ("税率", "税込対象額" if trade.tax_included else "税抜対象額", "消費税額")
    rows: list[tuple[Entry, ...]] = [tuple((head, head, ()) for head in heads)]
    for part in trade.taxes:
        name = f"tax_breakdown.{part.percent}."
        mark = f"{style.reduced_mark}" if part.percent == 8 else ""
        rows.append(
            (
                ("", f"{part.percent}%{mark}", ()),
                ("", style.money(part.taxable), (f"{name}taxable_amount",)),
                ("", style.money(part.tax), (f"{name}tax_amount",)),
            )
        )
    for n, row in enumerate(rows):
        left = x
        for width, (_, text, tags) in zip(widths, row, strict=True):
            sheet.panel(left, y, width, row_height, fill=style.tint if n == 0 else None, weight=0.4)
            centred = n == 0 or not tags
            anchor = left + width / 2 if centred else left + width - 1.5
            sheet.text(anchor, y + row_height / 2, text, *tags, align="center" if centred else "right", size=style.size)
            left += width
        y += row_height
    return y


def bank_line(sheet: Sheet, style: Style, bank: Bank, x: float, y: float) -> float:
    """The remittance account on two lines."""
    token = sheet.text(x, y, f"{style.word('bank')}：", size=style.size)
    left = token.left + token.width + 1
    parts = (
        (bank.bank_name, "bank_name"),
        (bank.branch_name, "branch_name"),
        (bank.account_type, "account_type"),
        (bank.account_number, "account_number"),
    )
    for text, key in parts:
        drawn = sheet.text(left, y, text, f"bank_account.{key}", size=style.size)
        left = drawn.left + drawn.width + 2.2
    y += 5
    holder = "bank_account.account_holder"
    token = sheet.text(x, y, f"{style.word('holder')}：", f"label.{holder}", size=style.size)
    sheet.text(token.left + token.width + 1, y, bank.account_holder, holder, size=style.size)
    return y + 5


def bank_entries(style: Style, bank: Bank) -> list[Entry]:
    """The remittance account, a label a part."""
    return [
        ("金融機関", bank.bank_name, ("bank_account.bank_name",)),
        ("支店名", bank.branch_name, ("bank_account.branch_name",)),
        ("預金種別", bank.account_type, ("bank_account.account_type",)),
        ("口座番号", bank.account_number, ("bank_account.account_number",)),
        (style.word("holder"), bank.account_holder, ("bank_account.account_holder",)),
    ]


def bank_box(sheet: Sheet, style: Style, bank: Bank, x: float, y: float, width: float) -> float:
    """The remittance account as ruled pairs."""
    sheet.text(x, y - 3.5, style.word("bank"), face=style.bold)
    return boxed_entries(sheet, style, bank_entries(style, bank), x, y, (24, width - 24), row_height=5.8)


def remarks(sheet: Sheet, style: Style, lines: Sequence[str], x: float, y: float, width: float, height: float) -> float:
    """A box with the word for remarks and some sentences."""
    sheet.panel(x, y, width, height, weight=0.5)
    sheet.text(x + 2, y + 4, style.word("remarks"), size=style.size - 0.5)
    for n, line in enumerate(lines):
        sheet.text(x + 2, y + 9 + 4.8 * n, line, size=style.size - 0.5, fit=width - 4)
    return y + height


def approvals(
    sheet: Sheet, titles: Sequence[str], seals: Sequence[str], x: float, y: float, rng: random.Random, cell: float = 17
) -> None:
    """承認印欄: titled squares, stamped where seals names somebody; x is the right edge."""
    left = x - cell * len(titles)
    for n, title in enumerate(titles):
        sheet.panel(left + cell * n, y, cell, 5, weight=0.5)
        sheet.panel(left + cell * n, y + 5, cell, cell - 1, weight=0.5)
        sheet.text(left + cell * (n + 0.5), y + 2.6, title, align="center", size=8)
        if n < len(seals) and seals[n]:
            shift = rng.uniform(-1, 1)
            sheet.picture(
                personal_seal(seals[n], rng), left + cell * (n + 0.5) - 5.5 + shift, y + 7 + shift, 11, 11, "認印"
            )
