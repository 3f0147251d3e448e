"""Settings: which source wins, and that nothing misspelt passes in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.elastic_settings import ElasticSettings
from ocr.config import Limits, Settings, load
from ocr.errors import ConfigError
from ocr.executor import MAX_MEMORY_BYTES, PAGE_TIMEOUT_S
from ocr.source import SourceLimits


def write(folder: Path, text: str, name: str = "denpyo.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return tmp_path


def test_without_a_file_the_defaults_hold() -> None:
    assert load(None, {}).model_dump() == Settings().model_dump()
    assert load(None, {}).archive == Path("denpyo-archive")


def test_flags_beat_variables_beat_the_file_beats_defaults(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, 'engine = "tesseract"\nworkers = 1\n[limits]\nmax_pages = 3\nmax_bytes = 4\n')
    monkeypatch.setenv("DENPYO_WORKERS", "2")
    monkeypatch.setenv("DENPYO_LIMITS__MAX_PAGES", "7")
    settings = load(None, {"archive": Path("flag"), "workers": None})
    assert (settings.engine, settings.workers, settings.archive) == ("tesseract", 2, Path("flag"))
    assert (settings.limits.max_pages, settings.limits.max_bytes) == (7, 4)
    assert load(None, {"workers": 3}).workers == 3


def test_relative_paths_in_the_file_start_at_its_folder(here: Path) -> None:
    (here / "sub").mkdir()
    path = write(here / "sub", 'archive = "box"\n[elasticsearch]\nca_certs = "ca.crt"\n')
    settings = load(path, {})
    assert settings.archive == here / "sub" / "box"
    assert settings.elasticsearch.ca_certs == here / "sub" / "ca.crt"


def test_the_file_is_found_by_flag_then_variable_then_here_then_home(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "home" / "denpyo").mkdir(parents=True)
    write(here / "home" / "denpyo", "workers = 4")
    assert load(None, {}).workers == 4
    write(here, "workers = 3")
    assert load(None, {}).workers == 3
    monkeypatch.setenv("DENPYO_CONFIG", str(write(here, "workers = 2", "variable.toml")))
    assert load(None, {}).workers == 2
    assert load(write(here, "workers = 1", "flag.toml"), {}).workers == 1


def test_own_names_are_a_list_in_the_file_and_commas_in_the_variable(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here, 'own_names = ["あおば商店", "あおば商店 (株)"]')
    assert load(None, {}).own_names == ("あおば商店", "あおば商店 (株)")
    monkeypatch.setenv("DENPYO_OWN_NAMES", "あおば商店, みどり屋")
    assert load(None, {}).own_names == ("あおば商店", "みどり屋")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('archiv = "a"', "archiv: no such setting; did you mean archive?"),
        ("[limits]\nmaxpages = 3", "limits.maxpages: no such setting; did you mean max_pages?"),
        ("colour = 1", "colour: no such setting; valid are archive, elasticsearch,"),
        ('workers = "many"', "workers: input should be a valid integer"),
        ("[limits]\nmax_pages = 0", "limits.max_pages: input should be greater than 0"),
        ('index = "ftp://x"', 'index: expected "embedded" or the address of an Elasticsearch server'),
        ('engine = "rapid"', "engine: input should be 'rapidocr' or 'tesseract'"),
        ('[elasticsearch]\nusername = "denpyo"', "elasticsearch: value error, username and password go together"),
        ("archive = ", "denpyo.toml: Invalid value"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_the_nearest(here: Path, text: str, message: str) -> None:
    write(here, text)
    with pytest.raises(ConfigError, match=r"^denpyo\.toml: ") as error:
        load(None, {})
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DENPYO_ARCHIV", "x", "DENPYO_ARCHIV: no such environment variable; did you mean DENPYO_ARCHIVE?"),
        ("DENPYO_LIMITS__MAX_PAGE", "1", "did you mean DENPYO_LIMITS__MAX_PAGES?"),
        ("DENPYO_LIMITS__MAX_PAGES", "many", "DENPYO_LIMITS__MAX_PAGES: input should be a valid integer"),
        ("DENPYO_LIMITS", "many", "write one variable a value"),
        ("DENPYO_CONFIG", "gone.toml", "gone.toml: no such configuration file"),
    ],
)
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as error:
        load(None, {})
    assert message in str(error.value)


def test_a_config_file_that_was_asked_for_must_be_there(here: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml: no such configuration file"):
        load(here / "gone.toml", {})


def test_a_wrong_flag_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^--workers: input should be greater than or equal to 1"):
        load(None, {"workers": 0})


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENPYO_ELASTICSEARCH__USERNAME", "denpyo")
    monkeypatch.setenv("DENPYO_ELASTICSEARCH__PASSWORD", "open sesame")
    assert "sesame" not in repr(load(None, {}))


def test_the_example_file_has_every_setting_with_its_default() -> None:
    example = Path(__file__).parent.parent / "docs" / "denpyo.example.toml"
    text = example.read_text(encoding="utf-8")
    settings = load(example, {})
    assert settings.model_dump(exclude={"archive"}) == Settings().model_dump(exclude={"archive"})
    for names in (Settings.model_fields, Limits.model_fields, ElasticSettings.model_fields):
        assert [name for name in names if not re.search(rf"^(# |\[)?{name}\b", text, re.MULTILINE)] == []


def test_the_limits_are_those_of_reading() -> None:
    limits = Limits()
    assert limits.source() == SourceLimits()
    assert (limits.worker_timeout_s, limits.worker_memory_bytes) == (PAGE_TIMEOUT_S, MAX_MEMORY_BYTES)
