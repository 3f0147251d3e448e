"""Whether a line may be the name of a party, and the name that stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.contacts import ADDRESS
from ocr.extract.finders import is_day, repaired
from ocr.extract.locate import Candidate
from ocr.extract.values import clean_name, is_company_name
from ocr.record import Text

if TYPE_CHECKING:
    from ocr.extract.sheet import Segment

_BELOW_COMPANY = re.compile(r"(?<=[^\s　])[\s　]+\S{1,14}(?:部|課|係|室|グループ|チーム|事業部)$")
_NOT_NAME = re.compile(
    r"[0-9０-９]{4,}|[:：¥￥％%@]|^[\W\d_]+$|合計|金額|請求|見積|納品|注文|領収|登録番号|口座|銀行|普通|当座|期限|日付|発行|下記|上記|"
    r"申し上げ|いたし|ます。|ください|ありがとう|備考|印$|担当|承認|確認|検印|件名|振込|消費税|小計|税率|単価|数量|品名|摘要|お買上|レジ|責[:：]|"
    r"^(?:no|tel|fax)(?![a-z])|invoice|receipt|quotation|\breg(?:istration)?\b|\bstaff\b|cashier|thank you|licen[cs]ee"
    r"|served|\bgst\b|\btotal\b|"
    r"収入印紙|但し|控え?$|^頁|page|様$|御中|営業時間|クレジット|現金|お預|お釣|"
    r"^(?:[御ご]?住所|所在地|住所又は所在地|[御ご]?連絡先|部署名?|代表者(?:職)?(?:氏?名)?)$",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"[一-龥](?:[\s　]+[一-龥])+")
"""A word set wide: 領　収　書."""
DEPARTMENT = re.compile(r"(?:部|課|係|室|本部|支店|事業部|営業所|グループ|チーム|センター)$")


def is_name(text: str) -> bool:
    """Whether text may be the name of a party: no address, number, label or sentence."""
    bare = text.strip()
    if ADDRESS.search(bare) and not is_company_name(bare):
        return False
    if _SPREAD.fullmatch(bare):
        bare = re.sub(r"[\s　]", "", bare)
    return 1 < len(bare) <= 60 and not _NOT_NAME.search(bare) and not is_day(bare)


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
