"""The name a contract gives itself, and the court it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.locate import Candidate
from ocr.extract.sheet import Key, joined_evidence
from ocr.extract.values import simplified_to_japanese
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.clauses.prose import Prose
    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate, Template

_SUFFIX = re.compile(
    r".{0,40}(?:契約書?|覚書|覚え書き|合意書|協定書|誓約書|念書|示談書|約定書|契約証書|承諾書|同意書|確認書|借用証書|借用書|約款"
    r"|契約条項|労働条件通知書|利用規約)"
    r"(?:\([^()]{1,12}\)|\[[^\]]{1,12}\]|(?<=書)\(?案\)?)?"
)
_PROSE = re.compile(r"[。、]|以下[「『]|(?<!基)本契約|^第\d|^附則|^印紙|^甲|^乙|する$")
_GENERIC = re.compile(r"(?:変更)?(?:覚書|合意書|協定書|契約書|確認書)")
_ENGLISH = re.compile(
    r"[A-Z][A-Za-z&,/()' -]{0,90}\b(?:AGREEMENT|Agreement|CONTRACT|Contract|LEASE|Lease|UNDERTAKING"
    r"|STATEMENT OF WORK|Statement of Work|TERMS? SHEET|Terms? Sheet"
    r"|DEED)\b[A-Za-z ,/()-]{0,40}"
)
_AMENDMENT = re.compile(
    r"(?:AMENDMENT|Amendment|ADDENDUM|Addendum) (?:(?:NO|No|Number)\.? ?\d{1,3} )?(?:TO|to)"
    r" [A-Z][A-Za-z0-9&,/()' -]{3,80}"
)
_FILING = re.compile(r"\bEX-|\.htm|Exhibit|EXHIBIT|^THIS |^This ")

_PLACES = (
    "東京|横浜|さいたま|千葉|水戸|宇都宮|前橋|静岡|甲府|長野|新潟|大阪|京都|神戸|奈良|大津|和歌山|名古屋|津|岐阜|福井|金沢|富山|広島|山口|岡山|鳥取|松江|福岡|佐賀"
    "|長崎|大分|熊本|鹿児島|宮崎|那覇|仙台|福島|山形|盛岡|秋田|青森|札幌|函館|旭川|釧路|高松|徳島|高知|松山|知的財産"
)
_COURT = re.compile(rf"(?:{_PLACES})(?:地方|家庭|高等|簡易)裁判所(?:[一-龠]{{1,5}}支部)?")
_ABOUT_VENUE = re.compile(r"管轄|第[1一]審|訴訟|紛争|争い|訴え")
_VENUE_WORDS = 90
"""Characters around a court in which the clause says that it has jurisdiction."""


def title_candidates(sheets: Sequence[Sheet], template: Template) -> list[Candidate]:
    """The line at the head of the first page that ends in 契約書, 覚書, ... or is one of the template's titles."""
    found = [c for sheet in sheets[:1] for c in _titles(sheet, tuple(Key.of(t).text for t in template.cues.titles))]
    return sorted(found, key=lambda c: -c.score)


def _titles(sheet: Sheet, known: tuple[str, ...]) -> Iterator[Candidate]:
    size = sheet.line_height
    for n, row in enumerate(sheet.rows[:25]):
        if any(re.match(r"第[1一]条", s.key.text) for s in row):
            return
        for group in _groups(row):
            key = "".join(s.key.text for s in group)
            if not 2 <= len(key) <= 45 or _PROSE.search(key) or not (_SUFFIX.fullmatch(key) or key in known):
                continue
            lines = [group]
            if _GENERIC.fullmatch(key) and n:
                lines = [*_above(sheet.rows[n - 1], group), group]
            height = max(s.height for s in group) / size
            score = (0.95 if key in known or len(key) > 4 else 0.85) - 0.02 * n + (0.03 if height > 1.15 else -0.05)
            yield _joined([s for line in lines for s in line], min(max(score, 0.3), 0.98))


