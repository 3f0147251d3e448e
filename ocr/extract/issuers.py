"""Who issues a paper: the name in whose company the registration number, the telephone and the address stand.

Being printed at the right, high up, in larger type and with a legal form helps it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ocr.extract.contacts import ADDRESS, BUILDING, CONTACT
from ocr.extract.finders import find, repaired
from ocr.extract.locate import Candidate
from ocr.extract.party_names import DEPARTMENT, is_name, name_at
from ocr.extract.sheet import joined_evidence
from ocr.extract.values import clean_name, find_registration_numbers, is_company_name
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import Template

ISSUER_BLOCK = "発行元の欄"
"""What a name is found by that stands where issuers stand."""
_SHOP = re.compile(
    r"(?:店|屋|商店|商会|堂|亭|庵|館|園|舎|工房|事務所|薬局|医院|クリニック|食堂|酒場|カフェ|マート|ストア|市場|センター|ホテル|旅館|処|場)$"
)
_SHOP_LATIN = re.compile(
    r"\b(?:enterprises?|trading|restaurants?|restoran|cafe|coffee|bakery|bakeries|hardware|stores?|shop|mart|supermarket|hypermarket|market"
    r"|pharmacy|farmasi|hotel|inn|stationery|books?|bistro|kitchen|garage|motors?|services?|solutions|studio|salon|clinic|kedai|pasaraya)\b",
    re.IGNORECASE,
)
_ADDRESS_LATIN = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|drive|blvd|suite|floor|level|lot|unit|block|plaza|mall|p\.?o\.? ?box|"
    r"jalan|jln|taman|lorong"
    r"|bandar|kampung|kawasan|persiaran|lebuh\w*)\b|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b|^\W*(?:no\.?\s*)?\d+[-\w/]*\s*,",
    re.IGNORECASE,
)
_COMPANY_NUMBER = re.compile(
    r"\s*[(\[](?:co(?:mpany)?\b[\s.,]*(?:reg|no)[^)\]]*|reg[^)\]]*\d[^)\]]*|[A-Z]{0,3}\s?\d{4,9}\s?-?\s?[A-Z\d]?)[)\]]?\s*$",
    re.IGNORECASE,
)
"""A register's number after the name, as in (562007-D)."""
_FORMERLY = re.compile(
    r"\b(?:formerly|previously)\b(?:\s*known)?(?:\s*as)?\s*:?\s*(?:\S+(?:\s\S+)*\)?)?\s*$", re.IGNORECASE
)
_PHONE_BEHIND = re.compile(
    r"[\s　(（]*(?:tel|電話|℡)?[\s.:：]*0\d{1,4}[-‐－(]\d{1,4}[-‐－)]\d{3,4}[)）]?\s*$", re.IGNORECASE
)
"""A telephone on the line of the shop's name."""
_BRANCH = re.compile(
    r"(?!.*[堂屋亭庵軒房館園鮨])(?!.*(?:書|薬|酒|商|本)店$)[一-龥々ヶケ0-9０-９]+(?:ショッピングセンター|モール|プラザ|タウン|ビル)?店"
)
"""A branch without its brand: a place and 店; 大阪中之島6丁目店, but not 文星堂駅前店."""
_FORM_ALONE = re.compile(
    r"^(?:\S+\s+)?(?:\([A-Z. ]+\)\s*)?(?:sdn\.?\s*bhd|s/b|pte\.?\s*ltd|ltd|limited|inc|llc|co|corp)\b\W*$",
    re.IGNORECASE,
)
"""The second line of a name: its legal form, with one word before it at most."""
_HEAD = (1.2, 0.8, 0.4)
"""What being the first, second or third line of a till roll that may be a name speaks for it."""
_PERSON = re.compile(r"[一-龥々ぁ-んァ-ヶー]{1,4}[\s　]?[一-龥々ぁ-んァ-ヶー]{1,5}")
"""Who made the paper out for a company may be named behind 発行者; so may a shop, or who works alone."""
_TITLE_PERSON = re.compile(r"^(?:代表取締役|代表者?|取締役|社長|店長|担当)")


