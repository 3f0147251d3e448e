"""What follows once the engine has read the words: CPU a page, step by step, on recorded readings, without an engine.

python -m benchmarks.after_words_bench [READINGS...]

READINGS are folders of recorded Documents; without one, the samples' in tests/golden/samples.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ParamSpec, TypeVar

from ocr.believe import Believing
from ocr.classify import classify
from ocr.document import Document
from ocr.extract.sheet import sheets
from ocr.furniture import with_furniture
from ocr.json_line import json_line
from ocr.layout_model.witness import layout_witness
from ocr.reading_order import rows_of
from ocr.stacks import split
from ocr.stacks.mounted import mounted
from ocr.tables import find_tables
from ocr.template import load_templates
from ocr.witness import Witness

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "golden" / "samples"
P = ParamSpec("P")
T = TypeVar("T")


class Clock:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def of(self, step: str, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What the step makes, its time noted."""
        before = time.process_time()
        made = do(*given, **named)
        self.spent[step] += time.process_time() - before
        return made


def measure(documents: Iterable[Document], witness: Witness) -> dict[str, float]:
    """CPU milliseconds a page of each step, as the pipeline takes them; each document is read once."""
    clock, templates = Clock(), load_templates()
    believing = Believing(templates)
    pages = 0
    for read in documents:
        pages += len(read.pages)
        for page in read.pages:
            boxes = [word.box for word in page.words]
            clock.of("rows and columns of words", rows_of, boxes, page.skew_deg, page.flattening)
            clock.of("tables", find_tables, page)
        level = clock.of("level pages", sheets, read)
        for sheet in level:
            clock.of("receipts mounted on a sheet", mounted, sheet, templates)
        clock.of("page furniture", with_furniture, read.pages)
        clock.of("stacks", split, level, templates)
        said = clock.of("layout model", witness.testify, read)
        kind = clock.of("type", classify, level, templates, said.document_types)
        record = clock.of("fields, rows and checks", believing.record, read, level, kind, (), said.clues)
        clock.of("JSON line with text", json_line, read, record, with_text=True)
    return {step: 1000 * spent / max(pages, 1) for step, spent in clock.spent.items()}


def _recorded(folders: Iterable[Path]) -> Iterator[Document]:
    """The Documents in the folders' files, which hold one or a list of them; other JSON beside them is passed over."""
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        for one in read if isinstance(read, list) else [read]:
            if "pages" in one:
                yield Document.model_validate(one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", nargs="*", type=Path, default=[SAMPLES])
    documents = list(_recorded(parser.parse_args().readings))
    witness = layout_witness()
    measure(documents[:1], witness)  # what is loaded with the first page
    found = measure(documents, witness)
    print(f"{sum(len(one.pages) for one in documents)} pages, CPU ms a page")
    for step, spent in found.items():
        print(f"  {step:28}{spent:6.1f}")
    print(f"  {'together':28}{sum(found.values()):6.1f}")


if __name__ == "__main__":
    main()
