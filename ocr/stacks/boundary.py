"""Does a new document begin on this page? Evidence for and against, added up as log odds.

One page follows another of the same document unless something says otherwise, so every sum starts below zero. A weight
near 1 is a hint, 3 is as good as a statement, and what is printed for this very purpose (a page number, 前頁より繰越)
outweighs any other single fact. The weights were set by hand in halves; `benchmarks/stacks_bench.py` measures them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ocr.stacks.face import Face

    Before = Sequence[Face]

_SAME = -2.0
"""Before anything is known."""
_SIZE_MM = 12.0
"""Sides that differ by more are another paper; scans of one paper differ by a few millimetres."""
_TITLED = 2.5
"""Strength of a title that stands where titles do."""
_HEADLINE = 2.0
"""A line that only looks like a title."""
_SHAPE = 0.1
"""The same for papers of unknown size, by the share in which the long side exceeds the short one."""
_OTHER_SHAPE = 0.25
"""The same for papers of another format altogether: a till roll, a slip of three to the page."""

_COPY = 2.5
"""The first page once more: the same paper scanned twice, or its copy. Nothing else that they share says anything."""
_FULL = 60
"""Trigrams from which a page says enough to be compared."""
_ALIKE = 0.85
"""Share of what two scans of one page have in common; pages of one form with other rows share less of their numbers."""


def evidence(before: Before, page: Face, *, after_blank: bool) -> float:
    """Log odds that page begins a new document and is not the next of the pages before (at least one)."""
    if _is_copy(before, page):
        return _COPY
    weights = {rule: rule(before, page) for rule in _RULES}
    if _is_of_another_type(before, page):
        weights |= {rule: max(0.0, weights[rule]) for rule in _OF_THE_DEAL}
    return _SAME + 0.7 * after_blank + sum(weights.values())


def opens_next(page: Face, odds: float) -> bool:
    """Whether the page may be the cover of what follows, though nothing on it says so: a line or two, nothing open.

    odds are those that it begins a document itself.
    """
    says_more = page.has_signature or page.dates or page.amounts or page.says_something
    if odds < _SAME or not page.is_cover or (page.title is None and says_more):
        return False
    goes_on = page.is_attached or page.is_continued or page.begins_midway or (page.number and page.number.number > 1)
    return not (goes_on or page.is_signed or page.begins_with_signatures or page.is_certificate)


def _is_copy(before: Before, page: Face) -> bool:
    """Whether the page says what the first one says, numbers and all."""
    first = before[0]
    if (
        page.begins_midway
        or page.number != first.number
        or not (page.title or page.numbers or len(page.trigrams) >= _FULL)
    ):
        return False
    text, numbers = _alike(page.trigrams, first.trigrams), _alike(page.numbers, first.numbers)
    return text >= _ALIKE and text + numbers >= 2 * _ALIKE


def _alike(a: frozenset[Any], b: frozenset[Any]) -> float:
    """Dice's coefficient; 1.0 of two empty sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _is_of_another_type(before: Before, page: Face) -> bool:
    """Whether the page bears the title of another type of paper: an invoice for what was just delivered.

    It may have the number, the parties and the sums of the one before; that they are the same says nothing then.
    """
    first, title = before[0].title, page.title
    if first is None or title is None or page.begins_midway or page.is_attached or page.is_continued:
        return False
    return "" not in (first.doc_type, title.doc_type) and first.doc_type != title.doc_type and title.strength > _TITLED


def _page_numbers(before: Before, page: Face) -> float:
    """1/2 and 2/2 belong together; 1 is a beginning; after 2/2 comes something else."""
    last, this = before[-1].number, page.number
    if this is None:
        if last is None or last.of is None:
            return 0.0
        return 2.5 if last.number == last.of else -2.0
    if this.number == 1:
        return 4.5 if this.of is not None or last is not None else 3.0
    if last is None:
        return -2.5 if len(before) == this.number - 1 else -1.5
    if (last.of is None or this.of is None or last.of == this.of) and this.number == last.number + 1:
        return -6.0 if this.of is not None else -4.0
    return 0.0


