"""The bank account to pay into: bank, branch, kind, number and holder, from one line or several."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.sheet import joined_evidence
from ocr.extract.values import simplified_to_japanese
from ocr.record import BankAccount, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.document import Evidence
    from ocr.extract.pointing import Parts
    from ocr.extract.sheet import Segment, Sheet

_EDGE = r"[^\s　:：/／、,()（）\[\]【】「」|｜…‥・]"
_BANK = re.compile(
    r"(?:(?:お?振込(?:み)?(?:先|口座|銀行)|取引銀行|銀行名|銀行(?=\S{2,}(?:銀行|金庫|組合))|金融機関(?:名)?|お支払先)"
    r"[】\])）]?は?[:：\s　]*)?"
    rf"(?P<value>{_EDGE}{{1,14}}?(?:銀行|信用金庫|信用組合|信金|信組|労働金庫|農業協同組合|農協|JAバンク|Bank))"
    r"(?!名|口座|振込|員|印)"
    r"|(?:^|[:\s])(?P<latin>(?:[A-Z][\w&.'’-]*\s){1,4}Bank(?:,? (?:Ltd|Limited|PLC|N\.?A)\b\.?)?)"
)
_BY_BANK = re.compile(r"銀行振込|銀行口座")
_LABEL = re.compile(r"お?(?:取引|支払先?|振込(?:み)?(?:先|指定)?)銀行")
"""取引銀行 names no bank."""
_PATTERNS = (
    (
        "branch_name",
        re.compile(
            rf"(?:(?:本?支店名?|取扱店|店名)(?=\S{{2,}}店))?(?!本?支店)(?P<value>{_EDGE}{{1,14}}?(?:支店|本店営業部|営業部|出張所|支所|本店|本所|営業所))"
        ),
    ),
    ("account_type", re.compile(r"(?P<value>普通|当座|貯蓄|総合|[普当](?=[)）]))")),
    (
        "account_number",
        re.compile(
            r"(?<![0-9０-９])(?!\d\d-\d\d-\d\d(?!\d))"
            r"(?P<value>[0-9０-９][0-9０-９\-‐－]{4,18}[0-9０-９])(?![0-9０-９年]|[/／][0-9０-９])"
        ),
    ),
    (
        "account_holder",
        re.compile(
            r"(?:[口ロ]座名義(?:人)?|[口ロ]座名(?!義)|名義(?:人)?|受取人(?:名)?|account name)"
            r"(?:[(（]?(?:[カ力]ナ|かな|フリガナ)[)）]?)?+[】\])）]?[:：\s　]*"
            r"(?!フリガナ|カナ\b)(?P<value>[^\s　:：].{1,38})",
            re.IGNORECASE,
        ),
    ),
)
_NUMBER_BESIDE = (
    re.compile(r"(?:account|acct|acc|a/c)\.?(?:no|number|#)?[.:]*|iban:?"),
    re.compile(r"\d[\d\- ]{3,16}\d|[A-Z]{2}\d{2}[A-Z\d ]{10,32}"),
)
"""A label of the number in Latin letters and what stands beside it, before any other number of the block."""
_BANK_LABEL = re.compile(r"(?:nameofbank|bankname|bank):?")
_LABELS = (
    ("branch_name", re.compile(r"branch(?:name)?:?")),
    ("account_holder", re.compile(r"(?:account(?:name|holder)|beneficiary(?:name)?|payee|infavou?rof|name):?")),
)
"""Labels of what no pattern tells, in Latin letters and without spaces, with the value beside them."""
_GAP = 0.35
"""The share of the page's width between two parts of an account on one row at most."""
_KANA = r"[ァ-ヶｦ-ﾟー－ｰ\-‐0-9A-ZＡ-Ｚ．.・ 　二]"
_FORM = r"[(（][ァ-ヶｦ-ﾟ]{1,2}[)）]?"
_HOLDER = re.compile(
    r"(?:^|(?<=[\s　/／・:：、,）)\d０-９]))"
    rf"(?P<value>(?:[ァ-ヶｦ-ﾟ]{{1,2}}[)）]\s*)?[ァ-ヶｦ-ﾟ]{_KANA}{{2,30}}(?:{_FORM})?)"
    r"(?=$|[\s　/／、,。)）])"
)
_HOLDER_IS_NOT = re.compile(r"サービス料|インボイス番号|^フリガナ$")
_KINDS = {"普": "普通", "当": "当座"}
_SHAPES = {
    "bank_name": re.compile(r"[^\d:]{2,30}"),
    "branch_name": re.compile(r"[^:]{2,30}"),
    "account_type": re.compile(r"普通?|当座?|貯蓄|総合|[A-Za-z]{3,10}"),
    "account_number": re.compile(r"\d[\d\- ]{3,14}\d|[A-Z]{2}\d{2}[A-Z\d ]{10,32}"),
    "account_holder": re.compile(r"[^\d:][^:]{2,40}"),
}
"""What a part may look like that a witness points at: NFKC, no label left in it."""
_OTHER_NUMBER = re.compile(r"tel|fax|電話|登録番号|〒", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    text: str
    raw: str
    evidence: tuple[Evidence, ...]
    confidence: float
    segment: Segment
    end: int
    """Where it ends in the segment's text."""


def find_bank_account(sheets: Sequence[Sheet], taken: frozenset[int], pointed: Parts) -> Field | None:
    """The first account on the paper; None without at least a bank and a number.

    Parts that the rules do not find are read where witnesses point.
    """
    found = _first(sheets, taken)
    parts = {name: part for name, part in _pointed(pointed).items() if name not in found} | found
    return _field(parts) if {"bank_name", "account_number"} <= parts.keys() else None


def _first(sheets: Sequence[Sheet], taken: frozenset[int]) -> dict[str, _Part]:
    """The parts of the first account that the rules find."""
    for sheet in sheets:
        free = [s for s in sheet.segments if id(s) not in taken]
        for bank, start, end in _banks(free):
            parts = _parts(sheet, free, bank, start, end)
            if "account_number" in parts:
                return parts
    return {}


def _pointed(pointed: Parts) -> dict[str, _Part]:
    """The parts pointed at whose ink may say such a thing."""
    parts = {}
    for name, (probability, runs) in pointed.items():
        raw = "".join(run.text for run in runs)
        if name in _SHAPES and _SHAPES[name].fullmatch(unicodedata.normalize("NFKC", raw).strip()):
            evidence = joined_evidence(run.evidence for run in runs)
            sure = probability * min(run.segment.confidence for run in runs)
            parts[name] = _Part(_cleaned(raw), raw, evidence, sure, runs[-1].segment, runs[-1].end)
    return parts


def _banks(free: Sequence[Segment]) -> Iterator[tuple[Segment, int, int]]:
    """Where banks are named: characters [start, end) of a segment."""
    for label, beside in pairwise(free):
        if label.row == beside.row and _BANK_LABEL.fullmatch(label.key.text) and _is_latin_name(beside.text):
            yield beside, 0, len(beside.text)
    for segment in free:
        for match in _BANK.finditer(segment.text):
            group = "latin" if match["latin"] else "value"
            if not (_BY_BANK.search(match[0]) or _LABEL.fullmatch(match[group])):
                yield segment, *match.span(group)


def _is_latin_name(text: str) -> bool:
    return text.isascii() and _SHAPES["bank_name"].fullmatch(text.strip()) is not None


def _parts(sheet: Sheet, free: Sequence[Segment], bank: Segment, start: int, end: int) -> dict[str, _Part]:
    parts = {"bank_name": _part(bank, start, end)}
    lines = list(_following(sheet, free, bank, end))
    for (label, _), (beside, _) in pairwise(lines):
        words, shape = _NUMBER_BESIDE
        if beside.row == label.row and words.fullmatch(label.key.text) and shape.fullmatch(beside.text.strip()):
            parts.setdefault("account_number", _part(beside, 0, len(beside.text)))
    for segment, begin in lines:
        for name, pattern in _PATTERNS:
            hit = pattern.search(segment.text, begin)
            if name in parts or hit is None:
                continue
            if name == "account_number" and _OTHER_NUMBER.search(segment.text, begin, hit.start("value")):
                continue
            parts[name] = _part(segment, *hit.span("value"))
    for (label, _), (beside, _) in pairwise(lines):
        for name, pattern in _LABELS:
            if name not in parts and beside.row == label.row and pattern.fullmatch(label.key.text):
                parts[name] = _part(beside, 0, len(beside.text))
    if "account_holder" not in parts and "account_number" in parts:
        number = parts["account_number"]
        after = [segment for segment, _ in lines].index(number.segment)
        for segment, begin in lines[after:]:
            begin = max(begin, number.end) if segment is number.segment else begin
            hit = _HOLDER.search(segment.text, begin)
            if hit is not None and not _HOLDER_IS_NOT.search(hit["value"]):
                parts["account_holder"] = _part(segment, *hit.span("value"))
                break
    return parts


def _following(sheet: Sheet, free: Sequence[Segment], bank: Segment, end: int) -> Iterator[tuple[Segment, int]]:
    """The bank's own segment from where its name ends, then its block: right of it and the lines below, in order."""
    yield bank, end
    right, bottom = bank.right, bank.bottom
    for segment in free:
        if segment is bank or segment.row < bank.row:
            continue
        if segment.row == bank.row:
            if segment.left > bank.right - bank.height and segment.left - right < _GAP * sheet.width:
                right = segment.right
                yield segment, 0
            continue
        if segment.top - bottom > 3 * sheet.line_height or segment.y_center - bank.y_center > 14 * sheet.line_height:
            break
        if segment.right > bank.left - 8 * bank.height and segment.left < bank.right + 12 * bank.height:
            bottom = max(bottom, segment.bottom)
            yield segment, 0


def _part(segment: Segment, start: int, end: int) -> _Part:
    raw = segment.text[start:end]
    return _Part(_cleaned(raw), raw, segment.evidence(start, end), segment.confidence, segment, end)


def _cleaned(raw: str) -> str:
    return " ".join(simplified_to_japanese(raw).split()).strip("・:：/／、,") or raw


def _field(parts: dict[str, _Part]) -> Field:
    number = parts["account_number"]
    texts: dict[str, str | None] = {name: part.text for name, part in parts.items()}
    kind = texts.get("account_type")
    texts["account_type"] = _KINDS.get(kind, kind) if kind else None
    texts["account_number"] = unicodedata.normalize("NFKC", number.text)
    return Field(
        name="bank_account",
        value=BankAccount(**texts),
        raw="".join(p.raw for p in parts.values()),
        confidence=min(p.confidence for p in parts.values()) * (0.75 + 0.05 * len(parts)),
        evidence=joined_evidence(p.evidence for p in parts.values()),
    )
