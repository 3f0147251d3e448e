"""Seals, stamps and pen notes as pictures with uneven ink; they are not type, so they are not in the text truth."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from training.fonts import font_path

VERMILION = (204, 44, 32)
STAMP_BLUE = (44, 62, 140)
PEN_BLUE = (38, 52, 120)
_PX = 360
_DRAWN = ContextVar("drawn", default=True)
_P = ParamSpec("_P")


@contextmanager
def undrawn() -> Iterator[None]:
    """Within this every picture made here is empty bytes: for laying out pages nobody will look at."""
    before = _DRAWN.set(False)
    try:
        yield
    finally:
        _DRAWN.reset(before)


def _picture(make: Callable[_P, bytes]) -> Callable[_P, bytes]:
    """A maker of pictures that undrawn() silences."""

    @wraps(make)
    def made(*args: _P.args, **kwargs: _P.kwargs) -> bytes:
        return make(*args, **kwargs) if _DRAWN.get() else b""

    return made


@_picture
def company_seal(name: str, rng: random.Random) -> bytes:
    """角印: the company's name and 之印 in columns, right to left, that fill a square."""
    text = name.replace(" ", "") + "之印"
    columns = max(2, round(len(text) ** 0.5))
    rows = -(-len(text) // columns)
    image, draw = _blank(_PX, _PX)
    draw.rounded_rectangle((10, 10, _PX - 10, _PX - 10), radius=14, outline=255, width=13)
    room = _PX - 60
    for n in range(columns):
        chars = text[n * rows : (n + 1) * rows]
        step = room / max(len(chars), 1)
        font = ImageFont.truetype(str(font_path("brush")), round(min(room / columns, room / rows) * 1.02))
        for k, char in enumerate(chars):
            centre = (_PX - 30 - room / columns * (n + 0.5), 30 + step * (k + 0.5))
            draw.text(centre, char, 255, font, anchor="mm", stroke_width=2)
    return _inked(image, VERMILION, rng, rng.uniform(-3, 3))


@_picture
def round_seal(name: str, rng: random.Random) -> bytes:
    """丸印: the name around a ring, 代表者印 or 代表取締役 inside."""
    image, draw = _blank(_PX, _PX)
    draw.ellipse((8, 8, _PX - 8, _PX - 8), outline=255, width=10)
    draw.ellipse((96, 96, _PX - 96, _PX - 96), outline=255, width=6)
    font = ImageFont.truetype(str(font_path("brush")), 54)
    for n, char in enumerate(name):
        degrees = 360 * n / len(name)
        glyph, pen = _blank(80, 80)
        pen.text((40, 40), char, 255, font, anchor="mm", stroke_width=1)
        turned = glyph.rotate(-degrees, Image.Resampling.BICUBIC)
        angle = np.deg2rad(degrees - 90)
        x, y = _PX / 2 + 128 * np.cos(angle), _PX / 2 + 128 * np.sin(angle)
        image.paste(255, (round(x) - 40, round(y) - 40), turned)
    inner = ImageFont.truetype(str(font_path("brush")), 66)
    for n, char in enumerate("代表之印"):
        draw.text((_PX / 2 + 36 - 72 * (n // 2), _PX / 2 - 36 + 72 * (n % 2)), char, 255, inner, anchor="mm")
    return _inked(image, VERMILION, rng, rng.uniform(-8, 8))


@_picture
def personal_seal(surname: str, rng: random.Random) -> bytes:
    """認印: a surname in a small circle, top to bottom."""
    image, draw = _blank(240, 240)
    draw.ellipse((8, 8, 232, 232), outline=255, width=9)
    height = 190 / len(surname)
    font = ImageFont.truetype(str(font_path("brush")), round(min(height, 105)))
    for n, char in enumerate(surname):
        draw.text((120, 25 + height * (n + 0.5)), char, 255, font, anchor="mm", stroke_width=2)
    return _inked(image, VERMILION, rng, rng.uniform(-12, 12))


@_picture
def date_stamp(lines: tuple[str, str, str], rng: random.Random) -> bytes:
    """日付印: a circle in three bands."""
    image, draw = _blank(_PX, _PX)
    draw.ellipse((8, 8, _PX - 8, _PX - 8), outline=255, width=7)
    draw.line((28, 128, _PX - 28, 128), 255, 6)
    draw.line((28, 232, _PX - 28, 232), 255, 6)
    for text, y, size in zip(lines, (84, 180, 276), (56, 62, 56), strict=True):
        font = ImageFont.truetype(str(font_path("ud-bold")), size)
        draw.text((_PX / 2, y), text, 255, font, anchor="mm")
    return _inked(image, STAMP_BLUE, rng, rng.uniform(-9, 9))


@_picture
def revenue_stamp(yen: int, rng: random.Random) -> bytes:
    """収入印紙: a green engraved panel with its value, cancelled by nothing (the seal over it does that)."""
    width, height = 300, 380
    image = Image.new("RGBA", (width, height), (226, 236, 222, 255))
    draw = ImageDraw.Draw(image)
    for n in range(0, width + height, 9):
        wave = rng.randint(-2, 2)
        draw.line((n + wave, 0, n - height + wave, height), (150, 188, 150, 255), 2)
    draw.rectangle((14, 14, width - 14, height - 14), outline=(40, 105, 62, 255), width=6)
    for text, y, size in (("収入印紙", 74, 54), (f"{yen}円", 205, 92), ("日本政府", 322, 42)):
        font = ImageFont.truetype(str(font_path("mincho")), size)
        draw.text((width / 2, y), text, (30, 92, 52, 255), font, anchor="mm", stroke_width=1)
    return _png(image)


@_picture
def pen_note(text: str, rng: random.Random) -> bytes:
    """A few words by pen."""
    font = ImageFont.truetype(str(font_path("hand")), 110)
    width = round(font.getlength(text)) + 40
    image, draw = _blank(width, 170)
    draw.text((20, 85), text, 255, font, anchor="lm", stroke_width=2)
    return _inked(image, PEN_BLUE, rng, rng.uniform(-4, 4), patchy=0.1)


@_picture
def logo(initial: str, colour: str, shape: str) -> bytes:
    """A plain trade mark: one letter, reversed out of a disc, a square or a diamond."""
    image = Image.new("RGBA", (240, 240), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    outline = {
        "disc": None,
        "square": [(14, 14), (226, 14), (226, 226), (14, 226)],
        "diamond": [(120, 4), (236, 120), (120, 236), (4, 120)],
    }[shape]
    if outline is None:
        draw.ellipse((6, 6, 234, 234), fill=colour)
    else:
        draw.polygon(outline, fill=colour)
    font = ImageFont.truetype(str(font_path("sans-bold")), 120)
    draw.text((120, 118), initial, "white", font, anchor="mm")
    return _png(image)


def _blank(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (width, height), 0)
    return image, ImageDraw.Draw(image)


def _inked(
    mask: Image.Image, colour: tuple[int, int, int], rng: random.Random, degrees: float, patchy: float = 0.45
) -> bytes:
    """Ink the mask unevenly, as a hand presses a seal, and turn it a little."""
    noise = np.random.default_rng(rng.getrandbits(32))
    coarse = Image.fromarray((noise.random((9, 9)) * 255).astype(np.uint8))
    field = np.asarray(coarse.resize(mask.size, Image.Resampling.BICUBIC), np.float64) / 255
    grain = noise.random((mask.size[1], mask.size[0]))
    strength = np.clip(1.0 - patchy * field, 0.3, 1.0) * np.where(grain < 0.05 * patchy, 0.25, 1.0)
    alpha = np.asarray(mask.filter(ImageFilter.GaussianBlur(0.8)), np.float64) * strength * 0.9
    flat = Image.merge(
        "RGBA", (*(Image.new("L", mask.size, c) for c in colour), Image.fromarray(alpha.astype(np.uint8)))
    )
    return _png(flat.rotate(degrees, Image.Resampling.BICUBIC))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
