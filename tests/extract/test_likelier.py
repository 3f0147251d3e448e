"""Line items by two witnesses: cells are joined in the same ink, and arithmetic says which rows to believe."""

from __future__ import annotations

from decimal import Decimal

from ocr.document import Evidence
from ocr.extract.likelier import likelier
from ocr.record import Amount, Date, Field, Number, Row, Text, Value

DAY = Date.model_validate({"date": "2026-09-26"})
TOTAL = [Field(name="total_amount", value=Amount(amount=Decimal(500)), confidence=0.9)]


def cell(name: str, value: Value, *words: int) -> Field:
    """Read from the whole of these words."""
    evidence = tuple(Evidence(page=1, word=word, start=0, end=4) for word in words)
    return Field(name=name, value=value, confidence=0.9, evidence=evidence)


def number(name: str, value: int, word: int) -> Field:
    return cell(name, Number(number=Decimal(value)), word)


def amount(name: str, value: int, word: int) -> Field:
    return cell(name, Amount(amount=Decimal(value)), word)


def text(value: str, *words: int) -> Field:
    return cell("description", Text(text=value), *words)


def test_a_row_gets_the_cells_it_lacks_and_keeps_its_own() -> None:
    found = Row(cells=(text("歯車", 1), number("quantity", 5, 2)))
    pointed = Row(cells=(text("歯車 m2", 1), number("quantity", 6, 2), amount("amount", 500, 3)))
    assert likelier((found,), (pointed,), TOTAL) == (Row(cells=(*found.cells, pointed.cells[2])),)


def test_a_cell_that_swallowed_another_column_gives_it_back() -> None:
    found = Row(cells=(text("9/26歯車", 0, 1), amount("amount", 500, 3)))
    pointed = Row(cells=(cell("date", DAY, 0), text("歯車", 1), amount("amount", 500, 3)))
    assert likelier((found,), (pointed,), TOTAL) == (Row(cells=(text("歯車", 1), found.cells[1], pointed.cells[0])),)


def test_ink_of_a_cell_that_is_there_makes_no_second_one() -> None:
    found = Row(cells=(text("歯車 5", 1, 2), number("quantity", 5, 2), amount("amount", 500, 3)))
    pointed = Row(cells=(text("歯車", 1), number("unit_price", 5, 2), amount("amount", 500, 3)))
    assert [c.name for c in likelier((found,), (pointed,), TOTAL)[0].cells] == ["description", "quantity", "amount"]


def test_a_row_in_other_ink_is_left_alone() -> None:
    found = Row(cells=(text("歯車", 1), number("quantity", 5, 2)))
    assert likelier((found,), (Row(cells=(text("軸", 7), amount("amount", 300, 8))),), TOTAL) == (found,)


def test_rows_that_multiply_beat_one_that_comes_to_nothing() -> None:
    found = Row(cells=(text("振込先", 20), amount("amount", 900, 21)))
    product = (number("quantity", 5, 2), amount("unit_price", 90, 4), amount("amount", 450, 3))
    pointed = Row(cells=(text("歯車", 1), *product))
    assert likelier((found,), (pointed,), TOTAL) == (pointed,)


def test_rows_that_come_to_the_sum_stand_against_more_that_multiply() -> None:
    found = Row(cells=(text("工事一式", 1), amount("amount", 500, 3)))
    product = (number("quantity", 5, 12), amount("unit_price", 90, 14), amount("amount", 450, 13))
    assert likelier((found,), (Row(cells=(text("歯車", 11), *product)),), TOTAL) == (found,)
