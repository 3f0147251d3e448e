"""Who writes to whom: the issuer and the addressee of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.address_blocks import Block, address_blocks
from ocr.extract.addressees import addressees
from ocr.extract.contacts import under_name
from ocr.extract.issuers import issuers
from ocr.extract.label_words import LabelWords
from ocr.extract.locate import Candidate, candidates
from ocr.extract.party_names import is_name, name_at
from ocr.extract.sheet import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate, Template

_IN_BLOCK = 0.92
"""The score of a name in a block under its label; a label's neighbour by distance alone has 0.8 at most."""

_UNLABELLED, _BLOCK_LINES = 0.6, 6.0
"""What a second name over an address keeps of its score as an issuer, and the line heights of one's own lines."""


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """The best reading of both sides."""

    issuer: tuple[Candidate, ...]
    addressee: tuple[Candidate, ...]

    def of(self, role: str) -> tuple[Candidate, ...]:
        return self.issuer if role == "issuer" else self.addressee if role == "addressee" else ()


def find_parties(sheets: Sequence[Sheet], template: Template, taken: frozenset[int]) -> Parties:
    """Both sides, best first; taken are ids of segments in the table of line items."""
    stop = tuple(w for f in template.fields.values() for w in (*f.labels, *f.not_labels))
    by_role = {f.role: f for f in template.fields.values() if f.kind == "party"}
    blocks = _blocks(sheets, template, by_role, taken)
    addressee = addressees(sheets, taken)
    issuer_labels = [*_in_blocks(blocks, "issuer"), *_labelled(sheets, by_role.get("issuer"), taken, stop)]
    if not addressee:
        named = [*_in_blocks(blocks, "addressee"), *_labelled(sheets, by_role.get("addressee"), taken, stop)]
        addressee = [c for c in named if not _stands_in(c, blocks, ("issuer", ""))]
    chosen = addressee[0] if addressee else None
    labels = LabelWords.of((*stop, *template.cues.titles)).all
    issuer_labels = [c for c in issuer_labels if not _stands_in(c, blocks, ("addressee", ""))]
    others = frozenset(id(line) for block in blocks if block.role != "issuer" for line in block.lines)
    issuer = [c for c in issuers(sheets, template, taken | others, chosen, issuer_labels) if not _is_label(c, labels)]
    if not addressee and issuer and not template.issuer_on_top:
        addressee = list(_second(sheets, issuer, taken | others))
    return Parties(tuple(issuer), tuple(addressee))


def _second(sheets: Sequence[Sheet], issuer: Sequence[Candidate], taken: frozenset[int]) -> Iterator[Candidate]:
    """Other names in Latin letters over an address of their own, where nothing says to whom the paper goes."""
    first = issuer[0].segment
    for sheet in (s for s in sheets[:1] if s.is_latin):
        for candidate in issuer[1:]:
            segment = candidate.segment
            other = segment.page == sheet.page.number and candidate.value != issuer[0].value
            if other and not _in_block(sheet, first, segment) and any(under_name(sheet, segment, taken)):
                yield candidate.scored(_UNLABELLED * candidate.score)


def _in_block(sheet: Sheet, name: Segment, line: Segment) -> bool:
    """Whether a line stands near a name in its column."""
    near = abs(line.y_center - name.y_center) < _BLOCK_LINES * sheet.line_height
    return near and abs(line.left - name.left) < 2 * sheet.line_height


def _blocks(
    sheets: Sequence[Sheet], template: Template, by_role: Mapping[str, FieldTemplate], taken: frozenset[int]
) -> list[Block]:
    """Address blocks of a paper between two firms; a receipt's first line says who gives it."""
    if template.issuer_on_top:
        return []
    issuer, addressee = by_role.get("issuer"), by_role.get("addressee")
    return [block for sheet in sheets[:2] for block in address_blocks(sheet, issuer, addressee, taken)]


def _in_blocks(blocks: Sequence[Block], role: str) -> list[Candidate]:
    """The names of one side's blocks, best first."""
    own = sorted((b for b in blocks if b.role == role), key=lambda b: -b.rank)
    found = (name_at(b.segment, b.start, len(b.segment.text), _IN_BLOCK * b.rank, "block") for b in own)
    return [candidate for candidate in found if candidate is not None]


def _stands_in(candidate: Candidate, blocks: Sequence[Block], roles: tuple[str, ...]) -> bool:
    """Whether a name stands in a block of one of these roles."""
    return any(candidate.segment is line for block in blocks if block.role in roles for line in block.lines)


def _labelled(
    sheets: Sequence[Sheet], field: FieldTemplate | None, taken: frozenset[int], stop: tuple[str, ...]
) -> list[Candidate]:
    if field is None or not field.labels:
        return []
    return [c for c in candidates(sheets, field, taken, stop) if c.score > 0.4 and is_name(c.raw)]


def _is_label(candidate: Candidate, labels: frozenset[str]) -> bool:
    return Key.of(candidate.raw).text.strip(":.・") in labels
