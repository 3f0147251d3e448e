"""Blocks of trade papers whose tables hold more than lines: any unit, headings and sums between, any account."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from training.content import STANDARD, Line, Trade
from training.families import chance
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, deal, money
from training.families.more_trade_free import abreast, greeting, subject, trade_amount
from training.families.more_trade_parts import Block
from training.families.office_blocks import Cells, Col, approvals, title
from training.families.office_goods import stem
from training.families.office_ink import Piece, label
from training.families.trade_deal import Desk
from training.formats import DATES
from training.names import Bank, Company
from training.page import Align
from training.pools import table

SHARES = sums.SHARES | {"slip": 1.1, "taxed": 1.5, "tax": 1.1, "narrow": 0.5}
"""Widths of columns, in parts of the table's; narrow is a unit without a heading."""
_OWN_FIELDS = {"day": "date", "counted": "quantity", "narrow": ""}
_NO_FIELDS = {"no", "code", "note", "slip", "taxed", "tax"}
_RIGHT = ("quantity", "counted", "unit_price", "amount", "taxed", "tax")
_HALF = str.maketrans(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー\u3099\u309a",
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｰﾞﾟ",
)
"""Kana, taken apart, at half their width."""


def words(key: str) -> list[Any]:
    """A list of pools/layers.toml."""
    found: list[Any] = table("layers")[key]
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """How one paper prints its lines.

    gap stands between a number and its unit, mark behind what is taxed at the reduced rate; bare amounts have no
    currency; day names a format; code is a form with up to two numbers in it.
    """

    gap: str
    mark: str
    bare: bool
    day: str
    code: str

    @classmethod
    def drawn(cls, rng: random.Random) -> Look:
        """By chance."""
        return cls(
            rng.choice(("", "", "", " ", "　")),
            rng.choice(("※", " ※", "★", "(軽)", "軽", "＊", "*", " 軽減", "◆")),
            rng.random() < 0.7,
            rng.choice(("month-day", "month-day-padded", "slash", "short-slash", "dot")),
            str(rng.choice(words("codes"))),
        )


