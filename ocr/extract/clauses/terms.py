"""The days of a Japanese contract: when it was signed, when it takes effect, when it ends, whether it renews itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ocr.extract.clauses.derived import computed_from, last_day
from ocr.extract.clauses.names import ROLES
from ocr.extract.locate import Candidate
from ocr.extract.sheet import Key
from ocr.extract.values import Span, find_dates, parse_numeral
from ocr.record import Date, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr.extract.clauses.prose import Prose
    from ocr.template import FieldTemplate, Template

_DATES = ("contract_date", "effective_date", "expiry_date")
_CLOSING = re.compile(
    r"(?:成立を証|締結を証|合意を証|契約を証|締結の証|契約の証|合意の証|成立の証|証として|証するため|証する為"
    r"|証するもの|後日の証)[^。]{0,60}"
    r"|(?:本書|本契約書|本覚書|正本|本証書)[^。]{0,12}通を?作成"
)
_SIGNERS = re.compile(
    rf"[(\[【]?(?:(?:{ROLES}|甲|乙)[)\]】:・(]|(?:{ROLES}|甲|乙)(?:住所|所在|〒|.{{2,3}}[都道府県])|住所|氏名)"
)
"""What stands under the day of signing."""
_ARTICLE = re.compile(r"第[1一壱]条")
_THROUGH = re.compile(
    r"(?:\([^()]{1,12}\))?(?:を始期(?:とし|として)|から|より|以降|~|〜|-|―|—|→|至|完成|完了|竣工|に(?:その)?効力を(?:生|発)じ"
    r"|に発効し|に開始し|に始まり|を(?:開始日|始期|初日)とし)"
    r"(?:起算して?|発効し|効力を(?:生|発)じ)?(?:て)?[、,]?[^。年0-9]{0,14}"
)
_UNTIL = re.compile(
    r"(?:\([^()]{1,12}\))?(?:まで|迄|を(?:終期|満了日|終了日|末日|期限|最終日)|(?:をも[っつ]て|に|限り)"
    r"|[、。()「」とでの]|$)"
)
_TAKES_EFFECT = re.compile(
    r"(?:\([^()]{1,12}\))?(?:から|より|に|をも[っつ]て|付で|付けで|に遡って|に遡及して"
    r"|以降(?:について)?)[、,]?(?:その|これを)?(?:効力を(?:生|発|有)|発効|有効|施行|適用|実施|開始)"
)
_ENDS = re.compile(
    r"(?:\([^()]{1,12}\))?(?:まで|迄|をも[っつ]て|限り|に)(?:の間|を期限)?[、,]?(?:とする|とし|有効|効力を有|終了|満了"
    r"|存続)"
)
_SPAN = re.compile(
    r"(?:満|向こう|むこう)*(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?P<unit>年|か月|ヶ月|カ月|ヵ月|ケ月|箇月"
    r"|ヶ年|か年|カ年|ヵ年|箇年)間?(?![後前以])"
)
_FROM = r"(?:\([^()]{1,12}\))?(?:から|より)(?:起算して|起算し)?[、,]?"
_FROM_DATE = re.compile(_FROM)
_FROM_SIGNING = re.compile(
    rf"(?:本契約|本覚書|本合意書|本書|契約|この契約)?の?(?:締結|成立|調印)(?:の)?日(?:\([^()]{{1,20}}\))?{_FROM}"
    rf"|(?:本契約|本覚書|契約)(?:の)?締結(?:時|後){_FROM}"
)
_SIGNED = re.compile(
    r"(?:\([^()]{1,40}\))?(?:付けで|付で|に|、|,)?(?:[^。()]|\([^()]{0,60}\)){0,120}?(?:契約|覚書|合意書"
    r"|協定)(?:書)?(?:\([^()]{1,20}\))?を(?:締結|取り交わ|取交)"
)
_OTHER_CONTRACT = re.compile(r"(?:付け?(?:の)?[「『]?[^。]{0,30}(?:契約|覚書)|(?:原|基本|旧|現行|既存)契約)")
_ABOUT_CONTRACT = re.compile(
    r"本契約|本変更契約|(?:上記|前項|前条|前記)の変更|本変更|本覚書|本合意|この契約|契約の?期間|有効期間|存続期間|契約期間"
)
_SOMETHING_ELSE = re.compile(
    r"支払|納入|納品|納期|引渡|検収|対象期間|集計|試用|休業|報告|決算|事業年度|提出|振込|振り込|残存|秘密保持義務"
    r"|消費税|税率|研修|休暇|猶予|工程|請求"
)
_WORK_PERIOD = re.compile(r"(?:履行|工事|作業|施工|実施|製作|利用|使用)期間|工期")
"""When work is done; the contract's own term where it names no other."""
_AMENDED = re.compile(r"(?:原|本|基本|既存|現行)契約[^。]{0,40}(?:変更し|改定し|改訂し|改め)[、,]?\Z")
"""Before the day from which a memorandum changes the contract it is about."""
_LATIN_ERA = re.compile(r"(?<![a-z0-9])[rhs](?=(?:\d{1,2}|元)[.年/])")
"""An era's letter, which a key has in lower case: R8.4.1."""
_QUOTED_OLD = re.compile(r"[」』](?:とあるの)?を[、,]?[「『]|[」』]とある")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What all questions about days share."""

    prose: Prose
    dates: tuple[Span[dt.date], ...]
    labels: tuple[str, ...]
    """Words for the term of the contract, as keys."""

    def before(self, position: int, length: int = 70) -> str:
        """What the sentence says before a position."""
        text = self.prose.text[max(0, position - length) : position]
        return text[text.rfind("。") + 1 :]

    def of_the_contract(self, position: int) -> float:
        """How sure it is that a day at a position bounds the contract and not something in it; 0 for something else."""
        said = self.before(position)
        label = max((said.rfind(word) for word in self.labels), default=-1)
        other = max((m.end() for m in _SOMETHING_ELSE.finditer(said)), default=-1)
        about = max((m.end() for m in _ABOUT_CONTRACT.finditer(said)), default=-1)
        if other >= max(label, about, 0):
            return 0.0
        if label >= 0 or about >= 0:
            return 0.55 if _WORK_PERIOD.search(said) else 0.95
        head = self.prose.text[max(0, position - 70) : position]
        return 0.75 if any(word in head for word in self.labels) else 0.0


def term_candidates(prose: Prose, template: Template) -> dict[str, list[Candidate]]:
    """Candidates for contract_date, effective_date and expiry_date, best first."""
    words = {k for name in _DATES[1:] for k in _keys(template.fields.get(name)) if not k.endswith(("日", "date"))}
    reader = _Reader(prose, tuple(find_dates(_LATIN_ERA.sub(lambda m: m[0].upper(), prose.text))), tuple(sorted(words)))
    signing = _best(_signing(reader, template.fields.get("contract_date")))
    found: dict[str, list[Candidate]] = {name: [] for name in _DATES}
    found["contract_date"] = signing
    for name, candidate in (*_ranges(reader), *_single(reader, template), *_durations(reader, signing)):
        found[name].append(candidate)
    return {name: _best(candidates) for name, candidates in found.items()}


def renewal_candidates(prose: Prose, template: Template, expiry: Sequence[Candidate]) -> list[Candidate]:
    """Whether the contract renews itself, as a clause says; a term that ends and not a word of renewal: it does not."""
    field = template.fields.get("auto_renewal")
    if field is None:
        return []
    found = list(_rows(prose)) or [*_said(prose, field), *_clauses(prose)]
    if not found and expiry and expiry[0].score > 0.6 and not _RENEWAL_WORD.search(prose.text):
        silent = expiry[0]
        value = Flag(flag=False)
        return [Candidate(value, silent.raw, silent.evidence, silent.segment, 0.7, "no renewal clause", derived=True)]
    flags = {c.value for c in found}
    best = _best(found)
    return best if len(flags) == 1 else [c.scored(c.score * 0.6) for c in best]


_RENEWAL_WORD = re.compile(r"更新|延長|継続して(?:有効|効力)|契約を継続|存続するもの|自動継続")
_NO_OBJECTION = (
    r"(?:申出|申し出|申入れ|申し入れ|通知|意思表示|意思|異議|解約|連絡|請求|表明)[^。]{0,25}?"
    r"(?:ない|なき|無い|なかった|されない|述べない|行わない|せず|しない)"
)
_RENEWS = r"(?:更新|延長|継続|存続)(?:され|し|する|とす|と見なす|とみなす|となる|の(?:もの|こと)とす)"
_TRUE = re.compile(
    rf"{_NO_OBJECTION}(?:場合|とき|時|限り|ければ|かぎり|もの)[^。]{{0,70}}?{_RENEWS}"
    rf"|(?:自動的に|当然に)[^。]{{0,30}}?{_RENEWS}"
    rf"|(?:同一|同じ|同様の|従前と同)[^。]{{0,12}}(?:条件|内容)[^。]{{0,30}}?{_RENEWS}"
    rf"|{_RENEWS}[^。]{{0,25}}(?:以後|以降|その後|爾後)[^。]{{0,8}}(?:同様|準ず|同じ)"
)
_FALSE = re.compile(
    r"(?:自動的に(?:は)?[^。]{0,12}(?:更新|延長|継続)|自動更新|自動延長|契約の更新|本契約(?:は"
    r"|を)[^。、]{0,12}更新|期間(?:は|を)[^。、]{0,8}(?:更新|延長))"
    r"(?:は|を|も)?(?:され|し|行わ|せ|行なわ)(?:ない|ず|ぬ)(?!旨|場合|とき|こと|限り|もの(?!とす)|意|ときは)"
    r"|(?:更新|延長)(?:は|を)(?:し|行わ)ない(?:ものと|こととする|。)"
    r"|満了(?:により|をも[っつ]て|とともに)[^。]{0,8}終了し[、,]?(?:これを|契約を)?更新(?:は)?しない"
    r"|協議(?:の上|のうえ|により|して|し|をも[っつ]て)[^。]{0,30}(?:更新|延長)(?:する(?:もの|こと)?(?:とする|が)"
    r"|し得る|できる)"
    r"|(?:更新|延長)(?:する)?ことができる"
    r"|(?:更新|延長)の(?:定め|規定|特約)[はがも]?(?:ない|なし|無い|無し|置かない|設けない)"
    r"|(?:更新|延長|継続)(?:について|に関して|に際して)?は[^。]{0,16}協議の?(?:上|うえ)[^。]{0,16}(?:契約|取り?交わ)"
    r"|(?:更新|延長|継続)(?:する)?(?:場合|とき)(?:に)?は[^。]{0,40}(?:改めて|新たに|あらためて|別途|協議)"
)


def _said(prose: Prose, field: FieldTemplate) -> Iterator[Candidate]:
    """The template's own words; those of "true" count only where no denial follows."""
    for value, sure in (("false", 0.9), ("true", 0.88)):
        for word in field.choices.get(value, ()):
            key = Key.of(word).text
            for match in re.finditer(re.escape(key), prose.text):
                rest = prose.text[match.end() : match.end() + 12]
                if _DENIED.match(rest) if value == "true" else _MENTIONED.match(rest):
                    continue
                yield prose.candidate(Flag(flag=value == "true"), match.span(), sure, key)


