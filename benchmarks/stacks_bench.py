"""How well stacks are taken apart: documents one after another in one file, with all that may lie between them.

python -m benchmarks.stacks_bench [FOLDER ...] [--stacks N] [--mistakes]

Every FOLDER (default: tests/golden/samples) holds recorded Documents as JSON, each one document; one with docs/ is
read first, which takes minutes. First each document is split by itself, and must stay whole; stacks are then assembled
at random, some of papers of one kind, some of papers of one company that differ in their numbers and dates only, of
the same papers twice, or of two papers of one deal that differ in their title only.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ocr.document import Barcode, Box, Document, Page, Word
from ocr.executor import make_reader
from ocr.extract.sheet import Sheet
from ocr.source import SourceLimits, find_files
from ocr.stacks import split
from ocr.template import Templates, load_templates

RECORDED = Path(__file__).resolve().parent.parent / "tests" / "golden" / "samples"
KINDS = (
    "mixed",
    "blanks between",
    "blank backs",
    "one kind",
    "one company",
    "one company, blanks between",
    "continued",
    "separating sheets",
    "a few separating sheets",
    "labels",
    "copies",
    "one deal",
)
_CONTINUED = (("次ページへ続く", ""), ("", "前ページより続く"), ("1/2", "2/2"), ("- 1 -", "- 2 -"))
"""What is printed at the foot of the first half of a page that became two, and at the head or foot of the second."""
_OTHER = "https://pay.example.jp/1"
"""A code that divides nothing."""
_SHINING = 0.3
"""Confidence of what is read of print that shines through: seven of ten such words are under 0.6."""
_KEPT = r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[0-9]{3}-[0-9]{4}(?![0-9])|T[0-9]{13}|(?:19|20)[0-9]{2}(?=[年/.-])"
_KEPT_OR_NUMBER = re.compile(rf"(?P<kept>{_KEPT})|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{3,}}")
_MONTH = re.compile(
    r"(?<=年)[0-9]{1,2}(?=月)|(?:(?<=[0-9]{4}[/.-])|(?<=R[0-9][.])|(?<=R0[0-9][/.])|(?<=[^0-9/][0-9]{2}[/-])|(?<=^[0-9]{2}[/-]))"
    r"[0-9]{1,2}(?=[/.-][0-9])"
)

_OTHER_TYPES = {
    "請求書": "納品書",
    "納品書": "請求書",
    "見積書": "注文書",
    "注文書": "請求書",
    "Invoice": "Delivery Note",
}
"""What else a paper of the same deal calls itself."""
_LONGEST_TITLE = 12

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Pages as one file would hold them, and the documents they are."""

    kind: str
    pages: tuple[Page, ...]
    spans: Spans
    names: tuple[str, ...]


def recorded(folders: Sequence[Path]) -> dict[str, Document]:
    """Documents by file name, those that are JSON lines or something else left out."""
    found: dict[str, Document] = {}
    for folder in folders:
        if (folder / "docs").is_dir():
            found |= _read(folder)
        for path in sorted(folder.glob("*.json")):
            if path.name.endswith(".line.json"):
                continue
            found[f"{folder.name}/{path.name.removesuffix('.json').removesuffix('.document')}"] = (
                Document.model_validate_json(path.read_text(encoding="utf-8"))
            )
    return found


def _read(folder: Path) -> dict[str, Document]:
    """Documents of a folder of files; those that are several documents are taken as the product takes them apart."""
    reader = make_reader("rapidocr", load_templates(), SourceLimits())
    return {
        f"{folder.name}/{path.stem}-{one.document.pages[0].number}": one.document
        for path in find_files([folder / "docs"])
        for one in reader.read(path)
    }


