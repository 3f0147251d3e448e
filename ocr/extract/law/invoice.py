"""What consumption tax law asks of an invoice or a receipt: its six items, its rates, its rounding, its payment day.

Verdicts are advice about the paper, not doubts about its reading, so they do not send it to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ocr.extract.finders import amount_of
from ocr.extract.law.tables import duty, law
from ocr.record import Finding, Number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ocr.extract.believed import Believed
    from ocr.record import TaxLine
    from ocr.template import Template

_SIX_ITEMS = "消費税法57条の4"
_TRANSITION = "平成28年改正法附則52条・53条"


@dataclass(frozen=True, slots=True)
class _Item:
    """One of the six: its name, whether the paper has it, and the fields that say so."""

    name: str
    is_there: bool
    fields: tuple[str, ...]


def qualified_invoice(believed: Believed, template: Template) -> Iterator[Finding]:
    """適格, 簡易, 区分記載 or 不足, with the items that are missing; and what an unregistered seller's tax is worth."""
    has_number = believed.has("vendor_registration_number")
    yield from _six_items(
        believed, template, _Item("登録番号", has_number, ("vendor_registration_number",)), "登録番号がない"
    )


def invoice_of_unregistered(believed: Believed, template: Template) -> Iterator[Finding]:
    """As qualified_invoice, of a paper whose number was not registered on its day: it counts as missing."""
    number = _Item("取引日に有効な登録番号", False, ("vendor_registration_number",))
    yield from _six_items(believed, template, number, "登録番号が取引日に有効でない")


def _six_items(believed: Believed, template: Template, number: _Item, without: str) -> Iterator[Finding]:
    """without: how the number is wanting, for the book."""
    day = _day(believed, template)
    if not template.tax_invoice or day is None or not law().qualified_invoice.holds(day):
        return
    if believed.currency(template.amount_field) != "JPY":
        return
    items = _items(believed, template, number)
    missing = [item for item in items.values() if not item.is_there]
    verdict, lacks = _verdict(items, missing, template)
    message = f"インボイスの記載事項: {verdict}"
    if lacks:
        message += f" (見当たらない項目: {'、'.join(item.name for item in lacks)})"
    yield Finding(
        code="invoice-items",
        severity="info",
        message=message,
        fields=tuple(dict.fromkeys(name for item in items.values() if item.is_there for name in item.fields)),
        rule=law().cite(_SIX_ITEMS),
    )
    if not number.is_there:
        yield from _transitional_credit(believed, template, day, without)


def _items(believed: Believed, template: Template, number: _Item) -> dict[str, _Item]:
    """The six in the law's order; the registration number apart from the name, for it alone decides much."""
    lines = _lines(believed)
    addressee = "buyer_name" if "buyer_name" in template.fields else "addressee"
    contents = bool(believed.rows) or believed.has("proviso")
    return {
        "name": _Item("発行者の名称", believed.has("vendor_name"), ("vendor_name",)),
        "number": number,
        "date": _Item("取引年月日", believed.has(template.date_field), (template.date_field,)),
        "content": _Item("取引内容", contents, ("line_items", "proviso") if contents else ()),
        "rates": _Item(
            "税率ごとの合計額と適用税率",
            bool(lines) and all(line.taxable_amount is not None for line in lines),
            ("tax_breakdown",),
        ),
        "tax": _Item(
            "税率ごとの消費税額",
            bool(lines) and all(line.tax_amount is not None for line in lines),
            ("tax_breakdown",),
        ),
        "addressee": _Item("交付を受ける事業者の名称", believed.has(addressee), (addressee,)),
    }


def _verdict(items: dict[str, _Item], missing: list[_Item], template: Template) -> tuple[str, list[_Item]]:
    if not missing:
        return "適格請求書の6項目がそろっています", []
    lacks = {name for name, item in items.items() if not item.is_there}
    allowed = {"addressee", "rates", "tax"} if template.issuer_on_top else {"addressee"}
    if lacks <= allowed and not {"rates", "tax"} <= lacks:
        return "適格簡易請求書の項目がそろっています (小売・飲食・タクシー等に限り有効)", []
    if "number" in lacks and lacks <= {"number", "tax"}:
        return "区分記載請求書に当たります", [items["number"]]
    return "不足しています", missing


def _transitional_credit(believed: Believed, template: Template, day: dt.date, without: str) -> Iterator[Finding]:
    period = next((c for c in law().transitional_credit if c.holds(day)), None)
    total = believed.amount(template.amount_field)
    if period is None:
        message = f"{without}ため、{day} の取引では仕入税額控除の対象になりません"
    else:
        message = (
            f"{without}場合、{day} の取引の仕入税額控除は経過措置で {period.share:.0%} です ({period})。"
            "帳簿に経過措置の適用を受ける旨の記載が必要です"
        )
    small = law().small_purchase
    if total is not None and total < small.below and small.holds(day):
        message += f"。税込{small.below:,}円未満のため、少額特例 ({small.last} まで) に当たることがあります"
    yield Finding(
        code="transitional-credit",
        severity="info",
        message=message,
        fields=(template.date_field,),
        rule=law().cite(_TRANSITION),
    )


