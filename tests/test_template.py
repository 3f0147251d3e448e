"""Templates: what ships is complete, and what is misspelt is named with its nearest right spelling."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ocr.errors import TemplateError
from ocr.template import default_folder, load_templates

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {
    "contract",
    "delivery_note",
    "expense_report",
    "invoice",
    "other",
    "purchase_order",
    "quotation",
    "receipt",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(default_folder(), tmp_path / "templates")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_type_of_the_contract_has_a_template() -> None:
    assert {t.doc_type for t in load_templates()} == TYPES


def test_a_misspelt_key_of_a_field_is_named_with_the_nearest_right_one(folder: Path) -> None:
    _edit(folder / "invoice.toml", 'kind = "identifier"', 'kidn = "identifier"')
    with pytest.raises(
        TemplateError, match=r"invoice.toml: fields.document_number.kidn: unknown key; did you mean kind"
    ):
        load_templates(folder)


def test_a_misspelt_key_of_the_template_is_named(folder: Path) -> None:
    _edit(folder / "receipt.toml", "headless_rows", "headles_rows")
    with pytest.raises(TemplateError, match=r"receipt.toml: headles_rows: unknown key; did you mean headless_rows"):
        load_templates(folder)


def test_an_unknown_kind_is_refused(folder: Path) -> None:
    _edit(folder / "invoice.toml", 'kind = "phone"', 'kind = "fone"')
    with pytest.raises(TemplateError, match=r"invoice.toml: fields.vendor_phone.kind"):
        load_templates(folder)


def test_a_pattern_without_a_value_group_is_refused(folder: Path) -> None:
    _edit(folder / "invoice.toml", "patterns = []", 'patterns = ["(\\\\d+)"]')
    with pytest.raises(TemplateError, match="no group"):
        load_templates(folder)


def test_broken_toml_names_the_file(folder: Path) -> None:
    (folder / "receipt.toml").write_text("doc_type = ", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"^receipt.toml: "):
        load_templates(folder)


def test_a_file_is_named_after_its_type(folder: Path) -> None:
    (folder / "receipt.toml").rename(folder / "slip.toml")
    with pytest.raises(TemplateError, match=r"slip.toml: doc_type is 'receipt'; name the file receipt.toml"):
        load_templates(folder)


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no templates"):
        load_templates(tmp_path)


def test_papers_of_no_known_type_need_a_template_too(folder: Path) -> None:
    (folder / "other.toml").unlink()
    with pytest.raises(TemplateError, match=r"other.toml is missing"):
        load_templates(folder)


def test_a_template_extends_another_field_by_field() -> None:
    templates = load_templates()
    quotation, invoice = templates["quotation"], templates["invoice"]
    assert quotation.fields["vendor_name"] == invoice.fields["vendor_name"]
    assert quotation.fields["document_number"] != invoice.fields["document_number"]
    assert quotation.columns == invoice.columns


def test_a_change_of_the_base_changes_the_digest_of_what_extends_it(folder: Path) -> None:
    before = load_templates(folder)["quotation"].digest
    _edit(folder / "invoice.toml", '"請求元", ', "")
    assert load_templates(folder)["quotation"].digest != before


def test_extending_what_is_not_there_is_refused(folder: Path) -> None:
    _edit(folder / "quotation.toml", 'extends = "invoice"', 'extends = "invoce"')
    with pytest.raises(TemplateError, match=r"quotation.toml: extends: 'invoce'"):
        load_templates(folder)
