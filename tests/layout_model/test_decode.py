"""From tag probabilities to spans: runs, rows, values that wrap, and the labels they belong to."""

from __future__ import annotations

import numpy as np

from ocr.document import Evidence
from ocr.layout_model.decode import Probabilities, Tags, spans
from ocr.layout_model.features import FIRST, Encoding
from ocr.layout_model.pointed import Pointed, Span

NAMES = (
    "issue_date",
    "total_amount",
    "vendor_address",
    "line_items.description",
    "line_items.amount",
    "label.total_amount",
)
TAGS = ["O", *(f"{prefix}-{name}" for name in NAMES for prefix in ("B", "I"))]

Token = tuple[str, tuple[int, int, int, int], int]
"""Its tag, its box and its word; tokens of a word are its characters in turn."""


def pointed(
    *tokens: Token, starts: tuple[int, ...] = (), first_row: int = 0, letters: bool = False
) -> tuple[Span, ...]:
    """What a network that is sure shows; starts are the tokens that begin a row."""
    sure = np.full((len(tokens), len(TAGS)), 0.1 / (len(TAGS) - 1))
    sure[range(len(tokens)), [TAGS.index(tag) for tag, _, _ in tokens]] = 0.9
    offsets: dict[int, int] = {}
    owners = []
    for _, _, word in tokens:
        offsets[word] = offsets.get(word, -1) + 1
        owners.append((word, offsets[word], offsets[word] + 1))
    ids = np.zeros(len(tokens), np.int64)
    facts = np.array([FIRST if start == 0 else 0 for _, start, _ in owners])
    encoding = Encoding(ids, np.array([box for _, box, _ in tokens]), facts, np.array(owners))
    begun = np.isin(np.arange(len(tokens)), starts).astype(float)
    found = Probabilities(sure, begun, np.ones(1))
    return spans(encoding, found, Tags(TAGS), np.array([letters]), 1, first_row)


def at(x: int, y: int, width: int = 10) -> tuple[int, int, int, int]:
    return x, y, x + width, y + 10


def test_a_run_of_one_tag_is_one_value_over_the_words_it_covers() -> None:
    (found,) = pointed(
        ("O", at(0, 0), 0),
        ("B-issue_date", at(10, 0), 0),
        ("I-issue_date", at(30, 0), 1),
        ("I-issue_date", at(40, 0), 1),
    )
    assert found.name == "issue_date"
    assert found.evidence == (
        Evidence(page=1, word=0, start=1, end=2),
        Evidence(page=1, word=1, start=0, end=2),
    )
    assert 0.89 < found.probability < 0.95


def test_a_strange_character_does_not_break_a_name() -> None:
    address = [("B-vendor_address", at(0, 0), 0), ("O", at(10, 0), 0), ("I-vendor_address", at(20, 0), 0)]
    (found,) = pointed(*address, letters=True)
    assert found.evidence == (Evidence(page=1, word=0, start=0, end=3),)
    assert found.probability < 0.7


def test_what_stands_between_two_words_of_a_field_parts_them() -> None:
    tokens = [
        ("B-total_amount", at(0, 0), 0),
        ("O", at(20, 0), 1),
        ("O", at(30, 0), 1),
        ("B-total_amount", at(40, 0), 2),
    ]
    assert [s.evidence[0].word for s in pointed(*tokens)] == [0, 2]


def test_b_parts_neighbours_of_one_field() -> None:
    one, other = pointed(("B-total_amount", at(0, 0), 0), ("B-total_amount", at(20, 0), 1))
    assert [s.evidence[0].word for s in (one, other)] == [0, 1]


def test_an_address_goes_on_in_the_line_below_past_what_stands_beside_it() -> None:
    (found,) = pointed(
        ("B-vendor_address", at(100, 0, 80), 0), ("O", at(0, 14), 1), ("B-vendor_address", at(100, 14, 40), 2)
    )
    assert [e.word for e in found.evidence] == [0, 2]


def test_addresses_far_apart_stay_two() -> None:
    found = pointed(("B-vendor_address", at(100, 0, 80), 0), ("B-vendor_address", at(100, 300, 40), 1))
    assert len(found) == 2


def test_rows_are_counted_on_from_the_page_before() -> None:
    found = pointed(
        ("B-line_items.description", at(0, 0), 0),
        ("B-line_items.amount", at(90, 0), 1),
        ("B-line_items.description", at(0, 20), 2),
        ("B-line_items.amount", at(90, 20), 3),
        starts=(0, 2),
        first_row=4,
    )
    assert [(s.name, s.row) for s in found] == [
        ("line_items.description", 4),
        ("line_items.amount", 4),
        ("line_items.description", 5),
        ("line_items.amount", 5),
    ]


def test_a_second_amount_begins_a_row_that_the_network_overlooked() -> None:
    found = pointed(
        ("B-line_items.description", at(0, 0), 0),
        ("B-line_items.amount", at(90, 0), 1),
        ("B-line_items.amount", at(90, 20), 2),
        starts=(0,),
    )
    assert [s.row for s in found] == [0, 0, 1]


def test_a_value_is_linked_to_the_label_on_its_row_not_to_a_nearer_one_below() -> None:
    beside, value, _ = pointed(
        ("B-label.total_amount", at(0, 0, 40), 0),
        ("B-total_amount", at(200, 0, 50), 1),
        ("B-label.total_amount", at(200, 40, 40), 2),
    )
    assert value.label == beside.evidence


def test_the_surest_span_of_a_field_comes_first() -> None:
    one, other = (Span("issue_date", (Evidence(page=1, word=n, start=0, end=1),), p) for n, p in ((0, 0.4), (1, 0.9)))
    assert Pointed({}, (one, other)).of("issue_date") == (other, one)
