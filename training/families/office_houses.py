"""Receipts of houses: schools, clinics, hotels."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.content import Line, breakdown, tax_parts
from training.families import Drawing, family
from training.families.office_blocks import Col, cell, facts, grid, title
from training.families.office_goods import person, pool, signed, words
from training.families.office_ink import Piece, day_between, label, tax_field
from training.families.office_voucher import Voucher


@family("receipt_tuition", "receipt")
def tuition(rng: random.Random) -> Drawing:
    """A school's receipt on A5: pupil, items of a month in a table with a sum row, school seal."""
    paper = Voucher(rng, 148.0, 210.0)
    ink, day = paper.ink, day_between(rng)
    paper.seller, paper.payer = (
        signed(rng, "{}学習塾", "学校法人{}学園", "{}音楽教室", "{}スイミングクラブ", "{}珠算塾"),
        person(rng),
    )
    paper.honorifics = ("様", "様", "殿")
    y = title(ink, 74, 20, ink.pick("領収書", "授業料領収証", "月謝領収書", "受講料領収書"))
    y = paper.payer_line(14, y + 8, 80)
    paper.dated(134, y)
    names = ["授業料", "教材費", "施設維持費", "模試代", "入会金", "暖房費", "諸費", "スクールバス代"]
    lines = tuple(
        Line(f"{day.month}月分 {name}" if ink.maybe(0.3) else name, Decimal(1), "", Decimal(rng.randint(5, 300) * 100))
        for name in rng.sample(names, rng.randint(1, 5))
    )
    total = sum((line.amount for line in lines), Decimal(0))
    paper.values["total_amount"] = total
    columns = [Col("description", ink.pick("内訳", "項目", "費目"), 76), Col("amount", "金額", 40, "right")]
    rows: list[list[tuple[Piece, ...]]] = [
        [cell(n, "description", line.description), cell(n, "amount", ink.money(line.amount))]
        for n, line in enumerate(lines)
    ]
    rows.append([(label("total_amount", ink.pick("合計", "領収金額", "計")),), ((ink.money(total), "total_amount"),)])
    y = grid(ink, 16, y + 8, columns, rows, ruling=ink.pick("full", "lines")) + 8
    y = paper.received(18, y)
    paper.issuer(62, y + 8, 74, number=0.2)
    return paper.done(lines=lines)


