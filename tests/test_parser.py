"""Global flags may stand anywhere before `--`."""

from __future__ import annotations

import pytest

from ocr.parser import globals_first


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["search", "東京", "--archive", "a", "-v"], ["--archive", "a", "-v", "search", "東京"]),
        (["--config", "c", "search", "--archive=a"], ["--config", "c", "--archive=a", "search"]),
        (["search", "--", "--archive", "a"], ["search", "--", "--archive", "a"]),
        (["search", "--archive"], ["--archive", "search"]),
        (["search", "--archived", "x"], ["search", "--archived", "x"]),
        ([], []),
    ],
)
def test_global_flags_come_first(given: list[str], expected: list[str]) -> None:
    assert globals_first(given) == expected
