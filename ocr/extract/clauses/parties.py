"""甲 and 乙 of a Japanese contract: as its opening sentence defines them and as its signature block names them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.clauses.names import ROLES, loosely, name_span, written_out
from ocr.extract.clauses.signatures import Signatory, signatories
from ocr.extract.locate import Candidate
from ocr.extract.values import is_company_name
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.clauses.prose import Prose
    from ocr.extract.sheet import Sheet

_SIDES = ("甲", "乙")
_MARKS = frozenset("甲乙丙丁")
_DEFINED = re.compile(
    r"以下(?:単に|これを|、|,)*(?:[「『\"'\[](?P<quoted>[^「」『』()]{0,12})[」』\"'\]](?=と|[)。、])|(?P<bare>甲"
    r"|乙)(?=と(?:いう|称|す|呼|記)))"
)
_BRACKET = re.compile(r"\([^()]{0,80}\Z")
_AS_PARTY = re.compile(r"を[「『]?(?P<who>甲|乙)[」』]?(?:とし|といい|と称し|、|として|と定め)")
_PAIR = re.compile(
    r"甲[・:]?(?P<a>[^。、甲乙()]{3,40}?)(?:と|及び|および|並びに)乙[・:]?(?P<b>[^。、甲乙()]{3,40}?)(?:とは|とが"
    r"|との間|は、|は次|は下記|の間)"
)
_STOP = re.compile(
    r"(?<!\([株有同資名社財医学福宗農])[)」』】](?:と|及び|および|並びに|ならびに|又は|は|が|に対し|から|に|を"
    r"|との間で|、|,)*"
    r"|[。、,;●・■]|\d日(?!間)|において|に対し"
)
_TITLE_BEFORE = re.compile(r"契約書|覚書|合意書|協定書|約定書|証書")
_LISTED = re.compile(r"[甲乙][:・]?[^。、,()]{2,40}")
"""A line that names one side by its mark, and no part of the sentence below it."""
_SMALL_KANA = re.compile(r"[ァィゥェォッャュョ]")
_LONGEST_NAME = 110
"""Characters before a definition in which its name is looked for; an address may stand there too."""
_FIRST = re.compile(
    r"使用者|雇用主|雇用者|雇主|事業主|委託者|貸主|賃貸人|売主|発注者|注文者|派遣先|債権者|譲渡人|寄託者|排出事業者|荷主|広告主|貸渡人|貸付人|委任者|許諾者|使用許諾者|ライセンサー|情報開示者|開示者|供給者|提供者|売渡人"
)
_SECOND = re.compile(
    r"労働者|従業員|被用者|被雇用者|本人|受託者|借主|賃借人|買主|受注者|請負人|派遣元|債務者|譲受人|受寄者|処理業者|運送人|媒体社|借受人|借入人|受任者|被許諾者|ライセンシー|情報受領者|受領者|購入者|利用者|買受人|請負者"
)
"""Roles that are 甲 and 乙 by custom: for a side that is nowhere marked."""
_ROLE = re.compile(rf"(?:{ROLES})")


@dataclass(frozen=True, slots=True)
class _Definition:
    side: str
    """甲, 乙, or another word that stands for the party."""
    span: tuple[int, int] | None
    """The name in the prose; None where only a role stands there."""
    role: str
    sure: float


def party_candidates(prose: Prose, sheets: Sequence[Sheet]) -> dict[str, list[Candidate]]:
    """Candidates for 甲 (party_a) and 乙 (party_b), best first."""
    defined = _repaired(list(_definitions(prose)))
    roles = {d.role: d.side for d in defined if d.role and d.side in _SIDES}
    signed = _completed(signatories(sheets, roles))
    found: dict[str, list[Candidate]] = {}
    for field, side in zip(("party_a", "party_b"), _SIDES, strict=True):
        by_text = [c for d in defined if d.side == side for c in _from_text(prose, d)]
        by_mark = [c for s in signed if s.side == side for c in _from_mark(s)]
        found[field] = _agreed(by_text, by_mark)
    if not all(found.values()):
        for field, role in zip(("party_a", "party_b"), (_FIRST, _SECOND), strict=True):
            by_text = [c for d in defined if role.fullmatch(d.side) for c in _from_text(prose, d)]
            by_mark = [c.scored(0.8 * c.score) for s in signed if role.fullmatch(s.side) for c in _from_mark(s)]
            found[field] = found[field] or _agreed(by_text, by_mark)
    return found if any(found.values()) else _by_order(prose, defined, signed)


def _definitions(prose: Prose) -> Iterator[_Definition]:
    """Every place that says who a party is, in the order of the text."""
    text = prose.text
    for match in _DEFINED.finditer(text):
        bracket = _BRACKET.search(text, max(0, match.start() - 81), match.start())
        before = bracket.start() if bracket else match.start()
        yield _definition(prose, match["bare"] or match["quoted"], before, 0.9)
    for match in _AS_PARTY.finditer(text):
        yield _definition(prose, match["who"], match.start(), 0.88)
    for match in _PAIR.finditer(text):
        spans = [name_span(text, *match.span(group)) for group in ("a", "b")]
        if all(spans):
            for side, span in zip(_SIDES, spans, strict=True):
                yield _Definition(side, span, "", 0.85)


def _definition(prose: Prose, who: str, end: int, sure: float) -> _Definition:
    text = prose.text
    start = _name_start(prose, end)
    role = _ROLE.fullmatch(text, start, end)
    span = None if role else name_span(text, start, end)
    if span and not is_company_name(text[slice(*span)]):
        sure -= 0.15
    return _Definition(who, span, role[0] if role else "", sure)


def _name_start(prose: Prose, end: int) -> int:
    """Where the phrase that ends at `end` begins: after the last stop, or at the head of its paragraph."""
    text = prose.text
    head = prose.line_start(end - 1)
    stops = [m.end() for m in _STOP.finditer(text, max(0, end - _LONGEST_NAME), end) if m.end() < end]
    if stops and stops[-1] >= head:
        return stops[-1]
    above = prose.line_start(head - 1) if head else 0
    apart = _TITLE_BEFORE.search(text, above, head) or _LISTED.fullmatch(text, above, head)
    wrapped = head > 0 and prose.runs_on(head) and not apart
    if not wrapped:
        return head
    return stops[-1] if stops and stops[-1] >= above else above


def _repaired(defined: list[_Definition]) -> list[_Definition]:
    """A mark is often misread (甲 as 川, 乙 as く) or lost: of two that follow one another, one tells the other."""
    for n, (first, second) in enumerate(pairwise(defined)):
        if len(first.side) > 1 or len(second.side) > 1 or (first.side == "甲") == (second.side == "乙"):
            continue
        sides = {d.side for d in defined}
        if first.side not in _MARKS and "甲" not in sides:
            defined[n] = replace(first, side="甲", sure=first.sure * 0.9)
        elif second.side not in _MARKS and "乙" not in sides:
            defined[n + 1] = replace(second, side="乙", sure=second.sure * 0.9)
        break
    return defined


def _completed(signed: list[Signatory]) -> list[Signatory]:
    """Of two signatories of whom one has lost its mark, that one is the other side."""
    marked = {s.side for s in signed if s.side in _SIDES}
    unmarked = [s for s in signed if not s.side]
    if len(marked) == 1 and len(unmarked) == 1:
        other = "乙" if "甲" in marked else "甲"
        return [replace(s, side=other, sure=s.sure * 0.8) if s is unmarked[0] else s for s in signed]
    return signed


def _from_text(prose: Prose, definition: _Definition) -> Iterator[Candidate]:
    if definition.span:
        name = written_out(prose.original(*definition.span))
        if name:
            yield prose.candidate(Text(text=name), definition.span, definition.sure, "definition")


def _from_mark(signatory: Signatory) -> Iterator[Candidate]:
    segment, start, end = signatory.segment, signatory.start, signatory.end
    name = written_out(segment.text[start:end])
    if name:
        score = signatory.sure * (0.7 + 0.3 * segment.confidence)
        yield Candidate.at(Text(text=name), segment, start, end, score, "signature")


def _agreed(by_text: list[Candidate], by_mark: list[Candidate]) -> list[Candidate]:
    """Both kinds of reading, best first.

    A name that both give is surer. Of two spellings the prose's is the better one: seals are stamped on signatures.
    """
    found: list[Candidate] = []
    for ours, theirs, alike in ((by_text, by_mark, 0.97), (by_mark, by_text, 0.85)):
        others = [loosely(_spelling(c)) for c in theirs]
        for candidate in ours:
            own = _spelling(candidate)
            likeness = max((difflib.SequenceMatcher(None, loosely(own), o).ratio() for o in others), default=-1.0)
            factor = 1.08 if likeness == 1 else 1.0 if likeness < 0 else alike if likeness > 0.6 else 0.75
            small = len(_SMALL_KANA.findall(own)) if likeness == 1 else 0  # ィ is read as イ, not the other way
            found.append(candidate.scored(min(candidate.score * factor, 0.93) + 0.01 * min(small, 5)))
    return sorted(found, key=lambda c: -c.score)


def _spelling(candidate: Candidate) -> str:
    value = candidate.value
    return "".join(value.text.split()) if isinstance(value, Text) else ""


def _by_order(prose: Prose, defined: Sequence[_Definition], signed: Sequence[Signatory]) -> dict[str, list[Candidate]]:
    """A contract that never says 甲 or 乙: the first two parties, in the order in which it introduces them."""
    named = [c for d in defined for c in _from_text(prose, d) if len(d.side) > 1]
    if len(named) < 2:
        named = [c for s in signed if s.side not in ("丙", "丁") for c in _from_mark(s)]
    distinct = list({_spelling(c): c for c in reversed(named)}.values())[::-1]
    if len(distinct) < 2:
        return {"party_a": [], "party_b": []}
    return {"party_a": [distinct[0].scored(0.6)], "party_b": [distinct[1].scored(0.6)]}
