"""Trade papers as software and desks make them: sheets of squares, plans, meters, faxes, two languages, cards."""

from __future__ import annotations

import random
from datetime import timedelta

from training.families import TRADE, Drawing, family, trade_foot
from training.families import trade_parts as parts
from training.families.office_blocks import Entry, Row, approvals, boxes, facts, seal, title
from training.families.office_ink import label
from training.families.trade_classic import LEFT, WIDTH, finish
from training.families.trade_deal import Desk, desk


def _meta_rows(made: Desk) -> list[Row]:
    return [(label(field, word) if field else word, ((value, field),)) for field, word, value in parts.meta(made)]


@family("trade_squares", TRADE)
def squares(rng: random.Random) -> Drawing:
    """A spreadsheet: every fact in a ruled cell, parties and facts as label cells, sums joined to the table."""
    made = desk(rng, most=8)
    ink, trade = made.ink, made.trade
    ink.sheet.panel(LEFT, 14, WIDTH, 14, fill=ink.tint, weight=0.8)
    ink.say(105, 21, "　".join(made.title), size=16, bold=True, align="center", fit=WIDTH - 10)
    to = ("vendor_name", trade.vendor.name) if made.orders else ("buyer_name", trade.buyer.name)
    rows: list[Row] = [(ink.pick("宛先", "得意先名", "お客様名", "会社名"), (to[::-1], ink.pick(" 御中", " 様")))]
    y = boxes(ink, LEFT, 32, 96, [*rows, *_meta_rows(made)], share=0.3)
    below = parts.issuer(made, 120, 34, 72)
    y = parts.amount(made, LEFT, max(y, below) + 3, 110, form=ink.pick("split", "box"))
    keys = rng.choice(parts.ORDERS[:7])
    y = parts.lines_table(made, LEFT, y, WIDTH, keys, ruling="full", least=rng.choice((6, 8, 10)))
    end = trade_foot.sums(made, 118, y, 74, form="boxed")
    left = trade_foot.bank(made, LEFT, y + 2, 94, form=ink.pick("list", "lines"))
    trade_foot.remarks(made, LEFT, max(end, left) + 3, WIDTH, high=24)
    return finish(made)


@family("trade_plan", "invoice")
def plan(rng: random.Random) -> Drawing:
    """A bill for a service: the amount and due day alone in large type, the period, a slim table."""
    made = desk(rng, "invoice", most=4, withheld=False)
    ink, trade = made.ink, made.trade
    ink.say(24, 24, trade.vendor.name.replace("株式会社", ""), size=18, bold=True, colour=ink.accent)
    ink.say(186, 24, made.title, size=13, align="right", colour="#666666")
    y = parts.amount(made, 24, 42, 80, form=ink.pick("stacked", "bare"))
    right = facts(ink, 116, 44, 70, parts.meta(made), form=ink.pick("right", "stacked"))
    start = trade.issue_date.replace(day=1)
    spell = f"{ink.day(start)} ～ {ink.day(start + timedelta(27))}"
    ink.say(24, max(y, right) + 3, ink.pick("ご利用期間：", "対象期間：", "契約期間 "), spell, fit=160)
    y = max(y, right) + 12
    left = parts.addressee(made, 24, y, 76, form="plain")
    right = parts.issuer(made, 112, y, 76)
    keys = rng.choice((("description", "quantity", "unit_price", "amount"), ("description", "amount")))
    y = parts.lines_table(made, 24, max(left, right) + 5, 162, keys, ruling=ink.pick("head", "lines", "open"), row=8.5)
    y = trade_foot.sums(made, 116, y + 3, 70, form=ink.pick("right", "lined"))
    trade_foot.bank(made, 24, y + 6, 110)
    return finish(made)


