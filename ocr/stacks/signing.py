"""Where the parties to a contract sign: the sentence that says so, their names, a signing service's certificate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.sheet import Segment

_CLOSING = re.compile(r"本書[0-9一二三]?[0-9]?通|(?:記名|署名)(?:押印|捺印)|を証する|証として|inwitnesswhereof")
_CLOSING_ROWS = 8

_SIGNED = re.compile(r"^(?:by|name|title|its):")
_CERTIFICATE = re.compile(
    r".{0,12}電子署名(?:情報|証明|の?証跡|履歴)|.{0,12}(?:合意|契約)?締結証明|.{0,12}署名(?:履歴|証明|情報)|監査証跡|タイムスタンプ(?:情報|証明)"
    r"|certificateofcompletion|signature(?:certificate|page|details)|audittrail|completioncertificate|envelopeid"
)
"""Heads what a service for electronic signatures adds to a contract."""
_CERTIFICATE_ROWS, _LONGEST = 6, 40
_BLOCK = re.compile(
    r"[(]?[甲乙丙][)]?(?:$|[:：、]|住所|[(]|.{0,20}(?:会社|法人))|(?:住所|所在地|本店|氏名|商号|名称|代表者?|署名|記名)(?:$|[:：])"
    r"|.*(?:代表取締役|代表社員|代表理事).{2,12}$|.*印[)]?[…・._]*$|.{1,6}[主者人](?:[(][甲乙丙][)]|[:：])"
    r"|(?:by|name|title|its|date|dated|signed|signature|printname|position|capacity|witness)(?:$|[:_])"
    r"|signed(?:by|for)|(?:signedforandonbehalf|forandonbehalf|inwitness|executed|dulyauthori[sz]ed)"
)
"""A line of where the parties sign."""
_BLOCK_ROWS = 5


def closes(keys: Sequence[str]) -> bool:
    """Whether the page begins with what stands after the last article; keys are its lines, comparable."""
    return any(map(_CLOSING.search, keys[:_CLOSING_ROWS]))


def is_signed(rows: Sequence[Sequence[Segment]], keys: Sequence[str]) -> bool:
    """Whether the page says that it is signed, or has By: and Name: lines."""
    return any(map(_CLOSING.search, keys)) or sum(bool(_SIGNED.match(s.key.text)) for row in rows for s in row) > 1


def is_certificate(keys: Sequence[str]) -> bool:
    return any(len(key) <= _LONGEST and _CERTIFICATE.match(key) for key in keys[:_CERTIFICATE_ROWS])


def has_signature(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether anybody signs on the page."""
    return any(_BLOCK.match(s.key.text) or s.key.text.startswith("/s/") for row in rows for s in row)


def begins_with_signatures(rows: Sequence[Sequence[Segment]]) -> bool:
    return _are_signatures(rows[:_BLOCK_ROWS])


def ends_with_signatures(rows: Sequence[Sequence[Segment]]) -> bool:
    return _are_signatures(rows[-_BLOCK_ROWS:])


def _are_signatures(rows: Sequence[Sequence[Segment]]) -> bool:
    """Two of the rows and nearly half of them are of those where parties sign."""
    found = sum(any(_BLOCK.match(segment.key.text) for segment in row) for row in rows)
    return found >= 2 and 2 * found + 1 >= len(rows)
