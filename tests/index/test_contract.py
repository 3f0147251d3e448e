"""One suite for every index backend: the same answers as the reference, in the same order."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest

from index.search import INDEXES, Entry, Index, Query
from tests.index import made
from tests.index.backends import OpenAgain
from tests.index.reference import Reference


def _entry(n: int, sequence: int = 1, **changes: object) -> Entry:
    plain = {"version": 1, "sequence": sequence, "document_type": "invoice", "file": f"{n}.pdf", "pages": (1, 1)}
    return Entry.model_validate({"document_id": made.document_id(n), **plain, **changes})


def _ids(index: Index, **conditions: object) -> list[str]:
    return [hit.document_id for hit in index.search(Query.model_validate(conditions))]


def test_every_registered_backend_is_held_to_this_suite(index_backends: tuple[str, ...]) -> None:
    assert set(index_backends) == set(INDEXES)


@pytest.mark.parametrize("seed", range(3))
def test_answers_are_those_of_the_reference(index: Index, seed: int) -> None:
    rng = random.Random(seed)
    reference = Reference()
    for sequence in range(1, 4):
        entries = [made.entry(rng, rng.randrange(120), sequence) for _ in range(80)]
        assert index.put(entries) == ()
        reference.put(entries)
    found = 0
    for _ in range(100):
        query = made.query(rng)
        expected = reference.ids(query)
        hits = list(index.search(query))
        assert [hit.document_id for hit in hits] == expected, query
        assert index.count(query) == len(reference.scores(query)), query
        scores = reference.scores(query)
        assert [hit.score for hit in hits] == [scores[one] for one in expected], query
        found += bool(expected)
    assert found > 40, "the queries are too narrow to show anything"


def test_hits_show_what_was_put(index: Index) -> None:
    entry = _entry(
        1,
        date=dt.date(2026, 10, 31),
        amount=Decimal("441648.5"),
        currency="JPY",
        counterparty="㈱髙橋商店",
        version=3,
        review=True,
        text="請求書\n合計 441,648",
        pages=(2, 4),
    )
    index.put([entry])
    (hit,) = index.search(Query(words=("441648",)))
    shown = hit.model_dump(exclude={"snippet", "highlights", "score"})
    assert shown == entry.model_dump(include=set(shown))
    assert hit.marked("[", "]") == "請求書 合計 [441,648]"


def test_nothing_was_put(index: Index) -> None:
    assert (_ids(index), index.count(Query()), index.position()) == ([], 0, 0)
    assert index.health().documents == 0


def test_more_hits_than_a_page_all_come(index: Index) -> None:
    entries = [_entry(n, date=dt.date(2026, 1, 1) + dt.timedelta(days=n % 7)) for n in range(11_000)]
    index.put(entries)
    reference = Reference()
    reference.put(entries)
    assert _ids(index) == reference.ids(Query())
    assert _ids(index, limit=5_001) == reference.ids(Query())[:5_001]


def test_a_late_write_never_wins(index: Index) -> None:
    index.put([_entry(1, 7, text="新しい")])
    index.put([_entry(1, 6, text="古い"), _entry(2, 6, text="別")])
    index.put([_entry(3, 9, text="後"), _entry(3, 8, text="先")])
    assert _ids(index, words=("古い",)) == []
    assert _ids(index, words=("新しい",)) == [made.document_id(1)]
    assert _ids(index, words=("先",)) == []
    assert index.count(Query()) == 3


def test_the_same_write_again_is_taken(index: Index) -> None:
    index.put([_entry(1, 7, text="前")])
    index.put([_entry(1, 7, text="後")])
    assert _ids(index, words=("後",)) == [made.document_id(1)]


def test_the_position_never_goes_back(index: Index) -> None:
    index.put([_entry(1)], position=5)
    index.put([_entry(2)], position=4)
    index.put([_entry(3)])
    assert index.position() == 5
    assert index.health().position == 5
    assert index.count(Query(include_voided=True)) == 3


def test_a_rebuild_starts_over(index: Index, open_again: OpenAgain) -> None:
    reader = open_again()
    index.put([_entry(1, 9), _entry(2, 9)], position=9)
    assert len(_ids(reader)) == 2
    assert index.rebuild([_entry(2, 3), _entry(3, 3)], position=3) == ()
    for one in (index, reader, open_again()):
        assert sorted(_ids(one)) == sorted([made.document_id(2), made.document_id(3)])
        assert one.position() == 3


def test_searches_see_the_old_index_until_a_rebuild_is_done(index: Index, open_again: OpenAgain) -> None:
    index.put([_entry(1)], position=1)
    reader = open_again()

    def entries() -> list[Entry]:
        assert _ids(reader) == [made.document_id(1)]
        return [_entry(2)]

    index.rebuild((e for make in (entries,) for e in make()), position=2)
    assert _ids(reader) == [made.document_id(2)]


def test_a_search_answers_as_of_its_first_hit(index: Index, open_again: OpenAgain) -> None:
    index.put([_entry(n, text="前") for n in range(1_200)])
    hits = open_again().search(Query())
    first = next(hits)
    index.put([_entry(n, 2, voided=True) for n in range(1_200)])
    assert len([first, *hits]) == 1_200
    assert index.count(Query()) == 0


def test_what_a_put_returned_from_is_there_for_everybody(index: Index, open_again: OpenAgain) -> None:
    reader = open_again()
    for n in range(1, 4):
        index.put([_entry(n)])
        assert reader.count(Query()) == n


def test_an_entry_source_that_fails_does_not_lock_the_index(index: Index) -> None:
    def entries() -> list[Entry]:
        raise OSError("the archive's disk is gone")

    with pytest.raises(OSError, match="the archive's disk is gone"):
        index.put(e for make in (entries,) for e in make())
    index.put([_entry(1)])
    assert _ids(index) == [made.document_id(1)]


def test_repeated_characters_are_counted(index: Index) -> None:
    index.put([_entry(1, text="ああ"), _entry(2, text="あああ"), _entry(3, text="あ い あ")])
    assert index.count(Query(words=("あ",))) == 3
    assert index.count(Query(words=("ああ",))) == 2
    assert index.count(Query(words=("あああ",))) == 1


def test_bigrams_that_do_not_touch_are_no_phrase(index: Index) -> None:
    index.put([_entry(1, text="請求と求書")])
    assert index.count(Query(words=("請求書",))) == 0


def test_a_phrase_does_not_run_from_one_value_into_the_next(index: Index) -> None:
    index.put([_entry(1, text="東", values=("京都", "庁舎"))])
    assert index.count(Query(words=("東京",))) == 0
    assert index.count(Query(words=("都庁",))) == 0
    assert index.count(Query(words=("京都", "庁舎", "東"))) == 1


def test_a_very_long_text_is_taken_whole(index: Index) -> None:
    index.put([_entry(1, text="株式会社サクラ商事の明細" * 40_000 + "終わり")])
    assert index.count(Query(words=("明細終わり",))) == 1


def test_a_query_of_the_greatest_length_is_answered(index: Index) -> None:
    long = "".join(chr(0x4E00 + n) for n in range(800))
    index.put([_entry(1, text=long)])
    assert index.count(Query(words=(long,))) == 1
