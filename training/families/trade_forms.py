"""Trade papers that are forms: slips in halves, monthly statements, sections, many sheets, across, cut-off slips."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import TRADE, Drawing, family, trade_foot
from training.families import trade_parts as parts
from training.families.office_blocks import Entry, Row, approvals, boxes, facts, title
from training.families.office_ink import label
from training.families.trade_classic import LEFT, WIDTH, finish, foot
from training.families.trade_deal import Desk, desk
from training.pools import table


def _history(made: Desk) -> list[Entry]:
    trade, money = made.trade, made.ink.money
    assert trade.carry is not None
    return [
        ("", made.word("previous"), money(trade.carry.previous)),
        ("", made.word("paid"), money(trade.carry.paid)),
        ("", made.word("balance"), money(trade.carry.balance)),
        ("subtotal", made.word("current"), money(trade.subtotal)),
        ("tax_amount", made.word("tax"), money(trade.tax_amount)),
        ("total_amount", made.word("total"), money(trade.total_amount)),
    ]


@family("trade_monthly", "invoice")
def monthly(rng: random.Random) -> Drawing:
    """A month's statement: a band of what was owed, paid, carried over and bought, then deliveries by day."""
    made = desk(rng, "invoice", most=16, least=4, carry=True, days=True, sizes=(8.0, 9.0))
    ink = made.ink
    y = title(ink, 105, 17, made.title, size=16) + 5
    left = parts.addressee(made, LEFT, y, 90, form=ink.pick("address", "under", "plain"))
    right = parts.issuer(made, 126, y, 66)
    right = facts(ink, 126, right + 2, 66, parts.meta(made), form="colon")
    y = parts.strip(made, LEFT, max(left, right) + 4, WIDTH, _history(made))
    keys = ("day", "code", "description", "quantity", "unit", "unit_price", "amount")
    y = parts.lines_table(made, LEFT, y, WIDTH, keys[:1] + keys[1 + ink.maybe(0.5) :], row=6.2)
    if len(made.trade.taxes) > 1 or ink.maybe(0.5):
        y = trade_foot.tax_table(made, 112, y + 3, 80)
    trade_foot.bank(made, LEFT, y + 4, WIDTH, form=ink.pick("strip", "line"))
    return finish(made)


@family("trade_history_list", "invoice", withheld=True)
def history_list(rng: random.Random) -> Drawing:
    """A month's statement whose history is a list beside the sender, the amount above it all."""
    made = desk(rng, "invoice", most=10, least=2, carry=True, days=True)
    ink = made.ink
    y = parts.amount(made, LEFT, 16, 90, form=ink.pick("split", "stacked"))
    title(ink, 190, 22, made.title, size=14, align="right")
    y = parts.addressee(made, LEFT, y + 8, 90)
    left = facts(ink, LEFT, y + 4, 80, _history(made)[:5], form=ink.pick("boxed", "lined", "right"))
    right = facts(ink, 122, y - 4, 70, parts.meta(made))
    right = parts.issuer(made, 122, right + 3, 70)
    keys = ("day", "description", "quantity", "unit_price", "amount")
    y = parts.lines_table(made, LEFT, max(left, right) + 4, WIDTH, keys, row=6.4)
    foot(made, y)
    return finish(made)


@family("trade_halves", TRADE)
def halves(rng: random.Random) -> Drawing:
    """The same slip twice on one sheet, the lower half its copy, with a line to cut between."""
    made = desk(rng, "delivery_note", "purchase_order", "invoice", most=4, sizes=(7.6, 8.6))
    ink = made.ink
    keys, meta = rng.choice(parts.ORDERS[:5]), parts.meta(made)
    for top, copy in ((0.0, ""), (148.5, ink.pick("（控）", "（お客様控）", "（受領書）"))):
        ink.say(105, top + 12, made.title + copy, size=14, bold=True, align="center")
        left = parts.addressee(made, 14, top + 26, 84, form="under")
        left = facts(ink, 14, left + 2, 80, meta, form="tab", leading=5.0)
        right = parts.issuer(made, 122, top + 24, 74)
        y = parts.lines_table(made, 14, max(left, right) + 2, 182, keys, least=5, ruling="full", row=6.0)
        trade_foot.sums(made, 126, y + 1, 70, form="boxed", rates="plain")
        if top == 0:
            ink.sheet.dashes(4, 206, 148.5)
    return finish(made)


