"""Several receipts on one page: glued to a mount sheet (台紙), laid on a scanner's glass or on a desk.

The page's words are cut along gutters where nothing is printed, as long as there are receipts on both sides, each with
a total, a date and more of its own. Nothing else is cut: a table, an address beside a total or a stub has none of that
twice. Two receipts read as one are seen at once and one cut in two is not, so what is doubtful stays whole and is shown
to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box
from ocr.reading_order import rows_of
from ocr.record import Finding
from ocr.stacks.slip import Facts, slip_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ocr.extract.sheet import Sheet
    from ocr.place import Rule
    from ocr.stacks.slip import Slip
    from ocr.template import Templates

    Group = frozenset[int]
    """Indices of segments of the page."""

_GUTTER = 1.5
"""Line heights of white between two receipts at least: their own margins and what lies between them."""
_SLOPES = tuple(float(slope) for slope in np.tan(np.radians(np.arange(-4, 5))))
"""Of the gutters that are tried: receipts are glued and laid by hand."""
_MOST_TRIES = 300
"""Gutters looked at before a page is left whole."""
_REACH = 6.0
"""Line heights within which words above or below a receipt, and no wider, are its own."""
_PAPER = 60
"""Characters beside the receipts from which they are a paper of their own and not the heading of a mount sheet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a page that are a paper of their own, by their indices, ascending; doubts about that."""

    words: tuple[int, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Mounted:
    """The papers on a page."""

    pieces: tuple[Piece, ...] = ()
    """Two at least, or none where the page is one paper."""
    beside: tuple[tuple[int, ...], ...] = ()
    """Words that belong to none of them, in groups that stand apart: the heading of a mount sheet."""
    findings: tuple[Finding, ...] = ()
    """Doubts about a page that was left whole."""


def mounted(sheet: Sheet, templates: Templates) -> Mounted:
    """The papers on a page, given the page as a whole."""
    if "receipt" not in templates:
        return Mounted()
    cutter = _Cutter(sheet, Facts(sheet, templates["receipt"]))
    groups = cutter.groups(frozenset(range(len(sheet.segments))))
    if len(groups) < 2:
        return Mounted()
    receipts = _without_copies([group for group in groups if cutter.slip(group).may_be_receipt], cutter)
    if len(receipts) < 2:
        return Mounted()
    doubts = _judged([cutter.slip(group) for group in receipts])
    if doubts is None:
        return Mounted(findings=(_LEFT_WHOLE,))
    receipts, beside = cutter.gathered(receipts, [group for group in groups if not cutter.slip(group).may_be_receipt])
    papers = [group for group in beside if cutter.letters(group) >= _PAPER]
    pieces = [*zip(receipts, doubts, strict=True), *((group, (_CUT,)) for group in papers)]
    page = sheet.page
    boxes = [Box.union([page.words[n].box for n in cutter.words(group)]) for group, _ in pieces]
    order = [n for row in rows_of(boxes, page.skew_deg, page.flattening) for n in row]
    return Mounted(
        pieces=tuple(Piece(cutter.words(pieces[n][0]), pieces[n][1]) for n in order),
        beside=tuple(cutter.words(group) for group in beside if group not in papers),
    )


def doubts_of(sheets: Sequence[Sheet], templates: Templates) -> list[tuple[Finding, ...]] | None:
    """Doubts about each of several sheets that lie apart in a picture; None where they had better stay one paper."""
    if "receipt" not in templates:
        return None
    return _judged([slip_of(Facts(sheet, templates["receipt"])) for sheet in sheets])


def _judged(slips: Sequence[Slip]) -> list[tuple[Finding, ...]] | None:
    """Doubts about each of several papers on a page; None where two receipts of their own cannot be made out."""
    alike = {n for i, j in combinations(range(len(slips)), 2) if slips[i].is_like(slips[j]) for n in (i, j)}
    if sum(slip.is_receipt for slip in slips) < 2 or len(alike) == len(slips) == 2:
        return None
    return [(_CUT,) if n in alike or not slip.is_receipt else () for n, slip in enumerate(slips)]


class _Cutter:
    """Cuts groups of a page's segments along gutters."""

    def __init__(self, sheet: Sheet, facts: Facts) -> None:
        self._sheet = sheet
        self._facts = facts
        self._line = sheet.line_height
        self._sides = np.array([(s.left, s.top, s.right, s.bottom) for s in sheet.segments], np.float64).reshape(-1, 4)
        self._tries = 0

    def slip(self, group: Group) -> Slip:
        return slip_of(self._facts, group)

    def words(self, group: Group) -> tuple[int, ...]:
        return tuple(sorted({word for n in group for word, _ in self._sheet.segments[n].origin}))

    def letters(self, group: Group) -> int:
        return sum(len(self._sheet.segments[n].key.text) for n in group)

    def groups(self, these: Group) -> list[Group]:
        """The group itself, or those into which it falls: receipts, and what stands beside them."""
        if not self._facts.may_hold_two(these):
            return [these]
        cuts = [(cut, self.slip(cut.one), self.slip(cut.other)) for cut in self._cuts(these)]
        for cut, one, other in cuts:
            if one.is_receipt and other.is_receipt:
                return self.groups(cut.one) + self.groups(cut.other)
        for cut, one, other in cuts:
            if cut.is_upright and one.may_be_receipt and other.may_be_receipt:
                return self.groups(cut.one) + self.groups(cut.other)
        for cut, _, _ in cuts:
            edge, inner = (cut.one, cut.other) if self._facts.may_hold_two(cut.other) else (cut.other, cut.one)
            if self._facts.may_hold_two(inner) and not self.slip(edge).totals:
                found = self.groups(inner)
                if len(found) > 1:
                    return [edge, *found]
        return [these]

    def _cuts(self, these: Group) -> list[_Cut]:
        """Gutters through the group, upright ones first, the widest first; each way to part it once."""
        ids = np.array(sorted(these))
        parted: dict[frozenset[int], _Cut] = {}
        for is_upright in (True, False):
            sides = self._sides[ids] if is_upright else self._sides[ids][:, [1, 0, 3, 2]]
            for slope in _SLOPES:
                for width, one in self._gaps(sides, slope, is_upright=is_upright):
                    group = frozenset(ids[one].tolist())
                    if group not in parted or parted[group].width < width:
                        parted[group] = _Cut(group, these - group, width, is_upright)
        return sorted(parted.values(), key=lambda cut: (not cut.is_upright, -cut.width))

    def _gaps(
        self, sides: NDArray[np.float64], slope: float, *, is_upright: bool
    ) -> Iterator[tuple[float, NDArray[np.bool_]]]:
        """Width of each gutter of this slope, and which words lie before it; sides are turned so that it is upright."""
        near, start, far, end = sides.T
        low = np.minimum(near - slope * start, near - slope * end)
        high = np.maximum(far - slope * start, far - slope * end)
        order = np.argsort(low)
        reached = np.maximum.accumulate(high[order])
        rules = self._sheet.horizontal_rules if is_upright else self._sheet.vertical_rules
        for n in np.flatnonzero(low[order][1:] - reached[:-1] >= _GUTTER * self._line):
            self._tries += 1
            if self._tries > _MOST_TRIES:
                return
            middle = (reached[n] + low[order][n + 1]) / 2
            if not any(self._crosses(rule, middle, slope, float(start.min()), float(end.max())) for rule in rules):
                yield float(low[order][n + 1] - reached[n]), high <= middle

    def _crosses(self, rule: Rule, middle: float, slope: float, first: float, last: float) -> bool:
        """Whether a rule runs across the gutter, between the first and the last words beside it."""
        at = middle + slope * rule.position
        inside = first + self._line < rule.position < last - self._line
        return inside and rule.start < at - 2 * self._line and rule.end > at + 2 * self._line

    def gathered(self, receipts: Sequence[Group], beside: Sequence[Group]) -> tuple[list[Group], list[Group]]:
        """The receipts with the words that are theirs by place, and what is left beside them."""
        grown, left = list(receipts), []
        for group in beside:
            gaps = [self._drop(group, receipt) for receipt in receipts]
            nearest = int(np.argmin(gaps))
            if gaps[nearest] <= _REACH * self._line:
                grown[nearest] |= group
            else:
                left.append(group)
        return grown, left

    def _drop(self, group: Group, receipt: Group) -> float:
        """Pixels between a receipt and words above or below it that are no wider."""
        left, top, right, bottom = self.extent(group)
        held = self.extent(receipt)
        if left < held[0] - 2 * self._line or right > held[2] + 2 * self._line:
            return float("inf")
        return max(held[1] - bottom, top - held[3], 0.0)

    def extent(self, group: Group) -> tuple[float, float, float, float]:
        sides = self._sides[sorted(group)]
        left, top = sides[:, :2].min(axis=0)
        right, bottom = sides[:, 2:].max(axis=0)
        return float(left), float(top), float(right), float(bottom)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter between two groups: upright, or level."""

    one: Group
    other: Group
    width: float
    is_upright: bool


def _without_copies(receipts: Sequence[Group], cutter: _Cutter) -> list[Group]:
    """Receipts with their card slips and customer's copies in them."""
    found: list[Group] = []
    for group in receipts:
        slip = cutter.slip(group)
        for n, other in enumerate(found):
            before = cutter.slip(other)
            if slip.is_like(before) and (slip.is_copy or before.is_copy):
                found[n] = other | group
                break
        else:
            found.append(group)
    return found


_LEFT_WHOLE = Finding(
    code="split-unsure",
    severity="warning",
    message="このページには複数の領収書があるかもしれません (1通として読み取りました)",
)
_CUT = Finding(
    code="split-unsure",
    severity="warning",
    message="このページの区切りは確かではありません: ほかの領収書と別の1通としましたが、同じ書類の一部かもしれません",
)
