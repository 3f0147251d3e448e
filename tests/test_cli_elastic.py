"""The same commands on an Elasticsearch server, and what one that goes away costs: nothing."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.command_line import denpyo, start
from tests.index.proxy import Proxy
from tests.papers import write_invoice

if TYPE_CHECKING:
    from pathlib import Path

READ = ("--engine", "tesseract", "--workers", "1")


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DENPYO_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("DENPYO_ELASTICSEARCH__NAME", f"test-{uuid.uuid4().hex}")
    monkeypatch.setenv("DENPYO_ELASTICSEARCH__RETRIES", "0")
    for n in range(6):
        write_invoice(tmp_path / "in" / f"{n}.pdf", number=n)
    return tmp_path / "in"


def test_a_server_in_place_of_the_folder(papers: Path, elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENPYO_INDEX", elasticsearch_url)
    assert denpyo("ingest", papers, *READ).code == 0
    (hit,) = denpyo("search", "INV-0003", "--json").lines
    assert denpyo("correct", hit["document_id"], "total_amount=5", "--reason", "試し").code == 0
    assert [line["amount"] for line in denpyo("search", "--amount-max", "10", "--json").lines] == [5]
    assert denpyo("reindex").err == "6 documents in the index.\n"
    assert "elasticsearch" in denpyo("doctor").out


def test_a_server_that_goes_down_in_mid_batch_costs_nothing(papers: Path, elasticsearch_url: str) -> None:
    with Proxy(elasticsearch_url) as proxy:
        process = start("ingest", papers, "--index", proxy.url, *READ, env=os.environ)
        assert process.stderr is not None
        assert "stored: " in process.stderr.readline()
        proxy.cut()
        _out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert "the index could not follow" in err
        assert "6 files stored" in err
        assert denpyo("search", "--index", proxy.url).code == 6
        proxy.mend()
        assert denpyo("ingest", papers, "--index", proxy.url).code == 0
        assert len(denpyo("search", "--json", "--index", proxy.url).lines) == 6
