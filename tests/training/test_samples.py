"""The committed samples are what their truth says: complete, consistent, and of every type and condition."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from PIL import Image

from training.names import check_digit

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/*/expected.json"))
TRADE_FIELDS = {
    "document_number", "issue_date", "due_date", "vendor_name", "vendor_registration_number", "vendor_postal_code",
    "vendor_address", "vendor_phone", "buyer_name", "subtotal", "tax_amount", "total_amount", "withholding_tax",
    "tax_breakdown", "bank_account",
}  # fmt: skip
TRADE_COLUMNS = {"description", "quantity", "unit", "unit_price", "amount", "tax_rate"}
CONTRACT: dict[str, tuple[set[str], set[str]]] = {
    **dict.fromkeys(("invoice", "quotation", "delivery_note", "purchase_order"), (TRADE_FIELDS, TRADE_COLUMNS)),
    "receipt": (
        {"vendor_name", "vendor_registration_number", "vendor_phone", "issue_date", "total_amount", "tax_amount",
         "tax_breakdown", "payment_method", "addressee", "proviso"},
        {"description", "quantity", "amount", "tax_rate"},
    ),
    "expense_report": (
        {"applicant_name", "department", "application_date", "purpose", "period_start", "period_end", "total_amount",
         "advance_amount", "settlement_amount"},
        {"date", "category", "description", "payee", "amount"},
    ),
    "contract": (
        {"title", "party_a", "party_b", "contract_date", "effective_date", "expiry_date", "auto_renewal",
         "contract_amount", "jurisdiction_court"},
        set(),
    ),
    "other": (set(), set()),
}  # fmt: skip


def truth(folder: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads((folder / "expected.json").read_text(encoding="utf-8")))


def scan(folder: Path) -> Path:
    (file,) = (path for path in folder.iterdir() if path.name != "expected.json")
    return file


def money(value: Any) -> Decimal:
    return Decimal(value["amount"] if isinstance(value, dict) else value)


def by_name(folder: Path) -> str:
    return folder.name


every_sample = pytest.mark.parametrize("folder", FOLDERS, ids=by_name)


@every_sample
def test_a_folder_holds_one_document_of_its_type(folder: Path) -> None:
    assert scan(folder).stem == folder.name
    assert truth(folder)["document_type"] == folder.parent.name


@every_sample
def test_truth_names_only_what_the_contract_knows(folder: Path) -> None:
    fields, columns = CONTRACT[folder.parent.name]
    document = truth(folder)
    assert set(document["fields"]) <= fields
    assert {key for row in document["line_items"] for key in row} <= columns
    assert document["text"] and all(page for page in document["text"])


@every_sample
def test_lines_add_up_to_their_sum(folder: Path) -> None:
    document = truth(folder)
    fields = document["fields"]
    amounts = [money(row["amount"]) for row in document["line_items"] if "amount" in row]
    taxed = sum(part["taxable_amount"] for part in fields.get("tax_breakdown", ()))
    if amounts:
        assert sum(amounts) == money(fields.get("subtotal") or taxed or fields["total_amount"])


@every_sample
def test_tax_is_that_of_its_rate(folder: Path) -> None:
    fields = truth(folder)["fields"]
    parts = fields.get("tax_breakdown", ())
    inside = "subtotal" not in fields and sum(part["taxable_amount"] for part in parts) == fields.get("total_amount")
    for part in parts:
        rate = Decimal(str(part["rate"]))
        assert abs(part["taxable_amount"] * rate / (1 + rate if inside else 1) - part["tax_amount"]) < 1
    if "tax_amount" in fields and parts:
        assert fields["tax_amount"] == sum(part["tax_amount"] for part in parts)


@every_sample
def test_the_total_adds_up_unless_the_notes_say_otherwise(folder: Path) -> None:
    document = truth(folder)
    fields, notes = document["fields"], document["notes"]
    if "subtotal" in fields:
        tax = fields.get("tax_amount", sum(part["tax_amount"] for part in fields.get("tax_breakdown", ())))
        owed = money(fields["subtotal"]) + tax + notes.get("carried_over", 0) - fields.get("withholding_tax", 0)
        wrong = 1000 if "printed total" in notes.get("anomaly", "") else 0
        assert money(fields["total_amount"]) - owed == wrong


@every_sample
def test_expense_settlement_is_total_less_advance(folder: Path) -> None:
    fields = truth(folder)["fields"]
    if "settlement_amount" in fields:
        assert fields["settlement_amount"] == fields["total_amount"] - fields["advance_amount"]


@every_sample
def test_every_line_amount_is_quantity_times_price(folder: Path) -> None:
    for row in truth(folder)["line_items"]:
        if {"quantity", "unit_price", "amount"} <= row.keys():
            assert Decimal(str(row["quantity"])) * money(row["unit_price"]) == money(row["amount"])


def test_only_the_sample_that_says_so_has_a_wrong_check_digit() -> None:
    wrong = {
        folder.name
        for folder in FOLDERS
        if (number := truth(folder)["fields"].get("vendor_registration_number"))
        if int(number[1]) != check_digit(number[2:])
    }
    assert wrong == {folder.name for folder in FOLDERS if "check digit" in truth(folder)["notes"].get("anomaly", "")}
    assert len(wrong) == 1


def test_every_type_and_every_condition_is_there() -> None:
    assert len(FOLDERS) >= 26
    assert {folder.parent.name for folder in FOLDERS} == set(CONTRACT)
    conditions = {truth(folder)["notes"]["condition"] for folder in FOLDERS}
    assert conditions == {"born-digital", "clean scan", "worn scan", "phone photo", "fax"}
    assert {scan(folder).suffix for folder in FOLDERS} == {".pdf", ".jpg", ".png", ".webp", ".tif"}


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) <= 12_000_000


def test_faxes_are_one_bit_group_4_frames() -> None:
    frames = 0
    for folder in FOLDERS:
        if scan(folder).suffix == ".tif":
            with Image.open(scan(folder)) as image:
                assert (image.mode, image.info["compression"]) == ("1", "group4")
                assert getattr(image, "n_frames", 1) == len(truth(folder)["text"])
                frames = max(frames, getattr(image, "n_frames", 1))
    assert frames == 2


def test_a_photo_is_stored_turned_with_its_orientation_in_exif() -> None:
    turned = [scan(folder) for folder in FOLDERS if scan(folder).suffix == ".jpg" and _orientation(scan(folder)) == 6]
    assert turned


def _orientation(file: Path) -> int:
    with Image.open(file) as image:
        return int(image.getexif().get(0x0112, 1))


@pytest.mark.parametrize(
    "folder", [f for f in FOLDERS if truth(f)["notes"]["condition"] == "born-digital"], ids=by_name
)
def test_the_text_layer_of_a_digital_document_is_its_text_truth(folder: Path) -> None:
    with pypdfium2.PdfDocument(scan(folder)) as pdf:
        for page, lines in zip(pdf, truth(folder)["text"], strict=True):
            assert _characters(page.get_textpage().get_text_bounded()) == _characters("".join(lines))


def _characters(text: str) -> list[str]:
    return sorted("".join(unicodedata.normalize("NFKC", text).split()))
