"""Parts of English trade papers: addresses, tables with cells of many lines, sums, accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from training.families.english_deal import Bill, named, tagged
from training.families.english_houses import House, pool, somebody
from training.families.office_ink import Piece, label
from training.page import MM_PER_PT, Align, wrap

Lines = Sequence[tuple[Piece, ...]]
"""What stands in one cell, a run a line."""


def address(
    bill: Bill,
    x: float,
    y: float,
    width: float,
    who: str,
    *,
    word: str = "",
    form: str = "",
    align: Align = "left",
    colour: str = "#111111",
    contact: bool | None = None,
    size: float = 0.0,
) -> float:
    """The seller, the buyer or a third under (above, left, on a band of, in a box with) its label or without one."""
    ink, rng = bill.ink, bill.rng
    party: House = {"seller": bill.seller, "buyer": bill.buyer}.get(who, bill.other)
    field, street, call = {
        "seller": ("vendor_name", "vendor_address", "vendor_phone"),
        "buyer": ("buyer_name", "", ""),
    }.get(who if bill.kind != "other" else "", ("", "", ""))
    size = size or ink.size
    step = size * rng.uniform(0.48, 0.58)
    at = {"left": x, "right": x + width, "center": x + width / 2}[align]
    form = form or ink.pick("under", "under", "under", "band", "box", "rule")
    top = y
    if word:
        piece = named(field, word)
        if form == "band":
            ink.sheet.panel(x - 1, y - step * 0.6, width + 1, step * 1.2, fill=ink.accent, weight=0)
            ink.say(at, y, piece, align=align, colour="#ffffff", bold=True, size=size * 0.9, fit=width - 2)
        else:
            ink.say(
                at,
                y,
                piece,
                align=align,
                bold=ink.maybe(0.5),
                size=size * rng.choice((0.8, 0.9, 1.0)),
                colour=colour if ink.maybe(0.5) else ink.accent if colour == "#111111" else colour,
                fit=width,
            )
            if form == "rule":
                ink.sheet.rule(x, y + step * 0.6, x + width, y + step * 0.6, 0.4, colour)
        y += step * rng.uniform(1.1, 1.4)
    lines: list[tuple[Piece, ...]] = [(tagged(field, party.name),)]
    if party.job and ink.maybe(0.7):
        lines.append((party.job,))
    if contact if contact is not None else ink.maybe(0.3):
        lines.insert(
            rng.choice((0, 1)) if who != "seller" and not party.job else 1,
            (ink.pick("Attn: ", "", "c/o ", "Attention "), somebody(rng)),
        )
    if ink.maybe(0.25):
        lines.append((tagged(street, f"{party.street}{bill.glue} {party.town}"),))
    else:
        lines += [(tagged(street, party.street + bill.glue),), (tagged(street, party.town),)]
    if who != "seller" and ink.maybe(0.15):
        lines.append((party.land,))
    if ink.maybe(0.6 if who == "seller" else 0.3):
        before = ink.pick("Tel. ", "T: ", "Phone: ", "", "Ph ", "Tel: ")
        lines.append((label(call, before) if call and before else before, tagged(call, party.phone)))
    if ink.maybe(0.35):
        lines.append((ink.pick("", "E: ", "Email: "), party.email))
    if ink.maybe(0.5 if who == "seller" else 0.15):
        lines.append((party.number,))
    bold = ink.maybe(0.6)
    for pieces in lines:
        first = pieces == (tagged(field, party.name),)
        large = size * (1.15 if first and bold else 1.0)
        ink.say(at, y, *pieces, align=align, bold=bold and first, size=large, colour=colour, fit=width - 1)
        y += step * (1.1 if first else 1.0)
    if word and form == "box":
        ink.sheet.panel(x - 1.5, top - step * 0.8, width + 1, y - top + step * 0.4, weight=ink.rule_weight)
    return y


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: row key ("" for none of the contract's), heading, share of the width, how it aligns."""

    key: str
    heading: str
    share: float
    align: Align = "right"


