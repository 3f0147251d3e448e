"""Pictures of paper: TIFF, JPEG, PNG, WebP, HEIC, BMP, GIF and JPEG 2000 become upright RGB pages.

Every frame of a TIFF is a page, thumbnails aside. Of an animation (GIF, WebP, PNG) and of a burst of photos (HEIC) the
first picture is the page. Sizes are checked on the header, before a pixel is decoded.
"""

from __future__ import annotations

import re
import struct
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ocr.document import StoredImage
from ocr.errors import InputError
from ocr.preprocess.image import PageImage
from ocr.preprocess.reduce import reduced
from ocr.sources.dpi import believable, page_dpi
from ocr.sources.page import GLANCE_SIDE, Glance, SourceLimits, SourcePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from ocr.document import Colour

_PILLOW_FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/tiff": ("TIFF",),
    "image/gif": ("GIF",),
    "image/bmp": ("BMP",),
    "image/webp": ("WEBP",),
    "image/jp2": ("JPEG2000",),
}
_DECODER_FAULTS = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    struct.error,
)
"""What Pillow and its decoders raise on damaged files; they do not wrap it."""
_DEEP_GREY_MODES = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
_GREY_MODES = ("1", "L", "LA", "La", *_DEEP_GREY_MODES)
_NEW_SUBFILE_TYPE = 254
_REDUCED_OR_MASK = 0b101
_SQUARE_TOLERANCE = 0.2
_SMALLER = 0.02
"""Share by which a picture may be looked at smaller, so that whole pixels make one: A4 at 300 dpi has 3507 or 3508."""


def count_frames(path: Path, media_type: str, limits: SourceLimits) -> tuple[int, ...]:
    """Positions of the frames that are pages; InputError for what cannot be opened or is over a limit."""
    with _opened(path, media_type, limits) as image:
        if media_type != "image/tiff":
            return (0,)
        return _tiff_pages(image, limits)


def raster_pages(path: Path, media_type: str, frames: tuple[int, ...], limits: SourceLimits) -> Iterator[SourcePage]:
    """The pages of a picture file, decoded one at a time; InputError where one is damaged."""
    for number, frame in enumerate(frames, start=1):
        with _opened(path, media_type, limits) as image:
            if frame:
                image.seek(frame)
            _check_size(image.size, limits)
            in_file = _dpi_of(image)
            bits, colour = _depth(image)
            image.load()
            size = image.size
            ImageOps.exif_transpose(image, in_place=True)
            in_file = _turned_with(image, size, in_file)
            stored = _stored(image.size, bits, colour, in_file)
            pixels = _pixels(_square_pixels(_grey_or_rgb(image), image.size, in_file))
        dpi, basis = page_dpi(pixels.shape[1], pixels.shape[0], in_file and (max(in_file), max(in_file)))
        yield SourcePage(number, PageImage.of_source(pixels), dpi, basis, text_layer=None, stored=stored)


def raster_glances(path: Path, media_type: str, frames: tuple[int, ...], limits: SourceLimits) -> Iterator[Glance]:
    """A look at each page; a JPEG is decoded no larger than it is looked at."""
    for number, frame in enumerate(frames, start=1):
        with _opened(path, media_type, limits) as image:
            if frame:
                image.seek(frame)
            _check_size(image.size, limits)
            in_file = _dpi_of(image)
            bits, colour = _depth(image)
            size = image.size
            share = min(1.0, GLANCE_SIDE / max(size))
            image.draft("L", (max(1, int(size[0] * share)), max(1, int(size[1] * share))))
            image.load()
            drafted = image.size
            ImageOps.exif_transpose(image, in_place=True)
            full = size if image.size == drafted else (size[1], size[0])
            in_file = _turned_with(image, drafted, in_file)
            pixels = np.asarray(_square_pixels(_grey(_fewer(image)), full, in_file))
        stored = _stored(full, bits, colour, in_file)
        yield Glance(number, stored, reduced(pixels, GLANCE_SIDE / max(pixels.shape)))


def _turned_with(
    upright: Image.Image, size: tuple[int, int], dpi: tuple[float, float] | None
) -> tuple[float, float] | None:
    """Dots per inch across and down of a picture that had that size and may have been turned by a quarter."""
    is_turned = upright.size == (size[1], size[0]) != size
    return (dpi[1], dpi[0]) if dpi is not None and is_turned else dpi


def _fewer(image: Image.Image) -> Image.Image:
    """A picture in grey or RGB about as large as it is looked at, before all of it is made grey, which costs more."""
    times = int(max(image.size) / GLANCE_SIDE + _SMALLER)
    is_plain = image.mode in ("L", "RGB") and "transparency" not in image.info
    return image.reduce(times) if times > 1 and is_plain else image


def _stored(size: tuple[int, int], bits: int, colour: Colour, in_file: tuple[float, float] | None) -> StoredImage:
    coarser = in_file and (min(in_file), min(in_file))
    dpi = min(in_file) if in_file and believable(*size, in_file) else page_dpi(*size, coarser)[0]
    return StoredImage(width=size[0], height=size[1], bits=bits, colour=colour, dpi=dpi and round(dpi, 1))


