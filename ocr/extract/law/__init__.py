"""Rules that the law gives, each citing its source and the day of its tables."""

from ocr.extract.law.contract import organised_crime_clause, payment_clauses, renewal_deadline, stamp_duty
from ocr.extract.law.invoice import (
    invoice_of_unregistered,
    payment_terms,
    qualified_invoice,
    rate_in_force,
    receipt_stamp,
    rounded_by_row,
    rows_by_rate,
)
from ocr.extract.law.tables import law

INVOICE_RULES = (qualified_invoice, rate_in_force, rows_by_rate, payment_terms, receipt_stamp)
CONTRACT_RULES = (renewal_deadline, payment_clauses, organised_crime_clause, stamp_duty)

__all__ = ["CONTRACT_RULES", "INVOICE_RULES", "invoice_of_unregistered", "law", "rounded_by_row"]
