"""What a journal's lines add up to, kept as positions: the lines themselves are read again when asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.journal import Step


def source_of(document_id: str) -> str:
    """The SHA-256 of the file that a document was read from."""
    return document_id[:64]


@dataclass(slots=True)
class Source:
    """The documents made of one file's bytes, and the names it came under."""

    document_ids: tuple[str, ...]
    names: list[str]


@dataclass(slots=True)
class State:
    """What the journal says, kept in memory as positions; the lines themselves are read again when asked for."""

    ends: list[int] = field(default_factory=lambda: [0])
    """Where line n ends in the journal; line n starts where n - 1 ends."""
    sources: dict[str, Source] = field(default_factory=dict)
    documents: dict[str, list[int]] = field(default_factory=dict)
    """The lines about each document, in order."""
    set_aside: set[str] = field(default_factory=set)

    def apply(self, step: Step) -> None:
        line = step.line
        if line is None:
            return
        self.ends.append(step.end)
        for held in line.documents:
            self.documents.setdefault(held.id, []).append(line.sequence)
        if line.event == "ingested":
            ids = tuple(held.id for held in line.documents)
            self.sources[source_of(ids[0])] = Source(ids, [line.name])
        elif line.event == "seen":
            self.sources[source_of(line.documents[0].id)].names.append(line.name)
        elif line.event == "recovered":
            self.set_aside.update(file.path for file in line.files)