def counted_deal(
    rng: random.Random, *kinds: str, most: int = 9, least: int = 1, days: bool = False, returns: float = 0.15,
    off: float = 0.15, size: tuple[float, float] = A4, sizes: tuple[float, float] = (7.8, 9.8),
) -> Desk:  # fmt: skip
    """A Japanese deal with any units and any account; goods sent back or money taken off in that share of papers."""
    made = deal(rng, *kinds, most=most, least=least, days=days, size=size, sizes=sizes)
    trade = made.trade
    lines = [_counted(rng, line) for line in trade.lines]
    if len(lines) > 2 and rng.random() < returns:
        n = rng.randrange(len(lines))
        back = str(rng.choice(words("returned"))).format(lines[n].description)
        lines[n] = replace(lines[n], description=back, quantity=-max(Decimal(1), lines[n].quantity // 10))
    if len(lines) > 1 and rng.random() < off:
        gross = sum((line.amount for line in lines), Decimal(0))
        word = str(rng.choice(words("adjustments")))
        lines[-1] = replace(
            lines[-1], description=word, quantity=Decimal(1), unit="式",
            unit_price=-max(Decimal(1), gross // rng.choice((10, 20, 50, 100))), rate=lines[0].rate,
        )  # fmt: skip
    sold = [line for line in lines if line.amount > 0]
    if sum((line.amount for line in lines), Decimal(0)) <= 0:
        lines = sold or list(chance.goods(rng, 1))
    return replace(
        made,
        trade=replace(trade, lines=tuple(lines), bank=trade.bank and account(rng, trade.vendor), withheld=False),
    )


def _counted(rng: random.Random, line: Line) -> Line:
    """The line in another unit, in most papers."""
    if line.amount <= 0 or rng.random() < 0.2:
        return line
    unit, most, tenths = rng.choice(words("units"))
    count = Decimal(min(most, max(1, round(rng.triangular(1, most, 1)))))
    if tenths and rng.random() < 0.6:
        count = Decimal(rng.randint(1, most * 2)) / 2 if tenths == 5 else Decimal(rng.randint(5, most * 10)) / 10
    price = line.unit_price if rng.random() < 0.5 else Decimal(rng.randint(1, 600) * rng.choice((5, 10, 100)))
    return replace(line, unit=unit, quantity=count, unit_price=price)


def account(rng: random.Random, firm: Company) -> Bank:
    """An account of any bank, its holder in kana of either width, under the own name, or its owner's."""
    town, kana = stem(rng), unicodedata.normalize("NFC", firm.kana.strip("カユド)（）( "))
    kana = kana if kana and all("ァ" <= char <= "ー" for char in kana) else "".join(
        rng.choice("アカサタナハマヤラワイキシチニヒミリ") for _ in range(rng.randint(3, 6))
    )  # fmt: skip
    holder = str(rng.choice(words("holders"))).format(kana)
    if rng.random() < 0.35:
        holder = rng.choice((firm.name, firm.name, f"{firm.name} {chance.person(rng)}", f"{firm.name}代表 鳥居 明"))
    elif rng.random() < 0.3:
        holder = unicodedata.normalize("NFD", holder).translate(_HALF)
    post = rng.random() < 0.12
    bank = "ゆうちょ銀行" if post else str(rng.choice(words("banks"))).format(town)
    branch = str(rng.choice(words("branches"))).format(stem(rng))
    if post:
        branch = rng.choice(("〇一八店", "〇〇八支店", "二三八支店", "一三八店", "〇一九店"))
    digits = f"{rng.randint(0, 9999999):07}"
    return Bank(bank, branch, rng.choice(words("kinds")), digits, holder)


def columns(desk: Desk, width: float, keys: Sequence[str]) -> list[Col]:
    """The columns of keys with their headings, together that wide."""
    ink = desk.ink
    own = {
        "no": ink.pick("No.", "№", "項番", "行", "", "番号"),
        "day": ink.pick("月日", "日付", "納品日", "月/日", "取引日", "作業日"),
        "slip": ink.pick("伝票No.", "伝票番号", "納品書No.", "受注No."),
        "code": ink.pick("品番", "コード", "商品コード", "型番", "JANコード"),
        "note": ink.pick("備考", "摘要", "備　考"),
        "tax": ink.pick("消費税", "消費税額", "税額", "内税"),
        "taxed": ink.pick("税込金額", "金額(税込)", "税込額", "合計(税込)"),
        "narrow": "",
        "counted": desk.heading("quantity"),
    }
    whole = sum(SHARES[key] for key in keys)
    out = []
    for key in keys:
        field = "" if key in _NO_FIELDS else _OWN_FIELDS.get(key, key)
        align: Align = "left" if key in ("description", "note") else "right" if key in _RIGHT else "center"
        word = own[key] if key in own else desk.heading(key)
        out.append(Col(field, word, width * SHARES[key] / whole, align))
    return out


def row_tax(line: Line) -> Decimal:
    """The tax of one line, cut down."""
    return (abs(line.amount) * line.rate).quantize(Decimal(1), ROUND_FLOOR) * (1 if line.amount >= 0 else -1)


def shown(desk: Desk, look: Look, n: int, keys: Sequence[str], *, indent: str = "") -> tuple[tuple[Piece, ...], ...]:
    """The cells of line n; indent stands before its description."""
    line, tag = desk.trade.lines[n], f"line_items.{n}."
    count = f"{line.quantity:,}" if line.quantity >= 0 else f"{desk.chosen['minus']}{-line.quantity:,}"
    reduced = line.rate < STANDARD
    marked: tuple[Piece, ...] = ((look.mark, f"{tag}tax_rate"),) if reduced and "tax_rate" not in keys else ()
    seed = int(desk.trade.vendor.phone.replace("-", "").replace("(", "").replace(")", "")) % 900
    cells: dict[str, tuple[Piece, ...]] = {
        "no": (str(n + 1),),
        "day": ((DATES[look.day](line.day), f"{tag}date") if line.day else "",),
        "slip": (line.slip,),
        "code": (look.code.format(seed + 13 * n, 10 + n),),
        "note": ("",),
        "description": (indent, (line.description, f"{tag}description"), *marked),
        "quantity": ((count, f"{tag}quantity"),),
        "unit": ((line.unit, f"{tag}unit"),),
        "narrow": ((line.unit, f"{tag}unit"),),
        "counted": ((count, f"{tag}quantity"), look.gap, (line.unit, f"{tag}unit")),
        "unit_price": ((money(desk, line.unit_price, bare=look.bare), f"{tag}unit_price"),),
        "amount": ((money(desk, line.amount, bare=look.bare), f"{tag}amount"),),
        "tax_rate": ((f"{int(line.rate * 100)}%{look.mark.strip() if reduced else ''}", f"{tag}tax_rate"),),
        "tax": (money(desk, row_tax(line), bare=look.bare),),
        "taxed": (money(desk, line.amount + row_tax(line), bare=look.bare),),
    }
    return tuple(cells[key] for key in keys)


def spread(keys: Sequence[str], cells: Mapping[str, Sequence[Piece]]) -> tuple[tuple[Piece, ...], ...]:
    """A row of the table with only these cells filled."""
    return tuple(tuple(cells.get(key, ("",))) for key in keys)


def between(desk: Desk, look: Look, keys: Sequence[str], word: str, value: Decimal) -> tuple[tuple[Piece, ...], ...]:
    """A row that is no line: what it sums in the description's column, the sum in the amount's."""
    return spread(keys, {"description": (word,), "amount": (money(desk, value, bare=look.bare),)})


def sums_as_rows(desk: Desk, keys: Sequence[str], *, rates: str = "") -> list[Cells]:
    """Subtotal, taxes and total as rows of the table itself."""
    return [
        spread(
            keys,
            {
                "description": (label(field.split("|")[0], word) if field else word,),
                "amount": ((value, field) if field else value,),
            },
        )
        for field, word, value in sums.entries(desk, rates=rates)
    ]


def gross_of(trade: Trade, numbers: Sequence[int]) -> Decimal:
    """What these lines come to."""
    return sum((trade.lines[n].amount for n in numbers), Decimal(0))


def groups(rng: random.Random, count: int, *, least: int = 2) -> list[list[int]]:
    """The numbers of that many lines in two to four runs."""
    cuts = sorted(rng.sample(range(1, count), min(count - 1, rng.randint(least, 4) - 1))) if count > 1 else []
    edges = [0, *cuts, count]
    return [list(range(first, last)) for first, last in pairwise(edges)]


def addressed(desk: Desk, x: float, y: float, width: float) -> float:
    """To whom it goes: postcode, address, firm, branch, department and person a line each, as in a window."""
    ink, trade, orders = desk.ink, desk.trade, desk.orders
    firm, tag = (trade.vendor, "vendor_name") if orders else (trade.buyer, "buyer_name")
    code, street = ("vendor_postal_code", "vendor_address") if orders else ("", "")
    step = ink.size * 0.58
    if ink.maybe(0.75):
        ink.say(x, y, ink.pick("〒", "〒 ", ""), (firm.postal_code, code))
        for part in filter(None, (firm.address, firm.building)):
            y += step
            ink.say(x, y, (part, street), fit=width)
        y += step * 1.4
    larger = ink.size + ink.rng.uniform(0.5, 3)
    honorific = ink.pick("御中", "御中", "様", "殿", "各位", " 行")
    people = ink.pick("none", "office", "department", "person", "all")
    alone = people == "none"
    ink.say(
        x, y, (firm.name, tag), *((ink.pick("　", " ", "　　"), honorific) if alone else ()), size=larger, fit=width
    )
    y += larger * 0.6
    lines: list[tuple[Piece, ...]] = []
    if people in ("office", "all"):
        lines.append((str(ink.rng.choice(words("offices"))), "" if people == "all" else f"　{honorific}"))
    if people in ("department", "all", "person"):
        last = people == "department"
        lines.append((str(ink.rng.choice(words("departments"))), f"　{ink.pick('御中', '殿')}" if last else ""))
    if people in ("person", "all"):
        title_ = ink.pick("", "部長　", "課長　", "ご担当　", "主任　")
        lines.append((f"{title_}{chance.person(ink.rng)}", ink.pick("　様", " 様", "　殿", "様")))
    indent = ink.rng.choice((0.0, 3.0, 8.0))
    for pieces in lines:
        ink.say(x + indent, y, *pieces, fit=width - indent)
        y += step
    return y + 1.5


def head(desk: Desk, x: float, y: float, width: float, *, amount: float = 0.7, carried: float = 0.25) -> float:
    """Title, parties, facts and the sum in any arrangement; below them a sentence that may speak of 弊社 and 貴社."""
    ink = desk.ink
    align: Align = ink.rng.choice(("left", "center", "center", "right"))
    at = {"left": x + 4, "center": ink.width / 2, "right": x + width - 4}[align]
    to: Block = addressed if ink.maybe(0.6) else parts.receiver
    top = title(ink, at, y, desk.title, size=ink.rng.uniform(13, 18), align=align) + 3
    if ink.maybe(0.15) and align == "left":
        approvals(ink, x + width, y - 6, side=12)
        top = max(top, y + 14)
    y = top
    if ink.maybe(0.6):
        right = [parts.sender, parts.facts_block]
        ink.rng.shuffle(right)
        side = width * ink.rng.uniform(0.5, 0.58)
        below = to(desk, x, y + 2, side - 8)
        own = y + 1
        for block in right:
            own = block(desk, x + side, own, width - side)
        y = max(below, own) + 2
    else:
        blocks: list[Block] = [to, parts.sender]
        ink.rng.shuffle(blocks)
        y = abreast(desk, blocks, x, y + 2, width) + 1
        y = parts.columns_of_facts(desk, x, y, width, parts.dates(desk, most=5)) + 1
    if ink.maybe(carried):
        ink.say(x, y + 1, str(ink.rng.choice(words("carried"))), fit=width)
        y += 6
    elif ink.maybe(0.4):
        y = greeting(desk, x, y + 1, width)
    y = subject(desk, x, y + 1, width)
    return abreast(desk, [trade_amount], x, y, width) + 1 if ink.maybe(amount) else y + 1


def accounts(desk: Desk, x: float, y: float, width: float) -> float:
    """Where to pay: the account, at times others of no field below it, each on a line or in a list of cells."""
    at, ink = desk.trade.bank, desk.ink
    if at is None:
        return y
    ink.say(x, y + 2, desk.named("bank_account", "bank"), bold=ink.maybe(0.5), fit=width)
    y += ink.size * 0.72
    others = [account(ink.rng, desk.trade.vendor) for _ in range(ink.rng.choice((0, 0, 0, 1, 2)))]
    gap, form = ink.pick(" ", "　", "／", " / "), ink.pick("run", "two", "cells")
    savings = ink.pick("", "", "預金")
    numbered = ink.pick("", "", "", "（店番 {:03}）", "({:03})", "（{:03}）")
    for n, each in enumerate((at, *others)):
        field = "bank_account." if n == 0 else ""
        values = [
            (value, f"{field}{key}" if field else "")
            for key, value in (
                ("bank_name", each.bank_name), ("branch_name", each.branch_name), ("account_type", each.account_type),
                ("account_number", each.account_number), ("account_holder", each.account_holder),
            )
        ]  # fmt: skip
        ends = ("", numbered.format(ink.rng.randint(1, 899)), savings, "")
        first: list[Piece] = [piece for value, end in zip(values, ends, strict=False) for piece in (value, end + gap)]
        holder: list[Piece] = [desk.named("bank_account.account_holder", "account_holder"), ink.pick("：", " ", "　")]
        holder = holder if n == 0 and ink.maybe(0.7) else ["名義 " if n and ink.maybe(0.5) else ""]
        if form == "cells":
            wide = [width * share for share in (0.2, 0.2, 0.12, 0.16, 0.32)]
            left = x
            for value, room in zip(values, wide, strict=True):
                ink.sheet.panel(left, y - 2, room, ink.size * 0.66, weight=ink.rule_weight)
                ink.say(left + 1, y - 2 + ink.size * 0.33, value, fit=room - 2)
                left += room
            y += ink.size * 0.66
        elif form == "two":
            ink.say(x, y, *first, fit=width)
            ink.say(x + 2, y + ink.size * 0.56, *holder, values[4], fit=width - 2)
            y += ink.size * 1.2
        else:
            ink.say(x, y, *first, *holder, values[4], fit=width)
            y += ink.size * 0.62
    if at.bank_name.startswith("ゆうちょ") and ink.maybe(0.6):
        ink.say(
            x, y, f"（記号 {ink.rng.randint(10010, 19990)}　番号 {at.account_number}1）", size=ink.size * 0.9, fit=width
        )
        y += ink.size * 0.6
    return y + 2
