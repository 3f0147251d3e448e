"""What is wrong with a page's picture and what to do: the law's demands on scans, and what keeps it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.record import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.document import Flaw, Page, StoredImage
    from ocr.record import Record, Review
    from ocr.template import Importance

_LAW = "電子帳簿保存法施行規則2条 (スキャナ保存)"
_LEAST_DPI = 200
_ROUNDING = 0.99
"""Sizes in whole points or millimetres make 199 of 200 dpi."""
_SIDES = {"left": "左端", "top": "上端", "right": "右端", "bottom": "下端"}
_PREFIX = "capture-"
_LEGAL = frozenset({"capture-resolution", "capture-colour"})
"""Only the law minds these: the page can be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason to scan a page again, in Japanese, for the clerk at the scanner."""

    code: str
    text: str
    rule: str = ""


def faults(stored: StoredImage | None, flaws: Sequence[Flaw], importance: Importance | None) -> tuple[Fault, ...]:
    """Why a page must be scanned again; importance is its class in the law on scans, None where that is not asked for.

    A page that was made as data has no faults: it is no scan.
    """
    if stored is None:
        return ()
    legal = () if importance is None else (*_resolution(stored), *_colour(stored, importance))
    return (*legal, *(_illegible(flaw) for flaw in flaws))


def with_faults(record: Record, pages: Sequence[Page], importance: Importance | None) -> Record:
    """The record with its pages' faults as findings, each once with the pages that have it.

    They alone send nobody to the paper: what could not be read well does that, and then they say why.
    """
    where: dict[Fault, list[int]] = {}
    for page in pages:
        for fault in faults(page.stored, page.flaws, importance):
            where.setdefault(fault, []).append(page.number)
    if not where:
        return record
    several = len(pages) > 1
    findings = {fault: _finding(fault, numbers if several else []) for fault, numbers in where.items()}
    review = explained(record.review, tuple(findings.values()))
    return record.model_copy(update={"findings": (*record.findings, *findings.values()), "review": review})


def is_of_picture(finding: Finding) -> bool:
    """Whether the finding is about a page's picture and not about what the paper says."""
    return finding.code.startswith(_PREFIX)


def explained(review: Review, findings: Sequence[Finding]) -> Review:
    """The review, if there is need of one, with the findings on pictures that say why reading was hard."""
    if not review.needed:
        return review
    why = (one.message for one in findings if is_of_picture(one) and one.code not in _LEGAL)
    return review.model_copy(update={"reasons": (*review.reasons, *why)})


def _finding(fault: Fault, numbers: Sequence[int]) -> Finding:
    where = "、".join(map(str, numbers)) + "ページ目: " if numbers else ""
    return Finding(code=fault.code, severity="warning", message=where + fault.text, rule=fault.rule)


def _resolution(stored: StoredImage) -> Iterator[Fault]:
    """Under 200 dpi, by the file or by pixels in the shape of paper; what neither tells is not judged."""
    if stored.dpi is None or stored.dpi >= _ROUNDING * _LEAST_DPI:
        return
    yield Fault(
        "capture-resolution",
        f"解像度が{stored.dpi:g}dpi ({stored.width}×{stored.height}画素) で、スキャナ保存に必要な{_LEAST_DPI}dpiに"
        f"足りません。{_LEAST_DPI}dpi以上でスキャンし直してください",
        f"{_LAW}: 25.4mm当たり200ドット以上",
    )


def _colour(stored: StoredImage, importance: Importance) -> Iterator[Fault]:
    """24-bit colour for papers that move money or goods, 256 greys for others; one bit or a palette for none."""
    if stored.colour == "unknown":
        return
    is_full = stored.bits >= 8 and stored.colour != "palette"
    if is_full and (stored.colour == "colour" or importance == "general"):
        return
    depth = "白黒2値" if stored.bits == 1 else "減色された色数" if stored.colour == "palette" else "グレースケール"
    if is_full or importance == "important":
        wanted, action = "重要書類 (契約書・領収書・請求書・納品書など) に必要な24ビットカラー", "カラー (24ビット) "
    else:
        wanted, action = "一般書類 (見積書・注文書など) に必要な256階調", "グレースケール (256階調) かカラー"
    yield Fault(
        "capture-colour",
        f"{depth}で保存されており、スキャナ保存の{wanted}ではありません。{action}でスキャンし直してください",
        f"{_LAW}: 赤・緑・青それぞれ256階調以上、一般書類は白黒256階調以上",
    )


def _illegible(flaw: Flaw) -> Fault:
    match flaw.kind:
        case "blur":
            return Fault(
                "capture-blur",
                "文字がぼやけています。原稿台のガラスやレンズを拭き、用紙を平らに置いて、このページをスキャンし直してください",
            )
        case "cut-off":
            sides = "・".join(_SIDES[side] for side in flaw.sides)
            return Fault(
                "capture-cut-off",
                f"{sides}で文字か罫線が切れています。用紙全体が入るように置き直して、このページをスキャンし直してください",
            )
        case "glare":
            return Fault(
                "capture-glare",
                "照明の反射で白く飛んだ部分があります。照明が映らない角度で、このページを撮り直してください",
            )
        case "dark":
            return Fault(
                "capture-dark",
                "画像が暗く、文字が紙の色に沈んでいます。明るさを上げるか照明を足して、このページをスキャンし直してください",
            )
        case "faint":
            return Fault(
                "capture-faint",
                "文字が薄く、紙の色とほとんど差がありません。濃度を上げて、このページをスキャンし直してください",
            )
        case "tilt":
            return Fault(
                "capture-tilt",
                f"用紙が約{abs(flaw.amount):.0f}度傾いています。まっすぐに置き直して、このページをスキャンし直してください",
            )
