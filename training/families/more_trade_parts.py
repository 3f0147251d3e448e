"""Who further trade papers are from and to, and their facts; each draws at a place and returns the y under itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from training.families import chance
from training.families.more_trade_deal import is_english, japanese
from training.families.office_blocks import Entry, facts, party, seal
from training.families.office_ink import Piece, label
from training.families.trade_deal import Desk
from training.names import Company
from training.page import Align

Block = Callable[[Desk, float, float, float], float]
"""A part of a paper: draws at x and y, at most so wide, and returns the y under itself."""


def receiver(desk: Desk, x: float, y: float, width: float, *, form: str = "", named: bool = False) -> float:
    """To whom it goes: plain, under, above (its address first), below (its address last), person, box or labelled.

    named says that a label stands over or before it.
    """
    ink, trade, orders = desk.ink, desk.trade, desk.orders
    firm, tag = (trade.vendor, "vendor_name") if orders else (trade.buyer, "buyer_name")
    form = form or ink.pick("plain", "under", "above", "below", "person", "box", "labelled")
    english = is_english(desk)
    if form == "above":
        y = _place(desk, firm, x, y, width, tagged=orders)
    if (named or ink.maybe(0.35)) and form != "labelled":
        ink.say(x, y, label(tag, desk.chosen["to"]), size=ink.size * 0.85, colour=ink.pick("#111111", "#666666"))
        y += ink.size * (0.85 if form == "box" else 0.55)
    honorific = "" if english else ink.pick("　", " ", "　　", "") + ink.pick("御中", "御中", "御中", "様", "殿")
    run: list[Piece] = [(firm.name, tag)]
    if form == "labelled":
        run = [label(tag, desk.chosen["to"]), ink.pick("：", "　", ": ") if not english else ": ", *run]
    larger = ink.size + ink.rng.uniform(0, 4)
    high = larger * 0.55
    if form == "box":
        ink.sheet.panel(x - 1.5, y - high * 0.9, width + 1.5, high * 1.8, weight=ink.rule_weight)
    if form == "under" and honorific and ink.maybe(0.5):
        ink.say(x, y, *run, size=larger, fit=width - 14)
        ink.say(x + width, y, honorific.strip(), size=larger, align="right")
    else:
        ink.say(x, y, *run, "" if form == "person" else honorific, size=larger, fit=width)
    if form == "under":
        ink.sheet.rule(x, y + high * 0.6, x + width, y + high * 0.6, ink.rule_weight)
    y += high * 1.35
    if form == "person" and not english:
        who = ink.pick(chance.person(ink.rng), "ご担当者", f"代表取締役　{chance.person(ink.rng)}")
        ink.say(x, y, f"{ink.pick(*japanese('departments'))}　{who}　様", fit=width)
        y += ink.size * 0.6
    if form == "below" or (english and form != "above" and ink.maybe(0.6)):
        y = _place(desk, firm, x, y, width, tagged=orders)
    if ink.maybe(0.2):
        code = (
            ink.pick("Customer ID ", "Account: ") if english else ink.pick("お客様コード：", "得意先CD ", "顧客番号 ")
        )
        ink.say(x, y, f"{code}{ink.rng.randint(100, 99999)}", size=ink.size * 0.85, fit=width)
        y += ink.size * 0.55
    return y + 1


def _place(desk: Desk, firm: Company, x: float, y: float, width: float, *, tagged: bool) -> float:
    """A firm's address in two or three lines."""
    ink = desk.ink
    code, street = ("vendor_postal_code", "vendor_address") if tagged else ("", "")
    if firm.postal_code:
        ink.say(x, y, "〒", (firm.postal_code, code), size=ink.size * 0.9)
        y += ink.size * 0.5
    for part in filter(None, (firm.address, firm.building)):
        ink.say(x, y, (part, street), size=ink.size * 0.9, fit=width)
        y += ink.size * 0.5
    return y + ink.size * 0.1