@family("trade_across", TRADE)
def across(rng: random.Random) -> Drawing:
    """A sheet across: everything in a head of three columns, a wide ruled table, sums in a band."""
    made = desk(rng, most=8, size=(297.0, 210.0))
    ink = made.ink
    y = title(ink, 148, 18, made.title, size=17) + 4
    a = parts.addressee(made, 16, y, 84)
    b = parts.amount(made, 110, y - 4, 78, form=ink.pick("box", "stacked", "split"))
    b = facts(ink, 110, b + 3, 78, parts.meta(made), form=ink.pick("tab", "colon"), leading=5)
    c = parts.issuer(made, 206, y, 76)
    keys = ("no", "code", "description", "quantity", "unit", "unit_price", "amount", "note")
    y = parts.lines_table(made, 16, max(a, b, c) + 4, 265, keys, row=6.4, ruling=ink.pick("full", "lines", "zebra"))
    y = parts.strip(made, 131, y + 3, 150, trade_foot.sum_entries(made, rates="plain"), high=6)
    trade_foot.bank(made, 16, y - 8, 108, form="lines")
    return finish(made)


@family("trade_many_sheets", TRADE)
def many_sheets(rng: random.Random) -> Drawing:
    """More lines than a sheet holds: sums carried to the next one, page numbers, the total on the last."""
    made = desk(rng, most=44, least=22, sizes=(8.0, 9.0))
    ink, lines = made.ink, made.trade.lines
    y = title(ink, 105, 18, made.title, size=16) + 5
    left = parts.addressee(made, LEFT, y, 90)
    right = facts(ink, 128, y, 64, parts.meta(made), form="colon")
    right = parts.issuer(made, 128, right + 3, 64)
    y = parts.amount(made, LEFT, max(left, right) + 2, 100)
    keys, first = parts.order(made), 0
    carried, onward = ink.pick("小計", "頁計", "次頁繰越"), ink.pick("次ページへ続く", "（続く）", "→ 次葉")
    while True:
        last = min(len(lines), first + int((250 - y) / 6.2))
        y = parts.lines_table(made, LEFT, y + 2, WIDTH, keys, first=first, last=last, ruling="full", row=6.2)
        ink.say(105, 288, f"{len(ink.pages())} ページ", align="center", size=7.5)
        if last == len(lines):
            break
        reached = sum((line.amount for line in lines[:last]), Decimal(0))
        ink.say(192, y + 5, f"{carried}　{ink.money(reached)}", align="right")
        ink.say(192, y + 11, onward, align="right", size=8)
        ink.turn()
        first, y = last, 20.0
    if y > 205:
        ink.turn()
        y = 20.0
    trade_foot.bank(made, LEFT, trade_foot.sums(made, 118, y + 2, 74) + 3, 110)
    return finish(made)


@family("trade_order_form", "purchase_order")
def order_form(rng: random.Random) -> Drawing:
    """An order with boxes for when, where and how, approvals at the head, and a slip to confirm it."""
    made = desk(rng, "purchase_order", most=8)
    ink = made.ink
    title(ink, LEFT + 4, 22, made.title, size=17, align="left")
    y = approvals(ink, 192, 12, names=("承認", "審査", "担当")) + 6
    left = parts.addressee(made, LEFT, y, 90)
    left = facts(ink, LEFT, left + 3, 82, parts.meta(made), form=ink.pick("boxed", "tab"))
    right = parts.issuer(made, 124, y, 68)
    places = table("trade")["words"]["places"]
    terms = [
        (ink.pick("納期", "希望納期", "納入期日"), (ink.day(made.trade.issue_date.replace(day=28)),)),
        (ink.pick("納入場所", "納品先", "受渡場所"), (ink.pick(*places),)),
        (ink.pick("支払条件", "お支払条件"), (ink.pick("月末締め翌月末払い", "検収後30日", "20日締め翌月10日"),)),
    ]
    y = boxes(ink, LEFT, max(left, right) + 4, WIDTH, terms[: ink.rng.randint(2, 3)])
    y = parts.lines_table(made, LEFT, y + 4, WIDTH, parts.order(made), least=8)
    y = trade_foot.sums(made, 118, y + 2, 74)
    y = trade_foot.remarks(made, LEFT, y + 3, WIDTH, high=20)
    if y < 255 and ink.maybe(0.5):
        ink.sheet.dashes(10, 200, y + 4)
        ink.say(LEFT, y + 10, "上記のとおりお請けいたしました。　　　　年　　月　　日　　　　　　　　印")
    return finish(made)


