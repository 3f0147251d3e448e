"""The command line: flags in, JSON lines out, exit codes. It, batches, views and console show all there is to see."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import typer

from ocr import console, options, wiring
from ocr.errors import DenpyoError, IntegrityError
from ocr.messages import _
from ocr.parser import Command, Group, globals_first

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from index.query import Query
    from index.stored import Stored
    from ocr.commands.desk import Desk
    from ocr.config import Settings

    Function = TypeVar("Function", bound=Callable[..., None])

app = typer.Typer(
    name="denpyo",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its boxes cut Japanese, which has no spaces to break at
)


def command(name: str, text: str) -> Callable[[Function], Function]:
    """A command of the program; the list of commands shows the first line of text."""
    epilog = _("Before and after every command: --archive, --config, --index, -v. `denpyo --help` explains them.")
    return app.command(name, cls=Command, help=text, short_help=text.partition("\n")[0], epilog=epilog)


def main() -> None:
    """Run; ends the process with the contract's exit code."""
    try:
        app(globals_first(sys.argv[1:]))
    except DenpyoError as error:
        console.say(f"denpyo: {error}")
        sys.exit(error.exit_code)
    except console.OutputClosedError:
        sys.exit(0)


@app.callback(
    help=_("Reads business papers, keeps them, and finds them again: invoices, receipts, expense forms, contracts.")
)
def _globals(
    context: typer.Context,
    archive: options.Archive = None,
    config: options.Config = None,
    index: options.Index = None,
    verbose: options.Verbose = 0,
    version: options.Version = False,
) -> None:
    everything = verbose > 1
    logging.basicConfig(
        level=logging.DEBUG if everything else logging.ERROR, format="%(levelname)s %(name)s: %(message)s"
    )
    for ours in ("ocr", "index"):
        level = logging.INFO if verbose else logging.WARNING
        logging.getLogger(ours).setLevel(logging.DEBUG if everything else level)
    context.obj = {"archive": archive, "config": config, "index": index}


def _settings(context: typer.Context, **flags: object) -> Settings:
    from ocr.config import load

    given = dict(context.obj)
    return load(given.pop("config"), {**given, **flags})


def _query(context: typer.Context, settings: Settings, **more: object) -> Query:
    """The question that a command's filters ask; search and export have the same."""
    from ocr.commands.search import make_query

    asked = {name: context.params[name] for name in options.FILTERS}
    return make_query(wiring.templates(settings), asked.pop("words") or (), **asked, **more)


def _warn_if_behind(desk: Desk) -> None:
    behind = desk.behind()
    if behind:
        text = _("The index has not seen the archive's last {count} changes; `denpyo reindex` brings it up to date.")
        console.say(text.format(count=behind))


def _warn_of_index(problem: str) -> None:
    """The archive has everything; only finding it must wait."""
    if problem:
        console.say(_("Stored, but the index could not follow: {problem}").format(problem=problem))


@command("ingest", _("Read files and folders into the archive; what is there already is not read again."))
def ingest(
    context: typer.Context,
    paths: options.Paths,
    workers: options.Workers = None,
    engine: options.Engine = None,
    keep_blank: options.KeepBlank = None,
    strict: options.Strict = False,
    as_json: options.AsJson = False,
) -> None:
    from ocr.batches import ingest_files

    settings = _settings(context, workers=workers, engine=engine, keep_blank=keep_blank)
    read = wiring.reader_pool(settings, wiring.templates(settings))
    with wiring.desk(settings, write=True) as desk:
        desk.catch_up()
        ended = ingest_files(desk, read, paths, skip=settings.archive, as_json=as_json, strict=strict)
    raise typer.Exit(ended)


@command("extract", _("Read files and folders and print what they say as JSON lines, storing nothing."))
def extract(
    context: typer.Context,
    paths: options.Paths,
    with_text: options.WithText = False,
    workers: options.Workers = None,
    engine: options.Engine = None,
    keep_blank: options.KeepBlank = None,
    strict: options.Strict = False,
) -> None:
    from ocr.batches import extract_files

    settings = _settings(context, workers=workers, engine=engine, keep_blank=keep_blank)
    read = wiring.reader_pool(settings, wiring.templates(settings))
    raise typer.Exit(extract_files(read, paths, with_text=with_text, strict=strict))


