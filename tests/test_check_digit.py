"""登録番号 that cannot be right, wherever they stand."""

from __future__ import annotations

import pytest

from ocr.check_digit import wrong_registration_numbers


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("登録番号：T5114351359962", ["T5114351359962"]),
        ("T5-1143-5135-9962 と T5114251359962", ["T5-1143-5135-9962"]),
        ("T8-0741-4631-236", ["T8-0741-4631-236"]),  # a digit short
        ("T5114251359962", []),
        ("T110-0003", []),
        ("INVT1234567890", []),
        ("T51142513599621234", []),
        ("", []),
    ],
)
def test_wrong_numbers_are_found(text: str, wrong: list[str]) -> None:
    assert [text[start:end] for start, end in wrong_registration_numbers(text)] == wrong
