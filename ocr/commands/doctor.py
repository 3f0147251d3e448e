"""What works here, what is missing, and how to get it: everything an ingest needs, tried before it is needed."""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from index.archive import Archive
from index.search import open_index
from ocr import __version__
from ocr.commands.desk import EMBEDDED, archive_index
from ocr.document import Page
from ocr.engines import ENGINES
from ocr.errors import ConfigError, DenpyoError, EngineError, StoreError
from ocr.layout import find_regions
from ocr.preprocess.barcode import read_codes
from ocr.preprocess.image import PageImage
from ocr.preprocess.orient import upright
from ocr.template import load_templates
from ocr.vendors.master import Master
from ocr.vendors.registry import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.elastic_settings import ElasticSettings


_OLD_DAYS = 62
"""Full files of the registry come every month; two of them were missed."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried."""

    name: str
    detail: str
    """What was found; of a failure, what is wrong and what to do."""
    exit_code: int = 0
    """What an ingest would end with because of it; 0 if it works."""
    needed: bool = True
    """False for what an ingest can do without, such as the engine that is not chosen."""


def examine(
    root: Path,
    *,
    index: str,
    server: ElasticSettings,
    engine: str,
    templates: Path | None,
    registry: Path | None = None,
    vendors: Path | None = None,
) -> Iterator[Check]:
    """Try everything, one after the other; nothing is written."""
    yield Check("denpyo", f"{__version__} on Python {platform.python_version()}, {platform.platform()}")
    yield _tried("templates", lambda: f"{len(load_templates(templates))} document types")
    yield _tried("poppler", _poppler)
    for name in ENGINES:
        yield _tried(f"engine {name}", partial(_engine, name), needed=name == engine)
    yield _tried("model orientation", _orientation)
    yield _tried("model layout", _layout)
    yield _tried("bar codes", _codes)
    yield _tried("archive", lambda: _archive(root))
    yield _tried("index", lambda: _index(root, index, server))
    yield _tried("registry", lambda: _registry(registry), needed=registry is not None)
    yield _tried("vendors", lambda: _vendors(vendors), needed=vendors is not None)


def _tried(name: str, attempt: Callable[[], str], *, needed: bool = True) -> Check:
    try:
        return Check(name, attempt(), needed=needed)
    except DenpyoError as error:
        return Check(name, str(error), error.exit_code, needed)


def _poppler() -> str:
    tool = shutil.which("pdftoppm")
    if tool is None:
        raise EngineError("pdftoppm is missing, PDF scans cannot be read: apt-get install poppler-utils")
    ran = subprocess.run([tool, "-v"], capture_output=True, text=True, timeout=10, check=False)
    return (ran.stderr or ran.stdout).partition("\n")[0]


def _engine(name: str) -> str:
    return ENGINES[name]().name


def _orientation() -> str:
    """A page of stripes is enough for the network to be asked."""
    stripes = np.zeros((224, 224, 3), np.uint8)
    stripes[::8] = 255
    upright(PageImage.of_source(stripes))
    return "loaded"


def _layout() -> str:
    blank = Page(number=1, width=64, height=64)
    find_regions(PageImage.of_source(np.full((64, 64, 3), 255, np.uint8)), blank)
    return "loaded"


def _codes() -> str:
    """A code is made and read: the library's wheel is compiled for each machine."""
    import zxingcpp

    drawn = np.array(zxingcpp.create_barcode("denpyo", zxingcpp.BarcodeFormat.QRCode).to_image(scale=4))
    found = read_codes(PageImage.of_source(np.repeat(drawn[..., None], 3, axis=2)))[0].barcodes
    if [code.text for code in found] != ["denpyo"]:
        raise EngineError("a code that was drawn is not read again; install zxing-cpp anew")
    return f"zxing-cpp {metadata.version('zxing-cpp')}"


def _archive(root: Path) -> str:
    """An archive that is there is read; one that is not must be possible."""
    if root.exists():
        with Archive.open(root) as archive:
            lines = archive.last_sequence()
        if not os.access(root, os.W_OK):
            raise StoreError(f"{root}: not writable; ask its owner for permission, or name another with --archive")
        return f"{root}, {lines} journal lines"
    above = next(folder for folder in root.absolute().parents if folder.exists())
    if not os.access(above, os.W_OK):
        raise StoreError(f"{above}: not writable; name another folder with --archive")
    return f"{root} will be made by the first ingest"


def _index(root: Path, index: str, server: ElasticSettings) -> str:
    opened = open_index(archive_index(root) if index == EMBEDDED else index, server)
    try:
        health = opened.health()
    finally:
        opened.close()
    found = f"{health.backend} {health.version} at {health.location}, {health.documents} documents"
    if not root.exists():
        return found
    with Archive.open(root) as archive:
        behind = archive.last_sequence() - health.position
    return f"{found}, {behind} changes behind; the next ingest or `denpyo reindex` catches up" if behind > 0 else found


def _registry(path: Path | None) -> str:
    """The agency's download: there, readable, and not so old that new vendors are missing."""
    if path is None:
        raise ConfigError(
            "not set, so no 登録番号 is held against the public registry; download its CSV"
            " (国税庁適格請求書発行事業者公表サイト) and name it as registry in denpyo.toml: docs/vendors.md"
        )
    found = Download.at(path)
    lines = f"lines up to {found.as_of}" if found.as_of else "the next ingest reads it once"
    told = f"{path}, files: {found.files}, {found.size / 1e6:.1f} MB, written {found.changed}, {lines}"
    is_old = (dt.date.today() - (found.as_of or found.changed)).days > _OLD_DAYS
    return (
        f"{told}; older than {_OLD_DAYS} days, download it anew or newer vendors are told as unknown"
        if is_old
        else told
    )


def _vendors(path: Path | None) -> str:
    if path is None:
        raise ConfigError("not set, so papers are not held against a list of your vendors; docs/vendors.md says how")
    count = len({vendor.line for vendors in Master.load(path).by_core.values() for vendor in vendors})
    return f"{path}, vendors: {count}, written {dt.datetime.fromtimestamp(path.stat().st_mtime).date()}"
