"""Examples from pages that were drawn, worn and then read by the engine: for the last steps of training.

    python -m training.layout_model.readings FOLDER FIRST LAST [--withheld]

Writes a shard for each seed from FIRST to LAST - 1, one page each, and leaves alone those that are there. Afterwards
`train.py CHECKPOINT FOLDER... --minutes` goes on with them among the others.
"""

from __future__ import annotations

import difflib
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ocr.document import Page, Word
from ocr.engines import ENGINES
from ocr.errors import InputError
from ocr.layout_model.features import encode
from ocr.layout_model.tokenizer import CharacterTokenizer
from ocr.pipeline import Reader
from ocr.template import load_templates
from training import conditions
from training.conditions import Condition, scans
from training.content import Content
from training.families import families
from training.layout_model.examples import Example, asked, cut, save
from training.layout_model.labels import DOCUMENT_TYPES
from training.layout_model.vocabulary import FILE
from training.page import Page as Drawn
from training.proof import ProofError, proofread
from training.runs import Glyph, glyphs
from training.spans import character_tags
from training.wear import Scan

_SLACK = 0.25
"""Heights of a word around its box in which characters printed at its edge may have their middle."""


def examples(seed: int, reader: Reader, tokenizer: CharacterTokenizer, *, withheld: bool) -> Iterator[Example]:
    """The windows of the first page of a random family's document, as read from a scan; none where nothing is read."""
    rng = random.Random(f"readings/{seed}/{withheld}")
    content, page = _drawn(rng, withheld=withheld)
    condition = _worn(rng)
    (scan,) = scans((page,), condition, seed)
    read = _read(reader, page, scan, condition)
    if read is None or (read.width, read.height) != (scan.pixels.shape[1], scan.pixels.shape[0]):
        return
    encoding = encode(read, tokenizer)
    tags = tags_of_words(read.words, content, page, scan)
    kind = DOCUMENT_TYPES.index(content.document_type)
    yield from cut(encoding, [tags[word][start] for word, start, _ in encoding.owners.tolist()], kind)


def tags_of_words(words: Sequence[Word], content: Content, page: Drawn, scan: Scan) -> list[list[str]]:
    """For each word as read, the tag of each character: that of the printed one it was read from."""
    printed: list[Glyph] = []
    for token, tags in zip(page.tokens, character_tags(content, page), strict=True):
        printed += glyphs(token, tags, sealed=False)
    middles = np.array([(*g.centre, 1.0) for g in printed]).reshape(-1, 3) @ scan.matrix.T
    at = middles[:, :2] / middles[:, 2:]
    found = []
    for word in words:
        box, slack = word.box, _SLACK * min(word.box.width, word.box.height)
        low, high = np.array((box.left - slack, box.top - slack)), np.array((box.right + slack, box.bottom + slack))
        inside = np.flatnonzero(((at >= low) & (at <= high)).all(axis=1))
        along = int(sum(printed[n].vertical for n in inside) * 2 > len(inside))
        found.append(_aligned(word.text, [printed[n] for n in sorted(inside, key=lambda n: at[n, along])]))
    return found


def _aligned(text: str, printed: Sequence[Glyph]) -> list[str]:
    """The tag of each character of text; misread ones have that of the character in their place."""
    tags = [""] * len(text)
    match = difflib.SequenceMatcher(None, text, "".join(g.char for g in printed), autojunk=False)
    for _, start, end, first, last in match.get_opcodes():
        for n in range(start, end):
            if last > first:
                tags[n] = printed[min(first + n - start, last - 1)].tag
            elif 0 < n < len(text) and first > 0:  # made up, or a space
                after = printed[first].tag if first < len(printed) else ""
                tags[n] = after if after == printed[first - 1].tag else ""
    return tags


def _drawn(rng: random.Random, *, withheld: bool) -> tuple[Content, Drawn]:
    while True:
        content, pages = rng.choice(families(withheld=withheld)).draw(rng)
        try:
            proofread(pages)
        except ProofError:
            continue
        return content, pages[0]


def _worn(rng: random.Random) -> Condition:
    if rng.random() < 0.5:
        return conditions.clean_scan(colour=rng.random() < 0.5)
    return conditions.worn_scan(skew=rng.uniform(-1.0, 1.0), colour=rng.random() < 0.5)


def _read(reader: Reader, page: Drawn, scan: Scan, condition: Condition) -> Page | None:
    """The page as the product reads it; None where it is taken for several papers, or turned."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.jpg"
        file.write_bytes(conditions.encode((page,), (scan,), condition, file.suffix))
        try:
            found = reader.read(file)
        except InputError:
            return None
    pages = [p for one in found for p in one.document.pages]
    return pages[0] if len(pages) == 1 and not pages[0].turned_deg and pages[0].part is None else None


def main() -> None:
    given = asked(__doc__)
    reader, tokenizer = Reader(ENGINES["rapidocr"](), load_templates()), CharacterTokenizer(FILE)
    for seed in range(given.first, given.last):
        file = given.folder / f"read-{seed:05}.npz"
        if not file.exists() and (made := list(examples(seed, reader, tokenizer, withheld=given.withheld))):
            save(made, file)
            print(file, flush=True)


if __name__ == "__main__":
    main()
