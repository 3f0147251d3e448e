"""A paper's 登録番号 against the public registry, as of the paper's own day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.normalize import name_key
from ocr.extract.believed import Believed
from ocr.extract.law import invoice_of_unregistered, law
from ocr.record import Finding
from ocr.vendors.spelling import is_near

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ocr.record import Record
    from ocr.template import Template
    from ocr.vendors.registry import Registration, Registry

_NUMBER, _NAME = "vendor_registration_number", "vendor_name"
_VERDICTS = frozenset({"invoice-items", "transitional-credit"})


def against_registry(record: Record, template: Template, registry: Registry) -> Record:
    """The record with what the registry makes doubtful about its number; one that was not in force that day counts as
    missing in the verdict on the six items, and what the tax is worth is said.

    Papers from before the registry mattered are asked nothing, nor is a day after the file's last for a number that
    the file does not know.
    """
    believed = Believed(record.fields, record.rows, "")
    number = believed.name(_NUMBER)
    if number is None:
        return record
    dated = believed.date(template.date_field)
    day = dated.date if dated else None
    if day is not None and not law().qualified_invoice.holds(day):
        return record
    found = registry.find(number)
    source = f"国税庁適格請求書発行事業者公表サイト ({registry.as_of} 現在)"
    if not found:
        verdict = _verdict(believed, template) if _covers(registry, day) else ()
        return _judged(record, (_unknown(number, registry, day, source),), verdict)
    if day is not None and not any(registration.holds(day) for registration in found):
        lapsed = _not_in_force(number, day, found, template, source)
        return _judged(record, (lapsed,), _verdict(believed, template))
    return record.with_findings(tuple(_other_name(believed.name(_NAME), found[-1], source)))


def _covers(registry: Registry, day: dt.date | None) -> bool:
    return day is not None and registry.as_of is not None and day <= registry.as_of


def _verdict(believed: Believed, template: Template) -> tuple[Finding, ...]:
    return tuple(invoice_of_unregistered(believed, template))


def _judged(record: Record, doubts: Sequence[Finding], verdict: Sequence[Finding]) -> Record:
    """With the doubts, and the verdict, if there is a new one, in the place of the old."""
    kept = tuple(f for f in record.findings if not (verdict and f.code in _VERDICTS))
    return record.model_copy(update={"findings": kept}).with_findings((*doubts, *verdict))


def _unknown(number: str, registry: Registry, day: dt.date | None, source: str) -> Finding:
    later = f" (書類の日付 {day} より前のデータです。新しい公表データで確かめてください)"
    return Finding(
        code="registration-number-unknown",
        severity="warning",
        message=f"登録番号 {number} は国税庁の公表データ ({registry.as_of} 現在) にありません。"
        "読み誤りでなければ、公表サイトと発行者に確認してください"
        + (later if day and not _covers(registry, day) else ""),
        fields=(_NUMBER,),
        rule=source,
    )


def _not_in_force(number: str, day: dt.date, found: Sequence[Registration], template: Template, source: str) -> Finding:
    periods = "、".join(map(_period, found))
    return Finding(
        code="registration-not-in-force",
        severity="warning",
        message=f"登録番号 {number} は書類の日付 {day} に登録がありません ({periods})。"
        "日付と番号を原本で確認してください",
        fields=(_NUMBER, template.date_field),
        rule=source,
    )


def _period(registration: Registration) -> str:
    ends = (("取消", registration.disposed), ("失効", registration.expired))
    return " ".join([f"登録 {registration.first}", *(f"{word} {end}" for word, end in ends if end)])


def _other_name(name: str | None, registration: Registration, source: str) -> Iterator[Finding]:
    """Shops trade under names of their own, so only a name near the registered one sends a person to the paper."""
    if name is None or not registration.names:
        return
    core = name_key(name).core
    published = [name_key(other).core for other in registration.names]
    if any(core in other or other in core for other in published):
        return
    near = next((other for other in registration.names if is_near(name, other)), None)
    why = "読み誤りであれば訂正してください" if near else "屋号や店舗名であることもあります"
    yield Finding(
        code="registered-name-differs",
        severity="warning" if near else "info",
        message=f"登録番号の公表上の名称は「{near or registration.names[0]}」で、発行者名「{name}」と違います。{why}",
        fields=(_NAME, _NUMBER),
        rule=source,
    )
