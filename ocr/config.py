"""Settings: defaults < denpyo.toml < DENPYO_* < flags. Read once, by the command line; nothing else imports this."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from index.elastic_settings import ElasticSettings
from ocr.errors import ConfigError
from ocr.nearest import hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from ocr.source import SourceLimits
    from ocr.stacks import Stacking

FILE_NAME = "denpyo.toml"
_PREFIX = "DENPYO_"
_CONFIG = "DENPYO_CONFIG"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WorkerLimits(TypedDict):
    """As `ocr.executor.Executor` takes them."""

    page_timeout_s: float
    max_memory_bytes: int


class Limits(_Part):
    """What one file may ask of this machine; a file over a limit is refused, the batch goes on."""

    max_bytes: Annotated[int, Field(gt=0)] = 200_000_000
    """Bytes a file; a 600 dpi colour scan of 100 pages as JPEG is about half of it."""
    max_pages: Annotated[int, Field(gt=0)] = 2000
    """Pages a file; a full document feeder holds 500 sheets, both sides."""
    max_pixels: Annotated[int, Field(gt=0)] = 100_000_000
    """Pixels a page, known before it is decoded; A3 at 600 dpi is 70 million."""
    page_timeout_s: Annotated[float, Field(gt=0)] = 40.0
    """Seconds for one page of a PDF to be drawn; an ordinary one takes under one."""
    max_memory_bytes: Annotated[int, Field(gt=0)] = 2_000_000_000
    """Bytes of memory for the processes that draw PDFs."""
    worker_timeout_s: Annotated[float, Field(gt=0)] = 60.0
    """Seconds for one page to be drawn and read; OCR takes two to ten. The file is refused after it."""
    worker_memory_bytes: Annotated[int, Field(gt=0)] = 2_000_000_000
    """Bytes of memory a worker may hold; one with the default engine holds 1.2 GB."""

    def source(self) -> SourceLimits:
        """The part that opening a file heeds."""
        from ocr.source import SourceLimits

        return SourceLimits(**self.model_dump(exclude={"worker_timeout_s", "worker_memory_bytes"}))

    def worker(self) -> WorkerLimits:
        """The part that the pool of workers heeds."""
        return {"page_timeout_s": self.worker_timeout_s, "max_memory_bytes": self.worker_memory_bytes}


class Settings(BaseSettings):
    """Everything that can be set. Relative paths in denpyo.toml start at the folder that holds it."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=_PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )

    archive: Path = Path("denpyo-archive")
    """The folder of originals, records and the journal."""
    index: Annotated[str, Field(pattern=r"^(embedded|https?://\S+)$")] = "embedded"
    """"embedded", a folder inside the archive, or the address of an Elasticsearch server."""
    elasticsearch: ElasticSettings = ElasticSettings()
    """How to reach the server that `index` names; unused with the embedded index."""
    engine: Literal["rapidocr", "tesseract"] = "rapidocr"
    workers: Annotated[int, Field(ge=1, le=256)] | None = None
    """Processes that read pages; None: as many as this machine's cores and memory carry."""
    own_names: Annotated[tuple[str, ...], NoDecode] = ()
    """The names we ourselves go by on paper; the other side of a document is its counterparty.
    A list in denpyo.toml; with commas between them in DENPYO_OWN_NAMES."""
    separators: Annotated[tuple[str, ...], NoDecode] = ("DENPYO-SEPARATOR", "PATCHT")
    """Texts of the bar codes and QR codes on sheets that are laid between documents; lists are written as above."""
    labels: Annotated[tuple[str, ...], NoDecode] = ("ASN",)
    """Beginnings of the texts of codes that are stuck on the first page of a document."""
    keep_blank: bool = False
    """Whether blank pages stay with the document before them."""
    templates: Path | None = None
    """A folder of templates in place of those that ship with denpyo."""
    memory: bool = True
    """Hold new papers against what the archive knows of their vendors: layouts, duplicates, changed bank accounts."""
    layout_model: bool = True
    """Whether the trained layout model is asked beside the rules; it points at ink and never writes."""
    registry: Path | None = None
    """The download of issuers of qualified invoices (CSV, zip or a folder of them) that 登録番号 are held against."""
    vendors: Path | None = None
    """A CSV file of our vendors: names, numbers, telephones and accounts that papers are held against."""
    scanner_law: bool = True
    """Whether scans are held against the law on keeping them in place of paper (スキャナ保存: 200 dpi, colour)."""
    review_target: Annotated[float, Field(gt=0, lt=1)] = 0.15
    """The chance of a wrong type or key field that a document may pass review with: 0.005 is 1 in 200. None pass below
    0.02, for no field is taken to be surer than 0.995."""
    limits: Limits = Limits()

    @field_validator("own_names", "separators", "labels", mode="before")
    @classmethod
    def _split(cls, names: object) -> object:
        return tuple(part.strip() for part in names.split(",") if part.strip()) if isinstance(names, str) else names

    def stacking(self) -> Stacking:
        """The part that tells the documents of one file apart."""
        from ocr.stacks import Stacking

        return Stacking(self.separators, self.labels, self.keep_blank)


