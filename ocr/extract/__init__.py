"""Document -> Record: the fields and rows of its type, each pointing at the ink it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr import __version__
from ocr.extract.bank import find_bank_account
from ocr.extract.believed import Believed
from ocr.extract.calibration import Signs
from ocr.extract.checks import check, rows_add_up
from ocr.extract.choose import choose, field_of
from ocr.extract.clauses import clause_text, contract_candidates
from ocr.extract.commission import before_commission
from ocr.extract.confidence import REVIEW_TARGET, doubted, rated, review
from ocr.extract.contacts import contacts
from ocr.extract.label_words import LabelWords
from ocr.extract.likelier import likelier
from ocr.extract.locate import candidates
from ocr.extract.money import Money
from ocr.extract.paid import paid_amounts, rounded_amounts
from ocr.extract.parties import find_parties
from ocr.extract.party_names import joined_right
from ocr.extract.pointing import Pointing
from ocr.extract.rows import rows_of
from ocr.extract.single import (
    anywhere,
    chosen_words,
    dates_without_label,
    prominent_amounts,
    proviso,
    terms,
)
from ocr.extract.sums_between import without_copy, without_sums
from ocr.extract.tables import find_tables
from ocr.extract.tax import summarize, tax_breakdown, totals_of_summary
from ocr.extract.till import read_roll
from ocr.record import Date, Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ocr.document import Document
    from ocr.extract.locate import Candidate
    from ocr.extract.parties import Parties
    from ocr.extract.sheet import Sheet
    from ocr.extract.tax import TaxSummary
    from ocr.record import DocumentType, Field, Finding, Row
    from ocr.template import Template, Templates
    from ocr.witness import Clue


def extract(
    document: Document,
    sheets: Sequence[Sheet],
    doc_type: DocumentType,
    templates: Templates,
    doubts: Sequence[Finding] = (),
    review_target: float = REVIEW_TARGET,
    clues: Sequence[Clue] = (),
) -> Record:
    """What we believe about the document, given its type, doubts about its pages, and what other witnesses point at;
    review_target as in `review`."""
    template = templates[doc_type.value]
    pointing = Pointing(sheets, clues)
    tables = find_tables(sheets, template) if template.columns else ()
    taken = frozenset(id(s) for table in tables for s in table.segments)
    rows: tuple[Row, ...] = ()
    money = Money.of(sheets)
    if template.headless_rows:
        roll = read_roll(sheets, template, has_cents=money.has_cents)
        by_table = tuple(row for table in tables for row in rows_of(table, template, None))
        if not by_table or (roll.adds_up(roll.rows) and not roll.adds_up(by_table)):
            tables, rows, taken = (), *((roll.rows, roll.used) if roll.sums else ((), frozenset()))
    summary = summarize(sheets, tables, taken, money, pointing.parts("tax_breakdown"))
    found = {name: money.candidates(cs) for name, cs in _candidates(sheets, template, taken, pointing, money).items()}
    for name in found.keys() & {"subtotal", "tax_amount"}:
        found[name] = [c for c in found[name] if not summary.evidence_by_rate & set(c.evidence)]
    fields = {
        name: rated(field_of(name, choice), choice.signs, template.fields[name].kind, witnessed=pointing.by_model)
        for name, choice in choose(found).items()
    }
    fields |= _composed(sheets, taken, template, summary, fields, pointing)
    reference = _reference(fields, template)
    if tables:
        rows = tuple(row for table in tables for row in rows_of(table, template, reference))
    ordered = tuple(fields[name] for name in template.fields if name in fields)
    by_rules, pointed = (_items(money.rows(some), ordered) for some in (rows, pointing.rows(template, reference)))
    rows = likelier(by_rules, pointed, ordered)
    findings = (*doubts, *check(ordered, rows, template, clause_text(sheets) if template.in_clauses else ""))
    believed = doubted(ordered, findings)
    return Record(
        document_id=document.id,
        document_type=doc_type,
        fields=believed,
        rows=rows,
        findings=findings,
        review=review(doc_type, believed, findings, template, review_target),
        produced_by=f"denpyo {__version__}",
        template=template.name,
    )


def _items(rows: tuple[Row, ...], fields: tuple[Field, ...]) -> tuple[Row, ...]:
    """The rows that are line items; those of a copy on the same sheet are left out, unless the sums are of both."""
    items = without_sums(rows)
    once = without_copy(items)
    return (
        items if rows_add_up(Believed(fields, items, "")) or rows_add_up(Believed(fields, once, "")) is False else once
    )


def _candidates(
    sheets: Sequence[Sheet], template: Template, taken: frozenset[int], pointing: Pointing, money: Money
) -> dict[str, list[Candidate]]:
    """Per field, its candidates from every witness, best first."""
    if template.in_clauses:
        return _gross(sheets, template, pointing.beside(contract_candidates(sheets, template), template.fields))
    parties = pointing.parties(find_parties(sheets, template, taken), template)
    found = _near_labels(sheets, template, taken, parties)
    if template.date_field:
        found[template.date_field] += dates_without_label(sheets, taken, pointing.beside(found, template.fields))
    if template.amount_field:
        found[template.amount_field] += (
            *prominent_amounts(sheets, taken),
            *paid_amounts(sheets, template, money),
            *rounded_amounts(sheets, template, money),
        )
    return _gross(sheets, template, pointing.beside(found, template.fields))


def _gross(
    sheets: Sequence[Sheet], template: Template, found: dict[str, list[Candidate]]
) -> dict[str, list[Candidate]]:
    """The same candidates, the amount of a paper that names an agency's commission being the one before it."""
    return before_commission(sheets, found, template.amount_field) if template.amount_field else found