@family("receipt_medical", "receipt", withheld=True)
def medical(rng: random.Random) -> Drawing:
    """A clinic's receipt: boxes of points by treatment, patient share, sums in a frame."""
    paper = Voucher(rng, *rng.choice(((148.0, 210.0), (210.0, 148.0))))
    ink, w = paper.ink, paper.ink.width
    paper.seller, patient = (
        signed(rng, "{}内科クリニック", "医療法人社団{}会", "{}歯科医院", "{}眼科", "{}調剤薬局"),
        person(rng),
    )
    y = title(ink, w / 2, 14, ink.pick("診療費請求書兼領収書", "領収書", "診療費領収証", "医療費領収書"), size=13)
    day, share = day_between(rng), rng.choice((1, 2, 3))
    heads = [
        ("患者番号", f"{rng.randint(1, 99999):06}"),
        ("氏名", f"{patient} 様"),
        ("診療日", ink.day(day)),
        ("負担割合", f"{share}割"),
        ("保険", ink.pick("社保", "国保", "後期")),
    ]
    x, each = 10.0, (w - 20) / 5
    for word, value in heads:
        ink.sheet.panel(x, y + 2, each, 5, fill=ink.tint if ink.shaded else None, weight=0.4)
        ink.sheet.panel(x, y + 7, each, 7, weight=0.4)
        named = word in ("診療日", "氏名")
        field = {"診療日": "issue_date", "氏名": "addressee"}.get(word, "")
        ink.say(x + each / 2, y + 4.5, label(field, word) if named else word, align="center", size=7.5)
        if field == "issue_date":
            ink.say(x + each / 2, y + 10.5, paper.put(field, day, value), align="center", fit=each - 1)
        elif field:
            ink.say(x + each / 2, y + 10.5, paper.put(field, patient), " 様", align="center", fit=each - 1)
        else:
            ink.say(x + each / 2, y + 10.5, value, align="center", fit=each - 1)
        x += each
    y += 18
    kinds = ["初・再診料", "医学管理等", "検査", "画像診断", "投薬", "注射", "処置", "手術", "リハビリ", "処方箋料"]
    points = {kind: rng.choice((0, 0, rng.randint(8, 900))) for kind in rng.sample(kinds, rng.choice((6, 8, 10)))}
    points[next(iter(points))] = rng.randint(70, 290)
    across = rng.choice((2, 4)) if len(points) % 4 == 0 else 2
    each = (w - 20) / across
    for n, (kind, score) in enumerate(points.items()):
        left, top = 10 + each * (n % across), y + 6.5 * (n // across)
        ink.sheet.panel(left, top, each, 6.5, weight=0.3)
        ink.say(left + 1, top + 3.2, kind, size=7.5, fit=each * 0.5)
        ink.say(
            left + each - 1, top + 3.2, f"{score:,}{ink.pick(' 点', '点')}" if score else "", size=7.5, align="right"
        )
    y += 6.5 * -(-len(points) // across) + 8
    total_points = sum(points.values())
    total = Decimal(round(total_points * share, -1))
    rows = [("保険点数合計", f"{total_points:,}点"), ("自費", "0円"), ("消費税", "0円")]
    for word, text in rows[: rng.randint(1, 3)]:
        ink.say(w * 0.45, y, word)
        ink.say(w - 14, y, text, align="right")
        y += 5.5
    ink.sheet.panel(w * 0.4, y - 2, w * 0.6 - 10, 9, weight=0.9)
    ink.say(w * 0.45, y + 2.5, label("total_amount", ink.pick("領収金額", "今回請求額", "合計", "お支払額")))
    ink.say(w - 14, y + 2.5, paper.put("total_amount", total, ink.money(total)), align="right", size=13, bold=True)
    ink.say(12, y + 6, ink.pick("領収印のないものは無効です", "この領収書は再発行できません"), size=7, fit=w * 0.4 - 8)
    paper.issuer(w * 0.4, y + 15, w * 0.55, number=0.15)
    return paper.done()


@family("receipt_hotel", "receipt")
def hotel(rng: random.Random) -> Drawing:
    """A hotel's bill: room and stay, charges by day with running columns, balance nought, foreign words mixed in."""
    paper = Voucher(rng, *rng.choice(((148.0, 210.0), (210.0, 297.0))))
    ink, w = paper.ink, paper.ink.width
    paper.seller = signed(rng, "ホテル{}", "{}グランドホテル", "旅館 {}荘", "ビジネスホテル{}", "{}イン")
    nights, left = rng.randint(1, 5), day_between(rng)
    came = left - timedelta(nights)
    y = title(ink, w / 2, 18, ink.pick("領収書", "御宿泊明細書", "ご宿泊領収書", "INVOICE / 領収書"), size=15)
    y = paper.payer_line(14, y + 7, w * 0.5, size=11)
    paper.values["issue_date"] = left
    entries = [
        ("", ink.pick("部屋番号", "お部屋 Room"), f"{rng.randint(2, 14)}{rng.randint(1, 30):02}"),
        ("", ink.pick("ご到着日", "Arrival", "チェックイン"), ink.day(came)),
        ("", ink.pick("ご出発日", "Departure", "チェックアウト"), ink.day(left)),
        ("issue_date", ink.pick("発行日", "精算日", "Date"), ink.day(left)),
        ("", "人数", f"{rng.randint(1, 3)}名"),
    ]
    y = facts(ink, 14, y + 3, w * 0.5, entries)
    lines = []
    for night in range(nights):
        lines.append(
            Line(
                ink.pick("室料", "宿泊料", "ご宿泊代"),
                Decimal(1),
                "泊",
                Decimal(rng.randint(60, 220) * 100),
                day=came + timedelta(night),
            )
        )
        if ink.maybe(0.5):
            lines.append(
                Line(
                    ink.pick("朝食", "ご夕食", "冷蔵庫", "駐車場"),
                    Decimal(rng.randint(1, 2)),
                    "名",
                    Decimal(rng.randint(8, 40) * 100),
                    day=came + timedelta(night),
                )
            )
    columns = [
        Col("date", ink.pick("日付", "Date", "月日"), w * 0.17),
        Col("description", ink.pick("内容", "ご利用内容", "Description 摘要"), w * 0.36),
        Col("quantity", ink.pick("数量", "数"), w * 0.1, "right"),
        Col("amount", ink.pick("金額", "Charges"), w * 0.2, "right"),
    ]
    rows = [
        [
            (f"{line.day.month}/{line.day.day}" if line.day else "",),
            cell(n, "description", line.description),
            cell(n, "quantity", f"{line.quantity}"),
            cell(n, "amount", ink.money(line.amount)),
        ]
        for n, line in enumerate(lines)
    ]
    y = grid(ink, 14, y + 5, columns, rows) + 7
    total = sum((line.amount for line in lines), Decimal(0))
    for word, value in (
        (
            label("total_amount", ink.pick("合計", "ご請求額", "Total 合計", "領収金額")),
            paper.put("total_amount", total, ink.money(total)),
        ),
        (ink.pick("お預り", "ご入金"), ink.money(total)),
        (ink.pick("差引残高", "Balance"), ink.money(Decimal(0))),
    ):
        ink.say(w * 0.5, y, word, fit=w * 0.2)
        ink.say(w * 0.97 - 14, y, value, align="right")
        y += 6
    method = rng.choice(("cash", "credit_card", "qr"))
    ink.say(16, y, label("payment_method", "お支払方法"), "：", (rng.choice(words(method)), "payment_method"))
    paper.values["payment_method"] = method
    part = tax_parts(tuple(lines), True, "floor")[0]
    paper.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown((part,))}
    ink.say(
        16,
        y + 6,
        label("tax_breakdown.10.taxable_amount", f"{part.percent}%対象"),
        " ",
        (ink.money(part.taxable), "tax_breakdown.10.taxable_amount"),
        " ",
        label("tax_amount", "内消費税"),
        " ",
        (ink.money(part.tax), tax_field(10, 1)),
    )
    paper.issuer(w * 0.45, y + 14, w * 0.48, room=ink.height - y - 22)
    return paper.done(lines=tuple(lines))


@family("receipt_service", "receipt")
def service(rng: random.Random) -> Drawing:
    """A firm's receipt for a service: payer, amount in large type, lines in a table, tax inside, issuer below."""
    paper = Voucher(rng, *rng.choice(((148.0, 210.0), (210.0, 297.0), (210.0, 148.0))))
    ink, w = paper.ink, paper.ink.width
    lines = tuple(
        Line(str(name), Decimal(rng.randint(1, 6)), "", Decimal(rng.randint(3, 120) * 100))
        for name in rng.sample(pool("goods", "services"), rng.randint(1, 4))
    )
    paper.total = sum((line.amount for line in lines), Decimal(0))
    y = title(ink, w * rng.choice((0.5, 0.3)), 16, ink.pick("領収書", "領収証", "受領書", "領収書（控）"), size=16)
    paper.dated(w - 14, y)
    ink.say(w - 14, y + 5, paper.number(), align="right", size=8)
    y = paper.payer_line(14, y + 9, w * 0.52)
    y = paper.amount_line(14, y + 5, w * 0.6)
    if ink.maybe(0.7):
        y = paper.proviso_line(14, y, w * 0.55)
    if ink.maybe(0.7):
        y = paper.received(14, y)
    shares = (("description", 0.46), ("quantity", 0.12), ("unit_price", 0.18), ("amount", 0.24))
    words_of = {
        "description": ink.pick("品名", "内容", "摘要", "ご利用内容", "明細"),
        "quantity": ink.pick("数量", "回数"),
        "unit_price": ink.pick("単価", "料金"),
        "amount": ink.pick("金額", "金額(税込)", "小計"),
    }
    room = w - 28
    columns = [
        Col(key, words_of[key], room * share, "left" if key == "description" else "right") for key, share in shares
    ]
    rows = [
        [
            cell(n, "description", line.description),
            cell(n, "quantity", f"{line.quantity}"),
            cell(n, "unit_price", ink.money(line.unit_price)),
            cell(n, "amount", ink.money(line.amount)),
        ]
        for n, line in enumerate(lines)
    ]
    y = grid(ink, 14, y + 2, columns, rows, row=ink.size * 0.6) + 5
    if ink.maybe(0.7):
        paper.taxes(14, y, w * 0.4)
    if ink.maybe(0.5):
        method = rng.choice(("cash", "credit_card", "qr", "other"))
        shown = "銀行振込" if method == "other" else rng.choice(words(method))
        paper.values["payment_method"] = method
        word = label("payment_method", ink.pick("お支払方法", "決済方法", "入金方法", "支払区分"))
        ink.say(14, y + 18, word, "：", (shown, "payment_method"), fit=w * 0.4)
    paper.issuer(w * 0.5, y + 3, w * 0.43, room=ink.height - y - 10)
    return paper.done(lines=lines)
