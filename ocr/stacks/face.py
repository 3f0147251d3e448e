"""What a page shows of the document it belongs to: title, numbers, parties, articles, how it begins and ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.extract.finders import dates_in
from ocr.extract.sheet import Key
from ocr.extract.values import find_phones, find_registration_numbers, parse_numeral
from ocr.stacks import signing
from ocr.stacks.heading import has_headline, heading_of
from ocr.stacks.page_number import is_fax_header, page_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.stacks.heading import Heading
    from ocr.stacks.page_number import PageNumber
    from ocr.template import Templates

_HEAD = 0.45
"""The head of a page is its upper part, down to the first table heading, and no more than this share of the height."""
_HEADINGS = 3
"""Column headings that make a row the heading of a table."""
_LONGEST_NAME = 40
_COVER_ROWS, _COVER_LENGTH, _FRONT_ROWS = 4, 120, 14

_SAID = re.compile(r"[。:]|[a-z]{2}[.]$")
_LEAST_COVER = 8
_CONTINUED = re.compile(r"続き|つづき|[(〔\[]続[)〕\]]|\(cont|continued|(?:2|二|3|三)枚目|明細続")
_CARRIED_IN = re.compile(r"前(?:頁|ページ|葉|項)(?:より|から|計)|繰越残?高?\(前|broughtforward")
_CARRIED_OUT = re.compile(
    r"次(?:頁|ページ|葉)(?:へ|に)|裏面(?:へ|に)続|carriedforward|continued(?:on|over)|続く[)》]?$"
)
_ATTACHED = re.compile(
    r"^[【《\[(<]?(?:別紙|別添|別表|添付|付属|附属|附則|請求内訳|内訳書|内訳明細|明細書|明細表)(?!の)"
    r"|^(?:exhibit|schedule|appendix|annex|attachment)"
    r"(?![0-9]{1,2}[.][0-9]|\([a-z]\)\([0-9])(?:[^a-z]|[a-z](?:$|to))"
)
"""Exhibit 10.1 and Exhibit (e)(1) are none: what is filed with an authority is numbered so, each a document."""
_ATTACHED_TO = re.compile(r"^(?:exhibit|schedule|appendix|annex|attachment)[a-z0-9]{1,2}to")
"""The title that follows is that of another document."""
_ARTICLE = re.compile(
    r"^第([0-9〇一二三四五六七八九十百]{1,4})条|^(?:article|section)([0-9]{1,2})|^([0-9]{1,2})[.](?=[^0-9])"
)
_ADDRESSED = re.compile(r"(?:御中|様|各位|殿)[)]?$")
_MIDWAY = re.compile(
    r"[ー、。)」』]|[ぁ-ん](?=.*[、。]|.{24})|[a-z](?=.{30})|\((?:[2-9]|[b-h]|i{2,3}|iv|v)\)|[2-9](?![0-9.,/年月:-])\s*[ぁ-んァ-ヶ一-龥]"
)
"""A name may begin with hiragana; a line of prose that does goes on with a sentence."""
_CLOSED = re.compile(r"[。.:;!?)」』】》]$")
_SALUTATION = re.compile(r"dear[a-z]|(?:ladiesand)?gentlemen|towhomitmayconcern|拝啓|謹啓|拝復|前略")
_SALUTATION_ROWS = 25
_PREAMBLE = re.compile(
    r"this.{0,90}?(?:agreement|contract|lease|deed|memorandum).{0,160}?"
    r"(?:enteredinto|made(?:and|as|by|effective|on|this)|byandbetween|(?:dated|effective)as?of|isbetween)"
    r"|(?:agreement|contract|lease|deed|memorandum),?dated.{0,60}?(?:between|among)"
    r"|以下.{0,6}甲.?(?:と|。)"
)
_PREAMBLE_ROWS = 14
_PAID = re.compile(
    r"ありがとうござ|(?:お越し|ご来店|ご利用)を?お待ち|お?釣り?銭?[¥\\]?[0-9]|お釣|おつり|お預か?り|お買上"
    r"|thankyou|comeagain|changedue|^change|^cash"
)
"""Printed once on a till receipt, at its end."""
_TELEPHONE = re.compile(r"tel(?:ephone)?[^a-z]|phone|℡|電話")
_PROSE = 56
"""Width of a line of prose that fills its page, in half-width characters; slogans on receipts are shorter."""
_KANA = re.compile(r"[ぁ-ん]")

_DIGIT = re.compile(r"[0-9]")
_TOKEN = re.compile(r"[0-9a-z]+(?:[-/._#][0-9a-z]+)*", re.IGNORECASE)
_NO_IDENTIFIER = re.compile(
    r"(?:tel|fax|電話|℡)[^0-9]{0,8}[0-9][-0-9() ]*"  # telephones, labelled or not
    r"|(?<![0-9-])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{2,4}(?![0-9-])"
    r"|(?<![0-9-])[0-9]{3}-[0-9]{4}(?![0-9-])"  # postal codes
    r"|(?<![0-9a-z-])[0-9]{1,2}(?:-[0-9]{1,2}){1,3}(?![0-9a-z-])"  # house numbers
    r"|(?<![0-9.])[0-9]+\.[0-9]+[a-z0-9]*(?![0-9.])"  # measures
    r"|(?<![0-9a-z])T[-: ]?[0-9]{13}"  # registration numbers
    r"|[0-9]{1,3}(?:,[0-9]{3})+"  # amounts
    r"|[-\w]+\.(?:html?|pdf|docx?|xlsx?|tiff?|jpe?g)\b"  # names of files
    r"|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9a-z-])",  # years
    re.IGNORECASE,
)
"""What has digits and names no document."""
_AMOUNT = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_LONGEST_DATED = 45
"""Characters of a line whose date is that of the paper; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Face:
    """The facts of one page. Sets are empty and others None or False where the page shows none."""

    number: PageNumber | None
    title: Heading | None
    is_continued: bool
    """Says that it goes on with an earlier page: (明細続き), 前頁より繰越."""
    goes_on: bool
    """Says that another page follows: 次頁へ続く."""
    is_attached: bool
    """Begins as what is attached to something: 別紙, Exhibit A."""
    is_cover: bool
    """Holds a line or two: the cover of what follows, or 以上."""
    says_something: bool
    """Has a sentence, or a label with its value; or is too short to be anything but an end."""
    identifiers: frozenset[str]
    """Numbers in the head that are no date, no amount and no telephone, registration or postal number."""
    all_identifiers: frozenset[str]
    """The same of the whole page."""
    issuers: frozenset[str]
    """Registration numbers of the page."""
    phones: frozenset[str]
    has_letterhead: bool
    """A registration or telephone number, or the word for one, stands in the head."""
    has_salutation: bool
    """Begins as letters do: Dear, 拝啓."""
    addressees: frozenset[str]
    dates: frozenset[dt.date]
    """In the head."""
    amounts: frozenset[int]
    """From 1,000 on, written with commas."""
    articles: tuple[int, int] | None
    """Numbers of the first and the last article (第8条, Article 8) or clause (8.) that begins on the page."""
    has_articles: bool
    """They are articles, not clauses, which every list of remarks has."""
    has_preamble: bool
    """Begins as contracts do, by naming the parties: This agreement is made by and between, …(以下「甲」という)."""
    is_certificate: bool
    """Tells who signed the pages before electronically: 合意締結証明書, Certificate of Completion."""
    begins_with_signatures: bool
    """Begins where the parties sign: their addresses and names, By:, 印."""
    ends_with_signatures: bool
    has_signature: bool
    """Somebody signs anywhere on it."""
    has_headline: bool
    """Begins with a line in large letters, whatever it says."""
    closes_contract: bool
    """Begins with what stands after the last article: 本書2通を作成し, In witness whereof."""
    is_signed: bool
    """Holds the same anywhere, or By: and Name: lines."""
    is_paid: bool
    """Ends as a till receipt does: お釣り, ありがとうございました."""
    begins_midway: bool
    """The first line is not the beginning of anything."""
    ends_open: bool
    """The last line is prose that does not end."""
    begins_with_table: bool
    size: tuple[int, int]
    """Width and height in pixels."""
    dpi: float | None
    is_ocr: bool
    opening: tuple[str, ...]
    """The first rows, comparable."""
    is_front: bool
    """Nothing but the title of a contract and whose and when it is, as on a cover: a few short lines."""
    is_latin: bool
    line_height: float
    """Of its text, as a share of the page's width."""
    trigrams: frozenset[str]
    """Of the whole page, comparable."""

    @property
    def numbers(self) -> frozenset[object]:
        """Whatever differs between two papers of one form."""
        return frozenset({*self.amounts, *self.all_identifiers, *self.dates})


