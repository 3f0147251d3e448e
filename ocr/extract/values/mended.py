"""Dates with marks misread, mended in place: the text keeps its length, so that a value points at its ink."""

from __future__ import annotations

import re

from ocr.extract.values.fold import SWAPS

_ERA_MISREAD = re.compile(r"[合今命伶]和(?=\s?(?:\d|元))")
_ERA_SPACE = re.compile(r"(?<![A-Za-z])([RSH])(\d{1,2})\s(\d{1,2}[./]\d{1,2})(?!\d)")
"""R8 10.20, its first point too faint to be read."""
_FIGURE = r"[0-9OolI|]"
_LETTERS = re.compile(
    rf"(?<![\w./-])(?=[^./-]*\d[^./-]*([./-])[^./-]*\d[^./-]*\1[^./-]*\d)"
    rf"{_FIGURE}{{1,4}}([./-]){_FIGURE}{{1,2}}\2{_FIGURE}{{2,4}}(?![\w./-])"
)
"""1O/03/20I8: letters among the figures of three parts, each of which has a figure."""
_COLON = re.compile(r"(?<![\d./-])(\d{1,2}([/-])\d{1,2}\2\d{2}):(\d)(?![\d:])")
"""25/10/20:7, which is no time of day; the lost figure is a thin one."""
_COMMAS = re.compile(r"(?<![\d.,])(\d{1,2}),(\d{1,2}),((?:19|20)\d{2})(?![\d.,])")
"""10,03,2018, which is no amount."""
_SLASHES = re.compile(r"(?<![\d/])(\d{2})(?:/(\d{2})1|1(\d{2})/)((?:19|20)\d{2})(?!\d)")
"""10/0312018 and 10103/2018: an upright stroke for a slash."""
_WAVES = re.compile(r"(?<![\d~-])(\d{2})(?:-(\d{2})~|~(\d{2})-)(\d{4}|\d{2})(?![\d~-])")
"""05-05~18, which is a span, from the 5th to the 18th, where days may be written the year first."""


def mended(text: str, *, day_first: bool | None = None) -> str:
    """The text with the marks of its dates as they must have been printed; day_first as in `parse_date`."""
    text = _ERA_MISREAD.sub("令和", _ERA_SPACE.sub(r"\1\2.\3", text))
    text = _LETTERS.sub(lambda m: m[0].translate(SWAPS), text)
    text = _COLON.sub(r"\g<1>1\3", text)
    text = _COMMAS.sub(r"\1.\2.\3", text)
    text = _SLASHES.sub(lambda m: f"{m[1]}/{m[2] or m[3]}/{m[4]}", text)
    if day_first is None:
        return text
    return _WAVES.sub(lambda m: f"{m[1]}-{m[2] or m[3]}-{m[4]}", text)
