"""Receipts that came by mail or out of a browser: plain text with markers, an online service's page."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import STANDARD, Line, breakdown, tax_parts
from training.families import Drawing, family
from training.families.more_receipt_parts import Form, fees, terms
from training.families.office_blocks import Col, cell, grid, seal
from training.families.office_ink import Piece, label, tax_field


@family("receipt_mail", "receipt")
def mail(rng: random.Random) -> Drawing:
    """A mail as printed: header lines, greeting, facts behind ■ or ・, items one a line or two, sums, sender below."""
    paper = Form(rng, 210.0, 297.0, sizes=(8.5, 10.5))
    ink = paper.ink
    paper.signed_by("mail")
    lines = fees(rng, "mail", rng.randint(1, 5))
    x, step = rng.uniform(14, 26), ink.size * rng.uniform(0.52, 0.68)
    y = 16.0

    def say(*pieces: Piece, gap: float = 1.0, indent: float = 0.0) -> None:
        nonlocal y
        ink.say(x + indent, y, *pieces, fit=190 - x - indent)
        y += step * gap

    if ink.maybe(0.7):
        sent = f"{ink.day(paper.day)} {rng.randint(0, 23)}:{rng.randint(0, 59):02}"
        subject = ink.pick("【領収書】ご購入ありがとうございます", "お支払い完了のお知らせ", "領収書発行のお知らせ")
        for word, text in (
            ("差出人", "noreply@mail.example.jp"),
            ("送信日時", sent),
            ("宛先", "keiri@example.co.jp"),
            ("件名", subject),
        ):
            say(f"{word}: {text}", gap=0.95)
        ink.sheet.rule(x, y, 195, y, 0.5)
        y += step
    say(paper.put("addressee", paper.payer), ink.pick(" ", "　", ""), ink.pick(paper.honorific, "様"), gap=1.6)
    say(
        ink.pick(
            f"{paper.seller.name}をご利用いただきありがとうございます。",
            "この度はご購入いただき誠にありがとうございます。",
            "以下の内容でお支払いが完了しました。",
        )
    )
    say(
        ink.pick(
            "下記の通り領収いたしました。",
            "ご注文の詳細は以下のとおりです。",
            "本メールは領収書として保管してください。",
        ),
        gap=1.6,
    )
    mark, colon = ink.pick("■", "・", "◆", "▼", "[", ""), ink.pick("：", ": ", " : ", "　")
    close = "]" if mark == "[" else ""
    paper.values["issue_date"] = paper.day
    facts: list[tuple[Piece, Piece]] = [
        (paper.word("issue_date", "決済日", "ご注文日", "ご利用日"), (ink.day(paper.day), "issue_date")),
        (ink.pick("注文番号", "お申込番号", "取引ID", "決済番号"), f"{rng.randint(10**7, 10**9)}"),
    ]
    if ink.maybe(0.75):
        facts.append((paper.word("proviso"), paper.put("proviso", paper.reason)))
    if ink.maybe(0.7):
        method = rng.choice(("credit_card", "credit_card", "qr", "other"))
        paper.values["payment_method"] = method
        way = label("payment_method", ink.pick("お支払方法", "決済方法", "支払方法"))
        facts.append((way, (rng.choice(terms("words", method)), "payment_method")))
    rng.shuffle(facts)
    for fact_word, fact in facts:
        say(mark, fact_word, close, colon, fact)
    y += step * 0.6
    say(ink.pick("-" * 40, "=" * 36, "――――――――――――――", "【ご注文内容】", "■ご利用明細"))
    stacked = ink.maybe(0.5)
    for n, line in enumerate(lines):
        paid = (ink.money(line.amount), f"line_items.{n}.amount")
        count = (f"{line.quantity}", f"line_items.{n}.quantity")
        named = (line.description, f"line_items.{n}.description")
        if stacked:
            say(ink.pick("", "・", f"{n + 1}. "), named)
            say(ink.pick("数量", "個数"), colon, count, "　", ink.pick("小計", "金額"), colon, paid, indent=4)
        else:
            ink.say(x + 2, y, named, ink.pick("", " x"), fit=110)
            ink.say(178, y, paid, align="right")
            y += step
    _sums(paper, lines, x, y + step * 0.4, step, colon=colon, flush=stacked)
    y += step * 7
    if y < 250:
        ink.sheet.dashes(x, 150, y)
        paper.issuer(x, y + 5, 120, room=280 - y, number=0.8)
    else:
        ink.say(x, 283, paper.put("vendor_name", paper.seller.name))
    return paper.done(lines)


def _sums(paper: Form, lines: tuple[Line, ...], x: float, y: float, step: float, *, colon: str, flush: bool) -> float:
    """Total and the tax inside it, behind colons at the left or in a column at the right."""
    ink = paper.ink
    total = sum((line.amount for line in lines), Decimal(0))
    parts = tax_parts(lines, True, "floor")
    paper.values["total_amount"] = total
    rows: list[tuple[Piece, Piece]] = [
        (paper.word("total_amount", "ご請求額", "合計(税込)"), (ink.money(total), "total_amount"))
    ]
    if ink.maybe(0.7):
        part = parts[0]
        base = f"tax_breakdown.{part.percent}.taxable_amount"
        paper.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown(parts)}
        rows.append((label(base, f"{part.percent}%対象"), (ink.money(part.taxable), base)))
        rows.append(
            (
                label("tax_amount", ink.pick("（内消費税）", "消費税", "内消費税額")),
                (ink.money(part.tax), tax_field(part.percent, 1)),
            )
        )
        if ink.maybe(0.3):
            rows.reverse()
    for word, value in rows:
        if flush:
            ink.say(x, y, word, colon, value)
        else:
            ink.say(130, y, word)
            ink.say(178, y, value, align="right", fit=30)
        y += step
    return y


@family("receipt_online", "receipt", fitting=True)
def online(rng: random.Random) -> Drawing:
    """An online service's receipt page: labels over values in a row, a large amount, items, tax beside the issuer."""
    paper = Form(rng, 210.0, rng.choice((297.0, 210.0)), sizes=(8, 10))
    ink = paper.ink
    paper.signed_by("mail")
    lines = fees(rng, "mail", rng.randint(1, 4), rate=STANDARD)
    paper.total = sum((line.amount for line in lines), Decimal(0))
    left = ink.maybe(0.6)
    ink.say(
        20 if left else 190,
        20,
        ink.pick("領収書", "領収書", "Receipt / 領収書", "ご利用料金領収書"),
        size=18,
        bold=True,
        align="left" if left else "right",
    )
    ink.say(
        190 if left else 20,
        18,
        paper.put("vendor_name", paper.seller.name),
        bold=ink.maybe(0.5),
        align="right" if left else "left",
    )
    said = (
        paper.put("addressee", paper.payer),
        ink.pick(" ", "　", ""),
        ink.pick(paper.honorific, paper.honorific, ""),
    )
    blocks: list[tuple[Piece, tuple[Piece, ...]]] = [
        (paper.word("addressee", "請求先", "Bill to", "ご契約者名", "お客様"), said),
        (paper.word("issue_date", "決済完了日", "Date"), (paper.put("issue_date", paper.day, ink.day(paper.day)),)),
        (ink.pick("領収書番号", "Receipt No.", "注文ID"), (f"{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",)),
    ]
    if ink.maybe(0.8):
        blocks.append((paper.word("proviso", "サービス内容"), (paper.put("proviso", paper.reason), paper.tail)))
    across = ink.maybe(0.5)
    y = 36.0
    for n, (word, pieces) in enumerate(blocks):
        x = 20 + (n % 2) * 92 if across else 20.0
        ink.say(x, y, word, size=ink.size * 0.8, colour="#666666")
        ink.say(x, y + 5, *pieces, fit=84 if across else 120)
        y += 13 if not across or n % 2 else 0
    y += 13 if across and len(blocks) % 2 else 0
    if ink.maybe(0.7):
        y = paper.amount(20, y + 6, rng.choice((90.0, 130.0, 170.0)))
    else:
        paper.put("total_amount", paper.total)
    columns = [
        Col("description", ink.pick("内容", "プラン", "品目", "Description", "項目"), 90),
        Col("quantity", ink.pick("数量", "Qty", "数"), 20, "center"),
        Col("amount", ink.pick("金額（税込）", "金額", "Amount", "税込金額"), 60, "right"),
    ]
    rows = [
        [
            cell(n, "description", line.description),
            cell(n, "quantity", f"{line.quantity}"),
            cell(n, "amount", ink.money(line.amount)),
        ]
        for n, line in enumerate(lines)
    ]
    y = grid(ink, 20, y + 2, columns, rows, row=ink.size * 0.75, ruling=ink.pick("head", "lines", "open", "full")) + 6
    part = tax_parts(lines, True, "floor")[0]
    base = f"tax_breakdown.{part.percent}.taxable_amount"
    paper.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown((part,))}
    sums: list[tuple[Piece, Piece]] = [
        (paper.word("total_amount"), (ink.money(paper.total), "total_amount")),
        (
            label(base, ink.pick(f"{part.percent}%対象（税込）", f"{part.percent}％対象額")),
            (ink.money(part.taxable), base),
        ),
        (
            label("tax_amount", f"{ink.pick('うち消費税', '消費税額', '消費税')}({part.percent}%)"),
            (ink.money(part.tax), tax_field(part.percent, 1)),
        ),
    ]
    top = y
    for word, value in sums:
        ink.say(122, y, word, fit=36)
        ink.say(189, y, value, align="right", fit=30)
        y += ink.size * 0.62
    field = "vendor_registration_number"
    more: list[Piece] = [label(field, "登録番号"), "：", paper.put(field, paper.seller.registration_number)]
    for pieces in ((paper.seller.address,), tuple(more), ("TEL ", paper.put("vendor_phone", paper.seller.phone))):
        ink.say(20, top, *pieces, fit=90)
        top += ink.size * 0.62
    if ink.maybe(0.4):
        seal(ink, paper.seller.name, 90, top)
    return paper.done(lines)
