"""A typeface for tests that draw: they need no font of the system."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from training import fonts, runs


class _Monospaced(dict[str, float]):
    def __missing__(self, char: str) -> float:
        return 0.5 if char.isascii() else 1.0


@pytest.fixture(scope="module")
def monospaced() -> Iterator[None]:
    """Every face's characters are as wide as those of a monospaced one, so that no font is needed."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (fonts, runs):
            patch.setattr(module, "advances", lambda face: _Monospaced())
        yield
