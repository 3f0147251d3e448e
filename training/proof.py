"""Proofreading: a drawn page with text that collides, leaves the sheet or has no glyph is never written."""

from __future__ import annotations

from itertools import chain, product

from training.fonts import has_glyph
from training.page import Page, Token

Box = tuple[float, float, float, float]


class ProofError(Exception):
    """A page nobody would have printed; the message names the text and what is wrong with it."""


def proofread(pages: tuple[Page, ...], *, glyphs: bool = True) -> None:
    """Raise ProofError at the first token that is misdrawn; glyphs says whether every character must have one."""
    for page in pages:
        placed = sorted(page.tokens, key=lambda token: token.middle)
        for token in placed:
            _on_the_sheet(token, token.box, page)
            if glyphs:
                _drawable(token)
        lines = [(token, token.line_box) for token in placed]
        near = (zip(lines, lines[step:], strict=False) for step in range(1, 9))
        columns = [(token, token.box) for token in placed if token.vertical]
        crossing = product(columns, [(token, token.box) for token in placed if not token.vertical])
        for (token, box), (other, beside) in chain(*near, crossing):
            if _collide(box, beside):
                raise ProofError(
                    f"{token.text!r} and {other.text!r} overlap at {token.box[0]:.0f}, {token.middle:.0f} mm"
                )


def _on_the_sheet(token: Token, box: Box, page: Page) -> None:
    left, top, right, bottom = box
    if left < 1 or top < 1 or right > page.width - 1 or bottom > page.height - 1:
        raise ProofError(f"{token.text!r} leaves the sheet")


def _drawable(token: Token) -> None:
    for char in token.text:
        if not has_glyph(token.face, char):
            raise ProofError(f"{token.text!r}: {token.face} has no {char!r}")


def _collide(a: Box, b: Box) -> bool:
    """Whether the boxes share more than a sliver."""
    if min(a[2], b[2]) - max(a[0], b[0]) <= 0.3:
        return False
    return min(a[3], b[3]) - max(a[1], b[1]) > 0.25 * min(a[3] - a[1], b[3] - b[1])
