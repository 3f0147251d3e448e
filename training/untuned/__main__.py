"""The command `python -m training.untuned [--seed N] OUT`: OUT/docs and OUT/truth, for the benchmarks to read."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from training.fonts import FontMissingError
from training.recipe import make
from training.untuned.recipes import UNTUNED

SEED = 71


def main(arguments: list[str] | None = None) -> int:
    """Make all of them, or those named; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.untuned", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed is another set, as untuned as this one")
    parser.add_argument("--only", nargs="*", metavar="ID", help="make just these, such as u03")
    options = parser.parse_args(arguments)
    for folder in ("docs", "truth"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    try:
        for n, untuned in enumerate(UNTUNED, 1):
            name = f"u{n:02}"
            if options.only and name not in options.only:
                continue
            made = make(untuned.recipe(name), options.seed)
            file = f"docs/{name}{untuned.suffix}"
            (options.out / file).write_bytes(made.content)
            wears = [wear.name for wear in untuned.wears] or ["clean" if untuned.dpi else "born-digital"]
            truth = {"id": name, "file": file, "pages": len(made.pages), "degradations": wears, **made.expected}
            text = json.dumps(truth, ensure_ascii=False, indent=1)
            (options.out / "truth" / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
            print(options.out / file)
    except FontMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