def sender(desk: Desk, x: float, y: float, width: float, *, form: str = "", align: Align = "left") -> float:
    """Who sends it: lines, compact, stamp (boxed and centred), labelled (a label a line) or headed (a label above)."""
    ink, orders = desk.ink, desk.orders
    firm = desk.trade.buyer if orders else desk.trade.vendor
    form = form or ink.pick("lines", "lines", "compact", "stamp", "labelled", "headed")
    tag = "buyer_name" if orders else "vendor_name"
    if form == "labelled":
        return _labelled(desk, firm, tag, x, y, width)
    if form == "headed":
        ink.say(x, y, label(tag, desk.chosen["from"]), size=ink.size * 0.85, colour=ink.pick("#111111", "#666666"))
        y += ink.size * 0.6
    lines = _letterhead(desk, firm, tag, compact=form == "compact")
    bold = next(n for n, line in enumerate(lines) if (firm.name, tag) in line)
    if form == "stamp":
        high = (len(lines) * ink.size + 2) * 0.56 + 3
        ink.sheet.panel(x, y - 3.5, width, high + 2, weight=ink.rng.choice((0.5, 1.0)), radius=ink.rng.choice((0, 2)))
        return party(ink, x + 2, y + 0.5, width - 4, lines, align="center", bold=bold) + 4
    end = party(ink, x, y, width, lines, align=align, bold=bold)
    if not orders and not is_english(desk) and align == "left" and ink.maybe(0.4):
        seal(ink, firm.name, x + width - 17, y + 9)
    return end


def _letterhead(desk: Desk, firm: Company, tag: str, *, compact: bool) -> list[list[Piece]]:
    ink, orders, english = desk.ink, desk.orders, is_english(desk)
    code, street, call = ("", "", "") if orders else ("vendor_postal_code", "vendor_address", "vendor_phone")
    place: list[list[Piece]] = [["〒", (firm.postal_code, code)], [(firm.address, street)]]
    if english:
        place = [[(firm.address, street)], [(firm.building, street)]]
    elif firm.building:
        place.append([(firm.building, street)])
    if compact:
        place = [[piece for line in place for piece in (*line, " ")]]
    mark = (
        ink.pick("Tel: ", "Phone ", "T ", "Ph. ")
        if english
        else ink.pick("TEL ", "TEL：", "電話 ", "Tel. ", "℡ ", "T ")
    )
    phone: list[Piece] = [mark if orders else label("vendor_phone", mark), (firm.phone, call)]
    if ink.maybe(0.45):
        phone.append(f"{ink.pick('  FAX ', ' / FAX ', '  F ', '  Fax: ')}{firm.fax}")
    about: list[list[Piece]] = [phone] if ink.maybe(0.85) else []
    if not orders and ink.maybe(0.85) and (not english or desk.trade.currency == "JPY"):
        number = (firm.registration_number, "vendor_registration_number")
        if not english:
            about.append([desk.named(number[1], "registration"), ink.pick("：", " ", ": ", "　"), number])
    if ink.maybe(0.3):
        about.append(
            [ink.pick("info@example.co.jp", "www.example.com", "E-mail: keiri@example.jp", "https://example.jp/")]
        )
    if not english and ink.maybe(0.35):
        about.append([f"{ink.pick('担当：', '担当者　', '担当 ', '発行者：')}{chance.person(ink.rng)}"])
    ink.rng.shuffle(about)
    head: list[list[Piece]] = [[(firm.name, tag)]]
    if not english and not orders and ink.maybe(0.25):
        head.append([f"{ink.pick('代表取締役', '代表者', '代表社員', '所長')}　{chance.person(ink.rng)}"])
    order = ink.rng.random()
    if order < 0.75:
        return [*head, *place, *about]
    return [*place, *head, *about] if order < 0.9 else [*head, *about, *place]


def _labelled(desk: Desk, firm: Company, tag: str, x: float, y: float, width: float) -> float:
    """A label a line: 住所, 会社名, 電話."""
    ink, english, orders = desk.ink, is_english(desk), desk.orders
    call, street = ("", "") if orders else ("vendor_phone", "vendor_address")
    entries: list[Entry] = [
        (tag, desk.chosen["from"], firm.name),
        (street, "Address" if english else ink.pick("住所", "所在地", "住　所", "本店所在地"), firm.full_address),
        (call, "Phone" if english else ink.pick("電話番号", "TEL", "電話", "連絡先"), firm.phone),
    ]
    if not english and not orders:
        entries.append(("vendor_registration_number", desk.word("registration"), firm.registration_number))
    if ink.maybe(0.4):
        extra = "E-mail" if english else ink.pick("担当者", "担当", "発行責任者")
        entries.append(("", extra, "billing@example.com" if english else chance.person(ink.rng)))
    if ink.maybe(0.3):
        entries[0], entries[1] = entries[1], entries[0]
    return facts(ink, x, y, width, entries, form=ink.pick("colon", "tab", "boxed", "lined"), leading=ink.size * 0.62)


