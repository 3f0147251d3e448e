"""Any order of events leaves the archive saying what a plain dictionary would say."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule

from index.archive import Archive
from ocr.document import Document, Page
from ocr.record import Amount, DocumentType, Field, Record, Review

REASONS = st.sampled_from(["誤り", "二重登録", "a\nb"])


def record(document_id: str, amount: int) -> Record:
    total = Field(name="total_amount", value=Amount(amount=Decimal(amount)), confidence=0.9)
    return Record(
        document_id=document_id,
        document_type=DocumentType(value="receipt", confidence=0.9),
        fields=(total,),
        review=Review(needed=False),
        produced_by="denpyo test",
        template="receipt@0000",
    )


@dataclass
class Believed:
    names: list[str]
    amounts: list[int] = field(default_factory=lambda: [100])
    voided: bool = False
    reasons: list[str] = field(default_factory=lambda: [""])


class Events(RuleBasedStateMachine):
    """One writer that comes and goes, one reader that stays."""

    stored: Bundle[str] = Bundle("stored")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "archive"
        self.writer = Archive.open(self.root, write=True)
        self.reader = Archive.open(self.root)
        self.expected: dict[str, Believed] = {}
        self.indexed = 0
        self.touched: set[str] = set()

    def teardown(self) -> None:
        self.writer.close()
        self.reader.close()
        shutil.rmtree(self.folder)

    @rule(target=stored, data=st.binary(max_size=2), name=st.sampled_from(["a.jpg", "b.jpg", "領収書.jpg"]))
    def add(self, data: bytes, name: str) -> str | MultipleResults[str]:
        path = self.folder / name
        path.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        page = Page(number=1, width=10, height=10)
        document = Document(sha256=sha256, file=name, media_type="image/jpeg", page_count=1, engine="e", pages=(page,))
        added = self.writer.add(path, sha256, [(document, record(document.id, 100))], who="sato")
        assert added.already == (document.id in self.expected)
        known = self.expected.setdefault(document.id, Believed([]))
        if name not in known.names:
            known.names.append(name)
            self.touched.add(document.id)
        return multiple() if added.already else document.id

    @rule(one=stored, amount=st.integers(99, 102), why=REASONS)
    def correct(self, one: str, amount: int, why: str) -> None:
        known = self.expected[one]
        if amount != known.amounts[-1]:
            known.amounts.append(amount)
            known.reasons.append(why)
            self.touched.add(one)
        assert self.writer.correct(one, record(one, amount), who="sato", why=why) == len(known.amounts)

    @rule(one=stored, why=REASONS, void=st.booleans())
    def turn(self, one: str, why: str, void: bool) -> None:
        turn = self.writer.void if void else self.writer.reopen
        assert turn(one, who="sato", why=why) == (self.expected[one].voided != void)
        if self.expected[one].voided != void:
            self.touched.add(one)
        self.expected[one].voided = void

    @rule()
    def come_back(self) -> None:
        self.writer.close()
        self.writer = Archive.open(self.root, write=True)

    @rule()
    def index(self) -> None:
        assert set(self.reader.changes_since(self.indexed)) == self.touched
        self.indexed = self.reader.last_sequence()
        self.touched = set()

    @invariant()
    def the_reader_sees_it_all(self) -> None:
        for entry, (one, known) in zip(self.reader.entries(), self.expected.items(), strict=True):
            assert entry.document.id == one
            assert entry.names == tuple(known.names)
            assert entry.record == record(one, known.amounts[-1])
            assert [v.record for v in entry.versions] == [record(one, amount) for amount in known.amounts]
            assert [v.why for v in entry.versions] == known.reasons
            assert (entry.voided is not None) == known.voided
            assert all(len(v.changes) == 1 for v in entry.versions[1:])
        assert list(self.reader.verify()) == []


TestEvents = Events.TestCase
TestEvents.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
