"""Who signs: the names that stand beside 甲 and 乙 in signature blocks and head tables, stacked or side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.clauses.names import ROLES, name_span
from ocr.extract.sheet import Key
from ocr.extract.values import is_company_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocr.extract.sheet import Segment, Sheet

_MARK = re.compile(
    rf"[(\[【■●◆]?(?P<who>甲|乙|丙|丁|本人(?=$)|(?:{ROLES}))(?:[)\]】]|\((?P<also>[^()]{{1,8}})\))?[:・]?"
    r"(?:$|(?=住所|所在|本店|本社|氏名|名称|社名|会社名|商号|法人名|〒|\(|東京都|北海道|大阪府|京都府"
    r"|[一-龠]{2,3}県|代表)|(?<=[:)\]】])(?![とはがのをにも、。及又間]))"
)
_CALLED = re.compile(r"[^()\d。、]{2,8}\((?P<who>甲|乙)\)[:・]?(?![とはがのをにも、。及又間])")
"""A word for a side that no list has, and behind it which side it is: メーカー(甲)."""
_SPACED_MARK = re.compile(r"(?P<who>[甲乙])[\s　]+\S.{1,14}")
_TIGHT_MARK = re.compile(rf"(?P<who>甲|乙|(?:{ROLES}))[:・]?(?=.{{3}})")
_NAMED = re.compile(
    r"\(?(?:商号(?:又は|または|・)?名称|氏名(?:又は|または|・)?名称|氏名|名称|社名|会社名|貴社名|企業名|商号|法人名"
    r"|屋号|お?名前|団体名|事業者名|機関名)\)?"
    r"(?:\((?:名称|自署|署名|商号)\))?[:・]?"
)
_ADDRESS = re.compile(
    r"(?:住所|所在地|本店|本社|主たる|〒|tel|電話|fax|e-?mail|メール|\d|北海道|東京都|京都府|大阪府"
    r"|[一-龠]{2,3}県[一-龠ぁ-ヶ]{1,6}[市郡区町村])"
)
_CHIEF = re.compile(
    r"(?:代表|取締役|理事長|会長|社長|支店長|支社長|所長|部長|職務執行者|業務執行|役職|肩書|生年月日|職業|年齢"
    r"|連絡先|登録番号|免許|宅地建物|連帯保証人|仲介|媒介|立会人|甲|乙|丙)"
)
_WHERE = re.compile(r"(?:住所|所在地|本店)")
_SEAL = re.compile(r"\(?(?:印|㊞|実印|社印|公印|署名|記名押印)\)?|㊞")
_FORM_ALONE = re.compile(r"(?:株式|有限|合同|合資|合名)会社|\(?[株有]\)")
_PART_OF_NAME = re.compile(r"[一-龠々ヶぁ-んァ-ヶー]{1,4}")
_GAP = 5.0
"""Line heights between the parts of a name."""
_NUMBERED = re.compile(r"第[\d一二三四五六七八九十]+条")
_LINES = 9.0
"""Line heights below its mark in which a side's name may stand."""


@dataclass(frozen=True, slots=True, eq=False)
class Signatory:
    """A name beside a mark: characters [start, end) of the segment's text."""

    side: str
    """甲, 乙, a role, or "" where an address stands without a mark."""
    segment: Segment
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class _Mark:
    side: str
    segment: Segment
    rest: int
    """Where in the segment's key what follows the mark begins."""


def signatories(sheets: Sequence[Sheet], roles: Mapping[str, str]) -> list[Signatory]:
    """The name beside each mark; roles says which side a word like 借主 stands for."""
    found: list[Signatory] = []
    for sheet in sheets:
        marks = [m for m in (_mark(s, roles) for s in sheet.segments) if m]
        marks += _unmarked(sheet, marks)
        for mark in marks:
            signatory = _named(mark, _block(sheet, mark, marks))
            if signatory:
                found.append(signatory)
    return found


def _mark(segment: Segment, roles: Mapping[str, str]) -> _Mark | None:
    text = segment.key.text
    match = _MARK.match(text)
    if match:
        also = match["also"] or ""
        side = next((s for s in (match["who"], also) if s in ("甲", "乙", "丙", "丁")), match["who"])
        return _Mark(roles.get(side, side), segment, match.end())
    called = _CALLED.match(text)
    if called:
        return _Mark(called["who"], segment, called.end())
    match = _TIGHT_MARK.match(text)
    named = match and len(text) <= 60 and name_span(text, match.end(), len(text))
    if match and named and (is_company_name(text) or _SPACED_MARK.fullmatch(segment.text)):
        return _Mark(roles.get(match["who"], match["who"]), segment, match.end())
    return None


def _unmarked(sheet: Sheet, marks: Sequence[_Mark]) -> list[_Mark]:
    """Lines that begin with 住所 where a mark should stand but was not read: only beside a block that has one."""
    if not marks:
        return []
    owned = {id(s) for mark in marks for s in (mark.segment, *_beside(sheet, mark.segment))}
    for mark in marks:
        first = next((s for s in _block(sheet, mark, marks) if _WHERE.match(s.key.text)), mark.segment)
        owned.add(id(first))
    return [_Mark("", s, 0) for s in sheet.segments if _WHERE.match(s.key.text) and id(s) not in owned]


def _beside(sheet: Sheet, segment: Segment) -> list[Segment]:
    return [s for s in sheet.segments if _level(s, segment)]


