"""Tagged pages as examples for the network, kept in files of a thousand documents (shards).

    python -m training.layout_model.examples FOLDER FIRST LAST [--withheld]

Writes shards FIRST to LAST - 1 and leaves alone those that are there, so it can be stopped and started.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocr.document import Box, Page, Word
from ocr.layout_model.features import Encoding, encode, windows
from ocr.layout_model.tokenizer import CharacterTokenizer
from training.fast import Sample, TaggedPage, sample
from training.layout_model.labels import DOCUMENT_TYPES, classes, starts
from training.layout_model.vocabulary import FILE

DOCUMENTS = 1000
"""Of a shard."""
_WITHHELD_SEEDS = 10**9
"""Where the seeds of withheld documents begin."""
_MOVED = 3
"""One in how many documents to train on has its blocks elsewhere."""
_PX_PER_MM = 200 / 25.4
"""As a scan of 200 dpi."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window of one page: n tokens with what they are."""

    encoding: Encoding
    classes: NDArray[np.int64]
    """(n,) in labels.TAGS."""
    starts: NDArray[np.bool_]
    """(n,) whether a token is the first of its line item."""
    document_type: int
    """In labels.DOCUMENT_TYPES."""


def page_of(tagged: TaggedPage, number: int = 1, sure: random.Random | None = None) -> Page:
    """The page as if it had been read from a scan; a seal lies over exactly the words that are sealed.

    sure draws how surely each word was read; without it all are certain.
    """
    width, height = math.ceil(tagged.width * _PX_PER_MM), math.ceil(tagged.height * _PX_PER_MM)

    def box(left: float, top: float, right: float, bottom: float) -> Box:
        x, y = sorted((left * _PX_PER_MM, right * _PX_PER_MM)), sorted((top * _PX_PER_MM, bottom * _PX_PER_MM))
        return Box.outward(x[0], y[0], x[1], y[1], width, height)

    rules = [
        (box(r.left, r.top, r.right, r.bottom), abs(r.right - r.left) >= abs(r.bottom - r.top)) for r in tagged.rules
    ]
    return Page(
        number=number,
        width=width,
        height=height,
        words=tuple(
            Word(text=w.text, box=box(*w.box), confidence=1.0 if sure is None else w.confidence(sure))
            for w in tagged.words
        ),
        horizontal_rules=tuple(b for b, across in rules if across),
        vertical_rules=tuple(b for b, across in rules if not across),
        seals=tuple(box(*w.box) for w in tagged.words if w.sealed),
    )


def examples(made: Sample, tokenizer: CharacterTokenizer) -> Iterator[Example]:
    """Every window of every page."""
    kind = DOCUMENT_TYPES.index(made.document_type)
    for tagged in made.pages:
        encoding = encode(page_of(tagged), tokenizer)
        tags = [tagged.words[word].tags[start] for word, start, _ in encoding.owners.tolist()]
        yield from cut(encoding, tags, kind)


def cut(encoding: Encoding, tags: list[str], document_type: int) -> Iterator[Example]:
    """The windows of a page whose tokens have these tags."""
    whole, firsts = np.array(classes(tags), np.int64), np.array(starts(tags), np.bool_)
    for start, end in windows(len(encoding)):
        yield Example(encoding.window(start, end), whole[start:end], firsts[start:end], document_type)


def save(examples: Iterable[Example], file: Path) -> None:
    """Write a shard, whole or not at all."""
    kept = list(examples)
    part = file.with_suffix(".part")
    with part.open("wb") as out:
        np.savez_compressed(
            out,
            lengths=np.array([len(e.encoding) for e in kept], np.int32),
            types=np.array([e.document_type for e in kept], np.uint8),
            ids=np.concatenate([e.encoding.ids for e in kept]).astype(np.uint16),
            boxes=np.concatenate([e.encoding.boxes for e in kept]).astype(np.uint16),
            facts=np.concatenate([e.encoding.facts for e in kept]).astype(np.uint8),
            classes=np.concatenate([e.classes for e in kept]).astype(np.uint8),
            starts=np.concatenate([e.starts for e in kept]),
        )
    part.rename(file)


def load(file: Path) -> list[Example]:
    """The examples of a shard; whose characters their tokens are is not kept."""
    with np.load(file) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        columns = {
            name: np.split(stored[name].astype(np.int64), ends)
            for name in ("ids", "boxes", "facts", "classes", "starts")
        }
        types = stored["types"].tolist()
    none = np.zeros((0, 3), np.int64)
    return [
        Example(
            Encoding(columns["ids"][n], columns["boxes"][n], columns["facts"][n], none),
            columns["classes"][n],
            columns["starts"][n].astype(np.bool_),
            kind,
        )
        for n, kind in enumerate(types)
    ]


def asked(description: str | None) -> argparse.Namespace:
    """What a command that writes shards is given: the folder, which is there afterwards, first, last and withheld."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--withheld", action="store_true", help="of the families kept from training")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    return given


def _moved(seed: int, given: argparse.Namespace) -> bool:
    return not given.withheld and seed % _MOVED == 0


def main() -> None:
    given = asked(__doc__)
    tokenizer = CharacterTokenizer(FILE)
    for shard in range(given.first, given.last):
        file = given.folder / f"{shard:05}.npz"
        if file.exists():
            continue
        first = shard * DOCUMENTS + (_WITHHELD_SEEDS if given.withheld else 0)
        made = (sample(n, withheld=given.withheld, moved=_moved(n, given)) for n in range(first, first + DOCUMENTS))
        save((e for one in made for e in examples(one, tokenizer)), file)
        print(file, flush=True)


if __name__ == "__main__":
    main()
