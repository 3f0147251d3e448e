"""Document types as data: read templates/*.toml and reject anything misspelt, naming the nearest valid key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field as Setting
from pydantic import ValidationError, field_validator

from ocr.document import Model
from ocr.errors import TemplateError
from ocr.nearest import hint

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal[
    "address",
    "amount",
    "bank_account",
    "choice",
    "date",
    "flag",
    "identifier",
    "name",
    "number",
    "party",
    "phone",
    "postal_code",
    "rate",
    "registration_number",
    "tax_breakdown",
    "term",
    "text",
    "unit",
]
Importance = Literal["important", "general"]
"""重要書類 move money or goods, 一般書類 do not: what the law on scans asks of a picture hangs on it."""
Names = tuple[Annotated[str, Setting(min_length=1)], ...]


class FieldTemplate(Model):
    """How one field is found. Labels come best first; patterns see one line of at most 200 characters."""

    kind: Kind
    labels: Names = ()
    """Words that stand before, above or in the same box as the value."""
    not_labels: Names = ()
    """Words that hold a label but mean something else (合計数量 is no 合計)."""
    patterns: Names = ()
    """Regular expressions over a line without spaces; the group named `value` is the value."""
    role: str = ""
    """Which part it plays where a kind has several: issuer, addressee, party_a, party_b; start, end; title, court."""
    position: Literal["", "top", "bottom"] = ""
    """Where on its page the value usually lies; a hint, never a filter."""
    choices: dict[str, Names] = Setting(default_factory=dict)
    """For kinds "choice" and "flag": value -> the words that say so."""
    required: bool = False
    """Its absence is a reason for review."""

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: Names) -> Names:
        for pattern in patterns:
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pattern {pattern!r}: {error}") from error
            if "value" not in compiled.groupindex:
                raise ValueError(f"pattern {pattern!r} has no group (?P<value>...)")
        return patterns


class ColumnTemplate(Model):
    """One column of the line items."""

    kind: Kind
    labels: Names = ()


class Cues(Model):
    """What tells this type from the others."""

    titles: Names = ()
    """A line that says only this is the paper's name for itself."""
    shared_titles: Names = ()
    """Titles that such papers bear too, though they are another type's own; the words must decide."""
    words: Names = ()
    """Seen anywhere, each speaks a little for this type."""
    against: Names = ()
    """Seen anywhere, each speaks against it."""


class Template(Model):
    """One document type."""

    doc_type: Annotated[str, Setting(pattern=r"^[a-z_]+$")]
    extends: str = ""
    """A type whose fields, columns and other keys hold here too unless given here."""
    title_ja: str
    title_en: str
    date_field: str = ""
    """Which field is the date that search knows; likewise amount and counterparty."""
    amount_field: str = ""
    issuer_on_top: bool = False
    """The issuer's name heads the paper, as on a till roll, and does not stand opposite the addressee's."""
    in_clauses: bool = False
    """What it says stands in clauses and signatures, not beside labels and in tables."""
    tax_invoice: bool = False
    """The buyer's deduction of consumption tax rests on such papers (適格請求書, 適格簡易請求書)."""
    importance: Importance = "important"
    """Its class in the law on scans; the stricter one where nobody says."""
    cues: Cues = Cues()
    fields: dict[str, FieldTemplate] = Setting(default_factory=dict)
    columns: dict[str, ColumnTemplate] = Setting(default_factory=dict)
    other_columns: Names = ()
    """Headings that belong to such a table but not to a line item (No., 備考)."""
    headless_rows: bool = False
    """Line items may stand without a heading, as on a till roll."""
    rows_end: Names = ()
    """Words that close the table of line items."""
    tendered: Names = ()
    """Words beside what the payer handed over; with `change`, what was given back, they tell what was paid."""
    change: Names = ()
    rounding: Names = ()
    """Words beside what a till took off or added so that the coins in use can pay it."""
    digest: str = ""
    """First hex digits of the file's SHA-256; set on loading."""

    @property
    def key_fields(self) -> frozenset[str]:
        """Those that a person must see if they may be wrong: required ones, and the date and amount of search."""
        required = (name for name, field in self.fields.items() if field.required)
        return frozenset((*required, self.date_field, self.amount_field))

    @property
    def name(self) -> str:
        return f"{self.doc_type}@{self.digest}"


class Templates:
    """All document types, in the order of their names."""

    def __init__(self, templates: tuple[Template, ...]) -> None:
        self._by_type = {t.doc_type: t for t in sorted(templates, key=lambda t: t.doc_type)}

    def __iter__(self) -> Iterator[Template]:
        return iter(self._by_type.values())

    def __len__(self) -> int:
        return len(self._by_type)

    def __getitem__(self, doc_type: str) -> Template:
        return self._by_type[doc_type]

    def __contains__(self, doc_type: object) -> bool:
        return doc_type in self._by_type


def default_folder() -> Path:
    """The templates that ship with the product: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "_templates"
    return installed if installed.is_dir() else here.parent / "templates"


def load_templates(folder: Path | None = None) -> Templates:
    """Every *.toml in folder (default: those shipped).

    Raises TemplateError, naming file, key and the nearest valid key, before any page is read.
    """
    folder = folder or default_folder()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise TemplateError(f"{folder}: no templates (*.toml) here; check the setting `templates`")
    tables = {path.name: _read(path) for path in files}
    bases_first = sorted(tables, key=lambda name: "extends" in tables[name])
    templates = Templates(tuple(_template(name, tables) for name in bases_first))
    if "other" not in templates:
        raise TemplateError(f"{folder}: other.toml is missing; papers of no known type need it")
    return templates


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path.name}: {error}") from error
    table["digest"] = hashlib.sha256(data).hexdigest()[:8]
    return table


def _template(name: str, tables: dict[str, dict[str, Any]]) -> Template:
    table = tables[name]
    base = table.get("extends")
    if base:
        if f"{base}.toml" not in tables or "extends" in tables[f"{base}.toml"]:
            raise TemplateError(f"{name}: extends: {base!r} is no template of its own here")
        table = _extended(tables[f"{base}.toml"], table)
    try:
        template = Template.model_validate(table)
    except ValidationError as error:
        raise TemplateError(f"{name}: {_explain(error)}") from error
    if name != f"{template.doc_type}.toml":
        raise TemplateError(f"{name}: doc_type is {template.doc_type!r}; name the file {template.doc_type}.toml")
    for key in (template.date_field, template.amount_field):
        if key and key not in template.fields:
            raise TemplateError(f"{name}: {key!r} is named as date or amount field but is not in [fields]")
    return template


def _extended(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Own keys over those of base, field by field and column by column; the digest speaks for both."""
    merged = base | own
    for part in ("fields", "columns"):
        merged[part] = base.get(part, {}) | own.get(part, {})
    merged["digest"] = hashlib.sha256((base["digest"] + own["digest"]).encode()).hexdigest()[:8]
    return merged


_MODELS: dict[str, type[Model]] = {"fields": FieldTemplate, "columns": ColumnTemplate, "cues": Cues}


def _explain(error: ValidationError) -> str:
    """The first complaint as `key.path: what is wrong (nearest: key)`."""
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    where = [str(part) for part in first["loc"]]
    if first["type"] != "extra_forbidden":
        return f"{'.'.join(where)}: {first['msg']}"
    model = _MODELS.get(where[0], Template) if len(where) > 1 else Template
    return f"{'.'.join(where)}: unknown key; {hint(where[-1], model.model_fields)}"