def _statements(before: Before, page: Face) -> float:
    """What is printed to say that a document goes on."""
    attached = 0.0 if not page.is_attached else -1.0 if page.title is not None else -2.0
    return attached - 5.0 * page.is_continued - 4.0 * before[-1].goes_on


def _titles(before: Before, page: Face) -> float:
    """A title begins a document; the one its first page bears may be repeated on every page."""
    title, first = page.title, before[0].title
    if page.begins_midway:
        return 0.0
    if title is None:
        return _HEADLINE * page.has_headline
    strength = 3.5 if title.strength > 4.0 else 2.5 if title.strength > _TITLED else 1.0
    if first is not None and first.key == title.key:
        return (0.6 if page.number or before[-1].number else 0.8) * strength
    return strength + 1.0 * (first is not None and first.doc_type != title.doc_type)


def _identifiers(before: Before, page: Face) -> float:
    """Numbers in the head that the document has already, or that are new to it."""
    known = frozenset[str]().union(*(face.all_identifiers for face in before))
    if page.identifiers and page.identifiers <= known and max(map(len, page.identifiers)) >= 4:
        return -3.0
    heads = frozenset[str]().union(*(face.identifiers for face in before))
    begins = page.has_letterhead or page.addressees or (page.title is not None and page.title.strength > _TITLED)
    if page.identifiers and heads and not page.identifiers & known and begins:
        return 1.5
    return 0.0


def _issuers(before: Before, page: Face) -> float:
    """Another registration number, or other telephones, are another company's paper."""
    weight = 0.0
    issuers = frozenset[str]().union(*(face.issuers for face in before))
    if page.issuers and issuers:
        weight += -0.5 if page.issuers & issuers else 3.0
    phones = frozenset[str]().union(*(face.phones for face in before))
    if page.phones and phones and not page.phones & phones:
        weight += 1.5
    return weight


def _letterhead(before: Before, page: Face) -> float:
    """Letters begin with who writes to whom and when."""
    weight = 1.0 * page.has_letterhead + 1.0 * bool(page.addressees) + 0.5 * bool(page.dates)
    weight += 2.0 * page.has_salutation
    addressees = frozenset[str]().union(*(face.addressees for face in before))
    if page.addressees and addressees and not page.addressees & addressees:
        weight += 1.0
    return weight


def _receipts(before: Before, page: Face) -> float:
    """A till receipt thanks its customer once."""
    return 3.0 if before[-1].is_paid and page.is_paid and not page.begins_midway else 0.0


def _dates(before: Before, page: Face) -> float:
    """A head with another date."""
    dates = frozenset().union(*(face.dates for face in before))
    if not page.dates or not dates:
        return 0.0
    if page.dates & dates:
        return -0.5
    return 1.5 if page.has_letterhead or page.title is not None else 1.0


def _articles(before: Before, page: Face) -> float:
    """第8条 goes on with 第9条; a second 第1条 is another contract; signatures follow the last article."""
    last = next((face for face in reversed(before) if face.articles), None)
    if _is_contract(before) and page.is_certificate:
        return -5.0
    if _is_contract(before) and page.title is None and page.begins_with_signatures:
        return -2.5
    signed = 1.5 * before[-1].is_signed * before[-1].ends_with_signatures
    if last is None or last.articles is None:
        return signed
    if page.articles is None:
        return -2.5 if page.closes_contract else signed
    first = page.articles[0]
    if first in (last.articles[1], last.articles[1] + 1) and first > 1:
        return -3.5
    if first > last.articles[1]:
        return -1.5
    if first == 1 and last.articles[1] > 2:
        return signed + (3.5 if page.has_articles and last.has_articles else 1.5)
    return signed


def _is_contract(before: Before) -> bool:
    return any(face.has_articles or face.has_preamble or face.is_signed for face in before) or (
        before[0].title is not None and before[0].title.doc_type == "contract"
    )


