"""Money: text -> Amount or None, and every amount in a line with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ocr.extract.values.dates import date_ranges
from ocr.extract.values.fold import LONGEST_LINE, SWAPS, Folded, Span, fold
from ocr.extract.values.identifiers import identifier_ranges
from ocr.extract.values.numerals import DIGITS, KANJI, parse_numeral
from ocr.record import Amount

_CODES = ("USD", "SGD", "HKD", "AUD", "CAD", "TWD", "EUR", "GBP", "MYR", "CHF", "CNY", "KRW", "THB", "INR", "JPY")
_PREFIXES = {
    "US$": "USD", "S$": "SGD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "NT$": "TWD", "$": "USD", "€": "EUR", "£": "GBP",
    "RM": "MYR", "RMB": "CNY", "₩": "KRW", "¥": "JPY", "\\": "JPY", "金": "JPY",
    **{c: c for c in _CODES},
}  # fmt: skip
_SUFFIXES = {
    "円": "JPY", "圓": "JPY", "yen": "JPY", "米ドル": "USD", "ドル": "USD", "ユーロ": "EUR", "€": "EUR",
    "ポンド": "GBP", "人民元": "CNY", "ウォン": "KRW",
    **{c: c for c in _CODES},
}  # fmt: skip
_UNITS = {"円": 1, "千円": 1000, "万円": 10**4, "百万円": 10**6, "千万円": 10**7, "億円": 10**8}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_SIGN = r"[▲△-]|マイナス"
_HEAD = re.compile(
    rf"(?P<open>\()?\s?(?P<sign>{_SIGN})?\s?(?P<prefix>(?:(?<![A-Za-z])(?!(?<=[一-龠])金)(?:{_any(_PREFIXES)}))|[Y羊](?=\s?[0-9]{{1,3}},[0-9]{{3}}))?"
    rf"\s?(?P<sign2>{_SIGN})?\s?(?P<open2>\()?"
)
_TIGHT = re.compile(r"[0-9OoIl|SB]+(?:[,.][0-9OoIl|SB]+)*")
_SPACED = re.compile(r"[0-9OoIl|SB]+(?:\s?[,.]?\s?[0-9OoIl|SB]+)*")
_WORDED = re.compile(rf"[0-9,.{KANJI}]*[{KANJI}](?:\s?[0-9,.{KANJI}]+)*")
_SPACED_WORDED = re.compile(rf"[{KANJI}](?:\s?[{KANJI}])+")
_TAIL = re.compile(rf"(?:\s?(?P<suffix>{_any(_SUFFIXES)}))?(?P<end>\s?也|\s?[.,]?[-ー]{{1,2}}(?![0-9A-Za-z]))?")
_TAX = r"[(\[]?\s*(?:税込み?|税抜き?|税別|内税|外税|消費税込|本体価格?|不課税|非課税|軽減?|込|内|外|非)\s*[)\]]?|[※*]"
_CLOSE = re.compile(r"\s?\)")
_TAX_BEFORE = re.compile(rf"\s*(?:(?:{_TAX}|[@#])\s*)?")
_TAX_AFTER = re.compile(rf"\s*(?:(?:{_TAX})\s*){{0,2}}")
_BEFORE_NUMERAL = re.escape("".join(sorted({*"(▲△-マイナスY羊OoIl|SB,.", *"".join(_PREFIXES)})))
_START = re.compile(rf"(?=[\s{_BEFORE_NUMERAL}]{{0,80}}[0-9{KANJI}])[(▲△マY羊A-Za-z¥\\$€£₩0-9{KANJI}金-]")
"""Where an amount may begin: its sign, its currency and misread digits are all that stands before a numeral of it."""
_NUMERAL = re.compile(rf"[0-9{KANJI}]")
_NUMBER = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
_NOT_MONEY_BEFORE = re.compile(
    r"(?:[A-Za-z]-|[0-9][-/:.,]|[A-Za-z0-9_]|[×✕]\s?|(?:第|№|No\.?|番号|コード|口座|普通|当座|貯蓄|ID|Tel\.?|電話|FAX|伝票|レジ|承認|会員|品番)"
    r"[\s:]{0,2})\Z",
    re.IGNORECASE,
)
_NOT_MONEY_AFTER = re.compile(
    r"[A-Za-z0-9_‰℃°]|[-/:.,ー][0-9]|\s?[%年月日時分秒割]|\s?(?:か月|ヶ月|パーセント)|(?!軽|税|内|外|非|込|也)[ぁ-ヿ一-龠々]"
)


_GROUPED = re.compile(rf"[{DIGITS}]{{1,3}}(?:,[{DIGITS}]{{3}})+")
_COMMA = re.compile(rf"(?<=[{DIGITS}])、(?=[{DIGITS}]{{3}}(?![{KANJI}]))")
"""Between thousands, where a number has a numeral for each digit: 一二、五〇〇円."""
_TWO_MISREAD = re.compile(r"[式弍](?=[百拾佰仟千万萬億])")
_CUT_SHORT = re.compile(r"[\u4e00-\u9fff](?<![金計額価格代円])[百千拾佰仟十](?!.)")
"""A multiplier right after a character that is no numeral: the number's head was misread, and its tail is no amount."""


