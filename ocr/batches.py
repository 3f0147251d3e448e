"""Many files in front of a person: what is stored, known and refused, file by file, and the sum at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Protocol

from index.stored import short_id
from ocr import console
from ocr.commands.check import blank_pages, check_line, to_rescan
from ocr.commands.desk import login
from ocr.commands.ingest import Ingest
from ocr.commands.stored import stored_line
from ocr.errors import InputError
from ocr.json_line import json_line
from ocr.messages import _, ngettext
from ocr.source import find_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ocr.commands.desk import Desk
    from ocr.commands.ingest import Outcome
    from ocr.document import Document
    from ocr.json_line import Line
    from ocr.pipeline import ReadDocument, Result
    from ocr.template import Importance

    OnPage = Callable[[Path, int], None]

    class Read(Protocol):
        """Files to what they hold or what is wrong with them, as they finish; on_page is told of each page."""

        def __call__(self, files: Iterable[Path], *, on_page: OnPage) -> Iterator[tuple[Path, Result]]: ...


INTERRUPTED = 130
_REVIEW = _("to review")
_MOST_NUMBERS = 10
"""Of pages set aside, on a file's line; every second page of a stack that was scanned on both sides may be blank."""


def ingest_files(desk: Desk, read: Read, paths: Sequence[Path], *, skip: Path, as_json: bool, strict: bool) -> int:
    """Store what the paths hold and show it; returns the exit code. The folder `skip` is not looked into.

    That nobody reads stdout any more does not stop the batch: it was asked to store.
    """
    files = list(find_files(paths, skip=(skip,)))
    counts: Counter[str] = Counter()
    listening, interrupted = as_json, False
    with console.meter(len(files)) as meter:
        batch = Ingest(desk, partial(read, on_page=meter.page), who=login())
        try:
            for outcome in batch.run(files):
                meter.file(outcome.path)
                shown = outcome.document_ids if outcome.pages or listening else ()
                documents = [desk.archive.get(one) for one in shown]
                counts[outcome.status] += 1
                to_review = sum(one.record.review.needed for one in documents)
                counts["review"] += to_review
                if outcome.status == "failed" or not meter.is_bar:
                    meter.note(_outcome_text(outcome) + (f" ({_REVIEW})" if to_review else ""))
                for document in documents if listening else ():
                    listening = _emitted(stored_line(document))
        except KeyboardInterrupt:
            interrupted = True
    problem = desk.try_catch_up() if interrupted else batch.index_problem
    if problem:
        console.say(_("Stored, but the index could not follow: {problem}").format(problem=problem))
    console.say(_summary(counts))
    if interrupted:
        left = len(files) - sum(counts[status] for status in ("stored", "known", "failed"))
        console.say(_("Stopped with {count} files to go; run the same command again to go on.").format(count=left))
        return INTERRUPTED
    return _exit_code(counts, strict=strict)


def extract_files(read: Read, paths: Sequence[Path], *, with_text: bool, strict: bool) -> int:
    """Print what the paths hold as JSON lines, storing nothing; returns the exit code."""
    files = list(find_files(paths))
    counts: Counter[str] = Counter()
    with console.meter(len(files)) as meter:
        try:
            for _path, result in _readable(read, files, meter, counts):
                counts["read"] += 1
                for one in result:
                    counts["review"] += one.record.review.needed
                    console.emit_json(json_line(one.document, one.record, with_text=with_text))
        except KeyboardInterrupt:
            return INTERRUPTED
    return _exit_code(counts, strict=strict)


def check_files(
    look: Read, paths: Sequence[Path], *, importance: Importance | None, as_json: bool, strict: bool
) -> int:
    """Print each page that must be scanned again, why, and what to do, then the blank ones; returns the exit code."""
    files = list(find_files(paths))
    counts: Counter[str] = Counter()
    blank: list[tuple[Path, tuple[int, ...]]] = []
    with console.meter(len(files)) as meter:
        try:
            for path, result in _readable(look, files, meter, counts):
                for document in (one.document for one in result):
                    counts["pages"] += len(document.pages)
                    counts["review"] += _emit_rescans(path, document, importance, as_json=as_json)
                    if numbers := blank_pages(document):
                        blank.append((path, numbers))
                        counts["blank"] += len(numbers)
        except KeyboardInterrupt:
            return INTERRUPTED
    for path, numbers in () if as_json else blank:
        console.emit(_("{path}: blank: page {numbers}").format(path=path, numbers=", ".join(map(str, numbers))))
    text = _("{pages} pages looked at; to scan again: {review}; blank: {blank}; files failed: {failed}")
    console.say(text.format(**{name: counts[name] for name in ("pages", "review", "blank", "failed")}))
    return _exit_code(counts, strict=strict)


