"""Till rolls: line items without a heading, each a name, perhaps a count, and an amount at the right edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, find, repaired
from ocr.extract.rows import of_segments, reduced
from ocr.extract.tables import opens_totals
from ocr.extract.till_count import Count, count_in, ends_with_count, named_count
from ocr.extract.values import find_phones, fold
from ocr.record import Amount, Field, Number, Row, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template

_TOTAL = re.compile(
    r"^[\W_]*(?:商品|税[込抜]|お?買い?上げ?(?:商品)?|ご利用|総)*(?:[小合台含][計针汁]|[小合]言[十計]|総計|計$|点数|金額)"
)
"""合計 and 小計 as wide type is misread: 台計, 小言十."""
_TOTAL_LATIN = re.compile(
    r"\btotal\b|\bsub\s?total\b|\bgst\b|\btax\b|\brounding\b|\brcunding\b|\bcash\b|\bchange\b|\btender|\bvisa\b|\bmaster\s?card\b|"
    r"\bitems?\s?\(s\)|\bqty\s?(?:\(s\))?\s?:|\bamount\b|\bbalance\b|\bpayment\b|\bnett?\b"
)
"""Words about the sum on a row of figures; in Latin letters they stand anywhere on it."""
_SUBTOTAL = re.compile(r"小[計言]|sub\s?total")
_DISCOUNT = re.compile(r"(?:値引|割引|クーポン|返品|\d+[%％]引|円引|discount)(?!後|対象|前)", re.IGNORECASE)
_NO_ITEM = re.compile(
    r"レジ(?!袋)|^責|担当|^担[:：]|扱者|取引|伝票|会員(?!割|値)|^店(?:舗)?(?:no|コード|[:：])|テーブル|卓番|人数|電話|領収|登録番号|"
    r"^\W*(?:内?税込|税抜き?|本体(?:価格|金額)?|税額)(?:[(（]\d+[%％][)）])?\W*$|\b(?:cashier|counter|table|pax|bill|invoice|receipt|order|trn|pos|tel|fax|terminal)\b.{0,8}[:#\d]",
    re.IGNORECASE,
)
"""What a till says of itself above the items, and the price with tax below one."""
_NO_NAME = re.compile(rf"(?:様|殿|御中)$|{_TOTAL_LATIN.pattern}")
"""Who a receipt is for, and the headings of a summary."""
_MARK = re.compile(r"[^\w]*(?:[A-Za-z]{1,3}|[軽内外非込税]{1,2}|[内外軽]?(?:8|10)[%％]?)?[^\w]*")
"""What may follow an amount: a tax code (SR, Z, *), 内, 外8, 軽, or dirt."""
_MARKED = re.compile(r"[¥￥\\円$*＊▲△]|RM|\d[.,]\s?\d{2}(?!\d)|^[^\w]*-\d")
_TAXED = re.compile(r"\s*[内外軽※☆]")
_FORMAL = re.compile(r"[-ー也]$")
"""¥88,000-: so is written what a whole paper is about."""
_CENTS = re.compile(r"[.,]\s?\d{2}(?!\d)")
_LEGEND = re.compile(r"(?P<mark>[^\w\s「」『』()\[\]]|[a-z軽減])[」』\])]{0,2}(?:印|マーク|は|が|の).{0,8}軽減税率")
_REDUCED = re.compile(r"[※☆★軽]|(?<!\d)8[%％]?(?!\d)")
_REDUCED_NAME = re.compile(r"^[※☆★*＊]|[※☆★*＊]$|\(軽減?\)$")
_ARTICLE = re.compile(r"^(?:0\d{3,}|\d{5,14})[\s　]+(?=\D)")
"""An article's number before its name."""
_LETTERS = re.compile(r"[^\W\d_円点個]")
_PLAIN_NUMBER = re.compile(r"[@(]?(?:[¥￥\\$]|RM)?\s?\d[\d,]*(?:\.\d+)?\s?(?:円|個|コ|点|本|枚|袋)?\)?", re.IGNORECASE)
_FEW_LETTERS = 0.5
"""The share of letters under which a line of Latin letters and figures is an article's number."""
_COLUMN = 3
"""Rows whose amounts end one below the other, at least, before they are a column left of the farthest."""
_EDGE_LINES = 2.5
"""Line heights that an amount may end left of the rightmost one; rolls curl."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The items of a till roll, the ids of their segments, and whether they add up to a sum printed below them."""

    rows: tuple[Row, ...]
    used: frozenset[int]
    sums: frozenset[Decimal]
    """The amounts on the rows that close the items."""

    def adds_up(self, rows: Sequence[Row]) -> bool:
        """Whether the amounts of rows come to one of the printed sums."""
        amounts = [amount_of(cell.value) for row in rows if (cell := row.cell("amount")) is not None]
        known = [a for a in amounts if a is not None]
        return bool(known) and len(known) == len(rows) and sum(known, Decimal(0)) in self.sums


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the roll: what stands left of its amount, the amount, and the marks around it."""

    row: tuple[Segment, ...]
    words: tuple[Segment, ...]
    amount: Field
    marks: str
    number: Decimal

    @property
    def text(self) -> str:
        return _joined(self.words)


@dataclass(slots=True)
class _Reading:
    """The items so far, and the words that wait for their amount."""

    rows: list[Row]
    used: list[Segment]
    waiting: tuple[Segment, ...] = ()
    count: Count | None = None
    """A count on a line of its own, its amount still to come."""


def read_roll(sheets: Sequence[Sheet], template: Template, *, has_cents: bool) -> Roll:
    """Line items of a till roll; has_cents is whether the paper prints two decimals throughout."""
    reading = _Reading([], [])
    sums: set[Decimal] = set()
    for sheet in sheets:
        if sheet.segments:
            sums |= _read(sheet, template, reading, _legend(sheets), has_cents)
    return Roll(tuple(reading.rows), frozenset(id(s) for s in reading.used), frozenset(sums))


def _read(sheet: Sheet, template: Template, reading: _Reading, legend: str, has_cents: bool) -> set[Decimal]:
    """Add a sheet's items to the reading; the amounts on the rows that close them."""
    edges = _edges(sheet)
    before = len(reading.rows)
    reading.waiting, reading.count = (), None
    sums: set[Decimal] = set()
    closed = ended = False
    for row in sheet.rows:
        line = _line(row, sheet, edges, has_cents)
        if _closes(row, sheet, template):
            reading.waiting, reading.count = (), None
            if len(reading.rows) > before:
                closed = True
                ended = ended or not _SUBTOTAL.search("".join(s.key.text for s in row))
                sums |= {
                    n for s in row for value, _, _ in find("amount", s.text) if (n := amount_of(value)) is not None
                }
        elif closed:
            if line is not None and not ended and _DISCOUNT.search(line.text):
                _add(reading, line, sheet, legend)
        elif line is not None:
            _add(reading, line, sheet, legend)
        else:
            _wait(reading, row)
    return sums


