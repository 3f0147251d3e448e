"""A strip of till paper, written downwards: the parts all Japanese till rolls are put together from."""

from __future__ import annotations

import random
from datetime import date, time
from decimal import Decimal

from training.content import STANDARD, Line, TaxPart, Value, breakdown, tax_parts
from training.families import Drawing
from training.families.office_goods import branch, person, priced, words
from training.families.office_ink import MARGIN, TILL, Facts, Ink, Piece, label, tax_field
from training.names import Company

ROLL_DAYS = ("kanji", "kanji-padded", "slash", "loose-slash", "iso", "kanji-spaced", "short-slash", "dot")


class Roll:
    """A strip of till paper written downwards; what is printed of the sale is noted as values."""

    def __init__(self, rng: random.Random, *widths: float, sizes: tuple[float, float] = (7.0, 8.8)) -> None:
        self.rng = rng
        self.ink = Ink(
            rng,
            rng.choice(widths or (58.0, 58.0, 72.0, 80.0)),
            600.0,
            faces=TILL,
            sizes=sizes,
            days=ROLL_DAYS,
            money=("plain", "yen", "yen", "yen-wide", "backslash", "en"),
        )
        self.y = 8.0
        self.step = self.ink.size * rng.uniform(0.48, 0.62)
        self.at = time(rng.randint(6, 22), rng.randint(0, 59), rng.randint(0, 59))
        self.values: dict[str, Value] = {}
        self.dash = rng.choice(("rule", "dashes", "hyphens", "blank"))

    @property
    def room(self) -> float:
        return self.ink.width - 2 * MARGIN

    def down(self, steps: float = 1.0) -> None:
        self.y += self.step * steps

    def middle(self, *pieces: Piece, big: float = 0.0, bold: bool = False) -> None:
        """A centred line."""
        self.ink.say(
            self.ink.width / 2, self.y, *pieces, align="center", fit=self.room, size=self.ink.size + big, bold=bold
        )
        self.down(1 + big / 9)

    def left(self, *pieces: Piece, indent: float = 0.0) -> None:
        """A line from the left edge."""
        self.ink.say(MARGIN + indent, self.y, *pieces, fit=self.room - indent)
        self.down()

    def pair(self, left: tuple[Piece, ...], right: tuple[Piece, ...], big: float = 0.0, bold: bool = False) -> None:
        """Label at the left edge, value at the right; on two lines when one is too narrow."""
        size = self.ink.size + big
        gap = self.room - self.ink.wide(left, size=size, bold=bold) - self.ink.wide(right, size=size, bold=bold)
        self.ink.say(MARGIN, self.y, *left, size=size, bold=bold, fit=self.room)
        if gap < 1.5:
            self.down()
        self.ink.say(self.ink.width - MARGIN, self.y, *right, size=size, bold=bold, align="right", fit=self.room)
        self.down(1 + big / 9)

    def cut(self) -> None:
        """A line across."""
        self.y += 0.3
        if self.dash == "rule":
            self.ink.sheet.rule(MARGIN, self.y - 0.5, self.ink.width - MARGIN, self.y - 0.5, 0.4)
        elif self.dash == "dashes":
            self.ink.sheet.dashes(MARGIN, self.ink.width - MARGIN, self.y - 0.5)
        elif self.dash == "hyphens":
            one = self.ink.wide(("-",))
            self.ink.say(MARGIN, self.y, "-" * int(self.room / one))
        self.down(0.9)

    def head(self, seller: Company, *, owner: str = "") -> None:
        """Sign, branch, company, address, telephone and registration number in any order but the sign's."""
        name, ink = seller.name, self.ink
        if shop := ink.pick(branch(self.rng), "", ""):
            name = f"{name}{ink.pick(' ', '')}{shop}"
        self.middle((name, "vendor_name"), big=self.rng.choice((2.5, 4.0, 6.0)), bold=True)
        self.values["vendor_name"] = name
        facts: list[tuple[Piece, ...]] = []
        if not shop and ink.maybe(0.3):
            facts.append((branch(self.rng),))
        if owner:
            facts.append((owner,))
        if ink.maybe(0.75):
            facts.append((seller.address,))
        if ink.maybe(0.85):
            self.values["vendor_phone"] = seller.phone
            gap = ink.pick("", " ", ":")
            facts.append(
                (label("vendor_phone", self.rng.choice(words("vendor_phone"))), gap, (seller.phone, "vendor_phone"))
            )
        if ink.maybe(0.85):
            facts.append(self.registration(seller))
        if ink.maybe(0.3):
            self.rng.shuffle(facts)
        for fact in facts:
            self.middle(*fact) if ink.maybe(0.8) else self.left(*fact)
        self.down(0.6)

    def registration(self, seller: Company) -> tuple[Piece, ...]:
        field = "vendor_registration_number"
        self.values[field] = seller.registration_number
        return label(field, self.rng.choice(words(field))), self.ink.pick("", " "), (seller.registration_number, field)

    def when(self, day: date) -> tuple[Piece, ...]:
        """Day, perhaps with its weekday, and time."""
        self.values["issue_date"] = day
        weekday = self.ink.pick("", "", f"({'月火水木金土日'[day.weekday()]})")
        at = self.ink.pick(f" {self.at:%H:%M}", f" {self.at:%H:%M:%S}", f"　{self.at.hour}時{self.at.minute:02}分", "")
        word = self.ink.pick("日時", "取引日", "取引日時", "発行日", "日付", "お買上日", "ご利用日", "領収日")
        head = (label("issue_date", word), " ") if self.ink.maybe(0.2) else ()
        return (*head, (self.ink.day(day), "issue_date"), f"{weekday}{at}")

    def counter(self, day: date) -> None:
        """Day and time, till, clerk and receipt number."""
        number = f"{self.rng.randint(1, 9999):04}"
        clerk = self.ink.pick(
            f"責:{self.rng.randint(1, 999):03}", f"担当 {person(self.rng)}", f"レジ{self.rng.randint(1, 12):02}", ""
        )
        if self.ink.maybe(0.5):
            self.left(*self.when(day))
            self.pair((f"{self.ink.pick('No.', 'レシートNo.', '伝票番号 ', '#')}{number}",), (clerk,))
        else:
            self.left(self.ink.pick("", f"ﾚｼﾞ#{self.rng.randint(1, 20)} ") + clerk)
            self.pair(self.when(day), (number,))

    def goods(self, lines: tuple[Line, ...], *, code: bool = False) -> None:
        """The lines sold, marked when both rates occur."""
        ink, both = self.ink, len({line.rate for line in lines}) > 1
        mark = ink.pick("※", "*", "軽", "＊")
        before, at = (
            ink.maybe(0.4),
            ink.pick("{q}点 × @{p}", "{q}個 X 単{p}", "@{p} × {q}", "({q} x {p})", "単{p} {q}コ"),
        )
        for n, line in enumerate(lines):
            tag = f"line_items.{n}."
            reduced = (mark, f"{tag}tax_rate") if both and line.rate < STANDARD else ""
            if code:
                self.left(f"{self.rng.randint(4_500_000_000_000, 4_999_999_999_999)}JAN")
            named: tuple[Piece, ...] = ((line.description, f"{tag}description"),)
            paid: tuple[Piece, ...] = ((ink.money(line.amount), f"{tag}amount"),)
            if reduced:
                named, paid = ((reduced, *named), paid) if before else (named, (*paid, reduced))
            if line.quantity == 1:
                self.pair(named, paid)
                continue
            first, _, second = at.partition("{q}")
            text: list[Piece] = []
            for part, value in ((first, line.quantity), (second, None)):
                text.append(part.format(p=f"{line.unit_price:,}"))
                if value is not None:
                    text.append((f"{value}", f"{tag}quantity"))
            if ink.maybe(0.5):
                self.left(*named)
                self.pair(("  ", *text), paid)
            else:
                self.pair(named, paid)
                self.left(*text, indent=6)

    def sums(self, lines: tuple[Line, ...], *, included: bool, field: str = "total_amount") -> Decimal:
        """Count, subtotal, tax by rate and total; returns the total."""
        ink, rng = self.ink, self.rng
        parts = tax_parts(lines, included, "floor")
        gross = sum((line.amount for line in lines), Decimal(0))
        total = gross if included else gross + sum((part.tax for part in parts), Decimal(0))
        count = sum(int(line.quantity) for line in lines)
        if not included or ink.maybe(0.7):
            points = ink.pick("", f"/{count}点", f"（{count}点）", f" {count}個")
            self.pair((label("subtotal", rng.choice(words("subtotal"))), points), (ink.money(gross),))
        if not included:
            self.taxes(parts, included=False)
        self.down(0.3)
        self.pair(
            (label(field, rng.choice(words("total_amount"))),),
            ((ink.money(total), field),),
            big=rng.choice((0.0, 2.0, 4.0, 6.0)),
            bold=ink.maybe(0.7),
        )
        self.values["total_amount"] = total
        if included:
            self.taxes(parts, included=True)
        return total

    def taxes(self, parts: tuple[TaxPart, ...], *, included: bool) -> None:
        """Base and tax by rate, in one of the ways tills print them."""
        ink = self.ink
        self.values["tax_breakdown"] = breakdown(parts)
        closed, form = ink.pick("()", "（）", "  ", "[]"), ink.rng.randint(0, 3)
        inside = (
            ink.pick("内消費税", "内税", "うち消費税", "内消費税等")
            if included
            else ink.pick("外税", "消費税", "消費税等", "税")
        )
        for part in parts:
            name, rate = f"tax_breakdown.{part.percent}.", f"{part.percent}{ink.pick('%', '％')}"
            base = ink.money(part.taxable), f"{name}taxable_amount"
            tax = ink.money(part.tax), tax_field(part.percent, len(parts))
            on, of = label(base[1], f"{rate}対象"), label(tax[1].split("|")[0], inside)
            if form == 0:
                self.pair((closed[0].strip(), on), (base, closed[1]))
                self.pair((f"{closed[0]} ", of), (tax, closed[1]))
            elif form == 1:
                self.pair((on, " ", base), (of, " ", tax))
            elif form == 2:
                self.pair((label(base[1], f"{inside}対象額 {rate}"),), (base,))
                self.pair((label(tax[1].split("|")[0], f"{inside}額"), f"   {rate}"), (tax,))
            else:
                self.left(closed[0].strip(), on, " ", base, " ", of, " ", tax, closed[1])
        if len(parts) == 1:
            self.values["tax_amount"] = parts[0].tax
        elif ink.maybe(0.4):
            whole = sum((part.tax for part in parts), Decimal(0))
            self.values["tax_amount"] = whole
            self.pair(
                (label("tax_amount", ink.pick("消費税計", "税合計", "消費税等合計", "内税額計")),),
                ((ink.money(whole), "tax_amount"),),
            )

    def payment(self, total: Decimal, *methods: str) -> None:
        """How it was paid: cash with change, or a card and its slip."""
        ink, rng = self.ink, self.rng
        method = rng.choice(methods or ("cash", "cash", "credit_card", "e_money", "qr"))
        self.values["payment_method"] = method
        paid: Piece = (rng.choice(words(method)), "payment_method")
        if method != "cash":
            self.pair((paid, ink.pick("", "支払", " 売上")), (ink.money(total),))
            digits = f"{rng.randint(0, 9999):04}"
            for text in rng.sample(
                (
                    f"カード番号 ************{digits}",
                    f"承認番号 {rng.randint(0, 999999):06}",
                    "一括払い",
                    f"残高 {ink.money(Decimal(rng.randint(100, 9000)))}",
                    f"端末番号 {rng.randint(10**8, 10**9)}",
                ),
                rng.randint(0, 3),
            ):
                self.left(text)
            return
        step = rng.choice((1, 10, 100, 1000, 10000))
        tendered = Decimal(-(-int(total) // step) * step)
        word = rng.choice(words("tendered"))
        if word.startswith("現金"):
            paid = ("現金", "payment_method")
            self.pair((paid, word[2:]), (ink.money(tendered),))
        elif ink.maybe(0.5):
            self.pair((paid,), (ink.money(tendered),))
            if ink.maybe(0.5):
                self.pair((word,), (ink.money(tendered),))
        else:
            self.values.pop("payment_method")
            self.pair((word,), (ink.money(tendered),))
        self.pair((rng.choice(words("change")),), (ink.money(tendered - total),))

    def foot(self, *lines: str) -> None:
        """Thanks and notes."""
        self.down(0.5)
        for line in (*lines, *self.rng.sample(words("thanks"), self.rng.randint(0, 2))):
            self.middle(line)

    def points(self) -> None:
        """The point card's lines: amounts that are nobody's total."""
        rng, before = self.rng, self.rng.randint(10, 9000)
        gained = rng.randint(1, 90)
        self.cut()
        self.left(f"会員番号 {rng.randint(10**7, 10**8)}")
        self.pair((self.ink.pick("前回ポイント", "ポイント残高"),), (f"{before:,}P",))
        self.pair((self.ink.pick("今回ポイント", "獲得ポイント"),), (f"{gained}P",))
        self.pair((self.ink.pick("累計ポイント", "ポイント合計"),), (f"{before + gained:,}P",))

    def done(self, lines: tuple[Line, ...] = ()) -> Drawing:
        """Facts and the page, cut under the last line."""
        rows = priced(lines, "description", "quantity", "amount", "tax_rate")
        page = self.ink.page(self.y + 4)
        return Facts("receipt", self.values, rows), (page,)
