"""The index at scale: Elasticsearch 9, many writers and readers, behind an alias so that a rebuild swaps in at once."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, UnsupportedProductError
from elasticsearch.helpers import streaming_bulk

from index.elastic_schema import (
    MAPPINGS,
    SCHEMA,
    SETTINGS,
    Clause,
    bare_source,
    by_relevance,
    entry_in,
    matching,
    source_of,
)
from index.elastic_settings import ElasticSettings
from index.entry import Entry
from index.query import Health, Hit, Query, Rejected
from ocr.errors import ConfigError, StoreError

_SERVER_MAJOR = 9
"""The client speaks to servers of its own major version."""
_PAGE = 1_000
"""Hits fetched at a time; at 5 kB each well under the server's limits."""
_KEEP_ALIVE = "10m"
"""How long a reader may take over one page."""
_CHUNK_ENTRIES = 500
_CHUNK_BYTES = 8_000_000
"""Of one bulk request; Elastic advises 5 to 15 MB."""
_BUSY_RETRIES = 3
"""Of entries that a busy server sent back, after 1, 2 and 4 s."""
_POSITION = "position"
"""The id of the document whose sequence is the index's position."""
_CONFLICT = 409
_OF_THE_DOCUMENT = {400}
"""Statuses that blame the entry. Any other would meet the next entry as well."""


