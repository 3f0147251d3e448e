"""The truth of a drawn document: of all that its content knows, what its pages print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from training.content import Content, Value
from training.page import Page


def expected(content: Content, pages: tuple[Page, ...], notes: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of expected.json; a field, part or column without a tagged token is absent."""
    printed = {tag for page in pages for token in page.tokens for tag in token.tags}
    fields = {name: _known(name, value, printed) for name, value in content.fields().items()}
    rows = [_known(f"line_items.{n}", row, printed) for n, row in enumerate(content.rows())]
    present = {name: value for name, value in fields.items() if value not in (None, [], {})}
    return {
        "document_type": content.document_type,
        "fields": {name: _plain(value, content.currency, name) for name, value in present.items()},
        "line_items": [_plain(row, content.currency) for row in rows if row],
        "text": [list(page.lines()) for page in pages],
        "notes": dict(notes),
    }


def _known(name: str, value: Value, printed: set[str]) -> Value:
    """The part of a value that is printed under its name; None when nothing is."""
    if isinstance(value, list):
        parts = [(item["rate"], _known(f"{name}.{_percent(item)}", _without_rate(item), printed)) for item in value]
        return [{"rate": rate, **known} for rate, known in parts if isinstance(known, Mapping) and known]
    if isinstance(value, Mapping):
        return {key: part for key, part in value.items() if part is not None and f"{name}.{key}" in printed}
    return value if name in printed else None


def _without_rate(part: Mapping[str, Value]) -> Mapping[str, Value]:
    return {key: value for key, value in part.items() if key != "rate"}


def _percent(part: Mapping[str, Value]) -> int:
    rate = part["rate"]
    if not isinstance(rate, Decimal):
        raise TypeError(f"not a tax rate: {rate!r}")
    return int(rate * 100)


_RATIOS = {"rate", "tax_rate"}
_COUNTS = {"quantity"}


def _plain(value: Value, currency: str, name: str = "") -> Any:
    if isinstance(value, list):
        return [_plain(item, currency) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item, currency, key) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        if name in _RATIOS:
            return float(value)
        if name in _COUNTS or currency == "JPY":
            return int(value) if value == int(value) else float(value)
        return {"amount": str(value), "currency": currency}
    return value
