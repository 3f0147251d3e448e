"""What office papers speak of: shops, goods with prices, words, people."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from training import names
from training.content import REDUCED, STANDARD, Line, Value
from training.names import Company
from training.pools import table

_KANA = "アイウエオカキクケコサシスセソタチツテトナニノハヒフマミムモヤユヨラリルレワ"
_HEADS = "青朝東北南西大小中上高長平松竹梅桜藤森川山石岩谷原島浜水月星光新古金銀白黒赤緑春夏秋冬雪花鳥風雲海千万三五八"
_TAILS = "川山田野原島村沢谷浜崎坂橋本木森台岡丘井口池泉里宮倉屋尾瀬津戸"


def words(key: str) -> list[str]:
    """The synonyms of pools/office.toml."""
    found: list[str] = table("office")["words"][key]
    return found


def pool(section: str, key: str) -> list[Any]:
    """A list of pools/office.toml."""
    found: list[Any] = table("office")[section][key]
    return found


def stem(rng: random.Random) -> str:
    """An invented stem of a firm's name: from the pool, two kanji, or kana."""
    kind = rng.random()
    if kind < 0.35:
        return str(rng.choice(table("names")["stems"])[0])
    if kind < 0.8:
        return rng.choice(_HEADS) + rng.choice(_TAILS)
    return "".join(rng.choice(_KANA) for _ in range(rng.randint(2, 4))) + rng.choice(("", "ン", "ー"))


def firm(rng: random.Random) -> Company:
    """A company of any trade, its legal form anywhere."""
    form = rng.choices(("株式会社", "有限会社", "合同会社"), (8, 1, 1))[0]
    trade = rng.choice(list(table("names")["trades"]))
    drawn = names.company(rng, trade, form)
    if rng.random() < 0.3:
        return drawn
    name, ending = (
        stem(rng),
        rng.choice((table("names")["trades"][trade][0], "", "ホールディングス", "産業", "電機", "企画")),
    )
    return replace(drawn, name=f"{form}{name}{ending}" if rng.random() < 0.5 else f"{name}{ending}{form}")


def shop(rng: random.Random, trade: str) -> Company:
    """A shop by its sign."""
    sign = str(rng.choice(pool("shops", trade))).format(stem(rng))
    return names.shop(rng, sign)


def signed(rng: random.Random, *signs: str) -> Company:
    """A seller with one of these signs around an invented stem."""
    return names.shop(rng, rng.choice(signs).format(stem(rng)))


def branch(rng: random.Random) -> str:
    """Which shop of a chain."""
    return f"{rng.choice(pool('shops', 'branches'))}"


def basket(rng: random.Random, trade: str, count: int, *, most: int = 4) -> tuple[Line, ...]:
    """Goods of a till, each at one price; repeats when the pool is used up."""
    drawn = [rng.choice(pool("goods", trade)) for _ in range(count)]
    return tuple(
        Line(
            description,
            Decimal(rng.choice((1, 1, 1, rng.randint(2, most)))),
            "点",
            Decimal(rng.randint(low, high)),
            REDUCED if reduced else STANDARD,
        )
        for description, low, high, reduced in drawn
    )


def priced(lines: tuple[Line, ...], *keys: str) -> tuple[dict[str, Value], ...]:
    """The rows of lines with these keys only."""
    return tuple({key: line.row()[key] for key in keys} for line in lines)


def person(rng: random.Random) -> str:
    """Somebody's name, with or without a space."""
    drawn, known = names.person(rng), rng.random()
    surname = drawn.surname if known < 0.25 else rng.choice(_HEADS) + rng.choice(_TAILS)
    if known > 0.6:
        surname = str(rng.choice(pool("people", "surnames")))
    given = drawn.given if rng.random() < 0.3 else str(rng.choice(pool("people", "givens")))
    return f"{surname}{rng.choice((' ', '　', ''))}{given}"


def english_firm(rng: random.Random, *, malay: bool = False) -> tuple[str, str, str]:
    """Name, street and town of an English-writing firm."""
    where, form = (
        ("malay", rng.choice(pool("english", "malay_forms")))
        if malay
        else ("western", rng.choice(pool("english", "western_forms")))
    )
    name = f"{rng.choice(pool('english', 'firms'))} {rng.choice(pool('english', 'lines'))}"
    street = str(rng.choice(pool("english", f"{where}_streets"))).format(rng.randint(1, 990), rng.randint(1, 20))
    return (
        f"{name}{'' if form.startswith(',') else ' '}{form}",
        street,
        str(rng.choice(pool("english", f"{where}_towns"))),
    )


def english_person(rng: random.Random) -> str:
    """Given name and surname."""
    return f"{rng.choice(pool('english', 'first'))} {rng.choice(pool('english', 'last'))}"
