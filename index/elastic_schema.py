"""The fields of the Elasticsearch index: how an Entry fills them and how a Query asks them.

The same tokens as in the embedded index under the whitespace analyzer, so that no plugin is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.entry import Entry
from index.normalize import NO_FORM, grams, normal, phrase
from index.query import Query

SCHEMA = 1
"""Of the fields and of the normal form; an index made by another asks for a reindex."""

Clause = dict[str, Any]
"""A part of a request body."""

_GRAMS = ("text", "values", "counterparty", "file")

SETTINGS: Clause = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
MAPPINGS: Clause = {
    "dynamic": "strict",
    "_meta": {"denpyo_schema": SCHEMA},
    "_source": {"excludes": list(_GRAMS)},  # they are made from the entry, and larger than it
    "properties": {
        **{name: {"type": "keyword"} for name in ("document_type", "present", "form", "by_date", "by_amount")},
        **{name: {"type": "text", "analyzer": "whitespace", "norms": False} for name in _GRAMS},
        "voided": {"type": "boolean"},
        "date": {"type": "date", "format": "strict_date"},
        "amount": {"type": "long"},
        "sequence": {"type": "long"},
        "entry": {"type": "object", "enabled": False},
    },
}


def source_of(entry: Entry) -> Clause:
    """An entry as the server stores it; the amount in 1/10,000."""
    key = entry.counterparty_key
    return {
        "document_type": entry.document_type,
        "present": entry.present,
        "form": sorted(key.forms or {NO_FORM}) if key else [],
        "by_date": entry.date_key,
        "by_amount": entry.amount_key,
        "text": grams(*entry.searched()),
        "values": grams(*map(normal, entry.values)),
        "counterparty": grams(key.core) if key else "",
        "file": grams(normal(entry.file)),
        "voided": entry.voided,
        "date": entry.date.isoformat() if entry.date else None,
        "amount": entry.scaled_amount,
        "sequence": entry.sequence,
        "entry": entry.model_dump(mode="json"),
    }


def entry_in(source: Clause) -> Entry:
    """The entry that source_of stored."""
    return Entry.model_validate(source["entry"])


def bare_source(sequence: int) -> Clause:
    """A document that no Query finds, since it has no `voided`."""
    return {"sequence": sequence}


def matching(query: Query) -> Clause:
    """Every document that answers the query."""
    return {"bool": {"filter": list(_conditions(query)), "must_not": _missing(query)}}


def by_relevance(query: Query) -> Iterator[Clause]:
    """The same documents in three parts, from the most relevant to the least; one part if there are no words."""
    conditions, missing = list(_conditions(query)), _missing(query)
    if not query.terms:
        yield matching(query)
        return
    in_values = _all_in("values", query.terms)
    in_name = _all_in("counterparty", query.names) if query.names else {"match_none": {}}
    yield {"bool": {"filter": [*conditions, in_name], "must_not": missing}}
    yield {"bool": {"filter": [*conditions, in_values], "must_not": [*missing, in_name]}}
    yield {"bool": {"filter": conditions, "must_not": [*missing, in_values, in_name]}}


def _missing(query: Query) -> list[Clause]:
    return [{"term": {"present": field}} for field in query.missing]


def _conditions(query: Query) -> Iterator[Clause]:
    yield {"terms": {"voided": [False, True] if query.include_voided else [False]}}
    if query.types:
        yield {"terms": {"document_type": query.types}}
    for term in query.terms:
        yield _contains("text", term)
    if query.file:
        yield _contains("file", query.file)
    yield from _of_name(query)
    dates = {"gte": query.date_from, "lte": query.date_to}
    if any(dates.values()):
        yield {"range": {"date": {bound: day.isoformat() for bound, day in dates.items() if day}}}
    least, most = query.scaled_bounds
    amounts = {"gte": least, "lte": most}
    if least is not None or most is not None:
        yield {"range": {"amount": {bound: amount for bound, amount in amounts.items() if amount is not None}}}


def _of_name(query: Query) -> Iterator[Clause]:
    """As NameKey.matches."""
    name = query.name
    if name is None:
        return
    if name.core:
        yield _contains("counterparty", name.core)
        if name.forms:
            yield {"terms": {"form": [*sorted(name.forms), NO_FORM]}}
    else:
        yield from ({"term": {"form": form}} for form in sorted(name.forms))


def _all_in(field: str, terms: tuple[str, ...]) -> Clause:
    return {"bool": {"filter": [_contains(field, term) for term in terms]}}


def _contains(field: str, term: str) -> Clause:
    tokens = phrase(term)
    if len(tokens) == 1:
        return {"term": {field: tokens[0]}}
    return {"match_phrase": {field: {"query": " ".join(tokens)}}}
