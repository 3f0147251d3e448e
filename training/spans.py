"""Which characters of a page's tokens show which field: tags of whole tokens narrowed to the value's own characters.

A token such as "TEL 03-1234-5678" is tagged `vendor_phone` as a whole; the number is its value and TEL its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from training.blocks import abbreviated
from training.content import Content, Value
from training.formats import DATES, daiji, kanji_number, positional
from training.page import Page, Token

Tags = list[str]
"""One tag a character; "" for none."""

_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.]*")
_CODE = "USD|SGD|MYR|AUD|CAD|GBP|EUR|JPY|RM"
_BEFORE = re.compile(rf"(?:[¥￥$£€\\▲△\-−－+ ]|(?<![A-Za-z])(?:[A-Z]{{1,2}}(?=\$)|{_CODE}))+$")
_AFTER = re.compile(rf"[円也\-－−]+| ?(?:€|(?:{_CODE})(?![A-Za-z]))")
_NUMERALS = "〇一二三四五六七八九十百千万壱弐参拾"
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = str.maketrans(
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "〇一二三四五六七八九ー",
    "".join(map(chr, range(0x21, 0x7F))) + "0123456789-",
)
"""One character for the forms a digit, letter or dash has in rows and in columns."""
_LABEL_END = " 　:：・)）"
_LONGEST_LABEL = 18


def character_tags(content: Content, page: Page) -> list[Tags]:
    """For every token of page.tokens, one tag a character: a field's name, `label.<field>` or ""."""
    values = _flat(content)
    tags: list[Tags] = []
    for names, run in groupby(page.tokens, key=lambda token: token.tags):
        tokens = list(run)
        tags += _run_tags(tokens, names, values) if names else [[""] * len(token.text) for token in tokens]
    return tags


def _flat(content: Content) -> dict[str, Value]:
    """Every value under the name its tag has."""
    values: dict[str, Value] = {}
    for name, value in (*content.fields().items(), *((f"line_items.{n}", row) for n, row in enumerate(content.rows()))):
        parts: Iterator[tuple[str, Mapping[str, Value]]] = iter(())
        if isinstance(value, Mapping):
            parts = iter(((name, value),))
        elif isinstance(value, list):
            parts = ((f"{name}.{int(Decimal(str(part['rate'])) * 100)}", part) for part in value)
        else:
            values[name] = value
        for prefix, part in parts:
            values.update({f"{prefix}.{key}": each for key, each in part.items()})
    return values


def _run_tags(tokens: Sequence[Token], names: tuple[str, ...], values: Mapping[str, Value]) -> list[Tags]:
    """The tags of consecutive tokens with the same names; a value may run over from one into the next."""
    text = "".join(token.text for token in tokens)
    tags = [""] * len(text)
    for name in sorted(names, key=lambda name: "." in name):
        if name.startswith("label."):
            _mark(tags, *_stripped(text, 0, len(text)), name)
            continue
        found = list(_places(text, name, values.get(name)))
        if not found and len(names) == 1:
            found = list(_whole(tokens))
        for start, end in found:
            _mark(tags, start, end, name)
    if len(tokens) == 1 and any(tags):
        _mark_label(text, tags)
    out, done = [], 0
    for token in tokens:
        out.append(tags[done : done + len(token.text)])
        done += len(token.text)
    return out


def _mark(tags: Tags, start: int, end: int, name: str) -> None:
    """Tag what is not tagged yet."""
    for n in range(start, end):
        tags[n] = tags[n] or name


def _mark_label(text: str, tags: Tags) -> None:
    """What stands before the value in the same token is its label, if it says something."""
    first = next(n for n, tag in enumerate(tags) if tag)
    if tags[first].startswith("label."):
        return
    start, end = _stripped(text, 0, first)
    if 0 < end - start <= _LONGEST_LABEL and any(char.isalpha() and char != "金" for char in text[start:end]):
        _mark(tags, start, end, f"label.{tags[first]}")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the spaces and colons at its ends."""
    while end > start and text[end - 1] in _LABEL_END:
        end -= 1
    while start < end and text[start] in " 　(（":
        start += 1
    return start, end


def _whole(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """All characters, without a postal mark and spaces at the ends."""
    done = 0
    for token in tokens:
        inner = token.text.lstrip("〒 　")
        start = done + len(token.text) - len(inner)
        yield start, start + len(inner.rstrip(" 　"))
        done += len(token.text)


def _places(text: str, name: str, value: Value) -> Iterator[tuple[int, int]]:
    """Where text shows value; nothing for what is not printed as such, as a truth value."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, date):
        yield from _first_form(text, [form(value) for form in DATES.values()])
    elif isinstance(value, Decimal):
        yield from _amounts(text, value, ratio=name.endswith("rate"))
    elif isinstance(value, str):
        yield from _all_forms(text, (value, abbreviated(value), value.upper()))


def _first_form(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The longest form that text holds, at its first place."""
    for form in sorted(forms, key=len, reverse=True):
        if (start := text.translate(_WIDE).find(form)) >= 0:
            yield start, start + len(form)
            return


def _all_forms(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every place of the first form that text holds, spaces aside and in whichever digits."""
    kept = [n for n, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[n] for n in kept).translate(_DIGITS)
    for form in forms:
        wanted = "".join(form.split()).translate(_DIGITS)
        start = bare.find(wanted) if wanted else -1
        while start >= 0:
            yield kept[start], kept[start + len(wanted) - 1] + 1
            start = bare.find(wanted, start + len(wanted))
        if wanted and wanted in bare:
            return


def _amounts(text: str, value: Decimal, *, ratio: bool) -> Iterator[tuple[int, int]]:
    """The first number in text that is value, with its sign and currency; a ratio needs its percent sign."""
    wanted = abs(value * 100 if ratio else value)
    for match in _NUMBER.finditer(text):
        number = Decimal(match[0].replace(",", "").replace("，", "").rstrip(".") or "0")
        if number == wanted and ratio == (text[match.end() : match.end() + 1] in ("%", "％")):
            yield _with_currency(text, *match.span(), ratio=ratio)
            return
    if not ratio and wanted == int(wanted) < 10**8:
        yield from _numerals(text, int(wanted))


def _with_currency(text: str, start: int, end: int, *, ratio: bool) -> tuple[int, int]:
    """The range of a number with the marks before and behind it; with its percent sign where it is a ratio."""
    if ratio:
        return start, end + 1
    before, after = _BEFORE.search(text[:start]), _AFTER.match(text, end)
    start, end = before.start() if before else start, after.end() if after else end
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _numerals(text: str, value: int) -> Iterator[tuple[int, int]]:
    """The first place where text has value in kanji numerals, formal, spoken or a digit each."""
    forms = {daiji(value), kanji_number(value), *(positional(value, comma) for comma in ("", "、", "，", "・"))} - {""}
    for form in sorted(forms, key=len, reverse=True):
        if match := re.search(f"(?<![{_NUMERALS}]){form}(?![{_NUMERALS}])", text):
            yield _with_currency(text, *match.span(), ratio=False)
            return
