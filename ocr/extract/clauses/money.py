"""What a contract costs: the main consideration, not its deposits, penalties or stamps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr.extract.sheet import Key
from ocr.extract.values import find_amounts

if TYPE_CHECKING:
    from ocr.extract.clauses.prose import Prose
    from ocr.extract.locate import Candidate
    from ocr.template import FieldTemplate

_WINDOW = 60
"""Characters before an amount in which the words that say what it is for stand."""
_PERIOD = frozenset(("月額", "年額", "一月", "1か月", "総額", "合計"))
_NOT_AFTER = re.compile(
    r"(?:\([^()]{0,20}\))?(?:分の|の)?(?:収入)?印紙|(?:\([^()]{0,20}\))?」?から[^。]{0,24}(?:に|へ)(?:変更|改)"
    r"|(?:\([^()]{0,20}\))?(?:を|の)?(?:上限|限度|超え|下回|未満|以内|以下)|/(?:時|日|個|件|回|本)"
)
_REVISED = re.compile(r"(?:(?:変更|改定|改訂)前|旧|現行|従前)[^。]{0,6}(?:(?:変更|改定|改訂)後|新)")
"""Heads of two columns: of two amounts side by side the second is the price from now on."""
_TO_NEW = re.compile(r"(?:\([^()]{0,20}\))?」?(?:に|へ)(?:変更|改定|改訂|改め|増額|減額)")
"""Behind the price from now on: 金294,000円から金350,000円に改定する."""
_SHARE = re.compile(r"(?:月|年|回|日)分|相当|割|倍|%")
"""After a word for the price: a multiple or a part of it, so another sum."""
_PAID = re.compile(
    r"(?:\([^()]{0,20}\))?(?:(?:で|にて|をもって|の価格で)(?:これを)?(?:売り?渡|買い?受|譲渡|譲り?渡|請け?負)|を(?:貸し?渡|貸し?付))"
    r"|上記の?金[員額]を[^。]{0,20}(?:貸し?渡|貸し?付|借り?受|受領)"
)
"""What is done for the sum, where no word for the price stands before it."""
_RATE_BEFORE = re.compile(
    r"(?<![\d月])(?:1|一)(?:時間|日(?!から|より|まで)|個|件|回|本|人|台|人日|枚|名)(?:あたり|当たり|当り|につき|に付き)?[^。、]{0,6}\Z"
    r"|単価[^。、]{0,8}\Z"
)


def amount_candidates(prose: Prose, field: FieldTemplate) -> list[Candidate]:
    """Amounts for which the template's labels stand, best first; its not_labels say what an amount is instead."""
    labels = [Key.of(word).text for word in field.labels]
    others = [Key.of(word).text for word in field.not_labels]
    found: list[Candidate] = []
    previous = 0
    revised = _REVISED.search(prose.text) is not None
    for span in find_amounts(prose.text, bare=False):
        beside_old = revised and bool(found) and span.start - previous <= 1
        said = _said(prose.text, max(0 if beside_old else previous, span.start - _WINDOW), span.start)
        if beside_old:
            found.pop()
        previous = span.end
        if _NOT_AFTER.match(prose.text, span.end) or _RATE_BEFORE.search(said):
            continue
        if said.rstrip("「").endswith("から") and _TO_NEW.match(prose.text, span.end):
            found.append(prose.candidate(span.value, (span.start, span.end), 0.9, "revised"))
            continue
        word, rank = _label(said, labels, others)
        if not word and _PAID.match(prose.text, span.end):
            found.append(prose.candidate(span.value, (span.start, span.end), 0.8, "paid"))
        elif word:
            near = 1.0 if said.rfind(word) + len(word) + 20 > len(said) else 0.9
            score = (0.95 - 0.3 * rank) * near
            found.append(prose.candidate(span.value, (span.start, span.end), score, word))
    return _settled(found)


def _said(text: str, start: int, end: int) -> str:
    """The sentence before an amount, remarks in brackets left out."""
    said = text[start:end]
    said = said[said.rfind("。") + 1 :]
    return re.sub(r"\([^()]{0,40}\)", "", said)


def _label(said: str, labels: list[str], others: list[str]) -> tuple[str, float]:
    """The last word for the price, and its rank from 0 to 1; "" where another word for money comes after it."""
    places = [(said.rfind(w) + len(w), len(w), n, w) for n, w in enumerate(labels) if w in said]
    strong = [p for p in places if p[3] not in _PERIOD]
    if not places:
        return "", 0.0
    end, _, rank, word = max(strong or places)
    other = max((said.rfind(w) + len(w) for w in others if w in said), default=-1)
    if other >= (end if strong else 0) or _SHARE.search(said, end):
        return "", 0.0
    return word, rank / max(len(labels), 1)


def _settled(found: list[Candidate]) -> list[Candidate]:
    """Best first; an amount said twice is surer, several that compete are less so."""
    counts: dict[object, int] = {}
    for candidate in found:
        counts[str(candidate.value)] = counts.get(str(candidate.value), 0) + 1
    weighed = [
        c.scored(min(0.97, c.score * (1.05 if counts[str(c.value)] > 1 else 1.0 if len(counts) == 1 else 0.85)))
        for c in found
    ]
    return sorted(weighed, key=lambda c: -c.score)
