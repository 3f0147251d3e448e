"""Japanese papers of cells: spreadsheets with labels beside or above the values, and slips of dot-matrix printers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.families import TRADE, Drawing, chance, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import A4, A4_ACROSS, B5, deal, money, spelled
from training.families.office_blocks import Cells, Entry, approvals, grid
from training.families.office_ink import Piece, label
from training.families.trade_classic import finish
from training.families.trade_deal import Desk

Cell = tuple[Piece, tuple[Piece, ...]]
"""A label and the value in the cell beside or below it."""
_MONO = (("gothic-mono", "gothic-mono"), ("mincho-mono", "mincho-mono"), ("round-mono", "round-mono"))
_SLIPS = ((241.0, 114.0), (228.0, 127.0), (257.0, 182.0), (210.0, 140.0))


@family("more_cells", TRADE)
def cells(rng: random.Random) -> Drawing:
    """A spreadsheet made by hand: all facts in a block of cells, the sums in the last columns of the table itself."""
    made = deal(rng, most=8, size=rng.choice((A4, A4, A4, B5, A4_ACROSS)), sizes=(7.8, 9.6))
    ink = made.ink
    x, weight = rng.uniform(12, 18), ink.rule_weight
    width = ink.width - 2 * x
    y = 14.0
    if ink.maybe(0.5):
        ink.sheet.panel(x, y, width, 11, fill=ink.tint if ink.shaded else None, weight=weight)
    ink.say(ink.width / 2, y + 5.5, made.title, size=rng.uniform(13, 18), bold=True, align="center", fit=width - 40)
    y += 15
    facts = _facts(made)
    if ink.maybe(0.3):
        rng.shuffle(facts)
    head = ink.pick("paired", "above", "split", "split")
    if head == "split":
        half = width * rng.uniform(0.48, 0.56)
        left = parts.receiver(made, x + 1, y + 3, half - 8, form=ink.pick("under", "plain", "person"))
        left = _block(made, x, left + 2, half - 4, facts, across=1)
        right = parts.sender(made, x + half + 2, y + 3, width - half - 3, form=ink.pick("labelled", "stamp", "lines"))
        y = max(left, right) + 3
    else:
        own = [*_parties(made), *facts]
        y = _block(made, x, y, width, own, across=2, above=head == "above") + 3
    keys = rng.choice([keys for keys in sums.ORDERS if keys[-1] == "amount" and len(keys) > 2])
    y = _joined_table(made, x, y, width, keys, least=rng.choice((0, 5, 8, 10) if ink.height > 280 else (0, 4)))
    if ink.maybe(0.4) and made.trade.taxes:
        y = sums.rate_table(made, x, y + 2, width * 0.5)
    if made.trade.bank:
        y = foot.bank(made, x, y + 3, width, form=ink.pick("box", "table", "lines"))
    if ink.maybe(0.5) and y < ink.height - 40:
        y = foot.remarks(made, x, y + 2, width, form="boxed")
    if ink.maybe(0.3):
        approvals(ink, x + width, y + 1, side=13)
    return finish(made)


@family("more_carbon", TRADE, fitting=True)
def carbon(rng: random.Random) -> Drawing:
    """A slip printed into a carbon form: small headed boxes, upright rules, a fixed count of rows, sums in the last."""
    made = deal(
        rng,
        "delivery_note",
        "delivery_note",
        "invoice",
        "purchase_order",
        most=5,
        size=rng.choice(_SLIPS),
        faces=_MONO,
        sizes=(7.4, 8.8),
    )
    ink, x = made.ink, rng.uniform(9, 14)
    width = ink.width - 2 * x
    colour = ink.pick("#1b5e3a", "#1f3a8a", "#7a1f1f", "#333333")
    side = ink.pick("left", "center", "right")
    at = {"left": x + 20, "center": ink.width / 2, "right": x + width - 20}[side]
    ink.say(
        at,
        10,
        ink.pick("", "　", " ").join(made.title) if len(made.title) < 7 else made.title,
        size=13,
        align="center",
        colour=colour,
        bold=True,
    )
    if ink.maybe(0.4):
        ink.say(
            x + (width if side == "left" else 0),
            8,
            ink.pick("(控)", "No.1", "①", "お客様用", "受領"),
            align="right" if side == "left" else "left",
            size=7,
        )
    swap = ink.maybe(0.35)
    half = width * 0.5
    one, two = (x + half + 2, x) if swap else (x, x + half + 2)
    left = parts.receiver(made, one, 19, half - 6, form=ink.pick("above", "plain", "below", "plain"))
    right = parts.sender(made, two, 18, half - 6, form=ink.pick("lines", "compact"))
    y = max(left, right) + 1
    y = _small_boxes(made, x, y, width, colour)
    keys = rng.choice([keys for keys in sums.ORDERS if keys[-1] in ("amount", "note") and len(keys) > 3])
    y = sums.lines(made, x, y, width, keys, ruling="full", least=rng.choice((5, 6)), row=5.6)
    if ink.maybe(0.5):
        y = sums.sums(made, x + width * 0.3, y, width * 0.7, form="across", rates="plain")
    else:
        wide = width * 0.34
        end = sums.sums(made, x + width - wide, y, wide, form="boxed", rates=ink.pick("plain", "taxes"))
        note = ink.pick(*(text for text in foot.spelled_notes(made) if len(text) < 22))
        ink.say(x + 1, y + 4, f"{spelled(made, 'note')} {note}", fit=width - wide - 4, size=7.5)
        y = end
    if ink.maybe(0.4) and y < ink.height - 20:
        approvals(
            ink,
            x + width * 0.5,
            y + 1,
            names=(ink.pick("受領印", "検収印"), ink.pick("担当", "出荷"))[: rng.randint(1, 2)],
            side=11,
        )
    if made.trade.bank and y < ink.height - 16 and ink.maybe(0.6):
        foot.bank(made, x + width * 0.52, y + 3, width * 0.48, form="lines")
    return finish(made)


def _facts(made: Desk) -> list[Cell]:
    """Dates, numbers and the subject as cells; the total among them at times."""
    ink = made.ink
    out: list[Cell] = [
        (label(field, word) if field else word, ((value, field),)) for field, word, value in parts.dates(made)
    ]
    if made.trade.subject:
        out.append((made.chosen["subject"], (made.trade.subject,)))
    if ink.maybe(0.6):
        total = (money(made, made.trade.total_amount), "total_amount")
        out.insert(ink.rng.choice((0, len(out))), (made.named("total_amount", "total"), (total,)))
    return out


def _parties(made: Desk) -> list[Cell]:
    """Both firms as cells, whatever is said of them in cells of its own."""
    ink, trade, orders = made.ink, made.trade, made.orders
    firm, own = (trade.vendor, trade.buyer) if orders else (trade.buyer, trade.vendor)
    to, by = ("vendor_name", "buyer_name") if orders else ("buyer_name", "vendor_name")
    theirs: list[Cell] = [(label(to, made.chosen["to"]), ((firm.name, to), ink.pick("", " 御中", "　様")))]
    ours: list[Cell] = [(label(by, made.chosen["from"]), ((own.name, by),))]
    seller = theirs if orders else ours
    code, street, call = (trade.vendor.postal_code, trade.vendor.full_address, trade.vendor.phone)
    place: tuple[Piece, ...] = ((street, "vendor_address"),)
    if ink.maybe(0.5):
        place = ("〒", (code, "vendor_postal_code"), " ", *place)
    seller.append((label("vendor_address", ink.pick("住所", "所在地", "住　所")), place))
    seller.append((label("vendor_phone", ink.pick("TEL", "電話番号", "電話")), ((call, "vendor_phone"),)))
    if ink.maybe(0.8):
        number = (trade.vendor.registration_number, "vendor_registration_number")
        seller.append((made.named("vendor_registration_number", "registration"), (number,)))
    if ink.maybe(0.5):
        theirs.append(
            (
                ink.pick("ご担当", "担当者", "部署"),
                (ink.pick(chance.person(ink.rng) + " 様", spelled(made, "departments")),),
            )
        )
    return [*ours, *theirs] if ink.maybe(0.4) else [*theirs, *ours]


def _block(
    made: Desk, x: float, y: float, width: float, own: Sequence[Cell], *, across: int, above: bool = False
) -> float:
    """The cells in rows of across: label cell left of its value's, or a row of labels above a row of values."""
    ink, high, step = made.ink, made.ink.size * made.ink.rng.uniform(0.62, 0.85), width / across
    share = ink.rng.uniform(0.24, 0.36)
    for n in range(0, len(own), across):
        group = own[n : n + across]
        step = width / len(group)
        for k, (word, value) in enumerate(group):
            left = x + k * step
            wide = step if above else step * share
            ink.sheet.panel(
                left,
                y,
                wide,
                high * (0.8 if above else 1),
                fill=ink.tint if ink.shaded else None,
                weight=ink.rule_weight,
            )
            ink.say(
                left + 1.2,
                y + high * (0.4 if above else 0.5),
                word,
                fit=wide - 2.4,
                size=ink.size * (0.8 if above else 0.95),
            )
            at, top = (left, y + high * 0.8) if above else (left + wide, y)
            room = step if above else step - wide
            ink.sheet.panel(at, top, room, high, weight=ink.rule_weight)
            ink.say(at + 1.5, top + high / 2, *value, fit=room - 3)
        y += high * (1.8 if above else 1)
    return y


