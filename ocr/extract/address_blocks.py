"""Who stands under which label in Latin letters: Billed by, Bill to and Ship to, each over a name and its address.

English papers set parties in columns, so that the nearest name to a label is often the next column's, and the name of a
place of delivery looks like any other. Japanese papers say 御中 instead and need none of this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.label_words import LabelWords
from ocr.extract.party_names import is_name
from ocr.extract.values import is_company_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate

_Side = tuple[str, float]
"""Role and rank of a label."""
_MOST_LINES = 8
_APART = 1.6
"""Line heights between two lines of one block at most, from the bottom of one to the top of the next."""
_ASIDE = 1.2
"""Line heights by which the lines of a block begin, end or have their middle at different places at most."""
_BESIDE = 0.25
"""The share of the page's width from a label to a name on its row at most."""
_ATTENTION = re.compile(r"\W*(?:attn|attention|c/o|fao|contact|dear)\b", re.IGNORECASE)
_EDGE = " :.-–—/#*"
_NAMES = re.compile(r"\W*(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+\W*")
"""What may be somebody's name."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A label's name, characters [start, end) of a segment, and the lines that belong to the same party."""

    role: str
    """issuer, addressee, or "" for a third: whom it is sent to, where the money goes."""
    segment: Segment
    start: int
    lines: tuple[Segment, ...]
    rank: float
    """1 under the template's first label for the side, falling to 0.8 under its last."""


def address_blocks(
    sheet: Sheet, issuer: FieldTemplate | None, addressee: FieldTemplate | None, taken: frozenset[int]
) -> list[Block]:
    """The blocks under labels of either side or of a third, in reading order; none on a page that is not Latin.

    not_labels of the fields are the labels of thirds. A label is one only where nothing but a name follows it.
    """
    if not sheet.is_latin:
        return []
    fields = [(f.role, f) for f in (issuer, addressee) if f is not None]
    roles = {key: ("", 1.0) for _, field in fields for key in LabelWords.of(field.not_labels).keys}
    for role, field in fields:
        keys = LabelWords.of(field.labels).keys
        roles |= {key: (role, 1 - 0.2 * n / len(keys)) for n, key in enumerate(keys)}
    free = [s for s in sheet.segments if id(s) not in taken]
    labels = {id(s): label for s in free if (label := _label(s, roles)) is not None}
    blocks = []
    for segment in free:
        if id(segment) in labels:
            (role, rank), start = labels[id(segment)]
            found = _under(sheet, segment, start, free, frozenset(labels))
            if found is not None:
                blocks.append(Block(role, *found, rank))
    return blocks


def _label(segment: Segment, roles: Mapping[str, _Side]) -> tuple[_Side, int] | None:
    """The side that a segment names and where the name behind the label begins, its end where there is none."""
    whole = segment.key.text.strip(_EDGE)
    if whole in roles:
        return roles[whole], len(segment.text)
    before, colon, rest = segment.text.partition(":")
    key = "".join(before.casefold().split()).strip(_EDGE)
    if colon and key in roles and is_name(rest):
        return roles[key], len(before) + 1
    return None


def _under(
    sheet: Sheet, label: Segment, start: int, free: Sequence[Segment], labels: frozenset[int]
) -> tuple[Segment, int, tuple[Segment, ...]] | None:
    """Where the name of a label begins, and the lines of its block; None without a name."""
    if label.text[start:].strip():
        return label, start, (label, *_lines(sheet, label, free, labels))
    lines = tuple(_lines(sheet, label, free, labels))
    if not lines:
        right = next(iter(sheet.right_of(label)), None)
        near = right is not None and right.left - label.right < _BESIDE * sheet.width
        if right is None or not near or id(right) in labels or right not in free:
            return None
        lines = (right, *_lines(sheet, right, free, labels))
    named = _named(lines)
    return None if named is None else (named, 0, lines)


def _lines(sheet: Sheet, first: Segment, free: Sequence[Segment], labels: frozenset[int]) -> Iterator[Segment]:
    """The lines below one, as long as they keep to its column and stand close, and none of them is a label."""
    last, edge = first, _ASIDE * sheet.line_height
    below = sorted((s for s in free if s.top > first.y_center), key=lambda s: s.top)
    count = 0
    for segment in below:
        if segment.top - last.bottom > _APART * sheet.line_height or count == _MOST_LINES:
            return
        in_column = (
            abs(segment.left - first.left) < edge
            or abs(segment.right - first.right) < edge
            or abs(segment.x_center - first.x_center) < edge
        )
        if not in_column:
            continue
        if id(segment) in labels:
            return
        last, count = segment, count + 1
        yield segment


def _named(lines: Sequence[Segment]) -> Segment | None:
    """The name among the first lines: a company's, also below whom it is for the attention of, else somebody's."""
    head = [s for s in lines[:3] if is_name(s.text) and not _ATTENTION.match(s.text)]
    if not head or lines.index(head[0]) > 1:
        return None
    first = head[0]
    if not is_company_name(first.text) and _NAMES.fullmatch(first.text):
        company = next((s for s in head[1:] if is_company_name(s.text)), None)
        return company or first
    return first
