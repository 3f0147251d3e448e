"""Truths and the JSON lines read from the same files -> Score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ocr.evaluate.calibration import TYPE, Calibration, Stated, calibration, kind_of, most_accepted
from ocr.evaluate.compare import Reading, compare_rows, flatten, likeness, reading, same
from ocr.evaluate.counts import EXTRA, MISSING, RIGHT, WRONG, Counts
from ocr.evaluate.text_error import bag_error, row_error

_NAMES = {
    "vendor_name", "buyer_name", "vendor_address", "addressee", "applicant_name", "department", "purpose", "proviso",
    "title", "party_a", "party_b", "jurisdiction_court", "bank_account.bank_name", "bank_account.branch_name",
    "bank_account.account_holder",
}  # fmt: skip
_TRADE_KEYS = ("issue_date", "vendor_name", "total_amount")
_KEYS = {
    **dict.fromkeys(("invoice", "quotation", "delivery_note", "purchase_order", "receipt"), _TRADE_KEYS),
    "expense_report": ("application_date", "applicant_name", "total_amount"),
    "contract": ("contract_date", "party_a", "party_b", "contract_amount"),
}
_NEAR = 0.9
"""Likeness from which a name counts as nearly right."""
_BINS = 10
_PRECISION = 0.99

Line = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One value that is wrong, extra (truth is None) or missing (read is None)."""

    document: str
    field: str
    truth: object
    read: object