def rate_in_force(believed: Believed, template: Template) -> Iterator[Finding]:
    """A rate that the law did not know on the day of the paper: misread, or an old contract's transitional rate."""
    day = _day(believed, template)
    if day is None:
        return
    for line in _lines(believed):
        if line.rate not in law().rates_on(day):
            yield Finding(
                code="tax-rate-not-in-force",
                severity="warning",
                message=f"{day} には税率 {float(line.rate * 100):g}% がありません。税率か日付を原本で確認してください",
                fields=("tax_breakdown", template.date_field),
                rule=law().cite("消費税法29条"),
            )


def rows_by_rate(believed: Believed, template: Template) -> Iterator[Finding]:
    """Rows that all name their rate add up to the taxable amount of that rate, with the tax or without it."""
    rates = [_rate_of(row.cell("tax_rate")) for row in believed.rows]
    amounts = [amount_of(cell.value) if (cell := row.cell("amount")) else None for row in believed.rows]
    lines = [line for line in _lines(believed) if line.taxable_amount is not None]
    if len(lines) < 2 or None in rates or None in amounts:
        return
    for line in lines:
        total = sum((a for a, r in zip(amounts, rates, strict=True) if a is not None and r == line.rate), Decimal(0))
        taxable, tax = line.taxable_amount or Decimal(0), line.tax_amount or Decimal(0)
        if total not in (taxable, taxable + tax, taxable - tax):
            yield Finding(
                code="rate-rows-mismatch",
                severity="warning",
                message=f"{float(line.rate * 100):g}% の明細の合計 {total:,}円 が{taxable:,}円 と合いません",
                fields=("tax_breakdown", "line_items"),
                rule=law().cite(f"{_SIX_ITEMS}第1項4号"),
            )


def rounded_by_row(believed: Believed, line: TaxLine) -> bool:
    """Whether the line's tax is the sum of taxes rounded row by row, which an invoice may not do."""
    rows = [row for row in believed.rows if len(_lines(believed)) == 1 or _rate_of(row.cell("tax_rate")) == line.rate]
    amounts = [amount_of(cell.value) for row in rows if (cell := row.cell("amount")) is not None]
    if len(rows) < 2 or len(amounts) != len(rows):
        return False
    return any(
        sum(((a * line.rate).to_integral_value(mode) for a in amounts if a is not None), Decimal(0)) == line.tax_amount
        for mode in (ROUND_FLOOR, ROUND_HALF_UP, ROUND_CEILING)
    )


def payment_terms(believed: Believed, template: Template) -> Iterator[Finding]:
    """A day of payment more than sixty days after the paper, and terms that a subcontractor may not be given."""
    day, due = _day(believed, template), believed.date("due_date")
    if day is None or not template.tax_invoice:
        return
    terms = law().payment
    act = "取適法" if day >= terms.toritekiho_first else "下請法"
    if due is not None and (due.date - day).days > terms.most_days:
        yield Finding(
            code="payment-after-60-days",
            severity="info",
            message=f"支払期日が {day} から {(due.date - day).days} 日後です。{act}の適用がある取引では"
            f"受領日から{terms.most_days}日以内に支払います",
            fields=("issue_date", "due_date"),
            rule=law().cite(f"{act} (支払期日)"),
        )


def receipt_stamp(believed: Believed, template: Template) -> Iterator[Finding]:
    """The revenue stamp a paper receipt for a sale would bear; card payments and electronic receipts bear none."""
    total = believed.amount(template.amount_field)
    table = law().stamp_duty
    paid_by = believed.name("payment_method")
    if not template.issuer_on_top or total is None or paid_by in ("credit_card", "qr", "e_money"):
        return
    breakdown = believed.breakdown()
    taxes = [line.tax_amount for line in breakdown.lines] if breakdown else [believed.amount("tax_amount")]
    net = total - sum((tax for tax in taxes if tax is not None), Decimal(0))
    if net >= table.receipt_free_below:
        tax = duty(net, table.receipt, table.receipt_above)
        yield Finding(
            code="stamp-duty",
            severity="info",
            message=f"紙の領収書で売上代金であれば、印紙税は {tax:,}円の見込みです (参考。税抜 {net:,}円)",
            fields=(template.amount_field,),
            rule=law().cite("印紙税法別表第一 第17号の1文書"),
        )


def _day(believed: Believed, template: Template) -> dt.date | None:
    found = believed.date(template.date_field)
    return found.date if found else None


def _lines(believed: Believed) -> tuple[TaxLine, ...]:
    found = believed.breakdown()
    return found.lines if found else ()


def _rate_of(cell: object) -> Decimal | None:
    value = getattr(cell, "value", None)
    return value.number if isinstance(value, Number) else None