def issuers(
    sheets: Sequence[Sheet],
    template: Template,
    taken: frozenset[int],
    addressee: Candidate | None,
    labelled: Sequence[Candidate],
) -> Iterator[Candidate]:
    """Names that may be the issuer's, best first; labelled are those that a label leads to."""
    scored: list[tuple[float, Sheet, Segment]] = []
    for number, sheet in enumerate(sheets):
        anchors = _anchors(sheet, addressee)
        for segment in sheet.segments:
            if id(segment) in taken or not is_name(_without_number(segment.text)):
                continue
            if addressee is not None and _same_name(segment.text, addressee.value):
                continue
            score = _issuer_score(sheet, segment, anchors, addressee, template) - 0.5 * number
            scored.append((score, sheet, segment))
    best = [c for score, sheet, segment in scored if (c := _issuer(sheet, segment, score, template))]
    of_company = any(is_company_name(c.raw) for c in best)
    boosted = [
        c.scored(0.5 * c.score if of_company and _PERSON.fullmatch(c.raw) else min(0.97, 0.75 + 0.3 * c.score))
        for c in labelled
        if addressee is None or c.value != addressee.value
    ]
    yield from sorted((*best, *boosted), key=lambda c: -c.score)


def _same_name(text: str, value: object) -> bool:
    return isinstance(value, Text) and clean_name(repaired(text)).replace(" ", "") == value.text.replace(" ", "")


def _anchors(sheet: Sheet, addressee: Candidate | None) -> list[tuple[Segment, float]]:
    """Lines that stand beside an issuer's name, with their weight: registration number, telephone, address."""
    found: list[tuple[Segment, float]] = []
    for segment in sheet.segments:
        weight = 0.0
        if find_registration_numbers(segment.text):
            weight = 2.0
        elif find("phone", segment.text):
            weight = 1.5
        elif find("postal_code", segment.text) or ADDRESS.search(segment.text):
            weight = 1.0
        if weight and addressee is not None and weight < 1.5 and _belongs(segment, addressee.segment):
            weight = 0.0
        if weight:
            found.append((segment, weight))
    return found


def _belongs(line: Segment, name: Segment) -> bool:
    """Whether an address line stands in the addressee's own block: near it, and on its side of the page."""
    return (
        line.page == name.page
        and abs(line.y_center - name.y_center) < 6 * name.height
        and abs(line.left - name.left) < 4 * name.height
    )


def _issuer_score(
    sheet: Sheet,
    segment: Segment,
    anchors: Sequence[tuple[Segment, float]],
    addressee: Candidate | None,
    template: Template,
) -> float:
    width, height = sheet.width, sheet.height
    score = 0.0
    text = _PHONE_BEHIND.sub("", segment.text).strip()
    if len(text) < len(segment.text.strip()):
        score += 1.0
    if is_company_name(text):
        score += 2.5
    elif _SHOP.search(text) or _SHOP_LATIN.search(text):
        score += 1.0
    elif _PERSON.fullmatch(text):
        score += 0.4
    if len(text) > (45 if sheet.is_latin else 30) or ADDRESS.search(text) or CONTACT.search(text):
        score -= 3.0
    if sheet.is_latin and _ADDRESS_LATIN.search(text) and not is_company_name(text):
        score -= 3.0
    if BUILDING.search(text) and not is_company_name(text):
        score -= 4.0
    if _TITLE_PERSON.search(text) or (DEPARTMENT.search(text) and not is_company_name(text)):
        score -= 1.2
    if sheet.is_latin and _is_former(sheet, segment):
        score -= 3.0
    for anchor, weight in anchors:
        lines = (anchor.y_center - segment.y_center) / sheet.line_height
        aligned = (
            abs(anchor.left - segment.left) < 3 * sheet.line_height
            or abs(anchor.right - segment.right) < 3 * sheet.line_height
        )
        near = anchor.x_overlap(segment) > 0.2 or aligned
        if -4 <= lines <= 9 and near and anchor is not segment:
            closeness = 1 - abs(lines) / 12
            score += weight * closeness * (1.0 if lines > 0 else 0.6)
    score += 0.5 * min(segment.height / sheet.line_height - 1, 1.5)
    top = segment.y_center / height
    if template.issuer_on_top:
        score += 1.2 * (1 - 2.5 * top)
        if sheet.is_latin:
            score += _head(sheet, segment)
    elif sheet.is_latin:
        score += _head(sheet, segment)
        score -= 0.8 * max(0.0, top - 0.45)
    else:
        score += 0.6 if segment.x_center > 0.5 * width else -0.2
        score -= 0.8 * max(0.0, top - 0.45)
    if addressee is not None and segment.page == addressee.segment.page:
        if segment.y_center < addressee.segment.y_center - 1.5 * sheet.line_height and not template.issuer_on_top:
            score -= 0.2
        if _belongs(segment, addressee.segment) and not is_company_name(text):
            score -= 0.8
    return score


