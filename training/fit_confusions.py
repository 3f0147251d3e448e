"""Fits the table of confusions of the fast mode: `python -m training.fit_confusions DATA=READINGS... [--write]`.

DATA are papers with their truth (its `text`: printed lines by page), READINGS their recorded Documents. Each page's
printed characters are aligned with those read, as the engine gave them; what stands where another was printed counts.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import cast

from ocr.document import Word
from training.noise import TABLE
from training.recorded import recorded

_LEAST_SEEN = 5
"""Characters printed less often say nothing of their own; they share the rate of all characters."""
_SIMILAR = 0.75
"""Share of characters that a line and its reading have in common; below it they are hardly the same line."""


def counted(data: Path, readings: Path) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How often each character was printed, and what it was misread as ("" for lost)."""
    printed: Counter[str] = Counter()
    misread: dict[str, Counter[str]] = defaultdict(Counter)
    for case, document in recorded(data, readings):
        pages = cast(list[list[str]], case.truth.get("text") or [])
        for lines, page in zip(pages, document.pages, strict=False):
            for line, read in _pairs(lines, list(page.words)):
                printed.update(line)
                for char, taken in _differences(line, read):
                    misread[char][taken] += 1
    return printed, misread


def _bare(text: str) -> str:
    """Without spaces and with the width that NFKC gives, as nothing else tells full from half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _pairs(lines: list[str], words: list[Word]) -> Iterator[tuple[str, str]]:
    """Printed pieces with the word they were read as: the most similar one."""
    pieces = [_bare(piece) for line in lines for piece in (line, *line.split(" ")) if len(_bare(piece)) > 2]
    for word in words:
        read = _bare(word.raw or word.text)
        if len(read) > 2 and pieces:
            best = max(pieces, key=lambda piece: SequenceMatcher(None, piece, read, autojunk=False).quick_ratio())
            if SequenceMatcher(None, best, read, autojunk=False).ratio() >= _SIMILAR:
                yield best, read


def _differences(line: str, read: str) -> Iterator[tuple[str, str]]:
    """Characters of line that read has otherwise; pieces more than a character longer are other text, not errors."""
    for kind, a, b, c, d in SequenceMatcher(None, line, read, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c <= 3:
            yield from zip(line[a:b], read[c:d], strict=True)
        elif kind == "delete" and b - a == 1:
            yield line[a], ""


def table(printed: Counter[str], misread: dict[str, Counter[str]]) -> dict[str, dict[str, object]]:
    """The rate and the readings of each character, and under "" the rate of all."""
    errors = sum(sum(readings.values()) for readings in misread.values())
    overall = round(errors / max(1, printed.total()), 5)
    entries: dict[str, dict[str, object]] = {"": {"rate": overall, "read": {}}}
    for char, count in sorted(printed.items()):
        if count >= _LEAST_SEEN:
            readings = misread.get(char, Counter())
            entries[char] = {"rate": round(readings.total() / count, 5), "read": dict(sorted(readings.items()))}
    return entries


def main(arguments: list[str] | None = None) -> int:
    """Print the commonest confusions; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confusions", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="DATA=READINGS")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args(arguments)
    printed: Counter[str] = Counter()
    misread: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in options.sets:
        data, readings = map(Path, pair.split("="))
        seen, wrong = counted(data, readings)
        printed += seen
        for char, taken in wrong.items():
            misread[char] += taken
    entries = table(printed, misread)
    print(f"{printed.total()} characters, {entries['']['rate']} misread")
    common = Counter({(char, taken): n for char, each in misread.items() for taken, n in each.items()})
    print(" ".join(f"{char}>{taken or '-'}:{n}" for (char, taken), n in common.most_common(40)))
    if options.write:
        TABLE.write_text(json.dumps(entries, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
