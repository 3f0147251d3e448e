"""Tables as grids of cells: merged, of several lines, half ruled, held together by alignment; and what is no table."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ocr.document import Box, Cell, Page, Table, Word
from ocr.tables import find_tables

XS, YS = (150, 300, 900, 1050, 1250, 1500), (600, 660, 720, 780, 840)
HEADINGS = ("日付", "品名", "数量", "単価", "金額")
ITEMS = ("10/31", "コピー用紙", "12", "1,200", "14,400")
LINE = 30


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left=round(left), top=round(top), right=round(right), bottom=round(bottom))


def word(text: str, left: float, middle: float) -> Word:
    width = sum(LINE if ord(char) > 255 else LINE / 2 for char in text)
    return Word(text=text, box=box(left, middle - LINE / 2, left + width, middle + LINE / 2), confidence=1.0)


def row(texts: tuple[str, ...], middle: float, xs: tuple[int, ...] = XS) -> list[Word]:
    return [word(text, x + 20, middle) for text, x in zip(texts, xs, strict=False) if text]


def body(*texts: tuple[str, ...]) -> list[Word]:
    return [one for n, of_row in enumerate(texts) for one in row(of_row, YS[n] + 30)]


def across(y: int, left: int = XS[0], right: int = XS[-1]) -> Box:
    return box(left, y - 1, right, y + 1)


def down(x: int, top: int = YS[0], bottom: int = YS[-1]) -> Box:
    return box(x - 1, top, x + 1, bottom)


def page(words: list[Word], horizontal: list[Box] | None = None, vertical: list[Box] | None = None) -> Page:
    return Page(
        number=1,
        width=1654,
        height=2339,
        words=tuple(words),
        horizontal_rules=tuple(horizontal or ()),
        vertical_rules=tuple(vertical or ()),
    )


def text(of: Page, cell: Cell) -> str:
    return "".join(of.words[n].text[start:end] for n, start, end in cell.spans(of))


def grid(of: Page, table: Table) -> dict[tuple[int, int, int, int], str]:
    return {(c.row, c.column, c.row_span, c.column_span): text(of, c) for c in table.cells}


def texts_at(of: Page) -> list[list[str]]:
    """The one table's texts by row and column, "" where no cell begins."""
    (table,) = find_tables(of)
    found = {(c.row, c.column): text(of, c) for c in table.cells}
    return [[found.get((i, j), "") for j in range(table.columns)] for i in range(table.rows)]


FULL = [HEADINGS, ITEMS, ITEMS, ITEMS]
RULED = [across(y) for y in YS], [down(x) for x in XS]


def test_a_ruled_table_is_its_cells() -> None:
    ruled = page(body(*FULL), *RULED)
    (table,) = find_tables(ruled)
    assert (table.rows, table.columns, table.ruling) == (4, 5, "ruled")
    assert texts_at(ruled) == [list(of_row) for of_row in FULL]
    heading = table.cells[1]
    assert (heading.box.left, heading.box.top, heading.box.right, heading.box.bottom) == (300, 600, 900, 660)


def test_places_without_a_line_between_them_are_one_cell() -> None:
    words = [*body(HEADINGS, ITEMS, ITEMS), word("合計", 500, 810), word("28,800", 1270, 810)]
    vertical = [down(x, bottom=YS[3]) for x in XS[1:4]] + [down(x) for x in (XS[0], XS[4], XS[5])]
    sums = page(words, [across(y) for y in YS], vertical)
    (table,) = find_tables(sums)
    assert grid(sums, table)[3, 0, 1, 4] == "合計"
    assert grid(sums, table)[3, 4, 1, 1] == "28,800"


def test_a_cell_may_go_on_over_rows() -> None:
    words = [*body(HEADINGS, ("", *ITEMS[1:]), ("", *ITEMS[1:]), ITEMS), word("共通", 170, 720)]
    horizontal = [across(y) for y in YS if y != 720] + [across(720, left=XS[1])]
    (table,) = find_tables(both := page(words, horizontal, RULED[1]))
    assert grid(both, table)[1, 0, 2, 1] == "共通"


def test_lines_of_one_cell_are_one_text() -> None:
    words = body(HEADINGS, ("10/31", "", "12", "1,200", "14,400"), ITEMS, ITEMS)
    words[6:6] = [word("基本設計に", 320, 675), word("関する業務", 320, 706)]
    assert texts_at(page(words, *RULED))[1][1] == "基本設計に関する業務"


def test_broken_lines_part_and_strokes_of_characters_do_not() -> None:
    whole, torn = [across(y) for y in YS[::2]], YS[1::2]
    broken = [*whole, *(across(y, right=1000) for y in torn), *(across(y, left=1020) for y in torn)]
    strokes = [down(340, 605, 655), down(336, 665, 715)]
    assert texts_at(page(body(*FULL), broken, RULED[1] + strokes)) == [list(of_row) for of_row in FULL]


def test_rows_without_lines_between_them_are_parted_by_their_text() -> None:
    assert texts_at(page(body(*FULL), [across(y) for y in (600, 660, 840)], RULED[1])) == [list(r) for r in FULL]


def test_headings_on_a_dark_band_belong_to_the_table_below() -> None:
    horizontal, vertical = [across(y) for y in YS[1:]], [down(x, top=YS[1]) for x in XS]
    assert texts_at(page(body(*FULL), horizontal, vertical)) == [list(of_row) for of_row in FULL]


def test_a_table_without_its_outer_lines_is_whole() -> None:
    assert texts_at(page(body(*FULL), RULED[0], RULED[1][1:-1])) == [list(of_row) for of_row in FULL]


