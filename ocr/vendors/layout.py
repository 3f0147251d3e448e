"""A vendor's own layout, learnt from its stored papers and looked for on its next one: the second looks like the first.

What a person corrected is learnt from the ink that says the corrected value; the place where the machine had read
another one is learnt as wrong.
"""

from __future__ import annotations

from collections import defaultdict
from math import hypot
from typing import TYPE_CHECKING

from index.places import Place
from ocr.extract.finders import find
from ocr.extract.pointing import NAMES, Ink, share_ink
from ocr.extract.sheet import Key, sheets
from ocr.nearest import edit_distance
from ocr.record import Amount, Date, Text
from ocr.vendors.spots import KINDS, Spot, same_text, spot_of, spots
from ocr.witness import Clue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.stored import Stored
    from ocr.document import Evidence
    from ocr.extract.sheet import Sheet
    from ocr.record import Record, Value
    from ocr.template import FieldTemplate, Template

_VENDOR = ("vendor_registration_number", "vendor_phone", "vendor_name")
_UNSEEN = 0.5
"""What a value that no person put right weighs, times its confidence, beside one that a person did."""
_PRIOR = 0.3
"""Weight of not knowing: one corrected paper makes 0.77, two 0.87."""
_LEAST = 0.4
"""Probability below which nothing is pointed at."""
_SURE = 0.7
"""Likeness from which a place that a person ruled out is the same place."""
_REACH = 0.06
"""How far from its place a value is hardly the same any more, in page widths and heights: scans shift by 1 to 2 %."""


def places(stored: Stored) -> Iterator[Place]:
    """Where a stored paper has its values; nothing of a paper that names no vendor."""
    record = stored.record
    if not any(record.value(name) for name in _VENDOR):
        return
    level = sheets(stored.document)
    first = stored.versions[0].record
    ink = Ink(level)
    for field in record.fields:
        if not isinstance(field.value, Amount | Date | Text) or field.derived:
            continue
        if field.evidence:
            spot = _at(level, ink, field.evidence)
            found, weight = ([spot] if spot else []), _UNSEEN * field.confidence
        else:
            found, weight = _saying(level, field.value), 1.0
            yield from _ruled_out(field.name, first, field.value, level, ink)
        for spot in found:
            yield _place(field.name, spot, weight / len(found))


def clues(known: Sequence[Place], level: Sequence[Sheet], template: Template) -> tuple[Clue, ...]:
    """What stands on a vendor's paper where its earlier ones had their fields."""
    by_field: defaultdict[str, list[Place]] = defaultdict(list)
    for place in known:
        by_field[place.field].append(place)
    return tuple(
        clue
        for name, field in template.fields.items()
        if name in by_field
        for clue in _clues(name, field, by_field[name], level)
    )


def _clues(name: str, field: FieldTemplate, known: Sequence[Place], level: Sequence[Sheet]) -> Iterator[Clue]:
    """The values of one field with the share of the earlier papers that speak for them, and what is ruled out."""
    right = [place for place in known if place.is_right]
    support: defaultdict[Value, float] = defaultdict(float)
    best: dict[Value, tuple[float, Spot]] = {}
    for place in right:
        likeness, spot = _likest(place, field.kind, level)
        if spot is None or spot.value is None:
            continue
        support[spot.value] += place.weight * likeness
        best[spot.value] = max(best.get(spot.value, (0.0, spot)), (likeness, spot), key=lambda one: one[0])
    whole = sum(place.weight for place in right) + _PRIOR
    chosen = {value: total / whole for value, total in support.items() if total / whole >= _LEAST}
    for value, probability in chosen.items():
        yield Clue(field=name, evidence=best[value][1].run.evidence, probability=probability, by="vendor")
    if chosen:
        ours = [best[value][1].run.evidence for value in chosen]
        wrong = (_likest(place, field.kind, level) for place in known if not place.is_right)
        denied = dict.fromkeys(spot.run.evidence for likeness, spot in wrong if spot and likeness >= _SURE)
        for evidence in denied:
            if not any(share_ink(evidence, own) for own in ours):
                yield Clue(field=name, evidence=evidence, probability=0.0, by="vendor")


def _likest(place: Place, kind: str, level: Sequence[Sheet]) -> tuple[float, Spot | None]:
    """The spot most like the place, and how like, 0..1."""
    found: list[tuple[float, Spot]] = []
    if kind in NAMES:  # the same again, or another under the same label: whatever else stands there is no name
        found = [(1.0, spot) for spot in same_text(level, place.text)]
        found += [(_likeness(place, spot), spot) for spot in spots(level, kind) if _same(place.beside, spot.beside)]
    elif kind in KINDS:
        found = [(_likeness(place, spot), spot) for spot in spots(level, kind)]
    return max(found, key=lambda one: one[0], default=(0.0, None))


def _likeness(place: Place, spot: Spot) -> float:
    """By labels first, for what stands below a table moves with it, and by distance where labels do not tell."""
    across = min(abs(place.left - spot.left), abs(place.right - spot.right))
    near = max(0.0, 1 - hypot(across, place.top - spot.top) / _REACH) if place.page == spot.page else 0.0
    if _same(place.beside, spot.beside):
        return 0.85 + 0.15 * near
    if _same(place.above, spot.above):
        return 0.6 + 0.4 * near
    return near * (0.4 if place.beside or place.above else 0.8)


def _same(one: str, other: str) -> bool:
    """Whether two labels are one, a character misread at most."""
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= 4 and edit_distance(one, other) == 1)


def _at(level: Sequence[Sheet], ink: Ink, evidence: Iterable[Evidence]) -> Spot | None:
    """The spot where evidence begins."""
    runs = ink.runs(evidence)
    if not runs:
        return None
    page = next(n for n, sheet in enumerate(level) if sheet.page.number == runs[0].segment.page)
    return spot_of(level, page, runs[0])


def _saying(level: Sequence[Sheet], value: Value) -> list[Spot]:
    """Every spot that says a value which a person typed."""
    if isinstance(value, Text):
        return list(same_text(level, Key.of(value.text).text)) or _equal(level, "party", value)
    return _equal(level, "amount" if isinstance(value, Amount) else "date", value)


def _equal(level: Sequence[Sheet], kind: str, value: Value) -> list[Spot]:
    def bare(one: Value | None) -> object:
        return abs(one.amount) if isinstance(one, Amount) else one

    return [spot for spot in spots(level, kind) if bare(spot.value) == bare(value)]


def _ruled_out(name: str, first: Record, value: Value, level: Sequence[Sheet], ink: Ink) -> Iterator[Place]:
    """The place of what the machine had read and a person replaced."""
    old = first.field(name)
    spot = _at(level, ink, old.evidence) if old is not None and old.value != value else None
    if spot is not None and not _says(spot, value):
        yield _place(name, spot, 1.0, is_right=False)


def _says(spot: Spot, value: Value) -> bool:
    """Whether the characters there are the value after all, misread or cut short by the machine."""
    kind = "amount" if isinstance(value, Amount) else "date" if isinstance(value, Date) else "party"
    return any(found == value for found, _, _ in find(kind, spot.run.segment.text))


def _place(field: str, spot: Spot, weight: float, *, is_right: bool = True) -> Place:
    return Place(
        field=field,
        page=spot.page,
        left=spot.left,
        top=spot.top,
        right=spot.right,
        bottom=spot.bottom,
        beside=spot.beside,
        above=spot.above,
        text=Key.of(spot.run.text).text,
        weight=weight,
        is_right=is_right,
    )
