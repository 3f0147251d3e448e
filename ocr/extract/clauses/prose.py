"""A contract as one running text: phrases broken over lines and pages become findable, and still point at their ink."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ocr.extract.locate import Candidate
from ocr.extract.sheet import joined_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.record import Value

_PAGE_NUMBER = re.compile(r"[-(]{0,2}(?:page|p\.?)?\d{1,3}(?:(?:/|of)\d{1,3})?(?:頁|ページ)?[-)]{0,2}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘", "'") | dict.fromkeys("“”", '"'))
_FULL = 0.8
"""Share of the widest line's right edge that a full line reaches; unjustified lines break early."""
_CJK = re.compile(r"[ぁ-ヿ一-龠々]")


@dataclass(frozen=True, eq=False)
class Prose:
    """The text of all sheets in reading order, page numbers left out."""

    text: str
    at: tuple[tuple[int, int], ...]
    """For each character: (segment, index in the segment's text); (-1, -1) for a space put between segments."""
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]
    """Where in text each segment begins."""

    @classmethod
    def tight(cls, sheets: Sequence[Sheet]) -> Prose:
        """Keys joined without white space: for Japanese, where a line may break anywhere."""
        segments = tuple(_body(sheets))
        chars: list[str] = []
        at: list[tuple[int, int]] = []
        starts: list[int] = []
        for n, segment in enumerate(segments):
            starts.append(len(chars))
            chars.extend(segment.key.text)
            at.extend((n, k) for k in segment.key.at)
        return cls("".join(chars), tuple(at), segments, tuple(starts))

    @classmethod
    def spaced(cls, sheets: Sequence[Sheet]) -> Prose:
        """Words with one space between them, case kept, quotes and dashes made ASCII: for English."""
        segments = tuple(_body(sheets))
        chars: list[str] = []
        at: list[tuple[int, int]] = []
        starts = []
        for n, segment in enumerate(segments):
            if chars and chars[-1] != " ":
                chars.append(" ")
                at.append((-1, -1))
            starts.append(len(chars))
            for k, char in enumerate(segment.text):
                for folded in unicodedata.normalize("NFKC", char).translate(_DASHES):
                    if not folded.isspace():
                        chars.append(folded)
                        at.append((n, k))
                    elif chars and chars[-1] != " ":
                        chars.append(" ")
                        at.append((n, k))
        return cls("".join(chars), tuple(at), segments, tuple(starts))

    @property
    def is_english(self) -> bool:
        """Whether hardly any of it is written in kana or kanji."""
        return len(_CJK.findall(self.text)) < 0.1 * len(self.text)

    def segment_at(self, position: int) -> Segment:
        """The segment that holds the character at a position of text."""
        return self.segments[max(bisect_right(self.starts, position) - 1, 0)]

    def line_start(self, position: int) -> int:
        """Where the segment that holds a position begins."""
        return self.starts[max(bisect_right(self.starts, position) - 1, 0)]

    def runs_on(self, start: int) -> bool:
        """Whether the line before the one that begins at start is full, so that its sentence may go on into it."""
        before, after = self.segment_at(start - 1), self.segment_at(start)
        same_row = (before.page, before.row) == (after.page, after.row)
        return same_row or (len(before.key.text) > 8 and before.right >= self._edges[before.page])

    @cached_property
    def _edges(self) -> dict[int, float]:
        """For each page, the right edge that full lines reach."""
        pages: dict[int, list[float]] = {}
        for segment in self.segments:
            if len(segment.key.text) > 8:
                pages.setdefault(segment.page, []).append(segment.right)
        widest = {page: _FULL * max(edges) for page, edges in pages.items()}
        return {segment.page: widest.get(segment.page, 0.0) for segment in self.segments}

    def pieces(self, start: int, end: int) -> list[tuple[Segment, int, int]]:
        """Characters [start, end) of text as (segment, start, end) in each segment's own text."""
        spans: dict[int, list[int]] = {}
        for segment, index in self.at[start:end]:
            if segment >= 0:
                spans.setdefault(segment, []).append(index)
        return [(self.segments[n], min(found), max(found) + 1) for n, found in spans.items()]

    def original(self, start: int, end: int) -> str:
        """The characters as printed; a space only where two Latin words meet at a line's end."""
        parts = [segment.text[a:b] for segment, a, b in self.pieces(start, end)]
        joined = ""
        for part in parts:
            latin = joined and joined[-1].isascii() and part[0].isascii()
            joined += (" " if latin and joined[-1] not in " -" else "") + part
        return joined

    def candidate(
        self, value: Value, span: tuple[int, int], score: float, found_by: str, *, derived: bool = False
    ) -> Candidate:
        """A candidate at characters [start, end) of text; how well its lines were read weighs on its score."""
        pieces = self.pieces(*span)
        sure = min(segment.confidence for segment, _, _ in pieces)
        return Candidate(
            value=value,
            raw="".join(segment.text[a:b] for segment, a, b in pieces),
            evidence=joined_evidence(segment.evidence(a, b) for segment, a, b in pieces),
            segment=pieces[0][0],
            score=score * (0.7 + 0.3 * sure),
            found_by=found_by,
            derived=derived,
        )


def _body(sheets: Sequence[Sheet]) -> Iterator[Segment]:
    for sheet in sheets:
        last = len(sheet.rows) - 1
        for n, row in enumerate(sheet.rows):
            edge = n < 1 or n > last - 2
            if not (edge and _PAGE_NUMBER.fullmatch("".join(s.key.text for s in row))):
                yield from row
