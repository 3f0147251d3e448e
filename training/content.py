"""The facts of a document before anything is drawn: parties, lines, sums. Arithmetic lives here and nowhere else.

Every kind of content offers `fields()` and `rows()` with plain values under the contract's names. Which of them are
true of a drawn document is decided by what its pages print (see truth.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Protocol

from training.names import Bank, Company, Person

Value = str | bool | Decimal | date | Mapping[str, "Value"] | list[Mapping[str, "Value"]] | None
STANDARD, REDUCED = Decimal("0.10"), Decimal("0.08")
ROUNDINGS = {"floor": ROUND_FLOOR, "ceiling": ROUND_CEILING, "half-up": ROUND_HALF_UP}


class Content(Protocol):
    """What any document is made of."""

    @property
    def document_type(self) -> str: ...
    @property
    def currency(self) -> str: ...
    def fields(self) -> dict[str, Value]: ...
    def rows(self) -> list[dict[str, Value]]: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One thing sold; the amount is quantity x unit price, cut down to the currency's unit."""

    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    rate: Decimal = STANDARD
    day: date | None = None
    slip: str = ""

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.unit_price).quantize(self.unit_price, ROUND_FLOOR)

    def row(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "description": self.description,
            "quantity": self.quantity,
            "unit": self.unit,
            "unit_price": self.unit_price,
            "amount": self.amount,
            "tax_rate": self.rate,
        }


@dataclass(frozen=True, slots=True)
class TaxPart:
    """All that is taxed at one rate: its base (with the tax when prices include it) and the tax, rounded once."""

    rate: Decimal
    taxable: Decimal
    tax: Decimal

    @property
    def percent(self) -> int:
        return int(self.rate * 100)


def tax_parts(lines: tuple[Line, ...], included: bool, rounding: str) -> tuple[TaxPart, ...]:
    """Lines summed by rate, highest rate first; tax in whole yen."""
    parts = []
    for rate in sorted({line.rate for line in lines}, reverse=True):
        base = sum((line.amount for line in lines if line.rate == rate), Decimal(0))
        exact = base * rate / (1 + rate) if included else base * rate
        parts.append(TaxPart(rate, base, exact.quantize(Decimal(1), ROUNDINGS[rounding])))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class CarryOver:
    """A monthly statement's history: last bill and what came in since."""

    previous: Decimal
    paid: Decimal

    @property
    def balance(self) -> Decimal:
        return self.previous - self.paid


@dataclass(frozen=True, slots=True)
class Trade:
    """An invoice, quotation, delivery note or purchase order.

    misprint is added to the printed total, to no other sum.
    """

    document_type: str
    number: str
    issue_date: date
    vendor: Company
    buyer: Company
    lines: tuple[Line, ...]
    due_date: date | None = None
    bank: Bank | None = None
    subject: str = ""
    contact: Person | None = None
    tax_included: bool = False
    rounding: str = "floor"
    withheld: bool = False
    carry: CarryOver | None = None
    currency: str = "JPY"
    untaxed: bool = False
    misprint: Decimal = Decimal(0)

    @property
    def taxes(self) -> tuple[TaxPart, ...]:
        return () if self.untaxed else tax_parts(self.lines, self.tax_included, self.rounding)

    @property
    def gross(self) -> Decimal:
        """The sum of the line amounts."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def tax_amount(self) -> Decimal:
        return sum((part.tax for part in self.taxes), Decimal(0))

    @property
    def subtotal(self) -> Decimal:
        return self.gross - self.tax_amount if self.tax_included else self.gross

    @property
    def with_tax(self) -> Decimal:
        return self.subtotal + self.tax_amount

    @property
    def withholding_tax(self) -> Decimal:
        """10.21 % of the fee up to a million yen, cut down (所得税法204条)."""
        return (self.subtotal * Decimal("0.1021")).quantize(Decimal(1), ROUND_FLOOR) if self.withheld else Decimal(0)

    @property
    def total_amount(self) -> Decimal:
        carried = self.carry.balance if self.carry else Decimal(0)
        return self.with_tax - self.withholding_tax + carried + self.misprint

    def fields(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "document_number": self.number,
            "issue_date": self.issue_date,
            "due_date": self.due_date,
            "vendor_name": self.vendor.name,
            "vendor_registration_number": self.vendor.registration_number,
            "vendor_postal_code": self.vendor.postal_code,
            "vendor_address": self.vendor.full_address,
            "vendor_phone": self.vendor.phone,
            "buyer_name": self.buyer.name,
            "subtotal": self.subtotal,
            "tax_amount": self.tax_amount,
            "total_amount": self.total_amount,
            "withholding_tax": self.withholding_tax,
            "tax_breakdown": breakdown(self.taxes),
            "bank_account": bank_values(self.bank),
        }

    def rows(self) -> list[dict[str, Value]]:
        """Under the contract's names."""
        return [line.row() for line in self.lines]


def breakdown(parts: tuple[TaxPart, ...]) -> list[Mapping[str, Value]]:
    """Per-rate tax under the contract's names."""
    return [{"rate": p.rate, "taxable_amount": p.taxable, "tax_amount": p.tax} for p in parts]


