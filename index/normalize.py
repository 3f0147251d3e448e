"""One normal form for what is on paper and what is typed, and the bigrams that make any two characters findable.

Every index backend gets these tokens under a plain whitespace tokenizer, so that all of them find the same documents:
a term is found where its normal form is a substring of the normal form of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

SPACE = "\ue000"
"""Stands for the one space that is kept, that between two Latin words or numbers: a token cannot hold a real one."""

NO_FORM = "-"
"""Stands in an index for a name that was written without a legal form."""

_DASHES = "-‐‑‒–—―−─━ーｰ－➖﹣"
_TILDES = "~〜～∼"
_OLD_FORMS = (
    "髙高 﨑崎 嵜崎 邊辺 邉辺 齋斉 齊斉 斎斉 濵浜 濱浜 澤沢 廣広 國国 櫻桜 龍竜 瀧滝 眞真 圓円 會会 藏蔵 當当 "
    "實実 壽寿 惠恵 德徳 增増 條条 榮栄 萬万 與与 豐豊 鐵鉄 關関 𠮷吉 舘館 槇槙 彌弥 嶋島 嶌島 峯峰 桒桑 栁柳 "
    "冨富 曻昇 靑青 淸清 黑黒 橫横 步歩 每毎 來来 佛仏 傳伝 兒児 劍剣 團団 圖図 學学 寫写 寶宝 將将 對対 總総 "
    "應応 戶戸 拔抜 收収 數数 樓楼 樂楽 樣様 檢検 權権 歷歴 殘残 氣気 淺浅 溫温 滿満 瀨瀬 燒焼 營営 爲為 獨独 "
    "畫画 發発 盡尽 縣県 禮礼 稻稲 穗穂 絲糸 經経 綠緑 緖緒 繪絵 續続 聲声 臺台 舊旧 藝芸 藥薬 處処 號号 蟲虫 "
    "裝装 覺覚 觀観 讀読 變変 讓譲 豫予 賣売 轉転 輕軽 邨村 鄕郷 醫医 錄録 錢銭 鎭鎮 鑛鉱 雜雑 靜静 顯顕 餘余 "
    "驛駅 鷄鶏 鹽塩 麥麦 黃黄 點点 龜亀 乘乗 假仮 價価 辯弁 瓣弁 辨弁 單単 嚴厳 壓圧 專専 戰戦 擇択 曉暁 歸帰 "
    "潛潜 禪禅 纖繊 覽覧 贊賛 遞逓 遲遅 釀醸 釋釈 隱隠 靈霊 驗験 髮髪 黨党 齒歯 齡齢 亞亜 惡悪 壹壱 貳弐 參参 "
    "ヶケ ヵカ ゖケ ゕカ"
)
"""Pairs, variant first: what names on paper and names in a keyboard's memory differ by (髙 and 﨑 survive NFKC)."""

_VARIANTS = {ord(pair[0]): pair[1] for pair in _OLD_FORMS.split()}
_VARIANTS |= dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _TILDES), "~")
_VARIANTS[ord("\\")] = "¥"  # one byte of Shift_JIS, drawn as either
_VOICING = str.maketrans("゛゜", "\u3099\u309a")  # by itself, NFKC makes it a space and a mark

_SMALL_KANA = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")

_FORMS = {
    "株式会社": "株式会社",
    "有限会社": "有限会社",
    "合同会社": r"合同会社|\(同\)",
    "合資会社": r"合資会社|\(資\)",
    "合名会社": r"合名会社|\(名\)",
    "一般社団法人": r"一般社団法人|\(一社\)",
    "一般財団法人": r"一般財団法人|\(一財\)",
    "医療法人": r"医療法人|\(医\)",
}
_FORM = re.compile("|".join(f"(?P<f{n}>{pattern})" for n, pattern in enumerate(_FORMS.values())))
_FORM_NAMES = tuple(_FORMS)
_SPACED = r"(?=[\x00-\u10ff\uac00-\ud7a3])[^\W_]"  # of a script that puts spaces between words; kana and kanji do not
_BETWEEN_WORDS = re.compile(rf"(?<=[^\W_])(?<=[\x00-\u10ff\uac00-\ud7a3]) (?= *{_SPACED})")
_REWRITES: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile(r"(?<=\d),(?=\d)"), {",": ""}),
    (re.compile(r"\([株有]\)"), {"(株)": "株式会社", "(有)": "有限会社"}),
)
_BANK_FORM = re.compile(r"^(?:カ\)|\(カ\))|(?:\(カ\)?)$")
_HONORIFIC = re.compile(r"(?:御中|様|殿)$")
_IGNORED_IN_NAMES = re.compile(rf"[{SPACE}・.,'\"「」『』()]")


def _joins(char: str) -> bool:
    """Whether a character composes with the one before it: an accent, a voicing mark, a medial or final jamo."""
    return unicodedata.combining(unicodedata.normalize("NFKD", char)[0]) != 0 or "\u1160" <= char <= "\u11ff"


