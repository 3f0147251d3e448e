"""Whether a name as it was read is a known one, misread."""

from __future__ import annotations

from index.normalize import name_key
from ocr.nearest import edit_distance

_MOST_MISREAD = 2
"""Characters of a name; and under half of it, or any name of two would be near any other."""


def is_near(read: str, known: str) -> bool:
    """Whether a name as read is a character or two from a known one, legal forms aside."""
    a, b = name_key(read).core, name_key(known).core
    distance = edit_distance(a, b)
    return distance <= _MOST_MISREAD and 2 * distance < len(b)
