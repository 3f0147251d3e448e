"""Paper of layouts that nothing was trained on: families withheld from training are drawn, worn, read and scored.

    python -m benchmarks.withheld_bench [--seed N] [--papers N] [--keep FOLDER] [--families GROUP]

Every withheld family gives the same number of papers; content, words and looks come from the seed, and wear goes round
(as a PDF, scanned, worn, photographed, faxed). --keep leaves FOLDER/docs and FOLDER/truth for `denpyo evaluate` and
other programs, and FOLDER/readings for those that take recorded ones. --families trained draws those that training
knows, to show what the difference costs; fitting those that confidence is fitted on.
Needs the fonts named in training/README.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from ocr.evaluate import report, score
from ocr.executor import make_reader
from ocr.json_line import json_line
from ocr.source import SourceLimits
from ocr.template import load_templates
from training import wear
from training.camera import Shot
from training.conditions import DIGITAL, Condition, clean_scan, faxed, photo, worn_scan
from training.families import Family, families
from training.fonts import FontMissingError
from training.proof import ProofError
from training.recipe import Made, Recipe, make

SEED = 2027
WEAR: tuple[tuple[str, Condition], ...] = (
    (".pdf", DIGITAL),
    (".pdf", clean_scan()),
    (".jpg", worn_scan(skew=0.9)),
    (".jpg", photo(Shot(), wear.fold)),
    (".pdf", worn_scan(partial(wear.streaks, count=2), skew=-1.3, colour=True)),
    (".tif", faxed()),
)
_MANY_PAGES = (".pdf", ".tif")
_TRIES = 20
"""Seeds tried for a paper; some give pages that nobody would print, and the proof refuses them."""


GROUPS = ("withheld", "fitting", "trained")


def papers(seed: int, each: int, group: str = GROUPS[0]) -> Iterator[tuple[str, Made]]:
    """Papers under their names, `each` of every family of the group."""
    count = 0
    for family in families(withheld=group == "withheld", fitting=group == "fitting"):
        for n in range(each):
            suffix, condition = WEAR[count % len(WEAR)]
            count += 1
            made = _printable(family, suffix, condition, f"{seed}/{n}")
            yield f"{family.name}-{n}", made


def _printable(family: Family, suffix: str, condition: Condition, name: str) -> Made:
    for attempt in range(_TRIES):
        recipe = Recipe(f"{family.name}/{name}/{attempt}", family.name, suffix, condition, family.draw)
        try:
            made = make(recipe, attempt)
            if len(made.pages) > 1 and suffix not in _MANY_PAGES:
                made = make(replace(recipe, suffix=".pdf"), attempt)
            return made
        except ProofError:
            continue
    raise ProofError(f"{family.name}: none of {_TRIES} seeds gives a page that can be printed")


def write(folder: Path, name: str, made: Made) -> Path:
    """The file under docs/ and its truth under truth/; returns the file."""
    path = folder / "docs" / f"{name}{made.recipe.suffix}"
    path.write_bytes(made.content)
    truth = {"id": name, "file": f"docs/{path.name}", "pages": len(made.pages), **made.expected}
    (folder / "truth" / f"{name}.json").write_text(f"{json.dumps(truth, ensure_ascii=False, indent=1)}\n", "utf-8")
    return path


def main() -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.withheld_bench", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--papers", type=int, default=3, help="of each family")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--families", choices=GROUPS, default=GROUPS[0])
    options = parser.parse_args()
    reader = make_reader("rapidocr", load_templates(), SourceLimits(), layout_model=True)
    truths, lines = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        for part in ("docs", "truth", "readings"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        try:
            for name, made in papers(options.seed, options.papers, options.families):
                path = write(folder, name, made)
                truths[name] = made.expected
                found = reader.read(path)
                readings = [one.document.model_dump(mode="json") for one in found]
                (folder / "readings" / f"{path.name}.json").write_text(json.dumps(readings), encoding="utf-8")
                lines[name] = [json_line(d.document, d.record, with_text=True) for d in found]
        except FontMissingError as error:
            print(error, file=sys.stderr)
            return 1
    print(report(score(truths, lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
