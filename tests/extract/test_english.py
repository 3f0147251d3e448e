"""Papers in Latin letters: which number is the day, what was paid, and who kept the shop."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.extract.values import day_order
from ocr.record import Amount, Date, Record, Text
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()

RECEIPT = """
NORTHSIDE GARDEN
SUPPLIES SDN BHD (123456-X)
Lot 12, Jalan Bukit 3,
47500 Subang Jaya
TAX INVOICE
Date: {date}  Cashier: Mei
Potting mix 5kg  1 x  21.90
Gloves  2 x  11.41
TOTAL  {total}
ROUNDING ADJ  -0.01
CASH  {cash}
CHANGE  {change}
Goods sold are not returnable
Thank you, please come again
"""


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("Total RM 12.00 03/04/2026", True),
        ("Paid 03/04/2026, due 27/04/2026", True),
        ("Paid 03/04/2026, due 04/27/2026 RM 5.00", False),
        ("Springfield, IL 62701 03/04/2026", False),
        ("03/04/2026", None),
        ("27/04/2026 and 04/27/2026", None),
        ("ご請求書 株式会社みなと商会 03/04/2026 RM 5", None),
    ],
)
def test_other_dates_and_the_country_tell_which_number_is_the_day(text: str, day_first: bool | None) -> None:
    assert day_order(text) is day_first


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("03/04/2026", dt.date(2026, 4, 3)),
        ("03-04-26 18:20", dt.date(2026, 4, 3)),
        ("03/04/202618:20", dt.date(2026, 4, 3)),
        ("3 Apr 2026", dt.date(2026, 4, 3)),
    ],
)
def test_a_malaysian_receipt_writes_the_day_first(printed: str, day: dt.date) -> None:
    record = read(RECEIPT.format(date=printed, total="33.31", cash="50.00", change="16.70"))
    assert record.value("issue_date") == Date(date=day)


def test_what_was_paid_is_what_was_given_less_the_change() -> None:
    record = read(RECEIPT.format(date="03/04/2026", total="33.31", cash="50.00", change="16.70") + "\nRM  33.30")
    assert record.document_type.value == "receipt"
    assert record.value("total_amount") == Amount(amount=Decimal("33.30"), currency="MYR")


def test_change_that_cannot_be_changes_nothing() -> None:
    record = read(RECEIPT.format(date="03/04/2026", total="RM 33.31", cash="30.00", change="16.70"))
    assert record.value("total_amount") == Amount(amount=Decimal("33.31"), currency="MYR")


def test_a_name_over_two_lines_is_one_and_its_register_number_is_none_of_it() -> None:
    record = read(RECEIPT.format(date="03/04/2026", total="33.30", cash="50.00", change="16.70"))
    assert record.value("vendor_name") == Text(text="NORTHSIDE GARDEN SUPPLIES SDN BHD")
    name = record.field("vendor_name")
    assert name is not None
    assert {e.word for e in name.evidence} == {0, 1}


def test_a_count_is_not_the_total_of_a_paper_with_cents() -> None:
    record = read(
        """
