"""From settings to what commands work with: templates, the desk, pools that read. Each loads no more than it needs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ocr.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ocr.batches import OnPage, Read
    from ocr.believe import Believing
    from ocr.commands.desk import Desk
    from ocr.config import Settings
    from ocr.pipeline import ReadDocument, Result
    from ocr.template import Templates
    from ocr.vendors import Tables
    from ocr.worker import FileReader

WAIT_S = 10.0
"""Seconds a second writer waits for the first before it says who holds the archive."""


def templates(settings: Settings) -> Templates:
    """Those of the settings' folder, or those that ship with denpyo; TemplateError if one is wrong."""
    from ocr.template import load_templates

    return load_templates(settings.templates)


def desk(settings: Settings, *, write: bool = False) -> Desk:
    """The archive and its index; StoreError if either cannot be had."""
    from ocr.commands.desk import Desk

    return Desk.open(
        settings.archive,
        index=settings.index,
        server=settings.elasticsearch,
        own_names=settings.own_names,
        write=write,
        wait_s=WAIT_S,
        remember=settings.memory,
        tables=partial(tables, settings),
        believing=partial(believing, settings),
    )


def believing(settings: Settings) -> Believing:
    """How documents become records by these settings."""
    from ocr.believe import Believing

    return Believing(templates(settings), settings.scanner_law, settings.review_target)


def tables(settings: Settings) -> Tables:
    """What papers' vendors are held against; ConfigError if a file is none."""
    from ocr import console
    from ocr.messages import _
    from ocr.vendors import Tables
    from ocr.vendors.master import Master
    from ocr.vendors.registry import Registry

    def say() -> None:
        text = _("Reading {path} once, which takes a minute or two; after that only a look-up is needed.")
        console.say(text.format(path=settings.registry))

    return Tables(
        Registry.open(settings.registry, say) if settings.registry else None,
        Master.load(settings.vendors) if settings.vendors else None,
    )


def reader_pool(settings: Settings, templates: Templates) -> Read:
    """Files to what they hold, held against the tables; by a pool of processes that starts with the first file."""
    from ocr.executor import make_reader

    make = partial(
        make_reader,
        settings.engine,
        templates,
        settings.limits.source(),
        stacking=settings.stacking(),
        scanner_law=settings.scanner_law,
        review_target=settings.review_target,
        layout_model=settings.layout_model,
    )
    return partial(_checked, _pool(settings, make), tables(settings), templates)


def checker_pool(settings: Settings) -> Read:
    """Files to the faults that are seen on their pages without reading them, by such a pool."""
    from ocr.commands.check import make_checker

    return _pool(settings, partial(make_checker, settings.limits.source()))


def _pool(settings: Settings, make_reader: Callable[[], FileReader]) -> Read:
    from ocr.executor import EXECUTORS

    pool = EXECUTORS["processes"]
    return partial(pool, make_reader=make_reader, workers=settings.workers, **settings.limits.worker())


def _checked(
    read: Read, tables: Tables, templates: Templates, files: Iterable[Path], *, on_page: OnPage
) -> Iterator[tuple[Path, Result]]:
    """As read, in this process: the tables are asked once a document, and workers need not know of them."""
    for path, result in read(files, on_page=on_page):
        yield path, result if isinstance(result, InputError) else tuple(_held(one, tables, templates) for one in result)


def _held(one: ReadDocument, tables: Tables, templates: Templates) -> ReadDocument:
    return replace(one, record=tables.checked(one.record, templates[one.record.document_type.value]))
