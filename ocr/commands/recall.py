"""A new paper against what the archive holds: the same invoice twice, a vendor's known layout, its new bank account."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.memory import twin_of
from index.stored import short_id
from ocr.extract.sheet import sheets
from ocr.reading_order import page_text
from ocr.record import Finding, Review
from ocr.vendors.layout import clues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.archive import Archive
    from index.memory import Memory, Twin
    from index.places import Place
    from ocr.believe import Believing
    from ocr.document import Document
    from ocr.pipeline import ReadDocument
    from ocr.record import Record

_DUPLICATE = "duplicate"
_ALIKE = 0.75
"""Share of character pairs in common from which two papers of one vendor, day and amount are taken for the same one.
28 papers, born digital and scanned, have 0.83 to 1.00 in common; 420 pairs of one shop's receipts 0.73 (median)."""


def recalled(document: Document, record: Record, archive: Archive, memory: Memory) -> Record:
    """The record with what the archive's papers make doubtful about it; a doubt sends it to a person.

    A corrected record's earlier duplicates count no more: it may have another number now.
    """
    findings = (*_duplicates(document, record, archive, memory), *_changed_account(document, record, memory))
    return _without_duplicates(record).with_findings(findings)


def recognized(one: ReadDocument, known: Sequence[Place], believing: Believing) -> Record | None:
    """What is believed of a paper that looks like its vendor's earlier ones; None where these say nothing of it."""
    level = sheets(one.document)
    doc_type = one.record.document_type
    found = clues(known, level, believing.templates[doc_type.value])
    if not found:
        return None
    record = believing.record(one.document, level, doc_type, one.doubts, (*one.clues, *found))
    changed = tuple(field.name for field in record.fields if field.value != one.record.value(field.name))
    return record.with_findings((_from_layout(changed),)) if changed else record


def _from_layout(fields: tuple[str, ...]) -> Finding:
    return Finding(
        code="vendor-layout",
        severity="info",
        message=f"この発行者の以前の書類と同じ位置・見出しから読み取りました: {', '.join(fields)}",
        fields=fields,
    )


def _without_duplicates(record: Record) -> Record:
    gone = {finding.message for finding in record.findings if finding.code == _DUPLICATE}
    if not gone:
        return record
    reasons = tuple(reason for reason in record.review.reasons if reason not in gone)
    findings = tuple(finding for finding in record.findings if finding.code != _DUPLICATE)
    return record.model_copy(update={"findings": findings, "review": Review(needed=bool(reasons), reasons=reasons)})


def held_together(items: Sequence[tuple[Document, Record]]) -> list[tuple[Document, Record]]:
    """The papers of one file, each that came earlier in the file as well with the doubt that says so."""
    held: list[tuple[Document, Record]] = []
    for document, record in items:
        twins = [(twin_of(document.id, record, one.id, other), one) for one, other in held]
        findings = _told(document, [(twin, one) for twin, one in twins if twin is not None])
        known = any(finding.code == _DUPLICATE for finding in record.findings)
        held.append((document, record if known else record.with_findings(tuple(findings))))
    return held


def _duplicates(document: Document, record: Record, archive: Archive, memory: Memory) -> Iterator[Finding]:
    twins = memory.twins(document.id, record)
    return _told(document, [(twin, archive.get(twin.document_id).document) for twin in twins])


def _told(document: Document, twins: Sequence[tuple[Twin, Document]]) -> Iterator[Finding]:
    """One finding, however often the paper came before: it names the paper most like it."""
    alike = [
        (twin, likeness)
        for twin, other in twins
        if (likeness := _likeness(document, other)) >= _ALIKE or twin.by_number
    ]
    if not alike:
        return
    twin, likeness = max(alike, key=lambda one: one[1])
    same = "発行者と番号" if twin.by_number else "発行者・日付・金額"
    others = f"、ほかに{len(alike) - 1}件" if len(alike) > 1 else ""
    yield Finding(
        code=_DUPLICATE,
        severity="warning",
        message=f"登録済みの書類と{same}が同じです ({short_id(twin.document_id)}, 文字の一致 {likeness:.0%}{others})。"
        "二重払いでないか確認してください",
        rule=f"duplicate of {twin.document_id}",
    )


def _changed_account(document: Document, record: Record, memory: Memory) -> Iterator[Finding]:
    others = memory.other_accounts(document.id, record)
    if others:
        yield Finding(
            code="bank-account-changed",
            severity="warning",
            message=f"この発行者の振込先が以前の書類 ({short_id(others[0])}) と違います。"
            "書類に書かれた連絡先ではなく、既知の連絡先に確認してください",
            fields=("bank_account",),
            rule=f"account in {others[0]}",
        )


def _likeness(one: Document, other: Document) -> float:
    """The share of pairs of neighbouring characters that both papers have, 0..1."""
    a, b = (set(pairwise("".join("".join(map(page_text, d.pages)).split()))) for d in (one, other))
    return len(a & b) / len(a | b) if a or b else 0.0
