"""From the network's probabilities to spans: runs of tokens with one tag, rows of line items, labels of values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.document import Evidence
from ocr.layout_model.features import FIRST
from ocr.layout_model.pointed import LABEL, ROW, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr.layout_model.features import Encoding

    Floats = NDArray[np.float64]

IN_LETTERS, IN_WORD, BETWEEN_WORDS = 6.0, 2.0, 0.5
"""What it costs, in nats, that one value ends or begins between two letters of a word, elsewhere in it, between words.
A name with a character that the model has seldom met falls to pieces without it: values of 38 papers by the model
alone, while it was trained, had F1 0.83 with it and 0.79 without; half these costs gave 0.82, a third more 0.825."""
_NEVER = 1e-6
"""Least probability of a name."""
_ROW_START = 0.5
"""Probability from which a token begins a line item."""
_WRAPPED = frozenset(
    (
        *("vendor_name", "vendor_address", "buyer_name", "addressee", "proviso", "purpose", "department"),
        *("title", "party_a", "party_b", "jurisdiction_court", "bank_account.account_holder"),
        *("line_items.description", "line_items.category", "line_items.payee"),
    )
)
"""Fields whose value may go on in the next line, where reading order has other things between."""
_LINE_GAP = 1.0
"""Heights of a line that may be white between a value's line and the one it goes on in."""
_ALIGNED = 3.0
"""How much more it counts against a label to be off the value's row, or its column, than to be far along it."""
_BEHIND = 10.0
"""How much more a label right of its value or below it counts as far."""


class Probabilities(NamedTuple):
    """What the network says of a page's n tokens."""

    tags: Floats
    """(n, tags)"""
    starts: Floats
    """(n,) of a line item's beginning."""
    types: Floats
    """(types,) of the document's type."""


class Tags:
    """The network's classes: "O", then "B-name" and "I-name" of every name."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.names = ["", *dict.fromkeys(tag[2:] for tag in tags[1:])]
        """Without a tag first."""
        self.count = len(tags)
        number = {name: n for n, name in enumerate(self.names)}
        self._name_of = np.array([number[tag[2:]] for tag in tags])
        self._begins = np.array([tag.startswith("B-") for tag in tags])

    def read(self, probabilities: Floats, joints: Floats) -> tuple[list[str], list[bool], list[float]]:
        """For each token of (n, tags): its name ("" for none), whether it begins a value, how probable the name is.

        The names are those of the most probable sequence, when a change of name before token k costs joints[k].
        """
        by_name = np.zeros((len(probabilities), len(self.names)))
        for tag, name in enumerate(self._name_of.tolist()):
            by_name[:, name] += probabilities[:, tag]
        best = _most_probable(np.log(by_name + _NEVER), joints)
        likeliest = probabilities.argmax(axis=1)
        begins = self._begins[likeliest] & (self._name_of[likeliest] == best) & (joints < IN_LETTERS)
        sure = by_name[np.arange(len(best)), best]
        return [self.names[n] for n in best], begins.tolist(), sure.tolist()


def joints(encoding: Encoding, letters: NDArray[np.bool_]) -> Floats:
    """(n,) what a change of name before each token costs; letters (vocabulary,) tells which tokens are letters."""
    inside = (encoding.facts & FIRST) == 0
    letter = letters[encoding.ids]
    between_letters = inside & letter & np.roll(letter, 1)
    return np.where(between_letters, IN_LETTERS, np.where(inside, IN_WORD, BETWEEN_WORDS))


def _most_probable(odds: Floats, joints: Floats) -> NDArray[np.int64]:
    """(n,) the names with the highest sum of log-odds (n, names) less the cost of every change (Viterbi 1967)."""
    best = np.zeros(len(odds), np.int64)
    if not len(odds):
        return best
    changes = np.zeros(odds.shape, np.bool_)
    tops = [0]
    score = odds[0]
    for n, cost in enumerate(joints[1:].tolist(), start=1):
        tops.append(int(score.argmax()))
        changed = score[tops[-1]] - cost
        np.less(score, changed, out=changes[n])
        score = np.maximum(score, changed) + odds[n]
    name = int(score.argmax())
    for n in range(len(odds) - 1, -1, -1):
        best[n] = name
        name = tops[n] if changes[n, name] else name
    return best


@dataclass(slots=True)
class _Run:
    """Tokens that show one value or label."""

    name: str
    tokens: list[int] = field(default_factory=list)
    row: int | None = None


def spans(
    encoding: Encoding, found: Probabilities, tags: Tags, letters: NDArray[np.bool_], page: int, first_row: int
) -> tuple[Span, ...]:
    """What a page's tokens show; letters as in `joints`, and its rows are counted from first_row."""
    names, begins, sure = tags.read(found.tags, joints(encoding, letters))
    runs = _runs(names, begins)
    _number_rows(runs, found.starts, first_row)
    runs = _rejoined(runs, encoding)
    boxes = {id(run): _box(run, encoding) for run in runs}
    labels = [run for run in runs if run.name.startswith(LABEL)]
    shown = []
    for run in runs:
        own = [label for label in labels if label.name == LABEL + run.name]
        label = min(own, key=lambda one: _distance(boxes[id(run)], boxes[id(one)]), default=None)
        shown.append(
            Span(
                run.name,
                _evidence(run, encoding, page),
                float(np.mean([sure[n] for n in run.tokens])),
                run.row,
                _evidence(label, encoding, page) if label else (),
            )
        )
    return tuple(shown)


