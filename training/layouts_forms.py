"""Form-like layouts: Excel grid, monthly statement, half-page slip, orders and a ledger that runs over pages."""

from __future__ import annotations

import random
from decimal import Decimal

from training.blocks import Entry, boxed_entries, buyer, columns, entries, headline, label_tags, line_row, meta, vendor
from training.content import Trade
from training.formats import DATES, spaced
from training.layouts_trade import GREETING, press
from training.page import Page, Sheet
from training.seals import pen_note
from training.style import Style
from training.sums import approvals, bank_box, bank_line, rate_table, remarks, sum_entries
from training.tables import Cell, Row, table


def grid(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A spreadsheet printed: every fact in a labelled cell, grey label cells, thin grid."""
    sheet = Sheet(face=style.body, size=style.size)
    kind = trade.document_type
    sheet.panel(14, 12, 182, 12, fill=style.tint, weight=0.8)
    sheet.text(105, 18, spaced(style.word(kind)), face=style.bold, size=16, align="center")
    y = boxed_entries(sheet, style, [("宛先", trade.buyer.name, ("buyer_name",))], 14, 30, (20, 76), row_height=9)
    sheet.text(107, 34.5, style.word("honorific"), align="right")
    if trade.subject:
        y = boxed_entries(sheet, style, [(style.word("subject"), trade.subject, ())], 14, y, (20, 76), row_height=7)
    y = boxed_entries(sheet, style, meta(trade, style), 14, y, (30, 66), row_height=7)
    y = headline(sheet, style, trade, 14, y + 4, 96, "split")
    right = boxed_entries(sheet, style, _letterhead(trade), 116, 30, (20, 60), row_height=7.2)
    press(sheet, trade, style.extras.get("seal", "none"), 174, 25, rng)
    widths = {
        "no": 9.0,
        "description": 78.0,
        "quantity": 17.0,
        "unit": 14.0,
        "unit_price": 25.0,
        "tax_rate": 13.0,
        "amount": 26.0,
    }
    rows = [line_row(line, n, style, rates="column") for n, line in enumerate(trade.lines)]
    y = table(
        sheet, style, 14, max(y, right) + 6, columns(style, widths), rows,
        row_height=6.6, least=int(style.extras.get("least", "16")),
    )  # fmt: skip
    below = boxed_entries(sheet, style, sum_entries(trade, style), 130, y, (40, 26), row_height=6.6, align="right")
    if trade.bank:
        below = max(below, bank_box(sheet, style, trade.bank, 14, y + 9, 90))
    remarks(sheet, style, style.extras.get("note", "").split("|"), 14, below + 6, 182, 20)
    return (sheet.page(),)


def _letterhead(trade: Trade) -> list[Entry]:
    firm = trade.vendor
    issuer: list[Entry] = [
        ("会社名", firm.name, ("vendor_name",)),
        ("郵便番号", firm.postal_code, ("vendor_postal_code",)),
        ("住所", firm.full_address, ("vendor_address",)),
        ("電話番号", firm.phone, ("vendor_phone",)),
        ("登録番号", firm.registration_number, ("vendor_registration_number",)),
    ]
    if trade.contact:
        issuer.append(("担当者", trade.contact.name, ()))
    return issuer


def statement(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A monthly statement: a band of last bill, receipts, balance, purchases, tax, this bill; deliveries below."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(18, 18, f"〒{trade.buyer.postal_code}")
    sheet.text(18, 23.5, trade.buyer.full_address, fit=86)
    buyer(sheet, style, trade.buyer.name, 18, 34, 84, size=12)
    sheet.text(124, 17, spaced(style.word("invoice"), " "), face=style.bold, size=17)
    y = entries(sheet, style, meta(trade, style), 124, 27, 68, leading=5)
    vendor(sheet, style, trade.vendor, 124, y + 3, leading=4.4)
    press(sheet, trade, style.extras.get("seal", "square"), 173, y - 5, rng)
    sheet.text(18, 50, style.extras.get("closing", "毎度ありがとうございます。下記の通りご請求申し上げます。"), fit=100)
    y = _carry_band(sheet, style, trade, 18, 70)
    widths = {
        "day": 14.0, "slip": 22.0, "description": 72.0,
        "quantity": 16.0, "unit": 13.0, "unit_price": 18.0, "amount": 20.0,
    }  # fmt: skip
    rows = [line_row(line, n, style, rates=style.extras.get("rates", "none")) for n, line in enumerate(trade.lines)]
    least = int(style.extras.get("least", "20"))
    y = table(sheet, style, 18, y + 5, columns(style, widths), rows, row_height=6.2, least=least)
    if style.extras.get("rates") == "mark":
        sheet.text(18, y + 4, f"{style.reduced_mark}は軽減税率対象", size=style.size - 1)
        rate_table(sheet, style, trade, 113, y + 4)
    if trade.bank:
        bank_line(sheet, style, trade.bank, 18, y + 12)
    if note := style.extras.get("pen"):
        sheet.picture(pen_note(note, rng), 20, 274, 48, 10, "手書き")
    return (sheet.page(),)


def _carry_band(sheet: Sheet, style: Style, trade: Trade, x: float, y: float) -> float:
    if trade.carry is None:
        raise ValueError("a statement carries a balance over")
    rate = next(iter(trade.taxes)) if len(trade.taxes) == 1 else None
    cells: list[Entry] = [
        ("前回御請求額", style.money(trade.carry.previous), ()),
        ("今回御入金額", style.money(trade.carry.paid), ()),
        ("繰越金額", style.money(trade.carry.balance), ()),
        ("今回御買上額", style.money(trade.subtotal), ("subtotal",)),
        ("消費税額等", style.money(trade.tax_amount), ("tax_amount",)),
        ("今回御請求額", style.big(trade.total_amount), ("total_amount",)),
    ]
    if rate is not None and style.extras.get("band_rate"):
        label = f"消費税({rate.percent}%)"
        taxed = ("tax_amount", f"tax_breakdown.{rate.percent}.tax_amount")
        cells[3] = (cells[3][0], cells[3][1], ("subtotal", f"tax_breakdown.{rate.percent}.taxable_amount"))
        cells[4] = (label, style.money(trade.tax_amount), taxed)
    left = x
    for n, (label, value, tags) in enumerate(cells):
        width = 34.0 if n == 5 else 28.2
        sheet.panel(left, y, width, 6.5, fill=style.tint, weight=0.6 if n < 5 else 1.2)
        sheet.panel(left, y + 6.5, width, 10, weight=0.6 if n < 5 else 1.2)
        sheet.text(left + width / 2, y + 3.3, label, *label_tags(tags), align="center", size=style.size - 0.5)
        face, size = (style.bold, style.size + 3) if n == 5 else (style.body, style.size + 0.5)
        sheet.text(left + width - 1.6, y + 11.6, value, *tags, align="right", face=face, size=size, fit=width - 3)
        left += width
    return y + 16.5


def slip(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A half-page slip from a pad, coloured rules, with boxes for who took the goods in."""
    sheet = Sheet(182, 128, face=style.body, size=style.size)
    colour = style.accent
    title = spaced(style.word(trade.document_type))
    sheet.text(91, 13, title, face=style.bold, size=16, align="center", colour=colour)
    sheet.rule(62, 18.5, 120, 18.5, 0.9, colour)
    sheet.text(172, 10, f"No. {trade.number}", "document_number", align="right")
    sheet.text(172, 17, style.day(trade.issue_date), "issue_date", align="right")
    buyer(sheet, style, trade.buyer.name, 10, 25, 78, size=11.5)
    sheet.text(10, 36, GREETING[trade.document_type], size=style.size - 0.5)
    firm, y = trade.vendor, 25.0
    sheet.text(104, y, firm.name, "vendor_name", face=style.bold, size=11.5)
    sheet.text(104, y + 5.5, f"〒{firm.postal_code}", "vendor_postal_code", size=style.size - 1)
    sheet.text(104, y + 9.7, firm.full_address, "vendor_address", size=style.size - 1, fit=70)
    sheet.text(104, y + 13.9, f"TEL {firm.phone}", "vendor_phone", size=style.size - 1)
    press(sheet, trade, style.extras.get("seal", "square"), 152, 19.5, rng)
    widths = {"description": 76.0, "quantity": 16.0, "unit": 14.0, "unit_price": 24.0, "amount": 32.0}
    if style.extras.get("prices") == "none":
        widths = {"no": 10.0, "description": 110.0, "quantity": 24.0, "unit": 18.0}
    rows = [line_row(line, n, style, rates="none") for n, line in enumerate(trade.lines)]
    least = int(style.extras.get("least", "7"))
    y = table(sheet, style, 10, 44, columns(style, widths), rows, row_height=7, least=least)
    if style.extras.get("prices") != "none":
        pairs = sum_entries(trade, style, by_rate="single" if len(trade.taxes) == 1 else "plain")
        y = boxed_entries(sheet, style, pairs, 116, y, (24, 32), row_height=6.2, align="right")
    approvals(sheet, ("検収", "受領"), style.extras.get("seals", "").split("|"), 42, 104, rng, cell=16)
    if note := style.extras.get("note"):
        sheet.text(48, 118, note, size=style.size - 1)
    return (sheet.page(),)


def order(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A purchase order: addressed to the seller, from the buyer's letterhead; delivery terms in a ruled head."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(
        105, 22, spaced(style.word("purchase_order")), face=style.bold, size=18, align="center", colour=style.accent
    )
    sheet.rule(20, 29, 190, 29, 1.6, style.accent)
    token = sheet.text(20, 40, trade.vendor.name, "vendor_name", face=style.bold, size=13, fit=74)
    sheet.text(max(88, token.left + token.width + 4), 40, style.word("honorific"), size=12)
    sheet.rule(20, 45, 100, 45, 0.6)
    sheet.text(20, 53, GREETING["purchase_order"])
    entries(sheet, style, meta(trade, style), 126, 37, 64)
    _issuer(sheet, style, trade, 126, 54, rng)
    y = headline(sheet, style, trade, 20, 62, 86, style.extras.get("headline", "split"))
    terms: list[Entry] = [
        (label, value, ()) for label, value in (t.split("=") for t in style.extras["terms"].split("|"))
    ]
    y = boxed_entries(sheet, style, terms, 20, max(y, 86) + 2, (30, 140), row_height=7)
    widths = {"no": 10.0, "description": 72.0, "quantity": 18.0, "unit": 16.0, "unit_price": 25.0, "amount": 29.0}
    rows = [line_row(line, n, style, rates="none") for n, line in enumerate(trade.lines)]
    least = int(style.extras.get("least", "10"))
    y = table(sheet, style, 20, y + 5, columns(style, widths), rows, row_height=7.4, least=least)
    y = boxed_entries(
        sheet, style, sum_entries(trade, style, by_rate="single"), 133, y, (28, 29), row_height=7, align="right"
    )
    remarks(sheet, style, style.extras.get("note", "").split("|"), 20, y + 6, 170, 26)
    return (sheet.page(),)


def _issuer(sheet: Sheet, style: Style, trade: Trade, x: float, y: float, rng: random.Random) -> None:
    firm = trade.buyer
    sheet.text(x, y, firm.name, "buyer_name", face=style.bold, size=style.size + 1.5, fit=64)
    for text in (f"〒{firm.postal_code}", firm.address, firm.building, f"TEL {firm.phone}  FAX {firm.fax}"):
        if text:
            y += 4.8
            sheet.text(x, y, text, size=style.size - 0.5, fit=64)
    if trade.contact:
        sheet.text(x, y + 4.8, f"担当　{trade.contact.name}", size=style.size - 0.5)
    press(sheet, trade, style.extras.get("seal", "square"), 172, 45, rng, name=firm.name)


def ledger(trade: Trade, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A table that runs over pages: 次頁へ繰越 at the foot, 前頁より繰越 at the head, sums on the last page."""
    first, rest = int(style.extras.get("first", "18")), int(style.extras.get("rest", "28"))
    chunks = [trade.lines[:first]]
    while sum(map(len, chunks)) < len(trade.lines):
        done = sum(map(len, chunks))
        chunks.append(trade.lines[done : done + rest])
    seller = trade.document_type != "purchase_order"
    sheets, carried, done = [], Decimal(0), 0
    for n, chunk in enumerate(chunks):
        sheet = Sheet(face=style.body, size=style.size)
        y = _ledger_head(sheet, style, trade, rng, seller) if n == 0 else _ledger_again(sheet, style, trade)
        rows: list[Row] = [] if n == 0 else [_carried("前頁より繰越", carried, style)]
        rows += [
            line_row(line, done + k, style, rates=style.extras.get("rates", "none")) for k, line in enumerate(chunk)
        ]
        carried += sum((line.amount for line in chunk), Decimal(0))
        done += len(chunk)
        if n + 1 < len(chunks):
            rows.append(_carried("次頁へ繰越", carried, style))
        widths = {"no": 10.0, "description": 82.0, "quantity": 18.0, "unit": 14.0, "unit_price": 24.0, "amount": 28.0}
        y = table(sheet, style, 17, y, columns(style, widths), rows, row_height=7)
        if n + 1 == len(chunks):
            _ledger_foot(sheet, style, trade, y)
        sheet.text(105, 284, f"- {n + 1} / {len(chunks)} -", align="center", size=style.size - 1)
        sheets.append(sheet)
    return tuple(sheet.page() for sheet in sheets)


def _carried(label: str, amount: Decimal, style: Style) -> Row:
    return {"description": Cell(f"《{label}》"), "amount": Cell(style.money(amount))}


def _ledger_head(sheet: Sheet, style: Style, trade: Trade, rng: random.Random, seller: bool) -> float:
    sheet.text(105, 20, spaced(style.word(trade.document_type)), face=style.bold, size=18, align="center")
    if seller:
        buyer(sheet, style, trade.buyer.name, 17, 36, 84)
        vendor(sheet, style, trade.vendor, 124, 52)
        press(sheet, trade, style.extras.get("seal", "square"), 172, 43, rng)
    else:
        token = sheet.text(17, 36, trade.vendor.name, "vendor_name", face=style.bold, size=13, fit=70)
        sheet.text(max(84, token.left + token.width + 4), 36, style.word("honorific"), size=12)
        sheet.rule(17, 41, 101, 41, 0.7)
        _issuer(sheet, style, trade, 126, 54, rng)
    entries(sheet, style, meta(trade, style), 124, 32, 69)
    sheet.text(17, 49, GREETING[trade.document_type])
    if trade.subject:
        sheet.text(17, 55, f"{style.word('subject')}：{trade.subject}")
    y = headline(sheet, style, trade, 17, 62, 92, style.extras.get("headline", "box"))
    return max(y + 5, 88)


def _ledger_again(sheet: Sheet, style: Style, trade: Trade) -> float:
    day = DATES["slash"](trade.issue_date)
    sheet.text(17, 18, f"{style.word(trade.document_type)}（明細続き）", face=style.bold)
    sheet.text(193, 18, f"{trade.number}　{day}", align="right")
    return 25.0


def _ledger_foot(sheet: Sheet, style: Style, trade: Trade, y: float) -> None:
    by_rate = style.extras.get("by_rate", "single")
    boxed_entries(
        sheet, style, sum_entries(trade, style, by_rate=by_rate), 137, y, (28, 28), row_height=7, align="right"
    )
    if trade.bank:
        bank_line(sheet, style, trade.bank, 17, y + 10)
    if note := style.extras.get("note"):
        sheet.text(17, y + 24, note, size=style.size - 0.5, fit=112)
