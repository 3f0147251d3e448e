"""What we believe: a Record of fields, rows and findings, each value pointing at the ink it was read from.

A Record is cheap: it is made again whenever a template changes. A correction is a new Record, never an edit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field as Setting
from pydantic import model_validator

from ocr.document import Confidence, Evidence, Model


class Text(Model):
    kind: Literal["text"] = "text"
    text: Annotated[str, Setting(min_length=1)]


class Amount(Model):
    """Money; `currency` is ISO 4217."""

    kind: Literal["amount"] = "amount"
    amount: Decimal
    currency: Annotated[str, Setting(pattern=r"^[A-Z]{3}$")] = "JPY"


class Number(Model):
    """A count or a rate: 8 (枚), 0.08 (tax rate)."""

    kind: Literal["number"] = "number"
    number: Decimal


class Date(Model):
    kind: Literal["date"] = "date"
    date: dt.date


class Flag(Model):
    kind: Literal["flag"] = "flag"
    flag: bool


class TaxLine(Model):
    """One rate's line of the tax summary, as printed: `taxable_amount` includes the tax where prices do."""

    rate: Decimal
    taxable_amount: Decimal | None = None
    tax_amount: Decimal | None = None


class TaxBreakdown(Model):
    kind: Literal["tax_breakdown"] = "tax_breakdown"
    lines: tuple[TaxLine, ...]


class BankAccount(Model):
    kind: Literal["bank_account"] = "bank_account"
    bank_name: str | None = None
    branch_name: str | None = None
    account_type: str | None = None
    account_number: str | None = None
    account_holder: str | None = None


Value = Annotated[Text | Amount | Number | Date | Flag | TaxBreakdown | BankAccount, Setting(discriminator="kind")]
"""Tagged by kind: a bare `Decimal | date | str` would reload document number "2024" as a Decimal."""


class Field(Model):
    """One believed value. `value=None` means seen on the paper, not understood."""

    name: str
    value: Value | None
    raw: str = ""
    """The quoted characters, as read."""
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()
    derived: bool = False
    """Computed from other values; evidence is that of its inputs."""


class Row(Model):
    """One line item; cells are Fields named as the contract's columns."""

    cells: tuple[Field, ...]

    def cell(self, name: str) -> Field | None:
        return next((c for c in self.cells if c.name == name), None)


class Finding(Model):
    """A doubt about the data. It sends the document to a person; it never repairs anything."""

    code: Annotated[str, Setting(pattern=r"^[a-z0-9-]+$")]
    severity: Literal["info", "warning", "error"]
    message: str
    """In Japanese, for the clerk."""
    fields: tuple[str, ...] = ()
    rule: str = ""
    """Where the rule comes from, e.g. "EN 16931 BR-CO-15"."""


class DocumentType(Model):
    value: str
    confidence: Confidence
    reasons: tuple[str, ...] = ()
    """The words that decided, or why it stayed "other"."""


class Review(Model):
    needed: bool
    reasons: tuple[str, ...] = ()


class Record(Model):
    """What we believe about one Document."""

    schema_version: Literal["1.0"] = "1.0"
    document_id: str
    document_type: DocumentType
    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    review: Review
    produced_by: str
    """"denpyo <version>", or "human:<login>" for a correction."""
    template: str
    """"<type>@<first hex digits of the template's hash>"."""

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        names = [f.name for f in self.fields]
        if len(names) != len(set(names)):
            raise ValueError("a field appears twice")
        return self

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)

    def value(self, name: str) -> Value | None:
        """The field's value, None if the field is absent or was not understood."""
        found = self.field(name)
        return found.value if found else None

    def with_findings(self, findings: Sequence[Finding]) -> Self:
        """The record with these too; those that are more than information send it to a person, with their messages."""
        reasons = (*self.review.reasons, *(finding.message for finding in findings if finding.severity != "info"))
        doubts = len(reasons) > len(self.review.reasons)
        review = Review(needed=True, reasons=tuple(dict.fromkeys(reasons))) if doubts else self.review
        return self.model_copy(update={"findings": (*self.findings, *findings), "review": review})