RESTORAN TELUK
TAX INVOICE
Date 03/04/2026  GST 000123
Kopi  2  4.80
Teh  3  6.30
TOTAL  5
TOTAL  RM 11.10
Cash  11.10
Thank you
"""
    )
    assert record.value("total_amount") == Amount(amount=Decimal("11.10"), currency="MYR")


def test_a_label_is_no_title() -> None:
    record = read("ORDER\nEstimate:  8446\nOrder no  1947991\nGross Amount  $590.00\nAgency  Example Media LLC")
    assert record.document_type.value == "purchase_order"
    assert record.value("total_amount") == Amount(amount=Decimal("590.00"), currency="USD")


LETTER = """
CONFIDENTIALITY AGREEMENT
February 28, 2026
Northwind Foods, Inc.
745 Example Avenue, Springfield, IL 62701
Ladies and Gentlemen:
You have requested that we furnish you with confidential information of the Company.
This letter agreement shall be governed by the laws of the State of Delaware.
The receiving party shall keep all of it secret and return it on request.
Very truly yours,
HARBOUR BOOTS LLC
By: /s/ Ann Example
Name: Ann Example
Accepted and agreed to as of February 28, 2026:
NORTHWIND FOODS, INC.
By: /s/ Ben Sample
"""

EMPLOYMENT = """
NON-COMPETITION AND CONFIDENTIALITY AGREEMENT
In consideration of my employment with Harbour Boots, Inc. (the "Company"), I agree to the following:
I shall hold all Confidential Information in confidence. The laws of the State of Delaware govern this Agreement.
The disclosing party and the receiving party hereby agree as above.
/s/ Carla Specimen
Signature
Date: 3/19/26
"""


def test_a_letter_agreement_is_between_those_who_sign_it() -> None:
    record = read(LETTER)
    assert record.document_type.value == "contract"
    assert record.value("party_a") == Text(text="HARBOUR BOOTS LLC")
    assert record.value("party_b") == Text(text="Northwind Foods, Inc.")  # as its small letters have it
    assert record.value("contract_date") == Date(date=dt.date(2026, 2, 28))


def test_an_employment_paper_is_between_the_company_and_the_person() -> None:
    record = read(EMPLOYMENT)
    assert record.value("party_a") == Text(text="Harbour Boots, Inc.")
    assert record.value("party_b") == Text(text="Carla Specimen")
    assert record.value("contract_date") == Date(date=dt.date(2026, 3, 19))


SIDE_BY_SIDE = """
CONFIDENTIALITY, NON-SOLICITATION OF ASSOCIATES AND NON-COMPETITION AGREEMENT
As an associate of Harbour Boots, Inc. (the "Company"), you will have access to Confidential Information.
You shall hold all Confidential Information in confidence. The laws of the State of Delaware govern this Agreement.
The disclosing party and the receiving party hereby agree as above, and neither of them may assign this paper.
THE ASSOCIATE ACKNOWLEDGES THAT THE ASSOCIATE HAS READ THIS AGREEMENT.
HARBOUR BOOTS:  ASSOCIATE:
BY: /s/ Ann B. Example  /s/ Carla Specimen
Ann B. Example  Carla Specimen
Executive Vice President  President, Example Loft
"""


def test_who_signs_by_is_the_companys_and_who_stands_beside_is_the_other_party() -> None:
    record = read(SIDE_BY_SIDE)
    assert record.value("party_a") == Text(text="Harbour Boots, Inc.")
    assert record.value("party_b") == Text(text="Carla Specimen")


def test_a_sentence_in_capitals_is_no_party() -> None:
    record = read(EMPLOYMENT.replace("/s/ Carla", "THE EMPLOYEE ACKNOWLEDGES THAT ALL IS CLEAR.\n/s/ Carla"))
    assert record.value("party_b") == Text(text="Carla Specimen")


def test_the_effective_date_of_this_agreement_may_be_a_clause() -> None:
    record = read(
        'NON-DISCLOSURE AGREEMENT\nHarbour Boots, Inc. and Northwind Foods, Inc. (the "Parties") hereby agree that:\n'
        '1. The effective date of this non-disclosure agreement (this "Agreement") is February 12, 2026.\n'
        "2. Confidential Information is what the disclosing party tells the receiving party.\n"
        "Date: 2/15/26"
    )
    assert record.value("effective_date") == Date(date=dt.date(2026, 2, 12))


def test_the_gross_total_is_what_was_billed_before_the_agency_keeps_its_commission() -> None:
    record = read(
        "INVOICE\nInvoice # 2015208-2\nInvoice Date  06/07/26\nTotal Spots  8\nGross Total  $2,150.00\n"
        "Agency Commission  $322.50\nNet Amount Due  $1,827.50"
    )
    assert record.value("total_amount") == Amount(amount=Decimal("2150.00"), currency="USD")


ORDER = """
                     {title}
Agency: Linden Buying LLC        Advertiser: Harbor First Action
Line    Spots    Amount
M-F 5p-6p    12    $1,345.00
Totals    12    $1,345.00
Time Period    # of Spots    Gross Amount    Agency Comm.    Net Amount
01/27/20    12    $1,345.00    ($201.75)    $1,143.25
Totals    12    $1,345.00    ($201.75)    $1,143.25
Net Amount Due    $1,143.25
Total    $1,143.25
"""


@pytest.mark.parametrize(
    ("title", "field"),
    [("CONTRACT", "contract_amount"), ("INVOICE", "total_amount")],
)
def test_gross_is_net_and_commission_together(title: str, field: str) -> None:
    assert read(ORDER.format(title=title)).value(field) == Amount(amount=Decimal("1345.00"), currency="USD")


def test_a_local_tax_on_the_net_makes_it_no_subtotal_of_the_gross() -> None:
    record = read("""
