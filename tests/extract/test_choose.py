"""Fields that must fit one another are chosen together, and only among what is on the paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ocr.extract.choose import choose
from ocr.extract.locate import Candidate
from ocr.extract.sheet import Segment, sheets
from ocr.record import Amount, Date, Text, Value
from tests.extract import paper as drawn


@pytest.fixture(scope="module")
def words() -> list[Segment]:
    """A hundred words to stand on."""
    lines = ["   ".join(f"w{row}{column}" for column in range(10)) for row in range(10)]
    return [segment for sheet in sheets(drawn.paper("\n".join(lines))) for segment in sheet.segments]


class Paper:
    """Candidates, each from ink of its own."""

    def __init__(self, words: list[Segment]) -> None:
        self._words = iter(words)

    def may(self, value: Value, score: float) -> Candidate:
        word = next(self._words)
        return Candidate.at(value, word, 0, len(word.text), score, "label")

    def yen(self, value: int, score: float) -> Candidate:
        return self.may(Amount(amount=Decimal(value)), score)

    def day(self, day: int, score: float) -> Candidate:
        return self.may(Date(date=date(2026, 9, day)), score)

    def name(self, value: str, score: float) -> Candidate:
        return self.may(Text(text=value), score)


@pytest.fixture
def paper(words: list[Segment]) -> Paper:
    return Paper(words)


def chosen(found: dict[str, list[Candidate]]) -> dict[str, Value]:
    return {name: choice.candidate.value for name, choice in choose(found).items()}


def yen(value: int) -> Amount:
    return Amount(amount=Decimal(value))


def test_what_adds_up_is_likelier_than_what_is_nearer_a_label(paper: Paper) -> None:
    found = {
        "subtotal": [paper.yen(1000, 0.8)],
        "tax_amount": [paper.yen(100, 0.7)],
        "total_amount": [paper.yen(5000, 0.9), paper.yen(1100, 0.5)],
    }
    assert chosen(found)["total_amount"] == yen(1100)


@pytest.mark.parametrize(("one", "other"), [("vendor_name", "buyer_name"), ("party_a", "party_b")])
def test_nobody_deals_with_himself(paper: Paper, one: str, other: str) -> None:
    found = {
        one: [paper.name("みさき商会", 0.9)],
        other: [paper.name("みさき 商会", 0.8), paper.name("青葉工業", 0.5)],
    }
    assert chosen(found) == {one: Text(text="みさき商会"), other: Text(text="青葉工業")}


def test_a_side_that_could_only_be_the_other_one_is_left_out(paper: Paper) -> None:
    found = {"vendor_name": [paper.name("みさき商会", 0.4)], "buyer_name": [paper.name("みさき商会", 0.9)]}
    assert chosen(found) == {"buyer_name": Text(text="みさき商会")}


@pytest.mark.parametrize(
    ("first", "last"),
    [("issue_date", "due_date"), ("period_start", "period_end"), ("effective_date", "expiry_date")],
)
def test_a_span_ends_after_it_begins_if_it_may(paper: Paper, first: str, last: str) -> None:
    found = {first: [paper.day(15, 0.9)], last: [paper.day(1, 0.8), paper.day(30, 0.6)]}
    assert chosen(found)[last] == Date(date=date(2026, 9, 30))


def test_a_span_printed_the_wrong_way_is_believed(paper: Paper) -> None:
    found = {"issue_date": [paper.day(15, 0.9)], "due_date": [paper.day(1, 0.8)]}
    assert chosen(found)["due_date"] == Date(date=date(2026, 9, 1))