def dates(desk: Desk, *, most: int = 6) -> list[Entry]:
    """Number, day and due day in some order, among other facts that nobody asks for."""
    trade, ink = desk.trade, desk.ink
    out: list[Entry] = [("issue_date", desk.word("date"), ink.day(trade.issue_date))]
    if trade.number:
        out.insert(ink.rng.randint(0, 1), ("document_number", desk.word("number"), trade.number))
    if trade.due_date:
        out.insert(
            ink.rng.choice((len(out), len(out), 1)), ("due_date", desk.word("due_date"), ink.day(trade.due_date))
        )
    for _ in range(ink.rng.choice((0, 0, 1, 1, 2, 3))):
        if len(out) < most:
            out.insert(ink.rng.randint(0, len(out)), ("", *_other_fact(desk)))
    return out


def _other_fact(desk: Desk) -> tuple[str, str]:
    ink, issued = desk.ink, desk.trade.issue_date
    digits = f"{ink.rng.randint(1000, 99999)}"
    day = ink.day(issued - timedelta(ink.rng.randint(1, 60)))
    if is_english(desk):
        return ink.rng.choice(
            (
                ("PO number" if not desk.orders else "Requisition", digits), ("Customer ID", f"C-{digits}"),
                ("Terms", "Net 30"),
                ("Sales rep", "J. Farrow"), ("Order date", day), ("Ship via", "Courier"), ("Account", digits),
                ("Project", "Quay refit"), ("Delivery date", day), ("Currency", desk.trade.currency),
                ("Page", "1 of 1"),
            )
        )  # fmt: skip
    return ink.rng.choice(
        (
            ("お客様コード", digits), ("得意先コード", digits), ("貴社注文番号", f"PO-{digits}"),
            ("契約番号", f"K{digits}"),
            ("担当", chance.person(ink.rng)), ("受注日", day), ("取引条件", "月末締翌月末払"), ("ページ", "1 / 1"),
            ("対象月", f"{issued.year}年{issued.month}月分"), ("支払方法", "銀行振込"), ("出荷日", day),
            ("営業所", "東部"),
            ("有効期限", ink.day(issued + timedelta(30))), ("部門", "110"), ("納期", day), ("伝票区分", "掛売"),
        )
    )  # fmt: skip


def facts_block(desk: Desk, x: float, y: float, width: float) -> float:
    """The dates as pairs below each other in any form."""
    return facts(desk.ink, x, y, width, dates(desk)) + 1


def columns_of_facts(
    desk: Desk, x: float, y: float, width: float, entries: Sequence[Entry], *, ruled: str = ""
) -> float:
    """Pairs side by side, the label over the value: open, lines (a rule above and below), cells or band (coloured)."""
    ink, step = desk.ink, width / len(entries)
    ruled = ruled or ink.pick("open", "lines", "cells", "band")
    high = ink.size * ink.rng.uniform(0.55, 0.75)
    if ruled == "band":
        ink.sheet.panel(x, y, width, 2.2 * high, fill=ink.tint, weight=0)
    if ruled == "lines":
        for edge in (y, y + 2.2 * high):
            ink.sheet.rule(x, edge, x + width, edge, ink.rule_weight)
    middle = ink.maybe(0.4)
    for n, (field, word, value) in enumerate(entries):
        left = x + n * step
        if ruled == "cells":
            ink.sheet.panel(left, y, step, 2.2 * high, weight=ink.rule_weight)
        at, align = (left + step / 2, "center") if middle else (left + 1.5, "left")
        side: Align = "center" if align == "center" else "left"
        first = label(field, word) if field else word
        ink.say(at, y + 0.6 * high, first, size=ink.size * 0.8, fit=step - 3, align=side, colour="#555555")
        ink.say(at, y + 1.55 * high, (value, field), fit=step - 3, align=side, bold=ink.size > 9.5)
    return y + 2.2 * high + 3
