"""Accounts and remarks of further trade papers; each draws at a place and returns the y under itself."""

from __future__ import annotations

from training.families.more_trade_deal import english as english_words
from training.families.more_trade_deal import is_english, japanese, spelled
from training.families.office_blocks import Col, Entry, facts, grid
from training.families.office_ink import Piece, label
from training.families.trade_deal import Desk
from training.page import wrap


def bank(desk: Desk, x: float, y: float, width: float, *, form: str = "") -> float:
    """Where to pay: line, lines, list, box, table (a column a part) or sentence."""
    account, ink, english = desk.trade.bank, desk.ink, is_english(desk)
    if account is None:
        return y
    form = form or ink.pick("line", "lines", "list", "box", "table", "sentence")
    keys = ("bank_name", "account_number", "account_holder") if english else (
        "bank_name", "branch_name", "account_type", "account_number", "account_holder",
    )  # fmt: skip
    if english and form in ("line", "lines", "sentence"):
        form = "list"
    pairs: list[Entry] = [(f"bank_account.{key}", desk.chosen[key], getattr(account, key)) for key in keys]
    if ink.maybe(0.25):
        pairs.insert(
            1,
            (
                "",
                "SWIFT" if english else ink.pick("銀行コード", "店番"),
                "KSTLGB2X" if english else f"{ink.rng.randint(100, 999)}",
            ),
        )
    if form == "sentence":
        head = [desk.named("bank_account", "bank"), ink.pick("は、", "：", "…")]
        run = [piece for field, _, value in pairs if field for piece in ((value, field), " ")]
        ink.say(x, y + 2, *head, *run, fit=width)
        return y + 7
    ink.say(x, y + 2, desk.named("bank_account", "bank"), bold=ink.maybe(0.6), fit=width)
    y += ink.size * 0.75
    if form in ("list", "box"):
        how = ink.pick("boxed", "lined") if form == "box" else ink.pick("colon", "tab", "right")
        return facts(ink, x, y + 1, min(width, 95.0), pairs, leading=ink.size * 0.58, form=how) + 2
    if form == "table":
        cols = [Col("", word, width / len(pairs), "center") for _, word, _ in pairs]
        return grid(ink, x, y, cols, [tuple(((value, field),) for field, _, value in pairs)], row=ink.size * 0.66) + 2
    named = [pair for pair in pairs if pair[0]]
    parts: list[Piece] = [piece for field, _, value in named[:-1] for piece in ((value, field), ink.pick(" ", "　"))]
    field, word, value = named[-1]
    holder: list[Piece] = [label(field, word), ink.pick("：", " "), (value, field)]
    if form == "line":
        ink.say(x, y, *parts, *holder, fit=width)
        return y + 5
    ink.say(x, y, *parts, fit=width)
    ink.say(x, y + ink.size * 0.55, *holder, fit=width)
    return y + ink.size * 1.1 + 2


def remarks(desk: Desk, x: float, y: float, width: float, *, form: str = "", least: int = 0) -> float:
    """Sentences: open, boxed, or headed by a tinted bar."""
    ink = desk.ink
    pool = spelled_notes(desk)
    said = ink.rng.sample(pool, ink.rng.randint(max(1, least), 3))
    form = form or ink.pick("open", "boxed", "bar")
    size = ink.size * 0.88
    rows = [part for note in said for part in wrap(note, width - 5, ink.body, size)]
    high = (len(rows) + 1.6) * size * 0.55 + 3
    if form == "boxed":
        ink.sheet.panel(x, y, width, high, weight=ink.rule_weight, radius=ink.rng.choice((0.0, 0.0, 2.0)))
    elif form == "bar":
        ink.sheet.panel(x, y, width, size * 0.55, fill=ink.tint, weight=0)
    ink.say(x + 2, y + size * 0.3 + (1 if form == "boxed" else 0), spelled(desk, "note"), size=size)
    at = y + size * 0.95 + 1
    for text in rows:
        ink.say(x + 2, at, text, size=size, fit=width - 4)
        at += size * 0.55
    return y + high + 2


def spelled_notes(desk: Desk) -> list[str]:
    """The pool of sentences in this paper's language."""
    notes: list[str] = english_words("notes") if is_english(desk) else japanese("notes")
    return notes
