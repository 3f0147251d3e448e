"""Trade papers that hold a copy of themselves, come in a window, or are written by one person or as a letter."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from training.families import TRADE, Drawing, chance, family
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, A4_ACROSS, money, spelled
from training.families.office_blocks import Cells, approvals, facts, grid, title
from training.families.office_ink import Piece, label
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.families.trade_layers import Look, accounts, addressed, columns, counted_deal, shown, words
from training.names import Company

_SLIP_KEYS = (
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("code", "description", "counted", "unit_price", "amount"),
    ("description", "quantity", "narrow", "unit_price", "amount", "note"),
    ("no", "description", "counted", "amount"),
    ("description", "counted"),
    ("code", "description", "quantity", "unit", "note"),
)
_WORK = (
    ("時間", 5), ("h", 5), ("人日", 5), ("日", 0), ("本", 0), ("件", 0), ("式", 0), ("回", 0), ("頁", 0), ("文字", 0),
    ("カット", 0), ("点", 0), ("ヶ月", 0), ("名", 0),
)  # fmt: skip
"""What one person's work is counted in, and whether in halves."""
_PLAIN_KEYS = (
    ("description", "counted", "unit_price", "amount"),
    ("description", "unit_price", "counted", "amount"),
    ("description", "quantity", "unit", "unit_price", "amount"),
    ("description", "counted", "amount"),
)


def _slip(made: Desk, look: Look, x: float, y: float, width: float, keys: tuple[str, ...], name: str) -> float:
    """One half of the sheet: its name, parties, facts, lines and sums."""
    ink = made.ink
    title(ink, x + width * 0.5, y + 5, name, size=12)
    y += 14
    left = parts.receiver(made, x, y, width * 0.5, form="plain")
    right = parts.sender(made, x + width * 0.54, y - 1, width * 0.46, form="lines")
    y = facts(ink, x, left + 1, width * 0.5, parts.dates(made, most=3), form="colon", leading=ink.size * 0.56)
    y = max(y, right) + 1
    rows: list[Cells] = [shown(made, look, n, keys) for n in range(len(made.trade.lines))]
    y = grid(ink, x, y, columns(made, width, keys), rows, ruling="full", row=ink.size * 0.62, least=5)
    if keys[-1] in ("amount", "note") and "amount" in keys:
        y = sums.sums(made, x + width * 0.45, y + 1, width * 0.55, form="boxed", rates="plain")
    return y


@family("copy_beside", TRADE)
def beside(rng: random.Random) -> Drawing:
    """The paper at the left of a wide sheet and its copy at the right: the same said twice."""
    made = counted_deal(rng, most=5, size=A4_ACROSS, sizes=(6.8, 7.8))
    return _twice(made, rng, across=148.5, down=0.0)


@family("copy_below", TRADE)
def below(rng: random.Random) -> Drawing:
    """The paper in the upper half of a sheet and its copy below the cut, with a place for the receiver's seal."""
    made = counted_deal(rng, most=4, size=A4, sizes=(6.8, 8.0))
    return _twice(made, rng, across=0.0, down=148.5)


def _twice(made: Desk, rng: random.Random, *, across: float, down: float) -> Drawing:
    ink, look = made.ink, Look.drawn(rng)
    billed = made.trade.document_type in ("invoice", "quotation")
    keys = rng.choice([keys for keys in _SLIP_KEYS if "amount" in keys or not billed])
    width = (across or ink.width) - 20
    name = made.title.replace(" ", "").replace("　", "")
    y = _slip(made, look, 10, 8, width, keys, name)
    if made.trade.bank and y < ink.height - down - 14:
        y = accounts(made, 10, y + 1, width)
    again = str(rng.choice([*words("copies"), f"{name}（控）", f"{name}控"]))
    ink.sheet.repeat(across, down, {name: again})
    if across:
        for at in range(6, int(ink.height) - 4, 5):
            ink.sheet.rule(across, at, across, at + 2.5, 0.4)
    else:
        ink.sheet.dashes(4, ink.width - 4, down)
    if ink.maybe(0.5) and y < (ink.height - down) - 22:
        ink.say(10 + across, y + down + 4, str(rng.choice(words("received"))), size=8)
        approvals(ink, 10 + across + width, y + down + 1, names=("受領印",), side=12)
    return finish(made)