INVOICE
Agency: Linden Buying LLC
Gross Total    $13,075.00
Agency Commission    $1,961.25
Net Amount Due    $11,113.75
Sales tax 7.875%    $875.21
Amount Due    $11,988.96
""")
    assert record.value("total_amount") == Amount(amount=Decimal("13075.00"), currency="USD")


def test_a_count_beside_a_marked_amount_is_no_amount() -> None:
    record = read("""
SALES ORDER
Agency: Linden Buying LLC
Current Agency Order Totals:    5    $450
""")
    assert record.value("total_amount") == Amount(amount=Decimal(450), currency="USD")


def test_a_table_in_a_contract_is_no_sentence() -> None:
    record = read("""
CONTRACT
Advertiser: Harbor First Action    Market: Northport    Total $: $20,400.00
Line    Program    Rate    Spots    CPP    Total $
1    NEWS AT NOON    $350.00    3    $205.88    $1,050.00
TOTALS:    24    $315.30    $20,400.00
""")
    assert record.value("contract_amount") == Amount(amount=Decimal("20400.00"), currency="USD")


def test_the_name_a_company_had_before_is_not_its_name() -> None:
    record = read("""
RECEIPT
Copper Gäte Restaurants Sdn Bhd
(123456-X)
formerly known as
Golden Harbour Restaurants Sdn Bhd
Lot 12, Jalan Bukit 3, 47500 Subang Jaya
Tel 03-1234 5678
Total    8.50
Cash    10.00
Change    1.50
""")
    assert record.value("vendor_name") == Text(text="Copper Gäte Restaurants Sdn Bhd")


def test_a_number_of_the_register_is_known_with_a_comma_for_its_point() -> None:
    record = read("""
Fern Realties Sdn Bhd (Co, No:20154-T)
RECEIPT
Level 2, 27, Jalan Seroja
Total    5.00
Cash    5.00
""")
    assert record.value("vendor_name") == Text(text="Fern Realties Sdn Bhd")


def test_a_commission_on_the_next_page_is_taken_off_the_gross_of_the_page_before() -> None:
    document = paper(
        "INVOICE\nAgency: Linden Buying LLC\nSpots    $12,000.00\nGross Total    $13,075.00\nPage 1 of 2",
        "Page 2 of 2\nInvoice    386085\nAgency Commission    $1,961.25\nNet Amount Due    $11,113.75\n"
        "Sales tax 7.875%    $875.21\nAmount Due    $11,988.96",
    )
    level = sheets(document)
    record = extract(document, level, classify(level, TEMPLATES), TEMPLATES)
    assert record.value("total_amount") == Amount(amount=Decimal("13075.00"), currency="USD")


def test_the_one_who_is_named_is_a_party_beside_the_undersigned() -> None:
    record = read("""
MUTUAL NON-DISCLOSURE AGREEMENT
This Agreement is made and entered into this 31st day of May, 2005 by and between the undersigned (the
"HBR Contracting Party") and Fern Technology, Inc. under the following terms and conditions:
Nature and Purpose. The parties to this Agreement desire to engage in certain business arrangements.
""")
    assert record.value("party_a") == Text(text="Fern Technology, Inc.")


@pytest.mark.parametrize(
    "clause",
    [
        "In full consideration Agent will receive $635,000 per month; expenses above $400,700 require prior approval.",
        "The charges for the services are $635,000 per annum, invoiced quarterly in advance.",
        "As compensation Client pays $635,000. Consultant shall insure itself for $1,000,000 for each claim.",
    ],
)
def test_the_consideration_of_an_agreement(clause: str) -> None:
    record = read(f"""
SERVICES AGREEMENT
This Agreement is made between Corran Brokers Limited and Calder Shipping Inc. as of 1 March 2026.
1. Fees. {clause}
IN WITNESS WHEREOF the parties have executed this Agreement.
""")
    assert record.value("contract_amount") == Amount(amount=Decimal(635000), currency="USD")
