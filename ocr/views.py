"""How documents look to a person: hits as a table, one document with its fields, findings and history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from index.stored import short_id
from ocr import console
from ocr.messages import _
from ocr.reading_order import page_text
from ocr.record import Amount, BankAccount, Date, Flag, Number, TaxBreakdown, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from rich.text import Text as Styled

    from index.query import Hit
    from index.stored import Stored
    from ocr.commands.doctor import Check
    from ocr.document import Document
    from ocr.record import Field, Record, Value


_BEFORE = 6
"""Characters shown before the first word found: what follows it says more, and a line is short."""


def money(amount: Decimal | None, currency: str | None) -> str:
    """¥441,648 or USD 1,234.50; "" for none."""
    if amount is None:
        return ""
    return f"¥{amount:,}" if currency in ("JPY", None) else f"{currency} {amount:,}"


def value_text(value: Value | None) -> str:
    """A value as a person would write it; "?" for one that was seen but not understood."""
    match value:
        case None:
            return "?"
        case Text(text=text):
            return text
        case Amount(amount=amount, currency=currency):
            return money(amount, currency)
        case Number(number=number):
            return f"{number:,}"
        case Date(date=date):
            return date.isoformat()
        case Flag(flag=flag):
            return _("yes") if flag else _("no")
        case TaxBreakdown(lines=lines):
            return ", ".join(
                f"{line.rate:.0%}: {money(line.taxable_amount, None)} + {money(line.tax_amount, None)}"
                for line in lines
            )
        case BankAccount():
            return " ".join(filter(None, value.model_dump(exclude={"kind"}).values()))


def show_hits(hits: Iterable[Hit]) -> int:
    """Print the hits as a table and return how many there were."""
    rows = [_hit_row(hit) for hit in hits]
    columns = (_("ID"), _("type"), _("date"), _("amount"), _("counterparty"), _("file"), "", _("text"))
    console.emit_table(columns, rows, right=(3,))
    return len(rows)


def _hit_row(hit: Hit) -> tuple[str | Styled, ...]:
    from rich.text import Text as Styled

    notes = ["!"] * hit.review + [_("void")] * hit.voided
    snippet = Styled(hit.snippet)
    for start, end in hit.highlights:
        snippet.stylize("bold reverse", start, end)
    begin = max(0, hit.highlights[0][0] - _BEFORE) if hit.highlights else 0
    return (
        short_id(hit.document_id),
        hit.document_type,
        hit.date.isoformat() if hit.date else "",
        money(hit.amount, hit.currency),
        hit.counterparty or "",
        Path(hit.file).name,
        " ".join(notes),
        snippet[begin:] if begin < len(hit.snippet) else snippet,
    )


def show_document(stored: Stored, *, with_text: bool) -> None:
    """Print one document: what it is, its fields and where they stand, its rows, doubts and history; then its text."""
    document, record = stored.document, stored.record
    kind = record.document_type
    pages = f"{document.id.partition('-')[2]} / {document.page_count}"
    heads = [
        (_("ID"), document.id),
        (_("type"), f"{kind.value}  {kind.confidence:.0%}  {' '.join(kind.reasons)}".rstrip()),
        (_("file"), ", ".join(stored.names)),
        (_("pages"), pages),
        (_("original"), str(stored.original)),
        (_("stored"), _local(stored.registered)),
        (_("version"), f"{stored.version}  {record.produced_by}  {record.template}"),
    ]
    if stored.voided:
        heads.append((_("withdrawn"), f"{_local(stored.voided.when)} {stored.voided.who}: {stored.voided.why}"))
    if record.review.needed:
        heads.append((_("to review"), "; ".join(record.review.reasons)))
    for name, text in heads:
        console.emit(f"{name}: {text}")
    _show_fields(document, record)
    _show_rows(record)
    _show_findings(record)
    _show_history(stored)
    for page in document.pages if with_text else ():
        console.emit("\n" + _("page {number}").format(number=page.number) + "\n" + page_text(page))


def _show_fields(document: Document, record: Record) -> None:
    if not record.fields:
        return
    console.emit("")
    rows = [(f.name, value_text(f.value), f"{f.confidence:.0%}", _place(document, f), f.raw) for f in record.fields]
    console.emit_table((_("field"), _("value"), _("confidence"), _("place"), _("as printed")), rows, right=(2,))


def _place(document: Document, field: Field) -> str:
    """Page and box of the first character the value was read from."""
    if not field.evidence:
        return ""
    first = field.evidence[0]
    box = document.box(first)
    return f"{first.page}: {box.left},{box.top} {box.right},{box.bottom}"


def _show_rows(record: Record) -> None:
    names = list(dict.fromkeys(cell.name for row in record.rows for cell in row.cells))
    if not names:
        return
    console.emit("")
    rows = [
        (str(n), *(value_text(cell.value) if (cell := row.cell(name)) else "" for name in names))
        for n, row in enumerate(record.rows, start=1)
    ]
    console.emit_table((_("row"), *names), rows)


def _show_findings(record: Record) -> None:
    """Doubts first, then what is good to know."""
    if record.findings:
        console.emit("")
    marks = {"error": _("error"), "warning": _("warning"), "info": _("note")}
    for finding in sorted(record.findings, key=lambda one: list(marks).index(one.severity)):
        console.emit(f"{marks[finding.severity]}: {finding.code}: {finding.message} {finding.rule}".rstrip())


def _show_history(stored: Stored) -> None:
    console.emit("")
    for version in stored.versions:
        head = _("version {version}").format(version=version.version)
        console.emit(f"{head}: {_local(version.when)} {version.who} {version.why}".rstrip())
        for change in version.changes:
            old = value_text(change.old.value) if change.old else _("(absent)")
            new = value_text(change.new.value) if change.new else _("(absent)")
            console.emit(f"  {change.field}: {old} → {new}")


def show_checks(checks: Iterable[Check], *, as_json: bool) -> int:
    """Print each check as it is made; returns what an ingest would end with."""
    ended = 0
    for check in checks:
        if as_json:
            console.emit_json(
                {"name": check.name, "works": not check.exit_code, "needed": check.needed, "detail": check.detail}
            )
        else:
            mark = _("ok") if not check.exit_code else _("MISSING") if check.needed else _("not here")
            console.emit(f"{mark}: {check.name}: {check.detail}")
        if check.needed and not ended:
            ended = check.exit_code
    return ended


def _local(when: dt.datetime) -> str:
    return when.astimezone().isoformat(sep=" ", timespec="seconds")