def _block(sheet: Sheet, mark: _Mark, marks: Sequence[_Mark]) -> list[Segment]:
    """The segments right of and below a mark, up to the next mark either way, in reading order."""
    own = mark.segment
    slack = own.height
    beside = [m.segment.left for m in marks if m.segment.left > own.left + slack and _level(m.segment, own)]
    right = min(beside, default=float("inf")) - 0.5 * slack
    under = [
        m.segment.top
        for m in marks
        if m.segment.top > own.top + 0.7 * own.height and own.left - 6 * slack < m.segment.left < right
    ]
    reach = own.bottom + _LINES * max(own.height, sheet.line_height)
    bottom = min([*under, reach])
    block = []
    for segment in sheet.segments:
        if segment is own or not own.left - slack <= segment.left < right:
            continue
        if own.top - 0.6 * slack <= segment.y_center < bottom:
            block.append(segment)
    ordered = sorted(block, key=lambda s: (s.row, s.left))
    cut = next((n for n, s in enumerate(ordered) if _NUMBERED.match(s.key.text)), len(ordered))
    return _spaced_names(ordered[:cut])


def _spaced_names(block: Sequence[Segment]) -> list[Segment]:
    """The block with 山田　　太郎 and 株式会社　　山田商店, set wide apart, each as one segment."""
    made: list[Segment] = []
    for segment in block:
        if made and _belong(made[-1], segment):
            before = made.pop()
            text = before.text + segment.text
            segment = replace(
                before,
                text=text,
                origin=before.origin + segment.origin,
                key=Key.of(text),
                top=min(before.top, segment.top),
                right=segment.right,
                bottom=max(before.bottom, segment.bottom),
                confidence=min(before.confidence, segment.confidence),
            )
        made.append(segment)
    return made


def _belong(before: Segment, after: Segment) -> bool:
    a, b = before.key.text, after.key.text
    near = _level(before, after) and 0 <= after.left - before.right < _GAP * min(before.height, after.height)
    if not near or any(p.match(t) for p in (_SEAL, _NAMED, _WHERE, _CHIEF) for t in (a, b)):
        return False
    form = bool(_FORM_ALONE.fullmatch(a) or _FORM_ALONE.fullmatch(b))
    return form or bool(_PART_OF_NAME.fullmatch(a) and _PART_OF_NAME.fullmatch(b))


def _level(a: Segment, b: Segment) -> bool:
    return a.y_overlap(b) > 0.4


def _named(mark: _Mark, block: Sequence[Segment]) -> Signatory | None:
    """The best name of a block: after a label for names, then with a legal form, then a lone name with a seal."""
    best: tuple[float, Segment, int, int] | None = None
    for segment, start, level in _readings(mark, block):
        for score, a, b in _names_in(segment, start, level):
            if best is None or score > best[0]:
                best = (score, segment, a, b)
    if best is None:
        return None
    score, segment, a, b = best
    first, last = segment.key.span(a, b)
    return Signatory(mark.side, segment, first, last, score)


def _readings(mark: _Mark, block: Sequence[Segment]) -> Iterator[tuple[Segment, int, float]]:
    """Each segment of a block with where to start reading it, and how much being there says that it is a name."""
    sealed = {s.row for s in block if _SEAL.fullmatch(s.key.text)}
    if mark.rest < len(mark.segment.key.text):
        yield mark.segment, mark.rest, 0.7 if len(mark.segment.key.text) - mark.rest <= 12 else 0.0
    labelled = 0.0
    previous = mark.segment
    for segment in block:
        if _NAMED.fullmatch(segment.key.text):
            labelled, previous = 0.88, segment
            continue
        lone = _level(segment, mark.segment) and mark.rest == len(mark.segment.key.text)
        after_label = labelled if _level(segment, previous) else 0.0
        printed_seal = segment.key.text.endswith(("印", "(印)", "㊞")) and len(segment.key.text) > 3
        yield segment, 0, max(after_label, 0.7 if segment.row in sealed or printed_seal else 0.0, 0.72 if lone else 0.0)
        labelled = 0.0


def _names_in(segment: Segment, start: int, level: float) -> Iterator[tuple[float, int, int]]:
    """(score, start, end) in the segment's key."""
    text = segment.key.text
    label = _NAMED.match(text, start)
    if label and label.end() < len(text):
        span = name_span(text, label.end(), len(text))
        if span:
            yield 0.93 if is_company_name(text[slice(*span)]) else 0.88, *span
        return
    for a, b in _tokens(segment, start):
        token = text[a:b]
        if is_company_name(token):
            a += _after_address(token)
            span = name_span(text, a, b)
            if span:
                yield 0.92, *span
        elif level and not _ADDRESS.match(token) and not _CHIEF.match(token) and (a, b) == (start, len(text)):
            span = name_span(text, a, b)
            if span:
                yield level, *span


def _tokens(segment: Segment, start: int) -> list[tuple[int, int]]:
    """Key characters from start on, cut where the print leaves a space beside a company's name; else all of them."""
    text, at = segment.key.text, segment.key.at
    cuts = [start, *(n for n in range(start + 1, len(text)) if at[n] - at[n - 1] > 1), len(text)]
    if len(cuts) == 2 or not is_company_name(text[start:]):
        return [(start, len(text))]
    pieces = list(pairwise(cuts))
    joined: list[tuple[int, int]] = []
    for a, b in pieces:
        piece = text[a:b]
        if joined and not _ADDRESS.match(text[joined[-1][0] : joined[-1][1]]) and not _CHIEF.match(piece):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _after_address(token: str) -> int:
    """How much of a token is an address that runs into the name."""
    if not _ADDRESS.match(token):
        return 0
    ends = [m.end() for m in re.finditer(r"\d(?:番地?|号室?|階|f|丁目)?(?=\D)", token)]
    form = re.search(r"株式会社|有限会社|合同会社|合資会社|社団法人|財団法人|医療法人|\(株\)", token)
    inside = [end for end in ends if form and end <= form.start()]
    return inside[-1] if inside else 0
