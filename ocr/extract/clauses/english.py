"""Agreements in English: who agrees with whom, from when to when, for how much and before which court."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ocr.extract.clauses.derived import computed_from, last_day
from ocr.extract.clauses.headed import headed_parties
from ocr.extract.clauses.signatories import in_small_letters, signatories
from ocr.extract.locate import Candidate
from ocr.extract.values import Span, day_order, find_amounts, find_dates
from ocr.record import Date, Flag, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocr.extract.clauses.prose import Prose
    from ocr.template import Template

_OPENING = 3500
"""Characters from the head of the document in which parties and date are introduced."""
_FORM = (
    r"(?i:Inc(?:orporated)?|Corp(?:oration)?|Co(?:mpany)?|Ltd|Limited|L\.?L\.?C|L\.?L\.?P|L\.?P|P\.?L\.?C|N\.A|S\.A"
    r"|B\.V|N\.V|GmbH|AG|ASA|K\.K|Pty|Pte|Sdn|Bhd|KG|SE)\b\.?"
)
_WORD = r"(?:[A-Z0-9][\w&.'/-]*|\"[A-Z][\w -]{1,40}\")"
_NAME = rf"{_WORD}(?:(?: (?:of|and|&|the|for|de|van|von))?,? {_WORD}){{0,9}}?"
_PARTY = re.compile(
    rf"(?:the )?(?P<name>{_NAME}(?:,? {_FORM}){{0,3}})(?=,? ?\(|, of | of (?:No\.? ?)?\d"
    rf"|,? (?:an?|the|with|whose|who|located|having"
    rf"|including|its|for|on|in|by|effective|residing|together|as|both|individually|organized|acting|d/b/a|under|and)\b"
    rf"|[,.;:]|$)"
)
_BETWEEN = re.compile(
    r"\b(?:by and between|by and among|between|among|entered into by)\b:?(?: (?:the )?undersigned,?)?"
    r"(?: \(?[1i]\)?[.)])? ?",
    re.IGNORECASE,
)
_END = re.compile(
    r"WHEREAS|Whereas|RECITALS|WITNESSETH|Recitals|BACKGROUND|Background|NOW,? THEREFORE|In consideration"
    r"|IN CONSIDERATION|The parties|The Parties"
    r"|\(collectively,? (?:the|referred)[^)]{0,30}[Pp]arties|,? and the (?:undersigned|individual|person)\b"
    r"|,? and (?:you|me|I)\b|(?:hereby )?agrees? as follows|\b1\. "
)
_UNDERSIGNED = re.compile(r"\([^()]{0,20}\"[^\"]{2,40}\"\)")
"""A short name right behind "the undersigned": who that is, the signatures say."""
_RECITALS = re.compile(r"WHEREAS|RECITALS|WITNESSETH")
_AND = re.compile(r"(?:,|\)|\.)?;? (?:and|AND) (?:between )?(?:\(?(?:2|ii)\)?[.)]? )?")
_NOT_PARTY = re.compile(
    r"(?:Agreement|Effective Date|Company|Employee|Employer|Executive|Party|Parties|Recipient|Client|Customer"
    r"|Contractor|Consultant|Section|Exhibit|State|United States|Board"
    r"|Disclosing Party|Receiving Party|Seller|Buyer|Purchaser|Supplier|Licensor|Licensee|Landlord|Tenant|Lessor"
    r"|Lessee|Lender|Borrower|Confidential Information|Information"
    r"|[A-Z][a-z]+ (?:corporation|company)|Delaware|New York|California|Japan)\b\.?"
)
_HEADER = re.compile(r"\bExhibit\b|\bAgreement\b|AGREEMENT|^Proprietary|Information$")
_DEFINED = re.compile(
    r"\((?:(?:hereinafter|hereafter|herein|referred|to|as|collectively|individually|the|each|a|an|called|known"
    r"|\"?we\"?|or|and|,) ?){0,8}\"(?P<term>[^\"]{2,40})\""
)
_GIVEN = r"[^()]{0,200}?\([^()]{0,40}\"[^\"]{2,40}\"[^()]{0,20}\)"
_FAVOUR = re.compile(
    rf"(?:\bby |, )(?P<a>{_NAME}(?:,? {_FORM})?),? ?(?={_GIVEN}(?: in favou?r of"
    rf"|,? and) )\([^()]{{2,60}}\)(?: in favou?r of|,? and) (?:the )?"
    rf"(?P<b>{_NAME}(?:,? {_FORM})?)(?=,? ?(?:\(|an? ))"
)


def english_candidates(prose: Prose, template: Template) -> dict[str, list[Candidate]]:
    """Candidates for the fields of an agreement written in English, best first."""
    day_first = day_order(prose.text)
    dates = find_dates(prose.text, day_first=day_first)
    found = _parties(prose)
    found |= {"contract_date": [], "effective_date": [], "expiry_date": []}
    for name, candidate in _days(prose, dates, day_first):
        found[name].append(candidate)
    found["expiry_date"] += _expiry(prose, dates, found["effective_date"] or found["contract_date"])
    found["auto_renewal"] = list(_renewal(prose))
    found["contract_amount"] = list(_amounts(prose, template))
    found["jurisdiction_court"] = list(_court(prose))
    return {name: sorted(candidates, key=lambda c: -c.score) for name, candidates in found.items()}


def _parties(prose: Prose) -> dict[str, list[Candidate]]:
    """The two that an agreement is made between, in that order."""
    opening = _RECITALS.search(prose.text, 200)
    pairs = list(_pairs(prose.text[: opening.start() if opening else _OPENING][:_OPENING]))
    if not pairs:
        headed = [_named(prose, span, 0.8) for span in headed_parties(prose)]
        signed = headed or [_named(prose, in_small_letters(prose.text, span), 0.65) for span in signatories(prose.text)]
        return {"party_a": signed[:1], "party_b": signed[1:]}
    weight, first, second = next((p for p in pairs if p[0] >= 1.5), max(pairs, key=lambda p: p[0]))
    sure = min(0.7 + 0.1 * weight, 0.9)
    if second is None:
        name = prose.text[slice(*first)].casefold()
        others = (span for span in signatories(prose.text) if prose.text[slice(*span)].casefold()[:8] != name[:8])
        second, sure = next(((in_small_letters(prose.text, span), 0.6) for span in others), (None, sure))
    return {
        "party_a": [_named(prose, first, sure)],
        "party_b": [_named(prose, second, sure)] if second else [],
    }


def _pairs(text: str) -> Iterator[tuple[float, tuple[int, int], tuple[int, int] | None]]:
    """(how well it reads as an opening, first party, second party) for each phrase that may introduce them."""
    for between in _BETWEEN.finditer(text):
        stop = _END.search(text, between.end())
        end = min(stop.start() if stop else len(text), text.rfind(" ", 0, between.end() + 900))
        unnamed = _UNDERSIGNED.match(text, between.end())
        first = None if unnamed else _party(text, between.end(), end)
        if first is None and not unnamed:
            continue
        weight, second = _second(text, first[1] if first else between.end(), end)
        if first is None:
            first, second = second, None
        if first is None:
            continue
        if _DEFINED.search(text, first[1], min(first[1] + 250, end)):
            weight += 0.5
        if re.search(r"(?i)agreement", text[max(0, between.start() - 250) : between.start()]):
            weight += 0.3
        if weight >= 0.8:
            yield weight, first, second
    for match in _FAVOUR.finditer(text):
        yield 1.5, match.span("a"), match.span("b")


def _party(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _PARTY.match(text, start, end)
    if match is None or _NOT_PARTY.fullmatch(match["name"]) or len(match["name"]) < 3 or _HEADER.search(match["name"]):
        return None
    return match.span("name")


def _second(text: str, start: int, end: int) -> tuple[float, tuple[int, int] | None]:
    """The party that an "and" introduces and that is then described or given a short name, and how clearly it is."""
    choices: list[tuple[float, tuple[int, int]]] = []
    for match in _AND.finditer(text, start, end):
        span = _party(text, match.end(), end)
        if span is None or span[1] - span[0] > 90:
            continue
        after = text[span[1] : span[1] + 60]
        defined = _DEFINED.match(after.lstrip(" ,"))
        form = re.search(_FORM, text[slice(*span)])
        described = re.match(r",? (?:of (?:No\.? ?)?\d|an?|whose|with|having|located|the|residing)\b", after)
        ends = not after.strip(" ,.;") or re.match(r",? ?(?:\(|under |effective |for |to |is |agree|shall|\.)", after)
        weight = 1.0 * bool(defined) + 0.8 * bool(form) + 0.5 * bool(described) + 0.4 * bool(ends)
        choices.append((weight + (0.6 if match[0].startswith((")", ",")) else 0.0), span))
    best = max(choices, key=lambda c: c[0], default=(0.0, None))
    return best if best[0] >= 0.5 else (0.0, None)


def _named(prose: Prose, span: tuple[int, int], score: float) -> Candidate:
    name = prose.text[slice(*span)].strip(" ,")
    if not re.search(_FORM, name):
        score -= 0.1
    return prose.candidate(Text(text=name), span, score, "between")


_AS_OF = re.compile(
    r"(?P<effective>(?i:effective date of this\b[^.;]{0,70}?\b(?:is|shall be)(?: the)?)"
    r"|(?:effective|effective for all purposes|commencing|commences?|with effect|takes effect"
    r"|become effective)(?: as)?(?: of| on| from)?(?: the)?"
    r"|Effective Date:?(?: is| means| of| shall be)?(?: the)?|as of(?: the)?|[Cc]ommencement [Dd]ate:?)"
    r"|(?P<signed>[Dd]ated?:?(?: this| the)?|(?:made|entered into|executed|signed)(?: and entered into)?"
    r"(?: on| this| in)*(?: the)?|this(?: the)?)",
)
_BEGINS = re.compile(
    r"(?i)\b(?:the (?:\w+ )?term|this agreement)\b[^.]{0,30}\b(?:begins?|starts?|commences?)(?: on)?(?: the)? \Z"
)
_BEFORE_DATE, _BEFORE_LABEL = 70, 120
"""Characters before a day in which the agreement is named, and in which "the effective date of this … is" fits."""
_HEAD = 1200
"""Characters in which a day needs no further sign that it is that of this agreement."""


def _days(prose: Prose, dates: list[Span[dt.date]], day_first: bool | None) -> Iterator[tuple[str, Candidate]]:
    """The day in the opening: "dated" or "made this" is the signing, "as of" or "effective" when it takes effect.

    "As of" is, less surely, the signing too; a day behind the label "Effective Date:" is not.
    """
    alone: list[tuple[Span[dt.date], tuple[int, int]]] = []
    for date in dates:
        span = (date.start, date.end)
        if _BEGINS.search(prose.text, max(0, date.start - _BEFORE_DATE), date.start):
            yield "effective_date", prose.candidate(Date(date=date.value), span, 0.8, "begins")
        if date.start > _OPENING:
            continue
        said = prose.text[max(0, date.start - _BEFORE_LABEL) : date.start].rstrip(" ,(")
        before = said[-_BEFORE_DATE:]
        earlier = prose.text[max(0, date.start - 2 * _BEFORE_DATE) : date.start]
        match = next((m for m in _AS_OF.finditer(said) if m.end() == len(said)), None)
        value = Date(date=date.value)
        about_this = re.search(r"(?i)this\b[^.]{0,60}agreement|effective|made|entered", before) or date.start < _HEAD
        elsewhere = re.search(
            r"(?i)pursuant to|that certain|master agreement dated"
            r"|amended|plan|merger agreement|purchase agreement|supersede|prior|previous",
            earlier,
        )
        if match and about_this and not elsewhere:
            if match["effective"]:
                yield "effective_date", prose.candidate(value, span, 0.88, match[0].strip().casefold())
                if not re.search(r"(?i)commenc|:\Z", match[0]):
                    yield "contract_date", prose.candidate(value, span, 0.7, "as of")
            else:
                yield "contract_date", prose.candidate(value, span, 0.85, match[0].strip().casefold())
        elif _alone(prose, date):
            alone.append((date, span))
    for date, span in alone[:1]:
        yield "contract_date", prose.candidate(Date(date=date.value), span, 0.75, "date line")
    yield from _signatures(prose, dates, day_first)


def _alone(prose: Prose, date: Span[dt.date]) -> bool:
    return len(prose.segment_at(date.start).text.strip()) <= date.end - date.start + 2


_EXECUTED = re.compile(r"(?i)\b(?:executed|signed|accepted|agreed)\b[^.]{0,80}\bas of(?: the)? ?\Z")


def _signatures(prose: Prose, dates: list[Span[dt.date]], day_first: bool | None) -> Iterator[tuple[str, Candidate]]:
    """Days beside "Date:" where people sign, if they are all the same; else that as of which they say they sign."""
    short = [] if day_first is None else find_dates(prose.text, day_first=day_first, two_digit_year=True)
    signed = [
        d
        for d in short or dates
        if d.start > 0.5 * len(prose.text) and re.search(r"(?i)\bdated?:? ?\Z", prose.text[: d.start][-8:])
    ]
    if signed and len({d.value for d in signed}) == 1:
        date = signed[0]
        yield "contract_date", prose.candidate(Date(date=date.value), (date.start, date.end), 0.72, "signature date")
    for date in dates:
        if date.start > 0.5 * len(prose.text) and _EXECUTED.search(prose.text[max(0, date.start - 120) : date.start]):
            for name, score in (("contract_date", 0.7), ("effective_date", 0.6)):
                yield name, prose.candidate(Date(date=date.value), (date.start, date.end), score, "signed as of")


_UNTIL = re.compile(
    r"(?i)\bthis (?:[\w-]+ ){0,3}agreement\b[^.]{0,90}?\b(?:expires?|terminates?|ends?|until|through"
    r"|end)\b(?: automatically)?(?: on| upon| at)?(?: the close of business on| the)?\s*"
    r"|\bthe (?:\w+ )?term\b[^.]{0,60}?\b(?:until|through|expires? on|ends?(?: at midnight)? on|extended to)"
    r"(?: the)?\s*"
)
_FOR = re.compile(
    r"(?i)\bthis (?:[\w-]+ ){0,3}agreement\b[^.]{0,60}?\b(?:in (?:full )?(?:force|effect)|effective|terminates?"
    r"|expires?|continues?|remains?|term\b)[^.]{0,50}?"
    r"\b(?:\w+ ?)?\(?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|ten|twelve|eighteen)\)? (?P<unit>years?"
    r"|months?)\b[^.]{0,25}?\b(?:from|after|following|of|commencing)"
    r" (?:on )?(?:the )?(?:effective date|date (?:hereof|of this agreement|first (?:written )?above|first above))"
)
_END_LABEL = re.compile(r"\b(?:End|Expiry|Expiration|Termination) ?(?:[Dd]ate)?:? ?\Z")
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "twelve": 12,
    "eighteen": 18,
}


def _expiry(prose: Prose, dates: list[Span[dt.date]], begins: list[Candidate]) -> Iterator[Candidate]:
    for date in dates:
        if any(m.end() == date.start for m in _UNTIL.finditer(prose.text, max(0, date.start - 200), date.start)):
            yield prose.candidate(Date(date=date.value), (date.start, date.end), 0.8, "until")
        elif _END_LABEL.search(prose.text[max(0, date.start - 20) : date.start]):
            yield prose.candidate(Date(date=date.value), (date.start, date.end), 0.75, "end date")
    start = max(begins, key=lambda c: c.score, default=None)
    lengths = {(m["n"].casefold(), m["unit"][0].casefold()): m for m in _FOR.finditer(prose.text)}
    if start is None or not isinstance(start.value, Date) or len(lengths) != 1:
        return
    (((number, unit), match),) = lengths.items()
    count = _NUMBERS.get(number) or int(number)
    last = last_day(start.value.date, count * (12 if unit == "y" else 1))
    if last:
        inputs = prose.candidate(Date(date=last), match.span(), 0.5, "length of term", derived=True)
        yield computed_from(inputs, start)


_NOT_RENEW = re.compile(
    r"(?i)\bnot (?:be )?(?:automatically (?:renew|extend)(?:ed)?|(?:renew|extend)(?:ed)? automatically)\b"
    r"|\b(?:renewal|extension) (?:requires|is subject to) (?:the |a )?(?:mutual |prior |further )*written"
    r" (?:agreement|consent)"
    r"|\bdo(?:es)? not renew\b|\bno automatic renewal\b|\bauto(?:matic)?[- ]?renewal:? (?:no|none)\b"
)
_RENEW = re.compile(
    r"(?i)\b(?:automatically (?:be )?(?:renew|extend)(?:s|ed)?|(?:renew|extend)(?:s|ed)? automatically"
    r"|auto-?renews?|auto-?renewal:? yes|automatic renewal(?! (?:is|does|shall|will) not)|deemed renewed"
    r"|shall (?:be )?renew(?:ed)? for (?:successive|additional|further)[^.]{0,60}unless)\b"
)


def _renewal(prose: Prose) -> Iterator[Candidate]:
    denied = list(_NOT_RENEW.finditer(prose.text))
    for match in denied:
        yield prose.candidate(Flag(flag=False), match.span(), 0.85, "no renewal")
    for match in _RENEW.finditer(prose.text):
        if not any(d.start() < match.end() and match.start() < d.end() for d in denied):
            yield prose.candidate(Flag(flag=True), match.span(), 0.88, "renewal")


_REPLACED = re.compile(
    r"(?i) ?(?:(?:is|are|shall be)(?: hereby)? )?(?:deleted|replaced|changed"
    r"|amended|increased|reduced|to [^\w\s]?[A-Z$]{0,4} ?\d)"
)
"""After an amount that an amendment puts another in the place of."""
_LETTERS = re.compile(r"[A-Za-z]{4}")
"""In a line of prose; an amount in a table's cell has at most its currency beside it."""
_NEXT_CLAUSE = re.compile(r"\. (?=\d{1,2}\. )")
"""The end of a sentence and the number of the next: no cents with a gap before them."""