def _issuer(sheet: Sheet, segment: Segment, score: float, template: Template) -> Candidate | None:
    if score < 1.0:
        return None
    end = len(_without_number(segment.text))
    start = _label_end(segment.text[:end], template)
    found = name_at(segment, start, end, min(0.95, 0.35 + 0.1 * score), ISSUER_BLOCK)
    if found is None or len(found.raw) < 2:
        return None
    return _branded(sheet, segment, found) if template.issuer_on_top else _two_lined(sheet, segment, found)


def _label_end(text: str, template: Template) -> int:
    """Where a company's name begins that was read in one with its label, as in 商号株式会社…; 0 without a label."""
    words = tuple(w for f in template.fields.values() if f.kind == "party" and f.role == "issuer" for w in f.labels)
    label = _any_of(words).match(text)
    return label.end() if label and is_company_name(text[label.end() :]) else 0


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{longest_first})(?![A-Za-z])[:：\s　]*" if words else r"(?!)", re.IGNORECASE)


def _without_number(text: str) -> str:
    return _COMPANY_NUMBER.sub("", _PHONE_BEHIND.sub("", text))


def _is_former(sheet: Sheet, segment: Segment) -> bool:
    """Whether it is a name that the company had before: behind "formerly known as" or below it."""
    above = " ".join(s.text for s in sheet.rows[segment.row - 1]) if segment.row else ""
    return bool(_FORMERLY.search(segment.text) or _FORMERLY.search(above))


def _head(sheet: Sheet, segment: Segment) -> float:
    """How near a line is to being the first that may be a name; people sign in small letters, shops do not."""
    rows = [row for row in sheet.rows if any(is_name(_without_number(s.text)) and s.text.isascii() for s in row)]
    order = next((n for n, row in enumerate(rows[: len(_HEAD)]) if any(s is segment for s in row)), None)
    return (_HEAD[order] if order is not None else 0.0) - (0.8 if segment.text.islower() else 0.0)


def _two_lined(sheet: Sheet, segment: Segment, found: Candidate) -> Candidate:
    """The name with the line above it where its own holds little more than the legal form."""
    if segment.row == 0 or not _FORM_ALONE.match(found.raw):
        return found
    above = [s for s in sheet.rows[segment.row - 1] if s.x_overlap(segment) > 0.3]
    if len(above) != 1 or not is_name(above[0].text) or is_company_name(above[0].text):
        return found
    if _ADDRESS_LATIN.search(above[0].text) or segment.top - above[0].bottom > segment.height:
        return found
    return _below(above[0], found)


def _branded(sheet: Sheet, segment: Segment, found: Candidate) -> Candidate:
    """The name with the line above it where it is a branch alone: セブン-イレブン / 大阪中之島6丁目店."""
    if segment.row == 0 or not _BRANCH.fullmatch(found.raw.strip()):
        return _two_lined(sheet, segment, found)
    above = sheet.rows[segment.row - 1]
    near = segment.top - above[-1].bottom < 1.5 * max(segment.height, sheet.line_height)
    if len(above) != 1 or not near or not is_name(above[0].text) or above[0].text.strip().endswith("店"):
        return found
    return _below(above[0], found)


def _below(above: Segment, found: Candidate) -> Candidate:
    """The name on two lines."""
    raw = f"{above.text.strip()} {found.raw}"
    evidence = joined_evidence((above.evidence(0, len(above.text)), found.evidence))
    return replace(found, value=Text(text=clean_name(repaired(raw))), raw=raw, evidence=evidence)
