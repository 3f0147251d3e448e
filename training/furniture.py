"""What a machine adds to a finished sheet: the line a fax prints at the top. It is not part of the text truth."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image, ImageDraw, ImageFont

from training.fonts import font_path
from training.page import Page, Picture


def fax_lines(pages: tuple[Page, ...], sender: str, at: datetime) -> tuple[Page, ...]:
    """The pages as a fax machine sends them: time, sender and page number above everything."""
    out = []
    for n, page in enumerate(pages, 1):
        png = _typed(f"{at:%Y-%m-%d %H:%M}   FROM: {sender}          P.{n:02}/{len(pages):02}")
        line = Picture(png, 8, 2.5, page.width - 60, 4.2, "fax line")
        out.append(Page(page.width, page.height, (*page.marks, line)))
    return tuple(out)


def _typed(text: str) -> bytes:
    font = ImageFont.truetype(str(font_path("ud-mono")), 48)
    image = Image.new("RGBA", (round(font.getlength(text)) + 8, 60), (255, 255, 255, 0))
    ImageDraw.Draw(image).text((4, 30), text, (0, 0, 0, 255), font, anchor="lm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
