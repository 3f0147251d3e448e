"""Who an English paper is from and to, where several addresses stand beside each other or under no label."""

from __future__ import annotations

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.party_names import is_name
from ocr.extract.sheet import sheets
from ocr.record import Record, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()

LINES = """

Description                 Qty      Price      Amount
Oak chairs                  2        100.00     200.00

                                     Total      $200.00
"""


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def parties(text: str) -> tuple[str | None, str | None]:
    values = [read(text + LINES).value(name) for name in ("vendor_name", "buyer_name")]
    first, second = (value.text if isinstance(value, Text) else None for value in values)
    return first, second


COLUMNS = """
INVOICE

Invoice no. A-1042        Date 5 March 2026

Ship to                   Billed to                 Billed by
Tallow Depot Ltd          Attn: Ms Nora Quist       Ellen Marsh
4 Dock Road               Fennel & Partners         Illustrator
Leeds LS1 5AB             9 Mill Lane               12 Quay Street
                          York YO1 7HH              Bristol BS1 4ST
"""


def test_each_of_three_columns_is_who_its_label_says() -> None:
    assert parties(COLUMNS) == ("Ellen Marsh", "Fennel & Partners")


def test_an_order_goes_to_the_one_under_order_to() -> None:
    text = (
        COLUMNS.replace("INVOICE", "PURCHASE ORDER").replace("Billed to", "Buyer    ").replace("Billed by", "Order to")
    )
    assert parties(text) == ("Ellen Marsh", "Fennel & Partners")


def test_a_second_address_without_a_label_is_the_buyer_s() -> None:
    text = """
Ellen Marsh Studio Ltd
12 Quay Street
Bristol BS1 4ST
Tel. 0117 496 0123

Fennel & Partners LLP
9 Mill Lane
York YO1 7HH

INVOICE
Invoice no. A-1042        Date 5 March 2026
"""
    assert parties(text) == ("Ellen Marsh Studio Ltd", "Fennel & Partners LLP")


def test_an_address_is_what_stands_between_a_name_and_its_telephone() -> None:
    text = """
INVOICE

From                      Bill to
Calder Tea Company        Fennel & Partners
40 Tamarack Mews          9 Mill Lane
Halifax NS B2H 9J6        York YO1 7HH
+1 902 555 0147
"""
    address = read(text + LINES).value("vendor_address")
    assert address == Text(text="40 Tamarack Mews Halifax NS B2H 9J6")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the company named above.", False),
        ("payment of invoices", False),
        ("Bank name", False),
        ("Bank of Greywater", True),
        ("The Merrivale Trust", True),
    ],
)
def test_what_a_sentence_goes_on_with_is_no_name(text: str, named: bool) -> None:
    assert is_name(text) is named
