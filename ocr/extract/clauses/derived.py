"""Days that a contract does not print but fixes: the last of "one year from the signing"."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocr.extract.locate import Candidate


def last_day(start: dt.date, months: int) -> dt.date | None:
    """The day before the same day of a later month: April 1 and 12 months give March 31.

    None where that month has no such day.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > dt.MAXYEAR or start.day > calendar.monthrange(year, month + 1)[1]:
        return None
    return dt.date(year, month + 1, start.day) - dt.timedelta(days=1)


def computed_from(candidate: Candidate, source: Candidate) -> Candidate:
    """The candidate as one computed from another too: it shows the evidence of both."""
    fresh = tuple(e for e in source.evidence if e not in candidate.evidence)
    raw = candidate.raw + source.raw if len(fresh) == len(source.evidence) else candidate.raw
    return replace(candidate, raw=raw, evidence=(*candidate.evidence, *fresh), derived=True)