def _joined_table(made: Desk, x: float, y: float, width: float, keys: Sequence[str], *, least: int) -> float:
    """The lines, and below them a row a sum: its word in the columns before the last, its value under the amounts."""
    ink, row = made.ink, made.ink.size * made.ink.rng.uniform(0.62, 0.8)
    columns = sums.columns(made, width, keys)
    bare = ink.maybe(0.5)
    rows: list[Cells] = [
        tuple(sums.cell_of(made, line, n, key, bare=bare, code=f"{100 + n}") for key in keys)
        for n, line in enumerate(made.trade.lines)
    ]
    y = grid(ink, x, y, columns, rows, ruling="full", least=least, row=row)
    last, before = columns[-1].width, columns[-2].width + (columns[-3].width if len(columns) > 4 else 0.0)
    before = max(before, min(38.0, width - last))
    pairs: list[Entry] = sums.entries(made)
    for field, word, value in pairs:
        left = x + width - last - before
        ink.sheet.panel(left, y, before, row, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
        ink.sheet.panel(left + before, y, last, row, weight=ink.rule_weight)
        ink.say(
            left + before / 2,
            y + row / 2,
            label(field.split("|")[0], word) if field else word,
            align="center",
            fit=before - 2,
        )
        ink.say(x + width - 1.3, y + row / 2, (value, field), align="right", fit=last - 2)
        y += row
    return y + 2


def _small_boxes(made: Desk, x: float, y: float, width: float, colour: str) -> float:
    """Facts in small boxes side by side with tiny headings, as forms print them."""
    ink, pairs = made.ink, parts.dates(made, most=6)
    step = min(width / len(pairs), ink.rng.uniform(30, 60))
    x += ink.rng.choice((0.0, width - step * len(pairs)))
    for n, (field, word, value) in enumerate(pairs):
        left = x + n * step
        ink.sheet.panel(left, y, step, 4, weight=0.4, colour=colour)
        ink.sheet.panel(left, y + 4, step, 5.5, weight=0.4, colour=colour)
        ink.say(
            left + step / 2,
            y + 2,
            label(field, word) if field else word,
            align="center",
            size=6.5,
            colour=colour,
            fit=step - 2,
        )
        ink.say(left + step / 2, y + 6.8, (value, field), align="center", fit=step - 2)
    return y + 11