@dataclass(frozen=True, slots=True)
class StraightThrough:
    """The share of documents that could pass unchecked with 99 % of them right, and from which confidence."""

    rate: float = 0.0
    threshold: float | None = None
    precision: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Shares are rounded to four digits; None where nothing was there to measure."""

    files: int
    missing_predictions: int
    documents: int
    type_accuracy: float
    confusion: Mapping[str, int]
    """"truth -> read": how often."""
    segmentation: Counts | None
    fields: Mapping[str, Counts]
    names_nearly: Mapping[str, float]
    """Of names, the share at least 0.9 alike."""
    by_type: Mapping[str, Counts]
    rows: Counts
    rows_by_type: Mapping[str, Counts]
    key_fields: Mapping[str, tuple[int, int]]
    """By type: documents with every key field right, and all."""
    straight_through: StraightThrough
    character_error: float | None
    """By visual rows."""
    bag_error: float | None
    """In any order."""
    text_files: int
    calibration_error: float | None
    calibrated_values: int
    calibration: Calibration
    mistakes: tuple[Mistake, ...]

    @property
    def micro(self) -> Counts:
        return sum(self.by_type.values(), Counts())

    @property
    def key_fields_exact(self) -> float:
        good, total = (sum(pair[n] for pair in self.key_fields.values()) for n in (0, 1))
        return round(good / total, 4) if total else 0.0


@dataclass(frozen=True, slots=True)
class _Unit:
    """One document of a truth and what was read for it."""

    id: str
    truth: Line
    read: Line


@dataclass(slots=True)
class _Tally:
    """Sums while scoring."""

    documents: int = 0
    confusion: Counter[str] = field(default_factory=Counter)
    segmentation: Counts = field(default_factory=Counts)
    fields: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    nearly: defaultdict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    by_type: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    rows: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    keys: defaultdict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    sureness: list[Stated] = field(default_factory=list)
    """Of the key fields of a document, the least confidence (-1 if one is missing), and whether all are right."""
    calibration: defaultdict[str, list[Stated]] = field(default_factory=lambda: defaultdict(list))
    """By kind of value."""
    mistakes: list[Mistake] = field(default_factory=list)
    row_errors: list[tuple[int, int]] = field(default_factory=list)
    bag_errors: list[float] = field(default_factory=list)


def score(truths: Mapping[str, Line], predictions: Mapping[str, Sequence[Line]]) -> Score:
    """Compare by id; predictions are the JSON lines of each file, several where it was read as several documents.

    A field of a truth's `ignore` counts neither way. A stack's segments are matched with documents by overlap of pages.
    """
    tally = _Tally()
    for case, truth in sorted(truths.items()):
        lines = predictions.get(case, ())
        for unit in _units(case, truth, lines, tally):
            _add_unit(tally, unit)
        _add_text(tally, truth, lines)
    return _score(tally, truths, predictions)


def _score(tally: _Tally, truths: Mapping[str, Line], predictions: Mapping[str, Sequence[Line]]) -> Score:
    wrong, characters = (sum(pair[n] for pair in tally.row_errors) for n in (0, 1))
    right = tally.documents - tally.confusion.total()
    bags = tally.bag_errors
    values = [stated for kind in tally.calibration.values() for stated in kind]
    return Score(
        files=len(truths),
        missing_predictions=sum(not predictions.get(case) for case in truths),
        documents=tally.documents,
        type_accuracy=round(right / tally.documents, 4) if tally.documents else 0.0,
        confusion=dict(tally.confusion),
        segmentation=tally.segmentation if tally.segmentation != Counts() else None,
        fields=dict(sorted(tally.fields.items())),
        names_nearly={name: round(sum(near) / len(near), 4) for name, near in sorted(tally.nearly.items())},
        by_type=dict(sorted(tally.by_type.items())),
        rows=sum(tally.rows.values(), Counts()),
        rows_by_type={name: counts for name, counts in sorted(tally.rows.items()) if counts != Counts()},
        key_fields={name: (sum(good), len(good)) for name, good in sorted(tally.keys.items())},
        straight_through=_straight_through(tally.sureness),
        character_error=round(wrong / characters, 4) if characters else None,
        bag_error=round(sum(bags) / len(bags), 4) if bags else None,
        text_files=len(bags),
        calibration_error=_calibration_error(values),
        calibrated_values=len(values),
        calibration=calibration(tally.calibration, tally.sureness),
        mistakes=tuple(tally.mistakes),
    )


def _units(case: str, truth: Line, lines: Sequence[Line], tally: _Tally) -> Iterator[_Unit]:
    """The documents of one truth; a file of one document that was read as several was not read."""
    segments = _sequence(truth.get("segments"))
    if not segments:
        yield _Unit(case, truth, lines[0] if len(lines) == 1 else {})
        return
    spans = [_pages(line) for line in lines]
    taken: set[int] = set()
    exact = 0
    for segment in segments:
        if not isinstance(segment, Mapping):
            continue
        span = (_whole(segment["page_from"]), _whole(segment["page_to"]))
        overlap, n = max(((_overlap(span, s), -n) for n, s in enumerate(spans) if n not in taken), default=(0.0, 0))
        exact += overlap == 1
        if overlap:
            taken.add(-n)
        yield _Unit(str(segment.get("id", case)), segment, lines[-n] if overlap else {})
    tally.segmentation += Counts(exact, len(lines) - exact, len(segments) - exact)


def _add_unit(tally: _Tally, unit: _Unit) -> None:
    doc_type, read_type = str(unit.truth["document_type"]), reading(unit.read.get("document_type"))
    tally.documents += 1
    if doc_type != read_type.value:
        tally.confusion[f"{doc_type} -> {read_type.value}"] += 1
    if read_type.confidence is not None:
        tally.calibration[TYPE].append((read_type.confidence, doc_type == read_type.value))
    ignored = {str(name) for name in _sequence(unit.truth.get("ignore"))}
    truth, read = (
        {name: value for name, value in flatten(side.get("fields")).items() if name.split(".")[0] not in ignored}
        for side in (unit.truth, unit.read)
    )
    for name in sorted({*truth, *read}):
        _add_field(tally, unit.id, doc_type, name, truth.get(name), read.get(name))
    if "line_items" not in ignored:
        rows = (_sequence(side.get("line_items")) for side in (unit.truth, unit.read))
        tally.rows[doc_type] += compare_rows(*rows)
    _add_keys(tally, doc_type, truth, read)


def _add_field(
    tally: _Tally, document: str, doc_type: str, name: str, truth: Reading | None, read: Reading | None
) -> None:
    right = truth is not None and read is not None and same(name, truth.value, read.value)
    if right:
        counts = RIGHT
    else:
        counts = EXTRA if truth is None else MISSING if read is None else WRONG
        tally.mistakes.append(Mistake(document, name, truth and truth.value, read and read.value))
    tally.fields[name] += counts
    tally.by_type[doc_type] += counts
    if name in _NAMES and truth is not None:
        near = read is not None and (right or likeness(truth.value, read.value) >= _NEAR)
        tally.nearly[name].append(near)
    if read is not None and read.confidence is not None:
        tally.calibration[kind_of(name)].append((read.confidence, right))


def _add_keys(tally: _Tally, doc_type: str, truth: Mapping[str, Reading], read: Mapping[str, Reading]) -> None:
    keys = [key for key in _KEYS.get(doc_type, ()) if key in truth]
    if not keys:
        return
    good = all(key in read and same(key, truth[key].value, read[key].value) for key in keys)
    tally.keys[doc_type].append(good)
    least = min((read[key].confidence or 0.0) if key in read else -1.0 for key in keys)
    tally.sureness.append((least, good))


def _add_text(tally: _Tally, truth: Line, lines: Sequence[Line]) -> None:
    text = "\n".join(str(page) for line in lines for page in _sequence(line.get("text")))
    rows = [str(row) for page in _sequence(truth.get("text")) for row in _sequence(page)]
    error = row_error(rows, text) if text else None
    if error is not None:
        tally.row_errors.append(error)
        tally.bag_errors.append(bag_error(rows, text))


def _straight_through(sureness: Sequence[Stated]) -> StraightThrough:
    """The lowest threshold whose accepted documents are 99 % right."""
    best = most_accepted(sureness, _PRECISION)
    return StraightThrough() if best is None else StraightThrough(best.share, best.threshold, best.precision)


def _calibration_error(stated: Sequence[Stated]) -> float | None:
    """Expected calibration error over ten equal bins."""
    if not stated:
        return None
    bins: defaultdict[int, list[Stated]] = defaultdict(list)
    for sure, right in stated:
        bins[min(_BINS - 1, max(0, int(sure * _BINS)))].append((sure, right))
    gaps = (abs(sum(sure for sure, _ in b) - sum(right for _, right in b)) for b in bins.values())
    return round(sum(gaps) / len(stated), 4)


def _pages(line: Line) -> tuple[int, int]:
    """First and last page of a JSON line's document."""
    source = line.get("source")
    pages = _sequence(source.get("pages")) if isinstance(source, Mapping) else ()
    return (_whole(pages[0]), _whole(pages[-1])) if pages else (0, 0)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Pages in both over pages in either, for spans (first, last)."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]) + 1)
    return shared / (max(a[1], b[1]) - min(a[0], b[0]) + 1) if shared else 0.0


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
