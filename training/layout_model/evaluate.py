"""Measure the layout model that ships.

    python -m training.layout_model.evaluate shards FOLDER
    python -m training.layout_model.evaluate papers DATA=READINGS...

shards: spans found exactly, on examples of families kept from training. papers: values the model alone reads off
recorded Documents (DATA is a folder that `denpyo evaluate` knows), its surest span of each field against the truth.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ocr.document import Document
from ocr.evaluate.compare import flatten, same
from ocr.evaluate.counts import Counts
from ocr.extract.values import (
    find_amounts,
    find_dates,
    find_phones,
    find_postal_codes,
    find_registration_numbers,
)
from ocr.layout_model.decode import Tags, joints
from ocr.layout_model.model import LayoutModel, layout_model
from ocr.layout_model.pointed import LABEL, ROW, Pointed
from ocr.template import load_templates
from training.layout_model.examples import load
from training.layout_model.labels import DOCUMENT_TYPES, TAGS
from training.recorded import recorded

_CHOSEN = {"payment_method", "auto_renewal"}
"""Fields whose value is not written on the paper but follows from a word there."""
_NONE = Counts(0, 0, 0)


def found_in_shards(model: LayoutModel, shards: Iterable[Path]) -> tuple[dict[str, Counts], float, float]:
    """By name, the spans of a value or label; the share of windows with their type; milliseconds for a window."""
    counts: defaultdict[str, Counts] = defaultdict(lambda: _NONE)
    tags = Tags(TAGS)
    right = windows = 0
    spent = 0.0
    for shard in shards:
        for one in load(shard):
            before = time.process_time()
            seen = model.probabilities(one.encoding)
            spent += time.process_time() - before
            read = _spans(*tags.read(seen.tags, joints(one.encoding, model.tokenizer.letters))[:2])
            drawn = _spans([TAGS[n][2:] for n in one.classes], [TAGS[n].startswith("B-") for n in one.classes])
            for name in {name for name, *_ in read | drawn}:
                a, b = ({s for s in some if s[0] == name} for some in (read, drawn))
                counts[name] += Counts(len(a & b), len(a - b), len(b - a))
            said = {int(n) for n in (seen.starts >= 0.5).nonzero()[0]}
            begun = {int(n) for n in one.starts.nonzero()[0]}
            counts["row start"] += Counts(len(said & begun), len(said - begun), len(begun - said))
            right += DOCUMENT_TYPES[int(seen.types.argmax())] == DOCUMENT_TYPES[one.document_type]
            windows += 1
    return dict(counts), right / max(windows, 1), 1000 * spent / max(windows, 1)


def _spans(names: list[str], begins: list[bool]) -> set[tuple[str, int, int]]:
    """(name, first token, token after the last)."""
    found = []
    before = ""
    for n, (name, new) in enumerate(zip(names, begins, strict=True)):
        if name and (new or name != before):
            found.append((name, n, n + 1))
        elif name:
            found[-1] = (name, found[-1][1], n + 1)
        before = name
    return set(found)


def values_read(document: Document, pointed: Pointed) -> dict[str, object]:
    """By the name of a field or its part, what the surest span that holds a value of its kind says."""
    read: dict[str, object] = {}
    for name in dict.fromkeys(s.name for s in pointed.spans):
        if name.startswith((LABEL, ROW)):
            continue
        for span in pointed.of(name):
            value = _value(name, document.quote(span.evidence))
            if value is not None:
                read[_flat(name)] = value
                break
    return read


def _flat(name: str) -> str:
    """As `flatten` names it."""
    return name.replace("tax_breakdown.10.", "tax_breakdown.10%.").replace("tax_breakdown.8.", "tax_breakdown.8%.")


def _value(name: str, text: str) -> object:
    last = name.rsplit(".", 1)[-1]
    finders: Mapping[str, Callable[[str], object]] = {
        "date": lambda t: next((str(s.value) for s in find_dates(t)), None),
        "amount": lambda t: next((str(s.value.amount) for s in find_amounts(t)), None),
        "number": lambda t: next((s.value for s in find_registration_numbers(t)), None),
        "phone": lambda t: next((s.value for s in find_phones(t)), None),
        "postal": lambda t: next((s.value for s in find_postal_codes(t)), None),
    }
    if last.endswith("_date") or last in ("period_start", "period_end"):
        return finders["date"](text)
    if last.endswith("amount") or last in ("subtotal", "withholding_tax"):
        return finders["amount"](text)
    kind = {"vendor_registration_number": "number", "vendor_phone": "phone", "vendor_postal_code": "postal"}.get(last)
    return finders[kind](text) if kind else text.strip() or None


def read_from_papers(model: LayoutModel, data: Path, readings: Path) -> tuple[dict[str, Counts], float, float]:
    """By field of the pointed type, values against the truth; the share of types right; milliseconds for a page."""
    counts: defaultdict[str, Counts] = defaultdict(lambda: _NONE)
    templates = load_templates()
    right = papers = pages = 0
    spent = 0.0
    for case, document in recorded(data, readings):
        before = time.process_time()
        pointed = model.point(document)
        spent += time.process_time() - before
        kind = max(pointed.document_types, key=lambda one: pointed.document_types[one])
        asked = templates[kind].fields
        read = {name: v for name, v in values_read(document, pointed).items() if name.split(".")[0] in asked}
        truth = {name: r.value for name, r in flatten(case.truth["fields"]).items() if name not in _CHOSEN}
        for name in truth.keys() | (read.keys() - _CHOSEN):
            hit = name in truth and name in read and same(name, truth[name], read[name])
            counts[name] += Counts(int(hit), int(name in read and not hit), int(name in truth and not hit))
        right += kind == case.truth["document_type"]
        papers += 1
        pages += len(document.pages)
    return dict(counts), right / max(papers, 1), 1000 * spent / max(pages, 1)


def _report(counts: Mapping[str, Counts], types: float, milliseconds: float) -> None:
    for name in sorted(counts):
        one = counts[name]
        print(f"  {name:<44}{one.f1:7.3f}{one.right:7}{one.extra:7}{one.missing:7}")
    kinds = {"values": "", "labels": LABEL}
    for kind, prefix in kinds.items():
        own = [c for n, c in counts.items() if n != "row start" and n.startswith(LABEL) == bool(prefix)]
        whole = sum(own, _NONE)
        print(f"{kind}: F1 {whole.f1:.3f}, found {whole.right}, wrong {whole.extra}, missed {whole.missing}")
    print(f"types right {types:.3f}; {milliseconds:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("shards", "papers"))
    parser.add_argument("where", nargs="+")
    given = parser.parse_args()
    model = layout_model()
    for where in given.where:
        print(where)
        if given.what == "shards":
            _report(*found_in_shards(model, sorted(Path(where).glob("*.npz"))))
        else:
            data, _, readings = where.partition("=")
            _report(*read_from_papers(model, Path(data), Path(readings)))


if __name__ == "__main__":
    main()
