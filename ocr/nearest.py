"""How near two texts are, and what a person may have meant by a name that means nothing here."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def hint(name: str, valid: Iterable[str]) -> str:
    """ "did you mean archive?", or all the valid names where none is near."""
    names = sorted(valid)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"valid are {', '.join(names) or 'none'}"


def edit_distance(a: str, b: str) -> int:
    """The fewest characters to put in, take out or replace that make one of the other."""
    previous = list(range(len(b) + 1))
    for n, char in enumerate(a, 1):
        current = [n]
        for m, other in enumerate(b, 1):
            current.append(min(previous[m] + 1, current[-1] + 1, previous[m - 1] + (char != other)))
        previous = current
    return previous[-1]
