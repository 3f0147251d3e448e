"""Blocks of office papers: labelled facts, ruled tables, approval boxes, seals, titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.families.office_ink import Ink, Piece, label
from training.page import MM_PER_PT, Align
from training.seals import company_seal, personal_seal, revenue_stamp, round_seal

Entry = tuple[str, str, str]
"""The field a pair shows ("" for none), its printed label and its printed value."""
Row = tuple[Piece, tuple[Piece, ...]]
"""A label and the run printed beside it."""
Cells = Sequence[tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its row key ("" for none of the contract's), heading, width in mm, how it aligns."""

    key: str
    title: str
    width: float
    align: Align = "left"

    @property
    def heading(self) -> Piece:
        return label(f"line_items.{self.key}", self.title) if self.key else self.title


def entry(field: str, word: str, value: str) -> tuple[Piece, Piece]:
    """Label and value of an entry, tagged when it shows a field."""
    return (label(field, word), (value, field)) if field else (word, value)


def cell(n: int, key: str, text: str) -> tuple[Piece, ...]:
    """One value of row n."""
    return ((text, f"line_items.{n}.{key}"),)


def facts(
    ink: Ink, x: float, y: float, width: float, entries: Sequence[Entry], *, leading: float = 0.0, form: str = ""
) -> float:
    """Pairs below each other: colon, tab, right, boxed, lined or stacked; returns the y under them."""
    form = form or ink.pick("colon", "tab", "right", "boxed", "lined", "stacked")
    leading = leading or ink.size * ink.rng.uniform(0.52, 0.75)
    latin = all(word.isascii() for _, word, _ in entries)
    between = ink.pick(": ", "  ", " ") if latin else ink.pick("：", ":", ": ", "　", " ")
    tab = min(max(ink.wide((word,)) for _, word, _ in entries) + 5, width * 0.5)
    for field, word, value in entries:
        first, second = entry(field, word, value)
        if form == "colon":
            ink.say(x, y, first, between, second, fit=width)
        elif form == "right":
            ink.say(x, y, first, fit=width * 0.45)
            ink.say(x + width, y, second, align="right", fit=width * 0.52)
        elif form == "stacked":
            ink.say(x, y, first, size=ink.size * 0.8, colour="#555555", fit=width)
            y += leading * 0.85
            ink.say(x, y, second, fit=width)
        else:
            if form == "boxed":
                ink.sheet.panel(
                    x, y - leading / 2, tab, leading, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight
                )
                ink.sheet.panel(x + tab, y - leading / 2, width - tab, leading, weight=ink.rule_weight)
            elif form == "lined":
                ink.sheet.rule(x, y + leading / 2, x + width, y + leading / 2, ink.rule_weight)
            ink.say(x + 1.2, y, first, fit=tab - 2.4)
            ink.say(x + tab + 1.5, y, second, fit=width - tab - 3)
        y += leading
    return y


def grid(
    ink: Ink,
    x: float,
    y: float,
    columns: Sequence[Col],
    rows: Sequence[Cells],
    *,
    row: float = 0.0,
    least: int = 0,
    ruling: str = "",
    head: bool = True,
) -> float:
    """A table in one of the rulings: full, lines, head, open, zebra; blank rows up to least. Returns the y under it."""
    ruling = ruling or ink.pick("full", "full", "lines", "head", "open", "zebra")
    row = row or ink.size * ink.rng.uniform(0.58, 0.85)
    count, right = max(len(rows), least), x + sum(column.width for column in columns)
    top = y
    if head:
        dark = ruling == "zebra"
        if dark or ink.shaded:
            ink.sheet.panel(x, y, right - x, row, fill=ink.accent if dark else ink.tint, weight=0)
        _line(
            ink,
            x,
            y + row / 2,
            columns,
            [(column.heading,) for column in columns],
            bold=True,
            colour="#ffffff" if dark else "#111111",
        )
        y += row
    for n in range(count):
        if ruling == "zebra" and n % 2:
            ink.sheet.panel(x, y, right - x, row, fill=ink.tint, weight=0)
        if n < len(rows):
            _line(ink, x, y + row / 2, columns, rows[n])
        y += row
    edges = [top + row * n for n in range(count + head + 1)]
    drawn = {"full": edges, "lines": edges, "head": [*edges[:2], edges[-1]], "open": [], "zebra": edges[-1:]}[ruling]
    for edge in drawn:
        ink.sheet.rule(x, edge, right, edge, ink.rule_weight)
    if ruling == "full":
        at = x
        for width in (0.0, *(column.width for column in columns)):
            at += width
            ink.sheet.rule(at, top, at, y, ink.rule_weight)
    return y


def _line(
    ink: Ink, x: float, y: float, columns: Sequence[Col], cells: Cells, *, bold: bool = False, colour: str = "#111111"
) -> None:
    for column, pieces in zip(columns, cells, strict=True):
        pad = min(1.3, column.width * 0.08)
        align: Align = "center" if bold else column.align
        at = {"left": x + pad, "right": x + column.width - pad, "center": x + column.width / 2}[align]
        ink.say(at, y, *pieces, align=align, fit=column.width - 2 * pad, bold=bold, colour=colour)
        x += column.width


