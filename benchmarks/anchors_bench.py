"""Real English papers that strangers labelled: contracts, broadcasters' orders and receipts, held against the bars.

    python -m benchmarks.anchors_bench [nda] [broadcast] [sroie] [--data DIR] [--files N] [--ends] [--text-layer]

The PDFs of nda_contracts and broadcast_orders are born digital; unless --text-layer is given, their pages are drawn
at 200 dpi and pass an office scanner, so that they are read as pictures. Receipts of SROIE are pictures already.
--ends reads only the first and the last page of every file, where parties, dates and totals stand, which takes a third
of the time. Without --files all are read: about 10 minutes with text layers, hours without.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pypdfium2

from ocr.errors import InputError
from ocr.executor import make_reader
from ocr.json_line import json_line
from ocr.pipeline import Reader
from ocr.source import SourceLimits
from ocr.template import load_templates
from training.conditions import clean_scan, encode, worn
from training.render import rasterise

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SCANNER = clean_scan()
SEED = 1
"""Of the files that --files chooses, and of the wear."""
_MM = 25.4

Truth = Mapping[str, Any]
Lines = Sequence[Mapping[str, Any]]
Scores = Iterator[tuple[str, bool]]
"""Name of a measure, and whether one value that it counts was read as labelled."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A set of papers, how they are scored and what is asked of them."""

    name: str
    folder: str
    truths: Callable[[Path], dict[str, Truth]]
    """Labels by file name."""
    score: Callable[[Truth, Lines], Scores]
    bars: Mapping[str, float]
    """Share of the values of a measure that must be right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one set."""

    right: Counter[str]
    asked: Counter[str]
    mistakes: tuple[str, ...]
    seconds: float
    files: int


def measure(anchor: Anchor, data: Path, reader: Reader, how: argparse.Namespace) -> Measured:
    """Read and score the set; FileNotFoundError where the data is not there."""
    truths = anchor.truths(data / anchor.folder)
    names = sorted(truths)
    if how.files is not None:
        names = sorted(random.Random(SEED).sample(names, min(how.files, len(names))))
    right, asked = Counter[str](), Counter[str]()
    mistakes = []
    start = time.perf_counter()
    for name in names:
        lines = read(data / anchor.folder / name, reader, ends=how.ends, text_layer=how.text_layer)
        for what, is_right in anchor.score(truths[name], lines):
            asked[what] += 1
            right[what] += is_right
            if not is_right:
                mistakes.append(f"{anchor.name} {name} {what}")
    return Measured(right, asked, tuple(mistakes), time.perf_counter() - start, len(names))


def read(path: Path, reader: Reader, *, ends: bool, text_layer: bool) -> Lines:
    """The JSON lines of the file as it arrives; none for one that cannot be read."""
    with tempfile.TemporaryDirectory() as scratch:
        arriving = path
        if path.suffix == ".pdf" and (ends or not text_layer):
            arriving = Path(scratch) / path.name
            content = _ends(path) if ends else path.read_bytes()
            arriving.write_bytes(content if text_layer else scanned(content))
        try:
            return [json_line(one.document, one.record) for one in reader.read(arriving)]
        except InputError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            return []


def scanned(content: bytes) -> bytes:
    """The PDF's pages as an office scanner gives them: a PDF of one picture a page, without text."""
    dpi = SCANNER.dpi or 200
    pictures = rasterise(content, dpi)
    widths = [picture.shape[1] / dpi * _MM for picture in pictures]
    return encode((), worn(pictures, widths, SCANNER, SEED), SCANNER, ".pdf")


def _ends(path: Path) -> bytes:
    """The PDF's first and last page, as a PDF."""
    whole, short = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    short.import_pages(whole, sorted({0, len(whole) - 1}))
    with tempfile.SpooledTemporaryFile() as out:
        short.save(out)
        out.seek(0)
        return out.read()


def _listed(folder: Path) -> dict[str, Truth]:
    """Of sets with one truth.json."""
    return {truth["file"]: truth for truth in json.loads((folder / "truth.json").read_text(encoding="utf-8"))}


def _beside(folder: Path) -> dict[str, Truth]:
    """Of sets with a truth beside every picture."""
    found = {path.name: path.with_suffix(".json") for path in sorted(folder.glob("*.jpg"))}
    if not found:
        raise FileNotFoundError(folder)
    return {name: json.loads(truth.read_text(encoding="utf-8")) for name, truth in found.items()}


def _nda(truth: Truth, lines: Lines) -> Scores:
    """Each party that is labelled, under either name; the first date from which the contract holds.

    The labels write Ltd., Inc. and "and" whatever is printed, and leave out articles.
    """
    found = {_party(name) for name in _values(lines, "party_a", "party_b")}
    for party in truth.get("party", ()):
        yield "parties", _party(party.replace("_", " ")) in found
    if truth.get("effective_date"):
        dates = _values(lines, "effective_date", "contract_date")
        yield "effective date", truth["effective_date"][0] in dates


