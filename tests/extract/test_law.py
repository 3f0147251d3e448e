"""What the law says of a paper: the six items, the credit of the day, payment terms, renewal and stamps."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ocr.extract.checks import check
from ocr.extract.law import law
from ocr.extract.law.tables import duty
from ocr.record import Amount, Date, Field, Finding, Flag, Number, Row, TaxBreakdown, TaxLine, Text, Value
from ocr.template import load_templates

TEMPLATES = load_templates()
TEN, EIGHT = Decimal("0.1"), Decimal("0.08")


def field(name: str, value: Value) -> Field:
    return Field(name=name, value=value, confidence=0.95)


def row(amount: int, rate: Decimal = TEN) -> Row:
    cells: dict[str, Value] = {
        "description": Text(text="文具"),
        "amount": _yen(amount),
        "tax_rate": Number(number=rate),
    }
    return Row(cells=tuple(field(name, value) for name, value in cells.items()))


def _yen(number: int) -> Amount:
    return Amount(amount=Decimal(number))


def _taxes(*lines: tuple[Decimal, int | None, int | None]) -> TaxBreakdown:
    return TaxBreakdown(
        lines=tuple(
            TaxLine(
                rate=rate,
                taxable_amount=None if base is None else Decimal(base),
                tax_amount=None if tax is None else Decimal(tax),
            )
            for rate, base, tax in lines
        )
    )


INVOICE: dict[str, Value] = {
    "issue_date": Date(date=dt.date(2026, 10, 20)),
    "vendor_name": Text(text="有限会社あけぼの製作所"),
    "vendor_registration_number": Text(text="T7000012050002"),
    "buyer_name": Text(text="株式会社みなと商会"),
    "subtotal": _yen(20000),
    "tax_amount": _yen(2000),
    "total_amount": _yen(22000),
    "tax_breakdown": _taxes((TEN, 20000, 2000)),
}
RECEIPT: dict[str, Value] = {
    "issue_date": Date(date=dt.date(2026, 10, 20)),
    "vendor_name": Text(text="あけぼの食堂"),
    "vendor_registration_number": Text(text="T7000012050002"),
    "total_amount": _yen(1100),
    "tax_breakdown": _taxes((TEN, 1100, 100)),
}


def findings(
    values: dict[str, Value], doc_type: str = "invoice", rows: tuple[Row, ...] = (row(20000),), text: str = ""
) -> dict[str, Finding]:
    found = check([field(n, v) for n, v in values.items()], rows, TEMPLATES[doc_type], text)
    return {f.code: f for f in found}


def without(values: dict[str, Value], *names: str) -> dict[str, Value]:
    return {n: v for n, v in values.items() if n not in names}


def test_a_full_invoice_has_all_six_items_and_points_at_them() -> None:
    found = findings(INVOICE)
    assert found.keys() == {"invoice-items"}
    verdict = found["invoice-items"]
    assert "6項目がそろっています" in verdict.message
    assert verdict.severity == "info"
    assert {"vendor_registration_number", "tax_breakdown", "buyer_name", "line_items"} <= set(verdict.fields)
    assert str(law().as_of) in verdict.rule


def test_an_invoice_without_a_number_is_kubun_and_its_credit_is_that_of_the_day() -> None:
    found = findings(without(INVOICE, "vendor_registration_number"))
    assert "区分記載請求書" in found["invoice-items"].message
    assert "70%" in found["transitional-credit"].message
    assert "少額特例" not in found["transitional-credit"].message


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 9, 30), "80%"),
        (dt.date(2026, 10, 1), "70%"),
        (dt.date(2028, 9, 30), "70%"),
        (dt.date(2028, 10, 1), "50%"),
        (dt.date(2031, 9, 30), "30%"),
        (dt.date(2031, 10, 1), "対象になりません"),
    ],
)
def test_the_share_of_the_credit_falls_on_the_days_of_the_law(day: dt.date, said: str) -> None:
    values = without(INVOICE, "vendor_registration_number") | {"issue_date": Date(date=day)}
    assert said in findings(values)["transitional-credit"].message


def test_before_the_system_began_nothing_is_said_of_it() -> None:
    values = without(INVOICE, "vendor_registration_number") | {"issue_date": Date(date=dt.date(2023, 9, 30))}
    assert findings(values) == {}


def test_a_small_purchase_may_need_no_invoice() -> None:
    values = without(RECEIPT, "vendor_registration_number")
    assert "少額特例" in findings(values, "receipt", (row(1100),))["transitional-credit"].message


def test_a_till_receipt_with_rate_and_no_addressee_is_simplified() -> None:
    assert "適格簡易請求書" in findings(RECEIPT, "receipt", (row(1100),))["invoice-items"].message


def test_items_that_are_missing_are_named() -> None:
    found = findings(without(INVOICE, "tax_breakdown", "vendor_registration_number"), rows=())
    message = found["invoice-items"].message
    assert "不足" in message
    assert "登録番号" in message
    assert "取引内容" in message
    assert "税率ごとの消費税額" in message


def test_quotations_and_foreign_money_are_not_judged() -> None:
    assert "invoice-items" not in findings(INVOICE, "quotation")
    dollars = INVOICE | {"total_amount": Amount(amount=Decimal(22000), currency="USD")}
    assert "invoice-items" not in findings(dollars)


@pytest.mark.parametrize(
    ("rate", "day", "known"),
    [
        (TEN, dt.date(2019, 10, 1), True),
        (TEN, dt.date(2019, 9, 30), False),
        (EIGHT, dt.date(2014, 4, 1), True),
        (Decimal("0.05"), dt.date(2026, 10, 20), False),
        (Decimal("0.01"), dt.date(2027, 4, 1), False),
        (Decimal(0), dt.date(2026, 10, 20), True),
    ],
)
def test_rates_hold_from_day_to_day(rate: Decimal, day: dt.date, known: bool) -> None:
    assert (rate in law().rates_on(day)) is known
    values = INVOICE | {"issue_date": Date(date=day), "tax_breakdown": _taxes((rate, 20000, int(20000 * rate)))}
    assert ("tax-rate-not-in-force" not in findings(values)) is known


def test_tax_rounded_row_by_row_is_told_from_wrong_tax() -> None:
    rows = tuple(row(109) for _ in range(20))  # 10.9 each, floored to 10: 200 instead of 218
    values = INVOICE | {
        "subtotal": _yen(2180),
        "tax_amount": _yen(200),
        "total_amount": _yen(2380),
        "tax_breakdown": _taxes((TEN, 2180, 200)),
    }
    assert "tax-rounded-by-row" in findings(values, rows=rows)
    wrong = values | {"tax_breakdown": _taxes((TEN, 2180, 190)), "tax_amount": _yen(190), "total_amount": _yen(2370)}
    found = findings(wrong, rows=rows)
    assert "tax-mismatch" in found
    assert "tax-rounded-by-row" not in found


def test_rows_must_add_up_rate_by_rate() -> None:
    values = INVOICE | {
        "subtotal": _yen(3000),
        "tax_amount": _yen(280),
        "total_amount": _yen(3280),
        "tax_breakdown": _taxes((TEN, 2000, 200), (EIGHT, 1000, 80)),
    }
    assert "rate-rows-mismatch" not in findings(values, rows=(row(2000), row(1000, EIGHT)))
    assert "rate-rows-mismatch" in findings(values, rows=(row(1500), row(1500, EIGHT)))


@pytest.mark.parametrize(("days", "late"), [(60, False), (61, True)])
def test_payment_after_sixty_days_is_said(days: int, late: bool) -> None:
    values = INVOICE | {"due_date": Date(date=dt.date(2026, 10, 20) + dt.timedelta(days=days))}
    assert ("payment-after-60-days" in findings(values)) is late


def test_a_large_receipt_tells_its_stamp_and_a_card_payment_none() -> None:
    values = RECEIPT | {"total_amount": _yen(110000), "tax_breakdown": _taxes((TEN, 110000, 10000))}
    assert "200円" in findings(values, "receipt")["stamp-duty"].message
    assert "stamp-duty" not in findings(values | {"payment_method": Text(text="credit_card")}, "receipt")
    assert "stamp-duty" not in findings(RECEIPT, "receipt")


CONTRACT: dict[str, Value] = {
    "title": Text(text="業務請負契約書"),
    "party_a": Text(text="株式会社みなと商会"),
    "party_b": Text(text="有限会社あけぼの製作所"),
    "contract_date": Date(date=dt.date(2026, 3, 20)),
    "effective_date": Date(date=dt.date(2026, 4, 1)),
    "expiry_date": Date(date=dt.date(2027, 3, 31)),
    "auto_renewal": Flag(flag=True),
    "contract_amount": _yen(3_000_000),
}
CLAUSES = "期間満了の{notice}前までに書面による申出がないときは同一条件で更新される。乙が反社会的勢力であるときは"


@pytest.mark.parametrize(
    ("notice", "deadline"),
    [("3か月", "2026-12-31"), ("1ヶ月", "2027-02-28"), ("三箇月", "2026-12-31"), ("30日", "2027-03-01")],
)
def test_the_last_day_to_object_to_renewal_is_told(notice: str, deadline: str) -> None:
    found = findings(CONTRACT, "contract", (), CLAUSES.format(notice=notice))
    assert deadline in found["renewal-deadline"].message


def test_a_contract_that_does_not_renew_has_no_deadline() -> None:
    values = CONTRACT | {"auto_renewal": Flag(flag=False)}
    assert "renewal-deadline" not in findings(values, "contract", (), CLAUSES.format(notice="1か月"))


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("代金は約束手形により支払う。", "payment-by-promissory-note"),
        ("振込手数料は乙の負担とする。", "transfer-fee-on-payee"),
        ("毎月末日締め翌々月末日払いとする。", "payment-after-60-days"),
        ("検収後90日以内に支払う。", "payment-after-60-days"),
    ],
)
def test_terms_of_payment_are_pointed_out(clause: str, code: str) -> None:
    assert code in findings(CONTRACT, "contract", (), clause)


@pytest.mark.parametrize("clause", ["検収後60日以内に支払う。", "振込手数料は甲の負担とする。", "翌月末日払いとする。"])
def test_lawful_terms_are_not(clause: str) -> None:
    codes = findings(CONTRACT, "contract", (), clause + "反社会的勢力").keys()
    assert codes == {"stamp-duty"}


def test_a_missing_clause_on_organised_crime_is_said() -> None:
    assert "no-organised-crime-clause" in findings(CONTRACT, "contract", (), "第1条")


@pytest.mark.parametrize(
    ("title", "amount", "said"),
    [
        ("業務請負契約書", 3_000_000, "1,000円"),
        ("工事請負契約書", 9_999, " 0円"),
        ("取引基本契約書", None, "4,000円"),
        ("土地売買契約書", 30_000_000, "20,000円"),
        ("秘密保持契約書", None, "かからない"),
    ],
)
def test_the_stamp_of_a_paper_contract_is_estimated(title: str, amount: int | None, said: str) -> None:
    values = without(CONTRACT, "contract_amount") | {"title": Text(text=title)}
    if amount is not None:
        values["contract_amount"] = _yen(amount)
    assert said in findings(values, "contract", (), "反社会的勢力")["stamp-duty"].message


def test_an_electronic_contract_bears_no_stamp() -> None:
    assert "stamp-duty" not in findings(CONTRACT, "contract", (), "電子署名を施した電磁的記録")


@pytest.mark.parametrize(("amount", "expected"), [(1_000_000, 200), (1_000_001, 400), (6_000_000_000, 600_000)])
def test_a_step_holds_up_to_its_limit(amount: int, expected: int) -> None:
    table = law().stamp_duty
    assert duty(Decimal(amount), table.work, table.work_above) == expected
