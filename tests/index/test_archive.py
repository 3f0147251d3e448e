"""What the archive promises to those who store in it and ask it."""

from __future__ import annotations

import datetime as dt
import hashlib
import stat
import threading
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.journal import printable
from index.stored import changes_between
from ocr.errors import InputError, StoreError, UnknownDocument, UsageError
from ocr.record import Amount, DocumentType, Field, Record, Review, Row, Text

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.name != "lock"}


def test_what_was_stored_comes_back_equal(root: Path, paper: MakePaper) -> None:
    stack = paper(spans=((1, 2), (3, 3)))
    with Archive.open(root, write=True) as archive:
        added = archive.add(stack.path, stack.sha256, stack.items, who="sato")
    assert not added.already
    with Archive.open(root) as archive:
        for document_id, (document, record) in zip(added.document_ids, stack.items, strict=True):
            stored = archive.get(document_id)
            assert (stored.document, stored.record, stored.version) == (document, record, 1)
            assert stored.original.read_bytes() == stack.path.read_bytes()
            assert stored.names == ("scan.pdf",)
            assert stored.voided is None


def test_a_reader_opened_before_the_first_file_sees_it(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as writer, Archive.open(root) as reader:
        assert reader.knows(one.sha256) is None
        before = reader.last_sequence()
        writer.add(one.path, one.sha256, one.items, who="sato")
        assert reader.knows(one.sha256) == (one.document_id,)
        assert list(reader.changes_since(before)) == [one.document_id]


def test_files_are_named_by_their_hash_and_read_only(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
    for folder, suffix in (("originals", ".pdf"), ("documents", ".json"), ("records", ".json")):
        (path,) = (root / folder).glob("*/*")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.relative_to(root / folder).as_posix() == f"{sha256[:2]}/{sha256}{suffix}"
        assert stat.S_IMODE(path.stat().st_mode) & 0o222 == 0


def test_the_same_bytes_again_write_nothing(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        first = archive.add(one.path, one.sha256, one.items, who="sato")
        before = tree(root)
        again = archive.add(one.path, one.sha256, (), who="tanaka")
    assert again.already
    assert again.document_ids == first.document_ids
    assert tree(root) == before


def test_the_same_bytes_under_another_name_are_one_document_with_two_names(root: Path, paper: MakePaper) -> None:
    one, copy = paper("請求書.pdf"), paper("請求書 (1).pdf")
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        before = archive.last_sequence()
        assert archive.add(copy.path, copy.sha256, copy.items, who="sato").already
        assert archive.get(one.document_id).names == ("請求書.pdf", "請求書 (1).pdf")
        assert list(archive.changes_since(before)) == [one.document_id]
        assert len(list(archive.entries())) == 1


@pytest.mark.parametrize(
    "name", ["あ" * 83 + ".pdf", "scan.PDF", "no suffix", ".hidden", "a\tb\n.pdf", "名前\udc83.pdf"]
)
def test_any_file_name_is_kept_and_none_names_a_stored_file(root: Path, paper: MakePaper, name: str) -> None:
    one = paper(name)
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        stored = archive.get(one.document_id)
        assert stored.names == (printable(name),)
        assert stored.original.name == f"{one.sha256}.pdf"
        assert not list(archive.verify())
        assert archive.add(one.path, one.sha256, (), who="sato").already


def test_a_correction_is_a_new_version_and_the_old_one_stays(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        assert archive.correct(one.document_id, one.priced(220), who="tanaka", why="桁の読み違い") == 2
        stored = archive.get(one.document_id)
    assert (stored.version, stored.record) == (2, one.priced(220))
    first, second = stored.versions
    assert (first.version, first.record, first.changes) == (1, one.items[0][1], ())
    assert (second.who, second.why) == ("tanaka", "桁の読み違い")
    (change,) = second.changes
    assert change.field == "total_amount"
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.new.value) == (Amount(amount=Decimal(110)), Amount(amount=Decimal(220)))


def test_an_equal_record_is_no_new_version(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        before = tree(root)
        assert archive.correct(one.document_id, one.items[0][1], who="denpyo", why="template invoice@1111") == 1
        assert tree(root) == before


def test_going_back_to_an_earlier_value_is_a_third_version_of_the_same_file(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        archive.correct(one.document_id, one.priced(220), who="sato", why="誤り")
        assert archive.correct(one.document_id, one.items[0][1], who="sato", why="元が正しい") == 3
        assert archive.get(one.document_id).record == one.items[0][1]
        assert not list(archive.verify())
    assert len(list((root / "records").glob("*/*"))) == 2


def test_a_voided_document_stays_with_who_and_why(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        assert archive.void(one.document_id, who="tanaka", why="二重登録")
        assert not archive.void(one.document_id, who="tanaka", why="もう一度")
        stored = archive.get(one.document_id)
        assert stored.voided is not None
        assert (stored.voided.who, stored.voided.why) == ("tanaka", "二重登録")
        assert archive.knows(one.sha256) == (one.document_id,)
        assert stored.original.exists()


def test_a_document_voided_by_mistake_can_be_reopened(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        assert not archive.reopen(one.document_id, who="sato", why="理由")
        archive.void(one.document_id, who="sato", why="理由")
        assert archive.reopen(one.document_id, who="sato", why="取り消しの誤り")
        assert archive.get(one.document_id).voided is None


@pytest.mark.parametrize("why", ["", " ", "\n"])
def test_a_change_needs_a_reason(root: Path, paper: MakePaper, why: str) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        with pytest.raises(UsageError, match="reason"):
            archive.void(one.document_id, who="sato", why=why)
        with pytest.raises(UsageError, match="reason"):
            archive.correct(one.document_id, one.priced(1), who="sato", why=why)


def test_a_unique_prefix_names_a_document_and_others_list_candidates(root: Path, paper: MakePaper) -> None:
    stack = paper(spans=((1, 1), (1, 10)))
    with Archive.open(root, write=True) as archive:
        archive.add(stack.path, stack.sha256, stack.items, who="sato")
        short, long = (document.id for document, _ in stack.items)
        assert archive.resolve(short) == short
        assert archive.resolve(long.upper()) == long
        assert archive.resolve(stack.sha256[:6] + "-1-10") == long
        with pytest.raises(UnknownDocument, match=f"2 documents .*{short}, {long}"):
            archive.resolve(stack.sha256[:6])
        with pytest.raises(UnknownDocument, match="no document"):
            archive.resolve("xyz")
        with pytest.raises(UnknownDocument):
            archive.get("xyz")
        with pytest.raises(UnknownDocument):
            archive.void("xyz", who="sato", why="理由")


def test_entries_come_in_the_order_they_were_stored_with_growing_sequences(root: Path, paper: MakePaper) -> None:
    papers = [paper(f"{n}.pdf", b"%d" % n) for n in range(5)]
    with Archive.open(root, write=True) as archive:
        for one in papers:
            archive.add(one.path, one.sha256, one.items, who="sato")
        entries = list(archive.entries())
        assert [one.document.id for one in entries] == [one.document_id for one in papers]
        sequences = [one.sequence for one in entries]
        assert sequences == sorted(set(sequences))
        archive.void(papers[0].document_id, who="sato", why="理由")
        assert archive.get(papers[0].document_id).sequence > sequences[-1]


def test_an_index_that_fell_behind_learns_what_changed(root: Path, paper: MakePaper) -> None:
    papers = [paper(f"{n}.pdf", b"%d" % n) for n in range(3)]
    with Archive.open(root, write=True) as archive:
        for one in papers:
            archive.add(one.path, one.sha256, one.items, who="sato")
        seen = archive.last_sequence()
        assert list(archive.changes_since(seen)) == []
        archive.correct(papers[2].document_id, papers[2].priced(5), who="sato", why="理由")
        archive.void(papers[0].document_id, who="sato", why="理由")
        archive.correct(papers[2].document_id, papers[2].priced(6), who="sato", why="理由")
        assert list(archive.changes_since(seen)) == [papers[0].document_id, papers[2].document_id]
        assert list(archive.changes_since(0)) == [p.document_id for p in (papers[1], papers[0], papers[2])]


def test_a_file_that_changed_since_it_was_read_is_refused_whole(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        before = tree(root)
        one.path.write_bytes(b"something else")
        with pytest.raises(InputError, match="changed"):
            archive.add(one.path, one.sha256, one.items, who="sato")
        one.path.unlink()
        with pytest.raises(InputError, match="cannot be read"):
            archive.add(one.path, one.sha256, one.items, who="sato")
        assert archive.knows(one.sha256) is None
        assert tree(root) == before
        assert not list(archive.verify())


def test_documents_of_another_file_are_refused(root: Path, paper: MakePaper) -> None:
    one, other = paper(), paper("other.pdf", b"other")
    with Archive.open(root, write=True) as archive:
        for items in ((), other.items, one.items * 2, ((one.items[0][0], other.items[0][1]),)):
            with pytest.raises(ValueError, match=r"document|belong|span"):
                archive.add(one.path, one.sha256, items, who="sato")
        archive.add(one.path, one.sha256, one.items, who="sato")
        with pytest.raises(ValueError, match="another"):
            archive.correct(one.document_id, other.items[0][1], who="sato", why="理由")


def test_an_archive_that_was_moved_is_the_same(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
    moved = root.rename(root.with_name("移した"))
    with Archive.open(moved, write=True) as archive:
        assert archive.get(one.document_id).original.is_relative_to(moved)
        assert not list(archive.verify())


def test_reading_writes_nothing(root: Path, paper: MakePaper) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (root, *root.rglob("*"))}
    with Archive.open(root) as archive:
        archive.get(archive.resolve(one.sha256[:8]))
        assert len(list(archive.entries())) == 1
        assert not list(archive.verify())
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (root, *root.rglob("*"))} == before


def test_one_who_opened_for_reading_cannot_write(root: Path, paper: MakePaper) -> None:
    one = paper()
    Archive.open(root, write=True).close()
    with Archive.open(root) as archive, pytest.raises(StoreError, match="reading only"):
        archive.add(one.path, one.sha256, one.items, who="sato")


def test_no_archive_is_made_by_reading_nor_among_other_peoples_files(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive here"):
        Archive.open(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match=r"other things \(letter.txt\)"):
        Archive.open(tmp_path, write=True)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="Not a directory"):
        Archive.open(tmp_path / "letter.txt" / "archive", write=True)
    with pytest.raises(StoreError, match="Not a directory"):
        Archive.open(tmp_path / "letter.txt", write=True)


def test_times_are_utc_with_microseconds_and_now(root: Path, paper: MakePaper) -> None:
    one = paper()
    before = dt.datetime.now(dt.UTC)
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        registered = archive.get(one.document_id).registered
    assert before <= registered <= dt.datetime.now(dt.UTC)
    assert registered.utcoffset() == dt.timedelta(0)


def test_many_readers_in_threads_see_a_growing_archive(root: Path, paper: MakePaper) -> None:
    papers = [paper(f"{n}.pdf", b"%d" % n) for n in range(12)]
    faults: list[str] = []
    done = threading.Event()

    def look(archive: Archive) -> None:
        seen = 0
        while not done.is_set():
            found = list(archive.entries())
            if len(found) < seen:
                faults.append(f"{len(found)} after {seen}")
            seen = len(found)
            faults.extend(str(problem) for problem in archive.verify())

    with Archive.open(root, write=True) as writer, Archive.open(root) as reader:
        threads = [threading.Thread(target=look, args=(archive,)) for archive in (reader, reader, writer)]
        for thread in threads:
            thread.start()
        for one in papers:
            writer.add(one.path, one.sha256, one.items, who="sato")
        done.set()
        for thread in threads:
            thread.join()
        assert len(list(reader.entries())) == len(papers)
    assert faults == []


def record_of(fields: dict[str, int], rows: list[int], kind: str) -> Record:
    def cell(name: str, value: int) -> Field:
        return Field(name=name, value=Amount(amount=Decimal(value)) if value else None, confidence=0.5)

    return Record(
        document_id="x",
        document_type=DocumentType(value=kind, confidence=0.5),
        fields=tuple(cell(name, value) for name, value in fields.items()),
        rows=tuple(Row(cells=(cell("amount", value),)) for value in rows),
        review=Review(needed=True),
        produced_by="denpyo 0",
        template="t@0",
    )


records = st.builds(
    record_of,
    st.dictionaries(st.sampled_from(["subtotal", "tax_amount", "total_amount"]), st.integers(0, 3)),
    st.lists(st.integers(0, 3), max_size=3),
    st.sampled_from(["invoice", "receipt"]),
)


@given(records, records)
def test_changes_between_two_records_say_all_and_only_what_differs(old: Record, new: Record) -> None:
    def believed(record: Record) -> dict[str, object]:
        cells = {f"rows[{n}].{c.name}": c.value for n, row in enumerate(record.rows, 1) for c in row.cells}
        kind = {"document_type": Text(text=record.document_type.value)}
        return {**kind, **{f.name: f.value for f in record.fields}, **cells}

    state = believed(old)
    for change in changes_between(old, new):
        assert state.get(change.field) == (change.old.value if change.old else None)
        if change.new is None:
            del state[change.field]
        else:
            state[change.field] = change.new.value
    assert state == believed(new)
    assert changes_between(new, new) == ()


NAME_TEXT = st.text(st.characters(exclude_characters="/\0"), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    who=st.text(), why=st.text().filter(str.strip), name=st.text(st.characters(exclude_characters="/\0"), min_size=1)
)
def test_any_text_can_be_who_why_and_name(root: Path, paper: MakePaper, who: str, why: str, name: str) -> None:
    one = paper()
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who=who)
        archive.add(Path(f"x{name}"), one.sha256, (), who=who)
        version = archive.correct(one.document_id, one.priced(archive.last_sequence()), who=who, why=why)
        last = archive.get(one.document_id).versions[-1]
        assert (last.version, last.who, last.why) == (version, who, why)
        assert not list(archive.verify())
