"""A clerk's question as a Query, and a hit as the contract's JSON line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from index.query import Hit, Query, parse_words
from ocr.errors import UsageError
from ocr.json_line import value_json
from ocr.nearest import hint
from ocr.record import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocr.template import Templates

_ALWAYS = ("date", "amount", "counterparty", "line_items")
"""What every document may lack, whatever its type calls it."""


def make_query(templates: Templates, words: Iterable[str] = (), **filters: object) -> Query:
    """The question; UsageError names a type or field that no template knows and the nearest, or the impossible range.

    `words` are what was typed; `filters` go by the command line's names, None where not asked.
    """
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in filters.items() if v is not None}
    given["include_voided"] = given.pop("include_void", False)
    types = [template.doc_type for template in templates]
    fields = {*_ALWAYS, *(name for template in templates for name in template.fields)}
    _all_known(given.get("types", ()), types, "document type")
    _all_known(given.get("missing", ()), fields, "field")
    terms = parse_words(" ".join(words))
    given.setdefault("sort", "relevance" if terms else "date")
    try:
        return Query.model_validate({"words": terms, **given})
    except ValidationError as error:
        raise UsageError(error.errors()[0]["msg"].removeprefix("Value error, ")) from error


def _all_known(names: object, valid: Iterable[str], what: str) -> None:
    known = set(valid)
    for name in names if isinstance(names, tuple) else ():
        if name not in known:
            raise UsageError(f"{name}: no such {what}; {hint(name, known)}")


def hit_json(hit: Hit) -> dict[str, object]:
    """The line that `search --json` prints."""
    return {
        "document_id": hit.document_id,
        "document_type": hit.document_type,
        "date": hit.date.isoformat() if hit.date else None,
        "amount": None if hit.amount is None else value_json(Amount(amount=hit.amount, currency=hit.currency or "JPY")),
        "currency": hit.currency,
        "counterparty": hit.counterparty,
        "file": hit.file,
        "pages": list(range(hit.pages[0], hit.pages[1] + 1)),
        "version": hit.version,
        "review": hit.review,
        "snippet": hit.snippet,
        "score": hit.score,
    }
