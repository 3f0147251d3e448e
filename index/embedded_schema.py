"""The fields of the embedded index: how an Entry fills them and how a Query asks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Clause

from index.entry import Entry
from index.normalize import NO_FORM, grams, normal, phrase
from index.query import Query

SCHEMA = 1
"""Of the fields and of the normal form; an index made by another asks for a reindex."""


def _fields() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("document_id", "document_type", "present", "form", "voided"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("text", "values", "counterparty", "file"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("by_date", "by_amount"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("date", "amount"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("sequence", fast=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


FIELDS = _fields()


def document_of(entry: Entry) -> tantivy.Document:
    """An entry as tantivy stores it."""
    document = tantivy.Document()
    document.add_text("document_id", entry.document_id)
    document.add_text("document_type", entry.document_type)
    document.add_text("voided", _flag(entry.voided))
    for field in entry.present:
        document.add_text("present", field)
    document.add_text("text", grams(*entry.searched()))
    document.add_text("values", grams(*map(normal, entry.values)))
    document.add_text("file", grams(normal(entry.file)))
    key = entry.counterparty_key
    if key:
        document.add_text("counterparty", grams(key.core))
        for form in key.forms or {NO_FORM}:
            document.add_text("form", form)
    if entry.date is not None:
        document.add_integer("date", entry.date.toordinal())
    if entry.scaled_amount is not None:
        document.add_integer("amount", entry.scaled_amount)
    document.add_text("by_date", entry.date_key)
    document.add_text("by_amount", entry.amount_key)
    document.add_integer("sequence", entry.sequence)
    document.add_bytes("entry", entry.model_dump_json().encode())
    return document


def bare_document(document_id: str, sequence: int) -> tantivy.Document:
    """A document that no Query finds, since it has no `voided`."""
    document = tantivy.Document()
    document.add_text("document_id", document_id)
    document.add_integer("sequence", sequence)
    return document


def with_id(document_id: str) -> Clause:
    """The document with this id."""
    return _term("document_id", document_id)


def matching(query: Query) -> Clause:
    """Every document that answers the query."""
    return _combined(_conditions(query))


def by_relevance(query: Query) -> Iterator[Clause]:
    """The same documents in three parts, from the most relevant to the least; one part if there are no words."""
    conditions = list(_conditions(query))
    if not query.terms:
        yield _combined(conditions)
        return
    in_values = _all_in("values", query.terms)
    in_name = _all_in("counterparty", query.names) if query.names else Clause.empty_query()
    yield _combined([*conditions, (Occur.Must, in_name)])
    yield _combined([*conditions, (Occur.Must, in_values), (Occur.MustNot, in_name)])
    yield _combined([*conditions, (Occur.MustNot, in_values), (Occur.MustNot, in_name)])


def after(field: str, key: str, index: tantivy.Index) -> Clause:
    """What sorts behind a key of `by_date` or `by_amount`; in tantivy's own query language."""
    return index.parse_query(f"{field}:{{{key} TO *}}", [])


_Conditions = Iterable[tuple[Occur, Clause]]


def _combined(conditions: _Conditions) -> Clause:
    return Clause.boolean_query(list(conditions))


def _conditions(query: Query) -> Iterator[tuple[Occur, Clause]]:
    voided = [False, True] if query.include_voided else [False]
    yield Occur.Must, Clause.term_set_query(FIELDS, "voided", [_flag(v) for v in voided])
    if query.types:
        yield Occur.Must, Clause.term_set_query(FIELDS, "document_type", query.types)
    for field in query.missing:
        yield Occur.MustNot, _term("present", field)
    for term in query.terms:
        yield Occur.Must, _contains("text", term)
    if query.file:
        yield Occur.Must, _contains("file", query.file)
    yield from _of_name(query)
    low, high = (day.toordinal() if day else None for day in (query.date_from, query.date_to))
    if low is not None or high is not None:
        yield Occur.Must, Clause.range_query(FIELDS, "date", FieldType.Integer, low, high)
    least, most = query.scaled_bounds
    if least is not None or most is not None:
        yield Occur.Must, Clause.range_query(FIELDS, "amount", FieldType.Integer, least, most)


def _of_name(query: Query) -> Iterator[tuple[Occur, Clause]]:
    """As NameKey.matches."""
    name = query.name
    if name is None:
        return
    if name.core:
        yield Occur.Must, _contains("counterparty", name.core)
        if name.forms:
            yield Occur.Must, Clause.term_set_query(FIELDS, "form", [*sorted(name.forms), NO_FORM])
    else:
        yield from ((Occur.Must, _term("form", form)) for form in sorted(name.forms))


def _all_in(field: str, terms: tuple[str, ...]) -> Clause:
    return _combined([(Occur.Must, _contains(field, term)) for term in terms])


def _contains(field: str, term: str) -> Clause:
    tokens = phrase(term)
    return _term(field, tokens[0]) if len(tokens) == 1 else Clause.phrase_query(FIELDS, field, list(tokens))


def _term(field: str, value: str) -> Clause:
    return Clause.term_query(FIELDS, field, value, "basic")


def _flag(value: bool) -> str:
    return "yes" if value else "no"
