"""How many characters of a page were read wrong: by visual rows, and in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ocr.evaluate.compare import normal
from ocr.nearest import edit_distance

_LONGEST = 3
"""A read row this many times as long as a true one is not that row misread."""


def row_error(truth: Sequence[str], read: str) -> tuple[int, int] | None:
    """Wrong and all characters of the true rows, in any order of rows; None if there are none.

    Each true row takes the read row that is nearest in edit distance and not taken yet; a true row that stands whole
    inside what was read is right whatever the line breaks.
    """
    rows = sorted(filter(None, map(normal, truth)), key=len, reverse=True)
    if not rows:
        return None
    pool = list(filter(None, map(normal, read.splitlines())))
    joined = "".join(pool)
    rest = []
    for row in rows:
        if row in pool:
            pool.remove(row)
        elif len(row) > 1 and row in joined:
            holder = next((n for n, other in enumerate(pool) if row in other), None)
            if holder is not None:
                pool[holder] = pool[holder].replace(row, "", 1)
        else:
            rest.append(row)
    pool = list(filter(None, pool))
    errors = sum(_take_nearest(row, pool) for row in rest)
    total = sum(map(len, rows))
    return min(errors, total), total


def bag_error(truth: Sequence[str], read: str) -> float:
    """1 - F1 of the two bags of characters: blind to order and line breaks, so that engines compare fairly."""
    a, b = Counter(normal("".join(truth))), Counter(normal(read))
    return 1 - 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def _take_nearest(row: str, pool: list[str]) -> int:
    """Errors of the row against its nearest in the pool, which is taken out; all of it where none is near."""
    best, nearest = len(row), None
    for n, other in enumerate(pool):
        if len(other) > _LONGEST * len(row) or abs(len(other) - len(row)) >= best:
            continue
        distance = edit_distance(row, other)
        if distance < best:
            best, nearest = distance, n
    if nearest is not None:
        pool.pop(nearest)
    return best
