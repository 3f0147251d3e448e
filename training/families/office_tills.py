"""Till rolls of Japanese shops, each with its own order of parts."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from training.content import REDUCED, STANDARD, Line
from training.families import Drawing, family
from training.families.office_goods import basket, firm, person, shop, words
from training.families.office_ink import MARGIN, day_between, label
from training.families.office_roll import Roll


@family("till_supermarket", "receipt")
def supermarket(rng: random.Random) -> Drawing:
    """Sign, clerk, goods with both rates, tax on top or inside, change, points."""
    roll, lines = Roll(rng), basket(rng, "grocery", rng.randint(2, 16), most=6)
    if roll.ink.maybe(0.3):
        roll.middle(rng.choice(words("thanks")))
    roll.head(shop(rng, "grocery"), owner=firm(rng).name if roll.ink.maybe(0.2) else "")
    if roll.ink.maybe(0.5):
        roll.middle(rng.choice(words("receipt_title")), big=2)
    roll.counter(day_between(rng))
    roll.cut()
    roll.goods(lines)
    roll.cut()
    total = roll.sums(lines, included=roll.ink.maybe(0.4))
    roll.payment(total)
    if roll.ink.maybe(0.6):
        roll.points()
    roll.cut()
    roll.foot()
    return roll.done(lines)


@family("till_convenience", "receipt")
def convenience(rng: random.Random) -> Drawing:
    """Sign large, 【領収証】, goods with inside tax, e-money with its balance, clerk at the foot."""
    roll, lines = Roll(rng, 58.0, 80.0), basket(rng, "convenience", rng.randint(1, 7), most=3)
    seller = shop(rng, "convenience")
    roll.head(seller)
    roll.left(*roll.when(day_between(rng)))
    left, right = rng.choice((("【", "】"), ("[", "]"), ("〈", "〉"), ("", "")))
    roll.middle(f"{left}{roll.ink.pick('領 収 証', '領収証', '領収書', 'レシート')}{right}", big=2, bold=True)
    roll.goods(lines)
    total = roll.sums(lines, included=True)
    roll.payment(total, "cash", "e_money", "e_money", "qr", "credit_card")
    roll.cut()
    roll.left(roll.ink.pick("上記正に領収いたしました", "「※」は軽減税率対象", "軽印は軽減税率対象商品です"))
    roll.left(f"責任者 No.{rng.randint(1, 99):02}  店No {rng.randint(1000, 99999)}")
    roll.foot()
    return roll.done(lines)


@family("till_cafe", "receipt")
def cafe(rng: random.Random) -> Drawing:
    """Table and guests first, eat in or take out, one line per dish, the shop's lines at the foot or head."""
    roll, lines = Roll(rng), basket(rng, "cafe", rng.randint(1, 6), most=3)
    seller, at_foot = shop(rng, "cafe"), roll.ink.maybe(0.35)
    if not at_foot:
        roll.head(seller)
    roll.middle(rng.choice(words("receipt_title")), big=3, bold=True)
    roll.pair(roll.when(day_between(rng)), (f"T-{rng.randint(1, 30)}",))
    roll.pair(
        (f"{rng.randint(1, 6)}名様",),
        (roll.ink.pick("店内", "イートイン", "お持ち帰り", f"伝票 {rng.randint(1, 300)}"),),
    )
    roll.cut()
    roll.goods(lines)
    roll.cut()
    total = roll.sums(lines, included=roll.ink.maybe(0.8))
    roll.payment(total)
    roll.cut()
    if at_foot:
        roll.down(0.5)
        roll.head(seller)
    roll.foot()
    return roll.done(lines)


