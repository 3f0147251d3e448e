"""Where a vendor's papers have a value: what the archive's memory keeps of each field's place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One field's place on one stored paper."""

    field: str
    page: int
    """Counts from 0 within the document."""
    left: float
    top: float
    right: float
    bottom: float
    """Shares of the level page's width and height."""
    beside: str
    """The label left of the value, made comparable; "" for none."""
    above: str
    """The label above it."""
    text: str
    """What stands there, made comparable: names come again."""
    weight: float
    """0..1: 1 where a person said that this is the value, shared where it stands in several places."""
    is_right: bool = True
    """False where a person said that what stands here is not the field's value."""