@family("window_bill", "invoice")
def window(rng: random.Random) -> Drawing:
    """A bill for a window envelope: the addressee in its window, the printer's numbers, accounts at the foot."""
    made = counted_deal(rng, "invoice", most=9, sizes=(7.8, 9.2))
    ink, look = made.ink, Look.drawn(rng)
    x = rng.uniform(16, 24)
    width = 210 - 2 * x
    addressed(made, x, rng.uniform(16, 24), 84)
    ink.say(x, 62, f"{rng.randint(10**7, 10**8)}-{rng.randint(1, 999):03}", size=6.5, colour="#666666")
    ink.say(194, 8, f"{rng.randint(1, 9)}/{rng.randint(10**5, 10**6)}", align="right", size=6.5)
    right = parts.sender(made, 122, 20, 210 - x - 122, form=ink.pick("lines", "compact", "stamp"))
    y = title(ink, rng.choice((105, x + 20)), max(right, 70) + 6, made.title, size=15) + 3
    y = parts.columns_of_facts(made, x, y, width, parts.dates(made, most=4)) + 1
    ink.say(x, y, str(rng.choice(words("carried"))), fit=width)
    y += 7
    ink.say(x + 4, y + 3, made.named("total_amount", "total"), size=ink.size + 1)
    asked = (money(made, made.trade.total_amount), "total_amount")
    ink.say(x + width * 0.62, y + 3, asked, size=16, bold=True, align="right")
    ink.sheet.rule(x, y + 8, x + width * 0.65, y + 8, 0.8)
    y += 13
    keys = rng.choice((("description", "counted", "unit_price", "amount"),
                       ("no", "description", "quantity", "unit", "unit_price", "amount"),
                       ("description", "unit_price", "quantity", "narrow", "amount")))  # fmt: skip
    rows: list[Cells] = [shown(made, look, n, keys) for n in range(len(made.trade.lines))]
    y = grid(ink, x, y, columns(made, width, keys), rows, row=ink.size * 0.64)
    wide = width * 0.45
    y = sums.sums(made, x + width - wide, y + 2, wide) + 1
    accounts(made, x, max(y, 240.0 if y < 236 and ink.maybe(0.5) else y) + 3, width)
    return finish(made)


@family("one_persons_bill", TRADE)
def one_persons(rng: random.Random) -> Drawing:
    """Someone in business alone, under a trade name or none: hours, days and pieces of work, the own account."""
    made = counted_deal(rng, "invoice", "invoice", "quotation", "delivery_note", most=5, off=0.1, sizes=(8.6, 10.4))
    who = chance.person(rng)
    trading = f"{rng.choice(('', chance.person(rng)[:2]))}{rng.choice(words('trades'))}"
    name = rng.choice((who, f"{trading} {who}", f"{trading}　{who}", trading))
    seller: Company = replace(made.trade.vendor, name=name)
    lines = []
    for line in made.trade.lines:
        unit, halves = rng.choice(_WORK)
        count = Decimal(rng.randint(1, 60)) / 2 if halves and rng.random() < 0.5 else Decimal(rng.randint(1, 40))
        lines.append(replace(line, unit=unit, quantity=count if line.amount > 0 else line.quantity))
    bank = made.trade.bank
    if bank and rng.random() < 0.7:
        bank = replace(bank, account_holder=rng.choice((who, name, who.replace("　", " "))))
    trade = replace(
        made.trade,
        vendor=seller,
        lines=tuple(lines),
        bank=bank,
        withheld=made.trade.document_type == "invoice" and rng.random() < 0.5,
        tax_included=False,
    )
    if trade.gross <= 0:
        trade = replace(trade, lines=tuple(line for line in lines if line.amount > 0))
    made = replace(made, trade=trade)
    ink, look = made.ink, Look.drawn(rng)
    x = rng.uniform(18, 28)
    width = 210 - 2 * x
    right = ink.maybe(0.5)
    entries = parts.dates(made, most=4)
    if ink.maybe(0.4):
        y = facts(ink, x + width - 62, 16, 62, entries, form=ink.pick("colon", "right")) + 2
        y = title(ink, rng.choice((105, x + 30)), y + 6, made.title, size=17) + 6
    else:
        y = title(ink, rng.choice((105, x + 30)), 24, made.title, size=17) + 5
        y = facts(ink, x + width - 62 if right else x, y, 62, entries, form=ink.pick("colon", "right", "tab")) + 3
    low = addressed(made, x, y, width * 0.5)
    high = _own_head(made, who, x + width * 0.58, y + (rng.uniform(4, 14) if right else 0), width * 0.42)
    y = max(low, high) + 5
    ink.say(
        x,
        y,
        ink.pick(str(rng.choice(words("carried"))), spelled(made, "greetings"), "下記の通りご案内申し上げます。"),
        fit=width,
    )
    y += 7
    size = rng.uniform(13, 17)
    ink.say(
        x,
        y + 2,
        made.named("total_amount", "total"),
        ink.pick("　", "：", "　　"),
        (money(made, trade.total_amount), "total_amount"),
        size=size,
        fit=width * 0.8,
    )
    ink.sheet.rule(x, y + 6, x + width * 0.7, y + 6, 0.7)
    keys = rng.choice(_PLAIN_KEYS)
    rows: list[Cells] = [shown(made, look, n, keys) for n in range(len(trade.lines))]
    y = grid(
        ink,
        x,
        y + 11,
        columns(made, width, keys),
        rows,
        row=ink.size * rng.uniform(0.65, 0.85),
        least=rng.choice((0, 0, 5)),
    )
    wide = width * rng.uniform(0.42, 0.55)
    y = sums.sums(made, x + width - wide, y + 2, wide)
    accounts(made, x, y + 4, width)
    return finish(made)