def _amounts(prose: Prose, template: Template) -> Iterator[Candidate]:
    """Amounts in a sentence that before them names the price or fee; what stands alone in a table is in none."""
    field = template.fields["contract_amount"]
    labels = [w.casefold() for w in field.labels if w.isascii()]
    for span in find_amounts(_NEXT_CLAUSE.sub("; ", prose.text), bare=False):
        if _REPLACED.match(prose.text, span.end) or not _LETTERS.search(prose.segment_at(span.start).text):
            continue
        said = prose.text[max(0, span.start - 80) : span.start].casefold()
        said = said[max(said.rfind(". "), said.rfind("; ")) + 1 :]
        word = next((w for w in labels if re.search(rf"\b{re.escape(w)}s?\b", said)), "")
        if word and not re.search(
            r"penalt|damages|deposit|late|interest|cap|maximum|not exceed|liabilit|above|insur|claim", said
        ):
            yield prose.candidate(span.value, (span.start, span.end), 0.75, word)


_VENUE = re.compile(
    r"(?i)\b(?:jurisdiction|venue|(?:action|suit|proceeding|claim)s?\b[^.;]{0,60}\b(?:brought|commenced|instituted|heard))"
    r"\b[^.;]{0,80}?\b(?:of|in|with|by|be)\b (?:any )?(?P<court>(?:the )?(?:(?:state"
    r"|federal|district|united states|commercial|high|superior|circuit|county|local|appropriate)"
    r"[\w ,/&]{0,40})?courts?(?: (?:located|sitting|situated))?(?: (?:in|of|for) [A-Z][\w ,]{2,60}?))(?=[.;]"
    r"|,? (?:and|for|in|with|over|or any|to|as)\b)"
)
_COURTS_HAVE = re.compile(
    r"\b(?:The )?(?P<court>(?:the )?(?:[\w]+ (?:and \w+ )?)?[Cc]ourts? (?:of|in|located in) (?:the )?"
    r"[A-Z]\w+(?:,? (?:of |and )?[A-Z]\w+){0,4})"
    r" (?:shall|will|are to|have|has)\b[^.]{0,30}jurisdiction"
)
_TOKYO = re.compile(r"(?P<court>(?:\bthe )?\b(?!States|Federal|United)[A-Z][a-z]+ (?:District|Summary|High) Court)\b")


def _court(prose: Prose) -> Iterator[Candidate]:
    for match in _TOKYO.finditer(prose.text):
        if re.search(r"(?i)jurisdiction|venue", prose.text[max(0, match.start() - 150) : match.end() + 150]):
            yield prose.candidate(Text(text=match["court"]), match.span("court"), 0.85, "venue")
    for match in _COURTS_HAVE.finditer(prose.text):
        yield prose.candidate(Text(text=match["court"]), match.span("court"), 0.7, "venue")
    for match in _VENUE.finditer(prose.text):
        yield prose.candidate(Text(text=match["court"].strip(" ,")), match.span("court"), 0.6, "venue")
