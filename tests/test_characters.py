"""Look-alike characters: changed where the engine and the neighbours agree, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.characters import Letter, repaired


def seen(text: str, *others: tuple[int, str, float]) -> list[Letter]:
    """Letters of text, each 0.9 sure, some of which may be another; an underscore is where nothing was read."""
    letters = [Letter("" if character == "_" else character, 0.9) for character in text]
    for n, other, share in others:
        letters[n] = letters[n]._replace(others=(*letters[n].others, (other, share)))
    return letters


def everything_possible(text: str) -> list[Letter]:
    """Letters each of which may be any other that looks like one of them."""
    alike = "一ー二ニこご力カ口ロ工エ八ハ卜ト夕タ才オ了アイィツッヤャュユ1lI0Ox×〒※T沢澤"
    return [Letter(c, 0.6, tuple((other, 0.2) for other in alike if other != c)) for c in text]


@pytest.mark.parametrize(
    ("read", "others", "text"),
    [
        ("再生コピ一紙", [(4, "ー", 0.15)], "再生コピー紙"),
        ("蛍光マ一カ一5色", [(3, "ー", 0.05), (5, "ー", 0.08)], "蛍光マーカー5色"),
        ("醤油ら一めん", [(3, "ー", 0.29)], "醤油らーめん"),
        ("青屈商店", [(1, "凪", 0.2)], "青凪商店"),
        ("タ食代", [(0, "夕", 0.1)], "夕食代"),
        ("真鯛フイレ", [(3, "ィ", 0.04)], "真鯛フィレ"),
        ("フロンテイア鮮魚", [(4, "ィ", 0.09)], "フロンティア鮮魚"),
        ("じやが芋", [(1, "ゃ", 0.32)], "じゃが芋"),
        ("看板工房ヒ口", [(5, "ロ", 0.3)], "看板工房ヒロ"),
        ("ソフ卜開発", [(2, "ト", 0.3)], "ソフト開発"),
        ("ヘルスケ了合同会社", [(4, "ア", 0.3)], "ヘルスケア合同会社"),
        ("へルスケア", [(0, "ヘ", 0.5)], "ヘルスケア"),
        ("カりキュラム", [(1, "リ", 0.5)], "カリキュラム"),
        ("電源ユ二ット", [(3, "ニ", 0.2)], "電源ユニット"),
        ("今回二請求額", [(2, "ご", 0.27)], "今回ご請求額"),
        ("こ利用日", [(0, "ご", 0.1)], "ご利用日"),
        ("ロ座名", [(0, "口", 0.42)], "口座名"),
        ("流通加エラベル", [(3, "工", 0.3)], "流通加工ラベル"),
        ("合和7年11月28日", [(0, "令", 0.18)], "令和7年11月28日"),
        ("燒酎 25度", [(0, "焼", 0.3)], "焼酎 25度"),
        ("3コ x単188", [(3, "×", 0.39)], "3コ ×単188"),
        ("lkg", [(0, "1", 0.24)], "1kg"),
        ("1O0円", [(1, "0", 0.2)], "100円"),
        ("T110-0003", [(0, "〒", 0.11)], "〒110-0003"),
        ("_900-0049", [(0, "〒", 0.29)], "〒900-0049"),
        ("_は軽減税率(8%)対象", [(0, "※", 0.03)], "※は軽減税率(8%)対象"),
        ("楽は軽減税率対象です", [(0, "※", 0.1)], "※は軽減税率対象です"),
        ("長ねぎ2L_", [(5, "※", 0.16)], "長ねぎ2L※"),
        ("株金剛商会 御中", [(0, "㈱", 0.04)], "(株)金剛商会 御中"),
        ("(株金剛商会", [(1, "㈱", 0.02)], "(株)金剛商会"),
        ("金剛商会株", [(4, "㈱", 0.04)], "金剛商会(株)"),
        ("プランー覧", [(3, "一", 0.04)], "プラン一覧"),
        ("とー切の関係", [(1, "一", 0.3)], "と一切の関係"),
        ("セットー式", [(3, "一", 0.2)], "セット一式"),
        ("¥158,565一", [(8, "-", 0.3)], "¥158,565-"),
        ("5.700", [(1, ",", 0.35)], "5,700"),
        ("￥990-0018", [(0, "〒", 0.04)], "〒990-0018"),
        ("疑義を生した", [(4, "じ", 0.15)], "疑義を生じた"),
        ("m_", [(1, "²", 0.03)], "m²"),
        ("100m_ 清掃", [(4, "²", 0.1)], "100m² 清掃"),
        ("登緑番号", [(1, "録", 0.2)], "登録番号"),
        ("商品バッケージ試作", [(2, "パ", 0.29)], "商品パッケージ試作"),
    ],
)
def test_what_is_possible_and_fits_is_taken(read: str, others: list[tuple[int, str, float]], text: str) -> None:
    assert repaired(seen(read, *others)) == text


@pytest.mark.parametrize(
    "text",
    [
        "力士", "工事", "工場長", "口座", "人口", "一式", "二階", "八百屋", "夕方", "千葉", "了承", "カー用品",
        "O-ring", "Type-O", "A/B1O", "XL", "T1234567890123", "品番lO-2", "二ヶ月", "三カ所", "才能", "右折", "第一工区",
    ],
)  # fmt: skip
def test_words_that_are_right_stay_whatever_else_is_possible(text: str) -> None:
    assert repaired(everything_possible(text)) == text


@pytest.mark.parametrize(
    ("read", "others"),
    [
        ("再生コピ一紙", [(4, "ー", 0.001)]),  # the engine rules it out
        ("セット一式", [(3, "ー", 0.01)]),
        ("澤田商店", [(0, "沢", 0.15)]),
        ("タワー式駐車場", [(2, "一", 0.06)]),
        ("レバー切替", [(2, "一", 0.3)]),
        ("株式会社", [(0, "㈱", 0.3)]),
        ("と一切の関係", [(1, "ー", 0.3)]),
        ("コーヒー一杯", [(4, "ー", 0.3)]),
        ("Farm_", [(4, "²", 0.4)]),
        ("m_a", [(1, "²", 0.4)]),
        ("高カロリーゼリー", [(1, "力", 0.1)]),
        ("第二みどりビル", [(4, "リ", 0.5)]),
        ("センターへの配送", [(4, "ヘ", 0.5)]),
        ("追加エアコン", [(2, "工", 0.1)]),
        ("貸出カード", [(2, "力", 0.1)]),
        ("ダウンロード", [(3, "コ", 0.3)]),
        ("重さ3.660", [(3, ",", 0.4)]),
        ("富士フイルム", [(3, "ィ", 0.01)]),
        ("名義：アサナギビジユツ", [(9, "ュ", 0.4)]),  # banks write it so
        ("ユ)イシカリノセンキヨ", [(10, "ョ", 0.4)]),
        ("T100-20001", [(0, "〒", 0.3)]),
        ("金額900-0049", [(1, "〒", 0.3)]),
        ("600x1800", [(3, "×", 0.1)]),
        ("田中一郎", [(2, "ー", 0.3)]),
        ("退屈", [(1, "凪", 0.4)]),
        ("屈折計", [(0, "凪", 0.4)]),
        ("ユウタ様", [(2, "夕", 0.4)]),
    ],
)
def test_without_evidence_or_neighbours_nothing_changes(read: str, others: list[tuple[int, str, float]]) -> None:
    assert repaired(seen(read, *others)) == read.replace("_", "")


@pytest.mark.parametrize(
    ("read", "others", "number"),
    [
        ("T5114351359962", [(5, "2", 0.06), (9, "8", 0.025)], "T5114251359962"),
        ("登録番号：T5-1143-5135-9962", [(11, "2", 0.06)], "登録番号：T5-1142-5135-9962"),
        ("T5114251359962", [(5, "3", 0.4)], "T5114251359962"),  # right as it is
        ("T5114351359962", [(5, "4", 0.4)], "T5114351359962"),  # no better
        ("T5114351359962", [(5, "2", 0.01)], "T5114351359962"),  # the engine rules it out
        ("T51143513599621", [(5, "2", 0.4)], "T51143513599621"),
        ("X5114351359962", [(5, "2", 0.4)], "X5114351359962"),
    ],
)
def test_a_doubted_digit_is_the_one_that_the_check_digit_asks_for(
    read: str, others: list[tuple[int, str, float]], number: str
) -> None:
    assert repaired(seen(read, *others)) == number


def test_a_sure_digit_stays_though_the_check_digit_is_wrong() -> None:
    letters = [letter._replace(share=0.99) for letter in seen("T5114351359962", (5, "2", 0.01))]
    assert repaired(letters) == "T5114351359962"


def test_where_nothing_was_read_only_a_mark_appears() -> None:
    assert repaired(seen("90_0-00_49", (2, "〒", 0.9), (7, "〒", 0.9))) == "900-0049"


@given(st.text(max_size=20))
def test_a_sure_reading_stays(text: str) -> None:
    assert repaired([Letter(character, 1.0) for character in text]) == text


@given(st.lists(st.tuples(st.characters(exclude_characters="株"), st.characters(), st.floats(0, 1)), max_size=20))
def test_every_letter_stays_or_becomes_what_the_engine_holds_possible(parts: list[tuple[str, str, float]]) -> None:
    letters = [Letter(read, 1 - share, ((other, share),)) for read, other, share in parts]
    text = repaired(letters)
    assert len(text) == len(parts)
    assert all(character in pair[:2] for character, pair in zip(text, parts, strict=True))