def _broadcast(truth: Truth, lines: Lines) -> Scores:
    asked = _amount(truth["total_amount_usd"])
    if asked is not None:
        yield "total", asked in map(_amount, _values(lines, "total_amount", "contract_amount"))


def _sroie(truth: Truth, lines: Lines) -> Scores:
    for what, field, as_read, as_labelled in (
        ("company", "vendor_name", _letters, _letters),
        ("date", "issue_date", str, _iso),
        ("total", "total_amount", _amount, _amount),
    ):
        values = _values(lines, field)
        yield what, bool(values) and as_read(values[0]) == as_labelled(truth[what])


def _values(lines: Lines, *fields: str) -> list[Any]:
    """What the documents of the file say, the first first."""
    return [
        line["fields"][field]["value"]
        for line in lines
        for field in fields
        if line["fields"].get(field, {}).get("value") is not None
    ]


def _letters(text: str) -> str:
    """Comparable: letters and digits, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())


def _party(name: str) -> str:
    """Comparable, with the legal forms' short names."""
    name = re.sub(r"^the\s", "", name.casefold().replace("&", " and "))
    for long, short in (("incorporated", "inc"), ("limited", "ltd"), ("company", "co"), ("corporation", "corp")):
        name = re.sub(rf"\b{long}\b", short, name)
    return _letters(name)


def _amount(text: object) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[^\d.]", "", str(text)))
    except InvalidOperation:
        return None


_DAYS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d %b %Y",
    "%d %b %y",
    "%d %B %Y",
    "%Y/%m/%d",
    "%b %d %Y",
    "%B %d %Y",
    "%d%m%Y",
    "%Y%m%d",
)
"""Ways in which the labels write days; Malaysian receipts have the day first."""


def _iso(text: str) -> str | None:
    """The labelled day; None where it is none that can be understood."""
    folded = re.sub(r"[\s,]+", " ", re.sub(r"[-.]", "/", text.strip())).replace(" /", "/")
    spaced = re.sub(r"(?<=\d)/?(?=[A-Za-z])|(?<=[A-Za-z])/?(?=\d)", " ", folded)
    for way in _DAYS:
        for written in (folded, spaced):
            try:
                return dt.datetime.strptime(written, way).replace(tzinfo=dt.UTC).date().isoformat()
            except ValueError:
                continue
    return None


ANCHORS = (
    Anchor("nda", "nda_contracts", _listed, _nda, {"parties": 0.85, "effective date": 0.85}),
    Anchor("broadcast", "broadcast_orders", _listed, _broadcast, {"total": 0.90}),
    Anchor("sroie", "sroie", _beside, _sroie, {"total": 0.95, "date": 0.95, "company": 0.85}),
)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.anchors_bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [anchor.name for anchor in ANCHORS]
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"{', '.join(names)} (default: all)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the sets (default: %(default)s)")
    parser.add_argument("--files", type=int, help="so many of each set, drawn at random")
    parser.add_argument("--ends", action="store_true", help="only the first and the last page of every PDF")
    parser.add_argument("--text-layer", action="store_true", help="PDFs as they are, without drawing their pages")
    parser.add_argument("--mistakes", action="store_true", help="name the files and what was wrong")
    given = parser.parse_args()
    unknown = set(given.sets) - set(names)
    if unknown:
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    chosen = [anchor for anchor in ANCHORS if anchor.name in (given.sets or names)]
    missing = [str(given.data / anchor.folder) for anchor in chosen if not (given.data / anchor.folder).is_dir()]
    if missing:
        print(f"not there: {', '.join(missing)}; say with --data where the papers are", file=sys.stderr)
        return 1
    reader = make_reader("rapidocr", load_templates(), SourceLimits(), layout_model=True)
    print(f"{'set':10} {'measure':16} {'right':>9} {'share':>6} {'bar':>5}")
    for anchor in chosen:
        _print(anchor, measure(anchor, given.data, reader, given), with_mistakes=given.mistakes)
    return 0


def _print(anchor: Anchor, measured: Measured, *, with_mistakes: bool) -> None:
    for what, bar in anchor.bars.items():
        right, asked = measured.right[what], measured.asked[what]
        if not asked:
            continue
        verdict = "" if right >= bar * asked else "  below"
        print(f"{anchor.name:10} {what:16} {right:4}/{asked:<4} {right / asked:6.3f} {bar:5.2f}{verdict}")
    print(
        f"{anchor.name:10} {measured.files} files, {measured.seconds / max(1, measured.files):.1f} s a file", flush=True
    )
    if with_mistakes and measured.mistakes:
        print(*measured.mistakes, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
