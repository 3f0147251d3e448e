"""Postcodes, addresses and telephone numbers, each with the side of the paper that it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.finders import find, repaired
from ocr.extract.locate import FAX_HEADER, Candidate
from ocr.extract.sheet import joined_evidence
from ocr.extract.values import find_dates, find_registration_numbers, is_company_name
from ocr.record import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocr.extract.parties import Parties
    from ocr.extract.sheet import Segment, Sheet
    from ocr.template import FieldTemplate

_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|[^\s\d、。:：]{2,3}県)"
ADDRESS = re.compile(
    _PREFECTURE + r"\S{0,8}?[市区町村郡].{2,}|[^\s\d、。:：(（]{1,8}[市郡][^\s、。:：]{1,12}[区町村]?.{0,14}\d.*"
    r"|[^\s\d、。:：(（]{1,6}[市区]\S{1,10}\d+[-‐－−丁番の].*"
)
_ADDRESS_LABEL = re.compile(r"\s*(?:本店|本社|事業所|事務所|営業所|店舗)?(?:の?住\s?所|の?所\s?在\s?地)[:：\s]*")
CONTACT = re.compile(
    r"(?<!ho)(?<!mo)tel(?:ephone)?(?![a-z])|(?<!hali)fax|電話|℡|携帯|mail|@|http|www\.|url", re.IGNORECASE
)
_STREET = re.compile(r"\d+\s*[-‐－−]\s*\d+|丁目|番地?|号")
_LATIN_STREET = re.compile(
    r"^(?=\D{0,12}\d).*\b(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|square|quay|jalan|jln|lorong|persiaran)\b",
    re.IGNORECASE,
)
_LATIN_TOWN = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|\b[A-Z]{2},? \d{5}(?:-\d{4})?$|^\d{5},? [A-Z]")
"""A town with its postcode, as in Leeds LS1 5AB, Austin, TX 78701 and 53000 Kuala Lumpur."""
_OTHER_LINE = re.compile(
    r"[:#]|\b(?:vat|abn|a\.b\.n|gst|sst|uen|ein|reg|registration|registered|tax|invoice|date|bill|ship|page|phone|ph)\b",
    re.IGNORECASE,
)
"""What stands below an address and is none."""
_MOST_LINES_BELOW, _NEXT_LINE, _LINES_OF_ADDRESS = 7.0, 1.1, 3
"""Line heights below a name, between two lines of its address, and lines of an address at most."""
_OWN_COLUMN = 2.0
"""How much farther the other side is from a line that stands under or over one side's name only."""
_FAX = 0.25
"""A number to send faxes to, or the one a fax machine prints after FROM, is worse than no telephone."""
_SPACE, _BELOW = 2.0, 3
"""Heights between a street and the building behind it; lines below that are looked at, a seal's words among them."""
BUILDING = re.compile(
    r"(?:ビル(?:ディング)?|マンション|ハイツ|タワー|プラザ|荘|コーポ|ハイム|レジデンス|会館|スクエア|棟)"
    r"[\s　]*[A-Z]?[0-9０-９]*\s*(?:階|F|Ｆ|号室?|号)?$"
    r"|[0-9０-９]+\s*(?:階|F|Ｆ|号室?|号)$"
)


def contacts(sheets: Sequence[Sheet], field: FieldTemplate, parties: Parties, taken: frozenset[int]) -> list[Candidate]:
    """Postcodes, addresses or telephone numbers of one side: nearest to its name and not in the other side's block."""
    own = parties.of(field.role)
    other = parties.of("addressee" if field.role == "issuer" else "issuer")
    name = own[0] if own else None
    rival = other[0].segment if other else None
    found: list[Candidate] = []
    for sheet in sheets:
        if field.kind == "address" and name is not None and name.segment.page == sheet.page.number and sheet.is_latin:
            found += under_name(sheet, name.segment, taken)
        for candidate in _contact_lines(sheet, field, taken):
            score = candidate.score * _nearness(sheet, candidate.segment, name.segment if name else None, rival)
            if score > 0.05:
                found.append(candidate.scored(min(score, 1.0)))
    return sorted(found, key=lambda c: -c.score)


def _nearness(sheet: Sheet, line: Segment, name: Segment | None, rival: Segment | None) -> float:
    own = _distance(sheet, line, name) if name is not None else 6.0
    others = _distance(sheet, line, rival) if rival is not None else 12.0
    if name is not None and rival is not None and line.x_overlap(name) > 0.1 >= line.x_overlap(rival):
        others *= _OWN_COLUMN
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
            address = _address(sheet, segment, taken) or _latin_address(sheet, segment, taken)
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
                score = {"fax": _FAX, "tel": 0.97, "": 0.6}[label]
            yield Candidate.at(value, segment, start, end, score, field.kind)


