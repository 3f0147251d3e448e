"""Whether two readings of a field, a row or a page are the same, after differences that no reader would call one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocr.evaluate.counts import Counts

_MONEY = {
    "subtotal", "tax_amount", "total_amount", "withholding_tax", "advance_amount", "settlement_amount",
    "contract_amount", "taxable_amount",
}  # fmt: skip
_NUMBERS = {"vendor_phone", "vendor_postal_code", "vendor_registration_number", "bank_account.account_number"}
_WRITTEN_OUT = (("(株)", "株式会社"), ("(有)", "有限会社"), ("(同)", "合同会社"), ("〒", ""))
ALIKE = 0.8
"""Share of a description's characters from which two rows may be the same row."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in JSON's types and how sure its reader was; None from a reader who does not say."""

    value: object
    confidence: float | None = None


def reading(printed: object) -> Reading:
    """A value plain, or boxed as {"value": …, "currency": …, "confidence": …}."""
    if not isinstance(printed, Mapping) or "value" not in printed:
        return Reading(printed)
    value, currency = printed["value"], printed.get("currency")
    if currency not in (None, "JPY") and value is not None:
        value = {"amount": value, "currency": currency}
    return Reading(value, _confidence(printed.get("confidence")))


def _confidence(printed: object) -> float | None:
    return float(printed) if isinstance(printed, int | float) and not isinstance(printed, bool) else None


def flatten(fields: object) -> dict[str, Reading]:
    """Readings by name; tax_breakdown and bank_account in their parts, e.g. `tax_breakdown.10%.tax_amount`."""
    flat: dict[str, Reading] = {}
    for name, printed in fields.items() if isinstance(fields, Mapping) else ():
        field = reading(printed)
        if field.value is None or field.value in ("", [], {}):
            continue
        if name == "tax_breakdown" and isinstance(field.value, list):
            flat.update(_tax_parts(field.value, field.confidence))
        elif name == "bank_account" and isinstance(field.value, Mapping):
            for part, value in field.value.items():
                if reading(value).value not in (None, ""):
                    flat[f"bank_account.{part}"] = _part(value, field.confidence)
        else:
            flat[name] = field
    return flat


def _tax_parts(lines: Sequence[object], confidence: float | None) -> Iterator[tuple[str, Reading]]:
    for line in lines:
        if not isinstance(line, Mapping):
            continue
        try:
            rate = float(str(reading(line.get("rate")).value).rstrip("%"))
        except ValueError:
            continue
        percent = round(rate * 100 if rate < 1 else rate)
        for part in ("taxable_amount", "tax_amount"):
            if reading(line.get(part)).value is not None:
                yield f"tax_breakdown.{percent}%.{part}", _part(_amount(line[part]), confidence)


def _amount(printed: object) -> object:
    """The number of an amount that says its currency: the parts of a breakdown count in the paper's."""
    return printed["amount"] if isinstance(printed, Mapping) and "currency" in printed else printed


def _part(printed: object, confidence: float | None) -> Reading:
    part = reading(printed)
    return part if part.confidence is not None else Reading(part.value, confidence)


def same(name: str, truth: object, read: object) -> bool:
    """Whether both are one value of the field: width, spaces, ㈱, hyphens and thousands separators do not count."""
    if name.rsplit(".", 1)[-1] in _MONEY:
        money = _money(truth)
        return money is not None and money == _money(read)
    if isinstance(truth, bool) or isinstance(read, bool):
        return str(truth).lower() == str(read).lower()
    if name in _NUMBERS:
        a, b = (re.sub(r"[-()]", "", normal(v)) for v in (truth, read))
        return a == b or (name.endswith("account_number") and a.lstrip("0") == b.lstrip("0"))
    return normal(truth) == normal(read)


def likeness(truth: object, read: object) -> float:
    """0..1, 1 for the same text."""
    a, b = normal(truth), normal(read)
    return 1.0 if a == b else difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def normal(value: object) -> str:
    """The form in which texts are compared; "" for None."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    for short, long in _WRITTEN_OUT:
        text = text.replace(short, long)
    return re.sub(r"\s+", "", re.sub(r"[‐‑‒–—―−]", "-", text)).casefold()


def _money(value: object) -> tuple[float, object] | None:
    """Number and currency; None where there is no number."""
    if isinstance(value, Mapping):
        money = _money(value.get("amount"))
        return None if money is None else (money[0], value.get("currency") or "JPY")
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return round(float(value), 2), "JPY"
    text = normal(value)
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if digits is None:
        return None
    number = round(float(digits[0].replace(",", "")), 2)
    return (-number if text[0] in "△▲-(" else number), ("USD" if "$" in text or "usd" in text else "JPY")


def compare_rows(truth: Sequence[object], read: Sequence[object]) -> Counts:
    """Rows found: the same amount (quantity where the row has none) and, if it has a description, one ALIKE."""
    taken: set[int] = set()
    for row in truth:
        best = max(
            ((_row_likeness(row, other), -n) for n, other in enumerate(read) if n not in taken), default=(-1.0, 0)
        )
        if best[0] >= 0:
            taken.add(-best[1])
    return Counts(len(taken), len(read) - len(taken), len(truth) - len(taken))


def _row_likeness(truth: object, read: object) -> float:
    """-1 for another row."""
    key = "amount" if _cell(truth, "amount") is not None else "quantity"
    if _cell(truth, key) is not None and _money(_cell(truth, key)) != _money(_cell(read, key)):
        return -1
    if not _cell(truth, "description"):
        return 1
    alike = likeness(_cell(truth, "description"), _cell(read, "description") or "")
    return alike if alike >= ALIKE else -1


def _cell(row: object, name: str) -> object:
    return reading(row.get(name)).value if isinstance(row, Mapping) else None
