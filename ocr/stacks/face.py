"""What a page shows of the document it belongs to: title, numbers, parties, articles, how it begins and ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.classify import titles_of
from ocr.extract.finders import dates_in
from ocr.extract.sheet import Key
from ocr.extract.values import find_phones, find_registration_numbers, parse_numeral
from ocr.stacks.page_number import is_fax_header, page_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment, Sheet
    from ocr.stacks.page_number import PageNumber
    from ocr.template import Templates

_HEAD = 0.45
"""The head of a page is its upper part, down to the first table heading, and no more than this share of the height."""
_HEADINGS = 3
"""Column headings that make a row the heading of a table."""
_LONGEST_NAME = 40
_COVER_ROWS, _COVER_LENGTH = 4, 120

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
_CLOSING = re.compile(r"本書[0-9一二三]?[0-9]?通|(?:記名|署名)(?:押印|捺印)|を証する|証として|inwitnesswhereof")
_SALUTATION = re.compile(r"dear[a-z]|(?:ladiesand)?gentlemen|towhomitmayconcern|拝啓|謹啓|拝復|前略")
_SALUTATION_ROWS = 25
_PREAMBLE = re.compile(
    r"this.{0,90}?(?:agreement|contract|lease|deed|memorandum).{0,160}?"
    r"(?:enteredinto|made(?:and|as|by|effective|on|this)|byandbetween|(?:dated|effective)as?of|isbetween)"
    r"|(?:agreement|contract|lease|deed|memorandum),?dated.{0,60}?(?:between|among)"
    r"|以下.{0,6}甲.?(?:と|。)"
)
_PREAMBLE_ROWS = 14
_SIGNED = re.compile(r"^(?:by|name|title|its):")
_PAID = re.compile(
    r"ありがとうござ|(?:お越し|ご来店|ご利用)を?お待ち|お?釣り?銭?[¥\\]?[0-9]|お釣|おつり|お預か?り|お買上"
    r"|thankyou|comeagain|changedue|^change|^cash"
)
"""Printed once on a till receipt, at its end."""
_TELEPHONE = re.compile(r"tel(?:ephone)?[^a-z]|phone|℡|電話")
_PROSE = 56
"""Width of a line of prose that fills its page, in half-width characters; slogans on receipts are shorter."""
_KANA = re.compile(r"[ぁ-ん]")

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
_PAPER = re.compile(r"[ぁ-ヿ一-鿿々(]{1,20}(?:書|票|証|届|状|報|議事録|案内|お知らせ|連絡|について)[)]?(?:第[0-9]+号)?")
_FORM = re.compile(r"[ァ-ヿ一-鿿々]{3,20}(?:書|票|証|届)")
_LATIN = re.compile(
    r"(?!(?i:entire|and|or|of|the|this)\b)"
    r"(?:[A-Z][A-Z ,&()/’'-]{3,70}|(?:(?:[A-Z][\w’'/-]*|&|and|of|for|to|the),? ){1,9})"
    r"\b(?i:agreement|contract|invoice|order|receipt|quotation|statement|memorandum|notice)"
    r"(?: (?i:and) [A-Z]\w+)?(?: ?\((?:the |this )?[\"“”][\w ]{2,20}[\"“”]\))?"
)
"""In capitals, or with a capital to each word that counts; its short name may follow: (the "Agreement")."""
_PAPER_ROWS, _PAPER_HEIGHT, _FORM_ROWS = 8, 1.25, 2
"""A name of a paper that no template knows is a title in one of the first rows, in letters so much taller.

In the first two rows a name without kana is one in letters of any size.
"""
_LONGEST_DATED = 45
"""Characters of a line whose date is that of the paper; longer ones are prose."""
_CLOSING_ROWS = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page calls itself."""

    key: str
    """Comparable."""
    doc_type: str
    """"" where no template knows the title."""
    strength: float
    """About 5 for a line that is a title and nothing else, 1 for one low on the page that only holds one."""


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
    return Face(
        number=page_number(sheet),
        title=None if any(map(_ATTACHED_TO.search, keys[:2])) else _title(sheet, rows, templates),
        is_continued=any(map(_CONTINUED.search, keys[:4])) or any(map(_CARRIED_IN.search, keys[:14])),
        goes_on=any(map(_CARRIED_OUT.search, keys[-6:])),
        is_attached=any(map(_ATTACHED.search, keys[:2])),
        is_cover=len(rows) <= _COVER_ROWS and sum(map(len, lines)) <= _COVER_LENGTH,
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
        articles=_articles(keys),
        has_articles=any(key.startswith(("第", "article")) and _ARTICLE.match(key) for key in keys),
        has_preamble=_PREAMBLE.search("".join(keys[:_PREAMBLE_ROWS])) is not None,
        closes_contract=any(map(_CLOSING.search, keys[:_CLOSING_ROWS])),
        is_signed=any(map(_CLOSING.search, keys)) or sum(bool(_SIGNED.match(s.key.text)) for s in sheet.segments) > 1,
        is_paid=any(map(_PAID.search, keys)),
        begins_midway=bool(body) and _MIDWAY.match(body[0]) is not None,
        ends_open=bool(body) and _is_open(body[-1]),
        begins_with_table=has_table and len(head) <= 2,
        size=(page.width, page.height),
        dpi=page.dpi,
        is_ocr=page.text_from == "ocr",
        opening=tuple(key for key in keys[:8] if len(key) > 3),
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


def _title(sheet: Sheet, rows: Sequence[tuple[Segment, ...]], templates: Templates) -> Heading | None:
    """The best title a template knows, else the name of some paper in large letters."""
    known = [title for title in titles_of(sheet, templates).values() if _is_title(title.segment)]
    if known:
        best = max(known, key=lambda title: title.score)
        return Heading(best.segment.key.text, best.doc_type, best.score)
    for n, row in enumerate(rows[:_PAPER_ROWS]):
        for segment in row:
            key = segment.key.text
            if segment.height >= _PAPER_HEIGHT * sheet.line_height and _PAPER.fullmatch(key):
                return Heading(key, "", 3.0)
            if _LATIN.fullmatch(segment.text.strip()) or (n < _FORM_ROWS and _FORM.fullmatch(key)):
                return Heading(key, "", 2.6)
    return None


def _is_title(segment: Segment) -> bool:
    """Not a numbered clause ("10. Entire Agreement") nor the end of a sentence ("this Agreement")."""
    text = segment.text.strip()
    return text[-1:] not in (":", "：") and not re.match(
        r"[0-9(]|[a-z](?=[a-z ]*[a-z]{4})|(?i:this|the|of|said)\b", text
    )


def _line(row: Sequence[Segment]) -> str:
    return unicodedata.normalize("NFKC", " ".join(segment.text for segment in row)).strip()


def _may_hold(line: str, digits: int) -> bool:
    """Whether there are so many digits: the finders are slow, and most lines of prose have none."""
    return sum(c.isdigit() for c in line) >= digits


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
    kana = len(_KANA.findall(line))
    width = sum(2 if char > "\u2e7f" else 1 for char in line)
    return width >= _PROSE and (kana > 0.2 * len(line) or line.count(" ") >= 6) and _CLOSED.search(line) is None
