"""Drawn tags as the layout model's classes."""

from __future__ import annotations

from training.layout_model.labels import TAGS, classes, name_of, row_of, starts

ROWS = ["line_items.0.description", "line_items.0.description", "", "line_items.0.amount", "line_items.1.amount"]


def test_names_lose_row_numbers_and_unusual_rates() -> None:
    assert name_of("line_items.12.unit_price") == "line_items.unit_price"
    assert name_of("tax_breakdown.10.tax_amount") == "tax_breakdown.10.tax_amount"
    assert name_of("tax_breakdown.6.tax_amount") == "tax_breakdown.tax_amount"
    assert name_of("label.line_items.amount") == "label.line_items.amount"


def test_a_value_begins_where_the_drawn_tag_changes() -> None:
    assert [TAGS[n] for n in classes(ROWS)] == [
        "B-line_items.description",
        "I-line_items.description",
        "O",
        "B-line_items.amount",
        "B-line_items.amount",
    ]


def test_unknown_tags_count_as_none() -> None:
    assert classes(["label.bank_account", "issue_date"]) == [0, TAGS.index("B-issue_date")]


def test_the_first_token_of_each_line_item_starts_its_row() -> None:
    assert starts(ROWS) == [True, False, False, False, True]
    assert row_of("label.line_items.0.amount") is None
