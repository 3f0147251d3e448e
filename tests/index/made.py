"""Entries and queries made at random, from alphabets so small that words, names and amounts collide."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from decimal import Decimal
from typing import TypeVar

from index.entry import Entry
from index.query import Query

T = TypeVar("T")

TYPES = ("invoice", "receipt", "contract", "other")
FIELDS = ("issue_date", "due_date", "total_amount", "vendor_name", "document_number")
_NAMES = (
    "髙橋商店",
    "㈱高橋商店",
    "有限会社高橋商店",
    "株式会社サクラ",
    "ｻｸﾗ工業(株)",
    "キヤノン",
    "キャノン 販売",
    "東京・商事 御中",
    "株式会社",
)
_PIECES: tuple[str, ...] = (
    "請求書",
    "請 求 書",
    "求",
    "書",
    "あ",
    "ああ",
    "あああ",
    "高橋",
    "髙",
    "441,648",
    "441648",
    "１",
    "11",
    "Total",
    "TOTAL",
    "to",
    "\n",
)
_PIECES += (
    " ",
    "  ",
    "ー",
    "－",
    "ラーメン",
    "ﾗｰﾒﾝ",
    "㈱",
    "(株)",
    "株式",
    "。",
    "𠮷",
    "吉",
    "Ａ社",
    "b",
    "¥",
    "が",
    "か\u3099",
)
_FILES = ("in/scan_014.pdf", "請求書 2026.PDF", "か\u3099そりん.tif", "a.jpg", "ガソリン代_１０月.jpg")


def document_id(n: int) -> str:
    return f"{hashlib.sha256(str(n // 2).encode()).hexdigest()}-{n % 2 * 9 + 1}-{n % 2 * 9 + 1 + n % 3}"


def text(rng: random.Random, pieces: int) -> str:
    return "".join(rng.choices(_PIECES, k=pieces))


def entry(rng: random.Random, n: int, sequence: int) -> Entry:
    date = rng.choice([None, dt.date(2026, 10, rng.randint(1, 5)), dt.date(rng.choice([1, 1925, 9999]), 1, 1)])
    amount = rng.choice(
        [None, Decimal(rng.randint(-3, 3)), Decimal(rng.randint(-30, 30)) / 10, Decimal("99999999999999.9999")]
    )
    counterparty = rng.choice([None, *_NAMES])
    known = {"date": date, "amount": amount, "counterparty": counterparty}
    return Entry(
        document_id=document_id(n),
        version=rng.randint(1, 3),
        sequence=sequence,
        document_type=rng.choice(TYPES),
        date=date,
        amount=amount,
        currency=None if amount is None else "JPY",
        counterparty=counterparty,
        present=(*rng.sample(FIELDS, rng.randint(0, 4)), *(name for name, value in known.items() if value is not None)),
        file=rng.choice(_FILES),
        pages=(1, rng.randint(1, 3)),
        review=rng.random() < 0.5,
        voided=rng.random() < 0.2,
        text=text(rng, rng.randint(0, 25)),
        values=tuple(
            [text(rng, rng.randint(0, 3)) for _ in range(rng.randint(0, 2))] + ([counterparty] if counterparty else [])
        ),
    )


def query(rng: random.Random) -> Query:
    """Each condition is rare, so that most combinations find something."""

    def sometimes(value: T) -> T | None:
        return value if rng.random() < 0.2 else None

    dates = sorted(dt.date(2026, 10, rng.randint(1, 5)) for _ in range(2))
    amounts = sorted(Decimal(rng.randint(-40, 40)) / rng.choice([1, 10, 100000]) for _ in range(2))
    return Query(
        words=tuple(text(rng, rng.randint(1, 2)) for _ in range(rng.choice([0, 0, 1, 1, 1, 2]))),
        types=tuple(sometimes(rng.sample(TYPES, 2)) or ()),
        counterparty=sometimes(rng.choice([*_NAMES, "髙", "高橋", "(株)ｻｸﾗ", "㈲", " "])),
        date_from=sometimes(dates[0]),
        date_to=sometimes(dates[1]),
        amount_min=sometimes(amounts[0]),
        amount_max=sometimes(amounts[1]),
        missing=tuple(sometimes(rng.sample((*FIELDS, "date", "amount", "counterparty"), rng.randint(1, 2))) or ()),
        file_name=sometimes(rng.choice(["pdf", "scan", "がそ", "10月", "_", "請 求 書", ""])),
        include_voided=rng.random() < 0.3,
        sort=rng.choice(["date", "amount", "relevance"]),
        limit=sometimes(rng.choice([1, 3, 10, 1000])),
    )
