"""One employee's claim: who asks what back for which days, and the blocks all expense reports share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from training.content import Value
from training.families import Drawing
from training.families.office_blocks import Col, Entry, grid, title
from training.families.office_goods import firm, person, pool, shop
from training.families.office_ink import GOTHIC, MINCHO, Facts, Ink, Piece, day_between, label
from training.formats import AMOUNTS

ROW_DAYS = (
    "month-day",
    "month-day",
    "slash",
    "kanji-month",
    "dot-month",
    "iso",
    "padded",
    "loose",
    "weekday",
    "kanji",
    "short-year",
    "kanji-weekday",
    "era",
    "hyphen",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """One thing paid."""

    day: date
    category: str
    description: str
    payee: str
    amount: Decimal


class Claim:
    """A claim on paper: ink, the expenses, and the values that got printed."""

    def __init__(
        self, rng: random.Random, width: float, height: float, *, travel: bool = False, rows: tuple[int, int] = (2, 14)
    ) -> None:
        self.rng = rng
        self.ink = Ink(rng, width, height, faces=GOTHIC + MINCHO[:1], sizes=(7.5, 9.8))
        self.first = day_between(rng)
        self.last = self.first + timedelta(rng.randint(0, 27))
        self.claimed = self.last + timedelta(rng.randint(0, 14))
        self.travel = travel
        days = sorted(day_between(rng, self.first, self.last) for _ in range(rng.randint(*rows)))
        self.spent = [self._spent(day) for day in days]
        self.applicant, self.department = person(rng), str(rng.choice(pool("expense", "departments")))
        self.purpose = (
            f"{rng.choice(pool('expense', 'errands'))}{rng.choice(('', 'のため', f'（{self.first.month}月分）'))}"
        )
        self.values: dict[str, Value] = {}
        self.row_days = rng.choice(ROW_DAYS)

    def _spent(self, day: date) -> Spent:
        rng = self.rng
        if self.travel:
            amount = Decimal(rng.choice((rng.randint(13, 250) * 10, rng.randint(130, 1800) * 10)))
            return Spent(
                day,
                rng.choice(pool("expense", "vehicles")),
                rng.choice(pool("expense", "errands")),
                firm(rng).name,
                amount,
            )
        payee = (
            shop(rng, rng.choice(("cafe", "stationery", "drug", "pub"))).name if rng.random() < 0.7 else firm(rng).name
        )
        return Spent(
            day,
            rng.choice(pool("expense", "categories")),
            rng.choice(pool("expense", "things")),
            payee,
            Decimal(rng.randint(130, 28000)),
        )

    @property
    def total(self) -> Decimal:
        return sum((spent.amount for spent in self.spent), Decimal(0))

    def word(self, field: str, key: str = "") -> Piece:
        """A label of a field out of its synonyms."""
        return label(field, self.rng.choice(pool("expense", key or field)))

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def signed(self, value: Decimal) -> str:
        """An amount that may be negative."""
        mark = "triangle" if value < 0 else self.ink.money_format
        return AMOUNTS[mark](value) if mark == "triangle" else self.ink.money(value)

    def row_day(self, day: date) -> str:
        """The day of a row, often without its year."""
        weekday = "月火水木金土日"[day.weekday()]
        shapes = {
            "month-day": f"{day.month}/{day.day}",
            "slash": f"{day:%Y/%m/%d}",
            "kanji-month": f"{day.month}月{day.day}日",
            "dot-month": f"{day.month}.{day.day}",
            "iso": day.isoformat(),
            "padded": f"{day:%m/%d}",
            "loose": f"{day.year}/{day.month}/{day.day}",
            "weekday": f"{day.month}/{day.day}({weekday})",
            "kanji": f"{day.year}年{day.month}月{day.day}日",
            "short-year": f"{day:%y/%m/%d}",
            "kanji-weekday": f"{day.month}月{day.day}日({weekday})",
            "era": f"R{day.year - 2018}.{day.month}.{day.day}",
            "hyphen": f"{day:%m-%d}",
        }
        return shapes[self.row_days]

    def heads(self, *, purpose: float = 0.6, period: float = 0.3) -> list[Entry]:
        """Applicant, department, day of claim and what else the head of a form asks for, in any order."""
        claimed = self.ink.day(self.claimed)
        self.values |= {"applicant_name": self.applicant, "application_date": self.claimed}
        entries: list[Entry] = [
            ("applicant_name", str(self.word("applicant_name")[0]), self.applicant),
            ("application_date", str(self.word("application_date")[0]), claimed),
        ]
        if self.ink.maybe(0.85):
            entries.append(
                ("department", str(self.word("department")[0]), str(self.put("department", self.department)[0]))
            )
        if self.ink.maybe(purpose):
            entries.append(("purpose", str(self.word("purpose")[0]), str(self.put("purpose", self.purpose)[0])))
        if self.ink.maybe(0.3):
            entries.append(
                ("", self.ink.pick("社員番号", "社員No.", "職員番号", "コード"), f"{self.rng.randint(100, 99999)}")
            )
        self.rng.shuffle(entries)
        return entries

    def period_line(self, x: float, y: float, width: float) -> float:
        """対象期間 from to."""
        ink = self.ink
        word, between = self.rng.choice(pool("expense", "period")), ink.pick(" ～ ", "～", " 〜 ", " - ", "から")
        first, last = (
            self.put("period_start", self.first, ink.day(self.first)),
            self.put("period_end", self.last, ink.day(self.last)),
        )
        ink.say(x, y, label("period_start", word), ink.pick("：", "　", " "), first, between, last, fit=width)
        return y + ink.size * 0.7

    def cells(self, n: int, keys: Sequence[str]) -> list[tuple[Piece, ...]]:
        """The row of an expense; keys name its columns, no, from and to are nobody's fields."""
        spent, rng = self.spent[n], self.rng
        texts = {
            "date": self.row_day(spent.day),
            "category": spent.category,
            "description": spent.description,
            "payee": spent.payee,
            "amount": self.ink.money(spent.amount),
        }
        out: list[tuple[Piece, ...]] = []
        for key in keys:
            if key in texts:
                out.append(((texts[key], f"line_items.{n}.{key}"),))
            else:
                other = {"no": str(n + 1), "receipt": rng.choice(("有", "無", "○", ""))}
                out.append((other.get(key, ""),))
        return out

    def table(
        self,
        x: float,
        y: float,
        width: float,
        keys: Sequence[str],
        shares: Sequence[float],
        *,
        least: int = 0,
        row: float = 0.0,
    ) -> float:
        """The expenses under these keys, widths by shares."""
        whole = sum(shares)
        others = {
            "no": self.ink.pick("No.", "番号", "NO"),
            "receipt": self.ink.pick("領収書", "領収証", "証憑"),
            "note": "備考",
        }
        columns = [
            Col(
                "" if key in others else key,
                others.get(key) or str(self.word("", key)[0]),
                width * share / whole,
                "right" if key == "amount" else "center" if key in ("no", "date", "receipt") else "left",
            )
            for key, share in zip(keys, shares, strict=True)
        ]
        rows = [self.cells(n, keys) for n in range(len(self.spent))]
        return grid(self.ink, x, y, columns, rows, least=least, row=row)

    def sums(self, x: float, y: float, width: float, *, advance: float = 0.4) -> float:
        """Total, perhaps advance and settlement, as ruled or open pairs at the right; returns the y under them."""
        ink = self.ink
        rows = [(self.word("total_amount"), self.put("total_amount", self.total, ink.money(self.total)))]
        if ink.maybe(advance):
            paid = Decimal(self.rng.randint(1, 12) * 5000)
            rest = self.total - paid
            rows.append((self.word("advance_amount"), self.put("advance_amount", paid, ink.money(paid))))
            rows.append((self.word("settlement_amount"), self.put("settlement_amount", rest, self.signed(rest))))
        boxed, height = ink.maybe(0.6), ink.size * 0.75
        for word, value in rows:
            if boxed:
                ink.sheet.panel(
                    x, y, width * 0.5, height, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight
                )
                ink.sheet.panel(x + width * 0.5, y, width * 0.5, height, weight=ink.rule_weight)
            ink.say(x + 1.5, y + height / 2, word, fit=width * 0.5 - 3)
            ink.say(x + width - 1.5, y + height / 2, value, align="right", fit=width * 0.5 - 3, bold=ink.maybe(0.3))
            y += height
        return y

    def head_title(self, x: float, y: float, key: str = "titles") -> float:
        return title(self.ink, x, y, str(self.rng.choice(pool("expense", key))))

    def done(self) -> Drawing:
        rows: tuple[dict[str, Value], ...] = tuple(
            {
                "date": spent.day,
                "category": spent.category,
                "description": spent.description,
                "payee": spent.payee,
                "amount": spent.amount,
            }
            for spent in self.spent
        )
        return Facts("expense_report", self.values, rows), self.ink.pages()
