"""Receipts of counters and societies: school and town hall, animal clinic, classes, clubs, donations, landlords."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import Line
from training.families import Drawing, family
from training.families.more_receipt_parts import Form, fees, terms
from training.families.office_blocks import Col, Row, cell, grid, seal, stamp, title
from training.families.office_goods import person, stem
from training.families.office_ink import Piece, label


@family("receipt_counter", "receipt")
def counter(rng: random.Random) -> Drawing:
    """A counter's receipt: whom it is for in boxes or a line, fees as a table, their sum, who took it."""
    paper = Form(rng, *rng.choice(((148.0, 210.0), (128.0, 182.0), (210.0, 148.0), (105.0, 148.0))), sizes=(7.5, 9.5))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    kind = rng.choice(("school", "animal", "office", "lesson"))
    paper.signed_by(kind)
    titles = {
        "school": ("納入金領収書", "学納金領収証", "領収証書", "校納金領収書"),
        "animal": ("診療費領収書", "診療明細書兼領収書", "領収書"),
        "office": ("領収証書", "手数料領収証書", "使用料領収書", "収納済領収書"),
        "lesson": ("会費領収書", "受講料領収書", "領収証", "月謝領収書"),
    }[kind]
    y = title(ink, w / 2, 13, rng.choice(titles), size=14)
    if paper.honorific == "御中":
        paper.payer, paper.honorific = person(rng), "様"
    y = _patron(paper, kind, y + 4, w)
    lines = fees(rng, kind, rng.randint(1, 3 if h < 149 else 6))
    paper.total = sum((line.amount for line in lines), Decimal(0))
    first = ink.maybe(0.3)
    if first:
        y = paper.amount(10, y + 4, (w - 20) * 0.7, size=14)
    y = _fees(paper, lines, y + 2, w - 20, summed=not first or ink.maybe(0.5)) + 6
    if ink.maybe(0.5):
        method = rng.choice(("cash", "credit_card", "qr"))
        paper.values["payment_method"] = method
        word = label("payment_method", ink.pick("お支払方法", "支払区分", "入金区分", "支払方法"))
        ink.say(12, y, word, "：", (rng.choice(terms("words", method)), "payment_method"))
        y += 6
    ink.say(12, y, rng.choice(terms("words", "received")), fit=w - 24)
    left = w * rng.choice((0.08, 0.42, 0.42))
    below = paper.issuer(left, y + 7, w - 8 - left, room=h - 12 - y, number=0.25)
    if ink.maybe(0.4) and below < h - 8:
        ink.say(left, below + 1, rng.choice(terms("words", "staff")), " ", person(rng)[:2])
    return paper.done(lines)


def _patron(paper: Form, kind: str, y: float, w: float) -> float:
    """Who pays, with the numbers such a counter knows people by, and the day."""
    ink, rng = paper.ink, paper.rng
    known = {
        "school": ("学年・組", f"{rng.randint(1, 6)}年{rng.randint(1, 5)}組 {rng.randint(1, 40)}番"),
        "animal": ("動物名", ink.pick("モモ ちゃん", "レオ（犬）", "ソラ（猫）", "ココ", "小太郎")),
        "office": ("受付番号", f"{rng.randint(1, 999)}"),
        "lesson": ("クラス", ink.pick("水曜A", "初級", "キッズ2", "火・木 19時", "ピアノ科")),
    }[kind]
    number = (ink.pick("番号", "No.", "会員番号", "管理番号"), f"{rng.randint(1000, 999999)}")
    if ink.maybe(0.5):
        named: tuple[Piece, ...] = (paper.put("addressee", paper.payer), ink.pick(" ", "　"), paper.honorific)
        rows: list[Row] = [
            (paper.word("addressee", "飼主名", "保護者氏名", "生徒氏名"), named),
            (known[0], (known[1],)),
        ]
        rows.append((paper.word("issue_date"), (paper.put("issue_date", paper.day, ink.day(paper.day)),)))
        if ink.maybe(0.5):
            rows.append((number[0], (number[1],)))
        rng.shuffle(rows)
        return paper.boxed(10, y, w - 20, rows, high=6.2, share=0.24) + 2
    paper.dated(w - 10, y)
    y = paper.addressee(10, y + 8, w * 0.55, form=ink.pick("bare", "left", "above", "near"))
    ink.say(10, y + 1, known[0], "：", known[1], "　", *number, fit=w - 20)
    return y + 6


