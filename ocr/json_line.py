"""The contract's JSON line: a Document and its Record as other systems read them, and the schema of the same types."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

import ocr
from ocr.document import Box, Document, Evidence
from ocr.reading_order import page_text
from ocr.record import Amount, BankAccount, Date, Flag, Number, TaxBreakdown, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ocr.record import Field as RecordField
    from ocr.record import Finding, Record, Row, TaxLine, Value

SCHEMA_VERSION: Literal["1.0"] = "1.0"
_STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)

Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
DocumentId = Annotated[str, Field(pattern=r"^[0-9a-f]{64}-[1-9][0-9]*-[1-9][0-9]*(\.[1-9][0-9]*)?$")]
PageNumber = Annotated[int, Field(ge=1)]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Money = int | Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""An integer for whole yen, a string of decimals otherwise."""


@with_config(_STRICT)
class EvidenceLine(TypedDict):
    page: PageNumber
    """Counts from 1 in the source file."""
    box: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=4, max_length=4)]
    """[left, top, right, bottom] in pixels of the upright source page."""


@with_config(_STRICT)
class TaxLineLine(TypedDict):
    rate: Share
    taxable_amount: NotRequired[Money]
    tax_amount: NotRequired[Money]


@with_config(_STRICT)
class BankAccountLine(TypedDict):
    bank_name: NotRequired[str]
    branch_name: NotRequired[str]
    account_type: NotRequired[str]
    account_number: NotRequired[str]
    account_holder: NotRequired[str]


JsonValue = bool | int | float | str | list[TaxLineLine] | BankAccountLine


@with_config(_STRICT)
class FieldLine(TypedDict):
    value: JsonValue | None
    """null: seen, not understood. Dates are YYYY-MM-DD; amounts are integers in yen, strings of decimals otherwise."""
    currency: NotRequired[Annotated[str, Field(pattern=r"^[A-Z]{3}$")]]
    """ISO 4217; amounts only."""
    raw: NotRequired[str]
    """The characters as read, where the value was read from the paper."""
    confidence: Share
    """The calibrated probability that the value is right."""
    evidence: list[EvidenceLine]


Fields = Annotated[dict[Name, FieldLine], Field(json_schema_extra={"additionalProperties": False})]


@with_config(_STRICT)
class SourceLine(TypedDict):
    file: str
    sha256: Sha256
    pages: Annotated[list[PageNumber], Field(min_length=1)]
    """The pages of the file that this document is."""
    page_count: PageNumber
    """Pages of the whole file."""
    media_type: str


@with_config(_STRICT)
class TypeLine(TypedDict):
    value: Name
    confidence: Share


@with_config(_STRICT)
class FindingLine(TypedDict):
    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    fields: list[str]


@with_config(_STRICT)
class ReviewLine(TypedDict):
    needed: bool
    reasons: list[str]


@with_config(_STRICT)
class ProducedByLine(TypedDict):
    denpyo: str
    engine: str
    template: str


@with_config(_STRICT)
class ChangeLine(TypedDict):
    field: str
    old: NotRequired[JsonValue | None]
    """Without it the field was not there before."""
    new: NotRequired[JsonValue | None]
    """Without it the field is no longer there."""


@with_config(_STRICT)
class VersionLine(TypedDict):
    version: Annotated[int, Field(ge=1)]
    when: Moment
    who: str
    why: str
    changes: list[ChangeLine]
    """Against the version before."""


@with_config(_STRICT)
class EventLine(TypedDict):
    when: Moment
    who: str
    why: str


@with_config(_STRICT)
class ArchiveLine(TypedDict):
    original: str
    """Where the bytes received lie."""
    files: list[str]
    """Every name the same bytes came under, oldest first."""
    registered: Moment
    voided: NotRequired[EventLine]
    """Only if the document was withdrawn."""


@with_config(_STRICT)
class Line(TypedDict):
    """One document, one JSON line."""

    schema_version: Literal["1.0"]
    document_id: DocumentId
    source: SourceLine
    document_type: TypeLine
    fields: Fields
    """A field that is not on the paper is absent."""
    line_items: list[Fields]
    findings: list[FindingLine]
    review: ReviewLine
    produced_by: ProducedByLine
    version: NotRequired[Annotated[int, Field(ge=1)]]
    versions: NotRequired[list[VersionLine]]
    archive: NotRequired[ArchiveLine]
    text: NotRequired[list[str]]
    """One string per page, lines separated by a newline."""