_DENIED = re.compile(r"なし|無し|無(?!い|償)|(?:は|を|も)?(?:され|し|行わ|せ)?(?:るもので(?:は)?)?(?:ない|ず|ぬ)")
_MENTIONED = re.compile(r"(?:旨|場合|とき|こと|限り|意思|時)")


_ROW = re.compile(r"(?:契約の|契約)?(?:[自白]動)?更新(?:の有無)?[:・]?")
_ROW_SAYS = re.compile(r"(?:(?P<yes>有|あり|する|自動更新)|(?P<no>無|なし|しない|更新しない))(?:\([^()]{0,12}\))?")


def _rows(prose: Prose) -> Iterator[Candidate]:
    """更新 in a cell of its own, and beside it whether the contract does."""
    for label, value in pairwise(prose.segments):
        if (label.page, label.row) != (value.page, value.row) or not _ROW.fullmatch(label.key.text):
            continue
        says = _ROW_SAYS.fullmatch(value.key.text)
        if says:
            flag = Flag(flag=says["yes"] is not None)
            yield Candidate.at(flag, value, 0, len(value.text), 0.9, "renewal row")


def _clauses(prose: Prose) -> Iterator[Candidate]:
    denied = list(_FALSE.finditer(prose.text))
    for match in denied:
        yield prose.candidate(Flag(flag=False), match.span(), 0.9, "no renewal")
    for match in _TRUE.finditer(prose.text):
        rest = prose.text[match.end() : match.end() + 12]
        inside = any(d.start() < match.end() and match.start() < d.end() for d in denied)
        if not inside and not _DENIED.match(rest) and not rest.startswith(("ことができ", "場合")):
            yield prose.candidate(Flag(flag=True), match.span(), 0.92, "renewal")


