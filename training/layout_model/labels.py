"""What the layout model calls the characters of a page: the contract's fields and their printed labels, as BIO tags."""

from __future__ import annotations

import re
from functools import cache

DOCUMENT_TYPES = (
    "invoice",
    "receipt",
    "expense_report",
    "contract",
    "quotation",
    "delivery_note",
    "purchase_order",
    "other",
)
_HEADER = (
    "document_number",
    "issue_date",
    "due_date",
    "vendor_name",
    "vendor_registration_number",
    "vendor_postal_code",
    "vendor_address",
    "vendor_phone",
    "buyer_name",
    "subtotal",
    "tax_amount",
    "total_amount",
    "withholding_tax",
    "bank_account.bank_name",
    "bank_account.branch_name",
    "bank_account.account_type",
    "bank_account.account_number",
    "bank_account.account_holder",
    "tax_breakdown.10.taxable_amount",
    "tax_breakdown.10.tax_amount",
    "tax_breakdown.8.taxable_amount",
    "tax_breakdown.8.tax_amount",
    "tax_breakdown.taxable_amount",
    "tax_breakdown.tax_amount",
    "payment_method",
    "addressee",
    "proviso",
    "applicant_name",
    "department",
    "application_date",
    "purpose",
    "period_start",
    "period_end",
    "advance_amount",
    "settlement_amount",
    "title",
    "party_a",
    "party_b",
    "contract_date",
    "effective_date",
    "expiry_date",
    "auto_renewal",
    "contract_amount",
    "jurisdiction_court",
)
_ROW = (
    "description",
    "quantity",
    "unit",
    "unit_price",
    "amount",
    "tax_rate",
    "date",
    "category",
    "payee",
)
FIELDS = (*_HEADER, *(f"line_items.{column}" for column in _ROW))
NAMES = (*FIELDS, *(f"label.{field}" for field in FIELDS))
TAGS = ("O", *(f"{prefix}-{name}" for name in NAMES for prefix in ("B", "I")))
"""Class n of the network is TAGS[n]."""
_CLASS = {tag: n for n, tag in enumerate(TAGS)}

_ROW_NUMBER = re.compile(r"(?<=line_items\.)(\d+)\.")
_RATE = re.compile(r"(?<=tax_breakdown\.)(?!10\.|8\.)[\d.]+\.(?=t)")


@cache
def name_of(tag: str) -> str:
    """The tag of a drawn character without the number of its row or a rate that is neither 10 nor 8 %."""
    return _RATE.sub("", _ROW_NUMBER.sub("", tag))


@cache
def row_of(tag: str) -> int | None:
    """The number of the line item whose value it tags."""
    found = _ROW_NUMBER.search(tag)
    return int(found[1]) if found and not tag.startswith("label.") else None


def classes(tags: list[str]) -> list[int]:
    """The class of each token, given its drawn tag, in reading order; tags the model does not know count as none."""
    found = []
    before = ""
    for tag in tags:
        prefix = "I" if tag == before else "B"
        found.append(_CLASS.get(f"{prefix}-{name_of(tag)}", 0) if tag else 0)
        before = tag
    return found


def starts(tags: list[str]) -> list[bool]:
    """Whether each token is the first of its line item."""
    seen: set[int] = set()
    found = []
    for tag in tags:
        row = row_of(tag)
        found.append(row is not None and row not in seen)
        if row is not None:
            seen.add(row)
    return found
