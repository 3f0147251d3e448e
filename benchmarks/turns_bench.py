"""Quarter turns: how many generated rotations of a folder's pages end upright, and what the eight ways of EXIF change.

python -m benchmarks.turns_bench [FOLDER] [--count N] [--engine NAME | --no-reading]

The pages are brought upright first by the program itself; that is what the rotations are held against. Each is one
page, one of the four turns and one kind of wear, drawn so that all of them come equally often.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ocr.engines import ENGINES
from ocr.errors import InputError
from ocr.preprocess.image import PageImage
from ocr.preprocess.orient import upright
from ocr.recognize import legible
from ocr.source import find_files, open_source
from training import wear
from training.wear import Scan

Pixels = NDArray[np.uint8]
Wear = Callable[[Scan, np.random.Generator], Scan]


def _upper(scan: Scan, rng: np.random.Generator, *, share: float) -> Scan:
    """Only the upper part printed."""
    pixels = scan.pixels.copy()
    pixels[round(len(pixels) * share) :] = 255
    return Scan(pixels, scan.matrix)


def _pictured(scan: Scan, rng: np.random.Generator) -> Scan:
    """The middle third under a picture."""
    height, width = scan.pixels.shape[:2]
    picture = cv2.resize(
        rng.integers(0, 256, (9, 12, 3), np.uint8), (width, height // 3), interpolation=cv2.INTER_CUBIC
    )
    pixels = scan.pixels.copy()
    pixels[height // 3 : height // 3 + len(picture)] = picture
    return Scan(pixels, scan.matrix)


def _small(scan: Scan, rng: np.random.Generator) -> Scan:
    return Scan(np.asarray(cv2.resize(scan.pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)), scan.matrix)


WEAR: dict[str, Wear] = {
    "as it is": lambda scan, rng: scan,
    "skewed": lambda scan, rng: wear.skew(scan, float(rng.choice([-4, -2, 2, 4]))),
    "blurred": lambda scan, rng: wear.blur(scan, 2.0),
    "noisy": lambda scan, rng: wear.noise(scan, rng, 25.0),
    "faxed": lambda scan, rng: wear.fax(scan, rng),
    "faded": lambda scan, rng: wear.thermal(scan, rng, 150),
    "halved in size": _small,
    "with a picture": _pictured,
    "upper third only": partial(_upper, share=0.33),
    "upper fifth only": partial(_upper, share=0.2),
}


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """One page as it arrives."""

    name: str
    wear: str
    clockwise: int
    pixels: Pixels


def _pages(folder: Path) -> list[tuple[str, Pixels]]:
    found = []
    for path in find_files([folder]):
        try:
            upright_pages = ((page.number, upright(page.image)[0]) for page in open_source(path).pages())
            found += [(f"{path.stem} {number}", image.pixels) for number, image in upright_pages]
        except InputError:
            continue
    return found


def _rotations(pages: list[tuple[str, Pixels]], count: int) -> Iterator[Rotation]:
    kinds = list(WEAR)
    order = np.random.default_rng(0).permutation(count)
    for n, drawn in enumerate(order):
        name, pixels = pages[n % len(pages)]
        kind, turns = kinds[drawn % len(kinds)], int(drawn // len(kinds) % 4)
        worn = WEAR[kind](Scan(pixels, np.eye(3)), np.random.default_rng(n)).pixels
        yield Rotation(name, kind, 90 * turns, np.ascontiguousarray(np.rot90(worn, -turns)))


def _measure(rotations: Iterator[Rotation], read: Callable[[Pixels], tuple[float, float, float]] | None) -> None:
    asked = 0

    def counted(pixels: Pixels) -> tuple[float, float, float]:
        nonlocal asked
        asked += 1
        return read(pixels) if read else (0.0, 0.0, 0.0)

    outcomes: Counter[str] = Counter()
    in_doubt = total = 0
    for rotation in rotations:
        before = asked
        turned, _ = upright(PageImage.of_source(rotation.pixels), counted)
        wrong = (rotation.clockwise + turned.turned_deg) % 360
        total += 1
        in_doubt += asked > before
        outcome = "right" if wrong == 0 else "left as it came" if turned.turned_deg == 0 else "turned wrongly"
        outcomes[outcome] += 1
        if wrong:
            print(f"  {outcome}: {rotation.name}, {rotation.wear}, came turned by {rotation.clockwise}", flush=True)
    print(f"{outcomes['right']} of {total} right, {in_doubt} in doubt and read; {dict(outcomes)}")


def _exif(pixels: Pixels) -> None:
    """One page stored in the eight ways of EXIF without loss: the pages that come out must be the same."""
    undo = {1: "", 2: "h", 3: "hv", 4: "v", 5: "t", 6: "tv", 7: "thv", 8: "th"}
    same = 0
    with tempfile.TemporaryDirectory() as folder:
        for orientation, moves in undo.items():
            stored = pixels
            for move in moves:
                stored = {"h": stored[:, ::-1], "v": stored[::-1], "t": stored.transpose(1, 0, 2)}[move]
            exif = Image.Exif()
            exif[0x0112] = orientation
            out = io.BytesIO()
            Image.fromarray(np.ascontiguousarray(stored)).save(out, "PNG", exif=exif)
            path = Path(folder) / f"{orientation}.png"
            path.write_bytes(out.getvalue())
            (page,) = open_source(path).pages()
            same += np.array_equal(page.image.pixels, pixels)
    print(f"EXIF: {same} of 8 ways to store a page give the same page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rapidocr")
    parser.add_argument("--no-reading", action="store_true", help="leave pages in doubt to the network alone")
    arguments = parser.parse_args()
    pages = _pages(arguments.folder)
    if not pages:
        parser.error(f"no pages in {arguments.folder}")
    read = None if arguments.no_reading else partial(legible, engine=ENGINES[arguments.engine]())
    _measure(_rotations(pages, arguments.count), read)
    _exif(pages[0][1])


if __name__ == "__main__":
    main()
