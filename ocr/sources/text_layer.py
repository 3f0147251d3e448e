"""A PDF page's text layer as Words, if it says what the page shows; None sends the page to OCR.

A wrongly trusted layer loses what is printed; a wrongly doubted one costs seconds. So every doubt means None:
invisible text over a scan (somebody else's OCR, of unknown quality), fonts that do not say what they draw, mojibake,
text that lies where there is no ink, and ink in the shape of text where there is no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.sources.ink import Ink
from ocr.sources.text_runs import runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ocr.document import Word
    from ocr.sources.pdf_process import Glyph, PageFacts

_POINTS_PER_INCH = 72.0
_MOST_UNREADABLE = 0.02
_MOST_SUSPICIOUS = 0.10
_MOST_INVISIBLE = 0.02
_MOST_TURNED = 0.10
_MISREAD_UTF8 = "縺繧繝繽驍蜷"
"""What UTF-8 kana and common kanji begin with when read as Shift_JIS."""
_USUAL_LATIN_1 = "¥§©«®°±²³·»×÷¢£´¶µ¼½¾"


def trusted_words(facts: PageFacts, pixels: NDArray[np.uint8], dpi: float) -> tuple[Word, ...] | None:
    """The page's words, boxes in pixels of its drawing, confidence 1.0, in no order; None if it must be OCRed.

    None also for a page whose text runs sideways: it has to be turned first.
    """
    glyphs = [glyph for glyph in facts.chars or () if not _is_blank(glyph)]
    if not glyphs or not _is_readable(glyphs):
        return None
    level = [glyph for glyph in glyphs if abs(glyph.angle_deg) < 5]
    if len(level) < (1 - _MOST_TURNED) * len(glyphs):
        return None
    scale = dpi / _POINTS_PER_INCH
    words = runs_of(facts.chars or (), scale, pixels.shape[1], pixels.shape[0])
    ink = Ink(pixels, scale, [picture[:4] for picture in facts.pictures])
    if ink.shows_other_text_than(words):
        return None
    if not all(glyph.is_embedded for glyph in glyphs):
        return words  # without the font, poppler may draw nothing where a viewer draws text
    shown = tuple(word for word in words if ink.is_under(word))
    hidden = sum(len(word.text) for word in words) - sum(len(word.text) for word in shown)
    return shown if hidden <= _MOST_INVISIBLE * len(glyphs) else None


def _is_readable(glyphs: list[Glyph]) -> bool:
    """False for text that is invisible, unmapped or mojibake in more than a stray character."""
    count = len(glyphs)
    invisible = sum(not glyph.is_visible for glyph in glyphs)
    unreadable = sum(not glyph.is_mapped or _says_nothing(glyph.code) for glyph in glyphs)
    suspicious = sum(_is_suspicious(glyph) for glyph in glyphs)
    return (
        invisible <= _MOST_INVISIBLE * count
        and unreadable <= _MOST_UNREADABLE * count
        and suspicious <= _MOST_SUSPICIOUS * count
    )


def _is_blank(glyph: Glyph) -> bool:
    return (
        glyph.code in (0xA0, 0xAD, 0x2028, 0x2029, 0xFEFF, 0x3000)
        or glyph.code <= 0x20
        or 0x2000 <= glyph.code <= 0x200F
    )


def _says_nothing(code: int) -> bool:
    """Controls, surrogates, private use, noncharacters and the replacement character."""
    return 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or 0xFFF0 <= code <= 0xFFFF or code >= 0xF0000


def _is_suspicious(glyph: Glyph) -> bool:
    """Characters that Japanese or English business papers have few of, and letters as wide as kanji."""
    code = glyph.code
    if chr(code) in _MISREAD_UTF8:
        return True
    if 0xA0 < code < 0x250:
        return chr(code) not in _USUAL_LATIN_1
    if 0x250 <= code < 0x2000:
        return not 0x370 <= code < 0x500  # Greek and Cyrillic are in JIS
    is_latin = code < 0x7F and chr(code).isalnum() and chr(code) not in "MWmw"
    return is_latin and glyph.em > 0 and glyph.loose[2] - glyph.loose[0] > 0.9 * glyph.em
