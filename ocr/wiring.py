"""From settings to what commands work with: templates, the desk, pools that read. Each loads no more than it needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocr.batches import Read
    from ocr.commands.desk import Desk
    from ocr.config import Settings
    from ocr.template import Templates
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
    )


def reader_pool(settings: Settings, templates: Templates) -> Read:
    """Files to what they hold, by a pool of processes that starts with the first file."""
    from ocr.executor import make_reader

    make = partial(
        make_reader,
        settings.engine,
        templates,
        settings.limits.source(),
        stacking=settings.stacking(),
        scanner_law=settings.scanner_law,
        review_target=settings.review_target,
    )
    return _pool(settings, make)


def checker_pool(settings: Settings) -> Read:
    """Files to the faults that are seen on their pages without reading them, by such a pool."""
    from ocr.commands.check import make_checker

    return _pool(settings, partial(make_checker, settings.limits.source()))


def _pool(settings: Settings, make_reader: Callable[[], FileReader]) -> Read:
    from ocr.executor import EXECUTORS

    pool = EXECUTORS["processes"]
    return partial(pool, make_reader=make_reader, workers=settings.workers, **settings.limits.worker())
