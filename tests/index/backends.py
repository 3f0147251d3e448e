"""An empty index of every backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.search import Index, open_index

_BACKENDS = ("embedded",)


@pytest.fixture
def index_backends() -> tuple[str, ...]:
    return _BACKENDS


@pytest.fixture(params=_BACKENDS)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Index]]:
    opened: list[Index] = []

    def again() -> Index:
        opened.append(open_index(tmp_path / "index"))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


@pytest.fixture
def index(open_again: Callable[[], Index]) -> Index:
    return open_again()