def _last_contact_label(text: str) -> str:
    folded = text.casefold()
    fax = max(folded.rfind(w) for w in ("fax", "ファックス", "ｆａｘ", "from "))
    tel = max(folded.rfind(w) for w in ("tel", "電話", "℡", "ｔｅｌ", "phone", "代表"))
    return "" if max(fax, tel) < 0 else "fax" if fax > tel else "tel"


def _left_text(sheet: Sheet, segment: Segment) -> str:
    left = [s for s in sheet.rows[segment.row] if s.right <= segment.left + segment.height and s is not segment]
    return left[-1].text if left and segment.left - left[-1].right < 6 * segment.height else ""


def _address(sheet: Sheet, segment: Segment, taken: frozenset[int]) -> Candidate | None:
    label = _ADDRESS_LABEL.match(segment.text)
    match = ADDRESS.search(segment.text, label.end() if label else 0)
    if match is None or re.search(r"振込|銀行|裁判所|を第一審|いたします|ます。", segment.text):
        return None
    start = match.start()
    end = len(segment.text)
    tail = CONTACT.search(segment.text, start)
    if tail:
        end = tail.start()
    parts: list[tuple[Segment, int, int]] = [(segment, start, end)]
    parts += [(s, 0, len(s.text)) for s in _continued(sheet, segment, taken)]
    text = " ".join(repaired(s.text[a:b]).strip(" 　,、()（）") for s, a, b in parts)
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


def under_name(sheet: Sheet, name: Segment, taken: frozenset[int]) -> Iterator[Candidate]:
    """The lines between a name in Latin letters and what follows its address: a telephone, a register's number."""
    last = name
    lines: list[Segment] = []
    for below in sheet.below(name, _MOST_LINES_BELOW):
        text = below.text.strip()
        aligned = min(abs(below.left - name.left), abs(below.right - name.right), abs(below.x_center - name.x_center))
        if below.top - last.bottom > _NEXT_LINE * sheet.line_height or id(below) in taken:
            break
        if aligned > 2 * sheet.line_height:
            continue
        if CONTACT.search(text) or _OTHER_LINE.search(text) or find("phone", text) or len(lines) == _LINES_OF_ADDRESS:
            break
        last = below
        if lines or re.search(r"\d", text):
            lines.append(below)
    if lines and re.search(r"\d.*[A-Za-z]|[A-Za-z].*\d", lines[0].text):
        text = " ".join(line.text.strip() for line in lines)
        evidence = joined_evidence(line.evidence(0, len(line.text)) for line in lines)
        yield Candidate(Text(text=text), "".join(line.text for line in lines), evidence, lines[0], 0.92, "address")


def _latin_address(sheet: Sheet, segment: Segment, taken: frozenset[int]) -> Candidate | None:
    """A street with its number, and the town below it where it has a postcode."""
    text = segment.text.strip()
    if len(text) > 80 or not text.isascii() or not _LATIN_STREET.search(text) or CONTACT.search(text):
        return None
    below = next(iter(sheet.below(segment, 1.5)), None)
    parts = [segment]
    if below is not None and id(below) not in taken and _LATIN_TOWN.search(below.text.strip()):
        parts.append(below)
    return Candidate(
        Text(text=" ".join(s.text.strip() for s in parts)),
        "".join(s.text for s in parts),
        joined_evidence(s.evidence(0, len(s.text)) for s in parts),
        segment,
        0.9 if len(parts) > 1 or re.search(r"\d{5}|, \w+$", text) else 0.7,
        "address",
    )


def _continued(sheet: Sheet, segment: Segment, taken: frozenset[int]) -> Iterable[Segment]:
    """The building behind it, or the building or the rest of the street on the next line, at either edge or centred."""
    for beside in sheet.right_of(segment)[:1]:
        near = 0 <= beside.left - segment.right < _SPACE * segment.height
        if near and id(beside) not in taken and BUILDING.search(beside.text.strip()):
            return (beside,)
    for below in sheet.below(segment, 0.9)[:_BELOW]:
        text = below.text.strip()
        aligned = (
            abs(below.left - segment.left) < 2 * segment.height
            or abs(below.right - segment.right) < segment.height
            or abs(below.x_center - segment.x_center) < segment.height
        )
        if id(below) in taken or not aligned or len(text) > 30:
            continue
        if CONTACT.search(text) or find_dates(text) or find_registration_numbers(text) or is_company_name(text):
            continue
        street_missing = not _STREET.search(segment.text) and bool(re.match(r"^\S{0,12}\d", text))
        if find("phone", text) or find("postal_code", text) or re.search(r"[:：¥￥]", text):
            continue
        if BUILDING.search(text) or street_missing:
            return (below,)
    return ()
