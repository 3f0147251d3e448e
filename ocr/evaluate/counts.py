"""Right, extra and missing, and the rates made of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """A wrong value is extra and missing at once."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.extra + other.extra, self.missing + other.missing)

    @property
    def expected(self) -> int:
        return self.right + self.missing

    @property
    def precision(self) -> float:
        return round(self._precision, 4)

    @property
    def recall(self) -> float:
        return round(self._recall, 4)

    @property
    def f1(self) -> float:
        both = self._precision + self._recall
        return round(2 * self._precision * self._recall / both, 4) if both else 0.0

    @property
    def _precision(self) -> float:
        said = self.right + self.extra
        return self.right / said if said else 0.0

    @property
    def _recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0


RIGHT, WRONG, EXTRA, MISSING = Counts(1, 0, 0), Counts(0, 1, 1), Counts(0, 1, 0), Counts(0, 0, 1)
