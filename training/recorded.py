"""Recorded Documents beside the truth of their papers: what extraction is measured and fitted on, without an engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ocr.document import Document
from ocr.evaluate import Case, find_cases


def recorded(data: Path, readings: Path) -> Iterator[tuple[Case, Document]]:
    """Each paper under data that was read as one document, and that document.

    Its reading is readings/FILE.json (a list of Documents) or readings/ID.document.json, as in tests/golden/samples;
    papers without a reading, and stacks, are left out.
    """
    for case in find_cases(data):
        names = (f"{case.path.name}.json", f"{case.id.replace('/', '-')}.document.json")
        path = next((readings / name for name in names if (readings / name).is_file()), None)
        if path is None or case.truth.get("segments"):
            continue
        read = json.loads(path.read_text(encoding="utf-8"))
        documents = read if isinstance(read, list) else [read]
        if len(documents) == 1:
            yield case, Document.model_validate(documents[0])