def _fees(paper: Form, lines: tuple[Line, ...], y: float, width: float, *, summed: bool) -> float:
    """The fees as a table, perhaps with counts; the sum in its last row."""
    ink = paper.ink
    head = ink.pick("項目", "内容", "費目", "摘要", "内訳", "名称")
    columns = [Col("description", head, width * 0.5), Col("amount", ink.pick("金額", "金額(円)"), width * 0.3, "right")]
    counted = ink.maybe(0.5)
    columns.insert(1, Col("quantity", ink.pick("数", "数量", "件数", "回数"), width * 0.2, "center"))
    if not counted:
        columns[1] = Col("", ink.pick("備考", "期間", "区分"), width * 0.2, "center")
    rows: list[list[tuple[Piece, ...]]] = [
        [
            cell(n, "description", line.description),
            cell(n, "quantity", f"{line.quantity}") if counted else (ink.pick("", f"{paper.day.month}月分"),),
            cell(n, "amount", ink.money(line.amount)),
        ]
        for n, line in enumerate(lines)
    ]
    if summed:
        said = paper.put("total_amount", paper.total, ink.money(paper.total))
        rows.append(
            [(label("total_amount", ink.pick("合計", "合　計", "計", "領収金額", "納入額合計")),), ("",), (said,)]
        )
    return grid(ink, 10, y, columns, rows, row=ink.size * 0.66)


@family("receipt_society", "receipt", fitting=True)
def society(rng: random.Random) -> Drawing:
    """A society's letter of receipt: fee, lecture or donation, its reason in prose or behind 但, officer last."""
    paper = Form(rng, *rng.choice(((182.0, 128.0), (148.0, 210.0), (210.0, 148.0), (210.0, 297.0))))
    ink, w = paper.ink, paper.ink.width
    donated = ink.maybe(0.4)
    paper.signed_by("gift" if donated else "club")
    paper.total = Decimal(rng.choice((rng.randint(1, 60) * 1000, rng.randint(2, 200) * 500)))
    paper.reason = str(rng.choice(terms("fees", "gift" if donated else "club")))
    if ink.maybe(0.6):
        prefix = ink.pick(
            f"{paper.day.year}年度 ",
            f"第{rng.randint(2, 60)}回",
            f"{paper.day.month}月度 ",
            f"令和{paper.day.year - 2018}年度",
        )
        paper.reason = f"{prefix}{paper.reason}"
    y = title(
        ink,
        w / 2,
        16,
        ink.pick(
            *(
                ("寄附金領収書", "受領証", "寄附金受領証明書")
                if donated
                else ("領収書", "領収証", "会費領収書", "受講料領収書")
            )
        ),
    )
    if ink.maybe(0.4):
        ink.say(w - 12, 10, f"第{rng.randint(1, 999)}号", align="right")
    y = paper.addressee(14, y + 9, w * rng.uniform(0.5, 0.66), size=ink.rng.uniform(11, 15)) + 4
    if ink.maybe(0.35):
        y = _prose(paper, y, w)
    else:
        y = paper.amount(w * 0.15, y + 4, w * 0.7)
        y = paper.proviso(w * 0.15, y + 1, w * 0.7) + 2
        ink.say(w / 2, y, rng.choice(terms("words", "received")), align="center")
        y += 8
    left = ink.maybe(0.5)
    paper.dated(18 if left else w - 20, y, right=not left, worded=0.15)
    below = paper.issuer(w * 0.42, y + 7, w * 0.5, number=0.35, room=paper.ink.height - y - 16)
    ink.say(w * 0.45, below + 1, rng.choice(terms("issuers", "roles")), "　", person(rng))
    if ink.maybe(0.25) and not donated and y < paper.ink.height - 30:
        stamp(ink, 14, y + 5)
    return paper.done()


