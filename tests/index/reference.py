"""What every index must answer, by looking at every entry: no tokens, no postings, nothing to get wrong."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from index.entry import Entry
from index.normalize import name_key, normal
from index.query import Query


class Reference:
    """The entries put into an index, of each document the latest."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def put(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            held = self.entries.get(entry.document_id)
            if held is None or held.sequence <= entry.sequence:
                self.entries[entry.document_id] = entry

    def ids(self, query: Query) -> list[str]:
        """The hits' document_ids in the order promised."""
        found = sorted(filter(lambda e: _answers(e, query), self.entries.values()), key=lambda e: _order(e, query))
        return [e.document_id for e in found][: query.limit]

    def scores(self, query: Query) -> dict[str, float]:
        return {e.document_id: float(_score(e, query)) for e in self.entries.values() if _answers(e, query)}


def _answers(entry: Entry, query: Query) -> bool:
    places = [normal(entry.text), *map(normal, entry.values)]
    amount = entry.amount
    return (
        all(any(normal(word) in place for place in places) for word in query.words)
        and (not query.types or entry.document_type in query.types)
        and _named(entry, query)
        and (query.date_from is None or (entry.date is not None and entry.date >= query.date_from))
        and (query.date_to is None or (entry.date is not None and entry.date <= query.date_to))
        and (query.amount_min is None or (amount is not None and amount >= query.amount_min))
        and (query.amount_max is None or (amount is not None and amount <= query.amount_max))
        and not set(query.missing) & set(entry.present)
        and normal(query.file_name or "") in normal(entry.file)
        and (query.include_voided or not entry.voided)
    )


def _named(entry: Entry, query: Query) -> bool:
    if not query.counterparty or not normal(query.counterparty):
        return True
    return entry.counterparty is not None and name_key(query.counterparty).matches(name_key(entry.counterparty))


def _score(entry: Entry, query: Query) -> int:
    words = [normal(word) for word in query.words if normal(word)]
    if not words:
        return 0
    names = [name_key(word).core for word in words]
    if entry.counterparty and all(names) and all(name in name_key(entry.counterparty).core for name in names):
        return 3
    return 2 if all(any(word in normal(value) for value in entry.values) for word in words) else 1


def _order(entry: Entry, query: Query) -> tuple[object, ...]:
    newest = (entry.date is None, -entry.date.toordinal() if entry.date else 0)
    largest = (entry.amount is None, -(entry.amount or Decimal()))
    if query.sort == "relevance":
        return -_score(entry, query), newest, entry.document_id
    return (newest if query.sort == "date" else largest), entry.document_id
