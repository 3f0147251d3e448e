"""The doctor says of the user's own tables whether they are set, readable and new enough, and what to do."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from index.elastic_settings import ElasticSettings
from ocr.commands import doctor
from ocr.commands.doctor import Check, examine
from tests.vendors.test_registry import line, write


@pytest.fixture(autouse=True)
def no_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading them takes long and is tried elsewhere."""
    monkeypatch.setattr(doctor, "ENGINES", {})
    for name in ("_orientation", "_layout", "_codes"):
        monkeypatch.setattr(doctor, name, str)


def examined(tmp_path: Path, *, registry: Path | None = None, vendors: Path | None = None) -> dict[str, Check]:
    checks = examine(
        tmp_path / "archive",
        index="embedded",
        server=ElasticSettings(),
        engine="rapidocr",
        templates=None,
        registry=registry,
        vendors=vendors,
    )
    return {check.name: check for check in checks}


def test_tables_that_are_not_set_are_told_with_what_they_are_good_for_and_stop_nothing(tmp_path: Path) -> None:
    found = examined(tmp_path)
    assert not found["registry"].needed
    assert not found["vendors"].needed
    assert "registry in denpyo.toml" in found["registry"].detail


def test_tables_that_are_there_are_told_with_size_and_date(tmp_path: Path) -> None:
    registry = write(tmp_path / "zenken.csv", line())
    vendors = write(tmp_path / "vendors.csv", "name\n有限会社あけぼの製作所\n株式会社みなと商会\n")
    found = examined(tmp_path, registry=registry, vendors=vendors)
    assert {found[name].exit_code for name in ("registry", "vendors")} == {0}
    assert f"written {dt.date.today()}, the next ingest reads it once" in found["registry"].detail
    assert "files: 1" in found["registry"].detail
    assert "older" not in found["registry"].detail
    assert "vendors: 2" in found["vendors"].detail
    assert not (tmp_path / "zenken.csv.registry.sqlite").exists()


def test_an_old_registry_is_to_be_downloaded_anew(tmp_path: Path) -> None:
    registry = write(tmp_path / "zenken.csv", line())
    long_ago = (dt.datetime.now() - dt.timedelta(days=100)).timestamp()
    os.utime(registry, (long_ago, long_ago))
    assert "download it anew" in examined(tmp_path, registry=registry)["registry"].detail


def test_tables_that_are_set_and_missing_stop_an_ingest(tmp_path: Path) -> None:
    found = examined(tmp_path, registry=tmp_path / "none.zip", vendors=tmp_path / "none.csv")
    for name in ("registry", "vendors"):
        assert (found[name].exit_code, found[name].needed) == (4, True)