@family("trade_meter", "invoice")
def meter(rng: random.Random) -> Drawing:
    """A utility's bill: the account in a band, the amount in a frame, a breakdown, use this month and last."""
    made = desk(rng, "invoice", most=5, withheld=False)
    ink = made.ink
    title(
        ink, LEFT + 4, 18, ink.pick("ご請求書", "料金のお知らせ 兼 請求書", "ご利用料金請求書"), size=14, align="left"
    )
    right = parts.issuer(made, 120, 16, 72)
    left = parts.addressee(made, LEFT, 36, 90, form=ink.pick("address", "plain"))
    y = parts.strip(made, LEFT, max(left, right) + 4, WIDTH, parts.meta(made))
    left = parts.amount(made, LEFT, y, 84, form=ink.pick("box", "split", "band"))
    used: list[Entry] = [
        ("", "今回使用量", f"{rng.randint(10, 900)} kWh"),
        ("", "前回使用量", f"{rng.randint(10, 900)} kWh"),
    ]
    used.append(("", "お客様番号", f"{rng.randint(10, 99)}-{rng.randint(1000, 9999)}-{rng.randint(100, 999)}"))
    left = facts(ink, LEFT, left + 4, 80, used, form=ink.pick("boxed", "lined", "tab"))
    right = parts.lines_table(made, 108, y, 84, ("description", "amount"), ruling=ink.pick("lines", "full", "head"))
    right = trade_foot.sums(made, 108, right + 1, 84)
    y = trade_foot.bank(made, LEFT, max(left, right) + 6, WIDTH, form=ink.pick("strip", "line"))
    trade_foot.remarks(made, LEFT, y + 3, WIDTH)
    return finish(made)


@family("trade_fax", "purchase_order")
def fax(rng: random.Random) -> Drawing:
    """A form sent by fax: large FAX head, sheets and time, ruled to and from cells, wide rows to write in."""
    made = desk(rng, "purchase_order", most=6, sizes=(9.5, 11))
    ink, trade = made.ink, made.trade
    ink.say(LEFT, 10, f"{trade.issue_date:%Y-%m-%d} 10:{rng.randint(10, 59)}  FROM {trade.buyer.fax}  P.1/1", size=7.5)
    ink.say(LEFT, 26, ink.pick("FAX送信", "ＦＡＸ注文", "FAX"), size=22, bold=True)
    ink.say(190, 26, made.title, size=17, bold=True, align="right")
    rows: list[Row] = [
        ("宛先", ((trade.vendor.name, "vendor_name"), " 御中")),
        ("FAX", (trade.vendor.fax,)),
        ("発信", ((trade.buyer.name, "buyer_name"),)),
        ("電話", (trade.buyer.phone,)),
    ]
    y = boxes(ink, LEFT, 38, WIDTH, [*rows, *_meta_rows(made)], share=0.2)
    y = parts.lines_table(made, LEFT, y + 6, WIDTH, parts.order(made), ruling="full", least=7, row=9.5)
    y = trade_foot.sums(made, 110, y + 2, 82, form="boxed")
    trade_foot.remarks(made, LEFT, y + 3, WIDTH, high=26)
    return finish(made)


@family("trade_two_tongues", TRADE, withheld=True)
def two_tongues(rng: random.Random) -> Drawing:
    """Every label in Japanese and English, as firms that trade abroad print them."""
    made = desk(rng, most=6)
    english = {
        "date": "Date", "number": "No.", "total": "Total", "due_date": "Due", "description": "Description",
        "quantity": "Qty", "unit_price": "Unit price", "amount": "Amount", "subtotal": "Subtotal", "tax": "Tax",
    }  # fmt: skip
    for key in tuple(made.chosen):
        stem = key.removeprefix(f"{made.trade.document_type}_")
        if stem in english:
            made.chosen[key] += f" / {english[stem]}"
    ink = made.ink
    y = facts(ink, 112, 20, 80, parts.meta(made), form=ink.pick("boxed", "right"))
    left = title(ink, LEFT + 4, 24, made.title, size=14, align="left")
    y = max(y, left) + 6
    ink.say(LEFT, y, ink.pick("請求先 / Bill to", "お客様 / Customer"), size=ink.size * 0.85, colour="#666666")
    ink.say(112, y, ink.pick("発行元 / From", "差出人 / Issued by"), size=ink.size * 0.85, colour="#666666")
    below = max(parts.addressee(made, LEFT, y + 7, 84, form="plain"), parts.issuer(made, 112, y + 6, 80))
    keys = ("description", "quantity", "unit_price", "amount")
    y = parts.lines_table(made, LEFT, below + 5, WIDTH, keys, row=7.0)
    y = trade_foot.sums(made, 96, y + 3, 96)
    y = parts.amount(made, 76, y + 3, 116, form=ink.pick("band", "box"))
    trade_foot.bank(made, LEFT, y + 2, 110)
    return finish(made)