def table(
    bill: Bill,
    x: float,
    y: float,
    width: float,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Lines]],
    *,
    ruling: str = "",
    row: float = 0.0,
) -> float:
    """Rows of cells with any number of lines each; ruled, lined, headed, banded, striped, in columns or bare."""
    ink = bill.ink
    ruling = ruling or ink.pick("grid", "lines", "lines", "head", "band", "stripes", "columns", "bare", "double")
    step = ink.size * bill.rng.uniform(0.46, 0.54)
    pad = (row or ink.size * bill.rng.uniform(0.6, 0.9)) - step
    shares = sum(column.share for column in columns)
    edges = [x]
    for column in columns:
        edges.append(edges[-1] + width * column.share / shares)
    dark = ruling in ("band", "stripes")

    def cells(cols: Sequence[Lines], colour: str = "#111111", *, bold: bool = False) -> float:
        deepest = 0
        for column, (left, right), lines in zip(columns, pairwise(edges), cols, strict=True):
            place = {"left": left + 1.2, "right": right - 1.2, "center": (left + right) / 2}[column.align]
            for n, pieces in enumerate(lines):
                small = ink.size * (1.0 if n == 0 or column.key == "description" else 0.9)
                ink.say(
                    place,
                    y + pad / 2 + step * (n + 0.5),
                    *pieces,
                    align=column.align,
                    fit=right - left - 2.4,
                    bold=bold,
                    colour=colour,
                    size=small,
                )
            deepest = max(deepest, len(lines))
        return y + pad + step * max(1, deepest)

    top = y
    if dark:
        ink.sheet.panel(x, y, width, pad + step, fill=ink.accent, weight=0)
    heads = [
        [(label(f"line_items.{column.key}", column.heading) if column.key else column.heading,)] for column in columns
    ]
    y = cells(heads, "#ffffff" if dark else "#111111", bold=ink.maybe(0.8))
    levels = [top, y]
    for n, cols in enumerate(rows):
        if ruling == "stripes" and n % 2:
            deep = max(len(lines) for lines in cols)
            ink.sheet.panel(x, y, width, pad + step * max(1, deep), fill=ink.tint, weight=0)
        y = cells(cols)
        levels.append(y)
    drawn = {
        "grid": levels,
        "lines": levels[1:],
        "head": [levels[1], y],
        "double": [top, top + 0.8, levels[1], y],
        "columns": [top, levels[1], y],
    }.get(ruling, [y] if ink.maybe(0.5) else [])
    for level in drawn:
        ink.sheet.rule(x, level, x + width, level, ink.rule_weight)
    if ruling in ("grid", "columns"):
        for edge in edges:
            ink.sheet.rule(edge, top, edge, y, ink.rule_weight)
    return y


def described(bill: Bill, n: int, width: float, *, code: str = "none") -> Lines:
    """A line's description cell: its code above or below or before it, a detail below, wrapped at width."""
    ink, item = bill.ink, bill.items[n]
    field = f"line_items.{n}.description"
    lines: list[tuple[Piece, ...]] = [
        ((text, field),) for text in wrap(item.description, width * 0.92, ink.bold, ink.size)
    ]
    if code == "above":
        lines.insert(0, (item.code,))
    elif code == "below":
        lines.append((item.code,))
    elif code == "before":
        lines[0] = (f"{item.code}  ", *lines[0])
    if item.detail and code in ("none", "above"):
        lines += [(text,) for text in wrap(item.detail, width * 0.92, ink.body, ink.size)]
    return lines


def value(bill: Bill, n: int, key: str, *, signed: bool = False) -> tuple[Piece, ...]:
    """One value of a line, as a run; empty where the line has none."""
    item = bill.items[n]
    field = f"line_items.{n}.{key}"
    if key == "amount":
        return ((bill.money(item.amount, bare=not signed), field),)
    if key == "unit_price":
        return ((bill.money(item.price, bare=not signed), field),) if item.price is not None else ("",)
    if key == "quantity":
        return ((bill.count(item.quantity), field),) if item.quantity is not None else ("",)
    if key == "tax_rate":
        return ((f"{item.rate.normalize():f}%", field),)
    return ((item.unit, field),) if item.unit else ("",)


def items(
    bill: Bill,
    x: float,
    y: float,
    width: float,
    *,
    keys: Sequence[str] = (),
    code: str = "",
    ruling: str = "",
    signed: bool | None = None,
) -> float:
    """The lines under headings; keys names the columns after the description, code where an article's code goes."""
    ink = bill.ink
    options = {
        "hours": (("quantity", "unit_price", "amount"), ("quantity+unit", "unit_price", "amount")),
        "services": (("amount",), ("quantity", "unit_price", "amount"), ("unit_price", "quantity", "amount")),
    }.get(
        bill.sells,
        (
            ("quantity", "unit_price", "amount"),
            ("quantity", "unit", "unit_price", "amount"),
            ("unit_price", "quantity", "amount"),
            ("quantity+unit", "unit_price", "amount"),
        ),
    )
    keys = keys or bill.rng.choice(options)
    code = code or ink.pick("none", "none", "above", "above", "below", "column", "before")
    code = "none" if bill.sells in ("hours", "services") and code != "above" else code
    signed = ink.maybe(0.4) if signed is None else signed
    words = {"unit_price": "rate", "quantity": "hours"} if bill.sells == "hours" else {}
    shares = {
        "quantity": 0.11,
        "unit": 0.09,
        "unit_price": 0.17,
        "amount": 0.18,
        "tax_rate": 0.1,
        "quantity+unit": 0.15,
    }
    free = 1 - sum(shares[key] for key in keys) - (0.14 if code == "column" else 0)
    columns = [Column("description", bill.word("description"), free, "left")]
    if code == "column":
        columns.insert(0, Column("", bill.word("code"), 0.14, "left"))
    for key in keys:
        head = key.split("+")[0]
        heading = f"{bill.country['taxes'][0]} %" if key == "tax_rate" else bill.word(words.get(head, head))
        columns.append(Column(head, heading, shares[key], "center" if key in ("unit", "tax_rate") else "right"))
    if "quantity" in keys and ink.maybe(0.2):
        columns.insert(0, columns.pop(next(n for n, column in enumerate(columns) if column.key == "quantity")))
    rows = []
    for n, item in enumerate(bill.items):
        cells: list[Lines] = []
        for column in columns:
            if column.key == "description":
                cells.append(described(bill, n, width * free, code=code))
            elif not column.key:
                cells.append([(item.code,)])
            elif column.key == "quantity" and "quantity+unit" in keys:
                unit = value(bill, n, "unit")
                cells.append([(*value(bill, n, "quantity"), " ", *unit)])
            else:
                cells.append([value(bill, n, column.key, signed=signed)])
        rows.append(cells)
    return table(bill, x, y, width, columns, rows, ruling=ruling)