@command(
    "check",
    _("Say which pages are blank or must be scanned again, without reading them: colour, blur, tone, edges."),
)
def check(
    context: typer.Context,
    paths: options.Paths,
    importance: options.Class = "important",
    workers: options.Workers = None,
    strict: options.CheckStrict = False,
    as_json: options.AsJson = False,
) -> None:
    from ocr.batches import check_files

    settings = _settings(context, workers=workers)
    look = wiring.checker_pool(settings)
    law = importance if settings.scanner_law else None
    raise typer.Exit(check_files(look, paths, importance=law, as_json=as_json, strict=strict))


@command("interleave", _("Make one PDF of fronts and backs that were scanned one stack after the other."))
def interleave(
    context: typer.Context,
    files: options.Stacks,
    to: options.NewPdf,
    backs_in_order: options.BacksInOrder = False,
) -> None:
    from ocr.commands.interleave import interleave as write_interleaved

    limits = _settings(context).limits.source()
    count = write_interleaved(files, to, limits, backs_in_order=backs_in_order)
    console.say(_("{to}: {count} pages, fronts and backs in turn").format(to=to, count=count))


@command("search", _("Find documents by words, date, amount, counterparty, type, or what is missing."))
def search(
    context: typer.Context,
    words: options.Words = None,
    types: options.Type = None,
    counterparty: options.Counterparty = None,
    date_from: options.DateFrom = None,
    date_to: options.DateTo = None,
    amount_min: options.AmountMin = None,
    amount_max: options.AmountMax = None,
    missing: options.Missing = None,
    file_name: options.FileName = None,
    include_void: options.IncludeVoid = False,
    sort: options.SortBy = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
) -> None:
    from ocr.commands.search import hit_json
    from ocr.views import show_hits

    settings = _settings(context)
    query = _query(context, settings, sort=sort and sort.value, limit=limit)
    with wiring.desk(settings) as desk:
        _warn_if_behind(desk)
        hits = desk.index.search(query)
        if as_json:
            for hit in hits:
                console.emit_json(hit_json(hit))
        elif not show_hits(hits):
            console.say(_("Nothing found."))


@command(
    "export", _("Hand documents to an auditor: originals, table, JSON lines and a manifest, as a folder or zip file.")
)
def export(
    context: typer.Context,
    to: options.To,
    words: options.Words = None,
    types: options.Type = None,
    counterparty: options.Counterparty = None,
    date_from: options.DateFrom = None,
    date_to: options.DateTo = None,
    amount_min: options.AmountMin = None,
    amount_max: options.AmountMax = None,
    missing: options.Missing = None,
    file_name: options.FileName = None,
    include_void: options.IncludeVoid = False,
) -> None:
    from ocr.commands.export import export as write_export

    settings = _settings(context)
    query = _query(context, settings, sort="date")
    with wiring.desk(settings) as desk:
        count = sum(1 for _id in write_export(desk, query, to))
    console.say(_("Exported {count} documents to {to}.").format(count=count, to=to))


@command("show", _("Show one document: its fields, doubts and history, and where the original lies."))
def show(
    context: typer.Context,
    document_id: options.Id,
    as_json: options.AsJson = False,
    with_text: options.WithText = False,
    open_original: options.Open = False,
    overlay: options.Overlay = None,
) -> None:
    from ocr.commands.stored import stored_line
    from ocr.views import show_document

    settings = _settings(context)
    with wiring.desk(settings) as desk:
        stored = desk.archive.get(desk.archive.resolve(document_id))
    if overlay:
        _draw(stored, overlay, settings)
        if not as_json and not open_original:
            return
    if open_original:
        typer.launch(str(stored.original))
    elif as_json:
        console.emit_json(stored_line(stored, with_text=with_text))
    else:
        show_document(stored, with_text=with_text)


def _draw(stored: Stored, to: Path, settings: Settings) -> None:
    from ocr.commands.overlay import write_overlays

    for path in write_overlays(stored, to, settings.limits.source()):
        console.say(_("Drawn: {path}").format(path=path))


