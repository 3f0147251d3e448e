"""Rules across fields: each returns findings, cites its rule, and neither raises nor repairs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ocr.extract.believed import Believed
from ocr.extract.finders import BARE, amount_of
from ocr.extract.law import CONTRACT_RULES, INVOICE_RULES, law, rounded_by_row
from ocr.extract.money import SUM_ROUNDING
from ocr.extract.tax import agrees
from ocr.extract.values import has_valid_check_digit
from ocr.record import Finding, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ocr.record import Field, Row
    from ocr.template import Template


def check(fields: Sequence[Field], rows: Sequence[Row], template: Template, text: str = "") -> tuple[Finding, ...]:
    """Every finding about these fields and rows, in the order of the rules; text: a contract's clauses, as keys are."""
    believed = Believed(fields, rows, text)
    rules = (*_RULES, *(CONTRACT_RULES if template.in_clauses else INVOICE_RULES))
    return tuple(finding for rule in rules for finding in rule(believed, template))


def total_adds_up(believed: Believed) -> bool | None:
    """Whether 小計 + 消費税 − 源泉徴収 is the total; None where the paper does not say enough."""
    total, subtotal = believed.amount("total_amount"), believed.amount("subtotal")
    tax = believed.amount("tax_amount")
    breakdown = believed.breakdown()
    if tax is None and breakdown is not None and all(x.tax_amount is not None for x in breakdown.lines):
        tax = sum((x.tax_amount for x in breakdown.lines if x.tax_amount is not None), Decimal(0))
    if total is None or subtotal is None or tax is None:
        return None
    withheld = believed.amount("withholding_tax") or Decimal(0)
    return total in (subtotal + tax - withheld, subtotal - withheld, subtotal)  # the latter: prices include the tax


def rows_add_up(believed: Believed) -> bool | None:
    """Whether the line items sum to 小計, the total, or the total before withholding; None without both."""
    amounts = [amount_of(c.value) for row in believed.rows if (c := row.cell("amount")) is not None]
    known = [a for a in amounts if a is not None]
    if not known or len(known) != len(believed.rows):
        return None
    candidates = [believed.amount(n) for n in ("subtotal", "total_amount")]
    targets = {c for c in candidates if c is not None}
    breakdown = believed.breakdown()
    if breakdown is not None and all(x.taxable_amount is not None for x in breakdown.lines):
        targets.add(sum((x.taxable_amount for x in breakdown.lines if x.taxable_amount is not None), Decimal(0)))
    if not targets:
        return None
    total, tax = believed.amount("total_amount"), believed.amount("tax_amount")
    if tax is None and breakdown is not None:
        tax = sum((x.tax_amount for x in breakdown.lines if x.tax_amount is not None), Decimal(0))
    if total is not None and tax is not None:
        targets.add(total - tax + (believed.amount("withholding_tax") or Decimal(0)))
    slack = Decimal(0) if believed.currency("total_amount") == "JPY" else SUM_ROUNDING
    return any(abs(sum(known, Decimal(0)) - target) <= slack for target in targets)


