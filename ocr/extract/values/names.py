"""Names of companies and people, as printed but written out."""

from __future__ import annotations

import re

from ocr.extract.values.fold import fold
from ocr.extract.values.simplified import simplified_to_japanese

_ABBREVIATED = {"株": "株式会社", "有": "有限会社", "同": "合同会社"}
_OPEN, _CLOSE = r"[(\[〔{<〈【]", r"[)\]〕}>〉】]"
_ABBREVIATION = re.compile(rf"{_OPEN}\s*([株有同])\s*{_CLOSE}")
_BROKEN_BEFORE = re.compile(rf"\A{_OPEN}\s*([株有])(?=\S)")
_BROKEN_AFTER = re.compile(rf"(?<=\S)(?:([株有])\s*{_CLOSE}|{_OPEN}\s*([株有]))\Z")
_CJK = r"[ぁ-ヿ一-鿿々〆ヶ]"
_LETTER_SPACED = re.compile(rf"(?<!\S){_CJK}(?:[ 　]+{_CJK}(?!\S)){{2,}}")
_HONORIFIC = re.compile(r"(?:\s*(?:御\s?中|[様樣]|さま|各位)|\s*(?:(?<![宮神御本社拝])|(?<=[本支会]社))殿)\Z")
_ADDRESSED = re.compile(r"(?<=\S)\s*御\s?中(?=[\s(]).*\Z")
_SEAL = re.compile(r"(?:\s*[(\[]\s*印\s*[)\]]|\s+印|[㊞]|(?<![A-Za-z])\.|[\s、。,:;・_|*~-])+\Z")
_EDGE = re.compile(r"\A[\s、。,:;・_|*~-]+")

_MISREAD_SDN_BHD = re.compile(r"(?<![A-Za-z\d])S[DO0]N(?P<between>\.?\s*)[BD8]H[DO0](?![A-Za-z\d])")
_MISREAD_SB = re.compile(r"(?<=\s)[S5]/[B8]\Z")
"""Malaysia's Sdn Bhd and S/B as thermal print is misread: SON BHD, SDN DHD, 5/B, S/8."""

_FORM = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|社団法人|財団法人|医療法人|学校法人|宗教法人|社会福祉法人|NPO法人|特定非営利活動法人"
    r"|独立行政法人|国立大学法人|税理士法人|弁護士法人|監査法人|司法書士法人|行政書士法人|社会保険労務士法人|特許業務法人|協同組合|農業組合法人"
    r"|生活協同組合|企業組合|有限責任事業組合|農事組合法人|管理組合法人|信用金庫|\((?:株|有|同|一社|公社|一財|公財|医|学|福|社|財)\)"
    r"|(?<![A-Za-z])(?i:incorporated|inc|limited|ltd|llc|llp|plc|corporation|corp|company|co|gmbh|sdn\.?\s*bhd|bhd|s/b|pte|pty|s\.a|b\.v|n\.v|k\.k)(?![A-Za-z])"
)
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+")
"""A signing service prints it beside the name of whoever signs."""


def clean_name(text: str) -> str:
    """The name as printed, (株) written out, without 御中, 様, 殿, seals, mail addresses and letter-spacing.

    "" if nothing is left.
    """
    name = _MAIL.sub("", fold(text.replace("㊞", " (印)")).text)
    name = " ".join(simplified_to_japanese(name).split())
    name = _LETTER_SPACED.sub(lambda m: m[0].replace(" ", ""), name)
    name = _ABBREVIATION.sub(lambda m: _ABBREVIATED[m[1]], name)
    name = _BROKEN_BEFORE.sub(lambda m: _ABBREVIATED[m[1]], name)
    name = _ADDRESSED.sub("", _EDGE.sub("", name))
    last = None
    while name != last:
        last, name = name, _HONORIFIC.sub("", _SEAL.sub("", name))
    name = _MISREAD_SB.sub("S/B", _MISREAD_SDN_BHD.sub(r"SDN\g<between>BHD", name))
    return _BROKEN_AFTER.sub(lambda m: _ABBREVIATED[m[1] or m[2]], name)


def is_company_name(text: str) -> bool:
    """Whether text holds a legal form (株式会社, ㈲, LLC, Sdn Bhd, ...)."""
    return _FORM.search(re.sub(r"(?<=[ぁ-鿿])\s+(?=[ぁ-鿿])", "", simplified_to_japanese(fold(text).text))) is not None
