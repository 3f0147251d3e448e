"""A person's word against the machine's: FIELD=VALUE, read as the field's kind says, makes a new Record."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ocr.capture.faults import explained, is_of_picture
from ocr.commands.desk import login
from ocr.errors import UsageError
from ocr.extract.checks import check
from ocr.extract.clauses import clause_text
from ocr.extract.confidence import REVIEW_TARGET, review
from ocr.extract.sheet import sheets
from ocr.extract.values import (
    parse_amount,
    parse_date,
    parse_money,
    parse_number,
    parse_phone,
    parse_postal_code,
    parse_rate,
    parse_registration_number,
)
from ocr.nearest import hint
from ocr.record import Amount, BankAccount, Date, Field, Flag, Number, Record, Row, TaxBreakdown, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ocr.commands.desk import Desk
    from ocr.document import Document
    from ocr.template import ColumnTemplate, FieldTemplate, Templates

TYPE = "document_type"
_ROW = re.compile(r"rows\[(\d+)\]\.(\w+)")
_YES = {"true", "yes", "はい", "あり", "有"}
_NO = {"false", "no", "いいえ", "なし", "無"}


def corrected(
    record: Record,
    templates: Templates,
    changes: Sequence[str],
    who: str,
    document: Document,
    target: float = REVIEW_TARGET,
) -> Record:
    """The record with each FIELD=VALUE put in its place; FIELD= takes the field out, as not on the paper.

    FIELD is a field of the document's type, `rows[2].amount` for the second row's, or `document_type`, which drops what
    the new type does not know. Checks are run again; findings about the pages, which name no field, stay. UsageError
    names an unknown field and the nearest known one, or a value that is not of the field's kind.
    """
    assignments = [_split(change) for change in changes]
    doc_type = next((value for name, value in assignments if name == TYPE), None)
    kind = record.document_type
    if doc_type is not None:
        _known(doc_type, (template.doc_type for template in templates), "document type")
        kind = kind.model_copy(update={"value": doc_type, "confidence": 1.0, "reasons": (f"human:{who}",)})
    template = templates[kind.value]
    fields = {field.name: field for field in record.fields}
    rows = list(record.rows)
    for name, text in assignments:
        if match := _ROW.fullmatch(name):
            n = int(match[1])
            if not 1 <= n <= len(rows):
                raise UsageError(f"{name}: the document has {len(rows)} rows")
            column = template.columns[_known(match[2], template.columns, "column")]
            rows[n - 1] = _row_with(rows[n - 1], match[2], column, text)
        elif name != TYPE:
            field = _new_field(name, template.fields[_known(name, template.fields, "field")], text)
            fields = {**fields, name: field} if field else {k: v for k, v in fields.items() if k != name}
    ordered = tuple(fields[name] for name in template.fields if name in fields)
    about_pages = (finding for finding in record.findings if not finding.fields)
    text = clause_text(sheets(document)) if template.in_clauses else ""
    findings = tuple(dict.fromkeys((*about_pages, *check(ordered, tuple(rows), template, text))))
    about_paper = [finding for finding in findings if not is_of_picture(finding)]
    return record.model_copy(
        update={
            "document_type": kind,
            "fields": ordered,
            "rows": tuple(rows),
            "findings": findings,
            "review": explained(review(kind, ordered, about_paper, template, target), findings),
            "produced_by": f"human:{who}",
            "template": template.name,
        }
    )


def correct(
    desk: Desk,
    document_id: str,
    changes: Sequence[str],
    templates: Templates,
    *,
    why: str,
    target: float = REVIEW_TARGET,
) -> int:
    """Store what a person says of a document; the number of the version then in force."""
    who = login()
    stored = desk.archive.get(document_id)
    record = corrected(stored.record, templates, changes, who, stored.document, target)
    record = desk.checked(stored.document, record, templates[record.document_type.value])
    return desk.archive.correct(document_id, record, who=who, why=why)


def _split(change: str) -> tuple[str, str]:
    name, equals, value = change.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"{change}: write FIELD=VALUE, e.g. total_amount=441648")
    return name.strip(), value.strip()


def _known(name: str, names: Iterable[str], what: str) -> str:
    valid = list(names)
    if name in valid:
        return name
    raise UsageError(f"{name}: no such {what} here; {hint(name, valid)}")


def _row_with(row: Row, name: str, column: ColumnTemplate, text: str) -> Row:
    cell = _new_field(name, column, text)
    if cell is None:
        return Row(cells=tuple(c for c in row.cells if c.name != name))
    if row.cell(name) is None:
        return Row(cells=(*row.cells, cell))
    return Row(cells=tuple(cell if c.name == name else c for c in row.cells))


def _new_field(name: str, template: FieldTemplate | ColumnTemplate, text: str) -> Field | None:
    """The field as a person says it is: sure, and without ink to point at. None for an empty text."""
    if not text:
        return None
    value = parse_value(text, template)
    if value is None:
        raise UsageError(f"{name}={text}: not understood as {_expected(template)}")
    return Field(name=name, value=value, confidence=1.0)


def parse_value(text: str, template: FieldTemplate | ColumnTemplate) -> Value | None:
    """What a person typed as a value of the template's kind, None if it is none."""
    match template.kind:
        case "amount":
            money = parse_money(text)
            number = parse_amount(text) if money is None else None
            return money if number is None else Amount(amount=number)
        case "date" | "term":
            day = parse_date(text)
            return Date(date=day) if day else None
        case "number":
            number = parse_number(text)
            return None if number is None else Number(number=number)
        case "rate":
            number = parse_rate(text) if "%" in text or "％" in text else parse_number(text)
            return None if number is None else Number(number=number)
        case "flag":
            said = text.lower()
            return Flag(flag=said in _YES) if said in _YES | _NO else None
        case "choice":
            return Text(text=text) if text in getattr(template, "choices", {}) else None
        case "registration_number":
            return _text(parse_registration_number(text))
        case "phone":
            return _text(parse_phone(text))
        case "postal_code":
            return _text(parse_postal_code(text))
        case "tax_breakdown":
            return _from_json(f'{{"lines": {text}}}', TaxBreakdown)
        case "bank_account":
            return _from_json(text, BankAccount)
        case _:
            return Text(text=text)


def _text(parsed: str | None) -> Text | None:
    return Text(text=parsed) if parsed else None


def _from_json(text: str, model: type[TaxBreakdown] | type[BankAccount]) -> TaxBreakdown | BankAccount | None:
    try:
        return model.model_validate(json.loads(text))
    except (ValueError, ValidationError):
        return None


def _expected(template: FieldTemplate | ColumnTemplate) -> str:
    match template.kind:
        case "amount":
            return "an amount; write 441648 or 441,648"
        case "date" | "term":
            return "a date; write 2026-10-31 or 令和8年10月31日"
        case "choice":
            return f"one of {', '.join(getattr(template, 'choices', {}))}"
        case "flag":
            return "true or false"
        case "registration_number":
            return "T and 13 digits"
        case "rate":
            return "a rate; write 10% or 0.1"
        case "tax_breakdown":
            return 'JSON; write [{"rate": "0.1", "taxable_amount": "1000", "tax_amount": "100"}]'
        case "bank_account":
            return 'JSON; write {"bank_name": "…", "account_number": "…"}'
        case kind:
            return f"a {kind.replace('_', ' ')}"