def row_multiplies(row: Row) -> bool | None:
    """Whether quantity times price is the amount, to the unit; None where the row does not say all three."""
    quantity, price, amount = (row.cell(name) for name in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or amount is None or not isinstance(quantity.value, Number):
        return None
    unit, line = amount_of(price.value), amount_of(amount.value)
    return None if unit is None or line is None else abs(quantity.value.number * unit - line) < 1


def _total_mismatch(believed: Believed, template: Template) -> Iterator[Finding]:
    if total_adds_up(believed) is not False:
        return
    total, subtotal = believed.amount("total_amount"), believed.amount("subtotal")
    tax = believed.amount("tax_amount") or Decimal(0)
    withheld = believed.amount("withholding_tax") or Decimal(0)
    difference = abs((total or Decimal(0)) - ((subtotal or Decimal(0)) + tax - withheld))
    yield Finding(
        code="total-mismatch",
        severity="warning",
        message=f"小計 + 消費税 ≠ 合計 (差額 {difference:,}円)。原本の合計を確認してください",
        fields=("subtotal", "tax_amount", "total_amount"),
        rule="EN 16931 BR-CO-15",
    )


def _rows_mismatch(believed: Believed, template: Template) -> Iterator[Finding]:
    if rows_add_up(believed) is False:
        yield Finding(
            code="rows-mismatch",
            severity="warning",
            message="明細の合計が小計・合計と一致しません。明細の読み落としがないか確認してください",
            fields=("line_items", "subtotal" if believed.has("subtotal") else "total_amount"),
            rule="EN 16931 BR-CO-10",
        )


def _row_product(believed: Believed, template: Template) -> Iterator[Finding]:
    for n, row in enumerate(believed.rows, 1):
        if row_multiplies(row) is False:
            yield Finding(
                code="row-mismatch",
                severity="warning",
                message=f"明細{n}行目: 数量 × 単価 ≠ 金額",
                fields=(f"line_items[{n - 1}].amount",),
                rule="EN 16931 BT-131",
            )


def _tax_mismatch(believed: Believed, template: Template) -> Iterator[Finding]:
    breakdown = believed.breakdown()
    for line in breakdown.lines if breakdown else ():
        if line.taxable_amount is None or line.tax_amount is None:
            continue
        rate = f"{float(line.rate * 100):g}%"
        if agrees(line.rate, line.taxable_amount, line.tax_amount):
            continue
        if rounded_by_row(believed, line):
            yield Finding(
                code="tax-rounded-by-row",
                severity="warning",
                message=f"{rate}の消費税が明細ごとに端数処理されています。適格請求書では税率ごとに1回です",
                fields=("tax_breakdown",),
                rule=law().cite("消費税法施行令70条の10"),
            )
        else:
            yield Finding(
                code="tax-mismatch",
                severity="warning",
                message=f"{rate}対象 {line.taxable_amount:,}円 と消費税 {line.tax_amount:,}円 が合いません",
                fields=("tax_breakdown",),
                rule=law().cite("消費税法施行令70条の10"),
            )


def _due_before_issue(believed: Believed, template: Template) -> Iterator[Finding]:
    pairs = (("issue_date", "due_date"), ("period_start", "period_end"), ("effective_date", "expiry_date"))
    for first, last in pairs:
        start, end = believed.date(first), believed.date(last)
        if start and end and end.date < start.date:
            yield Finding(
                code="dates-reversed",
                severity="warning",
                message=f"日付の前後が逆です ({start.date} > {end.date})",
                fields=(first, last),
                rule="EN 16931 BT-2, BT-9",
            )


def _check_digit(believed: Believed, template: Template) -> Iterator[Finding]:
    number = believed.name("vendor_registration_number")
    if number is not None and not has_valid_check_digit(number):
        yield Finding(
            code="registration-number-check-digit",
            severity="warning",
            message=f"登録番号 {number} の検査数字が合いません。"
            "個人事業者の番号には規則が公表されていないため、公表サイトで確認してください",
            fields=("vendor_registration_number",),
            rule="平成26年財務省令70号 2条",
        )


def _same_parties(believed: Believed, template: Template) -> Iterator[Finding]:
    for a, b in (("vendor_name", "buyer_name"), ("party_a", "party_b")):
        if believed.name(a) is not None and believed.name(a) == believed.name(b):
            yield Finding(
                code="same-parties", severity="warning", message="当事者の名前が両方同じです", fields=(a, b), rule=""
            )


def _currency_unknown(believed: Believed, template: Template) -> Iterator[Finding]:
    if believed.currency(template.amount_field) == BARE:
        yield Finding(
            code="currency-unknown",
            severity="warning",
            message="金額の通貨が印刷されていません。どの通貨か確認してください",
            fields=(template.amount_field,),
            rule="EN 16931 BT-5",
        )


def _missing(believed: Believed, template: Template) -> Iterator[Finding]:
    missing = tuple(n for n, f in template.fields.items() if f.required and not believed.has(n))
    if missing:
        yield Finding(
            code="missing-field",
            severity="warning",
            message=f"必要な項目が読み取れません: {', '.join(missing)}",
            fields=missing,
            rule=template.name,
        )
    unread = tuple(believed.not_understood())
    if unread:
        yield Finding(
            code="not-understood",
            severity="warning",
            message=f"記載はありますが読み取れません: {', '.join(unread)}",
            fields=unread,
        )


_RULES: tuple[Callable[[Believed, Template], Iterator[Finding]], ...] = (
    _missing,
    _total_mismatch,
    _rows_mismatch,
    _row_product,
    _tax_mismatch,
    _due_before_issue,
    _check_digit,
    _same_parties,
    _currency_unknown,
)