def face_of(sheet: Sheet, templates: Templates, headings: frozenset[str]) -> Face:
    """What the page shows; headings are column_headings(templates)."""
    rows = [row for row in sheet.rows if not is_fax_header(row)]
    head, has_table = _head(rows, sheet, headings)
    lines = [_line(row) for row in rows]
    keys = ["".join(segment.key.text for segment in row) for row in rows]
    headlines = lines[: len(head)]
    body = [line for line in lines if len(line) > 7 or not any(c.isdigit() for c in line)]
    issuers, phones = _issuers(lines), _phones(lines)
    page = sheet.page
    title = None if any(map(_ATTACHED_TO.search, keys[:2])) else heading_of(sheet, rows, templates)
    articles = _articles(keys)
    return Face(
        number=page_number(sheet),
        title=title,
        is_continued=any(map(_CONTINUED.search, keys[:4])) or any(map(_CARRIED_IN.search, keys[:14])),
        goes_on=any(map(_CARRIED_OUT.search, keys[-6:])),
        is_attached=any(map(_ATTACHED.search, keys[:2])),
        is_cover=len(rows) <= _COVER_ROWS and sum(map(len, lines)) <= _COVER_LENGTH,
        says_something=any(map(_SAID.search, keys)) or sum(map(len, keys)) < _LEAST_COVER,
        identifiers=_identifiers(headlines),
        all_identifiers=_identifiers(lines),
        issuers=issuers,
        phones=phones,
        has_letterhead=bool(_issuers(headlines) or _phones(headlines))
        or any(map(_TELEPHONE.search, keys[: len(head)])),
        has_salutation=any(map(_SALUTATION.match, keys[:_SALUTATION_ROWS])),
        addressees=_addressees(head),
        dates=frozenset(s.value for line in headlines if _is_dated(line) for s in dates_in(line)),
        amounts=frozenset(int(a.replace(",", "")) for line in lines for a in _AMOUNT.findall(line)),
        articles=articles,
        has_articles=any(key.startswith(("第", "article")) and _ARTICLE.match(key) for key in keys),
        has_preamble=_PREAMBLE.search("".join(keys[:_PREAMBLE_ROWS])) is not None,
        is_certificate=signing.is_certificate(keys),
        begins_with_signatures=signing.begins_with_signatures(rows),
        ends_with_signatures=signing.ends_with_signatures(rows),
        has_signature=signing.has_signature(rows),
        has_headline=has_headline(rows, sheet),
        closes_contract=signing.closes(keys),
        is_signed=signing.is_signed(rows, keys),
        is_paid=any(map(_PAID.search, keys)),
        begins_midway=bool(body) and _MIDWAY.match(body[0]) is not None,
        ends_open=bool(body) and _is_open(body[-1]),
        begins_with_table=has_table and len(head) <= 2,
        size=(page.width, page.height),
        dpi=page.dpi,
        is_ocr=page.text_from == "ocr",
        opening=tuple(key for key in keys[:8] if len(key) > 3),
        is_front=title is not None
        and title.doc_type == "contract"
        and articles is None
        and len(rows) <= _FRONT_ROWS
        and not any(map(_is_prose, lines)),
        is_latin=sheet.is_latin,
        line_height=sheet.line_height / sheet.width,
        trigrams=frozenset(key[n : n + 3] for key in keys for n in range(len(key) - 2)),
    )


