"""Proofreading: a drawn page with text that collides, leaves the sheet or has no glyph is never written."""

from __future__ import annotations

from itertools import pairwise

from training.fonts import has_glyph
from training.page import Page, Token


class ProofError(Exception):
    """A page nobody would have printed; the message names the text and what is wrong with it."""


def proofread(pages: tuple[Page, ...]) -> None:
    """Raise ProofError at the first token that is misdrawn."""
    for page in pages:
        for token in page.tokens:
            _drawable(token, page)
        for token, other in _neighbours(page):
            if _collide(token, other):
                raise ProofError(
                    f"{token.text!r} and {other.text!r} overlap at {token.left:.0f}, {token.middle:.0f} mm"
                )


def _drawable(token: Token, page: Page) -> None:
    left, top, right, bottom = token.box
    if left < 1 or top < 1 or right > page.width - 1 or bottom > page.height - 1:
        raise ProofError(f"{token.text!r} leaves the sheet")
    for char in token.text:
        if not has_glyph(token.face, char):
            raise ProofError(f"{token.text!r}: {token.face} has no {char!r}")


def _neighbours(page: Page) -> list[tuple[Token, Token]]:
    """Pairs that might collide: near each other in height."""
    tokens = sorted(page.tokens, key=lambda t: t.middle)
    pairs = list(pairwise(tokens))
    for step in range(2, 9):
        pairs += zip(tokens, tokens[step:], strict=False)
    return pairs


def _collide(token: Token, other: Token) -> bool:
    """Whether the boxes share more than a sliver."""
    a, b = token.box, other.box
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.3 and down > 0.25 * min(token.height, other.height)
