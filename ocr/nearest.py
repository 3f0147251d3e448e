"""What a person may have meant by a name that means nothing here."""

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
