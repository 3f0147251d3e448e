"""The Index protocol and its registry: one way to put entries in and ask for them, whatever holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from index.elastic_settings import ElasticSettings
from index.entry import Entry
from index.query import Health, Hit, Query, Rejected, parse_words

__all__ = [
    "INDEXES",
    "ElasticSettings",
    "Entry",
    "Health",
    "Hit",
    "Index",
    "Query",
    "Rejected",
    "open_index",
    "parse_words",
]


class Index(Protocol):
    """A cache of the archive that can be searched; losing one costs `denpyo reindex`, nothing else.

    Every method raises StoreError, saying what to do, if the index cannot be reached, is damaged, or was made by
    another version. One that has never been written to is empty, not an error: compare position() with the archive.
    """

    def put(self, entries: Iterable[Entry], *, position: int | None = None) -> tuple[Rejected, ...]:
        """Take entries in, each in place of an older one of its document; a late one never wins.

        When it returns, what it took is found and survives a crash; when it raises, any part may have been taken.
        `position` says that with these every journal line up to it is in; it never goes back.
        """

    def position(self) -> int:
        """The sequence up to which the archive's journal is known to be in, 0 for none: catch up from the next."""

    def search(self, query: Query) -> Iterator[Hit]:
        """Every hit, up to the limit, in the query's order, as of one moment; lazily."""

    def count(self, query: Query) -> int:
        """How many documents answer the query, exactly; limit and sort do not matter."""

    def rebuild(self, entries: Iterable[Entry], *, position: int) -> tuple[Rejected, ...]:
        """Start over with these entries, whatever is there now; until it returns, searches see what they saw."""

    def health(self) -> Health:
        """That the index answers, and its size."""

    def close(self) -> None:
        """Let go of files and connections; the index is not used afterwards."""


def _embedded(location: str, settings: ElasticSettings) -> Index:
    from index.embedded import EmbeddedIndex

    return EmbeddedIndex(Path(location))


def _elasticsearch(location: str, settings: ElasticSettings) -> Index:
    from index.elastic import ElasticIndex

    return ElasticIndex(location, settings)


INDEXES: dict[str, Callable[[str, ElasticSettings], Index]] = {"embedded": _embedded, "elasticsearch": _elasticsearch}
"""By name; each takes the folder or the server's URL. Nothing is read or reached before the first method."""


def open_index(location: str | Path, settings: ElasticSettings | None = None) -> Index:
    """The index in a folder, or on the server if the location is an http or https URL.

    Nothing is read or reached yet, so that a damaged index can be rebuilt: call health() to fail early.
    """
    backend = "elasticsearch" if str(location).startswith(("http://", "https://")) else "embedded"
    return INDEXES[backend](str(location), settings or ElasticSettings())
