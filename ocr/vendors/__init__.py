"""What tables from outside say of a paper's vendor: the public registry of issuers, and the user's own list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.vendors.known import against_master
from ocr.vendors.registered import against_registry

if TYPE_CHECKING:
    from ocr.record import Record
    from ocr.template import Template
    from ocr.vendors.master import Master
    from ocr.vendors.registry import Registry


@dataclass(frozen=True, slots=True)
class Tables:
    """Those that the settings name."""

    registry: Registry | None = None
    master: Master | None = None

    def checked(self, record: Record, template: Template) -> Record:
        """The record with what the tables make doubtful about it; template is its type's."""
        if self.registry is not None:
            record = against_registry(record, template, self.registry)
        if self.master is not None:
            record = against_master(record, self.master)
        return record
