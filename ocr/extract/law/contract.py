"""What a contract's clauses mean for its keeper: the day to object to renewal, terms of payment, stamps."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from ocr.extract.law.tables import duty, law
from ocr.extract.values import parse_numeral
from ocr.record import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocr.extract.believed import Believed
    from ocr.template import Template

_NUMBER = r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_NOTICE = re.compile(
    rf"(?:満了|終了|期限|更新)(?:する|の)?(?:日)?の?(?P<n>{_NUMBER})(?P<unit>か月|ヶ月|カ月|ヵ月|ケ月|箇月|月|週間|日|年)"
    r"(?:以上)?前(?:の日)?(?:まで|迄)"
)
_PROMISSORY = re.compile(
    r"(?:約束)?手形(?:により|で|にて|を(?:振り?出|交付)|払い?|支払)|電子記録債権(?:により|で|にて)"
)
_FEE_ON_PAYEE = re.compile(
    r"(?:振込手数料|振込に要する(?:費用|手数料)|送金手数料)(?:は|については)?[、,]?(?:受注者|受託者|乙|売主|請負人|貴社|供給者)"
    r"(?:の)?(?:負担|が負担)|振込手数料(?:を|は)[^。]{0,12}(?:差し?引|控除)"
)
_LATE = re.compile(
    r"翌々月|(?:検収|受領|納品|納入)[^。]{0,20}後?(?P<days>[6-9][1-9]|[7-9]0|1[0-9]{2})日以内に?[^。]{0,12}支払"
)
_ORGANISED_CRIME = re.compile(r"反社会的勢力|暴力団")
_FRAMEWORK = re.compile(r"基本契約|継続的|個別契約")
_WORK = re.compile(r"請負|工事|製造委託|制作|作成し|開発")
_TRANSFER = re.compile(r"不動産|土地|建物の売買|営業譲渡|事業譲渡|金銭消費貸借|消費貸借|債権譲渡|地上権|運送")
_FREE = re.compile(r"秘密保持|機密保持|雇用契約|労働契約|派遣|委任契約")
_ELECTRONIC = re.compile(r"電子署名|電磁的記録|電子契約")


def renewal_deadline(believed: Believed, template: Template) -> Iterator[Finding]:
    """The last day to say that the contract shall not go on."""
    expiry = believed.date("expiry_date")
    notice = _NOTICE.search(believed.text) if believed.flag("auto_renewal") else None
    if expiry is None or notice is None:
        return
    number = parse_numeral(notice["n"])
    if number is None:
        return
    deadline = _before(expiry.date, int(number), notice["unit"])
    yield Finding(
        code="renewal-deadline",
        severity="info",
        message=f"自動更新の契約です。{expiry.date} の満了で終えるには、{notice['n']}{notice['unit']}前の {deadline} "
        "までに申し出が必要です",
        fields=("expiry_date", "auto_renewal"),
        rule="契約条項",
    )


def payment_clauses(believed: Believed, template: Template) -> Iterator[Finding]:
    """Terms that the act on subcontractors forbids or limits, where it applies."""
    days = law().payment.most_days
    named = (
        ("payment-by-promissory-note", _PROMISSORY, "手形等で支払う定めがあります", "禁止されています"),
        (
            "transfer-fee-on-payee",
            _FEE_ON_PAYEE,
            "振込手数料を受け取る側が負う定めがあります",
            "代金から差し引けません",
        ),
        ("payment-after-60-days", _LATE, "支払が遅くなり得る定めがあります", f"受領日から{days}日以内に支払います"),
    )
    for code, clause, said, asked in named:
        if clause.search(believed.text):
            message = f"{said}。取適法の適用がある取引では{asked}"
            yield Finding(code=code, severity="info", message=message, rule=law().cite("取適法"))


def organised_crime_clause(believed: Believed, template: Template) -> Iterator[Finding]:
    if believed.text and not _ORGANISED_CRIME.search(believed.text):
        yield Finding(
            code="no-organised-crime-clause",
            severity="info",
            message="反社会的勢力の排除に関する条項が見当たりません",
            rule="暴力団排除条例",
        )


def stamp_duty(believed: Believed, template: Template) -> Iterator[Finding]:
    """What stamp a paper contract like this is likely to need; its class is for a person to judge."""
    text, table = believed.text, law().stamp_duty
    title = believed.name("title") or ""
    if _ELECTRONIC.search(text):
        return
    if _FREE.search(title):
        estimate = "不課税文書とみられ、印紙税はかからない見込みです"
    elif _FRAMEWORK.search(title):
        estimate = f"第7号文書 (継続的取引の基本契約) とみられ、印紙税は {table.framework:,}円の見込みです"
    elif _TRANSFER.search(title) or _WORK.search(title):
        is_transfer = bool(_TRANSFER.search(title))
        estimate = _by_amount(believed, is_transfer=is_transfer)
    else:
        return
    yield Finding(
        code="stamp-duty",
        severity="info",
        message=f"紙の契約書であれば、{estimate} (参考。文書の種類は内容で判断されます)",
        fields=("title", "contract_amount") if believed.has("contract_amount") else ("title",),
        rule=law().cite("印紙税法別表第一"),
    )


def _by_amount(believed: Believed, *, is_transfer: bool) -> str:
    table = law().stamp_duty
    number, steps, above = (
        (1, table.transfer, table.transfer_above) if is_transfer else (2, table.work, table.work_above)
    )
    amount = believed.amount("contract_amount")
    tax = table.unstated if amount is None else 0 if amount < table.free_below else duty(amount, steps, above)
    return f"第{number}号文書とみられ、印紙税は {tax:,}円の見込みです"


def _before(day: dt.date, number: int, unit: str) -> dt.date:
    """The day so long before; a month's last day stays a last day, and is the nearest where a month is shorter."""
    if unit in ("日", "週間"):
        return day - dt.timedelta(days=number * (7 if unit == "週間" else 1))
    months = number * (12 if unit == "年" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))
