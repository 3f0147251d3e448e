"""The heading row of a table of line items: what each column is, by its own words and by its neighbours."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ocr.extract.columns import Column
from ocr.extract.finders import is_day
from ocr.extract.label_words import LabelWords
from ocr.extract.locate import find_labels
from ocr.extract.values import parse_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template

_EITHER_PRICE = re.compile(r"(?:料金|価格|代金|月額)(?:\(.*\))?")
"""Headings of what one costs and of what the line costs."""
_RATE_HEADING = re.compile(r"^\(?(\d{1,2}(?:\.\d)?%)")


def next_heading(sheet: Sheet, template: Template, start: int) -> tuple[tuple[Column, ...], int, int] | None:
    """The next heading from that row on: its columns, the row below it and its first row; None if none is left."""
    for n in range(start, len(sheet.rows)):
        columns = _with_dates(columns_of(sheet.rows[n], template), sheet, template)
        if not names_items(columns):
            continue
        first, last = n, n
        if n > start and _only_headings(sheet.rows[n - 1], template) and _touches(sheet, n - 1, n):
            first = n - 1
        while (
            last + 1 < len(sheet.rows)
            and _only_headings(sheet.rows[last + 1], template)
            and _touches(sheet, last, last + 1)
        ):
            last += 1
        band = [s for row in sheet.rows[first : last + 1] for s in row]
        return _leaves(_with_dates(columns_of(band, template), sheet, template)), last + 1, first
    return None


def _with_dates(columns: list[Column], sheet: Sheet, template: Template) -> list[Column]:
    """The columns, one with an unknown heading named "date" if its cells are mostly dates; for ruled tables."""
    names = {c.name for c in columns if c.name}
    if "date" not in template.columns or "date" in names or len(names) < 2:
        return columns
    for n, column in enumerate(columns):
        place = sheet.cells.of(column.heading)
        if column.name or column.kind or place is None:
            continue
        texts = sheet.cells.below(place)
        if len(texts) >= 2 and sum(is_day(text) for text in texts) > len(texts) / 2:
            return [*columns[:n], replace(column, name="date", kind="date"), *columns[n + 1 :]]
    return columns


def names_items(columns: Sequence[Column]) -> bool:
    """Whether a row of such headings stands over line items: words and money, or words enough."""
    names = {c.name for c in columns if c.name}
    money = names & {"amount", "quantity", "unit_price"}
    words = names & {"description", "category", "payee", "date"}
    if money:
        return len(names) >= 2 and (bool(words) or _unnamed_description(columns) is not None)
    return len(words) >= 3 and not columns[-1].name  # 月日 | 目的 | 手段 | ... | a heading that cannot be read


def _unnamed_description(columns: Sequence[Column]) -> int | None:
    """A heading of unknown words left of two or more of quantity, price and amount can only be the description."""
    if "description" in {c.name for c in columns}:
        return None
    numbers = [n for n, c in enumerate(columns) if c.name in ("quantity", "unit_price", "amount") and c.rate is None]
    unknown = [n for n, c in enumerate(columns) if not c.name and c.kind == "" and numbers and n < numbers[0]]
    return unknown[0] if len(numbers) >= 2 and unknown else None


def _only_headings(row: Sequence[Segment], template: Template) -> bool:
    columns = columns_of(row, template)
    known = [c for c in columns if c.name or c.kind == "other" or c.rate is not None]
    return bool(known) and len({id(c.heading) for c in known}) == len(row)


def _touches(sheet: Sheet, upper: int, lower: int) -> bool:
    bottom = max(s.bottom for s in sheet.rows[upper])
    top = min(s.top for s in sheet.rows[lower])
    return top - bottom < 0.9 * sheet.line_height


def columns_of(row: Sequence[Segment], template: Template) -> list[Column]:
    """Headings of a row, left to right; a segment that holds two is cut in two, one that is unknown has no name."""
    found: list[Column] = []
    for segment in row:
        named = list(_headings(segment, template))
        if named:
            found.extend(named)
        else:
            found.append(Column("", "", segment, segment.left, segment.right))
    return sorted(found, key=lambda c: c.x_center)


def _headings(segment: Segment, template: Template) -> Iterator[Column]:
    rate = _RATE_HEADING.match(segment.key.text)
    if (
        rate
        and len(segment.key.text) <= 14
        and "amount" in template.columns
        and not re.search(r"税額|消費税", segment.key.text)
    ):
        yield Column("amount", "amount", segment, segment.left, segment.right, parse_rate(rate[1]))
        return
    if not any(_heading_words(template).occurrences(segment.key.text)):
        return
    hits: list[tuple[int, int, str, str]] = []
    for name, column in template.columns.items():
        hits += [(h.start, h.end, name, column.kind) for h in find_labels([segment], column.labels)]
    hits += [(h.start, h.end, "", "other") for h in find_labels([segment], template.other_columns)]
    notes = [m.span() for m in re.finditer(r"\(.*?\)", segment.key.text)]
    outside = [h for h in hits if not any(a <= h[0] and h[1] <= b for a, b in notes)]
    hits = outside or hits  # 摘要(経路・内容) is one heading
    kept: list[tuple[int, int, str, str]] = []
    for hit in sorted(hits, key=lambda h: (h[0] - h[1], h[0], h[2] == "")):  # longest first; a column before "other"
        if all(hit[1] <= k[0] or hit[0] >= k[1] for k in kept):
            kept.append(hit)
    covered = sum(end - start for start, end, _, _ in kept)
    bare = re.sub(r"\([^)]*\)|[^\w]", "", segment.key.text)
    if not kept or covered < 0.6 * len(bare):
        return
    kept.sort()
    for start, end, name, kind in kept:
        a, b = segment.key.span(start, end)
        left = segment.left if start == kept[0][0] else segment.x_at(a)
        right = segment.right if start == kept[-1][0] else segment.x_at(b)
        yield Column(name, kind, segment, left, right)


def _heading_words(template: Template) -> LabelWords:
    """All that may head a column."""
    return LabelWords.of((*(w for column in template.columns.values() for w in column.labels), *template.other_columns))


def _leaves(columns: list[Column]) -> tuple[Column, ...]:
    """Without headings that stand over others (金額 over 10%対象 and 8%対象), each name used once unless by rate."""
    kept = [
        c
        for c in columns
        if not any(
            o is not c
            and o.heading is not c.heading
            and o.heading.top > c.heading.y_center
            and c.left - 5 <= o.x_center <= c.right + 5
            for o in columns
        )
    ]
    if any(c.rate is not None for c in kept):
        kept = [c for c in kept if c.name != "amount" or c.rate is not None]
    kept = _priced_lines(kept)
    seen: set[str] = set()
    for n, c in enumerate(kept):
        if c.name and c.rate is None:
            if c.name in seen:
                kept[n] = Column("", "other", c.heading, c.left, c.right)
            seen.add(c.name)
    last = len(kept) - 1
    if "amount" not in seen and kept and not kept[last].name and kept[last].kind == "" and len(seen) >= 2:
        kept[last] = replace(kept[last], name="amount", kind="amount")  # the last column is what each line costs
    unnamed = _unnamed_description(kept)
    if unnamed is not None:
        kept[unnamed] = replace(kept[unnamed], name="description", kind="text")
    return tuple(kept)


def _priced_lines(columns: list[Column]) -> list[Column]:
    """The columns, the last price named "amount" where none is: the second of two, or the only one if it may be either.

    ＠ | 価格 and 単価 | 料金; 数量 | 料金 alone, but not 数量 | 単価.
    """
    prices = [n for n, c in enumerate(columns) if c.name == "unit_price"]
    if not prices or len(prices) > 2 or any(c.name == "amount" for c in columns):
        return columns
    last = prices[-1]
    if len(prices) == 1 and not _EITHER_PRICE.fullmatch(columns[last].heading.key.text):
        return columns
    return [*columns[:last], replace(columns[last], name="amount"), *columns[last + 1 :]]
