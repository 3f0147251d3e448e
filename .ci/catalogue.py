#!/usr/bin/env python3
"""Renew the Japanese catalogue: collect what the source says, keep what is translated, compile, name what lacks.

With --check it writes nothing and fails where the catalogue is not what the source asks for.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "ocr/locale/ja/LC_MESSAGES/denpyo.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "ngettext": (1, 2)}
PARSER = ("rich_utils.py", "core.py")
"""The files of typer whose words a reader of --help meets."""
PARSER_LITERALS = (
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""What typer says without asking gettext; ocr/cli.py asks for it."""


def asked_for() -> dict[str | tuple[str, ...], list[tuple[str, int]]]:
    """Every message in the source, with where it is asked for; typer's without a place."""
    found: dict[str | tuple[str, ...], list[tuple[str, int]]] = {}
    for path in sorted((ROOT / "ocr").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, message, *_ in extract_from_file("python", path, keywords=KEYWORDS):
            found.setdefault(message, []).append((name, line))
    folder = Path(typer.__file__).parent
    for name in PARSER:
        for _line, message, *_ in extract_from_file("python", folder / name, keywords=KEYWORDS):
            found.setdefault(message, [])
    for message in PARSER_LITERALS:
        found.setdefault(message, [])
    return found


def renewed() -> tuple[bytes, bytes, list[str]]:
    """The catalogue as the source asks for it: .po, .mo, and the messages without a translation."""
    with PO.open("rb") as file:
        old = read_po(file, locale="ja", charset="utf-8")
    new = Catalog(
        locale="ja",
        project="denpyo",
        version="",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        fuzzy=False,
        header_comment="# The Japanese words of denpyo; `make locale` renews this file.",
    )
    missing = []
    for message, places in asked_for().items():
        known = old.get(message if isinstance(message, str) else message[0])
        string = known.string if known else ""
        if not string or (isinstance(string, tuple) and not all(string)):
            missing.append(str(message))
        new.add(message, string, locations=[(name, 0) for name, _ in places])
    po, mo = io.BytesIO(), io.BytesIO()
    new.creation_date = new.revision_date = old.creation_date
    write_po(po, new, sort_output=True, include_lineno=False, width=120)
    write_mo(mo, new)
    return po.getvalue(), mo.getvalue(), missing


def main() -> int:
    po, mo, missing = renewed()
    if "--check" in sys.argv:
        stale = [path.name for path, data in ((PO, po), (MO, mo)) if path.read_bytes() != data]
        print(*(f"no translation: {message}" for message in missing), *(f"stale: {name}" for name in stale), sep="\n")
        return 1 if missing or stale else 0
    PO.write_bytes(po)
    MO.write_bytes(mo)
    print(*(f"no translation: {message}" for message in missing), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