def column_headings(templates: Templates) -> frozenset[str]:
    """Every word that heads a column of line items, comparable."""
    labels = (label for t in templates for column in t.columns.values() for label in column.labels)
    others = (label for t in templates for label in t.other_columns)
    return frozenset(Key.of(label).text for label in (*labels, *others))


def _head(
    rows: Sequence[tuple[Segment, ...]], sheet: Sheet, headings: frozenset[str]
) -> tuple[list[tuple[Segment, ...]], bool]:
    """The rows of the head, and whether a table's heading ends it."""
    head: list[tuple[Segment, ...]] = []
    for row in rows:
        if sum(s.key.text in headings for s in row) >= _HEADINGS:
            return head, True
        if min(s.y_center for s in row) > _HEAD * sheet.height:
            break
        head.append(row)
    return head, False


def _line(row: Sequence[Segment]) -> str:
    return unicodedata.normalize("NFKC", " ".join(segment.text for segment in row)).strip()


def _may_hold(line: str, digits: int) -> bool:
    """Whether there are so many digits: the finders are slow, and most lines of prose have none."""
    return len(_DIGIT.findall(line)) >= digits


def _is_dated(line: str) -> bool:
    return len(line) <= _LONGEST_DATED and _may_hold(line, 2)


def _issuers(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(s.value for line in lines if _may_hold(line, 8) for s in find_registration_numbers(line))


def _phones(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(s.value for line in lines if _may_hold(line, 7) for s in find_phones(line))


def _identifiers(lines: Sequence[str]) -> frozenset[str]:
    """Tokens with three digits or more that name something, in lower case without separators."""
    found: set[str] = set()
    for line in lines:
        if not _may_hold(line, 3):
            continue
        rest = line
        for date in reversed(dates_in(line)):
            rest = rest[: date.start] + " " + rest[date.end :]
        for token in _TOKEN.findall(_NO_IDENTIFIER.sub(" ", rest)):
            if _may_hold(token, 3):
                found.add(re.sub(r"[^0-9a-z]", "", token.lower()))
    return frozenset(found)


def _addressees(head: Sequence[tuple[Segment, ...]]) -> frozenset[str]:
    """Whom the head is addressed to, without 御中; 御中 may stand apart."""
    found = set()
    for row in head:
        for n, segment in enumerate(row):
            key = segment.key.text
            if _ADDRESSED.search(key) and len(key) <= _LONGEST_NAME:
                found.add(_ADDRESSED.sub("", key) or (row[n - 1].key.text if n else ""))
    return frozenset(name for name in found if len(name) > 1)


def _articles(keys: Sequence[str]) -> tuple[int, int] | None:
    numbers = []
    for key in keys:
        if match := _ARTICLE.match(key):
            number = parse_numeral(next(group for group in match.groups() if group))
            if number is not None:
                numbers.append(int(number))
    return (numbers[0], numbers[-1]) if numbers else None


def _is_open(line: str) -> bool:
    return _is_prose(line) and _CLOSED.search(line) is None


def _is_prose(line: str) -> bool:
    """Whether the line is part of a sentence and fills its page."""
    kana = len(_KANA.findall(line))
    width = sum(2 if char > "\u2e7f" else 1 for char in line)
    return width >= _PROSE and (kana > 0.2 * len(line) or line.count(" ") >= 6)
