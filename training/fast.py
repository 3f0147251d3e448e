"""The fast mode of the generator: documents as an OCR engine would read them, without drawing a pixel.

A family lays out pages of tokens; here they become words with boxes, run together, jittered and misread the way the
engine does it (`noise.py`), each character with the tag of the field it shows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.content import Content
from training.families import TRADE, Family, families
from training.noise import Noise, TaggedWord, misread
from training.page import Page, Panel, Picture, Rule, Token
from training.proof import ProofError, proofread
from training.rearranged import rearranged
from training.runs import Glyph, glyphs, run_together
from training.seals import undrawn
from training.spans import character_tags

_SHARES = {TRADE: 0.44, "receipt": 0.2, "expense_report": 0.12, "contract": 0.14, "other": 0.1}
"""How often each kind of family is drawn: roughly the paper an office gets. Trade documents count as one kind."""

_ATTEMPTS = 40
"""Draws until one passes the proof; the worst family fails in about one of four."""


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """One page as read: width, height, boxes and rules in mm."""

    width: float
    height: float
    words: tuple[TaggedWord, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document with the family it was drawn by."""

    document_type: str
    family: str
    pages: tuple[TaggedPage, ...]


def sample(seed: int, *, withheld: bool = False, noise: float = 1.0, moved: bool = False) -> Sample:
    """One document of a random family; the same arguments give the same document.

    moved puts the blocks of its pages elsewhere (`rearranged.py`), but not in contracts, whose sentences follow on.
    withheld draws from the families kept out of training, and from no other. noise scales every error of reading:
    0.0 reads each character and every line. Raises ProofError when no draw passes the proof.
    """
    rng = random.Random(f"fast/{seed}/{withheld}")
    family, content, pages = draw(rng, withheld=withheld)
    if moved and content.document_type != "contract":
        pages = tuple(rearranged(page, rng) for page in pages)
    reading = Noise.drawn(rng, noise)
    return Sample(content.document_type, family.name, tuple(read(content, page, reading, rng) for page in pages))


def draw(rng: random.Random, *, withheld: bool = False) -> tuple[Family, Content, tuple[Page, ...]]:
    """A random family's draw that passes the proof, its pictures left empty. Raises ProofError when none does."""
    kinds = _kinds(families(withheld=withheld))
    names = sorted(kinds)
    complaint = ProofError("nothing drawn")
    for _ in range(_ATTEMPTS):
        (name,) = rng.choices(names, [_SHARES.get(name, 0.05) for name in names])
        family = rng.choice(kinds[name])
        try:
            with undrawn():
                content, pages = family.draw(rng)
            proofread(pages, glyphs=False)
        except ProofError as error:
            complaint = error
            continue
        return family, content, pages
    raise complaint


def _kinds(registered: Sequence[Family]) -> dict[str, list[Family]]:
    kinds: dict[str, list[Family]] = {}
    for family in registered:
        kind = family.document_type if family.document_type in _SHARES else TRADE
        kinds.setdefault(kind, []).append(family)
    return kinds


def read(content: Content, page: Page, noise: Noise, rng: random.Random) -> TaggedPage:
    """A drawn page with an engine's words and errors."""
    rules = tuple(_rules(page))
    seals = [mark for mark in page.marks if isinstance(mark, Picture) and mark.name != "logo"]
    printed: list[Glyph] = []
    for token, tags in zip(page.tokens, character_tags(content, page), strict=True):
        printed += glyphs(token, tags, sealed=bool(seals) and _under_a_seal(token, seals))
    words = run_together(printed, rules, noise.reach)
    frame = noise.frame(page.width, page.height, rng)
    return TaggedPage(
        frame.width,
        frame.height,
        tuple(misread(words, noise, frame, rng)),
        tuple(map(frame.rule, noise.seen(rules, rng))),
    )


def _under_a_seal(token: Token, seals: Sequence[Picture]) -> bool:
    left, top, right, bottom = token.box
    least = (0.3 * token.height, 0.5) if token.vertical else (0.5, 0.3 * token.height)
    return any(
        min(right, seal.left + seal.width) - max(left, seal.left) > least[0]
        and min(bottom, seal.top + seal.height) - max(top, seal.top) > least[1]
        for seal in seals
    )


def _rules(page: Page) -> list[Rule]:
    """All straight lines: rules, and the outlines of panels."""
    rules: list[Rule] = []
    for mark in page.marks:
        if isinstance(mark, Rule):
            rules.append(mark)
        elif isinstance(mark, Panel) and mark.weight:
            left, top, right, bottom = mark.left, mark.top, mark.left + mark.width, mark.top + mark.height
            sides = ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom))
            rules += [Rule(*ends, mark.weight, mark.colour) for ends in (*sides, (right, top, right, bottom))]
    return rules