@dataclass(frozen=True, slots=True)
class _Match:
    number: Decimal
    currency: str | None
    """As printed; None for a bare number."""
    grouped: bool
    start: int
    end: int


def parse_money(text: str, *, unit: int = 1, currency: str | None = None) -> Amount | None:
    """The amount that text is, with its marks (¥1,000- 金壱万円也 ▲1,000 (1,000) 1,000円(税込)) and nothing else.

    unit multiplies (a 千円 column: 1000) where the text does not itself say 円. currency is the paper's, for numbers
    printed without one: by default yen, if the number has no decimals.
    """
    match = _whole(text, unit, currency)
    if match is None:
        return None
    code = match.currency or currency or ("JPY" if match.number == match.number.to_integral_value() else None)
    return None if code is None else _amount(match.number, code)


def parse_amount(text: str, *, unit: int = 1, currency: str | None = None) -> Decimal | None:
    """The number of parse_money, decimals without a currency too: 12.50 is a unit price."""
    match = _whole(text, unit, currency)
    return None if match is None else _amount(match.number, match.currency or currency or "JPY").amount


def find_amounts(text: str, *, bare: bool = True, currency: str | None = None) -> list[Span[Amount]]:
    """Every amount in a line, left to right; dates, rates, counts with a unit, telephone and other numbers are none.

    bare=False leaves out numbers with neither a currency nor thousands groups. Tax marks are not in the span.
    """
    folded = fold(text)
    folded = replace(folded, text=_restored(folded.text))
    found: list[Span[Amount]] = []
    for match in _scan(folded, currency):
        if bare or match.grouped or match.currency:
            code = match.currency or currency or ("JPY" if match.number == match.number.to_integral_value() else None)
            if code:
                found.append(folded.span(_amount(match.number, code), match.start, match.end))
    return found


def parse_unit(text: str) -> int | None:
    """The yen one unit stands for in a header: (単位:千円) is 1000; None if it names no unit."""
    if len(text) > LONGEST_LINE:
        return None
    match = re.search(
        r"単位\s*[:/]?\s*((?:百|千|万|億)*円)|\A[(\[]?\s*((?:百|千|万|億)+円)\s*[)\]]?\Z|\(((?:百|千|万|億)+円)\)",
        fold(text).text,
    )
    return _UNITS.get(match[1] or match[2] or match[3]) if match else None


def _amount(number: Decimal, currency: str) -> Amount:
    if currency == "JPY" and number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    return Amount(amount=number, currency=currency)


def _whole(text: str, unit: int, currency: str | None) -> _Match | None:
    if len(text) > LONGEST_LINE:
        return None
    folded = _restored(fold(text).text)
    before = _TAX_BEFORE.match(folded)
    for start in {before.end() if before else 0, len(folded) - len(folded.lstrip())}:
        match = _match_at(folded, start, currency, whole=True)
        if match:
            times = 1 if "円" in folded[match.start : match.end] else unit
            return _Match(match.number * times, match.currency, match.grouped, match.start, match.end)
    return None


def _scan(folded: Folded, currency: str | None) -> list[_Match]:
    text = folded.text
    if not _NUMERAL.search(text):
        return []
    masked = sorted((*date_ranges(text), *identifier_ranges(text)))
    found: list[_Match] = []
    n = 0
    while begins := _START.search(text, n):
        n = begins.start()
        mask = next((end for start, end in masked if start <= n < end), None)
        if mask is not None:
            n = mask
            continue
        match = _match_at(text, n, currency, whole=False)
        if match and _CUT_SHORT.search(text, 0, n + 1):
            n = match.end
        elif match and not any(start < match.end and match.start < end for start, end in masked):
            found.append(match)
            n = match.end
        else:
            n = _past_token(text, n)
    return found


def _restored(folded: str) -> str:
    """弐 read as 式 or 弍, before a multiplier: 金式百万円; the comma of vertical writing between thousands."""
    return _COMMA.sub(",", _TWO_MISREAD.sub("弐", folded))


def _past_token(text: str, n: int) -> int:
    """Past the digits that begin at n, so that 0312 is not tried again as 312."""
    token = _NUMBER.match(text, n)
    return token.end() if token else n + 1


