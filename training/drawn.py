"""Papers of families with their truth, read as the fast mode reads: hundreds where an engine reads a few."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from typing import Any

from ocr.document import Document
from ocr.tables import find_tables
from training.families import Family
from training.fast import read
from training.layout_model.examples import page_of
from training.noise import Noise
from training.proof import ProofError, proofread
from training.seals import undrawn
from training.truth import expected


def papers(families: Iterable[Family], each: int, noise: float) -> Iterator[tuple[str, Document, dict[str, Any]]]:
    """`each` documents of every family: a name, what was read of it, and its truth.

    noise is as in `training.noise.Noise.drawn`; words are read as surely as an engine reads them.
    """
    for family in families:
        for n in range(each):
            yield _paper(family, f"{family.name}-{n}", noise)


def _paper(family: Family, name: str, noise: float) -> tuple[str, Document, dict[str, Any]]:
    rng = random.Random(f"drawn/{name}")
    while True:
        try:
            with undrawn():
                content, drawn = family.draw(rng)
            proofread(drawn, glyphs=False)
        except ProofError:
            continue
        reading = Noise.drawn(rng, noise)
        pages = [page_of(read(content, page, reading, rng), n, rng) for n, page in enumerate(drawn, 1)]
        document = Document(
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            file=f"{name}.pdf",
            media_type="application/pdf",
            page_count=len(pages),
            engine="none",
            pages=tuple(page.model_copy(update={"tables": find_tables(page)}) for page in pages),
        )
        return name, document, expected(content, drawn, {})
