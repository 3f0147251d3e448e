"""An empty index of every backend."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from index.search import ElasticSettings, Index, open_index

OpenAgain = Callable[[], Index]
"""Another handle on the same index."""

_BACKENDS = ("embedded", "elasticsearch")


@pytest.fixture
def index_backends() -> tuple[str, ...]:
    return _BACKENDS


@pytest.fixture
def index_name(elasticsearch_url: str) -> Iterator[str]:
    """On the session's server; what was made under it goes with the test."""
    name = f"test-{uuid.uuid4().hex}"
    yield name
    with Elasticsearch(elasticsearch_url) as client:
        for made in client.indices.get(index=f"{name}-v*"):
            client.indices.delete(index=made)


@pytest.fixture(params=_BACKENDS)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenAgain]:
    opened: list[Index] = []
    location, settings = str(tmp_path / "index"), ElasticSettings()
    if request.param == "elasticsearch":  # asked for only here: no server for those who do not need one
        location = request.getfixturevalue("elasticsearch_url")
        settings = ElasticSettings(name=request.getfixturevalue("index_name"))

    def again() -> Index:
        opened.append(open_index(location, settings))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


@pytest.fixture
def index(open_again: OpenAgain) -> Index:
    return open_again()
