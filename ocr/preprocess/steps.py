"""The repairs of a page, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ocr.preprocess.barcode import read_codes
from ocr.preprocess.border import cut_border
from ocr.preprocess.contrast import raise_contrast
from ocr.preprocess.deskew import deskew
from ocr.preprocess.despeckle import despeckle
from ocr.preprocess.flatten import flatten
from ocr.preprocess.orient import upright
from ocr.preprocess.seal import lift_seals
from ocr.preprocess.show_through import fade_show_through
from ocr.preprocess.shrink import shrink
from ocr.preprocess.soften import soften
from ocr.preprocess.straighten import straighten

if TYPE_CHECKING:
    from ocr.document import Repair
    from ocr.preprocess.image import PageImage
    from ocr.preprocess.orient import Legible

Step = Callable[["PageImage"], tuple["PageImage", "Repair | None"]]
"""A page that does not need the repair comes back as the same object, with None."""

STEPS: tuple[Step, ...] = (
    despeckle,
    soften,
    upright,
    read_codes,
    flatten,
    straighten,
    cut_border,
    shrink,
    fade_show_through,
    raise_contrast,
    deskew,
    lift_seals,
)


def steps_with(legible: Legible) -> tuple[Step, ...]:
    """The same repairs, made with an engine at hand that is asked where a page's way up is in doubt."""
    return tuple(partial(upright, legible=legible) if step is upright else step for step in STEPS)


def without_turns(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The repairs of a picture that is upright already."""
    return tuple(step for step in steps if (step.func if isinstance(step, partial) else step) is not upright)


def repaired(image: PageImage, steps: Sequence[Step] = STEPS) -> tuple[PageImage, tuple[Repair, ...]]:
    """The page as it is read, and what was done to it; one that needs nothing is the page as it came."""
    repairs = []
    for step in steps:
        image, repair = step(image)
        if repair is not None:
            repairs.append(repair)
    return image, tuple(repairs)