def _runs(names: list[str], begins: list[bool]) -> list[_Run]:
    runs: list[_Run] = []
    before = ""
    for n, (name, new) in enumerate(zip(names, begins, strict=True)):
        if name and (new or name != before):
            runs.append(_Run(name))
        if name:
            runs[-1].tokens.append(n)
        before = name
    return runs


def _number_rows(runs: list[_Run], starts: Floats, first: int) -> None:
    """Give line items' values their row: a row begins where the network says so, or where a value is there twice."""
    row, there = first - 1, set[str]()
    for run in runs:
        if not run.name.startswith(ROW):
            continue
        begins = starts[run.tokens].max() >= _ROW_START
        if row < first or (begins and there) or (run.name in there and run.name not in _WRAPPED):
            row, there = row + 1, set()
        there.add(run.name)
        run.row = row


def _rejoined(runs: list[_Run], encoding: Encoding) -> list[_Run]:
    """The runs, with those that go on in the line below joined to where they began."""
    kept: list[_Run] = []
    for run in runs:
        above = next((r for r in reversed(kept) if r.name == run.name and r.row == run.row), None)
        if above is not None and run.name in _WRAPPED and _goes_on(above, run, encoding):
            above.tokens += run.tokens
        else:
            kept.append(run)
    return kept


def _goes_on(run: _Run, other: _Run, encoding: Encoding) -> bool:
    left, top, right, bottom = encoding.boxes[run.tokens[-1]].tolist()
    left = int(encoding.boxes[run.tokens, 0].min())
    right = max(right, int(encoding.boxes[run.tokens, 2].max()))
    l2, t2, r2, _ = _box(other, encoding)
    height = bottom - top
    return t2 - bottom <= _LINE_GAP * height and t2 > top and l2 < right and left < r2


def _box(run: _Run, encoding: Encoding) -> tuple[int, int, int, int]:
    boxes = encoding.boxes[run.tokens]
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _distance(value: tuple[int, int, int, int], label: tuple[int, int, int, int]) -> float:
    """Between a value and a label: small where the label stands before it on its row or above it in its column."""
    across = max(value[0] - label[2], _BEHIND * (label[0] - value[2]), 0.0)
    down = max(value[1] - label[3], _BEHIND * (label[1] - value[3]), 0.0)
    return min(across + _ALIGNED * down, _ALIGNED * across + down)


def _evidence(run: _Run, encoding: Encoding, page: int) -> tuple[Evidence, ...]:
    """One for each stretch of a word; white space between its tokens belongs to it."""
    found: dict[int, list[int]] = {}
    for word, start, end in encoding.owners[run.tokens].tolist():
        reach = found.setdefault(word, [start, end])
        reach[0], reach[1] = min(reach[0], start), max(reach[1], end)
    return tuple(Evidence(page=page, word=word, start=start, end=end) for word, (start, end) in found.items())
