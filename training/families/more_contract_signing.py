"""How Japanese contracts number their articles and where their parties sign."""

from __future__ import annotations

from collections.abc import Sequence

from training.families.more_contract_accord import Accord, Clause, Side, outsider, pool
from training.families.office_blocks import Col, grid
from training.families.office_flow import Flow
from training.families.office_ink import Piece
from training.formats import kanji_number

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERINGS = ("run", "run", "above", "beside", "beside", "dot", "bare", "numerals", "wide", "bracket")
PARAGRAPHS = ("{}　", "{}．", "({}) ", "{}. ", "（{}）")


def articles(accord: Accord, flow: Flow, clauses: Sequence[Clause], *, form: str = "") -> None:
    """All articles, numbered and headed in one way."""
    form = form or accord.ink.pick(*NUMBERINGS)
    mark = accord.ink.pick(*PARAGRAPHS)
    bold, gap = accord.ink.maybe(0.5), accord.rng.uniform(0.0, 0.6)
    for n, (heading, body) in enumerate(clauses, 1):
        flow.room(flow.leading * 2)
        _article(flow, n, heading, body, form, mark, bold=bold)
        flow.y += flow.leading * gap


def _article(
    flow: Flow, n: int, heading: str, body: list[tuple[Piece, ...]], form: str, mark: str, *, bold: bool
) -> None:
    first, rest = body[0], body[1:]
    if form == "run":
        flow.paragraph(f"第{n}条（{heading}）　", *first, hang=4)
    elif form == "above":
        flow.paragraph(f"（{heading}）", indent=3)
        flow.paragraph(f"第{n}条　", *first, hang=6)
    elif form == "bare":
        flow.paragraph(f"第{n}条　", *first, hang=6)
    elif form == "dot":
        flow.paragraph(f"{n}．{heading}", bold=bold)
        flow.paragraph(*first, indent=5)
    elif form == "numerals":
        flow.paragraph(f"第{kanji_number(n)}条　{heading}", bold=bold)
        flow.paragraph(*first, indent=4)
    elif form == "wide":
        flow.paragraph(f"第{n}条　".translate(_WIDE), f"（{heading}）", *first, hang=8)
    elif form == "bracket":
        flow.paragraph(f"【第{n}条　{heading}】", bold=bold)
        flow.paragraph(*first, first=4)
    else:
        flow.paragraph(f"第{n}条（{heading}）", bold=bold)
        first, rest = (mark.format(1) if rest else "", *first), rest
        flow.paragraph(*first, indent=4, hang=4 if rest else 0)
    for k, pieces in enumerate(rest, 2):
        flow.paragraph(mark.format(k), *pieces, indent=4, hang=4)


def sign(accord: Accord, flow: Flow, *, form: str = "", third: float = 0.12, others: Sequence[Side] = ()) -> None:
    """The signatures: stacked, beside each other, boxed, in a table or on one line each; others sign after both."""
    ink, rng = accord.ink, accord.rng
    form = form or ink.pick("stacked", "stacked", "right", "beside", "boxed", "table", "lines")
    sides: list[Side] = list(accord.sides)
    if ink.maybe(0.1):
        sides.reverse()
    if others or ink.maybe(third):
        sides += others or [outsider(rng, accord.third)]
        form = {"beside": "stacked", "boxed": "right"}.get(form, form)
    words = str(rng.choice(pool("fields"))).split("|") if ink.maybe(0.5) or form == "table" else ["", "", ""]
    if form == "table":
        _table(accord, flow, sides, words)
        return
    if form == "lines":
        _lines(accord, flow, sides)
        return
    mark = ink.pick("column", "column", "own", "bracket", "inline")
    blocks = [_block(accord, side, words, mark) for side in sides]
    width, underlined = flow.right - flow.left, ink.maybe(0.2)
    step = flow.leading * rng.uniform(1.0, 1.3)
    if form in ("beside", "boxed"):
        high = step * (max(map(len, blocks)) + 0.6)
        flow.room(high + 4)
        for n, (side, block) in enumerate(zip(sides, blocks, strict=True)):
            each = width / len(sides)
            x = flow.left + n * each
            if form == "boxed":
                ink.sheet.panel(x, flow.y - step * 0.8, each, high, weight=ink.rule_weight)
            _print(accord, side, block, x + 2, flow.y, each - 5, step, underlined=underlined)
        flow.y += high + 3
        return
    left = flow.left + (width * rng.uniform(0.3, 0.48) if form == "right" else rng.choice((0.0, 6.0, 14.0)))
    for side, block in zip(sides, blocks, strict=True):
        flow.room(step * (len(block) + 0.8))
        _print(accord, side, block, left, flow.y, flow.right - left, step, underlined=underlined)
        flow.y += step * (len(block) + 0.8)


