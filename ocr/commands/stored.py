"""A stored document as the contract's JSON line, with its versions and where its original lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.json_line import ArchiveLine, Line, json_line, version_line

if TYPE_CHECKING:
    from index.stored import Stored


def stored_line(stored: Stored, *, with_text: bool = False) -> Line:
    """What `show --json` prints."""
    archive: ArchiveLine = {
        "original": str(stored.original),
        "files": list(stored.names),
        "registered": stored.registered.isoformat(),
    }
    if stored.voided:
        archive["voided"] = {
            "when": stored.voided.when.isoformat(),
            "who": stored.voided.who,
            "why": stored.voided.why,
        }
    versions = [
        version_line(v.version, v.when, v.who, v.why, ((c.field, c.old, c.new) for c in v.changes))
        for v in stored.versions
    ]
    return json_line(
        stored.document,
        stored.record,
        with_text=with_text,
        version=stored.version,
        versions=versions,
        archive=archive,
    )