def load(config: Path | None, flags: dict[str, object]) -> Settings:
    """The settings in force; flags that are None count as not given.

    Raises ConfigError naming the unknown or impossible key, and the nearest valid one.
    """
    path = find_config(config)
    _check_variables()
    given = {name: value for name, value in flags.items() if value is not None}
    data = _read_toml(path) if path else {}

    class _Here(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, _TomlSource(settings_cls, path, data)

    try:
        return _Here(**given)  # type: ignore[arg-type]  # checked by pydantic, source by source
    except ValidationError as error:
        raise ConfigError(_explain(error, given, path)) from error
    except SettingsError as error:  # a table given as one variable, DENPYO_LIMITS, that is no JSON
        raise ConfigError(f"{_PREFIX}*: {error}; write one variable a value, {_PREFIX}LIMITS__MAX_PAGES") from error


def find_config(config: Path | None) -> Path | None:
    """The file to read: the flag's, else $DENPYO_CONFIG, else ./denpyo.toml, else the user's; None if there is none.

    A file that was asked for by name and is not there is a ConfigError.
    """
    named = config or (Path(os.environ[_CONFIG]) if os.environ.get(_CONFIG) else None)
    if named:
        if not named.is_file():
            raise ConfigError(f"{named}: no such configuration file")
        return named
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return next((path for path in (Path(FILE_NAME), home / "denpyo" / FILE_NAME) if path.is_file()), None)


class _TomlSource(TomlConfigSettingsSource):
    """denpyo.toml, read already."""

    def __init__(self, settings_cls: type[BaseSettings], path: Path | None, data: dict[str, Any]) -> None:
        self._data = data
        super().__init__(settings_cls, toml_file=path)

    def _read_file(self, file_path: object) -> dict[str, Any]:
        return self._data


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    unknown = next(_unknown_keys(data, Settings), None)
    if unknown:
        raise ConfigError(f"{path}: {unknown}")
    return _resolved(data, path.parent)


def _resolved(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same, with relative paths made to start at folder."""
    paths = {"archive", "templates", "registry", "vendors", "ca_certs"}
    return {
        key: _resolved(value, folder)
        if isinstance(value, dict)
        else str(folder / value)
        if key in paths and isinstance(value, str)
        else value
        for key, value in data.items()
    }


def _parts(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The fields of model that are tables."""
    return {
        name: field.annotation
        for name, field in model.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    }


def _unknown_keys(data: dict[str, Any], model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    tables = _parts(model)
    for key, value in data.items():
        if key not in model.model_fields:
            yield f"{prefix}{key}: no such setting; {hint(key, model.model_fields)}"
        elif key in tables and isinstance(value, dict):
            yield from _unknown_keys(value, tables[key], f"{prefix}{key}.")


def _check_variables() -> None:
    """A misspelt DENPYO_* variable would be ignored in silence."""
    known = {_CONFIG} | {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    for table, model in _parts(Settings).items():
        known |= {f"{_PREFIX}{table.upper()}__{name.upper()}" for name in model.model_fields}
    for name in sorted(os.environ):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise ConfigError(f"{name}: no such environment variable; {hint(name.upper(), known)}")


def _explain(error: ValidationError, flags: dict[str, object], path: Path | None) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    loc = [str(part) for part in first["loc"] if isinstance(part, str)]
    key = ".".join(loc)
    if loc[0] in flags:
        source = f"--{key}"
    elif os.environ.get(variable := _PREFIX + "__".join(loc).upper()):
        source = variable
    else:
        source = f"{path}: {key}"
    return f"{source}: {_reason(first)}"


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch" and error["loc"] == ("index",):
        return 'expected "embedded" or the address of an Elasticsearch server, http://… or https://…'
    return str(error["msg"][:1]).lower() + str(error["msg"][1:])
