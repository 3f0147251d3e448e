"""A drawn document in other type and with other seals: the same layout, as another office would print and stamp it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from PIL import Image

from training.fonts import has_glyph, registered
from training.page import Mark, Page, Picture, Token
from training.seals import company_seal, date_stamp, personal_seal, round_seal

SEALS = ("角印", "丸印", "認印")
"""Names of the pictures pressed here."""
_SAMPLE_SEALS = {*SEALS, "印"}
_SEALERS = {
    "contract": {"party_a", "party_b"},
    "expense_report": {"applicant_name"},
    "purchase_order": {"buyer_name"},
}
"""Whose name the seal of such a paper stands over; on all others the vendor's."""
_LATIN = {"sans", "sans-bold", "serif", "serif-bold"}
_LEAST_UNDER = 0.5
"""Of a character's width that a seal covers for its field to lie under it."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Press:
    """A seal over the last characters of a name: its side in mm, its ink, and how many characters it covers."""

    kind: Literal["square", "round", "personal"]
    side: float
    ink: Colour
    covers: float = 2.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date stamp of three lines at a place, mm from the top left."""

    lines: tuple[str, str, str]
    left: float
    top: float
    side: float
    ink: Colour


def refaced(pages: tuple[Page, ...], text: str, title: str) -> tuple[Page, ...]:
    """The pages set in other faces, no token wider than it was; title is for what is 12 points and larger."""
    for face in (text, title, "takao-gothic", "dejavu"):
        registered(face)
    return tuple(
        replace(page, marks=tuple(_refaced(m, text, title) if isinstance(m, Token) else m for m in page.marks))
        for page in pages
    )


def _refaced(token: Token, text: str, title: str) -> Token:
    wanted = title if token.size >= 12 else text
    if token.face in _LATIN:
        wanted = "dejavu"
    face = next((f for f in (wanted, "takao-gothic") if all(has_glyph(f, char) for char in token.text)), token.face)
    other = replace(token, face=face)
    return replace(other, size=token.size * min(1.0, token.width / other.width))


def sealed(
    document_type: str, pages: tuple[Page, ...], press: Press | None, stamp: Stamp | None, rng: random.Random
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages with these seals instead of their own, and the fields some of whose characters the seals cover."""
    sealers = _SEALERS.get(document_type, {"vendor_name"})
    out, under = [], set[str]()
    for page in pages:
        kept = [m for m in page.marks if not (isinstance(m, Picture) and m.name in _SAMPLE_SEALS)]
        names = [t for t in page.tokens if len(t.tags) == 1 and t.tags[0] in sealers]
        seals = [_pressed(token, press, page, rng) for token in names] if press else []
        stamps = [_stamped(stamp, rng)] if stamp and page is pages[0] else []
        out.append(replace(page, marks=(*kept, *seals, *stamps)))
        under |= {field for seal in seals for field in _under(seal, page.tokens)}
    return tuple(out), tuple(sorted(under))


def _pressed(token: Token, press: Press, page: Page, rng: random.Random) -> Picture:
    left, _, right, _ = token.box
    x = min(right - press.covers * token.height, page.width - press.side - 3)
    y = max(3.0, token.middle - press.side * rng.uniform(0.3, 0.55))
    if press.kind == "square":
        png, name = company_seal(token.text, rng), "角印"
    elif press.kind == "round":
        png, name = round_seal(token.text, rng), "丸印"
    else:
        png, name = personal_seal(token.text.split()[0][:2], rng), "認印"
    return Picture(_inked(png, press.ink), max(left, x), y, press.side, press.side, name)


def _stamped(stamp: Stamp, rng: random.Random) -> Picture:
    png = _inked(date_stamp(stamp.lines, rng), stamp.ink)
    return Picture(png, stamp.left, stamp.top, stamp.side, stamp.side, "date stamp")


def _inked(png: bytes, ink: Colour) -> bytes:
    """The picture in another colour."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).copy()
    pixels[..., :3] = ink
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def _under(seal: Picture, tokens: tuple[Token, ...]) -> Iterator[str]:
    """Fields with a character that the seal covers."""
    for token in tokens:
        for left, top, right, bottom in token.char_boxes():
            across = min(right, seal.left + seal.width) - max(left, seal.left)
            down = min(bottom, seal.top + seal.height) - max(top, seal.top)
            if across > _LEAST_UNDER * (right - left) and down > _LEAST_UNDER * (bottom - top):
                yield from (tag for tag in token.tags if not tag.startswith("line_items."))
                break


def seal_names(marks: tuple[Mark, ...]) -> list[str]:
    """The seals among the marks, as truth files name them."""
    return [mark.name for mark in marks if isinstance(mark, Picture) and mark.name in SEALS]
