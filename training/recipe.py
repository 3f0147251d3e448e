"""What one synthetic document is made from, and the making: content, pages, wear, file, truth."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from training.conditions import Condition, encode, scans
from training.content import Content
from training.page import Page, Picture
from training.proof import proofread
from training.truth import expected
from training.wear import Scan

Drawing = tuple[Content, tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A document to make: draw gives content and pages by chance, condition wears them, suffix is the file format."""

    name: str
    layout: str
    suffix: str
    condition: Condition
    draw: Callable[[random.Random], Drawing]
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document: its file, its truth, and where every token lies (pages in mm, images with their matrix)."""

    recipe: Recipe
    document_type: str
    content: bytes
    expected: dict[str, Any]
    pages: tuple[Page, ...]
    images: tuple[Scan, ...]


def make(recipe: Recipe, seed: int) -> Made:
    """Make one document; the same recipe and seed give the same document, whatever else is made. Raises ProofError."""
    chance = zlib.crc32(f"{seed}/{recipe.name}".encode())
    content, pages = recipe.draw(random.Random(chance))
    proofread(pages)
    images = scans(pages, recipe.condition, chance)
    notes = {"layout": recipe.layout, "condition": recipe.condition.name, **_seals(pages), **recipe.notes}
    truth = expected(content, pages, notes)
    data = encode(pages, images, recipe.condition, recipe.suffix)
    return Made(recipe, content.document_type, data, truth, pages, images)


def _seals(pages: tuple[Page, ...]) -> dict[str, list[str]]:
    """Pictures that carry characters which are not in the text truth."""
    names = [m.name for page in pages for m in page.marks if isinstance(m, Picture) and m.name != "logo"]
    return {"not_in_text": names} if names else {}
