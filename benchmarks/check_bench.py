"""How fast `denpyo check` looks at pages, by kind of file, against the bar of 10 pages a second on one core.

python -m benchmarks.check_bench [--files N]

The files are made of a page of samples/, stored as scanners, faxes and phones store it. One checker looks at all the
files of a kind, as one worker does. Pages a second are by the clock and by CPU time, that of the PDF process included:
on a machine that is busy with other things only the second says anything.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
from PIL import Image

from ocr.commands.check import Checker
from ocr.errors import InputError
from ocr.source import SourceLimits

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SCAN = SAMPLES / "invoice" / "charter-truck" / "charter-truck.webp"
DATA = SAMPLES / "invoice" / "system-maintenance" / "system-maintenance.pdf"
BAR = 10.0

Write = Callable[[Image.Image, Path], object]


def _jpeg(dpi: int) -> Write:
    return lambda page, path: _at(page, dpi).save(path, "JPEG", quality=75, dpi=(dpi, dpi))


def _pdf(pages: int) -> Write:
    def write(page: Image.Image, path: Path) -> None:
        page.save(path, "PDF", resolution=200.0, save_all=True, append_images=[page] * (pages - 1))

    return write


def _at(page: Image.Image, dpi: int) -> Image.Image:
    return page.resize((round(page.width * dpi / 200), round(page.height * dpi / 200)))


KINDS: dict[str, tuple[str, int, Write]] = {
    "JPEG, 200 dpi, colour": (".jpg", 1, _jpeg(200)),
    "JPEG, 300 dpi, colour": (".jpg", 1, _jpeg(300)),
    "JPEG, 12 million pixels": (".jpg", 1, lambda page, path: page.resize((3024, 4032)).save(path, quality=85)),
    "PNG, 200 dpi, grey": (".png", 1, lambda page, path: page.convert("L").save(path, dpi=(200, 200))),
    "PNG, 300 dpi, colour": (".png", 1, lambda page, path: _at(page, 300).save(path, dpi=(300, 300))),
    "TIFF, fax": (
        ".tif",
        1,
        lambda page, path: page.convert("1").save(path, compression="group4", dpi=(200, 200)),
    ),
    "PDF of one scanned page": (".pdf", 1, _pdf(1)),
    "PDF of ten scanned pages": (".pdf", 10, _pdf(10)),
    "PDF made as data": (".pdf", 1, lambda page, path: shutil.copyfile(DATA, path)),
}
"""Name -> suffix, pages, and how a page becomes such a file."""


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def measure(files: list[Path]) -> tuple[float, float]:
    """Seconds by the clock and of CPU that one checker, started for them, takes for all the files."""
    start, cpu = time.perf_counter(), _cpu_s()
    checker = Checker(SourceLimits())
    for path in files:
        result = checker.run(path)
        if isinstance(result, InputError):
            raise SystemExit(f"{path}: {result}")
    checker.close()
    return time.perf_counter() - start, _cpu_s() - cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20, help="of each kind (default: 20)")
    count = parser.parse_args().files
    cv2.setNumThreads(1)
    page = Image.open(SCAN).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        for name, (suffix, pages, write) in KINDS.items():
            first = Path(folder) / f"0{suffix}"
            write(page, first)
            files = [shutil.copyfile(first, first.with_stem(str(n))) for n in range(1, max(2, count // pages) + 1)]
            seconds, cpu_s = measure(files)
            total = len(files) * pages
            mark = "" if total / cpu_s >= BAR else f"  under {BAR:g}"
            print(f"{name:26} {total:4} pages  {total / seconds:6.1f} pages/s  {total / cpu_s:6.1f} by CPU time{mark}")


if __name__ == "__main__":
    main()