def _depth(image: Image.Image) -> tuple[int, Colour]:
    """Bits a channel as the file has them, and what they mean; to be asked before the picture is decoded."""
    colour: Colour = "palette" if image.mode in ("P", "PA") else "grey" if image.mode in _GREY_MODES else "colour"
    tiles = getattr(image, "tile", None)
    packing = str(tiles[0][3]) if tiles else ""
    packed = re.search(r";(\d+)", packing)
    if image.mode == "1":
        return 1, colour
    if packed:
        bits = int(packed[1])
        return (5, colour) if packing.startswith("BGR") or "'BGR" in packing else (bits, colour)
    return {"I": 16, "F": 32}.get(image.mode.partition(";")[0], 8), colour


@contextmanager
def _opened(path: Path, media_type: str, limits: SourceLimits) -> Iterator[Image.Image]:
    """The opened, not yet decoded picture; whatever a decoder says about damage leaves as an InputError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _open_heif(path, limits) if media_type == "image/heic" else _open_pillow(path, media_type) as image:
                _check_size(image.size, limits)
                yield image
        except InputError:
            raise
        except Image.DecompressionBombError as error:
            raise InputError(f"too many pixels; {_LOWER_RESOLUTION}") from error
        except _DECODER_FAULTS as error:
            raise InputError(f"damaged or cut short ({_reason(error)}); send or scan it again") from error


_LOWER_RESOLUTION = "scan it at a lower resolution (300 dpi is plenty)"


def _open_pillow(path: Path, media_type: str) -> Image.Image:
    return Image.open(path, formats=_PILLOW_FORMATS[media_type])


def _open_heif(path: Path, limits: SourceLimits) -> Image.Image:
    import pillow_heif  # loads a codec that most batches never need

    heif = pillow_heif.open_heif(path)
    _check_size(heif.size, limits)  # the header's; to_pillow decodes
    image: Image.Image = heif.to_pillow()
    return image


def _check_size(size: tuple[int, int], limits: SourceLimits) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise InputError("damaged: a picture without pixels; send or scan it again")
    if width * height > limits.max_pixels:
        limit = f"the limit is {limits.max_pixels / 1e6:g} million pixels a page"
        raise InputError(f"a picture of {width} x {height} pixels, {limit}; {_LOWER_RESOLUTION}")


def _tiff_pages(image: Image.Image, limits: SourceLimits) -> tuple[int, ...]:
    """Frames that are pages: not the thumbnails and masks that some scanners store beside them."""
    pages: list[int] = []
    others: list[int] = []
    for frame in range(2 * limits.max_pages + 1):
        try:
            image.seek(frame)
        except EOFError:
            break
        _check_size(image.size, limits)
        kind = image.tag_v2.get(_NEW_SUBFILE_TYPE, 0)  # type: ignore[attr-defined]  # Pillow types the base class only
        (others if isinstance(kind, int) and kind & _REDUCED_OR_MASK else pages).append(frame)
    return tuple(pages or others)


def _dpi_of(image: Image.Image) -> tuple[float, float] | None:
    try:
        horizontal, vertical = (float(value) for value in image.info.get("dpi", ()))
    except (TypeError, ValueError, ArithmeticError):  # absent, or a rational with denominator 0
        return None
    return (horizontal, vertical) if horizontal > 0 and vertical > 0 else None


def _rgb(image: Image.Image) -> Image.Image:
    """Any mode as RGB, transparency over white, more than 8 bits scaled down."""
    if image.mode in _DEEP_GREY_MODES:
        return _eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")


def _grey(image: Image.Image) -> Image.Image:
    """As `_rgb`, with one channel."""
    return (image if _is_plain_grey(image) else _rgb(image)).convert("L")


def _grey_or_rgb(image: Image.Image) -> Image.Image:
    """As `_rgb`, but with one channel if it has no more."""
    return image.convert("L") if _is_plain_grey(image) else _rgb(image)


def _is_plain_grey(image: Image.Image) -> bool:
    return image.mode in ("1", "L") and "transparency" not in image.info


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """(height, width, 3) RGB, of a picture in grey or RGB."""
    pixels = np.asarray(image)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), np.uint8) if pixels.ndim == 2 else pixels


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits: 16-bit values by their range, others stretched from darkest to lightest."""
    values = np.asarray(image).astype(np.float32)
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(finite.min()), float(finite.max()))
    if image.mode == "I" and low >= 0 and 255 < high <= 65535:  # 16-bit PNG in older files
        low, high = 0.0, 65535.0
    scaled = (finite - low) * (255.0 / max(high - low, 1e-9))
    return Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8)).convert("RGB")


def _square_pixels(image: Image.Image, size: tuple[int, int], dpi: tuple[float, float] | None) -> Image.Image:
    """Pixels as wide as high, of a picture stored in `size`: a fax in standard resolution has 204 x 98 dots an inch."""
    if dpi is not None and believable(*size, dpi):
        across, down = dpi
        if max(across, down) / min(across, down) > 1 + _SQUARE_TOLERANCE:
            best = max(across, down)
            image = image.resize((round(image.width * best / across), round(image.height * best / down)))
    return image


def _reason(error: BaseException) -> str:
    """The decoder's own words, one line, without the address of a Python object in them."""
    if isinstance(error, UnidentifiedImageError):  # its words are the file's name
        return "its header is not one"
    words = " ".join(str(error).split())
    return words[:120] if words and "object at 0x" not in words else type(error).__name__