def title(
    ink: Ink, x: float, y: float, text: str, *, size: float = 16.0, align: Align = "center", tag: str = ""
) -> float:
    """The paper's name in large type, perhaps spaced, underlined, boxed or on a band; returns the y under it."""
    spaced = ink.pick("", "", " ", "　").join(text) if len(text) < 8 and not text.isascii() else text
    size *= ink.rng.uniform(0.85, 1.2)
    width, dress = (
        ink.wide((spaced,), size=size, bold=True),
        ink.pick("plain", "plain", "under", "double", "box", "band"),
    )
    left = {"left": x, "center": x - width / 2, "right": x - width}[align]
    half = size * MM_PER_PT * 0.8
    if dress in ("box", "band"):
        ink.sheet.panel(
            left - 4, y - half, width + 8, 2 * half, fill=ink.accent if dress == "band" else None, weight=0.7
        )
    elif dress != "plain":
        for gap in (0.0, 0.8)[: 1 + (dress == "double")]:
            ink.sheet.rule(left - 2, y + half + gap, left + width + 2, y + half + gap, 0.7)
    ink.say(
        left,
        y,
        (spaced, tag) if tag else spaced,
        size=size,
        bold=True,
        colour="#ffffff" if dress == "band" else "#111111",
    )
    return y + half + 3


def approvals(ink: Ink, x: float, y: float, *, names: Sequence[str] = (), side: float = 0.0) -> float:
    """Boxes for the seals of those who approve, right edge at x; some are sealed. Returns the y under them."""
    titles = list(names) or ink.rng.sample(
        ["社長", "部長", "課長", "係長", "経理", "承認", "担当", "申請者", "検印", "所長"], ink.rng.randint(2, 5)
    )
    side = side or ink.rng.uniform(13, 18)
    x -= side * len(titles)
    for word in titles:
        ink.sheet.panel(x, y, side, 5, weight=ink.rule_weight)
        ink.sheet.panel(x, y + 5, side, side, weight=ink.rule_weight)
        ink.say(x + side / 2, y + 2.5, word, align="center", fit=side - 1, size=ink.size * 0.85)
        if ink.maybe(0.3):
            surname = ink.pick("有馬", "笹原", "鳥居", "時田", "柏木")
            ink.sheet.picture(
                personal_seal(surname, ink.rng), x + side * 0.17, y + 5 + side * 0.17, side * 0.66, side * 0.66, "認印"
            )
        x += side
    return y + 5 + side


def seal(ink: Ink, name: str, x: float, y: float) -> None:
    """A square or round company seal over the end of a name."""
    if ink.maybe(0.5):
        ink.sheet.picture(company_seal(name, ink.rng), x, y - 9, 19, 19, "角印")
    else:
        ink.sheet.picture(round_seal(name, ink.rng), x, y - 9, 17, 17, "丸印")


def stamp(ink: Ink, x: float, y: float, yen: int = 200) -> None:
    """A revenue stamp, or the empty box for one."""
    if ink.maybe(0.5):
        ink.sheet.picture(revenue_stamp(yen, ink.rng), x, y, 16, 20, "収入印紙")
        return
    ink.sheet.panel(x, y, 18, 22, weight=0.4)
    for n, word in enumerate(("収　入", "印　紙")):
        ink.say(x + 9, y + 8 + 5 * n, word, align="center", size=7.5, colour="#555555")


def party(
    ink: Ink,
    x: float,
    y: float,
    width: float,
    lines: Sequence[Sequence[Piece]],
    *,
    align: Align = "left",
    bold: int = 0,
    room: float = 999.0,
) -> float:
    """A letterhead: one run a line, the bold-th larger, smaller where room mm are too few; returns the y under it."""
    at = {"left": x, "right": x + width, "center": x + width / 2}[align]
    scale = min(1.0, room / ((len(lines) * ink.size + 2.0) * 0.56))
    for n, pieces in enumerate(lines):
        size = scale * (ink.size + (2.0 if n == bold else 0.0))
        ink.say(at, y, *pieces, align=align, fit=width, size=size, bold=n == bold)
        y += size * 0.56
    return y


def boxes(ink: Ink, x: float, y: float, width: float, rows: Sequence[Row], *, share: float = 0.24) -> float:
    """Label cell and value cell, a ruled row each, of uneven height."""
    for word, pieces in rows:
        high = ink.size * ink.rng.choice((0.7, 0.8, 1.1))
        ink.sheet.panel(x, y, width * share, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
        ink.sheet.panel(x + width * share, y, width * (1 - share), high, weight=ink.rule_weight)
        ink.say(x + 1.5, y + high / 2, word, fit=width * share - 3)
        ink.say(x + width * share + 2, y + high / 2, *pieces, fit=width * (1 - share) - 4)
        y += high
    return y