def _prose(paper: Form, y: float, w: float) -> float:
    """The sum and its reason as a sentence over a centred amount."""
    ink, shown = paper.ink, paper.ink.pick("金{:,}円", "¥{:,}", "金{:,}円也", "{:,}円").format(paper.total)
    said = paper.put("proviso", paper.reason)
    ink.say(
        14, y, *ink.rng.choice(
            (
                ("このたびは ", said, " を賜り、厚く御礼申し上げます。"),
                (said, "として、下記の金額を領収いたしました。"),
                ("下記のとおり", said, "を受領いたしました。"),
                ("ただし、", said, "として正に領収いたしました。"),
            )
        ), fit=w - 28,
    )  # fmt: skip
    ink.say(w / 2, y + 12, paper.put("total_amount", paper.total, shown), align="center", size=17, bold=True)
    if ink.maybe(0.6):
        ink.sheet.rule(w * 0.28, y + 17, w * 0.72, y + 17, 0.6)
    return y + 24


@family("receipt_rent", "receipt")
def rent(rng: random.Random) -> Drawing:
    """A landlord's receipt: tenant, house and month in ruled rows, rent and charges as rows of their own, the sum."""
    paper = Form(rng, *rng.choice(((148.0, 210.0), (182.0, 128.0), (210.0, 148.0))))
    ink, w, h = paper.ink, paper.ink.width, paper.ink.height
    paper.signed_by("rent")
    lines = fees(rng, "rent", rng.randint(1, 4))
    paper.total = sum((line.amount for line in lines), Decimal(0))
    month = ink.pick(
        f"{paper.day.year}年{paper.day.month}月分",
        f"令和{paper.day.year - 2018}年{paper.day.month}月分",
        f"{paper.day.month}月分",
    )
    paper.reason, paper.tail = (
        f"{ink.pick('', month)}{ink.pick('家賃', '賃料', '家賃等', '駐車場使用料', '賃貸料')}",
        "として",
    )
    y = title(
        ink, w * rng.choice((0.5, 0.3)), 13, ink.pick("家賃領収書", "領収証", "賃料領収書", "家賃領収証", "領収書")
    )
    side = w > 180 and ink.maybe(0.5)
    wide = w * 0.55 if side else w - 22
    y = paper.addressee(11, y + 5, wide * 0.85, form=ink.pick("bare", "left", "near", "boxed"))
    place = f"{ink.pick('メゾン', 'コーポ', 'ハイツ', 'グリーンパレス')}{stem(rng)} {rng.randint(101, 905)}号室"
    rows: list[Row] = [
        (ink.pick("物件名", "物件", "建物名・号室"), (place,)),
        (ink.pick("対象月", "期間", "年月分"), (month,)),
    ]
    said = (paper.put("total_amount", paper.total, ink.money(paper.total)),)
    for n, line in enumerate(lines):
        rows.append(
            ((line.description, f"line_items.{n}.description"), ((ink.money(line.amount), f"line_items.{n}.amount"),))
        )
    rows.append((paper.word("total_amount"), said))
    y = paper.boxed(11, y + 2, wide, rows, high=rng.uniform(5.8, 6.8), share=rng.uniform(0.3, 0.4)) + 5
    if ink.maybe(0.7):
        y = paper.proviso(11, y, wide, form=ink.pick("line", "bare", "wide"))
    ink.say(11, y, rng.choice(terms("words", "received")), fit=wide)
    x, top = (w * 0.55 + 16, 46.0) if side else (w * 0.4, y + 13)
    paper.dated(x, top - 7, right=False)
    paper.issuer(x, top, w - 8 - x, number=0.3, room=h - 5 - top)
    if side and ink.maybe(0.5):
        seal(ink, paper.seller.name, w - 30, h - 30)
    return paper.done(lines)
