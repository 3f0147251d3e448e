"""The tax summary: taxable amount and tax for each rate, from lines that name the rate or from columns that do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of, find
from ocr.extract.law.tables import law
from ocr.extract.locate import Candidate
from ocr.extract.sheet import joined_evidence
from ocr.record import Amount, Field, Number, TaxBreakdown, TaxLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocr.document import Evidence
    from ocr.extract.money import Money
    from ocr.extract.pointing import Parts
    from ocr.extract.sheet import Segment, Sheet
    from ocr.extract.tables import Table

_TAX = re.compile(r"消費税|税額|内税|外税(?!.*対象)|税等|うち税|(?<!sub)\btax\b|gst|vat|^\W*税\W*(?:\d|$)")
_NOT_TAX = re.compile(r"^[^税]*対象(?!外)|消費税等?対象(?!外)|subject\s?to|taxable")
_TAXABLE = re.compile(r"対象|課税|税抜|税込計|税込合計|小計|本体|売上|対価|taxable|subject\s?to|subtotal|合計|計")
_LEGEND = re.compile(r"品目|商品|適用|です|印は|ます")
"""※印は軽減税率(8%)対象品目: words about rates, not amounts at one."""
_TAXED_GOODS = re.compile(r"^\(?\d+%(?:税[込抜])?対象商品")
"""(8%対象商品 opens the line of an amount; ※は軽減税率8%対象商品 does not."""
_ROLE = re.compile(rf"{_TAX.pattern}|{_TAXABLE.pattern}")
_ALL = re.compile(r"^(?:税率|区分|税率区分|消費税|合計|計|total)$")
"""What stands in a row of rates beside them: what it is a row of, and the sum of the rates."""
_BASE = re.compile(r"金額|対象|対価|税抜|税込|小計|合計|本体|taxable|amount|net")


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """One amount with the rate and the role that the paper gives it."""

    rate: Decimal
    is_tax: bool
    amount: Decimal
    evidence: tuple[Evidence, ...]
    confidence: float
    raw: str

    @classmethod
    def at(cls, rate: Decimal, is_tax: bool, value: Amount, segment: Segment, start: int, end: int) -> _Seen:
        evidence = segment.evidence(start, end)
        return cls(rate, is_tax, value.amount, evidence, segment.confidence, segment.text[start:end])


def agrees(rate: Decimal, taxable: Decimal, tax: Decimal) -> bool:
    """Whether tax is the rate on taxable, rounded any way, prices without or with tax (国税庁 インボイスQ&A 問57)."""
    for exact in (taxable * rate, taxable * rate / (1 + rate)):
        low = exact.to_integral_value(ROUND_FLOOR)
        high = exact.to_integral_value(ROUND_CEILING)
        if low <= tax <= high:
            return True
    return False


@dataclass(frozen=True, slots=True, eq=False)
class TaxSummary:
    """What the paper says rate by rate, before anything else is believed."""

    lines: tuple[TaxLine, ...]
    used: tuple[_Seen, ...]

    @property
    def evidence_by_rate(self) -> frozenset[Evidence]:
        """The ink of amounts that belong to one rate of several, and so are no amounts of the whole paper."""
        return frozenset(e for s in self.used for e in s.evidence) if len(self.lines) > 1 else frozenset()


def summarize(
    sheets: Sequence[Sheet],
    tables: Sequence[Table],
    taken: frozenset[int],
    money: Money,
    pointed: Parts,
) -> TaxSummary:
    """Taxable amount and tax of every rate the paper names.

    What witnesses point at counts where it proves itself: the rate on the one amount gives the other.
    """
    seen = [
        s for sheet in sheets for s in (*_by_table(sheet, taken), *_below_rates(sheet, taken), *_by_line(sheet, taken))
    ]
    seen += [s for sheet in sheets for s in (*_by_rate_columns(sheet, tables), *_below_roles(sheet, taken))]
    seen, beside = ([_counted(s, money) for s in some] for some in (seen, _pointed(pointed)))
    lines: list[TaxLine] = []
    used: list[_Seen] = []
    for rate in sorted({s.rate for s in (*seen, *beside)}, reverse=True):
        own = [s for s in seen if s.rate == rate]
        pair = _proven([*own, *(s for s in beside if s.rate == rate)]) or _pair(own)
        if pair is None or (rate == 0 and pair[0] is None):
            continue
        taxable, tax = pair
        lines.append(
            TaxLine(
                rate=rate, taxable_amount=taxable.amount if taxable else None, tax_amount=tax.amount if tax else None
            )
        )
        used += [s for s in pair if s is not None]
    return TaxSummary(tuple(lines), tuple(used))


def _counted(seen: _Seen, money: Money) -> _Seen:
    """In the paper's money."""
    return replace(seen, amount=amount_of(money.read(Amount(amount=seen.amount), seen.raw)) or seen.amount)


def _pointed(pointed: Parts) -> Iterator[_Seen]:
    """Amounts that a witness takes for one rate's, by `10.taxable_amount` and the like."""
    for name, (probability, runs) in pointed.items():
        percent, _, role = name.partition(".")
        if not (percent.isdigit() and role):
            continue
        for run in runs[:1]:
            for value, start, end in find("amount", run.text)[:1]:
                if isinstance(value, Amount):
                    at = run.start + start, run.start + end
                    seen = _Seen.at(Decimal(percent) / 100, role == "tax_amount", value, run.segment, *at)
                    yield replace(seen, confidence=seen.confidence * probability)


def tax_breakdown(summary: TaxSummary, subtotal: Field | None) -> Field | None:
    """The summary as a field; where one rate is named beside the tax alone, the subtotal is that rate's amount."""
    lines = summary.lines
    if len(lines) == 1 and lines[0].taxable_amount is None:
        completed = _completed(lines[0], subtotal)
        if completed is not None:
            return _field((completed,), summary.used, subtotal)
    return _field(lines, summary.used, None) if lines else None


def _completed(line: TaxLine, subtotal: Field | None) -> TaxLine | None:
    """消費税(10%) 21,346 beside 小計 213,460: the whole subtotal is taxed at the one rate if the arithmetic says so."""
    value = subtotal.value if subtotal else None
    if not isinstance(value, Amount) or line.tax_amount is None or not agrees(line.rate, value.amount, line.tax_amount):
        return None
    return TaxLine(rate=line.rate, taxable_amount=value.amount, tax_amount=line.tax_amount)


def _field(lines: tuple[TaxLine, ...], used: Sequence[_Seen], subtotal: Field | None) -> Field:
    right = all(
        line.taxable_amount is not None
        and line.tax_amount is not None
        and agrees(line.rate, line.taxable_amount, line.tax_amount)
        for line in lines
    )
    evidence = [s.evidence for s in used] + ([subtotal.evidence] if subtotal else [])
    return Field(
        name="tax_breakdown",
        value=TaxBreakdown(lines=lines),
        raw=" ".join(s.raw for s in used),
        confidence=min([0.96 if right else 0.6, *(s.confidence for s in used)]),
        evidence=joined_evidence(evidence),
        derived=subtotal is not None,
    )


def _pair(seen: Sequence[_Seen]) -> tuple[_Seen | None, _Seen | None] | None:
    """The taxable amount and the tax of one rate: the first two that agree, else the first of each.

    Of amounts none of which is named a tax, one is proven by the arithmetic: 10%税抜対象額 198 / 10%兌客真 19.
    """
    proven = _proven(seen)
    if proven is not None:
        return proven
    taxables = [s for s in seen if not s.is_tax]
    taxes = [s for s in seen if s.is_tax]
    if not taxes:
        return next(
            (p for p in permutations(taxables, 2) if p[1].amount and agrees(p[0].rate, *(s.amount for s in p))), None
        )
    if not taxables:
        return None, taxes[0]
    return taxables[0], taxes[0]


def _proven(seen: Sequence[_Seen]) -> tuple[_Seen, _Seen] | None:
    """The first taxable amount and tax of one rate that agree."""
    both = product((s for s in seen if not s.is_tax), (s for s in seen if s.is_tax))
    return next((p for p in both if p[0].amount != p[1].amount and agrees(p[0].rate, *(s.amount for s in p))), None)


def _rate_in(text: str) -> Decimal | None:
    rates = {value.number for value, _, _ in find("rate", text) if isinstance(value, Number)}
    is_legend = _LEGEND.search(_TAXED_GOODS.sub("", text))
    return rates.pop() if len(rates) == 1 and rates <= law().known_rates and not is_legend else None


def _by_line(sheet: Sheet, taken: frozenset[int]) -> Iterator[_Seen]:
    """Rows that say their rate: 10%対象 2,870 / (内消費税等 261); a tax line without one takes the rate above it.

    Below such a row, one of the same rate counts although its words cannot be read.
    """
    above: Decimal | None = None
    since = 99
    for row in sheet.rows:
        free = [s for s in row if id(s) not in taken]
        since += 1
        role_rate: Decimal | None = None
        role_tax: bool | None = None
        repeats = False
        for segment in free:
            text = segment.key.text
            own = _rate_in(text)
            if own is not None:
                repeats = own == above and since == 1
                role_rate, above, since = own, own, 0
            named_tax = bool(_TAX.search(text)) and not _NOT_TAX.search(text)
            named_taxable = bool(_TAXABLE.search(text)) and not named_tax
            if named_tax or named_taxable:
                role_tax = named_tax
                if own is None and named_tax and since <= 1 and role_rate is None:
                    role_rate = above
            if role_rate is None or (role_tax is None and own is None and not repeats):
                continue
            yield from _amounts(segment, role_rate, role_tax if role_tax is not None else False, own is not None)


def _amounts(segment: Segment, rate: Decimal, is_tax: bool, names_rate: bool) -> Iterator[_Seen]:
    """Amounts of a segment, a tax named inside it taking over from there: 10%対象 13,100円(消費税 1,310円)."""
    found = [(v, a, b) for v, a, b in find("amount", segment.text) if isinstance(v, Amount)]
    for value, start, end in found:
        before = segment.text[:start]
        inside = bool(re.search(r"税額|消費税|内税|税等", before)) and bool(re.search(r"対象|税込|税抜", before))
        last = max(before.rfind("税額"), before.rfind("消費税"), before.rfind("内税"))
        tax_here = is_tax or (inside and last > before.rfind("対象"))
        yield _Seen.at(rate, tax_here, value, segment, start, end)


def _summary_tables(
    sheet: Sheet, taken: frozenset[int]
) -> Iterator[tuple[list[Segment], list[Segment], list[list[Segment]]]]:
    """Small tables of rates: headings that name a tax, headings that name its base, and the rows below.

    Where ruling lines tell what is in the table, nothing beside it counts, and a heading that cannot be read is a base.
    """
    for n, row in enumerate(sheet.rows):
        heads = [s for s in row if id(s) not in taken and not find("amount", s.text) and _rate_in(s.key.text) is None]
        taxes = [s for s in heads if _TAX.search(s.key.text) and not re.search(r"税率$|税区分", s.key.text)]
        place = sheet.cells.of(taxes[0]) if taxes else None
        below = [[s for s in r if id(s) not in taken] for r in sheet.rows[n + 1 : n + 6]]
        if place is not None:
            heads, *below = ([s for s in r if sheet.cells.holds(place.table, s)] for r in (heads, *below))
        others = [s for s in heads if s not in taxes]
        rest = [s for s in others if _BASE.search(s.key.text)]
        if place is not None and not rest:
            rest = [s for s in others if not re.search(r"税率|区分", s.key.text)]
        if taxes and rest:
            yield [s for s in taxes if s in heads], rest, [r for r in below if r]


def _by_table(sheet: Sheet, taken: frozenset[int]) -> Iterator[_Seen]:
    """A small table: heading 税率 | 対価の額 | 消費税額 and rows that open with a rate."""
    for taxes, rest, body in _summary_tables(sheet, taken):
        for row in body:
            rate = next((r for s in row if (r := _rate_in(s.key.text)) is not None), None)
            if rate is None:
                continue
            for head, value, segment, start, end in _under((*taxes, *rest), row):
                yield _Seen.at(rate, any(head is t for t in taxes), value, segment, start, end)


def _below_rates(sheet: Sheet, taken: frozenset[int]) -> Iterator[_Seen]:
    """The table laid the other way: a row of nothing but rates, 10% | 8%, and below it rows that open with a role."""
    for n, row in enumerate(sheet.rows):
        heads = [s for s in row if id(s) not in taken]
        rates = {id(s): rate for s in heads if (rate := _rate_in(s.key.text)) is not None}
        if not rates or any(
            find("amount", s.text) or (id(s) not in rates and not _ALL.search(s.key.text)) for s in heads
        ):
            continue
        for below in sheet.rows[n + 1 : n + 5]:
            label, *rest = [s for s in below if id(s) not in taken] or below
            if not rest or find("amount", label.text) or not _ROLE.search(label.key.text):
                break
            is_tax = bool(_TAX.search(label.key.text)) and not _NOT_TAX.search(label.key.text)
            for head, value, segment, start, end in _under(heads, rest):
                if id(head) in rates:
                    yield _Seen.at(rates[id(head)], is_tax, value, segment, start, end)


def _below_roles(sheet: Sheet, taken: frozenset[int]) -> Iterator[_Seen]:
    """All sums side by side: a row of words, some with a rate, and below it an amount for each."""
    for row, below in pairwise(sheet.rows):
        heads, amounts = ([s for s in r if id(s) not in taken] for r in (row, below))
        rates = {id(s): rate for s in heads if _ROLE.search(s.key.text) and (rate := _rate_in(s.key.text)) is not None}
        if len(heads) < 2 or not rates or len(heads) != len(amounts) or any(find("amount", s.text) for s in heads):
            continue
        for head, value, segment, start, end in _under(heads, amounts):
            if id(head) in rates:
                is_tax = bool(_TAX.search(head.key.text)) and not _NOT_TAX.search(head.key.text)
                yield _Seen.at(rates[id(head)], is_tax, value, segment, start, end)


def _under(heads: Sequence[Segment], row: Sequence[Segment]) -> Iterator[tuple[Segment, Amount, Segment, int, int]]:
    """Each amount of a row with its heading: in order where there are as many, else the nearest."""
    amounts = [
        (value, segment, start, end)
        for segment in row
        for value, start, end in find("amount", segment.text)[:1]
        if isinstance(value, Amount)
    ]
    in_order = sorted(heads, key=lambda h: h.left)
    for n, (value, segment, start, end) in enumerate(sorted(amounts, key=lambda a: a[1].left)):
        head = in_order[n] if len(amounts) == len(heads) else min(heads, key=lambda h: _apart(h, segment))
        yield head, value, segment, start, end


def _apart(a: Segment, b: Segment) -> float:
    return min(abs(a.left - b.left), abs(a.right - b.right), abs(a.x_center - b.x_center))


def _by_rate_columns(sheet: Sheet, tables: Iterable[Table]) -> Iterator[_Seen]:
    """Below a table whose amount columns hold one rate each, the lines 小計 and 消費税 do so too."""
    for table in tables:
        columns = [c for c in table.columns if c.rate is not None and c.heading.page == sheet.page.number]
        if not columns:
            continue
        bottom = max((s.bottom for s in table.segments), default=0.0)
        for row in sheet.rows:
            if row[0].top < bottom - sheet.line_height:
                continue
            label = next((s for s in row if _TAX.search(s.key.text) or re.search(r"小計", s.key.text)), None)
            if label is None:
                continue
            for segment in row:
                for value, start, end in find("amount", segment.text)[:1]:
                    column = min(columns, key=lambda c: abs(c.right - segment.right))
                    if isinstance(value, Amount) and column.rate is not None and segment.left > label.left:
                        is_tax = bool(_TAX.search(label.key.text))
                        yield _Seen.at(column.rate, is_tax, value, segment, start, end)


def totals_of_summary(sheet: Sheet, taken: frozenset[int]) -> Iterator[tuple[str, Candidate]]:
    """合計 below a table of rates: the whole taxable amount and the whole tax, by field name."""
    for taxes, rest, body in _summary_tables(sheet, taken):
        for row in body:
            if not re.match(r"^(?:合計|計|総計|total)", row[0].key.text) or _rate_in(row[0].key.text) is not None:
                continue
            for head, value, segment, start, end in _under((*taxes, *rest), row):
                is_tax = any(head is t for t in taxes)
                if is_tax or "税込" not in head.key.text:
                    name = "tax_amount" if is_tax else "subtotal"
                    yield name, Candidate.at(value, segment, start, end, 0.85, head.text)