def _emit_rescans(path: Path, document: Document, importance: Importance | None, *, as_json: bool) -> int:
    """Print the pages of one file to scan again, and with as_json its blank ones; how many are to be scanned."""
    found = to_rescan(document, importance)
    blank = blank_pages(document)
    for page in document.pages:
        why = found.get(page.number, ())
        if as_json and (why or page.number in blank):
            console.emit_json(check_line(path, page, why))
        elif why:
            what = " / ".join(one.text for one in why)
            console.emit(_("{path}: page {page}: {what}").format(path=path, page=page.number, what=what))
    return len(found)


def evaluate_folder(read: Read, folder: Path, *, with_errors: bool, with_calibration: bool, as_json: bool) -> None:
    """Read the papers in a folder and print how what was read compares with its truth."""
    from ocr.evaluate import find_cases, list_mistakes, report, report_calibration, score

    cases = find_cases(folder)
    ids = {case.path: case.id for case in cases}
    lines: dict[str, list[Line]] = {}
    with console.meter(len(ids)) as meter:
        for path, result in read(ids, on_page=meter.page):
            meter.file(path)
            if isinstance(result, InputError):
                meter.note(f"{path}: {result}")
                result = ()
            lines[ids[path]] = [json_line(one.document, one.record, with_text=True) for one in result]
    scored = score({case.id: case.truth for case in cases}, lines)
    if as_json:
        hidden = {"mistakes": not with_errors, "calibration": not with_calibration}
        console.emit_json({name: value for name, value in asdict(scored).items() if not hidden.get(name)})
        return
    console.emit(report(scored))
    if with_calibration:
        console.emit(report_calibration(scored.calibration))
    if with_errors and scored.mistakes:
        console.emit(list_mistakes(scored))


def _readable(
    read: Read, files: Sequence[Path], meter: console.Meter, counts: Counter[str]
) -> Iterator[tuple[Path, tuple[ReadDocument, ...]]]:
    """What each file holds; those that hold nothing readable are noted and counted as failed."""
    for path, result in read(files, on_page=meter.page):
        meter.file(path)
        if isinstance(result, InputError):
            counts["failed"] += 1
            meter.note(f"{path}: {result}")
        else:
            yield path, result


def _emitted(line: object) -> bool:
    """Print a line; False if nobody reads it any more."""
    try:
        console.emit_json(line)
    except console.OutputClosedError:
        return False
    return True


def _exit_code(counts: Counter[str], *, strict: bool) -> int:
    return InputError.exit_code if counts["failed"] or (strict and counts["review"]) else 0


def _outcome_text(outcome: Outcome) -> str:
    """One line a file; never what the paper says."""
    if outcome.status == "failed":
        return f"{outcome.path}: {outcome.problem}"
    ids = " ".join(short_id(one) for one in outcome.document_ids)
    if outcome.status == "known":
        return _("{path}: already there: {ids}").format(path=outcome.path, ids=ids)
    pages = ngettext("{count} page", "{count} pages", outcome.pages).format(count=outcome.pages)
    if (count := len(outcome.document_ids)) > 1:
        pages += ", " + ngettext("{count} document", "{count} documents", count).format(count=count)
    text = _("{path}: {pages}, stored: {ids}").format(path=outcome.path, pages=pages, ids=ids)
    if not outcome.aside:
        return text
    numbers = ", ".join(map(str, outcome.aside[:_MOST_NUMBERS])) + ", …" * (len(outcome.aside) > _MOST_NUMBERS)
    return text + _("; in no document, for blank or a separating sheet: page {numbers}").format(numbers=numbers)


def _summary(counts: Counter[str]) -> str:
    text = _("{stored} files stored, {known} already there, {failed} failed; to review: {review}")
    return text.format(**{name: counts[name] for name in ("stored", "known", "failed", "review")})
