"""What the index knows about one document: an Entry, made from a Document and its Record."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from index.normalize import NameKey, name_key, normal
from ocr.document import Document, Model
from ocr.record import Amount, Date, Record, Text

_SCALE = 4
_AMOUNT_LIMIT = Decimal(10) ** 14
"""Amounts from here on are misreadings, and would not fit a 64-bit integer of 1/10,000 yen."""
_SCALED_LIMIT = 10**18
"""More than any entry's scaled amount."""
_LAST_DAY = 9_999_999
_WITHOUT = "z"
"""Sorts behind every digit."""

DATES = ("issue_date", "application_date", "contract_date")
AMOUNTS = ("total_amount", "contract_amount")
"""Fields that are the day and the amount of a paper, one of each in a type."""
_PARTIES = {
    "contract": ("party_b", "party_a"),
    "expense_report": ("applicant_name",),
    "receipt": ("vendor_name", "addressee"),
}
_USUAL_PARTIES = ("vendor_name", "buyer_name")
"""The parties of a paper, the one more often on the other side first."""


class Entry(Model):
    """One document as the index holds it; everything a search can ask for or show."""

    document_id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}-[1-9][0-9]*-[1-9][0-9]*(\.[1-9][0-9]*)?$")]
    version: Annotated[int, Field(ge=1)]
    sequence: Annotated[int, Field(ge=0)]
    """Of the archive's journal line that made this state; of two entries for one document the higher stays."""
    document_type: str
    date: dt.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    counterparty: str | None = None
    """As printed. Changing who "we" are changes it only by a reindex."""
    present: tuple[str, ...] = ()
    """Fields whose value is known, and of `date`, `amount`, `counterparty` and `line_items` those that are."""
    file: str
    pages: tuple[int, int]
    """First and last page in the source file."""
    review: bool = False
    voided: bool = False
    text: str = ""
    """Of the pages, lines separated by newlines."""
    values: tuple[str, ...] = ()
    """The Record's texts. Searched like the page, so that a corrected name is found too."""

    @model_validator(mode="after")
    def _amount_is_comparable(self) -> Self:
        if self.amount is not None and not _is_comparable(self.amount):
            raise ValueError(f"amounts have at most {_SCALE} decimals and stay under {_AMOUNT_LIMIT:,}")
        return self

    @classmethod
    def of(
        cls,
        document: Document,
        record: Record,
        *,
        version: int,
        sequence: int,
        text: str,
        voided: bool = False,
        own_names: tuple[str, ...] = (),
    ) -> Entry:
        """What is searched of a document.

        The counterparty is the first party of the paper that is not one of own_names: the vendor on what we
        receive, the buyer on what we issue, of a contract 乙 before 甲, the applicant of an expense report. Where all
        parties on it are ours there is none. An amount no paper carries (10^14 or more) counts as not understood.
        """
        date = next((v.date for v in map(record.value, DATES) if isinstance(v, Date)), None)
        amount = next((v for v in map(record.value, AMOUNTS) if isinstance(v, Amount)), None)
        if amount is not None and not _is_comparable(amount.amount):
            amount = None
        counterparty = _counterparty(record, own_names)
        known = {"date": date, "amount": amount, "counterparty": counterparty, "line_items": record.rows or None}
        return cls(
            document_id=document.id,
            version=version,
            sequence=sequence,
            document_type=record.document_type.value,
            date=date,
            amount=amount.amount if amount else None,
            currency=amount.currency if amount else None,
            counterparty=counterparty,
            present=tuple(
                [f.name for f in record.fields if f.value is not None] + [n for n, v in known.items() if v is not None]
            ),
            file=document.file,
            pages=(document.pages[0].number, document.pages[-1].number),
            review=record.review.needed,
            voided=voided,
            text=text,
            values=_texts(record),
        )

    @property
    def scaled_amount(self) -> int | None:
        """The amount in 1/10,000 of its currency's unit: exact, and in 64 bits."""
        return None if self.amount is None else scaled(self.amount)

    @property
    def date_key(self) -> str:
        """Sorts ascending into the order by date; letters, digits, hyphens and a dot only, like the other."""
        return (_WITHOUT if self.date is None else f"{_LAST_DAY - self.date.toordinal():07d}") + self.document_id

    @property
    def amount_key(self) -> str:
        """Sorts ascending into the order by amount."""
        amount = self.scaled_amount
        return (_WITHOUT if amount is None else f"{_SCALED_LIMIT - amount:019d}") + self.document_id

    @property
    def counterparty_key(self) -> NameKey | None:
        """How the counterparty is compared; None if there is none."""
        return None if self.counterparty is None else name_key(self.counterparty)

    def searched(self) -> tuple[str, ...]:
        """The normal forms that words are looked for in: the pages', then those of values that are not on the pages."""
        page = normal(self.text)
        return (page, *(v for v in dict.fromkeys(map(normal, self.values)) if v not in page))


def scaled(amount: Decimal, *, up: bool = False) -> int:
    """An amount in 1/10,000, what is finer rounded down or up, and anything over the limit held just beyond it."""
    whole = (amount * 10**_SCALE).to_integral_value(rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return int(max(-_SCALED_LIMIT, min(whole, _SCALED_LIMIT)))


def _is_comparable(amount: Decimal) -> bool:
    return amount.is_finite() and abs(amount) < _AMOUNT_LIMIT and amount * 10**_SCALE % 1 == 0


def _counterparty(record: Record, own_names: tuple[str, ...]) -> str | None:
    ours = {name_key(name).core for name in own_names}
    for field in _PARTIES.get(record.document_type.value, _USUAL_PARTIES):
        value = record.value(field)
        if isinstance(value, Text) and name_key(value.text).core not in ours:
            return value.text
    return None


def _texts(record: Record) -> tuple[str, ...]:
    fields = (*record.fields, *(cell for row in record.rows for cell in row.cells))
    return tuple(dict.fromkeys(f.value.text for f in fields if isinstance(f.value, Text)))
