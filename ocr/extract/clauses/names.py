"""The name inside a phrase that names a party: role words before it and its representative after it cut away."""

from __future__ import annotations

import re

from ocr.extract.values import clean_name, is_company_name

ROLES = (
    "業務委託者|委託者|受託者|委任者|受任者|貸主|借主|賃貸人|賃借人|転貸人|転借人|貸与者|売主|買主|注文者|請負人|請負者|発注者|受注者|使用者|労働者"
    "|雇用主|雇用者|雇主|被雇用者|被用者|従業員|事業主|ライセンサー|ライセンシー|許諾者|被許諾者|開示者|受領者|情報開示者|情報受領者"
    "|開示当事者|受領当事者|譲渡人|譲受人|債権者|債務者|元請人|下請人|元請負人|下請負人|派遣元|派遣先|施主|施工者|利用者|提供者"
    "|寄託者|受寄者|贈与者|受贈者|発注元|発注先|委託元|委託先|甲方|乙方"
    "|排出事業者|処理業者|荷主|運送人|広告主|媒体社|貸渡人|借受人|貸付人|借入人|供給者|購入者|使用許諾者|売渡人|買受人"
)
"""Words for a side of a contract, as an alternation."""

_AHEAD = re.compile(
    rf"(?:(?:(?:{ROLES})(?:である|たる)?|[甲乙](?=[:・,、=(\[]|(?:株式|有限|合同|合資)会社|[一般公益]{2}(?:社団|財団)法人|医療法人)|\((?:{ROLES}|[甲乙])\))[:・,、=/]*)+|[:・,、=/■●]+"
)
_SEAT = re.compile(
    r".{2,60}?に(?:本店|本社|主たる事務所|事務所|住所|所在地|店舗|営業所)を(?:有する|置く|おく|持つ)"
    r"|.{2,60}?に(?:所在|在住|居住)する"
)
_CHIEF = re.compile(
    r"(?:代表取締役|(?:専務|常務)?取締役|専務|常務|代表社員|代表理事|代表者|代表執行役|執行役員|業務執行社員|職務執行者|理事長|会長|社長|支店長"
    r"|支社長|営業所長|事業部長|校長|院長|所長"
    r"|知事|(?<=[市町村区])長(?=[一-龠])|学長|代表(?=[一-龠]{2}))"
)
_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]*@")
"""Who signed electronically has an address behind the name: 山田太郎taro@example.jp."""
_SEAL = re.compile(r"(?:\(?印\)?|㊞)$")
_NO_NAME = re.compile(
    rf"(?:{ROLES}|弊社|当社|貴社|貴殿|当事者|両者|双方|甲|乙|丙|本契約|株式会社|有限会社|合同会社|以下|及び|および|と|は|が|の|年|月"
    rf"|日|様|印|御中|記名押印?|署名|捺印|押印|\W)*"
)
_PERSON = re.compile(r"[一-龠々ぁ-んァ-ヶー]{2,12}|[a-z][a-z .'-]{3,40}", re.IGNORECASE)
_PROSE = re.compile(
    r"[。、;]|契約|規定|規程|条項|事項|および|及び|ならびに|並びに|により|とする|する$|した$|こと|もの$|\d{4,}"
    r"|[都道府県].{1,8}[市区町村].*\d"
)


_TWINS = dict(zip("了卜へ二口力夕工八一", "アトヘニロカタエハー", strict=True))
"""Kanji and kana that OCR prints for katakana of the same shape."""
_TWIN_BETWEEN = re.compile(r"(?<=[ァ-ヶー])[へ二口力夕工八一](?=[ァ-ヶー])|(?<![ぁ-ん])へ(?=[ァ-ヶー]{2})")
_LOOSE = str.maketrans("ァィゥェォッャュョヮヵヶへべぺりー一-", "アイウエオツヤユヨワカケヘベペリーーー")
_TWIN_AFTER_KATAKANA = re.compile(r"(?<=[ァ-ヶー])[了卜](?![ぁ-ん])")


def name_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where in text[start:end] (a key) the name of a company or person stands; None if it names nobody."""
    moved = True
    while moved and start < end:
        moved = False
        for pattern in (_AHEAD, _SEAT):
            match = pattern.match(text, start, end)
            if match and match.end() > start:
                start, moved = match.end(), True
    chief = _CHIEF.search(text, start + 1, end) if start < end else None
    if chief:
        end = chief.start()
    mail = _MAIL.search(text, start, end)
    if mail:
        end = mail.start()
    seal = _SEAL.search(text[start:end])
    if seal and seal.start() > 0:
        end = start + seal.start()
    name = text[start:end]
    if not 2 <= len(name) <= 50 or _NO_NAME.fullmatch(name) or _PROSE.search(name):
        return None
    if not is_company_name(name) and not _PERSON.fullmatch(name) and not is_organisation(name):
        return None
    return start, end


_PUBLIC = re.compile(
    r".{2,}(?:市|区|町|村|都|府|県|省|庁|大学|学園|学校|病院|組合|協会|機構|財団|研究所|事務所|商店|商会|工務店"
    r"|工業所|製作所|連合会|公社)"
)


def is_organisation(name: str) -> bool:
    """Whether a name without a legal form still is that of an organisation: a city, a hospital, a shop."""
    return _PUBLIC.fullmatch(name) is not None


def written_out(text: str) -> str:
    """The name as printed, ㈱ and the like written out; "" if nothing is left of it."""
    return clean_name(_TWIN_AFTER_KATAKANA.sub(lambda m: _TWINS[m[0]], _TWIN_BETWEEN.sub(lambda m: _TWINS[m[0]], text)))


def loosely(name: str) -> str:
    """A spelling in which names that differ by what OCR confuses (ィ and イ, へ and ヘ) are equal."""
    return "".join(name.split()).translate(_LOOSE)
