"""Find papers and what people read from them, in the layouts such folders come in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ocr.errors import UsageError


@dataclass(frozen=True, slots=True)
class Case:
    """One paper with its truth: `document_type`, `fields`, `line_items`, `text`, or `segments` of these for a stack."""

    id: str
    path: Path
    truth: Mapping[str, object]


def find_cases(folder: Path) -> list[Case]:
    """Every paper under folder that has a truth, by id.

    Known are folder/truth/*.json beside folder/docs/ (or folder itself is such a docs/, or scans/, beside a truth/),
    folder/truth.json as a list, and a paper beside expected.json at any depth. UsageError: none of these, a truth
    that is no JSON object, or one without its paper.
    """
    if (folder / "truth").is_dir():
        cases = [_beside(folder, path) for path in sorted((folder / "truth").glob("*.json"))]
    elif (folder / "truth.json").is_file():
        cases = list(_from_list(folder))
    elif (folder.parent / "truth").is_dir() and not any(folder.rglob("expected.json")):
        truths = {path.stem: path for path in (folder.parent / "truth").glob("*.json")}
        papers = (path for path in sorted(folder.iterdir()) if path.stem in truths and path.is_file())
        cases = [Case(path.stem, path, _load(truths[path.stem])) for path in papers]
    else:
        cases = [_sample(folder, path) for path in sorted(folder.rglob("expected.json"))]
    if not cases:
        raise UsageError(f"{folder}: no truth/*.json beside docs/, no truth.json and no expected.json beside a paper")
    return sorted(cases, key=lambda case: case.id)


def _beside(folder: Path, path: Path) -> Case:
    truth = _load(path)
    name = Path(str(truth.get("file", path.stem))).name
    return Case(path.stem, _paper(path, folder / "docs", name), truth)


def _from_list(folder: Path) -> Iterator[Case]:
    path = folder / "truth.json"
    entries = _json(path)
    if not isinstance(entries, list):
        raise UsageError(f"{path}: not a list of documents")
    for entry in entries:
        if not isinstance(entry, dict) or not {"file", "document_type", "fields"} <= entry.keys():
            raise UsageError(f"{path}: every document needs file, document_type and fields")
        name = Path(str(entry["file"])).name
        yield Case(Path(name).stem, _paper(path, folder, name), entry)


def _sample(folder: Path, path: Path) -> Case:
    """The paper is the one file in the sample's folder that is no JSON."""
    papers = [p for p in path.parent.iterdir() if p.is_file() and p.suffix != ".json" and not p.name.startswith(".")]
    if len(papers) != 1:
        raise UsageError(f"{path}: {len(papers)} papers beside it, not one")
    return Case(path.parent.relative_to(folder).as_posix(), papers[0], _load(path))


def _paper(truth: Path, folder: Path, name: str) -> Path:
    """The file with this name, or with this name and any suffix."""
    exact = folder / name
    if exact.is_file():
        return exact
    found = sorted(path for path in folder.glob("*") if path.stem == Path(name).stem and path.is_file())
    if not found:
        raise UsageError(f"{truth}: its paper is missing: {exact}")
    return found[0]


def _load(path: Path) -> Mapping[str, object]:
    truth = _json(path)
    if not isinstance(truth, dict):
        raise UsageError(f"{path}: not a JSON object")
    return truth


def _json(path: Path) -> object:
    try:
        loaded: object = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{path}: not JSON: {error}") from error
    return loaded