def _preambles(before: Before, page: Face) -> float:
    """The parties are named where a contract begins; what was before may be its title page or its contents."""
    if not page.has_preamble or page.begins_midway:
        return 0.0
    return 2.5 if any(face.has_preamble or face.is_signed for face in before) else 1.0


def _sentences(before: Before, page: Face) -> float:
    """A sentence that runs over the edge of the page."""
    return -1.5 * before[-1].ends_open - 2.0 * page.begins_midway


def _tables(before: Before, page: Face) -> float:
    """A table without a head before it continues one."""
    return -1.5 if page.begins_with_table and not page.has_headline else 0.0


def _amounts(before: Before, page: Face) -> float:
    """The largest amount of a document's last page stands on its first as well; a round one may do so by chance."""
    known = frozenset[int]().union(*(face.amounts for face in before))
    if not page.amounts or not known:
        return 0.0
    largest = max(page.amounts)
    if largest in known:
        return -2.0 if largest % 1000 else -1.0
    return 0.5 * (page.title is not None)


def _paper(before: Before, page: Face) -> float:
    """Another size of paper, or another way in which the page came to be."""
    last = before[-1]
    weight = 1.0 * (last.is_ocr != page.is_ocr)
    (width, height), (last_width, last_height) = page.size, last.size
    if (width > height) != (last_width > last_height):
        weight += 0.5
    if page.dpi and last.dpi:
        sides, last_sides = (
            sorted(n / dpi * 25.4 for n in size) for size, dpi in ((page.size, page.dpi), (last.size, last.dpi))
        )
        weight += 1.5 * any(abs(a - b) > _SIZE_MM for a, b in zip(sides, last_sides, strict=True))
    shape, last_shape = max(page.size) / min(page.size), max(last.size) / min(last.size)
    off = abs(shape / last_shape - 1)
    return weight + (1.5 if off > _OTHER_SHAPE else 1.0 if off > _SHAPE and not (page.dpi and last.dpi) else 0.0)


def _likeness(before: Before, page: Face) -> float:
    """Pages of a document share words and their script, and are set in letters of one size, all but short ones."""
    texts = [face.trigrams for face in before if len(face.trigrams) >= _FULL]
    if len(page.trigrams) < _FULL or not texts:
        return 0.0
    shared = max(len(page.trigrams & text) / min(len(page.trigrams), len(text)) for text in texts)
    weight = 1.5 if shared < 0.05 else 0.5 if shared < 0.1 else 0.0
    weight += 1.5 * (page.is_latin != before[-1].is_latin)
    ratio = max(page.line_height, before[-1].line_height) / min(page.line_height, before[-1].line_height)
    return weight + (1.0 if ratio > 1.5 else 0.5 if ratio > 1.22 else 0.0)


def _running_head(before: Before, page: Face) -> float:
    """The same first lines, numbers and all."""
    opening = before[0].opening[:6]
    numbered = [line for line in opening if sum(c.isdigit() for c in line) >= 3]
    shared = sum(line in page.opening for line in opening)
    return -1.0 if shared >= 3 and numbered and all(line in page.opening for line in numbered) else 0.0


def _covers(before: Before, page: Face) -> float:
    """After a cover comes what it covers."""
    number = before[0].number
    is_last = number is not None and number.number == number.of
    if len(before) > 1 or is_last:
        return 0.0
    return -4.0 if before[0].is_cover else -3.0 if before[0].is_front and page.title is None else 0.0


_RULES: tuple[Callable[[Before, Face], float], ...] = (
    _page_numbers,
    _statements,
    _titles,
    _identifiers,
    _issuers,
    _letterhead,
    _receipts,
    _dates,
    _articles,
    _preambles,
    _sentences,
    _tables,
    _amounts,
    _paper,
    _likeness,
    _running_head,
    _covers,
)
_OF_THE_DEAL = (_identifiers, _amounts, _running_head)
"""What an invoice may have in common with its order and its delivery note."""
