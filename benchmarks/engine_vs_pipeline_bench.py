"""What reading costs: the pipeline's CPU over the engine's, pages a minute, and how much memory a worker takes.

python -m benchmarks.engine_vs_pipeline_bench [FOLDER] [--engine NAME] [--pages N]

Scans only: pages with a usable text layer need no engine. The engine alone is measured as we set it, without and with
getting the pixels out of the file, which the pipeline's share holds too, and, for rapidocr, as its authors set it. The
folder is read over and over until N pages are.
"""

from __future__ import annotations

import argparse
import itertools
import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.plain_rapidocr import PlainRapidOCR
from ocr.engines import ENGINES
from ocr.errors import InputError
from ocr.executor import EXECUTORS, make_reader
from ocr.machine import descendants
from ocr.preprocess.orient import upright
from ocr.recognize import Engine
from ocr.source import SourceLimits, find_files, open_source
from ocr.template import load_templates

_SAMPLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Scan:
    """A file all of whose pages need an engine."""

    path: Path
    pages: int


def _scans(folder: Path) -> list[Scan]:
    found = []
    for path in find_files([folder]):
        try:
            source = open_source(path)
            if all(page.text_layer is None for page in source.pages()):
                found.append(Scan(path, source.page_count))
        except InputError:
            continue
    return found


def _cpu_s() -> float:
    """Of this process and the children it has buried."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _engine_cpu_s(engine: Engine, scan: Scan) -> tuple[float, float]:
    """Of the engine alone on the file's pages, upright as it needs them, and of getting their pixels from the file."""
    reading = decoding = 0.0
    before = _cpu_s()
    for page in open_source(scan.path).pages():
        decoding += _cpu_s() - before
        image, _ = upright(page.image)
        before = _cpu_s()
        engine.read(image.pixels)
        reading += _cpu_s() - before
        before = _cpu_s()
    return reading, decoding + _cpu_s() - before


def _compare(scans: list[Scan], engine_name: str) -> None:
    """Both over the same pages, file by file in turn, so that a noisy machine disturbs both alike."""
    engine = ENGINES[engine_name]()
    reader = make_reader(engine_name, load_templates(), SourceLimits(), layout_model=True)
    plain = PlainRapidOCR() if engine_name == "rapidocr" else None
    spent_s: defaultdict[str, float] = defaultdict(float)
    reader.read(scans[0].path)  # what is loaded with the first page
    for bare in filter(None, (engine, plain)):
        _engine_cpu_s(bare, scans[0])
    for scan in scans:
        reading, decoding = _engine_cpu_s(engine, scan)
        spent_s["engine alone"] += reading
        spent_s["and decoding"] += reading + decoding
        if plain is not None:
            spent_s["as its authors set it"] += _engine_cpu_s(plain, scan)[0]
        before = _cpu_s()
        reader.read(scan.path)
        spent_s["whole pipeline"] += _cpu_s() - before
    pages = sum(scan.pages for scan in scans)
    whole_s = spent_s["whole pipeline"]
    print(f"{engine.name}: {pages} pages, CPU s a page, and how many times that the whole pipeline takes")
    for name, seconds in spent_s.items():
        print(f"  {name:21}  {seconds / pages:6.2f}  {whole_s / seconds:6.2f}")


class _Peak:
    """The most memory that any process below this one has held, sampled."""

    def __init__(self) -> None:
        self.bytes = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample)

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(_SAMPLE_S):
            for pid in descendants(os.getpid()):
                try:
                    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                except OSError:
                    continue
                lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
                self.bytes = max([self.bytes, *(int(line.split()[1]) * 1024 for line in lines)])


def _paths(scans: list[Scan], pages: int) -> Iterator[Path]:
    """The files again and again, until this many pages."""
    for scan in itertools.cycle(scans):
        if pages <= 0:
            return
        pages -= scan.pages
        yield scan.path


def _rate(scans: list[Scan], engine_name: str, workers: int, pages: int) -> None:
    make = partial(make_reader, engine_name, load_templates(), SourceLimits(), layout_model=True)
    done = failed = 0
    started = time.monotonic()
    with _Peak() as peak:
        for _, result in EXECUTORS["processes"](_paths(scans, pages), make, workers=workers):
            if isinstance(result, InputError):
                failed += 1
            else:
                done += sum(len(one.document.pages) for one in result)
    minutes = (time.monotonic() - started) / 60
    print(
        f"  {workers} worker{'s' * (workers > 1)}: {done} pages, {done / minutes:5.1f} a minute,"
        f" at most {peak.bytes / 1e9:.2f} GB a process, {failed} files failed"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"))
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rapidocr")
    parser.add_argument("--pages", type=int, default=300, help="read by one worker; two read a third of them")
    arguments = parser.parse_args()
    scans = _scans(arguments.folder)
    if not scans:
        parser.error(f"no scans in {arguments.folder}")
    _compare(scans, arguments.engine)
    for workers, pages in ((1, arguments.pages), (2, -(-arguments.pages // 3))):
        _rate(scans, arguments.engine, workers, pages)


if __name__ == "__main__":
    main()
