"""Whom a paper addresses: the name that carries 御中, 様 or 殿."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.finders import find
from ocr.extract.locate import Candidate
from ocr.extract.party_names import DEPARTMENT, is_name, is_piece, joined_left, name_at
from ocr.extract.values import is_company_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment, Sheet

_HONORIFIC = re.compile(r"(御中|[様樣]|さま|殿|宛て?|あて)[\s　\]）)】」]*$")
_HONORIFIC_INSIDE = re.compile(
    r"(御中|[様樣](?!式|々|名)|(?<=[^な])さま(?=[\s　]*$)|殿|(?<=\S\S\S\S)(?:宛て?|あて)[\s　]*$)"
)
_NOT_ADDRESSEE = re.compile(
    r"お客(?:様|さま)|皆(?:様|さま)|各位|様式|様々|仕様|同様|模様|奥様|神様|お得意様|担当者様|ご担当様|[0-9０-９]\s?名\s?様|お?一人様"
)
_ATTENTION = re.compile(r"(?:ご)?担当(?:者)?様?|御担当者?")
_NO_ONE = "上"
"""Whom a shop addresses that asks for no name: 上様."""
_BESIDE, _OWN_LINE = 4.0, 14.0
"""Character heights between a company and its department on one line, and within which a line's first piece begins."""
_LINES_ABOVE, _LINE_APART, _SET_IN = 4, 2.2, 8.0
"""Lines up to the company: an office, two levels of departments, whom to ask; how many heights lines lie apart, and how
many heights those below a company are set in, at most."""
_WITHIN_COMPANY = re.compile(r"(?!.*\d{3})[^:：/]{1,14}(?:[\s　][^:：/]{1,8})?")
"""An office, a department or somebody, on a line between a company and who is addressed."""
_LABELLED = re.compile(
    r"[(（【\[]?(?:宛先|あて先|宛名|送付先|送り先|(?:ご|御)?請求先|お届け先|[お御]?得意先名?|お客様名|取引先|購入者|"
    r"(?:ご|御)?依頼主|[御貴]社名|会社名|氏名)"
    r"[)）】\]]?[:：\s　]*(?=\S)"
)
"""A label run into the name of whom a paper addresses: (あて先)みなと商会."""


def addressees(sheets: Sequence[Sheet], taken: frozenset[int]) -> list[Candidate]:
    """Names with their honorific, best first; taken are ids of segments in the table of line items."""
    found: list[Candidate] = []
    for sheet in sheets[:2]:
        for segment in sheet.segments:
            text = segment.text
            match = _HONORIFIC_INSIDE.search(text)
            if match is None or id(segment) in taken or len(text) > 60:
                continue
            if _NOT_ADDRESSEE.search(text) and not is_company_name(text) and not _ATTENTION.search(text):
                continue
            height = segment.y_center / sheet.height
            base = 0.95 - 0.4 * height - 0.02 * (sheet.page.number - 1)
            if not _HONORIFIC.search(text):
                base -= 0.2 if text[match.end() : match.end() + 1] not in " 　" else 0.05
            candidate = _before_honorific(sheet, segment, match.start(), base)
            if candidate is not None:
                found.append(candidate)
    return sorted(found, key=lambda c: -c.score)


def _before_honorific(sheet: Sheet, segment: Segment, cut: int, score: float) -> Candidate | None:
    """The name before 御中: in the same segment, else left of it, else the company in the lines above or below it.

    Where a person or a department is addressed below a company, or behind it, it is the company's.
    """
    text = segment.text[:cut].rstrip(" 　")
    attention = _ATTENTION.search(text)
    own = text[: attention.start()].rstrip(" 　/／") if attention else text
    start = _after_label(own)
    row = sheet.rows[segment.row]
    left = [s for s in row if s.x_center < segment.left and s is not segment]
    named = segment if own[start:].strip() or (attention and not left) else left[-1] if left else None
    if named is not None and not is_company_name(named.text):
        owner = _company_behind(sheet, named) or _company_above(sheet, named)
        if owner is not None:
            return name_at(owner, _after_label(owner.text), len(owner.text), score - 0.02, "御中・様")
    company = [s for s in _around(sheet, segment) if is_company_name(s.text) and not find("phone", s.text)]
    of_company = bool(company) and not is_company_name(own) and bool(DEPARTMENT.search(next(iter(own.split()), "")))
    if own[start:].strip() and not of_company:
        return joined_left(sheet, name_at(segment, start, len(own), score, "御中・様"))
    if left and (is_name(left[-1].text) or left[-1].text.strip() == _NO_ONE or is_piece(left[-1])):
        named_left = name_at(left[-1], _after_label(left[-1].text), len(left[-1].text), score, "御中・様")
        return joined_left(sheet, named_left)
    if company:
        return name_at(company[0], 0, len(company[0].text), score - 0.05, "御中・様")
    if not own.strip():
        near = [s for s in _around(sheet, segment) if is_name(s.text)]
        if near:
            return name_at(near[0], 0, len(near[0].text), score - 0.15, "御中・様")
    return None


def _company_behind(sheet: Sheet, named: Segment) -> Segment | None:
    """The company left of a department or person on the same line."""
    for other in reversed(sheet.rows[named.row]):
        if other.right <= named.left + 0.2 * named.height and is_company_name(other.text):
            near = named.left - other.right < _BESIDE * named.height
            return other if near and not sheet.ruled_between(other, named) else None
    return None


def _company_above(sheet: Sheet, named: Segment) -> Segment | None:
    """The company over a department or person, who may be set in from it; others of the kind may lie between."""
    first = next(s for s in sheet.rows[named.row] if named.left - s.left < _OWN_LINE * named.height)
    at = first
    for _ in range(_LINES_ABOVE):
        above = [
            s
            for s in sheet.segments
            if s.row != at.row
            and 0 < at.y_center - s.y_center < _LINE_APART * max(at.height, s.height)
            and -_SET_IN * first.height < s.left - first.left < 3 * first.height
        ]
        if not above:
            return None
        at = max(above, key=lambda s: s.y_center)
        if not is_name(at.text) or is_company_name(at.text):
            return at if is_name(at.text) and at.height > 0.8 * first.height else None
        if not _WITHIN_COMPANY.fullmatch(at.text.strip()):
            return None
    return None


def _after_label(text: str) -> int:
    """Where a name begins behind its label; 0 where there is none."""
    label = _LABELLED.match(text)
    return label.end() if label else len(text) - len(text.lstrip(" 　:："))


def _around(sheet: Sheet, segment: Segment) -> list[Segment]:
    """Segments within three lines, nearest first: those above before those below, those at the right of it last."""
    reach = 3.2 * max(segment.height, sheet.line_height)
    near = [
        s
        for s in sheet.segments
        if s is not segment
        and abs(s.y_center - segment.y_center) < reach
        and s.row != segment.row
        and s.left < segment.right + segment.width
        and s.right > segment.left - 14 * segment.height
    ]

    def distance(other: Segment) -> float:
        lines = abs(other.y_center - segment.y_center) / sheet.line_height
        below = 0.5 if other.y_center > segment.y_center else 0.0
        beyond = 3.0 if other.left > segment.left + 2 * segment.height else 0.0
        return lines + below + beyond

    return sorted(near, key=distance)
