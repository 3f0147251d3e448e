"""Who writes to whom: the issuer and the addressee of a paper, and the contact lines that belong to each.

The addressee is who carries 御中, 様 or 殿. The issuer is the name in whose company the registration number, the
telephone and the address stand; being printed at the right, high up, in larger type and with a legal form helps it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.finders import find, repaired
from ocr.extract.locate import FAX_HEADER, Candidate, candidates
from ocr.extract.sheet import joined_evidence
from ocr.extract.values import (
    clean_name,
    find_dates,
    find_registration_numbers,
    is_company_name,
)
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate, Template

_HONORIFIC = re.compile(r"(御中|様|殿)[\s　\]）)】」]*$")
_HONORIFIC_INSIDE = re.compile(r"(御中|様(?!式|々)|殿)")
_ADDRESSED = re.compile(r"^(?:御中|様|殿)$")
_NOT_ADDRESSEE = re.compile(r"お客様|皆様|各位|様式|様々|仕様|同様|模様|奥様|神様|お得意様|担当者様|ご担当様")
_ATTENTION = re.compile(r"(?:ご)?担当(?:者)?様?|御担当者?")
_DEPARTMENT = re.compile(r"(?:部|課|係|室|本部|支店|事業部|営業所|グループ|チーム|センター)$")
_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|[^\s\d、。:：]{2,3}県)"
_ADDRESS = re.compile(
    _PREFECTURE + r"\S{0,8}?[市区町村郡].{2,}|[^\s\d、。:：(（]{1,8}[市郡][^\s、。:：]{1,12}[区町村]?.{0,14}\d.*"
    r"|[^\s\d、。:：(（]{1,6}[市区]\S{1,10}\d+[-‐－−丁番の].*"
)
_CONTACT = re.compile(r"tel|fax|電話|℡|携帯|mail|@|http|www\.|url", re.IGNORECASE)
_STREET = re.compile(r"\d+\s*[-‐－−]\s*\d+|丁目|番地?|号")
_BUILDING = re.compile(
    r"(?:ビル(?:ディング)?|マンション|ハイツ|タワー|プラザ|荘|コーポ|ハイム|レジデンス|会館|スクエア|棟)"
    r"[\s　]*[A-Z]?[0-9０-９]*\s*(?:階|F|Ｆ|号室?|号)?$"
    r"|[0-9０-９]+\s*(?:階|F|Ｆ|号室?|号)$"
)
_BELOW_COMPANY = re.compile(r"(?<=[^\s　])[\s　]+\S{1,14}(?:部|課|係|室|グループ|チーム|事業部|営業所)$")
_NOT_NAME = re.compile(
    r"[0-9０-９]{4,}|[:：¥￥％%@]|^[\W\d_]+$|合計|金額|請求|見積|納品|注文|領収|登録番号|口座|銀行|普通|当座|期限|日付|発行|下記|上記|"
    r"申し上げ|いたし|ます。|ください|ありがとう|備考|印$|担当|承認|確認|検印|件名|振込|消費税|小計|税率|単価|数量|品名|摘要|お買上|レジ|責[:：]|"
    r"^(?:no|tel|fax)|invoice|receipt|quotation|収入印紙|但し|控え?$|^頁|page|様$|御中|営業時間|クレジット|現金|お預|お釣",
    re.IGNORECASE,
)
_SHOP = re.compile(
    r"(?:店|屋|商店|商会|堂|亭|庵|館|園|舎|工房|事務所|薬局|医院|クリニック|食堂|酒場|カフェ|マート|ストア|市場|センター|ホテル|旅館|処|場)$"
)
_TITLE_PERSON = re.compile(r"^(?:代表取締役|代表者?|取締役|社長|店長|担当)")


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """The best reading of both sides."""

    issuer: tuple[Candidate, ...]
    addressee: tuple[Candidate, ...]

    def of(self, role: str) -> tuple[Candidate, ...]:
        return self.issuer if role == "issuer" else self.addressee if role == "addressee" else ()


def find_parties(sheets: Sequence[Sheet], template: Template, taken: frozenset[int]) -> Parties:
    """Both sides, best first; taken are ids of segments in the table of line items."""
    stop = tuple(w for f in template.fields.values() for w in f.labels)
    by_role = {f.role: f for f in template.fields.values() if f.kind == "party"}
    addressee = _addressees(sheets, taken)
    issuer_labels = _labelled(sheets, by_role.get("issuer"), taken, stop)
    if not addressee:
        addressee = _labelled(sheets, by_role.get("addressee"), taken, stop)
    chosen = addressee[0] if addressee else None
    issuer = _issuers(sheets, template, taken, chosen, issuer_labels)
    return Parties(tuple(issuer), tuple(addressee))


def _labelled(
    sheets: Sequence[Sheet], field: FieldTemplate | None, taken: frozenset[int], stop: tuple[str, ...]
) -> list[Candidate]:
    if field is None or not field.labels:
        return []
    return [c for c in candidates(sheets, field, taken, stop) if c.score > 0.4 and _is_name(c.raw)]


def _is_name(text: str) -> bool:
    bare = text.strip()
    if _ADDRESS.search(bare) and not is_company_name(bare):
        return False
    return 1 < len(bare) <= 60 and not _NOT_NAME.search(bare)


def _addressees(sheets: Sequence[Sheet], taken: frozenset[int]) -> list[Candidate]:
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
    """The name before 御中: in the same segment, else left of it, else the company in the lines above or below it."""
    text = segment.text[:cut].rstrip(" 　")
    attention = _ATTENTION.search(text)
    own = text[: attention.start()].rstrip(" 　/／") if attention else text
    label = re.match(r"^(?:宛先|請求先|お客様名|宛名|氏名)?[:：\s　]*", own)
    start = label.end() if label else 0
    company = [s for s in _around(sheet, segment) if is_company_name(s.text) and not find("phone", s.text)]
    of_company = bool(company) and not is_company_name(own) and bool(_DEPARTMENT.search(own.split(" ")[0].strip("　")))
    if own[start:].strip() and not of_company:
        return _name(segment, start, len(own), score, "御中・様")
    left = [s for s in sheet.rows[segment.row] if s.x_center < segment.left and s is not segment]
    if left and _is_name(left[-1].text):
        return _name(left[-1], 0, len(left[-1].text), score, "御中・様")
    if company:
        return _name(company[0], 0, len(company[0].text), score - 0.05, "御中・様")
    if not own.strip():
        near = [s for s in _around(sheet, segment) if _is_name(s.text)]
        if near:
            return _name(near[0], 0, len(near[0].text), score - 0.15, "御中・様")
    return None


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


def _name(segment: Segment, start: int, end: int, score: float, found_by: str) -> Candidate | None:
    raw = segment.text[start:end]
    below = _BELOW_COMPANY.search(raw.rstrip())
    if below and is_company_name(raw[: below.start()]):
        raw = raw[: below.start()]
    name = clean_name(repaired(raw))
    if not name:
        return None
    end = start + len(raw.rstrip())
    return Candidate.at(Text(text=name), segment, start, max(end, start + 1), max(0.05, score), found_by)


def _issuers(
    sheets: Sequence[Sheet],
    template: Template,
    taken: frozenset[int],
    addressee: Candidate | None,
    labelled: Sequence[Candidate],
) -> Iterator[Candidate]:
    scored: list[tuple[float, Sheet, Segment]] = []
    for number, sheet in enumerate(sheets):
        anchors = _anchors(sheet, addressee)
        for segment in sheet.segments:
            if id(segment) in taken or not _is_name(segment.text):
                continue
            if addressee is not None and _same_name(segment.text, addressee.value):
                continue
            score = _issuer_score(sheet, segment, anchors, addressee, template) - 0.5 * number
            scored.append((score, sheet, segment))
    best = [c for score, sheet, segment in scored if (c := _issuer(sheet, segment, score, template))]
    boosted = [
        c.scored(min(0.97, 0.75 + 0.3 * c.score)) for c in labelled if addressee is None or c.value != addressee.value
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
        elif find("postal_code", segment.text) or _ADDRESS.search(segment.text):
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
    text = segment.text.strip()
    if is_company_name(text):
        score += 2.5
    elif _SHOP.search(text):
        score += 1.0
    elif re.fullmatch(r"[一-龥々ぁ-んァ-ヶー]{1,4}[\s　]?[一-龥々ぁ-んァ-ヶー]{1,5}", text):
        score += 0.4
    if len(text) > 30 or _ADDRESS.search(text) or _CONTACT.search(text):
        score -= 3.0
    if _BUILDING.search(text) and not is_company_name(text):
        score -= 4.0
    if _TITLE_PERSON.search(text) or (_DEPARTMENT.search(text) and not is_company_name(text)):
        score -= 1.2
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
    if template.doc_type == "receipt":
        score += 1.2 * (1 - 2.5 * top)
    else:
        score += 0.6 if segment.x_center > 0.5 * width else -0.2
        score -= 0.8 * max(0.0, top - 0.45)
    if addressee is not None and segment.page == addressee.segment.page:
        if segment.y_center < addressee.segment.y_center - 1.5 * sheet.line_height and template.doc_type != "receipt":
            score -= 0.2
        if _belongs(segment, addressee.segment) and not is_company_name(text):
            score -= 0.8
    return score


def _issuer(sheet: Sheet, segment: Segment, score: float, template: Template) -> Candidate | None:
    if score < 1.0:
        return None
    found = _name(segment, 0, len(segment.text), min(0.95, 0.35 + 0.1 * score), "発行元の欄")
    if found is None or len(found.raw) < 2:
        return None
    return found


def contacts(sheets: Sequence[Sheet], field: FieldTemplate, parties: Parties, taken: frozenset[int]) -> list[Candidate]:
    """Postcodes, addresses or telephone numbers of one side: nearest to its name and not in the other side's block."""
    own = parties.of(field.role)
    other = parties.of("addressee" if field.role == "issuer" else "issuer")
    name = own[0] if own else None
    rival = other[0].segment if other else None
    found: list[Candidate] = []
    for sheet in sheets:
        for candidate in _contact_lines(sheet, field, taken):
            score = candidate.score * _nearness(sheet, candidate.segment, name.segment if name else None, rival)
            if score > 0.05:
                found.append(candidate.scored(min(score, 1.0)))
    return sorted(found, key=lambda c: -c.score)


