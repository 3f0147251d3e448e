"""What was made of a line of text, kept: each line of a page is asked about by many, and they ask the same."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MOST = 4096
"""Lines that one function keeps: those of a dozen close pages, a few megabytes."""
_LONGEST = 200
"""Characters of a line; prose of many pages is asked about once and would fill the memory."""


def remembered(make: Callable[[str], T]) -> Callable[[str], T]:
    """The function, its last answers about lines kept; they must be such as nobody changes."""
    kept = lru_cache(_MOST)(make)

    @wraps(make)
    def made(text: str) -> T:
        return kept(text) if len(text) <= _LONGEST else make(text)

    return made
