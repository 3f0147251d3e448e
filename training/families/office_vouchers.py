"""Receipt slips and printed receipts: the 領収書 of the stationer, of the web shop, of the ticket office."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.content import REDUCED, Line, breakdown, tax_parts
from training.families import Drawing, family
from training.families.office_blocks import Col, cell, facts, grid, stamp, title
from training.families.office_goods import basket, signed, stem, words
from training.families.office_ink import Piece, day_between, label, tax_field
from training.families.office_voucher import Voucher


@family("slip_stationer", "receipt")
def slip(rng: random.Random) -> Drawing:
    """The bought pad: 領収証, payer, boxed amount, proviso, received, stamp box left, issuer right."""
    paper = Voucher(rng, *rng.choice(((176.0, 84.0), (182.0, 90.0), (210.0, 99.0), (148.0, 105.0))))
    ink, w = paper.ink, paper.ink.width
    if ink.maybe(0.6):
        ink.sheet.panel(5, 5, w - 10, ink.height - 10, weight=rng.choice((0.4, 1.2)), colour=ink.accent)
    title(ink, w * rng.choice((0.5, 0.3)), 14, ink.pick("領収証", "領収書"), size=17)
    ink.say(w - 12, 11, paper.number(), align="right", size=8.5)
    paper.dated(w - 12, 18)
    y = paper.payer_line(14, 28, w * 0.55)
    y = paper.amount_line(w * 0.12, y + 4, w * 0.62)
    y = paper.proviso_line(w * 0.12, y, w * 0.6)
    y = paper.received(max(w * 0.12, 34), y)
    paper.issuer(w * 0.52, y + 1, w * 0.42, room=ink.height - 10 - y)
    if ink.maybe(0.6):
        paper.taxes(36, y + 2, w * 0.52 - 40)
    if ink.maybe(0.6):
        stamp(ink, 12, ink.height - 30)
    return paper.done()


@family("slip_with_stub", "receipt")
def with_stub(rng: random.Random) -> Drawing:
    """A pad with its stub at the left: number, day, payer, amount twice, a perforation between."""
    paper = Voucher(rng, *rng.choice(((210.0, 90.0), (230.0, 100.0))))
    ink, cut = paper.ink, rng.uniform(52, 62)
    for at in range(6, int(ink.height) - 4, 4):
        ink.sheet.rule(cut, at, cut, at + 2, 0.4)
    ink.say(cut / 2, 14, ink.pick("控", "領収証 控", "（控）"), align="center", size=12)
    number = f"No. {rng.randint(1, 999):04}"
    day = day_between(rng)
    for n, text in enumerate((number, ink.day(day), paper.payer, f"¥{paper.total:,}")):
        ink.say(8, 26 + 9 * n, text, fit=cut - 14)
        ink.sheet.rule(7, 29.5 + 9 * n, cut - 6, 29.5 + 9 * n, 0.3)
    x, w = cut + 8, ink.width - cut - 16
    title(ink, x + w / 2, 14, "領収証", size=17)
    ink.say(x + w, 22, number, align="right", size=8)
    y = paper.payer_line(x, 28, w * 0.7, size=12)
    y = paper.amount_line(x + 4, y + 2, w * 0.8)
    y = paper.proviso_line(x + 4, y, w * 0.7)
    ink.say(x + 4, y, paper.put("issue_date", day, ink.day(day)), f"　{rng.choice(words('received'))}", fit=w - 6)
    paper.issuer(x + w * 0.45, y + 7, w * 0.53, number=0.5, room=ink.height - 12 - y)
    return paper.done()


@family("receipt_web", "receipt")
def web(rng: random.Random) -> Drawing:
    """A web shop's receipt printed from the browser: order facts, article table, sums right, address of the browser."""
    paper = Voucher(rng, 210.0, 297.0)
    ink, lines = paper.ink, basket(rng, rng.choice(("stationery", "grocery", "drug")), rng.randint(1, 8))
    day = day_between(rng)
    if ink.maybe(0.6):
        ink.say(8, 6, f"{day + timedelta(2):%Y/%m/%d} {rng.randint(0, 23)}:{rng.randint(0, 59):02}", size=7)
        ink.say(105, 6, "領収書/購入明細書", size=7, align="center")
    left = ink.maybe(0.5)
    y = title(
        ink,
        20 if left else 105,
        22,
        ink.pick("領収書", "領収書／購入明細書", "ご利用明細書兼領収書"),
        align="left" if left else "center",
    )
    y = paper.payer_line(20, y + 8, 80) if ink.maybe(0.7) else y + 6
    entries = [
        ("issue_date", ink.pick("発行日", "領収日", "お支払日", "決済日"), ink.day(day)),
        ("", ink.pick("注文番号", "ご注文番号", "オーダーID"), f"{rng.randint(100, 999)}-{rng.randint(10**6, 10**7)}"),
        ("", "注文日", ink.day(day - timedelta(rng.randint(0, 5)))),
    ]
    paper.values["issue_date"] = day
    method = rng.choice(("credit_card", "qr", "e_money", "credit_card"))
    paper.values["payment_method"] = method
    entries.append(("payment_method", ink.pick("お支払い方法", "支払方法", "決済方法"), rng.choice(words(method))))
    rng.shuffle(entries)
    y = facts(ink, 20, y + 4, 88, entries)
    below = paper.issuer(122, 50, 72)
    y = max(y, below) + 8
    columns = [
        Col("description", ink.pick("商品名", "品名", "ご注文商品", "内容"), 88),
        Col("quantity", ink.pick("数量", "個数"), 18, "right"),
        Col("unit_price", ink.pick("単価", "価格(税込)"), 30, "right"),
        Col("amount", ink.pick("金額", "小計", "金額(税込)"), 34, "right"),
    ]
    rows = [
        [
            (
                (line.description, f"line_items.{n}.description"),
                *((("※", f"line_items.{n}.tax_rate"),) if line.rate == REDUCED else ()),
            ),
            cell(n, "quantity", f"{line.quantity}"),
            cell(n, "unit_price", ink.money(line.unit_price)),
            cell(n, "amount", ink.money(line.amount)),
        ]
        for n, line in enumerate(lines)
    ]
    y = grid(ink, 20, y, columns, rows) + 7
    _sums(paper, lines, y)
    return paper.done(lines=lines)


