"""Vertical writing in the generator: rows become columns, and every reader of tokens follows them down.

Widths are those of a monospaced face, so it needs no font from the system.
"""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ocr.document import Box, Word
from training.content import Letter, Line, Trade
from training.families import FAMILIES, families
from training.families.chance import trade
from training.families.vertical_parts import Brush
from training.fast import read as fast_read
from training.layout_model.readings import tags_of_words
from training.noise import Noise
from training.page import MM_PER_PT, Page, Rule, Sheet, Token
from training.proof import ProofError, proofread
from training.rearranged import rearranged
from training.render import cells
from training.runs import glyphs, run_together
from training.seals import undrawn
from training.spans import character_tags
from training.wear import Scan

pytestmark = pytest.mark.usefixtures("monospaced")

SIZE = 10 / MM_PER_PT
"""Points of a character of 10 mm."""


def written_down(*texts: str, x: float = 20.0, y: float = 30.0) -> Page:
    """Columns of characters of 10 mm, 20 mm apart, on a sheet of 200 x 300 mm."""
    sheet = Sheet(300, 200, size=SIZE, down=True)
    for n, text in enumerate(texts):
        sheet.text(x, y + 20 * n, text)
    return sheet.page()


def words(page: Page) -> list[str]:
    """What runs together."""
    printed = [glyph for token in page.tokens for glyph in glyphs(token, [""] * len(token.text), sealed=False)]
    rules = [mark for mark in page.marks if isinstance(mark, Rule)]
    return ["".join(glyph.char for glyph in word) for word in run_together(printed, rules, 1.0)]


def test_the_first_row_becomes_the_rightmost_column() -> None:
    page = written_down("領収証", "金")
    title, amount = page.tokens
    assert (page.width, page.height) == (200, 300)
    assert title.box == pytest.approx((165, 20, 175, 50))
    assert title.char_boxes()[1] == pytest.approx((165, 30, 175, 40))
    assert amount.box == pytest.approx((145, 20, 155, 30))
    assert page.lines() == ("領収証", "金")


def test_rules_turn_with_the_rows() -> None:
    sheet = Sheet(300, 200, down=True)
    sheet.rule(10, 40, 290, 40)
    (rule,) = sheet.page().marks
    assert isinstance(rule, Rule)
    assert (rule.left, rule.top, rule.right, rule.bottom) == (160, 10, 160, 290)


def test_characters_of_one_column_run_together_and_rules_across_part_them() -> None:
    page = written_down("合計　　　三千円", "以上")
    assert words(page) == ["合計", "三千円", "以上"]
    across = Rule(150, 35.5, 190, 35.5)
    assert words(Page(200, 300, (*written_down("合　計").marks, across))) == ["合", "計"]
    assert words(written_down("合　計")) == ["合計"]


def test_columns_that_collide_or_cross_a_line_are_refused() -> None:
    column = written_down("覚書").tokens[0]
    proofread((Page(200, 300, (column,)),), glyphs=False)
    for other in (written_down("念書", y=33).tokens[0], Token("横", 166, 35, "gothic", SIZE)):
        with pytest.raises(ProofError, match="overlap"):
            proofread((Page(200, 300, (column, other)),), glyphs=False)


def test_two_digits_share_a_square_and_others_have_their_own() -> None:
    (token,) = written_down("12月３日T12").tokens
    found = [(text, round(bottom - top, 1)) for text, (_, top, _, bottom) in cells(token)]
    assert found == [("12", 10), ("月", 10), ("３", 10), ("日", 10), ("T", 5), ("1", 5), ("2", 5)]


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("令和八年三月十五日", "issue_date", "令和八年三月十五日"),
        ("発行日　二〇二六年三月十五日", "issue_date", "二〇二六年三月十五日"),
        ("２０２６年３月15日付", "issue_date", "２０２６年３月15日"),
        ("金壱百弐拾万円也", "total_amount", "壱百弐拾万円也"),
        ("合計百二十万円", "total_amount", "百二十万円"),
        ("一、二〇〇、〇〇〇円", "total_amount", "一、二〇〇、〇〇〇円"),
        ("￥１，２００，０００", "total_amount", "￥１，２００，０００"),
        ("電話〇三ー一二三四ー五六七八", "vendor_phone", "〇三ー一二三四ー五六七八"),
        ("十二個", "line_items.0.quantity", "十二"),
    ],
)
def test_values_in_the_forms_of_columns_are_tagged(text: str, tag: str, value: str) -> None:
    drawn = trade(random.Random(3), "invoice")
    sold = Trade(
        "invoice", "1", date(2026, 3, 15), drawn.vendor, drawn.buyer,
        (Line("羊羹", Decimal(12), "棹", Decimal(100000)),), untaxed=True,
    )  # fmt: skip
    object.__setattr__(sold.vendor, "phone", "03-1234-5678")
    sheet = Sheet(down=True)
    sheet.text(20, 20, text, tag)
    (tags,) = character_tags(sold, sheet.page())
    assert "".join(char for char, found in zip(text, tags, strict=True) if found == tag) == value


def test_a_column_as_read_has_its_tags_in_order_downwards() -> None:
    sheet = Sheet(300, 200, size=SIZE, down=True)
    sheet.text(20, 30, "宛名", "label.addressee")
    sheet.text(40, 30, "様")
    page = sheet.page()
    scan = Scan(np.zeros((300, 200, 3), np.uint8), np.eye(3))
    column = Word(text="宛名様", box=Box(left=164, top=19, right=176, bottom=51), confidence=1.0)
    (tags,) = tags_of_words([column], Letter("案内", date(2026, 11, 1), "", "", ()), page, scan)
    assert tags == ["label.addressee", "label.addressee", ""]


def test_a_page_of_columns_is_not_rearranged() -> None:
    page = written_down("領収証", "金", "以上")
    assert all(rearranged(page, random.Random(n)) == page for n in range(5))


def test_a_brush_writes_numbers_as_columns_have_them() -> None:
    ink = Brush(random.Random(1))
    ink.digits, ink.counts = "numerals", "spoken"
    assert ink.written("12月3日 03-1234") == "12月３日 〇三ー一二三四"
    assert ink.count(Decimal(24)) == "二十四"
    ink.digits = "wide"
    assert ink.written("T123") == "Ｔ１２３"
    ink.digits = "turned"
    assert ink.written("T123の1") == "T123の１"
    assert ink.yen(Decimal(1200), "commas") == "一、二〇〇円"


def test_vertical_families_are_read_in_columns() -> None:
    vertical = [family for family in families() if family.name.startswith("vertical_")]
    assert len(vertical) >= 8
    for family in vertical:
        rng = random.Random(5)
        with undrawn():
            content, pages = FAMILIES[family.name].draw(rng)
        read = fast_read(content, pages[0], Noise.drawn(rng, 0.0), rng)
        sizes = [(right - left, bottom - top) for left, top, right, bottom in (word.box for word in read.words)]
        assert sum(high for wide, high in sizes if high > 2.5 * wide) > 300, family.name
        assert any(tag for word in read.words for tag in word.tags) or content.document_type == "other"
