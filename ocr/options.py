"""The options and arguments of the command line, each defined once, with the text that a clerk reads about it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ocr import __version__
from ocr.messages import _
from ocr.template import Importance


class Sort(StrEnum):
    date = "date"
    amount = "amount"
    relevance = "relevance"


class TemplatesAction(StrEnum):
    list = "list"
    check = "check"


def _day(text: str, *, last: bool) -> dt.date:
    """The day that text names; of a year or a month alone, its first or last day."""
    from ocr.extract.values import parse_date

    day = parse_date(text)
    partial = re.fullmatch(r"(\d{4})(?:[-/](0?[1-9]|1[0-2]))?", text.strip())
    if day is None and partial and partial[1] != "0000":
        year, month = int(partial[1]), int(partial[2] or (12 if last else 1))
        day = dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    if day is None:
        raise typer.BadParameter(_("{text!r} is not a date; write 2026-10-31, 2026-10 or 2026").format(text=text))
    return day


def first_day(text: str) -> dt.date:
    """2026-10 -> 2026-10-01; wrong usage if text is no date."""
    return _day(text, last=False)


def last_day(text: str) -> dt.date:
    """2026-10 -> 2026-10-31; wrong usage if text is no date."""
    return _day(text, last=True)


def amount(text: str) -> Decimal:
    """1,000,000 or ¥1000 or 1000円; wrong usage if text is no amount."""
    from ocr.extract.values import parse_amount

    number = parse_amount(text)
    if number is None:
        raise typer.BadParameter(_("{text!r} is not an amount; write 441648 or 441,648").format(text=text))
    return number


def importance(text: str) -> Importance:
    """important for 重要 and 重要書類, general for 一般 and 一般書類; wrong usage if text is no class."""
    known: dict[str, Importance] = {
        "important": "important",
        "重要": "important",
        "general": "general",
        "一般": "general",
    }
    if (found := known.get(text.strip().lower().removesuffix("書類"))) is None:
        raise typer.BadParameter(
            _("{text!r} is no class; write important (重要書類) or general (一般書類)").format(text=text)
        )
    return found


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"denpyo {__version__}")
        raise typer.Exit


# For every command, before or after its name.
Archive = Annotated[
    Path | None,
    typer.Option("--archive", metavar="DIR", help=_("The archive's folder (default: ./denpyo-archive).")),
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help=_("Settings file (default: ./denpyo.toml)."))
]
Index = Annotated[
    str | None,
    typer.Option("--index", metavar="URL", help=_("Search index: embedded, or an Elasticsearch server's address.")),
]
Version = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_show_version, help=_("Show the version and exit.")),
]
Verbose = Annotated[
    int, typer.Option("-v", "--verbose", count=True, show_default=False, help=_("Say more; twice for everything."))
]

# What to read.
Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH", exists=True, show_default=False, help=_("Files, or folders with everything in them.")
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", help=_("Processes that read pages (default: fits the machine)."))
]
Engine = Annotated[str | None, typer.Option("--engine", metavar="NAME", help=_("OCR engine: rapidocr or tesseract."))]
KeepBlank = Annotated[
    bool | None,
    typer.Option("--keep-blank", show_default=False, help=_("Blank pages stay with the document before them.")),
]
WithText = Annotated[bool, typer.Option("--text", help=_("Add the whole text, one string a page."))]
CheckStrict = Annotated[bool, typer.Option("--strict", help=_("End with code 3 if any page must be scanned again."))]
Class = Annotated[
    Importance,
    typer.Option(
        "--importance",
        metavar="CLASS",
        parser=importance,
        help=_("What the papers are to the law on scans: important (重要書類) or general (一般書類)."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=_("End with code 3 if any document needs a person's look."))]

# Fronts and backs.
Stacks = Annotated[
    list[Path],
    typer.Argument(
        metavar="FRONTS.pdf [BACKS.pdf]",
        exists=True,
        dir_okay=False,
        show_default=False,
        help=_("The fronts and the backs, or one file with all fronts and then all backs."),
    ),
]
NewPdf = Annotated[
    Path, typer.Option("--to", metavar="FILE.pdf", show_default=False, help=_("A new file to write into."))
]
BacksInOrder = Annotated[
    bool,
    typer.Option("--backs-in-order", help=_("The first back is the first sheet's, not the last sheet's.")),
]

# What to look for.
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WORDS",
        show_default=False,
        help=_("Words that must all occur; two characters are enough. In quotes, a phrase: '\"請求書 10月分\"'."),
    ),
]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="T", help=_("Document type, e.g. invoice; `denpyo templates` lists them.")),
]
Counterparty = Annotated[
    str | None,
    typer.Option(
        "--counterparty", metavar="NAME", help=_("The other side's name or part of it; ㈱ and 株式会社 agree.")
    ),
]
DateFrom = Annotated[
    dt.date | None,
    typer.Option("--date-from", metavar="D", parser=first_day, help=_("On or after this day: 2026-10-31 or 2026-10.")),
]
DateTo = Annotated[
    dt.date | None,
    typer.Option("--date-to", metavar="D", parser=last_day, help=_("On or before this day: 2026-10-31 or 2026-10.")),
]
AmountMin = Annotated[
    Decimal | None, typer.Option("--amount-min", metavar="N", parser=amount, help=_("At least this amount: 100,000."))
]
AmountMax = Annotated[
    Decimal | None, typer.Option("--amount-max", metavar="N", parser=amount, help=_("At most this amount."))
]
Missing = Annotated[
    list[str] | None,
    typer.Option("--missing", metavar="FIELD", help=_("Documents without this field, e.g. total_amount.")),
]
FileName = Annotated[str | None, typer.Option("--file-name", metavar="TEXT", help=_("Part of the file's name."))]
IncludeVoid = Annotated[bool, typer.Option("--include-void", help=_("Withdrawn documents too."))]
SortBy = Annotated[
    Sort | None, typer.Option("--sort", help=_("Order of the hits (default: relevance with WORDS, else date)."))
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=_("At most this many hits."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("For other programs: one JSON line each, nothing else."))]

FILTERS = (
    "words",
    "types",
    "counterparty",
    "date_from",
    "date_to",
    "amount_min",
    "amount_max",
    "missing",
    "file_name",
    "include_void",
)
"""The parameters that search and export share."""

# One document.
Id = Annotated[
    str, typer.Argument(metavar="ID", show_default=False, help=_("The document's ID, or its first characters."))
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why; kept with the change for the auditor."))]
Changes = Annotated[
    list[str],
    typer.Argument(metavar="FIELD=VALUE", show_default=False, help=_("The right values, e.g. total_amount=441648.")),
]
Open = Annotated[bool, typer.Option("--open", help=_("Open the original in its usual program."))]
Overlay = Annotated[
    Path | None,
    typer.Option(
        "--overlay",
        metavar="FILE.png",
        help=_("Draw the pages with their words, regions and the ink behind each field; page 2 of 3 is FILE-2.png."),
    ),
]

# The archive.
To = Annotated[
    Path,
    typer.Option("--to", metavar="DIR|FILE.zip", show_default=False, help=_("A new folder or zip file to write into.")),
]
From = Annotated[
    dt.date | None, typer.Option("--from", metavar="D", parser=first_day, help=_("Only what came in on or after D."))
]
Until = Annotated[
    dt.date | None, typer.Option("--to", metavar="D", parser=last_day, help=_("Only what came in on or before D."))
]

# Checking.
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", exists=True, file_okay=False, show_default=False, help=_("A folder with docs/ and truth/*.json.")
    ),
]
Errors = Annotated[bool, typer.Option("--errors", help=_("Also list every value that is wrong or missing."))]
Calibration = Annotated[
    bool, typer.Option("--calibration", help=_("Also compare stated probabilities with what came true."))
]
Action = Annotated[
    TemplatesAction, typer.Argument(metavar="ACTION", help=_("list the document types, or check every template."))
]