def sums(bill: Bill, x: float, y: float, width: float, *, form: str = "", total: str = "") -> float:
    """The sums below each other; the last on a band, in a box, between rules, in large type, or like the others."""
    ink = bill.ink
    form = form or ink.pick("band", "box", "rules", "large", "plain", "boxed", "colon")
    step = ink.size * bill.rng.uniform(0.55, 0.75)
    lines = bill.sums(total=total)
    for n, (field, word, amount) in enumerate(lines):
        last = n == len(lines) - 1
        big = ink.size * (1.3 if last and form in ("large", "band") else 1.0)
        first, second = named(field, word), tagged(field, bill.money(amount))
        colour = "#111111"
        if last and form == "band":
            y += 1
            ink.sheet.panel(x, y - step * 0.75, width, step * 1.5, fill=ink.accent, weight=0)
            colour = "#ffffff"
        elif last and form == "rules":
            for level in (y - step / 2, y + step / 2):
                ink.sheet.rule(x, level, x + width, level, 0.7)
        elif form == "boxed" or (last and form == "box"):
            ink.sheet.panel(x, y - step / 2, width, step, fill=ink.tint if last and ink.shaded else None, weight=0.5)
        bold = last and ink.maybe(0.8)
        if form == "colon":
            ink.say(x + width * 0.56, y, first, ":", align="right", bold=bold, fit=width * 0.55)
        else:
            ink.say(x + 1.5, y, first, bold=bold, size=big, colour=colour, fit=width * 0.52)
        ink.say(x + width - 1.5, y, second, align="right", bold=bold, size=big, colour=colour, fit=width * 0.44)
        y += step * (1.3 if last and form == "band" else 1.0)
    return y + 2


def account(bill: Bill, x: float, y: float, width: float, *, form: str = "") -> float:
    """Where to pay: bank, codes and number, holder; a pair a line, in a box, or as one run."""
    ink, rng = bill.ink, bill.rng
    words, wire = pool("banks"), bill.account["wire"].split("|")
    number = 0 if wire[0] == "IBAN" else 2
    pairs: list[tuple[str, str, str]] = [
        ("bank_account.bank_name", rng.choice(words["name_labels"]), bill.account["bank"])
    ]
    pairs += [
        ("bank_account.account_number" if n == number else "", wire[n], wire[n + 1]) for n in rng.sample((0, 2), 2)
    ]
    pairs.insert(
        rng.choice((0, 1, 3)),
        ("bank_account.account_holder", rng.choice(words["holder_labels"]), bill.account["holder"]),
    )
    form = form or ink.pick("pairs", "pairs", "box", "run")
    step, top = ink.size * 0.52, y
    if ink.maybe(0.8):
        ink.say(x, y, rng.choice(words["headings"]), bold=True, fit=width)
        y += step * 1.3
    if form == "run":
        for first, second in zip(pairs[::2], pairs[1::2], strict=True):
            run: list[Piece] = []
            for field, word, shown in (first, second):
                run += [named(field, word), " ", tagged(field, shown), "   "]
            ink.say(x, y, *run[:-1], fit=width, size=ink.size * 0.9)
            y += step
        return y
    tab = max(ink.wide((word,)) for _, word, _ in pairs) + rng.uniform(2, 9)
    for field, word, shown in pairs:
        ink.say(x, y, named(field, word), colour="#444444", fit=tab - 1)
        ink.say(x + tab, y, tagged(field, shown), fit=width - tab)
        y += step
    if form == "box":
        ink.sheet.panel(x - 2, top - step, width + 2, y - top + step * 0.8, weight=ink.rule_weight)
    return y


def heading(bill: Bill, x: float, y: float, *, align: Align = "left", word: str = "", size: float = 0.0) -> float:
    """The paper's name in large type."""
    ink = bill.ink
    size = size or bill.rng.uniform(15, 28)
    colour = ink.pick("#111111", ink.accent)
    ink.say(x, y, word or bill.word("titles"), align=align, size=size, bold=ink.maybe(0.8), colour=colour, fit=120)
    return y + size * MM_PER_PT * 0.5 + 5


def notes(bill: Bill, x: float, y: float, width: float, *, most: int = 3) -> float:
    """Some remarks, wrapped."""
    ink = bill.ink
    for text in bill.rng.sample(pool("labels", "notes"), bill.rng.randint(0, most)):
        for line in wrap(text, width * 0.95, ink.body, ink.size * 0.9):
            ink.say(x, y, line, size=ink.size * 0.9, colour="#333333")
            y += ink.size * 0.48
    return y
