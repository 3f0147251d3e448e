"""A paper against the user's list of vendors: who sent it, by what that is known, and where the two disagree.

The list never changes a value: it names its own spelling, number or account, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.normalize import normal
from ocr.record import BankAccount, Finding, Text
from ocr.vendors.master import account_key, phone_key
from ocr.vendors.spelling import is_near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ocr.record import Record
    from ocr.vendors.master import Master, Vendor

_SAID = {"vendor_registration_number": "登録番号", "vendor_phone": "電話番号", "vendor_name": "発行者名"}
"""What a vendor is known by, the surest first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A vendor of the list, and the field that told."""

    vendor: Vendor
    by: str


def against_master(record: Record, master: Master) -> Record:
    """The record with what the list says of its vendor."""
    return record.with_findings(tuple(_findings(record, master)))


def _findings(record: Record, master: Master) -> Iterator[Finding]:
    said = {field: text for field in _SAID if (text := _text(record, field))}
    answering = {field: vendors for field, text in said.items() if (vendors := _who(field, text, master))}
    match = _match(answering)
    if match is None:
        return
    where = f"{master.file}: {match.vendor.line}"
    yield Finding(
        code="vendor-known",
        severity="info",
        message=f"取引先一覧の「{match.vendor.name}」({match.vendor.line}行目) と{_SAID[match.by]}が一致します",
        fields=(match.by,),
        rule=where,
    )
    yield from _others(match, answering, where)
    yield from _other_number(match, said, answering, where)
    yield from _misspelt(match, said, answering, where)
    yield from _other_account(match, record.value("bank_account"), where)


def _who(field: str, text: str, master: Master) -> tuple[Vendor, ...]:
    if field == "vendor_registration_number":
        return tuple(filter(None, [master.by_number.get(text)]))
    if field == "vendor_phone":
        return master.by_phone.get(phone_key(text), ())
    return master.named(text)


def _match(answering: Mapping[str, tuple[Vendor, ...]]) -> Match | None:
    """By the surest field that leaves one vendor; where it leaves several, the other fields choose among them."""
    for field, vendors in answering.items():
        left = vendors
        for others in answering.values():
            left = tuple(vendor for vendor in left if vendor in others) or left
        if len(left) == 1:
            return Match(left[0], field)
    return None


def _others(match: Match, answering: Mapping[str, tuple[Vendor, ...]], where: str) -> Iterator[Finding]:
    """Fields that are another vendor's."""
    for field, vendors in answering.items():
        if match.vendor not in vendors:
            yield Finding(
                code="vendor-mismatch",
                severity="warning",
                message=f"{_SAID[match.by]}は取引先一覧の「{match.vendor.name}」のものですが、"
                f"{_SAID[field]}は「{vendors[0].name}」({vendors[0].line}行目) のものです。原本で確認してください",
                fields=(match.by, field),
                rule=where,
            )


def _other_number(
    match: Match, said: Mapping[str, str], answering: Mapping[str, tuple[Vendor, ...]], where: str
) -> Iterator[Finding]:
    """A number that is nobody's where the list has one for this vendor."""
    field = "vendor_registration_number"
    known = match.vendor.registration_number
    if known and field in said and field not in answering:
        yield Finding(
            code="vendor-mismatch",
            severity="warning",
            message=f"登録番号 {said[field]} は、取引先一覧の「{match.vendor.name}」の {known} と違います。"
            "原本で確認してください",
            fields=(field,),
            rule=where,
        )


def _misspelt(
    match: Match, said: Mapping[str, str], answering: Mapping[str, tuple[Vendor, ...]], where: str
) -> Iterator[Finding]:
    """A name that is nobody's and a character or two from the vendor's."""
    field = "vendor_name"
    if field not in said or field in answering:
        return
    near = next((name for name in (match.vendor.name, *match.vendor.aliases) if is_near(said[field], name)), None)
    if near:
        yield Finding(
            code="vendor-name-spelling",
            severity="warning",
            message=f"発行者名「{said[field]}」は、{_SAID[match.by]}が一致する取引先一覧では「{near}」です。"
            "読み誤りであれば訂正してください",
            fields=(field,),
            rule=where,
        )


def _other_account(match: Match, account: object, where: str) -> Iterator[Finding]:
    if not isinstance(account, BankAccount) or not account.account_number or not match.vendor.accounts:
        return
    if account_key(account.account_number) in match.vendor.accounts and _is_bank(account.bank_name, match.vendor):
        return
    yield Finding(
        code="bank-account-changed",
        severity="warning",
        message=f"振込先が取引先一覧の「{match.vendor.name}」({match.vendor.line}行目) の口座と違います。"
        "書類に書かれた連絡先ではなく、既知の連絡先に確認してください",
        fields=("bank_account",),
        rule=where,
    )


def _is_bank(name: str | None, vendor: Vendor) -> bool:
    """Whether a bank is one of the vendor's, read right or nearly; True where either side does not say."""
    if not name or not vendor.banks:
        return True
    return any(_bank(name) in _bank(bank) or _bank(bank) in _bank(name) or is_near(name, bank) for bank in vendor.banks)


def _bank(name: str) -> str:
    return normal(name).removeprefix("株式会社").removesuffix("株式会社").removesuffix("銀行")


def _text(record: Record, name: str) -> str | None:
    value = record.value(name)
    return value.text if isinstance(value, Text) else None
