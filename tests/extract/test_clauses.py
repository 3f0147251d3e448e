"""Contracts in prose: fictional ones of many kinds, set as lines of words the way an engine returns them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.document import Document, Page, Word
from ocr.extract.clauses import contract_candidates
from ocr.extract.locate import Candidate
from ocr.extract.sheet import sheets
from ocr.record import Amount, Date, Flag, Text
from ocr.template import load_templates

TEMPLATE = load_templates()["contract"]


def _page(number: int, text: str) -> Page:
    """One word per run of text; two or more ideographic spaces part words and take their width."""
    words = []
    for row, line in enumerate(text.strip("\n").split("\n")):
        x, y = 100, 100 + 34 * row
        for part in re.split(r"(　{2,})", line):
            width = sum(20 if ord(c) > 0xFF else 10 for c in part)
            if part.strip("　 "):
                box = {"left": x, "top": y, "right": x + width, "bottom": y + 22}
                words.append(Word(text=part, box=box, confidence=0.98))
            x += width
    return Page(number=number, width=2000, height=2800, words=tuple(words))


def _document(*pages: str) -> Document:
    return Document(
        sha256="0" * 64,
        file="contract.pdf",
        media_type="application/pdf",
        page_count=len(pages),
        engine="none",
        pages=tuple(_page(n, text) for n, text in enumerate(pages, 1)),
    )


def _candidates(*pages: str) -> dict[str, list[Candidate]]:
    document = _document(*pages)
    found = contract_candidates(sheets(document), TEMPLATE)
    for candidates in found.values():
        assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
        for candidate in candidates:
            assert 0 <= candidate.score <= 1
            assert document.quote(candidate.evidence) == candidate.raw
    return found


def _read(*pages: str) -> dict[str, object]:
    """The best candidate of each field as a plain value, Japanese names without white space."""
    plain: dict[str, object] = {}
    for name, candidates in _candidates(*pages).items():
        value = candidates[0].value if candidates else None
        if isinstance(value, Text):
            plain[name] = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", value.text)
        elif isinstance(value, Amount):
            plain[name] = int(value.amount) if value.amount == int(value.amount) else value.amount
        elif isinstance(value, Date):
            plain[name] = value.date.isoformat()
        elif isinstance(value, Flag):
            plain[name] = value.flag
    return plain


SERVICE = (
    """
　　　　　　　　　　　業務委託基本契約書
委託者（甲）　　　株式会社かえで工房
受託者（乙）　　　しらかば設計合同会社
契約締結日　　　令和7年11月4日
甲と乙は、甲の業務の委託に関し、次のとおり契約を締結する。
第1条（目的）
甲は乙に対し、ウェブサイトの保守業務を委託し、乙はこれを受託する。
第2条（契約期間）
1　本契約の有効期間は、令和七年十二月一日から令和八年十一月三十
日までとする。
2　期間満了の1か月前までに甲乙いずれからも書面による解約の申し入れがない場合、本契約は更に1年間更
新されるものとし、以後も同様とする。
第3条（委託料）
甲は乙に対し、委託料として月額金壱拾伍万円（消費税別）を支払う。
第4条（合意管轄）
本契約に関する紛争は、さいたま地方裁判所又は川越簡易裁判所を第一審の専属的合意管轄
裁判所とする。
- 1 -
""",
    """
