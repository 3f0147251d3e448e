"""What the Elasticsearch index promises beyond the contract: about its server, its alias and its mapping."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from pydantic import SecretStr, ValidationError

from index.elastic import ElasticIndex
from index.elastic_schema import SCHEMA
from index.elastic_settings import ElasticSettings
from index.entry import Entry
from index.query import Query
from ocr.errors import ConfigError, StoreError
from tests.index import made
from tests.index.proxy import Proxy


def _entry(n: int, sequence: int = 1, **changes: object) -> Entry:
    plain = {"version": 1, "sequence": sequence, "document_type": "invoice", "file": f"{n}.pdf", "pages": (1, 1)}
    return Entry.model_validate({"document_id": made.document_id(n), **plain, **changes})


def _impatient(name: str = "denpyo") -> ElasticSettings:
    return ElasticSettings(name=name, timeout_s=5, retries=0)


@pytest.fixture
def elastic(elasticsearch_url: str, index_name: str) -> Iterator[ElasticIndex]:
    index = ElasticIndex(elasticsearch_url, _impatient(index_name))
    yield index
    index.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


def test_the_mapping_is_strict_and_states_its_version(
    elastic: ElasticIndex, client: Elasticsearch, index_name: str
) -> None:
    elastic.put([_entry(1)])
    (mapping,) = [found["mappings"] for found in client.indices.get_mapping(index=index_name).values()]
    assert mapping["dynamic"] == "strict"
    assert mapping["_meta"] == {"denpyo_schema": SCHEMA}
    assert mapping["properties"]["text"]["analyzer"] == "whitespace"


def test_an_entry_that_the_server_refuses_costs_only_itself(elastic: ElasticIndex) -> None:
    bad = _entry(2, document_type="x" * 40_000)
    (rejected,) = elastic.put([_entry(1), bad, _entry(3)], position=3)
    assert rejected.document_id == bad.document_id
    assert "failed to parse field [document_type]" in rejected.reason
    assert elastic.count(Query()) == 2
    assert elastic.position() == 3


def test_a_server_that_is_down_is_a_store_error_that_says_what_to_do() -> None:
    index = ElasticIndex("http://127.0.0.1:9", _impatient())
    asks: list[Callable[[], object]] = [
        index.health,
        index.position,
        lambda: index.count(Query()),
        lambda: next(index.search(Query())),
        lambda: index.put([_entry(1)]),
        lambda: index.rebuild([], position=0),
    ]
    for ask in asks:
        with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:9: the server cannot be reached; start it"):
            ask()
    index.close()


def test_a_server_that_goes_down_in_mid_batch_catches_up_later(elasticsearch_url: str, index_name: str) -> None:
    with Proxy(elasticsearch_url) as proxy:
        index = ElasticIndex(proxy.url, _impatient(index_name))
        index.put([_entry(0, 1)], position=1)

        def entries() -> Iterator[Entry]:
            for n in range(1, 1_500):
                if n == 800:
                    proxy.cut()
                yield _entry(n, n + 1)

        with pytest.raises(StoreError, match="cannot be reached"):
            index.put(entries(), position=1_500)
        with pytest.raises(StoreError):
            index.position()
        proxy.mend()
        assert index.position() == 1
        assert index.put((_entry(n, n + 1) for n in range(1, 1_500)), position=1_500) == ()
        assert (index.count(Query()), index.position()) == (1_500, 1_500)
        index.close()


def test_a_silent_server_is_given_up_on(elasticsearch_url: str) -> None:
    with Proxy(elasticsearch_url) as proxy:
        proxy.stall()
        index = ElasticIndex(proxy.url, ElasticSettings(timeout_s=0.2, retries=0))
        with pytest.raises(StoreError, match="no answer in time"):
            index.health()
        index.close()


def test_writers_at_once_make_one_index(elasticsearch_url: str, index_name: str, client: Elasticsearch) -> None:
    gate = threading.Barrier(4)

    def write(n: int) -> None:
        index = ElasticIndex(elasticsearch_url, _impatient(index_name))
        gate.wait()
        index.put([_entry(m, n) for m in range(20)])
        index.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(1, 5)))
    assert len(client.indices.get_alias(name=index_name)) == 1
    index = ElasticIndex(elasticsearch_url, _impatient(index_name))
    assert index.count(Query()) == 20
    index.close()


def test_two_names_on_a_server_are_two_indexes(elastic: ElasticIndex, elasticsearch_url: str, index_name: str) -> None:
    other = ElasticIndex(elasticsearch_url, _impatient(f"{index_name}-v1"))
    elastic.put([_entry(1)])
    other.put([_entry(2)])
    elastic.rebuild([_entry(1)], position=1)
    assert [hit.document_id for hit in other.search(Query())] == [made.document_id(2)]
    other.close()


def test_a_rebuild_leaves_one_index_and_so_does_one_that_fails(
    elastic: ElasticIndex, client: Elasticsearch, index_name: str
) -> None:
    elastic.put([_entry(1)], position=1)
    elastic.rebuild([_entry(2)], position=2)
    with pytest.raises(ZeroDivisionError):
        elastic.rebuild((_entry(1 // n) for n in (1, 0)), position=3)
    assert len(client.indices.get(index=f"{index_name}*")) == 1
    assert [hit.document_id for hit in elastic.search(Query())] == [made.document_id(2)]


def test_an_index_of_another_version_asks_for_a_reindex(
    elastic: ElasticIndex, client: Elasticsearch, index_name: str
) -> None:
    elastic.put([_entry(1)])
    client.indices.put_mapping(index=index_name, meta={"denpyo_schema": 0})
    for ask in (elastic.position, lambda: elastic.put([]), lambda: list(elastic.search(Query()))):
        with pytest.raises(StoreError, match="another version of denpyo; run `denpyo reindex`"):
            ask()
    elastic.rebuild([], position=4)
    assert elastic.position() == 4


def test_a_foreign_index_of_that_name_is_left_alone(
    elastic: ElasticIndex, client: Elasticsearch, index_name: str
) -> None:
    client.indices.create(index=index_name)
    try:
        with pytest.raises(StoreError, match=index_name):
            elastic.put([_entry(1)])
        with pytest.raises(StoreError, match=index_name):
            elastic.rebuild([], position=0)
        assert list(client.indices.get(index=f"{index_name}*")) == [index_name]
    finally:
        client.indices.delete(index=index_name)


@contextmanager
def _answering(status: int, body: str, **headers: str) -> Iterator[str]:
    """The address of something else that speaks HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_OLD = '{"error": {"type": "media_type_header_exception", "reason": "..."}, "status": 400}'


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (
            200,
            '{"nodes": {"a": {"version": "8.19.2"}}}',
            {"X_Elastic_Product": "Elasticsearch"},
            "8.19.2; .* needs 9.x",
        ),
        (400, _OLD, {"X_Elastic_Product": "Elasticsearch"}, "another major version"),
        (200, "{}", {}, "not Elasticsearch"),
        (401, "{}", {"X_Elastic_Product": "Elasticsearch"}, "refuses the user or key"),
        (403, "{}", {"X_Elastic_Product": "Elasticsearch"}, "may not do this"),
        (503, "{}", {"X_Elastic_Product": "Elasticsearch"}, "503"),
    ],
)
def test_a_server_that_will_not_do_is_a_store_error(status: int, body: str, headers: dict[str, str], said: str) -> None:
    with _answering(status, body, **headers) as url:
        index = ElasticIndex(url, _impatient())
        with pytest.raises(StoreError, match=said):
            index.health()
        index.close()


@pytest.mark.parametrize("url", ["http://user:secret@localhost:9200", "http://local host", "http://localhost:x"])
def test_an_address_that_cannot_be_used_is_a_config_error(url: str) -> None:
    with pytest.raises(ConfigError) as raised:
        ElasticIndex(url, ElasticSettings())
    assert "secret" not in str(raised.value)


def test_a_certificate_authority_that_is_not_there_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no-ca"):
        ElasticIndex("https://localhost", ElasticSettings(ca_certs=tmp_path / "no-ca.pem"))


def test_there_is_one_way_in() -> None:
    with pytest.raises(ValidationError, match="not both"):
        ElasticSettings(api_key=SecretStr("a"), username="b", password=SecretStr("c"))
    with pytest.raises(ValidationError, match="go together"):
        ElasticSettings(username="b")