def assemble(documents: dict[str, Document], count: int, *, seed: int = 1) -> Iterator[Stack]:
    """count stacks of 2 to 8 documents, the kinds in turn; every document must be one document."""
    rng = random.Random(seed)
    names = sorted(documents)
    for n in range(count):
        kind = KINDS[n % len(KINDS)]
        size = rng.randint(2, 8)
        if kind.startswith("one company"):
            name = rng.choice(names)
            chosen = [(name, reissued(documents[name], k, rng)) for k in range(min(size, 4))]
        elif kind == "copies":
            chosen = [(name, documents[name]) for name in rng.sample(names, size // 2) for _ in range(2)]
        elif kind == "one deal":
            of_trade = [name for name in names if of_another_type(documents[name]) != documents[name]]
            pairs = [(name, documents[name]) for name in rng.sample(of_trade, min(size // 2, len(of_trade)))]
            chosen = [(name, other) for name, one in pairs for other in (one, of_another_type(one))]
        elif kind == "one kind":
            like = _kind(rng.choice(names))
            alike = [name for name in names if _kind(name) == like]
            chosen = [(name, documents[name]) for name in rng.sample(alike, min(size, len(alike)))]
        else:
            chosen = [(name, documents[name]) for name in rng.sample(names, min(size, len(names)))]
        yield _stack(kind, chosen, rng)


def reissued(document: Document, times: int, rng: random.Random) -> Document:
    """The same company's next paper: other numbers, amounts and months, the same names, telephones and layout."""
    if not times:
        return document
    digits = [str(d) for d in rng.sample(range(10), 10)]
    table = str.maketrans("0123456789", "".join(digits))

    def other(text: str) -> str:
        text = _KEPT_OR_NUMBER.sub(lambda m: m[0] if m["kept"] else m[0].translate(table), text)
        return _MONTH.sub(lambda m: str((int(m[0]) + times - 1) % 12 + 1).zfill(len(m[0])), text)

    pages = (
        page.model_copy(update={"words": tuple(w.model_copy(update={"text": other(w.text)}) for w in page.words)})
        for page in document.pages
    )
    return document.model_copy(update={"pages": tuple(pages)})


def of_another_type(document: Document) -> Document:
    """The paper of the same deal that differs in its title alone; the document itself if it has no such title."""

    def renamed(text: str) -> str:
        bare = text.replace(" ", "").replace("\u3000", "")
        title = next((title for title in _OTHER_TYPES if title in bare), None)
        return bare.replace(title, _OTHER_TYPES[title]) if title and len(bare) <= _LONGEST_TITLE else text

    pages = (
        page.model_copy(update={"words": tuple(w.model_copy(update={"text": renamed(w.text)}) for w in page.words)})
        for page in document.pages
    )
    return document.model_copy(update={"pages": tuple(pages)})


def found_in(pages: Sequence[Page], templates: Templates) -> Spans:
    """What the product makes of the pages."""
    return tuple((span.first, span.last) for span in split([Sheet.of(page) for page in pages], templates))


def f1(right: int, found: int, there: int) -> float:
    return 2 * right / (found + there) if found + there else 1.0


def _kind(name: str) -> str:
    """By the name's first word; recordings of other sets are one kind."""
    folder, file = name.split("/", 1)
    return file.split("-")[0] if "-" in file and folder == RECORDED.name else folder


def _stack(kind: str, chosen: Sequence[tuple[str, Document]], rng: random.Random) -> Stack:
    pages: list[Page] = []
    spans = []

    def lay(page: Page) -> None:
        pages.append(page.model_copy(update={"number": len(pages) + 1}))

    for n, (_, document) in enumerate(chosen):
        first = len(pages) + 1
        own = document.pages
        if kind == "continued" and len(own) == 1:
            own = continued(own[0], rng)
        if kind == "labels":
            own = _coded(own[0], f"ASN{n + 17:06}"), *(_coded(page, _OTHER) if page.words else page for page in own[1:])
        for page in own:
            if kind == "blank backs" and len(pages) >= first:
                lay(_blank(pages[-1], rng))
            lay(page)
        spans.append((first, len(pages)))
        if kind == "blank backs" or (kind.endswith("blanks between") and rng.random() < 0.6):
            lay(_blank(pages[-1], rng))
        if kind == "separating sheets" or (kind == "a few separating sheets" and rng.random() < 0.4):
            lay(_coded(_blank(pages[-1], rng), "DENPYO-SEPARATOR"))
    return Stack(kind, tuple(pages), tuple(spans), tuple(name for name, _ in chosen))


def continued(page: Page, rng: random.Random) -> tuple[Page, ...]:
    """The page cut in two at its widest gap below the middle, and said to go on; itself where there is no such gap."""
    tops = sorted({word.box.top for word in page.words})
    gaps = [(below - max(w.box.bottom for w in page.words if w.box.top < below), below) for below in tops[1:]]
    most, at = max(((gap, y) for gap, y in gaps if 0.5 < y / page.height < 0.8), default=(0, 0))
    if most <= 0:
        return (page,)
    foot, head = rng.choice(_CONTINUED)
    upper = [word for word in page.words if word.box.top < at]
    lower = [_moved(word, page.height // 10 - at) for word in page.words if word.box.top >= at]
    return (
        _of_words(page, [*upper, *_line(page, foot, 0.96)]),
        _of_words(page, [*_line(page, head, 0.03 if head.startswith("前") else 0.96), *lower]),
    )


def _moved(word: Word, by: int) -> Word:
    box = word.box
    return word.model_copy(
        update={"box": Box(left=box.left, top=max(0, box.top + by), right=box.right, bottom=box.bottom + by)}
    )


def _line(page: Page, text: str, at: float) -> list[Word]:
    """A line in the middle of the page, at this share of its height."""
    if not text:
        return []
    top, left, size = int(at * page.height), page.width // 2, page.height // 100
    return [Word(text=text, box=Box(left=left, top=top, right=left + size * 2, bottom=top + size), confidence=0.98)]


def _of_words(page: Page, words: Sequence[Word]) -> Page:
    return page.model_copy(
        update={
            "words": tuple(words),
            "horizontal_rules": (),
            "vertical_rules": (),
            "seals": (),
            "regions": (),
            "tables": (),
        }
    )


def _coded(page: Page, text: str) -> Page:
    side = min(page.width, page.height) // 10
    code = Barcode(format="QRCode", text=text, box=Box(left=0, top=0, right=side, bottom=side))
    return page.model_copy(update={"barcodes": (code,)})


def _blank(front: Page, rng: random.Random) -> Page:
    """The back of a page, on which now and then some of the front's print shines through."""
    seen = [word.model_copy(update={"confidence": _SHINING}) for word in front.words if rng.random() < 0.1]
    blank = _of_words(front, seen if rng.random() < 0.5 else [])
    return blank.model_copy(update={"ink": 0.0, "text_from": "ocr", "barcodes": ()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[RECORDED])
    parser.add_argument("--stacks", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mistakes", action="store_true", help="name the documents that were cut or run together")
    given = parser.parse_args()
    documents, templates = recorded(given.folders), load_templates()
    start = time.perf_counter()
    parts = {name: split([Sheet.of(page) for page in one.pages], templates) for name, one in documents.items()}
    whole = {name for name, found in parts.items() if len(found) == 1}
    doubted = sum(any(span.findings for span in found) for found in parts.values())
    took = time.perf_counter() - start
    pages = sum(len(document.pages) for document in documents.values())
    several = sum(len(document.pages) > 1 for document in documents.values())
    cut = len(documents) - len(whole)
    print(f"{len(documents)} documents, {several} of several pages: {cut} cut apart, {doubted} to review")
    print(f"{took / pages * 1000:.1f} ms a page")
    if given.mistakes:
        print(*sorted(documents.keys() - whole), sep="\n")
    _report(assemble(documents, given.stacks, seed=given.seed), templates, with_mistakes=given.mistakes)


def _report(stacks: Iterator[Stack], templates: Templates, *, with_mistakes: bool) -> None:
    right, found, there, doubts = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for stack in stacks:
        parts = split([Sheet.of(page) for page in stack.pages], templates)
        spans = tuple((span.first, span.last) for span in parts)
        for span in parts:
            doubts["right" if (span.first, span.last) in stack.spans else "wrong"] += bool(span.findings)
        for kind in (stack.kind, "all"):
            right[kind] += len(set(spans) & set(stack.spans))
            found[kind] += len(spans)
            there[kind] += len(stack.spans)
        if with_mistakes and spans != stack.spans:
            print(stack.kind, stack.names, "is", stack.spans, "found", spans)
    for kind in (*KINDS, "all"):
        print(f"{kind:32} {there[kind]:4} documents  F1 {f1(right[kind], found[kind], there[kind]):.4f}")
    wrong = found["all"] - right["all"]
    print(f"to review: {doubts['wrong']} of {wrong} wrong, {doubts['right']} of {right['all']} right")


if __name__ == "__main__":
    main()