def _closes(row: Sequence[Segment], sheet: Sheet, template: Template) -> bool:
    """Whether a row is about the sum of the items."""
    text = _joined(row)
    if opens_totals(row, template) or _TOTAL.search("".join(s.key.text for s in row)):
        return not _DISCOUNT.search(text)
    return sheet.is_latin and bool(re.search(r"\d", text)) and bool(_TOTAL_LATIN.search(fold(text).text.lower()))


def _line(row: Sequence[Segment], sheet: Sheet, edges: Sequence[float], has_cents: bool) -> _Line | None:
    """The row cut at its amount; None where it has none, or is no row of an item."""
    end = len(row)
    while end > 1 and not find("amount", row[end - 1].text) and _MARK.fullmatch(row[end - 1].text.strip()):
        end -= 1
    last, behind = row[end - 1], "".join(s.text for s in row[end:])
    found = find("amount", last.text)
    value, start, stop = found[-1] if found else (None, 0, 0)
    if not isinstance(value, Amount):
        return None
    ahead = last.text[:start]
    is_marked = bool(_MARKED.search(last.text[max(0, start - 1) : stop + 1]) or _TAXED.match(last.text[stop:]))
    if not _MARK.fullmatch(last.text[stop:].strip()) or (has_cents and not _CENTS.search(last.text[start:stop])):
        return None
    if not sheet.is_latin and _FORMAL.search(last.text[start:stop]):
        return None
    if (end == 1 or _LETTERS.search(ahead)) and not is_marked:
        return None
    if not _at_edge(last, edges, sheet.line_height, is_marked=is_marked):
        return None
    words = tuple(s for s in row[: end - 1] if s.text.strip())
    if len(_LETTERS.findall(ahead)) > 1 or re.search(r"\d", ahead):
        words = (*words, last.cut(0, start))
    text = _joined(words)
    if _is_header(row) or (_NO_ITEM.search(text) and not _DISCOUNT.search(text)):
        return None
    number = _signed(value, text, last.text[start:stop], sheet)
    cell = Field(
        name="amount",
        value=value.model_copy(update={"amount": number}),
        raw=last.text[start:stop],
        confidence=last.confidence,
        evidence=last.evidence(start, stop),
    )
    return _Line(tuple(row), words, cell, ahead[-2:] + last.text[stop:] + behind, number)


def _edges(sheet: Sheet) -> list[float]:
    """Where the last amount of each row ends, rows about the till itself apart."""
    rows = (row for row in sheet.rows if not _is_header(row) and not _NO_ITEM.search(_joined(row)))
    return [max(s.right for s in row) for row in rows if any(find("amount", s.text) for s in row)]


def _at_edge(last: Segment, edges: Sequence[float], line_height: float, *, is_marked: bool) -> bool:
    """Whether an amount ends where amounts do: about as far right as any, or in one column with two others."""
    farthest = max(edges, default=0.0)
    if last.right >= (0.6 * farthest if is_marked else farthest - _EDGE_LINES * line_height):
        return True
    return sum(abs(edge - last.right) < line_height for edge in edges) >= _COLUMN


