"""What single segments of a page say: found out when it is asked for, and only then."""

from __future__ import annotations

from decimal import Decimal

from ocr.document import Box, Page, Word
from ocr.extract.sheet import Sheet
from ocr.stacks.slip import Facts, slip_of
from ocr.template import load_templates


def facts(*lines: str) -> Facts:
    words = [
        Word(
            text=text,
            box=Box(left=100, top=100 + 60 * n, right=100 + 30 * len(text), bottom=130 + 60 * n),
            confidence=1,
        )
        for n, text in enumerate(lines)
    ]
    return Facts(Sheet.of(Page(number=1, width=1200, height=1700, words=tuple(words))), load_templates()["receipt"])


def test_two_totals_and_two_dates_may_be_two_receipts() -> None:
    both = facts("合計 ¥1,200", "2026年4月1日", "合計 ¥3,400", "2026年4月2日")
    assert both.may_hold_two(frozenset(range(4)))
    assert not both.may_hold_two(frozenset(range(3)))
    assert slip_of(both).totals == (Decimal(1200), Decimal(3400))


def test_one_date_is_one_receipt_and_no_total_is_sought() -> None:
    one = facts("合計 ¥1,200", "2026年4月1日", "合計 ¥3,400")
    assert not one.may_hold_two(frozenset(range(3)))
    assert "totals" not in vars(one)