def _near_labels(
    sheets: Sequence[Sheet], template: Template, taken: frozenset[int], parties: Parties
) -> dict[str, list[Candidate]]:
    """Candidates by labels and by what says itself what it is, in no order."""
    stop = tuple(w for part in (template.fields, template.columns) for t in part.values() for w in t.labels)
    labels = LabelWords.of(stop).all
    found: dict[str, list[Candidate]] = {}
    for name, field in template.fields.items():
        if field.kind == "party":
            found[name] = list(parties.of(field.role))
        elif field.kind in ("address", "postal_code", "phone"):
            found[name] = contacts(sheets, field, parties, taken)
        elif field.kind in ("choice", "flag"):
            found[name] = chosen_words(sheets, field)
        elif field.role == "proviso":
            found[name] = proviso(sheets, field, taken)
        elif field.kind == "term":
            found[name] = terms(candidates(sheets, field, taken, stop), field)
        elif field.role == "person":
            of_page = {sheet.page.number: sheet for sheet in sheets}
            near = candidates(sheets, field, taken, stop)
            found[name] = [joined_right(of_page[c.segment.page], c, labels) for c in near]
        else:
            found[name] = candidates(sheets, field, taken, stop)
    for sheet in sheets:
        for name, candidate in totals_of_summary(sheet, taken):
            if name in found:
                found[name].append(candidate)
            if template.amount_field in found:
                total = found[template.amount_field]
                found[template.amount_field] = [c for c in total if c.evidence != candidate.evidence]
    for name, field in template.fields.items():
        if field.kind == "registration_number":  # T and 13 digits say what they are
            found[name] += anywhere(sheets, field.kind)
    return found


def _composed(
    sheets: Sequence[Sheet],
    taken: frozenset[int],
    template: Template,
    summary: TaxSummary,
    fields: dict[str, Field],
    pointing: Pointing,
) -> dict[str, Field]:
    """Fields that are made of several values."""
    made: dict[str, Field | None] = {}
    for name, field in template.fields.items():
        if field.kind == "tax_breakdown":
            made[name] = tax_breakdown(summary, fields.get("subtotal"))
        elif field.kind == "bank_account":
            made[name] = find_bank_account(sheets, taken, pointing.parts(name))
    return {
        name: rated(field, Signs(found=field.confidence), template.fields[name].kind, witnessed=pointing.by_model)
        for name, field in made.items()
        if field is not None
    }


def _reference(fields: dict[str, Field], template: Template) -> dt.date | None:
    """The day before which month/day cells of the rows lie."""
    found = fields.get(template.date_field)
    return found.value.date if found is not None and isinstance(found.value, Date) else None