def _sums(paper: Voucher, lines: tuple[Line, ...], y: float) -> float:
    """Total and tax by rate at the right, prices with the tax inside."""
    ink, parts = paper.ink, tax_parts(lines, True, "floor")
    total = sum((line.amount for line in lines), Decimal(0))
    paper.values |= {"total_amount": total, "tax_breakdown": breakdown(parts)}
    if len(parts) == 1:
        paper.values["tax_amount"] = parts[0].tax
    rows: list[tuple[Piece, Piece]] = [("送料", ink.money(Decimal(0)))] if ink.maybe(0.5) else []
    rows.append((label("total_amount", ink.rng.choice(words("total_amount"))), (ink.money(total), "total_amount")))
    for part in parts:
        name = f"tax_breakdown.{part.percent}."
        base, tax = f"{name}taxable_amount", tax_field(part.percent, len(parts))
        rows.append((label(base, f"{part.percent}%対象"), (ink.money(part.taxable), base)))
        tax_word = ink.pick("(内消費税)", "消費税", "内消費税額")
        rows.append((label(tax.split("|")[0], tax_word), (ink.money(part.tax), tax)))
    for word, value in rows:
        ink.say(130, y, word, fit=28)
        ink.say(190, y, value, align="right")
        y += ink.size * 0.6
    return y


@family("receipt_rail", "receipt")
def rail(rng: random.Random) -> Drawing:
    """A ticket office's slip: small and wide, everything in two columns of small print, station as issuer."""
    paper = Voucher(rng, *rng.choice(((85.0, 58.0), (120.0, 70.0))))
    ink, w = paper.ink, paper.ink.width
    paper.seller = signed(rng, "{}旅客鉄道株式会社", "{}電鉄株式会社", "株式会社{}バス", "{}観光汽船株式会社")
    ink.size = min(ink.size, 8.0)
    title(ink, w / 2, 9, ink.pick("領収書", "領収証"), size=11)
    if ink.maybe(0.5):
        ink.say(6, 17, paper.put("addressee", paper.payer), "　様", fit=w * 0.6)
    day = day_between(rng)
    ink.say(w - 5, 17, paper.put("issue_date", day, ink.day(day)), align="right")
    ink.say(8, 25, label("total_amount", ink.pick("金額", "領収額", "合計")), size=9)
    ink.say(w * 0.75, 25, paper.put("total_amount", paper.total, f"¥{paper.total:,}"), align="right", size=13)
    facts(
        ink,
        8,
        32,
        w - 16,
        [
            (
                "proviso",
                ink.pick("但", "但し", "内容"),
                str(paper.put("proviso", ink.pick("乗車券類", "新幹線特急券", "定期券代", "乗船券"))[0]),
            ),
            ("", ink.pick("区間", "経路"), f"{stem(rng)}→{stem(rng)}"),
            ("", "発行箇所", f"{stem(rng)}駅{ink.pick('MR1', 'F2', '窓口')}"),
        ],
        leading=4.2,
        form=ink.pick("colon", "tab"),
    )
    ink.say(w / 2, 47, paper.put("vendor_name", paper.seller.name), align="center", size=9, fit=w - 20)
    field = "vendor_registration_number"
    ink.say(
        w / 2,
        52,
        label(field, "登録番号"),
        " ",
        paper.put(field, paper.seller.registration_number),
        align="center",
        size=7,
    )
    return paper.done()