@family("trade_remittance", "invoice", withheld=True)
def remittance(rng: random.Random) -> Drawing:
    """A bill with a transfer slip at the foot to cut off: account, amount and payer in ruled boxes."""
    made = desk(rng, "invoice", most=5)
    ink = made.ink
    y = parts.addressee(made, LEFT, 22, 95, form="address")
    right = parts.issuer(made, 126, 20, 66)
    y = title(ink, 105, max(y, right) + 10, made.title, size=15) + 4
    y = parts.strip(made, LEFT, y, WIDTH, parts.meta(made))
    y = parts.lines_table(made, LEFT, y, WIDTH, parts.order(made))
    trade_foot.sums(made, 122, y + 2, 70)
    ink.sheet.dashes(4, 206, 206)
    ink.say(105, 213, ink.pick("振込依頼書", "払込取扱票", "振込票"), bold=True, size=12, align="center")
    cells: list[Row] = [(made.named("total_amount", "total"), ((parts.amount_text(made), "total_amount"),))]
    cells.append((ink.pick("ご依頼人", "おなまえ"), (made.trade.buyer.name, " 様")))
    y = boxes(ink, LEFT, 220, WIDTH, cells)
    trade_foot.bank(made, LEFT, y + 3, WIDTH, form="strip")
    return finish(made)


@family("trade_sections", "quotation")
def sections(rng: random.Random) -> Drawing:
    """An estimate of works: lines in sections with a sum each, then the sums; the amount boxed at the head."""
    made = desk(rng, "quotation", most=12, least=4)
    ink, lines = made.ink, made.trade.lines
    y = title(ink, 105, 20, made.title, size=18) + 4
    left = parts.addressee(made, LEFT, y + 2, 88)
    left = parts.subject(made, LEFT, left + 2, 88)
    right = parts.issuer(made, 124, facts(ink, 124, y, 68, parts.meta(made)) + 2, 68)
    y = parts.amount(made, LEFT, max(left, right) + 2, 110)
    half = len(lines) // 2
    for n, (first, last) in enumerate(((0, half), (half, len(lines)))):
        name = table("trade")["words"]["sections"][ink.rng.randrange(4) + 4 * n]
        ink.say(LEFT, y + 3, f"{n + 1}. {name}", bold=True)
        y = parts.lines_table(made, LEFT, y + 6.5, WIDTH, parts.ORDERS[0], first=first, last=last, row=6.0)
        total = ink.money(sum((line.amount for line in lines[first:last]), Decimal(0)))
        ink.say(190, y + 3.5, f"{name} 計　{total}", align="right")
        y += 8
    y = trade_foot.sums(made, 118, y, 74)
    trade_foot.remarks(made, LEFT, y + 3, WIDTH)
    return finish(made)


@family("trade_receipt_of_goods", "delivery_note")
def receipt_of_goods(rng: random.Random) -> Drawing:
    """A delivery note without prices or with them, and boxes to sign for what came."""
    made = desk(rng, "delivery_note", most=9)
    ink = made.ink
    ink.say(LEFT, 20, made.title, size=18, bold=True)
    right = facts(ink, 130, 18, 62, parts.meta(made), form="boxed")
    left = parts.addressee(made, LEFT, 36, 90)
    y = parts.issuer(made, 124, max(left, right) + 4, 68)
    priced = ink.maybe(0.5)
    keys = (
        ("no", "code", "description", "quantity", "unit", "unit_price", "amount")
        if priced
        else ("no", "code", "description", "quantity", "unit", "note")
    )
    y = parts.lines_table(made, LEFT, y + 4, WIDTH, keys, least=9)
    if priced:
        y = trade_foot.sums(made, 118, y + 2, 74)
    approvals(ink, 192, y + 6, names=(ink.pick("検収", "受領印"), ink.pick("検品", "出荷"), "担当"))
    trade_foot.remarks(made, LEFT, y + 6, 100)
    return finish(made)


@family("trade_fee", "invoice")
def fee(rng: random.Random) -> Drawing:
    """A freelancer's bill: few lines, the tax withheld, the account in a sentence."""
    made = desk(rng, "invoice", most=3, withheld=True)
    ink = made.ink
    ink.say(LEFT + 4, 26, made.title, size=22, bold=True, colour=ink.accent)
    y = facts(ink, LEFT + 4, 40, 90, parts.meta(made), form=ink.pick("colon", "tab"))
    left = parts.addressee(made, LEFT + 4, y + 6, 84, form="plain")
    right = parts.issuer(made, 122, y + 6, 66)
    y = parts.subject(made, LEFT + 4, max(left, right) + 4, 150)
    y = parts.lines_table(made, LEFT + 4, y, 166, ("description", "quantity", "unit_price", "amount"))
    y = trade_foot.sums(made, 110, y + 4, 78)
    y = parts.amount(made, LEFT + 4, y + 4, 166, form=ink.pick("bare", "sentence", "under"))
    if made.trade.bank and (at := made.trade.bank):
        ink.say(
            LEFT + 4, y + 4, label("bank_account", "お振込先"), "は", (at.bank_name, "bank_account.bank_name"),
            (at.branch_name, "bank_account.branch_name"), " ", (at.account_type, "bank_account.account_type"),
            (at.account_number, "bank_account.account_number"), " ",
            (at.account_holder, "bank_account.account_holder"), " です。", fit=166,
        )  # fmt: skip
    return finish(made)
