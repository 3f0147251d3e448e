"""What every test may rely on: no setting of the machine it runs on leaks in."""

from __future__ import annotations

import os

import pytest

from tests.elasticsearch_server import elasticsearch_url

__all__ = ["elasticsearch_url"]


@pytest.fixture(autouse=True)
def _clean_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("DENPYO_") or name in {"LANGUAGE", "LC_ALL", "LC_MESSAGES"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite what is recorded under golden/ and samples/")
