"""Text -> value or None. Pure: nothing here raises on any text, and unsure means None."""

from ocr.check_digit import has_valid_check_digit
from ocr.extract.values.amounts import find_amounts, parse_amount, parse_money, parse_unit
from ocr.extract.values.dates import find_dates, parse_date
from ocr.extract.values.day_order import day_order
from ocr.extract.values.fold import Folded, Span, fold
from ocr.extract.values.identifiers import (
    find_phones,
    find_postal_codes,
    find_registration_numbers,
    parse_phone,
    parse_postal_code,
    parse_registration_number,
)
from ocr.extract.values.mended import mended
from ocr.extract.values.names import clean_name, is_company_name
from ocr.extract.values.numerals import parse_numeral
from ocr.extract.values.quantities import find_rates, parse_number, parse_rate, split_quantity
from ocr.extract.values.simplified import simplified_to_japanese

__all__ = [
    "Folded",
    "Span",
    "clean_name",
    "day_order",
    "find_amounts",
    "find_dates",
    "find_phones",
    "find_postal_codes",
    "find_rates",
    "find_registration_numbers",
    "fold",
    "has_valid_check_digit",
    "is_company_name",
    "mended",
    "parse_amount",
    "parse_date",
    "parse_money",
    "parse_number",
    "parse_numeral",
    "parse_phone",
    "parse_postal_code",
    "parse_rate",
    "parse_registration_number",
    "parse_unit",
    "simplified_to_japanese",
    "split_quantity",
]