@family("till_drugstore", "receipt")
def drugstore(rng: random.Random) -> Drawing:
    """A JAN code above each article, self-medication stars, discount line, points with dates."""
    roll, lines = Roll(rng, 58.0, 72.0), basket(rng, "drug", rng.randint(1, 7), most=3)
    seller, day = shop(rng, "drug"), day_between(rng)
    roll.head(seller, owner=firm(rng).name if roll.ink.maybe(0.4) else "")
    roll.counter(day)
    roll.cut()
    roll.goods(lines, code=True)
    roll.cut()
    total = roll.sums(lines, included=roll.ink.maybe(0.5))
    roll.payment(total)
    if roll.ink.maybe(0.5):
        roll.left(f"★セルフメディケーション税制対象 {roll.ink.money(Decimal(rng.randint(500, 3000)))}")
    roll.points()
    roll.left(f"ポイント有効期限 {roll.ink.day(day + timedelta(365))}")
    roll.foot(f"次回使えるクーポン {roll.ink.day(day + timedelta(30))}まで")
    return roll.done(lines)


@family("till_pub", "receipt")
def pub(rng: random.Random) -> Drawing:
    """A bill with quantity, price and amount in columns, service charge inside the total, per head."""
    roll, lines = Roll(rng, 72.0, 80.0), list(basket(rng, "pub", rng.randint(4, 12), most=8))
    ink, heads = roll.ink, rng.randint(2, 9)
    roll.head(shop(rng, "pub"))
    roll.middle(ink.pick("御会計票", "お会計明細書", "領収書", "御計算書"), big=3, bold=True)
    roll.left(*roll.when(day_between(rng)))
    roll.pair((f"卓番 {rng.randint(1, 40)}",), (f"人数 {heads}名",))
    if ink.maybe(0.5):
        lines.append(
            Line(ink.pick("サービス料", "席料", "チャージ"), Decimal(heads), "名", Decimal(rng.choice((200, 300, 500))))
        )
    roll.cut()
    heading = (
        ("description", "品名", MARGIN),
        ("quantity", "数量", ink.width * 0.66),
        ("amount", "金額", ink.width - MARGIN),
    )
    for key, word, x in heading:
        ink.say(x, roll.y, label(f"line_items.{key}", word), align="left" if key == "description" else "right")
    roll.down(1.1)
    for n, line in enumerate(lines):
        ink.say(MARGIN, roll.y, (line.description, f"line_items.{n}.description"), fit=ink.width * 0.5)
        ink.say(ink.width * 0.66, roll.y, (f"{line.quantity}", f"line_items.{n}.quantity"), align="right")
        ink.say(ink.width - MARGIN, roll.y, (ink.money(line.amount), f"line_items.{n}.amount"), align="right")
        roll.down()
    roll.cut()
    total = roll.sums(tuple(lines), included=ink.maybe(0.6))
    if ink.maybe(0.5):
        roll.pair(("お一人様",), (ink.money(Decimal(-(-int(total) // heads))),))
    roll.payment(total)
    roll.foot()
    return roll.done(tuple(lines))


@family("till_hall", "receipt", withheld=True)
def hall(rng: random.Random) -> Drawing:
    """An office shop's wide roll: addressee, codes before and rate letters behind each line, the shop last."""
    roll, lines = Roll(rng, 80.0), basket(rng, "stationery", rng.randint(1, 8), most=5)
    ink = roll.ink
    roll.middle(ink.pick("領収書兼お買上明細", "お買上計算書", "領収書"), big=2)
    if ink.maybe(0.6):
        name, honorifics = (firm(rng).name, ("様", "御中")) if ink.maybe(0.7) else (person(rng), ("様", "殿"))
        roll.values["addressee"] = name
        roll.pair(((name, "addressee"),), (ink.pick(*honorifics),), big=1)
    roll.counter(day_between(rng))
    roll.cut()
    for n, line in enumerate(lines):
        tag = f"line_items.{n}."
        roll.left(f"{rng.randint(10**5, 10**6)} ", (line.description, f"{tag}description"))
        roll.pair(
            (f"   {line.unit_price:,} ", "x ", (f"{line.quantity}", f"{tag}quantity")),
            ((ink.money(line.amount), f"{tag}amount"), f" {'B' if line.rate == REDUCED else 'A'}"),
        )
    roll.cut()
    total = roll.sums(lines, included=ink.maybe(0.3))
    roll.payment(total)
    roll.left(f"A:{int(STANDARD * 100)}%  B:{int(REDUCED * 100)}%")
    roll.head(shop(rng, "stationery"))
    roll.foot()
    return roll.done(lines)