def _signing(reader: _Reader, field: FieldTemplate | None) -> Iterator[Candidate]:
    """The day of signing: labelled, alone on a line at the signatures or at the head, or in the opening sentence."""
    prose = reader.prose
    closings = [m.end() for m in _CLOSING.finditer(prose.text)]
    article = _ARTICLE.search(prose.text)
    opening = article.start() if article else min(len(prose.text), 600)
    labels = sorted(_keys(field), key=len, reverse=True)
    for date in reader.dates:
        value, span = Date(date=date.value), (date.start, date.end)
        before = prose.text[max(0, date.start - 14) : date.start].rstrip(":;、,(")
        label = next((w for w in labels if before.endswith(w) and not w.isascii()), "")
        if label:
            yield prose.candidate(value, span, 0.93, label)
        elif _alone(prose, date):
            closed = (closings and date.start >= closings[-1]) or _SIGNERS.match(prose.text, date.end)
            last = closed or date.start > len(prose.text) * 0.7
            score = 0.95 if closed else 0.85 if last else 0.72 if date.start < opening else 0.0
            if score:
                yield prose.candidate(value, span, score, "signing line")
        elif date.start < opening and _SIGNED.match(prose.text, date.end):
            other = _OTHER_CONTRACT.match(prose.text, date.end)
            if not other:
                yield prose.candidate(value, span, 0.78, "opening")


