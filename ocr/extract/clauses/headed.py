"""The two sides of an English agreement that its head names: "Discloser: A", or a role above each of two names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocr.extract.clauses.prose import Prose

_SIDE = re.compile(
    r"(?i)(?:the |first |second )?(?:discloser|recipient|(?:disclosing|receiving|first|second) party"
    r"|party (?:a|b|1|2|one|two)"
    r"|company|individual|client|customer|supplier|vendor|contractor|consultant|provider|service provider|subscriber"
    r"|publisher|author|licensor|licensee|lessor|lessee|landlord|tenant|seller|buyer|purchaser|lender|borrower"
    r"|principal|agent|employer|employee|franchisor|franchisee|owner|sponsor|distributor|manufacturer)"
    r"(?: ?: ?(?P<name>[A-Z0-9][^:]{2,80})| ?:?)"
)
_NAME = re.compile(
    r"(?=[^:]{3,80}\Z)(?:[A-Z0-9][\w&.,'/-]*|of|and|&|the|for|de|van|von|d/b/a)"
    r"(?: (?:[A-Z0-9(][\w&.,'/()-]*|of|and|&|the|for|de|van|von))+"
)
_BELOW = 4.0
"""Heights of a role's line below which its name stands no more."""
_BODY = re.compile(r"(?:1\.|(?:ARTICLE|Article|SECTION|Section|Clause) 1\b|WHEREAS|RECITALS|BACKGROUND)")


def headed_parties(prose: Prose) -> list[tuple[int, int]]:
    """Spans of prose with the names of the two sides before the first clause; [] unless two roles name two."""
    found: dict[str, tuple[int, int]] = {}
    for n, segment in enumerate(prose.segments):
        if _BODY.match(segment.text):
            break
        text = prose.text[slice(*_span(prose, n))]
        side = _SIDE.fullmatch(text)
        if side is None:
            continue
        role = text.split(":")[0].casefold().strip()
        if side["name"]:
            start = prose.starts[n] + side.start("name")
            named: tuple[int, int] | None = (start, start + len(side["name"]))
        else:
            named = _beside_or_below(prose, n)
        if named and _NAME.fullmatch(prose.text[slice(*named)]):
            found.setdefault(role, named)
    spans = list(found.values())
    names = {prose.text[slice(*span)].casefold() for span in spans}
    return spans if len(spans) == len(names) == 2 else []


def _span(prose: Prose, n: int) -> tuple[int, int]:
    """Where the n-th segment stands in the prose."""
    start = prose.starts[n]
    end = prose.starts[n + 1] if n + 1 < len(prose.starts) else len(prose.text)
    return start, start + len(prose.text[start:end].rstrip())


def _beside_or_below(prose: Prose, n: int) -> tuple[int, int] | None:
    """The text right of a role that stands alone, or else the first below it."""
    own = prose.segments[n]
    below: int | None = None
    for k, other in enumerate(prose.segments):
        if other.page != own.page or k == n or _SIDE.fullmatch(prose.text[slice(*_span(prose, k))]):
            continue
        if other.row == own.row and other.left > own.right:
            return _span(prose, k)
        near = own.bottom <= other.y_center <= own.bottom + _BELOW * own.height
        if below is None and near and abs(other.left - own.left) < 2 * own.height:
            below = k
    return _span(prose, below) if below is not None else None
