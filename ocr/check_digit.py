"""The check digit of 法人番号 and of the 登録番号 made from it."""

from __future__ import annotations

import re
from typing import NamedTuple

_REGISTRATION = re.compile(r"(?<![A-Za-z0-9])T-?[0-9](?:-?[0-9]){9,14}(?![0-9])")
"""登録番号 as they are printed, a few digits short or too long included."""


def has_valid_check_digit(number: str) -> bool:
    """Whether T + 13 digits (or 13 digits) passes the 法人番号 check (平成26年財務省令70号 2条).

    Published for corporations only: a failure is a doubt, never a rejection. It cannot see a 0 taken for a 9.
    """
    digits = number.removeprefix("T")
    if not re.fullmatch(r"[1-9][0-9]{12}", digits):
        return False
    weighted = sum(int(c) * (1 if n % 2 else 2) for n, c in enumerate(reversed(digits[1:]), 1))
    return int(digits[0]) == 9 - weighted % 9


class Number(NamedTuple):
    """Characters [start, end) of a text that look like a 登録番号, and whether they can be one."""

    start: int
    end: int
    right: bool


def registration_numbers(text: str) -> list[Number]:
    """What looks like a 登録番号, right or with a wrong check digit or count of digits."""
    found = _REGISTRATION.finditer(text)
    return [Number(*match.span(), has_valid_check_digit(re.sub(r"\D", "", match[0]))) for match in found]