def bank_values(bank: Bank | None) -> Mapping[str, Value] | None:
    """A bank account under the contract's names."""
    if bank is None:
        return None
    return {
        "bank_name": bank.bank_name,
        "branch_name": bank.branch_name,
        "account_type": bank.account_type,
        "account_number": bank.account_number,
        "account_holder": bank.account_holder,
    }


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt or till roll."""

    shop: Company
    issue_date: date
    at: time
    lines: tuple[Line, ...]
    payment_method: str
    number: str = ""
    tax_included: bool = True
    tendered: Decimal = Decimal(0)
    addressee: str = ""
    proviso: str = ""
    currency: str = "JPY"
    document_type: str = field(default="receipt", init=False)

    @property
    def taxes(self) -> tuple[TaxPart, ...]:
        return tax_parts(self.lines, self.tax_included, "floor")

    @property
    def gross(self) -> Decimal:
        """The sum of the line amounts."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def tax_amount(self) -> Decimal:
        return sum((part.tax for part in self.taxes), Decimal(0))

    @property
    def total_amount(self) -> Decimal:
        return self.gross if self.tax_included else self.gross + self.tax_amount

    def fields(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "vendor_name": self.shop.name,
            "vendor_registration_number": self.shop.registration_number,
            "vendor_phone": self.shop.phone,
            "issue_date": self.issue_date,
            "total_amount": self.total_amount,
            "tax_amount": self.tax_amount,
            "tax_breakdown": breakdown(self.taxes),
            "payment_method": self.payment_method,
            "addressee": self.addressee or None,
            "proviso": self.proviso or None,
        }

    def rows(self) -> list[dict[str, Value]]:
        """Under the contract's names."""
        keys = ("description", "quantity", "amount", "tax_rate")
        return [{key: line.row()[key] for key in keys} for line in self.lines]


@dataclass(frozen=True, slots=True)
class Expense:
    """One thing an employee paid for."""

    day: date
    category: str
    description: str
    payee: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ExpenseReport:
    """What an employee asks back. misprint is added to the printed total only."""

    applicant: Person
    department: str
    application_date: date
    expenses: tuple[Expense, ...]
    purpose: str = ""
    period: tuple[date, date] | None = None
    advance: Decimal | None = None
    currency: str = "JPY"
    document_type: str = field(default="expense_report", init=False)

    @property
    def total_amount(self) -> Decimal:
        return sum((expense.amount for expense in self.expenses), Decimal(0))

    @property
    def settlement(self) -> Decimal:
        """Total less advance; negative when the applicant returns money."""
        return self.total_amount - (self.advance or Decimal(0))

    def fields(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "applicant_name": self.applicant.name,
            "department": self.department,
            "application_date": self.application_date,
            "purpose": self.purpose or None,
            "period_start": self.period[0] if self.period else None,
            "period_end": self.period[1] if self.period else None,
            "total_amount": self.total_amount,
            "advance_amount": self.advance,
            "settlement_amount": self.settlement,
        }

    def rows(self) -> list[dict[str, Value]]:
        """Under the contract's names."""
        return [
            {"date": e.day, "category": e.category, "description": e.description, "payee": e.payee, "amount": e.amount}
            for e in self.expenses
        ]


@dataclass(frozen=True, slots=True)
class Clause:
    """An article of a contract; tags name what its text settles."""

    heading: str
    body: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """Two parties, a term and clauses."""

    title: str
    party_a: str
    party_b: str
    contract_date: date
    preamble: str
    clauses: tuple[Clause, ...]
    closing: str
    addresses: tuple[str, str]
    signatories: tuple[str, str]
    effective_date: date | None = None
    expiry_date: date | None = None
    auto_renewal: bool | None = None
    contract_amount: Decimal | None = None
    jurisdiction_court: str | None = None
    currency: str = "JPY"
    document_type: str = field(default="contract", init=False)

    def fields(self) -> dict[str, Value]:
        """Under the contract's names."""
        return {
            "title": self.title,
            "party_a": self.party_a,
            "party_b": self.party_b,
            "contract_date": self.contract_date,
            "effective_date": self.effective_date,
            "expiry_date": self.expiry_date,
            "auto_renewal": self.auto_renewal,
            "contract_amount": self.contract_amount,
            "jurisdiction_court": self.jurisdiction_court,
        }

    def rows(self) -> list[dict[str, Value]]:
        """A contract has no rows."""
        return []


@dataclass(frozen=True, slots=True)
class Letter:
    """Any other paper: a memo, a cover letter, minutes."""

    title: str
    day: date
    sender: str
    recipient: str
    paragraphs: tuple[str, ...]
    points: tuple[tuple[str, str], ...] = ()
    reference: str = ""
    currency: str = "JPY"
    document_type: str = field(default="other", init=False)

    def fields(self) -> dict[str, Value]:
        """Nothing is asked of other papers."""
        return {}

    def rows(self) -> list[dict[str, Value]]:
        """Nothing is asked of other papers."""
        return []