def _nearness(sheet: Sheet, line: Segment, name: Segment | None, rival: Segment | None) -> float:
    own = _distance(sheet, line, name) if name is not None else 6.0
    others = _distance(sheet, line, rival) if rival is not None else 12.0
    if others < own:
        return 0.25 if name is not None else 0.1
    return 1.0 if own < 8 else 0.8 if own < 15 else 0.5


def _distance(sheet: Sheet, a: Segment, b: Segment) -> float:
    """In lines; sideways counts a third, and half as much where one stands under the other."""
    if a.page != b.page:
        return 60.0
    down = abs(a.y_center - b.y_center)
    across = 0.0 if a.x_overlap(b) > 0.1 else max(a.left - b.right, b.left - a.right, 0.0)
    return (down + across / 3) / sheet.line_height


def _contact_lines(sheet: Sheet, field: FieldTemplate, taken: frozenset[int]) -> Iterator[Candidate]:
    for segment in sheet.segments:
        if id(segment) in taken or segment.y_center < FAX_HEADER * sheet.height:
            continue
        if field.kind == "address":
            address = _address(sheet, segment, taken)
            if address is not None:
                yield address
            continue
        for value, start, end in find(field.kind, segment.text):
            before = segment.text[:start]
            score = 0.9 if field.kind != "postal_code" or re.search(r"[〒Tt7]\s?$|郵便番号", before) else 0.7
            if field.kind == "postal_code" and re.search(r"no\.?$|番号$", _left_text(sheet, segment), re.IGNORECASE):
                score = 0.9 if "郵便" in _left_text(sheet, segment) else 0.2
            if field.kind == "phone":
                label = _last_contact_label(before) or _last_contact_label(_left_text(sheet, segment))
                score = {"fax": 0.3, "tel": 0.97, "": 0.6}[label]
            yield Candidate.at(value, segment, start, end, score, field.kind)