def json_line(
    document: Document,
    record: Record,
    *,
    with_text: bool = False,
    version: int | None = None,
    versions: Sequence[VersionLine] | None = None,
    archive: ArchiveLine | None = None,
) -> Line:
    """The document as the contract prints it; version, versions and archive are for one that is stored."""
    line: Line = {
        "schema_version": SCHEMA_VERSION,
        "document_id": document.id,
        "source": {
            "file": document.file,
            "sha256": document.sha256,
            "pages": [page.number for page in document.pages],
            "page_count": document.page_count,
            "media_type": document.media_type,
        },
        "document_type": {
            "value": record.document_type.value,
            "confidence": round(record.document_type.confidence, 4),
        },
        "fields": {field.name: field_line(document, field) for field in record.fields},
        "line_items": [_row_line(document, row) for row in record.rows],
        "findings": [_finding_line(finding) for finding in record.findings],
        "review": {"needed": record.review.needed, "reasons": list(record.review.reasons)},
        "produced_by": {
            "denpyo": _denpyo_version(record.produced_by),
            "engine": document.engine,
            "template": record.template,
        },
    }
    if version is not None:
        line["version"] = version
    if versions is not None:
        line["versions"] = list(versions)
    if archive is not None:
        line["archive"] = archive
    if with_text:
        line["text"] = [page_text(page) for page in document.pages]
    return line


def field_line(document: Document, field: RecordField) -> FieldLine:
    """One field or cell, with where it stands on the source pages."""
    line: FieldLine = {
        "value": value_json(field.value),
        "confidence": round(field.confidence, 4),
        "evidence": [
            {"page": page, "box": [box.left, box.top, box.right, box.bottom]}
            for page, box in boxes(document, field.evidence)
        ],
    }
    if isinstance(field.value, Amount):
        line["currency"] = field.value.currency
    if field.raw:
        line["raw"] = field.raw
    return line


def boxes(document: Document, evidence: Iterable[Evidence]) -> list[tuple[int, Box]]:
    """Page and box of the ink evidence points at: one box a word, in the order the words were quoted."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for e in evidence:
        start, end = spans.get((e.page, e.word), (e.start, e.end))
        spans[e.page, e.word] = (min(start, e.start), max(end, e.end))
    return [(page, document.page(page).words[word].box_of(start, end)) for (page, word), (start, end) in spans.items()]


def value_json(value: Value | None) -> JsonValue | None:
    """A value as the contract writes it; None for one that was seen and not understood."""
    match value:
        case None:
            return None
        case Text(text=text):
            return text
        case Amount(amount=amount, currency=currency):
            return _money(amount) if currency == "JPY" else f"{amount:f}"
        case Number(number=number):
            return _number(number)
        case Date(date=date):
            return date.isoformat()
        case Flag(flag=flag):
            return flag
        case TaxBreakdown(lines=lines):
            return [_tax_line(line) for line in lines]
        case BankAccount():
            account: BankAccountLine = value.model_dump(exclude={"kind"}, exclude_none=True)  # type: ignore[assignment]
            return account


def version_line(
    version: int,
    when: dt.datetime,
    who: str,
    why: str,
    changes: Iterable[tuple[str, RecordField | None, RecordField | None]] = (),
) -> VersionLine:
    """One entry of `versions`; a change is a field's name, the field before and the field after, None where absent."""
    lines: list[ChangeLine] = []
    for name, old, new in changes:
        change: ChangeLine = {"field": name}
        if old is not None:
            change["old"] = value_json(old.value)
        if new is not None:
            change["new"] = value_json(new.value)
        lines.append(change)
    return {"version": version, "when": when.isoformat(), "who": who, "why": why, "changes": lines}


def dumps(line: Line) -> str:
    """The line as text: one line, UTF-8 unescaped, no newline at its end."""
    return json.dumps(line, ensure_ascii=False, separators=(", ", ": "))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every line validates against."""
    schema = TypeAdapter(Line).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:denpyo:schema:{SCHEMA_VERSION}",
        **schema,
    }


def _row_line(document: Document, row: Row) -> Fields:
    return {cell.name: field_line(document, cell) for cell in row.cells}


def _finding_line(finding: Finding) -> FindingLine:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "fields": list(finding.fields),
    }


def _tax_line(line: TaxLine) -> TaxLineLine:
    made: TaxLineLine = {"rate": float(line.rate)}
    if line.taxable_amount is not None:
        made["taxable_amount"] = _money(line.taxable_amount)
    if line.tax_amount is not None:
        made["tax_amount"] = _money(line.tax_amount)
    return made


def _money(amount: Decimal) -> int | str:
    return int(amount) if amount == amount.to_integral_value() else f"{amount:f}"


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _denpyo_version(produced_by: str) -> str:
    """Of the reading; of this program where a person made the record."""
    name, _, version = produced_by.partition(" ")
    return version if name == "denpyo" and version else ocr.__version__
