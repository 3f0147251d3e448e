"""The check digit of 法人番号 and of the 登録番号 made from it."""

from __future__ import annotations

import re


def has_valid_check_digit(number: str) -> bool:
    """Whether T + 13 digits (or 13 digits) passes the 法人番号 check (平成26年財務省令70号 2条).

    Published for corporations only: a failure is a doubt, never a rejection. It cannot see a 0 taken for a 9.
    """
    digits = number.removeprefix("T")
    if not re.fullmatch(r"[1-9][0-9]{12}", digits):
        return False
    weighted = sum(int(c) * (1 if n % 2 else 2) for n, c in enumerate(reversed(digits[1:]), 1))
    return int(digits[0]) == 9 - weighted % 9