def _last_contact_label(text: str) -> str:
    folded = text.casefold()
    fax = max(folded.rfind("fax"), folded.rfind("ファックス"), folded.rfind("ｆａｘ"))
    tel = max(folded.rfind(w) for w in ("tel", "電話", "℡", "ｔｅｌ", "phone", "代表"))
    return "" if max(fax, tel) < 0 else "fax" if fax > tel else "tel"


def _left_text(sheet: Sheet, segment: Segment) -> str:
    left = [s for s in sheet.rows[segment.row] if s.right <= segment.left + segment.height and s is not segment]
    return left[-1].text if left and segment.left - left[-1].right < 6 * segment.height else ""


def _address(sheet: Sheet, segment: Segment, taken: frozenset[int]) -> Candidate | None:
    match = _ADDRESS.search(segment.text)
    if match is None or re.search(r"振込|銀行|裁判所|を第一審|いたします|ます。", segment.text):
        return None
    start = match.start()
    end = len(segment.text)
    tail = _CONTACT.search(segment.text, start)
    if tail:
        end = tail.start()
    parts: list[tuple[Segment, int, int]] = [(segment, start, end)]
    parts += [(s, 0, len(s.text)) for s in _continued(sheet, segment, taken)]
    text = " ".join(repaired(s.text[a:b]).strip(" 　,、()（）") for s, a, b in parts)
    text = re.sub(r"^(?:住所|所在地)[:：\s]*", "", text)
    score = 0.9 if re.match(_PREFECTURE, text) else 0.7
    if not _STREET.search(text):
        score -= 0.2
    return Candidate(
        Text(text=text),
        "".join(s.text[a:b] for s, a, b in parts),
        joined_evidence(s.evidence(a, b) for s, a, b in parts),
        segment,
        score,
        "住所",
    )


def _continued(sheet: Sheet, segment: Segment, taken: frozenset[int]) -> Iterable[Segment]:
    """The building, or the rest of the street, on the next line."""
    for below in sheet.below(segment, 0.9)[:2]:
        text = below.text.strip()
        aligned = (
            abs(below.left - segment.left) < 2 * segment.height or abs(below.right - segment.right) < segment.height
        )
        if id(below) in taken or not aligned or len(text) > 30:
            continue
        if _CONTACT.search(text) or find_dates(text) or find_registration_numbers(text) or is_company_name(text):
            continue
        street_missing = not _STREET.search(segment.text) and bool(re.match(r"^\S{0,12}\d", text))
        if find("phone", text) or find("postal_code", text) or re.search(r"[:：¥￥]", text):
            continue
        if _BUILDING.search(text) or street_missing:
            return (below,)
    return ()
