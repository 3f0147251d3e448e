"""Parts of vouchers that are placed anywhere: addressee, proviso, amount, inner taxes, issuer, each in many forms."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

from training.content import REDUCED, STANDARD, Line, TaxPart, Value, breakdown, tax_parts
from training.families import Drawing
from training.families.office_blocks import Row, party, seal
from training.families.office_goods import firm, person, priced, shop, signed
from training.families.office_ink import GOTHIC, MINCHO, Facts, Ink, Piece, day_between, label, tax_field
from training.names import Company
from training.pools import table

HAND = (("hand", "hand"), ("brush", "brush"))
AMOUNTS = (
    "★¥{:,}※", "¥{:,}※", "￥{:,}－", "¥{:,}-", "¥{:,}", "金{:,}円", "金 {:,} 円也", "金{:,}円也", "一金{:,}円也",
    "{:,}円", "¥ {:,}", "{:,}円也", "¥{:,}－", "※¥{:,}※", "＊{:,}＊", "{:,}", "￥{:,}也", "★{:,}★",
)  # fmt: skip
VOUCHER_DAYS = (
    "kanji", "kanji-spaced", "kanji-wide", "wareki", "wareki-spaced", "slash", "dot", "kanji-padded", "wareki-short",
    "loose-slash", "iso",
)  # fmt: skip


def terms(section: str, key: str) -> list[Any]:
    """A list of pools/vouchers.toml."""
    found: list[Any] = table("vouchers")[section][key]
    return found


class Form:
    """A voucher to be filled in: who paid whom what for which, and the values that got printed."""

    def __init__(
        self, rng: random.Random, width: float, height: float, *, sizes: tuple[float, float] = (8, 10)
    ) -> None:
        self.rng = rng
        self.ink = Ink(
            rng, width, height, faces=GOTHIC + MINCHO, sizes=sizes, days=VOUCHER_DAYS,
            money=("yen", "yen-wide", "en", "plain", "yen-closed"),
        )  # fmt: skip
        self.filled = rng.choice(HAND)[0] if rng.random() < 0.2 else None
        self.total = Decimal(
            rng.choice((rng.randint(5, 2000) * 110, rng.randint(300, 240000), rng.randint(1, 90) * 500))
        )
        self.day = day_between(rng)
        self.seller = firm(rng) if rng.random() < 0.5 else shop(rng, rng.choice(("cafe", "pub", "stationery", "drug")))
        corporate = rng.random() < 0.6
        self.payer = firm(rng).name if corporate else person(rng)
        if corporate and rng.random() < 0.2:
            self.payer += rng.choice((" 東京支店", "　経理部", " 大阪営業所", "　総務課", " 本社"))
        self.honorific = rng.choice(("様", "御中", "御中", "殿") if corporate else ("様", "様", "様", "殿", "さま"))
        self.reason, self.tail = proviso(rng, self.day)
        self.values: dict[str, Value] = {}

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def word(self, field: str, *others: str) -> Piece:
        """A printed label of a field."""
        return label(field, self.rng.choice([*terms("words", field), *others]))

    def signed_by(self, kind: str) -> Company:
        """Become the receipt of an issuer of this kind."""
        self.seller = signed(self.rng, *terms("issuers", kind))
        return self.seller

    def addressee(self, x: float, y: float, width: float, *, size: float = 12.0, form: str = "") -> float:
        """Who paid, between x and x + width: bare, behind or under a label, the honorific near, far or none."""
        ink = self.ink
        form = form or ink.pick("bare", "bare", "bare", "left", "above", "boxed", "near", "nobody")
        if form == "nobody":
            ink.say(x + width * 0.3, y, self.put("addressee", "上様"), size=size, face=self.filled)
            ink.sheet.rule(x, y + size * 0.28, x + width, y + size * 0.28, 0.5)
            return y + size * 0.6
        start = x
        if form == "above":
            ink.say(x, y - 0.5, self.word("addressee"), size=ink.size * 0.8)
            y += size * 0.42
        elif form in ("left", "boxed"):
            start = ink.say(x + (1 if form == "boxed" else 0), y, self.word("addressee"), ink.pick("", "：", " ")) + 2.5
        name = self.put("addressee", self.payer)
        if form == "near":
            ink.say(start, y, name, ink.pick(" ", "　", ""), self.honorific, size=size, face=self.filled, fit=width)
        else:
            room = x + width - start
            indent = ink.rng.uniform(0, 0.2) * room
            right = ink.say(start + indent, y, name, size=size, fit=room * 0.7, face=self.filled)
            far = max(right + 1.5, x + width - size * 0.8) if ink.maybe(0.6) else right + ink.rng.uniform(1.5, 5)
            ink.say(min(far, x + width - 1), y, self.honorific, size=size * 0.9, align="left", fit=size * 0.75)
        if form == "boxed":
            ink.sheet.panel(x, y - size * 0.3, width + 4, size * 0.6, weight=ink.rule_weight)
        elif ink.maybe(0.7):
            ink.sheet.rule(x, y + size * 0.28, x + width, y + size * 0.28, ink.rule_weight)
        return y + size * 0.6

    def proviso(self, x: float, y: float, width: float, *, form: str = "") -> float:
        """What for, on a ruling, in a box, under or without its label."""
        ink = self.ink
        form = form or ink.pick("line", "line", "line", "box", "above", "wide", "bare")
        said = self.put("proviso", self.reason)
        tail = self.tail
        if form == "box":
            share = min(24.0, width * 0.25)
            ink.sheet.panel(x, y - 3.4, share, 6.8, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x + share, y - 3.4, width - share, 6.8, weight=ink.rule_weight)
            ink.say(x + share / 2, y, self.word("proviso"), align="center", fit=share - 2)
            ink.say(x + share + 2, y, said, tail, fit=width - share - 4, face=self.filled)
            return y + 8
        if form == "above":
            ink.say(x, y - 1, self.word("proviso"), size=ink.size * 0.8)
            ink.say(x + 3, y + 3.4, said, tail, fit=width - 3, face=self.filled)
            y += 3.4
        elif form == "wide":
            right = ink.say(x, y, self.word("proviso"), fit=width * 0.25)
            ink.say(max(right + 1, x + width * 0.3), y, said, fit=width * 0.48, face=self.filled)
            ink.say(x + width, y, tail.strip() or "として", align="right", fit=width * 0.18)
        elif form == "bare":
            ink.say(x, y, said, tail or "として", fit=width, face=self.filled)
        else:
            gap = ink.pick("：", "　", " ", "", ". ")
            ink.say(x, y, self.word("proviso"), gap, said, tail, fit=width)
        if ink.maybe(0.65):
            ink.sheet.rule(x, y + 3, x + width, y + 3, 0.4)
        return y + 7

    def amount(self, x: float, y: float, width: float, *, size: float = 0.0) -> float:
        """The amount between ★ and ※, behind 金, boxed, on rulings or a band."""
        ink = self.ink
        size = size or ink.rng.uniform(14, 21)
        half = size * 0.33
        shown = ink.pick(*AMOUNTS)
        before, _, after = shown.partition("{:,}")
        kept_before = before.lstrip("★※＊一")
        kept_after = after.rstrip("★※＊")
        form = ink.pick("box", "band", "line", "plain", "label-box", "double", "brackets")
        if form in ("box", "label-box"):
            ink.sheet.panel(x, y - half, width, 2 * half, weight=ink.rng.choice((0.5, 0.9, 1.4)))
        elif form == "band":
            ink.sheet.panel(x, y - half, width, 2 * half, fill=ink.tint, weight=0)
        elif form != "plain":
            for gap in (0.0, 0.9)[: 1 + (form == "double")]:
                ink.sheet.rule(x, y + half + gap, x + width, y + half + gap, 0.8)
        inner, span = x, width
        if form == "label-box" or ink.maybe(0.4):
            ink.say(x + 1.5, y, self.word("total_amount"), size=10, fit=width * 0.2)
            inner, span = x + width * 0.24, width * 0.76
        if form == "label-box":
            ink.sheet.rule(inner, y - half, inner, y + half, ink.rule_weight)
        note = ink.pick("", "", "（税込）", "(消費税込)", "-税込-")
        pieces: list[Piece] = [
            before[: len(before) - len(kept_before)],
            self.put("total_amount", self.total, f"{kept_before}{self.total:,}{kept_after}"),
            after[len(kept_after) :],
        ]
        room = span - 2 - (ink.wide((note,), size=8) + 1 if note else 0)
        ink.say(inner + room / 2, y, *pieces, size=size, bold=ink.maybe(0.8), align="center", fit=room)
        ink.say(x + width - 1, y + 1, note, size=8, align="right")
        return y + half + 5

    def taxes(self, x: float, y: float, width: float, *, form: str = "") -> float:
        """The breakdown: base and tax of the one rate, as a box of rows, a table with heads, or a line."""
        ink, rate = self.ink, self.rng.choice((STANDARD, STANDARD, STANDARD, REDUCED))
        part = tax_parts((Line("", Decimal(1), "", self.total, rate),), True, "floor")[0]
        base = self.total - part.tax
        self.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown((TaxPart(rate, base, part.tax),))}
        name = f"tax_breakdown.{part.percent}."
        based: Piece = (ink.money(base), f"{name}taxable_amount")
        taxed: Piece = (ink.money(part.tax), tax_field(part.percent, 1))
        on, of = (
            label(based[1], ink.pick(*terms("words", "base"))),
            label("tax_amount", ink.pick(*terms("words", "tax"))),
        )
        percent = ink.pick(f"{part.percent}%", f"{part.percent}％")
        form = form or ink.pick("rows", "rows", "heads", "line")
        high = 4.8
        if form == "line":
            ink.say(
                x, y, ink.pick("", "内訳 ", "（"), on, " ", based, "　", of, f"({percent}) ", taxed, size=8, fit=width
            )
            return y + high
        if form == "heads":
            third = width / 3
            for n, pieces in enumerate((("税率",), (on,), (of,), (percent,), (based,), (taxed,))):
                left, top = x + third * (n % 3), y + high * (n // 3)
                ink.sheet.panel(left, top - high / 2, third, high, weight=ink.rule_weight)
                ink.say(left + third / 2, top, *pieces, size=8, align="center", fit=third - 2)
            return y + 2 * high + 1
        boxed, headed = ink.maybe(0.6), ink.maybe(0.5)
        rows: list[tuple[tuple[Piece, ...], Piece]] = [((on,), based), ((of, f"({percent})"), taxed)]
        if headed:
            ink.say(x + 1, y, ink.pick("内訳", "内　訳", "【内訳】", "(内訳)"), size=8)
            y += high
        for words, value in rows:
            if boxed:
                ink.sheet.panel(x, y - high / 2, width, high, weight=ink.rule_weight)
            ink.say(x + 1, y, *words, size=8, fit=width * 0.57)
            ink.say(x + width - 1, y, value, size=8, align="right", fit=width * 0.37)
            y += high
        return y + 1

    def dated(self, x: float, y: float, *, right: bool = True, worded: float = 0.5) -> None:
        """The day, perhaps behind its label."""
        ink = self.ink
        word: tuple[Piece, ...] = (self.word("issue_date"), ink.pick(" ", "：", "　")) if ink.maybe(worded) else ()
        said = self.put("issue_date", self.day, ink.day(self.day))
        ink.say(x, y, *word, said, align="right" if right else "left")

    def issuer(self, x: float, y: float, width: float, *, room: float = 999.0, number: float = 0.7) -> float:
        """Name, address, telephone and registration number in any order, sealed or signed."""
        ink, sold = self.ink, self.seller
        named: list[Piece] = [self.put("vendor_name", sold.name)]
        more: list[list[Piece]] = []
        if ink.maybe(0.85):
            more.append([f"〒{sold.postal_code}{ink.pick(' ', '')}" if ink.maybe(0.5) else "", sold.address])
        if ink.maybe(0.8):
            word = label("vendor_phone", ink.pick("TEL", "TEL.", "電話", "Tel", "☎", "TEL/FAX", "電話番号"))
            more.append([word, ink.pick(" ", "", "：", ":"), self.put("vendor_phone", sold.phone)])
        if ink.maybe(number):
            field = "vendor_registration_number"
            word = label(
                field, ink.pick("登録番号", "登録番号：", "適格請求書発行事業者登録番号", "登録No.", "事業者登録番号")
            )
            more.append([word, ink.pick("", " "), self.put(field, sold.registration_number)])
        at = self.rng.choice((0, 0, 0, len(more), min(1, len(more))))
        below = party(ink, x, y, width, [*more[:at], named, *more[at:]], bold=at, room=room)
        if ink.maybe(0.5):
            seal(ink, sold.name, x + width - 16, y + 6)
        return below

    def boxed(
        self, x: float, y: float, width: float, rows: list[Row], *, high: float = 8.0, share: float = 0.28
    ) -> float:
        """Ruled pairs of one height."""
        ink = self.ink
        for word, pieces in rows:
            ink.sheet.panel(x, y, width * share, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
            ink.sheet.panel(x + width * share, y, width * (1 - share), high, weight=ink.rule_weight)
            ink.say(x + 1.5, y + high / 2, word, fit=width * share - 3)
            ink.say(x + width * share + 2, y + high / 2, *pieces, fit=width * (1 - share) - 4, face=self.filled)
            y += high
        return y

    def done(self, lines: tuple[Line, ...] = (), height: float | None = None) -> Drawing:
        """The receipt's facts and its sheet."""
        rows = priced(lines, "description", "quantity", "amount", "tax_rate")
        return Facts("receipt", self.values, rows), (self.ink.page(height),)


def proviso(rng: random.Random, day: date) -> tuple[str, str]:
    """What was paid for, and the words behind it that are not part of it."""
    numbers = {"month": day.month, "day": day.day, "year": day.year, "n": rng.randint(1, 30)}
    thing = f"{rng.choice(terms('provisos', 'things'))}{rng.choice(terms('provisos', 'endings'))}"
    whole = f"{rng.choice(terms('provisos', 'before'))}{thing}{rng.choice(terms('provisos', 'after'))}"
    return whole.format(**numbers), rng.choice(terms("provisos", "tails"))


def fees(rng: random.Random, kind: str, count: int, *, rate: Decimal = STANDARD) -> tuple[Line, ...]:
    """One line each of different things of a kind."""
    drawn = rng.sample(terms("fees", kind), count)
    return tuple(
        Line(str(name), Decimal(1), "", Decimal(rng.randint(low, high) // 10 * 10), rate) for name, low, high in drawn
    )