def _signed(value: Amount, text: str, raw: str, sheet: Sheet) -> Decimal:
    """A discount takes away, whether or not its sign was printed; 1.84- is how tills in Latin letters write one."""
    takes = bool(_DISCOUNT.search(text)) or (sheet.is_latin and raw.endswith("-"))
    return -abs(value.amount) if takes else value.amount


def _is_header(row: Sequence[Segment]) -> bool:
    text = _joined(row)
    return bool(
        find("date", text, day_first=row[0].day_first) or find_phones(text) or find("registration_number", text)
    )


def _wait(reading: _Reading, row: Sequence[Segment]) -> None:
    """A row without an amount: a count for the item above it, or a name for the amount below it."""
    text = _joined(row)
    count = count_in(text)
    if count is not None:
        previous = reading.rows[-1] if reading.rows else None
        if not reading.waiting and previous is not None and _counts(count, previous):
            reading.rows[-1] = Row(cells=(*previous.cells, _quantity(count, row)))
            reading.used.extend(row)
        else:
            reading.count = count
    elif _is_header(row) or _NO_ITEM.search(text) or _NO_NAME.search(fold(text).text.lower()):
        reading.waiting = ()
    elif not _is_code(text) or not reading.waiting:
        reading.waiting, reading.count = tuple(row), None


def _counts(count: Count, row: Row) -> bool:
    amount = row.cell("amount")
    return row.cell("quantity") is None and amount is not None and count.makes(amount_of(amount.value))


def _add(reading: _Reading, line: _Line, sheet: Sheet, legend: str) -> None:
    """An item made of the line and of what waited for it, if it has a name."""
    names, counted, count = _parts(line)
    if count is None:
        count = reading.count
    from_above = not names or (_is_code(_joined(names)) and bool(reading.waiting))
    if from_above:
        names = reading.waiting
    text = _joined(names)
    least = 1 if line.number < 0 else 2
    if names and len(_LETTERS.findall(text)) >= least:
        cells = [of_segments("description", Text(text=repaired(_ARTICLE.sub("", text))), names)]
        if count is None and (named := named_count(text)) is not None:
            count = Count(named)
        if count is not None:
            cells.append(_quantity(count, counted or names))
        cells.append(line.amount)
        if not sheet.is_latin and _is_reduced(line, text, legend):
            cells.append(reduced(cells[0]))
        reading.rows.append(Row(cells=tuple(cells)))
        reading.used.extend((*reading.waiting, *line.row) if from_above else line.row)
    reading.waiting, reading.count = (), None


def _parts(line: _Line) -> tuple[tuple[Segment, ...], tuple[Segment, ...], Count | None]:
    """The words as (name, count's segments, count): 牛乳 | 2コ×単198, or GLOVES 2 x 11.41."""
    words = line.words
    for n in range(len(words)):
        count = count_in(_joined(words[n:]))
        if count is not None and (n == 0 or count.makes(line.number)):
            return words[:n], words[n:], count
    at = ends_with_count(words[-1].text) if words else None
    if at is not None and at[1].makes(line.number):
        name = words[-1].cut(0, at[0])
        return (*words[:-1], name), words[-1:], at[1]
    names = words
    while len(names) > 1 and _PLAIN_NUMBER.fullmatch(fold(names[-1].text).text.strip()):
        names = names[:-1]
    figures = words[len(names) :]
    if len(names) > 1 and re.fullmatch(r"\d{1,2}", names[0].text.strip()):
        return names[1:], names[:1], Count(Decimal(names[0].text.strip()))
    if names and len(names) == len(words) and all(_PLAIN_NUMBER.fullmatch(fold(s.text).text.strip()) for s in words):
        names, figures = (), words
    return names, figures, Count.of_figures([s.text for s in figures], line.number)


def _quantity(count: Count, segments: Sequence[Segment]) -> Field:
    return of_segments("quantity", Number(number=count.quantity), segments)


def _is_reduced(line: _Line, name: str, legend: str) -> bool:
    """Whether a mark of the reduced rate stands before or behind the amount, or at an end of the name."""
    ends = name.strip().casefold()
    by_legend = bool(legend) and (legend in line.marks.casefold() or ends.startswith(legend) or ends.endswith(legend))
    return by_legend or bool(_REDUCED.search(line.marks) or _REDUCED_NAME.search(ends))


def _legend(sheets: Sequence[Sheet]) -> str:
    """The mark that the paper says is that of the reduced rate: T印は軽減税率適用商品; "" where it names none."""
    found = (match for sheet in sheets for s in sheet.segments if (match := _LEGEND.search(s.key.text)))
    return next((match["mark"] for match in found), "")


def _is_code(text: str) -> bool:
    """Whether a line is an article's number: 4901234567894, EZ10HD05 - 24."""
    written = re.sub(r"\W", "", text)
    return written.isascii() and len(re.sub(r"\d", "", written)) < _FEW_LETTERS * max(len(written), 1)


def _joined(segments: Sequence[Segment]) -> str:
    return " ".join(s.text.strip() for s in segments)
