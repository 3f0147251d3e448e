"""What these tests share."""

from tests.monospaced import monospaced

__all__ = ["monospaced"]