def _groups(row: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Each segment of a row, and the runs of it that letter-spacing broke apart."""
    for segment in row:
        yield [segment]
    for first in range(len(row)):
        run = [row[first]]
        for segment in row[first + 1 :]:
            size = min(run[-1].height, segment.height)
            if segment.left - run[-1].right > 4 * size or size < 0.7 * max(run[-1].height, segment.height):
                break
            run.append(segment)
        if len(run) > 1:
            yield run


def _above(row: Sequence[Segment], group: Sequence[Segment]) -> list[list[Segment]]:
    """The line above a bare 覚書 that says what it is about."""
    about = len(row) == 1 and row[0].key.text.endswith(("に関する", "についての", "に係る", "の"))
    if about and row[0].height > 0.75 * max(s.height for s in group):
        return [list(row)]
    return []


def _joined(segments: Sequence[Segment], score: float) -> Candidate:
    text = "".join(s.text for s in segments)
    value = re.sub(r"(?<=[ぁ-ヿ一-龠])\s+(?=[ぁ-ヿ一-龠])", "", simplified_to_japanese(text)).strip()
    evidence = joined_evidence(s.evidence(0, len(s.text)) for s in segments)
    sure = score * (0.7 + 0.3 * min(s.confidence for s in segments))
    return Candidate(Text(text=value), text, evidence, segments[0], sure, "title")


def english_titles(sheets: Sequence[Sheet]) -> list[Candidate]:
    """The first line that is no sentence and calls itself an agreement; a title over two lines is joined."""
    rows = [row for sheet in sheets[:1] for row in sheet.rows[:30]]
    for n, row in enumerate(rows):
        text = " ".join(s.text for s in row).strip()
        named = _ENGLISH.fullmatch(text) or _AMENDMENT.fullmatch(text)
        if not named or _FILING.search(text):
            above = " ".join(s.text for s in rows[n - 1]).strip() if n else ""
            if not (re.fullmatch(r"AGREEMENT|Agreement", text) and re.fullmatch(r"[A-Z][A-Z ,&-]+", above)):
                continue
        lines = [row]
        above = " ".join(s.text for s in rows[n - 1]).strip() if n else ""
        ends_open = re.fullmatch(r"[A-Z][A-Z ,&/-]{5,60}(?:AND|OF|,|-COMPETITION|-DISCLOSURE)", above)
        if ends_open or (re.match(r"(?:AND|OF|FOR) ", text) and re.fullmatch(r"[A-Z][A-Z ,&/-]{5,90}", above)):
            lines = [rows[n - 1], row]
        segments = [s for line in lines for s in line]
        title = " ".join(" ".join(s.text for s in segments).split())
        evidence = joined_evidence(s.evidence(0, len(s.text)) for s in segments)
        raw = "".join(s.text for s in segments)
        return [Candidate(Text(text=title), raw, evidence, segments[0], 0.85, "title")]
    return []


def court_candidates(prose: Prose, field: FieldTemplate) -> list[Candidate]:
    """Courts in a clause about jurisdiction, best first; one that is on no list by the template's pattern only."""
    found: list[Candidate] = []
    for match in _COURT.finditer(prose.text):
        found.extend(_court(prose, match.span(), 0.95))
    if not found:
        for pattern in field.patterns:
            for match in re.finditer(pattern, prose.text):
                found.extend(_court(prose, match.span("value"), 0.7))
    return sorted(found, key=lambda c: -c.score)


def _court(prose: Prose, span: tuple[int, int], score: float) -> Iterator[Candidate]:
    around = prose.text[max(0, span[0] - _VENUE_WORDS) : span[1] + _VENUE_WORDS]
    if _ABOUT_VENUE.search(around):
        first = 0.02 if prose.text[span[1] : span[1] + 2] in ("また", "又は", "もし") else 0.0
        yield prose.candidate(Text(text=prose.text[slice(*span)]), span, score + first, "venue")
