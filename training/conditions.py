"""From drawn pages to one file as it arrives: born-digital, scanned, worn, faxed or photographed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from training import wear
from training.camera import Shot, photograph
from training.page import Page
from training.render import pdf, rasterise
from training.wear import Pixels, Scan

Step = Callable[[Scan, np.random.Generator], Scan]


@dataclass(frozen=True, slots=True)
class Condition:
    """What happens to the pages: nothing (dpi None: the PDF itself), or raster, steps and a file format."""

    name: str
    dpi: int | None = None
    steps: tuple[Step, ...] = ()
    quality: int = 75
    exif_orientation: int | None = None


def always(step: Callable[..., Scan], **options: object) -> Step:
    """A step that needs no chance."""
    return lambda scan, rng: step(scan, **options)


def scans(pages: tuple[Page, ...], condition: Condition, seed: int) -> tuple[Scan, ...]:
    """The pages as pixels after every step; a born-digital condition has none."""
    if condition.dpi is None:
        return ()
    return worn(rasterise(pdf(pages), condition.dpi), [page.width for page in pages], condition, seed)


def worn(pictures: Sequence[Pixels], widths_mm: Sequence[float], condition: Condition, seed: int) -> tuple[Scan, ...]:
    """Pictures of sheets so many millimetres wide, after every step."""
    rng = np.random.default_rng(seed)
    out = []
    for pixels, width in zip(pictures, widths_mm, strict=True):
        scan = wear.fresh(pixels, width)
        for step in condition.steps:
            scan = step(scan, rng)
        out.append(scan)
    return tuple(out)


def encode(pages: tuple[Page, ...], images: tuple[Scan, ...], condition: Condition, suffix: str) -> bytes:
    """The bytes of the file; suffix is .pdf, .jpg, .png, .webp or .tif."""
    if condition.dpi is None:
        return pdf(pages)
    return _ENCODERS[suffix](images, condition)


def _image(scan: Scan) -> Image.Image:
    """Grey when the three channels agree."""
    image = Image.fromarray(scan.pixels)
    same = np.array_equal(scan.pixels[..., 0], scan.pixels[..., 1]) and np.array_equal(
        scan.pixels[..., 1], scan.pixels[..., 2]
    )
    return image.convert("L") if same else image


def _jpeg(scan: Scan, condition: Condition) -> bytes:
    out = io.BytesIO()
    image = _image(scan)
    if condition.exif_orientation is None:
        image.save(out, "JPEG", quality=condition.quality, dpi=(condition.dpi or 72,) * 2)
    else:
        exif = Image.Exif()
        exif[0x0112] = condition.exif_orientation
        image.save(out, "JPEG", quality=condition.quality, exif=exif)
    return out.getvalue()


def _one_jpeg(images: tuple[Scan, ...], condition: Condition) -> bytes:
    return _jpeg(images[0], condition)


def _scanned_pdf(images: tuple[Scan, ...], condition: Condition) -> bytes:
    """Pages of nothing but a JPEG, as office scanners make them."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for scan in images:
        height, width = scan.pixels.shape[:2]
        points = 72 / (condition.dpi or 72)
        canvas.setPageSize((width * points, height * points))
        jpeg = ImageReader(io.BytesIO(_jpeg(scan, condition)))
        canvas.drawImage(jpeg, 0, 0, width * points, height * points)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


_GREYS = 16
"""Levels a PNG keeps: noise below a sixteenth of the range is not worth megabytes."""


def _still(images: tuple[Scan, ...], condition: Condition, kind: str) -> bytes:
    out = io.BytesIO()
    image = _image(images[0])
    if kind == "PNG":
        image.quantize(_GREYS).convert("L").save(out, kind, optimize=True, dpi=(condition.dpi or 72,) * 2)
    else:
        image.save(out, kind, quality=condition.quality)
    return out.getvalue()


def _fax_tiff(images: tuple[Scan, ...], condition: Condition) -> bytes:
    """All pages as frames of one TIFF, one bit a pixel, CCITT group 4."""
    out = io.BytesIO()
    frames = [Image.fromarray(scan.pixels[..., 0]).convert("1", dither=Image.Dither.NONE) for scan in images]
    frames[0].save(
        out, "TIFF", compression="group4", save_all=True, append_images=frames[1:], dpi=(condition.dpi or 200,) * 2
    )
    return out.getvalue()


_ENCODERS: dict[str, Callable[[tuple[Scan, ...], Condition], bytes]] = {
    ".pdf": _scanned_pdf,
    ".jpg": _one_jpeg,
    ".png": partial(_still, kind="PNG"),
    ".webp": partial(_still, kind="WEBP"),
    ".tif": _fax_tiff,
}

DIGITAL = Condition("born-digital")


def clean_scan(*, colour: bool = False, dpi: int = 200, turns: int = 0, quality: int = 68) -> Condition:
    """A good office scanner: a hair of skew, faint paper."""
    steps: list[Step] = [
        partial(wear.paper, tone=(252, 252, 250), grain=0.8),
        lambda scan, rng: wear.skew(scan, rng.uniform(-0.2, 0.2)),
        always(wear.blur, sigma=0.55),
        *([] if colour else [always(wear.grey)]),
        *([always(wear.quarter_turns, turns=turns)] if turns else []),
    ]
    return Condition("clean scan", dpi, tuple(steps), quality)


def worn_scan(
    *steps: Step,
    skew: float,
    colour: bool = False,
    dpi: int = 200,
    turns: int = 0,
    quality: int = 48,
    sigma: float = 4.0,
    grain: float = 1.4,
) -> Condition:
    """A tired sheet through a tired scanner: extra steps, faded toner, paper, skew, blur, noise, strong JPEG."""
    chain: list[Step] = [
        *steps,
        partial(wear.toner, loss=0.3),
        partial(wear.paper, tone=(246, 244, 238), grain=grain),
        always(wear.skew, degrees=skew, border=238),
        always(wear.blur, sigma=0.8),
        partial(wear.noise, sigma=sigma),
        *([] if colour else [always(wear.grey)]),
        *([always(wear.quarter_turns, turns=turns)] if turns else []),
    ]
    return Condition("worn scan", dpi, tuple(chain), quality)


def photo(
    shot: Shot, *steps: Step, dpi: int = 200, quality: int = 62, exif_orientation: int | None = None
) -> Condition:
    """A phone photo; orientation 6 and 8 store the frame turned, as phones do."""
    chain: list[Step] = [*steps, partial(wear.paper, tone=(250, 248, 242), grain=1.2), partial(photograph, shot=shot)]
    turns = {None: 0, 1: 0, 3: 2, 6: 3, 8: 1}[exif_orientation]
    if turns:
        chain.append(always(wear.quarter_turns, turns=turns))
    return Condition("phone photo", dpi, tuple(chain), quality, exif_orientation)


def faxed(*, skew: float = 0.4, dpi: int = 200) -> Condition:
    """A fax: black or white, a little crooked."""
    steps: tuple[Step, ...] = (always(wear.skew, degrees=skew, border=255), always(wear.blur, sigma=0.6), wear.fax)
    return Condition("fax", dpi, steps)