def _block(accord: Accord, side: Side, words: Sequence[str], mark: str) -> list[tuple[Piece, ...]]:
    """The lines of one who signs."""
    ink = accord.ink
    name = accord.put(side.field, side.name) if side.field else side.name
    shown = side.tagged(f"{side.role}（{side.mark}）" if side.role != side.mark and ink.maybe(0.4) else side.mark)
    words = [f"{word}{ink.pick('　', '　　', ' ')}" if word else "" for word in words]
    stamped = ink.pick("印", "（印）", "㊞" if not ink.body.endswith("mono") else "印", "")
    rows: list[tuple[Piece, ...]] = [(words[0], side.address), (words[1], name)]
    if ink.maybe(0.15):
        rows = rows[1:]
    elif ink.maybe(0.15):
        rows.reverse()
    if not side.representative:
        rows = [(*row, f"　　{stamped}") if name in row else row for row in rows]
    elif ink.maybe(0.12):
        rows = [(*row, f"　{side.representative}　{stamped}") if name in row else row for row in rows]
    else:
        rows.append((words[2], side.representative, f"　　{stamped}"))
    if mark == "own":
        return [(shown,), *rows]
    if mark == "bracket":
        return [("（", shown, "）"), *rows] if ink.maybe(0.5) else [("（", shown, "）　", *rows[0]), *rows[1:]]
    if mark == "inline":
        return [(shown, ink.pick("　", "：", " "), *rows[0]), *rows[1:]]
    return [(shown, "|"), *rows]


def _print(
    accord: Accord,
    side: Side,
    block: Sequence[tuple[Piece, ...]],
    x: float,
    y: float,
    width: float,
    step: float,
    *,
    underlined: bool,
) -> None:
    """One block; a mark that has a column of its own stands left of the first line."""
    ink = accord.ink
    if block[0][-1] == "|":
        ink.say(x, y, block[0][0])
        indent = ink.wide(block[0][:1]) + 4
        block, x, width = block[1:], x + indent, width - indent
    right = x
    for n, pieces in enumerate(block):
        right = max(right, ink.say(x, y + n * step, *pieces, fit=width))
        if underlined:
            ink.sheet.rule(x, y + n * step + step * 0.42, x + width, y + n * step + step * 0.42, 0.3)
    if side.representative and ink.maybe(0.6):
        accord.sealed(side.name, min(right - 4, x + width - 16), y + step)


def _table(accord: Accord, flow: Flow, sides: Sequence[Side], words: Sequence[str]) -> None:
    """A ruled table with a column a side."""
    ink = accord.ink
    width = flow.right - flow.left
    first = max(24.0, width * 0.16)
    columns = [Col("", "", first, "center"), *(Col("", "", (width - first) / len(sides)) for _ in sides)]
    names = [accord.put(side.field, side.name) if side.field else side.name for side in sides]
    rows: list[list[tuple[Piece, ...]]] = [
        [("",), *((side.label,) for side in sides)],
        [(words[0],), *((side.address,) for side in sides)],
        [(words[1],), *((name,) for name in names)],
        [(words[2],), *((side.representative or "―", "　印") for side in sides)],
    ]
    if ink.maybe(0.4):
        rows.append([("電話番号",), *((side.phone,) for side in sides)])
    row = ink.size * accord.rng.uniform(0.75, 1.1)
    flow.room(row * len(rows) + 4)
    flow.y = (
        grid(ink, flow.left, flow.y, columns, rows, head=False, row=row, ruling=ink.pick("full", "full", "lines")) + 6
    )


def _lines(accord: Accord, flow: Flow, sides: Sequence[Side]) -> None:
    """A line of dots or a rule each: mark, name, who signs."""
    ink, dots = accord.ink, accord.ink.maybe(0.5)
    for side in sides:
        flow.room(flow.leading * 2.4)
        name = accord.put(side.field, side.name) if side.field else side.name
        right = ink.say(
            flow.left,
            flow.y,
            side.label,
            "　",
            name,
            f"　{side.representative}",
            "　印",
            fit=flow.right - flow.left - 4,
        )
        if dots:
            end = "…" * int((flow.right - right) / (ink.size * 0.36))
            ink.say(right + 1, flow.y, end, fit=max(flow.right - right - 1, 1.0))
        else:
            ink.sheet.rule(flow.left, flow.y + 2.8, flow.right, flow.y + 2.8, 0.4)
        flow.y += flow.leading * 2.2