def _own_head(made: Desk, who: str, x: float, y: float, width: float) -> float:
    """Trade name, own name, place, telephone and number of the one who bills; the name is what the field holds."""
    ink, firm = made.ink, made.trade.vendor
    lines: list[list[Piece]] = [[(firm.name, "vendor_name"), ink.pick("", "", "　印")]]
    if who not in firm.name:
        lines.append([ink.pick("代表　", "", "担当："), who])
    place: list[list[Piece]] = [["〒", (firm.postal_code, "vendor_postal_code")], [(firm.address, "vendor_address")]]
    place += [[(firm.building, "vendor_address")]] if firm.building else []
    lines = [*place, *lines] if ink.maybe(0.3) else [*lines, *place]
    if ink.maybe(0.8):
        lines.append(
            [label("vendor_phone", ink.pick("TEL ", "携帯 ", "電話：", "Mobile ")), (firm.phone, "vendor_phone")]
        )
    if ink.maybe(0.5):
        number = (firm.registration_number, "vendor_registration_number")
        lines.append([made.named("vendor_registration_number", "registration"), ink.pick("：", " "), number])
    if ink.maybe(0.4):
        lines.append(["mail@example.jp"])
    for pieces in lines:
        ink.say(x, y, *pieces, fit=width)
        y += ink.size * 0.58
    return y


@family("letter_deal", TRADE)
def letter_deal(rng: random.Random) -> Drawing:
    """A letter: the day at the right, both parties, 弊社 and 貴社 in prose, then 記 and the lines as a list."""
    made = counted_deal(rng, most=4, off=0.0, returns=0.0, sizes=(9.0, 10.6))
    ink, trade, look = made.ink, made.trade, Look.drawn(rng)
    x = rng.uniform(22, 30)
    width = 210 - 2 * x
    y = 22.0
    if trade.number:
        ink.say(
            x + width,
            y,
            (made.word("number") + " ", "label.document_number") if ink.maybe(0.5) else "",
            (trade.number, "document_number"),
            align="right",
        )
        y += 6
    ink.say(x + width, y, (ink.day(trade.issue_date), "issue_date"), align="right")
    y = addressed(made, x, y + 9, width * 0.55) + 2
    y = parts.sender(made, x + width * 0.5, y, width * 0.5, form=ink.pick("lines", "compact")) + 4
    y = title(ink, 105, y + 4, made.title, size=14) + 4
    we, you = ink.pick("弊社", "当社", "当方"), ink.pick("貴社", "御社", "貴殿")
    said = [
        f"　{ink.pick('拝啓', '謹啓')}　{you}ますますご清栄のこととお慶び申し上げます。",
        f"平素は{we}に格別のご高配を賜り、厚く御礼申し上げます。",
        f"　さて、{you}よりご用命の件につき、{we}にて下記のとおり取り計らいましたのでご査収願います。",
    ]
    for text in said:
        ink.say(x, y, text, fit=width)
        y += ink.size * 0.66
    ink.say(x + width, y, ink.pick("敬具", "謹白"), align="right")
    ink.say(105, y + 8, "記", align="center")
    y += 17
    y = _listed(made, look, x + 4, y, width - 8)
    gap = ink.pick("　", "：", "　　")
    for field, word, value in sums.entries(made, rates="plain"):
        piece: Piece = (value, field) if field else value
        ink.say(x + 8, y, label(field.split("|")[0], word) if field else word, gap, piece)
        y += ink.size * 0.66
    if trade.due_date:
        ink.say(x + 8, y, made.named("due_date"), "　", (ink.day(trade.due_date), "due_date"))
        y += ink.size * 0.66
    y = accounts(made, x + 8, y + 2, width - 8)
    ink.say(x + width, y + 5, "以上", align="right")
    return finish(made)


def _listed(made: Desk, look: Look, x: float, y: float, width: float) -> float:
    """Each line as a numbered run: name, number and unit, price, sum."""
    ink, form = made.ink, made.ink.pick("dots", "spaces", "two")
    for n in range(len(made.trade.lines)):
        keys = ("description", "counted", "unit_price", "amount")
        name, count, price, amount = shown(made, look, n, keys)
        mark = f"{n + 1}．" if form != "dots" else ink.pick("・", "●", "－ ")
        if form == "two":
            ink.say(x, y, mark, *name, fit=width)
            ink.say(
                x + width, y + ink.size * 0.6, *count, " × ", *price, " ＝ ", *amount, align="right", fit=width * 0.8
            )
            y += ink.size * 1.3
            continue
        ink.say(x, y, mark, *name, fit=width * 0.55)
        ink.say(x + width * 0.72, y, *count, align="right", fit=width * 0.16)
        ink.say(x + width, y, *amount, align="right", fit=width * 0.24)
        y += ink.size * 0.7
    return y + 2
