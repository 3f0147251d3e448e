"""Pages that belong to no document: blank ones, and the sheets that somebody laid between documents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.document import Barcode, Page, Word

_FEW_LETTERS = 20
_SURE, _LEAST_SURE = 0.9, 0.4
"""Confidence of letters that were read for certain, and their least share on a page that was printed on this side.

Of 175 scans, faxes and photos the worst has 0.65; of print that shines through, mirrored as it is, 0.07 at most.
"""
_INK = 0.00002
"""`Page.ink` up to which a page may be blank: a third of one character on A4."""
_LEGIBLE = 0.6
"""Confidence of words that are print and not its shadow through the paper or specks."""
_FEWEST = 2
_LETTER = re.compile(r"[^\W_一ノ丶丨亅]")
_DIVIDER = re.compile(
    r"区切り?(?:用?紙|シート|ページ)|仕切り?(?:用?紙|シート)|セパレー(?:タ|ト)|(?:文書|書類|原稿)の?(?:区切|仕切)"
    r"|separator|patch[-_ ]?[t2346]\b|document[-_ ]?(?:break|divider)|dividersheet"
)
"""What a sheet between documents calls itself, in its print or in its code."""
_CAPTION, _SHEET = 120, 300
"""Letters up to which a page may be a sheet for dividing: by its words, by one of the codes that are for this."""


@dataclass(frozen=True, slots=True)
class Stacking:
    """What the people who scan have agreed on."""

    separators: tuple[str, ...] = ("DENPYO-SEPARATOR", "PATCHT")
    """Texts of the codes on sheets that are laid between documents: ours, and the one that paperless-ngx prints."""
    labels: tuple[str, ...] = ("ASN",)
    """Beginnings of the codes that are stuck on the first page of a document."""
    keep_blank: bool = False
    """Whether blank pages stay with the document before them."""


def may_be_blank(words: Sequence[Word]) -> bool:
    """Whether what was read leaves it open that the page is blank, so that its ink must be measured."""
    return letters(words) <= _FEW_LETTERS or _is_doubtful(words)


def is_blank(page: Page) -> bool:
    """Whether nothing is printed on the page: no legible words, and no ink where the ink was measured.

    Print that shines through from the other side is read as faint, doubtful words; punch holes and specks as strokes.
    """
    if page.barcodes:
        return False
    if page.text_from == "text-layer":
        return not page.words
    if page.ink is None:
        return letters(page.words) < _FEWEST
    return page.ink <= _INK and (letters(_legible(page)) < _FEWEST or _is_doubtful(page.words))


def letters(words: Sequence[Word]) -> int:
    """Letters and digits, less those that engines make of a single stroke."""
    return sum(len(_LETTER.findall(word.text)) for word in words)


def _legible(page: Page) -> list[Word]:
    return [word for word in page.words if word.confidence >= _LEGIBLE]


def _is_doubtful(words: Sequence[Word]) -> bool:
    return letters([word for word in words if word.confidence >= _SURE]) < _LEAST_SURE * letters(words)


def separators(pages: Sequence[Page], how: Stacking) -> frozenset[int]:
    """The numbers of the pages that are sheets laid between documents.

    A sheet bears one of the codes that are for this, or says what it is, or bears nothing but a code that is alone on
    another page of the file as well. It holds little else: a code may have been stuck on a page that counts.
    """
    alone = Counter(code.text for page in pages if (code := _lone_code(page)))
    return frozenset(
        page.number
        for page in pages
        if not label_of(page, how) and (_divides(page, how) or ((code := _lone_code(page)) and alone[code.text] > 1))
    )


def label_of(page: Page, how: Stacking) -> str:
    """The code on the page that marks the first page of a document; "" if it bears none.

    A separator's code on a page full of print is one too.
    """
    marks = (*how.labels, *how.separators) if letters(_legible(page)) > _SHEET else how.labels
    return next((code.text for code in page.barcodes if marks and code.text.startswith(marks)), "")


def _divides(page: Page, how: Stacking) -> bool:
    length = letters(_legible(page))
    if length <= _SHEET and any(code.text in how.separators for code in page.barcodes):
        return True
    texts = ["".join(word.text for word in page.words), *(code.text for code in page.barcodes)]
    return length <= _CAPTION and any(_DIVIDER.search(unicodedata.normalize("NFKC", text).lower()) for text in texts)


def _lone_code(page: Page) -> Barcode | None:
    """The code of a page that bears nothing else, but for its own text in print."""
    if len(page.barcodes) != 1:
        return None
    (code,) = page.barcodes
    around = [word for word in _legible(page) if word.text not in code.text and not _is_inside(word, code)]
    return code if letters(around) < _FEWEST else None


def _is_inside(word: Word, code: Barcode) -> bool:
    """What engines make of the bars."""
    box = code.box
    return box.left <= word.box.x_center < box.right and box.top <= word.box.y_center < box.bottom
