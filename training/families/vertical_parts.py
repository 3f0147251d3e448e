"""A sheet of vertical writing and what its papers share: numbers as columns have them, parties, columns one by one.

It is laid out as if its columns were rows (`page.py`), so the blocks of office papers serve: x runs down the paper, y
from its right edge to its left.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from training.content import Value
from training.families import chance
from training.families.office_blocks import seal
from training.families.office_goods import firm, person, signed
from training.families.office_ink import Ink, Piece, label
from training.formats import daiji, kanji_number, positional
from training.names import Company
from training.page import MM_PER_PT, Align, Page
from training.pools import table

FACES = (
    ("mincho", "mincho"), ("mincho", "mincho"), ("mincho-mono", "mincho-mono"), ("gothic", "gothic"),
    ("gothic-mono", "gothic-mono"), ("round-mono", "ud-mono-bold"), ("ud-mono", "ud-mono-bold"), ("brush", "brush"),
)  # fmt: skip
"""Those in which kana take a whole square each."""
DAYS = ("wareki-numerals", "wareki-numerals", "wareki-numerals", "wareki-digits", "numerals", "wareki", "kanji")
_FULL = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)} | {"¥": "￥"})
_NUMERALS = str.maketrans("0123456789-", "〇一二三四五六七八九ー")
_LATIN = re.compile(r"[!-~¥]+")

AMOUNTS: dict[str, Callable[[int], str]] = {
    "spoken": lambda v: f"{kanji_number(v)}円",
    "formal": lambda v: f"{daiji(v)}円",
    "digits": lambda v: f"{positional(v)}円",
    "commas": lambda v: f"{positional(v, '、')}円",
    "wide": lambda v: f"{v:,}円".translate(_FULL),
    "yen": lambda v: f"￥{v:,}".translate(_FULL),
    "turned": lambda v: f"{v:,}円",
}


def words(key: str) -> Any:
    """A list of words of pools/vertical.toml."""
    return table("vertical")["words"][key]


class Brush(Ink):
    """The sheet: paper is its width and height in mm as one reads it; digits is how it writes numbers."""

    def __init__(
        self, rng: random.Random, paper: tuple[float, float] = (210.0, 297.0), *, sizes: tuple[float, float] = (9.5, 13)
    ) -> None:
        super().__init__(rng, paper[1], paper[0], faces=FACES, sizes=sizes, days=DAYS, down=True)
        self.digits = self.pick("numerals", "numerals", "numerals", "wide", "wide", "turned")
        forms = {
            "numerals": ("spoken", "digits", "commas", "commas", "formal"),
            "wide": ("wide", "yen", "commas"),
            "turned": ("turned", "wide", "spoken"),
        }
        self.amounts = self.pick(*forms[self.digits])
        self.counts = self.pick("spoken", "digits", "pair") if self.digits == "numerals" else "pair"
        self.dash = self.pick("ー", "－", "ノ", "の", "ー")

    def written(self, text: str) -> str:
        """Two digits side by side in one square; what else is Latin upright, in numerals or turned on its side."""
        return _LATIN.sub(lambda match: self._latin(match[0]), text)

    def _latin(self, text: str) -> str:
        if re.fullmatch(r"[0-9]{2}", text) or (self.digits == "turned" and len(text) > 2):
            return text
        return text.translate(_NUMERALS if self.digits == "numerals" and len(text) > 2 else {}).translate(_FULL)

    def money(self, value: Decimal) -> str:
        """As this paper prints amounts in its lines."""
        return self.yen(value, self.amounts)

    def yen(self, value: Decimal, form: str) -> str:
        """An amount in one of AMOUNTS."""
        if not 0 < abs(value) < 10**8:
            form = "wide"
        return f"{'△' if value < 0 else ''}{AMOUNTS[form](int(abs(value)))}"

    def headline(self, value: Decimal) -> str:
        """As it prints the amount that everything is about, without the word 金 before it."""
        form = self.pick("formal", "formal", "spoken", self.amounts)
        return self.yen(value, form) + self.pick("也", "也", "也", "")

    def count(self, value: Decimal) -> str:
        """As it prints quantities."""
        if value != int(value) or self.counts == "pair":
            return f"{value:f}" if len(f"{value:f}") == 2 else f"{value:f}".translate(_FULL)
        return kanji_number(int(value)) if self.counts == "spoken" else positional(int(value))

    def company(self, signs: Sequence[str] = ()) -> Company:
        """A firm, or somebody in business under one of the signs; its address as this paper writes numbers."""
        rng = self.rng
        found = signed(rng, *signs) if signs else rng.choice((chance.firm, firm))(rng)
        if self.digits != "numerals":
            return found
        numerals = str.maketrans("0123456789-", "〇一二三四五六七八九" + self.dash)
        return replace(found, address=found.address.translate(numerals), building=found.building.translate(numerals))


class Paper:
    """Columns from the right edge leftwards, and the values that got printed."""

    def __init__(self, ink: Brush, *, top: float = 0.0, bottom: float = 0.0, y: float = 0.0) -> None:
        self.ink, self.rng = ink, ink.rng
        self.top = top or ink.width * ink.rng.uniform(0.05, 0.1)
        self.bottom = bottom or ink.width * ink.rng.uniform(0.9, 0.95)
        self.y = y or ink.height * ink.rng.uniform(0.04, 0.08)
        self.gap = ink.rng.uniform(1.5, 2.1)
        self.values: dict[str, Value] = {}

    def put(self, field: str, value: Value, text: str = "") -> Piece:
        """A value to print, noted as printed."""
        self.values[field] = value
        return text or str(value), field

    def word(self, field: str, key: str) -> Piece:
        """A printed label of a field."""
        return label(field, self.rng.choice(words(key)))

    def column(
        self,
        *pieces: Piece,
        size: float = 0.0,
        align: Align = "left",
        indent: float = 0.0,
        bold: bool = False,
        gap: float = 0.0,
    ) -> float:
        """The next column: indent mm from the top, or from the bottom where it ends there; returns its y."""
        ink, size = self.ink, size or self.ink.size
        half = size * MM_PER_PT * (gap or self.gap) / 2
        self.y += half
        at = {"left": self.top + indent, "right": self.bottom - indent, "center": (self.top + self.bottom) / 2}[align]
        ink.say(at, self.y, *pieces, align=align, size=size, bold=bold, fit=self.bottom - self.top - indent)
        self.y += half
        return self.y - half

    def room(self) -> float:
        """Millimetres to the left edge of the paper."""
        return self.ink.height - self.y - 6

    def addressee(self, field: str, name: str, *, size: float = 0.0) -> None:
        """Who it is for, with an honorific near or far."""
        ink = self.ink
        corporate = any(form in name for form in ("会社", "㈱", "法人", "組合"))
        honorific = ink.pick("御中", "様", "殿") if corporate else ink.pick("様", "様", "殿")
        self.column(self.put(field, name), ink.pick("　", "　　", " ", ""), honorific, size=size or ink.size + 3)

    def dated(self, field: str, text: str, value: Value, *, labelled: float = 0.2, **how: Any) -> None:
        """A day, perhaps behind its label."""
        said = self.put(field, value, text)
        key = "due" if field == "due_date" else "day"
        word = (self.word(field, key), self.ink.pick("　", "：")) if self.ink.maybe(labelled) else ()
        self.column(*word, said, **how)

    def issuer(self, company: Company, *, registered: float = 0.6) -> None:
        """Address, name in larger type, telephone and registration number at the foot or head, and a seal."""
        ink = self.ink
        ends: Align = ink.rng.choice(("right", "right", "left"))
        indent = ink.rng.uniform(2, 12) if ends == "right" else (self.bottom - self.top) * ink.rng.uniform(0.25, 0.45)
        named, more = ink.maybe(0.3), []
        if ink.maybe(0.85):
            field = "vendor_postal_code"
            code = ("〒", self.put(field, company.postal_code), "　") if ink.maybe(0.25) else ()
            more.append((*code, self.put("vendor_address", company.full_address)))
        if ink.maybe(0.75):
            word = self.word("vendor_phone", "phone")
            more.append((word, ink.pick("　", "", " "), self.put("vendor_phone", company.phone)))
        if ink.maybe(registered):
            field = "vendor_registration_number"
            word = self.word(field, "registration")
            more.append((word, ink.pick("　", "：", " "), self.put(field, company.registration_number)))
        at = 0 if named else min(ink.rng.choice((1, 1, len(more))), len(more))
        for n in range(len(more) + 1):
            if n == at:
                size = ink.size + ink.rng.uniform(1, 5)
                y = self.column(self.put("vendor_name", company.name), size=size, align=ends, indent=indent, bold=True)
                if ink.maybe(0.7):
                    seal(ink, company.name, self.bottom - indent - (12 if ends == "right" else 20), y)
            if n < len(more):
                self.column(*more[n], size=ink.size * ink.rng.choice((0.8, 0.9, 1.0)), align=ends, indent=indent)

    def title(self, text: str, *, size: float = 0.0) -> None:
        """The paper's name in large type, perhaps spaced, ruled or boxed."""
        ink = self.ink
        spaced = ink.pick("", "　", " ").join(text) if len(text) < 6 else text
        size = size or ink.rng.uniform(17, 26)
        align: Align = ink.rng.choice(("left", "center", "center"))
        start = self.y
        self.column(spaced, size=size, align=align, bold=True, gap=1.5)
        if ink.maybe(0.2):
            ink.sheet.rule(self.top, self.y, self.bottom, self.y, 0.7)
        elif ink.maybe(0.12):
            ink.sheet.panel(self.top - 3, start, self.bottom - self.top + 6, self.y - start, weight=0.8)
        self.y += 3


def somebody(ink: Brush) -> str:
    """A firm or a person, as addressee."""
    return ink.company().name if ink.maybe(0.6) else person(ink.rng)


def over(page: Page, other: Page) -> Page:
    """Both on one sheet."""
    return Page(page.width, page.height, page.marks + other.marks)