@family("trade_cards", TRADE)
def cards(rng: random.Random) -> Drawing:
    """Rounded cards on white: parties in one each, facts in a third, the amount in a coloured one."""
    made = desk(rng, most=6)
    ink = made.ink
    ink.say(20, 24, made.title, size=19, bold=True)
    high = 46.0
    for x in (18.0, 108.0):
        ink.sheet.panel(x, 36, 84, high, weight=0.4, colour="#999999", radius=3)
    parts.addressee(made, 24, 50, 72, form="plain")
    parts.issuer(made, 114, 43, 72)
    ink.sheet.panel(18, 86, 84, high, fill=ink.tint, weight=0, radius=3)
    facts(ink, 24, 94, 72, parts.meta(made), form=ink.pick("right", "tab"), leading=5.6)
    ink.sheet.panel(108, 86, 84, high, weight=1.2, colour=ink.accent, radius=3)
    parts.amount(made, 116, 96, 68, form=ink.pick("stacked", "bare"))
    y = parts.lines_table(made, 18, 140, WIDTH, parts.order(made), ruling=ink.pick("zebra", "lines", "head"))
    y = trade_foot.sums(made, 118, y + 3, 74)
    trade_foot.bank(made, 20, y + 2, 100, form=ink.pick("list", "lines"))
    return finish(made)


@family("trade_small", "delivery_note")
def small(rng: random.Random) -> Drawing:
    """A slip of half a sheet across, all lines coloured, boxes for seals at the right."""
    made = desk(rng, "delivery_note", most=5, size=(210.0, 148.0), sizes=(7.6, 8.8))
    ink = made.ink
    title(ink, 105, 12, made.title, size=13)
    left = parts.addressee(made, 12, 26, 84, form="under")
    left = facts(ink, 12, left, 76, parts.meta(made), form="tab", leading=4.8)
    right = parts.issuer(made, 122, 24, 76)
    y = parts.lines_table(made, 12, max(left, right) + 2, 186, parts.order(made), least=5, ruling="full", row=6.0)
    trade_foot.sums(made, 132, y, 66, form="boxed", rates="plain")
    approvals(ink, 70, y + 3, names=("受領", "検品", "担当"), side=13)
    return finish(made)


@family("trade_sealed_cover", "quotation")
def sealed_cover(rng: random.Random) -> Drawing:
    """An estimate's cover with facts in underlined lines, the lines on a second sheet."""
    made = desk(rng, "quotation", most=14, least=4)
    ink = made.ink
    y = title(ink, 105, 34, made.title, size=22) + 12
    y = parts.addressee(made, 26, y, 110, form="under") + 4
    y = parts.amount(made, 40, y, 130, form=ink.pick("under", "box")) + 6
    terms: list[Entry] = [
        ("", "工事場所", ink.pick("貴社ご指定場所", "本社ビル 3階")),
        ("", "有効期限", "提出後 30日間"),
    ]
    y = facts(ink, 40, y, 130, [*parts.meta(made), *terms], form="lined", leading=8.5)
    below = parts.issuer(made, 112, y + 14, 76)
    seal(ink, made.trade.vendor.name, 172, below - 12)
    ink.turn()
    ink.say(105, 16, ink.pick("内　訳　書", "見積内訳", "御見積明細"), size=13, bold=True, align="center")
    y = parts.lines_table(made, LEFT, 24, WIDTH, rng.choice(parts.ORDERS[:4]), ruling="full", least=16)
    trade_foot.sums(made, 118, y, 74, form="boxed")
    return finish(made)
