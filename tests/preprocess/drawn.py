"""Pages drawn for the tests of preprocessing: text and ruled tables, nothing of anybody's layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFont

from ocr.preprocess.image import PageImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERA = str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
_WORDS = (
    "please",
    "find",
    "below",
    "the",
    "goods",
    "delivered",
    "in",
    "November",
    "and",
    "pay",
    "within",
    "thirty",
    "days",
)

TABLE_ROWS = tuple(range(900, 1501, 60))
TABLE_COLUMNS = (150, 250, 900, 1080, 1280, 1500)


def text_page(width: int = 1654, height: int = 2339) -> NDArray[np.uint8]:
    """A letter with a heading and paragraphs, black on white, A4 at 200 dpi unless told."""
    page = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(page)
    size = width // 60
    draw.text((width // 3, height // 14), "Delivery note", fill="black", font=ImageFont.truetype(VERA, 2 * size))
    font = ImageFont.truetype(VERA, size)
    for n in range(26):
        words = [_WORDS[(n * 5 + k) % len(_WORDS)] for k in range(9 if n % 6 else 4)]
        draw.text((width // 10, height // 7 + n * size * 2), " ".join(words), fill="black", font=font)
    return np.asarray(page).copy()


def table_page(*, thick: int = 2, shade: int = 0) -> NDArray[np.uint8]:
    """A letter whose middle is a ruled table of ten rows and five columns, a line of text in each cell."""
    page = text_page()
    page[860:1540] = 255
    picture = Image.fromarray(page)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(VERA, 26)
    for top in TABLE_ROWS[:-1]:
        for n, left in enumerate(TABLE_COLUMNS[:-1]):
            draw.text((left + 14, top + 16), ("12", "Bread, sliced", "24", "193", "4,632")[n], fill="black", font=font)
    for y in TABLE_ROWS:
        draw.rectangle((TABLE_COLUMNS[0], y, TABLE_COLUMNS[-1], y + thick - 1), fill=(shade,) * 3)
    for x in TABLE_COLUMNS:
        draw.rectangle((x, TABLE_ROWS[0], x + thick - 1, TABLE_ROWS[-1]), fill=(shade,) * 3)
    return np.asarray(picture).copy()


def rotated(pixels: NDArray[np.uint8], clockwise_deg: float) -> NDArray[np.uint8]:
    """The page as a feeder that slips would scan it, on the same sheet."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise_deg, 1.0)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255)), np.uint8)


def worn(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey, soft and noisy."""
    noise = np.random.default_rng(3).normal(0, 6, pixels.shape[:2])[:, :, None]
    soft: NDArray[Any] = cv2.GaussianBlur(pixels, (0, 0), 0.8).astype(np.float64) * 0.82 + 36
    return np.clip(soft + noise, 0, 255).astype(np.uint8)


def image(pixels: NDArray[np.uint8]) -> PageImage:
    return PageImage.of_source(pixels)
