"""The repairs of a page, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ocr.preprocess.deskew import deskew
from ocr.preprocess.flatten import flatten
from ocr.preprocess.orient import upright
from ocr.preprocess.seal import lift_seals
from ocr.preprocess.shrink import shrink
from ocr.preprocess.soften import soften
from ocr.preprocess.straighten import straighten

if TYPE_CHECKING:
    from ocr.document import Repair
    from ocr.preprocess.image import PageImage

Step = Callable[["PageImage"], tuple["PageImage", "Repair | None"]]
"""A page that does not need the repair comes back as the same object, with None."""

STEPS: tuple[Step, ...] = (upright, flatten, straighten, soften, shrink, deskew, lift_seals)


def repaired(image: PageImage, steps: Sequence[Step] = STEPS) -> tuple[PageImage, tuple[Repair, ...]]:
    """The page as it is read, and what was done to it; one that needs nothing is the page as it came."""
    repairs = []
    for step in steps:
        image, repair = step(image)
        if repair is not None:
            repairs.append(repair)
    return image, tuple(repairs)