def _match_at(text: str, start: int, currency: str | None, *, whole: bool) -> _Match | None:
    """The amount that begins at start, and ends the text if whole."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    prefix = None if head["prefix"] is None else _PREFIXES.get(head["prefix"], "JPY")
    for pattern in (_WORDED, _SPACED_WORDED, *((_SPACED,) if whole or prefix else ()), _TIGHT):
        body = pattern.match(text, head.end())
        if body is None:
            continue
        match = _finish(text, head, body, prefix, currency, whole)
        if match and (_TAX_AFTER.fullmatch(text, match.end) if whole else _is_money(text, match, prefix)):
            return match
    return None


def _finish(
    text: str, head: re.Match[str], body: re.Match[str], prefix: str | None, currency: str | None, whole: bool
) -> _Match | None:
    tail = _TAIL.match(text, body.end())
    suffix = tail["suffix"] if tail else None
    printed = prefix or (_SUFFIXES[suffix] if suffix else None)
    kanji = any(c in KANJI for c in body[0])
    if kanji:
        token = "".join(body[0].split())
        number = parse_numeral(token) if printed or _GROUPED.fullmatch(token) else None
    else:
        number = _read_digits(body[0], printed or currency, printed is not None)
    if number is None:
        return None
    end = body.end()
    if tail and suffix:
        end = tail.end("suffix")
    if tail and tail["end"] and (whole or not tail["end"][0].isspace()):
        end = tail.end("end")
    opened = head["open"] or head["open2"]
    if opened:
        closed = _CLOSE.match(text, end)
        if closed is None or suffix or head["sign"] or head["sign2"]:
            return None
        end = closed.end()
    elif head["sign"] and head["sign2"]:
        return None
    negative = bool(opened or head["sign"] or head["sign2"])
    return _Match(-number if negative else number, printed, kanji or "," in body[0], head.start(), end)


def _is_money(text: str, match: _Match, prefix: str | None) -> bool:
    """Whether what stands around a number lets it be money."""
    token = text[match.start : match.end]
    if token[0] == "(" and not (match.grouped or match.currency):
        return False
    if token[0] == "-" and match.start and text[match.start - 1].isalnum():
        return False
    if prefix is None and re.match(r"-\s", token):
        return False
    if prefix:
        return re.match(r"[0-9]|[,.][0-9]|\s?%", text[match.end :]) is None
    numbering = not match.grouped and re.match(r"\)|\.(?:\s|\Z)", text[match.end :])
    if match.currency is None and (numbering or _NOT_MONEY_AFTER.match(text, match.end)):
        return False
    return _NOT_MONEY_BEFORE.search(text[max(0, match.start - 12) : match.start]) is None


def _read_digits(body: str, currency: str | None, marked: bool) -> Decimal | None:
    """The number in a token of digits, separators, spaces and letters that OCR took digits for; None if unsure."""
    token = body.translate(SWAPS)
    if any(c.isspace() for c in token):
        joined = _without_spaces(token, marked)
        if joined is None:
            return None
        token = joined
    letters = [c for c in body if c.isalpha() or c == "|"]
    if letters and not _are_digits(body, token, marked):
        return None
    if sum(c.isdigit() for c in token) > 15 or re.match(r"0[0-9,]", token):
        return None
    if not marked and re.fullmatch(r"[0-9]{10,}", token):
        return None
    return _separated(token, currency)


def _are_digits(body: str, token: str, marked: bool) -> bool:
    """Whether letters may stand for digits: never a ruling line or a currency read as the first digit."""
    real = sum(c.isdigit() for c in body)
    grouped = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?", token) is not None
    if body[0] not in "0123456789" and re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?", token[1:]):
        return marked and not grouped and len(token) == 3 and real == 2
    if body[-1] == "|" or real == 0:
        return False
    return grouped or (marked and real * 2 >= sum(c.isdigit() for c in token))


def _without_spaces(token: str, marked: bool) -> str | None:
    tight = "".join(token.split())
    if re.fullmatch(r"[0-9]{1,3}(?:\s[0-9]{3}){2,}", token) or (
        marked and re.fullmatch(r"[0-9]{1,3}\s[0-9]{3}", token)
    ):
        return tight
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?", tight) and (
        marked or not re.search(r"[0-9]\s+[0-9]", token)
    ):
        return tight
    return None


def _separated(token: str, currency: str | None) -> Decimal | None:
    """Digits with `,` and `.` as thousands or decimal marks, by what the currency allows."""
    yen = currency == "JPY"
    if re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3}){2,}", token):
        return Decimal(re.sub(r"[,.]", "", token))
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:[,.][0-9]{3})+", token):  # one separator misread: 1.234, 1,234.567
        if yen:
            return Decimal(re.sub(r"[,.]", "", token))
        dotted = re.fullmatch(r"[0-9]+\.[0-9]{3}", token)
        return Decimal(token) if dotted and currency not in (None, "EUR") else None
    if re.fullmatch(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]{1,4}", token):
        return Decimal(token.replace(",", ""))
    if not yen and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}", token):
        return Decimal(token.replace(".", "").replace(",", "."))
    if currency not in (None, "JPY") and re.fullmatch(r"[0-9]+,[0-9]{2}", token):
        return Decimal(token.replace(",", "."))
    return None
