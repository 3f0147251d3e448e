"""Contracts in prose: fictional ones of many kinds, set as lines of words the way an engine returns them."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

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


CONTRACTS = Path(__file__).parent / "contracts"


def _pages(name: str) -> list[str]:
    """A contract of the folder; a form feed parts its pages."""
    return (CONTRACTS / f"{name}.txt").read_text(encoding="utf-8").split("\f\n")


@pytest.mark.parametrize("name", sorted(p.stem for p in CONTRACTS.glob("*.txt")))
def test_a_whole_contract_is_read(name: str) -> None:
    assert _read(*_pages(name)) == json.loads((CONTRACTS / f"{name}.json").read_text(encoding="utf-8"))


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
        (
            "乙　株式会社ゆうひ\n株式会社あさひ（以下甲という）と株式会社ゆうひ（以下乙という）は契約を締結します。",
            ("株式会社あさひ", "株式会社ゆうひ"),
        ),
        ("賃借人（以下「甲」という。）と賃貸人（以下「乙」という。）は", (None, None)),
        ("甲及び乙は、本契約を締結する。", (None, None)),
    ],
)
def test_parties_of_an_opening_sentence(opening: str, parties: tuple[str | None, str | None]) -> None:
    read = _read("取引契約書\n" + opening)
    assert (read.get("party_a"), read.get("party_b")) == parties


def test_a_role_that_is_the_first_side_by_custom_is_named_first_though_introduced_second() -> None:
    read = _read(
        "車両賃貸借契約書\n株式会社ゆうひ（以下「借受人」という。）は、株式会社あさひ（以下「貸渡人」という。）との間で合意する。\n"
    )
    assert (read.get("party_a"), read.get("party_b")) == ("株式会社あさひ", "株式会社ゆうひ")


def test_the_address_behind_an_electronic_signature_is_no_part_of_the_name() -> None:
    read = _read(
        "秘密保持契約書\n甲と乙は契約する。\n2026年1月5日\n甲　　朝日昇asahi@example.jp\n"
        "乙　　株式会社ゆうひyuhi@example.jp\n"
    )
    assert (read.get("party_a"), read.get("party_b")) == ("朝日昇", "株式会社ゆうひ")


@pytest.mark.parametrize(
    "says",
    [
        "本契約は契約する。\n締結完了日　2026年1月5日 19:43",
        "2026年1月5日、株式会社あさひ（以下「甲」という。）と株式会社ゆうひ（以下「乙」という。）は、次のとおり契約を締結した。",
    ],
)
def test_the_day_of_signing_in_a_record_of_signatures_or_an_opening(says: str) -> None:
    assert _read(f"業務委託契約書\n{says}\n第1条　本業務を行う。").get("contract_date") == "2026-01-05"


def test_a_role_defined_as_a_party_names_its_signature() -> None:
    read = _read(
        "賃貸借契約書\n賃借人（以下、「甲」という。）と賃貸人（以下、「乙」という。）は契約する。\n2026年1月5日\n"
        "賃貸人　　住所　群馬県太田市浜町0-0\n　　　　　　氏名　山田 花\n"
        "賃借人　　住所　群馬県太田市本町0-0\n　　　　　　氏名　田山 豊\n"
    )
    assert (read["party_a"], read["party_b"]) == ("田山豊", "山田花")


@pytest.mark.parametrize(
    "block",
    [
        "委託者（甲）：株式会社あさひ\n受託者（乙）：夕日　登",
        "甲（委託者） 株式会社あさひ\n乙（受託者） 夕日　登　印",
        "甲　株式会社あさひ　代表取締役　朝日　昇\n乙　夕日　登　印",
        "【甲】\n所在地　東京都港区芝0-0\n会社名　株式会社あさひ\n【乙】\n住　所　東京都港区芝0-1\n氏　名　夕日　登",
        "乙　　　東京都港区芝0-1\n　　　　夕日　登　　　印\n甲　　　東京都港区芝0-0\n　　　　株式会社あさひ　　　印",
        "甲　東京都港区芝0丁目0番0号　株式会社あさひ　代表取締役　朝日　昇\n乙　氏名　夕日　登",
    ],
)
def test_signature_blocks(block: str) -> None:
    read = _read(f"業務委託契約書\n甲と乙は、次のとおり契約を締結する。\n2026年1月5日\n{block}\n")
    assert (read.get("party_a"), read.get("party_b")) == ("株式会社あさひ", "夕日登")


def test_a_signature_set_wide_apart_is_one_name() -> None:
    read = _read(
        "売買契約書\n甲と乙は契約する。\n2026年1月5日\n"
        "甲　　　氏名　　　浜　田　　　　次　郎　　　　印\n"
        "乙　　　氏名　　　株式会社　　　つきみ製菓　　　　印\n"
    )
    assert (read["party_a"], read["party_b"]) == ("浜田次郎", "株式会社つきみ製菓")


@pytest.mark.parametrize(
    ("clause", "start", "end"),
    [
        ("本契約は、令和8年6月1日に効力を生じ、令和9年5月31日まで有効とする。", "2026-06-01", "2027-05-31"),
        ("契約期間は、2026年5月1日から起算し、2028年4月30日に満了する。", "2026-05-01", "2028-04-30"),
        ("有効期間　　2026/06/08～2027/06/07", "2026-06-08", "2027-06-07"),
        ("本契約の有効期間は、2026年4月1日から3年間とする。", "2026-04-01", "2029-03-31"),
        ("本契約の期間は令和8年4月1日より満1ヵ年とする。", "2026-04-01", "2027-03-31"),
        ("本契約は、2026年4月1日から発効する。", "2026-04-01", None),
        ("前項の変更は、2026.4.1より効力を生ずる。", "2026-04-01", None),
        ("本契約の期間は、R8.4.1からR9.3.31までとする。", "2026-04-01", "2027-03-31"),
        ("本契約は、2026年4月1日に発効し、2027年3月31日をもつて満了する。", "2026-04-01", "2027-03-31"),
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
        ("なお、本契約に更新の定めはない。", False),
        ("期間の延長については、その都度協議の上、新たに契約書を取り交わすものとする。", False),
        ("本契約は期間の満了により終了し、更新しない。", False),
        ("期間満了後に契約を更新する場合は、甲乙間で改めて書面により契約を締結する。", False),
        ("本契約終了後も、さらに1年間、本契約の定めを適用する。", None),
        ("甲は、掲載情報を随時更新する。", None),
    ],
)
def test_renewal(clause: str, renews: bool | None) -> None:
    assert _read("取引契約書\n" + OPENING + "第1条　" + clause).get("auto_renewal") == renews


@pytest.mark.parametrize(
    ("says", "renews"), [("有（自動更新）", True), ("あり", True), ("無", False), ("更新しない", False)]
)
def test_a_row_says_whether_it_renews(says: str, renews: bool) -> None:
    assert _read(f"雇用契約書\n契約の更新　　　{says}").get("auto_renewal") == renews


def test_a_memorandum_takes_effect_when_its_change_applies() -> None:
    found = _read("覚書\n" + OPENING + "1　原契約第4条の定めを変更し、令和6年11月1日以降これを適用する。")
    assert found.get("effective_date") == "2024-11-01"


def test_employer_and_employee_without_marks_are_the_parties() -> None:
    employer = "事業主　　　大阪府大阪市北区梅枝9-5-18\n　　　　　　株式会社夕凪商会\n"
    employee = "本人　　　　京都府京都市下京区灯籠町8-1-9\n　　　　　　仲村直樹　　印"
    found = _read("雇用契約書\n2026年5月1日\n" + employer + employee)
    assert (found.get("party_a"), found.get("party_b")) == ("株式会社夕凪商会", "仲村直樹")


def test_a_term_that_ends_without_a_word_of_renewal_does_not_renew() -> None:
    found = _candidates("取引契約書\n" + OPENING + "第1条　契約期間は2026年4月1日から2027年3月31日までとする。")
    (flag,) = found["auto_renewal"]
    assert flag.value == Flag(flag=False)
    assert flag.derived
    assert flag.score < 0.8


def test_days_that_are_not_printed_are_marked_as_derived() -> None:
    found = _candidates(*_pages("secrecy-wrapped-names"))
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
        ("甲は乙に対し、金５，０００，０００円を貸し渡し、乙はこれを借り受けた。", 5000000),
        ("代金は、金弐百壱拾万円也とする。", 2100000),
        ("料金を、月額金294,000円から金350,000円に改定する。", 350000),
        ("契約金額を「金五百弐拾四万円也」から「金四百九拾万円也」に改める。", 4900000),
        ("項目　　旧　　変更後\n契約金額　　金4,540,000円　　金5,900,000円", 5900000),
        ("金五十七万九千円\n上記の金員を、甲は乙に対し本日貸し渡し、乙はこれを受領した。", 579000),
        ("期間　　2026年1月1日から2026年12月31日まで\n報酬額　　364,000円", 364000),
        ("協賛金は金300,000円とする。", 300000),
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
    end = _candidates(*_pages("services-head-table"))["expiry_date"][0]
    assert end.raw == "令和八年十一月三十日"
    assert len(end.evidence) == 2


def test_amounts_keep_their_currency() -> None:
    assert _candidates(*_pages("english-services"))["contract_amount"][0].value == Amount(
        amount=Decimal("4500.00"), currency="USD"
    )


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