@command("correct", _("Put values right: a new version with your name and reason; the old one stays."))
def correct(
    context: typer.Context,
    document_id: options.Id,
    changes: options.Changes,
    reason: options.Reason,
) -> None:
    from ocr.commands.correct import correct as put_right

    settings = _settings(context)
    templates = wiring.templates(settings)
    with wiring.desk(settings, write=True) as desk:
        full_id = desk.archive.resolve(document_id)
        version = put_right(desk, full_id, changes, templates, why=reason, target=settings.review_target)
        _warn_of_index(desk.try_catch_up())
    console.say(_("{id}: version {version}").format(id=full_id, version=version))


@command("void", _("Withdraw a document; it stays in the archive and is found with --include-void."))
def void(context: typer.Context, document_id: options.Id, reason: options.Reason) -> None:
    from ocr.commands.desk import login

    with wiring.desk(_settings(context), write=True) as desk:
        full_id = desk.archive.resolve(document_id)
        done = desk.archive.void(full_id, who=login(), why=reason)
        _warn_of_index(desk.try_catch_up())
    text = _("{id}: withdrawn") if done else _("{id}: was withdrawn already")
    console.say(text.format(id=full_id))


@command(
    "verify", _("Check every stored byte against its fingerprint and the journal; code 7 if anything was changed.")
)
def verify(context: typer.Context, date_from: options.From = None, date_to: options.Until = None) -> None:
    from index.archive import Archive

    with Archive.open(_settings(context).archive) as archive:
        verification = archive.verify(date_from, date_to)
        problems = 0
        for problem in verification:
            problems += 1
            console.emit(str(problem))
    for notice in verification.notices:
        console.say(str(notice))
    checked = verification.checked
    text = _("{lines} journal lines, {files} files, {size:.1f} MB checked; {problems} problems")
    files = sum(n for name, n in checked.items() if name not in ("lines", "bytes"))
    console.say(text.format(lines=checked["lines"], files=files, size=checked["bytes"] / 1e6, problems=problems))
    if problems:
        raise typer.Exit(IntegrityError.exit_code)


@command("reindex", _("Make the search index anew from the archive."))
def reindex(context: typer.Context) -> None:
    with wiring.desk(_settings(context), write=True) as desk:
        count = desk.rebuild()
    console.say(_("{count} documents in the index.").format(count=count))


@command("evaluate", _("Measure: read the papers in DIR and compare with what people read from them."))
def evaluate(
    context: typer.Context,
    folder: options.Folder,
    errors: options.Errors = False,
    calibration: options.Calibration = False,
    workers: options.Workers = None,
    engine: options.Engine = None,
    as_json: options.AsJson = False,
) -> None:
    from ocr.batches import evaluate_folder

    settings = _settings(context, workers=workers, engine=engine)
    read = wiring.reader_pool(settings, wiring.templates(settings))
    evaluate_folder(read, folder, with_errors=errors, with_calibration=calibration, as_json=as_json)


@command("templates", _("List the document types, or check every template."))
def templates(context: typer.Context, action: options.Action = options.TemplatesAction.list) -> None:
    loaded = wiring.templates(_settings(context))
    if action == options.TemplatesAction.check:
        console.say(_("{count} templates, no mistake found.").format(count=len(loaded)))
        return
    rows = [(t.doc_type, t.title_ja, t.title_en, ", ".join(t.fields)) for t in loaded]
    console.emit_table((_("type"), "", "", _("fields")), rows)


@command("doctor", _("Say what works here, what is missing and how to get it."))
def doctor(context: typer.Context, as_json: options.AsJson = False) -> None:
    from ocr.commands.doctor import examine
    from ocr.views import show_checks

    settings = _settings(context)
    checks = examine(
        settings.archive,
        index=settings.index,
        server=settings.elasticsearch,
        engine=settings.engine,
        templates=settings.templates,
        registry=settings.registry,
        vendors=settings.vendors,
    )
    raise typer.Exit(show_checks(checks, as_json=as_json))


@command("schema", _("Print the JSON Schema of the lines that extract, ingest --json and show --json print."))
def schema() -> None:
    import json

    from ocr.json_line import json_schema

    console.emit(json.dumps(json_schema(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