以上、本契約の成立を証するため本書2通を作成し、甲乙各1通を保有する。
　　　　（乙）　　　東京都北区赤羽南0-1-2
　　　　　　　　　　しらかば設計合同会社
　　　　　　　　　　代表社員　白樺　健
　　　　（甲）　　　埼玉県川越市新富町0-3-4
　　　　　　　　　　株式会社かえで工房
　　　　　　　　　　代表取締役　楓　花子　印
- 2 -
""",
)

SALE = """
動産売買契約書
売主を甲、買主を乙とし、甲乙間において次のとおり売買契約を締結する。
第1条　甲は乙に対し、下記の機械を売り渡し、乙はこれを買い受ける。
第2条　売買代金は、金3,300,000円（うち消費税額300,000円）とし、乙は契約締結時に手付金として金
330,000円を甲に支払い、残金2,970,000円を引渡しと同時に支払う。
第3条　乙が代金の支払を遅延したときは、違約金として金100,000円を支払う。
第4条　本契約に関する訴えは、大阪地方裁判所堺支部を管轄裁判所とする。
上記契約の成立を証するため、本書二通を作成し、記名押印のうえ各自一通を保有する。
令和8年2月3日
甲（売主）　　　　　　　　　　　　　　　　　　　乙（買主）
住所　大阪府堺市堺区南花田0-0　　　　　　　　　　住所　大阪府岸和田市荒木町0-0
氏名　㈲みなと機械　　　印　　　　　　　　　　　　氏名　浜田　次郎　　　印
"""

NDA = """
秘密保持契約書
東京都千代田区神田0丁目0番0号に本店を有する株式会社ほしぞらデータサイエンスラボ（以下「甲」と
いう。）と、大阪市北区梅田0-0に本店を有するきたかぜシステムインテグレーション株
式会社（以下「乙」という。）は、両者間の業務提携の検討（以下「本件」という。）にあたり、
以下のとおり秘密保持契約を締結する。
第1条（有効期間）
本契約の有効期間は、本契約締結の日から1年間とする。ただし、期間満了の1か月前までに、甲乙い
ずれかより更新しない旨の書面による通知がなされない限り、本契約は同一の条件で1年間自動的
に更新されるものとし、以後も同様とする。
第2条（損害賠償）違反した当事者は、金500万円を上限として賠償する。
第3条（管轄）本契約に関する訴訟は、被告の本店所在地を管轄する地方裁判所を第一審の専属的合意管
轄裁判所とする。
本契約締結の証として本書2通を作成し、甲乙記名押印の上各1通を保管する。
2025年9月30日
　　　　　甲　　　東京都千代田区神田0丁目0番0号
　　　　　　　　　株式会社ほしぞらデータサイエンスラボ
　　　　　　　　　代表取締役社長　星　一郎
　　　　　乙　　　大阪市北区梅田0-0
　　　　　　　　　きたかぜシステムインテグレーション株式会社
　　　　　　　　　代表取締役　北風　太郎
"""

EMPLOYMENT = """
雇用契約書
使用者 有限会社あおば食堂（以下「甲」という。）と労働者 佐久間 みどり（以下「乙」という。）
は、次のとおり雇用契約を締結する。
雇用期間　　　令和8年4月1日から令和9年3月31日まで（試用期間 令和8年4月1日から令和8年6月30日まで）
就業場所　　　本店
賃金　　　　　基本給 月額210,000円　　通勤手当 月額10,000円
更新の有無　　契約の更新はしない
令和8年3月15日
甲　　長野県松本市中央0-0-0　　有限会社あおば食堂　　代表取締役　青葉　稔　㊞
乙　　長野県松本市島立000　　佐久間　みどり　㊞
"""

AMENDMENT = """
　　　　　　　　　　　　　　　　　　　　　　　　　　　　2026年3月20日
業務委託契約の一部変更に関する
覚　書
株式会社もみじ電機(以下甲という)と株式会社いちょう物流(以下乙という)は、2025年4月1日付業務委託契約
書(以下「原契約」という。)に関し、次のとおり合意する。
第１条　原契約第3条の「2025年4月1日から2026年3月31日まで」を「2025年4月1日から2027年3月31日まで」に改める。
第２条　委託料を月額金120,000円から月額金132,000円に変更する。
第３条　本覚書は2026年4月1日から効力を生じる。
甲　株式会社もみじ電機　代表取締役　椛　一
乙　株式会社いちょう物流　代表取締役　公孫樹　二
"""

LEASE = """
建物賃貸借契約書
貸主と借主は、下記のとおり賃貸借契約を締結した。
賃料　　月額 金72,000円　　共益費　　月額 金5,000円　　敷金　　金144,000円
契約期間　　自 令和6年10月1日　　至 令和8年9月30日
期間満了の際は、貸主借主協議の上、更新することができる。更新料は新賃料の1か月分とする。
令和6年9月20日
貸主　　住所　福島県郡山市朝日0-0
　　　　氏名　山口　和夫　　印
借主　　住所　福島県郡山市堤0-0
　　　　氏名　小野寺　咲　　印
"""

WORKS = """
工 事 請 負 契 約 書
　　収入印紙
　　10,000円
発注者　　つつじ不動産株式会社（以下「甲」という。）と
請負者　　株式会社さくら建設（以下「乙」という。）とは、下記工事について請負契約を締結する。
1. 工事名　　つつじビル外壁改修工事
2. 請負代金額　　金 １８，７００，０００ 円　（うち取引に係る消費税額　１，７００，０００円）
3. 支払方法　　前払金 5,000,000円　完成時 13,700,000円
紛争については横浜地方裁判所を専属管轄とする。
令和 ８ 年 ４ 月 １０ 日
発注者（甲）　　住所　神奈川県藤沢市大庭0-0
　　　　　　　　氏名　つつじ不動産株式会社　代表取締役　躑躅　守　印
請負者（乙）　　住所　神奈川県鎌倉市岡本0-0
　　　　　　　　氏名　株式会社さくら建設　代表取締役　佐倉　匠　印
"""

BLANK = """
売買契約書
　　　　　　（以下「甲」という。）と　　　　　（以下「乙」という。）は、次のとおり契約を締結する。
第1条　代金は金　　　　円とする。
第2条　契約期間は令和　年　月　日から令和　年　月　日までとする。
令和　　年　　月　　日
甲　　住所
　　　　氏名　　　　　　　　印
乙　　住所
　　　　氏名　　　　　　　　印
"""

ENGLISH = """
Exhibit 4.2
MUTUAL NON-DISCLOSURE AND
SERVICES AGREEMENT
This Mutual Non-Disclosure and Services Agreement (the “Agreement”) is made and entered into as of April 1,
2026 by and between Maple Harbor Robotics, Inc., a Delaware corporation having its principal place of business
at 1 Example Road, Springfield (“Disclosing Party”), and Aoba Precision Co., Ltd., a Japanese corporation
(“Receiving Party”).
WHEREAS, the parties wish to exchange information and services;
1. Fee. The Receiving Party shall pay a monthly fee of USD 4,500.00 and a late charge of USD 100.00.
2. Term. This Agreement shall remain in effect for a period of two (2) years from the Effective Date and shall
automatically renew for successive one-year terms unless either party gives notice.
3. Governing Law. The Tokyo District Court shall have exclusive jurisdiction over any dispute.
"""

EXPECTED: list[tuple[str, tuple[str, ...], dict[str, object]]] = [
    (
        "services with a head table, 乙 signing first",
        SERVICE,
        {
            "title": "業務委託基本契約書",
            "party_a": "株式会社かえで工房",
            "party_b": "しらかば設計合同会社",
            "contract_date": "2025-11-04",
            "effective_date": "2025-12-01",
            "expiry_date": "2026-11-30",
            "auto_renewal": True,
            "contract_amount": 150000,
            "jurisdiction_court": "さいたま地方裁判所",
        },
    ),
    (
        "sale signed side by side",
        (SALE,),
        {
            "title": "動産売買契約書",
            "party_a": "有限会社みなと機械",
            "party_b": "浜田次郎",
            "contract_date": "2026-02-03",
            "contract_amount": 3300000,
            "jurisdiction_court": "大阪地方裁判所堺支部",
        },
    ),
    (
        "secrecy with names over two lines, from the signing for a year",
        (NDA,),
        {
            "title": "秘密保持契約書",
            "party_a": "株式会社ほしぞらデータサイエンスラボ",
            "party_b": "きたかぜシステムインテグレーション株式会社",
            "contract_date": "2025-09-30",
            "effective_date": "2025-09-30",
            "expiry_date": "2026-09-29",
            "auto_renewal": True,
        },
    ),
    (
        "employment of a person",
        (EMPLOYMENT,),
        {
            "title": "雇用契約書",
            "party_a": "有限会社あおば食堂",
            "party_b": "佐久間みどり",
            "contract_date": "2026-03-15",
            "effective_date": "2026-04-01",
            "expiry_date": "2027-03-31",
            "auto_renewal": False,
            "contract_amount": 210000,
        },
    ),
    (
        "amendment dated at its head",
        (AMENDMENT,),
        {
            "title": "業務委託契約の一部変更に関する覚書",
            "party_a": "株式会社もみじ電機",
            "party_b": "株式会社いちょう物流",
            "contract_date": "2026-03-20",
            "effective_date": "2026-04-01",
            "contract_amount": 132000,
        },
    ),
    (
        "lease between persons, never 甲 and 乙",
        (LEASE,),
        {
            "title": "建物賃貸借契約書",
            "party_a": "山口和夫",
            "party_b": "小野寺咲",
            "contract_date": "2024-09-20",
            "effective_date": "2024-10-01",
            "expiry_date": "2026-09-30",
            "auto_renewal": False,
            "contract_amount": 72000,
        },
    ),
    (
        "works with a stamp and a letter-spaced title",
        (WORKS,),
        {
            "title": "工事請負契約書",
            "party_a": "つつじ不動産株式会社",
            "party_b": "株式会社さくら建設",
            "contract_date": "2026-04-10",
            "contract_amount": 18700000,
            "jurisdiction_court": "横浜地方裁判所",
        },
    ),
    ("a form not filled in", (BLANK,), {"title": "売買契約書"}),
    (
        "English",
        (ENGLISH,),
        {
            "title": "MUTUAL NON-DISCLOSURE AND SERVICES AGREEMENT",
            "party_a": "Maple Harbor Robotics, Inc.",
            "party_b": "Aoba Precision Co., Ltd.",
            "contract_date": "2026-04-01",
            "effective_date": "2026-04-01",
            "expiry_date": "2028-03-31",
            "auto_renewal": True,
            "contract_amount": 4500,
            "jurisdiction_court": "Tokyo District Court",
        },
    ),
]


@pytest.mark.parametrize(("pages", "expected"), [e[1:] for e in EXPECTED], ids=[e[0] for e in EXPECTED])
def test_a_whole_contract_is_read(pages: tuple[str, ...], expected: dict[str, object]) -> None:
    assert _read(*pages) == expected


OPENING = "株式会社あさひ（以下「甲」という。）と株式会社ゆうひ（以下「乙」という。）は、次のとおり契約を締結する。\n"


@pytest.mark.parametrize(
    ("opening", "parties"),
    [
        (
            "株式会社あさひを甲とし、ゆうひ合同会社を乙として、次のとおり契約する。",
            ("株式会社あさひ", "ゆうひ合同会社"),
        ),
        (
            "(株)あさひ（以下「甲」という）及び㈲ゆうひ（以下「乙」という）は契約する。",
            ("株式会社あさひ", "有限会社ゆうひ"),
        ),
        (
            "あけぼの市（以下「甲」という。）と、ゆうひ工務店（以下「乙」という。）とは、",
            ("あけぼの市", "ゆうひ工務店"),
        ),
        (
            "株式会社あさひ（以下「川」という。）と株式会社ゆうひ（以下「乙」という。）は、",
            ("株式会社あさひ", "株式会社ゆうひ"),
        ),
        (
            "株式会社あさひ（以下「」という。）と株式会社ゆうひ（以下「乙」という。）は、",
            ("株式会社あさひ", "株式会社ゆうひ"),
        ),
        (
            "乙 株式会社ゆうひ（以下「乙」という。）は甲 株式会社あさひ（以下「甲」という。）に対し、",
            ("株式会社あさひ", "株式会社ゆうひ"),
        ),
        ("甲・株式会社あさひと乙・株式会社ゆうひとは、次のとおり合意した。", ("株式会社あさひ", "株式会社ゆうひ")),
        (
            "株式会社あさひ（代表取締役 朝日昇、以下「甲」という。）と株式会社ゆうひ（以下、「乙」という。）は",
            ("株式会社あさひ", "株式会社ゆうひ"),
        ),
        (
            "株式会社ソフ卜ヘルスケ了（以下「甲」という。）と株式会社ゆうひ（以下「乙」という。）は",
            ("株式会社ソフトヘルスケア", "株式会社ゆうひ"),
        ),
        ("賃借人（以下「甲」という。）と賃貸人（以下「乙」という。）は", (None, None)),
        ("甲及び乙は、本契約を締結する。", (None, None)),
    ],
)
def test_parties_of_an_opening_sentence(opening: str, parties: tuple[str | None, str | None]) -> None:
    read = _read("取引契約書\n" + opening)
    assert (read.get("party_a"), read.get("party_b")) == parties


def test_a_role_defined_as_a_party_names_its_signature() -> None:
    read = _read(
        "賃貸借契約書\n賃借人（以下、「甲」という。）と賃貸人（以下、「乙」という。）は契約する。\n2026年1月5日\n"
        "賃貸人　　住所　群馬県太田市浜町0-0\n　　　　　　氏名　山田 花\n"
        "賃借人　　住所　群馬県太田市本町0-0\n　　　　　　氏名　田山 豊\n"
    )
    assert (read["party_a"], read["party_b"]) == ("田山豊", "山田花")


@pytest.mark.parametrize(
    ("clause", "start", "end"),
    [
        ("本契約は、令和8年6月1日に効力を生じ、令和9年5月31日まで有効とする。", "2026-06-01", "2027-05-31"),
        ("契約期間は、2026年5月1日から起算し、2028年4月30日に満了する。", "2026-05-01", "2028-04-30"),
        ("有効期間　　2026/06/08～2027/06/07", "2026-06-08", "2027-06-07"),
        ("本契約の有効期間は、2026年4月1日から3年間とする。", "2026-04-01", "2029-03-31"),
        ("本契約の期間は令和8年4月1日より満1ヵ年とする。", "2026-04-01", "2027-03-31"),
        ("本契約は、2026年4月1日から発効する。", "2026-04-01", None),
        ("契約終了日：2027年3月31日", None, "2027-03-31"),
        ("乙は、2026年4月1日から2026年4月30日までに目的物を納入する。", None, None),
        ("支払期間は2026年4月1日から2026年4月30日までとする。", None, None),
        ("本契約終了後2年間は秘密を保持する。", None, None),
    ],
)
def test_term_of_the_contract(clause: str, start: str | None, end: str | None) -> None:
    read = _read("取引契約書\n" + OPENING + "第1条　" + clause)
    assert (read.get("effective_date"), read.get("expiry_date")) == (start, end)


@pytest.mark.parametrize(
    ("clause", "renews"),
    [
        ("本契約は自\n動的に更新される。", True),
        ("本契約は自\n動的には更新されない。", False),
        ("期間満了の3か月前までに異議を述べないときは、本契約は同じ条件で2年\n間更新される。", True),
        (
            "満了の3か月前までに終了の意思が通知されない限り、同一内容でさらに1年間更新され、その後もこれに準ずる。",
            True,
        ),
        ("期間満了の2か月前までに更新しない旨の申出がない場合、同一条件で継続するものとする。", True),
        ("期間満了後は、甲乙協議の上、更新することができる。", False),
        ("本契約は更新しないものとする。", False),
        ("期間満了後に契約を更新する場合は、甲乙間で改めて書面により契約を締結する。", False),
        ("本契約終了後も、さらに1年間、本契約の定めを適用する。", None),
        ("甲は、掲載情報を随時更新する。", None),
    ],
)
def test_renewal(clause: str, renews: bool | None) -> None:
    assert _read("取引契約書\n" + OPENING + "第1条　" + clause).get("auto_renewal") == renews


def test_a_term_that_ends_without_a_word_of_renewal_does_not_renew() -> None:
    found = _candidates("取引契約書\n" + OPENING + "第1条　契約期間は2026年4月1日から2027年3月31日までとする。")
    (flag,) = found["auto_renewal"]
    assert flag.value == Flag(flag=False)
    assert flag.derived
    assert flag.score < 0.8


def test_days_that_are_not_printed_are_marked_as_derived() -> None:
    found = _candidates(NDA)
    start, end = found["effective_date"][0], found["expiry_date"][0]
    assert start.value == Date(date=dt.date(2025, 9, 30))
    assert start.derived
    assert end.derived
    assert "2025年9月30日" in end.raw


@pytest.mark.parametrize(
    ("clause", "amount"),
    [
        ("委託業務の報酬は、月額金94,000円（税抜）とする。", 94000),
        ("賃料は1ヶ月金9万円とし、甲は、敷金として金18万円を預け入れる。", 90000),
        ("契約金額　　¥1,980,000（税込）", 1980000),
        ("代金は、金弐百壱拾万円也とする。", 2100000),
        ("乙は、違約金として委託料の2か月分に相当する金200,000円を支払う。", None),
        ("甲は、金1,000,000円を上限として報酬を支払う。", None),
        ("本契約書には200円の収入印紙を貼付する。", None),
        ("資本金10,000,000円の会社に限る。", None),
    ],
)
def test_the_main_consideration(clause: str, amount: int | None) -> None:
    assert _read("取引契約書\n" + OPENING + "第1条　" + clause).get("contract_amount") == amount


@pytest.mark.parametrize(
    ("clause", "court"),
    [
        ("一切の争いについては、津地方\n裁判所を専属的な第一審の管轄裁判所とする。", "津地方裁判所"),
        ("訴訟については東京簡易裁判所又は東京地方裁判所を合意管轄とする。", "東京簡易裁判所"),
        ("乙は、破産手続が大阪地方裁判所に申し立てられたときは直ちに通知する。", None),
        ("甲の所在地を管轄する裁判所を管轄裁判所とする。", None),
    ],
)
def test_the_court(clause: str, court: str | None) -> None:
    assert _read("取引契約書\n" + OPENING + "第1条　" + clause).get("jurisdiction_court") == court


def test_a_value_broken_over_a_line_has_evidence_on_both() -> None:
    end = _candidates(*SERVICE)["expiry_date"][0]
    assert end.raw == "令和八年十一月三十日"
    assert len(end.evidence) == 2


def test_amounts_keep_their_currency() -> None:
    assert _candidates(ENGLISH)["contract_amount"][0].value == Amount(amount=Decimal("4500.00"), currency="USD")


def test_an_empty_page_has_no_candidates() -> None:
    assert not any(contract_candidates(sheets(_document("")), TEMPLATE).values())


_CHARACTERS = "甲乙（以下「」という。）は、と株式会社あ年月日令和8金1,000円契約書第条から間更新しない\n　 印aB."


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "甲乙（以下「」という。）は、と株式会社あ年月日令和8金1,000円契約書第条から間更新しない\n　 印aB."
        ),
        max_size=300,
    )
)
def test_no_text_breaks_it(chars: list[str]) -> None:
    _candidates("".join(chars))
