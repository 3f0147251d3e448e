"""The pictures of docs/preprocessing.md: `python -m training.pictures [OUT]`, one before and after for each repair.

A page is one of samples/, worn further where the samples lack what a step repairs. To add a step's picture, add its
function's name and an example to EXAMPLES: the steps before it are made first, and it must do something to the page.
Steps that only look at a page have no picture.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from ocr.preprocess.image import PageImage
from ocr.preprocess.steps import STEPS
from ocr.source import open_source
from training import wear
from training.wear import Pixels, Scan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_WIDTH, _MOST_HEIGHT, _GAP = 900, 440, 12
_QUALITY = 70
Crop = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the page."""
_WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A page that calls for a step, and the part of it that is shown, before and after."""

    page: Callable[[], Pixels]
    crop: Crop = _WHOLE


def sample(name: str) -> Pixels:
    """The first page of samples/NAME as it comes."""
    (path,) = (path for path in (SAMPLES / name).iterdir() if path.suffix != ".json")
    return next(iter(open_source(path).pages())).image.pixels


def noisy_fax(name: str) -> Pixels:
    """A sample through a bad telephone line."""
    rng = np.random.default_rng(1)
    scan = wear.skew(Scan(sample(name), np.eye(3)), 0.5)
    bits = wear.fax(scan, rng).pixels.copy()
    specks = rng.random(bits.shape[:2])
    bits[specks < 0.0008] = 0
    bits[specks > 0.9992] = 255
    return bits


def peppered(name: str, share: float) -> Pixels:
    """A sample with so many of its pixels black or white, half of them each."""
    pixels = sample(name).copy()
    specks = np.random.default_rng(2).random(pixels.shape[:2])
    pixels[specks < share / 2] = 0
    pixels[specks > 1 - share / 2] = 255
    return pixels


def curled(name: str, sag: float) -> Pixels:
    """A sample whose lines sag by so many pixels to one side and rise to the other; paper beyond it."""
    pixels = sample(name)
    height, width = pixels.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    down = y - sag * np.sin(1.6 * np.pi * x / width)
    return np.asarray(cv2.remap(pixels, x, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def on_open_glass(name: str, degrees: float) -> Pixels:
    """A sample on a scanner's glass larger than it, the lid open: black and grainy around it."""
    scan = wear.skew(wear.margin(Scan(sample(name), np.eye(3)), 90, (20, 20, 22)), degrees, 20)
    return wear.noise(scan, np.random.default_rng(3), 2.5).pixels


def seen_through(name: str, back: str, strength: float) -> Pixels:
    """A sample on paper so thin that another one, printed on its back, shows, blurred and so much as dark."""
    front = sample(name)
    behind = cv2.resize(sample(back)[:, ::-1], front.shape[1::-1], interpolation=cv2.INTER_AREA)
    ink = 255 - cv2.GaussianBlur(behind, (0, 0), 2.2).astype(np.float64)
    return np.asarray(np.clip(front - strength * ink, 0, 255), np.uint8)


def faded(name: str, ink: float) -> Pixels:
    """A sample whose black has that share of the paper's grey, the paper yellowed."""
    light = ink + (1 - ink) * sample(name) / 255
    return np.asarray(np.array([249, 246, 236]) * light, np.uint8)


def enlarged(name: str, times: float) -> Pixels:
    """A sample as a scanner set far too fine gives it."""
    return np.asarray(cv2.resize(sample(name), None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC), np.uint8)


EXAMPLES: dict[str, Example] = {
    "despeckle": Example(partial(peppered, "invoice/book-design", 0.04), (0.05, 0.1, 0.35, 0.2)),
    "soften": Example(partial(noisy_fax, "purchase_order/warehouse-steel"), (0.08, 0.29, 0.28, 0.36)),
    "upright": Example(partial(sample, "delivery_note/stationery")),
    "flatten": Example(partial(sample, "quotation/outer-wall")),
    "straighten": Example(partial(curled, "contract/hotel-cleaning", 45.0), (0.0, 0.0, 1.0, 0.5)),
    "cut_border": Example(partial(on_open_glass, "invoice/book-design", 1.5)),
    "shrink": Example(partial(enlarged, "invoice/book-design", 3.0), (0.5, 0.1, 0.95, 0.3)),
    "fade_show_through": Example(
        partial(seen_through, "invoice/office-goods", "contract/hotel-cleaning", 0.35), (0.0, 0.03, 1.0, 0.5)
    ),
    "raise_contrast": Example(partial(faded, "invoice/office-goods", 0.82), (0.0, 0.0, 1.0, 0.5)),
    "deskew": Example(partial(sample, "delivery_note/steel-slip")),
    "lift_seals": Example(partial(sample, "delivery_note/steel-slip"), (0.55, 0.13, 0.98, 0.37)),
}


def before_and_after(name: str) -> tuple[PageImage, PageImage]:
    """The step's example page as the step gets it and gives it back; ValueError if it does nothing to it."""
    image = PageImage.of_source(EXAMPLES[name].page())
    for step in STEPS:
        given = image
        image, repair = step(given)
        if step.__name__ == name:
            if repair is None:
                raise ValueError(f"{name} does nothing to its example page")
            return given, image
    raise ValueError(f"no step is called {name}")


def picture(name: str) -> Image.Image:
    """Both parts side by side."""
    example = EXAMPLES[name]
    panels = [_panel(image.pixels, example.crop) for image in before_and_after(name)]
    height = max(panel.height for panel in panels)
    whole = Image.new("RGB", (_WIDTH, height), (214, 214, 214))
    room = (_WIDTH - _GAP) // 2
    for n, panel in enumerate(panels):
        whole.paste(panel, (n * (room + _GAP) + (room - panel.width) // 2, (height - panel.height) // 2))
    return whole


def _panel(pixels: Pixels, crop: Crop) -> Image.Image:
    height, width = pixels.shape[:2]
    left, top, right, bottom = (round(share * side) for share, side in zip(crop, (width, height) * 2, strict=True))
    part = Image.fromarray(pixels[top:bottom, left:right])
    scale = min((_WIDTH - _GAP) / 2 / part.width, _MOST_HEIGHT / part.height)
    size = (max(1, int(part.width * scale)), max(1, int(part.height * scale)))
    return part.resize(size, Image.Resampling.LANCZOS if scale < 1 else Image.Resampling.NEAREST)


def main(arguments: list[str] | None = None) -> int:
    """Write OUT/<step>.jpg for every example; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.pictures", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=Path("docs/pictures"), metavar="OUT")
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    for name in EXAMPLES:
        path = out / f"{name}.jpg"
        picture(name).save(path, "JPEG", quality=_QUALITY, optimize=True)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
