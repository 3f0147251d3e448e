"""Japanese papers of sums that bill nothing: payment notices, balances, card statements."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training import names
from training.families import Drawing, chance, family
from training.families.more_other_words import amount, day, firm, item, pool
from training.families.office_blocks import Col, facts, grid, party, seal, title
from training.families.office_goods import person
from training.families.office_ink import GOTHIC, MINCHO, Ink, day_between
from training.families.office_letters import other

Rows = list[tuple[str, ...]]
"""The cells of a table without tags."""


def paper(rng: random.Random, width: float = 210.0, height: float = 297.0) -> Ink:
    """A sheet in small type."""
    money = ("plain", "yen", "yen-wide", "en", "plain")
    return Ink(rng, width, height, faces=GOTHIC + GOTHIC + MINCHO, sizes=(8.2, 10.4), money=money)


def head(ink: Ink, y: float, word: str, *, honorific: str = "御中") -> float:
    """Title, addressee left, sender and day right, in one of two orders; returns the y under them."""
    rng, sender, width = ink.rng, chance.firm(ink.rng), ink.width
    top = title(ink, rng.choice((width / 2, width / 2, 60.0)), y, word, size=16) + 4 if ink.maybe(0.7) else y
    ink.say(20, top + 4, f"{firm(rng)}　{honorific}", size=ink.size + 2, fit=width / 2 - 24)
    right = width - 20
    ink.say(
        right,
        top,
        ink.pick("", f"No. {chance.number(rng)}", f"{ink.pick('発行日', '作成日', '日付')}　{day(ink)}"),
        align="right",
    )
    lines = [
        [sender.name],
        [sender.full_address],
        [f"TEL {sender.phone}"],
        [f"{ink.pick('経理部', '担当', '購買課')}　{person(rng)}"],
    ]
    if ink.maybe(0.3):
        lines.append([f"登録番号 {sender.registration_number}"])
    below = party(ink, width - 90, top + 7, 70, lines, align=rng.choice(("left", "right")), bold=0)
    if ink.maybe(0.4):
        seal(ink, sender.name, width - 38, top + 14)
    return below + 3 if top != y else title(ink, width / 2, below + 8, word, size=15) + 4


def table(ink: Ink, y: float, heads: list[str], rows: Rows, shares: list[float], *, total: str = "") -> float:
    """A table over the sheet's width whose numbers stand right; total is the label of a last line."""
    width = ink.width - 40
    columns = [
        Col(
            "",
            word,
            width * share / sum(shares),
            "right" if any(mark in word for mark in ("額", "単価", "数", "残高")) else "left",
        )
        for word, share in zip(heads, shares, strict=True)
    ]
    if total:
        rows = [*rows, (total, *("" for _ in heads[2:]), ink.money(amount(ink.rng)))]
    return grid(ink, 20, y, columns, [[(text,) for text in row] for row in rows]) + 6


def _big(ink: Ink, y: float, words: tuple[str, ...]) -> float:
    """An amount in large type with its label."""
    ink.say(24, y + 3, ink.pick(*words), size=12)
    ink.say(110, y + 3, ink.money(amount(ink.rng)), size=14, bold=True, align="right")
    ink.sheet.rule(22, y + 7, 112, y + 7, 0.8)
    return y + 13


@family("other_payment_notice", "other")
def payment_notice(rng: random.Random) -> Drawing:
    """支払通知書: what the sender pays the addressee, when, for which bills, less what, into which account."""
    ink = paper(rng)
    y = head(ink, rng.uniform(18, 26), str(rng.choice(pool("ja", "payment_titles"))))
    ink.say(
        22,
        y,
        ink.pick("下記のとおりお支払いいたしますのでご通知申し上げます。", "下記金額を貴口座へお振込みいたします。"),
    )
    y = _big(ink, y + 6, ("お支払金額", "お振込金額", "支払額合計", "差引支払額", "振込予定額"))
    entries = [
        ("", ink.pick("支払日", "お振込日", "送金日"), day(ink)),
        ("", "支払方法", ink.pick("銀行振込", "電子記録債権", "期日現金")),
        ("", "振込先", f"汐見銀行 {ink.pick('駅前', '中央')}支店 普通 {rng.randint(10**6, 10**7)}"),
        ("", "締日", day(ink)),
    ]
    y = facts(ink, 24, y, 130, rng.sample(entries, rng.randint(2, 4))) + 4
    heads = [
        "請求書番号",
        "計上日",
        "摘要",
        ink.pick("請求額", "金額"),
        ink.pick("控除額", "相殺額", "消費税額"),
        "支払額",
    ]
    rows: Rows = [
        (chance.number(rng), day(ink), item(rng), *(ink.money(amount(rng)) for _ in range(3)))
        for _ in range(rng.randint(2, 12))
    ]
    y = table(ink, y, heads, rows, [3, 3, 4, 3, 2.4, 3], total=ink.pick("合計", "総計", ""))
    ink.say(
        22,
        y,
        ink.pick("", "振込手数料は貴社負担とさせていただきます。", "内容に相違がある場合は10日以内にご連絡ください。"),
    )
    return other(ink)


