"""Which names of a paper lie under a seal, and whether they were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ocr.evaluate.compare import flatten, likeness, normal, same

if TYPE_CHECKING:
    from benchmarks.repair_runs import FileRun
    from ocr.evaluate import Case

NAMES = ("vendor_name", "buyer_name", "applicant_name", "addressee", "party_a", "party_b")
_SEALS = "印"
_NO_SEALS = "収入印紙"
_ALIKE = 0.5
"""Likeness from which a word may be the name, badly read."""


def names_under_seals(case: Case, run: FileRun) -> tuple[str, ...]:
    """Fields of the truth that a seal covers; () for a paper without seals.

    A truth that says so itself (`under_seal`) is believed. Otherwise it is the names whose words a found seal touches;
    where no seal or no such word was found, the one who seals such papers is taken to lie under it.
    """
    notes = case.truth.get("notes")
    fields = case.truth.get("fields")
    if not isinstance(notes, Mapping) or not isinstance(fields, Mapping) or not _is_sealed(notes):
        return ()
    names = [name for name in NAMES if name in fields]
    if "under_seal" in notes:
        return tuple(name for name in names if name in notes["under_seal"])
    touched = tuple(name for name in names if _touched(str(fields[name]), run))
    return touched or tuple(names[:1])


def all_exact(case: Case, run: FileRun, names: tuple[str, ...]) -> bool:
    """Whether every one of these fields was read exactly."""
    if len(run.lines) != 1:
        return False
    truth, read = flatten(case.truth["fields"]), flatten(run.lines[0]["fields"])
    return all(name in read and same(name, truth[name].value, read[name].value) for name in names)


def _is_sealed(notes: Mapping[str, object]) -> bool:
    for key in ("seals", "not_in_text"):
        pictures = notes.get(key)
        if isinstance(pictures, list) and any(_SEALS in str(p) and p != _NO_SEALS for p in pictures):
            return True
    return False


def _touched(name: str, run: FileRun) -> bool:
    for page, text, box in run.words:
        if normal(name) not in normal(text) and likeness(name, text) < _ALIKE:
            continue
        for on_page, seal in run.seals:
            across = min(box.right, seal.right) - max(box.left, seal.left)
            down = min(box.bottom, seal.bottom) - max(box.top, seal.top)
            if page == on_page and across > 0 and down > 0:
                return True
    return False
