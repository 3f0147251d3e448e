"""登録番号, right and wrong, wherever they stand."""

from __future__ import annotations

import pytest

from ocr.check_digit import registration_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("登録番号：T5114351359962", {"T5114351359962": False}),
        ("T5-1143-5135-9962 と T5114251359962", {"T5-1143-5135-9962": False, "T5114251359962": True}),
        ("T8-0741-4631-236", {"T8-0741-4631-236": False}),  # a digit short
        ("T8-0741-4631-2368", {"T8-0741-4631-2368": True}),
        ("T110-0003", {}),
        ("INVT1234567890", {}),
        ("T51142513599621234", {}),
        ("", {}),
    ],
)
def test_numbers_are_found_and_checked(text: str, numbers: dict[str, bool]) -> None:
    assert {text[start:end]: right for start, end, right in registration_numbers(text)} == numbers
