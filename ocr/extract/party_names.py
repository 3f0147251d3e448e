"""Whether a line may be the name of a party, and the name that stands in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ocr.extract.contacts import ADDRESS
from ocr.extract.finders import is_day, repaired
from ocr.extract.locate import Candidate
from ocr.extract.sheet import joined_evidence
from ocr.extract.values import clean_name, is_company_name
from ocr.record import Text

if TYPE_CHECKING:
    from ocr.extract.sheet import Segment, Sheet

_BELOW_COMPANY = re.compile(r"(?<=[^\s　])[\s　]+\S{1,14}(?:部|課|係|室|グループ|チーム|事業部)$")
_NOT_NAME = re.compile(
    r"[0-9０-９]{4,}|[:：¥￥％%@]|^[\W\d_]+$|合計|金額|請求|見積|納品|注文|領収|登録番号|口座|銀行|普通|当座|期限|日付|発行|下記|上記|"
    r"申し上げ|いたし|ます。|ください|ありがとう|備考|印$|担当|承認|確認|検印|件名|振込|消費税|小計|税率|単価|数量|品名|摘要|お買上|レジ|責[:：]|"
    r"^(?:no|tel|fax)(?![a-z])|invoice|receipt|quotation|\breg(?:istration)?\b|\bstaff\b|cashier|thank you|licen[cs]ee"
    r"|served|\bgst\b|\btotal\b|"
    r"^(?:bank(?: name)?|swift(?: code)?|bic|iban|bsb|branch|sort code|account(?: no\.?| name| number)?)\W*$|"
    r"収入印紙|但し|控え?$|^頁|page|様$|御中|営業時間|クレジット|現金|お預|お釣|"
    r"^(?:[御ご]?住所|所在地|住所又は所在地|[御ご]?連絡先|部署名?|代表者(?:職)?(?:氏?名)?)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:the|this|that|our|your|any|all)\s.*|[a-z]+(?:\s[a-z]+)+\W*")
"""What a sentence goes on with; capitals begin the words of a name."""
_SPREAD = re.compile(r"[一-龥](?:[\s　]+[一-龥])+")
"""A word set wide: 領　収　書."""
_PIECE = re.compile(r"[一-龥々ヶぁ-んァ-ヺー]{1,4}")
_NO_PIECE = re.compile(
    r"[印㊞様殿円年月日課部係室店]$|^(?:氏名|名前|住所|担当|申請|承認|所属|部署|役職|作成|金額|合計)"
)
"""A short word beside a short word: the surname or the given name of a person, set apart; and what looks like it."""
_PIECES_APART, _ALIKE = 2.2, 0.8
"""Character heights between the two, and the share of the larger type that the smaller one has."""
DEPARTMENT = re.compile(r"(?:部|課|係|室|本部|支店|事業部|営業所|グループ|チーム|センター)$")


def is_name(text: str) -> bool:
    """Whether text may be the name of a party: no address, number, label or sentence."""
    bare = text.strip()
    if ADDRESS.search(bare) and not is_company_name(bare):
        return False
    if _SPREAD.fullmatch(bare):
        bare = re.sub(r"[\s　]", "", bare)
    if _NOT_NAME.search(bare) or _SENTENCE.fullmatch(bare):
        return False
    return 1 < len(bare) <= 60 and not is_day(bare)


def name_at(segment: Segment, start: int, end: int, score: float, found_by: str) -> Candidate | None:
    """The name that characters [start, end) of a segment are, without a department below a company; None for none."""
    raw = segment.text[start:end]
    below = _BELOW_COMPANY.search(raw.rstrip())
    if below and is_company_name(raw[: below.start()]):
        raw = raw[: below.start()]
    name = clean_name(repaired(raw))
    if not name:
        return None
    end = start + len(raw.rstrip())
    return Candidate.at(Text(text=name), segment, start, max(end, start + 1), max(0.05, score), found_by)


def is_piece(segment: Segment) -> bool:
    """Whether it may be half the name of a person: 山田　誠."""
    text = segment.text.strip()
    return _PIECE.fullmatch(text) is not None and not _NO_PIECE.search(text)


def joined_left(sheet: Sheet, candidate: Candidate | None) -> Candidate | None:
    """The name with the surname that stands apart before it."""
    return _joined(sheet, candidate, -1)


def joined_right(sheet: Sheet, candidate: Candidate, labels: frozenset[str]) -> Candidate:
    """The name with the given name that stands apart behind it; labels are keys of words that are none."""
    return _joined(sheet, candidate, 1, labels) or candidate


def _joined(
    sheet: Sheet, candidate: Candidate | None, step: int, labels: frozenset[str] = frozenset()
) -> Candidate | None:
    """The name with the piece of the row next to it, if both are pieces of one name."""
    if candidate is None or not isinstance(candidate.value, Text) or not _PIECE.fullmatch(candidate.value.text):
        return candidate
    own = candidate.segment
    row = sorted(sheet.rows[own.row], key=lambda s: s.left)
    at = row.index(own) + step
    if not 0 <= at < len(row) or (step > 0 and not own.text.rstrip().endswith(candidate.raw.rstrip())):
        return candidate
    first, second = (row[at], own) if step < 0 else (own, row[at])
    lower, larger = sorted((first.height, second.height))
    apart = second.left - first.right
    if not is_piece(row[at]) or row[at].key.text in labels or apart > _PIECES_APART * lower or lower < _ALIKE * larger:
        return candidate
    if sheet.ruled_between(first, second):
        return candidate
    pieces = [(candidate.value.text, candidate.raw, candidate.evidence)]
    other = row[at]
    pieces.insert(0 if step < 0 else 1, (other.text.strip(), other.text, other.evidence(0, len(other.text))))
    texts, raws, evidence = zip(*pieces, strict=True)
    return replace(candidate, value=Text(text=" ".join(texts)), raw=" ".join(raws), evidence=joined_evidence(evidence))
