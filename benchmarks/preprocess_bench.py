"""What the repairs of a page are worth and what they cost: the bare engine on pages as they come against the pipeline.

python -m benchmarks.preprocess_bench [FOLDER] [--leave-one-out] [--files] [--plain] [--into FILE --name NAME]

FOLDER holds papers with their truth as `denpyo evaluate` takes it. Both readings are made in one run, by one engine and
page by page, so that a noisy machine disturbs both alike. --leave-one-out reads every page once more without each step
that did something to it. --plain compares with rapidocr at its own settings instead. --into puts the tables between
the lines `<!-- NAME -->` and `<!-- /NAME -->` of FILE.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import fmean

from benchmarks.plain_rapidocr import PlainRapidOCR
from benchmarks.repair_runs import Bench, FileRun, PageRun, step_name
from benchmarks.sealed_names import all_exact, names_under_seals
from ocr.engines import ENGINES
from ocr.evaluate import Case, find_cases, score
from ocr.preprocess.steps import STEPS
from ocr.template import load_templates

_MUCH_WORSE = 0.005
"""By which a file's rows may be read worse than by the bare engine."""

Runs = Mapping[str, FileRun]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every file read by the bare engine, by the pipeline and, by id, its names under seals."""

    cases: tuple[Case, ...]
    raw: Runs
    whole: Runs
    drawn: Mapping[str, tuple[PageRun, ...]]
    """Pages with a text layer as if they had come as pictures."""
    sealed: Mapping[str, tuple[str, ...]]

    @property
    def pages(self) -> tuple[tuple[str, PageRun], ...]:
        """Every page that was drawn and repaired, with its file."""
        scans = ((id_, page) for id_, run in self.whole.items() for page in run.pages)
        return (*scans, *((id_, page) for id_, pages in self.drawn.items() for page in pages))


def measure(bench: Bench, cases: Sequence[Case], tell: Callable[[str], None]) -> Outcome:
    """Read every file both ways."""
    raw, whole, drawn, sealed = {}, {}, {}, {}
    for case in cases:
        tell(case.id)
        raw[case.id] = bench.raw(case)
        whole[case.id] = bench.whole(case)
        if pages := bench.drawn(case):
            drawn[case.id] = pages
        if names := names_under_seals(case, whole[case.id]):
            sealed[case.id] = names
    return Outcome(tuple(cases), raw, whole, drawn, sealed)


def without(bench: Bench, outcome: Outcome, step: str, tell: Callable[[str], None]) -> Runs:
    """The files to which this step did something, read without it."""
    runs = {}
    for case in outcome.cases:
        if any(step in page.repaired for page in outcome.whole[case.id].pages):
            tell(f"{case.id} without {step}")
            runs[case.id] = bench.whole(case, step)
    return runs


def row_error(runs: Runs) -> float:
    """Of all characters in rows, the share that is wrong."""
    return sum(run.wrong for run in runs.values()) / max(1, sum(run.characters for run in runs.values()))


def bag_error(runs: Runs) -> float:
    """Of characters in any order, the mean over files."""
    return fmean(run.bag_error for run in runs.values())


def much_worse(outcome: Outcome) -> list[str]:
    """Files whose rows the pipeline reads worse than the bare engine by more than half a point."""
    differences = {case.id: outcome.whole[case.id].row_error - outcome.raw[case.id].row_error for case in outcome.cases}
    return [id_ for id_, difference in differences.items() if difference > _MUCH_WORSE]


def _bars(outcome: Outcome) -> Iterator[str]:
    worse = much_worse(outcome)
    yield "| | bare engine | pipeline | aim |"
    yield "|---|---|---|---|"
    for name, error, aim in (("wrong in rows, %", row_error, 2.5), ("wrong in any order, %", bag_error, 1.0)):
        yield f"| {name} | {_percent(error(outcome.raw))} | {_percent(error(outcome.whole))} | {aim} |"
    yield f"| files more than half a point worse in rows | | {len(worse)} of {len(outcome.cases)} | 0 |"
    if outcome.sealed:
        yield f"| sealed documents with every name under a seal exact | | {_names(outcome, outcome.whole)} | 90 % |"
    if clean := [page for _, page in outcome.pages if page.is_as_it_came]:
        yield f"| added to the engine's CPU on pages that needed nothing, % | | {_percent(_added(clean), 0)} | 25 |"
    worst = max(page.added for _, page in outcome.pages)
    yield f"| added to the engine's CPU on the worst page, % | | {_percent(worst, 0)} | 80 |"
    yield ""
    for id_ in worse:
        before, after = (_percent(runs[id_].row_error) for runs in (outcome.raw, outcome.whole))
        yield f"Worse: {id_}, {before} to {after} %."
    if missed := [id_ for id_ in outcome.sealed if not _all_exact(outcome, outcome.whole, id_)]:
        yield f"Names under seals missed: {', '.join(missed)}."


def _files(outcome: Outcome) -> Iterator[str]:
    yield "| file | rows, bare | rows | any order, bare | any order | repairs |"
    yield "|---|---|---|---|---|---|"
    for case in outcome.cases:
        raw, whole = outcome.raw[case.id], outcome.whole[case.id]
        made = sorted({step for page in whole.pages for step in page.repaired})
        cells = (raw.row_error, whole.row_error, raw.bag_error, whole.bag_error)
        yield f"| {case.id} | {' | '.join(map(_percent, cells))} | {', '.join(made)} |"


def _costs(outcome: Outcome) -> Iterator[str]:
    pages = [page for _, page in outcome.pages]
    engine_s = fmean(page.engine_s for page in pages)
    yield "| | pages | CPU s there | CPU s elsewhere | of the engine's, % |"
    yield "|---|---|---|---|---|"
    for name in map(step_name, STEPS):
        runs = [step for page in pages for step in page.steps if step.step == name]
        there = [run.cpu_s for run in runs if run.repaired]
        elsewhere = [run.cpu_s for run in runs if not run.repaired]
        share = fmean([run.cpu_s for run in runs]) / engine_s
        yield f"| `{name}` | {len(there)} | {_mean(there)} | {_mean(elsewhere)} | {_percent(share, 1)} |"
    for name, costs in (
        ("rules, layout, order", [page.rest_s for page in pages]),
        ("read again", [page.again_s for page in pages]),
    ):
        there = [cost for cost in costs if cost]
        yield f"| {name} | {len(there)} | {_mean(there)} | | {_percent(fmean(costs) / engine_s, 1)} |"
    yield f"| engine | {len(pages)} | {engine_s:.3f} | | 100 |"
    yield ""
    yield f"{len(pages)} pages. Added to the engine's CPU, in percent of it:"
    yield ""
    for name, those in (
        ("pages drawn from PDFs", [(i, page) for i, pages in outcome.drawn.items() for page in pages]),
        ("all pages to which nothing was done", [one for one in outcome.pages if one[1].is_as_it_came]),
        ("pages that were repaired", [one for one in outcome.pages if not one[1].is_as_it_came]),
    ):
        if those:
            worst, page = max(those, key=lambda one: one[1].added)
            mean = _added([page for _, page in those])
            made = f", {', '.join(sorted(page.repaired))}" if page.repaired else ""
            most = f"at most {_percent(page.added, 0)} ({worst} page {page.number}{made})"
            yield f"- {name} ({len(those)}): {_percent(mean, 0)}, {most}"


def _added(pages: Sequence[PageRun]) -> float:
    """Over all of the pages together."""
    return sum(page.added * page.engine_s for page in pages) / sum(page.engine_s for page in pages)


def _worths(outcome: Outcome, left_out: Iterable[tuple[str, Runs]]) -> Iterator[str]:
    """A line for the whole and one for every step that did something, as soon as its files have been read."""
    yield "| without | files | wrong in rows there, % | in the set | in any order | fields F1 | names under seals |"
    yield "|---|---|---|---|---|---|---|"
    for name, runs in chain([("nothing", {})], ((f"`{name}`", runs) for name, runs in left_out if runs)):
        whole = {**outcome.whole, **runs}
        there = "–"
        if runs:
            of_these = {id_: outcome.whole[id_] for id_ in runs}
            there = f"{_percent(row_error(of_these))} → {_percent(row_error(runs))}"
        shown = (
            name,
            str(len(runs) or "–"),
            there,
            _percent(row_error(whole)),
            _percent(bag_error(whole)),
            f"{_fields(outcome, whole):.3f}",
            _names(outcome, whole),
        )
        yield f"| {' | '.join(shown)} |"


def _names(outcome: Outcome, runs: Runs) -> str:
    return f"{sum(_all_exact(outcome, runs, id_) for id_ in outcome.sealed)} of {len(outcome.sealed)}"


def _all_exact(outcome: Outcome, runs: Runs, id_: str) -> bool:
    case = next(case for case in outcome.cases if case.id == id_)
    return all_exact(case, runs[id_], outcome.sealed[id_])


def _fields(outcome: Outcome, runs: Runs) -> float:
    truths = {case.id: case.truth for case in outcome.cases}
    return score(truths, {id_: run.lines for id_, run in runs.items()}).micro.f1


def _percent(share: float, digits: int = 2) -> str:
    return f"{100 * share:.{digits}f}"


def _mean(costs: Sequence[float]) -> str:
    return f"{fmean(costs):.3f}" if costs else "–"


def _into(file: Path, name: str, tables: str) -> None:
    """Put the tables where the file wants those of this name; SystemExit if it does not."""
    text = file.read_text(encoding="utf-8")
    place = re.compile(rf"(?<=<!-- {re.escape(name)} -->\n).*?(?=<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not place.search(text):
        raise SystemExit(f"{file} has no <!-- {name} --> and <!-- /{name} -->")
    file.write_text(place.sub(lambda _: f"\n{tables}\n\n", text), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"))
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rapidocr")
    parser.add_argument("--leave-one-out", action="store_true", help="what each step is worth")
    parser.add_argument("--files", action="store_true", help="a line for every file")
    parser.add_argument("--plain", action="store_true", help="the bare engine is rapidocr as its authors set it")
    parser.add_argument("--only", nargs="*", metavar="ID", help="just these files")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables into this file too")
    parser.add_argument("--name", help="of their place in it")
    given = parser.parse_args()
    if (given.into is None) != (given.name is None):
        parser.error("--into and --name belong together")
    cases = [case for case in find_cases(given.folder) if not given.only or case.id in given.only]
    bench = Bench(ENGINES[given.engine](), load_templates(), PlainRapidOCR() if given.plain else None)
    bench.warm_up()

    def tell(what: str) -> None:
        print(what, file=sys.stderr, flush=True)

    outcome = measure(bench, cases, tell)
    tables = [_joined(_bars(outcome)), _joined(_costs(outcome))]
    print(*tables, sep="\n\n", flush=True)
    if given.files:
        print("", _joined(_files(outcome)), sep="\n", flush=True)
    if given.leave_one_out:
        left_out = ((step, without(bench, outcome, step, tell)) for step in map(step_name, STEPS))
        print(flush=True)
        worths = []
        for line in _worths(outcome, left_out):
            print(line, flush=True)
            worths.append(line)
        tables.append("\n".join(worths))
    if given.into:
        _into(given.into, given.name, "\n\n".join(tables))


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines).strip()


if __name__ == "__main__":
    main()