class ElasticIndex:
    """An Index on a server. Nothing is sent before the first method; the first asks which version answers."""

    def __init__(self, url: str, settings: ElasticSettings) -> None:
        """ConfigError if the URL or a setting cannot be used."""
        self._alias = settings.name
        self._client = _client(url, settings)
        self._url = url
        self._server = ""

    def put(self, entries: Iterable[Entry], *, position: int | None = None) -> tuple[Rejected, ...]:
        with self._guarded():
            if not self._is_there():
                self._start()
            return self._fill(self._alias, entries, position)

    def rebuild(self, entries: Iterable[Entry], *, position: int) -> tuple[Rejected, ...]:
        with self._guarded():
            self._version()
            new = self._new_name()
            filling = f"{new}-filling"  # an alias, since a bulk request can ask for one and then never makes an index
            self._create(new, filling)
            try:
                rejected = self._fill(filling, entries, position)
                self._swap_in(new, filling)
            except BaseException:
                with suppress(TransportError, ApiError):
                    self._client.indices.delete(index=new)
                raise
        return rejected

    def position(self) -> int:
        with self._guarded():
            return self._position() if self._is_there() else 0

    def search(self, query: Query) -> Iterator[Hit]:
        with self._guarded():
            if not self._is_there():
                return
            parts = by_relevance(query) if query.sort == "relevance" else iter([matching(query)])
            order = "by_amount" if query.sort == "amount" else "by_date"
            left = query.limit
            with self._moment() as pit:
                for part in parts:
                    for entry in self._in_order(pit, part, order, left):
                        yield Hit.of(entry, query)
                        left = None if left is None else left - 1
                    if left == 0:
                        return

    def count(self, query: Query) -> int:
        with self._guarded():
            if not self._is_there():
                return 0
            return int(self._client.count(index=self._alias, query=matching(query))["count"])

    def health(self) -> Health:
        return Health(
            backend="elasticsearch",
            location=f"{self._url} ({self._alias})",
            documents=self.count(Query(include_voided=True)),
            position=self.position(),
            version=f"Elasticsearch {self._server}",
        )

    def close(self) -> None:
        self._client.close()

    def _version(self) -> None:
        """Ask once who answers; StoreError if it is another major version than the client's."""
        if self._server:
            return
        nodes = self._client.nodes.info(metric="os", filter_path="nodes.*.version")["nodes"]
        versions = sorted({str(node["version"]) for node in nodes.values()})
        for version in versions:
            if version.partition(".")[0] != str(_SERVER_MAJOR):
                raise StoreError(f"{self._url}: {_wrong_version(version)}")
        self._server = ", ".join(versions)

    def _is_there(self) -> bool:
        """Whether there is an index; StoreError if another version of denpyo made it, or it is not an alias."""
        self._version()
        try:
            found = self._client.indices.get_mapping(index=self._alias, filter_path="*.mappings._meta").body
        except NotFoundError:
            return False
        for mappings in found.values():
            if mappings["mappings"]["_meta"].get("denpyo_schema") == SCHEMA:
                return True
        raise StoreError(f"{self._url}: {self._alias} was made by another version of denpyo; run `denpyo reindex`")

    def _new_name(self) -> str:
        now = dt.datetime.now(dt.UTC)
        return f"{self._alias}-v{SCHEMA}-{now:%Y%m%d%H%M%S}-{uuid.uuid4().hex[:8]}"

    def _generations(self) -> list[str]:
        """Every index that a _new_name was given to."""
        names = self._client.indices.get(index=f"{self._alias}-v*", filter_path="*.settings.index.uuid").body
        ours = re.compile(re.escape(self._alias) + r"-v\d+-\d{14}-[0-9a-f]{8}")
        return [name for name in names if ours.fullmatch(name)]

    def _start(self) -> None:
        """Make the first index."""
        try:
            self._create(self._new_name(), self._alias)
        except ApiError:
            if not self._is_there():  # else another writer was first
                raise

    def _create(self, name: str, alias: str) -> None:
        aliases = {alias: {"is_write_index": True}}
        self._client.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS, aliases=aliases)

    def _swap_in(self, new: str, filling: str) -> None:
        """Make an index the one behind the alias, in one step, and remove all others."""
        others = [name for name in self._generations() if name != new]
        self._client.indices.update_aliases(
            actions=[
                {"remove": {"index": new, "alias": filling}},
                {"add": {"index": new, "alias": self._alias, "is_write_index": True}},
                *({"remove_index": {"index": name}} for name in others),
            ]
        )

    def _fill(self, alias: str, entries: Iterable[Entry], position: int | None) -> tuple[Rejected, ...]:
        """Send entries, then the position, then make both seen."""
        rejected: list[Rejected] = []
        results = streaming_bulk(
            self._client,
            map(_action(alias), entries),
            chunk_size=_CHUNK_ENTRIES,
            max_chunk_bytes=_CHUNK_BYTES,
            max_retries=_BUSY_RETRIES,
            initial_backoff=1,
            raise_on_error=False,
            yield_ok=False,
            require_alias=True,
        )
        for _, result in results:
            item = result["index"]
            if item["status"] in _OF_THE_DOCUMENT:
                rejected.append(Rejected(document_id=item["_id"], reason=_reason(item["error"])))
            elif item["status"] != _CONFLICT:  # a conflict is a late write
                raise StoreError(f"{self._url}: {_reason(item['error'])}; {_CATCHES_UP}")
        if position is not None:
            with suppress(ConflictError):  # it is further already
                self._client.index(
                    index=alias,
                    id=_POSITION,
                    document=bare_source(position),
                    version=position,
                    version_type="external_gte",
                    require_alias=True,
                )
        self._client.indices.refresh(index=alias)
        return tuple(rejected)

    def _position(self) -> int:
        try:
            return int(self._client.get(index=self._alias, id=_POSITION)["_source"]["sequence"])
        except NotFoundError:
            return 0

    @contextmanager
    def _moment(self) -> Iterator[str]:
        """The id of a point in time; searches of it see what was there when it was made."""
        pit = str(self._client.open_point_in_time(index=self._alias, keep_alive=_KEEP_ALIVE)["id"])
        try:
            yield pit
        finally:
            with suppress(TransportError, ApiError):  # it ends by itself
                self._client.close_point_in_time(id=pit)

    def _in_order(self, pit: str, clause: Clause, order: str, limit: int | None) -> Iterator[Entry]:
        """What matches, by a sort key, a page at a time from where the last one ended."""
        after: list[Any] | None = None
        left = limit
        while True:
            size = _PAGE if left is None else min(_PAGE, left)
            hits = self._client.search(
                pit={"id": pit, "keep_alive": _KEEP_ALIVE},
                query=clause,
                sort=[{order: "asc"}],
                size=size,
                search_after=after,
                track_total_hits=False,
                source_includes="entry",
            )["hits"]["hits"]
            yield from (entry_in(hit["_source"]) for hit in hits)
            left = None if left is None else left - len(hits)
            if len(hits) < size or left == 0:
                return
            after = hits[-1]["sort"]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever the connection or the server finds wrong, as a StoreError."""
        try:
            yield
        except (TransportError, ApiError) as error:
            raise StoreError(f"{self._url}: {_explained(error)}") from error


_CATCHES_UP = "what was archived meanwhile is indexed by the next run"


def _client(url: str, settings: ElasticSettings) -> Elasticsearch:
    parts = urlsplit(url)
    options: dict[str, Any] = {}
    if settings.api_key:
        options["api_key"] = settings.api_key.get_secret_value()
    if settings.username and settings.password:
        options["basic_auth"] = (settings.username, settings.password.get_secret_value())
    if settings.ca_certs:
        if not settings.ca_certs.is_file():
            raise ConfigError(f"{settings.ca_certs}: no such file; correct ca_certs in [elasticsearch]")
        options["ca_certs"] = str(settings.ca_certs)
    if settings.fingerprint:
        options["ssl_assert_fingerprint"] = settings.fingerprint
    if "@" in parts.netloc:
        raise ConfigError("the address of the index holds a user or password; put them into [elasticsearch]")
    try:
        port = "" if parts.port else ":443" if parts.scheme == "https" else ":80"  # the client insists on one
        return Elasticsearch(
            f"{parts.scheme}://{parts.netloc}{port}{parts.path}",
            request_timeout=settings.timeout_s,
            max_retries=settings.retries,
            retry_on_timeout=True,
            **options,
        )
    except (ValueError, OSError) as error:
        raise ConfigError(f"{url}: {error}; check the address and [elasticsearch]") from error


def _action(alias: str) -> Any:
    def action(entry: Entry) -> Clause:
        return {
            "_index": alias,
            "_id": entry.document_id,
            "version": entry.sequence,
            "version_type": "external_gte",
            "_source": source_of(entry),
        }

    return action


def _explained(error: TransportError | ApiError) -> str:
    """What is wrong and what to do."""
    if isinstance(error, UnsupportedProductError):
        return "this is not Elasticsearch; correct the address of the index"
    if isinstance(error, TlsError):
        return "its certificate is not trusted; set ca_certs or fingerprint in [elasticsearch]"
    if isinstance(error, ConnectionTimeout):
        return f"no answer in time; look after the server, {_CATCHES_UP}"
    if isinstance(error, TransportError):
        return f"the server cannot be reached; start it or correct its address, {_CATCHES_UP}"
    if error.status_code == 401:
        return "the server refuses the user or key; correct [elasticsearch]"
    if error.status_code == 403:
        return "the user or key may not do this; it needs `monitor` on the cluster and `all` on the index's names"
    if error.error == "media_type_header_exception":
        return _wrong_version("another major version")
    if error.status_code == 413:
        return (
            f"it takes no request of {_CHUNK_BYTES:,} bytes; raise its limit or its proxy's, then run `denpyo reindex`"
        )
    body = error.body if isinstance(error.body, dict) else {}
    return f"{error.status_code} {_reason(body.get('error', error.error))}; {_CATCHES_UP}"


def _wrong_version(version: str) -> str:
    return f"the server is Elasticsearch {version}; this denpyo needs {_SERVER_MAJOR}.x"


def _reason(error: Any) -> str:
    """The server's words, up to where it quotes the document: texts do not belong into logs."""
    if not isinstance(error, dict):
        return str(error)
    return f"{error.get('type')}: {str(error.get('reason')).partition('Preview of field')[0][:300]}".rstrip(". ")