@family("other_balance", "other", fitting=True)
def balance(rng: random.Random) -> Drawing:
    """残高確認書, ledger: balances on a day by account or by day, a slip for the answer below in some."""
    ink = paper(rng)
    y = head(ink, rng.uniform(18, 26), str(rng.choice(pool("ja", "balance_titles"))))
    ink.say(22, y, f"{day(ink)}現在の貴社に対する残高は下記のとおりです。", fit=165)
    y += 8
    if ink.maybe(0.5):
        kinds = ["売掛金", "買掛金", "受取手形", "未収入金", "前受金", "貸付金", "預り保証金", "電子記録債権"]
        rows: Rows = [
            (word, ink.money(amount(rng)), ink.pick("", "別紙明細のとおり"))
            for word in rng.sample(kinds, rng.randint(2, 6))
        ]
        y = table(ink, y, ["勘定科目", "残高", "備考"], rows, [3, 3, 4])
    else:
        heads = ["日付", "伝票番号", "摘要", ink.pick("売上額", "借方金額"), ink.pick("入金額", "貸方金額"), "残高"]
        ledger: Rows = []
        when = day_between(rng)
        for _ in range(rng.randint(4, 16)):
            when += timedelta(rng.randint(0, 9))
            sold = ink.maybe(0.6)
            cells = (
                ink.money(amount(rng)) if sold else "",
                "" if sold else ink.money(amount(rng)),
                ink.money(amount(rng)),
            )
            ledger.append((ink.day(when), f"{rng.randint(1000, 9999)}", item(rng) if sold else "銀行振込", *cells))
        y = table(ink, y, heads, ledger, [3, 2, 4, 3, 3, 3], total=ink.pick("当月計", "", "繰越残高"))
    if ink.maybe(0.5) and y < 215:
        ink.sheet.dashes(14, 196, y + 2)
        y = title(ink, 105, y + 12, ink.pick("残高確認回答書", "回答書", "ご回答"), size=12) + 4
        for text in (
            "上記残高に　□ 相違ありません　□ 相違があります（差額　　　　　　円）",
            f"{day(ink)}",
            "住所",
            f"会社名　{firm(rng)}　　印",
        ):
            ink.say(30, y, text, fit=150)
            y += ink.size * 0.75
    return other(ink)


@family("other_card_statement", "other")
def card_statement(rng: random.Random) -> Drawing:
    """カードご利用代金明細書: the account and the day of the debit, uses one a line with shops and sums."""
    ink = paper(rng, *rng.choice(((210.0, 297.0), (210.0, 297.0), (257.0, 182.0))))
    issuer = names.shop(rng, rng.choice(("みなとカード", "ひかりクレジット", "汐見カードサービス", "東雲信販")))
    y = title(ink, rng.choice((ink.width / 2, 70.0)), 22, str(rng.choice(pool("ja", "card_titles"))), size=15) + 4
    ink.say(20, y, f"{ink.pick(firm(rng), person(rng))}　様", size=ink.size + 1.5, fit=90)
    party(ink, ink.width - 82, y, 62, [[issuer.name], [issuer.full_address], [f"TEL {issuer.phone}"]], align="right")
    entries = [
        ("", ink.pick("お支払日", "口座振替日", "引落日"), day(ink)),
        ("", ink.pick("お支払金額", "ご請求額", "今回お支払額"), ink.money(amount(rng))),
        ("", "カード番号", f"****-****-****-{rng.randint(1000, 9999)}"),
        ("", "お引落口座", f"汐見銀行 本店 普通 ***{rng.randint(1000, 9999)}"),
        ("", "ご利用可能額", ink.money(amount(rng))),
    ]
    y = facts(ink, 20, y + 16, 110, rng.sample(entries, rng.randint(3, 5))) + 5
    when = day_between(rng)
    uses: Rows = []
    for _ in range(rng.randint(4, 12 if ink.height < 200 else 22)):
        when += timedelta(rng.randint(0, 4))
        where = str(rng.choice(pool("ja", "cards"))) if ink.maybe(0.6) else firm(rng)
        uses.append(
            (
                ink.day(when),
                where,
                ink.pick("1回払い", "1回", "分割3回", "リボ"),
                ink.money(Decimal(rng.randint(100, 60000))),
            )
        )
    y = table(
        ink,
        y,
        ["ご利用日", "ご利用先", "支払区分", ink.pick("ご利用金額", "金額")],
        uses,
        [2.4, 5, 2, 2.4],
        total=ink.pick("合計", "小計", ""),
    )
    return other(ink)