def _alone(prose: Prose, date: Span[dt.date]) -> bool:
    """Whether the line says nothing but the day."""
    segment = prose.segment_at(date.start)
    rest = segment.key.text.replace(prose.text[date.start : date.end], "", 1)
    return not re.sub(r"[\W_]|西暦|日付|締結|以上", "", rest)


def _ranges(reader: _Reader) -> Iterator[tuple[str, Candidate]]:
    text = reader.prose.text
    for first, second in pairwise(reader.dates):
        between = text[first.end : second.start]
        if len(between) > 40 or not _THROUGH.fullmatch(between) or not _bounds(reader, second):
            continue
        sure = reader.of_the_contract(first.start) if second.value > first.value else 0.0
        if sure and _QUOTED_OLD.match(text[second.end : second.end + 12].lstrip("まで迄")):
            sure = 0.25
        if sure:
            yield (
                "effective_date",
                reader.prose.candidate(Date(date=first.value), (first.start, first.end), sure, "term"),
            )
            yield (
                "expiry_date",
                reader.prose.candidate(Date(date=second.value), (second.start, second.end), sure, "term"),
            )


def _bounds(reader: _Reader, date: Span[dt.date]) -> bool:
    """Whether a day closes what came before it: by a word, or because its line ends with it."""
    at_end = reader.prose.line_start(date.end) == date.end
    return at_end or _UNTIL.match(reader.prose.text, date.end) is not None


def _single(reader: _Reader, template: Template) -> Iterator[tuple[str, Candidate]]:
    """One end of the term by itself."""
    prose, text = reader.prose, reader.prose.text
    for name, pattern in (("effective_date", _TAKES_EFFECT), ("expiry_date", _ENDS)):
        labels = [w for w in _keys(template.fields.get(name)) if w.endswith("日")]
        for date in reader.dates:
            before = text[max(0, date.start - 14) : date.start].rstrip(":;、,(はを")
            span = (date.start, date.end)
            if any(before.endswith(word) for word in labels):
                yield name, prose.candidate(Date(date=date.value), span, 0.9, "label")
            elif pattern.match(text, date.end):
                amends = name == "effective_date" and _AMENDED.search(reader.before(date.start))
                sure = reader.of_the_contract(date.start) or (0.85 if amends else 0.0)
                if sure:
                    yield name, prose.candidate(Date(date=date.value), span, 0.9 * sure, "clause")


def _durations(reader: _Reader, signing: list[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """A start and a length give the last day; "from the signing" gives the day of signing as the start."""
    prose, text = reader.prose, reader.prose.text
    for date in reader.dates:
        start = _FROM_DATE.match(text, date.end)
        sure = reader.of_the_contract(date.start)
        if start and sure:
            length = _SPAN.match(text, start.end())
            if length:
                yield (
                    "effective_date",
                    prose.candidate(Date(date=date.value), (date.start, date.end), 0.9 * sure, "term"),
                )
                yield from _last_day(prose, date.value, (date.start, length.end()), length, 0.85 * sure)
    signed = signing[0] if signing and signing[0].score > 0.6 else None
    for match in _FROM_SIGNING.finditer(text):
        sure = reader.of_the_contract(match.start())
        if signed is None or not sure or not isinstance(signed.value, Date):
            continue
        inputs = prose.candidate(signed.value, match.span(), 0.8 * sure * signed.score, "from signing", derived=True)
        length = _SPAN.match(text, match.end())
        until = next((d for d in reader.dates if match.end() <= d.start <= match.end() + 12), None)
        if length:
            yield "effective_date", computed_from(inputs, signed)
            for name, last in _last_day(prose, signed.value.date, (match.start(), length.end()), length, 0.62 * sure):
                yield name, computed_from(last, signed)
        elif until and _UNTIL.match(text, until.end):
            yield "effective_date", computed_from(inputs, signed)
            span = (until.start, until.end)
            yield "expiry_date", prose.candidate(Date(date=until.value), span, 0.9 * sure, "term")


def _last_day(
    prose: Prose, start: dt.date, span: tuple[int, int], length: re.Match[str], score: float
) -> Iterator[tuple[str, Candidate]]:
    number = parse_numeral(length["n"])
    if number is None or not 0 < number <= 99:
        return
    last = last_day(start, int(number) * (12 if length["unit"].endswith("年") else 1))
    if last:
        yield "expiry_date", prose.candidate(Date(date=last), span, score, "length of term", derived=True)


def _keys(field: FieldTemplate | None) -> list[str]:
    return [Key.of(word).text for word in field.labels] if field else []


def _best(candidates: Iterator[Candidate] | list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: -c.score)