def test_a_word_read_across_a_line_is_cut_there() -> None:
    words = body(*FULL)
    words[5:7] = [Word(text="10/31 コピー用紙", box=box(170, 615, 470, 645), confidence=1.0)]
    words[5] = words[5].model_copy(update={"box": box(170, 675, 470, 705)})
    cut = page(words, *RULED)
    assert texts_at(cut)[1] == list(ITEMS)
    (table,) = find_tables(cut)
    assert [cell.parts for cell in table.cells[5:8]] == [((5, 0, 5),), ((5, 6, 11),), ()]


def test_columns_between_rules_across_are_found_by_alignment() -> None:
    half = page(body(*FULL), RULED[0])
    assert texts_at(half) == [list(of_row) for of_row in FULL]
    assert find_tables(half)[0].ruling == "half-ruled"


def test_a_table_without_rules_is_found_with_its_lines_brought_together() -> None:
    words = body(HEADINGS, ("10/31", "", "12", "1,200", "14,400"), ITEMS, ITEMS)
    words += [word("基本設計に", 320, 674), word("関する業務", 320, 706)]
    above, below = word("下記のとおり御請求申し上げます。", 150, 450), word("振込手数料は御負担ください。", 150, 1000)
    unruled = page([above, *words, below])
    assert texts_at(unruled) == [
        list(HEADINGS),
        ["10/31", "基本設計に関する業務", *ITEMS[2:]],
        list(ITEMS),
        list(ITEMS),
    ]
    assert find_tables(unruled)[0].ruling == "unruled"


def test_text_letterheads_and_stamp_boxes_are_no_tables() -> None:
    prose = [word("please find below the goods delivered in November 2026", 150, 400 + 50 * n) for n in range(12)]
    assert find_tables(page(prose)) == ()
    sides = [
        word(text, x, 400 + 45 * n) for n in range(4) for text, x in (("東京都港区", 150), ("担当者", 600), ("印", 900))
    ]
    assert find_tables(page(sides)) == ()
    assert find_tables(page([], *RULED)) == ()


def test_folds_from_edge_to_edge_make_no_table() -> None:
    folds = [box(620, 0, 622, 2339), box(640, 0, 642, 2339)]
    assert all(table.ruling != "ruled" for table in find_tables(page(body(*FULL), RULED[0], folds)))


@pytest.mark.parametrize("skew_deg", [-2.0, 1.3])
def test_a_table_is_the_same_on_a_page_that_lies_askew(skew_deg: float) -> None:
    cos, sin = math.cos(math.radians(skew_deg)), math.sin(math.radians(skew_deg))

    def turned(b: Box) -> Box:
        corners = [(x * cos - y * sin + 60, y * cos + x * sin) for x in (b.left, b.right) for y in (b.top, b.bottom)]
        x, y = zip(*corners, strict=True)
        return box(min(x), min(y), max(x), max(y))

    level = page(body(*FULL), *RULED)
    askew = level.model_copy(
        update={
            "skew_deg": skew_deg,
            "words": tuple(w.model_copy(update={"box": turned(w.box)}) for w in level.words),
            "horizontal_rules": tuple(map(turned, level.horizontal_rules)),
            "vertical_rules": tuple(map(turned, level.vertical_rules)),
        }
    )
    assert texts_at(askew) == [list(of_row) for of_row in FULL]
    (table,) = find_tables(askew)
    meant = turned(level_cell := find_tables(level)[0].cells[7].box)
    assert level_cell.width == 150
    found = table.cells[7].box
    assert abs(found.x_center - meant.x_center) < 4 and abs(found.y_center - meant.y_center) < 4


places = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(0, 2300), st.sampled_from(["12", "品名", "1,200 個"])), max_size=40
)
strokes = st.lists(st.tuples(st.integers(20, 1500), st.integers(30, 2300), st.integers(10, 700)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(places, strokes, strokes, st.floats(-5, 5))
def test_no_character_is_in_two_cells_and_all_survives_json(
    words: list[tuple[int, int, str]],
    levels: list[tuple[int, int, int]],
    uprights: list[tuple[int, int, int]],
    skew_deg: float,
) -> None:
    anywhere = page(
        [Word(text=t, box=box(x, y, min(x + 90, 1654), min(y + 30, 2339)), confidence=1.0) for x, y, t in words],
        [box(x, y, min(x + length, 1640), y + 2) for x, y, length in levels],
        [box(x, y, x + 2, min(y + length, 2320)) for x, y, length in uprights],
    ).model_copy(update={"skew_deg": skew_deg})
    tables = find_tables(anywhere)
    whole = Page.model_validate({**anywhere.model_dump(), "tables": tables})
    assert Page.model_validate_json(whole.model_dump_json()) == whole
    held = [
        (n, char) for t in tables for c in t.cells for n, start, end in c.spans(whole) for char in range(start, end)
    ]
    assert len(held) == len(set(held))
    for table in tables:
        taken = [
            (i, j)
            for c in table.cells
            for i in range(c.row, c.row + c.row_span)
            for j in range(c.column, c.column + c.column_span)
        ]
        assert len(taken) == len(set(taken))
        assert all(i < table.rows and j < table.columns for i, j in taken)


def test_a_page_stored_before_there_were_tables_has_none_and_an_unknown_word_is_refused() -> None:
    old = json.loads(page([]).model_dump_json())
    del old["tables"]
    assert Page.model_validate(old).tables == ()
    cell = Cell(row=0, column=0, box=box(0, 0, 9, 9), words=(3,))
    table = Table(box=cell.box, rows=1, columns=1, ruling="ruled", cells=(cell,))
    with pytest.raises(ValidationError, match="lacks"):
        Page(number=1, width=10, height=10, tables=(table,))
