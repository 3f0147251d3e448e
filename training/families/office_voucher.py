"""One receipt that is not a till roll: who paid whom what for which, line by line."""

from __future__ import annotations

import random
from decimal import Decimal

from training.content import REDUCED, STANDARD, Line, TaxPart, Value, breakdown, tax_parts
from training.families import Drawing
from training.families.more_receipt_parts import proviso
from training.families.office_blocks import party, seal
from training.families.office_goods import firm, person, priced, shop, words
from training.families.office_ink import GOTHIC, LATIN, MINCHO, Facts, Ink, Piece, day_between, label, tax_field

SLIP_DAYS = ("kanji", "kanji-spaced", "kanji-wide", "wareki", "slash", "dot", "kanji-padded")
SLIP_MONEY = ("yen", "yen-wide", "yen-closed", "en")


class Voucher:
    """Who paid whom what for which, and the values that got printed."""

    def __init__(self, rng: random.Random, width: float, height: float, *, latin: bool = False) -> None:
        self.rng = rng
        self.ink = Ink(rng, width, height, faces=LATIN if latin else GOTHIC + MINCHO, days=SLIP_DAYS, money=SLIP_MONEY)
        self.total = Decimal(rng.randint(5, 2000) * 110) if rng.random() < 0.5 else Decimal(rng.randint(800, 240000))
        self.seller = firm(rng) if rng.random() < 0.6 else shop(rng, rng.choice(("cafe", "pub", "stationery")))
        self.payer, self.honorifics = (
            (firm(rng).name, ("様", "御中", "殿")) if rng.random() < 0.7 else (person(rng), ("様", "様", "殿"))
        )
        self.values: dict[str, Value] = {}

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def payer_line(self, x: float, y: float, width: float, *, size: float = 13.0) -> float:
        ink = self.ink
        honorific = ink.pick(*self.honorifics)
        right = ink.say(
            x + ink.rng.uniform(0, width * 0.15), y, self.put("addressee", self.payer), size=size, fit=width * 0.75
        )
        ink.say(max(right + 3, x + width * ink.rng.uniform(0.8, 0.92)), y, honorific, size=size * 0.9)
        ink.sheet.rule(x, y + size * 0.28, x + width, y + size * 0.28, 0.6)
        return y + size * 0.28 + 6

    def amount_line(self, x: float, y: float, width: float) -> float:
        """The amount in a box, on a band, on a double line, or behind 金."""
        ink = self.ink
        form, size = ink.pick("box", "band", "line", "plain", "label-box"), ink.rng.uniform(16, 22)
        shown = ink.pick(
            "¥{:,}-", "￥{:,}-", "¥{:,}", "￥{:,}－", "金{:,}円也", "¥ {:,} ※", "{:,}円", "金 {:,} 円"
        ).format(self.total)
        shown, _, mark = shown.partition(" ※")
        word = ink.pick("金額", "金　額", "領収金額", "合計金額", "", "")
        if form in ("box", "label-box"):
            ink.sheet.panel(x, y - 6, width, 12, weight=0.8)
        elif form == "band":
            ink.sheet.panel(x, y - 6, width, 12, fill=ink.tint, weight=0)
        elif form == "line":
            ink.sheet.rule(x, y + 6, x + width, y + 6, 1.0)
        if form == "label-box":
            ink.sheet.rule(x + width * 0.22, y - 6, x + width * 0.22, y + 6, 0.6)
        if word:
            ink.say(x + 2, y, label("total_amount", word), size=10, fit=width * 0.2)
        tail = ink.pick("", "", "（税込）", "(消費税込)")
        ink.say(
            x + width * 0.55,
            y,
            self.put("total_amount", self.total, shown),
            mark,
            size=size,
            bold=True,
            align="center",
            fit=width * 0.5,
        )
        ink.say(x + width - 1, y + 1, tail, size=8, align="right")
        return y + 11

    def proviso_line(self, x: float, y: float, width: float) -> float:
        ink, word = self.ink, label("proviso", self.rng.choice(words("proviso_label")))
        body, tail = proviso(self.rng, day_between(self.rng))
        if ink.maybe(0.4):
            whole = self.rng.choice(words("proviso"))
            body = whole.removesuffix("として")
            tail = whole[len(body) :]
        ink.say(x, y, word, ink.pick("：", "　", " "), self.put("proviso", body), tail, fit=width)
        if ink.maybe(0.6):
            ink.sheet.rule(x, y + 3, x + width, y + 3, 0.4)
        return y + 7

    def received(self, x: float, y: float) -> float:
        self.ink.say(x, y, self.rng.choice(words("received")))
        return y + 6

    def taxes(self, x: float, y: float, width: float) -> float:
        """The inner breakdown: 内訳, base without tax, tax, one rate."""
        ink, rate = self.ink, self.rng.choice((STANDARD, STANDARD, REDUCED))
        part = tax_parts((Line("", Decimal(1), "", self.total, rate),), True, "floor")[0]
        base = self.total - part.tax
        self.values |= {"tax_amount": part.tax, "tax_breakdown": breakdown((TaxPart(rate, base, part.tax),))}
        name = f"tax_breakdown.{part.percent}."
        rows: list[tuple[str, Piece]] = [
            *([("内訳", "")] if ink.maybe(0.4) else []),
            (
                ink.pick(f"税抜金額({part.percent}%)", f"{part.percent}％対象 税抜", "税抜金額"),
                (ink.money(base), f"{name}taxable_amount"),
            ),
            (
                ink.pick(f"消費税額({part.percent}%)", "消費税額等", f"消費税等({part.percent}％)"),
                (ink.money(part.tax), tax_field(part.percent, 1)),
            ),
        ]
        boxed = ink.maybe(0.5)
        for word, value in rows:
            if boxed:
                ink.sheet.panel(x, y - 2.5, width, 5, weight=ink.rule_weight)
            ink.say(x + 1, y, label(value[1].split("|")[0], word) if value else word, size=8, fit=width * 0.55)
            ink.say(x + width - 1, y, value, size=8, align="right", fit=width * 0.38)
            y += 4.8
        return y + 1

    def issuer(self, x: float, y: float, width: float, *, number: float = 0.8, room: float = 999.0) -> float:
        """Address, name, telephone, registration number, sealed; set smaller where room mm are too few."""
        ink, firm_ = self.ink, self.seller
        lines: list[list[Piece]] = [[self.put("vendor_name", firm_.name)]]
        where: list[list[Piece]] = [[f"〒{firm_.postal_code} " if ink.maybe(0.5) else "", firm_.address]]
        if firm_.building and ink.maybe(0.6):
            where.append([firm_.building])
        first = ink.maybe(0.4)
        lines = [*where, *lines] if first else [*lines, *where]
        if ink.maybe(0.85):
            word = label("vendor_phone", self.rng.choice(words("vendor_phone")))
            lines.append([word, ink.pick(" ", "", "："), self.put("vendor_phone", firm_.phone)])
        if ink.maybe(number):
            field = "vendor_registration_number"
            lines.append(
                [
                    label(field, self.rng.choice(words(field))),
                    ink.pick("", " "),
                    self.put(field, firm_.registration_number),
                ]
            )
        below = party(ink, x, y, width, lines, bold=len(where) if first else 0, room=room)
        if ink.maybe(0.6):
            seal(ink, firm_.name, x + width - 16, y + 6)
        return below

    def dated(self, x: float, y: float, *, align: str = "right") -> None:
        day, ink = day_between(self.rng), self.ink
        word: tuple[Piece, ...] = (
            (label("issue_date", ink.pick("発行日", "領収日", "日付", "発行日：")), " ") if ink.maybe(0.4) else ()
        )
        ink.say(x, y, *word, self.put("issue_date", day, ink.day(day)), align="right" if align == "right" else "left")

    def number(self) -> str:
        return self.ink.pick("No. {}", "No.{}", "領収書番号 {}", "R-{}", "№{}").format(self.rng.randint(1, 99999))

    def done(self, lines: tuple[Line, ...] = ()) -> Drawing:
        rows = priced(lines, "description", "quantity", "amount", "tax_rate")
        return Facts("receipt", self.values, rows), (self.ink.page(),)