class _Folded(dict[str, str]):
    """What a character, with what composes with it, becomes; filled as texts are met."""

    def __missing__(self, cluster: str) -> str:
        shown = "".join(c for c in cluster if not _is_hidden(c))
        plain = unicodedata.normalize("NFKC", shown).translate(_VARIANTS)
        folded = ""
        for char in unicodedata.normalize("NFKC", plain.casefold()).translate(_VARIANTS):
            if _is_space(char):
                folded += " "
            elif folded.strip() or not _joins(char):  # a mark without its letter says nothing
                folded += char
        if len(cluster) == 1:  # clusters have no bound, characters do
            self[cluster] = folded
        return folded


_HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_folded = _Folded()
_known_to_join: dict[str, bool] = {}


def _selects_variant(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_hidden(char: str) -> bool:
    return (unicodedata.category(char) in _HIDDEN and char != SPACE) or _selects_variant(char)


def _is_space(char: str) -> bool:
    return char.isspace() or char == SPACE or unicodedata.category(char) == "Cc"


@dataclass(frozen=True, slots=True)
class Normal:
    """A text's normal form, and for each of its characters the [start, end) of the text that it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters [start, end) of the normal form as characters of the original; end > start."""
        return self.starts[start], self.ends[end - 1]


def normal(text: str) -> str:
    """The normal form: NFKC, no case, no old forms, one dash, ㈱ written out, and no spaces but between Latin words.

    Idempotent. Commas between digits go, so that 441,648 is found as 441648.
    """
    return normalize(text).text


def normalize(text: str) -> Normal:
    """As normal(), with the way back to the original."""
    form = _close_up(_fold(text))
    for pattern, replacements in _REWRITES:
        form = _rewrite(form, pattern, replacements)
    return form


def _fold(text: str) -> Normal:
    """Character by character, with what composes with it."""
    text = text.translate(_VOICING)
    if not any(map(_composes, set(text))):  # nearly always, and five times as fast
        parts = list(map(_folded.__getitem__, text))
        joined = "".join(parts)
        if len(joined) == len(text) and "" not in parts:
            return Normal(joined, range(len(text)), range(1, len(text) + 1))
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    n, length = 0, len(text)
    while n < length:
        end = n + 1
        while end < length and _composes(text[end]):
            end += 1
        for char in _folded[text[n:end]]:
            folded.append(char)
            starts.append(n)
            ends.append(end)
        n = end
    return Normal("".join(folded), starts, ends)


def _composes(char: str) -> bool:
    if char <= "\x7f":
        return False
    known = _known_to_join.get(char)
    if known is None:
        known = _known_to_join[char] = _joins(char) or _selects_variant(char)
    return known


def _close_up(before: Normal) -> Normal:
    """Drop white space, but leave one SPACE between two words of a script that has spaces."""
    marked = _BETWEEN_WORDS.sub(SPACE, before.text)
    kept = list(map(" ".__ne__, marked))
    return Normal(marked.replace(" ", ""), list(compress(before.starts, kept)), list(compress(before.ends, kept)))


def _rewrite(before: Normal, pattern: re.Pattern[str], replacements: dict[str, str]) -> Normal:
    """Put its replacement for each match; every new character stands for the whole match."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(before.text):
        first, last = match.span()
        new = replacements[match.group()]
        pieces += before.text[done:first], new
        starts += before.starts[done:first]
        ends += before.ends[done:first]
        if new:
            starts += [before.starts[first]] * len(new)
            ends += [before.ends[last - 1]] * len(new)
        done = last
    if not done:
        return before
    starts += before.starts[done:]
    ends += before.ends[done:]
    return Normal("".join(pieces) + before.text[done:], starts, ends)


@dataclass(frozen=True, slots=True)
class NameKey:
    """A party's name as it is compared: without its legal form, its honorific, spaces and small kana."""

    core: str
    forms: frozenset[str]
    """The legal forms it was written with, written out; usually one or none."""

    def matches(self, name: NameKey) -> bool:
        """Whether a name answers to this one, typed by a person who may leave out any part but must not contradict it.

        高橋 and ㈱髙橋 find 株式会社高橋商店 and 高橋商店, but not 有限会社高橋商店 where ㈱ was typed.
        """
        if not self.core:
            return self.forms <= name.forms
        agree = not self.forms or not name.forms or bool(self.forms & name.forms)
        return agree and self.core in name.core


def name_key(name: str) -> NameKey:
    """How a party's name is compared. The core is empty only if nothing but a legal form was written."""
    text = normal(name)
    forms = frozenset(_FORM_NAMES[int(m.lastgroup[1:])] for m in _FORM.finditer(text) if m.lastgroup)
    core = _FORM.sub("", text)
    if _BANK_FORM.search(core):
        core, forms = _BANK_FORM.sub("", core), forms | {"株式会社"}
    core = _HONORIFIC.sub("", core).translate(_SMALL_KANA)
    core = _IGNORED_IN_NAMES.sub("", core)
    return NameKey(core if core or forms else text, forms)


def grams(*texts: str) -> str:
    """The tokens of texts in normal form, joined by spaces: the bigrams of each in order, then its distinct characters.

    The single characters answer one-character queries and keep the bigrams of different texts apart.
    """
    tokens: list[str] = []
    for text in texts:
        tokens.extend(a + b for a, b in pairwise(text))
        tokens.extend(sorted(set(text)))
    return " ".join(tokens)


def phrase(term: str) -> tuple[str, ...]:
    """The tokens that must follow one another for a term in normal form; one character is its own token."""
    return tuple(a + b for a, b in pairwise(term)) or (term,)
