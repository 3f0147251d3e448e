"""Look-alike characters told apart: by what else the engine holds possible there, and by what stands beside them.

The network learnt on papers of many countries, where ※, ー and small kana are rare: it sees them and chooses another.
A letter changes only to what the network itself holds possible, where its neighbours speak for that; never otherwise.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from ocr.check_digit import has_valid_check_digit, registration_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARKS = "※〒²³"
"""Marks that networks leave out; where one may have been, a letter without text tells."""


class Letter(NamedTuple):
    """One character as an engine saw it; "" where it read nothing but one of MARKS may stand."""

    text: str
    share: float
    """0..1, how sure the engine is of it."""
    others: tuple[tuple[str, float], ...] = ()
    """What else it may be, likeliest first, each with its share."""


class _Rule(NamedTuple):
    """Where one character is read for another, and from which share of the other that is believed."""

    twins: str
    """Pairs: what was read, then what it is."""
    before: str
    after: str
    """Patterns of the text up to it and of the text from behind it on."""
    least: float


_KATAKANA = "[ァ-ヴー]"
_HAN = "[一-鿿々]"
_ONE = (
    "[式切杯部括覧般時回律同方番階人名個台本日月年丁度体連定等流品次致種棟泊組箱冊往社件枚着足室校店戸軒基機巻袋缶束]"
)
"""What makes a word with 一 before it."""

_POSTAL_CODE = r"\s?\d{3}[-‐－ー]\d{4}(?!\d)"
_SHAPES = "力カ口ロ工エ二ニ八ハ卜ト夕タ才オ千チ又ヌ三ミ了ア"

_RULES = (
    # コ一ヒ一, ら一めん, but とー切 was と一切: a vowel made long
    _Rule("一ー―ー—ー", rf"{_KATAKANA}$", rf"(?!{_HAN})", 0.02),
    _Rule("一ー", rf"{_KATAKANA}$", rf"(?={_HAN})(?!{_ONE})", 0.03),
    _Rule("一ー", "[ぁ-ゖ]$", "[ぁ-ちっ-ゖ]", 0.1),
    # プランー覧, とー切, セットー式, but タワー式 and レバー切替
    _Rule("ー一", "", "[覧括般緒]", 0.01),
    _Rule("ー一", "[ぁ-ゖ]$", "切", 0.01),
    _Rule("ー一", rf"{_KATAKANA}$", "式", 0.1),
    # マイカ一, コンビ二, ソフ卜: among katakana
    _Rule(_SHAPES, rf"{_KATAKANA}$", rf"(?!{_HAN})", 0.02),
    _Rule(_SHAPES, rf"(?<!{_HAN})(?<![ぁ-ゖ])$", rf"(?!カ[月所国年条]){_KATAKANA}", 0.02),
    _Rule("へヘべベぺペりリせセ", rf"(?:^|{_KATAKANA}|[\s(（])$", _KATAKANA, 0.02),
    _Rule("卜ト了ア", rf"{_KATAKANA}$", rf"{_HAN}", 0.02),
    _Rule("了ア", f"{_HAN}$", _KATAKANA, 0.1),
    # 青屈商店, but 理屈 and 屈折: in names and weather only the one, in a few words only the other
    _Rule("屈凪", r"(?<![理窮退卑不前後])$", "(?![折曲指伸強服辱従託斜])", 0.15),
    # タ食, タ凪, タ刊
    _Rule("タ夕", rf"(?<!{_KATAKANA})$", "[食凪刊方日陽焼暮立映]", 0.05),
    # フイルム, テイー, じやが芋
    _Rule("イィエェオォアァ", r"[フヴ]$", "", 0.02),
    _Rule("イィ", r"[テデウ]$", "", 0.02),
    _Rule("ヤャユュヨョ", r"[キギシジチニヒビピミリ]$", "", 0.02),
    _Rule("やゃゆゅよょ", r"[きぎしじちにひびぴみり]$", "", 0.1),
    _Rule("ツッ", rf"{_KATAKANA}$", r"[カ-ヂテ-ドパピプペポ]", 0.05),
    # ¥158,565一
    _Rule("一-ー-", r"[¥￥]\s?\d{1,3}(?:,\d{3})*$", "$", 0.05),
    # the year of an emperor
    _Rule("合令今令命令", "", r"和(?:\d{1,2}|元)\s?年", 0.01),
    # 3コx単188
    _Rule("x×X×", r"[0-9コ個本枚]\s?$", r"\s?[0-9単@¥￥]", 0.3),
    # 1kg, 1O0, 5.700 in a word of its own
    _Rule(".,", r"^[-¥￥△▲]?\d{1,3}$", r"\d{3}$", 0.2),
    _Rule("l1I1|1i1O0o0", r"\d[,.]?$", r"[,.]?\d", 0.05),
    _Rule("l1I1|1", r"(?<![A-Za-z])$", r"(?:kg|g|ml|cm|mm)(?![A-Za-z])", 0.05),
    _Rule("l1I1|1i1", "^$", "$", 0.05),
    # the mark before a postal code
    _Rule("T〒F〒¥〒￥〒厂〒1〒=〒干〒千〒丁〒デ〒テ〒元〒", "^$", _POSTAL_CODE, 0.02),
)

_SMALL = "ァィゥェォッャュョ"
_HOLDER = re.compile(r"名義|口座名|受取人|[カユド]\s?[)）]|[(（]\s?[カユド](?:[)）]|$)")
"""Where the holder of a bank account stands: banks write キヨウト for キョウト."""

_OLD = (  # old form and new one by turns; most after the Japanese variants table of OpenCC (Apache-2.0)
    "亂乱亞亜佛仏來来假仮傳伝價価儉倹兒児兩両剩剰劍剣劑剤勞労勳勲勵励勸勧區区卷巻卻却參参單単嚴厳囑嘱圈圏國国"
    "圍囲圓円圖図團団增増墮堕壓圧壘塁壞壊壤壌壯壮壽寿奧奥奬奨孃嬢學学實実寫写寬寛寶宝將将專専對対屆届屬属峽峡"
    "巖巌帶帯廢廃廣広廳庁彈弾彌弥徑径從従德徳恆恒悅悦惠恵惡悪惱悩慘惨應応懷懐戀恋戰戦戲戯拂払拔抜拜拝挾挟插挿"
    "搖揺搜捜擇択擔担據拠擴拡攝摂收収效効敕勅敘叙數数斷断晉晋晝昼曉暁會会條条棧桟榮栄樂楽樓楼樞枢樣様橫横檢検"
    "櫻桜權権歐欧歡歓歸帰殘残殼殻毆殴氣気气気沒没淨浄淺浅溪渓滯滞滿満潛潜澀渋澤沢濟済濱浜瀧滝瀨瀬灣湾燈灯燒焼"
    "營営爐炉爭争爲為犧犠狹狭獨独獵猟獸獣獻献畫画當当疊畳癡痴發発盜盗盡尽碎砕祕秘祿禄禪禅禮礼稱称稻稲穎頴穗穂"
    "穩穏穰穣粹粋絲糸經経綠緑緖緒縣県縱縦總総繩縄繪絵繼継續続纖繊聰聡聲声聽聴肅粛腦脳膽胆臟臓臺台與与舉挙舊旧"
    "舍舎舖舗莊荘莖茎萬万薰薫藏蔵藝芸藥薬處処號号螢蛍蟲虫蠶蚕蠻蛮裝装覺覚覽覧觀観觸触謠謡證証譯訳譽誉讀読變変"
    "讓譲豐豊賣売賴頼贊賛踐践輕軽轉転辭辞遞逓遲遅邊辺醉酔醫医釀醸釋釈錢銭鐵鉄鑄鋳鑛鉱關関陷陥隨随險険隱隠雙双"
    "雜雑霸覇靈霊靜静顏顔顯顕餘余騷騒驅駆驗験驛駅髓髄體体髮髪鹽塩麥麦黑黒默黙點点黨党齊斉齋斎齒歯齡齢龍竜龜亀"
)
"""Pairs: a form from before 1946, which the network knows from Chinese paper, and the one that Japanese paper has."""
_LEAST_NEW = 0.2
"""Share of the new form: 0.22 or more where it was printed; where the old one was, as in a name, up to 0.17 on blurred
pages of 20 fonts."""
_LEAST_MARK = 0.02
"""Share of a mark that was left out: 0.03 to 0.5 where one was printed, of 40; nowhere else so much."""
_LEAST_COMPANY = 0.015
"""Share of ㈱ where 株 was read, with its brackets or without."""
_SURE = 0.97
"""A letter that the engine is surer of stays, whatever word another would make."""
_SURE_DIGIT = 0.96
"""A digit that the engine is surer of stays, whatever the check digit says: that of a sole trader means nothing."""
_LEAST_WORD = 0.02
"""Share of a character that makes a business word; at 0.05 seven of 29 true ones were missed."""
_LEAST_HAN = 0.2
"""The same for one read as katakana before katakana: 加工ラベル, but 追加エアコン; 高力ワッシャー, but 高カロリー."""
_LONGEST = 10
"""Characters of a business word, at most."""
_KATAKANA_WORD = re.compile(f"{_KATAKANA}+")
_METRES = re.compile("(?<![A-Za-z])[ckm]?m$")


def repaired(letters: Sequence[Letter]) -> str:
    """The text of the letters, with the look-alikes among them told apart."""
    texts = [letter.text for letter in letters]
    holder = _HOLDER.search("".join(texts)) is not None
    for n, letter in enumerate(letters):
        if letter.others:
            texts[n] = _repaired(letter, "".join(texts[:n]), "".join(texts[n + 1 :]), holder=holder)
    at = [n for n, text in enumerate(texts) for _ in text]
    for start, end, right in registration_numbers("".join(texts)):
        if not right:
            number = slice(at[start], at[end - 1] + 1)
            texts[number] = _checked(texts[number], letters[number])
    return "".join(texts)


def _repaired(letter: Letter, before: str, after: str, *, holder: bool) -> str:
    others = dict(letter.others)
    if not letter.text:
        return _mark(others, before, after)
    if not before and others.get("※", 0.0) >= _LEAST_MARK and re.match("印?[はの]", after):
        return "※"
    left, right = before[1 - _LONGEST :], after[: _LONGEST - 1]
    if _in_word(left, letter.text, right):
        return letter.text
    for other, rule in _rules().get(letter.text, ()):
        if holder and other in _SMALL:
            continue
        if others.get(other, 0.0) >= rule.least and re.search(rule.before, before) and re.match(rule.after, after):
            return other
    if letter.text == "株" and others.get("㈱", 0.0) >= _LEAST_COMPANY and not re.match("[式主価券]", after):
        return ("" if before.endswith(("(", "（")) else "(") + "株" + ("" if after.startswith((")", "）")) else ")")
    new = _new_forms().get(letter.text, "")
    if others.get(new, 0.0) >= _LEAST_NEW:
        return new
    if letter.share >= _SURE:
        return letter.text
    ambiguous = re.match(_KATAKANA, letter.text) and re.match(_KATAKANA, after)
    least = _LEAST_HAN if ambiguous else _LEAST_WORD
    possible = (other for other, share in letter.others if share >= least and _in_word(left, other, right))
    return next(possible, letter.text)


def _mark(others: Mapping[str, float], before: str, after: str) -> str:
    if others.get("※", 0.0) >= _LEAST_MARK:
        return "※"
    for power in "²³":
        if others.get(power, 0.0) >= _LEAST_MARK and _METRES.search(before) and not re.match("[A-Za-z0-9]", after):
            return power
    postal = not before.strip() and re.match(_POSTAL_CODE, after)
    return "〒" if postal and others.get("〒", 0.0) >= _LEAST_MARK else ""


def _checked(texts: Sequence[str], letters: Sequence[Letter]) -> Sequence[str]:
    """The number with another possible digit, where just one makes the check digit right."""
    right = [
        [*texts[:n], other, *texts[n + 1 :]]
        for n, letter in enumerate(letters)
        if letter.share < _SURE_DIGIT
        for other, share in letter.others
        if share >= _LEAST_MARK and other.isdecimal()
        if has_valid_check_digit(re.sub(r"\D", "", "".join([*texts[:n], other, *texts[n + 1 :]])))
    ]
    return right[0] if len(right) == 1 else texts


def _in_word(left: str, character: str, right: str) -> bool:
    """Whether the character is part of a business word there; one in katakana must not be part of a longer one."""
    for n in range(len(left) + 1):
        for m in range(len(right) + 1):
            word = left[len(left) - n :] + character + right[:m]
            if word in _words() and not (_KATAKANA_WORD.fullmatch(word) and _goes_on(left[: len(left) - n], right[m:])):
                return True
    return False


def _goes_on(left: str, right: str) -> bool:
    return _KATAKANA_WORD.search(left[-1:]) is not None or _KATAKANA_WORD.match(right) is not None


@cache
def _rules() -> Mapping[str, Sequence[tuple[str, _Rule]]]:
    """By the character that was read."""
    rules: dict[str, list[tuple[str, _Rule]]] = {}
    for rule in _RULES:
        for read, other in zip(rule.twins[::2], rule.twins[1::2], strict=True):
            rules.setdefault(read, []).append((other, rule))
    return rules


@cache
def _new_forms() -> Mapping[str, str]:
    return dict(zip("".join(_OLD)[::2], "".join(_OLD)[1::2], strict=True))


@cache
def _words() -> frozenset[str]:
    return frozenset(resources.files("ocr").joinpath("business_words.txt").read_text(encoding="utf-8").split())
